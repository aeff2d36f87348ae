//! Welcome: purpose, scope in and out, ground rules, participants of both sides.

mod projector;

use super::components::{self, count};
use super::groups::{self, Group, Item, Spot};
use super::reply::{Editing, Reply, delete, shift};
use super::{Ctx, StepKind, StepScreen, pick};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role, columns};
use ratatui::layout::Rect;
use serde_json::json;

pub(super) struct Welcome;

impl StepKind for Welcome {
    fn kind(&self) -> Kind {
        Kind::Welcome
    }

    fn purpose(&self) -> &'static str {
        "Why we are here, what belongs here and what does not, how we work together, and who is in the room."
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
    /// Where the light is; none until something is chosen.
    spot: Option<Spot>,
}

/// The groups on the left; the two after them are on the right.
const LEFT: usize = 4;
const SECTIONS: [(Section, &str); 3] = [
    (Section::Purpose, "Why we are here"),
    (Section::ScopeIn, "In scope"),
    (Section::ScopeOut, "Out of scope"),
];

fn groups<'a>(ctx: &Ctx<'a>) -> Vec<Group<'a>> {
    let session = ctx.session;
    let example = |text: &str| format!("a adds, such as: {text}");
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
        example: example("one speaks, the others listen to the end"),
        pane: 3,
    });
    out.extend(Side::BOTH.into_iter().enumerate().map(|(n, side)| {
        Group {
            title: format!(
                "{} {}  {}",
                side.glyph(),
                side.letter(),
                session.side_name(side)
            ),
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
            example: "a adds: name, role, function, level".to_owned(),
            pane: LEFT + n,
        }
    }));
    out
}

/// Whose people a group on the right holds.
fn side_of(group: usize) -> Side {
    if group == LEFT { Side::A } else { Side::B }
}

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
    /// Where the light is: at first on the people, while there are none.
    fn spot(&self, ctx: &Ctx) -> Spot {
        let first = if ctx.session.participants.is_empty() {
            LEFT
        } else {
            0
        };
        self.spot.unwrap_or(Spot {
            group: first,
            item: 0,
        })
    }

    fn add(&self, ctx: &Ctx) -> Reply {
        let group = self.spot(ctx).group;
        let (list, more) = match (group, SECTIONS.get(group)) {
            (_, Some((section, _))) => (List::Terms, json!({"section": section})),
            (3, None) => (List::GroundRules, json!({})),
            (_, None) => (List::Participants, json!({"side": side_of(group)})),
        };
        Reply::Write(Editing::new(ctx.ids, list, more, group).then(Command::Add))
    }

    /// Runs `with` on the record under the cursor.
    fn on_item(
        &self,
        ctx: &Ctx,
        groups: &[Group],
        terms: impl Fn(&Term, &[&Term], usize) -> Reply,
        rules: impl Fn(&GroundRule, &[&GroundRule], usize) -> Reply,
        people: impl Fn(&Participant, &[&Participant], usize) -> Reply,
    ) -> Option<Reply> {
        let spot = self.spot(ctx).on(groups);
        match (spot.group, SECTIONS.get(spot.group)) {
            (_, Some((section, _))) => {
                let list: Vec<&Term> = ctx.session.terms_in(*section).collect();
                list.get(spot.item).map(|t| terms(t, &list, spot.item))
            }
            (3, None) => {
                let list: Vec<&GroundRule> = ctx.session.ground_rules.iter().collect();
                list.get(spot.item).map(|r| rules(r, &list, spot.item))
            }
            (group, None) => {
                let list: Vec<&Participant> = ctx.session.people(side_of(group)).collect();
                list.get(spot.item).map(|p| people(p, &list, spot.item))
            }
        }
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
        let groups = groups(ctx);
        let mut spot = self.spot(ctx);
        let range = if spot.group < LEFT {
            0..LEFT
        } else {
            LEFT..LEFT + 2
        };
        if spot.step(command, &groups, range) {
            self.spot = Some(spot);
            return Some(Reply::Nothing);
        }
        let session = ctx.session;
        let item = match command {
            Command::NextPane | Command::PreviousPane => {
                let step = if command == Command::NextPane {
                    1
                } else {
                    groups.len() - 1
                };
                self.spot = Some(Spot {
                    group: (spot.group + step) % groups.len(),
                    item: 0,
                });
                return Some(Reply::Nothing);
            }
            Command::Left | Command::Right => {
                self.spot = Some(Spot {
                    group: if command == Command::Left { 0 } else { LEFT },
                    item: 0,
                });
                return Some(Reply::Nothing);
            }
            Command::Add => return Some(self.add(ctx)),
            Command::Edit => {
                let then = |e: Editing| Reply::Write(e.then(Command::Add));
                self.on_item(
                    ctx,
                    &groups,
                    |t, _, _| then(Editing::item(session, List::Terms, &t.id)),
                    |r, _, _| then(Editing::item(session, List::GroundRules, &r.id)),
                    |p, _, _| pick::details(p),
                )
            }
            Command::Details => self.on_item(
                ctx,
                &groups,
                |t, _, _| pick::details(t),
                |r, _, _| pick::details(r),
                |p, _, _| pick::details(p),
            ),
            Command::Delete => self.on_item(
                ctx,
                &groups,
                |t, _, _| delete(session, t, &t.text),
                |r, _, _| delete(session, r, &r.text),
                |p, _, _| delete(session, p, &p.name),
            ),
            Command::MoveUp | Command::MoveDown => {
                let by = if command == Command::MoveUp { -1 } else { 1 };
                let reply = self.on_item(
                    ctx,
                    &groups,
                    |_, all, at| shift(session, all, at, by),
                    |_, all, at| shift(session, all, at, by),
                    |_, all, at| shift(session, all, at, by),
                );
                if matches!(reply, Some(Reply::Edit(..))) {
                    self.spot = Some(Spot {
                        item: spot.item.saturating_add_signed(by),
                        ..spot
                    });
                }
                reply
            }
            _ => return None,
        };
        Some(item.unwrap_or_else(|| {
            if command == Command::Edit {
                self.add(ctx)
            } else {
                Reply::Say("There is nothing here yet. a adds the first line.".to_owned())
            }
        }))
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let groups = groups(ctx);
        let (left, right) = columns(area, 3);
        let here = |range: std::ops::Range<usize>| {
            range
                .contains(&self.spot(ctx).group)
                .then_some(self.spot(ctx))
        };
        groups::view(p, ctx, left, &groups, 0..LEFT, here(0..LEFT));
        groups::view(p, ctx, right, &groups, LEFT..LEFT + 2, here(LEFT..LEFT + 2));
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let people = |side| ctx.session.people(side).count();
        let (a, b) = (people(Side::A), people(Side::B));
        let mut out = vec![(format!("◆ {a}"), Role::A), (format!("● {b}"), Role::B)];
        if a + b > 0 {
            out.insert(
                0,
                (
                    count(a + b, "person").replace("persons", "people"),
                    Role::Text,
                ),
            );
        }
        out
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        let mut spot = self.spot(ctx);
        spot.focus(&groups(ctx), id);
        self.spot = Some(spot);
    }

    fn click(&mut self, _: &Ctx, pane: usize, row: usize) {
        self.spot = Some(Spot {
            group: pane,
            item: row,
        });
    }
}
