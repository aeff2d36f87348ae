//! Results: a bar for each side and area, the widest gaps first; beside them what to act on.

use super::{CONCERN_HITS, figure, gap, range, tone};
use crate::domain::questionnaire::{Area, TwoByTwo};
use crate::domain::scoring::{Rater, band, concerns, raters, score, score_before};
use crate::domain::{Questionnaire, Session};
use crate::export::Block;
use crate::steps::Ctx;
use crate::steps::brick::{self, Rows};
use crate::text;
use crate::widgets::{Ink, Painter, Role, split_bottom, split_right, split_top};
use ratatui::layout::Rect;

/// Steps of a scale from 1 to 5 from which on a gap comes first.
const WIDE_GAP: f64 = 2.0;

/// The areas in the order shown: wide gaps first, then as they are written.
pub(super) fn areas<'a>(session: &Session, q: &'a Questionnaire, raters: &[Rater]) -> Vec<&'a Area> {
    let mut areas: Vec<&Area> = q.areas.iter().filter(|a| q.items_of(&a.id).any(|i| !i.gate)).collect();
    let wide = |a: &Area| gap(session, q, &a.id, raters).filter(|g| *g >= WIDE_GAP);
    areas.sort_by(|a, b| wide(b).unwrap_or(0.0).total_cmp(&wide(a).unwrap_or(0.0)));
    areas
}

pub(super) fn view(ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire, raters: &[Rater], lit: usize) {
    let (body, foot) = split_bottom(area, 1);
    source(p, foot, q);
    let (left, right) = split_right(body, body.width * 9 / 20, 3);
    let picture = q.two_by_two.as_ref().filter(|_| left.height >= 20);
    let (bars_area, picture_area) = split_bottom(left, if picture.is_some() { left.height * 3 / 5 } else { 0 });
    // where the picture has no room, its quarter is said
    let (bars_area, words) = split_bottom(bars_area, if picture.is_none() && q.two_by_two.is_some() { brick::cells(raters.len()) } else { 0 });
    for (n, says) in (0u16..).zip(quarters(ctx.session, q, raters).into_iter().take(usize::from(words.height))) {
        p.text(words.x, words.y + n, words.width, &says, Ink::new(Role::Accent).bold());
    }
    let list = concerns(ctx.session, q);
    let at = lit.min(list.len().saturating_sub(1));
    bars(ctx.session, p, bars_area, q, raters, list.get(at).map_or("", |c| c.text.as_str()));
    if let Some(t) = picture {
        two_by_two(ctx.session, p, picture_area, q, t, raters);
    }
    let heading = if list.is_empty() { "To act on" } else { "To act on   (a makes an action)" };
    let list_area = brick::heading(p, right, heading, Role::Accent, Role::Accent);
    if list.is_empty() {
        p.wrapped(brick_in(list_area), "Nothing stands out. Where too little is answered, nothing is said.", Role::Quiet);
        return;
    }
    let wide = right.width.saturating_sub(4);
    let lines = |words: &str| brick::cells(text::wrap(&text::visible(words), usize::from(wide)).len());
    let action = |n: usize| if list[n].action.is_empty() { String::new() } else { format!("→ {}", list[n].action) };
    let tall = |n: usize| lines(&list[n].text) + if n == at { lines(&list[n].why) + lines(&action(n)) } else { 0 };
    let rows = Rows { len: list.len(), selected: Some(at), around: at, pane: CONCERN_HITS, tall: &tall };
    brick::rows(p, list_area, &rows, |p, n, row, ground| {
        let c = &list[n];
        let sign = if tone(c.tone) == Role::Bad { "!" } else { "?" };
        p.text(row.x, row.y, 1, sign, Ink::new(tone(c.tone)).bold().on(ground));
        let words = Rect { x: row.x + 2, width: wide, ..row };
        let used = p.wrapped(words, &c.text, Ink::new(Role::Text).bold_if(n == at).on(ground));
        if n == at {
            let below = split_top(words, used).1;
            let used = p.wrapped(below, &c.why, Ink::new(Role::Quiet).on(ground));
            p.wrapped(split_top(below, used).1, &action(n), Ink::new(Role::Text).on(ground));
        }
    });
}

fn brick_in(area: Rect) -> Rect {
    let area = split_top(area, 1).1;
    Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }
}

/// One line for the source; what was recalled and not read is said to be so.
fn source(p: &mut Painter, area: Rect, q: &Questionnaire) {
    let used = if q.source_status == "unverified" {
        p.text(area.x, area.y, area.width, "Not verified; can be changed in its file.  ", Ink::new(Role::Warn).bold())
    } else {
        0
    };
    p.text(area.x + used, area.y, area.width.saturating_sub(used), &q.source, Role::Quiet);
}

