//! PDF: tagged, with bookmarks, links, page numbers and embedded fonts.
//!
//! A document becomes [`content`], which is measured and laid out on pages (`typesetter`,
//! `paragraph`, `table`, `figure`, `front`) with its structure tree (`tags`); `write` turns those
//! into a file. Text is shaped (`shape`) with the fonts built into the program; the fonts of the
//! computer are looked through for characters those lack, which is the one place of this layer that
//! looks outside.

mod content;
mod figure;
mod font_file;
mod fonts;
mod front;
mod lines;
mod metadata;
mod outline;
mod page;
mod paragraph;
mod shape;
mod style;
mod system_fonts;
mod table;
mod tags;
mod typesetter;
mod write;

use super::document::Document;
use content::Content;
use fonts::Fonts;
use system_fonts::sources_for;
use thiserror::Error;
use typesetter::Typesetter;

/// Why no PDF could be made.
#[derive(Debug, Error)]
pub enum PdfError {
    /// A font that is built into the program cannot be read.
    #[error("A font of this program is damaged. Export to Word or HTML instead.")]
    BuiltInFont,
    /// A font cannot be reduced to the characters of the document.
    #[error("The font {name} could not be embedded ({why}). Export to Word or HTML instead.")]
    Embedding {
        /// PostScript name of the font.
        name: String,
        /// What the font lacks.
        why: subsetter::Error,
    },
}

/// Returns `document` as a PDF; the same document gives the same bytes on the same computer.
///
/// # Errors
/// A font is damaged.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    let mut content = Content::from(document);
    let (sources, missing) = sources_for(content.characters());
    if !missing.is_empty() {
        content.add_note_on_missing(&missing);
    }
    let typesetter = Typesetter::new(Fonts::new(&sources)?, content.is_private);
    let laid_out = typesetter.lay_out(&content);
    write::file(laid_out, &content)
}
