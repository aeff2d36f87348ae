//! Deleting an item together with everything that refers to it.

use super::*;
use serde_json::json;

/// The edit that removes an item and every reference to it, so that undoing it restores both.
#[must_use]
pub fn delete_with_references(session: &Session, list: List, id: &Id) -> Edit {
    let mut edits = match list {
        List::Expectations => without_expectation(session, id),
        List::Goals => without_goal(session, id),
        List::Actions => without_action(session, id),
        List::Steps => without_step(session, id),
        List::Participants => without_participant(session, id),
        List::Decisions => without_decision(session, id),
        List::Terms => without_named(session, |r| r.level.as_ref() == Some(id)),
        List::Parked => without_named(session, |r| r.parked.as_ref() == Some(id)),
        List::Cards => change_all(&session.cards, |c| clear_if(&mut c.with, id)).collect(),
        _ => vec![],
    };
    edits.push(remove(list, id));
    Edit::All(edits)
}

fn remove(list: List, id: &Id) -> Edit {
    Edit::Remove {
        list,
        id: id.clone(),
    }
}

/// [`change`] for every record; those that stay as they are give no edit.
fn change_all<R: Record>(records: &[R], modify: impl Fn(&mut R)) -> impl Iterator<Item = Edit> {
    records
        .iter()
        .map(move |record| change(record, &modify))
        .filter(|edit| !matches!(edit, Edit::All(inner) if inner.is_empty()))
}

fn clear_if(slot: &mut Option<Id>, id: &Id) {
    slot.take_if(|there| there == id);
}

fn without_expectation(session: &Session, id: &Id) -> Vec<Edit> {
    let links = session.links.iter().filter(|l| l.a == *id || l.b == *id);
    links
        .map(|l| remove(List::Links, &l.id))
        .chain(change_all(&session.goals, |g| {
            g.expectations.retain(|e| e != id);
        }))
        .collect()
}

fn without_goal(session: &Session, id: &Id) -> Vec<Edit> {
    change_all(&session.actions, |a| clear_if(&mut a.goal, id))
        .chain(change_all(&session.metrics, |m| clear_if(&mut m.goal, id)))
        .collect()
}

fn without_action(session: &Session, id: &Id) -> Vec<Edit> {
    change_all(&session.actions, |a| a.depends_on.retain(|d| d != id))
        .chain(parked_again(session, id))
        .collect()
}

fn without_decision(session: &Session, id: &Id) -> Vec<Edit> {
    let mut edits = without_named(session, |r| r.decision.as_ref() == Some(id));
    edits.extend(parked_again(session, id));
    edits
}

/// Parked items that became what is deleted are open again.
fn parked_again(session: &Session, id: &Id) -> impl Iterator<Item = Edit> {
    change_all(&session.parked, move |p| {
        if p.became.take_if(|there| there == id).is_some() {
            p.disposition = Disposition::Open;
        }
    })
}

/// Conflicts whose resolution `names` what is deleted are open again.
fn without_named(session: &Session, names: impl Fn(&Resolution) -> bool) -> Vec<Edit> {
    change_all(&session.links, |l| {
        l.resolution.take_if(|r| names(r));
    })
    .collect()
}

/// The step after the deleted one, or else before it, becomes the current one and inherits a
/// running clock.
fn without_step(session: &Session, id: &Id) -> Vec<Edit> {
    let steps = &session.agenda.steps;
    let successor = position(steps, id)
        .and_then(|at| steps.get(at + 1).or_else(|| steps.get(at.checked_sub(1)?)));
    let Some(successor) = successor else {
        return vec![];
    };
    let mut edits = vec![];
    if session.progress.step.as_ref() == Some(id) {
        edits.push(set_field(Place::Progress, "step", json!(successor.id)));
    }
    if let Some(since) = session.progress.timers.get(id).and_then(|t| t.since) {
        let mut timers = session.progress.timers.clone();
        timers.entry(id.clone()).or_default().since = None;
        timers.entry(successor.id.clone()).or_default().since = Some(since);
        edits.push(set_field(Place::Progress, "timers", json!(timers)));
    }
    edits
}

fn without_participant(session: &Session, id: &Id) -> Vec<Edit> {
    let contacts = session
        .contacts
        .iter()
        .filter(|c| c.a.as_ref() == Some(id) || c.b.as_ref() == Some(id));
    let actions = change_all(&session.actions, |a| {
        clear_if(&mut a.owner, id);
        clear_if(&mut a.counterpart, id);
        a.dots.remove(id);
    });
    let goals = change_all(&session.goals, |g| {
        let is_of_another = |v: &Fist| v.who.as_ref() != Some(id);
        g.consent.retain(is_of_another);
        for round in &mut g.rounds {
            round.consent.retain(is_of_another);
        }
    });
    let parked = change_all(&session.parked, |p| {
        clear_if(&mut p.owner, id);
        clear_if(&mut p.raised_by, id);
    });
    actions
        .chain(goals)
        .chain(change_all(&session.metrics, |m| clear_if(&mut m.owner, id)))
        .chain(contacts.map(|c| remove(List::Contacts, &c.id)))
        .chain(change_all(&session.decisions, |d| {
            clear_if(&mut d.owner, id);
            clear_if(&mut d.decider_a, id);
            clear_if(&mut d.decider_b, id);
        }))
        .chain(parked)
        .collect()
}
