//! What the parts cost: `cargo bench`. Figures mean something only side by side in one run; the
//! argument of each is the number of actions in the session, so that growth is seen as a curve.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use divan::{Bencher, black_box};
use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use roundtable::app::{App, Loaded, Msg, Settings};
use roundtable::catalog;
use roundtable::clock::Uuids;
use roundtable::domain::{Id, List, Session, apply, set};
use roundtable::export::{Format, Layout, Wish};
use roundtable::keys::Key;
use roundtable::steps::report;
use roundtable::store::{parse, to_json};
use roundtable::widgets::Depth;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// The sample with this many actions and as many expectations.
fn session(items: usize) -> Session {
    let mut s: Session = serde_json::from_str(catalog::sample("collaboration").unwrap()).unwrap();
    let (actions, expectations) = (s.actions.clone(), s.expectations.clone());
    for n in 0..items {
        let mut action = actions[n % actions.len()].clone();
        action.id = Id::new(format!("a{n}"));
        s.actions.push(action);
        let mut expectation = expectations[n % expectations.len()].clone();
        expectation.id = Id::new(format!("e{n}"));
        s.expectations.push(expectation);
    }
    s
}

fn app(items: usize) -> App {
    let settings = Settings {
        catalog: roundtable::catalog::Catalog::new(&Default::default(), Ok(Default::default())),
        ids: Box::new(Uuids),
        theme: Some("light".into()),
        depth: Depth::True,
        size: (120, 36),
        now: now(),
        exports: String::new(),
    };
    let mut app = App::new(settings);
    let loaded = Loaded {
        session: session(items),
        file: String::new(),
        read_only: None,
        notices: vec![],
        typing: None,
        past: vec![],
        unsaved: false,
        new: false,
    };
    app.update(Msg::Opened(Ok(Box::new(loaded))), now());
    app.take_effects();
    app
}

fn now() -> Zoned {
    "2026-10-19T09:30[UTC]".parse().unwrap()
}

#[divan::bench(args = SIZES)]
fn apply_one_edit(bencher: Bencher, items: usize) {
    let mut s = session(items);
    let edit = set(List::Actions, &s.actions[0].id, "text", "Another text");
    bencher.bench_local(|| apply(&mut s, black_box(&edit)).unwrap());
}

#[divan::bench(args = SIZES)]
fn key_and_frame_in_align(bencher: Bencher, items: usize) {
    key_and_frame(bencher, items, 0);
}

#[divan::bench(args = SIZES)]
fn key_and_frame_in_actions(bencher: Bencher, items: usize) {
    key_and_frame(bencher, items, 2);
}

#[divan::bench(args = SIZES)]
fn key_and_frame_in_timeline(bencher: Bencher, items: usize) {
    key_and_frame(bencher, items, 4);
}

fn key_and_frame(bencher: Bencher, items: usize, steps: usize) {
    let mut app = app(items);
    for _ in 0..steps {
        app.update(Msg::Key(Key::char(']')), now());
    }
    app.take_effects();
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 36));
    bencher.bench_local(|| {
        app.update(Msg::Key(Key::char('j')), now());
        app.view(black_box(&mut buffer)).hits.len()
    });
}

#[divan::bench(args = SIZES)]
fn load(bencher: Bencher, items: usize) {
    let text = to_json(&session(items), &[]);
    bencher.bench_local(|| parse(black_box(text.as_bytes()), "x.json").unwrap());
}

#[divan::bench(args = SIZES)]
fn write_out(bencher: Bencher, items: usize) {
    let s = session(items);
    bencher.bench_local(|| to_json(black_box(&s), &[]).len());
}

/// Each export of a session with 1,000 actions and as many expectations.
#[divan::bench(args = ["md", "html", "docx", "csv", "ndjson", "xlsx", "ics"])]
fn export_of_a_thousand(bencher: Bencher, ending: &str) {
    let s = session(1_000);
    let format = Format::named(ending).unwrap();
    let layout = if format.holds(Layout::Agreement) { Layout::Agreement } else { format.usual() };
    bencher.bench_local(|| Wish::new(layout, format).of(black_box(&s), report).unwrap().len());
}
