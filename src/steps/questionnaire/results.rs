//! Results of a questionnaire: bars for each side and area, widest gaps first, and what to act on.

use super::{CONCERN_HITS, profile, stairs, tone_role};
use crate::domain::scoring::{Concern, Difference, answered, classes, commented, concerns, raters};
use crate::domain::{Questionnaire, Session, Tone, partnership};
use crate::figure::{Bar, Group, Hue, results};
use crate::keys::{Command, Scope, hint_in};
use crate::steps::Ctx;
use crate::steps::components;
use crate::steps::make_action::made_of;
use crate::text;
use crate::widgets::{
    Ink, Painter, Role, RowHeight, Spacing, Table, indent, plane, radar, radar_fits, split_bottom,
    split_right, split_top, take_top,
};
use ratatui::layout::Rect;

/// Columns from which on there is a radar below the bars.
const WIDE: u16 = 96;
/// Rows from which on there is a 2×2 below the bars.
const TALL: u16 = 20;

/// Rows from which on the list of what to act on has a heading.
const ROOMY: u16 = 6;
/// Most columns of the mark before a bar.
const MARK: u16 = 7;

/// Said of a questionnaire that is recalled and not checked against its source.
const UNVERIFIED: &str = "Scores and limits were not checked against the original; you can change \
                          them in the questionnaire's file.";

/// Draws the results; `selected` is the number of the selected concern.
pub(super) fn view(ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire, selected: usize) {
    let warning = (q.source_status == "unverified").then_some(UNVERIFIED);
    let mut body = components::source_view(p, area, warning, &source(q));
    if let Some(drawn) = crate::figure::profile(ctx.session, q) {
        return profile::view(ctx, p, body, q, (&drawn, selected));
    }
    if q.ordered {
        return stairs::view(ctx, p, body, q, selected);
    }
    if let Some(needed) = partnership::needed_in(ctx.session, q) {
        let ink = Ink::new(Role::Accent).bold();
        let used = p.wrapped(split_top(body, 2).0, &needed.words(), ink);
        take_top(&mut body, used + 1);
    }
    let (left, right) = split_right(body, body.width * 9 / 20, 3);
    let has_classes = !classes(ctx.session, q).is_empty();
    let (top, left) = split_top(
        left,
        if left.height >= 12 && has_classes {
            2
        } else {
            0
        },
    );
    class_counts(ctx.session, p, split_top(top, 1).0, q);
    let concerns = entries(ctx.session, q);
    let selected = selected.min(concerns.len().saturating_sub(1));
    let groups = results::bars(ctx.session, q);
    let bars_area = figures(ctx, p, left, q, &groups, area.width >= WIDE);
    let title = concerns.get(selected).map_or("", |c| c.text.as_str());
    bars(p, bars_area, &groups, title);
    concern_list(ctx, p, right, q, (&concerns, selected));
}

/// What to act on, and after it what else has comments.
pub(super) fn entries(session: &Session, q: &Questionnaire) -> Vec<Concern> {
    let mut all = concerns(session, q);
    all.extend(commented(session, q, &all));
    all
}

/// How many of the entries are to act on: what only has comments has no reason.
fn to_act_on(entries: &[Concern]) -> usize {
    entries.iter().take_while(|c| !c.why.is_empty()).count()
}

/// Whose ideas the questionnaire is adapted from, and whose the limits of its bands are.
pub(super) fn source(q: &Questionnaire) -> String {
    if q.own_bands {
        format!(
            "{}. The limits of the bands are roundtable's own.",
            q.source
        )
    } else {
        q.source.clone()
    }
}

/// Draws the 2×2 or the radar below the bars; a 2×2 without room is said in words. Returns the area
/// left for the bars.
fn figures(
    ctx: &Ctx,
    p: &mut Painter,
    area: Rect,
    q: &Questionnaire,
    groups: &[Group],
    wide: bool,
) -> Rect {
    let needed: u16 = groups
        .iter()
        .map(|g| components::cells(g.bars.len()) + 2)
        .sum();
    let free = area.height.saturating_sub(needed);
    let Some(two_by_two) = results::plane(ctx.session, q) else {
        let areas = results::areas(ctx.session, q);
        let (bars_area, below) = split_bottom(area, free);
        if wide && radar_fits(&areas, below) {
            radar(p, below, &areas);
            return bars_area;
        }
        return area;
    };
    if area.height >= TALL {
        let (bars_area, below) = split_bottom(area, free.max(area.height * 2 / 5));
        plane(p, below, &two_by_two, None);
        return bars_area;
    }
    let (bars_area, below) = split_bottom(area, 2);
    for (y, says) in (below.y..below.bottom()).zip(results::quarters(ctx.session, q)) {
        let ink = Ink::new(Role::Accent).bold();
        p.text(below.x, y, below.width, &says, ink);
    }
    bars_area
}

