//! The PDF, read back by a reader that is not ours.

use crate::support::sessions::{asking, hostile, sample};
use jiff::Timestamp;
use pdf_extract::{Dictionary, Document as Pdf, Object, ObjectId};
use proptest::prelude::*;
use roundtable::domain::Session;
use roundtable::export::{Block, Cover, Document, ExportRequest, Format, Layout};
use roundtable::figure::{Bar, Figure, Group, Hue};
use roundtable::steps::report;
use std::collections::HashMap;

const AGREEMENT: Layout = Layout::Agreement;

fn request(layout: Layout) -> ExportRequest {
    ExportRequest::new(layout, Format::Pdf)
}

fn export(session: &Session, layout: Layout) -> Vec<u8> {
    request(layout).render(session, report).unwrap()
}

fn print(blocks: Vec<Block>) -> Vec<u8> {
    let document = Document {
        title: "A title".into(),
        blocks,
        ..Document::default()
    };
    request(AGREEMENT)
        .render_document(document.clone())
        .unwrap()
}

/// The text of each page, every run of blanks as one.
fn pages(bytes: &[u8]) -> Vec<String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(bytes).unwrap();
    assert!(!pages.is_empty(), "a PDF has a page");
    pages.iter().map(|text| joined(text, " ")).collect()
}

fn text(bytes: &[u8]) -> String {
    pages(bytes).join(" ")
}

fn joined(text: &str, with: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(with)
}

fn read(bytes: &[u8]) -> Pdf {
    Pdf::load_mem(bytes).unwrap()
}

/// All dictionaries that have this value for a key.
fn all_of<'a>(pdf: &'a Pdf, key: &[u8], name: &[u8]) -> Vec<&'a Dictionary> {
    let dictionaries = pdf.objects.values().filter_map(|o| o.as_dict().ok());
    let is_it = |d: &&Dictionary| {
        d.get(key)
            .and_then(Object::as_name)
            .is_ok_and(|n| n == name)
    };
    dictionaries.filter(is_it).collect()
}

/// The elements of a kind in the structure tree.
fn elements<'a>(pdf: &'a Pdf, kind: &str) -> Vec<&'a Dictionary> {
    all_of(pdf, b"S", kind.as_bytes())
}

fn text_of(object: &Object) -> String {
    pdf_extract::decode_text_string(object).unwrap()
}

/// All texts of a document, as they are printed.
fn texts(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(_, text) | Block::Paragraph(text) => out.push(text),
            Block::List(items) => out.extend(items),
            Block::Table { head, rows } => out.extend(head.iter().chain(rows.iter().flatten())),
            Block::Figure { title, .. } => out.push(title),
        }
    }
    out.iter().map(|t| t.for_document().into_owned()).collect()
}

#[test]
fn every_text_of_a_document_is_in_the_pdf() {
    let documents = [
        roundtable::export::agreement(&sample()),
        roundtable::export::minutes(&sample(), false, |step| report(&sample(), step)),
        roundtable::export::minutes(&asking(), false, |step| report(&asking(), step)),
    ];
    for document in documents {
        let bytes = request(AGREEMENT)
            .render_document(document.clone())
            .unwrap();
        let printed = joined(&text(&bytes), "");
        let texts = texts(&document);
        assert!(texts.len() > 50);
        for expected in texts {
            // where a cell is wrapped, words of its neighbours come between its lines
            for word in expected
                .split_whitespace()
                .filter(|w| w.chars().count() < 12)
            {
                assert!(printed.contains(word), "{word} of {expected}");
            }
        }
    }
}

#[test]
fn pages_are_numbered_and_fonts_are_embedded() {
    let bytes = export(&sample(), AGREEMENT);
    let pdf = read(&bytes);
    let pages = pages(&bytes);
    assert!(pages.len() > 5, "{} pages", pages.len());
    for (n, page) in pages.iter().enumerate().skip(1) {
        let number = format!("{} / {}", n + 1, pages.len());
        assert!(page.contains(&number), "{number}: {page}");
    }
    assert!(!pages[0].contains("1 / "), "a cover has no number");
    let fonts = all_of(&pdf, b"Type", b"FontDescriptor");
    assert!(fonts.len() >= 2);
    for font in fonts {
        assert!(font.has(b"FontFile2"), "{font:?} is embedded");
        let name = font.get(b"FontName").and_then(Object::as_name).unwrap();
        let name = String::from_utf8_lossy(name);
        assert!(name.contains("+Roundtable"), "{name} is built in");
    }
    assert_eq!(
        bytes,
        export(&sample(), AGREEMENT),
        "the same session gives the same file"
    );
}

