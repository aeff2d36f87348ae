//! The library: every session, what needs attention, and the bin.

mod view;

use super::portfolio::Portfolio;
use super::session::SessionScreen;
use super::tasks::Tasks;
use super::{Screen, cards::Cards};
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::leaving::Leaving;
use crate::app::msg::{Effect, Source};
use crate::app::overlays::{Picker, Prompt, PromptPurpose, Question};
use crate::catalog;
use crate::domain::{Agenda, Kind, Summary, schedule};
use crate::keys::{Command, Scope, hint_in};
use crate::steps::{self, Choice, LibraryRequest, Reply};
use crate::text::{Buffer, Sentence};
use crate::widgets::{Painter, movement};
use ratatui::layout::Rect;
use std::path::PathBuf;

/// The library screen.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The sessions; none until they are read.
    pub entries: Option<Result<Vec<Summary>, Sentence>>,
    /// The words looked for, while finding.
    pub find: Option<Buffer>,
    /// True if this is the bin.
    pub in_bin: bool,
    at: usize,
}

impl Library {
    /// The library, or the bin.
    #[must_use]
    pub fn new(in_bin: bool) -> Self {
        Self {
            in_bin,
            ..Self::default()
        }
    }

    /// The entries that match what is looked for.
    #[must_use]
    pub fn shown(&self) -> Vec<&Summary> {
        let all = self.entries.as_ref().and_then(|e| e.as_ref().ok());
        let wanted = self.find.as_ref().map_or("", Buffer::text);
        let all = all.into_iter().flatten();
        all.filter(|e| e.is_called(wanted)).collect()
    }

    /// The selected entry.
    #[must_use]
    pub fn selected(&self) -> Option<&Summary> {
        let shown = self.shown();
        shown
            .get(self.at.min(shown.len().saturating_sub(1)))
            .copied()
    }

    /// Why there is no entry to do something with.
    fn why_none_selected(&self) -> String {
        match &self.entries {
            None if self.in_bin => "The bin is still being read.".to_owned(),
            None => "The library is still being read.".to_owned(),
            Some(Err(why)) => why.to_string(),
            Some(Ok(_)) if self.in_bin => "The bin is empty.".to_owned(),
            Some(Ok(_)) => format!(
                "There is no session yet. {} makes one, {} opens the sample.",
                hint_in(Scope::Library, Command::New),
                hint_in(Scope::Library, Command::Sample)
            ),
        }
    }

    /// Moves the selection; false if the command is no movement.
    fn move_selection(&mut self, command: Command) -> bool {
        let to = movement::destination(command, self.at, self.shown().len(), movement::PAGE);
        self.at = to.unwrap_or(self.at);
        to.is_some()
    }

    /// Carries out a command that needs no session.
    fn run_anywhere(&mut self, command: Command, cx: &mut Context) {
        match command {
            Command::New => {
                cx.ask(Request::Show(Box::new(Screen::Cards(Cards::default()))));
                if !cx.catalog.faults.is_empty() {
                    let faults = cx.catalog.faults.iter().map(ToString::to_string);
                    let faults: Vec<String> = faults.collect();
                    cx.say(faults.join(" "));
                }
            }
            Command::Tasks => cx.ask(Request::Show(Box::new(Screen::Tasks(Tasks::default())))),
            Command::Portfolio => {
                let screen = Screen::Portfolio(Portfolio::default());
                cx.ask(Request::Show(Box::new(screen)));
            }
            Command::Export => cx.ask(Request::OfferExport),
            Command::Find => self.find = Some(Buffer::default()),
            Command::Sample => offer_samples(cx),
            Command::OpenFile => cx.open(Prompt::new(PromptPurpose::OpenFile, "")),
            Command::Undo => cx.effects.push(Effect::Unbin),
            Command::ShowBin => cx.ask(Request::Leave(Leaving::ToBin)),
            Command::Leave => cx.ask(Request::Leave(Leaving::ToLibrary)),
            _ => {}
        }
    }

    /// Carries out a command on the selected session.
    fn run_on(e: Summary, command: Command, cx: &mut Context) {
        match command {
            Command::Open => open(&e, cx),
            Command::History => cx.effects.push(Effect::History(e.path)),
            Command::Versions => cx.effects.push(Effect::ListVersions(e.path)),
            Command::FollowUp => offer_follow_up(&e, cx),
            Command::Duplicate => {
                let id = cx.ids.fresh();
                cx.effects.push(Effect::Duplicate(e.path, id));
            }
            Command::Rename => {
                let purpose = PromptPurpose::Rename(e.path.clone());
                cx.open(Prompt::new(purpose, &e.title));
            }
            Command::Bin => cx.effects.push(Effect::Bin(e.path)),
            Command::Restore => cx.effects.push(Effect::Restore(e.path)),
            Command::EmptyBin => cx.open(Question {
                text: "Empty the bin for good, with all earlier versions of its sessions? This \
                       cannot be undone."
                    .to_owned(),
                yes: Effect::EmptyBin,
            }),
            _ => {}
        }
    }
}

