//! A page to read: a document laid out for the terminal.

use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::screens::session::SessionScreen;
use crate::export::{Block, Document};
use crate::figure::Hue;
use crate::keys::{Command, Scope};
use crate::text::{self, Foreign, rows};
use crate::widgets::{Ground, Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

/// Columns kept free for how far the page is seen.
const POSITION: u16 = 9;

/// An open page.
pub struct Page {
    document: Document,
    top: usize,
    /// Rows a page moves by: what fitted when it was last moved.
    tall: usize,
}

/// One line of a page: stretches of text after each other, each in its ink.
type Line = Vec<(String, Ink)>;

impl Page {
    /// A page, newly opened.
    #[must_use]
    pub fn new(document: Document) -> Self {
        Self {
            document,
            top: 0,
            tall: 10,
        }
    }

    /// Moves; does nothing if the command is no movement. `size` is the size of the terminal.
    fn scroll(&mut self, command: Command, size: (u16, u16)) {
        self.tall = usize::from(size.1.saturating_sub(5)).max(1);
        let last = layout(&self.document, wide(size.0))
            .len()
            .saturating_sub(self.tall);
        self.top = match command {
            Command::Up => self.top.saturating_sub(1),
            Command::Down => self.top + 1,
            Command::PageUp => self.top.saturating_sub(self.tall.saturating_sub(1).max(1)),
            Command::PageDown => self.top + self.tall.saturating_sub(1).max(1),
            Command::First => 0,
            Command::Last => last,
            _ => return,
        }
        .min(last);
    }

    fn view(&self, p: &mut Painter, area: Rect) {
        p.fill(area, Ground::Page);
        p.hits.clear();
        let (head, body) = split_top(area, 1);
        p.fill(head, Ground::Raised);
        p.text(
            head.x + 1,
            head.y,
            head.width.saturating_sub(POSITION),
            &self.document.title.for_line(),
            Ink::new(Role::Accent).bold().on(Ground::Raised),
        );
        let body = split_top(body, 1).1;
        let lines = layout(&self.document, wide(area.width));
        let top = self.top.min(lines.len().saturating_sub(1));
        for (n, line) in lines
            .iter()
            .skip(top)
            .take(usize::from(body.height))
            .enumerate()
        {
            let y = body.y + u16::try_from(n).unwrap_or(0);
            let mut x = body.x + 2;
            for (text, ink) in line {
                p.text(x, y, body.right().saturating_sub(x + 1), text, *ink);
                x += u16::try_from(text::width(text)).unwrap_or(0);
            }
        }
        let end = (top + usize::from(body.height)).min(lines.len());
        if top > 0 || end < lines.len() {
            let position = format!("{} % ", end * 100 / lines.len().max(1));
            p.right(
                head.right(),
                head.y,
                &position,
                Ink::new(Role::Quiet).on(Ground::Raised),
            );
        }
    }
}

impl Component for Page {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::keys([Scope::Page])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        if command == Command::Cancel {
            cx.ask(Request::Close);
        } else {
            self.scroll(command, cx.size);
        }
    }

    fn draw(&self, _: Option<&SessionScreen>, _: &Context, p: &mut Painter, area: Rect) {
        self.view(p, area);
    }
}

/// The width of the text on a terminal of this width: long lines are hard to read.
fn wide(terminal: u16) -> usize {
    usize::from(terminal.saturating_sub(4)).clamp(20, 130)
}

fn layout(document: &Document, wide: usize) -> Vec<Line> {
    let (plain, quiet) = (Ink::new(Role::Text), Ink::new(Role::Quiet).bold());
    let all = |lines: Vec<String>, ink: Ink| lines.into_iter().map(move |l| vec![(l, ink)]);
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(level, title) => {
                out.push(vec![]);
                out.extend(all(
                    rows(&title.for_screen(), wide),
                    if *level == 1 {
                        Ink::new(Role::Accent).bold()
                    } else {
                        plain.bold()
                    },
                ));
            }
            Block::Paragraph(paragraph) => {
                out.extend(all(rows(&paragraph.for_screen(), wide), plain))
            }
            Block::List(items) => {
                for item in items {
                    let lines = rows(&item.for_screen(), wide - 2).into_iter().enumerate();
                    out.extend(lines.map(|(n, line)| {
                        vec![(format!("{} {line}", if n == 0 { "·" } else { " " }), plain)]
                    }));
                }
            }
            Block::Table { head, rows } => {
                let widths = column_widths(head, rows, wide);
                out.extend(all(table_row(head, &widths), quiet));
                out.push(vec![(
                    "─".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1)),
                    Ink::new(Role::Line),
                )]);
                out.extend(
                    rows.iter()
                        .flat_map(|row| all(table_row(row, &widths), plain)),
                );
            }
            Block::Figure { title, figure } => {
                out.extend(all(rows(&title.for_screen(), wide), quiet));
                let ink = |hue: Option<Hue>| hue.map_or(plain, |h| Ink::new(h.into()));
                out.extend(
                    figure
                        .lines(wide)
                        .into_iter()
                        .map(|l| l.into_iter().map(|p| (p.text, ink(p.hue))).collect()),
                );
            }
        }
    }
    out
}

/// Widths that fit: every column gets what it needs, the long ones share what is left.
fn column_widths(head: &[Foreign], rows: &[Vec<Foreign>], wide: usize) -> Vec<usize> {
    let need = |(n, title): (usize, &Foreign)| {
        let cells = rows
            .iter()
            .filter_map(|r| r.get(n))
            .map(|c| text::width(&c.for_line()))
            .max()
            .unwrap_or(0);
        cells.max(text::width(&title.for_line())).max(1)
    };
    let mut widths: Vec<usize> = head.iter().enumerate().map(need).collect();
    let room = wide
        .saturating_sub(2 * head.len().saturating_sub(1))
        .max(head.len() * 3);
    while widths.iter().sum::<usize>() > room {
        let Some(longest) = widths.iter_mut().max_by_key(|w| **w).filter(|w| **w > 3) else {
            break;
        };
        *longest -= 1;
    }
    widths
}

fn table_row(cells: &[Foreign], widths: &[usize]) -> Vec<String> {
    let columns: Vec<Vec<String>> = widths
        .iter()
        .enumerate()
        .map(|(n, w)| {
            cells
                .get(n)
                .map_or_else(Vec::new, |c| rows(&c.for_screen(), *w))
        })
        .collect();
    let tall = columns.iter().map(Vec::len).max().unwrap_or(1);
    (0..tall)
        .map(|line| {
            let mut out = String::new();
            for (column, wide) in columns.iter().zip(widths) {
                let cell = column.get(line).map_or("", String::as_str);
                out.push_str(cell);
                out.push_str(&" ".repeat((wide + 2).saturating_sub(text::width(cell))));
            }
            out.trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_fit_the_page() {
        let long = "a long cell that has to be wrapped somewhere".to_owned();
        let d = Document {
            blocks: vec![Block::table(["#", "Text"], vec![vec!["1".into(), long]])],
            ..Document::default()
        };
        for wide in [20, 40, 100] {
            assert!(
                layout(&d, wide)
                    .iter()
                    .flatten()
                    .all(|(l, _)| text::width(l) <= wide)
            );
        }
    }
}
