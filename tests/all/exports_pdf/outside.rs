//! What takes a tool or a quiet machine.

use super::*;

/// `cargo test --release --test all -- --ignored twenty_pages`
#[test]
#[ignore = "measures: cargo test --release --test all -- --ignored twenty_pages"]
fn twenty_pages_take_less_than_100_milliseconds() {
    let blocks = roundtable::export::minutes(&sample(), false, |step| report(&sample(), step));
    let mut document = blocks.clone();
    document.blocks.extend(blocks.blocks);
    let begin = std::time::Instant::now();
    let bytes = request(AGREEMENT)
        .render_document(document.clone())
        .unwrap();
    let took = begin.elapsed();
    let pages = read(&bytes).get_pages().len();
    assert!(
        pages >= 20 && took.as_millis() < 100,
        "{pages} pages in {took:?}"
    );
}

/// `cargo test --test all -- --ignored qpdf`, with qpdf from its package.
#[test]
#[ignore = "needs qpdf: cargo test --test all -- --ignored qpdf"]
fn qpdf_finds_no_fault() {
    let with_notes = ExportRequest {
        notes: true,
        ..request(Layout::Minutes)
    };
    let files = [
        export(&sample(), AGREEMENT),
        export(&asking(), Layout::Minutes),
        export(&hostile(), AGREEMENT),
        with_notes.render(&sample(), report).unwrap(),
    ];
    for bytes in files {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let out = std::process::Command::new("qpdf")
            .arg("--check")
            .arg(file.path())
            .output()
            .expect("qpdf is installed");
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stdout)
        );
    }
}
