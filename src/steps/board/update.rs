//! What the keys of a board do.

use super::matching::choose_counterpart;
use super::{PANES, Screen, cards};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::Ctx;
use crate::steps::forms::card_form;
use crate::steps::groups::Spot;
use crate::steps::make_action::make_action;
use crate::steps::reply::{Choice, Editing, Picker, Reply, delete_item, move_item};
use crate::text;
use serde_json::json;

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let (board, groups, half) = Self::parts(ctx)?;
        let spot = self.spot.nearest(&groups);
        self.spot = spot;
        let range = if spot.group < half {
            0..half
        } else {
            half..groups.len()
        };
        if self.spot.move_by(command, &groups, range) {
            return Some(Reply::Nothing);
        }
        let column = board.columns.get(spot.group)?;
        let list: Vec<&Card> = cards(ctx.session, ctx.step, &column.id).collect();
        let add = || {
            Reply::EditText(
                Editing::new(
                    ctx.ids,
                    List::Cards,
                    json!({"step": ctx.step.id, "column": column.id}),
                    PANES + spot.group,
                )
                .then(Command::Add),
            )
        };
        Some(match (command, list.get(spot.item)) {
            (Command::NextPane | Command::PreviousPane, _) => {
                let by = if command == Command::NextPane {
                    1
                } else {
                    groups.len() - 1
                };
                self.spot = Spot {
                    group: (spot.group + by) % groups.len(),
                    item: 0,
                };
                Reply::Nothing
            }
            (Command::Add, _) | (Command::Edit, None) => add(),
            (Command::Edit, Some(c)) => {
                Reply::EditText(Editing::item(ctx.session, List::Cards, &c.id).then(Command::Add))
            }
            (Command::Details, Some(c)) => Reply::OpenForm(card_form(board.form, &c.id)),
            (Command::Delete, Some(c)) => delete_item(ctx.session, *c, &c.text),
            (Command::MoveUp | Command::MoveDown, Some(_)) => {
                let by = if command == Command::MoveUp { -1 } else { 1 };
                self.spot.item = spot.item.saturating_add_signed(by).min(list.len() - 1);
                move_item(ctx.session, &list, spot.item, by)
            }
            (Command::Link, Some(c)) => match board.matching(&c.column) {
                Some(matching) => choose_counterpart(ctx, matching, c),
                None => choose_pair(ctx, board, c),
            },
            (Command::MakeAction, Some(c)) => make_action(ctx, &c.text, &format!("card/{}", c.id)),
            (
                Command::Details
                | Command::Delete
                | Command::MoveUp
                | Command::MoveDown
                | Command::Link
                | Command::MakeAction,
                None,
            ) => {
                let key = hint_in(Scope::Adding, Command::Add);
                Reply::Say(format!("This column is empty. {key} adds the first card."))
            }
            _ => return None,
        })
    }
}

/// Asks which card belongs with this one, and makes an action of the pair.
fn choose_pair(ctx: &Ctx, board: &Board, card: &Card) -> Reply {
    let pairings = board
        .pairs
        .iter()
        .filter(|p| p.first == card.column || p.second == card.column);
    let choices: Vec<Choice> = pairings
        .flat_map(|p| {
            let other = if p.first == card.column {
                &p.second
            } else {
                &p.first
            };
            cards(ctx.session, ctx.step, other).map(move |o| {
                let (first, second) = if p.first == card.column {
                    (card, o)
                } else {
                    (o, card)
                };
                let words = format!(
                    "{}: {}; {}",
                    p.verb,
                    text::one_line(&first.text),
                    text::one_line(&second.text)
                );
                Choice::new(
                    format!("{}  {}", p.verb, text::one_line(&o.text)),
                    make_action(ctx, &words, &format!("card/{}/{}", first.id, second.id)),
                )
            })
        })
        .collect();
    if choices.is_empty() {
        return Reply::Say("There is no card to pair it with yet.".to_owned());
    }
    let name = text::clip(&text::one_line(&card.text), 30).into_owned();
    Reply::Choose(Picker {
        title: format!("Which card does “{name}” belong with?"),
        choices,
        at: 0,
        many: false,
    })
}
