//! How a form looks: a label and a value a row, the help of the selected field below.

use super::Form;
use super::values::{preview, show};
use crate::app::overlays::panel;
use crate::domain::Session;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::{Editing, Field, FieldKind, editor_height, editor_view};
use crate::text;
use crate::widgets::{Ground, Hit, Ink, Painter, Role, indent, split_bottom, window};
use jiff::civil::Date;
use ratatui::layout::Rect;

/// Widest form.
const WIDEST: u16 = 96;
/// Most rows of a value that is not being typed.
const MOST_ROWS: u16 = 4;
/// Rows of the frame, the title and the help.
const AROUND: u16 = 7;

/// The labels, and the widths of labels and values.
struct Columns {
    labels: Vec<String>,
    label: u16,
    value: u16,
}

impl Form {
    pub(super) fn view(
        &self,
        p: &mut Painter,
        area: Rect,
        session: &Session,
        editing: Option<&Editing>,
        today: Date,
    ) {
        let fields = &self.form.fields;
        let wide = area.width.saturating_sub(4).min(WIDEST);
        let columns = self.columns(session, wide);
        let values: Vec<String> = fields
            .iter()
            .map(|(place, field)| readable(session, place, field, today))
            .collect();
        let height = |n: usize| self.row_height(n, &values, editing, columns.value);
        let rows = (0..fields.len()).map(height).fold(0, u16::saturating_add);
        let tall = rows.saturating_add(AROUND).min(area.height);
        let inner = panel(p, area, wide, tall, &self.form.title);
        let (list, foot) = split_bottom(inner, 2);
        let seen = window(fields.len(), self.at, list.height, height);
        let mut y = list.y;
        for (n, value) in values.iter().enumerate().take(seen.end).skip(seen.first) {
            let row = Rect {
                y,
                height: height(n).min(list.bottom().saturating_sub(y)),
                ..list
            };
            if row.height == 0 {
                break;
            }
            p.hit(row, Hit::Row(0, n));
            if n == self.at {
                p.select(row);
                self.draw_selected(p, row, &columns, value, editing);
                self.draw_preview(p, row, &columns, session, today);
            } else {
                self.draw_row(p, row, &columns, n, value);
            }
            y += row.height;
        }
        if let Some(position) = seen.position() {
            let ink = Ink::new(Role::Quiet).on(Ground::Raised);
            p.right(inner.right(), inner.y.saturating_sub(2), &position, ink);
        }
        self.draw_help(p, split_bottom(foot, 1).1, session);
    }

    fn columns(&self, session: &Session, wide: u16) -> Columns {
        let fields = self.form.fields.iter();
        let labels: Vec<String> = fields.map(|(_, f)| f.label(session)).collect();
        let widest = labels.iter().map(|label| text::width(label)).max();
        let label = u16::try_from(widest.unwrap_or(0)).unwrap_or(20) + 3;
        Columns {
            labels,
            label,
            value: wide.saturating_sub(4 + 2 + label + 1).max(2),
        }
    }

    fn row_height(
        &self,
        n: usize,
        values: &[String],
        editing: Option<&Editing>,
        width: u16,
    ) -> u16 {
        let (Some((_, field)), Some(value)) = (self.form.fields.get(n), values.get(n)) else {
            return 1;
        };
        if n == self.at {
            if let Some(entry) = &self.entry {
                return editor_height(&entry.buffer, width);
            }
            if let Some(editing) = editing.filter(|_| field.kind == FieldKind::Text) {
                return editor_height(&editing.buffer, width);
            }
        }
        let rows = text::wrap(&text::visible(value), usize::from(width)).len();
        u16::try_from(rows).unwrap_or(1).min(MOST_ROWS)
    }

    fn draw_row(&self, p: &mut Painter, row: Rect, columns: &Columns, n: usize, value: &str) {
        let Some(label) = columns.labels.get(n) else {
            return;
        };
        let on = |role| Ink::new(role).on(Ground::Raised);
        p.text(row.x + 2, row.y, columns.label, label, on(Role::Quiet));
        p.wrapped(value_area(row, columns), value, on(Role::Text));
    }

    fn draw_selected(
        &self,
        p: &mut Painter,
        row: Rect,
        columns: &Columns,
        value: &str,
        editing: Option<&Editing>,
    ) {
        let (Some((_, field)), Some(label)) = (self.field(), columns.labels.get(self.at)) else {
            return;
        };
        let bold = Ink::new(Role::Text).on(Ground::Selection).bold();
        p.text(row.x + 2, row.y, columns.label, label, bold);
        let area = value_area(row, columns);
        let typed = editing.filter(|_| field.kind == FieldKind::Text);
        let buffer = self
            .entry
            .as_ref()
            .map(|e| &e.buffer)
            .or(typed.map(|e| &e.buffer));
        if let Some(buffer) = buffer {
            editor_view(p, area, buffer, Ground::Selection);
        } else if field.kind.is_typed() || field.kind.referenced_list().is_some() {
            p.wrapped(area, value, bold);
        } else {
            p.wrapped(area, &format!("◀ {value} ▶"), bold);
        }
    }

    /// Draws what a typed date was understood as, behind it.
    fn draw_preview(
        &self,
        p: &mut Painter,
        row: Rect,
        columns: &Columns,
        session: &Session,
        today: Date,
    ) {
        let (Some(entry), Some((place, field))) = (&self.entry, self.field()) else {
            return;
        };
        if entry.error.is_some() {
            return;
        }
        let area = value_area(row, columns);
        let typed = entry.buffer.text();
        let wide = text::width(&text::one_line(typed));
        let x = area.x + u16::try_from(wide).unwrap_or(0) + 2;
        let words = preview(typed, session, place, field, today);
        let ink = Ink::new(Role::Good).on(Ground::Selection);
        p.text(x, row.y, area.right().saturating_sub(x), &words, ink);
    }

    /// Draws why the selected field is not understood, or what can be entered there.
    fn draw_help(&self, p: &mut Painter, area: Rect, session: &Session) {
        let (words, role) = match (self.error(), self.field()) {
            (Some(why), _) => (why.to_owned(), Role::Bad),
            (None, Some((_, field))) => (field.help(session), Role::Quiet),
            (None, None) => return,
        };
        let ink = Ink::new(role).on(Ground::Raised);
        p.text(area.x, area.y, area.width, &words, ink);
    }
}

fn value_area(row: Rect, columns: &Columns) -> Rect {
    Rect {
        width: columns.value,
        ..indent(row, 2 + columns.label)
    }
}

/// A value as it is read in a form: one of several says how it is chosen.
fn readable(session: &Session, place: &crate::domain::Place, field: &Field, today: Date) -> String {
    let value = show(session, place, field, today);
    if field.kind.referenced_list().is_some() {
        let key = hint_in(Scope::Choice, Command::Choose);
        format!("{value} ({key} chooses)")
    } else {
        value
    }
}
