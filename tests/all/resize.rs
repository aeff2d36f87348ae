//! Ten thousand windows of any size: nothing panics, nothing is drawn outside, the caret is inside.

use crate::support::{Stage, sample};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use roundtable::app::{Following, Msg};

/// How many sizes; half as many columns and rows as often as large ones.
const SIZES: usize = 10_000;

/// The same sizes in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u16) -> u16 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u16::try_from((self.0 >> 33) % u64::from(n)).unwrap()
    }
}

#[test]
fn ten_thousand_sizes_from_one_cell_to_a_wall() {
    let mut random = Random(20_261_122);
    let mut notes = Stage::library(vec![]);
    notes.send(Msg::Notes(Box::new(Following { session: sample(), file: String::new(), jots: vec![], taken: 0, read_only: None })));
    let mut stage = Stage::open(sample());
    stage.keys("[[[[[[[[[[");
    // what may lie over a step while the window changes
    let over = ["", "<F5>", "e", "?", "A", "<Ctrl+P>", "a word", "/resin", "<F5>b", "<Ctrl+E><Enter>"];
    for n in 0..SIZES {
        if n % 100 == 0 {
            // another step, with something else over it
            stage.keys("<Esc><Esc><Esc><Esc>");
            if stage.app.is_projecting() {
                stage.keys("<F5>");
            }
            stage.keys(if n % 1000 == 0 { "[[[[[[[[[[" } else { "]" }).keys(over[n / 100 % over.len()]);
        }
        // most windows are small: there things get tight
        let (columns, rows) = if n % 4 == 0 { (1 + random.below(300), 1 + random.below(100)) } else { (1 + random.below(110), 1 + random.below(40)) };
        let on = if n % 10 == 9 { &mut notes } else { &mut stage };
        on.send(Msg::Resize(columns, rows));
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let frame = on.app.view(&mut buffer);
        if let Some((x, y)) = frame.cursor {
            assert!(x < columns && y < rows, "the caret is at {x}, {y} on {columns} × {rows}");
        }
    }
}
