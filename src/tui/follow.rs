//! The thread that looks at the session another window holds.

use crate::app::Msg;
use crate::store::Watch;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How often it looks: with the 250 ms a save waits, a change is here well within a second.
const EVERY: Duration = Duration::from_millis(400);

/// Looks until the program ends.
pub(super) fn start(mut watch: Watch, send: Sender<Msg>) {
    std::thread::spawn(move || {
        loop {
            if let Some(session) = watch.look()
                && send
                    .send(Msg::Followed(
                        session.map(|(session, taken)| (Box::new(session), taken)),
                    ))
                    .is_err()
            {
                return;
            }
            std::thread::sleep(EVERY);
        }
    });
}
