//! The matrix: two figures against each other, and the type of partnership that fits.

use super::components;
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen, projector_layout};
use crate::domain::matrix::{Matrix, Needed, Reading};
use crate::domain::questionnaire::Item;
use crate::domain::*;
use crate::export::Block;
use crate::figure::{self, Figure, Grid};
use crate::keys::{Command, Scope};
use crate::widgets::{Ground, Ink, Painter, Role, split_bottom, split_top};
use ratatui::layout::Rect;

pub(super) struct Matrices;

impl StepKind for Matrices {
    fn kind(&self) -> Kind {
        Kind::Matrix
    }

    fn purpose(&self) -> &'static str {
        "More partnership is not better: the matrix shows the type that fits what both gain and how well both fit."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen)
    }

    fn report(&self, session: &Session, step: &Step) -> Vec<Block> {
        let Some(m) = &step.matrix else { return vec![] };
        let reading = m.read(session);
        match reading.at {
            Some((r, c, t)) => vec![
                Block::paragraph(format!(
                    "{}. {} {}",
                    t.title,
                    t.meaning,
                    figures(m, &reading)
                )),
                Block::figure(
                    "The type of partnership",
                    Figure::Grid(figure::matrix(m, Some((r, c)))),
                ),
            ],
            None => vec![],
        }
    }
}

struct Screen;

/// Both figures in words.
fn figures(m: &Matrix, r: &Reading) -> String {
    let each: Vec<String> = r
        .rows
        .1
        .iter()
        .map(|(name, total)| format!("{name} {total}"))
        .collect();
    let rows = r.rows.0.map_or_else(
        || "not all answered".to_owned(),
        |f| format!("{f} ({})", each.join(", ")),
    );
    let columns = r
        .columns
        .map_or_else(|| "not all answered".to_owned(), |f| f.to_string());
    format!("{}: {rows}. {}: {columns}.", m.rows.title, m.columns.title)
}

/// What the type needs, in words.
fn needs(n: &Needed) -> String {
    let level = n
        .questionnaire
        .scales
        .first()
        .map_or(String::new(), |s| format!(" ({})", s.meaning(n.level)));
    let open = match n.open.len() {
        0 => "said there already".to_owned(),
        open => format!("Enter sets it for {}", components::count(open, "item")),
    };
    format!(
        "It needs level {}{level} in {}: {open}.",
        n.level, n.step.title
    )
}

/// The cells, highest band of the rows on top, the one that fits selected.
fn picture(p: &mut Painter, area: Rect, grid: &Grid) {
    let bands = grid.cells.len();
    let head: u16 = 14;
    let wide = area.width.saturating_sub(head) / components::cells(bands).max(1);
    let tall = (area.height.saturating_sub(2) / components::cells(bands).max(1)).clamp(1, 4);
    p.text(
        area.x,
        area.y,
        area.width,
        &format!("{} ▲", grid.rows.0),
        Ink::new(Role::Text).bold(),
    );
    for (line, (r, row)) in grid.cells.iter().enumerate().rev().enumerate() {
        let y = area.y + 1 + components::cells(line) * tall;
        if y + tall > area.bottom() {
            break;
        }
        p.right(
            area.x + head - 2,
            y + tall / 2,
            grid.rows.1.get(r).map_or("", String::as_str),
            Role::Quiet,
        );
        for (c, title) in row.iter().enumerate() {
            let x = area.x + head + components::cells(c) * wide;
            let cell = Rect {
                x,
                y,
                width: wide.saturating_sub(1),
                height: tall.saturating_sub(u16::from(tall > 1)).max(1),
            };
            let is_selected = grid.at == Some((r, c));
            let ground = if is_selected {
                Ground::Selection
            } else {
                Ground::Raised
            };
            p.fill(cell, ground);
            let ink = Ink::new(if is_selected {
                Role::Accent
            } else {
                Role::Quiet
            })
            .bold_if(is_selected)
            .on(ground);
            let words = if is_selected {
                format!("● {title}")
            } else {
                title.clone()
            };
            p.text(
                cell.x + 1,
                cell.y + cell.height / 2,
                cell.width.saturating_sub(1),
                &words,
                ink,
            );
        }
    }
    let y = area.y + 1 + components::cells(bands) * tall;
    if y < area.bottom() {
        for (c, band) in grid.columns.1.iter().enumerate() {
            p.text(
                area.x + head + components::cells(c) * wide + 1,
                y,
                wide.saturating_sub(1),
                band,
                Role::Quiet,
            );
        }
    }
    if y + 1 < area.bottom() {
        p.right(
            area.right(),
            y + 1,
            &format!("{} ▸", grid.columns.0),
            Ink::new(Role::Text).bold(),
        );
    }
}

