//! Actions: rapid capture, worth to A and B, effort, blind dots, the picture and the ranking.

mod projector;

use super::cache::Order;
use super::components::{self, Rows, count};
use super::cursor::Cursor;
use super::reply::{Choice, Editing, Picker, Reply, delete, shift};
use super::{Ctx, StepKind, StepScreen, pick};
use crate::domain::priority::{dot_budget, dots_given, one_sided, ranked};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::figure;
use crate::keys::{Command, Scope};
use crate::text;
use crate::widgets::{Ink, Painter, Role, rest, split_bottom, split_right, split_top};
use ratatui::layout::Rect;
use serde_json::json;
use std::collections::HashMap;

pub(super) struct Actions;

impl StepKind for Actions {
    fn kind(&self) -> Kind {
        Kind::Actions
    }

    fn purpose(&self) -> &'static str {
        "What will be done for each goal. Write fast, then each side says what it is worth to them, and both how hard it is."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
            column: 0,
            ranked: false,
            voter: None,
            covered: false,
            goal: None,
            order: Order::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::priorities(session)
    }
}

struct Screen {
    cursor: Cursor,
    /// 0 worth to A, 1 worth to B, 2 effort.
    column: usize,
    ranked: bool,
    /// Who gives dots now.
    voter: Option<Id>,
    /// Dots taken off the screen.
    covered: bool,
    /// The goal new actions are for.
    goal: Option<Id>,
    /// By shape, and whether it is by rank.
    order: Order<(u64, bool)>,
}

/// By goal, in the order written.
fn by_goal(session: &Session) -> Vec<&Action> {
    let goals: HashMap<&Id, usize> = session
        .goals
        .iter()
        .enumerate()
        .map(|(n, g)| (&g.id, n))
        .collect();
    let mut list: Vec<&Action> = session.actions.iter().collect();
    list.sort_by_cached_key(|a| {
        a.goal
            .as_ref()
            .and_then(|g| goals.get(g))
            .copied()
            .unwrap_or(usize::MAX)
    });
    list
}

const COLUMNS: [(&str, &str); 3] = [
    ("value_a", "worth to A"),
    ("value_b", "worth to B"),
    ("effort", "effort"),
];

