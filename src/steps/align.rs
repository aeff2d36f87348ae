//! Align: both lists side by side, one reaction to each, links, classes.

mod choices;
mod projector;

use super::components::{self, Rows, count};
use super::cursor::Cursor;
use super::reply::{Reply, delete, shift};
use super::{Ctx, StepKind, StepScreen, pick};
use crate::domain::alignment::{Alignment, Class, is_blocker, needs_reaction, next_to_react};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Ink, Painter, Role, columns, rest, split_bottom, split_top};
use ratatui::layout::Rect;
use serde_json::json;

pub(super) struct Align;

impl StepKind for Align {
    fn kind(&self) -> Kind {
        Kind::Align
    }

    fn purpose(&self) -> &'static str {
        "Both lists are revealed at once. Every expectation gets exactly one reaction from the other side."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            side: Side::A,
            cursors: [Cursor::default(), Cursor::default()],
            hidden: false,
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        let c = Alignment::of(session).counts(session);
        if c.all == 0 || session.is_covered() {
            return vec![];
        }
        let says = format!(
            "{} agreed, {}, {}, {} out of scope, {} without a reaction.",
            c.agreed,
            count(c.gaps_a + c.gaps_b, "gap"),
            count(c.conflicts, "conflict"),
            c.out,
            c.to_react
        );
        let links = session.links.iter().map(|l| {
            let text = |id: &Id| {
                session
                    .get::<Expectation>(id)
                    .map_or("(removed)", |e| e.text.as_str())
            };
            let class = Class::from(l.kind).meaning();
            format!(
                "{} {} and {} {}: {}",
                session.label(List::Expectations, &l.a),
                text(&l.a),
                session.label(List::Expectations, &l.b),
                text(&l.b),
                class.split(':').next().unwrap_or("")
            )
        });
        let list: Vec<String> = links.collect();
        let mut out = vec![Block::paragraph(says)];
        out.extend(sections::alignment(session));
        if !list.is_empty() {
            out.push(Block::list(list));
        }
        out
    }
}

struct Screen {
    side: Side,
    cursors: [Cursor; 2],
    /// The other side's list, taken off the screen for a moment.
    hidden: bool,
}

