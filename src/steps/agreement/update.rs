//! What the keys of the step Agreement do.

use super::{Pane, SIGN_PANES, Screen, TERM_PANES, close, term_groups};
use crate::domain::findings::Check;
use crate::domain::*;
use crate::export::agreement as document;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::forms::term_form;
use crate::steps::groups::Spot;
use crate::steps::reply::{Choice, Editing, Picker, Reply, delete_item, move_item};
use crate::steps::{Ctx, pick};
use crate::widgets::movement::{PAGE, destination};
use serde_json::json;

/// Planned minutes of a step that a check adds.
const ADDED_MINUTES: u32 = 30;

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        match command {
            Command::NextPane => self.pane = self.pane.next(),
            Command::PreviousPane => self.pane = self.pane.previous(),
            Command::Preview => return Some(Reply::ShowDocument(document(ctx.session))),
            Command::AskAgain if self.pane != Pane::Signatures => self.pane = Pane::Signatures,
            Command::Close => return Some(close::close_or_reopen(ctx, &self.checks(ctx))),
            _ => {
                return match self.pane {
                    Pane::Ready => self.update_checks(command, ctx),
                    Pane::Terms => self.update_terms(command, ctx),
                    Pane::Signatures => self.update_signatures(command, ctx),
                };
            }
        }
        Some(Reply::Nothing)
    }

    fn update_terms(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let groups = term_groups(ctx);
        let range = 0..groups.len();
        if self.term.move_by(command, &groups, range) {
            return Some(Reply::Nothing);
        }
        let spot = self.term.nearest(&groups);
        let section = Section::ALL.get(spot.group).copied()?;
        let list: Vec<&Term> = ctx.session.terms_in(section).collect();
        let add = || {
            Reply::EditText(
                Editing::new(
                    ctx.ids,
                    List::Terms,
                    json!({"section": section}),
                    TERM_PANES + spot.group,
                )
                .then(Command::Add),
            )
        };
        Some(match (command, list.get(spot.item)) {
            (Command::Add, _) | (Command::Edit, None) => add(),
            (Command::Edit, Some(t)) => {
                let form = term_form(t);
                if form.fields.len() > 1 {
                    Reply::OpenForm(form)
                } else {
                    Reply::EditText(
                        Editing::item(ctx.session, List::Terms, &t.id).then(Command::Add),
                    )
                }
            }
            (Command::Details, Some(t)) => Reply::OpenForm(term_form(t)),
            (Command::Delete, Some(t)) => delete_item(ctx.session, *t, &t.text),
            (Command::MoveUp, Some(_)) => {
                self.term.item = spot.item.saturating_sub(1);
                move_item(ctx.session, &list, spot.item, -1)
            }
            (Command::MoveDown, Some(_)) => {
                self.term.item = (spot.item + 1).min(list.len() - 1);
                move_item(ctx.session, &list, spot.item, 1)
            }
            (Command::Details | Command::Delete | Command::MoveUp | Command::MoveDown, None) => {
                let add = hint_in(Scope::Adding, Command::Add);
                Reply::Say(format!(
                    "This section is empty. {add} adds the first clause."
                ))
            }
            _ => return None,
        })
    }

    fn update_signatures(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let groups = self.sign_groups(ctx);
        if self.signature.move_by(command, &groups, 0..groups.len()) {
            return Some(Reply::Nothing);
        }
        let spot = self.signature.nearest(&groups);
        let side = Side::BOTH.get(spot.group).copied()?;
        let list: Vec<&SignOff> = ctx
            .session
            .sign_off
            .iter()
            .filter(|s| s.side == side)
            .collect();
        Some(match (command, list.get(spot.item)) {
            (Command::Add, _) | (Command::Edit, None) => sign(ctx, side),
            (Command::AskAgain, Some(s)) => sign_again(ctx, s),
            (Command::Edit | Command::Details, Some(s)) => pick::open_details(*s),
            (Command::Delete, Some(s)) => delete_item(ctx.session, *s, &s.name),
            (Command::MoveUp, Some(_)) => move_item(ctx.session, &list, spot.item, -1),
            (Command::MoveDown, Some(_)) => move_item(ctx.session, &list, spot.item, 1),
            (
                Command::Details
                | Command::Delete
                | Command::MoveUp
                | Command::MoveDown
                | Command::AskAgain,
                None,
            ) => {
                let add = hint_in(Scope::Adding, Command::Add);
                Reply::Say(format!(
                    "Nobody has signed here yet. {add} adds a signature."
                ))
            }
            _ => return None,
        })
    }

    fn update_checks(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let checks = self.checks(ctx);
        let last = checks.len().saturating_sub(1);
        self.check = self.check.min(last);
        if let Some(to) = destination(command, self.check, checks.len(), PAGE) {
            self.check = to;
            return Some(Reply::Nothing);
        }
        if command != Command::Jump {
            return None;
        }
        let check = checks.get(self.check)?;
        if check.kind == Kind::Agreement && check.first.is_none() {
            self.select_first_gap(ctx, check);
        }
        Some(go_to(ctx, check))
    }

    /// Selects the first section without a clause, or the first side that has not signed: what
    /// `check` says is missing is on this screen.
    fn select_first_gap(&mut self, ctx: &Ctx, check: &Check) {
        self.pane = if check.list == List::SignOff {
            Pane::Signatures
        } else {
            Pane::Terms
        };
        let section = Section::ALL
            .iter()
            .position(|s| ctx.session.terms_in(*s).next().is_none());
        let side = Side::BOTH
            .iter()
            .position(|s| !ctx.session.sign_off.iter().any(|x| x.side == *s));
        let first_of = |group: Option<usize>| Spot {
            group: group.unwrap_or(0),
            item: 0,
        };
        self.term = first_of(section);
        self.signature = first_of(side);
    }
}

