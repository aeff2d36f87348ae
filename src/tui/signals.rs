//! Signals and the loss of the terminal, each on a thread of its own: a flag would come too late.

use crate::app::Msg;
use std::sync::mpsc::Sender;

/// How long the program has for a clean end.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(200);

/// Begins to listen: from here on no signal ends the program by itself.
#[cfg(unix)]
pub(super) fn start(send: &Sender<Msg>) {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    let to = send.clone();
    // taken here, not in the thread, which may start late
    let signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGXFSZ]);
    std::thread::spawn(move || {
        let Ok(mut signals) = signals else { return };
        for signal in signals.forever() {
            match signal {
                SIGCONT => {
                    super::terminal::resume();
                    let _ = to.send(Msg::Resume);
                }
                // a limit on file sizes: the write fails with a reason, that is enough
                SIGXFSZ => {}
                _ => end(&to, signal),
            }
        }
    });
    let to = send.clone();
    std::thread::spawn(move || {
        // under nohup no signal tells that the terminal is gone; the terminal itself does
        let Ok(tty) = rustix::fs::open("/dev/tty", rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::NOCTTY, rustix::fs::Mode::empty()) else {
            return;
        };
        loop {
            let mut fds = [rustix::event::PollFd::new(&tty, rustix::event::PollFlags::empty())];
            match rustix::event::poll(&mut fds, None) {
                Ok(_) => end(&to, SIGHUP),
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
        }
    });
}

/// Asks the loop to end; when it is stuck, gives the terminal back and ends without it.
#[cfg(unix)]
fn end(send: &Sender<Msg>, signal: i32) {
    let _ = send.send(Msg::Signal(signal));
    std::thread::sleep(PATIENCE);
    super::terminal::restore();
    // everything typed is in the journal
    signal_hook::low_level::exit(128 + signal);
}

/// Nothing to listen to here.
#[cfg(not(unix))]
pub(super) fn start(_: &Sender<Msg>) {}
