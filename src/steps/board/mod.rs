//! Steps with a board: columns of cards; a pair of cards or a single one can become an action.

mod matching;
mod projector;
mod update;

use super::components::{self, count};
use super::groups::{self, Group, Item, Spot};
use super::reply::Reply;
use super::side_names::{with_short_side_names, with_side_names};
use super::{Ctx, StepKind, StepScreen};
use crate::domain::board::BoardColumn;
use crate::domain::*;
use crate::export::Block;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::text;
use crate::widgets::{Painter, Role, cells, columns, split_bottom, split_top};
use ratatui::layout::Rect;

pub(super) struct Boards;

impl StepKind for Boards {
    fn kind(&self) -> Kind {
        Kind::Board
    }

    fn purpose(&self) -> &'static str {
        "Columns side by side show which cards belong together and what to do about them."
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
        let unmatched = |c: &&BoardColumn| board.matching(&c.id).is_none();
        for column in board.columns.iter().filter(unmatched) {
            let cards: Vec<String> = cards(session, step, &column.id)
                .map(Card::sentence)
                .collect();
            if !cards.is_empty() {
                out.push(Block::heading(2, with_side_names(session, &column.title)));
                if !column.question.is_empty() {
                    let question = with_side_names(session, &column.question);
                    out.push(Block::paragraph(question));
                }
                out.push(Block::list(cards));
            }
        }
        out.extend(matching::report(session, step, board));
        out
    }
}

struct Screen {
    spot: Spot,
}

/// The pane of a card that is being added: this and the number of its column.
const PANES: usize = 60;

/// The cards in a column of a step.
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
    let add = hint_in(Scope::Adding, Command::Add);
    let group = |(n, c): (usize, &'a BoardColumn)| Group {
        title: format!(
            "{}{}",
            c.side.map_or(String::new(), |s| format!("{} ", s.glyph())),
            with_short_side_names(ctx.session, &c.title)
        ),
        role: c.side.map_or(Role::Text, components::role),
        list: List::Cards,
        items: cards(ctx.session, ctx.step, &c.id)
            .map(|c| Item {
                id: &c.id,
                text: &c.text,
                tail: format!(
                    "{}{}",
                    matching::tail(ctx.session, ctx.step, board, c),
                    c.tail()
                ),
            })
            .collect(),
        example: if c.example.is_empty() {
            format!("{add} adds the first card")
        } else {
            format!("{add} adds, for example: {}", c.example)
        },
        pane: PANES + n,
    };
    board.columns.iter().enumerate().map(group).collect()
}

/// Draws what the selected column asks below the columns. Returns the area left for them.
fn question(ctx: &Ctx, p: &mut Painter, area: Rect, column: usize) -> Rect {
    let columns = ctx.step.board.as_ref().map(|b| &b.columns);
    let selected = columns.and_then(|c| c.get(column));
    let words = selected.map_or("", |c| c.question.as_str());
    if words.is_empty() {
        return area;
    }
    let words = with_side_names(ctx.session, words);
    let height = text::wrap(&text::visible(&words), usize::from(area.width)).len();
    let (above, below) = split_bottom(area, cells(height) + 1);
    p.wrapped(split_top(below, 1).1, &words, Role::Accent);
    above
}

impl Screen {
    /// The board of the step, its columns, and how many of them are on the left.
    fn parts<'a>(ctx: &Ctx<'a>) -> Option<(&'a Board, Vec<Group<'a>>, usize)> {
        let board = ctx.step.board.as_ref().filter(|b| !b.columns.is_empty())?;
        let groups = groups(ctx, board);
        let half = groups.len().div_ceil(2);
        Some((board, groups, half))
    }
}

impl StepScreen for Screen {
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        let has_pairs = |b: &Board| !b.pairs.is_empty() || !b.matches.is_empty();
        let paired = ctx.step.board.as_ref().is_some_and(has_pairs);
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
        self.update_screen(command, ctx)
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some((_, groups, half)) = Self::parts(ctx) else {
            components::empty(
                p,
                area,
                &format!(
                    "This board has no columns. It can be deleted in the plan of the day ({}).",
                    hint(Command::Agenda)
                ),
                "",
                Command::NextStep,
                "goes to the next step",
            );
            return;
        };
        let spot = self.spot.nearest(&groups);
        let here = |range: &std::ops::Range<usize>| range.contains(&spot.group).then_some(spot);
        let area = question(ctx, p, area, spot.group);
        let (left, right) = columns(area, 3);
        for (area, range) in [(left, 0..half), (right, half..groups.len())] {
            groups::view(p, ctx, area, &groups, range.clone(), here(&range));
        }
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let n = ctx
            .session
            .cards
            .iter()
            .filter(|c| c.step == ctx.step.id)
            .count();
        let board = ctx.step.board.as_ref();
        let alone = board.map_or(0, |b| matching::alone(ctx.session, ctx.step, b));
        let mut out = Vec::new();
        if alone > 0 {
            out.push((format!("{alone} without a counterpart"), Role::Warn));
        }
        out.push((count(n, "card"), Role::Text));
        out
    }

    fn focus(&mut self, ctx: &Ctx, id: &Id) {
        if let Some((_, groups, _)) = Self::parts(ctx) {
            self.spot.select_item(&groups, id);
        }
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        if let Some((_, groups, _)) = Self::parts(ctx) {
            self.spot = Spot {
                group: pane,
                item: row,
            }
            .nearest(&groups);
        }
    }
}
