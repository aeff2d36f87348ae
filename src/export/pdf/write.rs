//! Pages, structure, bookmarks and fonts as a file.

use super::content::Content;
use super::metadata::LANGUAGE;
use super::page::{Page, font_name};
use super::style::{MARGIN, PAGE};
use super::tags::{Objects, TagId, number};
use super::typesetter::{Heading, LaidOut};
use super::{PdfError, font_file, metadata, outline};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{ActionType, AnnotationType, TabOrder};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Settings, TextStr};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;

const CATALOG: Ref = Ref::new(1);
const PAGE_TREE: Ref = Ref::new(2);
const INFO: Ref = Ref::new(3);
const XMP: Ref = Ref::new(4);
const STRUCTURE: Ref = Ref::new(5);
const OUTLINE: Ref = Ref::new(6);
const FIRST_FREE: i32 = 7;

/// How many objects a page takes: itself, its content, the elements on it.
const PAGE_OBJECTS: i32 = 3;

/// Where the objects of each kind begin.
struct Numbers {
    pages: i32,
    fonts: i32,
    headings: i32,
    links: i32,
    tags: i32,
}

impl Numbers {
    fn new(laid_out: &LaidOut, links: usize) -> Self {
        let pages = FIRST_FREE;
        let fonts = pages + number(laid_out.pages.len()) * PAGE_OBJECTS;
        let headings = fonts + number(laid_out.fonts.fonts.len()) * font_file::OBJECTS;
        let first_link = headings + number(laid_out.headings.len());
        Self {
            pages,
            fonts,
            headings,
            links: first_link,
            tags: first_link + number(links),
        }
    }

    fn content(&self, page: usize) -> Ref {
        Ref::new(self.page(page).get() + 1)
    }

    fn elements(&self, page: usize) -> Ref {
        Ref::new(self.page(page).get() + 2)
    }

    fn font(&self, font: usize) -> Ref {
        Ref::new(self.fonts + number(font) * font_file::OBJECTS)
    }

    fn heading(&self, heading: usize) -> Ref {
        Ref::new(self.headings + number(heading))
    }
}

impl Objects for Numbers {
    fn tag(&self, tag: TagId) -> Ref {
        Ref::new(self.tags + number(tag.number()))
    }

    fn page(&self, page: usize) -> Ref {
        Ref::new(self.pages + number(page) * PAGE_OBJECTS)
    }

    fn link(&self, link: usize) -> Ref {
        Ref::new(self.links + number(link))
    }
}

/// Returns the bytes of the file.
///
/// # Errors
/// A font cannot be embedded.
pub(super) fn file(mut laid_out: LaidOut, content: &Content) -> Result<Vec<u8>, PdfError> {
    let links = tag_links(&mut laid_out);
    let numbers = Numbers::new(&laid_out, links.len());
    let mut pdf = Pdf::with_settings(Settings { pretty: false });
    pdf.set_version(1, 7);
    pdf.set_file_id(file_id(content));
    write_catalog(&mut pdf, !laid_out.headings.is_empty());
    metadata::write(&mut pdf, INFO, XMP, content);
    let pages = laid_out.pages.len();
    pdf.pages(PAGE_TREE)
        .kids((0..pages).map(|n| numbers.page(n)))
        .count(number(pages));
    let used: Vec<usize> = laid_out
        .fonts
        .fonts
        .iter()
        .enumerate()
        .filter(|(_, font)| !font.texts.is_empty() || font.glyphs.num_gids() > 1)
        .map(|(n, _)| n)
        .collect();
    let mut first_link = 0;
    for (n, page) in laid_out.pages.iter().enumerate() {
        write_page(&mut pdf, &numbers, n, page, &used, first_link);
        first_link += page.links.len();
    }
    for (n, link) in links.iter().enumerate() {
        if let Some(heading) = laid_out.headings.get(link.heading) {
            write_link(&mut pdf, &numbers, n, pages, link, heading);
        }
    }
    let of_pages = (0..pages).map(|n| numbers.elements(n));
    let parents: Vec<Ref> = of_pages
        .chain(links.iter().map(|l| numbers.tag(l.tag)))
        .collect();
    laid_out
        .tags
        .write(&mut pdf, STRUCTURE, &numbers, parents.into_iter());
    if !laid_out.headings.is_empty() {
        let (item, page) = (|n| numbers.heading(n), |n| numbers.page(n));
        outline::write(&mut pdf, OUTLINE, &laid_out.headings, item, page);
    }
    for n in used {
        if let Some(font) = laid_out.fonts.fonts.get(n) {
            font_file::write(&mut pdf, font, numbers.font(n))?;
        }
    }
    Ok(pdf.finish())
}

