//! Escaping of text in XML and HTML.

use crate::text::Foreign;

/// Text that is inert in XML and HTML, also in quoted attributes. Characters that XML forbids are
/// replaced.
#[must_use]
pub fn escape(text: &Foreign) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.for_document().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
