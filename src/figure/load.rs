//! How many actions each person owns.

use super::{Bar, Figure, Group, Hue};
use crate::domain::{Session, Side, load as by_person};

/// The open actions each person owns, by side; none where nobody owns or supports any.
#[must_use]
pub fn load(session: &Session) -> Option<Figure> {
    let groups: Vec<Group> = Side::BOTH
        .into_iter()
        .zip(by_person::by_side(session))
        .map(|(side, people)| {
            let bars = people
                .into_iter()
                .filter(|l| l.owns + l.supports > 0)
                .map(|l| {
                    let supports = if l.supports > 0 {
                        format!("counterpart of {}", l.supports)
                    } else {
                        String::new()
                    };
                    let depends = if l.depends {
                        "much depends on one person"
                    } else {
                        ""
                    };
                    Bar {
                        name: session.name_on_side(l.person).into_owned(),
                        mark: side.glyph().to_string(),
                        hue: side.into(),
                        share: Some(l.owns as f64),
                        value: l.owns.to_string(),
                        remarks: [(supports, Hue::Quiet), (depends.to_owned(), Hue::Warn)]
                            .into_iter()
                            .filter(|s| !s.0.is_empty())
                            .collect(),
                    }
                });
            Group {
                title: format!("{} {}", side.glyph(), session.side_name(side)),
                note: String::new(),
                bars: bars.collect(),
            }
        })
        .filter(|g| !g.bars.is_empty())
        .collect();
    let most = groups
        .iter()
        .flat_map(|g| &g.bars)
        .filter_map(|b| b.share)
        .fold(1.0, f64::max);
    let scaled = groups.into_iter().map(|mut g| {
        g.bars
            .iter_mut()
            .for_each(|b| b.share = b.share.map(|s| s / most));
        g
    });
    let scaled: Vec<Group> = scaled.collect();
    (!scaled.is_empty()).then_some(Figure::Bars(scaled))
}
