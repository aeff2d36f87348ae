//! The terminal's answer about its background colour.

use super::{home, make};
use crate::support::term::Term;
use std::path::Path;
use std::time::Duration;

const DARK: &str = "\x1b]11;rgb:1111/1111/1111\x1b\\";

/// The screen at the second step, reached by one key, and the colour of its ground.
fn second_step(t: &mut Term) -> (String, vt100::Color) {
    t.then("<PgDn>", "Step 2 of 10");
    let ground = t.parser.screen().cell(5, 3).unwrap().bgcolor();
    (t.screen(), ground)
}

/// Starts the program in a terminal with this answer.
fn start(path: &Path, answer: &str) -> Term {
    let home = path.parent().unwrap().parent().unwrap();
    let args = ["open", "--view", path.to_str().unwrap()];
    Term::answering(home, &args, answer)
}

#[test]
fn an_answer_that_is_cut_anywhere_presses_no_key() {
    let home = home();
    let path = make(home.path());
    let expected = second_step(&mut start(&path, DARK));
    assert_eq!(expected.1, vt100::Color::Rgb(0x13, 0x16, 0x1b));
    for cut in 1..DARK.len() {
        let mut t = start(&path, "");
        t.send(&DARK.as_bytes()[..cut]);
        t.pass(Duration::from_millis(20));
        t.send(&DARK.as_bytes()[cut..]);
        assert_eq!(second_step(&mut t), expected, "cut at {cut}");
    }
}

/// As above, with two seconds between the pieces:
/// `cargo test --test all -- --ignored late_answer`.
#[test]
#[ignore = "needs a quiet machine: only so long does Esc wait"]
fn a_late_answer_in_pieces_presses_no_key() {
    let home = home();
    let path = make(home.path());
    let expected = second_step(&mut start(&path, DARK));
    for cuts in (1..DARK.len()).collect::<Vec<_>>().chunks(5) {
        let mut terminals: Vec<Term> = cuts.iter().map(|_| start(&path, "")).collect();
        for (t, cut) in terminals.iter_mut().zip(cuts) {
            t.send(&DARK.as_bytes()[..*cut]);
        }
        terminals[0].pass(Duration::from_secs(2));
        for (mut t, cut) in terminals.into_iter().zip(cuts) {
            t.send(&DARK.as_bytes()[*cut..]);
            assert_eq!(second_step(&mut t), expected, "cut at {cut}");
        }
    }
}

#[test]
fn the_theme_follows_the_terminals_background() {
    let home = home();
    let path = make(home.path());
    let light = vt100::Color::Rgb(0xfa, 0xf8, 0xf3);
    let silent = second_step(&mut start(&path, "")).1;
    assert_eq!(silent, light);
    let told = second_step(&mut start(&path, "\x1b]11;rgb:fafa/f8f8/f3f3\x07")).1;
    assert_eq!(told, light);
}
