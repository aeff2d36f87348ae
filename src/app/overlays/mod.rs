//! What lies over a screen: plain values in a stack, the top one has the keys.

mod form;
mod page;
mod picker;
mod plan;
mod search;

pub use form::{FormState, card};
pub use page::Page;
pub use picker::PickerState;
pub use plan::PlanState;
pub use search::Search;

use crate::app::msg::Effect;
use crate::text::Buffer;
use crate::widgets::{Ground, Ink, Painter, Role, center, split_top};
use ratatui::layout::Rect;

/// What lies over a screen.
pub enum Overlay {
    /// A list of choices.
    Picker(PickerState),
    /// A form.
    Form(FormState),
    /// A page to read.
    Page(Page),
    /// The plan of the day.
    Plan(PlanState),
    /// Palette or find.
    Search(Search),
    /// The text being typed in the session, in a box of its own; its title.
    Write(&'static str),
    /// One line is asked for.
    Prompt(Prompt),
    /// A question where undo cannot reach.
    Question(Question),
}

/// One line that is asked for.
pub struct Prompt {
    /// What is asked.
    pub title: &'static str,
    /// What can be typed.
    pub help: String,
    /// The answer so far.
    pub buffer: Buffer,
    /// What it is for.
    pub kind: PromptKind,
    /// What was wrong with the last answer.
    pub error: Option<String>,
}

/// What a line is for.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptKind {
    /// The path of a file to open.
    OpenFile,
    /// Another title for a session of the library.
    Rename(std::path::PathBuf),
    /// Where a document goes.
    Export(crate::export::ExportRequest),
    /// Where documents go from now on.
    ExportFolder,
    /// Where a copy of the session goes.
    SaveCopy,
    /// In which file a session goes on whose own cannot be written.
    GoOn,
    /// Where the card of keys goes.
    KeyCard,
    /// The title of an agenda to keep.
    Template,
}

/// A question.
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What "yes" does.
    pub yes: Effect,
}

/// Clears a box in the middle, with its title, and returns what is inside.
pub(super) fn panel(p: &mut Painter, area: Rect, wide: u16, tall: u16, title: &str) -> Rect {
    let area = center(area, wide, tall);
    // page beside it, so that what is cut off behind does not read on
    let whole = p.area();
    let beside = if area.width + 12 >= whole.width {
        whole
    } else {
        Rect {
            x: area.x.saturating_sub(1),
            width: area.width + 2,
            ..area
        }
    };
    p.fill(
        Rect {
            y: area.y,
            height: area.height,
            ..beside
        },
        Ground::Page,
    );
    p.fill(area, Ground::Raised);
    p.frame(area);
    p.hits.clear();
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        y: area.y + 1,
        height: area.height.saturating_sub(2),
    };
    p.text(
        inner.x,
        inner.y,
        inner.width,
        title,
        Ink::new(Role::Accent).bold().on(Ground::Raised),
    );
    split_top(inner, 2).1
}

impl Prompt {
    /// Draws it.
    pub fn view(&self, p: &mut Painter, area: Rect) {
        let wide = area.width.saturating_sub(4).min(90);
        let tall = crate::steps::editor_height(&self.buffer, wide.saturating_sub(4)).min(6);
        let inner = panel(p, area, wide, tall + 6, self.title);
        crate::steps::editor_view(
            p,
            Rect {
                height: tall,
                ..inner
            },
            &self.buffer,
            Ground::Raised,
        );
        let below = split_top(inner, tall + 1).1;
        match &self.error {
            Some(why) => p.wrapped(below, why, Ink::new(Role::Bad).on(Ground::Raised)),
            None => p.wrapped(below, &self.help, Ink::new(Role::Quiet).on(Ground::Raised)),
        };
    }
}

impl Question {
    /// Draws it.
    pub fn view(&self, p: &mut Painter, area: Rect) {
        let inner = panel(
            p,
            area,
            area.width.saturating_sub(4).min(70),
            8,
            "One question",
        );
        p.wrapped(inner, &self.text, Ink::new(Role::Text).on(Ground::Raised));
    }
}
