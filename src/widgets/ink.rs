//! How a piece of text is drawn.

use super::theme::{Ground, Role};
use ratatui::style::Modifier;

/// How a piece of text is drawn: a role on a ground, bold, underlined or reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    pub(super) role: Role,
    pub(super) ground: Ground,
    pub(super) modifier: Modifier,
}

impl Ink {
    /// Plain ink of a role on the page.
    #[must_use]
    pub fn new(role: Role) -> Self {
        Self {
            role,
            ground: Ground::Page,
            modifier: Modifier::empty(),
        }
    }

    /// The same, bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.modifier |= Modifier::BOLD;
        self
    }

    /// The same, underlined.
    #[must_use]
    pub fn underlined(mut self) -> Self {
        self.modifier |= Modifier::UNDERLINED;
        self
    }

    /// The same, reversed: for the selection in a text.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.modifier |= Modifier::REVERSED;
        self
    }

    /// The same on another ground.
    #[must_use]
    pub fn on(mut self, ground: Ground) -> Self {
        self.ground = ground;
        self
    }

    /// The ground it is for.
    #[must_use]
    pub fn ground(self) -> Ground {
        self.ground
    }

    /// The same, bold if `yes`.
    #[must_use]
    pub fn bold_if(self, yes: bool) -> Self {
        if yes { self.bold() } else { self }
    }
}

impl From<Role> for Ink {
    fn from(role: Role) -> Self {
        Self::new(role)
    }
}