/// Title, then one bar a rater with figure and band; what differs is written at the end. Where not all
/// areas fit, those around the one called `around` are shown.
pub(super) fn bars(session: &Session, p: &mut Painter, area: Rect, q: &Questionnaire, raters: &[Rater], around: &str) {
    let used = total(session, p, area, q, raters);
    let mut left = split_top(area, used).1;
    let list = areas(session, q, raters);
    let one = brick::cells(raters.len()) + 1;
    let gap_row = u16::from(usize::from(left.height) >= list.len() * usize::from(one + 1));
    let at = list.iter().position(|a| a.title == around).unwrap_or(0);
    let seen = crate::widgets::window(list.len(), at, left.height + gap_row, |_| one + gap_row);
    if let Some(position) = seen.position() {
        p.right(left.right(), left.y, &position, Role::Quiet);
    }
    for area in list.iter().take(seen.end).skip(seen.first) {
        let differs = gap(session, q, &area.id, raters).filter(|g| *g >= 1.5).map(|g| format!("  {} steps apart", figure(g)));
        let used = p.text(left.x, left.y, left.width.saturating_sub(9), &area.title, Ink::new(Role::Text).bold());
        p.text(left.x + used, left.y, left.width.saturating_sub(used), &differs.unwrap_or_default(), Ink::new(Role::Bad).bold());
        for (n, r) in (1u16..).zip(raters).filter(|(n, _)| *n < left.height) {
            bar(session, p, Rect { y: left.y + n, height: 1, ..left }, q, Some(&area.id), r, raters.len() > 1);
        }
        left = split_top(left, one + gap_row).1;
    }
}

/// The figure of everything, where it is more than a mean of means. Returns the rows used.
fn total(session: &Session, p: &mut Painter, area: Rect, q: &Questionnaire, raters: &[Rater]) -> u16 {
    use crate::domain::questionnaire::Combine;
    if q.combine == Combine::Mean || area.height < 6 || q.areas.len() < 2 {
        return 0;
    }
    p.text(area.x, area.y, area.width, "All together", Ink::new(Role::Text).bold());
    for (n, r) in (1u16..).zip(raters) {
        bar(session, p, Rect { y: area.y + n, height: 1, ..area }, q, None, r, raters.len() > 1);
    }
    brick::cells(raters.len()) + 2
}

fn bar(session: &Session, p: &mut Painter, row: Rect, q: &Questionnaire, area: Option<&str>, r: &Rater, named: bool) {
    let s = score(session, q, area, &r.id);
    let (low, high) = range(q, area);
    let role = r.side.map_or(Role::Accent, brick::role);
    let mark = r.side.map_or_else(|| r.title.chars().take(6).collect::<String>(), |s| s.glyph().to_string());
    let mut x = row.x + if named || r.side.is_some() { p.text(row.x, row.y, 7, &mark, Ink::new(role).bold()) + 1 } else { 0 };
    let room = row.right().saturating_sub(x + 22);
    let Some(value) = s.value else {
        p.text(x, row.y, row.right().saturating_sub(x), "not answered yet", Role::Quiet);
        return;
    };
    let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
    let full = (share * f64::from(room)).round() as usize;
    let used = p.text(x, row.y, room, &"█".repeat(full), Ink::new(role));
    p.text(x + used, row.y, room.saturating_sub(used), &"░".repeat(usize::from(room.saturating_sub(used))), Role::Line);
    x += room + 1;
    x += p.text(x, row.y, 5, &figure(value), Ink::new(Role::Text).bold()) + 1;
    let left = row.right().saturating_sub(x);
    // unless the area as a whole carries no bands of its own
    match band(q, s).filter(|_| area.is_some() || q.combine == crate::domain::questionnaire::Combine::Index) {
        Some(b) => {
            let used = p.text(x, row.y, left, &b.label, Ink::new(tone(b.tone)).bold());
            let before = score_before(session, q, area, &r.id).value.map(|b| value - b).filter(|d| d.abs() >= 0.05);
            if let Some(change) = before {
                let better = (change > 0.0) != q.less_is_better;
                let sign = if change > 0.0 { "▲" } else { "▼" };
                p.text(
                    x + used + 1,
                    row.y,
                    left.saturating_sub(used + 1),
                    &format!("{sign}{}", figure(change.abs())),
                    if better { Role::Good } else { Role::Bad },
                );
            }
        }
        None if !s.is_covered() => {
            p.text(x, row.y, left, &format!("{} of {}", s.answered, s.asked), Role::Quiet);
        }
        None => {}
    }
}

