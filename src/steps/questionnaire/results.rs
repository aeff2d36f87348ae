//! Results: a bar for each side and area, the widest gaps first; beside them what to act on.

use super::{CONCERN_HITS, tone};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{
    Concern, Difference, Rater, answer, class, classes, concerns, raters,
};
use crate::domain::{Questionnaire, Rating, Session};
use crate::export::Block;
use crate::figure::{Bar, Figure, Group, Hue, results};
use crate::steps::Ctx;
use crate::steps::components::{self, Rows};
use crate::text;
use crate::widgets::{
    Ink, Painter, Role, plane, radar, radar_fits, split_bottom, split_right, split_top,
};
use ratatui::layout::Rect;

/// Columns from which on there is a radar below the bars.
const WIDE: u16 = 96;

pub(super) fn view(ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire, is_selected: usize) {
    let (body, foot) = split_bottom(area, 1);
    source(p, foot, q);
    let (left, right) = split_right(body, body.width * 9 / 20, 3);
    let (head, left) = split_top(
        left,
        if left.height >= 12 && !classes(ctx.session, q).is_empty() {
            2
        } else {
            0
        },
    );
    counted(ctx.session, p, split_top(head, 1).0, q);
    let groups = results::bars(ctx.session, q);
    let picture = results::plane(ctx.session, q);
    // what the bars need, and the picture below them where there is room for both
    let need: u16 = groups
        .iter()
        .map(|g| components::cells(g.bars.len()) + 2)
        .sum();
    let rest = left.height.saturating_sub(need);
    let (bars_area, below) = split_bottom(
        left,
        if picture.is_some() && left.height >= 20 {
            rest.max(left.height * 2 / 5)
        } else {
            rest
        },
    );
    let areas = results::areas(ctx.session, q);
    // where the picture has no room, its quarter is said
    let (bars_area, words) = match &picture {
        Some(picture) if left.height >= 20 => {
            plane(p, below, picture, None);
            (bars_area, Rect { height: 0, ..below })
        }
        Some(_) => split_bottom(left, 2),
        None if area.width >= WIDE && radar_fits(&areas, below) => {
            radar(p, below, &areas);
            (bars_area, Rect { height: 0, ..below })
        }
        None => (left, Rect { height: 0, ..below }),
    };
    for (n, says) in (0u16..).zip(
        results::quarters(ctx.session, q)
            .into_iter()
            .take(usize::from(words.height)),
    ) {
        p.text(
            words.x,
            words.y + n,
            words.width,
            &says,
            Ink::new(Role::Accent).bold(),
        );
    }
    let list = concerns(ctx.session, q);
    let at = is_selected.min(list.len().saturating_sub(1));
    bars(
        p,
        bars_area,
        &groups,
        list.get(at).map_or("", |c| c.text.as_str()),
    );
    let heading = if list.is_empty() {
        "To act on"
    } else {
        "To act on   (a makes an action)"
    };
    let list_area = components::heading(p, right, heading, Role::Accent, Role::Accent);
    if list.is_empty() {
        p.wrapped(
            brick_in(list_area),
            "Nothing stands out. Where too little is answered, nothing is said.",
            Role::Quiet,
        );
        return;
    }
    let wide = right.width.saturating_sub(4);
    let lines =
        |words: &str| components::cells(text::wrap(&text::visible(words), usize::from(wide)).len());
    let action = |c: &Concern| {
        if c.action.is_empty() {
            String::new()
        } else {
            format!("→ {}", c.action)
        }
    };
    let tall = |n: usize| {
        let Some(c) = list.get(n) else { return 1 };
        lines(&c.text)
            + if n == at {
                lines(&c.why) + lines(&action(c))
            } else {
                0
            }
    };
    let rows = Rows {
        len: list.len(),
        selected: Some(at),
        around: at,
        pane: CONCERN_HITS,
        tall: &tall,
    };
    components::rows(p, list_area, &rows, |p, n, row, ground| {
        let Some(c) = list.get(n) else { return };
        let sign = if tone(c.tone) == Role::Bad { "!" } else { "?" };
        p.text(
            row.x,
            row.y,
            1,
            sign,
            Ink::new(tone(c.tone)).bold().on(ground),
        );
        let words = Rect {
            x: row.x + 2,
            width: wide,
            ..row
        };
        let used = p.wrapped(
            words,
            &c.text,
            Ink::new(Role::Text).bold_if(n == at).on(ground),
        );
        if n == at {
            let below = split_top(words, used).1;
            let used = p.wrapped(below, &c.why, Ink::new(Role::Quiet).on(ground));
            p.wrapped(
                split_top(below, used).1,
                &action(c),
                Ink::new(Role::Text).on(ground),
            );
        }
    });
}