#[test]
fn the_file_says_its_title_language_and_date() {
    let pdf = read(&export(&sample(), AGREEMENT));
    let catalog = pdf.catalog().unwrap();
    assert_eq!(text_of(catalog.get(b"Lang").unwrap()), "en-GB");
    let info = pdf.trailer.get(b"Info").unwrap();
    let info = pdf.dereference(info).unwrap().1.as_dict().unwrap();
    let title = text_of(info.get(b"Title").unwrap());
    assert_eq!(title, "Product and service agreement: Nordwind and Březina");
    assert_eq!(text_of(info.get(b"Author").unwrap()), "roundtable");
    assert_eq!(text_of(info.get(b"ModDate").unwrap()), "D:20261019092711Z");
    let preferences = catalog
        .get(b"ViewerPreferences")
        .unwrap()
        .as_dict()
        .unwrap();
    assert!(
        preferences
            .get(b"DisplayDocTitle")
            .unwrap()
            .as_bool()
            .unwrap()
    );
}

#[test]
fn all_content_belongs_to_an_element_of_the_structure_tree() {
    let pdf = read(&export(&asking(), Layout::Minutes));
    let catalog = pdf.catalog().unwrap();
    let mark_info = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap();
    assert!(mark_info.get(b"Marked").unwrap().as_bool().unwrap());
    let parents = parent_tree(&pdf);
    let pages = pdf.get_pages();
    for id in pages.values() {
        let page = pdf.get_dictionary(*id).unwrap();
        let key = page.get(b"StructParents").and_then(Object::as_i64).unwrap();
        let elements = parents[&key].as_array().unwrap();
        let (mut marked, mut depth) = (0, 0);
        for operation in pdf.get_and_decode_page_content(*id).unwrap().operations {
            match operation.operator.as_str() {
                "BDC" => {
                    depth += 1;
                    let properties = operation.operands[1].as_dict().unwrap();
                    if let Ok(id) = properties.get(b"MCID").and_then(Object::as_i64) {
                        assert_eq!(id, marked);
                        marked += 1;
                    }
                }
                "EMC" => depth -= 1,
                "Tj" | "TJ" | "f" | "S" => assert!(depth > 0, "{operation:?} is in no element"),
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        assert_eq!(elements.len(), usize::try_from(marked).unwrap());
        for element in elements {
            let element = pdf.dereference(element).unwrap().1.as_dict().unwrap();
            assert!(element.has(b"S") && element.has(b"P"));
        }
    }
    for kind in [
        "Document", "H1", "H2", "H3", "P", "L", "LI", "LBody", "Table", "TR", "TD",
    ] {
        assert!(!elements(&pdf, kind).is_empty(), "{kind}");
    }
    let heads = elements(&pdf, "TH");
    assert!(!heads.is_empty());
    assert!(
        heads
            .iter()
            .all(|head| format!("{head:?}").contains("Scope"))
    );
}

/// The entries of the parent tree by key.
fn parent_tree(pdf: &Pdf) -> HashMap<i64, &Object> {
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = pdf.dereference(root).unwrap().1.as_dict().unwrap();
    let tree = pdf.dereference(root.get(b"ParentTree").unwrap()).unwrap().1;
    let entries = tree
        .as_dict()
        .unwrap()
        .get(b"Nums")
        .unwrap()
        .as_array()
        .unwrap();
    let entry = |pair: &'_ [Object]| pair[0].as_i64().unwrap();
    let value = |pair: &'_ [Object]| pair[1].as_reference().unwrap();
    let of = |id: ObjectId| pdf.get_object(id).unwrap();
    entries
        .chunks(2)
        .map(|pair| (entry(pair), of(value(pair))))
        .collect()
}

#[test]
fn contents_and_bookmarks_lead_to_the_headings() {
    let bytes = export(&sample(), Layout::Minutes);
    let pdf = read(&bytes);
    let pages = pages(&bytes);
    assert!(pages[1].starts_with("Contents"), "{}", pages[1]);
    let outlines = pdf.catalog().unwrap().get(b"Outlines").unwrap();
    let outlines = pdf.dereference(outlines).unwrap().1.as_dict().unwrap();
    let mut next = outlines.get(b"First").ok().cloned();
    let mut titles = Vec::new();
    while let Some(item) = next {
        let item = pdf.dereference(&item).unwrap().1.as_dict().unwrap();
        let title = text_of(item.get(b"Title").unwrap());
        let page = item.get(b"Dest").unwrap().as_array().unwrap()[0]
            .as_reference()
            .unwrap();
        let (number, _) = pdf
            .get_pages()
            .into_iter()
            .find(|(_, id)| *id == page)
            .unwrap();
        assert!(
            pages[number as usize - 1].contains(&title),
            "{title} is on page {number}"
        );
        assert!(
            pages[1].contains(&format!("{title} {number}")),
            "{title}: {}",
            pages[1]
        );
        titles.push(title);
        next = item.get(b"Next").ok().cloned();
    }
    assert!(
        titles.len() > 5 && titles.contains(&"Metrics".to_owned()),
        "{titles:?}"
    );
    assert_eq!(all_of(&pdf, b"Subtype", b"Link").len(), titles.len());
    assert_eq!(elements(&pdf, "Link").len(), titles.len());
}

#[test]
fn figures_are_vectors_with_the_figure_in_words() {
    let document = roundtable::export::agreement(&sample());
    let figures: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Figure { figure, .. } => Some(figure.words().for_document().into_owned()),
            _ => None,
        })
        .collect();
    assert!(!figures.is_empty());
    let pdf = read(&export(&sample(), AGREEMENT));
    let alternatives: Vec<String> = elements(&pdf, "Figure")
        .iter()
        .map(|figure| text_of(figure.get(b"Alt").unwrap()))
        .collect();
    assert_eq!(alternatives, figures);
    assert!(all_of(&pdf, b"Subtype", b"Image").is_empty());
}

