//! The look: which themes there are and which one is used.

use super::context::Context;
use crate::catalog::{Catalog, Colours};
use crate::widgets::{Depth, Theme};

/// The theme in use, and those to switch to.
pub(super) struct Appearance {
    pub theme: Theme,
    themes: Vec<Theme>,
    /// True until a theme is chosen: then it follows the terminal's background.
    automatic: bool,
}

impl Appearance {
    /// The theme named, or else the one that was set; `auto` follows the terminal whatever was set.
    pub fn new(catalog: &Catalog, named: Option<String>, depth: Depth) -> Self {
        let wanted = named
            .or_else(|| catalog.preferences.theme.clone())
            .filter(|t| t != "auto");
        // projectors are light: until the terminal tells its background
        let name = wanted.as_deref().unwrap_or("light");
        let themes = themes(catalog, depth);
        let theme = themes.iter().find(|t| t.name() == name).cloned();
        Self {
            automatic: wanted.is_none() || theme.is_none(),
            theme: theme
                .or_else(|| themes.first().cloned())
                .unwrap_or_else(Theme::mono),
            themes,
        }
    }

    /// The terminal told its background: the first theme that suits it, unless one was chosen.
    pub fn on_background(&mut self, (r, g, b): (u8, u8, u8)) {
        if self.automatic {
            // perceived brightness, in thousandths of 255 (ITU-R BT.601)
            let light = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b) > 128_000;
            if let Some(theme) = self.themes.iter().find(|t| t.is_light() == light) {
                self.theme = theme.clone();
            }
        }
    }

    /// Switches to the next theme, for good.
    pub fn next_theme(&mut self, cx: &mut Context) {
        self.automatic = false;
        let at = self
            .themes
            .iter()
            .position(|t| *t == self.theme)
            .unwrap_or(0);
        if let Some(next) = self.themes.iter().cycle().nth(at + 1) {
            self.theme = next.clone();
        }
        let name = self.theme.name().to_owned();
        cx.say(format!("Theme: {name}."));
        cx.set_preferences(|p| p.theme = Some(name));
    }

    /// Switches between all signs and those of ASCII.
    pub fn toggle_ascii(&mut self, cx: &mut Context) {
        cx.set_preferences(|p| p.ascii = !p.ascii);
        let ascii = cx.catalog.preferences.ascii;
        self.theme = self.theme.clone().ascii(ascii);
        self.themes = self.themes.iter().map(|t| t.clone().ascii(ascii)).collect();
        cx.say(if ascii {
            "Only plain ASCII signs are used now. The same command brings the others back."
        } else {
            "All signs are used again."
        });
    }
}

/// Switches the bell of the alarms on or off.
pub(super) fn toggle_bell(cx: &mut Context) {
    cx.set_preferences(|p| p.bell = !p.bell);
    cx.say(if cx.catalog.preferences.bell {
        "The bell rings 5 minutes and 1 minute before the end of a step, and at its end. The same \
         command switches it off."
    } else {
        "The bell is off: the end of a step is told in words only."
    });
}

/// All themes in the order in which they are switched; without colours there is only one.
fn themes(catalog: &Catalog, depth: Depth) -> Vec<Theme> {
    let ascii = catalog.preferences.ascii;
    let theme = |c: &Colours| Theme::new(&c.name, c.light, c.grounds, c.roles, depth);
    let coloured = catalog
        .themes
        .iter()
        .filter(|_| depth != Depth::None)
        .map(theme);
    coloured
        .chain([Theme::mono()])
        .map(|t| t.ascii(ascii))
        .collect()
}
