//! An action that is made of something else: what a questionnaire asks to be acted on, a card, a
//! missing contact.

use super::Ctx;
use super::reply::Reply;
use crate::domain::{Action, Edit, Kind, List, Session};
use crate::keys::{Command, hint};
use serde_json::json;

/// Adds an action with a text; `origin` says what it answers, which needs one action only.
pub(super) fn make_action(ctx: &Ctx, words: &str, origin: &str) -> Reply {
    if let Some(made) = made_of(ctx.session, origin) {
        return Reply::Say(format!(
            "It is action {} already: “{}”.",
            ctx.session.label_of(made),
            crate::text::clip(&crate::text::one_line(&made.text), 60)
        ));
    }
    let edit = Edit::Insert {
        list: List::Actions,
        at: usize::MAX,
        item: json!({"id": ctx.ids.fresh(), "text": words, "done_when": "", "origin": origin}),
    };
    // only steps that this agenda has
    let steps = ctx.session.agenda.steps.iter();
    let steps: Vec<&str> = steps
        .filter(|s| matches!(s.kind, Kind::Owners | Kind::Timeline))
        .map(|s| s.short_title())
        .collect();
    let then = match steps.as_slice() {
        [] => String::new(),
        all => format!(
            "Set its owner and date in {}, or find it with {}.",
            all.join(" and "),
            hint(Command::Find)
        ),
    };
    let label = ctx.session.next_label(List::Actions, None);
    let says = format!("Added as action {label}. {then}")
        .trim_end()
        .to_owned();
    Reply::All(vec![
        Reply::Edit("made an action of it".to_owned(), edit),
        Reply::Say(says),
    ])
}

/// The action that was made of `origin`, unless it was dropped.
pub(super) fn made_of<'a>(session: &'a Session, origin: &str) -> Option<&'a Action> {
    use crate::domain::Status;
    let is_made = |a: &&Action| a.origin.as_deref() == Some(origin) && a.status != Status::Dropped;
    session.actions.iter().find(is_made)
}
