//! How a session is come to: the library, the cards of agendas, the first form, the text that was
//! being typed when the program was ended.

use super::msg::Effect;
use super::overlays::{FormState, Overlay, PickerState, PromptKind, Question};
use super::screens::Screen;
use super::screens::cards::Cards;
use super::screens::tasks::Tasks;
use super::{App, Leaving};
use crate::domain::{Agenda, Id, Session, SessionRef, Summary, Typing};
use crate::keys::Command;
use crate::steps::{Choice, Picker, Reply};
use crate::text::Buffer;
use jiff::Timestamp;
use std::path::PathBuf;

/// The questions that lead to a method (domain.md 0.1).
const ROUTER: [&str; 4] = [
    "Have the two organisations worked together before?",
    "Does your side see the other one as key?",
    "Does the other side see yours as key?",
    "Can both send a team of several functions and levels for a day and a half?",
];

/// The question at this place; `all` says whether every answer so far was yes.
fn router(at: usize, all: bool) -> Picker {
    let next = |yes: bool| {
        match at + 1 {
        n if n < ROUTER.len() => Reply::Choose(router(n, all && yes)),
        _ if all && yes => Reply::All(vec![
            Reply::Go("card", Some(Id::new("partnership-model"))),
            Reply::Say("The Partnership Model fits: there is a history, both find the other key, and both can give it the time.".to_owned()),
        ]),
        _ => Reply::All(vec![
            Reply::Go("card", Some(Id::new("collaboration"))),
            Reply::Say("The collaboration workshop fits: it needs no history, and works where one side matters more to the other.".to_owned()),
        ]),
    }
    };
    let choices = vec![
        Choice::new("yes", next(true)),
        Choice::new("no", next(false)),
    ];
    let question = ROUTER.get(at).copied().unwrap_or_default();
    Picker {
        title: format!("{} of {}: {question}", at + 1, ROUTER.len()),
        choices,
        at: 0,
        many: false,
    }
}

fn open_actions(n: usize) -> String {
    if n == 1 {
        "1 open action".to_owned()
    } else {
        format!("{n} open actions")
    }
}

impl App {
    pub(super) fn run_library(&mut self, command: Command) {
        let Screen::Library(library) = &mut self.screen else {
            return;
        };
        if library.find.is_some() {
            match command {
                Command::Choose => self.open_selected(),
                Command::Cancel => library.find = None,
                _ if library.step(command) => {}
                _ => self.edit_text(command),
            }
            return;
        }
        if library.step(command) {
            return;
        }
        let selected = library.selected().cloned();
        match (command, selected) {
            (Command::Open, Some(_)) => self.open_selected(),
            (Command::New, _) => {
                self.screen = Screen::Cards(Cards::default());
                if !self.catalog.faults.is_empty() {
                    self.say(self.catalog.faults.join(" "));
                }
            }
            (Command::Tasks, _) => {
                self.screen = Screen::Tasks(Tasks::default());
                self.effects.push(Effect::ListTasks);
            }
            (Command::History, Some(e)) => self.effects.push(Effect::History(e.path)),
            (Command::Versions, Some(e)) => self.effects.push(Effect::ListVersions(e.path)),
            (Command::FollowUp, Some(e)) => self.offer_follow_up(&e),
            (Command::Export, _) => self.offer_export(),
            (Command::Find, _) => library.find = Some(Buffer::default()),
            (Command::Sample, _) => {
                let choices = self
                    .catalog
                    .agendas
                    .iter()
                    .filter(|a| crate::catalog::sample(&a.id).is_some());
                let choices: Vec<Choice> = choices
                    .map(|a| {
                        Choice::new(&a.title, Reply::Go("sample", Some(Id::new(&a.id))))
                            .hint(if a.solo { "alone" } else { "both sides" })
                    })
                    .collect();
                self.overlays.push(Overlay::Picker(PickerState::new(Picker {
                    title: "Which sample? It opens on a copy.".to_owned(),
                    choices,
                    at: 0,
                    many: false,
                })));
            }
            (Command::OpenFile, _) => self.prompt(
                "Open which file?",
                "the path of a session file; it stays where it is",
                "",
                PromptKind::OpenFile,
            ),
            (Command::Duplicate, Some(e)) => {
                let id = self.ids.fresh();
                self.effects.push(Effect::Duplicate(e.path, id));
            }
            (Command::Rename, Some(e)) => self.prompt(
                "What is it called?",
                "the title of the session; its file keeps its name",
                &e.title,
                PromptKind::Rename(e.path.clone()),
            ),
            (Command::Bin, Some(e)) => self.effects.push(Effect::Bin(e.path)),
            (Command::Undo, _) => self.effects.push(Effect::Unbin),
            (Command::ShowBin, _) => self.leave(Leaving::ToBin),
            (Command::Leave, _) => self.leave(Leaving::ToLibrary),
            (Command::Restore, Some(e)) => self.effects.push(Effect::Restore(e.path)),
            (Command::EmptyBin, Some(_)) => {
                let text = "Delete for ever what is in the bin, with its earlier versions? This cannot be undone.".to_owned();
                self.overlays.push(Overlay::Question(Question {
                    text,
                    yes: Effect::EmptyBin,
                }));
            }
            (
                Command::Open
                | Command::FollowUp
                | Command::History
                | Command::Versions
                | Command::Duplicate
                | Command::Rename
                | Command::Bin,
                None,
            ) => self.say("There is no session yet. n makes one, s opens the sample."),
            (Command::Restore | Command::EmptyBin, None) => self.say("The bin is empty."),
            _ => {}
        }
    }

