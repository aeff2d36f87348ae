//! Figures as drawings, and drawings as SVG for the page of a browser.

mod canvas;
pub(super) mod shape;
mod write;

use super::escape::escape;
use crate::domain::dates::month_name;
use crate::figure::{Bar, Figure, Gantt, Grid, Group, Hue, Links, Plane, Profile, Trend, number};
use crate::text::Foreign;
use canvas::Canvas;
use jiff::ToSpan;
use shape::{Anchor, Drawing};

/// Width of every picture, in pixels of a screen or three quarters of a point.
pub const WIDE: f64 = 720.0;
/// Where what is drawn begins and ends; left of it stand labels, right of it what is said.
const DRAWN: (f64, f64) = (230.0, 560.0);
/// Characters of a label, and of what is said, on one line.
const LABEL: usize = 36;
const SAID: usize = 25;

/// A figure as shapes.
pub(super) fn drawing(figure: &Figure) -> Drawing {
    let mut c = Canvas::new();
    match figure {
        Figure::Bars(groups) => groups.iter().for_each(|g| bars(&mut c, g)),
        Figure::Plane(plane) => in_plane(&mut c, plane),
        Figure::Grid(grid) => in_grid(&mut c, grid),
        Figure::Links(links) => in_links(&mut c, links),
        Figure::Gantt(gantt) => on_calendar(&mut c, gantt),
        Figure::Trends(trends) => trends.iter().for_each(|t| on_its_way(&mut c, t)),
        Figure::Profile(profile) => between_ends(&mut c, profile),
    }
    c.done()
}

/// A figure as SVG with its title and its text alternative.
#[must_use]
pub fn svg(title: &Foreign, figure: &Figure) -> String {
    let Drawing { height, shapes, .. } = drawing(figure);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {height}\" \
         width=\"{WIDE}\" height=\"{height}\" role=\"img\" \
         font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\" font-size=\"12\">\
         <title>{}</title><desc>{}</desc>{}</svg>",
        escape(title),
        escape(&figure.words()),
        write::elements(&shapes),
    )
}

fn bars(c: &mut Canvas, group: &Group) {
    c.heading(&group.title, &group.note);
    for Bar {
        name,
        mark,
        hue,
        share,
        value,
        remarks,
    } in &group.bars
    {
        let label = if mark == name || name.starts_with(mark.as_str()) {
            name.clone()
        } else {
            format!("{mark} {name}")
        };
        let says: Vec<&str> = [value.as_str()]
            .into_iter()
            .chain(remarks.iter().map(|s| s.0.as_str()))
            .filter(|s| !s.is_empty())
            .collect();
        c.row(&label, &says.join(", "), |c, y| {
            let wide = DRAWN.1 - DRAWN.0;
            c.rect(DRAWN.0, y + 2.0, wide, 12.0, Hue::Quiet);
            if let Some(share) = share {
                c.rect(DRAWN.0, y + 2.0, wide * share.clamp(0.0, 1.0), 12.0, *hue);
            }
        });
    }
    c.gap(8.0);
}

fn between_ends(c: &mut Canvas, profile: &Profile) {
    let legend: Vec<&str> = profile.legend.iter().map(|(n, _)| n.as_str()).collect();
    c.heading(&legend.join("    "), "");
    c.gap(6.0);
    let wide = DRAWN.1 - DRAWN.0;
    for row in &profile.rows {
        let [left, right] = &row.ends;
        c.row(left, right, |c, y| {
            let middle = y + 8.0;
            let x = |share: f64| DRAWN.0 + 10.0 + (wide - 20.0) * share;
            c.line((x(0.0), middle), (x(1.0), middle), false);
            for n in 0..row.answers {
                let at = x(n as f64 / row.answers.saturating_sub(1).max(1) as f64);
                c.line((at, middle - 3.0), (at, middle + 3.0), false);
            }
            for (n, mark) in row.marks.iter().enumerate() {
                let share = mark.share;
                let shared = row.marks.iter().filter(|m| m.share == share).count() > 1;
                let aside = match (shared, n) {
                    (false, _) => 0.0,
                    (true, 0) => -10.0,
                    (true, _) => 10.0,
                };
                c.point(x(share) + aside, middle, &[&mark.mark], mark.hue);
            }
        });
    }
    c.gap(8.0);
}

