//! The step Welcome: purpose, scope, ground rules, and the participants of both sides.

mod projector;
mod update;

use super::components::{self, count};
use super::groups::{self, Group, Item, Spot};
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope, hint_in};
use crate::widgets::{Painter, Role, columns, take_top};
use ratatui::layout::Rect;
use std::ops::Range;

pub(super) struct Welcome;

impl StepKind for Welcome {
    fn kind(&self) -> Kind {
        Kind::Welcome
    }

    fn purpose(&self) -> &'static str {
        "Why we are here, what is in scope and what is not, how we work together, and who is in \
         the room."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen { spot: None })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        let parts = [
            (
                Section::Purpose.label(),
                sections::terms(session, Section::Purpose),
            ),
            (
                Section::ScopeIn.label(),
                sections::terms(session, Section::ScopeIn),
            ),
            (
                Section::ScopeOut.label(),
                sections::terms(session, Section::ScopeOut),
            ),
            ("Ground rules", sections::ground_rules(session)),
            ("Participants", sections::participants(session)),
        ];
        parts
            .into_iter()
            .filter(|(_, part)| !part.is_empty())
            .flat_map(|(title, part)| [vec![Block::heading(2, title)], part].concat())
            .collect()
    }
}

struct Screen {
    /// The selected item; none until something has been selected.
    spot: Option<Spot>,
}

/// The group of the ground rules, after the sections.
const RULES: usize = 3;
/// The groups on the left; the participants of both sides are on the right.
const LEFT: Range<usize> = 0..4;
const RIGHT: Range<usize> = 4..6;
const SECTIONS: [(Section, &str); 3] = [
    (Section::Purpose, "Why we are here"),
    (Section::ScopeIn, "In scope"),
    (Section::ScopeOut, "Out of scope"),
];

fn groups<'a>(ctx: &Ctx<'a>) -> Vec<Group<'a>> {
    let session = ctx.session;
    let add = hint_in(Scope::Adding, Command::Add);
    let example = |text: &str| format!("{add} adds, for example: {text}");
    let mut out: Vec<Group> = SECTIONS
        .iter()
        .enumerate()
        .map(|(pane, (section, title))| Group {
            title: (*title).to_owned(),
            role: Role::Text,
            list: List::Terms,
            items: session
                .terms_in(*section)
                .map(|t| Item {
                    id: &t.id,
                    text: &t.text,
                    tail: String::new(),
                })
                .collect(),
            example: example(section.example()),
            pane,
        })
        .collect();
    out.push(Group {
        title: "How we work together".to_owned(),
        role: Role::Text,
        list: List::GroundRules,
        items: session
            .ground_rules
            .iter()
            .map(|r| Item {
                id: &r.id,
                text: &r.text,
                tail: String::new(),
            })
            .collect(),
        example: example("one person speaks, the others listen to the end"),
        pane: RULES,
    });
    out.extend(Side::BOTH.into_iter().enumerate().map(|(n, side)| {
        Group {
            title: heading(session, side),
            role: components::role(side),
            list: List::Participants,
            items: session
                .people(side)
                .map(|p| Item {
                    id: &p.id,
                    text: &p.name,
                    tail: about(p),
                })
                .collect(),
            example: format!("{add} adds: name, role, function, level"),
            pane: RIGHT.start + n,
        }
    }));
    out
}

/// The glyph, letter, name and role of an organisation.
fn heading(session: &Session, side: Side) -> String {
    let (glyph, letter, name) = (side.glyph(), side.letter(), session.side_name(side));
    match session.party(side).role_words() {
        "" => format!("{glyph} {letter}  {name}"),
        role => format!("{glyph} {letter}  {name}, {role}"),
    }
}

/// Where the session is held, who leads it, and what led to it: a line each, if given.
fn surroundings(session: &Session) -> Vec<String> {
    let named = |before: &str, text: &str| match text.trim() {
        "" => String::new(),
        text => format!("{before}{text}"),
    };
    let first = [
        named("", &session.place),
        named("led by ", &session.facilitator),
        named("minutes by ", &session.scribe),
    ];
    let first: Vec<String> = first.into_iter().filter(|part| !part.is_empty()).collect();
    let lines = [first.join(" · "), named("", &session.background)];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// The side whose participants a group on the right holds.
fn side_of(group: usize) -> Side {
    if group == RIGHT.start {
        Side::A
    } else {
        Side::B
    }
}

/// Role, function and level of a participant.
fn about(p: &Participant) -> String {
    let level = p.level.map_or("", Level::label);
    let parts: Vec<&str> = [p.role.as_str(), p.function.as_str(), level]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("  {}", parts.join(" · "))
    }
}

impl Screen {
    /// The selected item; at first the participants while there are none.
    fn spot(&self, ctx: &Ctx) -> Spot {
        let first = if ctx.session.participants.is_empty() {
            RIGHT.start
        } else {
            0
        };
        self.spot.unwrap_or(Spot {
            group: first,
            item: 0,
        })
    }
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![
            Scope::Welcome,
            Scope::Adding,
            Scope::Panes,
            Scope::Lists,
            Scope::Rows,
        ]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        self.update_screen(command, ctx)
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let groups = groups(ctx);
        let spot = self.spot(ctx);
        let mut area = area;
        let lines = surroundings(ctx.session);
        if area.height > 12 && !lines.is_empty() {
            for line in &lines {
                let top = take_top(&mut area, 1);
                p.text(top.x, top.y, top.width, line, Role::Quiet);
            }
            take_top(&mut area, 1);
        }
        let (left, right) = columns(area, 3);
        for (area, range) in [(left, LEFT), (right, RIGHT)] {
            let selected = range.contains(&spot.group).then_some(spot);
            groups::view(p, ctx, area, &groups, range, selected);
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let people = |side| ctx.session.people(side).count();
        let (a, b) = (people(Side::A), people(Side::B));
        let mut out = Vec::new();
        if a + b > 0 {
            out.push((count(a + b, "participant"), Role::Text));
        }
        for (side, n) in [(Side::A, a), (Side::B, b)] {
            out.push((format!("{} {n}", side.glyph()), components::role(side)));
        }
        out
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        let mut spot = self.spot(ctx);
        spot.select_item(&groups(ctx), id);
        self.spot = Some(spot);
    }

    fn click(&mut self, _: &Ctx, pane: usize, row: usize) {
        self.spot = Some(Spot {
            group: pane,
            item: row,
        });
    }
}
