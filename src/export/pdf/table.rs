//! Tables: columns as wide as their words need, heads repeated on every page.

use super::fonts::{Fonts, Weight};
use super::paragraph::Paragraph;
use super::shape::{Shaped, shape};
use super::style::{BOTTOM, GAP_AROUND, HEAD_COLOUR, HEIGHT, LINE_COLOUR, MARGIN, WIDTH, cell};
use super::tags::{DOCUMENT, TagId};
use super::typesetter::Typesetter;
use pdf_writer::types::{ArtifactType, StructRole};
use std::ops::Range;

/// Space between the text of a cell and its edges: left and right, above and below.
const PADDING: (f32, f32) = (4.0, 3.0);
/// Thickness of the rule under a row.
const RULE: f32 = 0.5;
/// Widest word that makes its column wider; longer ones are broken.
const WIDEST_WORD: f32 = 90.0;
/// Cells up to this width stay on one line.
const SHORT_CELL: f32 = 62.0;
/// Width of a text from which on its column does not get wider.
const LONG_CELL: f32 = 260.0;
/// Narrowest column.
const NARROWEST: f32 = 8.0;
/// Rows up to this height stay on one page.
const WHOLE_ROW: f32 = HEIGHT / 2.0;
/// Heads up to this height are repeated.
const REPEATED_HEAD: f32 = HEIGHT / 3.0;

/// A table that is ready to be placed.
pub(super) struct Table {
    widths: Vec<f32>,
    head: Row,
    rows: Vec<Row>,
}

struct Row {
    cells: Vec<Paragraph>,
    is_head: bool,
}

impl Table {
    pub(super) fn new(fonts: &mut Fonts, head: &[String], rows: &[Vec<String>]) -> Self {
        let columns = head.len();
        let mut shape_all = |cells: &[String], weight| -> Vec<Shaped> {
            cells
                .iter()
                .map(|text| shape(fonts, text, weight))
                .collect()
        };
        let head = shape_all(head, Weight::Bold);
        let rows: Vec<Vec<Shaped>> = rows.iter().map(|r| shape_all(r, Weight::Regular)).collect();
        let size = cell(columns, Weight::Regular).size;
        let widths = column_widths(&head, &rows, size);
        let row = |cells: Vec<Shaped>, is_head: bool| {
            let style = cell(
                columns,
                if is_head {
                    Weight::Bold
                } else {
                    Weight::Regular
                },
            );
            let inner = widths.iter().map(|w| w - 2.0 * PADDING.0);
            let cells = cells.into_iter().zip(inner);
            let cells = cells.map(|(text, width)| Paragraph::from_shaped(text, style, width));
            Row {
                cells: cells.collect(),
                is_head,
            }
        };
        Self {
            head: row(head, true),
            rows: rows.into_iter().map(|cells| row(cells, false)).collect(),
            widths,
        }
    }

    /// Height of the head and the beginning of the first row.
    pub(super) fn height_of_start(&self) -> f32 {
        let first = self.rows.first().map_or(0.0, |row| {
            if row.height() <= WHOLE_ROW {
                row.height()
            } else {
                row.height_of(0..2)
            }
        });
        self.head.height().min(REPEATED_HEAD) + first
    }

    pub(super) fn place(&self, typesetter: &mut Typesetter) {
        let table = typesetter.tags.add(StructRole::Table, DOCUMENT);
        let head = typesetter.tags.add(StructRole::THead, table);
        let body = typesetter.tags.add(StructRole::TBody, table);
        typesetter.leave_gap(GAP_AROUND);
        typesetter.reserve(self.height_of_start());
        self.place_row(typesetter, &self.head, head);
        for row in &self.rows {
            if row.height() <= WHOLE_ROW && row.height() > typesetter.room() {
                self.begin_page(typesetter);
            }
            self.place_row(typesetter, row, body);
        }
        typesetter.leave_gap(GAP_AROUND);
    }

    /// Begins a page with the head of the table.
    fn begin_page(&self, typesetter: &mut Typesetter) {
        typesetter.begin_page();
        if self.head.height() <= REPEATED_HEAD {
            self.draw(typesetter, &self.head, 0..self.head.lines(), None);
        }
    }

    /// Places a row; where it does not fit, it continues on the next page.
    fn place_row(&self, typesetter: &mut Typesetter, row: &Row, group: TagId) {
        let tag = typesetter.tags.add(StructRole::TR, group);
        let role = if row.is_head {
            StructRole::TH
        } else {
            StructRole::TD
        };
        let cells: Vec<TagId> = row
            .cells
            .iter()
            .map(|_| typesetter.tags.add(role, tag))
            .collect();
        let mut from = 0;
        let mut is_page_new = typesetter.is_fresh;
        while from < row.lines() {
            let room = BOTTOM - typesetter.y - 2.0 * PADDING.1;
            let fit = (room / row.leading() + 0.001).max(0.0) as usize;
            let left = row.lines() - from;
            let count = match fit {
                fit if fit >= left => left,
                0 | 1 if !is_page_new => 0,
                fit => fit.max(1),
            };
            if count > 0 {
                self.draw(typesetter, row, from..from + count, Some(&cells));
                from += count;
            }
            if from < row.lines() {
                if row.is_head {
                    typesetter.begin_page();
                } else {
                    self.begin_page(typesetter);
                }
                is_page_new = true;
            }
        }
    }

