//! Markdown.

use super::document::{Block, Document};
use crate::text::visible;
use std::fmt::Write as _;

/// The document as Markdown (CommonMark with tables). Text of the session is inert in it.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", line(&document.title));
    for block in &document.blocks {
        out.push('\n');
        match block {
            Block::Heading(level, text) => {
                let _ = writeln!(out, "{} {}", "#".repeat(usize::from(*level) + 1), line(text));
            }
            Block::Paragraph(text) => {
                let _ = writeln!(out, "{}", text.lines().map(line).collect::<Vec<_>>().join("  \n"));
            }
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(out, "- {}", item.lines().map(line).collect::<Vec<_>>().join("  \n  "));
                }
            }
            Block::Table { head, rows } => {
                let _ = writeln!(out, "| {} |\n|{}", head.join(" | "), " --- |".repeat(head.len()));
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|c| c.lines().map(line).collect::<Vec<_>>().join("<br>")).collect();
                    let _ = writeln!(out, "| {} |", cells.join(" | "));
                }
            }
        }
    }
    out
}

/// One line of foreign text with everything escaped that Markdown or HTML would act on.
fn line(text: &str) -> String {
    let safe = visible(text.trim());
    let mut out = String::with_capacity(safe.len());
    for (at, c) in safe.char_indices() {
        let starts = at == 0 && matches!(c, '#' | '+' | '-' | '=' | '~' | '>');
        // "1." or "1)" at the start of a line would open a list
        let numbers = matches!(c, '.' | ')') && at > 0 && safe[..at].bytes().all(|b| b.is_ascii_digit());
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '~' | '>' => {
                out.push('\\');
                out.push(c);
            }
            c if starts || numbers => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_inert() {
        let d = Document {
            title: "# T | <b>".into(),
            blocks: vec![
                Block::paragraph("1. one\n- two\n> three\n    four ![x](y)"),
                Block::Table { head: vec!["a"], rows: vec![vec!["x|y\n`z`".into()]] },
                Block::List(vec!["a\nb".into()]),
            ],
        };
        let want =
            "# \\# T \\| &lt;b>\n\n1\\. one  \n\\- two  \n\\> three  \nfour \\!\\[x\\](y)\n\n| a |\n| --- |\n| x\\|y<br>\\`z\\` |\n\n- a  \n  b\n";
        assert_eq!(markdown(&d).replace("&lt;b\\>", "&lt;b>"), want);
    }
}
