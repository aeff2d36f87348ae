//! The palette and find: one list that narrows as letters are typed.

use super::panel;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::screens::session::SessionScreen;
use crate::domain::*;
use crate::keys::{Command, Scope, keys_of, listing};
use crate::steps::Reply;
use crate::text::{Buffer, clip, one_line};
use crate::widgets::{Ground, Ink, Painter, Role, Row, Table, movement, split_top};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;

/// An open palette or find.
pub struct Search {
    /// What is looked for.
    buffer: Buffer,
    title: &'static str,
    all: Vec<Spot>,
    found: Vec<usize>,
    at: usize,
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq)]
struct Spot {
    label: String,
    hint: String,
    /// What choosing it does.
    reply: Reply,
}

impl Search {
    /// The palette of what these scopes offer.
    #[must_use]
    pub fn palette(scopes: &[Scope]) -> Self {
        let spot = |b: &crate::keys::Binding| Spot {
            label: format!("{}: {}", b.label, b.help),
            hint: keys_of(b),
            reply: Reply::RunCommand(b.command),
        };
        Self::new(
            "Every command",
            listing::palette(scopes).into_iter().map(spot).collect(),
        )
    }

    /// Everything written in a session but what is still hidden.
    #[must_use]
    pub fn find(session: &Session) -> Self {
        let mut all = Vec::new();
        let mut add = |label: String, text: &str, reply: Reply| {
            if !text.trim().is_empty() {
                all.push(Spot {
                    label: one_line(text).into_owned(),
                    hint: label,
                    reply,
                });
            }
        };
        let go = |kind, id: &Id| Reply::GoToKind(kind, Some(id.clone()));
        let open = |list, id: &Id| Reply::OpenItemForm(list, id.clone());
        // before the reveal nobody's list is found: the screen may be seen by the other side
        if !session.hides_expectations() {
            for side in Side::BOTH {
                session
                    .expectations_of(side)
                    .for_each(|e| add(session.label_of(e), &e.text, go(Kind::Align, &e.id)));
            }
        }
        session
            .goals
            .iter()
            .for_each(|g| add(session.label_of(g), &g.text, go(Kind::Goals, &g.id)));
        session.actions.iter().for_each(|a| {
            add(
                spoken_label(List::Actions, &session.label_of(a)),
                &a.text,
                go(Kind::Actions, &a.id),
            )
        });
        session
            .metrics
            .iter()
            .for_each(|m| add(session.label_of(m), &m.name, go(Kind::Metrics, &m.id)));
        session.participants.iter().for_each(|p| {
            add(
                session.side_name(p.side).to_owned(),
                &session.name_on_side(p),
                go(Kind::Welcome, &p.id),
            )
        });
        session
            .ground_rules
            .iter()
            .for_each(|r| add("ground rule".to_owned(), &r.text, go(Kind::Welcome, &r.id)));
        for t in &session.terms {
            let kind = if matches!(
                t.section,
                Section::Purpose | Section::ScopeIn | Section::ScopeOut
            ) {
                Kind::Welcome
            } else {
                Kind::Agreement
            };
            add(t.section.label().to_lowercase(), &t.text, go(kind, &t.id));
        }
        session
            .decisions
            .iter()
            .for_each(|d| add(session.label_of(d), &d.text, open(List::Decisions, &d.id)));
        session
            .parked
            .iter()
            .for_each(|p| add(session.label_of(p), &p.text, open(List::Parked, &p.id)));
        Self::new("Find", all)
    }

    fn new(title: &'static str, all: Vec<Spot>) -> Self {
        let mut search = Self {
            buffer: Buffer::default(),
            title,
            all,
            found: vec![],
            at: 0,
        };
        search.narrow();
        search
    }

