//! Sessions to test with: the sample, an empty one, one of each kind that asks, one of too much.

use roundtable::catalog::{self, Catalog, Preferences};
use roundtable::domain::{Content, Edit, Id, Kind, Place, Session, Side};
use serde_json::json;
use std::sync::LazyLock;

/// Building sessions for tests: only `domain` can change one, so a changed copy takes its place.
pub trait Build {
    fn build<R>(&mut self, with: impl FnOnce(&mut Content) -> R) -> R;
}

impl Build for Session {
    fn build<R>(&mut self, with: impl FnOnce(&mut Content) -> R) -> R {
        let mut content = self.clone().into_content();
        let result = with(&mut content);
        *self = content.into();
        result
    }
}

/// Everything built in, read once for all tests.
pub fn built_in() -> Catalog {
    static BUILT_IN: LazyLock<Catalog> =
        LazyLock::new(|| Catalog::new(&Default::default(), Ok(Preferences::default())));
    BUILT_IN.clone()
}

/// The sample session, as it is in the assets.
pub fn sample() -> Session {
    serde_json::from_str(catalog::sample("collaboration").unwrap()).unwrap()
}

/// An empty session on an agenda.
pub fn empty(agenda: &str) -> Session {
    let catalog = built_in();
    let agenda = catalog.agendas().iter().find(|a| a.id == agenda).unwrap();
    Session::new(
        Id::new("session"),
        "A new round",
        agenda.clone(),
        "Acme",
        "Bolt",
        "2026-10-19T07:00:00Z".parse().unwrap(),
    )
}

/// A session with one goal: for what is tried hundreds of times and depends on no other content.
pub fn small() -> Session {
    let mut s = sample();
    s.build(|s| s.expectations.clear());
    s.build(|s| s.links.clear());
    s.build(|s| s.actions.clear());
    s.build(|s| s.metrics.clear());
    s.build(|s| s.decisions.clear());
    s.build(|s| s.participants.clear());
    s.build(|s| s.terms.clear());
    s.build(|s| s.goals.truncate(1));
    s
}

/// Gives a session another title.
pub fn retitle(title: &str) -> Edit {
    Edit::Set {
        place: Place::Session,
        field: "title".into(),
        value: Some(json!(title)),
    }
}

/// Many of everything, long texts, hostile texts.
pub fn huge() -> Session {
    let mut s = sample();
    let long = "very long text 漢字 👨‍👩‍👧 \u{1b}[31m\u{202e} ".repeat(40);
    macro_rules! grow {
        ($list:ident, $text:ident) => {
            let first = s.$list.clone();
            for n in 0..200 {
                let mut item = first[n % first.len()].clone();
                item.id = Id::new(format!("more-{n}"));
                item.$text = if n % 7 == 0 {
                    long.clone()
                } else {
                    format!("item {n}")
                };
                s.build(|s| s.$list.push(item));
            }
        };
    }
    grow!(participants, name);
    grow!(expectations, text);
    grow!(goals, text);
    grow!(actions, text);
    grow!(metrics, name);
    grow!(terms, text);
    grow!(ground_rules, text);
    s
}