impl Screen {
    fn list<'a>(&self, ctx: &Ctx<'a>) -> Vec<&'a Action> {
        let session = ctx.session;
        self.order
            .of((ctx.shape, self.ranked), &session.actions, || {
                if self.ranked {
                    ranked(session)
                } else {
                    by_goal(session)
                }
            })
    }

    fn add(&mut self, ctx: &Ctx, list: &[&Action]) -> Reply {
        // capture goes on under the goal it began with
        self.goal = self.cursor.on(list).map_or_else(
            || ctx.session.goals.first().map(|g| g.id.clone()),
            |a| a.goal.clone(),
        );
        Reply::Write(
            Editing::new(ctx.ids, List::Actions, json!({"goal": self.goal}), 0).then(Command::Add),
        )
    }

    fn score(&mut self, ctx: &Ctx, action: &Action, value: u8) -> Reply {
        let Some((field, name)) = COLUMNS.get(self.column).copied() else {
            return Reply::Nothing;
        };
        // three digits in a row score one action
        self.column = (self.column + 1) % COLUMNS.len();
        let name = name
            .replace(" A", &format!(" {}", ctx.session.side_name(Side::A)))
            .replace(" B", &format!(" {}", ctx.session.side_name(Side::B)));
        Reply::Edit(
            format!("scored {name} {value}"),
            set(List::Actions, &action.id, field, value),
        )
    }

    fn choose_voter(ctx: &Ctx) -> Reply {
        let budget = dot_budget(ctx.session.actions.len());
        let choices: Vec<Choice> = Side::BOTH
            .into_iter()
            .flat_map(|s| ctx.session.people(s))
            .map(|p| {
                let given = dots_given(ctx.session, &p.id);
                Choice::new(&p.name, Reply::GoTo(Kind::Actions, Some(p.id.clone())))
                    .of(p.side)
                    .ticked(given > 0)
                    .hint(format!("{given} of {budget} given"))
            })
            .collect();
        if choices.is_empty() {
            return Reply::Say(
                "Dots need people: add participants in the step Welcome first.".to_owned(),
            );
        }
        let at = choices.iter().position(|c| !c.ticked).unwrap_or(0);
        Reply::Choose(Picker {
            title: format!("Who gives dots now? Each has {budget}; the others look away."),
            choices,
            at,
            many: false,
        })
    }

    fn give(ctx: &Ctx, action: &Action, who: &Id, dots: u8) -> Reply {
        let budget = dot_budget(ctx.session.actions.len());
        let before = action.dots.get(who).copied().unwrap_or(0);
        let others = dots_given(ctx.session, who) - u32::from(before);
        if others + u32::from(dots) > budget {
            let left =
                usize::try_from(budget.saturating_sub(dots_given(ctx.session, who))).unwrap_or(0);
            let left = if left == 0 {
                "No dot is left".to_owned()
            } else {
                format!("Only {} left", components::verb(left, "dot", "is", "are"))
            };
            return Reply::Say(format!(
                "{left} of {budget}. 0 takes the dots off another action."
            ));
        }
        let edit = change(action, |a| {
            if dots == 0 {
                a.dots.remove(who);
            } else {
                a.dots.insert(who.clone(), dots);
            }
        });
        Reply::Edit("gave dots".to_owned(), edit)
    }

    fn update_vote(&mut self, command: Command, ctx: &Ctx, who: &Id) -> Option<Reply> {
        let list = self.list(ctx);
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        let action = self.cursor.on(&list);
        Some(match (command, action) {
            (Command::Score(n), Some(a)) => Self::give(ctx, a, who, n),
            (Command::Toggle, Some(a)) => Self::give(
                ctx,
                a,
                who,
                a.dots.get(who).copied().unwrap_or(0).saturating_add(1),
            ),
            (Command::Keep, _) => {
                self.voter = None;
                let all_done = ctx
                    .session
                    .participants
                    .iter()
                    .all(|p| dots_given(ctx.session, &p.id) > 0);
                if all_done {
                    Reply::Say("Everybody has given dots. h reveals them.".to_owned())
                } else {
                    Self::choose_voter(ctx)
                }
            }
            (Command::Cancel, _) => {
                self.voter = None;
                Reply::Say("The dots are kept. v goes on, h reveals them.".to_owned())
            }
            _ => return None,
        })
    }

    fn dots_shown(&self, ctx: &Ctx) -> bool {
        ctx.session.progress.dots_revealed && !self.covered
    }
}

/// The 2×2 of these actions, the selected one selected as in the list.
fn picture(session: &Session, p: &mut Painter, area: Rect, list: &[&Action], selected: usize) {
    let is_selected = list.get(selected).copied();
    let others = list
        .iter()
        .enumerate()
        .filter(|(n, _)| *n != selected)
        .map(|(_, a)| *a);
    let plane = figure::priorities(
        session,
        is_selected.into_iter().chain(others),
        crate::widgets::PLANE_MOST,
    );
    let label = is_selected.map(|a| session.label_of(a));
    let is_selected = plane
        .points
        .first()
        .filter(|point| Some(&point.mark) == label.as_ref())
        .map(|_| 0);
    crate::widgets::plane(p, area, &plane, is_selected);
}