/// The quarter of the picture each rater's answers lead to, in words.
fn quarters(session: &Session, q: &Questionnaire, raters: &[Rater]) -> Vec<String> {
    let Some(t) = &q.two_by_two else { return vec![] };
    let high = |area: &str, r: &Rater| {
        let s = score(session, q, Some(area), &r.id);
        s.value.filter(|_| s.is_covered()).map(|v| v >= t.cut)
    };
    let says = |r: &Rater| {
        let at = usize::from(high(&t.x, r)?) + 2 * usize::from(high(&t.y, r)?);
        Some(format!("{}: {}", r.title, t.quarters.get(at)?))
    };
    raters.iter().filter_map(says).collect()
}

/// Two areas against each other, each rater a point.
pub(super) fn two_by_two(session: &Session, p: &mut Painter, area: Rect, q: &Questionnaire, t: &TwoByTwo, raters: &[Rater]) {
    let title = |id: &str| q.areas.iter().find(|a| a.id == id).map_or("", |a| a.title.as_str());
    p.text(area.x, area.y, area.width, &format!("{} ▲", title(&t.y)), Role::Quiet);
    let plot = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(1), height: area.height.saturating_sub(3) };
    if plot.height < 7 || plot.width < 20 {
        return;
    }
    p.upright(plot.x - 1, plot.y, plot.height, "│", Role::Line);
    p.text(plot.x - 1, plot.bottom(), plot.width + 1, &format!("└{}", "─".repeat(usize::from(plot.width))), Role::Line);
    p.right(area.right(), area.bottom() - 1, &format!("{} ▸", title(&t.x)), Role::Quiet);
    let at = |id: &str, value: f64, length: u16| {
        let (low, high) = range(q, Some(id));
        let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
        (share * f64::from(length.saturating_sub(1))).round() as u16
    };
    let (mid_x, mid_y) = (plot.x + at(&t.x, t.cut, plot.width), plot.bottom() - 1 - at(&t.y, t.cut, plot.height));
    p.upright(mid_x, plot.y, plot.height, "┊", Role::Line);
    p.text(plot.x, mid_y, plot.width, &"┄".repeat(usize::from(plot.width)), Role::Line);
    let (near, far) = (plot.x + 1, mid_x + 2);
    for (n, (x, y)) in [(near, plot.bottom() - 3), (far, plot.bottom() - 3), (near, plot.y), (far, plot.y)].into_iter().enumerate() {
        let room = if x == near { mid_x.saturating_sub(near) } else { plot.right().saturating_sub(far) };
        let words = Rect { x, y, width: room, height: 2 };
        p.wrapped(words, &t.quarters[n], Role::Quiet);
    }
    for r in raters {
        let of = |id: &str| score(session, q, Some(id), &r.id).value;
        let (Some(x), Some(y)) = (of(&t.x), of(&t.y)) else { continue };
        let mark = r.side.map_or_else(|| "●".to_owned(), |s| format!("{} {}", s.glyph(), r.title));
        let wide = brick::cells(text::width(&mark));
        let x = (plot.x + at(&t.x, x, plot.width)).min(plot.right().saturating_sub(wide));
        p.text(x, plot.bottom() - 1 - at(&t.y, y, plot.height), wide, &mark, Ink::new(r.side.map_or(Role::Accent, brick::role)).bold());
    }
}

/// The results as a table and what to act on.
pub(super) fn report(session: &Session, q: &Questionnaire) -> Vec<Block> {
    let raters = raters(session, q);
    let cell = |area: &Area, r: &Rater| {
        let s = score(session, q, Some(&area.id), &r.id);
        match (s.value, band(q, s)) {
            (Some(v), Some(b)) => format!("{} ({})", figure(v), b.label),
            (Some(v), None) => format!("{} ({} of {} answered)", figure(v), s.answered, s.asked),
            (None, _) => "not answered".to_owned(),
        }
    };
    let rows: Vec<Vec<String>> = areas(session, q, &raters)
        .into_iter()
        .map(|a| {
            let mut row = vec![a.title.clone()];
            row.extend(raters.iter().map(|r| format!("{}: {}", r.title, cell(a, r))));
            row.resize(3, String::new());
            row
        })
        .collect();
    let mut out = vec![Block::paragraph(format!("{}. {}", q.title, q.source)), Block::Table { head: vec!["Area", "", ""], rows }];
    out.extend(quarters(session, q, &raters).into_iter().map(Block::paragraph));
    let concerns: Vec<String> = concerns(session, q).into_iter().take(10).map(|c| format!("{} ({})", c.text, c.why)).collect();
    if !concerns.is_empty() {
        out.push(Block::List(concerns));
    }
    out
}
