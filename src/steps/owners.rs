//! Owners: one accountable person for each action, a counterpart, and who carries how much.

mod projector;

use super::components::{self, Rows};
use super::cursor::Cursor;
use super::reply::{Reply, delete, shift};
use super::{Ctx, StepKind, StepScreen, pick};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Ink, Painter, Role, split_bottom, split_right, split_top};
use ratatui::layout::Rect;

pub(super) struct Owners;

impl StepKind for Owners {
    fn kind(&self) -> Kind {
        Kind::Owners
    }

    fn purpose(&self) -> &'static str {
        "Exactly one person answers for each action, and one on the other side works with them."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::load(session)
    }
}

struct Screen {
    cursor: Cursor,
}

impl Screen {
    fn list<'a>(ctx: &Ctx<'a>) -> Vec<&'a Action> {
        ctx.session.actions.iter().collect()
    }
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Owners, Scope::Lists, Scope::Rows]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = Self::list(ctx);
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        let at = self.cursor.at(&list);
        self.cursor.settle(&list);
        let Some(action) = list.get(at).copied() else {
            return Some(Reply::Say(
                "There is no action yet. Actions are written in the step before: PgUp goes there."
                    .to_owned(),
            ));
        };
        Some(match command {
            Command::Owner => pick::owner(ctx, action),
            Command::Counterpart => pick::counterpart(ctx, action),
            Command::When => pick::when(action),
            Command::Toggle => pick::toggle_done(ctx, action),
            Command::Edit => pick::write(ctx, action),
            Command::Details => pick::details(action),
            Command::Delete => delete(ctx.session, action, &action.text),
            Command::MoveUp => shift(ctx.session, &list, at, -1),
            Command::MoveDown => shift(ctx.session, &list, at, 1),
            Command::NextOpen => {
                let free = |a: &&Action| a.owner.is_none() && a.is_open();
                match list
                    .iter()
                    .skip(at + 1)
                    .chain(list.iter().take(at + 1))
                    .copied()
                    .find(free)
                {
                    Some(a) => {
                        self.cursor.focus(&a.id);
                        Reply::Nothing
                    }
                    None => Reply::Say("Every open action has an owner.".to_owned()),
                }
            }
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = Self::list(ctx);
        if list.is_empty() {
            components::empty(
                p,
                area,
                super::of_kind(&Kind::Owners).purpose(),
                &ctx.step.example,
                Command::PreviousStep,
                "goes back to the actions: there are none yet",
            );
            return;
        }
        let wide_load = if area.width >= 110 { 36 } else { 25 };
        let (left, right) = if area.width >= 76 {
            split_right(area, wide_load, 3)
        } else {
            (area, Rect { width: 0, ..area })
        };
        let names = if left.width >= 66 { 18 } else { 12 };
        let with_at = left.right().saturating_sub(names);
        let owner_at = with_at.saturating_sub(names + 1);
        let body = components::heading(p, left, "#  Action", Role::Text, Role::Line);
        p.text(owner_at, left.y, names, "owner", Role::Quiet);
        p.text(with_at, left.y, names, "counterpart", Role::Quiet);
        let wide = owner_at.saturating_sub(left.x + 2 + 4 + 2);
        let selected = self.cursor.at(&list);
        let tall = |n: usize| {
            let Some(a) = list.get(n) else { return 1 };
            components::line_height(
                ctx,
                components::Written::text(List::Actions, &a.id, &a.text),
                wide,
                n == selected,
                body.height,
            )
        };
        let rows = Rows {
            len: list.len(),
            selected: Some(selected),
            around: selected,
            pane: 0,
            tall: &tall,
        };
        components::rows(p, body, &rows, |p, n, row, ground| {
            let Some(a) = list.get(n) else { return };
            p.text(
                row.x,
                row.y,
                3,
                &ctx.session.label_of(*a),
                Ink::new(Role::Quiet).on(ground),
            );
            let text = Rect {
                x: row.x + 4,
                width: wide,
                ..row
            };
            components::field_view(
                p,
                ctx,
                text,
                components::Written::text(List::Actions, &a.id, &a.text),
                Ink::new(Role::Text).bold_if(n == selected).on(ground),
            );
            if !a.is_open() && a.owner.is_none() {
                p.text(
                    owner_at,
                    row.y,
                    names,
                    "–",
                    Ink::new(Role::Quiet).on(ground),
                );
            } else {
                let (name, role) = components::person(ctx.session, a.owner.as_ref(), "no owner");
                p.text(
                    owner_at,
                    row.y,
                    names,
                    &name,
                    Ink::new(role).bold_if(n == selected).on(ground),
                );
            }
            if a.counterpart.is_some() {
                let (name, role) = components::person(ctx.session, a.counterpart.as_ref(), "");
                p.text(with_at, row.y, names, &name, Ink::new(role).on(ground));
            }
        });
        if right.width > 0 {
            load_view(ctx, p, right);
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let free = ctx
            .session
            .actions
            .iter()
            .filter(|a| a.is_open() && a.owner.is_none())
            .count();
        let alone = ctx
            .session
            .actions
            .iter()
            .filter(|a| a.is_open() && a.owner.is_some() && a.counterpart.is_none())
            .count();
        let mut out = Vec::new();
        if free > 0 {
            out.push((format!("{free} without owner"), Role::Bad));
        } else if !ctx.session.actions.is_empty() {
            out.push(("every action has an owner".to_owned(), Role::Good));
        }
        if alone > 0 {
            out.push((format!("{alone} without counterpart"), Role::Warn));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        self.cursor
            .on(&Self::list(ctx))
            .map(|a| (List::Actions, a.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.focus(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        self.cursor.go(&Self::list(ctx), row);
    }
}

/// A bar a person, sides one below the other, then the balance in words.
fn load_view(ctx: &Ctx, p: &mut Painter, area: Rect) {
    let (top, words) = split_bottom(area, 4);
    let mut left = components::heading(p, top, "Who carries how much", Role::Text, Role::Line);
    let performed = load::of_people(ctx.session);
    let most = performed
        .iter()
        .flatten()
        .map(|l| l.owns + l.supports)
        .max()
        .unwrap_or(0)
        .max(1);
    let mut dependent = Vec::new();
    for (side, loads) in Side::BOTH.into_iter().zip(&performed) {
        let role = components::role(side);
        if left.height < 2 {
            break;
        }
        p.text(
            left.x,
            left.y,
            left.width,
            &format!("{} {}", side.glyph(), ctx.session.side_name(side)),
            Ink::new(role).bold(),
        );
        left = split_top(left, 1).1;
        let room = if side == Side::A {
            usize::from(left.height / 2).max(2)
        } else {
            usize::from(left.height)
        };
        let hidden = loads.len().saturating_sub(room);
        for load in loads.iter().take(room - usize::from(hidden > 0)) {
            let name = area.width / 2 - 2;
            p.text(
                left.x + 2,
                left.y,
                name.saturating_sub(1),
                &load.person.name,
                Role::Text,
            );
            let room = area.width.saturating_sub(name + 7);
            let scale = |n: usize| {
                if most <= usize::from(room) {
                    n
                } else {
                    n * usize::from(room) / most
                }
            };
            let (owns, supports) = (
                "█".repeat(scale(load.owns)),
                "░".repeat(scale(load.supports)),
            );
            let used = p.spans(
                left.x + 2 + name,
                left.y,
                room,
                &[(&owns, Ink::new(role)), (&supports, Ink::new(role))],
            );
            let flag = if load.depends { "!" } else { "" };
            p.spans(
                left.x + 3 + name + used,
                left.y,
                5,
                &[
                    (&load.owns.to_string(), Ink::new(Role::Text).bold()),
                    (flag, Ink::new(Role::Bad).bold()),
                ],
            );
            if load.depends {
                dependent.push(load.person.name.clone());
            }
            left = split_top(left, 1).1;
        }
        if hidden > 0 {
            p.text(
                left.x + 2,
                left.y,
                left.width,
                &format!("and {} more", hidden + 1),
                Role::Quiet,
            );
            left = split_top(left, 1).1;
        }
        left = split_top(left, u16::from(left.height > 3)).1;
    }
    let [a, b] = performed.each_ref().map(|side| load::owned(side));
    let words = split_top(words, 1).1;
    p.text(
        words.x,
        words.y,
        words.width,
        "█ owns   ░ supports",
        Role::Quiet,
    );
    let balance = format!("A owns {a}, B owns {b}");
    let uneven = load::unbalanced(&performed);
    p.text(
        words.x,
        words.y + 1,
        words.width,
        &if uneven {
            format!("! uneven: {balance}")
        } else {
            balance
        },
        if uneven { Role::Warn } else { Role::Text },
    );
    if !dependent.is_empty() {
        p.text(
            words.x,
            words.y + 2,
            words.width,
            &format!("! much hangs on {}", dependent.join(", ")),
            Role::Bad,
        );
    }
}