impl StepScreen for Screen {
    fn enter(&mut self, _: &Ctx) {
        self.voter = None;
    }

    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        if self.voter.is_some() {
            vec![Scope::Vote, Scope::Rows]
        } else {
            vec![Scope::Actions, Scope::Adding, Scope::Lists, Scope::Rows]
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        if let Some(who) = self.voter.clone() {
            return self.update_vote(command, ctx, &who);
        }
        let list = self.list(ctx);
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        match command {
            Command::Add => return Some(self.add(ctx, &list)),
            Command::Sort => {
                self.cursor.settle(&list);
                self.ranked = !self.ranked;
                return Some(Reply::Say(if self.ranked {
                    "Ranked: quick wins first.".to_owned()
                } else {
                    "In the order written, by goal.".to_owned()
                }));
            }
            Command::Left => {
                self.column = self.column.saturating_sub(1);
                return Some(Reply::Nothing);
            }
            Command::Right => {
                self.column = (self.column + 1).min(2);
                return Some(Reply::Nothing);
            }
            Command::Vote if !list.is_empty() => return Some(Self::choose_voter(ctx)),
            Command::Cover => {
                if ctx.session.progress.dots_revealed {
                    self.covered = !self.covered;
                    return Some(Reply::Nothing);
                }
                self.covered = false;
                return Some(Reply::Quiet(set_field(
                    Place::Progress,
                    "dots_revealed",
                    json!(true),
                )));
            }
            _ => {}
        }
        let at = self.cursor.at(&list);
        self.cursor.settle(&list);
        let Some(action) = list.get(at).copied() else {
            return Some(if command == Command::Edit {
                self.add(ctx, &list)
            } else {
                Reply::Say("There is no action yet. a adds the first.".to_owned())
            });
        };
        Some(match command {
            Command::Edit => Reply::Write(
                Editing::item(ctx.session, List::Actions, &action.id).then(Command::Add),
            ),
            Command::Details => pick::details(action),
            Command::Delete => delete(ctx.session, action, &action.text),
            Command::MoveUp | Command::MoveDown if self.ranked => Reply::Say(
                "Ranked lists cannot be moved by hand: s shows the order written.".to_owned(),
            ),
            Command::MoveUp => shift(ctx.session, &list, at, -1),
            Command::MoveDown => shift(ctx.session, &list, at, 1),
            Command::Score(n) => self.score(ctx, action, n),
            Command::ChooseGoal => pick::goal(ctx, action, action.goal.as_ref(), &action.text),
            Command::Owner => pick::owner(ctx, action),
            Command::When => pick::when(action),
            Command::Toggle => pick::toggle_done(ctx, action),
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = self.list(ctx);
        let adding = usize::from(ctx.editing.is_some_and(|e| e.adds(List::Actions, 0)));
        if list.is_empty() && adding == 0 {
            components::empty(
                p,
                area,
                super::of_kind(&Kind::Actions).purpose(),
                &ctx.step.example,
                Command::Add,
                "adds the first action",
            );
            return;
        }
        let picture_wide = if area.width >= 110 {
            area.width * 3 / 10
        } else {
            area.width / 3
        };
        let (left, right) = split_right(area, if area.width >= 76 { picture_wide } else { 0 }, 3);
        let detail_rows = match area.height {
            _ if ctx.beside => 0,
            22.. => 6,
            _ => 3,
        };
        let (top, below) = split_bottom(left, detail_rows);
        self.table(ctx, p, top, &list, adding);
        if right.width > 0 {
            picture(ctx.session, p, right, &list, self.cursor.at(&list));
        }
        if let Some(action) = self
            .cursor
            .on(&list)
            .filter(|_| adding == 0 && below.height > 0)
        {
            self.detail(ctx, p, below, action);
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let session = ctx.session;
        if let Some(who) = &self.voter {
            let budget = dot_budget(session.actions.len());
            let left = budget.saturating_sub(dots_given(session, who));
            return vec![(
                format!(
                    "{} has {} left",
                    session.person(who),
                    count(usize::try_from(left).unwrap_or(0), "dot")
                ),
                Role::Accent,
            )];
        }
        let mut out = vec![(count(session.actions.len(), "action"), Role::Text)];
        let unscored = session
            .actions
            .iter()
            .filter(|a| priority::quadrant(a) == priority::Quadrant::Unscored)
            .count();
        let sided = session
            .actions
            .iter()
            .filter(|a| one_sided(a).is_some())
            .count();
        if unscored > 0 {
            out.push((format!("{unscored} to score"), Role::Warn));
        }
        if sided > 0 {
            out.push((format!("{sided} one-sided"), Role::Warn));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        self.cursor
            .on(&self.list(ctx))
            .filter(|_| self.voter.is_none())
            .map(|a| (List::Actions, a.id.clone()))
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        if ctx.session.get::<Participant>(id).is_some() {
            // somebody was chosen to give dots: what others gave must not show
            self.voter = Some(id.clone());
            self.cursor = Cursor::default();
        } else {
            self.voter = None;
            self.cursor.focus(id);
        }
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        let list = self.list(ctx);
        self.cursor.go(&list, row);
    }
}

impl Screen {
    fn table(&self, ctx: &Ctx, p: &mut Painter, area: Rect, list: &[&Action], adding: usize) {
        let voting = self.voter.as_ref();
        let owner_wide = if area.width >= 66 { 16 } else { 0 };
        let dots_wide: u16 = if voting.is_some() || self.dots_shown(ctx) {
            6
        } else {
            0
        };
        let scores = area.right().saturating_sub(owner_wide + dots_wide + 12);
        let title = match (voting, self.ranked) {
            (Some(who), _) => format!("Dots of {}", ctx.session.person(who)),
            (None, true) => "#  Ranked actions".to_owned(),
            (None, false) => "#  Actions".to_owned(),
        };
        let body = components::heading(
            p,
            area,
            &title,
            if voting.is_some() {
                Role::Accent
            } else {
                Role::Text
            },
            Role::Line,
        );
        let is_selected = |n, role: Role| {
            if voting.is_none() && n == self.column {
                Ink::new(role).bold().underlined()
            } else {
                Ink::new(role).bold()
            }
        };
        p.text(scores, area.y, 1, "A", is_selected(0, Role::A));
        p.text(scores + 3, area.y, 1, "B", is_selected(1, Role::B));
        p.text(
            scores + 6,
            area.y,
            6,
            "effort",
            if voting.is_none() && self.column == 2 {
                Ink::new(Role::Accent).bold().underlined()
            } else {
                Role::Quiet.into()
            },
        );
        if dots_wide > 0 {
            p.text(scores + 13, area.y, 5, "dots", Role::Quiet);
        }
        if owner_wide > 0 {
            p.text(scores + 13 + dots_wide, area.y, 6, "owner", Role::Quiet);
        }
        let wide = scores.saturating_sub(area.x + 2 + 4 + 1);
        let selected = if adding == 1 {
            list.len()
        } else {
            self.cursor.at(list)
        };
        let tall = |n: usize| match (list.get(n), ctx.editing) {
            (Some(a), _) => components::line_height(
                ctx,
                components::Written::text(List::Actions, &a.id, &a.text),
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
            let text = Rect {
                x: row.x + 4,
                width: wide,
                ..row
            };
            let Some(a) = list.get(n) else {
                if let Some(editing) = ctx.editing {
                    super::editor_view(p, text, &editing.buffer, ground);
                }
                return;
            };
            let done = if a.status == Status::Done { "✓" } else { "" };
            let number = format!("{}{done}", ctx.session.label_of(*a));
            p.text(
                row.x,
                row.y,
                4,
                &number,
                Ink::new(if a.status == Status::Done {
                    Role::Good
                } else {
                    Role::Quiet
                })
                .on(ground),
            );
            components::field_view(
                p,
                ctx,
                text,
                components::Written::text(List::Actions, &a.id, &a.text),
                Ink::new(Role::Text).bold_if(n == selected).on(ground),
            );
            let here = |column| n == selected && voting.is_none() && self.column == column;
            for (column, x, value, role) in [
                (0, scores, a.value_a, Role::A),
                (1, scores + 3, a.value_b, Role::B),
                (2, scores + 8, a.effort, Role::Text),
            ] {
                let ink = Ink::new(role).bold();
                p.text(
                    x,
                    row.y,
                    1,
                    &components::score(value),
                    if here(column) { ink.underlined() } else { ink }.on(ground),
                );
            }
            if let Some(side) = one_sided(a) {
                p.text(
                    scores + 10,
                    row.y,
                    2,
                    &format!("{}▸", side.glyph()),
                    Ink::new(Role::Warn).on(ground),
                );
            }
            if dots_wide > 0 {
                let dots = match voting {
                    Some(who) => u32::from(a.dots.get(who).copied().unwrap_or(0)),
                    None => a.dot_count(),
                };
                let shown = if dots > 5 {
                    format!("•{dots}")
                } else {
                    "•".repeat(usize::try_from(dots).unwrap_or(0))
                };
                p.text(
                    scores + 13,
                    row.y,
                    5,
                    &shown,
                    Ink::new(Role::Accent).on(ground),
                );
            }
            if owner_wide > 0 {
                let (name, role) = components::person(ctx.session, a.owner.as_ref(), "no owner");
                p.text(
                    scores + 13 + dots_wide,
                    row.y,
                    owner_wide - 1,
                    &name,
                    Ink::new(role).on(ground),
                );
            }
        });
    }

    fn detail(&self, ctx: &Ctx, p: &mut Painter, area: Rect, a: &Action) {
        p.rule(area.x, area.y, area.width, Role::Line);
        let body = rest(split_top(area, 1).1, 2);
        let goal = match a.goal.as_ref() {
            Some(id) => match ctx.session.get::<Goal>(id) {
                Some(g) => format!(
                    "{}  {}",
                    ctx.session.label(List::Goals, id),
                    text::one_line(&g.text)
                ),
                None => "(removed)".to_owned(),
            },
            None => "no goal yet (g chooses one)".to_owned(),
        };
        let mut y = body.y;
        let mut line = |p: &mut Painter, pieces: &[(&str, Ink)]| {
            if y < body.bottom() {
                p.spans(body.x, y, body.width, pieces);
                y += 1;
            }
        };
        line(
            p,
            &[
                ("for goal ", Role::Quiet.into()),
                (
                    &goal,
                    if a.goal.is_some() {
                        Role::Text.into()
                    } else {
                        Role::Warn.into()
                    },
                ),
            ],
        );
        let done_when = if a.done_when.is_empty() {
            "not said yet (e opens the details)"
        } else {
            a.done_when.as_str()
        };
        line(
            p,
            &[
                ("done when ", Role::Quiet.into()),
                (
                    done_when,
                    if a.done_when.is_empty() {
                        Role::Warn.into()
                    } else {
                        Role::Text.into()
                    },
                ),
            ],
        );
        let (owner, role) = components::person(ctx.session, a.owner.as_ref(), "no owner yet");
        let (with, with_role) = components::person(ctx.session, a.counterpart.as_ref(), "nobody");
        let (due, due_role) = pick::due(ctx, a);
        line(
            p,
            &[
                ("owner ", Role::Quiet.into()),
                (&owner, Ink::new(role).bold()),
                ("  with ", Role::Quiet.into()),
                (
                    &with,
                    Ink::new(if a.counterpart.is_some() {
                        with_role
                    } else {
                        Role::Quiet
                    }),
                ),
                ("  ", Role::Quiet.into()),
                (&due, Ink::new(due_role)),
            ],
        );
        let sided = one_sided(a)
            .map(|s| {
                format!(
                    "  {}▸ one-sided: worth more to {}",
                    s.glyph(),
                    ctx.session.side_name(s)
                )
            })
            .unwrap_or_default();
        let quadrant = priority::quadrant(a).label();
        line(
            p,
            &[
                (quadrant, Ink::new(Role::Text).bold()),
                (&sided, Role::Warn.into()),
            ],
        );
        if self.dots_shown(ctx) && self.voter.is_none() && !a.dots.is_empty() {
            let of = |side| -> usize {
                a.dots
                    .iter()
                    .filter(|(who, _)| load::side_of(ctx.session, who) == Some(side))
                    .map(|(_, d)| usize::from(*d))
                    .sum()
            };
            let (da, db) = ("◆ ".repeat(of(Side::A)), "● ".repeat(of(Side::B)));
            line(
                p,
                &[
                    ("dots ", Role::Quiet.into()),
                    (&da, Role::A.into()),
                    (&db, Role::B.into()),
                ],
            );
        }
    }
}
