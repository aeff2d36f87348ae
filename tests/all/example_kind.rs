//! A complete kind of step in one file, made with nothing but what the crate offers: the parking
//! lot as a step. It goes through the same checks as the built-in kinds.

use crate::steps::{check_frames, check_undo};
use crate::support::{Build, Harness, empty};
use ratatui::layout::Rect;
use roundtable::domain::{
    Edit, Id, Kind, List, Parked, Record, Session, Step, delete_with_references,
};
use roundtable::export::Block;
use roundtable::keys::{Command, Scope};
use roundtable::steps::projector_layout::{lead, sentence};
use roundtable::steps::{
    self, Ctx, Cursor, Editing, ItemList, Registry, Reply, StepKind, StepScreen,
};
use roundtable::widgets::{Column, Columns, Painter, Role, indent};
use serde_json::json;

/// The facts about the kind.
struct ParkingLot;

const NAME: &str = "parking-lot";
const PURPOSE: &str = "What was put aside during the day is looked at once more before the end.";
const KINDS: Registry = Registry::with(&[&ParkingLot]);

impl StepKind for ParkingLot {
    fn kind(&self) -> Kind {
        Kind::from(NAME)
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen::default())
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        vec![Block::list(session.parked.iter().map(|p| p.text.clone()))]
    }
}

#[derive(Default)]
struct Screen {
    cursor: Cursor,
}

fn list<'a>(ctx: &Ctx<'a>) -> Vec<&'a Parked> {
    ctx.session.parked.iter().collect()
}

fn add(ctx: &Ctx) -> Reply {
    Reply::EditText(Editing::new(ctx.ids, List::Parked, json!({}), 0).then(Command::Add))
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Adding, Scope::Lists, Scope::Rows]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        self.cursor.remember_row(&list);
        Some(match (command, self.cursor.selected(&list)) {
            (Command::Add, _) | (Command::Edit, None) => add(ctx),
            (Command::Edit, Some(item)) => {
                Reply::EditText(Editing::item(ctx.session, List::Parked, item.id()))
            }
            (Command::Delete, Some(item)) => {
                let edit: Edit = delete_with_references(ctx.session, List::Parked, item.id());
                Reply::Delete(format!("“{}”", item.text), edit)
            }
            _ => return None,
        })
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let parked = list(ctx);
        let list = ItemList::new(ctx, &parked, self.cursor.row(&parked), |item| &item.text);
        if list.is_empty() {
            steps::empty(p, area, PURPOSE, "", Command::Add, "adds the first");
            return;
        }
        let body = steps::heading(p, area, "Parking lot", Role::Text, Role::Line);
        let columns = Columns::new(
            indent(body, 2),
            [Column::filling(""), Column::fixed("became", 20)],
        );
        columns.headings(p, area.y);
        let table = list.table(columns.width(0), body.height);
        table.draw(p, body, |p, row| {
            list.draw_text(p, row, columns.cell(0, row.area));
            if let Some(item) = parked.get(row.index) {
                columns.text(
                    p,
                    1,
                    row.area,
                    item.disposition.label(),
                    row.ink(Role::Quiet),
                );
            }
        });
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        match self.cursor.selected(&list(ctx)) {
            Some(item) => lead(p, area, "", Role::Accent, &item.text),
            None => sentence(p, area, PURPOSE),
        };
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        vec![(format!("{} parked", ctx.session.parked.len()), Role::Text)]
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.select_item(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        self.cursor.select(&list(ctx), row);
    }
}

/// A session on a step of the kind, with so many items in it.
fn session(items: usize) -> Session {
    let mut session = empty("collaboration");
    session.build(|session| session.agenda.steps.truncate(1));
    session.build(|session| session.agenda.steps[0].kind = NAME.into());
    let parked = (0..items).map(|n| {
        let item = json!({"id": format!("p{n}"), "text": format!("Who pays for toll {n}?")});
        serde_json::from_value::<Parked>(item).unwrap()
    });
    session.build(|session| session.parked.extend(parked));
    session
}

#[test]
fn a_kind_from_outside_the_crate_passes_the_checks_of_the_built_in_ones() {
    for items in [0, 3, 10_000] {
        let open = || Harness::with_kinds(session(items), KINDS);
        check_frames(&mut open(), NAME);
        if items < 10_000 {
            check_undo(open, NAME);
        }
        let mut harness = open();
        harness.keys("<F5>").frame(80, 24);
    }
}

#[test]
fn a_kind_from_outside_the_crate_is_edited_like_the_built_in_ones() {
    let mut harness = Harness::with_kinds(session(1), KINDS);
    harness.keys("aWho owns the moulds?<Esc><End>");
    let frame = harness.frame(80, 24);
    assert!(frame.contains("▌ Who owns the moulds?"), "{frame}");
    assert!(frame.contains("2 parked"), "{frame}");
    harness.keys("<Del>");
    assert_eq!(harness.session().parked.len(), 1);
    // without the kind the same step is shown read-only
    let frame = Harness::open(session(1)).frame(80, 24);
    assert!(frame.contains("parking-lot"), "{frame}");
}
