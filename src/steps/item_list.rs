//! A list of items whose texts are edited in place, with a last row for an item being added.

use super::components::{self, ItemText};
use super::reply::Editing;
use super::{Ctx, editor_height, editor_view};
use crate::domain::Record;
use crate::widgets::{Painter, Role, Row, Spacing, Table};
use ratatui::layout::Rect;

/// The items of a list as they are drawn.
pub struct ItemList<'a, R> {
    ctx: &'a Ctx<'a>,
    items: &'a [&'a R],
    text: fn(&R) -> &str,
    /// The item being added, after the last one.
    adding: Option<&'a Editing>,
    selected: Option<usize>,
}

impl<'a, R: Record> ItemList<'a, R> {
    /// These items, with this row selected unless an item is being added.
    pub fn new(
        ctx: &'a Ctx<'a>,
        items: &'a [&'a R],
        selected: impl Into<Option<usize>>,
        text: fn(&R) -> &str,
    ) -> Self {
        let adding = ctx.editing.filter(|e| e.adds(R::LIST, 0));
        let selected = adding.map_or(selected.into(), |_| Some(items.len()));
        Self {
            ctx,
            items,
            text,
            adding,
            selected,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.items.len() + usize::from(self.adding.is_some())
    }

    /// True while there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected item; none while one is being added.
    pub fn selected(&self) -> Option<&'a R> {
        self.items.get(self.selected?).copied()
    }

    /// The table of the items, for texts that are `width` wide in a list `room` rows high.
    pub fn table(&self, width: u16, room: u16) -> Table<'_> {
        let height = move |n| match (self.written(n), self.adding) {
            (Some(what), _) => {
                components::line_height(self.ctx, what, width, self.selected == Some(n), room)
            }
            (None, Some(editing)) => editor_height(&editing.buffer, width),
            (None, None) => 1,
        };
        Table::new(self.len(), height)
            .selected(self.selected)
            .spacing(Spacing::Airy)
    }

    /// Draws the text of a row, or the editor that is open on it.
    pub fn draw_text(&self, p: &mut Painter, row: &Row, cell: Rect) {
        match (self.written(row.index), self.adding) {
            (Some(what), _) => {
                components::field_view(p, self.ctx, cell, what, row.main_ink(Role::Text));
            }
            (None, Some(editing)) => {
                editor_view(p, cell, &editing.buffer, row.ground);
            }
            (None, None) => {}
        }
    }

    fn written(&self, row: usize) -> Option<ItemText<'a>> {
        let item = *self.items.get(row)?;
        Some(ItemText::text(R::LIST, item.id(), (self.text)(item)))
    }
}
