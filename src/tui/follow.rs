//! The thread that watches the session another window has open.

use super::sentences;
use crate::app::Msg;
use crate::store::Watch;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How often it looks. A save waits for 250 ms, so a change is here well within a second.
const EVERY: Duration = Duration::from_millis(400);

/// Watches until the program ends.
pub(super) fn start(mut watch: Watch, send: Sender<Msg>) {
    std::thread::spawn(move || {
        loop {
            if let Some(session) = watch.look()
                && send
                    .send(Msg::Followed(
                        session
                            .map(|(session, taken)| (Box::new(session), taken))
                            .map_err(|why| sentences::no_longer_followed(&why)),
                    ))
                    .is_err()
            {
                return;
            }
            std::thread::sleep(EVERY);
        }
    });
}
