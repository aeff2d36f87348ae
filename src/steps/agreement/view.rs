//! The step Agreement on screen: what is missing, signatures, terms.

use super::{Pane, Screen, term_groups};
use crate::domain::dates;
use crate::domain::findings::State;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::components::{self, cells};
use crate::steps::{Ctx, groups};
use crate::text;
use crate::widgets::{
    Hit, Ink, Painter, Role, Spacing, Table, split_bottom, split_right, split_top,
};
use ratatui::layout::Rect;

// A click says which part it was on: all parts are on one screen.
pub(super) const READY_HITS: usize = 0;
pub(super) const TERM_HITS: usize = 100;
pub(super) const SIGN_HITS: usize = 200;
pub(super) const TAB_HITS: usize = 300;

/// Columns from which on all parts are shown side by side.
const WIDE: u16 = 100;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let area = closed_line(ctx, p, area);
        if area.width >= WIDE {
            self.all_parts(ctx, p, area);
        } else {
            self.one_part(ctx, p, area);
        }
    }

    fn all_parts(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let (left, right) = split_right(area, area.width * 11 / 20, 3);
        let rows = |g: &groups::Group| g.items.len().max(1);
        let signatures = cells(self.sign_groups(ctx).iter().map(rows).sum::<usize>()) + 6;
        let (ready, signed) = split_bottom(left, signatures.min(left.height / 2));
        self.ready_view(ctx, p, ready);
        self.signatures_view(ctx, p, signed);
        self.terms_view(ctx, p, right);
    }

    /// The current part, below the names of all parts.
    fn one_part(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let tabs = Pane::ALL.map(|pane| {
            let ink = if pane == self.pane {
                Ink::new(Role::Accent).bold().underlined()
            } else {
                Role::Quiet.into()
            };
            (pane.title(), ink)
        });
        components::draw_tabs(p, area, &tabs, TAB_HITS);
        let body = split_top(area, 2).1;
        match self.pane {
            Pane::Ready => self.ready_view(ctx, p, body),
            Pane::Terms => self.terms_view(ctx, p, body),
            Pane::Signatures => self.signatures_view(ctx, p, body),
        }
    }

    /// Draws the heading of a part, in colour where it is the current one. Returns what is left.
    fn heading(&self, p: &mut Painter, area: Rect, pane: Pane, title: &str) -> Rect {
        let (ink, line) = if self.pane == pane {
            (Role::Accent, Role::Accent)
        } else {
            (Role::Text, Role::Line)
        };
        components::heading(p, area, title, ink, line)
    }

    fn ready_view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let checks = self.checks(ctx);
        let met = checks.iter().filter(|c| c.state == State::Met).count();
        let title = format!("Ready to sign?   {met} of {}", checks.len());
        let body = self.heading(p, area, Pane::Ready, &title);
        let wide = area.width.saturating_sub(5);
        let height = |n: usize| {
            let words = checks.get(n).map_or("", |c| c.text.as_str());
            cells(text::wrap(&text::visible(words), usize::from(wide)).len())
        };
        let at = self.check.min(checks.len().saturating_sub(1));
        let table = Table::new(checks.len(), height)
            .selected((self.pane == Pane::Ready).then_some(at))
            .around(at)
            .spacing(Spacing::Airy)
            .pane(READY_HITS);
        table.draw(p, body, |p, row| {
            let Some(check) = checks.get(row.index) else {
                return;
            };
            let (sign, role, text) = match check.state {
                State::Met => ("✓", Role::Good, Role::Quiet),
                State::Blocking => ("!", Role::Bad, Role::Text),
                State::Missing => ("?", Role::Warn, Role::Text),
            };
            p.text(row.text.x, row.text.y, 1, sign, row.ink(role).bold());
            let words = Rect {
                x: row.text.x + 2,
                width: wide,
                ..row.text
            };
            p.wrapped(words, &check.text, row.main_ink(text));
        });
    }

    fn terms_view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let groups = term_groups(ctx);
        let filled = groups.iter().filter(|g| !g.items.is_empty()).count();
        let title = format!("Terms   {filled} of {} written", groups.len());
        let body = self.heading(p, area, Pane::Terms, &title);
        part(p, TERM_HITS, |p| {
            groups::view(
                p,
                ctx,
                body,
                &groups,
                0..groups.len(),
                (self.pane == Pane::Terms).then_some(self.term),
            )
        });
    }

    fn signatures_view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let groups = self.sign_groups(ctx);
        let body = self.heading(p, area, Pane::Signatures, Pane::Signatures.title());
        part(p, SIGN_HITS, |p| {
            groups::view(
                p,
                ctx,
                body,
                &groups,
                0..groups.len(),
                (self.pane == Pane::Signatures).then_some(self.signature),
            )
        });
    }
}

/// Says when the session was closed, if it is. Returns what is left.
fn closed_line(ctx: &Ctx, p: &mut Painter, area: Rect) -> Rect {
    let Some(closed) = ctx.session.closed else {
        return area;
    };
    let day = closed.to_zoned(ctx.now.time_zone().clone()).date();
    let says = format!(
        "✓ Closed on {}. {} opens it again.",
        dates::short(day, ctx.today()),
        hint_in(Scope::Agreement, Command::Close)
    );
    let ink = Ink::new(Role::Good).bold();
    p.text(area.x, area.y, area.width, &says, ink);
    split_top(area, 2).1
}

/// Draws a part; its clicks are told apart from those of the others by `offset`.
fn part(p: &mut Painter, offset: usize, draw: impl FnOnce(&mut Painter)) {
    let before = p.hits.len();
    draw(p);
    for (_, hit) in p.hits.iter_mut().skip(before) {
        if let Hit::Row(pane, _) = hit {
            *pane += offset;
        }
    }
}