    /// Draws some lines of a row: as content of these elements, or as the repetition of a head.
    fn draw(
        &self,
        typesetter: &mut Typesetter,
        row: &Row,
        lines: Range<usize>,
        tags: Option<&[TagId]>,
    ) {
        let (top, height) = (typesetter.y, row.height_of(lines.clone()));
        let width = self.widths.iter().sum();
        typesetter.page.begin_artifact(ArtifactType::Layout);
        if row.is_head {
            typesetter
                .page
                .fill_area(MARGIN, top, (width, height), HEAD_COLOUR);
        }
        let bottom = top + height;
        let (from, to) = ((MARGIN, bottom), (MARGIN + width, bottom));
        typesetter.page.rule(from, to, RULE, LINE_COLOUR);
        typesetter.page.end();
        let mut x = MARGIN;
        for (n, (text, width)) in row.cells.iter().zip(&self.widths).enumerate() {
            let lines = lines.start..lines.end.min(text.lines.len());
            if !lines.is_empty() {
                match tags.and_then(|tags| tags.get(n)) {
                    Some(tag) => typesetter.begin_content(*tag),
                    None => typesetter.page.begin_artifact(ArtifactType::Pagination),
                }
                typesetter.draw_lines(text, lines, (x + PADDING.0, top + PADDING.1));
                typesetter.page.end();
            }
            x += width;
        }
        typesetter.advance(height);
    }
}

impl Row {
    /// Lines of its highest cell.
    fn lines(&self) -> usize {
        self.cells.iter().map(|c| c.lines.len()).max().unwrap_or(0)
    }

    fn leading(&self) -> f32 {
        self.cells.first().map_or(1.0, |c| c.style.leading)
    }

    fn height(&self) -> f32 {
        self.height_of(0..self.lines())
    }

    fn height_of(&self, lines: Range<usize>) -> f32 {
        lines.len() as f32 * self.leading() + 2.0 * PADDING.1
    }
}

/// What a column needs, in points without padding.
#[derive(Clone, Copy)]
struct Need {
    /// So that words and short cells are not broken.
    least: f32,
    /// So that nothing is broken, but for long texts.
    most: f32,
}

/// Widths that together are the width of the page: no column is narrower than its words, and what
/// is left goes to the columns with long texts.
fn column_widths(head: &[Shaped], rows: &[Vec<Shaped>], size: f32) -> Vec<f32> {
    let need = |n: usize, head: &Shaped| {
        let mut least = (head.widest_word() * size).clamp(NARROWEST, WIDEST_WORD);
        let mut most = (head.widest_line() * size).min(LONG_CELL).max(least);
        let mut short = Some(0.0_f32);
        for text in rows.iter().filter_map(|row| row.get(n)) {
            let line = text.widest_line() * size;
            least = least.max((text.widest_word() * size).min(WIDEST_WORD));
            most = most.max(line.min(LONG_CELL));
            short = short.map(|s| s.max(line)).filter(|s| *s <= SHORT_CELL);
        }
        // a date and other short cells stay on one line
        let least = least.max(short.unwrap_or(0.0));
        Need {
            least,
            most: most.max(least),
        }
    };
    let needs: Vec<Need> = head.iter().enumerate().map(|(n, h)| need(n, h)).collect();
    let padding = 2.0 * PADDING.0;
    let room = (WIDTH - padding * needs.len() as f32).max(1.0);
    let least: f32 = needs.iter().map(|n| n.least).sum::<f32>().max(1.0);
    let wanted: f32 = needs.iter().map(|n| n.most - n.least).sum();
    let most = widest_that_fits(&needs, room);
    let width = |need: &Need| {
        let inner = if least >= room {
            need.least.min(most)
        } else if wanted > 0.0 {
            need.least + (room - least) * (need.most - need.least) / wanted
        } else {
            need.least * room / least
        };
        // a hair more, so that what was measured is not broken by rounding
        inner + padding + 0.01
    };
    needs.iter().map(width).collect()
}

/// The width to which the widest columns are cut so that all fit; narrow ones keep theirs.
fn widest_that_fits(needs: &[Need], room: f32) -> f32 {
    let mut least: Vec<f32> = needs.iter().map(|n| n.least).collect();
    least.sort_by(f32::total_cmp);
    let mut left = room;
    for (n, width) in least.iter().enumerate() {
        let share = left / (least.len() - n) as f32;
        if *width > share {
            return share;
        }
        left -= width;
    }
    f32::INFINITY
}

#[cfg(test)]
mod tests {
    use super::super::fonts::Fonts;
    use super::super::system_fonts::sources_for;
    use super::*;
    use std::collections::BTreeSet;

    fn widths(head: &[&str], row: &[&str]) -> Vec<f32> {
        let (sources, _) = sources_for(BTreeSet::new());
        let mut fonts = Fonts::new(&sources).unwrap();
        let owned = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        let table = Table::new(&mut fonts, &owned(head), &[owned(row)]);
        let sum: f32 = table.widths.iter().sum();
        assert!((sum - WIDTH).abs() < 1.0, "{sum}");
        table.widths
    }

    #[test]
    fn long_texts_get_the_room_and_words_stay_whole() {
        let action = "Shared delivery board, updated daily in both plants, and read aloud";
        let widths = widths(&["#", "Action", "Due"], &["1", action, "16 Oct 2026"]);
        assert!(widths[0] < widths[2] && widths[2] < widths[1] && widths[1] > 300.0);
    }

    #[test]
    fn where_not_all_words_fit_only_the_columns_of_long_words_are_cut() {
        let long = "Donaudampfschifffahrtsgesellschaft";
        let head = [vec!["dots"; 4], vec![long; 12]].concat();
        let widths = widths(&head, &vec![""; 16]);
        let words = 16.0;
        assert!(widths[0] > words && widths[0] < widths[4], "{widths:?}");
    }
}
