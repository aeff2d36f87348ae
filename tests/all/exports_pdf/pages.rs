//! How content is laid out on pages.

use super::*;

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

#[test]
fn the_relationship_plan_is_one_page() {
    for session in [sample(), asking()] {
        let pages = pages(&export(&session, Layout::RelationshipPlan));
        assert_eq!(pages.len(), 1, "{pages:?}");
        assert!(pages[0].contains("Relationship plan"), "{pages:?}");
    }
}
