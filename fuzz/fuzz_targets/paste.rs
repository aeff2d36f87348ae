//! What is pasted is shown and edited without a panic, and nothing of it acts on a terminal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roundtable::text::{Buffer, Motion, clean_paste, one_line, rows, visible, width};

fuzz_target!(|pasted: &str| {
    let clean = clean_paste(pasted);
    assert!(!clean.chars().any(|c| c.is_control() && c != '\n'));
    let shown = visible(pasted);
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
    assert!(!one_line(pasted).contains('\n'));
    for cells in [2, 7, 80] {
        assert!(rows(pasted, cells).iter().all(|r| width(r) <= cells), "{cells}");
    }
    let mut buffer = Buffer::new("before");
    buffer.insert(&clean);
    for motion in [Motion::Left, Motion::Right, Motion::Home, Motion::End] {
        buffer.go(motion, false);
        let _ = buffer.cell(7);
    }
    buffer.backspace();
    buffer.undo();
});
