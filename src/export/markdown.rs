//! Markdown.

use super::document::{Block, Document, PRIVATE};
use std::fmt::Write as _;

/// Cells of a picture: what a window of code shows without scrolling.
const WIDE: usize = 96;

/// The document as Markdown (CommonMark with tables). Text of the session is inert in it.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", inline(&document.title.for_document()));
    for words in document.cover.iter().flat_map(|c| &c.lines) {
        let _ = writeln!(out, "\n{}", line(&words.for_document()));
    }
    if document.private {
        let _ = writeln!(out, "\n{PRIVATE}");
    }
    for block in &document.blocks {
        out.push('\n');
        match block {
            Block::Heading(level, text) => {
                let _ = writeln!(
                    out,
                    "{} {}",
                    "#".repeat(usize::from(*level) + 1),
                    inline(&text.for_document())
                );
            }
            Block::Paragraph(text) => {
                let _ = writeln!(
                    out,
                    "{}",
                    text.for_document()
                        .lines()
                        .map(line)
                        .collect::<Vec<_>>()
                        .join("  \n")
                );
            }
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(
                        out,
                        "- {}",
                        item.for_document()
                            .lines()
                            .map(line)
                            .collect::<Vec<_>>()
                            .join("  \n  ")
                    );
                }
            }
            Block::Table { head, rows } => {
                let head: Vec<String> = head.iter().map(|h| inline(&h.for_document())).collect();
                let _ = writeln!(
                    out,
                    "| {} |\n|{}",
                    head.join(" | "),
                    " --- |".repeat(head.len())
                );
                for row in rows {
                    let cells: Vec<String> = row
                        .iter()
                        .map(|c| {
                            c.for_document()
                                .lines()
                                .map(inline)
                                .collect::<Vec<_>>()
                                .join("<br>")
                        })
                        .collect();
                    let _ = writeln!(out, "| {} |", cells.join(" | "));
                }
            }
            Block::Figure { title, figure } => {
                // indented by four, everything is as it stands, whatever it is
                let _ = writeln!(out, "{}\n", line(&title.for_document()));
                for pieces in figure.lines(WIDE) {
                    let text: String = pieces.into_iter().map(|p| p.text).collect();
                    let _ = writeln!(out, "{}", format!("    {text}").trim_end());
                }
            }
        }
    }
    out
}

/// One line of a text at the start of a line, where more characters mean something.
fn line(text: &str) -> String {
    let safe = inline(text);
    let digits = safe.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = safe.split_at_checked(digits).unwrap_or_default();
    match rest.as_bytes().first() {
        // "1." or "1)" would open a numbered list
        Some(b'.' | b')') if digits > 0 => format!("{number}\\{rest}"),
        Some(b'+' | b'-' | b'=') if digits == 0 => format!("\\{safe}"),
        _ => safe,
    }
}

/// Text with everything escaped that Markdown or HTML would act on anywhere in a line.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '!' | '~' | '>' | '#' => {
                out.push('\\');
                out.push(c);
            }
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
                Block::table(["a"], vec![vec!["x|y\n`z`"]]),
                Block::List(vec!["a\nb".into()]),
            ],
            ..Document::default()
        };
        let want = "# \\# T \\| &lt;b\\>\n\n1\\. one  \n\\- two  \n\\> three  \nfour \\!\\[x\\](y)\n\n| a |\n| --- |\n| x\\|y<br>\\`z\\` |\n\n- a  \n  b\n";
        assert_eq!(markdown(&d), want);
    }
}
