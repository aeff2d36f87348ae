//! What the commands of the step do while nobody gives dots.

use super::{Score, Screen, dots};
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::reply::{Editing, Reply, delete_item, move_item};
use crate::steps::{Ctx, pick};
use serde_json::json;

impl Screen {
    pub(super) fn perform(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = self.list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        self.perform_on_list(command, ctx, &list)
            .or_else(|| self.perform_on_action(command, ctx, &list))
    }

    /// Commands that need no action.
    fn perform_on_list(&mut self, command: Command, ctx: &Ctx, list: &[&Action]) -> Option<Reply> {
        Some(match command {
            Command::Add => self.add(ctx, list),
            Command::Edit if list.is_empty() => self.add(ctx, list),
            Command::Sort => {
                self.cursor.remember_row(list);
                self.is_ranked = !self.is_ranked;
                Reply::Say(if self.is_ranked {
                    "Ranked: quick wins first.".to_owned()
                } else {
                    "Grouped by goal, in the order written.".to_owned()
                })
            }
            Command::Left => {
                self.score = self
                    .score
                    .previous(ctx.session.agenda.solo)
                    .unwrap_or(self.score);
                Reply::Nothing
            }
            Command::Right => {
                self.score = self
                    .score
                    .next(ctx.session.agenda.solo)
                    .unwrap_or(self.score);
                Reply::Nothing
            }
            Command::Vote if !list.is_empty() => dots::choose_voter(ctx),
            Command::Hide if ctx.session.progress.dots_revealed => {
                self.dots_hidden = !self.dots_hidden;
                Reply::Nothing
            }
            Command::Hide => {
                self.dots_hidden = false;
                Reply::SetProgress(set_field(Place::Progress, "dots_revealed", json!(true)))
            }
            _ => return None,
        })
    }

    /// Commands about the selected action.
    fn perform_on_action(
        &mut self,
        command: Command,
        ctx: &Ctx,
        list: &[&Action],
    ) -> Option<Reply> {
        let at = self.cursor.row(list);
        self.cursor.remember_row(list);
        let Some(action) = list.get(at).copied() else {
            let key = hint(Command::Add);
            return Some(Reply::Say(format!(
                "There is no action yet. {key} adds the first."
            )));
        };
        Some(match command {
            Command::Edit => Reply::EditText(
                Editing::item(ctx.session, List::Actions, &action.id).then(Command::Add),
            ),
            Command::Details => pick::open_details(action),
            Command::Delete => delete_item(ctx.session, action, &action.text),
            Command::MoveUp | Command::MoveDown if self.is_ranked => {
                let key = hint_in(Scope::Actions, Command::Sort);
                Reply::Say(format!(
                    "A ranked list cannot be moved by hand. {key} groups it by goal instead."
                ))
            }
            Command::MoveUp => move_item(ctx.session, list, at, -1),
            Command::MoveDown => move_item(ctx.session, list, at, 1),
            Command::Score(n) => self.set_score(ctx, action, n),
            Command::ChooseGoal => {
                pick::choose_goal(ctx, action, action.goal.as_ref(), &action.text)
            }
            Command::Owner => pick::choose_owner(ctx, action),
            Command::When => pick::open_dates(action),
            Command::Toggle => pick::toggle_done(ctx, action),
            Command::Start => pick::toggle_started(ctx, action),
            _ => return None,
        })
    }

    fn add(&mut self, ctx: &Ctx, list: &[&Action]) -> Reply {
        // the next one is for the same goal
        self.goal = self.cursor.selected(list).map_or_else(
            || ctx.session.goals.first().map(|g| g.id.clone()),
            |a| a.goal.clone(),
        );
        let editing = Editing::new(ctx.ids, List::Actions, json!({"goal": self.goal}), 0);
        Reply::EditText(editing.then(Command::Add))
    }

    fn set_score(&mut self, ctx: &Ctx, action: &Action, value: u8) -> Reply {
        let score = self.score;
        // three digits in a row score one action
        self.score = score.next(ctx.session.agenda.solo).unwrap_or(Score::ValueA);
        Reply::Edit(
            format!("scored {} {value}", score.name(ctx.session)),
            set(List::Actions, &action.id, score.field(), value),
        )
    }
}
