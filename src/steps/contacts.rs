//! The contact map: who talks to whom, the shape of it, who is alone and on whom all depends.

use super::components::{self, Rows};
use super::cursor::Cursor;
use super::reply::{Choice, Picker, Reply, delete, shift};
use super::{Ctx, StepKind, StepScreen, pick, projector_layout};
use crate::domain::contact::{self, Contact, Reading, Shape};
use crate::domain::*;
use crate::export::Block;
use crate::figure::{self, Figure};
use crate::keys::{Command, Scope};
use crate::widgets::{Ink, Painter, Role, split_right, split_top};
use ratatui::layout::Rect;

pub(super) struct Contacts;

impl StepKind for Contacts {
    fn kind(&self) -> Kind {
        Kind::Contacts
    }

    fn purpose(&self) -> &'static str {
        "Who talks to whom? A relationship that hangs on one pair of people is a bow-tie; one that holds is a diamond."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        let r = contact::read(session);
        let Some(shape) = r.shape else { return vec![] };
        let name = |id: Option<&Id>| id.map_or("", |id| session.person(id)).to_owned();
        let rows = session.contacts.iter().map(|c| {
            vec![
                name(c.a.as_ref()),
                name(c.b.as_ref()),
                c.last.map(dates::long).unwrap_or_default(),
            ]
        });
        let (word, meaning) = shape.words();
        let mut out = vec![
            Block::paragraph(format!("Shape: {word}; {meaning}.")),
            Block::figure(
                "Who talks to whom",
                Figure::Links(figure::contacts(session)),
            ),
        ];
        out.extend(
            warnings(&r)
                .into_iter()
                .map(|(words, _)| Block::paragraph(words)),
        );
        out.push(Block::table(["A", "B", "Last contact"], rows));
        out
    }
}

struct Screen {
    cursor: Cursor,
}

fn list<'a>(ctx: &Ctx<'a>) -> Vec<&'a Contact> {
    ctx.session.contacts.iter().collect()
}

