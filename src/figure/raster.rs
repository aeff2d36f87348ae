//! Any figure as a table of shaded cells: editable in a word processor, readable in a terminal, and
//! the source of text alternatives.

use super::{
    Bar, Figure, Gantt, Grid, Group, Hue, Links, Opposites, Plane, Point, Profile, Span, Trend,
    number, with_function,
};
use crate::domain::dates::month_name;
use crate::text::Foreign;
use jiff::ToSpan;

/// Cells of a full bar.
const BAR: usize = 24;
/// Columns and rows of a plane.
const PLANE: (usize, usize) = (9, 7);
/// Most cells of a calendar, and most people across. A table in Word has 63 columns at most.
const CALENDAR: usize = 40;

/// A figure in cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raster {
    /// Cells in a line.
    pub wide: usize,
    /// The lines, from top to bottom.
    pub lines: Vec<Line>,
}

/// One line: label, cells, tail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Text to the left of the cells.
    pub label: Foreign,
    /// The cells; a line without any is text only.
    pub cells: Vec<Cell>,
    /// Text to the right of the cells.
    pub tail: Foreign,
    /// Whether it is a heading for the lines below.
    pub head: bool,
}

/// One cell, or several merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// How many cells it spans.
    pub span: usize,
    /// Its colour; none for blank.
    pub hue: Option<Hue>,
    /// Its text.
    pub text: Foreign,
}

impl Cell {
    fn new(span: usize, hue: Option<Hue>, text: impl Into<Foreign>) -> Self {
        Self {
            span,
            hue,
            text: text.into(),
        }
    }
}

impl Line {
    /// Label and tail in sequence: the content of a line without cells.
    #[must_use]
    pub fn words(&self) -> Foreign {
        Foreign::joined([&self.label, &self.tail], "  ")
    }

    fn text(label: impl Into<Foreign>, tail: impl Into<Foreign>) -> Self {
        Self {
            label: label.into(),
            tail: tail.into(),
            ..Self::default()
        }
    }

    fn heading(label: impl Into<Foreign>, tail: impl Into<Foreign>) -> Self {
        Self {
            head: true,
            ..Self::text(label, tail)
        }
    }
}

impl Figure {
    /// What the figure shows, in words: its text alternative.
    #[must_use]
    pub fn words(&self) -> Foreign {
        let lines = self
            .raster()
            .lines
            .into_iter()
            .filter(|l| !(l.label.is_empty() && l.tail.is_empty()));
        let texts = lines.map(|l| {
            Foreign::joined(
                [
                    &l.label,
                    &Foreign::joined(l.cells.iter().map(|c| &c.text), " "),
                    &l.tail,
                ],
                ": ",
            )
        });
        Foreign::joined(&texts.collect::<Vec<_>>(), "; ")
    }

    /// The figure in cells.
    #[must_use]
    pub fn raster(&self) -> Raster {
        match self {
            Self::Bars(groups) => bars(groups),
            Self::Plane(figure) => plane(figure),
            Self::Grid(figure) => grid(figure),
            Self::Links(figure) => links(figure),
            Self::Gantt(figure) => gantt(figure),
            Self::Trends(list) => trends(list),
            Self::Profile(figure) => profile(figure),
        }
    }
}

/// The cells of a bar of which `full` are filled.
fn bar(full: usize, hue: Hue) -> Vec<Cell> {
    let full = full.min(BAR);
    let filled = Cell::new(full, Some(hue), "");
    let blank = Cell::new(BAR - full, None, "");
    let cells = [filled, blank].into_iter();
    cells.filter(|c| c.span > 0).collect()
}

fn bars(groups: &[Group]) -> Raster {
    let line = |b: &Bar| {
        let full = b.share.map_or(0, |s| (s * BAR as f64).round() as usize);
        Line {
            label: b.label().into(),
            cells: bar(full, b.hue),
            tail: b.caption().into(),
            head: false,
        }
    };
    let lines = groups.iter().flat_map(|g| {
        std::iter::once(Line::heading(&g.title, &g.note)).chain(g.bars.iter().map(line))
    });
    Raster {
        wide: BAR,
        lines: lines.collect(),
    }
}

/// One axis of a plane, divided into cells.
struct Axis {
    cells: usize,
    cut: f64,
    /// The first cell above the cut.
    border: usize,
}

impl Axis {
    /// The cut is moved to a border between cells.
    fn new(cut: f64, cells: usize) -> Self {
        let border = ((cut * cells as f64).round() as usize).clamp(1, cells - 1);
        Self { cells, cut, border }
    }

