//! Who has how much to do: a bar for each person, and how the sides compare.

use crate::domain::load::{self, Load};
use crate::domain::*;
use crate::steps::Ctx;
use crate::steps::components;
use crate::widgets::{Ink, Painter, Role, indent, line, split_bottom, split_top, take_top};
use ratatui::layout::Rect;

/// Draws the people of both sides, A above B.
pub(super) fn draw(ctx: &Ctx, p: &mut Painter, area: Rect) {
    let (top, words) = split_bottom(area, 4);
    let loads = load::by_side(ctx.session);
    let mut left = components::heading(p, top, "Who has how much to do", Role::Text, Role::Line);
    let all = loads.iter().flatten();
    let most = all.map(|l| l.owns + l.supports).max().unwrap_or(0).max(1);
    let mut dependent = Vec::new();
    for (side, loads) in Side::BOTH.into_iter().zip(&loads) {
        if left.height < 2 {
            break;
        }
        let name = format!("{} {}", side.glyph(), ctx.session.side_name(side));
        let heading = take_top(&mut left, 1);
        let ink = Ink::new(components::role(side)).bold();
        p.text(heading.x, heading.y, heading.width, &name, ink);
        let room = match side {
            Side::A => usize::from(left.height / 2).max(2),
            Side::B => usize::from(left.height),
        };
        // the last line says how many are left out
        let shown = if loads.len() > room {
            room.saturating_sub(1)
        } else {
            loads.len()
        };
        for load in loads.iter().take(shown) {
            let name = ctx.session.name_on_side(load.person);
            draw_bar(p, take_top(&mut left, 1), side, (load, &name), most);
            if load.depends {
                dependent.push(ctx.session.name_of(load.person).into_owned());
            }
        }
        if shown < loads.len() {
            let more = indent(take_top(&mut left, 1), 2);
            let says = format!("and {} more", loads.len() - shown);
            p.text(more.x, more.y, more.width, &says, Role::Quiet);
        }
        let blank = u16::from(left.height > 3);
        take_top(&mut left, blank);
    }
    draw_balance(p, split_top(words, 1).1, &loads, &dependent);
}

/// Draws one person: the actions they own as a full bar, those they support as a light one.
fn draw_bar(p: &mut Painter, row: Rect, side: Side, (load, called): (&Load, &str), most: usize) {
    let row = indent(row, 2);
    // two cells for the indent are taken off the half
    let name = (row.width + 2) / 2 - 2;
    p.text(row.x, row.y, name.saturating_sub(1), called, Role::Text);
    let bar = indent(row, name);
    // room for the figure and its flag
    let room = usize::from(bar.width.saturating_sub(5));
    let scale = |n: usize| if most <= room { n } else { n * room / most };
    let owns = "█".repeat(scale(load.owns));
    let supports = "░".repeat(scale(load.supports));
    let ink = Ink::new(components::role(side));
    let flag = if load.depends { "!" } else { "" };
    let pieces = [
        (&*owns, ink),
        (&*supports, ink),
        (" ", ink),
        (&*load.owns.to_string(), Ink::new(Role::Text).bold()),
        (flag, Ink::new(Role::Bad).bold()),
    ];
    p.spans(bar.x, bar.y, bar.width, &pieces);
}

/// Draws the legend, how much each side owns, and on whom much depends.
fn draw_balance(p: &mut Painter, area: Rect, loads: &[Vec<Load>; 2], dependent: &[String]) {
    let [a, b] = loads.each_ref().map(|side| load::owned_actions(side));
    let balance = format!(
        "open actions: {} {a}, {} {b}",
        Side::A.glyph(),
        Side::B.glyph()
    );
    let mut lines = vec![("█ owner   ░ counterpart".to_owned(), Role::Quiet)];
    lines.push(if load::unbalanced(loads) {
        (format!("! uneven: {balance}"), Role::Warn)
    } else {
        (balance, Role::Text)
    });
    if !dependent.is_empty() {
        let names = dependent.join(", ");
        lines.push((format!("! much depends on {names}"), Role::Bad));
    }
    for (n, (words, role)) in (0..).zip(lines) {
        let at = line(area, n);
        p.text(at.x, at.y, at.width, &words, role);
    }
}
