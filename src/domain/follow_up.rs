//! The next session of the same relationship: what is open goes along, under the same ids.

use super::*;
use jiff::Timestamp;

/// The session that follows `before` on `agenda`; the earlier one is unchanged.
///
/// Along go people, expectations with their links and reactions, goals (their votes are asked anew), open
/// actions, metrics with their readings, the terms, what is parked and still open. Answers to
/// questionnaires go along as those of last time. Decisions, notes and signatures stay where they were made.
#[must_use]
pub fn follow_up(before: &Session, agenda: Agenda, id: Id, title: &str, now: Timestamp) -> Session {
    let mut next = Session::new(id, title, agenda, "", "", now);
    let open: Vec<Action> = before
        .actions
        .iter()
        .filter(|a| a.is_open())
        .cloned()
        .collect();
    let gone = |id: &Id| !open.iter().any(|a| a.id == *id);
    next.follows = Some(before.id.clone());
    next.parties = before.parties.clone();
    next.participants = before.participants.clone();
    next.expectations = before.expectations.clone();
    next.links = before.links.clone();
    next.goals = before
        .goals
        .iter()
        .map(|g| Goal {
            consent: vec![],
            ..g.clone()
        })
        .collect();
    next.actions = open
        .iter()
        .map(|a| {
            let mut a = a.clone();
            // what was waited for and is done is no obstacle any more
            a.depends_on.retain(|d| !gone(d));
            a.dots.clear();
            a
        })
        .collect();
    next.metrics = before.metrics.clone();
    next.parked = before
        .parked
        .iter()
        .filter(|p| p.disposition == Disposition::Open || p.disposition == Disposition::NextMeeting)
        .cloned()
        .collect();
    next.ground_rules = before.ground_rules.clone();
    next.terms = before.terms.clone();
    next.contacts = before.contacts.clone();
    next.ratings = before
        .ratings
        .iter()
        .filter(|r| r.value.or(r.before).is_some())
        .map(|r| Rating {
            before: r.value.or(r.before),
            value: None,
            na: false,
            ..r.clone()
        })
        .collect();
    // both lists were on the table already
    next.progress.revealed = before.progress.revealed;
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_open_goes_along_under_its_id_and_the_rest_stays() {
        let mut s = Session::new(
            Id::new("one"),
            "t",
            Agenda::default(),
            "N",
            "B",
            Timestamp::UNIX_EPOCH,
        );
        s.actions =
            serde_json::from_value(json!([{"id": "done", "text": "d", "status": "done"}, {"id": "dropped", "text": "x", "status": "dropped"},
            {"id": "open", "text": "o", "depends_on": ["done"], "dots": {"p": 2}, "colour": "red"}]))
            .unwrap();
        s.goals = serde_json::from_value(
            json!([{"id": "g", "text": "g", "consent": [{"side": "a", "fist": 5}]}]),
        )
        .unwrap();
        s.decisions = serde_json::from_value(json!([{"id": "d", "text": "decided"}])).unwrap();
        s.notes = serde_json::from_value(json!([{"id": "n", "text": "secret"}])).unwrap();
        s.ratings = serde_json::from_value(
            json!([{"id": "r", "questionnaire": "q", "column": "a", "item": "i", "value": 4}]),
        )
        .unwrap();
        s.progress.revealed = true;
        let next = follow_up(
            &s,
            Agenda::default(),
            Id::new("two"),
            "t · review",
            Timestamp::UNIX_EPOCH,
        );
        assert_eq!(
            (
                next.follows.as_ref(),
                next.actions.len(),
                next.actions[0].id.as_str()
            ),
            (Some(&s.id), 1, "open")
        );
        assert!(
            next.actions[0].depends_on.is_empty() && next.actions[0].extra.contains_key("colour")
        );
        assert!(
            next.goals[0].consent.is_empty()
                && next.decisions.is_empty()
                && next.notes.is_empty()
                && next.sign_off.is_empty()
        );
        assert_eq!(
            (
                next.ratings[0].before,
                next.ratings[0].value,
                next.progress.revealed
            ),
            (Some(4.0), None, true)
        );
    }
}
