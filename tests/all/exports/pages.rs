//! Web pages and Markdown.

use super::{SAID, text, write};
use crate::support::sessions::{asking, hostile, sample};
use pulldown_cmark::{Event, Options, Parser, Tag};
use roundtable::export::{Format, Layout};
use scraper::{ElementRef, Html, Selector};

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn pages() -> [String; 3] {
    [
        (Layout::Agreement, sample()),
        (Layout::Minutes, asking()),
        (Layout::Minutes, hostile()),
    ]
    .map(|(layout, session)| text(write(&session, layout, Format::Html)))
}

#[test]
fn a_page_is_valid_and_accessible() {
    for page in pages() {
        let html = Html::parse_document(&page);
        let errors = &html.errors[..html.errors.len().min(5)];
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!((all(&html, "h1").len(), all(&html, "main").len()), (1, 1));
        let titles = all(&html, "title").len() - all(&html, "svg title").len();
        assert_eq!(titles, 1);
        let tables = all(&html, "table");
        assert!(!tables.is_empty());
        let heading = Selector::parse("thead th[scope=col]").unwrap();
        assert!(tables.iter().all(|t| t.select(&heading).next().is_some()));
        let empty = all(&html, "thead th")
            .into_iter()
            .filter(|h| h.text().collect::<String>().trim().is_empty());
        assert_eq!(empty.count(), 0, "every column has a heading");
        let figures = all(&html, "figure svg[role=img]");
        assert!(!figures.is_empty());
        for figure in figures {
            let alternative: String = figure.text().collect();
            assert!(alternative.len() > 20, "{alternative}");
        }
        assert!(page.contains("prefers-color-scheme: dark"));
        assert!(page.contains("@media print"));
        assert!(!page.contains(|c: char| c.is_control() && c != '\n'));
    }
}

#[test]
fn a_page_loads_nothing_from_the_network_and_runs_nothing() {
    const ACTIVE: &str =
        "script, link, img, iframe, object, [src], [onload], [onerror], base, form";
    for page in pages() {
        let html = Html::parse_document(&page);
        assert!(all(&html, ACTIVE).is_empty());
        let links = all(&html, "a");
        assert!(!links.is_empty());
        let is_local = |a: &ElementRef| a.value().attr("href").unwrap().starts_with('#');
        assert!(links.iter().all(is_local));
        assert!(!page.contains("url(") && !page.contains("@import"));
    }
}

#[test]
fn a_page_contains_the_session() {
    let page = text(write(&sample(), Layout::Agreement, Format::Html));
    let words: String = Html::parse_document(&page).root_element().text().collect();
    for said in SAID {
        assert!(words.contains(said), "{said}");
    }
}

#[test]
fn markdown_has_tables_and_nothing_typed_is_markup() {
    for session in [sample(), hostile(), asking()] {
        let markdown = text(write(&session, Layout::Minutes, Format::Markdown));
        let again = text(write(&session, Layout::Minutes, Format::Markdown));
        assert_eq!(markdown, again, "the same session gives the same file");
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let events: Vec<Event> = Parser::new_ext(&markdown, options).collect();
        let is_inert = |event: &Event| match event {
            Event::Html(_) => false,
            Event::InlineHtml(html) => html.as_ref() == "<br>",
            Event::Start(tag) => !matches!(
                tag,
                Tag::Link { .. }
                    | Tag::Image { .. }
                    | Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::HtmlBlock
            ),
            _ => true,
        };
        let active = events.iter().find(|e| !is_inert(e));
        assert!(active.is_none(), "{active:?}");
        let tables = events
            .iter()
            .filter(|e| matches!(e, Event::Start(Tag::Table(_))));
        assert!(tables.count() > 4);
    }
}