fn brick_in(area: Rect) -> Rect {
    let area = split_top(area, 1).1;
    Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// One line for the source; what was recalled and not read is said to be so.
fn source(p: &mut Painter, area: Rect, q: &Questionnaire) {
    let used = if q.source_status == "unverified" {
        p.text(
            area.x,
            area.y,
            area.width,
            "Not verified; can be changed in its file.  ",
            Ink::new(Role::Warn).bold(),
        )
    } else {
        0
    };
    p.text(
        area.x + used,
        area.y,
        area.width.saturating_sub(used),
        &q.source,
        Role::Quiet,
    );
}

/// Title, then one bar a rater with figure and band; what differs is written at the end. Where not all
/// groups fit, those around the one called `around` are shown.
pub(super) fn bars(p: &mut Painter, area: Rect, groups: &[Group], around: &str) {
    let mut left = area;
    let one = |g: &Group| components::cells(g.bars.len()) + 1;
    let all: u16 = groups.iter().map(|g| one(g) + 1).sum();
    let gap_row = u16::from(left.height + 1 >= all);
    let at = groups.iter().position(|g| g.title == around).unwrap_or(0);
    let seen = crate::widgets::window(groups.len(), at, left.height + gap_row, |n| {
        groups.get(n).map_or(1, |g| one(g) + gap_row)
    });
    if let Some(position) = seen.position() {
        p.right(left.right(), left.y, &position, Role::Quiet);
    }
    for group in groups.iter().take(seen.end).skip(seen.first) {
        let used = p.text(
            left.x,
            left.y,
            left.width.saturating_sub(9),
            &group.title,
            Ink::new(Role::Text).bold(),
        );
        p.text(
            left.x + used + 2,
            left.y,
            left.width.saturating_sub(used + 2),
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
            );
        }
        left = split_top(left, one(group) + gap_row).1;
    }
}

fn bar(p: &mut Painter, row: Rect, b: &Bar) {
    let role = Role::from(b.hue);
    let mut x = row.x
        + if b.mark.is_empty() {
            0
        } else {
            p.text(row.x, row.y, 7, &b.mark, Ink::new(role).bold()) + 1
        };
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

/// How many answers of the two sides agree and differ, in one line.
fn counted(session: &Session, p: &mut Painter, area: Rect, q: &Questionnaire) {
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

/// The picture of the results, the answers of both sides item by item, and what to act on.
pub(super) fn report(session: &Session, q: &Questionnaire) -> Vec<Block> {
    let mut out = vec![Block::paragraph(format!("{}. {}", q.title, q.source))];
    if q.source_status == "unverified" {
        out.push(Block::paragraph(
            "Figures and wording are not verified against the source.",
        ));
    }
    out.push(Block::figure(
        &q.title,
        Figure::Bars(results::bars(session, q)),
    ));
    out.extend(
        results::plane(session, q).map(|plane| Block::figure(&q.title, Figure::Plane(plane))),
    );
    out.extend(
        results::quarters(session, q)
            .into_iter()
            .map(Block::paragraph),
    );
    out.push(answers(session, q));
    let concerns: Vec<String> = concerns(session, q)
        .into_iter()
        .take(10)
        .map(|c| format!("{} ({})", c.text, c.why))
        .collect();
    if !concerns.is_empty() {
        out.push(Block::paragraph("To act on:"));
        out.push(Block::list(concerns));
    }
    out
}

/// Each item with the answers of all raters and how they stand to each other.
fn answers(session: &Session, q: &Questionnaire) -> Block {
    let raters = raters(session, q);
    let compared = q.items.iter().any(|i| class(session, q, i).is_some());
    let row = |item: &Item| {
        let given = |r: &Rater| match answer(session, q, &r.id, &item.id) {
            Some(a) if a.na => "does not apply".to_owned(),
            Some(Rating { value: Some(v), .. }) => {
                let meaning = q.scale(item).map_or("", |s| s.meaning(*v));
                if meaning.is_empty() || *meaning == v.to_string() {
                    v.to_string()
                } else {
                    format!("{v} {meaning}")
                }
            }
            _ => "not answered".to_owned(),
        };
        let mut row = vec![item.text.clone()];
        row.extend(raters.iter().map(given));
        row.extend(compared.then(|| class(session, q, item).map_or(String::new(), |c| c.1)));
        row
    };
    let mut head = vec!["Question".to_owned()];
    head.extend(raters.iter().map(|r| r.title.clone()));
    head.extend(compared.then(|| "Together".to_owned()));
    Block::table(head, q.items.iter().map(row))
}
