//! The last line: the keys that work now, and where saving stands; above it, the message line.

use super::App;
use super::component::ActiveKeys;
use super::screens::SaveState;
use crate::keys::{Binding, Command, hint, keys_of, listing};
use crate::text;
use crate::widgets::{Ground, Hit, Ink, Painter, Role};
use ratatui::layout::Rect;

/// Place in the footer from which on a key (more, help) is shown however narrow it is.
const ALWAYS_SHOWN: u8 = 90;

impl App {
    /// Draws the footer.
    pub(super) fn draw_footer(&self, p: &mut Painter, area: Rect) {
        p.fill(area, Ground::Raised);
        let mut right = area.right().saturating_sub(1);
        if let Some((state, _)) = self.screen.as_component().saving() {
            let (words, ink) = self.save_words(state);
            // a reason may be long, the keys still need room
            let most = usize::from(area.width) * 2 / 3;
            let words = text::clip(&text::one_line(&words), most).into_owned();
            right = p.right(right, area.y, &words, ink).saturating_sub(2);
        }
        draw_keys(p, area, right, &self.active_keys());
        if self.leaving.is_some() {
            let ink = Ink::new(Role::Warn).on(Ground::Raised);
            p.text(
                area.x + 1,
                area.y,
                area.width,
                "saving before leaving …",
                ink,
            );
        }
    }

    /// The save state in the words of the contract.
    fn save_words(&self, state: SaveState) -> (String, Ink) {
        let on = |role| Ink::new(role).on(Ground::Raised);
        match state {
            SaveState::Saved(at) => {
                let at = self.context.time_of(at);
                (format!("saved {at}"), on(Role::Good))
            }
            SaveState::Written(at) => {
                let at = self.context.time_of(at);
                (format!("written {at}"), on(Role::Good))
            }
            SaveState::Saving => ("saving…".to_owned(), on(Role::Warn)),
            SaveState::Failed(why) if self.open().is_some() => {
                let key = hint(Command::SavedWhen);
                let words = format!("NOT SAVED ({key} saves elsewhere): {why}");
                (words, on(Role::Bad).bold())
            }
            SaveState::Failed(why) => (format!("NOT SAVED: {why}"), on(Role::Bad).bold()),
            SaveState::ReadOnly(why) => (format!("READ-ONLY: {why}"), on(Role::Bad).bold()),
        }
    }
}

/// Draws as many keys as fit up to `right`; the last one always fits.
fn draw_keys(p: &mut Painter, area: Rect, right: u16, active: &ActiveKeys) {
    let rows = listing::footer(&active.scopes);
    let footer_key = |b: &Binding| match (b.command, &active.digits) {
        (Command::Score(_), Some(digits)) => digits.clone(),
        (command, _) if command.is_series() => keys_of(b),
        _ => b.first_key().unwrap_or_default().to_owned(),
    };
    let on = |role| Ink::new(role).on(Ground::Raised);
    let width = |b: &Binding| -> u16 {
        let cells = text::width(&footer_key(b)) + text::width(b.label) + 3;
        u16::try_from(cells).unwrap_or(u16::MAX)
    };
    let last = rows.last().filter(|b| b.footer >= ALWAYS_SHOWN);
    let last = last.map_or(0, |b| width(b));
    let mut x = area.x + 1;
    for (n, b) in rows.iter().enumerate() {
        let reserve = if n + 1 == rows.len() { 0 } else { last };
        if x + width(b) > right.saturating_sub(reserve) + 2 {
            continue;
        }
        let start = x;
        let ink = on(Role::Accent).bold();
        x += p.text(x, area.y, right.saturating_sub(x), &footer_key(b), ink) + 1;
        x += p.text(x, area.y, right.saturating_sub(x), b.label, on(Role::Text));
        if !b.command.is_series() {
            let key = Rect {
                x: start,
                width: x - start,
                ..area
            };
            p.hit(key, Hit::Command(b.command));
        }
        x += 2;
    }
}

/// Draws one sentence above the footer; a long one takes the rows it needs, up to four.
pub(super) fn draw_message(p: &mut Painter, area: Rect, sentence: &str, role: Role) {
    let width = area.width.saturating_sub(4);
    let safe = text::visible(sentence);
    let rows = text::wrap(&safe, usize::from(width)).len();
    let rows = u16::try_from(rows).unwrap_or(1).min(4);
    let area = Rect {
        y: area.y.saturating_sub(rows - 1),
        height: rows,
        ..area
    };
    p.fill(area, Ground::Page);
    p.text(area.x + 1, area.y, 1, "▸", Ink::new(Role::Accent).bold());
    let words = Rect {
        x: area.x + 3,
        width,
        ..area
    };
    p.wrapped(words, sentence, Ink::new(role).bold());
}
