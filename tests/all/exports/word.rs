//! Word documents.

use super::{SAID, between, parts, text, write};
use crate::support::Build;
use crate::support::sessions::{asking, hostile, sample};
use roundtable::domain::Session;
use roundtable::export::{Format, Layout};
use std::collections::HashSet;

/// The parts of a Word file.
struct Package(Vec<(String, String)>);

impl Package {
    fn of(session: &Session, layout: Layout) -> Self {
        Self(parts(write(session, layout, Format::Docx)))
    }

    fn part(&self, name: &str) -> &str {
        let part = self.0.iter().find(|p| p.0 == name);
        &part.unwrap_or_else(|| panic!("{name} is missing")).1
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|p| p.0 == name)
    }
}

fn packages() -> [(Layout, Package); 4] {
    [
        (Layout::Agreement, sample()),
        (Layout::Minutes, sample()),
        (Layout::Minutes, asking()),
        (Layout::Agreement, hostile()),
    ]
    .map(|(layout, session)| (layout, Package::of(&session, layout)))
}

/// The values of an attribute, in order.
fn values<'a>(xml: &'a str, attribute: &str) -> Vec<&'a str> {
    xml.split(&format!("{attribute}=\""))
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

#[test]
fn every_part_of_the_package_is_well_formed_and_every_reference_resolves() {
    for (_, package) in packages() {
        for (name, xml) in &package.0 {
            between(xml, "nothing");
            let forbidden = |c: char| {
                (c.is_control() && !c.is_whitespace()) || c == '\u{fffe}' || c == '\u{202e}'
            };
            assert!(!xml.contains(forbidden), "{name}");
        }
        let announced = values(package.part("[Content_Types].xml"), "PartName");
        assert!(!announced.is_empty());
        for name in announced {
            assert!(package.has(name.trim_start_matches('/')), "{name}");
        }
        let mut count = 0;
        for (name, xml) in package.0.iter().filter(|p| p.0.ends_with(".rels")) {
            let folder = name.split("_rels/").next().unwrap();
            for rest in xml.split("Target=\"").skip(1) {
                if rest.contains("TargetMode=\"External\"") {
                    continue;
                }
                count += 1;
                let target = rest.split('"').next().unwrap();
                let full = target
                    .strip_prefix('/')
                    .map_or_else(|| format!("{folder}{target}"), str::to_owned);
                assert!(package.has(&full), "{name} points to {target}");
            }
        }
        assert!(count > 3, "relations were found");
    }
}

#[test]
fn headings_and_tables_use_named_styles_and_table_headers_repeat() {
    for (layout, package) in packages() {
        let document = package.part("word/document.xml");
        assert!(document.contains("w:val=\"Heading1\""));
        assert!(document.matches("<w:tbl>").count() > 3, "{layout:?}");
        let headers = document.matches("<w:tblHeader />").count();
        assert!(headers > 3, "{layout:?}");
        let ids = values(document, "w14:paraId");
        let unique: HashSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "paragraph ids are unique");
        let styles = package.part("word/styles.xml");
        assert!(styles.contains("heading 1"), "{styles}");
        for id in values(document, "<w:pStyle w:val") {
            let style = format!("w:styleId=\"{id}\"");
            assert!(styles.contains(&style), "{id} is not a style");
        }
        assert_eq!(
            styles.matches("w:val=\"Normal\" />").count(),
            styles.matches("<w:basedOn w:val=\"Normal\" />").count() + 1,
            "one style is called Normal"
        );
    }
}

#[test]
fn title_language_time_and_page_numbers_are_set() {
    for (layout, package) in packages() {
        let properties = package.part("docProps/core.xml");
        let title = match layout {
            Layout::Agreement => "agreement",
            _ => "Minutes",
        };
        assert!(between(properties, "dc:title")[0].contains(title));
        assert!(properties.contains("2026-10-19T09:27:11Z"));
        let styles = package.part("word/styles.xml");
        assert!(styles.contains("<w:lang w:val=\"en-GB\""), "{styles}");
        let mut footers = package.0.iter().filter(|p| p.0.contains("footer"));
        assert!(footers.any(|p| p.1.contains("PAGE")), "page numbers");
    }
}

#[test]
fn the_agreement_contains_the_session_and_says_what_is_not_agreed() {
    let package = Package::of(&sample(), Layout::Agreement);
    let words = between(package.part("word/document.xml"), "w:t").join("\n");
    let more = ["12. Sign-off", "Stage of ISO 44001:2017", "— not agreed —"];
    for said in SAID.iter().chain(&more) {
        assert!(words.contains(said), "{said}");
    }
    assert!(
        words.contains("Consent of Nordwind"),
        "sides by their names"
    );
    assert_eq!(
        write(&sample(), Layout::Agreement, Format::Docx),
        write(&sample(), Layout::Agreement, Format::Docx),
        "the same session gives the same file"
    );
}

#[test]
fn the_overview_says_when_expectations_are_hidden_and_who_signed() {
    let mut session = sample();
    session.build(|session| session.progress.revealed = false);
    let overview = text(write(&session, Layout::Agreement, Format::Markdown));
    assert!(
        overview.contains("| 3. Expectations | hidden |"),
        "{overview}"
    );
    assert!(
        overview.contains("| 12. Sign-off | not signed |"),
        "{overview}"
    );
}
