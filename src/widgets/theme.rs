//! Themes: the colours of each role on each ground, for any number of colours.

use crate::colour;
use crate::figure::Hue;
use ratatui::style::{Color, Modifier, Style};
use std::sync::Arc;

/// What a piece of text means; the theme decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The main text.
    Text,
    /// Secondary, still readable.
    Quiet,
    /// Rules and axes.
    Line,
    /// Belongs to side A.
    A,
    /// Belongs to side B.
    B,
    /// Done, agreed.
    Good,
    /// Late, unclear.
    Warn,
    /// Conflict, missing.
    Bad,
    /// Focus and current step.
    Accent,
}

impl From<Hue> for Role {
    fn from(hue: Hue) -> Self {
        match hue {
            Hue::A => Self::A,
            Hue::B => Self::B,
            Hue::Accent => Self::Accent,
            Hue::Quiet => Self::Quiet,
            Hue::Good => Self::Good,
            Hue::Warn => Self::Warn,
            Hue::Bad => Self::Bad,
        }
    }
}

/// What a text is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The page.
    Page,
    /// Header, footer, dialogs.
    Raised,
    /// The selected row.
    Selection,
}

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// 24 bit.
    True,
    /// 256.
    Indexed,
    /// 16.
    Sixteen,
    /// None: bold, underline and reverse instead.
    None,
}

/// A theme for a number of colours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    palette: Arc<Palette>,
    depth: Depth,
    /// True if characters beyond ASCII are replaced.
    ascii: bool,
}

/// The colours: grounds in the order of [`Ground`], roles in the order of [`Role`].
#[derive(Debug, PartialEq, Eq)]
struct Palette {
    name: String,
    light: bool,
    grounds: [u32; 3],
    roles: [u32; 9],
    /// With 256 colours.
    reduced: [[Style; 3]; 9],
}

/// Contrast ratio with which any text can be read (WCAG, level AAA); more is not looked for.
const ENOUGH: f64 = 7.0;

/// The nearest of the 16 colours that every terminal has, for light and for dark themes.
const LIGHT16: ([Color; 3], [Color; 9]) = (
    [Color::White, Color::White, Color::Gray],
    [
        Color::Black,
        Color::Black,
        Color::DarkGray,
        Color::Blue,
        Color::Red,
        Color::Black,
        Color::Black,
        Color::Red,
        Color::Magenta,
    ],
);
const DARK16: ([Color; 3], [Color; 9]) = (
    [Color::Black, Color::Black, Color::Blue],
    [
        Color::White,
        Color::White,
        Color::Gray,
        Color::LightCyan,
        Color::LightYellow,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightRed,
        Color::LightMagenta,
    ],
);

impl Theme {
    /// A theme of these colours: `0xRRGGBB`, grounds and roles in the order of [`Ground`] and
    /// [`Role`].
    #[must_use]
    pub fn new(name: &str, light: bool, grounds: [u32; 3], roles: [u32; 9], depth: Depth) -> Self {
        let reduced = if depth == Depth::Indexed {
            reduce(grounds, roles)
        } else {
            [[Style::new(); 3]; 9]
        };
        Self {
            palette: Arc::new(Palette {
                name: name.to_owned(),
                light,
                grounds,
                roles,
                reduced,
            }),
            depth,
            ascii: false,
        }
    }

    /// The theme without colours: bold, underline and reverse.
    #[must_use]
    pub fn mono() -> Self {
        Self::new("mono", true, [0; 3], [0; 9], Depth::None)
    }

    /// The same, with characters beyond ASCII replaced if `yes`.
    #[must_use]
    pub fn ascii(mut self, yes: bool) -> Self {
        self.ascii = yes;
        self
    }

    /// True if characters beyond ASCII are replaced.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// True if it is for a light background.
    #[must_use]
    pub fn is_light(&self) -> bool {
        self.palette.light
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.palette.name
    }

    /// The style of `role` on `ground`.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "every array has a place for each of the 9 roles or the 3 grounds, by their number"
    )]
    pub fn style(&self, role: Role, ground: Ground) -> Style {
        let (r, g) = (role as usize, ground as usize);
        match self.depth {
            Depth::True => Style::new()
                .fg(rgb(self.palette.roles[r]))
                .bg(rgb(self.palette.grounds[g])),
            Depth::Indexed => self.palette.reduced[r][g],
            Depth::Sixteen => {
                let (grounds, roles) = if self.palette.light {
                    &LIGHT16
                } else {
                    &DARK16
                };
                // roles that cannot be read on that selection are drawn like text
                let unread = ground == Ground::Selection
                    && (role == Role::Accent || role == Role::Bad && !self.palette.light);
                Style::new()
                    .fg(roles[if unread { Role::Text as usize } else { r }])
                    .bg(grounds[g])
            }
            Depth::None => {
                let style = Style::new().fg(Color::Reset).bg(Color::Reset);
                let style = if ground == Ground::Selection {
                    style.add_modifier(Modifier::REVERSED)
                } else {
                    style
                };
                match role {
                    Role::Accent | Role::Bad => style.add_modifier(Modifier::BOLD),
                    Role::B => style.add_modifier(Modifier::UNDERLINED),
                    _ => style,
                }
            }
        }
    }
}

fn rgb(hex: u32) -> Color {
    let [r, g, b] = colour::channels(hex);
    Color::Rgb(r, g, b)
}

/// The nearest of the 256 colours that keep the contrast.
fn reduce(grounds: [u32; 3], roles: [u32; 9]) -> [[Style; 3]; 9] {
    let grounds = grounds.map(|ground| (ground, colour::nearest(ground)));
    roles.map(|role| {
        grounds.map(|(ground, on)| {
            let fg = colour::nearest_on(role, ground, on, ENOUGH);
            Style::new().fg(Color::Indexed(fg)).bg(Color::Indexed(on))
        })
    })
}
