//! The lists of a session before they become records: limits, doubled ids, items that cannot be
//! understood.

use super::read_error::ReadFault;
use super::unreadable::{Unreadable, expected};
use crate::domain::*;
use serde_json::Value;
use std::collections::HashSet;

/// Longest text in a session, in bytes.
pub(super) const LONGEST_TEXT: usize = 1024 * 1024;
/// Most items in a list.
pub(super) const MOST_ITEMS: usize = 100_000;

/// What was found in the lists.
pub(super) struct Validated {
    /// Items that could not be understood, taken out.
    pub unreadable: Vec<Unreadable>,
    /// The list of each item that had the id of another and got a new one.
    pub doubled: Vec<List>,
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
        if items.len() > MOST_ITEMS {
            return Err(ReadFault::TooManyItems {
                count: items.len(),
                list: place,
                limit: MOST_ITEMS,
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
        rename_doubled(list, items, &mut out.doubled);
    }
    Ok(out)
}

/// Gives the second of two items with the same id a new one; both are kept.
fn rename_doubled(list: List, items: &mut [Value], doubled: &mut Vec<List>) {
    let mut seen: HashSet<String> = HashSet::with_capacity(items.len());
    for item in items {
        let id = item
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        if seen.contains(&id) {
            let fresh = (2..)
                .map(|n| format!("{id}-{n}"))
                .find(|f| !seen.contains(f))
                .unwrap_or_default();
            seen.insert(fresh.clone());
            if let Some(slot) = item.as_object_mut() {
                slot.insert("id".to_owned(), Value::String(fresh));
            }
            doubled.push(list);
        } else {
            seen.insert(id);
        }
    }
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
