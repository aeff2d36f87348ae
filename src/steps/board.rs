//! Boards: lists side by side; two cards that belong together, or one alone, become an action.

use super::components::{self, count};
use super::groups::{self, Group, Item, Spot};
use super::reply::{Choice, Editing, Picker, Reply, delete, shift};
use super::side_names::with_side_names;
use super::{Ctx, StepKind, StepScreen, projector_layout};
use crate::domain::*;
use crate::export::Block;
use crate::keys::{Command, Scope};
use crate::text;
use crate::widgets::{Ink, Painter, Role, columns, split_top};
use ratatui::layout::Rect;
use serde_json::json;

pub(super) struct Boards;

impl StepKind for Boards {
    fn kind(&self) -> Kind {
        Kind::Board
    }

    fn purpose(&self) -> &'static str {
        "Lists side by side, so that what belongs together is seen and acted on."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            spot: Spot::default(),
        })
    }

    fn report(&self, session: &Session, step: &Step) -> Vec<Block> {
        let Some(board) = &step.board else {
            return vec![];
        };
        let mut out = Vec::new();
        for column in &board.columns {
            let cards: Vec<String> = cards(session, step, &column.id)
                .map(Card::sentence)
                .collect();
            if !cards.is_empty() {
                out.push(Block::heading(2, with_side_names(session, &column.title)));
                out.push(Block::list(cards));
            }
        }
        out
    }
}

struct Screen {
    spot: Spot,
}

/// New cards are drawn under their column: its number from here on.
const PANES: usize = 60;

fn cards<'a>(
    session: &'a Session,
    step: &'a Step,
    column: &'a str,
) -> impl Iterator<Item = &'a Card> {
    session
        .cards
        .iter()
        .filter(move |c| c.step == step.id && c.column == column)
}

fn groups<'a>(ctx: &Ctx<'a>, board: &'a Board) -> Vec<Group<'a>> {
    let group = |(n, c): (usize, &'a board::BoardColumn)| Group {
        title: format!(
            "{}{}",
            c.side.map_or(String::new(), |s| format!("{} ", s.glyph())),
            with_side_names(ctx.session, &c.title)
        ),
        role: c.side.map_or(Role::Text, components::role),
        list: List::Cards,
        items: cards(ctx.session, ctx.step, &c.id)
            .map(|c| Item {
                id: &c.id,
                text: &c.text,
                tail: c.tail(),
            })
            .collect(),
        example: if c.example.is_empty() {
            "a adds the first".to_owned()
        } else {
            format!("a adds, such as: {}", c.example)
        },
        pane: PANES + n,
    };
    board.columns.iter().enumerate().map(group).collect()
}

impl Screen {
    /// The board, its lists, and where the left half ends.
    fn parts<'a>(ctx: &Ctx<'a>) -> Option<(&'a Board, Vec<Group<'a>>, usize)> {
        let board = ctx.step.board.as_ref().filter(|b| !b.columns.is_empty())?;
        let groups = groups(ctx, board);
        let half = groups.len().div_ceil(2);
        Some((board, groups, half))
    }

    /// Makes an action of a pair; offers the cards the selected one is paired with.
    fn pair(ctx: &Ctx, board: &Board, card: &Card) -> Reply {
        let pairings = board
            .pairs
            .iter()
            .filter(|p| p.first == card.column || p.second == card.column);
        let choices: Vec<Choice> = pairings
            .flat_map(|p| {
                let other = if p.first == card.column {
                    &p.second
                } else {
                    &p.first
                };
                cards(ctx.session, ctx.step, other).map(move |o| {
                    let (first, second) = if p.first == card.column {
                        (card, o)
                    } else {
                        (o, card)
                    };
                    let words = format!(
                        "{}: {}; {}",
                        p.verb,
                        text::one_line(&first.text),
                        text::one_line(&second.text)
                    );
                    Choice::new(
                        format!("{}  {}", p.verb, text::one_line(&o.text)),
                        action(ctx, words),
                    )
                })
            })
            .collect();
        if choices.is_empty() {
            return Reply::Say("There is nothing to pair it with yet.".to_owned());
        }
        let name = text::clip(&text::one_line(&card.text), 30).into_owned();
        Reply::Choose(Picker {
            title: format!("“{name}” belongs with?"),
            choices,
            at: 0,
            many: false,
        })
    }
}

fn action(ctx: &Ctx, words: String) -> Reply {
    let edit = Edit::Insert {
        list: List::Actions,
        at: usize::MAX,
        item: json!({"id": ctx.ids.fresh(), "text": words}),
    };
    let says = format!("It is action {} now.", ctx.session.actions.len() + 1);
    Reply::All(vec![
        Reply::Edit("made an action of it".to_owned(), edit),
        Reply::Say(says),
    ])
}

