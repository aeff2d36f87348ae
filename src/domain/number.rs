//! Numbers of items: given once, kept for life, never given again. The labels of items, such as
//! `A2` or `G1`, come from them.

use super::record::with_record;
use super::session::REMOVED;
use super::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};

/// The largest number taken from a file; labels stay short.
const MOST: u32 = 999_999;

/// The highest number given in each list so far, also to items that were deleted since.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Numbers {
    /// Of the expectations of side A.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub a: u32,
    /// Of the expectations of side B.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub b: u32,
    /// Of goals.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub goals: u32,
    /// Of actions.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub actions: u32,
    /// Of metrics.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub metrics: u32,
    /// Of decisions.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub decisions: u32,
    /// Of parked items.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub parked: u32,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Numbers {
    /// True while no number was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The highest number of a list; of expectations, of this side of it.
    fn highest(&mut self, list: List, side: Option<Side>) -> Option<&mut u32> {
        Some(match (list, side) {
            (List::Expectations, Some(Side::A)) => &mut self.a,
            (List::Expectations, Some(Side::B)) => &mut self.b,
            (List::Goals, _) => &mut self.goals,
            (List::Actions, _) => &mut self.actions,
            (List::Metrics, _) => &mut self.metrics,
            (List::Decisions, _) => &mut self.decisions,
            (List::Parked, _) => &mut self.parked,
            _ => return None,
        })
    }

    /// The next number, which counts as given from now on.
    pub(super) fn next(&mut self, list: List, side: Option<Side>) -> Option<u32> {
        let highest = self.highest(list, side)?;
        *highest = highest.saturating_add(1);
        Some(*highest)
    }

    /// Notes that `number` is given.
    pub(super) fn reach(&mut self, list: List, side: Option<Side>, number: u32) {
        if let Some(highest) = self.highest(list, side) {
            *highest = number.max(*highest);
        }
    }

    /// These, or the others where those are higher.
    pub(super) fn raised_to(mut self, other: &Self) -> Self {
        let mut other = other.clone();
        for list in List::ALL {
            for side in [None, Some(Side::A), Some(Side::B)] {
                if let Some(number) = other.highest(list, side) {
                    self.reach(list, side, *number);
                }
            }
        }
        self
    }
}

impl List {
    /// True if its items are numbered.
    #[must_use]
    pub fn is_numbered(self) -> bool {
        Numbers::default().highest(self, Some(Side::A)).is_some()
    }
}

/// The label of an item of `list` with this number, such as `A2`, `G1` or `12`.
#[must_use]
pub(super) fn label(list: List, side: Option<Side>, number: u32) -> String {
    match (list, side) {
        (List::Expectations, Some(side)) => format!("{}{number}", side.letter()),
        (List::Goals, _) => format!("G{number}"),
        (List::Metrics, _) => format!("M{number}"),
        (List::Decisions, _) => format!("D{number}"),
        (List::Parked, _) => format!("P{number}"),
        _ => number.to_string(),
    }
}

/// The label as it stands in a sentence: `A2`, `G1`, `action 12`.
#[must_use]
pub fn spoken_label(list: List, label: &str) -> String {
    match list {
        List::Actions => format!("action {label}"),
        _ => label.to_owned(),
    }
}

impl Session {
    /// The label of an item as people call it in the room, such as `A2` or `G1`.
    #[must_use]
    pub fn label(&self, list: List, id: &Id) -> String {
        fn find<R: Record>(session: &Session, id: &Id) -> Option<String> {
            session.get::<R>(id).map(|item| session.label_of(item))
        }
        with_record!(list, find(self, id)).unwrap_or_else(|| REMOVED.to_owned())
    }

    /// The label of an item of this session.
    #[must_use]
    pub fn label_of<R: Record>(&self, item: &R) -> String {
        let number = item.number().or_else(|| self.number_by_place(item));
        number.map_or_else(
            || REMOVED.to_owned(),
            |number| label(R::LIST, item.series_side(), number),
        )
    }

    /// The label that the next item of a list gets; an expectation, on this side.
    #[must_use]
    pub fn next_label(&self, list: List, side: Option<Side>) -> String {
        let next = self.numbers.clone().next(list, side);
        next.map_or_else(String::new, |number| label(list, side, number))
    }