    /// Offers the earlier versions of a session of the library.
    pub(super) fn offer_versions(&mut self, path: PathBuf, all: Vec<(Timestamp, Summary)>) {
        if all.is_empty() {
            return self.say("No earlier version is kept yet: the first one is kept at the first change after opening.");
        }
        let zone = self.now.time_zone().clone();
        let choice = |(n, (until, s)): (usize, &(Timestamp, Summary))| {
            let when = until.to_zoned(zone.clone()).strftime("%a %-d %b %H:%M");
            let says = s.fault.clone().unwrap_or_else(|| {
                format!(
                    "step {} of {}, {}",
                    s.step.0,
                    s.step.1,
                    open_actions(s.open_actions.len())
                )
            });
            Choice::new(
                format!("until {when}"),
                Reply::Go("version", Some(Id::new(n.to_string()))),
            )
            .hint(says)
        };
        let choices = all.iter().enumerate().map(choice).collect();
        self.versions = Some((path, all.into_iter().map(|v| v.1.path).collect()));
        let title =
            "Put which version back? What is there now becomes a version itself.".to_owned();
        self.overlays.push(Overlay::Picker(PickerState::new(Picker {
            title,
            choices,
            at: 0,
            many: false,
        })));
    }

    pub(super) fn go_back(&mut self, n: &Id) {
        let Some((path, all)) = self.versions.take() else {
            return;
        };
        if let Some(version) = n.as_str().parse::<usize>().ok().and_then(|n| all.get(n)) {
            self.effects.push(Effect::GoBack(path, version.clone()));
        }
    }

    /// Offers the agendas a relationship is reviewed with.
    fn offer_follow_up(&mut self, e: &Summary) {
        // alone, the same questions are asked again, to see what has changed
        let fits = |a: &&Agenda| {
            if e.solo {
                a.id == e.agenda
            } else {
                a.steps.iter().any(|s| s.kind == "review")
            }
        };
        let reviews = self.catalog.agendas.iter().filter(fits);
        let choices: Vec<Choice> = reviews
            .map(|a| {
                let reply = Reply::Go("follow-up", Some(Id::new(&a.id)));
                Choice::new(&a.title, reply).hint(crate::domain::schedule::minutes(a.minutes()))
            })
            .collect();
        if choices.is_empty() {
            self.say("There is no agenda to follow it up with: its own is not among yours.");
            return;
        }
        self.follow = Some(e.path.clone());
        let title = "Follow up with which agenda? What is open goes along; the earlier file stays as it is.".to_owned();
        self.overlays.push(Overlay::Picker(PickerState::new(Picker {
            title,
            choices,
            at: 0,
            many: false,
        })));
    }

    /// Makes the session that follows the chosen one.
    pub(super) fn follow_up(&mut self, agenda: &Id) {
        let agenda = self
            .catalog
            .agendas
            .iter()
            .find(|a| a.id == agenda.as_str())
            .cloned();
        if let (Some(path), Some(agenda)) = (self.follow.take(), agenda) {
            self.ask_open(Effect::FollowUp(path, Box::new(agenda)));
        }
    }

    /// Lights the card of an agenda.
    pub(super) fn light_card(&mut self, agenda: &Id) {
        let at = self
            .catalog
            .agendas
            .iter()
            .position(|a| a.id == agenda.as_str());
        if let (Screen::Cards(cards), Some(at)) = (&mut self.screen, at) {
            cards.click(at);
        }
    }

