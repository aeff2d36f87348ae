//! Agreement: what is missing, the terms, the document as it will print, sign-off, close and re-open.

mod projector;

use super::cache::Cache;
use super::components::{self, Rows, cells, count};
use super::groups::{self, Group, Item, Spot};
use super::reply::{Choice, Editing, Picker, Reply, delete, shift};
use super::{Ctx, StepKind, StepScreen, forms};
use crate::domain::findings::{Check, State, checks};
use crate::domain::*;
use crate::export::{Block, agreement as document, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Hit, Ink, Painter, Role, split_right, split_top};
use ratatui::layout::Rect;
use serde_json::json;
use std::rc::Rc;

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
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        let terms =
            Section::ALL
                .into_iter()
                .skip(3)
                .flat_map(|s| match sections::terms(session, s) {
                    part if part.is_empty() => vec![],
                    part => [vec![Block::heading(2, s.label())], part].concat(),
                });
        let signed = if session.sign_off.is_empty() {
            vec![]
        } else {
            [
                vec![Block::heading(2, "Sign-off")],
                sections::sign_off(session),
            ]
            .concat()
        };
        terms.chain(signed).collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    Ready,
    Terms,
    Signatures,
}

const PANES: [Pane; 3] = [Pane::Ready, Pane::Terms, Pane::Signatures];

struct Screen {
    pane: Pane,
    check: usize,
    term: Spot,
    signature: Spot,
    checks: Cache<u64, Vec<Check>>,
}

/// New clauses are drawn under their section: its number from here on.
const TERM_PANES: usize = 10;
/// New signatures are drawn under their side: its number from here on.
const SIGN_PANES: usize = 40;

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
        example: format!("? not agreed. Such as: {}", section.example()),
        pane: TERM_PANES + n,
    };
    Section::ALL.into_iter().enumerate().map(group).collect()
}

fn sign_groups<'a>(ctx: &Ctx<'a>) -> Vec<Group<'a>> {
    let today = ctx.today();
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
                    tail: format!("{role}{date}"),
                }
            })
            .collect(),
        example: "a signs: the name, as what, today".to_owned(),
        pane: SIGN_PANES + side as usize,
    };
    Side::BOTH.map(group).into()
}

impl Screen {
    fn checks(&self, ctx: &Ctx) -> Rc<Vec<Check>> {
        self.checks.get(ctx.shape, || ordered(ctx.session))
    }

    fn jump(&self, ctx: &Ctx, check: &Check) -> Reply {
        let first = check.first.clone();
        match (check.kind.clone(), first) {
            (Kind::Agreement, Some(_)) => Reply::Run(Command::ShowParked),
            (Kind::Agreement, None) => Reply::Nothing,
            (Kind::Expectations, None) => {
                // to the side that lacks them
                let side = Side::BOTH
                    .into_iter()
                    .find(|s| ctx.session.expectations_of(*s).count() < 3);
                let step =
                    ctx.session.agenda.steps.iter().find(|s| {
                        s.kind == Kind::Expectations && (side.is_none() || s.side == side)
                    });
                step.map_or(Reply::GoTo(Kind::Expectations, None), |s| {
                    Reply::Step(s.id.clone())
                })
            }
            // a goal that lacks something is not in the list where it is mended
            (kind @ (Kind::Metrics | Kind::Actions), Some(id))
                if ctx.session.get::<Goal>(&id).is_some() =>
            {
                let says = format!(
                    "{} has none yet: a adds one, g chooses the goal of one that is there.",
                    ctx.session.label(List::Goals, &id)
                );
                Reply::All(vec![Reply::GoTo(kind, None), Reply::Say(says)])
            }
            (kind, item) => Reply::GoTo(kind, item),
        }
    }

