//! One line that is asked for: a path or a title.

use super::panel;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::msg::{Destination, Effect, ExportFile, What};
use crate::app::screens::session::SessionScreen;
use crate::domain::{Agenda, SessionRef};
use crate::export::ExportRequest;
use crate::keys::{Command, Scope, hint_in, listing};
use crate::steps::{editor_height, editor_view};
use crate::text::{self, Buffer};
use crate::widgets::{Ground, Ink, Painter, Role, split_top};
use ratatui::layout::Rect;
use std::path::PathBuf;

/// One line that is asked for.
pub struct Prompt {
    purpose: PromptPurpose,
    buffer: Buffer,
    /// The path that is proposed: the text may not show all of it.
    proposed: Option<PathBuf>,
    /// What was wrong with the last answer.
    error: Option<String>,
}

/// What the line is for.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptPurpose {
    /// The path of a file to open.
    OpenFile,
    /// Another title for a session of the library.
    Rename(PathBuf),
    /// Where a document goes.
    Export(ExportRequest),
    /// Where documents go from now on.
    ExportFolder,
    /// Where a copy of the session goes.
    SaveCopy,
    /// In which file a session goes on whose own cannot be written.
    SaveElsewhere,
    /// Where the card of keys goes.
    KeyCard,
    /// The title of an agenda to keep.
    Template,
}

impl PromptPurpose {
    /// What is asked, and what can be typed.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::OpenFile => (
                "Open which file?",
                "the path of a session file; it stays where it is",
            ),
            Self::Rename(_) => (
                "What is it called?",
                "the title of the session; its file keeps its name",
            ),
            Self::Export(_) => (
                "Export to which file?",
                "the path of the file; a path that ends in / is a folder",
            ),
            Self::ExportFolder => (
                "Export into which folder?",
                "kept in the settings; it is made where it is not there",
            ),
            Self::SaveCopy => (
                "Save a copy where?",
                "the path of a new file, such as copy.json",
            ),
            Self::SaveElsewhere => (
                "Go on in which file?",
                "a new file, on another disk perhaps; the old one stays as it is",
            ),
            Self::KeyCard => (
                "Write the key card to which file?",
                "a page of plain text, to print",
            ),
            Self::Template => (
                "Save the agenda under which name?",
                "the name of the agenda; a new session will offer it",
            ),
        }
    }
}

impl Prompt {
    /// Asks for one line, and proposes `text`.
    #[must_use]
    pub fn new(purpose: PromptPurpose, text: &str) -> Self {
        let mut buffer = Buffer::new(text);
        buffer.select_all();
        Self {
            purpose,
            buffer,
            proposed: None,
            error: None,
        }
    }

    /// Asks for a path, and proposes `path`.
    #[must_use]
    pub fn for_path(purpose: PromptPurpose, path: PathBuf) -> Self {
        Self {
            proposed: Some(path.clone()),
            ..Self::new(purpose, &path.to_string_lossy())
        }
    }

    /// The path that was typed, or the proposed one if it was left as it is.
    fn path(&self, typed: &str) -> PathBuf {
        let proposed = self.proposed.as_ref();
        let kept = proposed.filter(|path| path.to_string_lossy() == typed);
        kept.map_or_else(|| PathBuf::from(typed), PathBuf::clone)
    }

    fn answer(&mut self, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let text = self.buffer.text().trim().to_owned();
        if text.is_empty() {
            let back = hint_in(Scope::Prompt, Command::Cancel);
            self.error = Some(format!("Nothing was typed. {back} goes back."));
            return;
        }
        cx.ask(Request::Close);
        match (&self.purpose, below) {
            (PromptPurpose::OpenFile, _) => {
                cx.ask(Request::Load(Effect::Open(SessionRef::Words(text))))
            }
            (PromptPurpose::Rename(path), _) => cx.effects.push(Effect::Rename(path.clone(), text)),
            (PromptPurpose::Export(request), _) => {
                cx.ask(Request::ExportTo(self.path(&text), *request))
            }
            (PromptPurpose::ExportFolder, _) => cx.ask(Request::ExportInto(text)),
            (PromptPurpose::KeyCard, _) => {
                let what = What::Text(listing::card());
                let to = Destination::File(text.into());
                cx.ask(Request::Write(vec![ExportFile { to, what }]));
            }
            (PromptPurpose::SaveCopy, Some(session)) => {
                cx.effects
                    .push(Effect::SaveCopy(session.shared(), text.into()));
            }
            (PromptPurpose::SaveElsewhere, Some(session)) => {
                let (session, revision) = session.hand_over();
                cx.effects
                    .push(Effect::SaveElsewhere(session, revision, text.into()));
            }
            (PromptPurpose::Template, Some(session)) => {
                let template = template(&session.session().agenda, &text);
                let effect = Effect::SaveAgenda(Box::new(template), false);
                cx.effects.push(effect);
            }
            (
                PromptPurpose::SaveCopy | PromptPurpose::SaveElsewhere | PromptPurpose::Template,
                None,
            ) => {}
        }
    }
}

/// An agenda for other sessions: without its date.
fn template(agenda: &Agenda, title: &str) -> Agenda {
    Agenda {
        id: text::slug(title, "agenda"),
        title: title.to_owned(),
        start: None,
        end: None,
        ..agenda.clone()
    }
}

impl Component for Prompt {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::typing([Scope::Prompt, Scope::Text])
    }

    fn run(&mut self, command: Command, below: Option<&mut SessionScreen>, cx: &mut Context) {
        match command {
            Command::Keep => self.answer(below, cx),
            Command::Cancel | Command::StopEditing => cx.ask(Request::Close),
            _ => cx.ask(Request::EditText(command)),
        }
    }

    fn buffer<'a>(&'a mut self, _: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        Some(&mut self.buffer)
    }

    fn text_changed(&mut self, _: Option<&mut SessionScreen>, _: &mut Context) {
        self.error = None;
    }

    fn is_one_line(&self) -> bool {
        true
    }

    fn draw(&self, _: Option<&SessionScreen>, _: &Context, p: &mut Painter, area: Rect) {
        let (title, help) = self.purpose.words();
        let wide = area.width.saturating_sub(4).min(90);
        let tall = editor_height(&self.buffer, wide.saturating_sub(4)).min(6);
        let inner = panel(p, area, wide, tall + 6, title);
        let (editor, below) = split_top(inner, tall);
        editor_view(p, editor, &self.buffer, Ground::Raised);
        let below = split_top(below, 1).1;
        match &self.error {
            Some(why) => p.wrapped(below, why, Ink::new(Role::Bad).on(Ground::Raised)),
            None => p.wrapped(below, help, Ink::new(Role::Quiet).on(Ground::Raised)),
        };
    }
}
