//! Boards that compare, and boards that ask; agendas for supplier and customer.

use crate::support::sessions::built_in;
use crate::support::{Build, Harness, empty};
use roundtable::app::Effect;
use roundtable::domain::{Agenda, Kind, Session, Side, delete_with_references, follow_up};

fn agenda(id: &str) -> Agenda {
    let all = built_in();
    let found = all.agendas().iter().find(|a| a.id == id).cloned();
    found.unwrap_or_else(|| panic!("{id}"))
}

fn minutes(session: &Session) -> String {
    let report = |step: &_| roundtable::steps::report(session, step);
    format!("{:?}", roundtable::export::minutes(session, false, report))
}

/// A value update at the step on value, with two cards given and two received.
fn value_update() -> Harness {
    let mut session = empty("value-update");
    session.build(|s| s.progress.step = Some(roundtable::domain::Id::new("value")));
    let mut harness = Harness::open(session);
    harness.keys("aTwo extra shifts<Enter>A forecast every Monday<Esc>");
    harness.keys("<Tab><Tab>aForecast, late in May<Enter>A visit in March<Esc>");
    harness
}

#[test]
fn what_was_given_and_received_is_matched_and_the_rest_stands_out() {
    let mut harness = value_update();
    let frame = harness.frame(120, 36);
    assert!(frame.contains("4 without a counterpart"), "{frame}");
    assert!(frame.contains("not noticed by Bolt") && frame.contains("not claimed by Acme"));
    // from the received card: which of the given ones says the same
    harness.keys("<Home>lfor<Enter>");
    for (wide, tall) in [(80, 24), (120, 36)] {
        let frame = harness.frame(wide, tall);
        assert!(
            frame.contains("A forecast every Monday = Forecast"),
            "{frame}"
        );
        assert!(frame.contains("2 without a counterpart"), "{frame}");
    }
    let text = minutes(harness.session());
    for row in [
        "[“Acme gave”, “Bolt received”]",
        "[“Two extra shifts”, “— not noticed by Bolt —”]",
        "[“A forecast every Monday”, “Forecast, late in May”]",
        "[“— not claimed by Acme —”, “A visit in March”]",
    ] {
        assert!(text.contains(row), "{row}\n{text}");
    }
    // matched anew, the former pair is parted; chosen again, the pair is parted
    harness.keys("ltwo<Enter>");
    let with: Vec<_> = harness
        .session()
        .cards
        .iter()
        .filter(|c| c.with.is_some())
        .collect();
    assert_eq!(with.len(), 1);
    harness.keys("ltwo<Enter>");
    assert!(harness.session().cards.iter().all(|c| c.with.is_none()));
}

#[test]
fn a_deleted_card_is_no_counterpart_any_more() {
    let mut harness = value_update();
    harness.keys("<Home>lfor<Enter>");
    let session = harness.session();
    let given = session.cards.iter().find(|c| c.column == "a-gave");
    let matched = session.cards.iter().find_map(|c| c.with.clone()).unwrap();
    assert!(given.is_some());
    let edit = delete_with_references(session, roundtable::domain::List::Cards, &matched);
    let mut after = session.clone();
    roundtable::domain::apply(&mut after, &edit).unwrap();
    assert!(after.cards.iter().all(|c| c.with.is_none()));
    assert_eq!(after.cards.len(), 3);
}

#[test]
fn a_value_update_asks_what_failed_what_is_needed_what_was_not_met_and_what_changed() {
    let agenda = agenda("value-update");
    assert_eq!(agenda.minutes(), 90);
    let step = agenda
        .steps
        .iter()
        .find(|s| s.id.as_str() == "lately")
        .unwrap();
    let columns = &step.board.as_ref().unwrap().columns;
    for side in Side::BOTH {
        let of_side = columns.iter().filter(|c| c.side == Some(side));
        let questions: Vec<&str> = of_side.map(|c| c.question.as_str()).collect();
        assert_eq!(questions.len(), 4);
        for (question, words) in questions
            .iter()
            .zip(["not done", "need", "not met", "changed"])
        {
            assert!(question.contains(words), "{question}");
        }
    }
    // the reason of a vote is its comment
    let mut questions = agenda.steps.iter().filter_map(|s| s.questionnaire.as_ref());
    let verdict = questions.find(|q| q.id == "verdict").unwrap();
    assert!(!verdict.evidence.is_empty());
}

#[test]
fn the_six_guide_questions_are_read_in_full_on_screen_and_in_the_minutes() {
    let mut session = empty("transformational");
    session.build(|s| s.progress.step = Some(roundtable::domain::Id::new("guide")));
    let guide = session
        .agenda
        .steps
        .iter()
        .find(|s| s.id.as_str() == "guide")
        .unwrap();
    assert_eq!(guide.board.as_ref().unwrap().columns.len(), 6);
    let mut harness = Harness::open(session);
    let unwrapped = |frame: String| frame.split_whitespace().collect::<Vec<_>>().join(" ");
    for (n, words) in [
        "What are the main strategic goals and challenges of Bolt, and how could what Acme has and \
         plans serve them?",
        "How far does Bolt see Acme as able to make its long-term success possible?",
        "Why does Bolt see Acme as it does, and what does Acme contribute to that?",
        "Can that view be changed, how, and what can Acme do alone?",
        "What would each side have to do differently for Acme to make a contribution that nobody \
         else can?",
        "What are the risks and costs to each side, and does the upside justify them?",
    ]
    .into_iter()
    .enumerate()
    {
        let frame = unwrapped(harness.frame(80, 24));
        assert!(frame.contains(words), "{n}: {frame}");
        harness.keys("aAn answer<Esc>");
        let projected = unwrapped(harness.keys("<F5>").frame(120, 36));
        assert!(projected.contains(words), "{n}: {projected}");
        harness.keys("<Esc><Tab>");
        assert!(minutes(harness.session()).contains(words), "{n}");
    }
}