/// Goes to where what `check` is about can be changed.
pub(super) fn go_to(ctx: &Ctx, check: &Check) -> Reply {
    let first = check.first.clone();
    if !ctx
        .session
        .agenda
        .steps
        .iter()
        .any(|s| s.kind == check.kind)
    {
        return offer_step(ctx, &check.kind);
    }
    match (check.kind.clone(), first) {
        // the expectation itself is not in the list of goals
        (Kind::Goals, Some(id)) if ctx.session.get::<Expectation>(&id).is_some() => {
            let says = format!(
                "{} is in no goal yet: {} makes a goal from it, {} adds it to the selected one.",
                ctx.session.label(List::Expectations, &id),
                hint_in(Scope::Goals, Command::MakeGoal),
                hint_in(Scope::Goals, Command::Link)
            );
            Reply::All(vec![Reply::GoToKind(Kind::Goals, None), Reply::Say(says)])
        }
        (Kind::Agreement, Some(_)) => Reply::RunCommand(Command::ShowParked),
        (Kind::Agreement, None) => Reply::Nothing,
        (Kind::Expectations, None) => {
            // to the list that is too short
            let side = Side::BOTH
                .into_iter()
                .find(|s| ctx.session.expectations_of(*s).count() < 3);
            let step = ctx
                .session
                .agenda
                .steps
                .iter()
                .find(|s| s.kind == Kind::Expectations && (side.is_none() || s.side == side));
            step.map_or(Reply::GoToKind(Kind::Expectations, None), |s| {
                Reply::GoToStep(s.id.clone())
            })
        }
        // the goal itself is not in the list where it gets its metric or action
        (kind @ (Kind::Metrics | Kind::Actions), Some(id))
            if ctx.session.get::<Goal>(&id).is_some() =>
        {
            let (scope, noun) = if kind == Kind::Metrics {
                (Scope::Metrics, "metric")
            } else {
                (Scope::Actions, "action")
            };
            let says = format!(
                "{} has no {noun} yet: {} adds one, {} links an existing one to it.",
                ctx.session.label(List::Goals, &id),
                hint_in(Scope::Adding, Command::Add),
                hint_in(scope, Command::ChooseGoal)
            );
            Reply::All(vec![Reply::GoToKind(kind, None), Reply::Say(says)])
        }
        (kind, item) => Reply::GoToKind(kind, item),
    }
}

/// Offers to add a step of this kind, which the agenda lacks, before this one.
fn offer_step(ctx: &Ctx, kind: &Kind) -> Reply {
    let mut title = kind.name().to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let id = ctx.ids.fresh();
    let step = Step {
        id: id.clone(),
        kind: kind.clone(),
        title: title.clone(),
        minutes: ADDED_MINUTES,
        ..Step::default()
    };
    let insert = Edit::Insert {
        list: List::Steps,
        at: ctx.session.step_index(),
        item: json!(step),
    };
    let label = format!("added the step “{title}”");
    let add = Reply::All(vec![Reply::Edit(label, insert), Reply::GoToStep(id)]);
    let minutes = schedule::format_minutes(ADDED_MINUTES);
    Reply::Choose(Picker {
        title: format!("This agenda has no step “{title}”. Add it?"),
        choices: vec![
            Choice::new("add it before this step, and go there", add).hint(minutes),
            Choice::new("leave the agenda as it is", Reply::Nothing),
        ],
        at: 0,
        many: false,
    })
}

/// Signs the content as it is now.
fn sign_again(ctx: &Ctx, signature: &SignOff) -> Reply {
    let content = ctx.session.agreed_content();
    if signature.content.as_ref() == Some(&content) {
        return Reply::Say(format!(
            "Nothing has changed since {} signed.",
            signature.name
        ));
    }
    let edit = change(signature, |s| {
        s.content = Some(content);
        s.date = Some(ctx.today());
    });
    Reply::Edit(format!("{} signed again", signature.name), edit)
}

/// Asks who signs for `side`.
fn sign(ctx: &Ctx, side: Side) -> Reply {
    let mut choices: Vec<Choice> = ctx
        .session
        .people(side)
        .filter(|p| {
            !ctx.session
                .sign_off
                .iter()
                .any(|s| s.side == side && s.name == ctx.session.name_on_side(p))
        })
        .map(|p| {
            let signature = SignOff {
                id: ctx.ids.fresh(),
                side,
                name: ctx.session.name_on_side(p).into_owned(),
                role: p.role.clone(),
                date: Some(ctx.today()),
                content: Some(ctx.session.agreed_content()),
                extra: Extra::default(),
            };
            Choice::new(
                ctx.session.name_on_side(p),
                Reply::Edit(format!("{} signed", p.name), insert(&signature)),
            )
            .on_side(side)
            .hint(&p.role)
        })
        .collect();
    let pane = SIGN_PANES + side as usize;
    let other = Editing::new(
        ctx.ids,
        List::SignOff,
        json!({
            "side": side,
            "date": ctx.today(),
            "content": ctx.session.agreed_content(),
        }),
        pane,
    );
    if choices.is_empty() {
        return Reply::EditText(other);
    }
    choices.push(Choice::new("somebody else", Reply::EditText(other)).always());
    Reply::Choose(Picker {
        title: format!("Who signs for {}?", ctx.session.side_name(side)),
        choices,
        at: 0,
        many: false,
    })
}
