//! Actions: written down fast, scored by value to each side and effort, ranked, and voted on with
//! dots that nobody sees until all are given.

mod detail;
mod dots;
mod projector;
mod update;
mod view;

use super::cache::Order;
use super::components::count;
use super::cursor::Cursor;
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::priority::{Quadrant, dot_budget, dots_given, one_sided, quadrant, ranked};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::figure;
use crate::keys::{Command, Scope};
use crate::widgets::{PLANE_MOST, Painter, Role, plane};
use ratatui::layout::Rect;
use std::collections::HashMap;

pub(super) struct Actions;

const PURPOSE: &str = "What will be done for each goal. Write fast; then each side says how much \
    each action is worth to it, and both say how hard it is.";

impl StepKind for Actions {
    fn kind(&self) -> Kind {
        Kind::Actions
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
            score: Score::ValueA,
            is_ranked: false,
            voter: None,
            dots_hidden: false,
            goal: None,
            order: Order::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::priorities(session)
    }
}

/// One of the three scores of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Score {
    ValueA,
    ValueB,
    Effort,
}

impl Score {
    /// The score after it. One person alone sets one value.
    fn next(self, alone: bool) -> Option<Self> {
        match self {
            Self::ValueA if alone => Some(Self::Effort),
            Self::ValueA => Some(Self::ValueB),
            Self::ValueB => Some(Self::Effort),
            Self::Effort => None,
        }
    }

    fn previous(self, alone: bool) -> Option<Self> {
        match self {
            Self::Effort if alone => Some(Self::ValueA),
            Self::ValueA => None,
            Self::ValueB => Some(Self::ValueA),
            Self::Effort => Some(Self::ValueB),
        }
    }

    fn field(self) -> &'static str {
        match self {
            Self::ValueA => "value_a",
            Self::ValueB => "value_b",
            Self::Effort => "effort",
        }
    }

    fn name(self, session: &Session) -> String {
        match self {
            Self::ValueA if session.agenda.solo => "value".to_owned(),
            Self::ValueA => format!("value to {}", session.short_side_name(Side::A)),
            Self::ValueB => format!("value to {}", session.short_side_name(Side::B)),
            Self::Effort => "effort".to_owned(),
        }
    }

    fn of(self, action: &Action) -> Option<u8> {
        match self {
            Self::ValueA => action.value_a,
            Self::ValueB => action.value_b,
            Self::Effort => action.effort,
        }
    }
}

struct Screen {
    cursor: Cursor,
    /// The score that the next digit sets.
    score: Score,
    is_ranked: bool,
    /// The person who gives dots now.
    voter: Option<Id>,
    /// True while revealed dots are hidden again.
    dots_hidden: bool,
    /// The goal new actions are for.
    goal: Option<Id>,
    /// By the revision of the session's structure, and whether it is ranked.
    order: Order<(u64, bool)>,
}

impl Screen {
    fn list<'a>(&self, ctx: &Ctx<'a>) -> Vec<&'a Action> {
        let session = ctx.session;
        let key = (ctx.structure_revision, self.is_ranked);
        self.order.of(key, &session.actions, || {
            if self.is_ranked {
                ranked(session)
            } else {
                by_goal(session)
            }
        })
    }

    fn dots_shown(&self, ctx: &Ctx) -> bool {
        ctx.session.progress.dots_revealed && !self.dots_hidden
    }
}

/// The actions by goal, and for each goal in the order written.
fn by_goal(session: &Session) -> Vec<&Action> {
    let goals: HashMap<&Id, usize> = session
        .goals
        .iter()
        .enumerate()
        .map(|(n, g)| (&g.id, n))
        .collect();
    let place = |a: &&Action| a.goal.as_ref().and_then(|g| goals.get(g)).copied();
    let mut list: Vec<&Action> = session.actions.iter().collect();
    list.sort_by_cached_key(|a| place(a).unwrap_or(usize::MAX));
    list
}

/// Draws the 2×2 of value and effort, with the same action selected as in the list.
fn draw_plane(session: &Session, p: &mut Painter, area: Rect, list: &[&Action], at: usize) {
    let selected = list.get(at).copied();
    let others = list.iter().enumerate().filter(|(n, _)| *n != at);
    let actions = selected.into_iter().chain(others.map(|(_, a)| *a));
    let picture = figure::priorities(session, actions, PLANE_MOST);
    // an action without scores is not in the picture
    let label = selected.map(|a| session.label_of(a));
    let first = picture.points.first().map(|point| &point.mark);
    let is_in = first.is_some() && first == label.as_ref();
    plane(p, area, &picture, is_in.then_some(0));
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
        match self.voter.clone() {
            Some(who) => self.perform_vote(command, ctx, &who),
            None => self.perform(command, ctx),
        }
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.draw(ctx, p, area);
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.draw_projector(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let session = ctx.session;
        let actions = &session.actions;
        if let Some(who) = &self.voter {
            let left = dot_budget(actions.len()).saturating_sub(dots_given(session, who));
            let dots = count(usize::try_from(left).unwrap_or(0), "dot");
            let says = format!("{} has {dots} left", session.person(who));
            return vec![(says, Role::Accent)];
        }
        let is_unscored = |a: &&Action| quadrant(session, a) == Quadrant::Unscored;
        let unscored = actions.iter().filter(is_unscored).count();
        let sided = actions.iter().filter(|a| one_sided(a).is_some()).count();
        let mut out = vec![(count(actions.len(), "action"), Role::Text)];
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
            .selected(&self.list(ctx))
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
            self.cursor.select_item(id);
        }
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        let list = self.list(ctx);
        self.cursor.select(&list, row);
    }
}
