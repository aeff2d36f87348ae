//! The results of a questionnaire: a bar for each area and rater, and two areas as a plane.

use super::{Bar, Group, Hue, Plane, Point, number};
use crate::domain::questionnaire::{Area, Combine};
use crate::domain::scoring::{self, Rater, band, raters, score, score_before};
use crate::domain::{Questionnaire, Session};

/// Gap from which an area is listed first, in steps of its own scale.
const WIDE_GAP: f64 = 2.0;
/// Gap from which it is stated, in the same steps. On a scale of two answers it is the whole scale.
const STATED_GAP: f64 = 1.5;

/// A group for all areas together, unless that would be a mean of means, and one for each area.
#[must_use]
pub fn bars(session: &Session, q: &Questionnaire) -> Vec<Group> {
    let total = ((q.combine != Combine::Mean || q.overall) && q.areas.len() > 1)
        .then(|| group(session, q, None, &raters(session, q)));
    total.into_iter().chain(areas(session, q)).collect()
}

/// A group for each area: those with wide gaps first, else in the order of the questionnaire;
/// steps always in their order.
#[must_use]
pub fn areas(session: &Session, q: &Questionnaire) -> Vec<Group> {
    let raters = raters(session, q);
    let mut areas: Vec<&Area> = q
        .areas
        .iter()
        .filter(|a| q.items_of(&a.id).any(|i| !i.gate))
        .collect();
    let wide =
        |a: &Area| gap(session, q, &a.id, &raters).filter(|g| reaches(q, &a.id, *g, WIDE_GAP));
    if !q.ordered {
        areas.sort_by(|a, b| wide(b).unwrap_or(0.0).total_cmp(&wide(a).unwrap_or(0.0)));
    }
    areas
        .into_iter()
        .map(|a| group(session, q, Some(a), &raters))
        .collect()
}

fn group(session: &Session, q: &Questionnaire, area: Option<&Area>, raters: &[Rater]) -> Group {
    let stated = |a: &Area| {
        let gap = gap(session, q, &a.id, raters)?;
        reaches(q, &a.id, gap, STATED_GAP).then(|| apart(q, raters, gap))
    };
    let apart = area.and_then(stated);
    Group {
        title: area.map_or_else(|| "All areas".to_owned(), |a| title_of(q, a)),
        note: area
            .and_then(|a| here(session, q, a, raters))
            .or(apart)
            .unwrap_or_default(),
        bars: raters
            .iter()
            .map(|r| bar(session, q, area.map(|a| a.id.as_str()), r, raters.len() > 1))
            .collect(),
    }
}

/// The title of an area, with its number if it is a step.
#[must_use]
pub fn title_of(q: &Questionnaire, area: &Area) -> String {
    let number = q.areas.iter().position(|a| a.id == area.id);
    match number.filter(|_| q.ordered) {
        Some(n) => format!("{} {}", n + 1, area.title),
        None => area.title.clone(),
    }
}

/// Who stands on a step: `◆ ● you are here`.
#[must_use]
pub fn here(session: &Session, q: &Questionnaire, area: &Area, raters: &[Rater]) -> Option<String> {
    let number = q.areas.iter().position(|a| a.id == area.id)?;
    let is_here = |r: &&Rater| scoring::stands_at(session, q, &r.id) == Some(number);
    let glyphs = raters.iter().filter(is_here);
    let glyphs: Vec<String> = glyphs
        .map(|r| r.side.map_or('●', |s| s.glyph()).to_string())
        .collect();
    (!glyphs.is_empty()).then(|| format!("{} you are here", glyphs.join(" ")))
}

fn bar(session: &Session, q: &Questionnaire, area: Option<&str>, r: &Rater, named: bool) -> Bar {
    let s = score(session, q, area, &r.id);
    let (low, high) = range(q, area);
    let mut remarks = Vec::new();
    // bands apply to all areas together only if those are combined into one figure of that scale
    let banded = match area {
        Some(area) => !q.is_area_of_extras(area),
        None => q.combine == Combine::Index || q.overall,
    };
    match (s.value, band(q, s).filter(|_| banded)) {
        (None, _) if s.asked == 0 => remarks.push(("does not apply".to_owned(), Hue::Quiet)),
        (None, _) => remarks.push(("not answered yet".to_owned(), Hue::Quiet)),
        (Some(value), Some(b)) => {
            remarks.push((b.label.clone(), b.tone.into()));
            if let Some(change) = score_before(session, q, area, &r.id)
                .value
                .map(|b| value - b)
                .filter(|d| d.abs() >= 0.05)
            {
                let better = (change > 0.0) != q.less_is_better;
                let sign = if change > 0.0 { "▲" } else { "▼" };
                remarks.push((
                    format!("{sign}{}", number(change.abs())),
                    if better { Hue::Good } else { Hue::Bad },
                ));
            }
        }
        (Some(_), None) if !s.has_enough_answers() => {
            remarks.push((format!("{} of {}", s.answered, s.asked), Hue::Quiet))
        }
        (Some(_), None) => {}
    }
    let short = if named {
        r.title.chars().take(6).collect()
    } else {
        String::new()
    };
    Bar {
        name: r.title.clone(),
        mark: r.side.map_or(short, |s| s.glyph().to_string()),
        hue: r.side.map_or(Hue::Accent, Hue::from),
        share: s.value.map(|v| share(v, low, high)),
        value: s.value.map(number).unwrap_or_default(),
        remarks,
    }
}

