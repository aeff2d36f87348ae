//! The lists of a session before they are understood: limits, doubled ids, items that are none.

use super::read::{Unreadable, expected};
use crate::domain::*;
use serde_json::Value;
use std::collections::HashSet;

/// Longest text in a session, in bytes.
pub(super) const LONGEST_TEXT: usize = 1024 * 1024;
/// Most items in a list.
pub(super) const MOST_ITEMS: usize = 100_000;

/// What was found in the lists.
pub(super) struct Sifted {
    /// Items that could not be understood, taken out.
    pub unreadable: Vec<Unreadable>,
    /// The lists in which an item had the id of another and got a new one, once for each.
    pub doubled: Vec<List>,
}

/// Takes out of the lists what is no item of them, and gives doubled ids new ones.
///
/// # Errors
/// One sentence on a limit.
pub(super) fn validate_lists(session: &mut Value, file: &str) -> Result<Sifted, String> {
    let mut out = Sifted {
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
            return Err(format!(
                "{file} is too large: {} items in {place}, the limit is {MOST_ITEMS}. Nothing is changed.",
                items.len()
            ));
        }
        for (at, item) in items.iter().enumerate() {
            if let Some(long) = item.as_object().and_then(|m| {
                m.values()
                    .filter_map(Value::as_str)
                    .find(|t| t.len() > LONGEST_TEXT)
            }) {
                return Err(format!(
                    "{file} is too large: a text of {} bytes in {place}[{at}], the limit is {LONGEST_TEXT}. Nothing is changed.",
                    long.len(),
                ));
            }
        }
        let mut at = 0;
        items.retain_mut(|item| {
            let fault = with_record!(list, understands(item)).err();
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

/// The second of two with one id gets a name of its own; both are kept.
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

fn understands<R: Record>(item: &Value) -> Result<(), String> {
    serde_path_to_error::deserialize::<_, R>(item)
        .map(drop)
        .map_err(|e| {
            let at = e.path().to_string();
            if at == "." {
                expected(e.inner())
            } else {
                format!("{} at {at}", expected(e.inner()))
            }
        })
}
