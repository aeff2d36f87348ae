//! The results of a questionnaire whose areas are steps: a staircase with where each side stands,
//! above what to act on.

use super::{rater_role, results};
use crate::domain::questionnaire::Area;
use crate::domain::scoring::{Rater, band, raters, score, stands_at};
use crate::domain::{Questionnaire, Session};
use crate::export::Block;
use crate::figure::{number, results as figures};
use crate::steps::Ctx;
use crate::widgets::{Ink, Painter, Role, cells, split_top};
use ratatui::layout::Rect;

/// Cells from one step to the next.
const TREAD: usize = 3;
/// Rows from which on what helps on the present step has a line of its own.
const TALL: u16 = 16;

/// Draws the staircase and what to act on; `selected` is the number of the selected concern.
pub(super) fn view(ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire, selected: usize) {
    let mut below = split_top(area, draw(ctx, p, area, q)).1;
    if below.height >= TALL {
        below = split_top(below, 1).1;
        for (words, role) in standing(ctx.session, q) {
            let used = p.wrapped(below, &words, Ink::new(role).bold());
            below = split_top(below, used).1;
        }
        below = split_top(below, 1).1;
    }
    let list = results::entries(ctx.session, q);
    let selected = selected.min(list.len().saturating_sub(1));
    results::concern_list(ctx, p, below, q, (&list, selected));
}

/// Draws the steps, the first at the bottom left. Returns the rows used.
pub(super) fn draw(ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire) -> u16 {
    let raters = raters(ctx.session, q);
    let steps = q.areas.iter().enumerate().rev();
    for (y, (n, step)) in (area.y..area.bottom()).zip(steps) {
        draw_step(
            ctx,
            p,
            Rect {
                y,
                height: 1,
                ..area
            },
            q,
            (n, step, &raters),
        );
    }
    cells(q.areas.len()).min(area.height)
}

fn draw_step(
    ctx: &Ctx,
    p: &mut Painter,
    row: Rect,
    q: &Questionnaire,
    (n, step, raters): (usize, &Area, &[Rater]),
) {
    let is_last = n + 1 == q.areas.len();
    let riser = if is_last { "┌──" } else { "┌──┘" };
    let mut x = row.x + cells(n * TREAD);
    x += p.text(x, row.y, 5, riser, Role::Line) + 1;
    let needed = cells(raters.len() * 8).saturating_sub(2);
    let figures_at =
        (row.x + cells(q.areas.len() * TREAD) + 38).min(row.right().saturating_sub(needed));
    let room = |x: u16| figures_at.min(row.right()).saturating_sub(x);
    let here = figures::here(ctx.session, q, step, raters);
    let ink = Ink::new(Role::Text).bold_if(here.is_some());
    x += p.text(x, row.y, room(x), &figures::title_of(q, step), ink) + 1;
    let passed = |r: &Rater| stands_at(ctx.session, q, &r.id).is_some_and(|at| at > n);
    match here {
        Some(words) => {
            p.text(
                x + 1,
                row.y,
                room(x + 1),
                &words,
                Ink::new(Role::Accent).bold(),
            );
        }
        None if raters.iter().all(passed) => {
            p.text(x, row.y, 1, "✓", Role::Good);
        }
        None => {}
    }
    let mut x = figures_at;
    for rater in raters {
        let score = score(ctx.session, q, Some(&step.id), &rater.id);
        let value = score.value.map_or_else(|| "–".to_owned(), number);
        let name = rater.side.map_or('●', |s| s.glyph());
        let words = format!("{name} {value:>4}");
        let room = row.right().saturating_sub(x);
        x += p.text(x, row.y, room, &words, Ink::new(rater_role(rater)).bold()) + 2;
    }
}

/// Where the raters stand and what helps there: in one sentence if they stand together.
pub(super) fn standing(session: &Session, q: &Questionnaire) -> Vec<(String, Role)> {
    let mut places: Vec<(usize, Vec<String>, Role)> = Vec::new();
    for rater in &raters(session, q) {
        let Some(at) = stands_at(session, q, &rater.id) else {
            continue;
        };
        match places.iter_mut().find(|(known, ..)| *known == at) {
            Some((_, names, role)) => {
                names.push(rater.name());
                *role = Role::Accent;
            }
            None => places.push((at, vec![rater.name()], rater_role(rater))),
        }
    }
    let count = q.areas.len();
    let sentence = |(at, names, role): (usize, Vec<String>, Role)| {
        let verb = if names.len() > 1 { "stand" } else { "stands" };
        let names = names.join(" and ");
        let words = match q.areas.get(at) {
            Some(step) => format!(
                "{names} {verb} at step {} of {count}, {}. {}",
                at + 1,
                step.title,
                step.advice
            ),
            None => format!("{names}: all {count} steps are done."),
        };
        (words, role)
    };
    places.into_iter().map(sentence).collect()
}

/// The staircase in the projector view, and where the raters stand.
pub(super) fn project(ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire) {
    let mut below = split_top(area, draw(ctx, p, area, q) + 1).1;
    // wider and closer than sentences elsewhere, so that both are said whole on a small screen
    for (words, role) in standing(ctx.session, q) {
        let used = p.wrapped(below, &words, Ink::new(role).bold());
        below = split_top(below, used + u16::from(area.height >= TALL)).1;
    }
}

/// The steps in the minutes: how far each rater is, and what helps on each.
pub(super) fn report(session: &Session, q: &Questionnaire) -> Vec<Block> {
    let raters = raters(session, q);
    let mut out: Vec<Block> = standing(session, q)
        .into_iter()
        .map(|(words, _)| Block::paragraph(words))
        .collect();
    let cell = |r: &Rater, step: &Area| {
        let score = score(session, q, Some(&step.id), &r.id);
        match (score.value, band(q, score)) {
            (Some(v), Some(b)) => format!("{}, {}", number(v), b.label),
            (Some(_), None) => "too few answers".to_owned(),
            _ => "not answered".to_owned(),
        }
    };
    let row = |step: &Area| {
        let mut row = vec![figures::title_of(q, step)];
        row.extend(raters.iter().map(|r| cell(r, step)));
        row.push(step.advice.clone());
        row
    };
    let mut head = vec!["Step".to_owned()];
    head.extend(raters.iter().map(|r| r.title.clone()));
    head.push("What helps".to_owned());
    out.push(Block::table(head, q.areas.iter().map(row)));
    out
}

/// What helps on the step of an item, while it is answered.
pub(super) fn advice<'a>(q: &'a Questionnaire, area: &str) -> &'a str {
    let step = q.areas.iter().find(|a| q.ordered && a.id == area);
    step.map_or("", |a| a.advice.as_str())
}
