//! What the commands of the step do.

use super::{Screen, needs_owner};
use crate::domain::Action;
use crate::keys::{Command, hint};
use crate::steps::reply::{Reply, delete_item, move_item};
use crate::steps::{Ctx, pick};

impl Screen {
    pub(super) fn perform(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = Self::list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        let at = self.cursor.row(&list);
        self.cursor.remember_row(&list);
        let Some(action) = list.get(at).copied() else {
            let key = hint(Command::PreviousStep);
            return Some(Reply::Say(format!(
                "There is no action yet. Actions are written in the step before: {key} goes there."
            )));
        };
        Some(match command {
            Command::Owner => pick::choose_owner(ctx, action),
            Command::Counterpart => pick::choose_counterpart(ctx, action),
            Command::When => pick::open_dates(action),
            Command::Toggle => pick::toggle_done(ctx, action),
            Command::Start => pick::toggle_started(ctx, action),
            Command::Edit => pick::edit_text(ctx, action),
            Command::Details => pick::open_details(action),
            Command::Delete => delete_item(ctx.session, action, &action.text),
            Command::MoveUp => move_item(ctx.session, &list, at, -1),
            Command::MoveDown => move_item(ctx.session, &list, at, 1),
            Command::NextOpen => self.select_next_without_owner(&list, at),
            _ => return None,
        })
    }

    /// Selects the next action without an owner after row `at`, from the top again at the end.
    fn select_next_without_owner(&mut self, list: &[&Action], at: usize) -> Reply {
        let after = list.iter().skip(at + 1);
        let mut around = after.chain(list.iter().take(at + 1)).copied();
        match around.find(|a| needs_owner(a)) {
            Some(action) => {
                self.cursor.select_item(&action.id);
                Reply::Nothing
            }
            None => Reply::Say("Every open action has an owner.".to_owned()),
        }
    }
}
