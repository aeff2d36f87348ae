//! Expectations of one side, written while the other side's list is hidden.

mod projector;

use super::components::{self, Rows, count};
use super::cursor::Cursor;
use super::reply::{Choice, Editing, Picker, Reply, delete, shift};
use super::{Ctx, StepKind, StepScreen, pick};
use crate::domain::alignment::shortfall;
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Ground, Ink, Painter, Role, split_bottom};
use ratatui::layout::Rect;
use serde_json::json;

pub(super) struct Expectations;

impl StepKind for Expectations {
    fn kind(&self) -> Kind {
        Kind::Expectations
    }

    fn purpose(&self) -> &'static str {
        "Collaborations fail on expectations that were never spoken. This side writes down what it expects; the other side does not see it yet."
    }

    fn open(&self, step: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            side: step.side.unwrap_or(Side::A),
            cursor: Cursor::default(),
            column: 0,
            covered: false,
        })
    }

    fn report(&self, session: &Session, step: &Step) -> Vec<Block> {
        sections::expectations(session, step.side.unwrap_or(Side::A))
    }
}

struct Screen {
    side: Side,
    cursor: Cursor,
    /// 0 importance, 1 satisfied today.
    column: usize,
    covered: bool,
}

impl Screen {
    fn list<'a>(&self, ctx: &Ctx<'a>) -> Vec<&'a Expectation> {
        ctx.session.expectations_of(self.side).collect()
    }

    fn add(&self, ctx: &Ctx) -> Reply {
        Reply::Write(
            Editing::new(ctx.ids, List::Expectations, json!({"side": self.side}), 0)
                .then(Command::Add),
        )
    }

    fn score(&mut self, e: &Expectation, value: u8) -> Reply {
        let (name, field) = if self.column == 0 {
            ("importance", "importance")
        } else {
            ("how satisfied", "satisfied")
        };
        let edit = Reply::Edit(
            format!("scored {name} {value}"),
            set(List::Expectations, &e.id, field, value),
        );
        // the next digit is for the other column of the same expectation
        self.column = 1 - self.column;
        edit
    }
}

