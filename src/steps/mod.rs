//! Kinds of agenda step: what the screen of a step shows and does.
//!
//! This file has the traits; a kind is a file or folder and one line in [`KINDS`]. A kind knows the
//! session, never another kind. `tests/all/example_kind.rs` is a complete small one.

mod actions;
mod agreement;
mod align;
mod board;
mod cache;
mod components;
mod contacts;
mod cursor;
mod expectations;
mod forms;
mod goals;
mod groups;
mod item_list;
mod make_action;
mod matrix;
mod metrics;
mod owners;
mod pick;
pub mod projector_layout;
mod questionnaire;
mod registry;
mod reply;
mod resolve;
mod review;
mod side_names;
mod timeline;
mod unknown;
mod welcome;

pub use components::{editor_height, editor_view, empty, heading};
pub use cursor::Cursor;
pub use forms::{
    Field, FieldKind, Form, break_form, card_form, day_form, form_of, new_session_form, options,
    session_form, term_form,
};
pub use item_list::ItemList;
pub use pick::STILL_HIDDEN;
pub use registry::{KINDS, Registry, of_kind, report};
pub use reply::{Choice, Editing, ExportChoice, LibraryRequest, Picker, Reply, Target};

use crate::domain::{Id, IdSource, Kind, List, Session, Step};
use crate::export::Block;
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use jiff::Zoned;
use jiff::civil::Date;
use ratatui::layout::Rect;

/// What a step is drawn and changed from.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// The session.
    pub session: &'a Session,
    /// Rises with every edit for which [`Edit::affects_findings`](crate::domain::Edit) holds: what
    /// a step computes from the session stays valid until then.
    pub structure_revision: u64,
    /// This step of its agenda.
    pub step: &'a Step,
    /// The time at which the command was given or the frame is drawn.
    pub now: &'a Zoned,
    /// The text being typed, if any.
    pub editing: Option<&'a Editing>,
    /// The source of new ids.
    pub ids: &'a dyn IdSource,
    /// True while the projector is on: hidden lists are then not editable.
    pub projecting: bool,
    /// True while the record of the selected item is shown beside the step.
    pub beside: bool,
}

impl Ctx<'_> {
    /// The date of [`Ctx::now`].
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.date()
    }
}

/// A kind of step.
pub trait StepKind: Sync {
    /// The kind whose facts these are.
    fn kind(&self) -> Kind;
    /// What the step is for, in one or two sentences.
    fn purpose(&self) -> &'static str;
    /// The screen of a step that is opened for the first time.
    fn open(&self, step: &Step) -> Box<dyn StepScreen>;
    /// What it contributes to the minutes.
    fn report(&self, session: &Session, step: &Step) -> Vec<Block>;
}

/// The screen of an open step, and its state.
pub trait StepScreen {
    /// Prepares the screen whenever the step becomes the current one.
    fn enter(&mut self, ctx: &Ctx) {
        let _ = ctx;
    }
    /// The scopes whose keys work, innermost first.
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope>;
    /// The digits that score here, where they are fewer than those of the scope.
    fn digits(&self, ctx: &Ctx) -> Option<String> {
        let _ = ctx;
        None
    }
    /// Performs a command; none when it is not for this step.
    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply>;
    /// The question that [`Reply::AskNext`] asks about these items.
    fn next_question(&self, ctx: &Ctx, about: &[Id]) -> Option<Reply> {
        let _ = (ctx, about);
        None
    }
    /// Draws the body of the screen.
    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect);
    /// Draws the projector view: one thing in large, at most eight in all, nothing private.
    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect);
    /// What is written beside the prompt, most urgent first.
    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)>;
    /// The item whose whole record is shown beside the step where there is room.
    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        let _ = ctx;
        None
    }
    /// Selects an item.
    fn focus(&mut self, ctx: &Ctx, id: &Id);
    /// Selects the row that was clicked.
    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize);
}