#[test]
fn which_side_is_the_supplier_is_asked_and_turns_the_agenda_round() {
    let created = |answer: &str| -> Session {
        let mut harness = Harness::library(vec![]);
        harness.keys("nh341").keys("<Enter>");
        assert!(
            harness
                .frame(80, 24)
                .contains("Which side is the supplier?")
        );
        harness.keys(answer);
        match harness.asked.last() {
            Some(Effect::Create(session)) => (**session).clone(),
            other => panic!("{other:?}"),
        }
    };
    let side_of = |s: &Session, id: &str| {
        let step = s.agenda.steps.iter().find(|step| step.id.as_str() == id);
        step.unwrap().side
    };
    let a = created("1");
    assert_eq!(
        a.agenda,
        Agenda {
            start: a.agenda.start,
            ..agenda("transformational")
        }
    );
    assert_eq!(side_of(&a, "customer"), Some(Side::B));
    let b = created("2");
    assert_eq!(b.agenda.supplier, Some(Side::B));
    assert_eq!(
        (side_of(&b, "customer"), side_of(&b, "supplier")),
        (Some(Side::A), Some(Side::B))
    );
    let guide = b
        .agenda
        .steps
        .iter()
        .find(|s| s.id.as_str() == "guide")
        .unwrap();
    let question = &guide.board.as_ref().unwrap().columns[1].question;
    assert!(
        question.starts_with("How far does {a} see {b} as able"),
        "{question}"
    );
    // twice turned is as before, and the next session keeps it
    assert_eq!(
        b.agenda.clone().with_supplier(Side::A).steps,
        a.agenda.steps
    );
    let again = agenda("transformational");
    let next = follow_up(
        &b,
        again,
        "n".to_owned().into(),
        "n",
        jiff::Timestamp::UNIX_EPOCH,
    );
    assert_eq!(next.agenda.supplier, Some(Side::B));
    // an agenda that does not ask for it stays as it is
    assert_eq!(
        agenda("collaboration").with_supplier(Side::B),
        agenda("collaboration")
    );
}

#[test]
fn what_the_supplier_could_offer_is_no_expectation() {
    let agenda = agenda("transformational");
    assert_eq!(agenda.minutes(), 180);
    let expects = agenda.steps.iter().filter(|s| s.kind == Kind::Expectations);
    for step in expects {
        let asks = format!("{} {} {}", step.title, step.prompt, step.example);
        assert!(
            !asks.contains("could do") && !asks.contains("could we"),
            "{asks}"
        );
    }
    let offers = agenda
        .steps
        .iter()
        .find(|s| s.id.as_str() == "offers")
        .unwrap();
    assert_eq!(offers.kind, Kind::Board);
    assert!(
        offers.board.as_ref().unwrap().columns[0]
            .title
            .contains("could offer")
    );
}

/// The first number of minutes in a tip, in figures or in words.
fn minutes_in(tip: &str) -> Vec<u32> {
    const WORDS: [(&str, u32); 12] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("ten", 10),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("forty-five", 45),
        ("sixty", 60),
    ];
    let lower = tip.to_lowercase();
    let words: Vec<&str> = lower
        .split([' ', ',', ';', '.'])
        .filter(|w| !w.is_empty())
        .collect();
    let number = |w: &str| {
        let known = WORDS.iter().find(|(name, _)| *name == w).map(|(_, n)| *n);
        known.or_else(|| w.parse().ok())
    };
    words.iter().filter_map(|w| number(w)).collect()
}

#[test]
fn no_tip_asks_for_more_minutes_than_its_step_has() {
    let mut checked = 0;
    for agenda in built_in().agendas() {
        for step in &agenda.steps {
            let timed = step
                .tips
                .iter()
                .filter(|t| t.contains("minutes to collect"));
            for tip in timed {
                let needed: u32 = minutes_in(tip).iter().sum();
                assert!(needed <= step.minutes, "{} {}: {tip}", agenda.id, step.id);
                checked += 1;
            }
            for tip in step.tips.iter().filter(|t| t.contains("minutes")) {
                let longest = minutes_in(tip).into_iter().max().unwrap_or(0);
                // what is prepared before takes no time of the step
                let is_before = tip.contains("preparation");
                assert!(is_before || longest <= step.minutes, "{} {tip}", agenda.id);
            }
            let is_half_a_day = agenda.minutes() < 360;
            for words in ["after lunch", "for one day"] {
                let is_there = step.tips.iter().any(|t| t.contains(words));
                assert!(!(is_half_a_day && is_there), "{}: {words}", agenda.id);
            }
        }
    }
    assert!(checked >= 5);
}