impl Component for Library {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        if self.find.is_some() {
            ActiveKeys::typing([Scope::Search, Scope::Text])
        } else if self.in_bin {
            ActiveKeys::keys([Scope::Bin])
        } else {
            ActiveKeys::keys([Scope::Library])
        }
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        if self.find.is_some() {
            match command {
                Command::Choose => {
                    if let Some(e) = self.selected() {
                        open(e, cx);
                    }
                }
                Command::Cancel => self.find = None,
                _ if self.move_selection(command) => {}
                _ => cx.ask(Request::EditText(command)),
            }
            return;
        }
        if self.move_selection(command) {
            return;
        }
        match (command, self.selected().cloned()) {
            (
                Command::Open
                | Command::History
                | Command::Versions
                | Command::FollowUp
                | Command::Duplicate
                | Command::Rename
                | Command::Bin
                | Command::Export
                | Command::Restore
                | Command::EmptyBin,
                None,
            ) => cx.say(self.why_none_selected()),
            (
                Command::New
                | Command::Tasks
                | Command::Portfolio
                | Command::Export
                | Command::Find
                | Command::Sample
                | Command::OpenFile
                | Command::Undo
                | Command::ShowBin
                | Command::Leave,
                _,
            ) => self.run_anywhere(command, cx),
            (_, Some(e)) => Self::run_on(e, command, cx),
            (_, None) => {}
        }
    }

    fn buffer<'a>(&'a mut self, _: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        self.find.as_mut()
    }

    fn click(&mut self, _: usize, row: usize, _: Option<&mut SessionScreen>, cx: &mut Context) {
        // a second click opens what the first one selected; out of the bin nothing comes by a click
        if std::mem::replace(&mut self.at, row) == row
            && !self.in_bin
            && let Some(e) = self.selected()
        {
            open(e, cx);
        }
    }

    fn draw(&self, _: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect) {
        self.view(p, area, &cx.now);
    }

    fn export_source(&self) -> Option<Source> {
        self.selected().map(|s| Source::At(s.path.clone()))
    }
}

/// Opens a session; a damaged one too: opening it tells where the last good version is. A conflict
/// copy is offered to be merged.
fn open(e: &Summary, cx: &mut Context) {
    match &e.another_of {
        Some(session) => offer_merge(session.clone(), e.path.clone(), cx),
        None => cx.ask(Request::Reply(Reply::Library(LibraryRequest::Open(
            e.path.clone(),
        )))),
    }
}

fn choose(title: &str, choices: Vec<Choice>, cx: &mut Context) {
    cx.open(Picker::new(steps::Picker {
        title: title.to_owned(),
        choices,
        at: 0,
        many: false,
    }));
}

fn offer_samples(cx: &mut Context) {
    let sample = |a: &Agenda| {
        let open = Reply::Library(LibraryRequest::OpenSample(a.id.clone()));
        Choice::new(&a.title, open).hint(if a.solo { "alone" } else { "both sides" })
    };
    let agendas = cx.catalog.agendas().iter();
    let with_sample = agendas.filter(|a| catalog::sample(&a.id).is_some());
    let choices = with_sample.map(sample).collect();
    choose("Which sample? It opens on a copy.", choices, cx);
}

/// Another version of a session: it is merged into the session, or looked at.
fn offer_merge(session: PathBuf, other: PathBuf, cx: &mut Context) {
    let open = Reply::Library(LibraryRequest::Open(other.clone()));
    let merge = Reply::Library(LibraryRequest::Merge { session, other });
    let choices = vec![
        Choice::new("Bring in what only this version has", merge).hint("then it goes to the bin"),
        Choice::new("Open it as it is", open).hint("nothing is merged"),
    ];
    let title =
        "This is another version of a session. Where both differ, the session stays as it is.";
    choose(title, choices, cx);
}

/// Offers the agendas a relationship is reviewed with.
fn offer_follow_up(e: &Summary, cx: &mut Context) {
    // alone, the same questions are asked again, to see what has changed
    let fits = |a: &&Agenda| {
        if e.solo {
            a.id == e.agenda
        } else {
            a.steps.iter().any(|s| s.kind == Kind::Review)
        }
    };
    let choice = |a: &Agenda| {
        let request = LibraryRequest::FollowUp {
            session: e.path.clone(),
            agenda: a.id.clone(),
        };
        Choice::new(&a.title, Reply::Library(request)).hint(schedule::format_minutes(a.minutes()))
    };
    let agendas = cx.catalog.agendas().iter().filter(fits);
    let choices: Vec<Choice> = agendas.map(choice).collect();
    if choices.is_empty() {
        cx.say("There is no agenda to follow it up with: its own is not among yours.");
        return;
    }
    let title =
        "Follow up with which agenda? What is open goes along; the earlier file stays as it is.";
    choose(title, choices, cx);
}