fn bars(count: usize) -> Figure {
    let bar = |n| Bar {
        name: format!("bar-{n}"),
        mark: String::new(),
        hue: Hue::A,
        share: Some(0.5),
        value: "1".into(),
        remarks: vec![],
    };
    Figure::Bars(vec![Group {
        title: "Many".into(),
        note: String::new(),
        bars: (0..count).map(bar).collect(),
    }])
}

#[test]
fn a_figure_higher_than_a_page_goes_on_on_the_next() {
    let bytes = print(vec![Block::figure("Title", bars(200))]);
    let pages = pages(&bytes);
    assert!(pages.len() > 3);
    for n in 0..200 {
        let name = format!("bar-{n} ");
        assert_eq!(
            pages.iter().filter(|p| p.contains(&name)).count(),
            1,
            "{name}"
        );
    }
    assert_eq!(elements(&read(&bytes), "Figure").len(), 1);
}

#[test]
fn heads_of_tables_are_repeated_and_rows_stay_whole() {
    let row = |n: usize| {
        vec![
            format!("begin-{n} {} end-{n}", "and so on ".repeat(40)),
            "x".into(),
        ]
    };
    let bytes = print(vec![Block::table(
        ["First head", "Second"],
        (0..60).map(row),
    )]);
    let pages = pages(&bytes);
    assert!(pages.len() > 4);
    for page in &pages {
        assert_eq!(page.matches("First head").count(), 1, "{page}");
    }
    for n in 0..60 {
        let (begin, end) = (format!("begin-{n} "), format!("end-{n} "));
        let page = pages.iter().find(|p| p.contains(&begin)).unwrap();
        assert!(page.contains(&end), "row {n} is parted");
    }
    // only the first is a head to a screen reader
    assert_eq!(elements(&read(&bytes), "TH").len(), 2);
}

