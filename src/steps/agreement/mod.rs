//! The step Agreement: what is missing, the terms, the signatures; closing the session.

mod close;
mod projector;
mod update;
mod view;

use super::cache::Cache;
use super::components;
use super::groups::{Group, Item, Spot};
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::findings::{Check, State, checks};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope, hint_in};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;
use std::rc::Rc;
use view::{SIGN_HITS, TAB_HITS, TERM_HITS};

pub(super) struct Agreement;

impl StepKind for Agreement {
    fn kind(&self) -> Kind {
        Kind::Agreement
    }

    fn purpose(&self) -> &'static str {
        "What was agreed becomes one document that both can sign."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            pane: Pane::Ready,
            check: 0,
            term: Spot::default(),
            signature: Spot::default(),
            checks: Cache::default(),
            content: Cache::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        let mut parts: Vec<(&str, Vec<Block>)> = Section::ALL
            .into_iter()
            .filter(|section| !IN_WELCOME.contains(section))
            .map(|section| (section.label(), sections::terms(session, section)))
            .collect();
        if !session.sign_off.is_empty() {
            parts.push(("Sign-off", sections::sign_off(session)));
        }
        parts
            .into_iter()
            .filter(|(_, part)| !part.is_empty())
            .flat_map(|(title, part)| [vec![Block::heading(2, title)], part].concat())
            .collect()
    }
}

/// Sections that the report of the step Welcome has already.
const IN_WELCOME: [Section; 3] = [Section::Purpose, Section::ScopeIn, Section::ScopeOut];

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    Ready,
    Terms,
    Signatures,
}

impl Pane {
    const ALL: [Self; 3] = [Self::Ready, Self::Terms, Self::Signatures];

    fn title(self) -> &'static str {
        match self {
            Self::Ready => "Ready to sign?",
            Self::Terms => "Terms",
            Self::Signatures => "Sign-off",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Ready => Self::Terms,
            Self::Terms => Self::Signatures,
            Self::Signatures => Self::Ready,
        }
    }

    fn previous(self) -> Self {
        self.next().next()
    }
}

struct Screen {
    pane: Pane,
    /// The selected check.
    check: usize,
    /// The selected clause.
    term: Spot,
    /// The selected signature.
    signature: Spot,
    checks: Cache<u64, Vec<Check>>,
    /// The agreed content as it is now, which signatures are compared with.
    content: Cache<u64, String>,
}

/// The pane of a clause that is being added: this and the number of its section.
const TERM_PANES: usize = 10;
/// The pane of a signature that is being added: this and the number of its side.
const SIGN_PANES: usize = 40;

/// One group of clauses for each section.
fn term_groups<'a>(ctx: &Ctx<'a>) -> Vec<Group<'a>> {
    let group = |(n, section): (usize, Section)| Group {
        title: section.label().to_owned(),
        role: Role::Text,
        list: List::Terms,
        items: ctx
            .session
            .terms_in(section)
            .map(|t| {
                let whole = t.sentence();
                Item {
                    id: &t.id,
                    text: &t.text,
                    tail: whole.get(t.text.len()..).unwrap_or("").to_owned(),
                }
            })
            .collect(),
        example: format!("? not agreed yet. Example: {}", section.example()),
        pane: TERM_PANES + n,
    };
    Section::ALL.into_iter().enumerate().map(group).collect()
}

/// One group of signatures for each side.
fn sign_groups<'a>(ctx: &Ctx<'a>, content: &str) -> Vec<Group<'a>> {
    let today = ctx.today();
    let outdated = |s: &SignOff| {
        let mark = " · ? outdated: changed since";
        if s.is_outdated(content) { mark } else { "" }
    };
    let group = |side: Side| Group {
        title: format!("{} For {}", side.glyph(), ctx.session.side_name(side)),
        role: components::role(side),
        list: List::SignOff,
        items: ctx
            .session
            .sign_off
            .iter()
            .filter(|s| s.side == side)
            .map(|s| {
                let role = if s.role.is_empty() {
                    String::new()
                } else {
                    format!(", {}", s.role)
                };
                let date = s
                    .date
                    .map(|d| format!(" · {}", dates::short(d, today)))
                    .unwrap_or_default();
                Item {
                    id: &s.id,
                    text: &s.name,
                    tail: format!("{role}{date}{}", outdated(s)),
                }
            })
            .collect(),
        example: format!(
            "{} adds a signature: name, role and today's date",
            hint_in(Scope::Adding, Command::Add)
        ),
        pane: SIGN_PANES + side as usize,
    };
    Side::BOTH.map(group).into()
}

/// What is missing first, then what is met.
fn ordered(session: &Session) -> Vec<Check> {
    let mut checks = checks(session);
    checks.sort_by_key(|c| match c.state {
        State::Blocking => 0,
        State::Missing => 1,
        State::Met => 2,
    });
    checks
}

impl Screen {
    /// The signatures of each side, with a mark where the content has changed since.
    fn sign_groups<'a>(&self, ctx: &Ctx<'a>) -> Vec<Group<'a>> {
        let session = ctx.session;
        let is_known = session.sign_off.iter().any(|s| s.content.is_some());
        if !is_known {
            return sign_groups(ctx, "");
        }
        let content = self
            .content
            .get(ctx.structure_revision, || session.agreed_content());
        sign_groups(ctx, &content)
    }

    fn checks(&self, ctx: &Ctx) -> Rc<Vec<Check>> {
        self.checks
            .get(ctx.structure_revision, || ordered(ctx.session))
    }
}

impl StepScreen for Screen {
    fn enter(&mut self, _: &Ctx) {
        // a text that was typed in another step does not change the revision
        self.checks = Cache::default();
        self.content = Cache::default();
    }

    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        if self.pane == Pane::Ready {
            vec![Scope::Ready, Scope::Agreement, Scope::Panes, Scope::Rows]
        } else {
            vec![
                Scope::Agreement,
                Scope::Adding,
                Scope::Panes,
                Scope::Lists,
                Scope::Rows,
            ]
        }
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
        let checks = self.checks(ctx);
        let blocking = checks.iter().filter(|c| c.state == State::Blocking).count();
        let missing = checks.iter().filter(|c| c.state == State::Missing).count();
        if ctx.session.closed.is_some() {
            return vec![("closed".to_owned(), Role::Good)];
        }
        if blocking + missing == 0 {
            return vec![("ready to sign".to_owned(), Role::Good)];
        }
        let mut out = Vec::new();
        if blocking > 0 {
            out.push((format!("{blocking} blocking"), Role::Bad));
        }
        if missing > 0 {
            out.push((format!("{missing} missing"), Role::Warn));
        }
        out
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        if self.term.select_item(&term_groups(ctx), id) {
            self.pane = Pane::Terms;
        } else if self.signature.select_item(&self.sign_groups(ctx), id) {
            self.pane = Pane::Signatures;
        }
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        match pane {
            TAB_HITS.. => {
                let tab = Pane::ALL.get(pane - TAB_HITS).copied();
                self.pane = tab.unwrap_or(Pane::Signatures);
            }
            SIGN_HITS.. => {
                self.pane = Pane::Signatures;
                self.signature = Spot {
                    group: pane - SIGN_HITS,
                    item: row,
                }
                .nearest(&self.sign_groups(ctx));
            }
            TERM_HITS.. => {
                self.pane = Pane::Terms;
                self.term = Spot {
                    group: pane - TERM_HITS,
                    item: row,
                }
                .nearest(&term_groups(ctx));
            }
            _ => {
                self.pane = Pane::Ready;
                self.check = row;
            }
        }
    }
}