/// First the person on side A, then the one on side B.
fn add(ctx: &Ctx) -> Reply {
    let new = |a: &Participant, b: &Participant| Contact {
        id: ctx.ids.fresh(),
        a: Some(a.id.clone()),
        b: Some(b.id.clone()),
        level: None,
        last: None,
        text: String::new(),
        extra: Extra::default(),
    };
    let choice = |p: &Participant, reply| Choice::new(&p.name, reply).of(p.side).hint(&p.function);
    let with = |a: &Participant| {
        let choices = ctx.session.people(Side::B).map(|b| {
            let pair = new(a, b);
            let is_selected = Reply::GoTo(Kind::Contacts, Some(pair.id.clone()));
            choice(
                b,
                Reply::All(vec![
                    Reply::Edit("added a pair".to_owned(), insert(&pair)),
                    is_selected,
                ]),
            )
        });
        Picker {
            title: format!(
                "Whom at {} does {} talk to?",
                ctx.session.side_name(Side::B),
                a.name
            ),
            choices: choices.collect(),
            at: 0,
            many: false,
        }
    };
    let choices: Vec<Choice> = ctx
        .session
        .people(Side::A)
        .map(|a| choice(a, Reply::Choose(with(a))))
        .collect();
    if choices.is_empty() || ctx.session.people(Side::B).next().is_none() {
        return Reply::Say(
            "A pair needs a person on each side: add people in the step Welcome first.".to_owned(),
        );
    }
    Reply::Choose(Picker {
        title: format!("Who at {}?", ctx.session.side_name(Side::A)),
        choices,
        at: 0,
        many: false,
    })
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Contacts, Scope::Adding, Scope::Lists, Scope::Rows]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = list(ctx);
        if self.cursor.step(command, &list) {
            return Some(Reply::Nothing);
        }
        if command == Command::Add {
            return Some(add(ctx));
        }
        let at = self.cursor.at(&list);
        self.cursor.settle(&list);
        let Some(c) = list.get(at).copied() else {
            return Some(if command == Command::Edit {
                add(ctx)
            } else {
                Reply::Say("There is no pair yet. a adds the first.".to_owned())
            });
        };
        Some(match command {
            Command::Edit | Command::Details => pick::details(c),
            Command::Reading => Reply::Edit(
                "they talked today".to_owned(),
                set(List::Contacts, &c.id, "last", ctx.today()),
            ),
            Command::Delete => {
                let name =
                    c.a.as_ref()
                        .map_or("", |id| ctx.session.person(id))
                        .to_owned();
                delete(ctx.session, c, &name)
            }
            Command::MoveUp => shift(ctx.session, &list, at, -1),
            Command::MoveDown => shift(ctx.session, &list, at, 1),
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = list(ctx);
        if list.is_empty() {
            components::empty(
                p,
                area,
                super::of_kind(&Kind::Contacts).purpose(),
                &ctx.step.example,
                Command::Add,
                "adds the first pair",
            );
            return;
        }
        let reading = contact::read(ctx.session);
        let (left, right) = split_right(area, (area.width * 9 / 20).max(34), 3);
        picture(ctx, p, left, self.cursor.on(&list));
        let used = words(p, right, &reading);
        let body = components::heading(
            p,
            split_top(right, used + 1).1,
            "Pairs",
            Role::Text,
            Role::Line,
        );
        let at = self.cursor.at(&list);
        let rows = Rows {
            len: list.len(),
            selected: Some(at),
            around: at,
            pane: 0,
            tall: &|_| 2,
        };
        components::rows_close(p, body, &rows, |p, n, row, ground| {
            let Some(c) = list.get(n) else { return };
            let (a, role_a) = components::person(ctx.session, c.a.as_ref(), "?");
            let (b, role_b) = components::person(ctx.session, c.b.as_ref(), "?");
            p.spans(
                row.x,
                row.y,
                row.width,
                &[
                    (&a, Ink::new(role_a).bold_if(n == at).on(ground)),
                    ("  ", Ink::new(Role::Text).on(ground)),
                    (&b, Ink::new(role_b).bold_if(n == at).on(ground)),
                ],
            );
            if row.height > 1 {
                let last = c.last.map_or_else(
                    || "last contact not said (m: today)".to_owned(),
                    |d| {
                        format!(
                            "last {}, {}",
                            dates::short(d, ctx.today()),
                            dates::distance(d, ctx.today())
                        )
                    },
                );
                let note = if c.text.is_empty() {
                    String::new()
                } else {
                    format!(" · {}", c.text)
                };
                p.text(
                    row.x + 2,
                    row.y + 1,
                    row.width.saturating_sub(2),
                    &format!("{last}{note}"),
                    Ink::new(Role::Quiet).on(ground),
                );
            }
        });
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let reading = contact::read(ctx.session);
        let Some(shape) = reading.shape else {
            projector_layout::sentence(p, area, super::of_kind(&Kind::Contacts).purpose());
            return;
        };
        let (left, right) = split_right(area, area.width * 2 / 5, 4);
        picture(ctx, p, left, self.cursor.on(&list(ctx)));
        let (word, meaning) = shape.words();
        let below = projector_layout::sentence(p, right, &format!("{word}: {meaning}"));
        // the shape has been said
        words(
            p,
            below,
            &Reading {
                shape: None,
                ..reading
            },
        );
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let r = contact::read(ctx.session);
        let role = |s: Shape| {
            if s == Shape::Diamond {
                Role::Good
            } else {
                Role::Warn
            }
        };
        r.shape
            .map(|s| (s.words().0.to_owned(), role(s)))
            .into_iter()
            .chain([(components::count(r.pairs, "pair"), Role::Text)])
            .collect()
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.focus(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        self.cursor.go(&list(ctx), row);
    }
}

/// The shape and what it rests on. Returns the rows used.
fn words(p: &mut Painter, area: Rect, r: &Reading) -> u16 {
    let mut left = area;
    let mut line = |p: &mut Painter, words: &str, ink: Ink| {
        let used = p.wrapped(
            Rect {
                height: left.height.min(3),
                ..left
            },
            words,
            ink,
        );
        left = split_top(left, used).1;
    };
    if let Some(shape) = r.shape {
        let (word, meaning) = shape.words();
        line(
            p,
            &format!("{word}: {meaning}"),
            Ink::new(if shape == Shape::Diamond {
                Role::Good
            } else {
                Role::Warn
            })
            .bold(),
        );
    }
    line(
        p,
        &format!(
            "{} · {} · {}",
            components::count(r.pairs, "pair"),
            components::count(r.functions, "function"),
            components::count(r.levels, "level")
        ),
        Role::Text.into(),
    );
    for (words, role) in warnings(r) {
        line(p, &words, Ink::new(role).bold_if(role == Role::Bad));
    }
    left.y - area.y
}

/// What the relationship could break on, most pressing first.
fn warnings(r: &Reading) -> Vec<(String, Role)> {
    let mut out = Vec::new();
    if let Some((who, share)) = r.top.filter(|(_, share)| *share > 0.5 && r.pairs > 1) {
        out.push((
            format!(
                "! {} of {} pairs run through {}",
                (share * r.pairs as f64).round(),
                r.pairs,
                who.name
            ),
            Role::Bad,
        ));
    }
    let named = |of: &[(Side, String)]| {
        of.iter()
            .take(6)
            .map(|(side, f)| format!("{} {f}", side.glyph()))
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !r.lonely.is_empty() {
        out.push((
            format!("? without a peer: {}", named(&r.lonely)),
            Role::Warn,
        ));
    }
    if !r.alone.is_empty() {
        out.push((
            format!("? alone for their function: {}", named(&r.alone)),
            Role::Warn,
        ));
    }
    out
}

/// People of A down the left edge, of B down the right, a dotted line a pair.
fn picture(ctx: &Ctx, p: &mut Painter, area: Rect, is_selected: Option<&Contact>) {
    let links = figure::contacts(ctx.session);
    let names = (area.width / 3).min(22);
    let most = links.people.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let step = if usize::from(area.height) > most * 2 {
        2
    } else {
        1
    };
    // people that have no room are counted in the last row
    let rows = usize::from(area.height / step).max(1);
    let shown = |n: usize| if n <= rows { n } else { rows - 1 };
    let y = |n: usize| area.y + components::cells(n) * step;
    let (from, to) = (area.x + names + 1, area.right().saturating_sub(names + 2));
    let is_lit = |side: Side, n: usize| {
        is_selected
            .and_then(|l| l.of(side))
            .is_some_and(|id| ctx.session.people(side).nth(n).is_some_and(|p| p.id == *id))
    };
    let bright = |(a, b): &(usize, usize)| is_lit(Side::A, *a) && is_lit(Side::B, *b);
    let visible = links
        .pairs
        .iter()
        .filter(|(a, b)| *a < shown(links.people[0].len()) && *b < shown(links.people[1].len()));
    // the selected pair is drawn last, over the others
    for pair in visible
        .clone()
        .filter(|p| !bright(p))
        .chain(visible.filter(|p| bright(p)))
    {
        let (ya, yb) = (y(pair.0), y(pair.1));
        let (sign, ink) = if bright(pair) {
            ("●", Role::Accent)
        } else {
            ("·", Role::Quiet)
        };
        let wide = to.saturating_sub(from).max(1);
        for n in 0..=wide {
            let y =
                f64::from(ya) + (f64::from(yb) - f64::from(ya)) * f64::from(n) / f64::from(wide);
            p.text(from + n, y.round() as u16, 1, sign, Ink::new(ink));
        }
    }
    for (side, list) in Side::BOTH.into_iter().zip(&links.people) {
        let mut put = |n: usize, words: &str, ink: Ink| {
            let words = crate::text::clip(words, usize::from(names));
            if side == Side::A {
                p.right(area.x + names, y(n), &words, ink);
            } else {
                p.text(area.right().saturating_sub(names), y(n), names, &words, ink);
            }
        };
        for (n, (name, _)) in list.iter().enumerate().take(shown(list.len())) {
            put(
                n,
                &crate::text::one_line(name),
                Ink::new(components::role(side)).bold_if(is_lit(side, n)),
            );
        }
        if list.len() > rows {
            put(
                rows - 1,
                &format!("and {} more", list.len() - rows + 1),
                Role::Quiet.into(),
            );
        }
    }
}
