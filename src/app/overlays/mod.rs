//! What lies over a screen: a stack, of which the top one has the keys. An overlay is a file here
//! that implements [`Component`](super::Component), and its line below.

mod form;
mod page;
mod picker;
mod plan;
mod prompt;
mod question;
mod search;
mod stray_text;
mod text_box;
mod versions;

pub use form::{Form, draw_record};
pub use page::Page;
pub use picker::Picker;
pub use plan::Plan;
pub use prompt::{Prompt, PromptPurpose};
pub use question::Question;
pub use search::Search;
pub use stray_text::{StrayText, keep_for_pasting};
pub use text_box::{TextBox, draw_text_box};
pub use versions::versions;

use crate::widgets::{Ground, Ink, Painter, Role, center, split_top};
use ratatui::layout::Rect;

/// Clears a box in the middle, with its title, and returns what is inside.
pub fn panel(p: &mut Painter, area: Rect, wide: u16, tall: u16, title: &str) -> Rect {
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
