//! Questionnaires: one side alone, and two sides whose answers are hidden until both are ready.

use crate::support::{Build, Harness, empty};
use roundtable::domain::Session;
use serde_json::json;

/// A workshop whose first step asks both sides.
fn workshop(questionnaire: &str) -> Session {
    let mut s = empty("collaboration");
    let known = roundtable::catalog::questionnaires(&[]).0;
    let q = known.into_iter().find(|q| q.id == questionnaire).unwrap();
    s.build(|s| s.agenda.steps[0].kind = "questionnaire".into());
    s.build(|s| s.agenda.steps[0].title = q.title.clone());
    s.build(|s| s.agenda.steps[0].questionnaire = Some(q));
    s
}

#[test]
fn one_person_answers_the_pentad_and_gets_actions() {
    let mut harness = Harness::open(empty("solo-pentad"));
    // one digit for each of fifteen questions; the third of each area is scored in reverse
    harness.keys("421 115 444 333 224");
    let frame = harness.frame(80, 24);
    assert!(frame.contains("15 of 15 answered"), "{frame}");
    let frame = harness.keys("<Tab>").frame(80, 24);
    for words in [
        "Supplier partnering",
        "weak",
        "strong",
        "Land mine:",
        "→ Price alone: decide the next",
    ] {
        assert!(frame.contains(words), "{words}\n{frame}");
    }
    harness.keys("a<↓>a<↓>a");
    assert_eq!(harness.session().actions.len(), 3);
    assert_eq!(
        harness.session().actions[1].text,
        "Work out the whole cost over time of our three largest suppliers"
    );
    assert!(harness.notice().starts_with("Added as action 3."));
    harness.keys("u");
    assert_eq!(harness.session().actions.len(), 2);
    assert!(
        harness
            .keys("]")
            .frame(80, 24)
            .contains("Work out the whole cost")
    );
}

#[test]
fn answers_are_hidden_until_both_are_ready_then_compared() {
    let mut harness = Harness::open(workshop("views"));
    // side A answers; the answers of side B are a list of their own
    harness.keys("555555555<Tab>");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("◆ Acme 9/9") && frame.contains("● Bolt 0/9"),
        "{frame}"
    );
    assert!(!frame.contains("◆5"), "{frame}");
    harness.keys("111144444<Tab>");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("h")
            && frame.contains("reveals the answers of both sides")
            && !frame.contains("blind spot"),
        "{frame}"
    );
    // back at a list with answers, they are hidden
    assert!(
        harness
            .keys("<Tab>")
            .frame(120, 36)
            .contains("Acme has answered 9 of 9. The answers are hidden")
    );
    harness.keys("4");
    assert!(
        harness
            .session()
            .ratings
            .iter()
            .filter(|r| r.column == "a")
            .all(|r| r.value == Some(5.0)),
        "hidden answers cannot be changed"
    );
    harness.keys("<Tab><Tab>h");
    let frame = harness.frame(120, 36);
    for words in [
        "4 steps apart",
        "◆ Acme 5, ● Bolt 1: blind spot of Acme",
        "transformational",
        "traditional",
    ] {
        assert!(frame.contains(words), "{words}\n{frame}");
    }
    assert!(
        harness.keys("<Tab>").frame(120, 36).contains("◆5"),
        "after the reveal both are seen"
    );
}

