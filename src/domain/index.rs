//! Finds the records of a session by their ids, however many there are.

use super::*;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Lists up to this length are searched from their beginning, which takes less than an index.
const SHORT: usize = 64;

/// Where the records of long lists are. It is made when it is first needed, and each change of the
/// session throws it away.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each list, the positions of its records in the order of their ids.
    by_id: [OnceLock<Box<[u32]>>; List::ALL.len()],
    /// The positions of the people who have a name, by that name.
    by_name: OnceLock<HashMap<String, Vec<u32>>>,
}

/// A copy of a session makes an index of its own.
impl Clone for Index {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Sessions with the same content are equal, with an index or without.
impl PartialEq for Index {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Index {
    /// Index of the first record with this id in `list`, which is that of the session.
    pub(super) fn position<R: Record>(&self, list: &[R], id: &Id) -> Option<usize> {
        if list.len() <= SHORT {
            return position(list, id);
        }
        let id_at = |at: u32| list.get(at as usize).map(R::id);
        let in_order = self.by_id.get(R::LIST as usize)?.get_or_init(|| {
            let mut all: Vec<u32> = (0..).take(list.len()).collect();
            all.sort_by_key(|at| id_at(*at)); // stable: the first of equal ids stays the first
            all.into()
        });
        let found = in_order.partition_point(|at| id_at(*at) < Some(id));
        let at = *in_order.get(found)?;
        (id_at(at) == Some(id)).then_some(at as usize)
    }

    /// The people whose names look like this one, in their order; `people` are those of the
    /// session.
    pub(super) fn people_called<'a>(
        &self,
        people: &'a [Participant],
        name: &str,
    ) -> impl Iterator<Item = &'a Participant> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<u32>> = HashMap::new();
            for (at, person) in (0..).zip(people) {
                by_name.entry(look_of(&person.name)).or_default().push(at);
            }
            by_name
        });
        let found = by_name.get(&look_of(name));
        let found = found.into_iter().flatten();
        found.filter_map(|at| people.get(*at as usize))
    }
}

/// What names that look the same have in common: their words, without case.
pub(super) fn look_of(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A session with so many expectations, in turn of each side, the last two with the same id.
    fn session(count: usize) -> Session {
        let expectation = |n: usize| {
            let id = n.min(count - 2);
            let side = if n.is_multiple_of(2) { "a" } else { "b" };
            json!({"id": format!("e{id}"), "side": side, "text": ""})
        };
        let all: Vec<_> = (0..count).map(expectation).collect();
        serde_json::from_value(json!({
            "format": FORMAT, "version": VERSION, "id": "s", "expectations": all
        }))
        .unwrap()
    }

    #[test]
    fn a_record_is_found_by_its_id_in_short_and_in_long_lists() {
        for count in [3, SHORT, SHORT + 1, 1000] {
            let s = session(count);
            for (at, e) in s.expectations.iter().enumerate().take(count - 1) {
                let found: &Expectation = s.get(&e.id).unwrap();
                assert!(std::ptr::eq(found, e), "{at} of {count}");
                let label = format!("{}{}", e.side.letter(), at / 2 + 1);
                assert_eq!(s.label(List::Expectations, &e.id), label);
            }
            for id in ["", "e", "e9999", "zz"] {
                assert!(s.get::<Expectation>(&Id::new(id)).is_none(), "{id}");
                assert_eq!(s.label(List::Expectations, &Id::new(id)), "(removed)");
            }
        }
    }

    #[test]
    fn after_a_change_records_are_found_where_they_are_then() {
        let mut s = session(SHORT * 2);
        let (first, third) = (Id::new("e0"), Id::new("e2"));
        assert_eq!(s.label(List::Expectations, &third), "A2");
        let remove = Edit::Remove {
            list: List::Expectations,
            id: first.clone(),
        };
        let inverse = apply(&mut s, &remove).unwrap();
        assert!(s.get::<Expectation>(&first).is_none());
        assert_eq!(s.label(List::Expectations, &third), "A2", "kept");
        apply(&mut s, &inverse).unwrap();
        assert_eq!(s.get::<Expectation>(&first).map(|e| &e.id), Some(&first));
        assert_eq!(s.label(List::Expectations, &third), "A2");
    }
}
