//! Golden frames: what every screen looks like. `INSTA_UPDATE=always cargo test --test all frames`
//! writes them anew into tests/frames; look at every change before accepting it.

use crate::support::{Build, Harness, at, empty, sample};
use roundtable::app::{Following, Msg};
use roundtable::domain::{Id, Session, Summary};
use serde_json::json;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// Compares a frame with the one in tests/frames.
fn golden(name: &str, frame: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, frame));
}

/// Compares every step of a session at every size.
fn steps(name: &str, session: Session) {
    let mut harness = Harness::open(session);
    for (columns, rows) in SIZES {
        harness.keys("[[[[[[[[[[").pass(1);
        let agenda = harness.session().agenda.steps.clone();
        for (n, step) in agenda.iter().enumerate() {
            if n > 0 {
                harness.keys("]").pass(1);
            }
            let frame = harness.frame(columns, rows);
            golden(
                &format!("{name}-{:02}-{}-{columns}x{rows}", n + 1, step.id),
                &frame,
            );
        }
    }
}

#[test]
fn every_step_of_the_sample_looks_as_it_did() {
    steps("sample", sample());
}

#[test]
fn every_step_of_an_empty_session_looks_as_it_did() {
    steps("empty", empty("collaboration"));
}

#[test]
fn the_projector_view_of_every_step_looks_as_it_did() {
    for (name, session) in [("sample", sample()), ("empty", empty("collaboration"))] {
        let mut harness = Harness::open(session);
        for (columns, rows) in [(80, 24), (160, 45)] {
            if name == "empty" && columns > 80 {
                continue;
            }
            harness.frame(columns, rows);
            harness.keys("[[[[[[[[[[<F5>").pass(1);
            for (n, step) in harness.session().agenda.steps.clone().iter().enumerate() {
                if n > 0 {
                    harness.keys("]").pass(1);
                }
                let frame = harness.frame(columns, rows);
                golden(
                    &format!("projector-{name}-{:02}-{}-{columns}x{rows}", n + 1, step.id),
                    &frame,
                );
            }
            harness.keys("<Esc>");
        }
    }
}

#[test]
fn the_plan_of_the_day_looks_as_it_did() {
    let mut harness = Harness::open(sample());
    golden("plan-80x24", &harness.keys("A").frame(80, 24));
    golden("plan-120x36", &harness.frame(120, 36));
}

#[test]
fn a_very_wide_screen_shows_the_record_beside_the_list() {
    let mut harness = Harness::open(sample());
    for (keys, name) in [
        ("", "align"),
        ("]", "goals"),
        ("]", "actions"),
        ("]]]", "metrics"),
    ] {
        golden(
            &format!("wall-{name}-200x60"),
            &harness.keys(keys).frame(200, 60),
        );
    }
}

#[test]
fn a_header_with_twelve_steps_fits() {
    let mut session = sample();
    session.build(|session| {
        session.parties.a.name =
            "Vereinigte Wärmepumpenwerke Nordfriesland und Dithmarschen AG".into()
    });
    for n in 0..2 {
        let mut step = session.agenda.steps[4].clone();
        step.id = roundtable::domain::Id::new(format!("more-{n}"));
        step.short = format!("Another {n}");
        session.build(|session| session.agenda.steps.insert(5, step));
    }
    let mut harness = Harness::open(session);
    golden("twelve-steps-80x24", &harness.frame(80, 24));
    golden("twelve-steps-120x36", &harness.keys("]]]]").frame(120, 36));
}

#[test]
fn the_kinds_of_step_of_other_methods_look_as_they_did() {
    let people = sample().participants.clone();
    let mut partnership = filled("partnership-model");
    partnership.build(|partnership| {
        partnership.progress.revealed_answers = vec!["drivers".into(), "exchange".into()]
            .into_iter()
            .map(|s: String| Id::new(s))
            .collect();
    });
    let mut reset = empty("relationship-reset");
    reset.build(|reset| reset.participants.clone_from(&people));
    for (n, (a, b)) in [(0, 5), (0, 6), (0, 7), (1, 5), (2, 8)]
        .into_iter()
        .enumerate()
    {
        let contact = json!({
            "id": format!("c{n}"),
            "a": people[a].id,
            "b": people[b].id,
            "last": "2026-10-12",
        });
        reset.build(|reset| {
            reset
                .contacts
                .push(serde_json::from_value(contact).unwrap());
        });
    }
    let mut swot = empty("alliance-steps");
    for (n, (column, text)) in [
        ("s", "Both plants show each other everything"),
        ("w", "Decisions climb four levels"),
        ("o", "The new series in spring"),
    ]
    .into_iter()
    .enumerate()
    {
        swot.build(|swot| {
            swot.cards.push(
                serde_json::from_value(
                    json!({"id": format!("k{n}"), "step": "swot", "column": column, "text": text}),
                )
                .unwrap(),
            );
        });
    }
    for (name, session, step, keys) in [
        ("pentad-questions", empty("solo-pentad"), 0, "421115"),
        ("pentad-results", filled("solo-pentad"), 0, "<Tab>"),
        ("transform-results", filled("solo-transform"), 0, "<Tab>"),
        ("drivers-results", partnership.clone(), 1, "<Tab><Tab>"),
        ("matrix", partnership.clone(), 4, ""),
        ("components-results", partnership, 5, "<Tab><Tab>"),
        ("contacts", reset, 6, ""),
        ("swot", swot, 3, ""),
    ] {
        let mut harness = Harness::open(session);
        harness.keys(&"]".repeat(step)).keys(keys).pass(1);
        for (columns, rows) in SIZES {
            golden(
                &format!("method-{name}-{columns}x{rows}"),
                &harness.frame(columns, rows),
            );
        }
        harness.frame(80, 24);
        harness.keys("<F5><Home>").pass(9);
        golden(
            &format!("method-{name}-projector-80x24"),
            &harness.frame(80, 24),
        );
    }
}

