//! What becomes of a parked item: an action or a decision is made of it, and it names that.

use super::*;
use serde_json::json;

impl Parked {
    /// What became of it, with the number of the action or decision.
    #[must_use]
    pub fn outcome(&self, session: &Session) -> String {
        let named = self.became.as_ref().zip(self.becomes());
        match named {
            Some((id, list)) => {
                format!("became {} {}", list.noun(), session.label(list, id))
            }
            None => self.disposition.label().to_owned(),
        }
    }

    /// The list that an item made of it belongs to.
    #[must_use]
    pub fn becomes(&self) -> Option<List> {
        match self.disposition {
            Disposition::Action => Some(List::Actions),
            Disposition::Decision => Some(List::Decisions),
            _ => None,
        }
    }

    /// The edit that makes the action or decision it became, with its text, owner and date; none
    /// if that is there already. What it no longer became goes again while nothing was added to it,
    /// and stays otherwise.
    #[must_use]
    pub fn follow_outcome(
        &self,
        session: &Session,
        ids: &dyn IdSource,
        today: jiff::civil::Date,
    ) -> Option<Edit> {
        let Some(list) = self.becomes() else {
            let unnamed = set(List::Parked, &self.id, "became", None::<Id>);
            let gone = self.untouched(session);
            return self
                .became
                .is_some()
                .then(|| Edit::All(gone.into_iter().chain([unnamed]).collect()));
        };
        let is_there = self.became.as_ref().is_some_and(|id| match list {
            List::Actions => session.get::<Action>(id).is_some(),
            _ => session.get::<Decision>(id).is_some(),
        });
        if is_there {
            return None;
        }
        let id = ids.fresh();
        let item = if list == List::Actions {
            json!({"id": id, "text": self.text, "owner": self.owner, "due": self.due})
        } else {
            json!({"id": id, "text": self.text, "owner": self.owner, "date": today})
        };
        let made = Edit::Insert {
            list,
            at: usize::MAX,
            item,
        };
        let named = set(List::Parked, &self.id, "became", id);
        let gone = self.untouched(session).into_iter();
        Some(Edit::All(gone.chain([made, named]).collect()))
    }

    /// The edit that takes away what it became before, if that is still as it was made.
    fn untouched(&self, session: &Session) -> Option<Edit> {
        let id = self.became.as_ref()?;
        let decision = session.get::<Decision>(id).filter(|d| {
            let deciders = [&d.decider_a, &d.decider_b];
            let words = [&d.reason, &d.options, &d.review];
            d.text == self.text
                && deciders.iter().all(|d| d.is_none())
                && words.iter().all(|w| w.is_empty())
        });
        let action = session.get::<Action>(id).filter(|a| {
            let scores = [a.value_a, a.value_b, a.effort];
            a.text == self.text
                && a.goal.is_none()
                && a.counterpart.is_none()
                && a.done_when.is_empty()
                && a.is_open()
                && scores.iter().all(Option::is_none)
        });
        let list = match (decision, action) {
            (Some(_), _) => List::Decisions,
            (_, Some(_)) => List::Actions,
            _ => return None,
        };
        Some(delete_with_references(session, list, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids that count.
    struct One;

    impl IdSource for One {
        fn fresh(&self) -> Id {
            Id::new("made")
        }
    }

    fn session(disposition: &str) -> Session {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut s = Session::new(Id::new("s"), "t", Agenda::default(), "N", "B", now);
        s.parked = serde_json::from_value(json!([
            {"id": "p", "text": "Who pays the tools?", "disposition": disposition,
                "due": "2026-12-01"},
        ]))
        .unwrap();
        s
    }

    fn follow(s: &mut Session) -> Option<Edit> {
        let edit = s.parked[0].follow_outcome(s, &One, jiff::civil::date(2026, 11, 24))?;
        Some(apply(s, &edit).unwrap())
    }

    #[test]
    fn the_action_or_decision_it_became_is_made_once_and_named() {
        for (disposition, outcome) in [
            ("action", "became action 1"),
            ("decision", "became decision D1"),
        ] {
            let mut s = session(disposition);
            assert!(follow(&mut s).is_some());
            assert!(follow(&mut s).is_none());
            assert_eq!(s.parked[0].outcome(&s), outcome);
        }
        let mut s = session("action");
        follow(&mut s);
        assert_eq!(s.actions[0].text, "Who pays the tools?");
        assert_eq!(s.actions[0].due, Some(jiff::civil::date(2026, 12, 1)));
    }

    #[test]
    fn without_the_action_it_became_it_is_open_again() {
        let mut s = session("action");
        follow(&mut s);
        let delete = delete_with_references(&s, List::Actions, &Id::new("made"));
        apply(&mut s, &delete).unwrap();
        assert_eq!(s.parked[0].disposition, Disposition::Open);
        assert_eq!(s.parked[0].became, None);
    }

    #[test]
    fn what_it_no_longer_became_goes_while_nothing_was_added_to_it() {
        let mut s = session("action");
        follow(&mut s);
        s.parked[0].disposition = Disposition::Decision;
        assert!(follow(&mut s).is_some());
        assert_eq!((s.actions.len(), s.decisions.len()), (0, 1));
    }

    #[test]
    fn what_it_no_longer_became_stays_once_more_is_known_of_it() {
        let mut s = session("action");
        follow(&mut s);
        s.actions[0].done_when = "paid".to_owned();
        s.parked[0].disposition = Disposition::Answered;
        assert!(follow(&mut s).is_some());
        assert_eq!((s.actions.len(), s.parked[0].became.clone()), (1, None));
    }
}