fn in_plane(c: &mut Canvas, plane: &Plane) {
    let (x, y, wide, tall) = (90.0, c.y() + 10.0, 540.0, 320.0);
    let at = |(px, py): (f64, f64)| {
        (
            x + wide * px.clamp(0.0, 1.0),
            y + tall * (1.0 - py.clamp(0.0, 1.0)),
        )
    };
    let (cut_x, cut_y) = at((plane.x.1, plane.y.1));
    c.rect(cut_x, y, x + wide - cut_x, cut_y - y, Hue::Quiet);
    c.frame(x, y, wide, tall);
    c.line((cut_x, y), (cut_x, y + tall), true);
    c.line((x, cut_y), (x + wide, cut_y), true);
    let [low, x_only, y_only, both] = &plane.quarters;
    for (words, tx, ty, anchor) in [
        (y_only, x + 6.0, y + 16.0, Anchor::Start),
        (both, x + wide - 6.0, y + 16.0, Anchor::End),
        (low, x + 6.0, y + tall - 8.0, Anchor::Start),
        (x_only, x + wide - 6.0, y + tall - 8.0, Anchor::End),
    ] {
        c.quiet(tx, ty, anchor, words);
    }
    c.text(x, y - 4.0, Anchor::Start, &format!("{} ▲", plane.y.0));
    c.text(
        x + wide,
        y + tall + 16.0,
        Anchor::End,
        &format!("{} ▸", plane.x.0),
    );
    // points of one place are one dot with all their marks, so that none leaves its quarter
    let mut places: Vec<((f64, f64), Vec<&str>, Hue)> = Vec::new();
    for point in &plane.points {
        let (px, py) = at(point.at);
        match places
            .iter_mut()
            .find(|p| (p.0.0 - px).abs() < 12.0 && (p.0.1 - py).abs() < 12.0)
        {
            Some((_, marks, _)) => marks.push(&point.mark),
            None => places.push(((px, py), vec![&point.mark], point.hue)),
        }
    }
    for ((px, py), marks, hue) in places {
        c.point(px, py, &marks, hue);
    }
    c.skip_to(y + tall + 26.0);
    for point in &plane.points {
        c.legend(&format!("{}  {}", point.mark, point.name));
    }
}

fn in_grid(c: &mut Canvas, grid: &Grid) {
    c.text(
        0.0,
        c.y() + 12.0,
        Anchor::Start,
        &format!("{} ▲", grid.rows.0),
    );
    let (x, y, tall) = (120.0, c.y() + 22.0, 40.0);
    let wide = (WIDE - x) / grid.columns.1.len().max(1) as f64;
    for (line, (r, row)) in grid.cells.iter().enumerate().rev().enumerate() {
        let top = y + line as f64 * tall;
        c.quiet(
            x - 8.0,
            top + tall / 2.0 + 4.0,
            Anchor::End,
            grid.rows.1.get(r).map_or("", String::as_str),
        );
        for (n, title) in row.iter().enumerate() {
            let left = x + n as f64 * wide;
            let here = grid.at == Some((r, n));
            c.rect(
                left + 2.0,
                top + 2.0,
                wide - 4.0,
                tall - 4.0,
                if here { Hue::Accent } else { Hue::Quiet },
            );
            let words = if here {
                format!("● {title}")
            } else {
                title.clone()
            };
            c.inside(
                left + wide / 2.0,
                top + tall / 2.0 + 4.0,
                &words,
                if here { Hue::Accent } else { Hue::Quiet },
            );
        }
    }
    let foot = y + grid.cells.len() as f64 * tall;
    for (n, band) in grid.columns.1.iter().enumerate() {
        c.quiet(
            x + (n as f64 + 0.5) * wide,
            foot + 16.0,
            Anchor::Middle,
            band,
        );
    }
    c.text(
        WIDE,
        foot + 34.0,
        Anchor::End,
        &format!("{} ▸", grid.columns.0),
    );
    c.skip_to(foot + 42.0);
}

