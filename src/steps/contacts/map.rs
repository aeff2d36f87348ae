//! The map of contacts: the people of both sides left and right, with a line for each pair.

use crate::domain::Side;
use crate::domain::contact::Contact;
use crate::figure::{self, Links};
use crate::steps::Ctx;
use crate::steps::components::{self, cells};
use crate::text;
use crate::widgets::{Ink, Painter, Role};
use ratatui::layout::Rect;

/// The rows of the map, and the columns of its names.
struct Map<'a> {
    ctx: &'a Ctx<'a>,
    area: Rect,
    /// Cells for the names on each side.
    names: u16,
    /// Screen rows from one person to the next.
    step: u16,
    /// People that have room; if there are more, the last row counts them.
    rows: usize,
    selected: Option<&'a Contact>,
}

/// Draws the map, the pair `selected` in colour.
pub(super) fn draw(ctx: &Ctx, p: &mut Painter, area: Rect, selected: Option<&Contact>) {
    let links = figure::contacts(ctx.session);
    let most = links.people.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let step = if usize::from(area.height) > most * 2 {
        2
    } else {
        1
    };
    let map = Map {
        ctx,
        area,
        names: (area.width / 3).min(22),
        step,
        rows: usize::from(area.height / step).max(1),
        selected,
    };
    map.lines(p, &links);
    for (side, people) in Side::BOTH.into_iter().zip(&links.people) {
        map.people(p, side, people);
    }
}

impl Map<'_> {
    /// How many of `people` are named.
    fn shown(&self, people: usize) -> usize {
        if people <= self.rows {
            people
        } else {
            self.rows - 1
        }
    }

    fn y(&self, n: usize) -> u16 {
        self.area.y + cells(n) * self.step
    }

    /// True if person `n` of `side` is in the selected pair.
    fn is_selected(&self, side: Side, n: usize) -> bool {
        let selected = self.selected.and_then(|contact| contact.person(side));
        let person = self.ctx.session.people(side).nth(n);
        selected.is_some_and(|id| person.is_some_and(|p| p.id == *id))
    }

    /// A dotted line for each pair, the selected one last, over the others.
    fn lines(&self, p: &mut Painter, links: &Links) {
        let [a, b] = &links.people;
        let is_selected = |(x, y): &(usize, usize)| {
            self.is_selected(Side::A, *x) && self.is_selected(Side::B, *y)
        };
        let mut pairs: Vec<&(usize, usize)> = links
            .pairs
            .iter()
            .filter(|(x, y)| *x < self.shown(a.len()) && *y < self.shown(b.len()))
            .collect();
        pairs.sort_by_key(|pair| is_selected(pair));
        let from = self.area.x + self.names + 1;
        let to = self.area.right().saturating_sub(self.names + 2);
        let wide = to.saturating_sub(from).max(1);
        for pair in pairs {
            let (sign, role) = if is_selected(pair) {
                ("●", Role::Accent)
            } else {
                ("·", Role::Quiet)
            };
            let (top, bottom) = (f64::from(self.y(pair.0)), f64::from(self.y(pair.1)));
            for n in 0..=wide {
                let y = top + (bottom - top) * f64::from(n) / f64::from(wide);
                p.text(from + n, y.round() as u16, 1, sign, Ink::new(role));
            }
        }
    }

    /// The names of one side, and how many more there are.
    fn people(&self, p: &mut Painter, side: Side, people: &[(String, String)]) {
        for (n, (name, _)) in people.iter().enumerate().take(self.shown(people.len())) {
            let ink = Ink::new(components::role(side)).bold_if(self.is_selected(side, n));
            self.name(p, side, n, &text::one_line(name), ink);
        }
        if people.len() > self.rows {
            let more = format!("and {} more", people.len() - self.rows + 1);
            self.name(p, side, self.rows - 1, &more, Role::Quiet.into());
        }
    }

    fn name(&self, p: &mut Painter, side: Side, n: usize, words: &str, ink: Ink) {
        let words = text::clip(words, usize::from(self.names));
        let (area, y) = (self.area, self.y(n));
        if side == Side::A {
            p.right(area.x + self.names, y, &words, ink);
        } else {
            let x = area.right().saturating_sub(self.names);
            p.text(x, y, self.names, &words, ink);
        }
    }
}
