//! Goals: made from expectations, traced to them, with the consent of both sides.

mod projector;

use super::components::{self, Rows, count};
use super::cursor::Cursor;
use super::reply::{Choice, Editing, Picker, Reply, delete, shift};
use super::{Ctx, Form, StepKind, StepScreen, pick};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::text;
use crate::widgets::{
    Ground, Hit, Ink, Painter, Role, columns, rest, split_bottom, split_right, split_top,
};
use ratatui::layout::Rect;
use serde_json::json;

pub(super) struct Goals;

impl StepKind for Goals {
    fn kind(&self) -> Kind {
        Kind::Goals
    }

    fn purpose(&self) -> &'static str {
        "A goal is mutual when both sides want it and both consent. It says a result: how much of what, by when."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
            voting: None,
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::goals(session)
    }
}

struct Screen {
    cursor: Cursor,
    /// The row of the votes, while they are being cast.
    voting: Option<usize>,
}

/// Somebody who votes: side, person (none for a side as a whole), name.
type Voter = (Side, Option<Id>, String);

/// Who votes: every person, or a side as a whole where nobody is named.
fn voters(session: &Session) -> Vec<Voter> {
    let of_side = |side: Side| -> Vec<Voter> {
        let people: Vec<_> = session
            .people(side)
            .map(|p| (side, Some(p.id.clone()), p.name.clone()))
            .collect();
        if people.is_empty() {
            vec![(side, None, format!("all of {}", session.side_name(side)))]
        } else {
            people
        }
    };
    Side::BOTH.into_iter().flat_map(of_side).collect()
}

const FIST: [&str; 6] = [
    "blocks, needs change",
    "must discuss and change",
    "has minor issues",
    "can live with it",
    "good, will work for it",
    "great, will lead",
];

impl Screen {
    fn add(ctx: &Ctx) -> Reply {
        Reply::Write(Editing::new(ctx.ids, List::Goals, json!({}), 0).then(Command::Add))
    }

    fn from_expectations(ctx: &Ctx) -> Reply {
        let used: Vec<&Id> = ctx
            .session
            .goals
            .iter()
            .flat_map(|g| &g.expectations)
            .collect();
        let free = ctx
            .session
            .expectations
            .iter()
            .filter(|e| !e.out_of_scope && !used.contains(&&e.id));
        let open = !ctx.session.is_covered();
        let alignment = alignment::Alignment::of(ctx.session);
        let choices: Vec<Choice> = free
            .filter(|_| open)
            .map(|e| {
                let mut from = vec![e.id.clone()];
                from.extend(
                    alignment
                        .partners(e)
                        .filter(|id| !used.contains(id))
                        .cloned(),
                );
                let goal = Goal {
                    id: ctx.ids.fresh(),
                    text: e.text.clone(),
                    expectations: from.clone(),
                    due: None,
                    consent: vec![],
                    extra: Extra::default(),
                };
                let partners: Vec<String> = from
                    .iter()
                    .skip(1)
                    .map(|id| ctx.session.label(List::Expectations, id))
                    .collect();
                let hint = if partners.is_empty() {
                    String::new()
                } else {
                    format!("with {}", partners.join(", "))
                };
                let id = goal.id.clone();
                let edit = Reply::Edit("made a goal".to_owned(), insert(&goal));
                Choice::new(
                    format!("{}  {}", ctx.session.label_of(e), text::one_line(&e.text)),
                    Reply::All(vec![
                        edit,
                        Reply::GoTo(Kind::Goals, Some(id)),
                        Reply::Run(Command::Edit),
                    ]),
                )
                .of(e.side)
                .hint(hint)
            })
            .collect();
        if choices.is_empty() {
            return Reply::Say(if open {
                "Every expectation is in a goal already. a writes a new goal.".to_owned()
            } else {
                "The lists are still covered. They are revealed in the step Align.".to_owned()
            });
        }
        Reply::Choose(Picker {
            title: "Which expectation becomes a goal?".to_owned(),
            choices,
            at: 0,
            many: false,
        })
    }

