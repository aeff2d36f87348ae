//! A theme: what a role looks like on a ground, at any depth of colour.

use ratatui::style::{Color, Modifier, Style};
use std::sync::Arc;

/// What a piece of text is, not which colour it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What is read.
    Text,
    /// Secondary, still readable.
    Quiet,
    /// Rules and axes.
    Line,
    /// Of side A.
    A,
    /// Of side B.
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

/// What text stands on.
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

/// A theme at a depth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    palette: Arc<Palette>,
    depth: Depth,
    /// Whether signs beyond ASCII are replaced.
    ascii: bool,
}

/// Colours as in look.md: grounds, then roles in the order of [`Role`].
#[derive(Debug, PartialEq, Eq)]
struct Palette {
    name: String,
    light: bool,
    grounds: [u32; 3],
    roles: [u32; 9],
}

/// The nearest of the 16 colours that every terminal has, for light and for dark themes.
const LIGHT16: ([Color; 3], [Color; 9]) = (
    [Color::White, Color::White, Color::Gray],
    [Color::Black, Color::Black, Color::DarkGray, Color::Blue, Color::Red, Color::Black, Color::Black, Color::Red, Color::Magenta],
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
    /// A theme of these colours: `0xRRGGBB`, grounds and roles in the order of [`Ground`] and [`Role`].
    #[must_use]
    pub fn new(name: &str, light: bool, grounds: [u32; 3], roles: [u32; 9], depth: Depth) -> Self {
        Self { palette: Arc::new(Palette { name: name.to_owned(), light, grounds, roles }), depth, ascii: false }
    }

    /// The theme without colours: bold, underline and reverse.
    #[must_use]
    pub fn mono() -> Self {
        Self::new("mono", true, [0; 3], [0; 9], Depth::None)
    }

    /// The same, with or without signs beyond ASCII.
    #[must_use]
    pub fn ascii(mut self, yes: bool) -> Self {
        self.ascii = yes;
        self
    }

    /// Whether signs beyond ASCII are replaced.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// Whether it is for a light background.
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
    pub fn style(&self, role: Role, ground: Ground) -> Style {
        let (r, g) = (role as usize, ground as usize);
        match self.depth {
            Depth::True => Style::new().fg(rgb(self.palette.roles[r])).bg(rgb(self.palette.grounds[g])),
            Depth::Indexed => Style::new().fg(indexed(self.palette.roles[r])).bg(indexed(self.palette.grounds[g])),
            Depth::Sixteen => {
                let (grounds, roles) = if self.palette.light { &LIGHT16 } else { &DARK16 };
                Style::new().fg(roles[r]).bg(grounds[g])
            }
            Depth::None => {
                let style = Style::new().fg(Color::Reset).bg(Color::Reset);
                let style = if ground == Ground::Selection { style.add_modifier(Modifier::REVERSED) } else { style };
                match role {
                    Role::Accent | Role::Bad => style.add_modifier(Modifier::BOLD),
                    Role::B => style.add_modifier(Modifier::UNDERLINED),
                    _ => style,
                }
            }
        }
    }
}

fn channels(hex: u32) -> (u8, u8, u8) {
    let [_, r, g, b] = hex.to_be_bytes();
    (r, g, b)
}

fn rgb(hex: u32) -> Color {
    let (r, g, b) = channels(hex);
    Color::Rgb(r, g, b)
}

/// The nearest colour of the 6×6×6 cube or the grey ramp.
fn indexed(hex: u32) -> Color {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let (r, g, b) = channels(hex);
    let near = |v: u8| (0..6u8).min_by_key(|i| STEPS[*i as usize].abs_diff(v)).unwrap_or(0);
    let distance = |(x, y, z): (u8, u8, u8)| [(x, r), (y, g), (z, b)].iter().map(|(p, q)| u32::from(p.abs_diff(*q)).pow(2)).sum::<u32>();
    let (cr, cg, cb) = (near(r), near(g), near(b));
    let cube = distance((STEPS[cr as usize], STEPS[cg as usize], STEPS[cb as usize]));
    let grey = (0..24u8).min_by_key(|i| distance((8 + 10 * i, 8 + 10 * i, 8 + 10 * i))).unwrap_or(0);
    let level = 8 + 10 * grey;
    if distance((level, level, level)) < cube { Color::Indexed(232 + grey) } else { Color::Indexed(16 + 36 * cr + 6 * cg + cb) }
}