impl StepScreen for Screen {
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        if ctx.step.matrix.as_ref().is_some_and(|m| m.sets.is_some()) {
            vec![Scope::Matrix]
        } else {
            vec![]
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        if command != Command::SetLevels {
            return None;
        }
        let m = ctx.step.matrix.as_ref()?;
        let Some(needed) = m.needed(ctx.session) else {
            let why = match m.read(ctx.session).at {
                None => "There is no type yet: both questionnaires first.".to_owned(),
                Some((_, _, t)) => format!("{} needs nothing that could be set.", t.title),
            };
            return Some(Reply::Say(why));
        };
        if needed.open.is_empty() {
            let say = Reply::Say(format!(
                "Everything is said there already; it is changed here, in {}.",
                needed.step.title
            ));
            return Some(Reply::All(vec![Reply::Step(needed.step.id.clone()), say]));
        }
        let level = |item: &&Item| {
            scoring::rate(
                ctx.session,
                ctx.ids,
                needed.questionnaire,
                needed.column,
                &item.id,
                (Some(needed.level), false),
            )
        };
        let edits: Vec<Edit> = needed.open.iter().map(level).collect();
        let say = format!(
            "{} set to {}. Change here what should be different.",
            components::count(edits.len(), "level"),
            needed.level
        );
        let edit = Reply::Edit("set what the type needs".to_owned(), Edit::All(edits));
        Some(Reply::All(vec![
            edit,
            Reply::Step(needed.step.id.clone()),
            Reply::Say(say),
        ]))
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some(m) = &ctx.step.matrix else {
            components::empty(
                p,
                area,
                "This step has no matrix. The agenda (A) can take it out.",
                "",
                Command::NextStep,
                "goes to the next step",
            );
            return;
        };
        let reading = m.read(ctx.session);
        let (top, foot) = split_bottom(area, 1);
        if m.source_status == "unverified" {
            let used = p.text(
                foot.x,
                foot.y,
                foot.width,
                "Cut-offs not verified; can be changed in the agenda's file.  ",
                Ink::new(Role::Warn).bold(),
            );
            p.text(
                foot.x + used,
                foot.y,
                foot.width.saturating_sub(used),
                &m.source,
                Role::Quiet,
            );
        } else {
            p.text(foot.x, foot.y, foot.width, &m.source, Role::Quiet);
        }
        let says = match reading.at {
            Some((_, _, t)) => format!("{}: {}", t.title, t.meaning),
            None => "The type shows when both questionnaires are answered: PgUp goes back to them."
                .to_owned(),
        };
        let used = p.wrapped(
            Rect {
                height: top.height.min(2),
                ..top
            },
            &says,
            Ink::new(Role::Accent).bold(),
        );
        let below = split_top(top, used).1;
        let used = p.wrapped(
            Rect {
                height: below.height.min(2),
                ..below
            },
            &figures(m, &reading),
            Role::Text,
        );
        let below = split_top(below, used).1;
        let used = reading.imbalance.map_or(0, |advice| {
            p.wrapped(
                Rect { height: 1, ..below },
                &format!("! {advice}"),
                Ink::new(Role::Warn).bold(),
            )
        });
        let below = split_top(below, used).1;
        let used = m.needed(ctx.session).map_or(0, |n| {
            p.wrapped(
                Rect {
                    height: below.height.min(2),
                    ..below
                },
                &needs(&n),
                Role::Text,
            )
        });
        picture(
            p,
            split_top(below, used + 1).1,
            &figure::matrix(m, reading.at.map(|(r, c, _)| (r, c))),
        );
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some(m) = &ctx.step.matrix else { return };
        let reading = m.read(ctx.session);
        let says = reading.at.map_or_else(
            || "Both questionnaires first.".to_owned(),
            |(_, _, t)| format!("{}: {}", t.title, t.meaning),
        );
        let below = projector_layout::sentence(p, area, &says);
        picture(
            p,
            below,
            &figure::matrix(m, reading.at.map(|(r, c, _)| (r, c))),
        );
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let at = ctx
            .step
            .matrix
            .as_ref()
            .and_then(|m| m.read(ctx.session).at.map(|(_, _, t)| t.title.clone()));
        at.map(|t| (t, Role::Accent)).into_iter().collect()
    }

    fn focus(&mut self, _: &Ctx, _: &Id) {}

    fn click(&mut self, _: &Ctx, _: usize, _: usize) {}
}
