//! Signals and the loss of the terminal, on a thread of their own: a flag would be seen too late.

use crate::app::Msg;
use std::sync::mpsc::Sender;
#[cfg(unix)]
use {
    rustix::event::{PollFd, PollFlags, poll},
    rustix::fs::{Mode, OFlags},
    rustix::io::Errno,
    signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGXFSZ},
    signal_hook::iterator::backend::SignalDelivery,
    signal_hook::iterator::exfiltrator::SignalOnly,
    signal_hook::low_level::emulate_default_handler,
    std::os::unix::net::UnixStream,
};

/// How long the program may take to end by itself.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(200);

/// Begins to listen. From here on, no signal ends the program at once.
#[cfg(unix)]
pub(super) fn start(send: &Sender<Msg>) {
    let to = send.clone();
    // registered here, because the thread may start late
    let signals = UnixStream::pair().and_then(|(read, write)| {
        SignalDelivery::with_pipe(
            read,
            write,
            SignalOnly,
            [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGXFSZ],
        )
    });
    std::thread::spawn(move || {
        let Ok(mut signals) = signals else { return };
        // under nohup there is no signal when the terminal goes away: poll the terminal itself
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
                    // sent from outside: in raw mode, the key is undo
                    SIGTSTP => {
                        super::terminal::pause();
                        let _ = emulate_default_handler(SIGTSTP);
                    }
                    SIGCONT => {
                        super::terminal::resume();
                        let _ = to.send(Msg::Resume);
                    }
                    // beyond a limit on file sizes; the write reports it
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

/// Asks the loop to end; if it does not, gives the terminal back and ends the program.
#[cfg(unix)]
fn end(send: &Sender<Msg>, signal: i32) {
    let _ = send.send(Msg::Signal(signal));
    std::thread::sleep(PATIENCE);
    super::terminal::restore();
    // what was typed is in the journal
    signal_hook::low_level::exit(super::exit_code::after_signal(signal));
}

/// Nothing to listen to here.
#[cfg(not(unix))]
pub(super) fn start(_: &Sender<Msg>) {}