    fn sign(ctx: &Ctx, side: Side) -> Reply {
        let mut choices: Vec<Choice> = ctx
            .session
            .people(side)
            .filter(|p| {
                !ctx.session
                    .sign_off
                    .iter()
                    .any(|s| s.side == side && s.name == p.name)
            })
            .map(|p| {
                let signature = SignOff {
                    id: ctx.ids.fresh(),
                    side,
                    name: p.name.clone(),
                    role: p.role.clone(),
                    date: Some(ctx.today()),
                    extra: Extra::default(),
                };
                Choice::new(
                    &p.name,
                    Reply::Edit(format!("{} signed", p.name), insert(&signature)),
                )
                .of(side)
                .hint(&p.role)
            })
            .collect();
        let pane = SIGN_PANES + side as usize;
        let other = Editing::new(
            ctx.ids,
            List::SignOff,
            json!({"side": side, "date": ctx.today()}),
            pane,
        );
        if choices.is_empty() {
            return Reply::Write(other);
        }
        choices.push(Choice::new("somebody else", Reply::Write(other)).always());
        Reply::Choose(Picker {
            title: format!("Who signs for {}?", ctx.session.side_name(side)),
            choices,
            at: 0,
            many: false,
        })
    }

    fn close(ctx: &Ctx) -> Reply {
        if ctx.session.closed.is_some() {
            return Reply::All(vec![
                Reply::Edit(
                    "opened the session again".to_owned(),
                    set_field(Place::Session, "closed", json!(null)),
                ),
                Reply::Say("The session is open again.".to_owned()),
            ]);
        }
        let missing = checks(ctx.session)
            .iter()
            .filter(|c| c.state != State::Met)
            .count();
        let says = if missing == 0 {
            "Closed, with nothing missing. c opens it again.".to_owned()
        } else {
            format!(
                "Closed, with {} still missing. c opens it again.",
                count(missing, "point")
            )
        };
        Reply::All(vec![
            Reply::Edit(
                "closed the session".to_owned(),
                set_field(Place::Session, "closed", json!(ctx.now.timestamp())),
            ),
            Reply::Say(says),
        ])
    }

    fn update_terms(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let groups = term_groups(ctx);
        let range = 0..groups.len();
        if self.term.step(command, &groups, range) {
            return Some(Reply::Nothing);
        }
        let spot = self.term.on(&groups);
        let section = Section::ALL.get(spot.group).copied()?;
        let list: Vec<&Term> = ctx.session.terms_in(section).collect();
        let add = || {
            Reply::Write(
                Editing::new(
                    ctx.ids,
                    List::Terms,
                    json!({"section": section}),
                    TERM_PANES + spot.group,
                )
                .then(Command::Add),
            )
        };
        Some(match (command, list.get(spot.item)) {
            (Command::Add, _) | (Command::Edit, None) => add(),
            (Command::Edit, Some(t)) => {
                let form = forms::term_form(t);
                if form.fields.len() > 1 {
                    Reply::Fill(form)
                } else {
                    Reply::Write(Editing::item(ctx.session, List::Terms, &t.id).then(Command::Add))
                }
            }
            (Command::Details, Some(t)) => Reply::Fill(forms::term_form(t)),
            (Command::Delete, Some(t)) => delete(ctx.session, *t, &t.text),
            (Command::MoveUp, Some(_)) => {
                self.term.item = spot.item.saturating_sub(1);
                shift(ctx.session, &list, spot.item, -1)
            }
            (Command::MoveDown, Some(_)) => {
                self.term.item = (spot.item + 1).min(list.len() - 1);
                shift(ctx.session, &list, spot.item, 1)
            }
            (Command::Details | Command::Delete | Command::MoveUp | Command::MoveDown, None) => {
                Reply::Say("This section is empty. a adds the first clause.".to_owned())
            }
            _ => return None,
        })
    }

    fn update_signatures(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let groups = sign_groups(ctx);
        if self.signature.step(command, &groups, 0..groups.len()) {
            return Some(Reply::Nothing);
        }
        let spot = self.signature.on(&groups);
        let side = Side::BOTH.get(spot.group).copied()?;
        let list: Vec<&SignOff> = ctx
            .session
            .sign_off
            .iter()
            .filter(|s| s.side == side)
            .collect();
        Some(match (command, list.get(spot.item)) {
            (Command::Add, _) | (Command::Edit, None) => Self::sign(ctx, side),
            (Command::Edit | Command::Details, Some(s)) => super::pick::details(*s),
            (Command::Delete, Some(s)) => delete(ctx.session, *s, &s.name),
            (Command::MoveUp, Some(_)) => shift(ctx.session, &list, spot.item, -1),
            (Command::MoveDown, Some(_)) => shift(ctx.session, &list, spot.item, 1),
            (Command::Details | Command::Delete | Command::MoveUp | Command::MoveDown, None) => {
                Reply::Say("Nobody has signed here yet. a signs.".to_owned())
            }
            _ => return None,
        })
    }