impl Screen {
    fn list<'a>(ctx: &Ctx<'a>, side: Side) -> Vec<&'a Expectation> {
        ctx.session.expectations_of(side).collect()
    }

    fn cursor(&mut self) -> &mut Cursor {
        let [a, b] = &mut self.cursors;
        if self.side == Side::A { a } else { b }
    }

    fn cursor_of(&self, side: Side) -> &Cursor {
        let [a, b] = &self.cursors;
        if side == Side::A { a } else { b }
    }

    fn selected<'a>(&self, ctx: &Ctx<'a>) -> Option<&'a Expectation> {
        self.cursor_of(self.side).on(&Self::list(ctx, self.side))
    }

    /// The expectation of the other side that the selected one is read against.
    fn partner<'a>(&self, ctx: &Ctx<'a>, e: &'a Expectation) -> Option<&'a Expectation> {
        let alignment = Alignment::of(ctx.session);
        let mut ids = alignment.partners(e).collect::<Vec<_>>();
        // a conflict is what the room talks about
        let conflicts = |id: &Id| {
            alignment
                .links(&e.id)
                .iter()
                .any(|l| l.kind == LinkKind::Conflict && (l.a == *id || l.b == *id))
        };
        ids.sort_by_key(|id| !conflicts(id));
        ids.first().and_then(|id| ctx.session.get(id))
    }

    fn column(
        &self,
        ctx: &Ctx,
        p: &mut Painter,
        area: Rect,
        side: Side,
        alignment: &Alignment,
        is_selected: Option<&Id>,
    ) {
        let role = components::role(side);
        let title = format!(
            "{} {}  {} expects",
            side.glyph(),
            side.letter(),
            ctx.session.side_name(side)
        );
        let body = components::heading(p, area, &title, role, role);
        let list = Self::list(ctx, side);
        let focus = side == self.side;
        if self.hidden && !focus {
            p.wrapped(
                rest(split_top(body, 1).1, 2),
                "Hidden for a moment: h shows it.",
                Role::Quiet,
            );
            return;
        }
        // what a narrow list has no room for is said below, of the pair that is selected
        let shown = area.width >= 46;
        if shown {
            p.text(
                area.right().saturating_sub(13),
                area.y,
                13,
                "weight  today",
                Role::Quiet,
            );
        }
        if list.is_empty() {
            let says = format!("{} has written nothing yet.", ctx.session.side_name(side));
            p.wrapped(rest(split_top(body, 1).1, 2), &says, Role::Quiet);
            return;
        }
        let numbers = if shown { 13 } else { 0 };
        let wide = area.width.saturating_sub(2 + 4 + 3 + numbers);
        let cursor = self.cursor_of(side).at(&list);
        let selected = if focus {
            Some(cursor)
        } else {
            is_selected.and_then(|id| list.iter().position(|e| &e.id == id))
        };
        let tall = |n: usize| {
            let Some(e) = list.get(n) else { return 1 };
            components::line_height(
                ctx,
                components::Written::text(List::Expectations, &e.id, &e.text),
                wide,
                selected == Some(n),
                body.height,
            )
        };
        let rows = Rows {
            len: list.len(),
            selected,
            around: selected.unwrap_or(cursor),
            pane: side as usize,
            tall: &tall,
        };
        components::rows(p, body, &rows, |p, n, row, ground| {
            let Some(e) = list.get(n) else { return };
            p.text(
                row.x,
                row.y,
                4,
                &side.numbered(n),
                Ink::new(role).bold().on(ground),
            );
            let class = alignment.class(e);
            p.text(
                row.x + 4,
                row.y,
                1,
                &class.glyph().to_string(),
                Ink::new(class_role(class)).bold().on(ground),
            );
            let ink = Ink::new(Role::Text).bold_if(selected == Some(n));
            components::field_view(
                p,
                ctx,
                Rect {
                    x: row.x + 7,
                    width: wide,
                    ..row
                },
                components::Written::text(List::Expectations, &e.id, &e.text),
                ink.on(ground),
            );
            if shown {
                let x = area.right().saturating_sub(13);
                p.text(
                    x + 3,
                    row.y,
                    1,
                    &components::score(e.importance),
                    Ink::new(Role::Text).on(ground),
                );
                let low = e.satisfied.is_some_and(|s| s <= 1);
                p.text(
                    x + 10,
                    row.y,
                    1,
                    &components::score(e.satisfied),
                    Ink::new(if low { Role::Bad } else { Role::Text }).on(ground),
                );
            }
        });
    }

    fn pair(&self, ctx: &Ctx, p: &mut Painter, area: Rect, e: &Expectation, alignment: &Alignment) {
        let partner = self.partner(ctx, e);
        let class = alignment.class(e);
        let label = |e: &Expectation| ctx.session.label_of(e);
        let title = match partner {
            Some(o) if class == Class::Conflict => format!("{} against {}", label(e), label(o)),
            Some(o) => format!("{} and {}", label(e), label(o)),
            None => label(e),
        };
        let used = p.text(
            area.x,
            area.y,
            area.width,
            &title,
            Ink::new(class_role(class)).bold(),
        );
        let more = alignment.links(&e.id).len().saturating_sub(1);
        let more = if more > 0 {
            format!("  (and {more} more)")
        } else {
            String::new()
        };
        p.text(
            area.x + used + 2,
            area.y,
            area.width.saturating_sub(used + 2),
            &format!("{}{more}", class.meaning()),
            Role::Quiet,
        );
        p.rule(area.x, area.y + 1, area.width, Role::Line);
        let mut body = split_top(area, 2).1;
        if body.height >= 8 {
            body = split_top(body, 1).1;
        }
        let (body, next) = if body.height >= 5 {
            split_bottom(body, 1)
        } else {
            (body, Rect { height: 0, ..body })
        };
        let (left, right) = columns(body, 3);
        let (on_a, on_b) = if e.side == Side::A {
            (Some(e), partner)
        } else {
            (partner, Some(e))
        };
        for (area, side, e) in [(left, Side::A, on_a), (right, Side::B, on_b)] {
            match e {
                Some(e) if !self.hidden || side == self.side => one(ctx, p, area, e),
                Some(_) => {}
                None => {
                    let says = format!(
                        "{} {} has not raised it",
                        side.glyph(),
                        ctx.session.side_name(side)
                    );
                    p.text(area.x, area.y, area.width, &says, Role::Quiet);
                }
            }
        }
        if let Some(id) = next_to_react(ctx.session, Some(&e.id)).filter(|_| next.height > 0)
            && let Some(n) = ctx.session.get::<Expectation>(&id)
        {
            let role = components::role(n.side);
            let label = format!(
                "{} {}",
                n.side.glyph(),
                ctx.session.label(List::Expectations, &id)
            );
            let says = if self.hidden && n.side != self.side {
                "hidden"
            } else {
                n.text.as_str()
            };
            p.spans(
                next.x,
                next.y,
                next.width,
                &[
                    ("Next to react to: ", Role::Quiet.into()),
                    (&label, Ink::new(role).bold()),
                    ("  ", Role::Text.into()),
                    (says, Ink::new(role)),
                ],
            );
        }
    }
}

