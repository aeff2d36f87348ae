//! What a review looks at: actions, and decisions and conflicts that were left to come back to.

use crate::domain::*;
use crate::steps::cursor::Identified;
use crate::steps::{Ctx, components, pick, resolve};
use crate::text::one_line;
use crate::widgets::Role;

/// A row of the list.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    /// What was promised.
    Action(&'a Action),
    /// A decision that says when to look at it again.
    Decision(&'a Decision),
    /// A conflict that is not resolved, or was escalated.
    Conflict(&'a Link),
}

impl Identified for Row<'_> {
    fn id(&self) -> &Id {
        match self {
            Self::Action(action) => &action.id,
            Self::Decision(decision) => &decision.id,
            Self::Conflict(link) => &link.id,
        }
    }
}

impl Row<'_> {
    /// The list it is in.
    pub fn list(self) -> List {
        match self {
            Self::Action(_) => List::Actions,
            Self::Decision(_) => List::Decisions,
            Self::Conflict(_) => List::Links,
        }
    }

    /// Its label; a sign for conflicts, whose words begin with the labels of both expectations.
    pub fn label(self, ctx: &Ctx) -> String {
        match self {
            Self::Action(action) => ctx.session.label_of(action),
            Self::Decision(decision) => ctx.session.label_of(decision),
            Self::Conflict(_) => "!".to_owned(),
        }
    }

    /// Its words.
    pub fn words(self, ctx: &Ctx) -> String {
        match self {
            Self::Action(action) => action.text.clone(),
            Self::Decision(decision) => decision.text.clone(),
            Self::Conflict(link) => conflict_words(ctx, link),
        }
    }

    /// Who is accountable for it, and the colour of their side.
    pub fn owner(self, ctx: &Ctx) -> (String, Role) {
        match self {
            Self::Action(a) => components::person(ctx.session, a.owner.as_ref(), "no owner"),
            Self::Decision(d) if d.owner.is_none() => (String::new(), Role::Quiet),
            Self::Decision(d) => components::person(ctx.session, d.owner.as_ref(), ""),
            Self::Conflict(_) => (String::new(), Role::Quiet),
        }
    }

    /// Where it stands.
    pub fn state(self, ctx: &Ctx) -> (String, Role) {
        match self {
            Self::Action(action) => pick::due_status(ctx, action),
            Self::Decision(Decision {
                reviewed: Some(day),
                ..
            }) => (format!("✓ stands {}", dates::day_month(*day)), Role::Good),
            Self::Decision(d) => (format!("again: {}", one_line(&d.review)), Role::Warn),
            Self::Conflict(link) => match &link.resolution {
                None => ("not resolved".to_owned(), Role::Bad),
                Some(r) => (r.sentence(ctx.session), Role::Warn),
            },
        }
    }

    /// The sign of its state.
    pub fn sign(self) -> char {
        match self {
            Self::Action(action) => match action.status {
                Status::Open if action.is_in_progress() => '→',
                Status::Open => '○',
                Status::Done => '✓',
                Status::Dropped => '–',
            },
            Self::Decision(decision) if decision.reviewed.is_some() => '✓',
            Self::Decision(_) => '?',
            Self::Conflict(_) => '!',
        }
    }

    /// True while something is to be said about it.
    pub fn is_open(self) -> bool {
        match self {
            Self::Action(action) => action.is_open(),
            Self::Decision(decision) => decision.reviewed.is_none(),
            Self::Conflict(_) => true,
        }
    }
}

fn conflict_words(ctx: &Ctx, link: &Link) -> String {
    let text = |id: &Id| {
        let e = ctx.session.get::<Expectation>(id);
        e.map_or("", |e| e.text.as_str())
    };
    let pair = resolve::pair(ctx, link);
    format!("{pair}: {} / {}", text(&link.a), text(&link.b))
}

/// Decisions of earlier sessions that say when to look at them again, and conflicts that are not
/// settled. Hidden lists have none.
pub(super) fn to_look_at_again(session: &Session) -> Vec<Row<'_>> {
    let day = session.day();
    let is_of_earlier = |d: &&Decision| d.date.zip(day).is_none_or(|(date, day)| date < day);
    let decisions = session.decisions.iter().filter(is_of_earlier);
    let decisions = decisions.filter(|d| !d.review.trim().is_empty());
    let is_shown = !session.hides_expectations();
    let conflicts = session.links.iter().filter(|_| is_shown);
    let conflicts = conflicts.filter(|l| l.is_unsettled_conflict());
    decisions
        .map(Row::Decision)
        .chain(conflicts.map(Row::Conflict))
        .collect()
}
