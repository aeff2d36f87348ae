//! Crashes on purpose, for tests of how the program ends. Not in release builds.

use super::terminal::Screen;
use crate::app::App;

/// Crashes as `ROUNDTABLE_FAULT` says, once the first frame is drawn.
#[expect(clippy::panic, reason = "it is what is asked for")]
pub(super) fn crash_on_purpose(screen: &mut Screen, app: &App) {
    let Ok(fault) = std::env::var("ROUNDTABLE_FAULT") else {
        return;
    };
    let _ = screen.draw(app, || {});
    match fault.as_str() {
        "panic" => panic!("a fault on purpose"),
        "thread" => drop(std::thread::spawn(|| panic!("a fault on purpose in a thread")).join()),
        "overflow" => drop(deep(&[0; 4096])),
        _ => {}
    }
}

#[expect(unconditional_recursion, reason = "it is what is asked for")]
fn deep(before: &[u8; 4096]) -> [u8; 4096] {
    let mut here = *before;
    here[0] = here[0].wrapping_add(1);
    deep(&here)
}
