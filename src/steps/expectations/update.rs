//! What the commands of the step do.

use super::{Column, Screen};
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::reply::{Choice, Editing, Picker, Reply, delete_item, move_item};
use crate::steps::{Ctx, pick};
use serde_json::json;

impl Screen {
    pub(super) fn perform(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        if command == Command::Hide {
            self.is_hidden = !self.is_hidden;
            return Some(Reply::Nothing);
        }
        if self.is_hidden {
            let key = hint_in(Scope::Hidden, Command::Hide);
            return Some(Reply::Say(format!("The list is hidden. {key} reveals it.")));
        }
        let list = self.list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        let at = self.cursor.row(&list);
        self.cursor.remember_row(&list);
        if command == Command::Add {
            return Some(self.add(ctx));
        }
        let Some(e) = list.get(at).copied() else {
            return Some(if command == Command::Edit {
                self.add(ctx)
            } else {
                let key = hint(Command::Add);
                Reply::Say(format!(
                    "The list is empty. {key} adds the first expectation."
                ))
            });
        };
        Some(match command {
            Command::Edit => Reply::EditText(
                Editing::item(ctx.session, List::Expectations, &e.id).then(Command::Add),
            ),
            Command::Details => pick::open_details(e),
            Command::Delete => delete_item(ctx.session, e, &e.text),
            Command::MoveUp => move_item(ctx.session, &list, at, -1),
            Command::MoveDown => move_item(ctx.session, &list, at, 1),
            Command::Left => {
                self.column = Column::Importance;
                Reply::Nothing
            }
            Command::Right => {
                self.column = Column::Satisfied;
                Reply::Nothing
            }
            Command::Score(n) => self.score(e, n),
            Command::Strength => next_strength(e),
            Command::Category => choose_category(e),
            _ => return None,
        })
    }

    fn add(&self, ctx: &Ctx) -> Reply {
        // what follows is mostly of the same kind
        let before = self.list(ctx).last().and_then(|e| e.category);
        let fields = json!({"side": self.side, "category": before});
        let editing = Editing::new(ctx.ids, List::Expectations, fields, 0);
        Reply::EditText(editing.then(Command::Add))
    }

    fn score(&mut self, e: &Expectation, value: u8) -> Reply {
        // the next digit is for the other column of the same expectation
        let (next, field, name) = match self.column {
            Column::Importance => (Column::Satisfied, "importance", "importance"),
            Column::Satisfied => (Column::Importance, "satisfied", "satisfied today"),
        };
        self.column = next;
        Reply::Edit(
            format!("scored {name} {value}"),
            set(List::Expectations, &e.id, field, value),
        )
    }
}

fn next_strength(e: &Expectation) -> Reply {
    let next = match e.strength {
        None => Some(Strength::Must),
        Some(Strength::Must) => Some(Strength::Should),
        Some(Strength::Should) => Some(Strength::Could),
        Some(Strength::Could) => None,
    };
    Reply::Edit(
        "changed must, should, could".to_owned(),
        set(List::Expectations, &e.id, "strength", next),
    )
}

fn choose_category(e: &Expectation) -> Reply {
    let choices = Category::ALL.map(|c| {
        let edit = set(List::Expectations, &e.id, "category", c);
        Choice::new(
            c.label(),
            Reply::Edit("chose the category".to_owned(), edit),
        )
        .ticked(e.category == Some(c))
    });
    let at = choices.iter().position(|c| c.ticked).unwrap_or(0);
    Reply::Choose(Picker {
        title: "What kind of benefit is it?".to_owned(),
        choices: choices.to_vec(),
        at,
        many: false,
    })
}