    /// The cell of a value, always on the value's side of the cut.
    fn cell(&self, value: f64) -> usize {
        let within = |share: f64, cells: usize| ((share * cells as f64) as usize).min(cells - 1);
        if value < self.cut {
            within(value / self.cut.max(f64::MIN_POSITIVE), self.border)
        } else {
            let share = (value - self.cut) / (1.0 - self.cut).max(f64::MIN_POSITIVE);
            self.border + within(share, self.cells - self.border)
        }
    }
}

fn plane(plane: &Plane) -> Raster {
    let (wide, tall) = PLANE;
    let (x_axis, y_axis) = (Axis::new(plane.x.1, wide), Axis::new(plane.y.1, tall));
    let cell = |x: usize, y: usize| {
        let is_here = |p: &&Point| (x_axis.cell(p.at.0), y_axis.cell(p.at.1)) == (x, y);
        let points: Vec<&Point> = plane.points.iter().filter(is_here).collect();
        let marks: Vec<&str> = points.iter().map(|p| p.mark.as_str()).collect();
        // two opposite quarters are shaded to make the cut visible
        let is_shaded = (x >= x_axis.border) != (y >= y_axis.border);
        let ground = is_shaded.then_some(Hue::Quiet);
        Cell::new(1, points.first().map(|p| p.hue).or(ground), marks.join(" "))
    };
    let mut lines = vec![Line::heading(format!("{} ▲", plane.y.0), "")];
    lines.extend((0..tall).rev().map(|y| Line {
        cells: (0..wide).map(|x| cell(x, y)).collect(),
        ..Line::default()
    }));
    lines.push(Line::heading("", format!("{} ▸", plane.x.0)));
    let [low, x_only, y_only, both] = &plane.quarters;
    lines.push(Line::text(
        "upper left, upper right",
        format!("{y_only}, {both}"),
    ));
    lines.push(Line::text(
        "lower left, lower right",
        format!("{low}, {x_only}"),
    ));
    lines.extend(plane.points.iter().map(|p| {
        let quarter = match (p.at.0 >= plane.x.1, p.at.1 >= plane.y.1) {
            (false, false) => low,
            (true, false) => x_only,
            (false, true) => y_only,
            (true, true) => both,
        };
        Line::text(format!("{} {}", p.mark, p.name), quarter)
    }));
    Raster { wide, lines }
}

fn grid(grid: &Grid) -> Raster {
    let mut lines = vec![Line::heading(format!("{} ▲", grid.rows.0), "")];
    for (r, row) in grid.cells.iter().enumerate().rev() {
        let cell = |(c, title): (usize, &String)| {
            let here = grid.at == Some((r, c));
            Cell::new(
                1,
                here.then_some(Hue::Accent),
                if here {
                    format!("● {title}")
                } else {
                    title.clone()
                },
            )
        };
        let label = grid.rows.1.get(r).map(Foreign::from).unwrap_or_default();
        lines.push(Line {
            label,
            cells: row.iter().enumerate().map(cell).collect(),
            ..Line::default()
        });
    }
    let foot = grid
        .columns
        .1
        .iter()
        .map(|b| Cell::new(1, None, b.clone()))
        .collect();
    lines.push(Line {
        label: format!("{} ▸", grid.columns.0).into(),
        cells: foot,
        head: true,
        ..Line::default()
    });
    Raster {
        wide: grid.columns.1.len(),
        lines,
    }
}

fn links(links: &Links) -> Raster {
    let [a, b] = &links.people;
    let [name_a, name_b] = &links.sides;
    // columns are numbered because names are too wide; too many people are only listed
    let wide = if b.len() > CALENDAR { 0 } else { b.len() };
    let head = (1..=wide)
        .map(|n| Cell::new(1, None, n.to_string()))
        .collect();
    let mut lines = vec![Line {
        label: format!("◆ {name_a} to ● {name_b}").into(),
        cells: head,
        head: true,
        ..Line::default()
    }];
    for (y, (name, function)) in a.iter().enumerate() {
        let cell = |x: usize| {
            let talk = links.pairs.contains(&(y, x));
            Cell::new(1, talk.then_some(Hue::Accent), if talk { "●" } else { "" })
        };
        let with: Vec<&str> = links
            .pairs
            .iter()
            .filter(|p| p.0 == y)
            .filter_map(|p| Some(b.get(p.1)?.0.as_str()))
            .collect();
        let tail = if with.is_empty() {
            "no contacts".into()
        } else {
            format!("in contact with {}", with.join(", ")).into()
        };
        lines.push(Line {
            label: with_function(name, function).into(),
            cells: (0..wide).map(cell).collect(),
            tail,
            head: false,
        });
    }
    let legend = b
        .iter()
        .enumerate()
        .map(|(n, (name, function))| format!("{} {}", n + 1, with_function(name, function)));
    lines.extend(legend.map(|tail| Line {
        tail: tail.into(),
        ..Line::default()
    }));
    Raster { wide, lines }
}

