//! The next session of the same relationship. `docs/method.md`, "Reviews".

use super::*;
use jiff::Timestamp;

/// The session that follows `before`, on `agenda`.
///
/// It takes over, under the same ids: people, expectations with links and reactions, goals with
/// their votes as an earlier round, open actions, metrics with their readings, ground rules, terms,
/// contacts, parked items that are open or for the next meeting, and decisions to look at again.
/// Answers to questionnaires become those of the previous session, with their comments. Other
/// decisions, notes and signatures are not taken over; a conflict that such a decision resolved
/// keeps its words.
#[must_use]
pub fn follow_up(before: &Session, agenda: Agenda, id: Id, title: &str, now: Timestamp) -> Session {
    // the supplier stays the supplier
    let agenda = match before.agenda.supplier {
        Some(side) => agenda.with_supplier(side),
        None => agenda,
    };
    let mut next = Session::new(id, title, agenda, "", "", now).into_content();
    let open: Vec<Action> = before
        .actions
        .iter()
        .filter(|a| a.is_open())
        .cloned()
        .collect();
    let gone = |id: &Id| !open.iter().any(|a| a.id == *id);
    next.follows = Some(before.id.clone());
    next.parties = before.parties.clone();
    next.facilitator = before.facilitator.clone();
    next.background = before.background.clone();
    next.participants = before.participants.clone();
    next.expectations = before.expectations.clone();
    next.links = before.links.iter().map(|l| link(before, l)).collect();
    next.goals = before
        .goals
        .iter()
        .map(|g| {
            let mut goal = g.clone();
            goal.ask_again();
            goal
        })
        .collect();
    next.actions = open
        .iter()
        .map(|a| {
            let mut a = a.clone();
            // actions that are done or dropped hold up nothing
            a.depends_on.retain(|d| !gone(d));
            a.dots.clear();
            a
        })
        .collect();
    next.metrics = before.metrics.clone();
    next.decisions = before
        .decisions
        .iter()
        .filter(|d| d.is_to_review())
        .cloned()
        .collect();
    next.parked = before
        .parked
        .iter()
        .filter(|p| p.disposition == Disposition::Open || p.disposition == Disposition::NextMeeting)
        .cloned()
        .collect();
    next.ground_rules = before.ground_rules.clone();
    next.terms = before.terms.clone();
    next.contacts = before.contacts.clone();
    next.target_shape = before.target_shape;
    next.ratings = before
        .ratings
        .iter()
        .map(|r| last_time(before, r))
        .filter(|r| r.before.is_some() || !r.comment_before.is_empty())
        .collect();
    next.numbers = before.numbers.clone();
    // what was revealed stays revealed
    next.progress.revealed = before.progress.revealed;
    next.into()
}

/// An answer as that of the previous session: its value, what was commented, and no answer yet.
fn last_time(before: &Session, rating: &Rating) -> Rating {
    let value = scoring::value(before, &rating.questionnaire, &rating.column, &rating.item);
    let comment = match rating.comment.trim() {
        "" => &rating.comment_before,
        comment => comment,
    };
    Rating {
        before: value.or(rating.before),
        comment_before: comment.to_owned(),
        value: None,
        na: false,
        comment: String::new(),
        values: vec![],
        ..rating.clone()
    }
}

/// A link with the words of what resolved it, where that stays behind.
fn link(before: &Session, link: &Link) -> Link {
    let names = link.resolution.as_ref().and_then(|r| r.decision.as_ref());
    let decision = names.and_then(|id| before.get::<Decision>(id));
    if decision.is_some_and(Decision::is_to_review) {
        return link.clone();
    }
    let resolution = link.resolution.as_ref().map(|r| {
        let text = r.words(before);
        let (level, extra) = (r.level.clone(), r.extra.clone());
        Resolution {
            text,
            level,
            extra,
            ..Resolution::new(r.outcome)
        }
    });
    Link {
        resolution,
        ..link.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn open_items_are_taken_over_under_their_ids_and_records_are_not() {
        let mut s = Session::new(
            Id::new("one"),
            "t",
            Agenda::default(),
            "N",
            "B",
            Timestamp::UNIX_EPOCH,
        );
        s.actions = serde_json::from_value(json!([
                {"id": "done", "text": "d", "status": "done"},
                {"id": "dropped", "text": "x", "status": "dropped"},
                {"id": "open", "text": "o", "depends_on": ["done"], "dots": {"p": 2},
                    "colour": "red"}]))
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
        let s: Session = serde_json::from_value(json!(s)).unwrap();
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
        assert_eq!(next.label_of(&next.actions[0]), "3");
        assert_eq!(next.next_label(List::Actions, None), "4");
        assert_eq!(next.next_label(List::Decisions, None), "D2");
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
