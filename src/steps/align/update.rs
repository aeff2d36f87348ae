//! What the commands of the step do.

use super::{Screen, choices};
use crate::domain::alignment::next_to_react;
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::reply::{Reply, delete_item, move_item};
use crate::steps::{Ctx, StepScreen, pick, resolve};
use serde_json::json;

impl Screen {
    pub(super) fn perform(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        if ctx.session.hides_expectations() {
            return (command == Command::Hide).then(reveal);
        }
        let list = Self::list(ctx, self.side);
        if self.cursor().move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        self.perform_on_lists(command, ctx)
            .or_else(|| self.perform_on_expectation(command, ctx, &list))
    }

    /// Commands that need no expectation.
    fn perform_on_lists(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        Some(match command {
            Command::NextPane | Command::PreviousPane => {
                // to the partner, if there is one: that is what is selected over there
                let partner = self.selected(ctx).and_then(|e| self.partner(ctx, e));
                self.side = self.side.other();
                self.other_hidden = false;
                if let Some(partner) = partner {
                    self.cursor().select_item(&partner.id);
                }
                Reply::Nothing
            }
            Command::Hide => {
                self.other_hidden = !self.other_hidden;
                Reply::Nothing
            }
            Command::NextOpen => {
                let from = self.selected(ctx).map(|e| e.id.clone());
                match next_to_react(ctx.session, from.as_ref()) {
                    Some(id) => {
                        self.focus(ctx, &id);
                        Reply::Nothing
                    }
                    None => Reply::Say("Every expectation is answered.".to_owned()),
                }
            }
            _ => return None,
        })
    }

    /// Commands about the selected expectation.
    fn perform_on_expectation(
        &mut self,
        command: Command,
        ctx: &Ctx,
        list: &[&Expectation],
    ) -> Option<Reply> {
        let Some(e) = self.cursor_of(self.side).selected(list) else {
            return Some(Reply::Say(
                "There is nothing here yet. Expectations are written in the steps before."
                    .to_owned(),
            ));
        };
        let at = self.cursor_of(self.side).row(list);
        self.cursor().remember_row(list);
        Some(match command {
            Command::React => choices::react(ctx, e),
            Command::Link => choices::link(ctx, e),
            Command::Resolve => resolve::resolve(ctx, e),
            Command::MakeGoal => choices::make_goal(ctx, e),
            Command::OutOfScope => choices::out_of_scope(ctx, e),
            Command::Score(n) => Reply::Edit(
                format!("scored importance {n}"),
                set(List::Expectations, &e.id, "importance", n),
            ),
            Command::Edit => pick::edit_text(ctx, e),
            Command::Details => pick::open_details(e),
            Command::Delete => delete_item(ctx.session, e, &e.text),
            Command::MoveUp => move_item(ctx.session, list, at, -1),
            Command::MoveDown => move_item(ctx.session, list, at, 1),
            _ => return None,
        })
    }
}

fn reveal() -> Reply {
    let says = format!(
        "Both lists are revealed. {} reacts; {} goes to the next, the sides take turns.",
        hint_in(Scope::Align, Command::React),
        hint_in(Scope::Align, Command::NextOpen)
    );
    let edit = set_field(Place::Progress, "revealed", json!(true));
    Reply::All(vec![Reply::SetProgress(edit), Reply::Say(says)])
}