#[test]
fn a_row_higher_than_a_page_is_split_and_nothing_of_it_is_lost() {
    let long: String = (0..4000).map(|n| format!("w{n} ")).collect();
    let bytes = print(vec![Block::table(["Head"], [vec![long]])]);
    assert!(pages(&bytes).len() > 3);
    let printed = text(&bytes);
    for n in 0..4000 {
        assert!(printed.contains(&format!("w{n} ")), "w{n}");
    }
}

#[test]
fn a_heading_is_never_alone_at_the_end_of_a_page() {
    for before in 0..60 {
        for next in [
            Block::paragraph("follows"),
            Block::list(["follows", "more"]),
            Block::table(["follows", "more"], [vec!["1", "2"]]),
        ] {
            let mut blocks: Vec<Block> = (0..before).map(|_| Block::paragraph("filler")).collect();
            blocks.push(Block::heading(1, "Upper"));
            blocks.push(Block::heading(2, "Lower"));
            blocks.push(next);
            let pages = pages(&print(blocks));
            let page = pages.iter().find(|p| p.contains("Upper")).unwrap();
            assert!(
                page.contains("Lower") && page.contains("follows"),
                "{before} paragraphs before: {page}"
            );
        }
    }
}

#[test]
fn a_heading_is_on_the_page_of_a_figure_almost_as_high_as_the_page() {
    for count in 40..60 {
        let bytes = print(vec![
            Block::paragraph("filler"),
            Block::heading(1, "Upper"),
            Block::figure("Caption", bars(count)),
        ]);
        let pages = pages(&bytes);
        let page = pages.iter().find(|p| p.contains("Upper")).unwrap();
        assert!(
            page.contains("Caption") && page.contains("bar-0 "),
            "{count} bars: {page}"
        );
    }
}

#[test]
fn no_line_of_a_paragraph_is_alone_on_its_page() {
    let long = "words ".repeat(60);
    for before in 0..50 {
        let mut blocks: Vec<Block> = (0..before).map(|_| Block::paragraph("filler")).collect();
        blocks.push(Block::paragraph(long.trim()));
        for page in pages(&print(blocks)) {
            let words = page.matches("words").count();
            assert!(words == 0 || words > 15, "{words} words on a page: {page}");
        }
    }
}

#[test]
fn latin_greek_cyrillic_and_hebrew_are_built_in() {
    let typed = "Ελληνικά, кириллица, žluťoučký kůň, Việt, Łódź, ț, 1 → 2 ≥ 3, ◆ ● ▸ ✓, 5 €";
    let bytes = print(vec![Block::paragraph(typed), Block::paragraph("שלום")]);
    let printed = text(&bytes);
    assert!(printed.contains(typed), "{printed}");
    for c in "שלום".chars() {
        assert!(printed.contains(c), "{c}: {printed}");
    }
    assert!(!printed.contains("no font"), "{printed}");
}

#[test]
fn scripts_from_right_to_left_are_drawn_so() {
    let printed = text(&print(vec![Block::paragraph("שלום, Anna (12)!")]));
    // the reader returns what is drawn from left to right
    assert!(printed.contains("!Anna (12) ,םולש"), "{printed}");
}

#[test]
fn a_combining_mark_is_read_back_with_its_letter() {
    let printed = text(&print(vec![Block::paragraph(
        "e\u{301} q\u{301} x\u{323}\u{302}",
    )]));
    assert!(printed.contains("q\u{301} x\u{323}\u{302}"), "{printed}");
}

#[test]
fn a_character_without_a_font_is_named_and_can_still_be_copied() {
    // no character has this number
    let bytes = print(vec![Block::paragraph("before \u{378} after")]);
    let printed = text(&bytes);
    assert!(printed.contains("before \u{fffd} after"), "{printed}");
    let note = "no font for some characters of this document (U+0378)";
    assert!(printed.contains(note), "{printed}");
    let pdf = read(&bytes);
    let page = *pdf.get_pages().values().next().unwrap();
    let operations = pdf.get_and_decode_page_content(page).unwrap().operations;
    let actual = operations
        .iter()
        .filter_map(|o| o.operands.get(1)?.as_dict().ok());
    let actual = actual.filter_map(|d| d.get(b"ActualText").ok());
    let actual: Vec<String> = actual.map(text_of).collect();
    assert_eq!(actual, ["\u{378}"]);
}

