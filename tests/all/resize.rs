//! Ten thousand windows of any size: nothing panics, nothing is drawn outside, the caret is inside.

use crate::support::dice::Dice;
use crate::support::{Harness, sample};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use roundtable::app::{Following, Msg};
use roundtable::store::parse;
use serde_json::Value;

/// How many sizes; half as many columns and rows as often as large ones.
const SIZES: usize = 10_000;

/// A number below this one; the same in every run.
fn below(dice: &mut Dice, n: u16) -> u16 {
    u16::try_from(dice.roll(u64::from(n))).unwrap()
}

#[test]
fn ten_thousand_sizes_from_one_cell_to_a_wall() {
    let mut random = Dice(20_261_122);
    let mut notes = Harness::library(vec![]);
    notes.send(Msg::Notes(Box::new(Following {
        session: sample(),
        file: Default::default(),
        changes: vec![],
        taken: 0,
        read_only: None,
    })));
    let mut harness = Harness::open(sample());
    harness.keys("[[[[[[[[[[");
    // what may lie over a step while the window changes
    let over = [
        "",
        "<F5>",
        "e",
        "?",
        "A",
        "<Ctrl+P>",
        "a word",
        "/resin",
        "<F5>b",
        "<Ctrl+E><Enter>",
    ];
    for n in 0..SIZES {
        if n % 100 == 0 {
            // another step, with something else over it
            harness.keys("<Esc><Esc><Esc><Esc>");
            if harness.app.is_projecting() {
                harness.keys("<F5>");
            }
            harness
                .keys(if n % 1000 == 0 { "[[[[[[[[[[" } else { "]" })
                .keys(over[n / 100 % over.len()]);
        }
        // most windows are small: there things get tight
        let (columns, rows) = if n % 4 == 0 {
            (1 + below(&mut random, 300), 1 + below(&mut random, 100))
        } else {
            (1 + below(&mut random, 110), 1 + below(&mut random, 40))
        };
        let on = if n % 10 == 9 {
            &mut notes
        } else {
            &mut harness
        };
        on.send(Msg::Resize(columns, rows));
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let frame = on.app.view(&mut buffer);
        if let Some((x, y)) = frame.cursor {
            assert!(
                x < columns && y < rows,
                "the caret is at {x}, {y} on {columns} × {rows}"
            );
        }
    }
}

/// What acts on terminals, hides, combines, is wider than it looks, or has no end.
const PIECES: [&str; 24] = [
    "\u{1b}[2J",
    "\u{1b}]0;title\u{7}",
    "\u{9b}31m",
    "\u{7f}",
    "\u{0}",
    "\t",
    "\n",
    "\r\n",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "漢字",
    "👨\u{200d}👩\u{200d}👧",
    "🇨🇿",
    "❤\u{fe0f}",
    "می\u{200c}خواهم",
    "क्\u{200d}ष",
    "\u{e0041}",
    "\u{fff9}",
    "averylongwordwithoutanyblankinitthatfitsnowhere",
    " ",
];
/// Keys of a session under which people write.
const WRITTEN: [&str; 17] = [
    "text",
    "title",
    "name",
    "role",
    "prompt",
    "purpose",
    "example",
    "evidence",
    "done_when",
    "words",
    "counts",
    "source",
    "why",
    "note",
    "unit",
    "category_name",
    "short",
];

/// The session with other texts, each out of some pieces.
fn rewritten(value: &mut Value, random: &mut Dice) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    Value::String(text) if WRITTEN.contains(&key.as_str()) => {
                        let pieces = below(random, 6);
                        *text = (0..pieces)
                            .map(|_| PIECES[usize::from(below(random, 24))])
                            .collect();
                    }
                    other => rewritten(other, random),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rewritten(item, random)),
        _ => {}
    }
}

#[test]
fn hostile_texts_at_every_small_size_in_every_step_and_overlay() {
    let mut random = Dice(1_122_026);
    let over = [
        "", "<F5>", "e", "?", "A", "<Ctrl+P>", "<Enter>", "/", "<F5>b", "<Ctrl+E>", "h", "i",
    ];
    for round in 0..40 {
        let mut value = serde_json::to_value(sample()).unwrap();
        rewritten(&mut value, &mut random);
        let session = parse(value.to_string().as_bytes(), "x.json")
            .unwrap()
            .session;
        let mut harness = Harness::open(session);
        harness.keys("[[[[[[[[[[");
        for step in 0..10 {
            harness.keys(over[(round + step) % over.len()]);
            for _ in 0..8 {
                let (columns, rows) = (1 + below(&mut random, 90), 1 + below(&mut random, 30));
                harness.send(Msg::Resize(columns, rows));
                let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
                let frame = harness.app.view(&mut buffer);
                assert!(frame.cursor.is_none_or(|(x, y)| x < columns && y < rows));
                for cell in buffer.content() {
                    let acts = |c: char| {
                        c.is_control()
                            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                            || matches!(c, '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
                    };
                    assert!(
                        !cell.symbol().contains(acts),
                        "{:?} is on the screen",
                        cell.symbol()
                    );
                }
            }
            harness.keys("<Esc><Esc><Esc><Esc>");
            if harness.app.is_projecting() {
                harness.keys("<F5>");
            }
            harness.keys("]");
        }
    }
}
