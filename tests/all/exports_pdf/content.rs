//! What is on the pages: every text, every script, nothing private.

use super::*;
use crate::support::Build;

#[test]
fn every_text_of_a_document_is_in_the_pdf() {
    let documents = [
        roundtable::export::agreement(&sample()),
        roundtable::export::minutes(&sample(), false, |step| report(&sample(), step)),
        roundtable::export::minutes(&asking(), false, |step| report(&asking(), step)),
    ];
    for document in documents {
        let bytes = request(AGREEMENT)
            .render_document(document.clone())
            .unwrap();
        let printed = joined(&text(&bytes), "");
        let texts = texts(&document);
        assert!(texts.len() > 50);
        for expected in texts {
            // where a cell is wrapped, words of its neighbours come between its lines
            for word in expected
                .split_whitespace()
                .filter(|w| w.chars().count() < 12)
            {
                assert!(printed.contains(word), "{word} of {expected}");
            }
        }
    }
}

#[test]
fn latin_greek_cyrillic_and_hebrew_are_built_in() {
    let typed = "Ελληνικά, кириллица, žluťoučký kůň, Việt, Łódź, ț, 1 → 2 ≥ 3, ◆ ● ▸ ✓, 5 €";
    let bytes = print(vec![Block::paragraph(typed), Block::paragraph("שלום")]);
    let printed = text(&bytes);
    assert!(printed.contains(typed), "{printed}");
    for c in "שלום".chars() {
        assert!(printed.contains(c), "{c}: {printed}");
    }
    assert!(!printed.contains("no font"), "{printed}");
}

#[test]
fn scripts_from_right_to_left_are_drawn_so() {
    let printed = text(&print(vec![Block::paragraph("שלום, Anna (12)!")]));
    // the reader returns what is drawn from left to right
    assert!(printed.contains("!Anna (12) ,םולש"), "{printed}");
}

#[test]
fn a_combining_mark_is_read_back_with_its_letter() {
    let printed = text(&print(vec![Block::paragraph(
        "e\u{301} q\u{301} x\u{323}\u{302}",
    )]));
    assert!(printed.contains("q\u{301} x\u{323}\u{302}"), "{printed}");
}

#[test]
fn a_character_without_a_font_is_named_and_can_still_be_copied() {
    // no character has this number
    let bytes = print(vec![Block::paragraph("before \u{378} after")]);
    let printed = text(&bytes);
    assert!(printed.contains("before \u{fffd} after"), "{printed}");
    let note = "no font for some characters of this document (U+0378)";
    assert!(printed.contains(note), "{printed}");
    let pdf = read(&bytes);
    let page = *pdf.get_pages().values().next().unwrap();
    let operations = pdf.get_and_decode_page_content(page).unwrap().operations;
    let actual = operations
        .iter()
        .filter_map(|o| o.operands.get(1)?.as_dict().ok());
    let actual = actual.filter_map(|d| d.get(b"ActualText").ok());
    let actual: Vec<String> = actual.map(text_of).collect();
    assert_eq!(actual, ["\u{378}"]);
}

#[test]
fn control_characters_are_shown_and_do_nothing() {
    let typed = "a\u{1b}[2Jb\u{0}c\u{202e}d\u{9b}e\r\nf\tg\u{fffe}";
    let bytes = print(vec![Block::paragraph(typed)]);
    let printed = text(&bytes);
    assert!(
        printed.contains("a␛[2Jb␀c\u{fffd}d\u{fffd}e f g\u{fffd}"),
        "{printed}"
    );
    let acts = |c: char| c.is_control() && !c.is_whitespace() || c == '\u{202e}';
    assert!(!printed.contains(acts), "{printed:?}");
}

#[test]
fn hostile_text_is_printed_as_it_was_typed() {
    let mut session = hostile();
    session.build(|session| session.decisions.truncate(60));
    session.build(|session| session.parked[0].text.truncate(5000));
    let bytes = export(&session, AGREEMENT);
    let printed = text(&bytes);
    for typed in ["<script>alert(1)</script>", "#set page(width: 1pt)", "=1+1"] {
        assert!(printed.contains(typed), "{typed}");
    }
    let pdf = read(&bytes);
    for active in ["JavaScript", "Launch", "URI", "SubmitForm"] {
        assert!(all_of(&pdf, b"S", active.as_bytes()).is_empty(), "{active}");
    }
}

#[test]
fn nothing_hidden_and_no_private_note_is_printed() {
    let mut hidden = sample();
    hidden.build(|hidden| hidden.progress.revealed = false);
    let printed = text(&export(&hidden, Layout::Minutes));
    assert!(!printed.contains("Price down 3 %") && !printed.contains("Dvořák looks at"));
    assert!(text(&export(&sample(), Layout::Minutes)).contains("Price down 3 %"));
}

#[test]
fn every_page_with_private_notes_says_so() {
    let with_notes = ExportRequest {
        notes: true,
        ..request(Layout::Minutes)
    };
    let bytes = with_notes.render(&sample(), report).unwrap();
    let pages = pages(&bytes);
    assert!(pages.iter().any(|page| page.contains("Dvořák looks at")));
    for page in pages {
        assert!(page.contains("With private notes"), "{page}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_gives_a_file_that_can_be_read(
        a in "\\PC{0,40}",
        b in ".{0,40}",
        c in concat!(
            "[\\x{0}-\\x{20}a\\x{300}-\\x{330}\\x{590}-\\x{6ff}",
            "\\x{900}-\\x{97f}\\x{200b}-\\x{200f}]{0,60}"
        ),
    ) {
        let blocks = vec![
            Block::heading(1, a.as_str()),
            Block::list([b.as_str(), c.as_str()]),
            Block::table([a.as_str(), b.as_str()], [vec![c.as_str(), a.as_str()]]),
        ];
        prop_assert!(!read(&print(blocks)).get_pages().is_empty());
    }
}
