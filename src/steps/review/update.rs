//! What the keys of the step Review do.

use super::Screen;
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::reply::{Reply, delete_item};
use crate::steps::{Ctx, pick};

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = self.list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        self.cursor.remember_row(&list);
        let Some(action) = self.cursor.selected(&list) else {
            let next = hint(Command::NextStep);
            return Some(Reply::Say(format!(
                "There is no action from last time. {next} goes to the next step."
            )));
        };
        Some(match command {
            Command::Toggle => pick::toggle_done(ctx, action),
            Command::Start => pick::toggle_started(ctx, action),
            Command::Drop => drop_or_reopen(ctx, action),
            Command::When => pick::open_dates(action),
            Command::Owner => pick::choose_owner(ctx, action),
            Command::Edit => pick::edit_text(ctx, action),
            Command::Details => pick::open_details(action),
            Command::Delete => delete_item(ctx.session, action, &action.text),
            Command::MoveUp | Command::MoveDown => Reply::Say(format!(
                "The order follows the dates: {} changes them.",
                hint_in(Scope::Review, Command::When)
            )),
            _ => return None,
        })
    }
}

/// Drops an action, or opens a dropped one again.
fn drop_or_reopen(ctx: &Ctx, action: &Action) -> Reply {
    let (label, status, ended) = match action.status {
        Status::Dropped => ("opened it again", Status::Open, None),
        Status::Open | Status::Done => ("dropped it", Status::Dropped, Some(ctx.today())),
    };
    let edit = change(action, |a| {
        a.status = status;
        a.ended = ended;
    });
    Reply::Edit(label.to_owned(), edit)
}
