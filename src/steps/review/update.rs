//! What the keys of the step Review do.

use super::Screen;
use super::row::Row;
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::reply::{Reply, delete_item};
use crate::steps::{Ctx, form_of, pick, resolve};

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let rows = self.rows(ctx);
        let list: Vec<&Row> = rows.iter().collect();
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        self.cursor.remember_row(&list);
        match self.cursor.selected(&list) {
            Some(Row::Action(action)) => on_action(command, ctx, action),
            Some(Row::Decision(decision)) => on_decision(command, ctx, decision),
            Some(Row::Conflict(link)) => on_conflict(command, ctx, link),
            None => {
                let next = hint(Command::NextStep);
                Some(Reply::Say(format!(
                    "There is no action from last time. {next} goes to the next step."
                )))
            }
        }
    }
}

fn on_action(command: Command, ctx: &Ctx, action: &Action) -> Option<Reply> {
    Some(match command {
        Command::Toggle => pick::toggle_done(ctx, action),
        Command::Start => pick::toggle_started(ctx, action),
        Command::Drop => drop_or_reopen(ctx, action),
        Command::When => pick::open_new_date(action),
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

fn on_decision(command: Command, ctx: &Ctx, decision: &Decision) -> Option<Reply> {
    Some(match command {
        Command::Toggle => stands_or_not(ctx, decision),
        Command::Edit => pick::edit_text(ctx, decision),
        Command::Details => pick::open_details(decision),
        Command::Delete => delete_item(ctx.session, decision, &decision.text),
        Command::MoveUp | Command::MoveDown => Reply::Say(STAY.to_owned()),
        _ => return None,
    })
}

fn on_conflict(command: Command, ctx: &Ctx, link: &Link) -> Option<Reply> {
    Some(match command {
        Command::Resolve | Command::Edit => resolve::choose_outcome(ctx, link),
        Command::Details => Reply::OpenForm(form_of(List::Links, &link.id)),
        Command::Delete => Reply::Say(format!(
            "A conflict is not deleted here: {} says how it is resolved.",
            hint_in(Scope::Unsettled, Command::Resolve)
        )),
        Command::MoveUp | Command::MoveDown => Reply::Say(STAY.to_owned()),
        _ => return None,
    })
}

/// Why decisions and conflicts are not moved.
const STAY: &str = "Decisions and conflicts stay in the order in which they were made.";

/// Notes that a decision was looked at again and stands, or not yet.
fn stands_or_not(ctx: &Ctx, decision: &Decision) -> Reply {
    let (label, day) = match decision.reviewed {
        None => ("noted that the decision stands", Some(ctx.today())),
        Some(_) => ("noted that it is to be looked at again", None),
    };
    let edit = change(decision, |d| d.reviewed = day);
    Reply::Edit(label.to_owned(), edit)
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
