//! The selected goal: on the left what could be worded better, on the right who consents.

use super::{Screen, Voter, voters};
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::Ctx;
use crate::steps::components;
use crate::widgets::{
    Hit, Painter, Role, Table, columns, indent, split_bottom, split_right, take_top,
};
use ratatui::layout::Rect;

/// The pane of the votes, for clicks.
pub(super) const PANE: usize = 1;

/// What each vote means, from 0 to 5 fingers.
const MEANINGS: [&str; 6] = [
    "blocks, needs change",
    "must discuss and change",
    "has minor issues",
    "can live with it",
    "good, will work for it",
    "great, will lead",
];

impl Screen {
    pub(super) fn draw_detail(&self, ctx: &Ctx, p: &mut Painter, area: Rect, goal: &Goal) {
        let (left, right) = split_right(area, (area.width / 2).max(34), 3);
        draw_wording(ctx, p, left, goal);
        let is_voting = self.voter.is_some();
        let (title, role, line) = if is_voting {
            ("vote with 0 to 5 fingers", Role::Accent, Role::Accent)
        } else {
            ("consent", Role::Text, Role::Line)
        };
        let body = components::heading(p, right, title, role, line);
        let voters = voters(ctx.session);
        let (list, foot) = split_bottom(body, u16::from(body.height > 4));
        let (a, b) = columns(list, 2);
        self.draw_votes(p, a, Side::A, &voters, goal);
        self.draw_votes(p, b, Side::B, &voters, goal);
        if foot.height > 0 {
            let foot = indent(foot, 2);
            let role = if goal.is_mutual() {
                Role::Good
            } else {
                Role::Quiet
            };
            p.text(
                foot.x,
                foot.y,
                foot.width,
                &self.verdict(&voters, goal),
                role,
            );
        }
    }

    fn draw_votes(&self, p: &mut Painter, area: Rect, side: Side, all: &[Voter], goal: &Goal) {
        let voters: Vec<(usize, &Voter)> = all
            .iter()
            .enumerate()
            .filter(|(_, v)| v.side == side)
            .collect();
        let at = voters.iter().position(|(n, _)| Some(*n) == self.voter);
        let place = |row: usize| voters.get(row).map_or(0, |(n, _)| *n);
        Table::new(voters.len(), |_| 1)
            .selected(at)
            .hits(|row| Hit::Row(PANE, place(row)))
            .without_position()
            .draw(p, area, |p, row| {
                let Some((_, voter)) = voters.get(row.index) else {
                    return;
                };
                let vote = voter.vote_on(goal);
                let role = match vote {
                    None => Role::Quiet,
                    Some(_) if goal.is_outdated() => Role::Warn,
                    Some(v) if v >= PASS => Role::Good,
                    Some(_) => Role::Bad,
                };
                let at = row.text;
                p.text(
                    at.x,
                    at.y,
                    1,
                    &components::score(vote),
                    row.ink(role).bold(),
                );
                let name = indent(at, 3);
                let ink = row.main_ink(components::role(side));
                p.text(name.x, name.y, name.width, &voter.name, ink);
            });
    }

    /// How the goal stands, or what the selected vote means, in one line.
    fn verdict(&self, voters: &[Voter], goal: &Goal) -> String {
        let vote = self
            .voter
            .and_then(|n| voters.get(n))
            .and_then(|v| v.vote_on(goal));
        let missing = voters.iter().any(|v| v.vote_on(goal).is_none());
        let earlier = earlier_rounds(goal);
        match vote {
            _ if goal.is_outdated() => {
                let key = hint_in(Scope::Goals, Command::AskAgain);
                format!("? changed since the votes: {key} asks again")
            }
            Some(v) => MEANINGS
                .get(usize::from(v))
                .copied()
                .unwrap_or_default()
                .to_owned(),
            None if self.voter.is_some() => {
                "0 blocks · 3 can live with it · 5 will lead".to_owned()
            }
            None if goal.is_mutual() && missing => "✓ both consent; some have not voted".to_owned(),
            None if goal.is_mutual() => format!("✓ both consent: none below 3{earlier}"),
            None => {
                let key = hint(Command::NextPane);
                format!("{key} votes; all 3 or more passes{earlier}")
            }
        }
    }
}

/// The lowest votes of the earlier rounds: ` · before: ◆2 ●4`.
fn earlier_rounds(goal: &Goal) -> String {
    let lowest = |votes: &[Fist], side: Side| {
        let votes = votes.iter().filter(|v| v.side == side);
        let low = votes.map(|v| v.fist).min();
        low.map(|low| format!(" {}{low}", side.glyph()))
            .unwrap_or_default()
    };
    let rounds = goal.rounds.iter().map(|r| {
        let [a, b] = Side::BOTH.map(|side| lowest(&r.consent, side));
        format!("{a}{b}")
    });
    let rounds: Vec<String> = rounds.collect();
    if rounds.is_empty() {
        String::new()
    } else {
        format!(" · before:{}", rounds.join(","))
    }
}

/// Draws what could be worded better.
fn draw_wording(ctx: &Ctx, p: &mut Painter, area: Rect, goal: &Goal) {
    let title = format!("{}  wording", ctx.session.label_of(goal));
    let body = components::heading(p, area, &title, Role::Text, Role::Line);
    let mut left = indent(body, 2);
    let advice = lint::goal(ctx.session, goal);
    if advice.is_empty() {
        let says = "✓ It states a result, an amount and a date, and is linked to expectations.";
        p.wrapped(left, says, Role::Good);
    }
    for words in advice {
        if left.height == 0 {
            break;
        }
        p.text(body.x, left.y, 1, "?", Role::Warn);
        let used = p.wrapped(left, &words, Role::Text);
        take_top(&mut left, used);
    }
}
