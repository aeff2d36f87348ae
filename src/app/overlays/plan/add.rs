//! Adding a step or a break to the plan of the day.

use crate::app::context::Context;
use crate::app::overlays::Picker;
use crate::domain::{Edit, List, Session, Step, schedule};
use crate::steps::{self, Choice, Reply, break_form, form_of};
use crate::text::one_line;
use serde_json::json;

/// Offers every kind of step that the agendas know, to be put below the step at `at`.
pub(super) fn offer_steps(session: &Session, at: usize, cx: &mut Context) {
    let mut known: Vec<&Step> = Vec::new();
    for step in cx.catalog.agendas().iter().flat_map(|a| &a.steps) {
        if !known
            .iter()
            .any(|k| k.kind == step.kind && k.side == step.side)
        {
            known.push(step);
        }
    }
    let new_step = |like: &Step| {
        let id = cx.ids.fresh();
        let step = Step {
            id: id.clone(),
            break_after: None,
            starts_at: None,
            ..like.clone()
        };
        let edit = Edit::Insert {
            list: List::Steps,
            at: at + 1,
            item: json!(step),
        };
        let add = Reply::Edit(format!("added the step “{}”", one_line(&like.title)), edit);
        let form = Reply::OpenForm(form_of(List::Steps, &id));
        Choice::new(&like.title, Reply::All(vec![add, form]))
            .hint(schedule::format_minutes(like.minutes))
    };
    let mut choices: Vec<Choice> = known.into_iter().map(new_step).collect();
    choices.extend(session.agenda.steps.get(at).map(|step| {
        let form = Reply::OpenForm(break_form(&step.id));
        Choice::new("A break after this step", form).hint("Coffee 15, Lunch 60")
    }));
    cx.open(Picker::new(steps::Picker {
        title: "Add which step?".to_owned(),
        choices,
        at: 0,
        many: false,
    }));
}