#[test]
fn a_comment_is_typed_below_its_question_and_stands_beside_the_score() {
    let mut harness = Harness::open(workshop("drivers"));
    let frame = harness.frame(80, 24);
    assert!(frame.contains("c Comment"), "{frame}");
    // a comment before the score, then the score, then more words
    harness.keys("cEmpty lorries: 31 % to 18 %<Esc>4");
    let rating = harness.session().ratings[0].clone();
    assert_eq!(rating.comment, "Empty lorries: 31 % to 18 %");
    assert_eq!(rating.value, Some(4.0));
    let frame = harness.keys("<↑>").frame(80, 24);
    assert!(frame.contains("“Empty lorries: 31 % to 18 %”"), "{frame}");
    harness.keys("<Enter> by summer");
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("▸ Empty lorries: 31 % to 18 % by summer"),
        "{frame}"
    );
    harness.keys("<Enter>");
    assert_eq!(harness.session().ratings.len(), 1);
    // hidden from the other side until the reveal, in every document too
    harness.keys("<Tab>2");
    assert!(!harness.frame(120, 36).contains("Empty lorries"));
    let report = |s: &Session| format!("{:?}", roundtable::steps::report(s, &s.agenda.steps[0]));
    assert!(!report(harness.session()).contains("Empty lorries"));
    harness.keys("<Tab>h");
    assert!(report(harness.session()).contains("31 % to 18 % by summer"));
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("◆ Acme: “Empty lorries: 31 % to 18 % by"),
        "{frame}"
    );
    assert!(frame.contains("Scores that do not say yet what"), "{frame}");
}

#[test]
fn a_comment_can_be_emptied_and_one_that_was_never_typed_leaves_nothing() {
    let mut harness = Harness::open(workshop("drivers"));
    harness.keys("c<Esc>");
    assert!(harness.session().ratings.is_empty());
    harness.keys("cx<Backspace><Esc>");
    assert!(harness.session().ratings.is_empty());
    harness.keys("cword<Esc>");
    assert_eq!(harness.session().ratings[0].comment, "word");
    harness.keys("c<Ctrl+A><Backspace><Esc>");
    assert_eq!(harness.session().ratings[0].comment, "");
    harness.keys("<Ctrl+Z>");
    assert_eq!(harness.session().ratings[0].comment, "word");
}

#[test]
fn several_people_of_a_side_are_shown_with_their_range_and_their_comments() {
    let mut s = workshop("views");
    let q = s.agenda.steps[0].questionnaire.clone().unwrap();
    let people = [1, 5, 4].map(|v| {
        json!({"column": "a", "value": v, "key": format!("k{v}"),
        "comment": format!("reason {v}")})
    });
    s.build(|s| {
        let rating = json!({"id": "r", "questionnaire": "views", "column": "a",
            "item": q.items[0].id, "values": people});
        s.ratings = vec![serde_json::from_value(rating).unwrap()];
        s.progress.revealed_answers = vec![s.agenda.steps[0].id.clone()];
    });
    let mut harness = Harness::open(s);
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("◆ 3 people, 1 to 5: they disagree among themselves")
            && frame.contains("◆4")
            && frame.contains("“reason 5”"),
        "{frame}"
    );
    let frame = harness.keys("<Tab><Tab>").frame(120, 36);
    assert!(frame.contains("they disagree among"), "{frame}");
}

#[test]
fn answers_can_be_removed_skipped_and_are_checked_against_the_scale() {
    let mut harness = Harness::open(empty("solo-pitfalls"));
    assert!(
        harness
            .keys("5")
            .notice()
            .starts_with("That is not an answer to this question. Answers: 0 not present"),
        "{}",
        harness.notice()
    );
    harness.keys("2x1<Home>");
    let values: Vec<(Option<f64>, bool)> = harness
        .session()
        .ratings
        .iter()
        .map(|r| (r.value, r.na))
        .collect();
    assert_eq!(
        values,
        [(Some(2.0), false), (None, true), (Some(1.0), false)]
    );
    harness.keys("<Del>");
    assert_eq!(harness.session().ratings[0].value, None);
    // a pitfall that is present needs an action however few questions are answered
    harness.keys("2<Tab>");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("Core values clash")
            && frame.contains("present now")
            && frame.contains("2 of 54"),
        "{frame}"
    );
    // every scale has its own keys
    let mut harness = Harness::open(workshop("drivers"));
    harness.keys("x");
    assert_eq!(harness.notice(), "This question always applies.");
    harness.keys("51");
    assert_eq!(
        harness
            .session()
            .ratings
            .iter()
            .filter_map(|r| r.value)
            .sum::<f64>(),
        6.0
    );
    assert!(harness.keys("n").frame(80, 24).contains("customer service"));
}