    /// Where an item without a number is in its list, from 1.
    fn number_by_place<R: Record>(&self, item: &R) -> Option<u32> {
        let list = R::list(self);
        let before = list.iter().take(index_of(list, item)?);
        let same = before.filter(|other| other.series_side() == item.series_side());
        u32::try_from(same.count() + 1).ok()
    }

    /// The edit that removes an item of which nothing is left, so that the next one gets its
    /// number.
    #[must_use]
    pub fn discard(&self, list: List, id: &Id) -> Edit {
        fn number<R: Record>(session: &Session, id: &Id) -> Option<(Option<Side>, u32)> {
            let item = session.get::<R>(id)?;
            Some((item.series_side(), item.number()?))
        }
        let mut edits = vec![delete_with_references(self, list, id)];
        if let Some((side, number)) = with_record!(list, number(self, id)) {
            let mut numbers = self.numbers.clone();
            let highest = numbers.highest(list, side).filter(|h| **h == number);
            if let Some(highest) = highest {
                *highest -= 1;
                edits.push(set_numbers(&numbers));
            }
        }
        Edit::All(edits)
    }
}

/// The edit that sets the highest numbers.
pub(super) fn set_numbers(numbers: &Numbers) -> Edit {
    set_field(Place::Session, "numbers", json!(numbers))
}

/// Gives an item that is about to be in its list a number, unless it has one of its own.
pub(super) fn number_new<R: Record>(content: &mut Content, item: &mut R) {
    let mut numbers = std::mem::take(&mut content.numbers);
    let side = item.series_side();
    let others = R::list_mut(content).iter();
    let others = others.filter(|o| o.series_side() == side && o.id() != item.id());
    let own = item.number().filter(|n| (1..=MOST).contains(n));
    let mut is_taken = own.is_none();
    for number in others.filter_map(Record::number) {
        is_taken |= own == Some(number);
        numbers.reach(R::LIST, side, number);
    }
    match own.filter(|_| !is_taken) {
        Some(number) => numbers.reach(R::LIST, side, number),
        None => {
            if let Some(slot) = item.number_mut() {
                *slot = numbers.next(R::LIST, side);
            }
        }
    }
    content.numbers = numbers;
}

/// Gives every item that has none a number, in the order of their places. Of two with the same
/// number the one with the later id gets another.
pub(super) fn number_all(content: &mut Content) {
    // a number from elsewhere that is absurdly high must leave room for the next ones
    for (list, side) in List::ALL
        .into_iter()
        .flat_map(|l| Side::BOTH.map(|s| (l, s)))
    {
        if let Some(highest) = content.numbers.highest(list, Some(side)) {
            *highest = MOST.min(*highest);
        }
    }
    for list in List::ALL.into_iter().filter(|list| list.is_numbered()) {
        with_record!(list, number_list(content));
    }
}

