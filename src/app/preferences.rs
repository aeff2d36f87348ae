//! What a person sets for good: theme, bell, signs.

use super::App;
use super::msg::Effect;
use crate::catalog::{Catalog, Colours};
use crate::widgets::{Depth, Theme};

/// All themes in the order in which they are switched; without colours there is only one.
pub(super) fn themes(catalog: &Catalog, depth: Depth) -> Vec<Theme> {
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

impl App {
    /// The terminal told its background: the first theme that suits it, unless one was chosen.
    pub(super) fn on_background(&mut self, (r, g, b): (u8, u8, u8)) {
        if self.auto_theme {
            let light = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b) > 128_000;
            if let Some(theme) = self.themes.iter().find(|t| t.is_light() == light) {
                self.theme = theme.clone();
            }
        }
    }

    pub(super) fn next_theme(&mut self) {
        self.auto_theme = false;
        let at = self
            .themes
            .iter()
            .position(|t| *t == self.theme)
            .unwrap_or(0);
        if let Some(next) = self.themes.iter().cycle().nth(at + 1) {
            self.theme = next.clone();
        }
        let name = self.theme.name().to_owned();
        self.say(format!("Theme: {name}."));
        self.set(|p| p.theme = Some(name));
    }

    pub(super) fn toggle_bell(&mut self) {
        self.set(|p| p.bell = !p.bell);
        self.say(if self.catalog.preferences.bell {
            "The bell rings 5 minutes and 1 minute before the end of a step, and at its end. The same command switches it off."
        } else {
            "The bell is off: time is told in words only."
        });
    }

    pub(super) fn toggle_ascii(&mut self) {
        self.set(|p| p.ascii = !p.ascii);
        let ascii = self.catalog.preferences.ascii;
        self.theme = self.theme.clone().ascii(ascii);
        self.themes = self.themes.iter().map(|t| t.clone().ascii(ascii)).collect();
        self.say(if ascii {
            "Only plain signs are used. The same command brings the others back."
        } else {
            "All signs are used."
        });
    }

    /// Changes the settings and has them written, if they may be.
    pub(super) fn set(&mut self, with: impl FnOnce(&mut crate::catalog::Preferences)) {
        with(&mut self.catalog.preferences);
        if self.catalog.may_set {
            self.effects
                .push(Effect::SavePreferences(self.catalog.preferences.clone()));
        }
    }
}
