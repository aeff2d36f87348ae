//! What the keys of a questionnaire do.

use super::{Screen, answer_keys, results};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{Concern, Rater, answer, answered, is_answered, is_hidden};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::Ctx;
use crate::steps::make_action::make_action;
use crate::steps::reply::{Choice, Editing, Picker, Reply};
use crate::text;
use crate::widgets::movement::{PAGE, destination};
use serde_json::json;

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let (q, raters) = Self::parts(ctx)?;
        let panes = raters.len() + 1;
        let by = match command {
            Command::NextPane => 1,
            Command::PreviousPane => panes - 1,
            _ => {
                return match raters.get(self.pane) {
                    Some(rater) => self.update_answers(command, ctx, q, rater),
                    None if is_hidden(ctx.session, q) => {
                        Some(update_before_reveal(command, ctx, q, &raters))
                    }
                    None => self.update_results(command, ctx, q),
                };
            }
        };
        self.open_pane(ctx, (self.pane.min(panes - 1) + by) % panes);
        Some(Reply::Nothing)
    }

    fn update_answers(
        &mut self,
        command: Command,
        ctx: &Ctx,
        q: &Questionnaire,
        rater: &Rater,
    ) -> Option<Reply> {
        if self.hides_own_answers(ctx, q) && command != Command::Hide {
            let show = hint_in(Scope::Hidden, Command::Hide);
            return Some(Reply::Say(format!(
                "The answers are hidden. {show} shows them."
            )));
        }
        let last = q.items.len().saturating_sub(1);
        self.item = self.item.min(last);
        if let Some(to) = destination(command, self.item, q.items.len(), PAGE) {
            self.item = to;
            return Some(Reply::Nothing);
        }
        let item = q.items.get(self.item)?;
        Some(match command {
            Command::Hide if !is_hidden(ctx.session, q) => {
                Reply::Say("Nothing is hidden here: every answer is shown.".to_owned())
            }
            Command::Hide => {
                self.own_answers_hidden = !self.own_answers_hidden;
                Reply::Nothing
            }
            Command::Comment => Reply::EditText(comment(ctx, q, rater, item)),
            Command::Score(digit) => {
                let scale = q.scale(item)?;
                match scale.by_digit(digit) {
                    Some(value) => {
                        self.item = (self.item + 1).min(last);
                        answer_edit(ctx, q, rater, item, Some(value), false)
                    }
                    None => Reply::Say(format!(
                        "That is not an answer to this question. Answers: {}.",
                        answer_keys(scale)
                    )),
                }
            }
            Command::NotApplicable if q.scale(item).is_some_and(|s| s.allow_na) => {
                self.item = (self.item + 1).min(last);
                answer_edit(ctx, q, rater, item, None, true)
            }
            Command::NotApplicable => Reply::Say("This question always applies.".to_owned()),
            Command::Delete => answer_edit(ctx, q, rater, item, None, false),
            Command::NextOpen => match next_unanswered(ctx, q, rater, self.item) {
                Some(n) => {
                    self.item = n;
                    Reply::Nothing
                }
                None => {
                    let next = hint_in(Scope::Panes, Command::NextPane);
                    Reply::Say(format!(
                        "Everything is answered. {next} goes to the next part."
                    ))
                }
            },
            _ => return None,
        })
    }

    fn update_results(&mut self, command: Command, ctx: &Ctx, q: &Questionnaire) -> Option<Reply> {
        let concerns = results::entries(ctx.session, q);
        let last = concerns.len().saturating_sub(1);
        self.concern = self.concern.min(last);
        if let Some(to) = destination(command, self.concern, concerns.len(), PAGE) {
            self.concern = to;
            return Some(Reply::Nothing);
        }
        Some(match command {
            Command::MakeAction => match concerns.get(self.concern) {
                Some(concern) => make_action_of(ctx, concern),
                None => Reply::Say("There is nothing to act on.".to_owned()),
            },
            Command::Hide => Reply::Say("The answers are already revealed.".to_owned()),
            _ => return None,
        })
    }
}

/// The next item after `at` without an answer, from the top again after the last.
fn next_unanswered(ctx: &Ctx, q: &Questionnaire, rater: &Rater, at: usize) -> Option<usize> {
    (1..=q.items.len())
        .map(|n| (at + n) % q.items.len())
        .find(|n| {
            q.items
                .get(*n)
                .is_some_and(|i| !is_answered(ctx.session, q, &rater.id, i))
        })
}

/// The editor of the comment on an answer, which is made with the first letter if there is none.
fn comment(ctx: &Ctx, q: &Questionnaire, rater: &Rater, item: &Item) -> Editing {
    match answer(ctx.session, &q.id, &rater.id, &item.id) {
        Some(there) => Editing::item(ctx.session, List::Ratings, &there.id),
        None => {
            let new = json!({"questionnaire": q.id, "column": rater.id, "item": item.id});
            Editing::new(ctx.ids, List::Ratings, new, 0)
        }
    }
}

/// Sets an answer; without a value and applicable, takes it back.
fn answer_edit(
    ctx: &Ctx,
    q: &Questionnaire,
    rater: &Rater,
    item: &Item,
    value: Option<f64>,
    na: bool,
) -> Reply {
    let label = if value.is_some() || na {
        "answered"
    } else {
        "took the answer back"
    };
    let edit = scoring::rate(ctx.session, ctx.ids, q, &rater.id, &item.id, (value, na));
    let question = text::one_line(&item.text);
    Reply::Edit(format!("{label}: {}", text::clip(&question, 40)), edit)
}

/// The results before the reveal: the only command is to reveal them. While a side has answered
/// nothing, it asks.
fn update_before_reveal(command: Command, ctx: &Ctx, q: &Questionnaire, raters: &[Rater]) -> Reply {
    if command != Command::Hide {
        let reveal = hint_in(Scope::Reveal, Command::Hide);
        return Reply::Say(format!(
            "The answers are still hidden. {reveal} reveals them when both sides are ready."
        ));
    }
    let mut steps = ctx.session.progress.revealed_answers.clone();
    steps.push(ctx.step.id.clone());
    let reveal = Reply::All(vec![
        Reply::SetProgress(set_field(Place::Progress, "revealed_answers", json!(steps))),
        Reply::Say("The answers of both sides are revealed.".to_owned()),
    ]);
    let mut silent = raters.iter().enumerate();
    let silent = silent.find(|(_, r)| answered(ctx.session, q, &r.id) == 0);
    let Some((pane, rater)) = silent else {
        return reveal;
    };
    // the results are the last part: the first one comes after it
    let go = match pane {
        0 => Command::NextPane,
        _ => Command::PreviousPane,
    };
    let title = format!(
        "{} has answered nothing yet. Reveal all the same?",
        rater.title
    );
    let answer_first = format!("no, go to the questions of {}", rater.title);
    Reply::Choose(Picker {
        title,
        choices: vec![
            Choice::new(answer_first, Reply::RunCommand(go)),
            Choice::new("yes, reveal the answers", reveal),
        ],
        at: 0,
        many: false,
    })
}

/// Makes an action of a concern.
fn make_action_of(ctx: &Ctx, concern: &Concern) -> Reply {
    let words = if concern.action.is_empty() {
        format!("Settle: {}", concern.text.trim_end_matches('.'))
    } else {
        concern.action.clone()
    };
    make_action(ctx, &words, &concern.origin)
}