#[test]
fn control_characters_are_shown_and_do_nothing() {
    let typed = "a\u{1b}[2Jb\u{0}c\u{202e}d\u{9b}e\r\nf\tg\u{fffe}";
    let bytes = print(vec![Block::paragraph(typed)]);
    let printed = text(&bytes);
    assert!(
        printed.contains("a␛[2Jb␀c\u{fffd}d\u{fffd}e f g\u{fffd}"),
        "{printed}"
    );
    let acts = |c: char| c.is_control() && !c.is_whitespace() || c == '\u{202e}';
    assert!(!printed.contains(acts), "{printed:?}");
}

#[test]
fn hostile_text_is_printed_as_it_was_typed() {
    let mut session = hostile();
    session.decisions.truncate(60);
    session.parked[0].text.truncate(5000);
    let bytes = export(&session, AGREEMENT);
    let printed = text(&bytes);
    for typed in ["<script>alert(1)</script>", "#set page(width: 1pt)", "=1+1"] {
        assert!(printed.contains(typed), "{typed}");
    }
    let pdf = read(&bytes);
    for active in ["JavaScript", "Launch", "URI", "SubmitForm"] {
        assert!(all_of(&pdf, b"S", active.as_bytes()).is_empty(), "{active}");
    }
}

#[test]
fn nothing_hidden_and_no_private_note_is_printed() {
    let mut hidden = sample();
    hidden.progress.revealed = false;
    let printed = text(&export(&hidden, Layout::Minutes));
    assert!(!printed.contains("Price down 3 %") && !printed.contains("Dvořák looks at"));
    assert!(text(&export(&sample(), Layout::Minutes)).contains("Price down 3 %"));
}

#[test]
fn every_page_with_private_notes_says_so() {
    let with_notes = ExportRequest {
        notes: true,
        ..request(Layout::Minutes)
    };
    let bytes = with_notes.render(&sample(), report).unwrap();
    let pages = pages(&bytes);
    assert!(pages.iter().any(|page| page.contains("Dvořák looks at")));
    for page in pages {
        assert!(page.contains("With private notes"), "{page}");
    }
}

#[test]
fn a_cover_of_any_length_is_printed_whole() {
    let party = "A very long name of an organisation ".repeat(40);
    let document = Document {
        title: "Title".into(),
        cover: Some(Cover {
            kind: "Kind".into(),
            parties: vec![party.as_str().into(), "Second".into()],
            lines: vec!["Line".into()],
        }),
        changed: Some(Timestamp::UNIX_EPOCH),
        ..Document::default()
    };
    let bytes = request(AGREEMENT)
        .render_document(document.clone())
        .unwrap();
    let printed = text(&bytes);
    assert_eq!(printed.matches("organisation").count(), 40);
    assert!(printed.contains("Second") && printed.contains("Line"));
}

#[test]
fn an_empty_document_is_one_page() {
    let document = Document::default();
    let bytes = request(AGREEMENT)
        .render_document(document.clone())
        .unwrap();
    assert_eq!(read(&bytes).get_pages().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_gives_a_file_that_can_be_read(
        a in "\\PC{0,40}",
        b in ".{0,40}",
        c in "[\\x{0}-\\x{20}a\\x{300}-\\x{330}\\x{590}-\\x{6ff}\\x{900}-\\x{97f}\\x{200b}-\\x{200f}]{0,60}",
    ) {
        let blocks = vec![
            Block::heading(1, a.as_str()),
            Block::list([b.as_str(), c.as_str()]),
            Block::table([a.as_str(), b.as_str()], [vec![c.as_str(), a.as_str()]]),
        ];
        prop_assert!(!read(&print(blocks)).get_pages().is_empty());
    }
}

/// `cargo test --release --test all -- --ignored twenty_pages`
#[test]
#[ignore = "measures an optimised build"]
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
#[ignore = "needs qpdf"]
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
