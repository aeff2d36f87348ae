//! The only place that asks the system what time it is, and for new ids.

use crate::domain::{Id, IdSource};
use jiff::Zoned;

/// The time now, in the zone of this computer.
#[must_use]
pub fn now() -> Zoned {
    Zoned::now()
}

/// Ids that are unique across machines and sort by time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Uuids;

impl IdSource for Uuids {
    fn fresh(&self) -> Id {
        Id::new(uuid::Uuid::now_v7().to_string())
    }
}

/// Who has a session, for others who want it: user, computer, process, since when.
#[must_use]
pub fn who() -> String {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_else(|_| "somebody".to_owned());
    #[cfg(unix)]
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    let host = std::env::var("COMPUTERNAME").unwrap_or_else(|_| "another computer".to_owned());
    let since = now().strftime("%H:%M").to_string();
    format!("{user} on {host}, process {}, since {since}", std::process::id())
}
