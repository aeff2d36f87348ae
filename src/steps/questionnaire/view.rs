//! A questionnaire on screen: who answers, the items with their answers, the selected item in full.

use super::comments::Below;
use super::{Screen, TAB_HITS, answer_keys, rater_role, results, stairs};
use crate::domain::Questionnaire;
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{Rater, answer, answered, class, is_hidden, value};
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::Ctx;
use crate::steps::components::{self, cells};
use crate::text;
use crate::widgets::{Ink, Painter, Role, Row, RowHeight, Table, split_bottom, split_top};
use ratatui::layout::Rect;

/// Columns from which on answers have words beside their figures.
const WIDE: u16 = 100;
/// Rows from which on every question is shown whole.
const ROOMY: u16 = 14;
/// Rows from which on there is a blank row above the title of an area.
const TALL: u16 = 20;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some((q, raters)) = Self::parts(ctx) else {
            let says = format!(
                "This step has no questionnaire. It can be deleted in the plan of the day ({}).",
                hint(Command::Agenda)
            );
            let command = Command::NextStep;
            components::empty(p, area, &says, "", command, "goes to the next step");
            return;
        };
        self.tabs(ctx, p, area, q, &raters);
        let body = split_top(area, 2).1;
        let hidden = is_hidden(ctx.session, q);
        match raters.get(self.pane) {
            Some(rater) if self.hides_own_answers(ctx, q) => {
                let says = format!(
                    "{} has answered {} of {}. The answers are hidden until both sides are ready.",
                    rater.title,
                    answered(ctx.session, q, &rater.id),
                    q.items.len()
                );
                let does = "shows them to this side";
                components::empty(p, body, &says, "", Command::Hide, does);
            }
            Some(rater) => self.items(ctx, p, body, q, &raters, rater),
            None if hidden => {
                let progress: Vec<String> = raters
                    .iter()
                    .map(|r| {
                        let n = answered(ctx.session, q, &r.id);
                        format!("{}: {n} of {}.", r.title, q.items.len())
                    })
                    .collect();
                let says = format!("{} {}", q.purpose, progress.join(" "));
                let does = "reveals the answers of both sides, when both are ready";
                components::empty(p, body, &says, "", Command::Hide, does);
            }
            None => results::view(ctx, p, body, q, self.concern),
        }
    }

    /// The names of the raters and the results, the current one underlined.
    fn tabs(&self, ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire, raters: &[Rater]) {
        let mut tabs: Vec<(String, Role)> = raters
            .iter()
            .map(|r| {
                let n = answered(ctx.session, q, &r.id);
                (format!("{} {n}/{}", r.name(), q.items.len()), rater_role(r))
            })
            .collect();
        tabs.push(("Results".to_owned(), Role::Accent));
        let current = self.pane.min(raters.len());
        let tabs: Vec<(&str, Ink)> = tabs
            .iter()
            .enumerate()
            .map(|(n, (words, role))| (words.as_str(), tab_ink(*role, n == current)))
            .collect();
        components::draw_tabs(p, area, &tabs, TAB_HITS);
    }

    /// The items with the answers of this rater; after the reveal with those of all.
    fn items(
        &self,
        ctx: &Ctx,
        p: &mut Painter,
        area: Rect,
        q: &Questionnaire,
        raters: &[Rater],
        rater: &Rater,
    ) {
        let (list, detail) = split_bottom(area, if area.height >= 10 { 4 } else { 0 });
        let revealed = !is_hidden(ctx.session, q);
        let shown: Vec<&Rater> = raters
            .iter()
            .filter(|r| revealed || r.id == rater.id)
            .collect();
        let answers = Answers::new(ctx, q, shown, area.width);
        let wide = area.width.saturating_sub(answers.width + 4);
        let selected = self.item.min(q.items.len().saturating_sub(1));
        let below = |item: &Item| Below::new(ctx, q, &answers.raters, rater, item);
        let height = |n: usize| {
            let words = q.items.get(n).map_or("", |i| i.text.as_str());
            let wrapped = text::wrap(&text::visible(words), usize::from(wide)).len();
            let more = |item| below(item).height(wide);
            let whole = n == selected || area.height > ROOMY;
            RowHeight {
                above: title_height(q, n, area.height),
                row: if whole {
                    cells(wrapped) + q.items.get(n).map_or(0, more)
                } else {
                    1
                },
                below: 0,
            }
        };
        let table = Table::new(q.items.len(), height).selected(selected);
        table.draw(p, list, |p, row| {
            let Some(item) = q.items.get(row.index) else {
                return;
            };
            if let Some(above) = row.above {
                area_title(p, above, q, item);
            }
            let question = Rect {
                width: wide,
                ..row.text
            };
            let used = p.wrapped(question, &item.text, row.main_ink(Role::Text));
            below(item).draw(p, row, split_top(question, used).1);
            answers.draw(p, row, row.text.x + wide + 2, item);
        });
        if let Some(item) = q.items.get(selected).filter(|_| detail.height > 0) {
            item_detail(ctx, p, detail, q, item);
        }
    }
}

