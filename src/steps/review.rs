//! Review: the open actions first: done, still open with a new date, or dropped.

use super::cache::Order;
use super::components::{self, Rows};
use super::cursor::Cursor;
use super::reply::{Reply, delete};
use super::{Ctx, StepKind, StepScreen, pick, projector_layout};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

pub(super) struct Review;

impl StepKind for Review {
    fn kind(&self) -> Kind {
        Kind::Review
    }

    fn purpose(&self) -> &'static str {
        "What was promised comes first: each open action is done, gets a new date, or is dropped."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
            order: Order::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::plan(session)
    }
}

struct Screen {
    cursor: Cursor,
    order: Order<u64>,
}

/// By due date, what is late first; what has none last.
fn by_date(session: &Session) -> Vec<&Action> {
    let mut list: Vec<&Action> = session.actions.iter().collect();
    list.sort_by_cached_key(|a| (a.due.is_none(), a.due));
    list
}

impl Screen {
    fn list<'a>(&self, ctx: &Ctx<'a>) -> Vec<&'a Action> {
        self.order
            .of(ctx.shape, &ctx.session.actions, || by_date(ctx.session))
    }
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Review, Scope::Lists, Scope::Rows]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = self.list(ctx);
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        self.cursor.settle(&list);
        let Some(action) = self.cursor.on(&list) else {
            return Some(Reply::Say(
                "There is no action from last time. PgDn goes to the next step.".to_owned(),
            ));
        };
        Some(match command {
            Command::Toggle => pick::toggle_done(ctx, action),
            Command::Drop => {
                let (label, status) = if action.status == Status::Dropped {
                    ("opened it again", Status::Open)
                } else {
                    ("dropped it", Status::Dropped)
                };
                let edit = change(action, |a| {
                    a.status = status;
                    a.ended = (status == Status::Dropped).then(|| ctx.today());
                });
                Reply::Edit(label.to_owned(), edit)
            }
            Command::When => pick::when(action),
            Command::Owner => pick::owner(ctx, action),
            Command::Edit => pick::write(ctx, action),
            Command::Details => pick::details(action),
            Command::Delete => delete(ctx.session, action, &action.text),
            Command::MoveUp | Command::MoveDown => {
                Reply::Say("The order follows the dates: w changes them.".to_owned())
            }
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = self.list(ctx);
        if list.is_empty() {
            components::empty(
                p,
                area,
                super::of_kind(&Kind::Review).purpose(),
                &ctx.step.example,
                Command::NextStep,
                "nothing was left open: goes to the next step",
            );
            return;
        }
        let body = components::heading(p, area, "#  Promised", Role::Text, Role::Line);
        let (due_wide, names) = (
            if area.width >= 100 { 34 } else { 26 },
            if area.width >= 100 { 20 } else { 14 },
        );
        let owner_at = area.right().saturating_sub(due_wide + names + 1);
        p.text(owner_at, area.y, names, "owner", Role::Quiet);
        p.text(
            owner_at + names + 1,
            area.y,
            due_wide,
            "how it stands",
            Role::Quiet,
        );
        let wide = owner_at.saturating_sub(area.x + 2 + 4 + 2);
        let at = self.cursor.at(&list);
        let tall = |n: usize| {
            let Some(a) = list.get(n) else { return 1 };
            components::line_height(
                ctx,
                components::Written::text(List::Actions, &a.id, &a.text),
                wide,
                n == at,
                body.height,
            )
        };
        let rows = Rows {
            len: list.len(),
            selected: Some(at),
            around: at,
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
            let ink = Ink::new(Role::Text).bold_if(n == at).on(ground);
            components::field_view(
                p,
                ctx,
                text,
                components::Written::text(List::Actions, &a.id, &a.text),
                ink,
            );
            let (name, role) = components::person(ctx.session, a.owner.as_ref(), "no owner");
            p.text(owner_at, row.y, names, &name, Ink::new(role).on(ground));
            let (words, role) = pick::due(ctx, a);
            p.text(
                owner_at + names + 1,
                row.y,
                due_wide,
                &words,
                Ink::new(role).bold_if(role == Role::Bad).on(ground),
            );
        });
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = self.list(ctx);
        let at = self.cursor.at(&list);
        let Some(action) = list.get(at) else {
            projector_layout::sentence(p, area, "Nothing was left open.");
            return;
        };
        let below = projector_layout::lead(
            p,
            area,
            &ctx.session.label_of(*action),
            Role::Accent,
            &action.text,
        );
        let (owner, role) = components::person(ctx.session, action.owner.as_ref(), "no owner");
        let (words, due) = pick::due(ctx, action);
        p.spans(
            below.x,
            below.y,
            below.width,
            &[
                (&owner, Ink::new(role).bold()),
                ("   ", Role::Text.into()),
                (&words, Ink::new(due).bold()),
            ],
        );
        let others = list
            .iter()
            .enumerate()
            .skip(at + 1)
            .map(|(n, a)| projector_layout::Next {
                label: format!(
                    "{} {}",
                    if a.is_open() { "○" } else { "✓" },
                    ctx.session.label_of(*a)
                ),
                role: if a.is_open() {
                    Role::Accent
                } else {
                    Role::Good
                },
                words: a.text.clone(),
                hit: (0, n),
            });
        projector_layout::next(p, split_top(below, 3).1, "Then", others);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let of = |status: Status| {
            ctx.session
                .actions
                .iter()
                .filter(|a| a.status == status)
                .count()
        };
        let late = ctx
            .session
            .actions
            .iter()
            .filter(|a| a.is_open() && a.due.is_some_and(|d| d < ctx.today()))
            .count();
        let mut out = vec![
            (format!("{} open", of(Status::Open)), Role::Text),
            (format!("{} done", of(Status::Done)), Role::Good),
        ];
        if late > 0 {
            out.insert(0, (format!("{late} late"), Role::Bad));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        self.cursor
            .on(&self.list(ctx))
            .map(|a| (List::Actions, a.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.focus(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        self.cursor.go(&self.list(ctx), row);
    }
}
