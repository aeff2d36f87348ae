//! Kinds of agenda step: what the screen of a step shows and does.
//!
//! This file has the traits; a kind is one file or folder and one line in [`registry`]. A kind knows the
//! session, never another kind.

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
mod matrix;
mod metrics;
mod owners;
mod pick;
mod projector_layout;
mod questionnaire;
mod registry;
mod reply;
mod review;
mod side_names;
mod timeline;
mod unknown;
mod welcome;

pub use components::{editor_height, editor_view};
pub use forms::{
    Field, FieldKind, Form, break_form, card_form, day_form, form_of, options, session_form,
    term_form,
};
pub use registry::{KINDS, of_kind, report};
pub use reply::{Choice, Editing, ExportChoice, LibraryRequest, Picker, Reply, Target};

use crate::domain::{Id, IdSource, Kind, List, Session, Step};
use crate::export::Block;
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use jiff::Zoned;
use jiff::civil::Date;
use ratatui::layout::Rect;

/// What a step may look at.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// The session.
    pub session: &'a Session,
    /// Counts its changes but those of an item's words and of where it stands: what follows from the rest is the
    /// same while the number is.
    pub shape: u64,
    /// This step of its agenda.
    pub step: &'a Step,
    /// The time.
    pub now: &'a Zoned,
    /// The text being typed, if any.
    pub editing: Option<&'a Editing>,
    /// Where new ids come from.
    pub ids: &'a dyn IdSource,
    /// Whether the room looks on: what is covered cannot even be typed.
    pub projecting: bool,
    /// Whether the record of the selected item is shown beside the step.
    pub beside: bool,
}

impl Ctx<'_> {
    /// Today.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.date()
    }
}

/// A kind of step.
pub trait StepKind: Sync {
    /// The kind whose facts these are.
    fn kind(&self) -> Kind;
    /// Why the step is done, in one sentence.
    fn purpose(&self) -> &'static str;
    /// Its screen, as it is when first opened.
    fn open(&self, step: &Step) -> Box<dyn StepScreen>;
    /// What it contributes to the minutes.
    fn report(&self, session: &Session, step: &Step) -> Vec<Block>;
}

/// The screen of an open step, with what it has to remember.
pub trait StepScreen {
    /// Called whenever the step becomes the current one.
    fn enter(&mut self, ctx: &Ctx) {
        let _ = ctx;
    }
    /// Which keys live, innermost first.
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope>;
    /// Carries out a command; none when it is not for this step.
    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply>;
    /// Draws the body.
    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect);
    /// Draws what the room is to see: one thing large, at most eight in all, nothing private.
    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect);
    /// What the line beside the prompt says, most urgent first.
    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)>;
    /// The item whose whole record is shown beside the step where there is room for it.
    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        let _ = ctx;
        None
    }
    /// Selects an item.
    fn focus(&mut self, ctx: &Ctx, id: &Id);
    /// Selects the row that was clicked.
    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize);
}