    fn vote(&mut self, command: Command, ctx: &Ctx, goal: &Goal, row: usize) -> Option<Reply> {
        let voters = voters(ctx.session);
        let last = voters.len().saturating_sub(1);
        let row = row.min(last);
        let (side, who, name) = voters.get(row)?;
        let mut cast = |fist: Option<u8>, label: String| {
            if fist.is_some() {
                self.voting = Some((row + 1).min(last));
            }
            Reply::Edit(label, change(goal, |g| g.vote(*side, who.clone(), fist)))
        };
        Some(match command {
            Command::Up => {
                self.voting = Some(row.saturating_sub(1));
                Reply::Nothing
            }
            Command::Down => {
                self.voting = Some((row + 1).min(last));
                Reply::Nothing
            }
            Command::First | Command::Last => {
                self.voting = Some(if command == Command::First { 0 } else { last });
                Reply::Nothing
            }
            Command::Score(n) => cast(Some(n), format!("{name} shows {n}")),
            Command::Delete => cast(None, format!("took back the vote of {name}")),
            Command::NextPane | Command::PreviousPane => {
                self.voting = None;
                Reply::Nothing
            }
            _ => return None,
        })
    }
}

impl StepScreen for Screen {
    fn enter(&mut self, _: &Ctx) {
        self.voting = None;
    }

    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        if self.voting.is_some() && !ctx.session.goals.is_empty() {
            vec![Scope::Consent, Scope::Rows]
        } else {
            vec![Scope::Goals, Scope::Adding, Scope::Lists, Scope::Rows]
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list: Vec<&Goal> = ctx.session.goals.iter().collect();
        let goal = self.cursor.on(&list);
        if let (Some(row), Some(goal)) = (self.voting, goal) {
            return self.vote(command, ctx, goal, row);
        }
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        match command {
            Command::Add => return Some(Self::add(ctx)),
            Command::MakeGoal => return Some(Self::from_expectations(ctx)),
            _ => {}
        }
        let at = self.cursor.at(&list);
        self.cursor.settle(&list);
        let Some(goal) = goal else {
            return Some(if command == Command::Edit {
                Self::add(ctx)
            } else {
                Reply::Say(
                    "There is no goal yet. g makes one from an expectation, a writes one."
                        .to_owned(),
                )
            });
        };
        Some(match command {
            Command::Edit => {
                Reply::Write(Editing::item(ctx.session, List::Goals, &goal.id).then(Command::Add))
            }
            Command::Details => pick::details(goal),
            Command::Delete => delete(ctx.session, goal, &goal.text),
            Command::MoveUp => shift(ctx.session, &list, at, -1),
            Command::MoveDown => shift(ctx.session, &list, at, 1),
            Command::Link => pick::trace(ctx, goal),
            Command::When => Reply::Fill(Form::on_item(
                List::Goals,
                &goal.id,
                "By when?",
                &[super::Field {
                    name: "due",
                    label: "By",
                    kind: super::FieldKind::Date,
                    help: "30 jun, end of quarter, +6m, 2027-06-30",
                }],
            )),
            Command::NextPane | Command::PreviousPane => {
                self.voting = Some(0);
                Reply::Nothing
            }
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list: Vec<&Goal> = ctx.session.goals.iter().collect();
        let adding = usize::from(ctx.editing.is_some_and(|e| e.adds(List::Goals, 0)));
        if list.is_empty() && adding == 0 {
            let says = format!(
                "{} g makes one from an expectation.",
                super::of_kind(&Kind::Goals).purpose()
            );
            components::empty(
                p,
                area,
                &says,
                &ctx.step.example,
                Command::Add,
                "writes the first goal",
            );
            return;
        }
        // two rows a goal and the heading
        let (top, below) = components::above(
            area,
            components::cells((list.len() + adding) * 2 + 2),
            (area.height / 2).clamp(6, 15),
        );
        let body = components::heading(p, top, "Mutual goals", Role::Text, Role::Line);
        let right = if area.width >= 100 { 42 } else { 27 };
        let columns_at = top.right().saturating_sub(right);
        p.text(columns_at, top.y, 8, "consent", Role::Quiet);
        p.text(columns_at + 11, top.y, 10, "from", Role::Quiet);
        if right > 30 {
            p.text(columns_at + 26, top.y, 12, "by", Role::Quiet);
        }
        let wide = columns_at.saturating_sub(top.x + 2 + 5 + 2);
        let at = self.cursor.at(&list);
        let selected = if adding == 1 { list.len() } else { at };
        let tall = |n: usize| match (list.get(n), ctx.editing) {
            (Some(g), _) => components::line_height(
                ctx,
                components::Written::text(List::Goals, &g.id, &g.text),
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
            p.text(
                row.x,
                row.y,
                4,
                &format!("G{}", n + 1),
                Ink::new(Role::Accent).bold().on(ground),
            );
            let text = Rect {
                x: row.x + 5,
                width: wide,
                ..row
            };
            match (list.get(n), ctx.editing) {
                (Some(g), _) => {
                    let ink = Ink::new(Role::Text).bold_if(n == selected);
                    components::field_view(
                        p,
                        ctx,
                        text,
                        components::Written::text(List::Goals, &g.id, &g.text),
                        ink.on(ground),
                    );
                    consent(p, g, columns_at, row.y, ground);
                    trace(
                        ctx,
                        p,
                        g,
                        Rect {
                            x: columns_at + 11,
                            y: row.y,
                            width: 14,
                            height: 1,
                        },
                        ground,
                    );
                    if right > 30 {
                        p.text(
                            columns_at + 26,
                            row.y,
                            15,
                            &components::date(g.due, ctx.today()),
                            Ink::new(Role::Quiet).on(ground),
                        );
                    }
                }
                (None, Some(editing)) => {
                    super::editor_view(p, text, &editing.buffer, ground);
                }
                (None, None) => {}
            }
        });
        if let Some(goal) = list.get(selected) {
            self.detail(
                ctx,
                p,
                split_top(below, u16::from(below.height > 8)).1,
                goal,
            );
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let goals = &ctx.session.goals;
        let mutual = goals.iter().filter(|g| g.is_mutual()).count();
        let failing = goals
            .iter()
            .filter(|g| {
                Side::BOTH
                    .iter()
                    .any(|s| matches!(g.consent_of(*s), Consent::Fail(_)))
            })
            .count();
        if goals.is_empty() {
            return vec![];
        }
        let mut out = Vec::new();
        if failing > 0 {
            out.push((format!("{failing} without consent"), Role::Bad));
        }
        out.push((
            format!("{mutual} of {} agreed", count(goals.len(), "goal")),
            if mutual == goals.len() && mutual > 0 {
                Role::Good
            } else {
                Role::Text
            },
        ));
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        let list: Vec<&Goal> = ctx.session.goals.iter().collect();
        self.cursor.on(&list).map(|g| (List::Goals, g.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.voting = None;
        self.cursor.focus(id);
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        if pane == 1 {
            self.voting = Some(row);
        } else {
            self.voting = None;
            let list: Vec<&Goal> = ctx.session.goals.iter().collect();
            self.cursor.go(&list, row);
        }
    }
}

impl Screen {
    /// Left what could be worded better, right who consents.
    fn detail(&self, ctx: &Ctx, p: &mut Painter, area: Rect, goal: &Goal) {
        let (left, right) = split_right(area, (area.width / 2).max(34), 3);
        let left_body = components::heading(
            p,
            left,
            &format!("{}  wording", ctx.session.label_of(goal)),
            Role::Text,
            Role::Line,
        );
        let advice = lint::goal(ctx.session, goal);
        let mut rest_of = rest(left_body, 2);
        if advice.is_empty() {
            p.wrapped(
                rest_of,
                "✓ says a result, an amount and a date, and is traced",
                Role::Good,
            );
        }
        for line in advice {
            if rest_of.height == 0 {
                break;
            }
            p.text(rest_of.x.saturating_sub(2), rest_of.y, 1, "?", Role::Warn);
            let used = p.wrapped(rest_of, &line, Role::Text);
            rest_of = split_top(rest_of, used).1;
        }
        let focus = self.voting.is_some();
        let title = if focus {
            "fist to five: press 0 to 5"
        } else {
            "consent"
        };
        let body = components::heading(
            p,
            right,
            title,
            if focus { Role::Accent } else { Role::Text },
            if focus { Role::Accent } else { Role::Line },
        );
        let voters = voters(ctx.session);
        let (list, says) = split_bottom(body, u16::from(body.height > 4));
        let (a, b) = columns(list, 2);
        for (area, side) in [(a, Side::A), (b, Side::B)] {
            let of_side: Vec<(usize, &Voter)> = voters
                .iter()
                .enumerate()
                .filter(|(_, v)| v.0 == side)
                .collect();
            let at = of_side.iter().position(|(n, _)| Some(*n) == self.voting);
            let seen = crate::widgets::window(of_side.len(), at.unwrap_or(0), area.height, |_| 1);
            for (line, (n, (_, who, name))) in seen.of(&of_side).iter().enumerate() {
                let row = Rect {
                    y: area.y + components::cells(line),
                    height: 1,
                    ..area
                };
                let is_selected = Some(*n) == self.voting;
                if is_selected {
                    p.select(row);
                }
                p.hit(row, Hit::Row(1, *n));
                let ground = if is_selected {
                    Ground::Selection
                } else {
                    Ground::Page
                };
                let vote = goal.vote_of(side, who.as_ref());
                let ink = match vote {
                    None => Role::Quiet,
                    Some(v) if v >= 3 => Role::Good,
                    Some(_) => Role::Bad,
                };
                p.text(
                    row.x + 2,
                    row.y,
                    1,
                    &components::score(vote),
                    Ink::new(ink).bold().on(ground),
                );
                p.text(
                    row.x + 5,
                    row.y,
                    row.width.saturating_sub(5),
                    name,
                    Ink::new(components::role(side))
                        .bold_if(is_selected)
                        .on(ground),
                );
            }
        }
        if says.height > 0 {
            let vote = self
                .voting
                .and_then(|n| voters.get(n))
                .and_then(|(side, who, _)| goal.vote_of(*side, who.as_ref()));
            let line = match vote {
                Some(v) => FIST.get(usize::from(v.min(5))).copied().unwrap_or_default(),
                None if focus => "0 blocks · 3 can live with it · 5 will lead",
                None if goal.is_mutual()
                    && voters
                        .iter()
                        .any(|(side, who, _)| goal.vote_of(*side, who.as_ref()).is_none()) =>
                {
                    "✓ both sides consent so far; not all have voted"
                }
                None if goal.is_mutual() => "✓ both consent: all are 3 or more",
                None => "Tab votes; all 3 or more passes",
            };
            p.text(
                says.x + 2,
                says.y,
                says.width.saturating_sub(2),
                line,
                if goal.is_mutual() {
                    Role::Good
                } else {
                    Role::Quiet
                },
            );
        }
    }
}

fn consent(p: &mut Painter, goal: &Goal, x: u16, y: u16, ground: Ground) {
    for (n, side) in [(0, Side::A), (1, Side::B)] {
        let (sign, role) = match goal.consent_of(side) {
            Consent::Open => ("·".to_owned(), Role::Quiet),
            Consent::Pass(low) => (low.to_string(), Role::Good),
            Consent::Fail(low) => (format!("{low}!"), Role::Bad),
        };
        let glyph = side.glyph().to_string();
        p.spans(
            x + n * 4,
            y,
            4,
            &[
                (&glyph, Ink::new(components::role(side)).on(ground)),
                (&sign, Ink::new(role).bold().on(ground)),
            ],
        );
    }
    let done = if goal.is_mutual() { "✓" } else { "" };
    p.text(x + 8, y, 1, done, Ink::new(Role::Good).bold().on(ground));
}

fn trace(ctx: &Ctx, p: &mut Painter, goal: &Goal, area: Rect, ground: Ground) {
    let mut x = area.x;
    if goal.expectations.is_empty() {
        p.text(
            x,
            area.y,
            area.width,
            "not traced",
            Ink::new(Role::Warn).on(ground),
        );
    }
    for id in &goal.expectations {
        let label = ctx.session.label(List::Expectations, id);
        let role = ctx
            .session
            .get::<Expectation>(id)
            .map_or(Role::Warn, |e| components::role(e.side));
        x += p.text(
            x,
            area.y,
            area.right().saturating_sub(x),
            &label,
            Ink::new(role).on(ground),
        ) + 1;
        if x >= area.right() {
            break;
        }
    }
}
