//! How many keys the work of a day takes beyond the words themselves.

use crate::support::{Build, Harness, sample};
use roundtable::domain::priority::{dot_budget, dots_given};
use roundtable::domain::{Direction, Side};
use serde_json::json;

/// A program whose keys are counted, but for those of the words themselves.
struct Counted {
    harness: Harness,
    keys: usize,
}

impl Counted {
    fn new(harness: Harness) -> Self {
        Self { harness, keys: 0 }
    }

    fn words(&mut self, text: &str) -> &mut Self {
        self.harness.keys(text);
        self
    }

    fn keys(&mut self, script: &str) -> &mut Self {
        // a name in angle brackets is one key
        let names = script.matches('<').count();
        let in_names: usize = script
            .split('<')
            .skip(1)
            .filter_map(|s| s.find('>'))
            .map(|end| end + 2)
            .sum();
        self.keys += script.chars().count() + names - in_names;
        self.harness.keys(script);
        self
    }
}

#[test]
fn a_complete_action_takes_18_keys_beyond_its_words() {
    let mut harness = Harness::open(sample());
    harness.keys("]]");
    let mut counted = Counted::new(harness);
    counted.keys("a").words("Shared board").keys("; ");
    counted
        .words("both post weekly")
        .keys(", özt, fri<Enter><Esc>531");
    assert!(counted.keys <= 18, "{}", counted.keys);
    let action = counted.harness.session().actions.last().unwrap();
    assert_eq!(action.text, "Shared board");
    assert_eq!(action.lacks(), Vec::<&str>::new());
    let scores = (action.value_a, action.value_b, action.effort);
    assert_eq!(scores, (Some(5), Some(3), Some(1)));
}

#[test]
fn a_metric_with_its_values_takes_25_keys_beyond_its_name() {
    let mut harness = Harness::open(sample());
    harness.keys("]]]]]");
    let mut counted = Counted::new(harness);
    counted.keys("a").words("Confirmed on time");
    counted.keys(",83%,97% jun 2027,özt<Enter><Esc>");
    assert!(counted.keys <= 25, "{}", counted.keys);
    let metric = counted.harness.session().metrics.last().unwrap();
    assert_eq!(metric.name, "Confirmed on time");
    assert_eq!((metric.baseline, metric.target), (Some(83.0), Some(97.0)));
    assert_eq!(metric.direction, Some(Direction::Up));
    assert!(metric.target_date.is_some() && metric.baseline_date.is_some());
    assert!(metric.owner.is_some() && metric.unit == "%");
}

#[test]
fn a_goal_with_four_origins_takes_20_keys_beyond_its_words() {
    let mut harness = Harness::open(sample());
    harness.keys("]");
    let mut counted = Counted::new(harness);
    counted.keys("a").words("97 % on time by June 2027");
    counted.keys(", a1 a2 b1 b2<Enter><Esc>");
    assert!(counted.keys <= 20, "{}", counted.keys);
    let goal = counted.harness.session().goals.last().unwrap();
    assert_eq!((goal.expectations.len(), goal.due.is_some()), (4, true));
    // chosen from the list instead: each search ends with its tick
    let mut counted = Counted::new(counted.harness);
    counted
        .keys("a")
        .words("Fewer complaints")
        .keys("<Enter><Esc>l");
    counted.keys("a1<Enter>a2<Enter>b1<Enter>b2<Enter><Esc>");
    assert!(counted.keys <= 20, "{}", counted.keys);
    let goal = counted.harness.session().goals.last().unwrap();
    assert_eq!(goal.expectations.len(), 4);
}

#[test]
fn dots_of_eleven_people_take_100_keys() {
    let mut session = sample();
    session.build(|session| {
        session.actions.iter_mut().for_each(|a| a.dots.clear());
        session.progress.dots_revealed = false;
        let more = json!({"id": "eleventh", "side": Side::A, "name": "Ida"});
        session
            .participants
            .push(serde_json::from_value(more).unwrap());
    });
    assert_eq!(session.participants.len(), 11);
    let budget = dot_budget(session.actions.len());
    let mut harness = Harness::open(session);
    harness.keys("]]");
    let mut counted = Counted::new(harness);
    counted.keys("v");
    for _ in 0..11 {
        counted.keys("<Enter>aec").keys("<Enter>");
    }
    assert!(counted.keys <= 100, "{}", counted.keys);
    let session = counted.harness.session();
    for person in &session.participants {
        assert_eq!(dots_given(session, &person.id), budget, "{}", person.name);
    }
}
