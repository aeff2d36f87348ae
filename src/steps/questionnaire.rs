//! Questionnaires: answered per side while the other side's answers are hidden, then shown together.

mod projector;
mod results;

use super::components::{self, Rows};
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{Rater, answer, class, concerns, is_hidden, raters};
use crate::domain::*;
use crate::export::Block;
use crate::keys::{Command, Scope};
use crate::text;
use crate::widgets::{Hit, Ink, Painter, Role, split_bottom, split_top};
use ratatui::layout::Rect;
use serde_json::json;

pub(super) struct Questions;

impl StepKind for Questions {
    fn kind(&self) -> Kind {
        Kind::Questionnaire
    }

    fn purpose(&self) -> &'static str {
        "Each side answers for itself; then both see how far apart they are, and what to do about it."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            pane: 0,
            item: 0,
            concern: 0,
            covered: false,
        })
    }

    fn report(&self, session: &Session, step: &Step) -> Vec<Block> {
        let Some(q) = step
            .questionnaire
            .as_ref()
            .filter(|q| session.ratings.iter().any(|r| r.questionnaire == q.id))
        else {
            return vec![];
        };
        // asked again in a later step, it is told once
        let first = session
            .agenda
            .steps
            .iter()
            .find(|s| s.questionnaire.as_ref().is_some_and(|own| own.id == q.id));
        match first {
            Some(first) if first.id != step.id => vec![],
            _ if is_hidden(session, q) => vec![Block::paragraph(
                "Both sides have not revealed their answers yet.",
            )],
            _ => results::report(session, q),
        }
    }
}

struct Screen {
    /// A rater, or one past the last: the results.
    pane: usize,
    /// The selected item.
    item: usize,
    /// The selected concern of the results.
    concern: usize,
    /// The rater's own answers, taken off the screen until the reveal.
    covered: bool,
}

/// Clicks on the words above the list.
const TAB_HITS: usize = 100;
/// Clicks on concerns.
const CONCERN_HITS: usize = 1;

fn answered(session: &Session, q: &Questionnaire, rater: &str) -> usize {
    q.items
        .iter()
        .filter(|i| is_answered(session, q, rater, i))
        .count()
}

fn is_answered(session: &Session, q: &Questionnaire, rater: &str, item: &Item) -> bool {
    answer(session, q, rater, &item.id).is_some_and(|r| r.na || r.value.is_some())
}

