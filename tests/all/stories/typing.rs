//! Typing text.

use crate::support::{Harness, empty, sample};
use roundtable::domain::Session;

fn texts(harness: &Harness) -> Vec<&str> {
    harness
        .session()
        .expectations
        .iter()
        .map(|e| e.text.as_str())
        .collect()
}

#[test]
fn enter_keeps_the_text_and_opens_the_next_and_escape_keeps_it_too() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]aOne<Enter>Two<Enter>Thr<Esc>");
    assert_eq!(texts(&harness), ["One", "Two", "Thr"]);
    // an empty item is not added
    harness.keys("a<Enter>a<Esc>a   <Esc>");
    assert_eq!(texts(&harness), ["One", "Two", "Thr"]);
    // a key that leaves the text keeps it
    harness.keys("aFour<PgDn>");
    assert_eq!(texts(&harness), ["One", "Two", "Thr", "Four"]);
    assert_eq!(
        harness.session().progress.step.as_ref().unwrap().as_str(),
        "expectations-b"
    );
}

#[test]
fn keys_with_a_meaning_elsewhere_are_text_while_typing() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]aqunt:/?[]GPDNb.+-u1<Esc>");
    assert_eq!(texts(&harness), ["qunt:/?[]GPDNb.+-u1"]);
}

#[test]
fn the_caret_moves_and_deletes_by_whole_characters() {
    let mut harness = Harness::open(empty("collaboration"));
    harness
        .keys("]a漢字")
        .paste("e\u{301}")
        .paste("👨‍👩‍👧")
        .keys("<Backspace>");
    assert_eq!(texts(&harness), ["漢字e\u{301}"]);
    harness.keys("<Backspace><Home><→>X<Esc>");
    assert_eq!(texts(&harness), ["漢X字"]);
}

#[test]
fn undo_while_typing_restores_the_text_and_afterwards_undoes_the_list() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]aGood words<Esc><Enter><Ctrl+A>Other<Ctrl+Z><Ctrl+Z>");
    assert_eq!(texts(&harness), ["Good words"]);
    harness.keys("<Ctrl+Y><Esc>");
    assert_ne!(texts(&harness), ["Good words"]);
    harness.keys("<Ctrl+Z>");
    assert_eq!(texts(&harness), ["Good words"]);
    harness.keys("<Ctrl+Z>");
    assert!(texts(&harness).is_empty());
    harness.keys("<Ctrl+Y>");
    assert_eq!(texts(&harness), ["Good words"]);
}

#[test]
fn text_can_have_lines_and_be_selected_cut_and_pasted() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]aone two<Alt+Enter>three<Ctrl+Shift+←><Ctrl+X><Home><Ctrl+V> <Esc>");
    assert_eq!(texts(&harness), ["one two\nthree"]);
    let copied = harness
        .asked
        .iter()
        .any(|e| matches!(e, roundtable::app::Effect::Copy(text) if text == "three"));
    assert!(copied, "the terminal's clipboard has it too");
    // up and down move by rows on screen
    harness
        .keys("<Enter><Ctrl+A>")
        .paste(&"word ".repeat(40))
        .keys("<↑><↑>X<Esc>");
    let text = texts(&harness)[0].to_owned();
    let at = text.find('X').unwrap();
    assert!(at > 20 && at < 160, "{at}");
}

#[test]
fn pasting_several_lines_asks_whether_they_are_one_item_or_several() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]a").paste("a\r\nb\n\nc\rd\ne");
    assert!(harness.frame(80, 24).contains("5 items or one?"));
    harness.keys("1");
    assert_eq!(texts(&harness), ["a", "b", "c", "d", "e"]);
    assert!(
        harness
            .session()
            .expectations
            .iter()
            .all(|e| e.side == roundtable::domain::Side::A)
    );
    harness.keys("<Ctrl+Z>");
    assert!(texts(&harness).is_empty());
    harness.keys("a").paste("a\nb").keys("2<Esc>");
    assert_eq!(texts(&harness), ["a\nb"]);
    // pasting into a list adds an item
    harness.paste("one more").keys("<Esc>");
    assert_eq!(texts(&harness), ["a\nb", "one more"]);
}

#[test]
fn the_cursor_is_at_the_caret_in_every_frame() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]a");
    let caret = |harness: &mut Harness, buffer: &mut ratatui::buffer::Buffer| {
        harness.app.view(buffer).cursor.unwrap()
    };
    let blank = || ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 80, 24));
    let (left, _) = caret(&mut harness, &mut blank());
    let line = "A line that is long enough to be wrapped over several rows of the screen, 漢字 \
                and all, with words and words and words.";
    for c in line.chars() {
        harness.send(roundtable::app::Msg::Key(roundtable::keys::Key::char(c)));
        let mut buffer = blank();
        let (x, y) = caret(&mut harness, &mut buffer);
        // the last letter is right before the caret, or at the end of the row above
        let before = (left..x)
            .rev()
            .map(|x| buffer[(x, y)].symbol().to_owned())
            .find(|s| s != " ")
            .unwrap_or_default();
        assert!(
            c == ' ' || x == left || before == c.to_string(),
            "{c} at {x},{y}: {before}"
        );
    }
}

#[test]
fn tab_goes_from_the_text_to_the_form() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]aOn time<Tab>c45<Tab>");
    let e = &harness.session().expectations[0];
    assert_eq!(
        e.category,
        Some(roundtable::domain::Category::CustomerService)
    );
}

#[test]
fn a_participant_can_be_typed_on_one_line() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("aAda Byron, buyer, purchasing, exec<Enter><Esc>");
    let p = &harness.session().participants[0];
    assert_eq!(
        (
            p.name.as_str(),
            p.role.as_str(),
            p.function.as_str(),
            p.level
        ),
        (
            "Ada Byron",
            "buyer",
            "purchasing",
            Some(roundtable::domain::Level::Executive)
        )
    );
    harness.keys("<Ctrl+Z>");
    assert!(harness.session().participants.is_empty());
}

#[test]
fn a_sentence_typed_into_a_list_of_choices_never_runs_as_commands() {
    let mut harness = Harness::open(sample());
    let before = harness.session().clone();
    // the number takes the choice, the rest is no command
    harness.keys("l3 months notice, or the next tender");
    let kinds_open = harness.frame(120, 36);
    assert!(kinds_open.contains("Nothing fits"), "{kinds_open}");
    harness.keys("<Esc>");
    assert!(
        harness.notice().contains("is kept: Ctrl+V pastes it"),
        "{}",
        harness.notice()
    );
    assert_eq!(*harness.session(), before);
    // a number that takes a choice: the rest is caught
    harness.keys("[[<Home>c2 days notice, then dates");
    let frame = harness.frame(80, 24);
    assert!(frame.contains("2 days notice, then dates"), "{frame}");
    harness.keys("<Enter>");
    let after = harness.session();
    let texts = |s: &Session| {
        s.expectations
            .iter()
            .map(|e| e.text.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(after), texts(&before));
    assert_eq!(
        (&after.actions, &after.decisions, &after.notes),
        (&before.actions, &before.decisions, &before.notes)
    );
    assert!(
        harness
            .notice()
            .starts_with("“2 days notice, then dates” is kept"),
        "{}",
        harness.notice()
    );
}
