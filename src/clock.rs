//! The time, new ids, how dates are written, and who asks: the only place that asks the system for
//! them.

use crate::domain::dates::Order;
use crate::domain::{Id, IdSource};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;
use uuid::{ContextV7, Uuid};

/// Smallest jump of the clock that is reported, in seconds; smaller ones are corrections by the
/// network.
const MIN_JUMP: i64 = 2;

/// For tests of commands: the time at which the clock starts, such as `2026-11-21T09:00:00Z`.
const START: &str = "ROUNDTABLE_NOW";

/// The time now, in the zone of this computer.
#[must_use]
pub fn now() -> Zoned {
    static STARTED: OnceLock<Option<(Timestamp, Duration)>> = OnceLock::new();
    let started = STARTED.get_or_init(|| {
        let start = std::env::var(START).ok()?.parse().ok()?;
        Some((start, monotonic()))
    });
    match started {
        None => Zoned::now(),
        Some((start, began)) => {
            let passed = SignedDuration::try_from(monotonic().saturating_sub(*began));
            let at = start.saturating_add(passed.unwrap_or_default());
            at.unwrap_or(*start).to_zoned(TimeZone::system())
        }
    }
}

/// Begins to read the zone of this computer, which takes longer than all else that comes before the
/// first question for the time.
pub fn read_zone_ahead() {
    std::thread::spawn(TimeZone::system);
}

/// The order of day and month that this computer is set to.
#[must_use]
pub fn date_order() -> Order {
    #[cfg(windows)]
    {
        // what people choose as their region, whatever the language of the system is
        let chosen = windows_registry::CURRENT_USER
            .open("Control Panel\\International")
            .and_then(|settings| settings.get_string("iDate"));
        match chosen.as_deref() {
            Ok("0") => Order::MonthFirst,
            _ => Order::DayFirst,
        }
    }
    #[cfg(not(windows))]
    {
        let set = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
        let name = ["LC_ALL", "LC_TIME", "LANG"].into_iter().find(set);
        let locale = name.and_then(|name| std::env::var(name).ok());
        Order::of_locale(&locale.unwrap_or_default())
    }
}

/// Monotonic time that includes suspend.
#[must_use]
pub fn monotonic() -> Duration {
    #[cfg(unix)]
    {
        use rustix::time::{ClockId, clock_gettime};
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let clock = ClockId::Boottime;
        // elsewhere this one includes suspend too
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
        static BEGAN: OnceLock<std::time::Instant> = OnceLock::new();
        BEGAN.get_or_init(std::time::Instant::now).elapsed()
    }
}

/// Detects that the clock of the computer was set: since the last readings, it
/// has moved on by more or less than the monotonic clock.
#[derive(Debug)]
pub struct ClockJumpDetector {
    last: (Timestamp, Duration),
}

impl ClockJumpDetector {
    /// Starts with these two readings.
    #[must_use]
    pub fn new(wall: Timestamp, monotonic: Duration) -> Self {
        Self {
            last: (wall, monotonic),
        }
    }

    /// Takes two new readings; returns by how many seconds the clock was set since the last ones,
    /// positive if forward, or `None` if it was not set.
    pub fn observe(&mut self, wall: Timestamp, monotonic: Duration) -> Option<i64> {
        let (before, then) = std::mem::replace(&mut self.last, (wall, monotonic));
        let passed = i64::try_from(monotonic.saturating_sub(then).as_millis()).unwrap_or(i64::MAX);
        let by = (wall.as_millisecond() - before.as_millisecond()).saturating_sub(passed);
        let seconds = by.saturating_add(by.signum() * 500) / 1000;
        (seconds.abs() >= MIN_JUMP).then_some(seconds)
    }
}

/// Ids that are unique across machines and sort by time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Uuids;

impl IdSource for Uuids {
    fn fresh(&self) -> Id {
        // `now_v7` panics on a clock before 1970
        static CONTEXT: Mutex<ContextV7> = Mutex::new(ContextV7::new());
        Id::new(id_at(Timestamp::now(), &CONTEXT).to_string())
    }
}

/// An id of this time; before 1970 it sorts as of 1970.
fn id_at(now: Timestamp, context: &Mutex<ContextV7>) -> Uuid {
    let (seconds, nanoseconds) = match u64::try_from(now.as_second()) {
        Ok(seconds) => (seconds, u32::try_from(now.subsec_nanosecond()).unwrap_or(0)),
        Err(_) => (0, 0),
    };
    Uuid::new_v7(uuid::Timestamp::from_unix(context, seconds, nanoseconds))
}

/// Who has a session open, for others who want it: user, computer, process, since when.
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
    fn setting_the_clock_is_noticed_and_suspend_is_not_taken_for_it() {
        let at = |s: i64| Timestamp::from_second(s).unwrap();
        let ran = Duration::from_secs;
        let mut detector = ClockJumpDetector::new(at(1000), ran(5));
        assert_eq!(detector.observe(at(1010), ran(15)), None);
        // two hours of suspend: both have gone on
        assert_eq!(detector.observe(at(8210), ran(7215)), None);
        assert_eq!(detector.observe(at(11_811), ran(7216)), Some(3600));
        assert_eq!(detector.observe(at(8212), ran(7217)), Some(-3600));
        // small corrections by the network
        assert_eq!(detector.observe(at(8222), ran(7226)), None);
        // beyond 2038
        assert_eq!(
            ClockJumpDetector::new(at(2_147_483_640), ran(1)).observe(at(2_147_483_660), ran(21)),
            None
        );
    }

    #[test]
    fn ids_differ_and_sort_by_time_whatever_the_clock_says() {
        for at in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
            let context = Mutex::new(ContextV7::new());
            let ids: Vec<Uuid> = (0..100).map(|_| id_at(at, &context)).collect();
            assert!(ids.is_sorted_by(|a, b| a < b), "{at}");
        }
    }

    #[test]
    fn monotonic_time_never_goes_back() {
        assert!(monotonic() <= monotonic());
    }
}
