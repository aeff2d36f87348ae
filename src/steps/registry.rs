//! The kinds of step.

use super::{StepKind, actions, agreement, align, board, contacts, expectations, goals, matrix};
use super::{metrics, owners, questionnaire, review, timeline, unknown, welcome};
use crate::domain::{Kind, Session, Step};
use crate::export::Block;

/// The built-in kinds, in the order of [`Kind::ALL`].
pub const KINDS: &[&dyn StepKind] = &[
    &welcome::Welcome,
    &expectations::Expectations,
    &align::Align,
    &goals::Goals,
    &actions::Actions,
    &owners::Owners,
    &timeline::Timeline,
    &metrics::Metrics,
    &agreement::Agreement,
    &questionnaire::Questions,
    &review::Review,
    &board::Boards,
    &matrix::Matrices,
    &contacts::Contacts,
];

/// The kinds of step that a program knows: the built-in ones, and those it was given.
#[derive(Clone, Copy, Default)]
pub struct Registry {
    more: &'static [&'static dyn StepKind],
}

impl Registry {
    /// The built-in kinds and these, whose [`StepKind::kind`] is [`Kind::Unknown`] with a name.
    #[must_use]
    pub const fn with(more: &'static [&'static dyn StepKind]) -> Self {
        Self { more }
    }

    /// The facts about a kind; one that is not known is shown read-only.
    #[must_use]
    pub fn of_kind(self, kind: &Kind) -> &'static dyn StepKind {
        KINDS
            .iter()
            .chain(self.more)
            .copied()
            .find(|k| k.kind() == *kind)
            .unwrap_or(&unknown::Unknown)
    }
}

/// The facts about a built-in kind; any other is shown read-only.
#[must_use]
pub fn of_kind(kind: &Kind) -> &'static dyn StepKind {
    Registry::default().of_kind(kind)
}

/// What a step contributes to the minutes.
#[must_use]
pub fn report(session: &Session, step: &Step) -> Vec<Block> {
    of_kind(&step.kind).report(session, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_the_domain_has_a_screen() {
        let kinds: Vec<Kind> = KINDS.iter().map(|k| k.kind()).collect();
        assert_eq!(kinds, Kind::ALL);
    }
}
