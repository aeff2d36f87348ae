//! Pictures as data and as lines of text.

use crate::support::sessions::{asking, empty, huge, sample};
use roundtable::domain::Session;
use roundtable::export::{self, Block};
use roundtable::figure::Figure;
use roundtable::steps::report;
use roundtable::text::width;

/// Every picture of the minutes and the agreement.
fn pictures(session: &Session) -> Vec<(String, Figure)> {
    let documents = [export::minutes(session, false, |step| report(session, step)), export::agreement(session)];
    let blocks = documents.into_iter().flat_map(|d| d.blocks);
    blocks.filter_map(|b| if let Block::Figure { title, figure } = b { Some((title, figure)) } else { None }).collect()
}

#[test]
fn every_kind_of_picture_is_in_some_document() {
    let all: Vec<(String, Figure)> = [sample(), asking()].iter().flat_map(pictures).collect();
    let kind = |f: &Figure| std::mem::discriminant(f);
    let mut kinds: Vec<_> = all.iter().map(|(_, f)| kind(f)).collect();
    kinds.dedup();
    kinds.sort_by_key(|k| format!("{k:?}"));
    kinds.dedup();
    assert_eq!(kinds.len(), 6, "bars, plane, grid, links, calendar, trends");
    assert!(pictures(&empty("collaboration")).is_empty(), "nothing to be seen, no picture");
}

#[test]
fn lines_fit_whatever_is_in_them() {
    for session in [sample(), asking(), huge()] {
        for (title, figure) in pictures(&session) {
            for wide in [60, 96, 130] {
                for line in figure.lines(wide) {
                    let text: String = line.into_iter().map(|p| p.text).collect();
                    assert!(width(&text) <= wide, "{title} at {wide}: {text}");
                    assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{title}: {text:?}");
                }
            }
        }
    }
}

#[test]
fn a_picture_read_aloud_says_what_is_in_it() {
    let words: String = pictures(&sample()).iter().map(|(_, f)| f.words()).collect::<Vec<_>>().join("\n");
    for said in ["= agreed: 7", "1 Shared delivery board, updated daily: quick wins", "now 89, 43 % of the way", "J. Dvořák: 2, supports 1"] {
        assert!(words.contains(said), "{said} is not in\n{words}");
    }
    assert!(!words.contains("-0 %"), "{words}");
}

#[test]
fn what_is_covered_is_in_no_picture() {
    let mut covered = sample();
    covered.progress.revealed = false;
    let titles: Vec<String> = pictures(&covered).into_iter().map(|(title, _)| title).collect();
    assert!(!titles.iter().any(|t| t.contains("expectations")), "{titles:?}");
}
