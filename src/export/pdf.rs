//! PDF, typeset by typst: tagged, with bookmarks, page numbers and embedded fonts.
//!
//! What was typed goes in as data, never as markup. Two open faces with Latin, Greek and Cyrillic are
//! built in; for other scripts the fonts of the system are looked through, which is the one place of
//! this layer that looks outside.

use super::columns::columns;
use super::document::{Block, Document, PRIVATE};
use super::svg::{Colours, svg};
use crate::text::Foreign;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{FontStore, system};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// Width of the text on a page, in twentieths of a point.
const TEXT: usize = 9638;
/// Signs of ours that the built-in faces lack, and what stands for them.
const SIGNS: [(char, &str); 3] = [('◆', "♦"), ('▸', "►"), ('✓', "√")];
/// The faces that are always there.
const FACES: [&[u8]; 2] = [
    include_bytes!("../../assets/export/fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../../assets/export/fonts/LiberationSans-Bold.ttf"),
];
/// Most signs that are named where no font has them.
const NAMED: usize = 12;

/// A document as a PDF.
///
/// # Errors
/// One sentence, where it cannot be typeset.
pub fn pdf(document: &Document) -> Result<Vec<u8>, String> {
    let mut paper = Paper::new(document)?;
    let lacking = paper.find_fonts();
    if !lacking.is_empty() {
        paper.say_what_lacks(&lacking);
    }
    let failed = |why: &str| {
        format!(
            "The PDF could not be typeset: {}. Word and HTML can be exported.",
            crate::text::one_line(why)
        )
    };
    let made = typst::compile::<PagedDocument>(&paper).output;
    let laid_out = made.map_err(|e| {
        failed(
            e.first()
                .map_or("no reason was given", |e| e.message.as_str()),
        )
    })?;
    let ident = Smart::Custom(format!(
        "{}{:?}",
        document.title.for_document(),
        document.changed
    ));
    let options = PdfOptions {
        ident,
        creator: Smart::Custom(Some("roundtable".to_owned())),
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&laid_out, &options)
        .map_err(|e| failed(e.first().map_or("", |e| e.message.as_str())));
    // what was remembered of this document helps no other
    typst::comemo::evict(0);
    bytes
}

/// The whole world of a document: its template, its data, its pictures, its fonts.
struct Paper {
    library: LazyHash<Library>,
    fonts: FontStore,
    main: FileId,
    files: HashMap<String, Bytes>,
    template: Source,
    data: Value,
}

impl Paper {
    fn new(document: &Document) -> Result<Self, String> {
        let path = VirtualPath::new("/main.typ")
            .map_err(|e| format!("The PDF has no place to begin: {e:?}."))?;
        let main = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        let mut fonts = FontStore::new();
        fonts.extend(
            FACES.iter().flat_map(|face| {
                Font::iter(Bytes::new(*face)).map(|f| (f.clone(), f.info().clone()))
            }),
        );
        let mut files = HashMap::new();
        let data = data(document, &mut files);
        let mut paper = Self {
            library: LazyHash::new(Library::default()),
            fonts,
            main,
            files,
            template: Source::new(
                main,
                include_str!("../../assets/export/document.typ").to_owned(),
            ),
            data,
        };
        paper.keep_data();
        Ok(paper)
    }

    fn keep_data(&mut self) {
        self.files.insert(
            "/data.json".to_owned(),
            Bytes::new(self.data.to_string().into_bytes()),
        );
    }

    /// Looks for fonts for every sign of the document; returns the signs that none has.
    fn find_fonts(&mut self) -> Vec<char> {
        let mut signs = BTreeSet::new();
        gather(&self.data, &mut signs);
        let lacking = |book: &FontBook, signs: BTreeSet<char>| -> BTreeSet<char> {
            let has = |c: char| {
                (0..)
                    .map_while(|n| book.info(n))
                    .any(|f| f.coverage.contains(c as u32))
            };
            signs
                .into_iter()
                .filter(|c| !c.is_control() && !has(*c))
                .collect()
        };
        let signs = lacking(self.fonts.book(), signs);
        if signs.is_empty() {
            return vec![];
        }
        self.fonts.extend(system());
        // what joins signs has no look of its own
        lacking(self.fonts.book(), signs)
            .into_iter()
            .filter(|c| !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}'))
            .collect()
    }

    /// Says in the document itself which signs could not be printed, and what to do.
    fn say_what_lacks(&mut self, signs: &[char]) {
        let named: Vec<String> = signs
            .iter()
            .take(NAMED)
            .map(|c| format!("U+{:04X}", *c as u32))
            .collect();
        let more = if signs.len() > NAMED {
            " and others"
        } else {
            ""
        };
        let says = format!(
            "This computer has no font for some signs of this document ({}{more}); boxes stand for them. \
             Install a font that has them, such as one of Noto, and export again; Word and HTML hold the text whole.",
            named.join(", ")
        );
        if let Some(blocks) = self.data.get_mut("blocks").and_then(Value::as_array_mut) {
            blocks.push(json!({"kind": "paragraph", "text": says}));
        }
        self.keep_data();
    }
}

fn gather(value: &Value, signs: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => signs.extend(text.chars()),
        Value::Array(items) => items.iter().for_each(|v| gather(v, signs)),
        Value::Object(map) => map.values().for_each(|v| gather(v, signs)),
        _ => {}
    }
}

fn data(document: &Document, files: &mut HashMap<String, Bytes>) -> Value {
    let drawn = |text: &str| {
        SIGNS
            .iter()
            .fold(text.to_owned(), |t, (sign, other)| t.replace(*sign, other))
    };
    let safe = |text: &Foreign| drawn(&text.for_document());
    let all = |texts: &[Foreign]| texts.iter().map(safe).collect::<Vec<_>>();
    let mut blocks = Vec::new();
    for (n, block) in document.blocks.iter().enumerate() {
        blocks.push(match block {
            Block::Heading(level, text) => json!({"kind": "heading", "level": level.clamp(&1, &3), "text": safe(text)}),
            Block::Paragraph(text) => json!({"kind": "paragraph", "text": safe(text)}),
            Block::List(items) => json!({"kind": "list", "items": all(items)}),
            Block::Table { head, rows } => {
                let cells = |r: &Vec<Foreign>| (0..head.len()).map(|n| r.get(n).map_or(String::new(), safe)).collect::<Vec<_>>();
                let widths = columns(head, rows, TEXT, if head.len() > 7 { 78 } else { 94 });
                json!({"kind": "table", "head": all(head), "widths": widths, "rows": rows.iter().map(cells).collect::<Vec<_>>()})
            }
            Block::Figure { title, figure } => {
                let name = format!("/figure-{n}.svg");
                files.insert(name.clone(), Bytes::new(drawn(&svg(title, figure, Colours::Paper)).into_bytes()));
                json!({"kind": "figure", "title": safe(title), "words": safe(&figure.words()), "file": name})
            }
        });
    }
    let cover = document.cover.as_ref().map(
        |c| json!({"kind": safe(&c.kind), "parties": all(&c.parties), "lines": all(&c.lines)}),
    );
    let day = document
        .changed
        .map(|t| t.to_zoned(TimeZone::UTC).date())
        .map(|d| json!([d.year(), d.month(), d.day()]));
    json!({
        "title": safe(&document.title), "private": document.private, "private_mark": PRIVATE, "cover": cover, "day": day,
        // an agreement begins with an overview of its own
        "contents": !matches!(document.blocks.first(), Some(Block::Heading(..))), "blocks": blocks,
    })
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .get(id.vpath().get_with_slash())
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        // no document says when it was printed
        None
    }
}
