//! Markdown.

use super::RenderError;
use super::document::{Block, Document, PRIVATE};
use crate::figure::Figure;
use crate::text::Foreign;
use std::fmt::Write as _;

/// Width of a figure in characters: what a code block shows without scrolling.
const WIDE: usize = 96;

/// A document as Markdown (CommonMark with tables). Text of the session is inert in it.
///
/// # Errors
/// Never; the signature is that of all writers of documents.
pub fn markdown(document: &Document) -> Result<Vec<u8>, RenderError> {
    Ok(text_of(document).into_bytes())
}

fn text_of(document: &Document) -> String {
    let mut out = format!("# {}\n", inline(&document.title.for_document()));
    for words in document.cover.iter().flat_map(|c| &c.lines) {
        let _ = writeln!(out, "\n{}", line(&words.for_document()));
    }
    if document.private {
        let _ = writeln!(out, "\n{PRIVATE}");
    }
    for block in &document.blocks {
        out.push('\n');
        write_block(&mut out, block);
    }
    out
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            let marks = "#".repeat(usize::from(*level) + 1);
            let _ = writeln!(out, "{marks} {}", inline(&text.for_document()));
        }
        Block::Paragraph(text) => {
            let _ = writeln!(out, "{}", lines(text, line, "  \n"));
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(out, "- {}", lines(item, line, "  \n  "));
            }
        }
        Block::Table { head, rows } => {
            let rule = " --- |".repeat(head.len());
            let head: Vec<String> = head.iter().map(|h| inline(&h.for_document())).collect();
            let _ = writeln!(out, "| {} |\n|{rule}", head.join(" | "));
            for row in rows {
                let cells: Vec<String> = row.iter().map(|c| lines(c, inline, "<br>")).collect();
                let _ = writeln!(out, "| {} |", cells.join(" | "));
            }
        }
        Block::Figure { title, figure } => write_figure(out, title, figure),
    }
}

/// A figure as an indented code block, in which nothing is markup.
fn write_figure(out: &mut String, title: &Foreign, figure: &Figure) {
    let _ = writeln!(out, "{}\n", line(&title.for_document()));
    for pieces in figure.lines(WIDE) {
        let text: String = pieces.into_iter().map(|p| p.text).collect();
        let _ = writeln!(out, "{}", format!("    {text}").trim_end());
    }
}

/// The lines of a text, each escaped by `escape`, with `between` between them.
fn lines(text: &Foreign, escape: fn(&str) -> String, between: &str) -> String {
    let text = text.for_document();
    text.lines().map(escape).collect::<Vec<_>>().join(between)
}

/// Text at the start of a line, where more characters are markup.
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

/// Text with everything escaped that is markup anywhere in a line of Markdown or HTML.
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
    fn text_of_the_session_is_never_markup() {
        let d = Document {
            title: "# T | <b>".into(),
            blocks: vec![
                Block::paragraph("1. one\n- two\n> three\n    four ![x](y)"),
                Block::table(["a"], vec![vec!["x|y\n`z`"]]),
                Block::List(vec!["a\nb".into()]),
            ],
            ..Document::default()
        };
        let want = concat!(
            "# \\# T \\| &lt;b\\>\n\n1\\. one  \n\\- two  \n\\> three  \n",
            "four \\!\\[x\\](y)\n\n| a |\n| --- |\n| x\\|y<br>\\`z\\` |\n\n- a  \n  b\n"
        );
        assert_eq!(text_of(&d), want);
    }
}