/// One side of the pair: the expectation, what it weighs, and the other side's answer.
fn one(ctx: &Ctx, p: &mut Painter, area: Rect, e: &Expectation) {
    let role = components::role(e.side);
    p.text(area.x, area.y, 1, &e.side.glyph().to_string(), role);
    let mut left = rest(area, 2);
    let used = p.wrapped(
        Rect {
            height: left.height.min(2),
            ..left
        },
        &e.text,
        Ink::new(role).bold(),
    );
    left = split_top(left, used).1;
    if left.height == 0 {
        return;
    }
    let mut facts: Vec<String> = e
        .strength
        .map(|s| s.label().to_owned())
        .into_iter()
        .collect();
    facts.extend(e.importance.map(|i| format!("weight {i}")));
    facts.extend(e.satisfied.map(|s| format!("today {s}")));
    p.text(left.x, left.y, left.width, &facts.join(" · "), Role::Quiet);
    left = split_top(left, if left.height >= 5 { 2 } else { 1 }).1;
    if left.height == 0 {
        return;
    }
    let other = ctx.session.side_name(e.side.other());
    let (answer, ink) = match &e.reaction {
        _ if e.out_of_scope => ("agrees: out of scope", Role::Quiet),
        None => ("is to react", Role::Accent),
        Some(r) => (r.answer.label(), answer_role(r.answer)),
    };
    let blocker = if is_blocker(e) {
        "  ! blocker: a must"
    } else {
        ""
    };
    p.spans(
        left.x,
        left.y,
        left.width,
        &[
            (other, Ink::new(components::role(e.side.other())).bold()),
            (" ", Role::Text.into()),
            (answer, Ink::new(ink).bold()),
            (blocker, Ink::new(Role::Bad).bold()),
        ],
    );
    left = split_top(left, 1).1;
    if ctx
        .editing
        .is_some_and(|d| d.is_on(List::Expectations, &e.id, "reaction"))
    {
        let used = components::field_view(
            p,
            ctx,
            left,
            components::Written {
                list: List::Expectations,
                id: &e.id,
                field: "reaction",
                value: "",
            },
            Role::Text.into(),
        );
        let below = split_top(left, used).1;
        p.wrapped(
            below,
            "Why, or on what condition? It may stay empty.",
            Role::Quiet,
        );
    } else if let Some(r) = e.reaction.as_ref().filter(|r| !r.note.is_empty()) {
        p.wrapped(left, &format!("“{}”", r.note), Role::Text);
    }
}

fn answer_role(answer: Answer) -> Role {
    match answer {
        Answer::Accept => Role::Good,
        Answer::Conditions | Answer::Discuss => Role::Warn,
        Answer::Cannot => Role::Bad,
    }
}

fn class_role(class: Class) -> Role {
    match class {
        Class::Overlap | Class::Complement | Class::Accepted => Role::Good,
        Class::Conflict | Class::Refused => Role::Bad,
        Class::Gap => Role::Warn,
        Class::OutOfScope | Class::Open => Role::Quiet,
    }
}