/// Lines above item `n` for the title of its area, which the first item of an area has.
fn title_height(q: &Questionnaire, n: usize, height: u16) -> u16 {
    let area_of = |n: usize| q.items.get(n).map(|i| &i.area);
    match n.checked_sub(1) {
        None => 1,
        Some(before) if area_of(n) == area_of(before) => 0,
        Some(_) => 1 + u16::from(height > TALL),
    }
}

/// Draws the title of the item's area on the last of the lines above it.
fn area_title(p: &mut Painter, above: Rect, q: &Questionnaire, item: &Item) {
    let area = q.areas.iter().find(|a| a.id == item.area);
    let title = area.map_or("", |a| a.title.as_str());
    let y = above.bottom().saturating_sub(1);
    p.text(above.x, y, above.width, title, Ink::new(Role::Text).bold());
}

/// The columns of answers to the right of the questions.
struct Answers<'a> {
    ctx: &'a Ctx<'a>,
    q: &'a Questionnaire,
    raters: Vec<&'a Rater>,
    width: u16,
    /// True if there is room for words beside the figures.
    words: bool,
}

impl<'a> Answers<'a> {
    fn new(ctx: &'a Ctx<'a>, q: &'a Questionnaire, raters: Vec<&'a Rater>, width: u16) -> Self {
        let words = width >= WIDE && raters.len() <= 2;
        let width = match raters.len() {
            1 if words => 26,
            2 if words => 34,
            columns => 5 * cells(columns),
        };
        Self {
            ctx,
            q,
            raters,
            width,
            words,
        }
    }

    fn draw(&self, p: &mut Painter, row: &Row, x: u16, item: &Item) {
        let quiet = row.ink(Role::Quiet);
        let (y, right) = (row.text.y, row.text.right());
        let mut x = x;
        for rater in &self.raters {
            let (session, q) = (self.ctx.session, self.q);
            let given = answer(session, &q.id, &rater.id, &item.id);
            let value = value(session, &q.id, &rater.id, &item.id);
            let (words, role) = match value {
                _ if given.is_some_and(|a| a.na) => ("n/a".to_owned(), Role::Quiet),
                Some(v) => (v.to_string(), rater_role(rater)),
                None => ("·".to_owned(), Role::Quiet),
            };
            let glyph = match rater.side {
                Some(side) if self.raters.len() > 1 => side.glyph().to_string(),
                _ => String::new(),
            };
            let ink = row.ink(role).bold();
            let used = p.text(x, y, 5, &format!("{glyph}{words}"), ink);
            if self.words && self.raters.len() == 1 {
                let meaning = value.and_then(|v| Some(self.q.scale(item)?.meaning(v)));
                let room = self.width - used - 1;
                p.text(x + used + 1, y, room, meaning.unwrap_or(""), quiet);
            }
            x += 5;
        }
        if self.words && self.raters.len() == 2 {
            let says = class(self.ctx.session, self.q, item).map_or(String::new(), |c| c.1);
            p.text(x, y, right.saturating_sub(x), &says, quiet);
        }
    }
}

/// The keys that answer the selected item, how the answers compare, and help on the question.
fn item_detail(ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire, item: &Item) {
    p.rule(area.x, area.y, area.width, Role::Line);
    let below = split_top(area, 1).1;
    let top = Rect {
        height: below.height.min(2),
        ..below
    };
    let keys = q.scale(item).map_or(String::new(), answer_keys);
    let used = p.wrapped(top, &keys, Role::Accent);
    let says = class(ctx.session, q, item).map_or(String::new(), |c| format!("{}. ", c.1));
    let comment = hint_in(Scope::Questions, Command::Comment);
    let evidence = match q.evidence.as_str() {
        "" => String::new(),
        _ if q.is_extra(item) => String::new(),
        evidence => format!("{comment}: {evidence} "),
    };
    let help = format!(
        "{says}{evidence}{}{}",
        item.help,
        stairs::advice(q, &item.area)
    );
    p.wrapped(split_top(below, used).1, &help, Role::Quiet);
}

fn tab_ink(role: Role, is_current: bool) -> Ink {
    if is_current {
        Ink::new(role).bold().underlined()
    } else {
        Ink::new(role)
    }
}
