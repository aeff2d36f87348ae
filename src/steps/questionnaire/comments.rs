//! What stands below a question: how several people answered, the comments, and the comment that
//! is being typed.

use super::rater_role;
use crate::domain::scoring::{Rater, answer, comments, spread};
use crate::domain::{Id, List, Questionnaire, questionnaire::Item};
use crate::steps::components::{cells, editor_height, editor_view};
use crate::steps::reply::Editing;
use crate::steps::{Ctx, Target};
use crate::text;
use crate::widgets::{Ink, Painter, Role, Row, indent, take_top};
use ratatui::layout::Rect;

/// The lines below a question.
pub(super) struct Below<'a> {
    /// Words with their colour, above the comment that is being typed.
    lines: Vec<(String, Role)>,
    editing: Option<&'a Editing>,
}

impl<'a> Below<'a> {
    /// What stands below `item`; a comment can be typed for the rater `of`.
    pub(super) fn new(
        ctx: &Ctx<'a>,
        q: &Questionnaire,
        shown: &[&Rater],
        of: &Rater,
        item: &Item,
    ) -> Self {
        let editing = ctx.editing.filter(|e| types_comment(ctx, q, of, item, e));
        let mut lines = Vec::new();
        for rater in shown {
            let glyph = rater
                .side
                .map_or(String::new(), |side| format!("{} ", side.glyph()));
            let spread = spread(ctx.session, &q.id, &rater.id, &item.id);
            if let Some(spread) = spread {
                let divided = q.scale(item).is_some_and(|s| spread.is_divided(s));
                let (says, role) = if divided {
                    (": they disagree among themselves", Role::Warn)
                } else {
                    ("", Role::Quiet)
                };
                lines.push((format!("{glyph}{}{says}", spread.words()), role));
            }
            let own = answer(ctx.session, &q.id, &rater.id, &item.id);
            let typed = own
                .filter(|_| editing.is_some() && rater.id == of.id)
                .map_or("", |r| r.comment.trim());
            let all = comments(ctx.session, &q.id, &rater.id, &item.id).into_iter();
            let all = all.filter(|c| typed.is_empty() || *c != typed);
            lines.extend(all.map(|c| (format!("{glyph}“{c}”"), rater_role(rater))));
        }
        Self { lines, editing }
    }

    /// Rows at this width.
    pub(super) fn height(&self, wide: u16) -> u16 {
        let wide = wide.saturating_sub(INDENT);
        let rows = |words: &str| text::wrap(&text::visible(words), usize::from(wide)).len();
        let lines: usize = self.lines.iter().map(|(words, _)| rows(words)).sum();
        let editor = self.editing.map_or(0, |e| editor_height(&e.buffer, wide));
        cells(lines) + editor
    }

    pub(super) fn draw(&self, p: &mut Painter, row: &Row, area: Rect) {
        let mut left = indent(area, INDENT);
        for (words, role) in &self.lines {
            let used = p.wrapped(left, words, row.ink(*role));
            take_top(&mut left, used);
        }
        if let Some(editing) = self.editing {
            p.text(
                area.x,
                left.y,
                1,
                "▸",
                Ink::new(Role::Accent).bold().on(row.ground),
            );
            editor_view(p, left, &editing.buffer, row.ground);
        }
    }
}

/// Columns that comments are indented.
const INDENT: u16 = 2;

/// True if this text is the comment of a rater on an item.
fn types_comment(
    ctx: &Ctx,
    q: &Questionnaire,
    rater: &Rater,
    item: &Item,
    editing: &Editing,
) -> bool {
    let is = |value: &serde_json::Value, key: &str, wanted: &str| {
        value.get(key).and_then(|v| v.as_str()) == Some(wanted)
    };
    match &editing.target {
        Target::New {
            list: List::Ratings,
            item: new,
        } => {
            is(new, "questionnaire", &q.id)
                && is(new, "column", &rater.id)
                && is(new, "item", &item.id)
        }
        _ => {
            let id = answer(ctx.session, &q.id, &rater.id, &item.id).map(|r| &r.id);
            id.is_some_and(|id: &Id| editing.is_on(List::Ratings, id, "comment"))
        }
    }
}
