//! Fonts of the computer, for characters the built-in fonts lack.

use super::fonts::{BUILT_IN, FontSource, has_no_look};
use fontdb::{Database, FaceInfo, ID, Stretch, Style};
use rustybuzz::ttf_parser::{Face, GlyphId, OutlineBuilder, RawFace, Tag};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use subsetter::GlyphRemapper;

/// The name of a font whose signs stand in for characters without a font.
const STAND_IN: &str = "LastResort";

/// Returns the fonts a document of these characters needs, the built-in ones first, and the
/// characters that no font has.
pub(super) fn sources_for(characters: BTreeSet<char>) -> (Vec<FontSource>, Vec<char>) {
    let mut sources: Vec<FontSource> = BUILT_IN
        .iter()
        .map(|bytes| FontSource {
            bytes: Cow::Borrowed(*bytes),
            index: 0,
        })
        .collect();
    let mut missing: BTreeSet<char> = characters;
    missing.retain(|c| !has_no_look(*c));
    for source in &sources {
        remove_covered(&mut missing, &source.bytes, source.index);
    }
    if !missing.is_empty() {
        add_system_fonts(&mut sources, &mut missing);
    }
    (sources, missing.into_iter().collect())
}

fn remove_covered(missing: &mut BTreeSet<char>, bytes: &[u8], index: u32) {
    if let Ok(face) = Face::parse(bytes, index) {
        missing.retain(|c| !shows(&face, *c));
    }
}

/// Adds fonts one by one, each time the one with most of the missing characters.
fn add_system_fonts(sources: &mut Vec<FontSource>, missing: &mut BTreeSet<char>) {
    let mut database = Database::new();
    database.load_system_fonts();
    let region = region_of(missing);
    let mut candidates: Vec<Candidate> = database
        .faces()
        .filter(|face| face.style == Style::Normal && !face.post_script_name.contains(STAND_IN))
        .filter_map(|face| Candidate::new(&database, face, missing, region))
        .collect();
    while let Some(best) = take_best(&mut candidates, missing) {
        let taken = database.with_face_data(best.id, |bytes, index| {
            can_be_embedded(bytes, index, &best.characters).then(|| FontSource {
                bytes: Cow::Owned(bytes.to_vec()),
                index,
            })
        });
        if let Some(source) = taken.flatten() {
            missing.retain(|c| !best.characters.contains(c));
            sources.push(source);
        }
    }
}

/// A font of the computer and which of the missing characters it has.
struct Candidate {
    id: ID,
    characters: BTreeSet<char>,
    /// Smaller is better: unusual weight or width, other region, not sans-serif; then by name.
    rank: (u16, bool, bool, bool, String),
}

impl Candidate {
    fn new(
        database: &Database,
        face: &FaceInfo,
        missing: &BTreeSet<char>,
        region: Option<&str>,
    ) -> Option<Self> {
        let shown = database.with_face_data(face.id, |bytes, index| {
            let Ok(face) = Face::parse(bytes, index) else {
                return BTreeSet::new();
            };
            let shown = missing.iter().filter(|c| shows(&face, **c));
            shown.copied().collect::<BTreeSet<char>>()
        });
        let characters = shown.filter(|c| !c.is_empty())?;
        let name = &face.post_script_name;
        Some(Self {
            id: face.id,
            characters,
            rank: (
                face.weight.0.abs_diff(400),
                face.stretch != Stretch::Normal,
                region.is_some_and(|r| name.contains("CJK") && !name.contains(r)),
                !name.contains("Sans") || name.contains("Mono"),
                name.clone(),
            ),
        })
    }
}

/// Takes out the font with most of the missing characters.
fn take_best(candidates: &mut Vec<Candidate>, missing: &BTreeSet<char>) -> Option<Candidate> {
    for candidate in &mut *candidates {
        candidate.characters.retain(|c| missing.contains(c));
    }
    candidates.retain(|c| !c.characters.is_empty());
    let key = |c: &Candidate| (Reverse(c.characters.len()), c.rank.clone());
    let (best, _) = candidates.iter().enumerate().min_by_key(|(_, c)| key(c))?;
    Some(candidates.swap_remove(best))
}

/// The part of a font's name that says which shapes of Han characters it has, where the text tells.
fn region_of(characters: &BTreeSet<char>) -> Option<&'static str> {
    let has = |from: char, to: char| characters.range(from..=to).next().is_some();
    if has('\u{3040}', '\u{30ff}') {
        Some("CJKjp")
    } else if has('\u{ac00}', '\u{d7af}') {
        Some("CJKkr")
    } else if has('\u{4e00}', '\u{9fff}') {
        Some("CJKsc")
    } else {
        None
    }
}

/// Whether the font draws the character; a font of coloured pictures has it but draws nothing.
fn shows(face: &Face, c: char) -> bool {
    let Some(glyph) = face.glyph_index(c) else {
        return false;
    };
    c.is_whitespace() || has_outline(face, glyph)
}

fn has_outline(face: &Face, glyph: GlyphId) -> bool {
    face.outline_glyph(glyph, &mut Ignored).is_some()
}

/// Takes an outline that only has to exist.
struct Ignored;

impl OutlineBuilder for Ignored {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}

/// Whether the maker allows embedding, and the font can be reduced to these characters.
fn can_be_embedded(bytes: &[u8], index: u32, characters: &BTreeSet<char>) -> bool {
    let Ok(face) = Face::parse(bytes, index) else {
        return false;
    };
    let is_allowed = face.is_subsetting_allowed()
        && face.permissions() != Some(rustybuzz::ttf_parser::Permissions::Restricted);
    let is_readable = RawFace::parse(bytes, index)
        .is_ok_and(|font| font.table(Tag::from_bytes(b"CFF2")).is_none());
    let mut glyphs = GlyphRemapper::new();
    for glyph in characters.iter().filter_map(|c| face.glyph_index(*c)) {
        glyphs.remap(glyph.0);
    }
    is_allowed && is_readable && subsetter::subset(bytes, index, &glyphs).is_ok()
}