/// Every kind of step that asks, filled for both sides, on the agenda of the sample.
pub fn asking() -> Session {
    let mut s = sample();
    let agendas = built_in().agendas().to_vec();
    let more = agendas.iter().flat_map(|a| &a.steps).filter(|s| {
        ["questionnaire", "matrix", "board", "contacts", "review"].contains(&s.kind.name())
    });
    let mut kinds = std::collections::HashMap::new();
    // at most four of a kind
    let few = more.filter(|s| {
        let n = kinds.entry(s.kind.clone()).or_insert(0);
        *n += 1;
        *n <= if s.kind == Kind::Questionnaire { 4 } else { 2 }
    });
    s.build(|s| s.agenda.steps = few.take(10).cloned().collect());
    for n in 0..4 {
        let people = |side| s.people(side).nth(n).unwrap().id.clone();
        let contact = json!({"id": format!("c-{n}"), "a": people(Side::A), "b": people(Side::B)});
        s.build(|s| s.contacts.push(serde_json::from_value(contact).unwrap()));
    }
    s.build(|s| {
        for (n, step) in s.agenda.steps.iter_mut().enumerate() {
            step.id = Id::new(format!("asking-{n}"));
            for (c, column) in step.board.iter().flat_map(|b| &b.columns).enumerate() {
                let card = json!({
                    "id": format!("card-{n}-{c}"),
                    "step": step.id,
                    "column": column.id,
                    "text": format!("card {c}"),
                });
                s.cards.push(serde_json::from_value(card).unwrap());
            }
            let Some(q) = step.questionnaire.as_ref() else {
                continue;
            };
            for column in ["a", "b", "joint", "today", "needed"] {
                for (i, item) in q.items.iter().enumerate() {
                    let scale = q.scale(item).unwrap();
                    let value = scale.answers()[(i + n + column.len() * 2) % scale.anchors.len()];
                    let id = format!("r-{n}-{column}-{i}");
                    s.ratings.push(
                        serde_json::from_value(json!({
                            "id": id,
                            "questionnaire": q.id,
                            "column": column,
                            "item": item.id,
                            "value": value,
                        }))
                        .unwrap(),
                    );
                }
            }
        }
    });
    s.build(|s| {
        s.progress.revealed_answers = s
            .agenda
            .steps
            .iter()
            .step_by(2)
            .map(|s| s.id.clone())
            .collect();
    });
    s.build(|s| s.progress.step = None);
    s.build(|s| s.agenda.solo = false);
    s
}

/// Texts that some format would act on, and that must be read back as they were typed.
pub const HOSTILE: [&str; 12] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-3.5",
    "@SUM(A1)",
    "<script>alert(1)</script> & <b>bold</b> ]]> --> {{x}} {% raw %}",
    "| a | `code` *stars* _under_ # head [l](javascript:x) ![i](x) ~~s~~",
    "#set page(width: 1pt) $x$ @ref <label> \\u{1b}",
    "; , : \\ \"quotes\" 'single' BEGIN:VEVENT",
    "../../etc/passwd C:\\con\\nul",
    "שלום עולם مرحبا",
    "👨‍👩‍👧 🇨🇿 漢字 é",
    "trailing space and tab",
];

/// A session of texts that no format may act on, with one very long text and 2,000 decisions.
pub fn hostile() -> Session {
    let mut s = sample();
    let text = |n: usize| HOSTILE[n % HOSTILE.len()].to_owned();
    s.build(|s| s.title = "../../x <i>t</i> \u{202e}evil\u{7}".into());
    s.build(|s| s.parties.a.name = "שלום <b>A</b>".into());
    s.build(|s| s.parties.b.name = "B & \u{0}Sons \u{fffe}".into());
    s.build(|s| {
        s.actions
            .iter_mut()
            .enumerate()
            .for_each(|(n, a)| a.text = text(n));
    });
    s.build(|s| {
        s.expectations
            .iter_mut()
            .enumerate()
            .for_each(|(n, e)| e.text = text(n));
    });
    s.build(|s| {
        s.goals
            .iter_mut()
            .enumerate()
            .for_each(|(n, g)| g.text = text(n + 3));
    });
    s.build(|s| {
        s.metrics
            .iter_mut()
            .enumerate()
            .for_each(|(n, m)| m.name = text(n + 5));
    });
    s.build(|s| {
        s.participants
            .iter_mut()
            .enumerate()
            .for_each(|(n, p)| p.name = format!("{} \u{1b}[31m", text(n)));
    });
    s.build(|s| s.parked[0].text = "long ".repeat(10_000));
    let decision = s.decisions[0].clone();
    for n in 0..2000 {
        let mut more = decision.clone();
        more.id = Id::new(format!("more-{n}"));
        more.text = format!("{} {n}", text(n));
        s.build(|s| s.decisions.push(more));
    }
    s
}