    fn update_checks(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let checks = self.checks(ctx);
        let last = checks.len().saturating_sub(1);
        self.check = self.check.min(last);
        match command {
            Command::Up => self.check = self.check.saturating_sub(1),
            Command::Down => self.check = (self.check + 1).min(last),
            Command::First => self.check = 0,
            Command::Last => self.check = last,
            Command::Jump => {
                let check = checks.get(self.check)?;
                if check.kind == Kind::Agreement && check.first.is_none() {
                    // the terms and the signatures are on this screen
                    self.pane = if check.list == List::SignOff {
                        Pane::Signatures
                    } else {
                        Pane::Terms
                    };
                    self.term = Spot {
                        group: Section::ALL
                            .iter()
                            .position(|s| ctx.session.terms_in(*s).next().is_none())
                            .unwrap_or(0),
                        item: 0,
                    };
                    self.signature = Spot {
                        group: Side::BOTH
                            .iter()
                            .position(|s| !ctx.session.sign_off.iter().any(|x| x.side == *s))
                            .unwrap_or(0),
                        item: 0,
                    };
                }
                return Some(self.jump(ctx, check));
            }
            _ => return None,
        }
        Some(Reply::Nothing)
    }

    fn ready_view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let checks = self.checks(ctx);
        let focus = self.pane == Pane::Ready;
        let met = checks.iter().filter(|c| c.state == State::Met).count();
        let title = format!("Ready to sign?   {met} of {}", checks.len());
        let role = if focus { Role::Accent } else { Role::Text };
        let body = components::heading(
            p,
            area,
            &title,
            role,
            if focus { Role::Accent } else { Role::Line },
        );
        let wide = area.width.saturating_sub(5);
        let tall = |n: usize| {
            checks.get(n).map_or(1, |c| {
                cells(crate::text::wrap(&crate::text::visible(&c.text), usize::from(wide)).len())
            })
        };
        let at = self.check.min(checks.len().saturating_sub(1));
        let rows = Rows {
            len: checks.len(),
            selected: focus.then_some(at),
            around: at,
            pane: READY_HITS,
            tall: &tall,
        };
        components::rows(p, body, &rows, |p, n, row, ground| {
            let Some(check) = checks.get(n) else { return };
            let (sign, role) = match check.state {
                State::Met => ("✓", Role::Good),
                State::Blocking => ("!", Role::Bad),
                State::Missing => ("?", Role::Warn),
            };
            p.text(row.x, row.y, 1, sign, Ink::new(role).bold().on(ground));
            let text = if check.state == State::Met {
                Role::Quiet
            } else {
                Role::Text
            };
            p.wrapped(
                Rect {
                    x: row.x + 2,
                    width: wide,
                    ..row
                },
                &check.text,
                Ink::new(text).bold_if(focus && n == at).on(ground),
            );
        });
    }

    fn terms_view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let groups = term_groups(ctx);
        let focus = self.pane == Pane::Terms;
        let filled = groups.iter().filter(|g| !g.items.is_empty()).count();
        let title = format!("Terms   {filled} of {} sections", groups.len());
        let body = components::heading(
            p,
            area,
            &title,
            if focus { Role::Accent } else { Role::Text },
            if focus { Role::Accent } else { Role::Line },
        );
        part(p, TERM_HITS, |p| {
            groups::view(
                p,
                ctx,
                body,
                &groups,
                0..groups.len(),
                focus.then_some(self.term),
            )
        });
    }

    fn signatures_view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let groups = sign_groups(ctx);
        let focus = self.pane == Pane::Signatures;
        let body = components::heading(
            p,
            area,
            "Sign-off",
            if focus { Role::Accent } else { Role::Text },
            if focus { Role::Accent } else { Role::Line },
        );
        part(p, SIGN_HITS, |p| {
            groups::view(
                p,
                ctx,
                body,
                &groups,
                0..groups.len(),
                focus.then_some(self.signature),
            )
        });
    }
}

// A click says on which part it was: the parts are on one screen together.
const READY_HITS: usize = 0;
const TERM_HITS: usize = 100;
const SIGN_HITS: usize = 200;
const TAB_HITS: usize = 300;