/// A session on this agenda with every question answered.
fn filled(agenda: &str) -> Session {
    let mut s = empty(agenda);
    let mut n = 0;
    for step in s.agenda.steps.clone() {
        let Some(q) = step.questionnaire else {
            continue;
        };
        for column in ["a", "b", "joint", "today", "needed"] {
            for (i, item) in q.items.iter().enumerate() {
                let answers = q.scale(item).unwrap().answers();
                let value = answers[(i * 2 + column.len() + i / 5) % answers.len()];
                n += 1;
                s.build(|s| {
                    s.ratings.push(
                        serde_json::from_value(json!({
                            "id": format!("r{n}"),
                            "questionnaire": q.id,
                            "column": column,
                            "item": item.id,
                            "value": value,
                        }))
                        .unwrap(),
                    );
                });
            }
        }
    }
    s
}

#[test]
fn the_notes_window_looks_as_it_did() {
    let mut harness = Harness::library(vec![]);
    harness.now = at("11:05");
    let begin = Following {
        session: sample(),
        file: Default::default(),
        changes: vec![],
        taken: 0,
        read_only: None,
    };
    harness.send(Msg::Notes(Box::new(begin)));
    golden("notes-80x24", &harness.frame(80, 24));
    golden("notes-120x36", &harness.frame(120, 36));
}

#[test]
fn the_library_and_the_agenda_cards_look_as_they_did() {
    let entry =
        |title: &str, names: [&str; 2], closed: bool, due: &[&str], fault: Option<&str>| Summary {
            path: "/library/x.json".into(),
            id: "id".into(),
            follows: None,
            agenda: "collaboration".into(),
            solo: false,
            open_ids: vec![],
            ended_ids: vec![],
            created: None,
            title: title.into(),
            names: names.map(str::to_owned),
            modified: Some("2026-10-18T14:02:00Z".parse().unwrap()),
            step: (5, 10, "Goals".into()),
            closed: closed.then(|| "2026-10-12T15:00:00Z".parse().unwrap()),
            open_actions: due.iter().map(|d| d.parse().ok()).collect(),
            fault: fault.map(str::to_owned),
            another_of: None,
        };
    let entries = vec![
        entry("Supplier reset", ["Nordwind", "Březina"], false, &[], None),
        entry(
            "New product",
            ["Harbor Foods", "Kiln"],
            true,
            &["2026-10-01", "2026-10-02", "2026-12-01"],
            None,
        ),
        entry(
            "broken.json",
            ["", ""],
            false,
            &[],
            Some(
                "broken.json is damaged at byte 0 (looks like an empty file). Nothing is changed.",
            ),
        ),
    ];
    let mut library = Harness::library(entries);
    let mut blank = Harness::library(vec![]);
    for (columns, rows) in SIZES {
        golden(
            &format!("library-{columns}x{rows}"),
            &library.frame(columns, rows),
        );
        golden(
            &format!("library-empty-{columns}x{rows}"),
            &blank.frame(columns, rows),
        );
    }
    let mut portfolio = crate::stories::portfolio::library();
    for (columns, rows) in SIZES {
        let frame = portfolio.frame(columns, rows);
        golden(&format!("portfolio-{columns}x{rows}"), &frame);
    }
    golden("library-find-80x24", &library.keys("/kiln").frame(80, 24));
    golden("cards-80x24", &blank.keys("n").frame(80, 24));
}

#[test]
fn every_overlay_looks_as_it_did() {
    let mut harness = Harness::open(sample());
    golden("react-80x24", &harness.keys("<Home>r").frame(80, 24));
    golden(
        "palette-80x24",
        &harness.keys("<Esc><Ctrl+P>goal").frame(80, 24),
    );
    golden("find-80x24", &harness.keys("<Esc>/resin").frame(80, 24));
    golden("help-80x24", &harness.keys("<Esc>?").frame(80, 24));
    golden("export-80x24", &harness.keys("<Esc><Ctrl+E>").frame(80, 24));
    golden(
        "park-80x24",
        &harness.keys("<Esc>PWho pays the toll?").frame(80, 24),
    );
    golden(
        "action-form-80x24",
        &harness.keys("<Enter>]]e<Tab><Tab>").frame(80, 24),
    );
    golden(
        "when-80x24",
        &harness.keys("<Esc><Esc>w<Tab><Ctrl+A>+2w").frame(80, 24),
    );
    golden("owner-120x36", &harness.keys("<Esc>o").frame(120, 36));
    golden(
        "agreement-page-120x36",
        &harness.keys("<Esc>]]]]v").frame(120, 36),
    );
    golden("too-small-40x10", &harness.frame(40, 10));
    golden("usable-60x20", &harness.keys("<Esc>[[[[[[").frame(60, 20));
}

#[test]
fn names_of_sixty_characters_and_wide_characters_fit() {
    let mut session = sample();
    session.build(|session| {
        session.parties.a.name =
            "Vereinigte Wärmepumpenwerke Nordfriesland und Dithmarschen AG".into()
    });
    session.build(|session| session.parties.b.name = "東海プラスチック工業株式会社".into());
    session.build(|session| session.expectations[0].text = "漢字の長い期待 ".repeat(12));
    session.build(|session| session.expectations[1].text = "👨‍👩‍👧 é ".repeat(20));
    let mut harness = Harness::open(session);
    golden("long-names-80x24", &harness.frame(80, 24));
    golden("long-names-120x36", &harness.frame(120, 36));
}
