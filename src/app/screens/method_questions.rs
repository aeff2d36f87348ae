//! The questions that lead to an agenda, as lists of choices.
//! `docs/method.md`, "Choosing a method".

use crate::catalog::{Advice, Ask, Router, Then};
use crate::domain::Agenda;
use crate::steps::{Choice, LibraryRequest, Picker, Reply};

/// The first of the questions.
pub(super) fn method_questions(router: &Router, agendas: &[Agenda]) -> Picker {
    Questions { router, agendas }.yes_or_no(&[])
}

struct Questions<'a> {
    router: &'a Router,
    agendas: &'a [Agenda],
}

impl Questions<'_> {
    /// The yes-or-no question after these answers; the first one can be left for the situations.
    fn yes_or_no(&self, answers: &[bool]) -> Picker {
        let at = answers.len();
        let next = |yes: bool| {
            let answers = [answers, &[yes]].concat();
            if answers.len() < self.router.questions.len() {
                return Reply::Choose(self.yes_or_no(&answers));
            }
            let advice = self.router.advice(&answers);
            advice.map_or(Reply::Nothing, |advice| self.advise(advice))
        };
        let mut choices = vec![
            Choice::new("yes", next(true)),
            Choice::new("no", next(false)),
        ];
        if at == 0 {
            let situations = self.ask(&self.router.situations, true);
            choices.push(Choice::new(
                &self.router.otherwise,
                Reply::Choose(situations),
            ));
        }
        let question = self.router.questions.get(at).map_or("", String::as_str);
        let count = self.router.questions.len();
        picker(format!("{} of {count}: {question}", at + 1), choices)
    }

    /// A question of the tree of situations; the first one has the agendas the tree does not know.
    fn ask(&self, ask: &Ask, is_first: bool) -> Picker {
        let mut choices: Vec<Choice> = ask
            .choices
            .iter()
            .map(|choice| {
                let reply = match &choice.then {
                    Then::Ask { ask } => Reply::Choose(self.ask(ask, false)),
                    Then::Advice(advice) => self.advise(advice),
                };
                Choice::new(&choice.text, reply)
            })
            .collect();
        let known = self.router.agendas();
        let own = |a: &&Agenda| is_first && !known.contains(&a.id.as_str());
        choices.extend(self.agendas.iter().filter(own).map(|a| {
            let says = format!("“{}” is an agenda of your own. {}", a.title, a.purpose);
            Choice::new(format!("what “{}” is for", a.title), select(&a.id, says))
        }));
        picker(ask.question.clone(), choices)
    }

    /// Selects the card of the agenda and says why, and which is the second best.
    fn advise(&self, advice: &Advice) -> Reply {
        let second = format!(
            "Second best is “{}”: {}.",
            self.title(&advice.second),
            advice.second_why
        );
        match &advice.agenda {
            Some(agenda) => {
                let title = self.title(agenda);
                select(agenda, format!("“{title}” fits: {}. {second}", advice.why))
            }
            None => select(
                &advice.second,
                format!("Keep a good contract: {}. {second}", advice.why),
            ),
        }
    }

    fn title<'b>(&'b self, id: &'b str) -> &'b str {
        let agenda = self.agendas.iter().find(|a| a.id == id);
        agenda.map_or(id, |a| a.title.as_str())
    }
}

fn picker(title: String, choices: Vec<Choice>) -> Picker {
    Picker {
        title,
        choices,
        at: 0,
        many: false,
    }
}

fn select(agenda: &str, why: String) -> Reply {
    Reply::All(vec![
        Reply::Library(LibraryRequest::SelectAgenda(agenda.to_owned())),
        Reply::Say(why),
    ])
}
