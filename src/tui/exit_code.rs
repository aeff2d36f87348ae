//! The exit codes of the full-screen program; 0 after an ordinary end.

/// The disk did not answer at the end: the last words may be lost.
pub(super) const NOT_WRITTEN: i32 = 1;
/// The program could not start, for example without a terminal.
pub(super) const CANNOT_START: i32 = 2;
/// The terminal went away; the same as after its signal, SIGHUP.
pub(super) const HUNG_UP: i32 = after_signal(1);

/// The exit code after a signal, as shells give it.
pub(super) const fn after_signal(signal: i32) -> i32 {
    128 + signal
}
