//! What step screens are drawn with: headings, texts that are edited in place, empty steps.

use super::Ctx;
use crate::domain::{Id, List, Participant, Session, Side, dates};
use crate::keys::{self, Command, Scope, hint_in};
use crate::text::{self, Buffer};
pub(super) use crate::widgets::cells;
use crate::widgets::{
    Ground, Hit, Ink, Painter, Role, at_most, indent, split_bottom, split_top, take_top,
};
use jiff::civil::Date;
use ratatui::layout::Rect;

/// The colour role of a side.
pub(super) fn role(side: Side) -> Role {
    if side == Side::A { Role::A } else { Role::B }
}

/// Height of a text that is being edited, at this width.
#[must_use]
pub fn editor_height(buffer: &Buffer, wide: u16) -> u16 {
    cells(text::wrap(buffer.text(), usize::from(wide)).len())
}

/// Draws a text that is being edited, scrolled so that the caret is seen, and puts the terminal's
/// cursor there. Returns the rows used.
pub fn editor_view(p: &mut Painter, area: Rect, buffer: &Buffer, ground: Ground) -> u16 {
    if area.width < 2 || area.height == 0 {
        return 0;
    }
    let wide = usize::from(area.width);
    let rows = text::wrap(buffer.text(), wide);
    let (row, mut column) = buffer.cell(wide);
    let mut caret_row = row;
    if column >= wide {
        // a full row: the caret waits at the start of the next
        (caret_row, column) = (row + 1, 0);
    }
    let tall = usize::from(area.height);
    let first = (caret_row + 1).saturating_sub(tall);
    let ink = Ink::new(Role::Text).bold().on(ground);
    for (n, row) in rows.iter().enumerate().skip(first).take(tall) {
        let y = area.y + cells(n - first);
        let line = row.of(buffer.text());
        match buffer.selection() {
            Some((from, to)) if from < row.end && to > row.start => {
                let (from, to) = (from.max(row.start) - row.start, to.min(row.end) - row.start);
                let piece = |from: usize, to: usize| line.get(from..to).unwrap_or_default();
                p.spans(
                    area.x,
                    y,
                    area.width,
                    &[
                        (piece(0, from), ink),
                        (piece(from, to), ink.reversed()),
                        (piece(to, line.len()), ink),
                    ],
                );
            }
            _ => {
                p.text(area.x, y, area.width, line, ink);
            }
        }
    }
    p.text_wide = Some(area.width);
    p.cursor = Some((
        area.x + cells(column).min(area.width - 1),
        area.y + cells(caret_row - first).min(area.height - 1),
    ));
    cells(rows.len().max(caret_row + 1).min(tall))
}

/// A text field of an item, as it is drawn.
#[derive(Clone, Copy)]
pub(super) struct ItemText<'a> {
    pub list: List,
    pub id: &'a Id,
    pub field: &'a str,
    pub value: &'a str,
}

impl<'a> ItemText<'a> {
    /// The text of an item.
    pub fn text(list: List, id: &'a Id, value: &'a str) -> Self {
        Self {
            list,
            id,
            field: list.text_field(),
            value,
        }
    }

    /// The editor that is open on the field, if any.
    pub fn editing<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c super::Editing> {
        ctx.editing
            .filter(|e| e.is_on(self.list, self.id, self.field))
    }
}

/// Height of a field, or of the editor that is open on it.
pub(super) fn field_height(ctx: &Ctx, what: ItemText, wide: u16) -> u16 {
    let value = what.value;
    match what.editing(ctx) {
        Some(editing) => editor_height(&editing.buffer, wide),
        None if text::plain_width(value).is_some_and(|w| w <= usize::from(wide)) => 1,
        None => cells(text::wrap(&text::visible(value), usize::from(wide)).len()),
    }
}

/// Height of an item in a list `room` rows high: in a low list only the selected one is shown
/// whole.
pub(super) fn line_height(
    ctx: &Ctx,
    what: ItemText,
    wide: u16,
    is_selected: bool,
    room: u16,
) -> u16 {
    if is_selected || room >= ROOMY {
        field_height(ctx, what, wide)
    } else {
        1
    }
}

/// Fewest rows of a list that shows all its items whole.
const ROOMY: u16 = 14;

/// Draws a field of an item, or the editor that is open on it. Returns the rows used.
pub(super) fn field_view(p: &mut Painter, ctx: &Ctx, area: Rect, what: ItemText, ink: Ink) -> u16 {
    match what.editing(ctx) {
        Some(editing) => editor_view(p, area, &editing.buffer, ink.ground()),
        None => p.wrapped(area, what.value, ink),
    }
}