    pub(super) fn run_tasks(&mut self, command: Command) {
        let Screen::Tasks(tasks) = &mut self.screen else {
            return;
        };
        if tasks.step(command) {
            return;
        }
        let selected = tasks.selected().cloned();
        match (command, selected) {
            (Command::Leave | Command::Cancel, _) => self.leave(Leaving::ToLibrary),
            (Command::Toggle, Some(t)) => self.effects.push(Effect::Tick(
                t.path,
                t.id,
                t.status == crate::domain::Status::Open,
            )),
            (Command::Open, Some(t)) => {
                self.ask_open(Effect::Open(SessionRef::Path(t.path.clone())))
            }
            (_, None) => self.say("There is no action here."),
            _ => {}
        }
    }

    fn open_selected(&mut self) {
        let Screen::Library(library) = &self.screen else {
            return;
        };
        if let Some(other) = library
            .selected()
            .filter(|e| e.another_of.is_some())
            .cloned()
        {
            return self.offer_merge(&other);
        }
        // a damaged one too: opening it tells where the last good version is
        if let Some(path) = library.selected().map(|e| e.path.clone()) {
            self.ask_open(Effect::Open(SessionRef::Path(path)));
        }
    }

    /// Another version of a session: its file is merged into the one that counts, or looked at.
    fn offer_merge(&mut self, other: &Summary) {
        let go = |word| Reply::Go(word, Some(Id::new(other.path.to_string_lossy())));
        let choices = vec![
            Choice::new("Bring in what it has more", go("merge")).hint("then it goes to the bin"),
            Choice::new("Open it as it is", go("open-other")).hint("nothing is merged"),
        ];
        let title =
            "This is another version of a session. What differs stays as it is there.".to_owned();
        self.overlays.push(Overlay::Picker(PickerState::new(Picker {
            title,
            choices,
            at: 0,
            many: false,
        })));
    }

    pub(super) fn merge(&mut self, other: &Id) {
        let Screen::Library(library) = &self.screen else {
            return;
        };
        let of = library
            .shown()
            .into_iter()
            .find(|e| e.path.to_string_lossy() == other.as_str())
            .and_then(|e| e.another_of.clone());
        if let Some(path) = of {
            self.effects
                .push(Effect::TakeIn(path, PathBuf::from(other.as_str())));
        }
    }

    pub(super) fn run_cards(&mut self, command: Command) {
        let Screen::Cards(cards) = &mut self.screen else {
            return;
        };
        if cards.step(command, &self.catalog.agendas) {
            return;
        }
        match command {
            Command::Cancel => self.leave(Leaving::ToLibrary),
            Command::Suggest => self
                .overlays
                .push(Overlay::Picker(PickerState::new(router(0, true)))),
            Command::Choose => {
                if let Some(agenda) = cards.selected(&self.catalog.agendas).cloned() {
                    let title = agenda.title.clone();
                    let mut session = Session::new(
                        self.ids.fresh(),
                        &title,
                        agenda,
                        "",
                        "",
                        self.now.timestamp(),
                    );
                    // the next quarter of an hour, so that nobody has to type it
                    let minutes = i64::from(15 - self.now.minute() % 15);
                    let start = self
                        .now
                        .datetime()
                        .checked_add(jiff::Span::new().minutes(minutes))
                        .ok();
                    session.agenda.start =
                        start.map(|s| s.with().second(0).subsec_nanosecond(0).build().unwrap_or(s));
                    self.ask_open(Effect::Create(Box::new(session)));
                }
            }
            _ => {}
        }
    }

    /// A text that was being typed into a form is there again, in its form.
    pub(super) fn resume_form(&mut self, typing: &Typing) {
        let crate::domain::Place::Item(list, id) = &typing.place else {
            return;
        };
        let there = self.open().is_some_and(|o| {
            crate::domain::read_field(o.session(), &typing.place, "id").is_some()
                && o.editing.is_none()
        });
        if !there {
            return;
        }
        let form = crate::steps::form_of(*list, id);
        if let Some(at) = form.fields.iter().position(|(_, f)| f.name == typing.field) {
            self.fill(FormState::new(form));
            self.form_to(at);
        }
    }

    /// Opens the form of a session that was just made, with its title ready to be typed over.
    pub(super) fn set_up(&mut self) {
        let Some(solo) = self.open().map(|o| o.session().agenda.solo) else {
            return;
        };
        self.fill(FormState::new(crate::steps::session_form(solo)));
        if let Some(buffer) = self.buffer() {
            buffer.select_all();
        }
    }
}