impl Screen {
    /// The questionnaire and who answers it.
    fn parts<'a>(ctx: &Ctx<'a>) -> Option<(&'a Questionnaire, Vec<Rater>)> {
        let q = ctx.step.questionnaire.as_ref()?;
        Some((q, raters(ctx.session, q)))
    }

    fn on_results(&self, raters: &[Rater]) -> bool {
        self.pane >= raters.len()
    }

    /// Keeps an answer, or takes it back.
    fn answer(
        ctx: &Ctx,
        q: &Questionnaire,
        rater: &Rater,
        item: &Item,
        value: Option<f64>,
        na: bool,
    ) -> Reply {
        let label = if value.is_some() || na {
            "answered"
        } else {
            "took the answer back"
        };
        let edit = scoring::rate(ctx.session, ctx.ids, q, &rater.id, &item.id, (value, na));
        Reply::Edit(
            format!("{label}: {}", text::clip(&text::one_line(&item.text), 40)),
            edit,
        )
    }

    fn update_answers(
        &mut self,
        command: Command,
        ctx: &Ctx,
        q: &Questionnaire,
        rater: &Rater,
    ) -> Option<Reply> {
        if self.covered && command != Command::Cover {
            return Some(Reply::Say(
                "The answers are covered. h shows them.".to_owned(),
            ));
        }
        let last = q.items.len().saturating_sub(1);
        self.item = self.item.min(last);
        let item = q.items.get(self.item)?;
        Some(match command {
            Command::Up => {
                self.item = self.item.saturating_sub(1);
                Reply::Nothing
            }
            Command::Down => {
                self.item = (self.item + 1).min(last);
                Reply::Nothing
            }
            Command::First | Command::Last => {
                self.item = if command == Command::First { 0 } else { last };
                Reply::Nothing
            }
            Command::Cover => {
                self.covered = !self.covered;
                Reply::Nothing
            }
            Command::Score(digit) => {
                let scale = q.scale(item)?;
                match scale.by_digit(digit) {
                    Some(value) => {
                        self.item = (self.item + 1).min(last);
                        Self::answer(ctx, q, rater, item, Some(value), false)
                    }
                    None => Reply::Say(format!(
                        "That is no answer here. Answers: {}.",
                        keys_of(scale)
                    )),
                }
            }
            Command::NotApplicable if q.scale(item).is_some_and(|s| s.allow_na) => {
                self.item = (self.item + 1).min(last);
                Self::answer(ctx, q, rater, item, None, true)
            }
            Command::NotApplicable => Reply::Say("This question always applies.".to_owned()),
            Command::Delete => Self::answer(ctx, q, rater, item, None, false),
            Command::NextOpen => match (1..=q.items.len())
                .map(|n| (self.item + n) % q.items.len())
                .find(|n| {
                    q.items
                        .get(*n)
                        .is_some_and(|i| !is_answered(ctx.session, q, &rater.id, i))
                }) {
                Some(n) => {
                    self.item = n;
                    Reply::Nothing
                }
                None => {
                    Reply::Say("Everything is answered. Tab goes on to the results.".to_owned())
                }
            },
            _ => return None,
        })
    }

    fn update_results(
        &mut self,
        command: Command,
        ctx: &Ctx,
        q: &Questionnaire,
        hidden: bool,
    ) -> Option<Reply> {
        if hidden {
            let reveal = || {
                let mut steps = ctx.session.progress.revealed_answers.clone();
                steps.push(ctx.step.id.clone());
                Reply::Quiet(set_field(Place::Progress, "revealed_answers", json!(steps)))
            };
            return Some(if command == Command::Cover {
                Reply::All(vec![
                    reveal(),
                    Reply::Say("Both sides see each other's answers now.".to_owned()),
                ])
            } else {
                Reply::Say(
                    "The answers are still covered. h reveals them, when both sides are ready."
                        .to_owned(),
                )
            });
        }
        let concerns = concerns(ctx.session, q);
        let last = concerns.len().saturating_sub(1);
        self.concern = self.concern.min(last);
        Some(match command {
            Command::Up => {
                self.concern = self.concern.saturating_sub(1);
                Reply::Nothing
            }
            Command::Down => {
                self.concern = (self.concern + 1).min(last);
                Reply::Nothing
            }
            Command::First | Command::Last => {
                self.concern = if command == Command::First { 0 } else { last };
                Reply::Nothing
            }
            Command::MakeAction => match concerns.get(self.concern) {
                Some(c) => {
                    let words = if c.action.is_empty() {
                        format!("Settle: {}", c.text)
                    } else {
                        c.action.clone()
                    };
                    let action = json!({"id": ctx.ids.fresh(), "text": words, "done_when": ""});
                    let edit = Edit::Insert {
                        list: List::Actions,
                        at: usize::MAX,
                        item: action,
                    };
                    let says = format!(
                        "It is action {} now. Owner and date: in the steps Owners and Timeline, or / finds it.",
                        ctx.session.actions.len() + 1
                    );
                    Reply::All(vec![
                        Reply::Edit("made an action of it".to_owned(), edit),
                        Reply::Say(says),
                    ])
                }
                None => Reply::Say("There is nothing to act on.".to_owned()),
            },
            Command::Cover => Reply::Say("Both sides see each other's answers already.".to_owned()),
            _ => return None,
        })
    }

    /// The raters and the results as words, the current one selected.
    fn tabs(&self, ctx: &Ctx, p: &mut Painter, area: Rect, q: &Questionnaire, raters: &[Rater]) {
        let mut x = area.x;
        let results = "Results".to_owned();
        let rater = |r: &Rater| {
            format!(
                "{}{} {}/{}",
                r.side.map_or(String::new(), |s| format!("{} ", s.glyph())),
                r.title,
                answered(ctx.session, q, &r.id),
                q.items.len()
            )
        };
        let words = raters
            .iter()
            .map(|r| (rater(r), r.side.map_or(Role::Accent, components::role)))
            .chain([(results, Role::Accent)]);
        for (n, (words, role)) in words.enumerate() {
            let is_selected = n == self.pane.min(raters.len());
            let ink = if is_selected {
                Ink::new(role).bold().underlined()
            } else {
                Ink::new(role)
            };
            let used = p.text(x, area.y, area.right().saturating_sub(x), &words, ink);
            p.hit(
                Rect {
                    x,
                    y: area.y,
                    width: used,
                    height: 1,
                },
                Hit::Row(TAB_HITS + n, 0),
            );
            x += used + 3;
        }
        p.text(
            x,
            area.y,
            area.right().saturating_sub(x),
            "(Tab)",
            Role::Quiet,
        );
    }

    /// The items with this rater's answers; after the reveal with those of all.
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
        let open = !is_hidden(ctx.session, q);
        let shown: Vec<&Rater> = raters.iter().filter(|r| open || r.id == rater.id).collect();
        let words_wide: u16 = match shown.len() {
            1 if area.width >= 100 => 26,
            2 if area.width >= 100 => 34,
            shown => 5 * components::cells(shown),
        };
        let wide = area.width.saturating_sub(words_wide + 4);
        let selected = self.item.min(q.items.len().saturating_sub(1));
        let area_of = |n: usize| q.items.get(n).map(|i| &i.area);
        let head = |n: usize| {
            u16::from(
                n.checked_sub(1)
                    .is_none_or(|before| area_of(n) != area_of(before)),
            )
        };
        let tall = |n: usize| {
            let words = q.items.get(n).map_or("", |i| i.text.as_str());
            let rows =
                components::cells(text::wrap(&text::visible(words), usize::from(wide)).len());
            head(n) * (1 + u16::from(n > 0 && area.height > 20))
                + if n == selected || area.height > 14 {
                    rows
                } else {
                    1
                }
        };
        let rows = Rows {
            len: q.items.len(),
            selected: Some(selected),
            around: selected,
            pane: 0,
            tall: &tall,
        };
        components::rows_close(p, list, &rows, |p, n, row, ground| {
            let Some(item) = q.items.get(n) else { return };
            let mut row = row;
            if head(n) == 1 {
                let above = head(n) * (1 + u16::from(n > 0 && area.height > 20));
                let (top, below) = split_top(row, above);
                p.fill(
                    Rect {
                        x: row.x.saturating_sub(2),
                        width: row.width + 2,
                        ..top
                    },
                    crate::widgets::Ground::Page,
                );
                let title = q
                    .areas
                    .iter()
                    .find(|a| a.id == item.area)
                    .map_or("", |a| a.title.as_str());
                p.text(
                    row.x.saturating_sub(2),
                    top.bottom().saturating_sub(1),
                    row.width,
                    title,
                    Ink::new(Role::Text).bold(),
                );
                row = below;
            }
            let is_selected = n == selected;
            p.wrapped(
                Rect { width: wide, ..row },
                &item.text,
                Ink::new(Role::Text).bold_if(is_selected).on(ground),
            );
            let mut x = row.x + wide + 2;
            for r in &shown {
                let (words, role) = match answer(ctx.session, q, &r.id, &item.id) {
                    Some(a) if a.na => ("n/a".to_owned(), Role::Quiet),
                    Some(Rating { value: Some(v), .. }) => {
                        (v.to_string(), r.side.map_or(Role::Accent, components::role))
                    }
                    _ => ("·".to_owned(), Role::Quiet),
                };
                let glyph = r
                    .side
                    .filter(|_| shown.len() > 1)
                    .map_or(String::new(), |s| s.glyph().to_string());
                let used = p.text(
                    x,
                    row.y,
                    5,
                    &format!("{glyph}{words}"),
                    Ink::new(role).bold().on(ground),
                );
                if words_wide > 20 && shown.len() == 1 {
                    let meaning = answer(ctx.session, q, &r.id, &item.id)
                        .and_then(|a| a.value)
                        .and_then(|v| Some(q.scale(item)?.meaning(v)));
                    p.text(
                        x + used + 1,
                        row.y,
                        words_wide - used - 1,
                        meaning.unwrap_or(""),
                        Ink::new(Role::Quiet).on(ground),
                    );
                }
                x += 5;
            }
            if shown.len() == 2 && words_wide > 20 {
                let says = class(ctx.session, q, item).map_or(String::new(), |c| c.1);
                p.text(
                    x,
                    row.y,
                    row.right().saturating_sub(x),
                    &says,
                    Ink::new(Role::Quiet).on(ground),
                );
            }
        });
        let Some(item) = q.items.get(selected).filter(|_| detail.height > 0) else {
            return;
        };
        p.rule(detail.x, detail.y, detail.width, Role::Line);
        let below = split_top(detail, 1).1;
        let anchors = q.scale(item).map_or(String::new(), keys_of);
        let used = p.wrapped(
            Rect {
                height: below.height.min(2),
                ..below
            },
            &anchors,
            Ink::new(Role::Accent),
        );
        let says = class(ctx.session, q, item).map_or(String::new(), |c| format!("{}. ", c.1));
        p.wrapped(
            split_top(below, used).1,
            &format!("{says}{}", item.help),
            Role::Quiet,
        );
    }
}

