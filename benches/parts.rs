//! Benchmarks of the parts of the program: `cargo bench`. Compare results within one run only. The
//! argument is the number of items in the session, so that the results show how the cost grows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use divan::{Bencher, black_box};
use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use roundtable::app::{App, Loaded, Msg, Settings};
use roundtable::catalog::{self, Catalog};
use roundtable::clock::Uuids;
use roundtable::domain::{
    Content, Id, Kind, List, Place, Record, Session, Step, apply, merge, set, set_field,
};
use roundtable::export::{ExportRequest, Format, Layout};
use roundtable::keys::Key;
use roundtable::steps::{KINDS, StepKind, of_kind, report};
use roundtable::store::{self, Paths, parse, to_json};
use roundtable::widgets::Depth;
use serde_json::json;
use std::fmt;
use std::path::Path;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// The sample with a step of every kind and this many items: two fifths expectations, two fifths
/// actions, the rest goals, metrics, clauses, parked items, cards, answers and contacts.
fn session(items: usize) -> Session {
    let text = catalog::sample("collaboration").unwrap();
    let mut s: Content = serde_json::from_str(text).unwrap();
    let reset: Session =
        serde_json::from_str(catalog::sample("relationship-reset").unwrap()).unwrap();
    let model: Session =
        serde_json::from_str(catalog::sample("partnership-model").unwrap()).unwrap();
    (s.cards, s.ratings, s.contacts) = (
        reset.cards.clone(),
        model.ratings.clone(),
        reset.contacts.clone(),
    );
    let agendas = built_in().agendas().to_vec();
    let all = || {
        [&reset, &model]
            .into_iter()
            .map(|s| &s.agenda)
            .chain(&agendas)
            .flat_map(|a| &a.steps)
    };
    let first = |kind: &Kind| all().find(|s| s.kind == *kind).unwrap().clone();
    s.agenda.steps = KINDS
        .iter()
        .map(|kind| Step {
            id: Id::new(kind.kind().name()),
            ..first(&kind.kind())
        })
        .collect();
    s.progress.step = None;
    grow(&mut s.expectations, items * 2 / 5, |e, id| e.id = id);
    grow(&mut s.actions, items * 2 / 5, |a, id| a.id = id);
    let some = items / 5 / 7;
    grow(&mut s.goals, some, |g, id| g.id = id);
    grow(&mut s.metrics, some, |m, id| m.id = id);
    grow(&mut s.terms, some, |t, id| t.id = id);
    grow(&mut s.parked, some, |p, id| p.id = id);
    s.cards.iter_mut().for_each(|c| c.step = Id::new("board"));
    grow(&mut s.cards, some, |c, id| c.id = id);
    grow(&mut s.ratings, some, |r, id| r.id = id);
    grow(&mut s.contacts, some, |c, id| c.id = id);
    s.into()
}

fn grow<R: Record>(list: &mut Vec<R>, by: usize, name: impl Fn(&mut R, Id)) {
    let seeds = list.clone();
    list.extend((0..by).map(|n| {
        let mut made = seeds[n % seeds.len()].clone();
        name(&mut made, Id::new(format!("{}{n}", R::LIST.noun())));
        made
    }));
}

fn built_in() -> Catalog {
    Catalog::new(&Default::default(), Ok(Default::default()))
}