/// A link with its element.
struct TaggedLink {
    area: Rect,
    heading: usize,
    tag: TagId,
}

/// The links of all pages in order, each told to its element.
fn tag_links(laid_out: &mut LaidOut) -> Vec<TaggedLink> {
    let mut links = Vec::new();
    for (page, content) in laid_out.pages.iter().enumerate() {
        for link in &content.links {
            laid_out.tags.add_link(link.tag, page, links.len());
            links.push(TaggedLink {
                area: link.area,
                heading: link.heading,
                tag: link.tag,
            });
        }
    }
    links
}

fn write_catalog(pdf: &mut Pdf, has_headings: bool) {
    let mut catalog = pdf.catalog(CATALOG);
    catalog
        .pages(PAGE_TREE)
        .metadata(XMP)
        .lang(TextStr(LANGUAGE));
    if has_headings {
        catalog.outlines(OUTLINE);
    }
    catalog.mark_info().marked(true);
    catalog.viewer_preferences().display_doc_title(true);
    catalog.pair(Name(b"StructTreeRoot"), STRUCTURE);
}

fn write_page(
    pdf: &mut Pdf,
    numbers: &Numbers,
    n: usize,
    page: &Page,
    fonts: &[usize],
    first_link: usize,
) {
    let mut out = pdf.page(numbers.page(n));
    out.parent(PAGE_TREE)
        .media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1))
        .contents(numbers.content(n))
        .struct_parents(number(n))
        .tab_order(TabOrder::StructureOrder);
    if !page.links.is_empty() {
        let links = first_link..first_link + page.links.len();
        out.annotations(links.map(|link| numbers.link(link)));
    }
    let mut resources = out.resources();
    let mut dictionary = resources.fonts();
    for font in fonts {
        dictionary.pair(Name(font_name(*font).as_bytes()), numbers.font(*font));
    }
    dictionary.finish();
    resources.finish();
    out.finish();
    let data = compressed(page.content.as_bytes());
    pdf.stream(numbers.content(n), &data)
        .filter(Filter::FlateDecode);
    pdf.indirect(numbers.elements(n))
        .array()
        .items(page.tags.iter().map(|tag| numbers.tag(*tag)));
}

/// Writes a link to a heading; its key among the parents of the structure comes after those of
/// pages.
fn write_link(
    pdf: &mut Pdf,
    numbers: &Numbers,
    n: usize,
    pages: usize,
    link: &TaggedLink,
    heading: &Heading,
) {
    let mut out = pdf.annotation(numbers.link(n));
    out.subtype(AnnotationType::Link)
        .rect(link.area)
        .border(0.0, 0.0, 0.0, None)
        .contents(TextStr(&heading.text.replace('\n', " ")))
        .struct_parent(number(pages + n));
    let mut action = out.action();
    let action = action.action_type(ActionType::GoTo);
    let target = action.destination().page(numbers.page(heading.page));
    target.xyz(MARGIN, PAGE.1 - heading.y, None);
}

/// Returns the bytes compressed as PDF's `FlateDecode` reads them.
pub(super) fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    // writing to memory cannot fail
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// The same for the same title and time of change.
fn file_id(content: &Content) -> (Vec<u8>, Vec<u8>) {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, &content.title, content.changed).hash(&mut hasher);
        Hasher::finish(&hasher).to_be_bytes()
    };
    let id = [half(0), half(1)].concat();
    (id.clone(), id)
}
