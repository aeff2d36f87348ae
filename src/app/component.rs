//! What every screen and every overlay can do.

use super::context::Context;
use super::msg::Source;
use super::screens::SaveState;
use super::screens::session::SessionScreen;
use crate::domain::Id;
use crate::keys::{Command, Scope};
use crate::text::Buffer;
use crate::widgets::Painter;
use ratatui::layout::Rect;
use std::path::Path;

/// The keys that work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveKeys {
    /// Where keys are looked up, innermost first.
    pub scopes: Vec<Scope>,
    /// True while printable keys are text.
    pub typing: bool,
    /// The digits that score, where they are fewer than those of the scopes.
    pub digits: Option<String>,
}

impl ActiveKeys {
    /// The keys of these scopes; printable keys are keys too.
    #[must_use]
    pub fn keys(scopes: impl Into<Vec<Scope>>) -> Self {
        Self {
            scopes: scopes.into(),
            typing: false,
            digits: None,
        }
    }

    /// The keys of these scopes, of which the printable ones are text.
    #[must_use]
    pub fn typing(scopes: impl Into<Vec<Scope>>) -> Self {
        Self {
            scopes: scopes.into(),
            typing: true,
            digits: None,
        }
    }
}

/// Something open on the screen: a screen, or an overlay above it. An overlay is given the session
/// below it, if that is what it lies on; a screen is given none.
///
/// A component changes itself and that session. What concerns the program (another overlay, another
/// screen, a command) it asks for with [`Context::ask`]; that is done when its method has returned.
pub trait Component {
    /// The keys that work while this is on top.
    fn active_keys(&self, below: Option<&SessionScreen>, cx: &Context) -> ActiveKeys;

    /// Carries out a command of one of its scopes.
    fn run(&mut self, command: Command, below: Option<&mut SessionScreen>, cx: &mut Context);

    /// Draws it.
    fn draw(&self, below: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect);

    /// The text that has the caret.
    fn buffer<'a>(&'a mut self, below: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        let _ = below;
        None
    }

    /// Called when that text has changed.
    fn text_changed(&mut self, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let _ = (below, cx);
    }

    /// Takes a printable key while typing.
    fn typed(&mut self, c: char, mut below: Option<&mut SessionScreen>, cx: &mut Context) {
        if let Some(buffer) = self.buffer(below.as_deref_mut()) {
            buffer.insert(c.encode_utf8(&mut [0; 4]));
            self.text_changed(below, cx);
        }
    }

    /// True if its text is one line, so that pasted line ends become blanks.
    fn is_one_line(&self) -> bool {
        false
    }

    /// Keeps what is being typed and closes the editor.
    fn keep(&mut self, cx: &mut Context) {
        let _ = cx;
    }

    /// A row was clicked.
    fn click(
        &mut self,
        pane: usize,
        row: usize,
        below: Option<&mut SessionScreen>,
        cx: &mut Context,
    ) {
        let _ = (pane, row, below, cx);
    }

    /// Selects an item, because a form on it opens above.
    fn focus(&mut self, id: &Id, below: Option<&SessionScreen>) {
        let _ = (id, below);
    }

    /// Goes to a field of a form.
    fn go_to_field(&mut self, field: usize, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let _ = (field, below, cx);
    }

    /// Called when the screen below is left while this is open.
    fn closing(&mut self, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let _ = (below, cx);
    }

    /// True for an overlay that stays visible behind the one that lies on it.
    fn is_backdrop(&self) -> bool {
        false
    }

    /// Where saving stands, and in which file, of what is saved while it is open.
    fn saving(&self) -> Option<(SaveState, &Path)> {
        None
    }

    /// What an export takes its content from.
    fn export_source(&self) -> Option<Source> {
        None
    }
}
