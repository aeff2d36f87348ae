//! The fonts of a document: which one shows a character, and which of their glyphs are used.

use super::PdfError;
use super::shape::Glyph;
use rustybuzz::ttf_parser::GlyphId;
use rustybuzz::{
    Direction, Face, GlyphInfo, GlyphPosition, Script, ShapePlan, UnicodeBuffer, shape_with_plan,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use subsetter::GlyphRemapper;

/// The built-in fonts, in the order of [`REGULAR`], [`BOLD`], [`SYMBOLS`]. How they were made is in
/// `assets/fonts`.
pub(super) const BUILT_IN: [&[u8]; 3] = [
    include_bytes!("../../../assets/fonts/RoundtableSans-Regular.ttf"),
    include_bytes!("../../../assets/fonts/RoundtableSans-Bold.ttf"),
    include_bytes!("../../../assets/fonts/RoundtableSymbols.ttf"),
];
const REGULAR: usize = 0;
const BOLD: usize = 1;
/// The font that has U+FFFD.
const SYMBOLS: usize = 2;

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The bytes of a font file, and which of its fonts is meant.
pub(super) struct FontSource {
    pub(super) bytes: Cow<'static, [u8]>,
    pub(super) index: u32,
}

/// A font and what of it the document uses.
pub(super) struct Font<'a> {
    pub(super) source: &'a FontSource,
    pub(super) face: Face<'a>,
    /// Numbers of the used glyphs in the embedded font.
    pub(super) glyphs: GlyphRemapper,
    /// The text each embedded glyph stands for.
    pub(super) texts: BTreeMap<u16, String>,
    plans: Vec<ShapePlanOf>,
}

struct ShapePlanOf {
    direction: Direction,
    script: Script,
    plan: ShapePlan,
}

/// The font that shows a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    /// Its place among the fonts.
    pub(super) font: usize,
    /// True if the font has no bold face and is thickened.
    pub(super) is_thickened: bool,
    /// True if no font has the character and U+FFFD is shown instead.
    pub(super) is_replaced: bool,
}

/// All fonts of a document.
pub(super) struct Fonts<'a> {
    pub(super) fonts: Vec<Font<'a>>,
    choices: HashMap<(char, Weight), Choice>,
}

impl<'a> Fonts<'a> {
    /// # Errors
    /// One of the built-in fonts cannot be read; other unreadable ones are left out.
    pub(super) fn new(sources: &'a [FontSource]) -> Result<Self, PdfError> {
        let fonts: Vec<Font> = sources.iter().filter_map(Font::new).collect();
        if fonts.len() < BUILT_IN.len() {
            return Err(PdfError::BuiltInFont);
        }
        Ok(Self {
            fonts,
            choices: HashMap::new(),
        })
    }

    /// The font for a grapheme: one that has all its characters, else one that has the first.
    pub(super) fn choose(&mut self, grapheme: &str, weight: Weight) -> Choice {
        let mut chars = grapheme.chars();
        let first = chars.next().unwrap_or(' ');
        if chars.next().is_none() {
            return self.choose_for_char(first, weight);
        }
        let complete = self
            .candidates(weight)
            .find(|(_, font)| grapheme.chars().all(|c| font.has(c)))
            .map(|(place, _)| choice(place, weight));
        match complete {
            Some(choice) => choice,
            None => self.choose_for_char(first, weight),
        }
    }

    fn choose_for_char(&mut self, c: char, weight: Weight) -> Choice {
        if let Some(known) = self.choices.get(&(c, weight)) {
            return *known;
        }
        let found = self
            .candidates(weight)
            .find(|(_, font)| font.has(c))
            .map(|(place, _)| choice(place, weight));
        let chosen = found.unwrap_or(Choice {
            is_replaced: true,
            ..choice(SYMBOLS, weight)
        });
        self.choices.insert((c, weight), chosen);
        chosen
    }

    /// Fonts in the order in which they are tried.
    fn candidates(&self, weight: Weight) -> impl Iterator<Item = (usize, &Font<'a>)> {
        let left_out = match weight {
            Weight::Regular => BOLD,
            Weight::Bold => REGULAR,
        };
        self.fonts
            .iter()
            .enumerate()
            .filter(move |(place, _)| *place != left_out)
    }
}

fn choice(font: usize, weight: Weight) -> Choice {
    Choice {
        font,
        is_thickened: weight == Weight::Bold && font != BOLD,
        is_replaced: false,
    }
}

impl<'a> Font<'a> {
    fn new(source: &'a FontSource) -> Option<Self> {
        Some(Self {
            source,
            face: Face::from_slice(&source.bytes, source.index)?,
            glyphs: GlyphRemapper::new(),
            texts: BTreeMap::new(),
            plans: Vec::new(),
        })
    }

    /// Whether the font shows the character, or the character has no look of its own.
    fn has(&self, c: char) -> bool {
        has_no_look(c) || self.face.glyph_index(c).is_some()
    }

    /// The glyph of a character; 0, the sign for a missing one, if there is none.
    pub(super) fn glyph_of(&self, c: char) -> u16 {
        self.face.glyph_index(c).map_or(0, |glyph| glyph.0)
    }

    /// Width of a glyph as the font gives it, in ems.
    pub(super) fn natural_width(&self, glyph: u16) -> f32 {
        let width = self.face.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0);
        f32::from(width) * self.em()
    }

    /// A unit of the font in ems.
    pub(super) fn em(&self) -> f32 {
        1.0 / (self.face.units_per_em().max(1) as f32)
    }

    /// The glyphs of a text from left to right, each with the first byte of the text it stands for.
    pub(super) fn shape(&mut self, text: &str, direction: Direction) -> Vec<(usize, Glyph)> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(direction);
        buffer.guess_segment_properties();
        let em = self.em();
        let plans = &mut self.plans;
        let Some(plan) = plan_for(plans, &self.face, direction, buffer.script()) else {
            return Vec::new();
        };
        let shaped = shape_with_plan(&self.face, plan, buffer);
        let positions = shaped.glyph_positions().iter();
        let glyph = |(info, position): (&GlyphInfo, &GlyphPosition)| {
            let glyph = Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: position.x_advance as f32 * em,
                offset: (position.x_offset as f32 * em, position.y_offset as f32 * em),
            };
            (info.cluster as usize, glyph)
        };
        shaped
            .glyph_infos()
            .iter()
            .zip(positions)
            .map(glyph)
            .collect()
    }
}

/// The plan for a direction and a script, made at its first use.
fn plan_for<'p>(
    plans: &'p mut Vec<ShapePlanOf>,
    face: &Face,
    direction: Direction,
    script: Script,
) -> Option<&'p ShapePlan> {
    let is_this = |p: &ShapePlanOf| p.direction == direction && p.script == script;
    let at = plans.iter().position(is_this).unwrap_or(plans.len());
    if at == plans.len() {
        plans.push(ShapePlanOf {
            direction,
            script,
            plan: ShapePlan::new(face, direction, Some(script), None, &[]),
        });
    }
    plans.get(at).map(|p| &p.plan)
}

/// Whether a character only affects its neighbours: joiners, marks of direction, variation
/// selectors.
pub(super) fn has_no_look(c: char) -> bool {
    matches!(c, '\n' | '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}')
}
