//! What a signature was given for, so that a later change is seen.
//! `docs/method.md`, "The agreement".

use super::{Session, SignOff};
use serde_json::Value;

/// What is no part of the agreed content: where the session stands, what is private, the plan of
/// the day, and the signatures themselves.
const ASIDE: [&str; 12] = [
    "format", "version", "id", "created", "modified", "follows", "agenda", "notes", "numbers",
    "progress", "sign_off", "closed",
];
/// What carrying out the agreement changes in its actions, metrics and decisions, and the number of
/// an item, which an earlier version did not write.
const CARRIED_OUT: [&str; 7] = [
    "number", "status", "started", "ended", "dots", "readings", "reviewed",
];

impl Session {
    /// A short value that differs as soon as the agreed content does.
    #[must_use]
    pub fn agreed_content(&self) -> String {
        let mut hash = Hash::default();
        if let Ok(Value::Object(map)) = serde_json::to_value(self) {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.retain(|key| !ASIDE.contains(&key.as_str()));
            keys.sort_unstable();
            for key in keys {
                hash.add(key, map.get(key).unwrap_or(&Value::Null));
            }
        }
        format!("{:016x}", hash.0)
    }
}

impl SignOff {
    /// True if the agreed content is no longer what was signed.
    #[must_use]
    pub fn is_outdated(&self, content: &str) -> bool {
        self.content.as_deref().is_some_and(|c| c != content)
    }
}

/// The 64-bit FNV-1a hash. It shows changes and protects nothing.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        // so that “ab”, “c” is not “a”, “bc”
        self.0 = (self.0 ^ 0xff).wrapping_mul(0x0100_0000_01b3);
    }

    /// Adds a field. One without a value counts as absent: later versions have more of them.
    fn add(&mut self, key: &str, value: &Value) {
        let is_absent = match value {
            Value::Null | Value::Bool(false) => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(map) => map.is_empty(),
            _ => false,
        };
        if is_absent {
            return;
        }
        self.bytes(key.as_bytes());
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.add("item", item)),
            Value::Object(map) => {
                let mut keys: Vec<&String> = map.keys().collect();
                keys.retain(|key| !CARRIED_OUT.contains(&key.as_str()));
                keys.sort_unstable();
                for key in keys {
                    self.add(key, map.get(key).unwrap_or(&Value::Null));
                }
            }
            Value::String(text) => self.bytes(text.as_bytes()),
            other => self.bytes(other.to_string().as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use serde_json::json;

    #[test]
    fn the_content_changes_with_what_was_agreed_and_with_nothing_else() {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut s = Session::new(Id::new("s"), "t", Agenda::default(), "N", "B", now);
        s.actions = serde_json::from_value(json!([{"id": "x", "text": "Board"}])).unwrap();
        let before = s.agreed_content();
        s.notes = serde_json::from_value(json!([{"id": "n", "text": "secret"}])).unwrap();
        s.progress.revealed = true;
        s.closed = Some(now);
        s.actions[0].status = Status::Done;
        assert_eq!(s.agreed_content(), before);
        s.actions[0].text.push('!');
        assert_ne!(s.agreed_content(), before);
    }
}