/// What to act on, then what else has comments; the selected one with its reason, its comments and
/// its action.
pub(super) fn concern_list(
    ctx: &Ctx,
    p: &mut Painter,
    area: Rect,
    q: &Questionnaire,
    (entries, selected): (&[Concern], usize),
) {
    let to_act_on = to_act_on(entries);
    let heading = if to_act_on == 0 {
        "To act on".to_owned()
    } else {
        let key = hint_in(Scope::Results, Command::MakeAction);
        format!("To act on   ({key} makes an action)")
    };
    // where there is little room, the concern itself needs it
    let mut list = if area.height < ROOMY {
        area
    } else {
        components::heading(p, area, &heading, Role::Accent, Role::Accent)
    };
    if to_act_on == 0 {
        let (top, below) = split_top(split_top(list, 1).1, 3);
        p.wrapped(indent(top, 2), nothing_to_act_on(ctx, q), Role::Quiet);
        list = below;
    }
    let wide = area.width.saturating_sub(4);
    let lines = |words: &str| match words {
        "" => 0,
        words => components::cells(text::wrap(&text::visible(words), usize::from(wide)).len()),
    };
    let height = |n: usize| {
        let Some(c) = entries.get(n) else {
            return RowHeight::from(1);
        };
        let details = details(ctx.session, c, n == selected || n >= to_act_on);
        RowHeight {
            above: if n == to_act_on { 2 } else { 0 },
            row: lines(&c.text) + details.iter().map(|(words, _)| lines(words)).sum::<u16>(),
            below: 0,
        }
    };
    let table = Table::new(entries.len(), height)
        .selected(selected)
        .spacing(Spacing::Airy)
        .pane(CONCERN_HITS);
    let table = if area.height < ROOMY {
        table.without_position()
    } else {
        table
    };
    table.draw(p, list, |p, row| {
        let Some(c) = entries.get(row.index) else {
            return;
        };
        if let Some(above) = row.above {
            let ink = Ink::new(Role::Accent).bold();
            p.text(above.x, above.y, above.width, "Comments", ink);
        }
        let area = row.text;
        let role = tone_role(c.tone);
        let sign = match c.tone {
            Tone::Bad => "!",
            Tone::Warn => "?",
            Tone::Good => " ",
        };
        p.text(area.x, area.y, 1, sign, row.ink(role).bold());
        let mut words = Rect {
            x: area.x + 2,
            width: wide,
            ..area
        };
        let used = p.wrapped(words, &c.text, row.main_ink(Role::Text));
        take_top(&mut words, used);
        for (detail, role) in details(ctx.session, c, row.is_selected || row.index >= to_act_on) {
            let used = p.wrapped(words, &detail, row.ink(role));
            take_top(&mut words, used);
        }
    });
}

/// Why the list is empty: nothing is answered, or nothing is weak.
fn nothing_to_act_on(ctx: &Ctx, q: &Questionnaire) -> &'static str {
    let raters = raters(ctx.session, q);
    match raters.iter().any(|r| answered(ctx.session, q, &r.id) > 0) {
        false => "Nothing is answered yet.",
        true => "Nothing stands out. Areas with too few answers are not judged.",
    }
}

/// What is said below a line of the list, if it is said.
fn details(session: &Session, concern: &Concern, shown: bool) -> Vec<(String, Role)> {
    if !shown {
        return vec![];
    }
    let mut out = vec![(reason(concern), Role::Quiet)];
    out.extend(concern.comments.iter().map(|c| (c.clone(), Role::Text)));
    if !concern.why.is_empty() {
        out.push((action_line(session, concern), Role::Text));
    }
    out.retain(|(words, _)| !words.is_empty());
    out
}

