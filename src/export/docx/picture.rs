//! Figures as shaded cells of a table.

use super::{TEXT, blank, filled, formatted};
use crate::export::palette::shade;
use crate::figure::{Figure, Line};
use crate::text::{Foreign, clip};
use docx_rs::{
    AlignmentType, Run, Table, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellMargins, TableLayoutType, TableRow, WidthType,
};

/// Width of the labels, in twentieths of a point.
const LABEL: usize = 2900;
/// Width of the remarks, in the same unit.
const TAIL: usize = 2600;
/// A figure of up to this many lines stays on one page.
const WHOLE: usize = 40;
/// Most characters of a label or a remark.
const WORDS: usize = 200;

/// A figure as shaded cells, which can be edited and read aloud.
pub(super) fn picture(figure: &Figure) -> Table {
    let raster = figure.raster();
    let last = raster.lines.len().saturating_sub(1);
    let wide = raster.wide.max(1);
    let unit = (TEXT - LABEL - TAIL) / wide;
    let grid = Grid {
        wide,
        unit,
        tail: TEXT - LABEL - unit * wide,
    };
    let rows = raster.lines.iter().enumerate().map(|(n, line)| {
        let keep_next = raster.lines.len() <= WHOLE && n < last;
        TableRow::new(grid.row(line, keep_next)).cant_split()
    });
    // white lines keep bars apart
    let rule = TableBorder::new(TableBorderPosition::InsideH)
        .color("FFFFFF")
        .size(18);
    Table::new(rows.collect())
        .set_grid([vec![LABEL], vec![unit; wide], vec![grid.tail]].concat())
        .layout(TableLayoutType::Fixed)
        .width(TEXT, WidthType::Dxa)
        .set_borders(TableBorders::with_empty().set(rule))
        .margins(TableCellMargins::new().margin(15, 30, 15, 30))
}

/// The columns of a figure: a label, cells of equal width, a remark.
struct Grid {
    /// Number of cells.
    wide: usize,
    /// Width of a cell.
    unit: usize,
    /// Width of the remark.
    tail: usize,
}

impl Grid {
    fn row(&self, line: &Line, keep_next: bool) -> Vec<TableCell> {
        if line.cells.is_empty() {
            let all = words(TEXT, &line.words(), line, keep_next);
            return vec![all.grid_span(self.wide + 2)];
        }
        let mut row = vec![words(LABEL, &line.label, line, keep_next)];
        let mut left = self.wide;
        for c in &line.cells {
            let span = c.span.min(left);
            if span == 0 {
                break;
            }
            left -= span;
            let text = |run| formatted("PictureText", &c.text, run).align(AlignmentType::Center);
            let cell = self.cell(span);
            row.push(match c.hue.map(shade) {
                Some((fill, ink)) => cell
                    .shading(filled(fill))
                    .add_paragraph(text(Run::new().color(ink).bold())),
                None => cell.add_paragraph(text(Run::new())),
            });
        }
        if left > 0 {
            row.push(self.cell(left).add_paragraph(blank("PictureText")));
        }
        row.push(words(self.tail, &line.tail, line, keep_next));
        row
    }

    fn cell(&self, span: usize) -> TableCell {
        TableCell::new()
            .width(self.unit * span, WidthType::Dxa)
            .grid_span(span)
    }
}

/// A label or a remark, clipped because the tables of the document have the whole text.
fn words(width: usize, text: &Foreign, line: &Line, keep_next: bool) -> TableCell {
    let run = if line.head {
        Run::new().bold()
    } else {
        Run::new()
    };
    let text = Foreign::from(&*clip(&text.for_line(), WORDS));
    TableCell::new()
        .width(width, WidthType::Dxa)
        .add_paragraph(formatted("PictureText", &text, run).keep_next(keep_next))
}
