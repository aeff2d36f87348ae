//! What the keys of the step Timeline do.

use super::Screen;
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::reply::{Choice, Picker, Reply, delete_item};
use crate::steps::{Ctx, pick};
use crate::text;
use jiff::ToSpan;
use jiff::civil::Date;

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = self.list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        let at = self.cursor.row(&list);
        self.cursor.remember_row(&list);
        let Some(action) = list.get(at).copied() else {
            let key = hint(Command::GoToStep);
            return Some(Reply::Say(format!(
                "There is no action yet. Actions are added in the step Actions; {key} goes there."
            )));
        };
        Some(match command {
            Command::When | Command::Edit => pick::open_dates(action),
            Command::Details => pick::open_details(action),
            Command::Owner => pick::choose_owner(ctx, action),
            Command::Toggle => pick::toggle_done(ctx, action),
            Command::Start => pick::toggle_started(ctx, action),
            Command::Depends => choose_dependencies(ctx, action, &list),
            Command::Sooner => move_by_days(action, -1),
            Command::Later => move_by_days(action, 1),
            Command::Delete => delete_item(ctx.session, action, &action.text),
            Command::MoveUp | Command::MoveDown => Reply::Say(format!(
                "The order follows the dates: {} changes them.",
                hint_in(Scope::Timeline, Command::When)
            )),
            _ => return None,
        })
    }
}

/// Moves both dates of an action by some days.
fn move_by_days(action: &Action, by: i64) -> Reply {
    if action.start.is_none() && action.due.is_none() {
        let key = hint_in(Scope::Timeline, Command::When);
        return Reply::Say(format!("It has no date yet. {key} sets one."));
    }
    let moved = |date: Date| date.checked_add(by.days()).ok();
    let edit = change(action, |a| {
        a.start = a.start.and_then(moved);
        a.due = a.due.and_then(moved);
    });
    let direction = if by > 0 { "later" } else { "sooner" };
    Reply::Edit(format!("moved it a day {direction}"), edit)
}

/// Asks which other actions have to be done before this one.
fn choose_dependencies(ctx: &Ctx, action: &Action, list: &[&Action]) -> Reply {
    let place = Place::Item(List::Actions, action.id.clone());
    let choice = |other: &&Action| {
        let label = ctx.session.label_of(*other);
        let reply = Reply::ToggleReference(place.clone(), "depends_on", other.id.clone());
        Choice::new(format!("{label}  {}", text::one_line(&other.text)), reply)
            .ticked(action.depends_on.contains(&other.id))
            .hint(pick::due_status(ctx, other).0)
    };
    let others = list.iter().filter(|a| a.id != action.id);
    let choices: Vec<Choice> = others.map(choice).collect();
    if choices.is_empty() {
        return Reply::Say("There is no other action it could wait for.".to_owned());
    }
    Reply::Choose(Picker {
        title: "What has to be done before?".to_owned(),
        choices,
        at: 0,
        many: true,
    })
}