impl StepScreen for Screen {
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        let paired = ctx.step.board.as_ref().is_some_and(|b| !b.pairs.is_empty());
        let own = if paired {
            vec![Scope::Pairs, Scope::Board]
        } else {
            vec![Scope::Board]
        };
        [
            own,
            vec![Scope::Adding, Scope::Panes, Scope::Lists, Scope::Rows],
        ]
        .concat()
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let (board, groups, half) = Self::parts(ctx)?;
        let spot = self.spot.on(&groups);
        self.spot = spot;
        let range = if spot.group < half {
            0..half
        } else {
            half..groups.len()
        };
        if self.spot.step(command, &groups, range) {
            return Some(Reply::Nothing);
        }
        let column = board.columns.get(spot.group)?;
        let list: Vec<&Card> = cards(ctx.session, ctx.step, &column.id).collect();
        let add = || {
            Reply::Write(
                Editing::new(
                    ctx.ids,
                    List::Cards,
                    json!({"step": ctx.step.id, "column": column.id}),
                    PANES + spot.group,
                )
                .then(Command::Add),
            )
        };
        Some(match (command, list.get(spot.item)) {
            (Command::NextPane | Command::PreviousPane, _) => {
                let by = if command == Command::NextPane {
                    1
                } else {
                    groups.len() - 1
                };
                self.spot = Spot {
                    group: (spot.group + by) % groups.len(),
                    item: 0,
                };
                Reply::Nothing
            }
            (Command::Add, _) | (Command::Edit, None) => add(),
            (Command::Edit, Some(c)) => {
                Reply::Write(Editing::item(ctx.session, List::Cards, &c.id).then(Command::Add))
            }
            (Command::Details, Some(c)) => Reply::Fill(super::forms::card_form(board.form, &c.id)),
            (Command::Delete, Some(c)) => delete(ctx.session, *c, &c.text),
            (Command::MoveUp | Command::MoveDown, Some(_)) => {
                let by = if command == Command::MoveUp { -1 } else { 1 };
                self.spot.item = spot.item.saturating_add_signed(by).min(list.len() - 1);
                shift(ctx.session, &list, spot.item, by)
            }
            (Command::Link, Some(c)) => Self::pair(ctx, board, c),
            (Command::MakeAction, Some(c)) => action(ctx, c.text.clone()),
            (
                Command::Details
                | Command::Delete
                | Command::MoveUp
                | Command::MoveDown
                | Command::Link
                | Command::MakeAction,
                None,
            ) => Reply::Say("This list is empty. a adds the first.".to_owned()),
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some((_, groups, half)) = Self::parts(ctx) else {
            components::empty(
                p,
                area,
                "This board has no columns. The agenda (A) can take the step out.",
                "",
                Command::NextStep,
                "goes to the next step",
            );
            return;
        };
        let spot = self.spot.on(&groups);
        let here = |range: &std::ops::Range<usize>| range.contains(&spot.group).then_some(spot);
        let (left, right) = columns(area, 3);
        for (area, range) in [(left, 0..half), (right, half..groups.len())] {
            groups::view(p, ctx, area, &groups, range.clone(), here(&range));
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some((board, groups, _)) = Self::parts(ctx) else {
            return;
        };
        let spot = self.spot.on(&groups);
        let (Some(group), Some(column)) = (groups.get(spot.group), board.columns.get(spot.group))
        else {
            return;
        };
        p.text(
            area.x,
            area.y,
            area.width,
            &group.title,
            Ink::new(group.role).bold(),
        );
        let below = split_top(area, 2).1;
        match group.items.get(spot.item) {
            Some(item) => {
                let below = projector_layout::lead(
                    p,
                    below,
                    &(spot.item + 1).to_string(),
                    group.role,
                    item.text,
                );
                let used = p.wrapped(
                    projector_layout::beside(below, "1"),
                    item.tail.trim_start_matches(" · "),
                    Role::Text,
                );
                let others = group
                    .items
                    .iter()
                    .enumerate()
                    .skip(spot.item + 1)
                    .map(|(n, i)| projector_layout::Next {
                        label: (n + 1).to_string(),
                        role: group.role,
                        words: i.text.to_owned(),
                        hit: (spot.group, n),
                    });
                projector_layout::next(p, split_top(below, used + 1).1, "Then", others);
            }
            None => {
                projector_layout::sentence(p, below, &column.example);
            }
        }
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let n = ctx
            .session
            .cards
            .iter()
            .filter(|c| c.step == ctx.step.id)
            .count();
        vec![(count(n, "card"), Role::Text)]
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        if let Some((_, groups, _)) = Self::parts(ctx) {
            self.spot.focus(&groups, id);
        }
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        if let Some((_, groups, _)) = Self::parts(ctx) {
            self.spot = Spot {
                group: pane,
                item: row,
            }
            .on(&groups);
        }
    }
}
