//! The lists of a session before they become records: limits, doubled ids, items that cannot be
//! understood.

use super::read_error::ReadFault;
use super::unreadable::{Unreadable, expected};
use crate::domain::*;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Longest text in a session, in bytes.
pub(super) const LONGEST_TEXT: usize = 1024 * 1024;

/// Most items in a list. A step takes more memory and time than other items, and no day has more.
pub(super) fn most_items(list: List) -> usize {
    if list == List::Steps { 1_000 } else { 100_000 }
}

/// What was found in the lists.
pub(super) struct Validated {
    /// Items that could not be understood, taken out.
    pub unreadable: Vec<Unreadable>,
    /// How many items of each list had the id of another and got a new one, where there are any.
    pub doubled: Vec<(List, usize)>,
}

/// Takes items that cannot be understood out of the lists, and gives doubled ids new ones.
///
/// # Errors
/// A [`ReadFault`] if a list or a text is larger than the limit.
pub(super) fn validate_lists(session: &mut Value) -> Result<Validated, ReadFault> {
    let mut out = Validated {
        unreadable: Vec::new(),
        doubled: Vec::new(),
    };
    for list in List::ALL {
        let slot = list
            .path()
            .iter()
            .try_fold(&mut *session, |v, key| v.get_mut(*key));
        let Some(Value::Array(items)) = slot else {
            continue;
        };
        let place = list.path().join(".");
        let limit = most_items(list);
        if items.len() > limit {
            return Err(ReadFault::TooManyItems {
                count: items.len(),
                list: place,
                limit,
            });
        }
        for (at, item) in items.iter().enumerate() {
            let texts = item.as_object().into_iter().flat_map(|map| map.values());
            let longest = texts.filter_map(Value::as_str).map(str::len).max();
            if let Some(bytes) = longest.filter(|len| *len > LONGEST_TEXT) {
                return Err(ReadFault::TextTooLong {
                    bytes,
                    at: format!("{place}[{at}]"),
                    limit: LONGEST_TEXT,
                });
            }
        }
        let mut at = 0;
        items.retain_mut(|item| {
            let fault = with_record!(list, misunderstanding(item));
            if let Some(why) = &fault {
                out.unreadable.push(Unreadable {
                    list,
                    at,
                    item: item.take(),
                    why: why.clone(),
                });
            }
            at += 1;
            fault.is_none()
        });
        out.doubled
            .extend(Some((list, rename_doubled(items))).filter(|(_, renamed)| *renamed > 0));
    }
    Ok(out)
}

/// Gives all but the first of the items with the same id a new one; all are kept. Returns how many
/// got one.
fn rename_doubled(items: &mut [Value]) -> usize {
    let mut taken: HashSet<String> = HashSet::with_capacity(items.len());
    let doubled: Vec<(&mut Value, String)> = items
        .iter_mut()
        .filter_map(|item| {
            let id = item.get("id").and_then(Value::as_str).unwrap_or_default();
            let again = taken.contains(id).then(|| id.to_owned());
            if again.is_none() {
                taken.insert(id.to_owned());
            }
            Some((item, again?))
        })
        .collect();
    let renamed = doubled.len();
    // the last number of each id: to count from 2 again for each item would take minutes
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (item, id) in doubled {
        let number = numbers.entry(id.clone()).or_insert(1);
        let fresh = loop {
            *number += 1;
            let fresh = format!("{id}-{number}");
            if taken.insert(fresh.clone()) {
                break fresh;
            }
        };
        if let Some(slot) = item.as_object_mut() {
            slot.insert("id".to_owned(), Value::String(fresh));
        }
    }
    renamed
}

/// Why an item cannot be understood, if it cannot.
fn misunderstanding<R: Record>(item: &Value) -> Option<String> {
    let error = serde_path_to_error::deserialize::<_, R>(item).err()?;
    let at = error.path().to_string();
    Some(if at == "." {
        expected(error.inner())
    } else {
        format!("{} at {at}", expected(error.inner()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_item_with_the_id_of_another_gets_its_own() {
        let mut items: Vec<Value> = ["a", "a-2", "a", "b", "a", "b"]
            .map(|id| json!({ "id": id }))
            .into();
        assert_eq!(rename_doubled(&mut items), 3);
        let ids: Vec<&str> = items
            .iter()
            .filter_map(|item| item["id"].as_str())
            .collect();
        assert_eq!(ids, ["a", "a-2", "a-3", "b", "a-4", "b-2"]);
    }
}
