//! Numbers in a merge: where both versions gave the same one, the later item gets another. It does
//! not matter which version is merged into which.

use crate::domain::number::{label, set_numbers};
use crate::domain::record::with_record;
use crate::domain::*;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// An item that got another number in a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbered {
    /// Its label before, such as `A5` or `action 12`.
    pub from: String,
    /// Its label now.
    pub to: String,
}

/// An item of the merged session.
struct Item<'a> {
    id: &'a Id,
    side: Option<Side>,
    number: u32,
    /// True if only one version has it, or if their common base has not.
    is_new: bool,
    /// Its number in our version; none if it is inserted.
    ours: Option<u32>,
}

/// Adds to the edits of a merge what gives every item its number: that of the version that has it,
/// the higher one if both do, and another one where two items have the same.
pub(super) fn settle(
    base: Option<&Session>,
    ours: &Session,
    theirs: &Session,
    edits: &mut Vec<Edit>,
) {
    let all_given = ours.numbers.clone().raised_to(&theirs.numbers);
    let (mut given, mut reached) = (all_given.clone(), ours.numbers.clone());
    for list in List::ALL.into_iter().filter(|list| list.is_numbered()) {
        let versions = [base, Some(ours), Some(theirs)];
        with_record!(list, settle_list(versions, edits, &mut given, &mut reached));
    }
    // numbers of items that are in neither version any more
    if reached.clone().raised_to(&all_given) != reached {
        edits.push(set_numbers(&reached.raised_to(&all_given)));
    }
}

fn settle_list<R: Record>(
    [base, ours, theirs]: [Option<&Session>; 3],
    edits: &mut Vec<Edit>,
    given: &mut Numbers,
    reached: &mut Numbers,
) {
    let (Some(ours), Some(theirs)) = (ours, theirs) else {
        return;
    };
    let mut items = merged_items::<R>(base, ours, theirs, edits);
    // the one that was there before keeps its number, else the one that was made first
    items.sort_by_key(|i| (i.side, i.number, i.is_new, i.id));
    let mut holder = None;
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut changed = Vec::new();
    for item in items {
        let is_free = holder != Some((item.side, item.number));
        holder = Some((item.side, item.number));
        let number = if is_free {
            item.number
        } else {
            given.next(R::LIST, item.side).unwrap_or(item.number)
        };
        reached.reach(R::LIST, item.side, number);
        match item.ours {
            Some(before) if before == number => {}
            Some(_) => changed.push((number, set(R::LIST, item.id, "number", number))),
            None => drop(numbers.insert(item.id.to_string(), number)),
        }
    }
    for edit in edits.iter_mut() {
        if let Edit::Insert { list, item, .. } = edit
            && *list == R::LIST
            && let Some(number) = inserted(item).and_then(|id| numbers.get(id))
        {
            let number = json!(number);
            set_key(item, "number", number);
        }
    }
    // each is free before another item takes it: the highest first, and all before the new items
    changed.sort_by_key(|(number, _)| Reverse(*number));
    edits.splice(0..0, changed.into_iter().map(|(_, edit)| edit));
}

fn inserted(item: &Value) -> Option<&str> {
    item.get("id")?.as_str()
}

/// The items of a list after the edits of a merge.
fn merged_items<'a, R: Record + 'a>(
    base: Option<&Session>,
    ours: &'a Session,
    theirs: &'a Session,
    edits: &[Edit],
) -> Vec<Item<'a>> {
    let mut removed = HashSet::new();
    let mut added = HashSet::new();
    for edit in edits {
        match edit {
            Edit::Remove { list, id } if *list == R::LIST => drop(removed.insert(id.as_str())),
            Edit::Insert { list, item, .. } if *list == R::LIST => added.extend(inserted(item)),
            _ => {}
        }
    }
    let is_new = |id: &Id, is_in_both: bool| match base {
        Some(base) => base.get::<R>(id).is_none(),
        None => !is_in_both,
    };
    let here = R::list(ours)
        .iter()
        .filter(|i| !removed.contains(i.id().as_str()));
    let here = here.filter_map(|item| {
        let number = item.number()?;
        let there = theirs.get::<R>(item.id());
        Some(Item {
            id: item.id(),
            side: item.series_side(),
            number: there
                .and_then(Record::number)
                .map_or(number, |n| n.max(number)),
            is_new: is_new(item.id(), there.is_some()),
            ours: Some(number),
        })
    });
    let there = R::list(theirs)
        .iter()
        .filter(|i| added.contains(i.id().as_str()));
    let there = there.filter_map(|item| {
        Some(Item {
            id: item.id(),
            side: item.series_side(),
            number: item.number()?,
            is_new: is_new(item.id(), false),
            ours: None,
        })
    });
    here.chain(there).collect()
}

/// True for an edit that only changes numbers.
#[must_use]
pub fn is_of_numbers(edit: &Edit) -> bool {
    match edit {
        Edit::Set { place, field, .. } => match place {
            Place::Item(list, _) => list.is_numbered() && field == "number",
            Place::Session => field == "numbers",
            _ => false,
        },
        _ => false,
    }
}

/// The items that get another number by the edits of a merge.
#[must_use]
pub fn renumbered(ours: &Session, theirs: &Session, edits: &[Edit]) -> Vec<Renumbered> {
    fn labels<R: Record>(session: &Session, id: &Id, to: u32) -> Option<Renumbered> {
        let item = session.get::<R>(id)?;
        let spoken = |n| spoken_label(R::LIST, &label(R::LIST, item.series_side(), n));
        (item.number()? != to).then(|| Renumbered {
            from: spoken(item.number().unwrap_or(to)),
            to: spoken(to),
        })
    }
    let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let of_edit = |edit: &Edit| match edit {
        Edit::Insert { list, item, .. } => {
            let (id, to) = (Id::new(inserted(item)?), number(item.get("number")?)?);
            with_record!(*list, labels(theirs, &id, to))
        }
        Edit::Set {
            place: Place::Item(list, id),
            field,
            value: Some(to),
        } if field == "number" => with_record!(*list, labels(ours, id, number(to)?)),
        _ => None,
    };
    edits.iter().filter_map(of_edit).collect()
}