/// The keys of a scale and what they mean: `1 not at all · 2 a little`.
fn keys_of(scale: &Scale) -> String {
    let digits = (0..=9u8).filter_map(|d| Some((d, scale.by_digit(d)?)));
    let mut words: Vec<String> = digits
        .map(|(d, value)| format!("{d} {}", scale.meaning(value)))
        .collect();
    if scale.allow_na {
        words.push("x does not apply".to_owned());
    }
    words.join(" · ")
}

impl StepScreen for Screen {
    fn enter(&mut self, ctx: &Ctx) {
        let Some((q, raters)) = Self::parts(ctx) else {
            return;
        };
        // walking past this step must not show the answers to the other side
        self.covered =
            is_hidden(ctx.session, q) && raters.iter().any(|r| answered(ctx.session, q, &r.id) > 0);
    }

    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        let Some((q, raters)) = Self::parts(ctx) else {
            return vec![];
        };
        match self.on_results(&raters) {
            true if is_hidden(ctx.session, q) => vec![Scope::Reveal, Scope::Panes],
            true => vec![Scope::Results, Scope::Panes, Scope::Rows],
            // the room must not see what is answered before the reveal
            false if ctx.projecting && is_hidden(ctx.session, q) => vec![Scope::Panes],
            false if self.covered => vec![Scope::Covered, Scope::Panes],
            false => vec![Scope::Questions, Scope::Panes, Scope::Rows],
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let (q, raters) = Self::parts(ctx)?;
        let panes = raters.len() + 1;
        let hidden = is_hidden(ctx.session, q);
        match command {
            Command::NextPane | Command::PreviousPane => {
                self.pane = (self.pane.min(panes - 1)
                    + if command == Command::NextPane {
                        1
                    } else {
                        panes - 1
                    })
                    % panes;
                self.item = 0;
                let rater = raters.get(self.pane);
                self.covered = hidden && rater.is_some_and(|r| answered(ctx.session, q, &r.id) > 0);
                Some(Reply::Nothing)
            }
            _ => match raters.get(self.pane) {
                Some(rater) => self.update_answers(command, ctx, q, rater),
                None => self.update_results(command, ctx, q, hidden),
            },
        }
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some((q, raters)) = Self::parts(ctx) else {
            components::empty(
                p,
                area,
                "This step has no questionnaire. The agenda (A) can take it out.",
                "",
                Command::NextStep,
                "goes to the next step",
            );
            return;
        };
        self.tabs(ctx, p, area, q, &raters);
        let body = split_top(area, 2).1;
        let hidden = is_hidden(ctx.session, q);
        match raters.get(self.pane) {
            Some(rater) if self.covered && hidden => {
                let n = answered(ctx.session, q, &rater.id);
                let says = format!(
                    "{} has answered {n} of {}. The answers are covered until both sides are ready.",
                    rater.title,
                    q.items.len()
                );
                components::empty(
                    p,
                    body,
                    &says,
                    "",
                    Command::Cover,
                    "shows them to this side",
                );
            }
            Some(rater) => self.items(ctx, p, body, q, &raters, rater),
            None if hidden => {
                let mut says = raters.iter().map(|r| {
                    format!(
                        "{}: {} of {}.",
                        r.title,
                        answered(ctx.session, q, &r.id),
                        q.items.len()
                    )
                });
                let says = format!(
                    "{} {} {}",
                    q.purpose,
                    says.next().unwrap_or_default(),
                    says.next().unwrap_or_default()
                );
                components::empty(
                    p,
                    body,
                    &says,
                    "",
                    Command::Cover,
                    "reveals the answers of both sides, when both are ready",
                );
            }
            None => results::view(ctx, p, body, q, self.concern),
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let Some((q, raters)) = Self::parts(ctx) else {
            return vec![];
        };
        if is_hidden(ctx.session, q) {
            return vec![("covered until both are ready".to_owned(), Role::Quiet)];
        }
        let all: usize = raters.iter().map(|r| answered(ctx.session, q, &r.id)).sum();
        let asked = raters.len() * q.items.len();
        let bad = concerns(ctx.session, q)
            .iter()
            .filter(|c| c.tone == Tone::Bad)
            .count();
        let mut out = Vec::new();
        if bad > 0 {
            out.push((format!("{bad} to act on"), Role::Bad));
        }
        out.push((
            format!("{all} of {asked} answered"),
            if all == asked { Role::Good } else { Role::Text },
        ));
        out
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        let Some((q, raters)) = Self::parts(ctx) else {
            return;
        };
        if let Some(r) = ctx.session.get::<Rating>(id) {
            self.item = q.items.iter().position(|i| i.id == r.item).unwrap_or(0);
            self.pane = raters.iter().position(|x| x.id == r.column).unwrap_or(0);
        }
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        match pane {
            TAB_HITS.. => {
                let steps = pane - TAB_HITS;
                self.pane = usize::MAX;
                for _ in 0..=steps {
                    let panes = Self::parts(ctx).map_or(1, |(_, raters)| raters.len() + 1);
                    self.pane = if self.pane == usize::MAX {
                        panes - 1
                    } else {
                        self.pane
                    };
                    self.update(Command::NextPane, ctx);
                }
            }
            CONCERN_HITS => self.concern = row,
            _ => self.item = row,
        }
    }
}

/// How good something is, as a colour.
fn tone(tone: Tone) -> Role {
    match tone {
        Tone::Good => Role::Good,
        Tone::Warn => Role::Warn,
        Tone::Bad => Role::Bad,
    }
}
