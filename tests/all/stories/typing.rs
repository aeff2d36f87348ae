//! Text entry as people expect it.

use crate::support::{Stage, empty};

fn texts(stage: &Stage) -> Vec<&str> {
    stage
        .session()
        .expectations
        .iter()
        .map(|e| e.text.as_str())
        .collect()
}

#[test]
fn enter_keeps_and_opens_the_next_line_and_escape_never_discards() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.keys("]aOne<Enter>Two<Enter>Thr<Esc>");
    assert_eq!(texts(&stage), ["One", "Two", "Thr"]);
    // an empty line leaves nothing behind
    stage.keys("a<Enter>a<Esc>a   <Esc>");
    assert_eq!(texts(&stage), ["One", "Two", "Thr"]);
    // a key of the session keeps what was typed
    stage.keys("aFour<PgDn>");
    assert_eq!(texts(&stage), ["One", "Two", "Thr", "Four"]);
    assert_eq!(
        stage.session().progress.step.as_ref().unwrap().as_str(),
        "expectations-b"
    );
}

#[test]
fn letters_that_are_keys_elsewhere_are_text_here() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.keys("]aqunt:/?[]GPDNb.+-u1<Esc>");
    assert_eq!(texts(&stage), ["qunt:/?[]GPDNb.+-u1"]);
}

#[test]
fn movement_and_deletion_go_by_what_is_seen() {
    let mut stage = Stage::open(empty("collaboration"));
    stage
        .keys("]a漢字")
        .paste("e\u{301}")
        .paste("👨‍👩‍👧")
        .keys("<Backspace>");
    assert_eq!(texts(&stage), ["漢字e\u{301}"]);
    stage.keys("<Backspace><Home><→>X<Esc>");
    assert_eq!(texts(&stage), ["漢X字"]);
}

#[test]
fn undo_in_the_field_gives_the_former_text_back_and_then_the_list_has_its_own() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.keys("]aGood words<Esc><Enter><Ctrl+A>Other<Ctrl+Z><Ctrl+Z>");
    assert_eq!(texts(&stage), ["Good words"]);
    stage.keys("<Ctrl+Y><Esc>");
    assert_ne!(texts(&stage), ["Good words"]);
    stage.keys("<Ctrl+Z>");
    assert_eq!(texts(&stage), ["Good words"]);
    stage.keys("<Ctrl+Z>");
    assert!(texts(&stage).is_empty());
    stage.keys("<Ctrl+Y>");
    assert_eq!(texts(&stage), ["Good words"]);
}

#[test]
fn several_lines_selection_and_the_clipboard() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.keys("]aone two<Alt+Enter>three<Ctrl+Shift+←><Ctrl+X><Home><Ctrl+V> <Esc>");
    assert_eq!(texts(&stage), ["one two\nthree"]);
    let copied = stage
        .asked
        .iter()
        .any(|e| matches!(e, roundtable::app::Effect::Copy(text) if text == "three"));
    assert!(copied, "the terminal's clipboard has it too");
    // up and down go by the rows that are seen
    stage
        .keys("<Enter><Ctrl+A>")
        .paste(&"word ".repeat(40))
        .keys("<↑><↑>X<Esc>");
    let text = texts(&stage)[0].to_owned();
    let at = text.find('X').unwrap();
    assert!(at > 20 && at < 160, "{at}");
}

#[test]
fn a_paste_of_several_lines_asks_five_items_or_one() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.keys("]a").paste("a\r\nb\n\nc\rd\ne");
    assert!(stage.frame(80, 24).contains("5 items or one?"));
    stage.keys("1");
    assert_eq!(texts(&stage), ["a", "b", "c", "d", "e"]);
    assert!(
        stage
            .session()
            .expectations
            .iter()
            .all(|e| e.side == roundtable::domain::Side::A)
    );
    stage.keys("<Ctrl+Z>");
    assert!(texts(&stage).is_empty());
    stage.keys("a").paste("a\nb").keys("2<Esc>");
    assert_eq!(texts(&stage), ["a\nb"]);
    // on a list without an open line, a paste begins one
    stage.paste("one more").keys("<Esc>");
    assert_eq!(texts(&stage), ["a\nb", "one more"]);
}

#[test]
fn the_cursor_is_at_the_caret_in_every_frame() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.keys("]a");
    let caret = |stage: &mut Stage, buffer: &mut ratatui::buffer::Buffer| {
        stage.app.view(buffer).cursor.unwrap()
    };
    let blank = || ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 80, 24));
    let (left, _) = caret(&mut stage, &mut blank());
    for c in "A line that is long enough to be wrapped over several rows of the screen, 漢字 and all, with words and words and words.".chars() {
        stage.send(roundtable::app::Msg::Key(roundtable::keys::Key::char(c)));
        let mut buffer = blank();
        let (x, y) = caret(&mut stage, &mut buffer);
        // the last letter stands right before the caret; at the start of a row it is on the one above
        let before = (left..x).rev().map(|x| buffer[(x, y)].symbol().to_owned()).find(|s| s != " ").unwrap_or_default();
        assert!(c == ' ' || x == left || before == c.to_string(), "{c} at {x},{y}: {before}");
    }
}

#[test]
fn tab_goes_on_to_the_details() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.keys("]aOn time<Tab>c45<Tab>");
    let e = &stage.session().expectations[0];
    assert_eq!(
        e.category,
        Some(roundtable::domain::Category::CustomerService)
    );
}

#[test]
fn one_line_says_everything_about_a_person() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.keys("aAda Byron, buyer, purchasing, exec<Enter><Esc>");
    let p = &stage.session().participants[0];
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
    stage.keys("<Ctrl+Z>");
    assert!(stage.session().participants.is_empty());
}