    /// Looks anew for what is typed now. Accents need not be typed.
    fn narrow(&mut self) {
        let wanted = self.buffer.text().trim();
        self.at = 0;
        if wanted.is_empty() {
            self.found = (0..self.all.len()).collect();
            return;
        }
        let pattern = Pattern::parse(wanted, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut space = Vec::new();
        let mut scored: Vec<(u32, usize)> = Vec::new();
        for (n, spot) in self.all.iter().enumerate() {
            // what it is called counts more than what is said about it
            let (name, _) = spot.label.split_once(": ").unwrap_or((&spot.label, ""));
            let by_name = pattern
                .score(Utf32Str::new(name, &mut space), &mut matcher)
                .map(|s| s + 10_000);
            let text = format!("{} {}", spot.label, spot.hint);
            if let Some(score) =
                by_name.or_else(|| pattern.score(Utf32Str::new(&text, &mut space), &mut matcher))
            {
                scored.push((score, n));
            }
        }
        scored.sort_by_key(|(score, n)| (std::cmp::Reverse(*score), *n));
        self.found = scored.into_iter().map(|(_, n)| n).collect();
    }

    /// Takes what is selected.
    fn take(&self, cx: &mut Context) {
        let chosen = self.found.get(self.at).and_then(|n| self.all.get(*n));
        let Some(chosen) = chosen else { return };
        cx.ask(Request::Close);
        if !matches!(chosen.reply, Reply::RunCommand(_)) {
            cx.ask(Request::Keep);
        }
        cx.ask(Request::Reply(chosen.reply.clone()));
    }

    fn view(&self, p: &mut Painter, area: Rect) {
        let inner = panel(
            p,
            area,
            area.width.saturating_sub(4).min(96),
            area.height.saturating_sub(2).min(26),
            self.title,
        );
        crate::steps::editor_view(p, Rect { height: 1, ..inner }, &self.buffer, Ground::Raised);
        let list = split_top(inner, 2).1;
        if self.found.is_empty() {
            let typed = clip(&one_line(self.buffer.text()), 40).into_owned();
            let says = format!("Nothing fits “{typed}”. What is hidden is not searched.");
            let ink = Ink::new(Role::Quiet).on(Ground::Raised);
            p.text(list.x, list.y, list.width, &says, ink);
        }
        Table::new(self.found.len(), |_| 1)
            .selected(self.at)
            .on(Ground::Raised)
            .without_position()
            .draw(p, list, |p, row| self.draw_spot(p, row));
    }

    fn draw_spot(&self, p: &mut Painter, row: &Row) {
        let spot = self.found.get(row.index).and_then(|n| self.all.get(*n));
        let Some(spot) = spot else { return };
        let text = row.text;
        let right = text.right().saturating_sub(1);
        let left = p.right(right, text.y, &spot.hint, row.ink(Role::Accent));
        let width = left.saturating_sub(text.x + 1);
        p.text(text.x, text.y, width, &spot.label, row.main_ink(Role::Text));
    }
}

impl Component for Search {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::typing([Scope::Search, Scope::Text])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        match command {
            Command::Cancel => cx.ask(Request::Close),
            Command::Choose => self.take(cx),
            // Home and End move in the text
            Command::First | Command::Last => cx.ask(Request::EditText(command)),
            _ => {
                let len = self.found.len();
                match movement::destination(command, self.at, len, movement::PAGE) {
                    Some(to) => self.at = to,
                    None => cx.ask(Request::EditText(command)),
                }
            }
        }
    }

    fn buffer<'a>(&'a mut self, _: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        Some(&mut self.buffer)
    }

    fn text_changed(&mut self, _: Option<&mut SessionScreen>, _: &mut Context) {
        self.narrow();
    }

    fn is_one_line(&self) -> bool {
        true
    }

    fn click(&mut self, _: usize, row: usize, _: Option<&mut SessionScreen>, cx: &mut Context) {
        self.at = row.min(self.found.len().saturating_sub(1));
        self.take(cx);
    }

    fn draw(&self, _: Option<&SessionScreen>, _: &Context, p: &mut Painter, area: Rect) {
        self.view(p, area);
    }
}
