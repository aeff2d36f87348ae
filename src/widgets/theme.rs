//! The palette of look.md, for any depth of colour.

use ratatui::style::{Color, Modifier, Style};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    palette: &'static Palette,
    depth: Depth,
}

/// Colours as in look.md: grounds, then roles in the order of [`Role`]; and the nearest of the 16.
#[derive(Debug, PartialEq, Eq)]
struct Palette {
    name: &'static str,
    grounds: [u32; 3],
    roles: [u32; 9],
    grounds16: [Color; 3],
    roles16: [Color; 9],
}

/// Roles on a dark ground in 16 colours; high contrast differs in its lines.
const DARK16: [Color; 9] = [
    Color::White,
    Color::White,
    Color::Gray,
    Color::LightCyan,
    Color::LightYellow,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightRed,
    Color::LightMagenta,
];
const CONTRAST16: [Color; 9] = {
    let mut roles = DARK16;
    roles[Role::Line as usize] = Color::White;
    roles
};

const PALETTES: [Palette; 3] = [
    Palette {
        name: "light",
        grounds: [0xFA_F8F3, 0xEF_EBE2, 0xD3_E3F8],
        roles: [0x1A_1C20, 0x4E_545E, 0x8C_8778, 0x0A_57A4, 0x9A_4300, 0x1B_6631, 0x73_5100, 0xA8_221B, 0x5B_2E91],
        grounds16: [Color::White, Color::White, Color::Gray],
        roles16: [Color::Black, Color::Black, Color::DarkGray, Color::Blue, Color::Red, Color::Black, Color::Black, Color::Red, Color::Magenta],
    },
    Palette {
        name: "dark",
        grounds: [0x13_161B, 0x1D_2128, 0x23_406B],
        roles: [0xED_EFF3, 0xB3_BAC6, 0x6B_7480, 0x7C_BBFF, 0xF5_AE6B, 0x86_D693, 0xEB_CB67, 0xFF_9A93, 0xCB_A6F7],
        grounds16: [Color::Black, Color::Black, Color::Blue],
        roles16: DARK16,
    },
    Palette {
        name: "contrast",
        grounds: [0x00_0000, 0x00_0000, 0x00_265C],
        roles: [0xFF_FFFF, 0xE6_E6E6, 0xFF_FFFF, 0x6F_D3FF, 0xFF_B454, 0x7C_FF8F, 0xFF_E14D, 0xFF_9E9E, 0xE5_B8FF],
        grounds16: [Color::Black, Color::Black, Color::Blue],
        roles16: CONTRAST16,
    },
];

impl Theme {
    /// Names of all themes, in the order in which they are switched.
    pub const NAMES: [&'static str; 4] = ["light", "dark", "contrast", "mono"];

    /// The theme of this name; `mono`, and no colours, give the same.
    #[must_use]
    pub fn named(name: &str, depth: Depth) -> Option<Self> {
        if name == "mono" {
            return Some(Self { palette: &PALETTES[0], depth: Depth::None });
        }
        PALETTES.iter().find(|p| p.name == name).map(|palette| Self { palette, depth })
    }

    /// The theme that suits a terminal's own background.
    #[must_use]
    pub fn for_background((r, g, b): (u8, u8, u8), depth: Depth) -> Self {
        let brightness = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
        let palette = if brightness > 128_000 { &PALETTES[0] } else { &PALETTES[1] };
        Self { palette, depth }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if self.depth == Depth::None { "mono" } else { self.palette.name }
    }

    /// The style of `role` on `ground`.
    #[must_use]
    pub fn style(&self, role: Role, ground: Ground) -> Style {
        let (r, g) = (role as usize, ground as usize);
        match self.depth {
            Depth::True => Style::new().fg(rgb(self.palette.roles[r])).bg(rgb(self.palette.grounds[g])),
            Depth::Indexed => Style::new().fg(indexed(self.palette.roles[r])).bg(indexed(self.palette.grounds[g])),
            Depth::Sixteen => Style::new().fg(self.palette.roles16[r]).bg(self.palette.grounds16[g]),
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

    /// The measured contrast of every role on every ground, at full depth.
    #[must_use]
    pub fn contrast_ratios(&self) -> Vec<(Role, Ground, f64)> {
        let roles = [Role::Text, Role::Quiet, Role::Line, Role::A, Role::B, Role::Good, Role::Warn, Role::Bad, Role::Accent];
        let grounds = [Ground::Page, Ground::Raised, Ground::Selection];
        let pairs = roles.into_iter().flat_map(|r| grounds.map(|g| (r, g)));
        pairs.map(|(r, g)| (r, g, contrast(self.palette.roles[r as usize], self.palette.grounds[g as usize]))).collect()
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

/// Contrast ratio of two colours after WCAG 2.
fn contrast(a: u32, b: u32) -> f64 {
    let luminance = |hex| {
        let (r, g, b) = channels(hex);
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    };
    let (x, y) = (luminance(a), luminance(b));
    (x.max(y) + 0.05) / (x.min(y) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_on_every_ground() {
        for name in ["light", "dark", "contrast"] {
            let theme = Theme::named(name, Depth::True).unwrap();
            for (role, ground, ratio) in theme.contrast_ratios() {
                let least = match (name, role) {
                    (_, Role::Line) => 2.2,
                    ("contrast", _) => 7.0,
                    (_, Role::Text) => 8.0,
                    _ => 4.5,
                };
                // look.md gives its figures with two decimals
                assert!((ratio * 100.0).round() / 100.0 >= least, "{name}: {role:?} on {ground:?} is {ratio:.2}");
            }
        }
    }

    #[test]
    fn the_background_chooses() {
        assert_eq!(Theme::for_background((17, 17, 17), Depth::True).name(), "dark");
        assert_eq!(Theme::for_background((255, 250, 240), Depth::True).name(), "light");
        assert_eq!(Theme::named("dark", Depth::None).unwrap().name(), "mono");
        assert_eq!(Theme::named("pink", Depth::True), None);
    }
}
