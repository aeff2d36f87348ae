//! Signals and the loss of the terminal, on a thread of its own: a flag would come too late.

use crate::app::Msg;
use std::sync::mpsc::Sender;
#[cfg(unix)]
use {
    rustix::event::{PollFd, PollFlags, poll},
    rustix::fs::{Mode, OFlags},
    rustix::io::Errno,
    signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGXFSZ},
    signal_hook::iterator::backend::SignalDelivery,
    signal_hook::iterator::exfiltrator::SignalOnly,
    std::os::unix::net::UnixStream,
};

/// How long the program has for a clean end.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(200);

/// Begins to listen: from here on no signal ends the program by itself.
#[cfg(unix)]
pub(super) fn start(send: &Sender<Msg>) {
    let to = send.clone();
    // taken here, not in the thread, which may start late
    let signals = UnixStream::pair().and_then(|(read, write)| {
        SignalDelivery::with_pipe(
            read,
            write,
            SignalOnly,
            [SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGXFSZ],
        )
    });
    std::thread::spawn(move || {
        let Ok(mut signals) = signals else { return };
        // under nohup no signal tells that the terminal is gone; the terminal itself does
        let tty = rustix::fs::open("/dev/tty", OFlags::RDONLY | OFlags::NOCTTY, Mode::empty()).ok();
        loop {
            let mut fds = vec![PollFd::new(signals.get_read(), PollFlags::IN)];
            fds.extend(tty.iter().map(|tty| PollFd::new(tty, PollFlags::empty())));
            let gone = match poll(&mut fds, None) {
                Ok(_) => fds.get(1).is_some_and(|tty| !tty.revents().is_empty()),
                Err(Errno::INTR) => false,
                Err(_) => return,
            };
            for signal in signals.pending() {
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
            if gone {
                end(&to, SIGHUP);
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