/// The action that was made of a concern, or could be.
fn action_line(session: &Session, concern: &Concern) -> String {
    match made_of(session, &concern.origin) {
        Some(made) => format!("✓ action {}: {}", session.label_of(made), made.text),
        None if concern.action.is_empty() => String::new(),
        None => format!("→ {}", concern.action),
    }
}

/// Why it is a concern, and what helps.
pub(super) fn reason(concern: &Concern) -> String {
    let parts = [concern.why.as_str(), concern.advice.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(". ")
}

/// Draws each group: its title, how far the sides differ, and a bar for each rater.
///
/// Where not all groups fit, those around the one with the title `around` are shown.
pub(super) fn bars(p: &mut Painter, area: Rect, groups: &[Group], around: &str) {
    let mut left = area;
    let height = |g: &Group| components::cells(g.bars.len()) + 1;
    let all: u16 = groups.iter().map(|g| height(g) + 1).sum();
    let gap_row = u16::from(left.height + 1 >= all);
    let at = groups.iter().position(|g| g.title == around).unwrap_or(0);
    let seen = crate::widgets::window(groups.len(), at, left.height + gap_row, |n| {
        groups.get(n).map_or(1, |g| height(g) + gap_row)
    });
    // the first title shares its row with it
    let mut taken = 0;
    if let Some(position) = seen.position() {
        taken = components::cells(text::width(&position)) + 2;
        p.right(left.right(), left.y, &position, Role::Quiet);
    }
    // all bars begin in one column
    let marks = groups
        .iter()
        .flat_map(|g| &g.bars)
        .map(|b| text::width(&b.mark));
    let marks = components::cells(marks.max().unwrap_or(0)).min(MARK);
    for group in groups.iter().take(seen.end).skip(seen.first) {
        let used = p.text(
            left.x,
            left.y,
            left.width.saturating_sub(taken.max(9)),
            &group.title,
            Ink::new(Role::Text).bold(),
        );
        p.text(
            left.x + used + 2,
            left.y,
            left.width.saturating_sub(used + 2 + taken),
            &group.note,
            Ink::new(Role::Bad).bold(),
        );
        for (n, b) in (1u16..).zip(&group.bars).filter(|(n, _)| *n < left.height) {
            bar(
                p,
                Rect {
                    y: left.y + n,
                    height: 1,
                    ..left
                },
                b,
                marks,
            );
        }
        taken = 0;
        left = split_top(left, height(group) + gap_row).1;
    }
}

/// Draws a bar after its mark, for which there are `marks` columns.
fn bar(p: &mut Painter, row: Rect, b: &Bar, marks: u16) {
    let role = Role::from(b.hue);
    p.text(row.x, row.y, marks, &b.mark, Ink::new(role).bold());
    let mut x = row.x + if marks == 0 { 0 } else { marks + 1 };
    if let Some(share) = b.share {
        let room = row.right().saturating_sub(x + 22);
        let full = (share * f64::from(room)).round() as usize;
        let used = p.text(x, row.y, room, &"█".repeat(full), Ink::new(role));
        p.text(
            x + used,
            row.y,
            room.saturating_sub(used),
            &"░".repeat(usize::from(room.saturating_sub(used))),
            Role::Line,
        );
        x += room + 1;
        x += p.text(x, row.y, 5, &b.value, Ink::new(Role::Text).bold()) + 1;
    }
    for (words, hue) in &b.remarks {
        x += p.text(
            x,
            row.y,
            row.right().saturating_sub(x),
            words,
            Ink::new((*hue).into()).bold_if(*hue != Hue::Quiet),
        ) + 1;
    }
}

/// In one line, on how many items the two sides agree, and how they differ on the others.
fn class_counts(session: &Session, p: &mut Painter, area: Rect, q: &Questionnaire) {
    let mut x = area.x;
    for (n, (class, words, count)) in classes(session, q).into_iter().enumerate() {
        let role = match class {
            Difference::BlindSpot | Difference::Undervalued => Role::Bad,
            Difference::AgreedWeakness => Role::Warn,
            Difference::AgreedStrength => Role::Good,
        };
        let words = format!("{}{count} {words}", if n > 0 { " · " } else { "" });
        x += p.text(
            x,
            area.y,
            area.right().saturating_sub(x),
            &words,
            Ink::new(role).bold(),
        );
    }
}
