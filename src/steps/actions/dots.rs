//! Giving dots: one person after the other, without seeing what others gave.

use super::Screen;
use crate::domain::priority::{dot_budget, dots_given};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::Ctx;
use crate::steps::components::count_with_verb;
use crate::steps::reply::{Choice, Picker, Reply};

impl Screen {
    /// What a command does while `who` gives dots.
    pub(super) fn perform_vote(&mut self, command: Command, ctx: &Ctx, who: &Id) -> Option<Reply> {
        let list = self.list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        let action = self.cursor.selected(&list);
        Some(match (command, action) {
            (Command::Score(n), Some(a)) => give(ctx, a, who, n),
            (Command::Dot(n), _) => {
                let Some(a) = list.get(usize::from(n)).copied() else {
                    return Some(Reply::Say("No action has this letter.".to_owned()));
                };
                // the next digit is for this one
                self.cursor.select_item(&a.id);
                give(ctx, a, who, dots_on(a, who).saturating_add(1))
            }
            (Command::Toggle, Some(a)) => give(ctx, a, who, dots_on(a, who).saturating_add(1)),
            (Command::Keep, _) => {
                self.voter = None;
                let has_voted = |p: &Participant| dots_given(ctx.session, &p.id) > 0;
                if ctx.session.participants.iter().all(has_voted) {
                    Reply::Say(format!(
                        "Everybody has given dots. {} reveals them.",
                        hint_in(Scope::Actions, Command::Hide)
                    ))
                } else {
                    choose_voter(ctx)
                }
            }
            (Command::Cancel, _) => {
                self.voter = None;
                Reply::Say(format!(
                    "The dots are kept. {} lets the next person vote, {} reveals the dots.",
                    hint_in(Scope::Actions, Command::Vote),
                    hint_in(Scope::Actions, Command::Hide)
                ))
            }
            _ => return None,
        })
    }
}

/// Dots of a person on an action.
pub(super) fn dots_on(action: &Action, who: &Id) -> u8 {
    action.dots.get(who).copied().unwrap_or(0)
}

/// Asks who gives dots next.
pub(super) fn choose_voter(ctx: &Ctx) -> Reply {
    let budget = dot_budget(ctx.session.actions.len());
    let choices: Vec<Choice> = Side::BOTH
        .into_iter()
        .flat_map(|s| ctx.session.people(s))
        .map(|p| {
            let given = dots_given(ctx.session, &p.id);
            Choice::new(
                ctx.session.name_on_side(p),
                Reply::GoToKind(Kind::Actions, Some(p.id.clone())),
            )
            .on_side(p.side)
            .ticked(given > 0)
            .hint(format!("{given} of {budget} given"))
        })
        .collect();
    if choices.is_empty() {
        return Reply::Say(
            "Dots are given by people: add participants in the step Welcome first.".to_owned(),
        );
    }
    let at = choices.iter().position(|c| !c.ticked).unwrap_or(0);
    Reply::Choose(Picker {
        title: format!("Who gives dots now? Each person has {budget}; the others look away."),
        choices,
        at,
        many: false,
    })
}

/// Puts this many dots of a person on an action, if so many are left.
fn give(ctx: &Ctx, action: &Action, who: &Id, dots: u8) -> Reply {
    let budget = dot_budget(ctx.session.actions.len());
    let given = dots_given(ctx.session, who);
    let elsewhere = given - u32::from(dots_on(action, who));
    if elsewhere + u32::from(dots) > budget {
        let left = usize::try_from(budget.saturating_sub(given)).unwrap_or(0);
        let left = match left {
            0 => "No dot is left".to_owned(),
            _ => format!("Only {} left", count_with_verb(left, "dot", "is", "are")),
        };
        return Reply::Say(format!(
            "{left} of {budget}. 0 takes the dots off another action."
        ));
    }
    let edit = change(action, |a| {
        if dots == 0 {
            a.dots.remove(who);
        } else {
            a.dots.insert(who.clone(), dots);
        }
    });
    Reply::Edit("gave dots".to_owned(), edit)
}
