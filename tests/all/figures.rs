//! Figures as data, as lines of text and in documents.

use crate::support::Build;
use crate::support::sessions::{asking, empty, huge, sample};
use roundtable::domain::Session;
use roundtable::export::{self, Block};
use roundtable::figure::Figure;
use roundtable::steps::report;
use roundtable::text::width;

/// Every figure of the minutes and the agreement, with its caption.
fn figures(session: &Session) -> Vec<(String, Figure)> {
    let documents = [
        export::minutes(session, false, |step| report(session, step)),
        export::agreement(session),
    ];
    let blocks = documents.into_iter().flat_map(|d| d.blocks);
    blocks
        .filter_map(|b| {
            if let Block::Figure { title, figure } = b {
                Some((title.for_line().into_owned(), figure))
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn every_kind_of_figure_is_in_some_document() {
    let all: Vec<(String, Figure)> = [sample(), asking()].iter().flat_map(figures).collect();
    let kind = |f: &Figure| std::mem::discriminant(f);
    let mut kinds: Vec<_> = all.iter().map(|(_, f)| kind(f)).collect();
    kinds.dedup();
    kinds.sort_by_key(|k| format!("{k:?}"));
    kinds.dedup();
    assert_eq!(kinds.len(), 6, "bars, plane, grid, links, calendar, trends");
    assert!(
        figures(&empty("collaboration")).is_empty(),
        "an empty session has no figures"
    );
}

#[test]
fn lines_of_a_figure_fit_any_width() {
    for session in [sample(), asking(), huge()] {
        for (title, figure) in figures(&session) {
            for wide in [60, 96, 130] {
                for line in figure.lines(wide) {
                    let text: String = line.into_iter().map(|p| p.text).collect();
                    assert!(width(&text) <= wide, "{title} at {wide}: {text}");
                    assert!(
                        !text.chars().any(|c| c.is_control() || c == '\u{202e}'),
                        "{title}: {text:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_text_alternative_says_what_the_figure_shows() {
    let words: String = figures(&sample())
        .iter()
        .map(|(_, f)| f.words().for_line().into_owned())
        .collect::<Vec<_>>()
        .join("\n");
    for said in [
        "= agreed: 7",
        "1 Shared delivery board, updated daily: quick wins",
        "now 89, 43 % of the way",
        "J. Dvořák: 2, counterpart of 1",
    ] {
        assert!(words.contains(said), "{said} is not in\n{words}");
    }
    assert!(!words.contains("-0 %"), "{words}");
}

#[test]
fn every_point_of_the_2x2_is_in_its_own_quarter() {
    let mut s = sample();
    s.build(|s| {
        for a in &mut s.actions {
            (a.value_a, a.value_b, a.effort) = (Some(4), Some(4), Some(2));
        }
    });
    // just below the cut: a fill-in
    s.build(|s| {
        let a = &mut s.actions[0];
        (a.value_a, a.value_b, a.effort) = (Some(3), Some(3), Some(1));
    });
    let plane = figures(&s)
        .into_iter()
        .find_map(|(_, f)| matches!(f, Figure::Plane(_)).then_some(f))
        .unwrap();
    let rows: Vec<Vec<String>> = plane
        .raster()
        .lines
        .iter()
        .filter(|l| l.cells.len() == 9)
        .map(|l| {
            l.cells
                .iter()
                .map(|c| c.text.for_line().into_owned())
                .collect()
        })
        .collect();
    let at = |mark: &str| {
        rows.iter()
            .enumerate()
            .find_map(|(y, r)| Some((r.iter().position(|c| c.split(' ').any(|m| m == mark))?, y)))
            .unwrap()
    };
    let (fill_in, quick) = (at("1"), at("2"));
    assert!(
        quick == at("12") && quick.0 < 5 && fill_in.0 < 5,
        "one place, left of the cut: {rows:?}"
    );
    // the shaded row above the cut and the plain one below it
    assert!(quick.1 < fill_in.1 && fill_in.1 >= 3, "{rows:?}");
    let text = String::from_utf8(
        export::ExportRequest::new(export::Layout::Minutes, export::Format::Html)
            .render(&s, report)
            .unwrap(),
    )
    .unwrap();
    let svg = text
        .split("Value to both sides against effort</figcaption>")
        .nth(1)
        .unwrap()
        .split("</svg>")
        .next()
        .unwrap();
    assert_eq!(
        svg.matches("<circle").count(),
        2,
        "equal points are one dot"
    );
}

#[test]
fn hidden_expectations_are_in_no_figure() {
    let mut hidden = sample();
    hidden.build(|hidden| hidden.progress.revealed = false);
    let titles: Vec<String> = figures(&hidden)
        .into_iter()
        .map(|(title, _)| title)
        .collect();
    assert!(
        !titles.iter().any(|t| t.contains("expectations")),
        "{titles:?}"
    );
}
