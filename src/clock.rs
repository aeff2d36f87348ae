//! The only place that asks the system what time it is, and for new ids.

use crate::domain::{Id, IdSource};
use jiff::{Timestamp, Zoned};
use std::time::Duration;

/// Smallest step of the clock that is told apart from its being kept right, in seconds.
const STEP: i64 = 2;

/// The time now, in the zone of this computer.
#[must_use]
pub fn now() -> Zoned {
    Zoned::now()
}

/// Time that only runs, also while the computer sleeps: nobody can set it.
#[must_use]
pub fn running() -> Duration {
    #[cfg(unix)]
    {
        use rustix::time::{ClockId, clock_gettime};
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let clock = ClockId::Boottime;
        // elsewhere this one counts sleep too
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let clock = ClockId::Monotonic;
        let time = clock_gettime(clock);
        Duration::new(
            u64::try_from(time.tv_sec).unwrap_or(0),
            u32::try_from(time.tv_nsec).unwrap_or(0),
        )
    }
    #[cfg(not(unix))]
    {
        static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        BEGAN.get_or_init(std::time::Instant::now).elapsed()
    }
}

/// Notices when the clock of the computer is set: it and the time that only runs go apart.
#[derive(Debug)]
pub struct Steps {
    last: (Timestamp, Duration),
}

impl Steps {
    /// From these two readings on.
    #[must_use]
    pub fn new(wall: Timestamp, running: Duration) -> Self {
        Self {
            last: (wall, running),
        }
    }

    /// By how many seconds the clock was set since the last look, forward is positive; none when it
    /// was not.
    pub fn look(&mut self, wall: Timestamp, running: Duration) -> Option<i64> {
        let (before, then) = std::mem::replace(&mut self.last, (wall, running));
        let passed = i64::try_from(running.saturating_sub(then).as_millis()).unwrap_or(i64::MAX);
        let by = (wall.as_millisecond() - before.as_millisecond()).saturating_sub(passed);
        let seconds = by.saturating_add(by.signum() * 500) / 1000;
        (seconds.abs() >= STEP).then_some(seconds)
    }
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
    let user = std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .unwrap_or_else(|_| "somebody".to_owned());
    #[cfg(unix)]
    let host = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    #[cfg(not(unix))]
    let host = std::env::var("COMPUTERNAME").unwrap_or_else(|_| "another computer".to_owned());
    let since = now().strftime("%H:%M").to_string();
    format!(
        "{user} on {host}, process {}, since {since}",
        std::process::id()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_is_noticed_and_sleep_is_no_step() {
        let at = |s: i64| Timestamp::from_second(s).unwrap();
        let ran = Duration::from_secs;
        let mut steps = Steps::new(at(1000), ran(5));
        assert_eq!(steps.look(at(1010), ran(15)), None);
        // two hours of sleep: both clocks have gone on
        assert_eq!(steps.look(at(8210), ran(7215)), None);
        assert_eq!(steps.look(at(11_811), ran(7216)), Some(3600));
        assert_eq!(steps.look(at(8212), ran(7217)), Some(-3600));
        // kept right by the network, a little at a time
        assert_eq!(steps.look(at(8222), ran(7226)), None);
        // beyond 2038
        assert_eq!(
            Steps::new(at(2_147_483_640), ran(1)).look(at(2_147_483_660), ran(21)),
            None
        );
    }

    #[test]
    fn the_running_time_runs() {
        assert!(running() <= running());
    }
}
