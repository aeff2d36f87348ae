//! The contrast of every text role on every background, in every theme and at every colour depth.

use ratatui::style::Color;
use roundtable::catalog::{READABLE, VISIBLE, themes};
use roundtable::colour::{contrast, indexed};
use roundtable::widgets::{Depth, Ground, Role, Theme};

const ROLES: [Role; 9] = [
    Role::Text,
    Role::Quiet,
    Role::Line,
    Role::A,
    Role::B,
    Role::Good,
    Role::Warn,
    Role::Bad,
    Role::Accent,
];
const GROUNDS: [Ground; 3] = [Ground::Page, Ground::Raised, Ground::Selection];

/// The 16 colours as xterm has them by default.
const SIXTEEN: [(Color, u32); 16] = [
    (Color::Black, 0x00_0000),
    (Color::Red, 0xCD_0000),
    (Color::Green, 0x00_CD00),
    (Color::Yellow, 0xCD_CD00),
    (Color::Blue, 0x00_00EE),
    (Color::Magenta, 0xCD_00CD),
    (Color::Cyan, 0x00_CDCD),
    (Color::Gray, 0xE5_E5E5),
    (Color::DarkGray, 0x7F_7F7F),
    (Color::LightRed, 0xFF_0000),
    (Color::LightGreen, 0x00_FF00),
    (Color::LightYellow, 0xFF_FF00),
    (Color::LightBlue, 0x5C_5CFF),
    (Color::LightMagenta, 0xFF_00FF),
    (Color::LightCyan, 0x00_FFFF),
    (Color::White, 0xFF_FFFF),
];

fn hex(color: Color) -> u32 {
    match color {
        Color::Rgb(r, g, b) => u32::from_be_bytes([0, r, g, b]),
        Color::Indexed(n) => indexed(n),
        other => {
            SIXTEEN
                .iter()
                .find(|(c, _)| *c == other)
                .unwrap_or_else(|| panic!("{other:?}"))
                .1
        }
    }
}

#[test]
fn every_role_has_enough_contrast_on_every_background_at_every_colour_depth() {
    let mut faults = Vec::new();
    let themes = themes(&[]).0;
    assert_eq!(themes.len(), 3);
    for colours in themes {
        for depth in [Depth::True, Depth::Indexed, Depth::Sixteen] {
            let theme = Theme::new(
                &colours.name,
                colours.light,
                colours.grounds,
                colours.roles,
                depth,
            );
            for role in ROLES {
                for ground in GROUNDS {
                    let style = theme.style(role, ground);
                    let ratio = contrast(hex(style.fg.unwrap()), hex(style.bg.unwrap()));
                    let least = match (role, colours.name.as_str(), depth) {
                        (Role::Line, _, _) => VISIBLE,
                        // terminals define the 16 colours themselves: only readable can be promised
                        (_, "contrast", Depth::True | Depth::Indexed) => 7.0,
                        _ => READABLE,
                    };
                    if ratio < least {
                        let name = &colours.name;
                        faults.push(format!(
                            "{name} {depth:?}: {role:?} on {ground:?} is {ratio:.2}, needs {least}"
                        ));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