impl StepScreen for Screen {
    fn enter(&mut self, ctx: &Ctx) {
        // walking past this step must not show the list to the other side
        self.covered =
            ctx.session.is_covered() && ctx.session.expectations_of(self.side).next().is_some();
    }

    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        if ctx.projecting && ctx.session.is_covered() {
            return vec![];
        }
        if self.covered {
            return vec![Scope::Covered];
        }
        vec![
            Scope::Expectations,
            Scope::Adding,
            Scope::Lists,
            Scope::Rows,
        ]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = self.list(ctx);
        if command == Command::Cover {
            self.covered = !self.covered;
            return Some(Reply::Nothing);
        }
        if self.covered {
            return Some(Reply::Say("The list is covered. h shows it.".to_owned()));
        }
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        let at = self.cursor.at(&list);
        self.cursor.settle(&list);
        if command == Command::Add {
            return Some(self.add(ctx));
        }
        let Some(e) = list.get(at).copied() else {
            return Some(if command == Command::Edit {
                self.add(ctx)
            } else {
                Reply::Say("The list is empty. a adds the first expectation.".to_owned())
            });
        };
        Some(match command {
            Command::Edit => Reply::Write(
                Editing::item(ctx.session, List::Expectations, &e.id).then(Command::Add),
            ),
            Command::Details => pick::details(e),
            Command::Delete => delete(ctx.session, e, &e.text),
            Command::MoveUp => shift(ctx.session, &list, at, -1),
            Command::MoveDown => shift(ctx.session, &list, at, 1),
            Command::Left => {
                self.column = 0;
                Reply::Nothing
            }
            Command::Right => {
                self.column = 1;
                Reply::Nothing
            }
            Command::Score(n) => self.score(e, n),
            Command::Strength => {
                let next = match e.strength {
                    None => Some(Strength::Must),
                    Some(Strength::Must) => Some(Strength::Should),
                    Some(Strength::Should) => Some(Strength::Could),
                    Some(Strength::Could) => None,
                };
                Reply::Edit(
                    "changed must, should, could".to_owned(),
                    set(List::Expectations, &e.id, "strength", next),
                )
            }
            Command::Category => {
                let choices = Category::ALL.map(|c| {
                    Choice::new(
                        c.label(),
                        Reply::Edit(
                            "chose the category".to_owned(),
                            set(List::Expectations, &e.id, "category", c),
                        ),
                    )
                    .ticked(e.category == Some(c))
                });
                let at = choices.iter().position(|c| c.ticked).unwrap_or(0);
                Reply::Choose(Picker {
                    title: "What kind of benefit is it?".to_owned(),
                    choices: choices.to_vec(),
                    at,
                    many: false,
                })
            }
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = self.list(ctx);
        let role = components::role(self.side);
        let title = format!(
            "{} {}  {} expects",
            self.side.glyph(),
            self.side.letter(),
            ctx.session.side_name(self.side)
        );
        let adding = usize::from(ctx.editing.is_some_and(|e| e.adds(List::Expectations, 0)));
        if self.covered {
            let body = components::heading(p, area, &title, role, role);
            let says = format!(
                "{} has written {}. The list is covered, so that {} does not see it before the reveal.",
                ctx.session.side_name(self.side),
                count(list.len(), "expectation"),
                ctx.session.side_name(self.side.other())
            );
            components::empty(p, body, &says, "", Command::Cover, "shows the list");
            return;
        }
        let detail_rows = if area.height >= 14 && !ctx.beside {
            5
        } else {
            0
        };
        let (top, detail) = split_bottom(area, detail_rows);
        let body = components::heading(p, top, &title, role, role);
        if list.is_empty() && adding == 0 {
            let alone = "Expectations that nobody says are the ones that fail. Write down everything that comes to mind; you are alone with it.";
            let purpose = if ctx.session.agenda.solo {
                alone
            } else {
                super::of_kind(&Kind::Expectations).purpose()
            };
            components::empty(
                p,
                body,
                purpose,
                &ctx.step.example,
                Command::Add,
                "adds the first expectation",
            );
            return;
        }
        let columns = Columns::of(area);
        columns.heads(p, top, self.column);
        let at = self.cursor.at(&list);
        let selected = if adding == 1 { list.len() } else { at };
        let text_of = |n: usize| list.get(n).map_or("", |e| e.text.as_str());
        let wide = columns.text_wide;
        let tall = |n: usize| match (list.get(n), ctx.editing) {
            (Some(e), _) => components::line_height(
                ctx,
                components::Written::text(List::Expectations, &e.id, text_of(n)),
                wide,
                n == selected,
                body.height,
            ),
            (None, Some(editing)) => super::editor_height(&editing.buffer, wide),
            (None, None) => 1,
        };
        let rows = Rows {
            len: list.len() + adding,
            selected: Some(selected),
            around: selected,
            pane: 0,
            tall: &tall,
        };
        components::rows(p, body, &rows, |p, n, row, ground| {
            let label = self.side.numbered(n);
            p.text(row.x, row.y, 4, &label, Ink::new(role).bold().on(ground));
            let text = Rect {
                x: row.x + 5,
                width: wide,
                ..row
            };
            match (list.get(n), ctx.editing) {
                (Some(e), _) => {
                    let ink = Ink::new(Role::Text).bold_if(n == selected);
                    components::field_view(
                        p,
                        ctx,
                        text,
                        components::Written::text(List::Expectations, &e.id, &e.text),
                        ink.on(ground),
                    );
                    columns.row(p, row, e, (n == selected).then_some(self.column), ground);
                }
                (None, Some(editing)) => {
                    super::editor_view(p, text, &editing.buffer, ground);
                }
                (None, None) => {}
            }
        });
        if let Some(e) = list.get(selected).filter(|_| detail_rows > 0) {
            detail_view(p, detail, &self.side.numbered(selected), e);
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let (mut all, mut musts, mut unscored) = (0, 0, 0);
        for e in ctx.session.expectations_of(self.side) {
            all += 1;
            musts += usize::from(e.strength == Some(Strength::Must));
            unscored += usize::from(e.importance.is_none() || e.satisfied.is_none());
        }
        let mut out = vec![(count(all, "expectation"), Role::Text)];
        if musts > 0 {
            out.push((count(musts, "must"), Role::Quiet));
        }
        if unscored > 0 {
            out.push((format!("{unscored} to score"), Role::Warn));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        let shown = self.list(ctx);
        self.cursor
            .on(&shown)
            .filter(|_| !self.covered)
            .map(|e| (List::Expectations, e.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.covered = false;
        self.cursor.focus(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        let list = self.list(ctx);
        self.cursor.go(&list, row);
    }
}

fn detail_view(p: &mut Painter, area: Rect, label: &str, e: &Expectation) {
    let body = components::heading(p, area, label, components::role(e.side), Role::Line);
    let x = body.x + 2;
    let wide = body.width.saturating_sub(2);
    let category = e.category.map_or("no category yet", Category::label);
    let short = match shortfall(e) {
        Some(s) if s > 0 => format!(" · today {s} short of what matters"),
        Some(_) => " · satisfied as far as it matters".to_owned(),
        None => String::new(),
    };
    p.spans(
        x,
        body.y,
        wide,
        &[(category, Role::Quiet.into()), (&short, Role::Quiet.into())],
    );
    let seen = if e.evidence.is_empty() {
        "not said yet (e opens the details)"
    } else {
        e.evidence.as_str()
    };
    let used = p.text(x, body.y + 1, wide, "seen by ", Role::Quiet);
    p.wrapped(
        Rect {
            x: x + used,
            y: body.y + 1,
            width: wide - used,
            height: body.height.saturating_sub(1),
        },
        seen,
        Role::Text,
    );
}

/// Where the columns stand at this width.
struct Columns {
    text_wide: u16,
    strength: u16,
    importance: u16,
    satisfied: u16,
    bar: u16,
    category: Option<u16>,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let right = area.right();
        let bar = right.saturating_sub(6);
        let satisfied = bar.saturating_sub(7);
        let importance = satisfied.saturating_sub(8);
        let strength = importance.saturating_sub(9);
        let category = (area.width >= 100).then(|| strength.saturating_sub(20));
        let text_wide = category
            .unwrap_or(strength)
            .saturating_sub(area.x + 2 + 5 + 2);
        Self {
            text_wide,
            strength,
            importance,
            satisfied,
            bar,
            category,
        }
    }

    fn heads(&self, p: &mut Painter, area: Rect, column: usize) {
        let is_selected = |n| {
            if n == column {
                Ink::new(Role::Accent).bold().underlined()
            } else {
                Role::Quiet.into()
            }
        };
        if let Some(x) = self.category {
            p.text(x, area.y, 18, "category", Role::Quiet);
        }
        p.right(self.importance + 3, area.y, "weight", is_selected(0));
        p.right(self.satisfied + 3, area.y, "today", is_selected(1));
        p.text(self.bar, area.y, 6, "short", Role::Quiet);
    }

    fn row(
        &self,
        p: &mut Painter,
        row: Rect,
        e: &Expectation,
        column: Option<usize>,
        ground: Ground,
    ) {
        if let Some(x) = self.category {
            p.text(
                x,
                row.y,
                18,
                e.category.map_or("", Category::label),
                Ink::new(Role::Quiet).on(ground),
            );
        }
        let strength = e.strength.map_or("", Strength::label);
        p.text(
            self.strength,
            row.y,
            7,
            strength,
            Ink::new(if e.strength == Some(Strength::Must) {
                Role::Text
            } else {
                Role::Quiet
            })
            .on(ground),
        );
        for (n, x, value) in [
            (0, self.importance, e.importance),
            (1, self.satisfied, e.satisfied),
        ] {
            let is_selected = column == Some(n);
            let role = if n == 1 && value.is_some_and(|v| v <= 1) {
                Role::Bad
            } else {
                Role::Text
            };
            let ink = if is_selected {
                Ink::new(Role::Accent).bold().underlined()
            } else {
                Ink::new(role)
            };
            p.text(x, row.y, 1, &components::score(value), ink.on(ground));
        }
        let short = shortfall(e).filter(|s| *s > 0).unwrap_or(0);
        let bar = "▇".repeat(usize::from(short.unsigned_abs().min(5)));
        p.text(
            self.bar,
            row.y,
            5,
            &bar,
            Ink::new(if short >= 3 { Role::Bad } else { Role::Warn }).on(ground),
        );
    }
}