#[test]
fn unverified_questionnaires_are_labelled_with_their_source() {
    let mut session = workshop("facilitators");
    session.build(|session| session.agenda.steps.truncate(1));
    let mut harness = Harness::open(session);
    let frame = harness.keys("<Tab>").frame(120, 36);
    assert!(
        frame.contains("Scores and limits were not checked against the original;")
            && frame.contains("Lambert, Emmelhainz and Gardner"),
        "{frame}"
    );
}

#[test]
fn a_two_by_two_shows_the_position_of_the_customer() {
    let mut harness = Harness::open(empty("solo-transform"));
    let frame = harness.keys("555555111111<Tab>").frame(120, 36);
    assert!(
        frame.contains("willingness")
            && frame.contains("transform: start")
            && frame.contains("Willingness ▲")
            && frame.contains("◆ Acme"),
        "{frame}"
    );
    assert!(frame.contains("Name one thing we can do alone"), "{frame}");
}

#[test]
fn a_failed_gate_is_shown_first_and_votes_of_both_sides_are_compared() {
    let mut harness = Harness::open(empty("solo-relationship-manager"));
    let frame = harness.keys("015555555<Tab>").frame(120, 36);
    assert!(
        frame.contains("Has carried a major sales quota.")
            && frame.contains("Without it the rest does not"),
        "{frame}"
    );
    let mut harness = Harness::open(workshop("verdict"));
    harness.keys("4<Tab>2<Tab>h");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("more")
            && frame.contains("less")
            && frame.contains("Let both sponsors talk"),
        "{frame}"
    );
}

#[test]
fn answers_are_in_the_minutes() {
    let mut harness = Harness::open(empty("solo-pentad"));
    harness.keys("421115444333224");
    let s = harness.session();
    let blocks = roundtable::steps::report(s, &s.agenda.steps[0]);
    let text = format!("{blocks:?}");
    assert!(
        text.contains("Supplier partnering")
            && text.contains("weak")
            && text.contains("Ed Rigsbee"),
        "{text}"
    );
}

#[test]
fn hidden_answers_are_in_no_document_and_no_figure() {
    let mut harness = Harness::open(workshop("views"));
    harness.keys("555555555<Tab>111111111");
    let s = harness.session();
    let text = format!("{:?}", roundtable::steps::report(s, &s.agenda.steps[0]));
    assert!(
        text.contains("have not been revealed") && !text.contains("transformational"),
        "{text}"
    );
    let mut harness = Harness::open(empty("partnership-model"));
    harness.keys("]51515151<Tab>51515151]]5555111]");
    let frame = harness.frame(120, 36);
    assert!(
        !frame.contains("●  Type") && !frame.contains("Acme 24"),
        "{frame}"
    );
    // in the projector view answers can be revealed but not given
    harness.keys("[[[<F5>5<Tab>h<Esc>");
    assert!(!harness.session().progress.revealed_answers.is_empty());
}

#[test]
fn different_votes_suggest_a_talk_of_the_sponsors() {
    let mut harness = Harness::open(workshop("verdict"));
    let frame = harness.keys("4<Tab>3<Tab>h").frame(120, 36);
    assert!(
        frame.contains("the votes differ") && frame.contains("Let both sponsors talk"),
        "{frame}"
    );
    let mut harness = Harness::open(workshop("drivers"));
    harness.keys("51515151<Tab>20202020<Tab>h");
    assert!(
        !harness.frame(120, 36).contains("blind spot"),
        "each rates its own gain"
    );
}

#[test]
fn revealing_asks_once_while_a_side_has_answered_nothing() {
    let mut harness = Harness::open(workshop("views"));
    harness.keys("5<Tab><Tab>h");
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("Bolt has answered nothing yet. Reveal all the same?"),
        "{frame}"
    );
    harness.keys("<Enter>");
    assert!(harness.session().progress.revealed_answers.is_empty());
    harness.keys("3");
    assert_eq!(
        harness.session().ratings[1].column,
        "b",
        "it went to the questions of Bolt"
    );
    harness.keys("<Ctrl+Z><Tab>h<↓><Enter>");
    assert_eq!(harness.session().progress.revealed_answers.len(), 1);
}

