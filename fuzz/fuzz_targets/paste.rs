//! Any pasted text is shown and edited without a panic, and none of it acts on a terminal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roundtable::text::{Buffer, Motion, clean_paste, one_line, rows, visible, width};
use unicode_segmentation::UnicodeSegmentation;

fuzz_target!(|pasted: &str| {
    let clean = clean_paste(pasted);
    assert!(!clean.chars().any(|c| c.is_control() && c != '\n'));
    let shown = visible(pasted);
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
    assert!(!one_line(pasted).contains('\n'));
    for cells in [2, 7, 80] {
        // a single grapheme may be wider than the narrowest column; it is not drawn then
        let fits = |r: &String| width(r) <= cells || r.graphemes(true).count() == 1;
        assert!(rows(pasted, cells).iter().all(fits), "{cells}");
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
