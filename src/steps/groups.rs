//! A list under several headings: each group always has a row, so that something can be added to it.

use super::Ctx;
use super::components::{self, Rows};
use crate::domain::{Id, List};
use crate::keys::Command;
use crate::widgets::movement::{PAGE, destination};
use crate::widgets::{Ground, Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

/// A heading and what is under it.
pub(super) struct Group<'a> {
    pub title: String,
    pub role: Role,
    pub list: List,
    pub items: Vec<Item<'a>>,
    /// Shown while there is nothing.
    pub example: String,
    /// The pane number of a new item under edit.
    pub pane: usize,
}

/// One item: its text can be edited in place.
pub(super) struct Item<'a> {
    pub id: &'a Id,
    pub text: &'a str,
    /// Said after the text while it is not under edit.
    pub tail: String,
}

/// Which group and which item of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub group: usize,
    pub item: usize,
}

impl Spot {
    /// The spot itself, or the nearest that is there.
    pub fn on(self, groups: &[Group]) -> Self {
        let group = self.group.min(groups.len().saturating_sub(1));
        let items = groups.get(group).map_or(0, |g| g.items.len());
        Self {
            group,
            item: self.item.min(items.saturating_sub(1)),
        }
    }

    /// Carries out a movement within `range` of the groups; false when the command is none.
    pub fn step(
        &mut self,
        command: Command,
        groups: &[Group],
        range: std::ops::Range<usize>,
    ) -> bool {
        let mut spots: Vec<Self> = Vec::new();
        for (group, g) in groups.iter().enumerate().take(range.end).skip(range.start) {
            spots.extend((0..g.items.len().max(1)).map(|item| Self { group, item }));
        }
        let here = self.on(groups);
        let at = spots.iter().position(|s| *s == here).unwrap_or(0);
        let Some(to) = destination(command, at, spots.len(), PAGE) else {
            return false;
        };
        if let Some(spot) = spots.get(to) {
            *self = *spot;
        }
        true
    }

    /// Moves to an item; false when it is in none of the groups.
    pub fn focus(&mut self, groups: &[Group], id: &Id) -> bool {
        for (group, g) in groups.iter().enumerate() {
            if let Some(item) = g.items.iter().position(|i| i.id == id) {
                *self = Self { group, item };
                return true;
            }
        }
        false
    }
}

struct Line<'g> {
    group: usize,
    of: &'g Group<'g>,
    /// None for the example, and for an item that is being added.
    item: Option<usize>,
    first: bool,
    adding: bool,
}

impl<'g> Line<'g> {
    fn shows(&self) -> Option<&'g Item<'g>> {
        self.of.items.get(self.item?)
    }
}

/// Draws the groups `range` into one column. `selected` is the selected spot.
pub(super) fn view(
    p: &mut Painter,
    ctx: &Ctx,
    area: Rect,
    groups: &[Group],
    range: std::ops::Range<usize>,
    selected: Option<Spot>,
) {
    let mut lines: Vec<Line> = Vec::new();
    for (group, of) in groups.iter().enumerate().take(range.end).skip(range.start) {
        let adding = ctx.editing.is_some_and(|e| e.adds(of.list, of.pane));
        let before = lines.len();
        lines.extend((0..of.items.len()).map(|item| Line {
            group,
            of,
            item: Some(item),
            first: item == 0,
            adding: false,
        }));
        if adding || of.items.is_empty() {
            lines.push(Line {
                group,
                of,
                item: None,
                first: lines.len() == before,
                adding,
            });
        }
    }
    let at = selected.map(|s| s.on(groups));
    let adding = lines.iter().position(|l| l.adding);
    let is_selected = adding.filter(|_| at.is_some()).or_else(|| {
        at.and_then(|s| {
            lines
                .iter()
                .position(|l| l.group == s.group && l.item.unwrap_or(0) == s.item)
        })
    });
    let wide = area.width.saturating_sub(2);
    let head = |n: usize| match lines.get(n) {
        Some(line) if line.first && n == 0 => 1,
        Some(line) if line.first => 2,
        _ => 0,
    };
    let tall = |n: usize| {
        let Some(line) = lines.get(n) else { return 1 };
        head(n)
            + match (line.shows(), ctx.editing) {
                (Some(item), _) => {
                    let with_tail = format!("{}{}", item.text, item.tail);
                    components::field_height(
                        ctx,
                        components::Written::text(line.of.list, item.id, &with_tail),
                        wide,
                    )
                }
                (None, Some(editing)) if line.adding => super::editor_height(&editing.buffer, wide),
                (None, _) => {
                    components::cells(crate::text::wrap(&line.of.example, usize::from(wide)).len())
                        .min(2)
                }
            }
    };
    let rows = Rows {
        len: lines.len(),
        selected: is_selected,
        around: 0,
        pane: 0,
        tall: &tall,
    };
    let hits = p.hits.len();
    components::rows_close(p, area, &rows, |p, n, row, ground| {
        let Some(line) = lines.get(n) else { return };
        let g = line.of;
        let mut row = row;
        if line.first {
            let above = head(n).min(row.height);
            let (top, below) = split_top(row, above);
            p.fill(
                Rect {
                    x: row.x.saturating_sub(2),
                    width: row.width + 2,
                    ..top
                },
                Ground::Page,
            );
            p.text(
                row.x.saturating_sub(2),
                top.bottom().saturating_sub(1),
                row.width,
                &g.title,
                Ink::new(g.role).bold(),
            );
            row = below;
        }
        match (line.shows(), ctx.editing) {
            (Some(item), _) => {
                let what = components::Written::text(g.list, item.id, item.text);
                if what.editing(ctx).is_some() {
                    components::field_view(p, ctx, row, what, Ink::new(Role::Text).on(ground));
                } else {
                    components::text_and_tail(
                        p,
                        row,
                        item.text,
                        &item.tail,
                        is_selected == Some(n),
                        ground,
                    );
                }
            }
            (None, Some(editing)) if line.adding => {
                super::editor_view(p, row, &editing.buffer, ground);
            }
            (None, _) => {
                p.wrapped(row, &g.example, Ink::new(Role::Quiet).on(ground));
            }
        }
    });
    // clicks on rows say group and item, not the line
    for (_, hit) in p.hits.iter_mut().skip(hits) {
        if let crate::widgets::Hit::Row(_, n) = *hit
            && let Some(line) = lines.get(n)
        {
            *hit = crate::widgets::Hit::Row(line.group, line.item.unwrap_or(0));
        }
    }
}