/// Draws a part whose rows are told apart from those of the others.
fn part(p: &mut Painter, offset: usize, draw: impl FnOnce(&mut Painter)) {
    let before = p.hits.len();
    draw(p);
    for (_, hit) in p.hits.iter_mut().skip(before) {
        if let Hit::Row(pane, _) = hit {
            *pane += offset;
        }
    }
}

/// The checks, what is missing first.
fn ordered(session: &Session) -> Vec<Check> {
    let mut checks = checks(session);
    checks.sort_by_key(|c| match c.state {
        State::Blocking => 0,
        State::Missing => 1,
        State::Met => 2,
    });
    checks
}

impl StepScreen for Screen {
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
        let at = PANES.iter().position(|p| *p == self.pane).unwrap_or(0);
        let turned = |by: usize| {
            PANES
                .into_iter()
                .cycle()
                .nth(at + by)
                .unwrap_or(Pane::Ready)
        };
        match command {
            Command::NextPane => self.pane = turned(1),
            Command::PreviousPane => self.pane = turned(PANES.len() - 1),
            Command::Preview => return Some(Reply::Read(document(ctx.session))),
            Command::Close => return Some(Self::close(ctx)),
            _ => {
                return match self.pane {
                    Pane::Ready => self.update_checks(command, ctx),
                    Pane::Terms => self.update_terms(command, ctx),
                    Pane::Signatures => self.update_signatures(command, ctx),
                };
            }
        }
        Some(Reply::Nothing)
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let mut area = area;
        if let Some(closed) = ctx.session.closed {
            let day = closed.to_zoned(ctx.now.time_zone().clone()).date();
            let says = format!(
                "✓ Closed on {}. c opens it again.",
                dates::short(day, ctx.today())
            );
            p.text(
                area.x,
                area.y,
                area.width,
                &says,
                Ink::new(Role::Good).bold(),
            );
            area = split_top(area, 2).1;
        }
        if area.width >= 100 {
            let (left, right) = split_right(area, area.width * 11 / 20, 3);
            let signatures = cells(
                sign_groups(ctx)
                    .iter()
                    .map(|g| g.items.len().max(1))
                    .sum::<usize>(),
            ) + 6;
            let (ready, signed) =
                crate::widgets::split_bottom(left, signatures.min(left.height / 2));
            self.ready_view(ctx, p, ready);
            self.signatures_view(ctx, p, signed);
            self.terms_view(ctx, p, right);
            return;
        }
        // narrow: one part at a time, the others as words above
        let mut x = area.x;
        for (n, (pane, words)) in [
            (Pane::Ready, "Ready to sign?"),
            (Pane::Terms, "Terms"),
            (Pane::Signatures, "Sign-off"),
        ]
        .into_iter()
        .enumerate()
        {
            let ink = if pane == self.pane {
                Ink::new(Role::Accent).bold().underlined()
            } else {
                Role::Quiet.into()
            };
            let used = p.text(x, area.y, area.right().saturating_sub(x), words, ink);
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
        let body = split_top(area, 2).1;
        match self.pane {
            Pane::Ready => self.ready_view(ctx, p, body),
            Pane::Terms => self.terms_view(ctx, p, body),
            Pane::Signatures => self.signatures_view(ctx, p, body),
        }
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
            out.push((format!("{blocking} in the way"), Role::Bad));
        }
        if missing > 0 {
            out.push((format!("{missing} missing"), Role::Warn));
        }
        out
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        if self.term.focus(&term_groups(ctx), id) {
            self.pane = Pane::Terms;
        } else if self.signature.focus(&sign_groups(ctx), id) {
            self.pane = Pane::Signatures;
        }
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        match pane {
            TAB_HITS.. => {
                self.pane = PANES
                    .get(pane - TAB_HITS)
                    .copied()
                    .unwrap_or(Pane::Signatures)
            }
            SIGN_HITS.. => {
                self.pane = Pane::Signatures;
                self.signature = Spot {
                    group: pane - SIGN_HITS,
                    item: row,
                }
                .on(&sign_groups(ctx));
            }
            TERM_HITS.. => {
                self.pane = Pane::Terms;
                self.term = Spot {
                    group: pane - TERM_HITS,
                    item: row,
                }
                .on(&term_groups(ctx));
            }
            _ => {
                self.pane = Pane::Ready;
                self.check = row;
            }
        }
    }
}