#[test]
fn a_questionnaire_has_its_tick_when_everything_is_answered_and_revealed() {
    let mut s = workshop("verdict");
    s.build(|s| s.agenda.steps.truncate(2));
    let mut harness = Harness::open(s);
    let sign = |harness: &mut Harness| {
        let line = harness
            .keys("]")
            .frame(120, 36)
            .lines()
            .nth(1)
            .unwrap()
            .to_owned();
        harness.keys("[");
        line.trim_start().chars().next().unwrap()
    };
    assert_eq!(sign(&mut harness), '?', "visited, and nothing answered");
    harness.keys("4<Tab>4");
    assert_eq!(sign(&mut harness), '?', "not revealed");
    harness.keys("<Tab>h");
    let signs = harness.frame(120, 36);
    assert_eq!(sign(&mut harness), '✓', "{signs}");
}

#[test]
fn a_digit_is_never_swallowed_by_hiding() {
    // alone, there is nobody to hide from
    let mut harness = Harness::open(empty("solo-pentad"));
    assert!(
        !harness
            .frame(120, 36)
            .lines()
            .last()
            .unwrap()
            .contains("h Hide")
    );
    harness.keys("4h5");
    assert_eq!(harness.session().ratings.len(), 2);
    // hidden answers say so, and say how to show them
    let mut harness = Harness::open(workshop("views"));
    assert!(
        harness
            .frame(120, 36)
            .lines()
            .last()
            .unwrap()
            .contains("h Hide")
    );
    harness.keys("5h4");
    assert_eq!(harness.session().ratings.len(), 1);
    assert_eq!(harness.notice(), "The answers are hidden. h shows them.");
    // after the reveal they are not hidden again
    harness.keys("h4<Tab>4<Tab>h<Tab>h3");
    assert_eq!(harness.session().ratings[0].value, Some(3.0));
}

#[test]
fn the_footer_shows_the_digits_of_the_question_and_others_say_which_there_are() {
    let with_scale = |scale: serde_json::Value| {
        let mut s = workshop("views");
        let scale: roundtable::domain::Scale = serde_json::from_value(scale).unwrap();
        s.build(|s| {
            let q = s.agenda.steps[0].questionnaire.as_mut().unwrap();
            q.items
                .iter_mut()
                .for_each(|i| i.scale.clone_from(&scale.id));
            q.scales = vec![scale];
        });
        Harness::open(s)
    };
    let scale = |min: i32, max: i32, answers: usize| {
        let anchors: Vec<String> = (1..=answers).map(|n| format!("word{n}")).collect();
        with_scale(json!({"id": "x", "min": min, "max": max, "anchors": anchors}))
    };
    for (min, max, answers, shown, wrong) in [
        (1, 5, 5, "1-5 Answer", '0'),
        (0, 1, 2, "0-1 Answer", '2'),
        (0, 4, 3, "0 2 4 Answer", '3'),
        (0, 100, 5, "1-5 Answer", '9'),
        (0, 9, 10, "0-9 Answer", 'x'),
    ] {
        let mut harness = scale(min, max, answers);
        let footer = harness.frame(120, 36).lines().last().unwrap().to_owned();
        assert!(footer.contains(shown), "{footer}");
        harness.keys(&wrong.to_string());
        assert_eq!(harness.session().ratings.len(), 0);
        if wrong != 'x' {
            let says = harness.notice();
            assert!(
                says.starts_with("That is not an answer to this question. Answers: ")
                    && says.contains(" word2"),
                "{says}"
            );
        }
    }
    let mut harness = scale(0, 9, 10);
    harness.keys("9");
    assert_eq!(harness.session().ratings[0].value, Some(9.0));
}