fn in_links(c: &mut Canvas, links: &Links) {
    let (top, step) = (c.y() + 8.0, 24.0);
    let y = |n: usize| top + n as f64 * step + 10.0;
    for (a, b) in &links.pairs {
        c.link((DRAWN.0 + 20.0, y(*a)), (WIDE - DRAWN.0 - 20.0, y(*b)));
    }
    let said = |(name, function): &(String, String)| {
        if function.is_empty() {
            name.clone()
        } else {
            format!("{name}, {function}")
        }
    };
    for (side, people) in links.people.iter().enumerate() {
        for (n, person) in people.iter().enumerate() {
            let (x, dot, anchor, hue) = if side == 0 {
                (DRAWN.0, DRAWN.0 + 12.0, Anchor::End, Hue::A)
            } else {
                (WIDE - DRAWN.0, WIDE - DRAWN.0 - 12.0, Anchor::Start, Hue::B)
            };
            c.clipped(x, y(n) + 4.0, anchor, &said(person), LABEL);
            c.dot(dot, y(n), hue);
        }
    }
    c.skip_to(top + links.people.iter().map(Vec::len).max().unwrap_or(0) as f64 * step + 8.0);
}

fn on_calendar(c: &mut Canvas, gantt: &Gantt) {
    let wide = DRAWN.1 - DRAWN.0;
    let days = (gantt.weeks * 7).max(1) as f64;
    let x = |date: jiff::civil::Date| {
        DRAWN.0 + wide * (f64::from((date - gantt.first).get_days()) / days).clamp(0.0, 1.0)
    };
    let top = c.y();
    c.quiet(
        DRAWN.0 - 8.0,
        top + 12.0,
        Anchor::End,
        &gantt.first.year().to_string(),
    );
    let mut month = gantt
        .first
        .first_of_month()
        .checked_add(1.month())
        .unwrap_or(gantt.first);
    let mut marks = vec![gantt.first];
    while f64::from((month - gantt.first).get_days()) < days && marks.len() < 60 {
        marks.push(month);
        let Ok(next) = month.checked_add(1.month()) else {
            break;
        };
        month = next;
    }
    let mut free = 0.0;
    for mark in &marks {
        // a name stands where the one before has ended
        if x(*mark) >= free {
            c.quiet(x(*mark) + 2.0, top + 12.0, Anchor::Start, month_name(*mark));
            free = x(*mark) + 30.0;
        }
    }
    c.skip_to(top + 18.0);
    let begin = c.y();
    for span in &gantt.rows {
        c.row(&span.label, &span.remark, |c, y| {
            if let Some((from, to)) = span.days {
                let end = to.checked_add(1.day()).unwrap_or(to);
                c.rect(
                    x(from),
                    y + 2.0,
                    (x(end) - x(from)).max(3.0),
                    12.0,
                    span.hue,
                );
            }
        });
    }
    let end = c.y();
    for mark in marks.iter().skip(1) {
        c.line((x(*mark), begin), (x(*mark), end), true);
    }
}

fn on_its_way(c: &mut Canvas, trend: &Trend) {
    c.heading(&trend.title, &trend.remark);
    let values: Vec<f64> = trend.values.iter().map(|v| v.1).collect();
    let ends = trend.from_to.0.into_iter().chain(trend.from_to.1);
    let (low, high) = ends
        .chain(values.iter().copied())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
            (l.min(v), h.max(v))
        });
    let (top, tall) = (c.y() + 16.0, 56.0);
    let y = |v: f64| {
        top + if high > low && (high - low).is_finite() {
            tall * (1.0 - (v - low) / (high - low))
        } else {
            tall / 2.0
        }
    };
    let x = |n: usize| {
        40.0 + n as f64 * ((WIDE - 160.0) / values.len().max(2).saturating_sub(1) as f64)
    };
    if let Some(target) = trend.from_to.1 {
        c.line((30.0, y(target)), (WIDE - 110.0, y(target)), true);
        c.text(
            WIDE - 104.0,
            y(target) + 4.0,
            Anchor::Start,
            &format!("target {}", number(target)),
        );
    }
    for (n, (from, to)) in values.iter().zip(values.iter().skip(1)).enumerate() {
        c.stroke((x(n), y(*from)), (x(n + 1), y(*to)), trend.hue);
    }
    for (n, (when, value)) in trend.values.iter().enumerate() {
        c.dot(x(n), y(*value), trend.hue);
        c.text(x(n), y(*value) - 7.0, Anchor::Middle, &number(*value));
        let day = if when.is_empty() {
            "baseline"
        } else {
            when.as_str()
        };
        // with many readings only the first and the last day have room
        if values.len() <= 7 || n == 0 || n + 1 == values.len() {
            c.quiet(x(n), top + tall + 18.0, Anchor::Middle, day);
        }
    }
    c.skip_to(top + tall + 32.0);
}