/// Draws a text and a quiet tail after it, wrapped as one; the text is bold where it is selected.
pub(super) fn text_and_tail(
    p: &mut Painter,
    area: Rect,
    value: &str,
    tail: &str,
    is_selected: bool,
    ground: Ground,
) {
    let (head, tail) = (text::visible(value), text::one_line(tail));
    let whole = format!("{head}{tail}");
    let rows = text::wrap(&whole, usize::from(area.width));
    for (n, row) in rows.iter().take(usize::from(area.height)).enumerate() {
        // a blank may hang over the edge; it is not drawn
        let end = row.start + row.of(&whole).trim_end().len();
        let split = head.len().clamp(row.start, end);
        let piece = |from: usize, to: usize| whole.get(from..to).unwrap_or_default();
        let inks = (
            Ink::new(Role::Text).bold_if(is_selected).on(ground),
            Ink::new(Role::Quiet).on(ground),
        );
        let pieces = [
            (piece(row.start, split), inks.0),
            (piece(split, end), inks.1),
        ];
        p.spans(area.x, area.y + cells(n), area.width, &pieces);
    }
}

/// Draws a heading with a rule below it. Returns what is left.
pub fn heading(p: &mut Painter, area: Rect, title: &str, ink: impl Into<Ink>, line: Role) -> Rect {
    p.text(area.x, area.y, area.width, title, ink.into().bold());
    if area.height > 1 {
        p.rule(area.x, area.y + 1, area.width, line);
    }
    split_top(area, 2).1
}

/// Draws what a step or section shows while it is empty: its purpose, an example, and the key of
/// the command that begins.
pub fn empty(
    p: &mut Painter,
    area: Rect,
    purpose: &str,
    example: &str,
    command: Command,
    does: &str,
) {
    let mut left = at_most(indent(area, 2), 70, area.height);
    take_top(&mut left, 1);
    let used = p.wrapped(left, purpose, Role::Text);
    take_top(&mut left, used + 1);
    if !example.is_empty() {
        let used = p.wrapped(left, &format!("For example: “{example}”"), Role::Quiet);
        take_top(&mut left, used + 1);
    }
    if left.height > 0 {
        p.spans(
            left.x,
            left.y,
            left.width,
            &[
                (&keys::hint(command), Ink::new(Role::Accent).bold()),
                ("  ", Role::Text.into()),
                (does, Role::Text.into()),
            ],
        );
    }
}

/// Glyph and name of a person, and their colour; `none` where there is nobody.
pub(super) fn person(session: &Session, id: Option<&Id>, none: &str) -> (String, Role) {
    let Some(id) = id else {
        return (none.to_owned(), Role::Bad);
    };
    match session.get::<Participant>(id) {
        Some(person) => {
            let name = session.name_on_side(person);
            (format!("{} {name}", person.side.glyph()), role(person.side))
        }
        None => (session.person(id).into_owned(), Role::Warn),
    }
}

/// A score, or a dot where there is none.
pub(super) fn score(value: Option<u8>) -> String {
    value.map_or_else(|| "·".to_owned(), |v| v.to_string())
}

/// A date as it is read out, or a dash.
pub(super) fn date(date: Option<Date>, today: Date) -> String {
    date.map_or_else(|| "–".to_owned(), |d| dates::short(d, today))
}

/// A count with its noun: `1 goal`, `3 goals`.
pub(super) fn count(n: usize, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// Draws where the content of a step comes from into the last rows of `area`, below a warning if
/// there is one. Returns what is left.
pub(super) fn source_view(
    p: &mut Painter,
    area: Rect,
    warning: Option<&str>,
    source: &str,
) -> Rect {
    let lines = |words: &str| cells(text::wrap(words, usize::from(area.width)).len());
    // a low area needs its rows for what comes from the source
    let most = if area.height >= ROOMY { 2 } else { 1 };
    let rows = lines(source).clamp(1, most);
    let (body, foot) = split_bottom(area, warning.map_or(0, lines) + rows);
    let used = warning.map_or(0, |w| p.wrapped(foot, w, Ink::new(Role::Warn).bold()));
    p.wrapped(split_top(foot, used).1, source, Role::Quiet);
    body
}

/// A count with its noun and verb: `1 dot is`, `3 dots are`.
pub(super) fn count_with_verb(n: usize, noun: &str, singular: &str, plural: &str) -> String {
    let verb = if n == 1 { singular } else { plural };
    format!("{} {verb}", count(n, noun))
}

/// Draws the names of parts of which one is shown, and the key to the next one. A click on a name
/// is row 0 of pane `first_hit` plus its number.
pub(super) fn draw_tabs(p: &mut Painter, area: Rect, tabs: &[(&str, Ink)], first_hit: usize) {
    let mut x = area.x;
    for (n, (title, ink)) in tabs.iter().enumerate() {
        let width = p.text(x, area.y, area.right().saturating_sub(x), title, *ink);
        let tab = Rect {
            x,
            width,
            height: 1,
            ..area
        };
        p.hit(tab, Hit::Row(first_hit + n, 0));
        x += width + 3;
    }
    let next = format!("({})", hint_in(Scope::Panes, Command::NextPane));
    p.text(
        x,
        area.y,
        area.right().saturating_sub(x),
        &next,
        Role::Quiet,
    );
}
