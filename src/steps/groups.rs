//! A list under several headings. Each group always has a row, so that something can be added to
//! it.

use super::components::{self, ItemText};
use super::{Ctx, Editing, editor_height, editor_view};
use crate::domain::{Id, List};
use crate::keys::Command;
use crate::text;
use crate::widgets::movement::{PAGE, destination};
use crate::widgets::{Hit, Ink, Painter, Role, Row, RowHeight, Table, cells};
use ratatui::layout::Rect;
use std::ops::Range;

/// A heading and the items under it.
pub(super) struct Group<'a> {
    pub title: String,
    pub role: Role,
    pub list: List,
    pub items: Vec<Item<'a>>,
    /// Shown while the group has no item.
    pub example: String,
    /// The pane in which a new item is edited.
    pub pane: usize,
}

/// One item: its text can be edited in place.
pub(super) struct Item<'a> {
    pub id: &'a Id,
    pub text: &'a str,
    /// Drawn after the text while it is not being edited.
    pub tail: String,
}

/// A place in the groups: a group, and an item of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub group: usize,
    pub item: usize,
}

impl Spot {
    /// The nearest place that exists.
    pub fn nearest(self, groups: &[Group]) -> Self {
        let group = self.group.min(groups.len().saturating_sub(1));
        let items = groups.get(group).map_or(0, |g| g.items.len());
        Self {
            group,
            item: self.item.min(items.saturating_sub(1)),
        }
    }

    /// Moves within `range` of the groups; false when the command is not a movement.
    pub fn move_by(&mut self, command: Command, groups: &[Group], range: Range<usize>) -> bool {
        let mut spots: Vec<Self> = Vec::new();
        for (group, g) in groups.iter().enumerate().take(range.end).skip(range.start) {
            spots.extend((0..g.items.len().max(1)).map(|item| Self { group, item }));
        }
        let here = self.nearest(groups);
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
    pub fn select_item(&mut self, groups: &[Group], id: &Id) -> bool {
        for (group, g) in groups.iter().enumerate() {
            if let Some(item) = g.items.iter().position(|i| i.id == id) {
                *self = Self { group, item };
                return true;
            }
        }
        false
    }
}

/// A row of the list.
struct Line<'g> {
    place: usize,
    group: &'g Group<'g>,
    content: Content<'g>,
    is_first: bool,
}

enum Content<'g> {
    Item(usize, &'g Item<'g>),
    /// The item that is being added.
    New(&'g Editing),
    /// What could be written, while there is nothing.
    Example,
}

impl Line<'_> {
    fn item(&self) -> usize {
        match self.content {
            Content::Item(item, _) => item,
            Content::New(_) | Content::Example => 0,
        }
    }

    /// The heading above the first row of a group, with a blank line before all but the first.
    fn heading_height(&self, row: usize) -> u16 {
        match (self.is_first, row) {
            (false, _) => 0,
            (true, 0) => 1,
            (true, _) => 2,
        }
    }

    fn height(&self, ctx: &Ctx, width: u16) -> u16 {
        match self.content {
            Content::Item(_, item) => {
                let with_tail = format!("{}{}", item.text, item.tail);
                let what = ItemText::text(self.group.list, item.id, &with_tail);
                components::field_height(ctx, what, width)
            }
            Content::New(editing) => editor_height(&editing.buffer, width),
            Content::Example => {
                cells(text::wrap(&self.group.example, usize::from(width)).len()).min(2)
            }
        }
    }
}

/// The rows of the groups `range`.
fn lines<'g>(ctx: &Ctx<'g>, groups: &'g [Group<'g>], range: Range<usize>) -> Vec<Line<'g>> {
    let mut lines = Vec::new();
    let seen = groups.iter().enumerate().take(range.end).skip(range.start);
    for (place, group) in seen {
        let new = ctx.editing.filter(|e| e.adds(group.list, group.pane));
        let items = group.items.iter().enumerate();
        let mut contents: Vec<Content> = items.map(|(n, item)| Content::Item(n, item)).collect();
        contents.extend(new.map(Content::New));
        if contents.is_empty() {
            contents.push(Content::Example);
        }
        let of_group = contents.into_iter().enumerate();
        lines.extend(of_group.map(|(n, content)| Line {
            place,
            group,
            content,
            is_first: n == 0,
        }));
    }
    lines
}

/// Draws the groups `range` into one column. `selected` is the selected place.
pub(super) fn view(
    p: &mut Painter,
    ctx: &Ctx,
    area: Rect,
    groups: &[Group],
    range: Range<usize>,
    selected: Option<Spot>,
) {
    let lines = lines(ctx, groups, range);
    let place = selected.map(|s| s.nearest(groups));
    let adding = lines
        .iter()
        .position(|l| matches!(l.content, Content::New(_)));
    let at = |s: Spot| {
        let is_at = |l: &Line| l.place == s.group && l.item() == s.item;
        lines.iter().position(is_at)
    };
    let selected = place.and_then(|s| adding.or_else(|| at(s)));
    let width = area.width.saturating_sub(2);
    let height = |n: usize| {
        lines.get(n).map_or(RowHeight::from(1), |line| RowHeight {
            above: line.heading_height(n),
            row: line.height(ctx, width),
            below: 0,
        })
    };
    // a click says group and item, not the line
    let hit = |n: usize| {
        let line = lines.get(n);
        line.map_or(Hit::Row(0, 0), |line| Hit::Row(line.place, line.item()))
    };
    Table::new(lines.len(), height)
        .selected(selected)
        .hits(hit)
        .draw(p, area, |p, row| {
            if let Some(line) = lines.get(row.index) {
                draw_line(p, ctx, row, line);
            }
        });
}

fn draw_line(p: &mut Painter, ctx: &Ctx, row: &Row, line: &Line) {
    let group = line.group;
    if let Some(above) = row.above {
        let y = above.bottom().saturating_sub(1);
        p.text(
            above.x,
            y,
            above.width,
            &group.title,
            Ink::new(group.role).bold(),
        );
    }
    match line.content {
        Content::Item(_, item) => {
            let what = ItemText::text(group.list, item.id, item.text);
            if what.editing(ctx).is_some() {
                components::field_view(p, ctx, row.text, what, row.ink(Role::Text));
            } else {
                components::text_and_tail(
                    p,
                    row.text,
                    item.text,
                    &item.tail,
                    row.is_selected,
                    row.ground,
                );
            }
        }
        Content::New(editing) => {
            editor_view(p, row.text, &editing.buffer, row.ground);
        }
        Content::Example => {
            p.wrapped(row.text, &group.example, row.ink(Role::Quiet));
        }
    }
}
