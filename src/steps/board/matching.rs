//! Boards whose columns say the same from two points of view: cards are matched in pairs, and those
//! without a counterpart stand out. `docs/method.md`, "Value update".

use super::cards;
use crate::domain::board::{Matching, counterpart};
use crate::domain::*;
use crate::export::Block;
use crate::steps::Ctx;
use crate::steps::reply::{Choice, Picker, Reply};
use crate::steps::side_names::with_side_names;
use crate::text;

/// What a list shows after the text of a card: its counterpart, or that it has none once the other
/// column has cards.
pub(super) fn tail(session: &Session, step: &Step, board: &Board, card: &Card) -> String {
    let Some(matching) = board.matching(&card.column) else {
        return String::new();
    };
    if let Some(other) = counterpart(session, card) {
        return format!(" = {}", text::one_line(&other.text));
    }
    let (other, alone) = other_column(matching, &card.column);
    if cards(session, step, other).next().is_none() {
        return String::new();
    }
    format!(" · ? {}", with_side_names(session, alone))
}

/// The column a card is compared with, and what the card is without a counterpart.
fn other_column<'a>(matching: &'a Matching, column: &str) -> (&'a str, &'a str) {
    if matching.first == column {
        (&matching.second, &matching.first_alone)
    } else {
        (&matching.first, &matching.second_alone)
    }
}

/// How many cards have no counterpart, while both columns have cards.
pub(super) fn alone(session: &Session, step: &Step, board: &Board) -> usize {
    let matched = board.matches.iter().filter(|m| {
        let has_cards = |column: &str| cards(session, step, column).next().is_some();
        has_cards(&m.first) && has_cards(&m.second)
    });
    let of = |m: &Matching| {
        let both = cards(session, step, &m.first).chain(cards(session, step, &m.second));
        both.filter(|c| counterpart(session, c).is_none()).count()
    };
    matched.map(of).sum()
}

/// Asks which card says the same; choosing the one that is matched already parts the two.
pub(super) fn choose_counterpart(ctx: &Ctx, matching: &Matching, card: &Card) -> Reply {
    let now = counterpart(ctx.session, card).map(|c| &c.id);
    let (column, _) = other_column(matching, &card.column);
    let choice = |other: &Card| {
        let is_now = now == Some(&other.id);
        let label = if is_now {
            "parted the pair"
        } else {
            "matched the two"
        };
        // both cards and their former counterparts let go of each other first
        let lets_go = |c: &&Card| {
            let is_one = |id: &Id| *id == card.id || *id == other.id;
            c.with.is_some() && (is_one(&c.id) || c.with.as_ref().is_some_and(is_one))
        };
        let former = ctx.session.cards.iter().filter(lets_go);
        let mut edits: Vec<Edit> = former.map(|c| change(c, |c| c.with = None)).collect();
        if !is_now {
            edits.push(set(List::Cards, &card.id, "with", &other.id));
        }
        Choice::new(
            text::one_line(&other.text),
            Reply::Edit(label.to_owned(), Edit::All(edits)),
        )
        .ticked(is_now)
    };
    let choices: Vec<Choice> = cards(ctx.session, ctx.step, column).map(choice).collect();
    if choices.is_empty() {
        return Reply::Say("The other column has no card to match it with yet.".to_owned());
    }
    let name = text::clip(&text::one_line(&card.text), 30).into_owned();
    Reply::Choose(Picker {
        title: format!("Which card says the same as “{name}”?"),
        choices,
        at: 0,
        many: false,
    })
}

/// The pairs of all matched columns as tables, with what has no counterpart.
pub(super) fn report(session: &Session, step: &Step, board: &Board) -> Vec<Block> {
    let title = |column: &str| {
        let found = board.columns.iter().find(|c| c.id == column);
        with_side_names(session, found.map_or("", |c| &c.title))
    };
    let table = |m: &Matching| {
        let first = cards(session, step, &m.first).map(|card| {
            let other = counterpart(session, card).map(Card::sentence);
            let alone = || format!("— {} —", with_side_names(session, &m.first_alone));
            vec![card.sentence(), other.unwrap_or_else(alone)]
        });
        let lonely = cards(session, step, &m.second);
        let second = lonely
            .filter(|c| counterpart(session, c).is_none())
            .map(|c| {
                let alone = format!("— {} —", with_side_names(session, &m.second_alone));
                vec![alone, c.sentence()]
            });
        let rows: Vec<Vec<String>> = first.chain(second).collect();
        (!rows.is_empty()).then(|| Block::table([title(&m.first), title(&m.second)], rows))
    };
    board.matches.iter().filter_map(table).collect()
}
