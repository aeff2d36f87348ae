//! What the keys of the step Metrics do.

use super::{Screen, list};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::reply::{Editing, Reply, delete_item, move_item};
use crate::steps::{Ctx, Form, forms, pick};
use crate::text;
use serde_json::json;
use std::collections::HashSet;

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        let at = self.cursor.row(&list);
        self.cursor.remember_row(&list);
        if command == Command::Add {
            return Some(add(ctx));
        }
        let Some(metric) = list.get(at).copied() else {
            return Some(if command == Command::Edit {
                add(ctx)
            } else {
                let key = hint_in(Scope::Adding, Command::Add);
                Reply::Say(format!("There is no metric yet. {key} adds the first."))
            });
        };
        Some(match command {
            Command::Edit | Command::Details => pick::open_details(metric),
            Command::Reading => new_reading(metric),
            Command::ChooseGoal => {
                pick::choose_goal(ctx, metric, metric.goal.as_ref(), &metric.name)
            }
            Command::Owner => choose_reader(ctx, metric),
            Command::Delete => delete_item(ctx.session, metric, &metric.name),
            Command::MoveUp => move_item(ctx.session, &list, at, -1),
            Command::MoveDown => move_item(ctx.session, &list, at, 1),
            _ => return None,
        })
    }
}

/// Types a new metric, for the first goal that has none.
fn add(ctx: &Ctx) -> Reply {
    let metrics = ctx.session.metrics.iter();
    let measured: HashSet<&Id> = metrics.filter_map(|m| m.goal.as_ref()).collect();
    let mut goals = ctx.session.goals.iter();
    let goal = goals.find(|g| !measured.contains(&g.id));
    let fields = json!({"goal": goal.map(|g| &g.id)});
    Reply::EditText(Editing::new(ctx.ids, List::Metrics, fields, 0).then(Command::Details))
}

/// Opens the form for a reading, of today or another day.
fn new_reading(metric: &Metric) -> Reply {
    let name = text::one_line(&metric.name);
    let title = format!("{}: value", text::clip(&name, 40));
    Reply::OpenForm(Form::on_item(
        List::Metrics,
        &metric.id,
        &title,
        forms::READING,
    ))
}

/// Asks who reads the metric.
fn choose_reader(ctx: &Ctx, metric: &Metric) -> Reply {
    let chosen = metric.owner.as_ref();
    pick::choose_person(ctx, "Who reads it?", None, chosen, true, |person| {
        Reply::Edit(
            "chose who reads it".to_owned(),
            set(List::Metrics, &metric.id, "owner", person.map(|p| &p.id)),
        )
    })
}
