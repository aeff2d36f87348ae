//! Questionnaires: both sides answer, hidden from each other, and then compare their answers.

mod comments;
mod profile;
mod projector;
mod report;
mod results;
mod stairs;
mod update;
mod view;

use super::components;
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{Rater, answered, concerns, is_hidden, raters};
use crate::domain::*;
use crate::export::Block;
use crate::keys::{Command, Scope, hint_in};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;

pub(super) struct Questions;

impl StepKind for Questions {
    fn kind(&self) -> Kind {
        Kind::Questionnaire
    }

    fn purpose(&self) -> &'static str {
        "Each side answers for itself; then both see where they differ, and what to do about it."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            pane: 0,
            item: 0,
            concern: 0,
            own_answers_hidden: false,
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
        // a questionnaire that is asked again in a later step is reported once
        let first = session
            .agenda
            .steps
            .iter()
            .find(|s| s.questionnaire.as_ref().is_some_and(|own| own.id == q.id));
        match first {
            Some(first) if first.id != step.id => vec![],
            _ if is_hidden(session, q) => {
                vec![Block::paragraph("The answers have not been revealed yet.")]
            }
            _ => report::report(session, q),
        }
    }
}

struct Screen {
    /// The number of a rater; the one after the last shows the results.
    pane: usize,
    /// The selected item.
    item: usize,
    /// The selected concern of the results.
    concern: usize,
    /// True while the rater's own answers are off the screen, which they can be until the reveal.
    own_answers_hidden: bool,
}

/// Clicks on the names above the list.
const TAB_HITS: usize = 100;
/// Clicks on concerns.
const CONCERN_HITS: usize = 1;

fn rater_role(rater: &Rater) -> Role {
    rater.side.map_or(Role::Accent, components::role)
}

/// The keys that answer on a scale, and what they mean: `1 not at all · 2 a little`.
fn answer_keys(scale: &Scale) -> String {
    let digits = scale.by_digits().into_iter();
    let mut words: Vec<String> = digits
        .map(|(d, value)| format!("{d} {}", scale.meaning(value)))
        .collect();
    if scale.allow_na {
        let key = hint_in(Scope::MayNotApply, Command::NotApplicable);
        words.push(format!("{key} does not apply"));
    }
    words.join(" · ")
}

/// The digits that answer on a scale: `1-5`, or each where some between are missing.
fn digits(scale: &Scale) -> String {
    let mut digits: Vec<u8> = scale.by_digits().into_iter().map(|(d, _)| d).collect();
    digits.sort_unstable();
    match digits.as_slice() {
        [first, .., last] if usize::from(last - first) + 1 == digits.len() => {
            format!("{first}-{last}")
        }
        some => some.iter().map(u8::to_string).collect::<Vec<_>>().join(" "),
    }
}

impl Screen {
    /// The questionnaire of the step, and who answers it.
    fn parts<'a>(ctx: &Ctx<'a>) -> Option<(&'a Questionnaire, Vec<Rater>)> {
        let q = ctx.step.questionnaire.as_ref()?;
        Some((q, raters(ctx.session, q)))
    }

    fn selected<'a>(&self, q: &'a Questionnaire) -> Option<&'a Item> {
        let last = q.items.len().saturating_sub(1);
        q.items.get(self.item.min(last))
    }

    fn on_results(&self, raters: &[Rater]) -> bool {
        self.pane >= raters.len()
    }

    /// True while the rater's own answers are off the screen. After the reveal, and where one
    /// person answers alone, nothing is.
    fn hides_own_answers(&self, ctx: &Ctx, q: &Questionnaire) -> bool {
        self.own_answers_hidden && is_hidden(ctx.session, q)
    }

    /// Shows a pane from its first item; answers that are there are not shown to the other side.
    fn open_pane(&mut self, ctx: &Ctx, pane: usize) {
        self.pane = pane;
        self.item = 0;
        self.own_answers_hidden = Self::parts(ctx).is_some_and(|(q, raters)| {
            is_hidden(ctx.session, q)
                && raters
                    .get(pane)
                    .is_some_and(|r| answered(ctx.session, q, &r.id) > 0)
        });
    }
}

impl StepScreen for Screen {
    fn enter(&mut self, ctx: &Ctx) {
        let Some((q, raters)) = Self::parts(ctx) else {
            return;
        };
        // paging through the steps must not show the answers to the other side
        self.own_answers_hidden =
            is_hidden(ctx.session, q) && raters.iter().any(|r| answered(ctx.session, q, &r.id) > 0);
    }

    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        let Some((q, raters)) = Self::parts(ctx) else {
            return vec![];
        };
        match self.on_results(&raters) {
            true if is_hidden(ctx.session, q) => vec![Scope::Reveal, Scope::Panes],
            true => vec![Scope::Results, Scope::Panes, Scope::Rows],
            // the projector view must not show answers before the reveal
            false if ctx.projecting && is_hidden(ctx.session, q) => vec![Scope::Panes],
            false if self.hides_own_answers(ctx, q) => {
                vec![Scope::Hidden, Scope::HiddenAnswers, Scope::Panes]
            }
            false => {
                let mut scopes = vec![Scope::Questions];
                let scale = self.selected(q).and_then(|item| q.scale(item));
                scopes.push(match scale {
                    Some(scale) if scale.allow_na => Scope::MayNotApply,
                    _ => Scope::AlwaysApplies,
                });
                scopes.extend(is_hidden(ctx.session, q).then_some(Scope::OwnAnswers));
                scopes.extend([Scope::Panes, Scope::Rows]);
                scopes
            }
        }
    }

    fn digits(&self, ctx: &Ctx) -> Option<String> {
        let (q, _) = Self::parts(ctx)?;
        q.scale(self.selected(q)?).map(digits)
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        self.update_screen(command, ctx)
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.draw(ctx, p, area);
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let Some((q, raters)) = Self::parts(ctx) else {
            return vec![];
        };
        if is_hidden(ctx.session, q) {
            return vec![("hidden until both sides are ready".to_owned(), Role::Quiet)];
        }
        let all: usize = raters.iter().map(|r| answered(ctx.session, q, &r.id)).sum();
        let asked = raters.len() * q.items.len();
        let concerns = concerns(ctx.session, q);
        let urgent = concerns.iter().filter(|c| c.tone == Tone::Bad).count();
        let mut out = Vec::new();
        let listed = format!("{} to act on", concerns.len());
        if urgent > 0 {
            out.push((format!("{listed}, {urgent} urgent"), Role::Bad));
        } else if !concerns.is_empty() {
            out.push((listed, Role::Warn));
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
            // a comment that is typed on when the program starts again must be seen
            self.own_answers_hidden &= ctx.editing.is_none();
        }
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        match pane {
            TAB_HITS.. => {
                let last = Self::parts(ctx).map_or(0, |(_, raters)| raters.len());
                self.open_pane(ctx, (pane - TAB_HITS).min(last));
            }
            CONCERN_HITS => self.concern = row,
            _ => self.item = row,
        }
    }
}

fn tone_role(tone: Tone) -> Role {
    match tone {
        Tone::Good => Role::Good,
        Tone::Warn => Role::Warn,
        Tone::Bad => Role::Bad,
    }
}
