//! The structure of a PDF: tags, bookmarks, properties.

use super::*;

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
