//! How well the expectations of both sides match.

use super::{Bar, Figure, Group, Hue};
use crate::domain::alignment::{Alignment, Class};
use crate::domain::{Session, Side};

/// For each side, how many of its expectations are agreed, in conflict, and so on. None while the
/// lists are hidden or empty.
#[must_use]
pub fn alignment(session: &Session) -> Option<Figure> {
    if session.expectations.is_empty() || session.hides_expectations() {
        return None;
    }
    let classes = [
        (
            &[Class::Overlap, Class::Complement, Class::Accepted][..],
            "agreed",
            Hue::Good,
        ),
        (&[Class::Conflict], "in conflict", Hue::Bad),
        (&[Class::Resolved], "conflict resolved", Hue::Quiet),
        (&[Class::Refused], "refused", Hue::Bad),
        (&[Class::Gap], "with conditions or to discuss", Hue::Warn),
        (&[Class::Open], "not yet answered", Hue::Warn),
        (&[Class::OutOfScope], "out of scope", Hue::Quiet),
    ];
    let alignment = Alignment::new(session);
    let group = |side: Side| {
        let own: Vec<Class> = session
            .expectations_of(side)
            .map(|e| alignment.class(e))
            .collect();
        let bar = |(of, name, hue): &(&[Class], &str, Hue)| {
            let n = own.iter().filter(|c| of.contains(c)).count();
            let mark = of.first().map_or(String::new(), |c| c.glyph().to_string());
            let share = Some(n as f64 / own.len().max(1) as f64);
            (n > 0).then(|| Bar {
                name: (*name).to_owned(),
                mark,
                hue: *hue,
                share,
                value: n.to_string(),
                remarks: vec![],
            })
        };
        let title = format!("{} {}", side.glyph(), session.side_name(side));
        Group {
            title,
            note: format!("{} expectations", own.len()),
            bars: classes.iter().filter_map(bar).collect(),
        }
    };
    Some(Figure::Bars(Side::BOTH.map(group).to_vec()))
}