/// Two areas against each other, with a point for each rater; none where the questionnaire defines
/// no such figure.
#[must_use]
pub fn plane(session: &Session, q: &Questionnaire) -> Option<Plane> {
    let t = q.two_by_two.as_ref()?;
    let title = |id: &str| {
        q.areas
            .iter()
            .find(|a| a.id == id)
            .map_or("", |a| a.title.as_str())
            .to_owned()
    };
    let at = |id: &str, value: f64| {
        let (low, high) = range(q, Some(id));
        share(value, low, high)
    };
    let point = |r: Rater| {
        let of = |id: &str| Some(at(id, score(session, q, Some(id), &r.id).value?));
        let mark = r
            .side
            .map_or_else(|| "●".to_owned(), |s| s.glyph().to_string());
        Some(Point {
            at: (of(&t.x)?, of(&t.y)?),
            mark,
            hue: r.side.map_or(Hue::Accent, Hue::from),
            name: r.title,
        })
    };
    Some(Plane {
        x: (title(&t.x), at(&t.x, t.cut)),
        y: (title(&t.y), at(&t.y, t.cut)),
        quarters: t.quarters.clone(),
        points: raters(session, q).into_iter().filter_map(point).collect(),
    })
}

/// The quarter each rater's answers lead to, in words, once enough has been answered.
#[must_use]
pub fn quarters(session: &Session, q: &Questionnaire) -> Vec<String> {
    let Some(t) = &q.two_by_two else {
        return vec![];
    };
    let high = |area: &str, r: &Rater| {
        let s = score(session, q, Some(area), &r.id);
        s.value
            .filter(|_| s.has_enough_answers())
            .map(|v| v >= t.cut)
    };
    let sentence = |r: &Rater| {
        let at = usize::from(high(&t.x, r)?) + 2 * usize::from(high(&t.y, r)?);
        Some(format!("{}: {}", r.title, t.quarters.get(at)?))
    };
    raters(session, q).iter().filter_map(sentence).collect()
}

/// The lowest and highest possible score in an area, or in all.
fn range(q: &Questionnaire, area: Option<&str>) -> (f64, f64) {
    let items = || {
        q.items
            .iter()
            .filter(|i| !i.gate && area.is_none_or(|a| i.area == a))
    };
    let scales = || items().filter_map(|i| q.scale(i));
    match q.combine {
        Combine::Index => (0.0, 100.0),
        Combine::Sum => (
            0.0,
            items()
                .filter_map(|i| Some(q.scale(i)?.max * i.weight))
                .sum(),
        ),
        Combine::Mean => (
            scales().map(|s| s.min).fold(f64::INFINITY, f64::min),
            scales().map(|s| s.max).fold(f64::NEG_INFINITY, f64::max),
        ),
    }
}

fn share(value: f64, low: f64, high: f64) -> f64 {
    if high > low {
        ((value - low) / (high - low)).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// The gap between the scores of two raters, in steps of the area's own scale.
fn gap(session: &Session, q: &Questionnaire, area: &str, raters: &[Rater]) -> Option<f64> {
    let [x, y] = raters else { return None };
    let value = |r: &Rater| scoring::score(session, q, Some(area), &r.id).value;
    let scale = q.items_of(area).find(|i| !i.gate).map(|i| q.scale(i))??;
    let gap = (value(x)? - value(y)?).abs();
    let step = match q.combine {
        // a percentage of the most that the answers can be
        Combine::Index => 100.0 * scale.step() / scale.max,
        Combine::Mean | Combine::Sum => scale.step(),
    };
    (step > 0.0).then(|| gap / step)
}

/// True if a gap reaches this many steps, or the whole of a scale that has fewer.
fn reaches(q: &Questionnaire, area: &str, gap: f64, steps: f64) -> bool {
    let item = q.items_of(area).find(|i| !i.gate);
    let most = item.and_then(|i| q.scale(i)).map_or(1, |s| s.anchors.len());
    gap >= steps.min(most.saturating_sub(1).max(1) as f64) - 1e-9
}

/// How far the scores of two raters are apart, in words: `2 levels apart`.
fn apart(q: &Questionnaire, raters: &[Rater], gap: f64) -> String {
    let gap = number(gap);
    let unit = match q.combine {
        // columns hold what is there and what is needed
        Combine::Mean if raters.iter().all(|r| r.side.is_none()) => "level",
        // an answer more is a point more
        Combine::Sum => "point",
        Combine::Mean | Combine::Index => "step",
    };
    let plural = if gap == "1" { "" } else { "s" };
    format!("{gap} {unit}{plural} apart")
}
