//! All kinds of step that have a screen.

use super::{StepKind, actions, agreement, align, board, contacts, expectations, goals, matrix};
use super::{metrics, owners, questionnaire, review, timeline, unknown, welcome};
use crate::domain::{Kind, Session, Step};
use crate::export::Block;

/// The kinds, in the order of [`Kind::ALL`].
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

/// The facts about a kind; an unknown one is shown read-only.
#[must_use]
pub fn of_kind(kind: &Kind) -> &'static dyn StepKind {
    KINDS
        .iter()
        .copied()
        .find(|k| k.kind() == *kind)
        .unwrap_or(&unknown::Unknown)
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
    fn every_kind_has_its_screen() {
        let kinds: Vec<Kind> = KINDS.iter().map(|k| k.kind()).collect();
        assert_eq!(kinds, Kind::ALL);
    }
}
