//! Fonts inside the file: only the glyphs that are used, and the text they stand for.

use super::PdfError;
use super::fonts::Font;
use super::write::compressed;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use rustybuzz::ttf_parser::{Tag, name_id};

/// How many objects a font takes.
pub(super) const OBJECTS: i32 = 5;

const IDENTITY: SystemInfo = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// Writes a font; [`OBJECTS`] objects from `first` on are its own.
pub(super) fn write(pdf: &mut Pdf, font: &Font, first: Ref) -> Result<(), PdfError> {
    let object = |n: i32| Ref::new(first.get() + n);
    let (descendant, descriptor, file, texts) = (object(1), object(2), object(3), object(4));
    let name = name(font);
    let subset = subsetter::subset(&font.source.bytes, font.source.index, &font.glyphs);
    let subset = subset.map_err(|why| PdfError::Embedding {
        name: name.clone(),
        why,
    })?;
    // a subset says so by six letters before its name; which ones does not matter
    let name = format!("RTABLE+{name}");
    let name = Name(name.as_bytes());
    let cff = cff_table(&subset);
    pdf.type0_font(first)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(descendant)
        .to_unicode(texts);
    let mut cid = pdf.cid_font(descendant);
    cid.subtype(if cff.is_some() {
        CidFontType::Type0
    } else {
        CidFontType::Type2
    });
    cid.base_font(name)
        .system_info(IDENTITY)
        .font_descriptor(descriptor);
    cid.default_width(0.0);
    if cff.is_none() {
        cid.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    let widths = font
        .glyphs
        .remapped_gids()
        .map(|glyph| font.natural_width(glyph) * 1000.0);
    cid.widths().consecutive(0, widths);
    cid.finish();
    write_descriptor(pdf, font, descriptor, name, file, cff.is_some());
    match cff {
        Some(table) => {
            let data = compressed(table);
            let mut stream = pdf.stream(file, &data);
            stream.filter(Filter::FlateDecode);
            stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        }
        None => {
            let data = compressed(&subset);
            let mut stream = pdf.stream(file, &data);
            stream.filter(Filter::FlateDecode);
            stream.pair(Name(b"Length1"), super::tags::number(subset.len()));
        }
    }
    write_texts(pdf, font, texts);
    Ok(())
}

fn write_descriptor(pdf: &mut Pdf, font: &Font, id: Ref, name: Name, file: Ref, is_cff: bool) {
    let face = &font.face;
    let thousandths = |units: i16| f32::from(units) * font.em() * 1000.0;
    let area = face.global_bounding_box();
    let mut descriptor = pdf.font_descriptor(id);
    descriptor
        .name(name)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(
            thousandths(area.x_min),
            thousandths(area.y_min),
            thousandths(area.x_max),
            thousandths(area.y_max),
        ))
        .italic_angle(0.0)
        .ascent(thousandths(face.ascender()))
        .descent(thousandths(face.descender()))
        .cap_height(thousandths(
            face.capital_height().unwrap_or(face.ascender()),
        ))
        .stem_v(if face.is_bold() { 140.0 } else { 80.0 });
    if is_cff {
        descriptor.font_file3(file);
    } else {
        descriptor.font_file2(file);
    }
}

/// Writes the text each glyph stands for, so that it can be found and copied.
fn write_texts(pdf: &mut Pdf, font: &Font, id: Ref) {
    let mut map = UnicodeCmap::new(Name(b"Custom"), IDENTITY);
    for (glyph, text) in &font.texts {
        map.pair_with_multiple(*glyph, text.chars());
    }
    let data = compressed(&map.finish());
    pdf.cmap(id, &data).filter(Filter::FlateDecode);
}

fn cff_table(font: &[u8]) -> Option<&[u8]> {
    let font = rustybuzz::ttf_parser::RawFace::parse(font, 0).ok()?;
    font.table(Tag::from_bytes(b"CFF "))
}

/// The PostScript name of a font, of characters that need no escape.
fn name(font: &Font) -> String {
    let names = font.face.names();
    let found = names
        .into_iter()
        .filter(|n| n.name_id == name_id::POST_SCRIPT_NAME);
    let name = found
        .filter_map(|n| n.to_string())
        .next()
        .unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    if name.is_empty() {
        "Font".to_owned()
    } else {
        name
    }
}