impl StepScreen for Screen {
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        if ctx.session.is_covered() {
            vec![Scope::Reveal]
        } else {
            vec![Scope::Align, Scope::Lists, Scope::Rows]
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        if ctx.session.is_covered() {
            let says =
                "Both lists are revealed. r reacts; n goes to the next, the sides take turns."
                    .to_owned();
            let reveal = Reply::Quiet(set_field(Place::Progress, "revealed", json!(true)));
            return (command == Command::Cover).then(|| Reply::All(vec![reveal, Reply::Say(says)]));
        }
        let list = Self::list(ctx, self.side);
        if self.cursor().step(command, &list) {
            return Some(Reply::Nothing);
        }
        match command {
            Command::NextPane | Command::PreviousPane => {
                // to the partner, if there is one: that is what is selected over there
                let to = self
                    .selected(ctx)
                    .and_then(|e| self.partner(ctx, e))
                    .map(|o| o.id.clone());
                self.side = self.side.other();
                self.hidden = false;
                if let Some(id) = to {
                    self.cursor().focus(&id);
                }
                return Some(Reply::Nothing);
            }
            Command::Cover => {
                self.hidden = !self.hidden;
                return Some(Reply::Nothing);
            }
            Command::NextOpen => {
                let from = self.selected(ctx).map(|e| e.id.clone());
                return Some(match next_to_react(ctx.session, from.as_ref()) {
                    Some(id) => {
                        self.focus(ctx, &id);
                        Reply::Nothing
                    }
                    None => Reply::Say("Every expectation has a reaction.".to_owned()),
                });
            }
            _ => {}
        }
        let Some(e) = self.cursor_of(self.side).on(&list) else {
            return Some(Reply::Say(
                "There is nothing here yet. Expectations are written in the steps before."
                    .to_owned(),
            ));
        };
        let at = self.cursor_of(self.side).at(&list);
        self.cursor().settle(&list);
        Some(match command {
            Command::React => Self::react(ctx, e),
            Command::Link => Self::link(ctx, e),
            Command::MakeGoal => Self::make_goal(ctx, e),
            Command::OutOfScope => Self::out_of_scope(ctx, e),
            Command::Score(n) => Reply::Edit(
                format!("scored importance {n}"),
                set(List::Expectations, &e.id, "importance", n),
            ),
            Command::Edit => pick::write(ctx, e),
            Command::Details => pick::details(e),
            Command::Delete => delete(ctx.session, e, &e.text),
            Command::MoveUp => shift(ctx.session, &list, at, -1),
            Command::MoveDown => shift(ctx.session, &list, at, 1),
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        if ctx.session.is_covered() {
            let (left, right) = columns(area, 3);
            for (area, side) in [(left, Side::A), (right, Side::B)] {
                let role = components::role(side);
                let title = format!(
                    "{} {}  {}",
                    side.glyph(),
                    side.letter(),
                    ctx.session.side_name(side)
                );
                let body = components::heading(p, area, &title, role, role);
                let says = format!(
                    "{} written, still covered",
                    count(ctx.session.expectations_of(side).count(), "expectation")
                );
                p.wrapped(rest(split_top(body, 1).1, 2), &says, Role::Text);
            }
            let below = split_top(area, 5).1;
            components::empty(
                p,
                below,
                super::of_kind(&Kind::Align).purpose(),
                "",
                Command::Cover,
                "reveals both lists, when both sides are ready",
            );
            return;
        }
        let alignment = Alignment::of(ctx.session);
        let selected = self.selected(ctx);
        let tall = match area.height {
            0..=12 => 0,
            13..=21 => 7,
            22..=27 => 9,
            _ => 11,
        };
        let most = Side::BOTH
            .map(|s| ctx.session.expectations_of(s).count())
            .into_iter()
            .max()
            .unwrap_or(0);
        let (top, below) = components::above(
            area,
            components::cells(most * 2 + 4),
            if selected.is_some() { tall } else { 0 },
        );
        let top = if tall > 0 {
            split_bottom(top, 1).0
        } else {
            top
        };
        let (left, right) = columns(top, 3);
        let partner = selected.and_then(|e| self.partner(ctx, e)).map(|o| &o.id);
        self.column(ctx, p, left, Side::A, &alignment, partner);
        self.column(ctx, p, right, Side::B, &alignment, partner);
        if let Some(e) = selected.filter(|_| below.height > 0) {
            self.pair(ctx, p, below, e, &alignment);
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        if ctx.session.is_covered() {
            return vec![("covered until both are ready".to_owned(), Role::Quiet)];
        }
        let c = Alignment::of(ctx.session).counts(ctx.session);
        let mut out = Vec::new();
        if c.blockers > 0 {
            out.push((count(c.blockers, "blocker"), Role::Bad));
        }
        if c.conflicts > 0 {
            out.push((count(c.conflicts, "conflict"), Role::Bad));
        }
        out.push((format!("{} agreed", c.agreed), Role::Good));
        if c.refused > 0 {
            out.insert(0, (format!("{} refused", c.refused), Role::Bad));
        }
        out.push((
            if c.gaps_a + c.gaps_b > 0 {
                format!("gaps ◆{} ●{}", c.gaps_a, c.gaps_b)
            } else {
                "no gaps".to_owned()
            },
            Role::Warn,
        ));
        if c.to_react > 0 {
            out.push((format!("{} to react", c.to_react), Role::Text));
        } else if c.all > 0 {
            out.push(("all reacted".to_owned(), Role::Good));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        self.selected(ctx)
            .filter(|_| !ctx.session.is_covered())
            .map(|e| (List::Expectations, e.id.clone()))
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        if let Some(e) = ctx.session.get::<Expectation>(id) {
            self.side = e.side;
            self.cursor().focus(id);
        } else if let Some(e) = ctx.session.expectations.iter().find(|e| needs_reaction(e)) {
            self.focus(ctx, &e.id.clone());
        }
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        self.side = if pane == 0 { Side::A } else { Side::B };
        let list = Self::list(ctx, self.side);
        self.cursor().go(&list, row);
    }
}