fn app(items: usize) -> App {
    let settings = Settings {
        kinds: roundtable::steps::Registry::default(),
        catalog: built_in(),
        ids: Box::new(Uuids),
        theme: Some("light".into()),
        depth: Depth::True,
        size: (120, 36),
        now: now(),
        exports: Default::default(),
    };
    let mut app = App::new(settings);
    let loaded = Loaded {
        session: session(items),
        file: Default::default(),
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

/// The keys that work now, computed for each key press and each frame.
#[divan::bench(args = SIZES)]
fn live_keys(bencher: Bencher, items: usize) {
    let app = app(items);
    bencher.bench_local(|| black_box(&app).active_keys().scopes.len());
}

/// Merging one item that another program changed.
#[divan::bench(args = SIZES)]
fn merge_one_change(bencher: Bencher, items: usize) {
    let base = session(items);
    let with = |at: usize| {
        let mut s = base.clone();
        let id = s.actions[at].id.clone();
        apply(&mut s, &set(List::Actions, &id, "text", "Another text")).unwrap();
        s
    };
    let (ours, theirs) = (with(0), with(1));
    bencher.bench_local(|| {
        merge::changes(black_box(&base), &ours, &theirs)
            .unwrap()
            .len()
    });
}

/// A save: compare, write, sync, rename.
#[divan::bench(args = SIZES)]
fn save(bencher: Bencher, items: usize) {
    let home = tempfile::tempdir().unwrap();
    let (paths, mut session) = (paths(home.path()), session(items));
    let path = store::create(&paths, &session, now().date()).unwrap();
    let mut session_file = store::open(&paths, &path, false, "bench")
        .unwrap()
        .session_file;
    bencher.bench_local(|| {
        let title = json!(format!("{}x", session.title));
        apply(&mut session, &set_field(Place::Session, "title", title)).unwrap();
        session_file
            .save(&session, 1, now().timestamp())
            .unwrap()
            .reached
    });
}

/// Listing a library of so many sessions without a cache.
#[divan::bench(args = [10, 100, 1_000])]
fn list(bencher: Bencher, sessions: usize) {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let sample = session(0);
    for n in 0..sessions {
        let session = Session::from(Content {
            id: Id::new(format!("s{n}")),
            ..sample.clone().into_content()
        });
        store::create(&paths, &session, now().date()).unwrap();
    }
    bencher.bench_local(|| {
        let _ = std::fs::remove_dir_all(&paths.state);
        store::list(&paths).unwrap().len()
    });
}

/// A library and a state folder in `home`.
fn paths(home: &Path) -> Paths {
    Paths::in_home(home)
}

/// A kind of step, and the number of items in the session.
struct Case(&'static dyn StepKind, usize);

impl Case {
    /// The program on that step, after these keys.
    fn app(&self, keys: &[&str]) -> App {
        let mut app = app(self.1);
        for _ in KINDS.iter().take_while(|kind| kind.kind() != self.0.kind()) {
            app.update(Msg::Key(Key::char(']')), now());
        }
        keys.iter().for_each(|k| app.update(key(k), now()));
        app.take_effects();
        app
    }

    /// Whether Enter opens a text field in that step.
    fn has_text_field(&self) -> bool {
        let app = Self(self.0, 10).app(&["Enter"]);
        app.view(&mut Buffer::empty(Rect::new(0, 0, 120, 36)))
            .cursor
            .is_some()
    }
}

fn key(name: &str) -> Msg {
    Msg::Key(Key::parse(name).unwrap())
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>13} {:>5}", self.0.kind().name(), self.1)
    }
}

fn cases() -> Vec<Case> {
    KINDS
        .iter()
        .copied()
        .flat_map(|kind| [10, 1_000, 10_000].map(|items| Case(kind, items)))
        .collect()
}

/// Moving the selection in a step, and drawing the frame.
#[divan::bench(args = cases())]
fn scroll(bencher: Bencher, case: &Case) {
    keys_and_frames(bencher, case, &["j", "k"], &[]);
}

/// The same in projector mode.
#[divan::bench(args = cases())]
fn project(bencher: Bencher, case: &Case) {
    keys_and_frames(bencher, case, &["j", "k"], &["F5"]);
}

/// Typing a letter into a text field and drawing the frame, then deleting it.
#[divan::bench(args = cases().into_iter().filter(Case::has_text_field))]
fn typed(bencher: Bencher, case: &Case) {
    keys_and_frames(bencher, case, &["e", "Backspace"], &["Enter"]);
}

/// Typing a letter into the search of the whole session and drawing the frame, then deleting it.
#[divan::bench(args = SIZES)]
fn find(bencher: Bencher, items: usize) {
    keys_and_frames(bencher, &Case(KINDS[0], items), &["e", "Backspace"], &["/"]);
}

/// The same in the picker of actions.
#[divan::bench(args = SIZES)]
fn choose(bencher: Bencher, items: usize) {
    let timeline = of_kind(&Kind::Timeline);
    keys_and_frames(bencher, &Case(timeline, items), &["e", "Backspace"], &["l"]);
}

fn keys_and_frames(bencher: Bencher, case: &Case, keys: &[&str], before: &[&str]) {
    let mut app = case.app(before);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 36));
    let mut keys = keys.iter().cycle();
    bencher.bench_local(|| {
        app.update(key(keys.next().unwrap()), now());
        app.take_effects();
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

/// Every export format, on a session of 1,000 items.
#[divan::bench(args = ["md", "html", "docx", "pdf", "csv", "ndjson", "xlsx", "ics"])]
fn export_of_a_thousand(bencher: Bencher, ending: &str) {
    let s = session(1_000);
    let format = Format::named(ending).unwrap();
    let layout = if format.holds(Layout::Agreement) {
        Layout::Agreement
    } else {
        format.usual()
    };
    bencher.bench_local(|| {
        ExportRequest::new(layout, format)
            .render(black_box(&s), report)
            .unwrap()
            .len()
    });
}
