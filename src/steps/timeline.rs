//! Timeline: start and due of every action, as a Gantt picture.

mod gantt;
mod projector;

use super::cache::Order;
use super::components::{self, Rows};
use super::cursor::Cursor;
use super::reply::{Choice, Picker, Reply, delete};
use super::{Ctx, StepKind, StepScreen, pick};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::text;
use crate::widgets::{Ink, Painter, Role, rest, split_top};
use jiff::ToSpan;
use ratatui::layout::Rect;

pub(super) struct Timeline;

impl StepKind for Timeline {
    fn kind(&self) -> Kind {
        Kind::Timeline
    }

    fn purpose(&self) -> &'static str {
        "Every action gets a date that its owner believes in."
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

/// Dated actions first, by start; then the undated.
fn by_date(session: &Session) -> Vec<&Action> {
    let mut list: Vec<&Action> = session.actions.iter().collect();
    list.sort_by_cached_key(|a| (a.start.or(a.due).is_none(), a.start.or(a.due), a.due));
    list
}

impl Screen {
    fn list<'a>(&self, ctx: &Ctx<'a>) -> Vec<&'a Action> {
        self.order
            .of(ctx.shape, &ctx.session.actions, || by_date(ctx.session))
    }
}

/// The action it waits for although it starts before that one is due.
fn waits_for<'a>(ctx: &Ctx<'a>, action: &Action) -> Option<&'a Action> {
    let begins = action.start.or(action.due)?;
    let before = action
        .depends_on
        .iter()
        .filter_map(|id| ctx.session.get::<Action>(id));
    before
        .filter(|b| b.is_open())
        .find(|b| b.due.is_none_or(|due| begins <= due))
}

fn days(action: &Action, by: i64) -> Option<Edit> {
    let moved = |d: jiff::civil::Date| d.checked_add(by.days()).ok();
    if action.start.is_none() && action.due.is_none() {
        return None;
    }
    Some(change(action, |a| {
        a.start = a.start.and_then(moved);
        a.due = a.due.and_then(moved);
    }))
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Timeline, Scope::Lists, Scope::Rows]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = self.list(ctx);
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        let at = self.cursor.at(&list);
        self.cursor.settle(&list);
        let Some(action) = list.get(at).copied() else {
            return Some(Reply::Say(
                "There is no action yet. Actions are written in the step Actions: G goes there."
                    .to_owned(),
            ));
        };
        Some(match command {
            Command::When | Command::Edit => pick::when(action),
            Command::Details => pick::details(action),
            Command::Owner => pick::owner(ctx, action),
            Command::Toggle => pick::toggle_done(ctx, action),
            Command::Depends => {
                let place = Place::Item(List::Actions, action.id.clone());
                let others = list.iter().filter(|a| a.id != action.id);
                let choices: Vec<Choice> = others
                    .map(|a| {
                        let label =
                            format!("{}  {}", ctx.session.label_of(*a), text::one_line(&a.text));
                        Choice::new(
                            label,
                            Reply::Tick(place.clone(), "depends_on", a.id.clone()),
                        )
                        .ticked(action.depends_on.contains(&a.id))
                        .hint(pick::due(ctx, a).0)
                    })
                    .collect();
                if choices.is_empty() {
                    return Some(Reply::Say("There is only this one action.".to_owned()));
                }
                Reply::Choose(Picker {
                    title: "What has to be done before?".to_owned(),
                    choices,
                    at: 0,
                    many: true,
                })
            }
            Command::Sooner | Command::Later => {
                match days(action, if command == Command::Later { 1 } else { -1 }) {
                    Some(edit) => Reply::Edit(
                        format!(
                            "moved it a day {}",
                            if command == Command::Later {
                                "later"
                            } else {
                                "sooner"
                            }
                        ),
                        edit,
                    ),
                    None => Reply::Say("It has no date yet. w sets one.".to_owned()),
                }
            }
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
                super::of_kind(&Kind::Timeline).purpose(),
                &ctx.step.example,
                Command::GoToStep,
                "goes to the actions: there are none yet",
            );
            return;
        }
        let names = match area.width {
            130.. => 50,
            100.. => 34,
            _ => 26,
        };
        let axis = gantt::Axis::new(ctx.today(), &list, rest(area, names + 1));
        axis.head(p, area.y);
        p.rule(area.x, area.y + 2, area.width, Role::Line);
        let body = split_top(area, 3).1;
        let (body, foot) = crate::widgets::split_bottom(body, 1);
        let selected = self.cursor.at(&list);
        let tall = |_: usize| 2;
        let rows = Rows {
            len: list.len(),
            selected: Some(selected),
            around: selected,
            pane: 0,
            tall: &tall,
        };
        axis.grid(p, body);
        components::rows(p, body, &rows, |p, n, row, ground| {
            let Some(a) = list.get(n) else { return };
            let owner = a.owner.as_ref().and_then(|o| load::side_of(ctx.session, o));
            if let Some(side) = owner {
                p.text(
                    row.x,
                    row.y,
                    1,
                    &side.glyph().to_string(),
                    Ink::new(components::role(side)).on(ground),
                );
            } else {
                p.text(row.x, row.y, 1, "?", Ink::new(Role::Bad).on(ground));
            }
            let wide = names.saturating_sub(5);
            p.text(
                row.x + 2,
                row.y,
                wide,
                &a.text,
                Ink::new(Role::Text).bold_if(n == selected).on(ground),
            );
            let (words, role) = match waits_for(ctx, a) {
                Some(before) => (format!("waits for {}", before.text), Role::Warn),
                None => pick::due(ctx, a),
            };
            if row.height > 1 {
                let room = if n == selected {
                    area.right().saturating_sub(row.x + 2)
                } else {
                    wide
                };
                let fits = text::width(&words) <= usize::from(wide);
                p.text(
                    row.x + 2,
                    row.y + 1,
                    if fits { wide } else { room.min(wide) },
                    &words,
                    Ink::new(role).bold_if(role == Role::Bad).on(ground),
                );
            }
            axis.bar(
                p,
                row.y,
                a,
                owner.map_or(Role::Quiet, components::role),
                ground,
            );
        });
        axis.today(p, body, foot.y);
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let today = ctx.today();
        let open = || ctx.session.actions.iter().filter(|a| a.is_open());
        let late = open().filter(|a| a.due.is_some_and(|d| d < today)).count();
        let waits = open().filter(|a| waits_for(ctx, a).is_some()).count();
        let undated = open().filter(|a| a.due.is_none()).count();
        let mut out = Vec::new();
        for (n, word, role) in [
            (late, "late", Role::Bad),
            (waits, if waits == 1 { "waits" } else { "wait" }, Role::Warn),
            (undated, "undated", Role::Warn),
        ] {
            if n > 0 {
                out.push((format!("{n} {word}"), role));
            }
        }
        if out.is_empty() && !ctx.session.actions.is_empty() {
            out.push(("all dated".to_owned(), Role::Good));
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
