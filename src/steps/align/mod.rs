//! Align: both lists side by side, one reaction to each expectation, and how they belong together.

mod choices;
mod pair;
mod projector;
mod update;
mod view;

use super::components::count;
use super::cursor::Cursor;
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::alignment::{Alignment, Class, needs_reaction};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;

pub(super) struct Align;

const PURPOSE: &str = "Both lists are revealed at once. Every expectation gets exactly one \
    reaction from the other side.";

impl StepKind for Align {
    fn kind(&self) -> Kind {
        Kind::Align
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            side: Side::A,
            cursors: [Cursor::default(), Cursor::default()],
            other_hidden: false,
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        let c = Alignment::new(session).counts(session);
        if c.all == 0 || session.hides_expectations() {
            return vec![];
        }
        let says = format!(
            "{} agreed, {}, {} not resolved, {} resolved, {} out of scope, {} not yet answered.",
            c.agreed,
            count(c.gaps_a + c.gaps_b, "gap"),
            count(c.conflicts, "conflict"),
            c.resolved,
            c.out,
            c.to_react
        );
        let links = session.links.iter();
        let links: Vec<String> = links.map(|l| sections::link_sentence(session, l)).collect();
        let mut out = vec![Block::paragraph(says)];
        out.extend(sections::alignment(session));
        if !links.is_empty() {
            out.push(Block::list(links));
        }
        out
    }
}

struct Screen {
    side: Side,
    cursors: [Cursor; 2],
    /// True while the other side's list is off the screen for a moment.
    other_hidden: bool,
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
        let list = Self::list(ctx, self.side);
        self.cursor_of(self.side).selected(&list)
    }

    /// The expectation of the other side that the selected one is read against.
    fn partner<'a>(&self, ctx: &Ctx<'a>, e: &'a Expectation) -> Option<&'a Expectation> {
        let link = main_link(&Alignment::new(ctx.session), e)?;
        ctx.session
            .get(if e.side == Side::A { &link.b } else { &link.a })
    }

    fn is_hidden(&self, side: Side) -> bool {
        self.other_hidden && side != self.side
    }
}

/// The link that is shown of an expectation: a conflict is what has to be talked about.
fn main_link<'a>(alignment: &Alignment<'a>, e: &Expectation) -> Option<&'a Link> {
    let links = || alignment.links(&e.id).iter().copied();
    links()
        .find(|l| l.is_open_conflict())
        .or_else(|| links().find(|l| l.is_resolved_conflict()))
        .or_else(|| links().next())
}

/// How the other side reacts to an expectation, in words that follow its name.
fn reaction(e: &Expectation) -> (&'static str, Role) {
    match &e.reaction {
        _ if e.out_of_scope => ("agrees: out of scope", Role::Quiet),
        None => ("has not answered yet", Role::Accent),
        Some(r) => (r.answer.label(), answer_role(r.answer)),
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
        Class::Resolved | Class::OutOfScope | Class::Open => Role::Quiet,
    }
}

impl StepScreen for Screen {
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        if ctx.session.hides_expectations() {
            vec![Scope::Reveal]
        } else {
            vec![Scope::Align, Scope::Lists, Scope::Rows]
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        self.perform(command, ctx)
    }

    fn next_question(&self, ctx: &Ctx, about: &[Id]) -> Option<Reply> {
        choices::choose_kind(ctx, about)
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        if ctx.session.hides_expectations() {
            view::draw_hidden(ctx, p, area);
        } else {
            self.draw(ctx, p, area);
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.draw_projector(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        if ctx.session.hides_expectations() {
            return vec![("hidden until both are ready".to_owned(), Role::Quiet)];
        }
        let c = Alignment::new(ctx.session).counts(ctx.session);
        let mut out = Vec::new();
        if c.refused > 0 {
            out.push((format!("{} refused", c.refused), Role::Bad));
        }
        if c.blockers > 0 {
            out.push((count(c.blockers, "blocker"), Role::Bad));
        }
        if c.conflicts > 0 {
            out.push((count(c.conflicts, "conflict"), Role::Bad));
        }
        if c.resolved > 0 {
            out.push((format!("{} resolved", c.resolved), Role::Good));
        }
        out.push((format!("{} agreed", c.agreed), Role::Good));
        out.push((
            if c.gaps_a + c.gaps_b > 0 {
                format!("gaps ◆{} ●{}", c.gaps_a, c.gaps_b)
            } else {
                "no gaps".to_owned()
            },
            Role::Warn,
        ));
        if c.to_react > 0 {
            out.push((format!("{} not yet answered", c.to_react), Role::Text));
        } else if c.all > 0 {
            out.push(("all answered".to_owned(), Role::Good));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        self.selected(ctx)
            .filter(|_| !ctx.session.hides_expectations())
            .map(|e| (List::Expectations, e.id.clone()))
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        if let Some(e) = ctx.session.get::<Expectation>(id) {
            self.side = e.side;
            self.cursor().select_item(id);
        } else if let Some(e) = ctx.session.expectations.iter().find(|e| needs_reaction(e)) {
            self.focus(ctx, &e.id.clone());
        }
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        self.side = if pane == 0 { Side::A } else { Side::B };
        let list = Self::list(ctx, self.side);
        self.cursor().select(&list, row);
    }
}