fn number_list<R: Record>(content: &mut Content) {
    let mut numbers = std::mem::take(&mut content.numbers);
    let list = R::list_mut(content);
    let mut holders: HashMap<(Option<Side>, u32), usize> = HashMap::new();
    let mut without: HashSet<usize> = HashSet::new();
    for (at, item) in list.iter().enumerate() {
        let side = item.series_side();
        let Some(number) = item.number().filter(|n| (1..=MOST).contains(n)) else {
            without.insert(at);
            continue;
        };
        numbers.reach(R::LIST, side, number);
        match holders.entry((side, number)) {
            Entry::Vacant(free) => drop(free.insert(at)),
            Entry::Occupied(mut held) => {
                let is_earlier = list.get(*held.get()).is_some_and(|h| item.id() < h.id());
                without.insert(if is_earlier { held.insert(at) } else { at });
            }
        }
    }
    for (_, item) in list
        .iter_mut()
        .enumerate()
        .filter(|(at, _)| without.contains(at))
    {
        let side = item.series_side();
        if let Some(slot) = item.number_mut() {
            *slot = numbers.next(R::LIST, side);
        }
    }
    content.numbers = numbers;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lists: serde_json::Value) -> Session {
        let mut file = json!({"format": FORMAT, "version": VERSION, "id": "s"});
        for (key, list) in lists.as_object().unwrap() {
            file[key] = list.clone();
        }
        serde_json::from_value(file).unwrap()
    }

    fn labels(s: &Session) -> Vec<String> {
        let of_sides = s.expectations.iter().map(|e| s.label_of(e));
        let of_actions = s.actions.iter().map(|a| s.label_of(a));
        of_sides.chain(of_actions).collect()
    }

    fn insert_action(s: &mut Session, id: &str) -> Edit {
        let item = json!({"id": id, "text": "t"});
        let (list, at) = (List::Actions, 0);
        apply(s, &Edit::Insert { list, at, item }).unwrap()
    }

    #[test]
    fn a_file_without_numbers_is_numbered_by_place_once() {
        let mut s = read(json!({
            "expectations": [{"id": "x", "side": "b", "text": ""}, {"id": "y", "side": "a",
                "text": ""}, {"id": "z", "side": "b", "text": ""}],
            "actions": [{"id": "p", "text": ""}, {"id": "q", "text": ""}],
        }));
        assert_eq!(labels(&s), ["B1", "A1", "B2", "1", "2"]);
        let (list, id) = (List::Actions, Id::new("q"));
        apply(&mut s, &Edit::Move { list, id, to: 0 }).unwrap();
        assert_eq!(labels(&s), ["B1", "A1", "B2", "2", "1"]);
        let again: Session = serde_json::from_value(json!(s)).unwrap();
        assert_eq!(again, s);
    }

    #[test]
    fn the_number_of_a_deleted_item_is_never_given_again() {
        let mut s = read(json!({"actions": [{"id": "p", "text": "t"}, {"id": "q", "text": "t"}]}));
        let (list, id) = (List::Actions, Id::new("q"));
        let undo = apply(&mut s, &Edit::Remove { list, id }).unwrap();
        let mut s = serde_json::from_value(json!(s)).unwrap();
        insert_action(&mut s, "r");
        assert_eq!(labels(&s), ["3", "1"]);
        apply(&mut s, &undo).unwrap();
        assert_eq!(labels(&s), ["3", "2", "1"]);
    }

    #[test]
    fn an_item_that_is_taken_back_and_made_again_keeps_its_number() {
        let mut s = read(json!({"actions": [{"id": "p", "text": "t"}]}));
        let undo = insert_action(&mut s, "q");
        let redo = apply(&mut s, &undo).unwrap();
        assert_eq!(s.next_label(List::Actions, None), "2");
        apply(&mut s, &redo).unwrap();
        assert_eq!(labels(&s), ["2", "1"]);
    }

    #[test]
    fn an_item_of_which_nothing_is_left_gives_its_number_back() {
        let mut s = read(json!({"actions": [{"id": "p", "text": "t"}]}));
        insert_action(&mut s, "q");
        let discard = s.discard(List::Actions, &Id::new("q"));
        apply(&mut s, &discard).unwrap();
        assert_eq!(s.next_label(List::Actions, None), "2");
        let discard = s.discard(List::Actions, &Id::new("p"));
        insert_action(&mut s, "r");
        apply(&mut s, &discard).unwrap();
        insert_action(&mut s, "t");
        assert_eq!(labels(&s), ["3", "2"], "not what another one got meanwhile");
    }

    #[test]
    fn no_two_items_of_a_list_have_the_same_number() {
        let mut s = read(json!({"actions": [
            {"id": "z", "text": "", "number": 2}, {"id": "y", "text": "", "number": 2},
            {"id": "x", "text": "", "number": 0},
            {"id": "w", "text": "", "number": 4_000_000_000_u32},
        ]}));
        assert_eq!(
            labels(&s),
            ["3", "2", "4", "5"],
            "the one with the earlier id keeps it"
        );
        let item = json!({"id": "v", "text": "", "number": 2});
        let (list, at) = (List::Actions, 9);
        apply(&mut s, &Edit::Insert { list, at, item }).unwrap();
        apply(&mut s, &set(List::Actions, &Id::new("w"), "number", 3)).unwrap();
        assert_eq!(labels(&s), ["3", "2", "4", "7", "6"]);
    }

    #[test]
    fn an_expectation_that_changes_sides_is_numbered_on_its_new_one() {
        let mut s = read(
            json!({"expectations": [{"id": "x", "side": "a", "text": ""},
            {"id": "y", "side": "b", "text": ""}]}),
        );
        let before = s.clone();
        let change = set(List::Expectations, &Id::new("x"), "side", "b");
        let undo = apply(&mut s, &change).unwrap();
        assert_eq!(labels(&s), ["B2", "B1"]);
        apply(&mut s, &undo).unwrap();
        assert_eq!(s, before);
    }
}
