//! The selected pair: both expectations, what each side answers, and who reacts next.

use super::{Screen, class_role, main_link, reaction};
use crate::domain::alignment::{Alignment, Class, next_to_react};
use crate::domain::*;
use crate::steps::Ctx;
use crate::steps::components::{self, ItemText, count};
use crate::widgets::{
    Ink, Painter, Role, at_most, columns, indent, split_bottom, split_top, take_top,
};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn draw_pair(
        &self,
        ctx: &Ctx,
        p: &mut Painter,
        area: Rect,
        e: &Expectation,
        alignment: &Alignment,
    ) {
        let partner = self.partner(ctx, e);
        draw_title(ctx, p, area, e, partner, alignment);
        let mut body = split_top(area, 2).1;
        draw_link(ctx, p, &mut body, e, alignment);
        if body.height >= 8 {
            take_top(&mut body, 1);
        }
        let (body, next) = split_bottom(body, u16::from(body.height >= 5));
        let (left, right) = columns(body, 3);
        for (area, side) in [(left, Side::A), (right, Side::B)] {
            let of_side = if e.side == side { Some(e) } else { partner };
            match of_side {
                Some(_) if self.is_hidden(side) => {}
                Some(e) => draw_expectation(ctx, p, area, e, alignment),
                None => {
                    let name = ctx.session.side_name(side);
                    let says = format!("{} {name} has not raised it", side.glyph());
                    p.text(area.x, area.y, area.width, &says, Role::Quiet);
                }
            }
        }
        if next.height > 0 {
            self.draw_next(ctx, p, next, e);
        }
    }

    /// Draws the expectation that is waiting for a reaction after this one.
    fn draw_next(&self, ctx: &Ctx, p: &mut Painter, area: Rect, e: &Expectation) {
        let Some(id) = next_to_react(ctx.session, Some(&e.id)) else {
            return;
        };
        let Some(next) = ctx.session.get::<Expectation>(&id) else {
            return;
        };
        let role = components::role(next.side);
        let label = format!("{} {}", next.side.glyph(), ctx.session.label_of(next));
        let text = if self.is_hidden(next.side) {
            "hidden"
        } else {
            next.text.as_str()
        };
        let pieces = [
            ("Next to react to: ", Role::Quiet.into()),
            (&*label, Ink::new(role).bold()),
            ("  ", Role::Text.into()),
            (text, Ink::new(role)),
        ];
        p.spans(area.x, area.y, area.width, &pieces);
    }
}

/// Draws the labels of the pair, what their class means, and a rule.
fn draw_title(
    ctx: &Ctx,
    p: &mut Painter,
    area: Rect,
    e: &Expectation,
    partner: Option<&Expectation>,
    alignment: &Alignment,
) {
    let class = alignment.class(e);
    let label = ctx.session.label_of(e);
    let other = partner.map(|o| ctx.session.label_of(o));
    let title = match other {
        Some(other) if matches!(class, Class::Conflict | Class::Resolved) => {
            format!("{label} against {other}")
        }
        Some(other) => format!("{label} and {other}"),
        None => label,
    };
    let meaning = match alignment.links(&e.id).len() {
        0 | 1 => class.meaning().to_owned(),
        links => {
            let more = count(links - 1, "more link");
            format!(
                "{}  ({} has {more})",
                class.meaning(),
                ctx.session.label_of(e)
            )
        }
    };
    let pieces = [
        (&*title, Ink::new(class_role(class)).bold()),
        ("  ", Role::Text.into()),
        (&*meaning, Role::Quiet.into()),
    ];
    p.spans(area.x, area.y, area.width, &pieces);
    p.rule(area.x, area.y + 1, area.width, Role::Line);
}

/// Draws how a conflict was resolved, and the note of the link.
fn draw_link(ctx: &Ctx, p: &mut Painter, body: &mut Rect, e: &Expectation, alignment: &Alignment) {
    let Some(link) = main_link(alignment, e) else {
        return;
    };
    let resolution = link.resolution.as_ref();
    let resolution = resolution.filter(|_| link.is_resolved_conflict());
    let resolution = resolution.map(|r| format!("→ {}", r.sentence(ctx.session)));
    let note = (!link.note.is_empty()).then(|| format!("“{}”", link.note));
    for says in [resolution, note].into_iter().flatten() {
        let mut room = *body;
        room.height = body.height / 2;
        let used = p.wrapped(room, &says, Role::Text);
        take_top(body, used);
    }
}

/// Draws one side of the pair: the expectation, its scores, and the other side's answer.
fn draw_expectation(
    ctx: &Ctx,
    p: &mut Painter,
    area: Rect,
    e: &Expectation,
    alignment: &Alignment,
) {
    let role = components::role(e.side);
    p.text(area.x, area.y, 1, &e.side.glyph().to_string(), role);
    let mut left = indent(area, 2);
    let used = p.wrapped(at_most(left, left.width, 2), &e.text, Ink::new(role).bold());
    take_top(&mut left, used);
    let blank = u16::from(left.height >= 5);
    let facts = take_top(&mut left, 1);
    if facts.height == 0 {
        return;
    }
    p.text(facts.x, facts.y, facts.width, &scores(e), Role::Quiet);
    take_top(&mut left, blank);
    let answer = take_top(&mut left, 1);
    if answer.height == 0 {
        return;
    }
    draw_answer(ctx, p, answer, e, alignment);
    draw_note(ctx, p, left, e);
}

fn scores(e: &Expectation) -> String {
    let strength = e.strength.map(|s| s.label().to_owned());
    let importance = e.importance.map(|i| format!("importance {i}"));
    let satisfied = e.satisfied.map(|s| format!("satisfied {s}"));
    let facts = [strength, importance, satisfied].into_iter().flatten();
    facts.collect::<Vec<_>>().join(", ")
}

fn draw_answer(ctx: &Ctx, p: &mut Painter, area: Rect, e: &Expectation, alignment: &Alignment) {
    let other = e.side.other();
    let (answer, role) = reaction(e);
    let blocker = if alignment.is_blocker(e) {
        "  ! blocker: a must"
    } else {
        ""
    };
    let name = Ink::new(components::role(other)).bold();
    let pieces = [
        (ctx.session.side_name(other), name),
        (" ", Role::Text.into()),
        (answer, Ink::new(role).bold()),
        (blocker, Ink::new(Role::Bad).bold()),
    ];
    p.spans(area.x, area.y, area.width, &pieces);
}

/// Draws the note of the reaction, or the editor that is open on it.
fn draw_note(ctx: &Ctx, p: &mut Painter, area: Rect, e: &Expectation) {
    let note = ItemText {
        list: List::Expectations,
        id: &e.id,
        field: "reaction",
        value: "",
    };
    if let Some(editing) = note.editing(ctx) {
        let used = components::field_view(p, ctx, area, note, Role::Text.into());
        let below = split_top(area, used).1;
        p.wrapped(below, editing.question(), Role::Quiet);
    } else if let Some(r) = e.reaction.as_ref().filter(|r| !r.note.is_empty()) {
        p.wrapped(area, &format!("“{}”", r.note), Role::Text);
    }
}