fn gantt(gantt: &Gantt) -> Raster {
    let weeks_a_cell = gantt.weeks.div_ceil(CALENDAR).max(1);
    let wide = gantt.weeks.div_ceil(weeks_a_cell);
    let first_day = |cell: usize| {
        gantt
            .first
            .checked_add(i64::try_from(cell * weeks_a_cell).unwrap_or(0).weeks())
            .unwrap_or(gantt.first)
    };
    let mut months: Vec<Cell> = Vec::new();
    for cell in 0..wide {
        let name = month_name(first_day(cell));
        match months.last_mut() {
            Some(last) if last.text == name.into() => last.span += 1,
            _ => months.push(Cell::new(1, None, name)),
        }
    }
    // the name of a month needs two cells
    months
        .iter_mut()
        .filter(|m| m.span < 2)
        .for_each(|m| m.text = Foreign::default());
    let head = Line {
        label: gantt.first.year().to_string().into(),
        cells: months,
        head: true,
        ..Line::default()
    };
    let row = |s: &Span| {
        let mut cells: Vec<Cell> = Vec::new();
        for cell in 0..wide {
            let inside = s
                .days
                .is_some_and(|(from, to)| first_day(cell + 1) > from && first_day(cell) <= to);
            let hue = inside.then_some(s.hue);
            match cells.last_mut() {
                Some(last) if last.hue == hue => last.span += 1,
                _ => cells.push(Cell::new(1, hue, "")),
            }
        }
        Line {
            label: (&s.label).into(),
            cells,
            tail: (&s.remark).into(),
            head: false,
        }
    };
    Raster {
        wide,
        lines: std::iter::once(head)
            .chain(gantt.rows.iter().map(row))
            .collect(),
    }
}

fn profile(profile: &Profile) -> Raster {
    let wide = profile.rows.iter().map(|r| r.answers).max().unwrap_or(0);
    let legend: Vec<&str> = profile.legend.iter().map(|(n, _)| n.as_str()).collect();
    let row = |r: &Opposites| {
        let last = r.answers.saturating_sub(1);
        let cell = |n: usize| {
            let is_here = |share: f64| (share * last as f64).round() as usize == n;
            let here: Vec<_> = r.marks.iter().filter(|m| is_here(m.share)).collect();
            let hue = here.first().map(|m| m.hue);
            let marks: Vec<&str> = here.iter().map(|m| m.mark.as_str()).collect();
            Cell::new(1, hue, marks.join(" "))
        };
        let said = r.marks.iter().map(|m| format!("{} {}", m.mark, m.value));
        let said: Vec<String> = said.collect();
        Line {
            label: (&r.ends[0]).into(),
            cells: (0..wide).map(cell).collect(),
            tail: format!("{} ({})", r.ends[1], said.join(", ")).into(),
            head: false,
        }
    };
    let head = Line::heading(legend.join("   "), "");
    let lines = std::iter::once(head).chain(profile.rows.iter().map(row));
    Raster {
        wide,
        lines: lines.collect(),
    }
}

fn trends(trends: &[Trend]) -> Raster {
    let mut lines = Vec::new();
    for t in trends {
        lines.push(Line::heading(&t.title, &t.remark));
        let (low, high) = t.range();
        for (when, value) in &t.values {
            let share = if high > low && (high - low).is_finite() {
                (value - low) / (high - low)
            } else {
                1.0
            };
            // even the lowest value gets a visible bar
            let full = ((share * BAR as f64).round() as usize).max(1);
            lines.push(Line {
                label: if when.is_empty() {
                    "baseline".into()
                } else {
                    when.into()
                },
                cells: bar(full, t.hue),
                tail: number(*value).into(),
                head: false,
            });
        }
        let target = t
            .from_to
            .1
            .map_or_else(|| "no target yet".into(), |v| format!("target {v}").into());
        lines.push(Line {
            tail: target,
            ..Line::default()
        });
    }
    Raster { wide: BAR, lines }
}
