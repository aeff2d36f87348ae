//! The rest of what is known about the selected action, below the list.

use super::Screen;
use crate::domain::priority::{one_sided, quadrant};
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::components;
use crate::steps::{Ctx, pick};
use crate::text;
use crate::widgets::{Ink, Painter, Role, indent, split_top, take_top};
use ratatui::layout::Rect;

/// Texts drawn one after the other.
type Line = Vec<(String, Ink)>;

impl Screen {
    pub(super) fn draw_detail(&self, ctx: &Ctx, p: &mut Painter, area: Rect, a: &Action) {
        p.rule(area.x, area.y, area.width, Role::Line);
        let mut left = indent(split_top(area, 1).1, 2);
        let dots = self.dots_shown(ctx) && self.voter.is_none() && !a.dots.is_empty();
        let lines = [
            Some(goal(ctx, a)),
            Some(done_when(a)),
            Some(people_and_date(ctx, a)),
            Some(rank(ctx, a)),
            dots.then(|| dots_by_side(ctx, a)),
        ];
        for line in lines.into_iter().flatten() {
            let at = take_top(&mut left, 1);
            if at.height == 0 {
                return;
            }
            let pieces: Vec<(&str, Ink)> = line.iter().map(|(t, ink)| (t.as_str(), *ink)).collect();
            p.spans(at.x, at.y, at.width, &pieces);
        }
    }
}

fn quiet(text: &str) -> (String, Ink) {
    (text.to_owned(), Role::Quiet.into())
}

fn goal(ctx: &Ctx, a: &Action) -> Line {
    let (words, role) = match &a.goal {
        Some(id) => match ctx.session.get::<Goal>(id) {
            Some(g) => {
                let label = ctx.session.label(List::Goals, id);
                (format!("{label}  {}", text::one_line(&g.text)), Role::Text)
            }
            None => ("(removed)".to_owned(), Role::Text),
        },
        None => {
            let key = hint_in(Scope::Actions, Command::ChooseGoal);
            (format!("no goal yet ({key} chooses one)"), Role::Warn)
        }
    };
    vec![quiet("for goal "), (words, role.into())]
}

fn done_when(a: &Action) -> Line {
    let (words, role) = if a.done_when.is_empty() {
        let key = hint(Command::Details);
        (
            format!("not said yet ({key} opens the details)"),
            Role::Warn,
        )
    } else {
        (a.done_when.clone(), Role::Text)
    };
    vec![quiet("done when "), (words, role.into())]
}

fn people_and_date(ctx: &Ctx, a: &Action) -> Line {
    let (owner, role) = components::person(ctx.session, a.owner.as_ref(), "no owner yet");
    let (with, with_role) = match &a.counterpart {
        Some(_) => components::person(ctx.session, a.counterpart.as_ref(), ""),
        None => ("nobody".to_owned(), Role::Quiet),
    };
    let (due, due_role) = pick::due_status(ctx, a);
    vec![
        quiet("owner "),
        (owner, Ink::new(role).bold()),
        quiet("  with "),
        (with, with_role.into()),
        quiet("  "),
        (due, due_role.into()),
    ]
}

fn rank(ctx: &Ctx, a: &Action) -> Line {
    let label = quadrant(ctx.session, a).label().to_owned();
    let mut line = vec![(label, Ink::new(Role::Text).bold())];
    if let Some(side) = one_sided(a) {
        let (glyph, name) = (side.glyph(), ctx.session.side_name(side));
        let says = format!("  {glyph}▸ one-sided: worth more to {name}");
        line.push((says, Role::Warn.into()));
    }
    line
}

fn dots_by_side(ctx: &Ctx, a: &Action) -> Line {
    let drawn = |side: Side| {
        let of_side = a
            .dots
            .iter()
            .filter(|(who, _)| load::side_of(ctx.session, who) == Some(side));
        let dots = of_side.map(|(_, dots)| usize::from(*dots)).sum();
        let text = format!("{} ", side.glyph()).repeat(dots);
        (text, Ink::new(components::role(side)))
    };
    vec![quiet("dots "), drawn(Side::A), drawn(Side::B)]
}
