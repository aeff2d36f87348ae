//! Closing the session, and opening it again.

use super::update::go_to;
use crate::domain::findings::{Check, State};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::Ctx;
use crate::steps::components::count;
use crate::steps::reply::{Choice, Picker, Reply};
use serde_json::json;

/// Closes the session, or opens it again. While something blocks the agreement, it asks once.
pub(super) fn close_or_reopen(ctx: &Ctx, checks: &[Check]) -> Reply {
    if ctx.session.closed.is_some() {
        return Reply::All(vec![
            Reply::Edit(
                "opened the session again".to_owned(),
                set_field(Place::Session, "closed", json!(null)),
            ),
            Reply::Say("The session is open again.".to_owned()),
        ]);
    }
    let blocking = || checks.iter().filter(|c| c.state == State::Blocking);
    let Some(first) = blocking().next() else {
        return close(ctx, checks);
    };
    let points = match blocking().count() {
        1 => "1 point blocks".to_owned(),
        n => format!("{n} points block"),
    };
    Reply::Choose(Picker {
        title: format!("{points} the agreement. Close the session all the same?"),
        choices: vec![
            Choice::new(format!("no, go there: {}", first.text), go_to(ctx, first)),
            Choice::new("yes, close it", close(ctx, checks)),
        ],
        at: 0,
        many: false,
    })
}

fn close(ctx: &Ctx, checks: &[Check]) -> Reply {
    let missing = checks.iter().filter(|c| c.state != State::Met).count();
    let reopen = hint_in(Scope::Agreement, Command::Close);
    let says = if missing == 0 {
        format!("Closed; nothing is missing. {reopen} opens it again.")
    } else {
        format!(
            "Closed, with {} still open. {reopen} opens it again.",
            count(missing, "point")
        )
    };
    Reply::All(vec![
        Reply::Edit(
            "closed the session".to_owned(),
            set_field(Place::Session, "closed", json!(ctx.now.timestamp())),
        ),
        Reply::Say(says),
    ])
}
