//! The projector view: the pair under discussion in large, below it all expectations as signs.

use super::{Screen, class_role, main_link, reaction};
use crate::domain::alignment::{Alignment, Class, next_to_react};
use crate::domain::{Expectation, Side};
use crate::steps::components::{self, count};
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, columns, split_bottom, split_top, take_top};
use ratatui::layout::Rect;

/// The order in which the board shows the classes: agreed ones first.
const BOARD: [Class; 9] = [
    Class::Overlap,
    Class::Complement,
    Class::Accepted,
    Class::Resolved,
    Class::Gap,
    Class::Conflict,
    Class::Refused,
    Class::Open,
    Class::OutOfScope,
];

impl Screen {
    pub(super) fn draw_projector(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        if ctx.session.hides_expectations() {
            for (n, side) in (0u16..).zip(Side::BOTH) {
                let written = ctx.session.expectations_of(side).count();
                let y = area.y + n * 4;
                let blocks = p.block(
                    area.x,
                    y,
                    &written.to_string(),
                    Ink::new(components::role(side)),
                );
                let says = format!(
                    "{} {}: {}",
                    side.glyph(),
                    ctx.session.side_name(side),
                    count(written, "expectation")
                );
                p.text(
                    area.x + blocks + 2,
                    y + 1,
                    area.width,
                    &says,
                    Ink::new(components::role(side)).bold(),
                );
            }
            projector_layout::sentence(
                p,
                split_top(area, 9).1,
                "Both lists are revealed at once, when both sides are ready.",
            );
            return;
        }
        let alignment = Alignment::new(ctx.session);
        let Some(e) = self.selected(ctx) else {
            projector_layout::sentence(
                p,
                area,
                "There is nothing to align yet: both sides write their expectations first.",
            );
            return;
        };
        let (pair, below) = split_bottom(
            area,
            if area.height >= 16 {
                area.height * 2 / 5
            } else {
                4
            },
        );
        self.draw_large_pair(ctx, p, pair, e, &alignment);
        let (board, next) = split_top(below, if area.height >= 18 { 6 } else { 4 });
        self.draw_board(ctx, p, board, e, &alignment);
        let upcoming = next_to_react(ctx.session, Some(&e.id))
            .and_then(|id| ctx.session.get::<Expectation>(&id));
        let upcoming = upcoming
            .filter(|n| n.id != e.id && !(self.is_hidden(n.side)))
            .map(|n| projector_layout::Next {
                label: format!("{} {}", n.side.glyph(), ctx.session.label_of(n)),
                role: components::role(n.side),
                words: n.text.clone(),
                hit: (
                    n.side as usize,
                    ctx.session
                        .expectations_of(n.side)
                        .position(|x| x.id == n.id)
                        .unwrap_or(0),
                ),
            });
        projector_layout::next(p, next, "Next", upcoming);
    }

    /// Draws both expectations with their answers, A on the left, B on the right.
    fn draw_large_pair(
        &self,
        ctx: &Ctx,
        p: &mut Painter,
        area: Rect,
        e: &Expectation,
        alignment: &Alignment,
    ) {
        let class = alignment.class(e);
        let partner = self.partner(ctx, e);
        p.text(
            area.x,
            area.y,
            area.width,
            &format!("{}  {}", class.glyph(), class.meaning()),
            Ink::new(class_role(class)).bold(),
        );
        let mut body = split_top(area, 2).1;
        let resolution = main_link(alignment, e).and_then(|l| l.resolution.as_ref());
        if let Some(r) = resolution.filter(|_| class == Class::Resolved) {
            let says = format!("→ {}", r.sentence(ctx.session));
            let used = p.wrapped(body, &says, Ink::new(Role::Text).bold());
            take_top(&mut body, used + 1);
        }
        let (left, right) = columns(body, 5);
        p.upright(
            left.right() + 2,
            body.y,
            body.height.saturating_sub(1),
            "│",
            Role::Line,
        );
        let (on_a, on_b) = if e.side == Side::A {
            (Some(e), partner)
        } else {
            (partner, Some(e))
        };
        for (area, side, on) in [(left, Side::A, on_a), (right, Side::B, on_b)] {
            let hidden = self.is_hidden(side);
            match on.filter(|_| !hidden) {
                Some(on) => draw_answer(ctx, p, area, on, alignment),
                None if hidden => {}
                None => {
                    let says = format!(
                        "{} {} has not raised it",
                        side.glyph(),
                        ctx.session.side_name(side)
                    );
                    p.wrapped(area, &says, Ink::new(components::role(side)).bold());
                }
            }
        }
    }

    /// Draws one sign an expectation, a row for each side: agreement is seen before it is counted.
    fn draw_board(
        &self,
        ctx: &Ctx,
        p: &mut Painter,
        area: Rect,
        is_selected: &Expectation,
        alignment: &Alignment,
    ) {
        for (n, side) in (0u16..).zip(Side::BOTH) {
            let y = area.y + n * 2;
            if y >= area.bottom() {
                break;
            }
            let name = format!("{} {}", side.glyph(), side.letter());
            let mut x =
                area.x + p.text(area.x, y, 6, &name, Ink::new(components::role(side)).bold()) + 3;
            let mut list: Vec<&Expectation> = ctx.session.expectations_of(side).collect();
            list.sort_by_cached_key(|e| BOARD.iter().position(|c| *c == alignment.class(e)));
            for e in list {
                if x + 3 > area.right() {
                    break;
                }
                let class = alignment.class(e);
                let ink = Ink::new(class_role(class)).bold();
                let ink = if e.id == is_selected.id {
                    ink.reversed()
                } else {
                    ink
                };
                p.text(x, y, 3, &format!(" {} ", class.glyph()), ink);
                x += 4;
            }
        }
        if area.height >= 6 {
            let legend = "= + ✓ agreed   ? gap   ! conflict or refused   → resolved   \
                 ○ not yet answered   – out of scope";
            p.text(area.x, area.y + 4, area.width, legend, Role::Text);
        }
    }
}

/// Draws an expectation in large, and what the other side answers.
fn draw_answer(ctx: &Ctx, p: &mut Painter, area: Rect, e: &Expectation, alignment: &Alignment) {
    let other = e.side.other();
    let below = projector_layout::lead(
        p,
        area,
        &ctx.session.label_of(e),
        components::role(e.side),
        &e.text,
    );
    let (says, role) = reaction(e);
    let blocker = if alignment.is_blocker(e) {
        "  ! a must"
    } else {
        ""
    };
    let name = format!("{} {}", other.glyph(), ctx.session.side_name(other));
    let pieces = [
        (name.as_str(), Ink::new(components::role(other)).bold()),
        (" ", Role::Text.into()),
        (says, Ink::new(role).bold()),
        (blocker, Ink::new(Role::Bad).bold()),
    ];
    p.spans(below.x, below.y, below.width, &pieces);
    if let Some(r) = e.reaction.as_ref().filter(|r| !r.note.is_empty()) {
        p.wrapped(split_top(below, 1).1, &format!("“{}”", r.note), Role::Text);
    }
}
