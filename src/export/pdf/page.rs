//! One page in the making. Positions are measured from its top left corner, in points.

use super::fonts::{Font, Fonts};
use super::lines::Line;
use super::shape::{Cluster, Glyph, Kind, Shaped};
use super::style::{PAGE, Rgb, Style};
use super::tags::{TagId, number};
use pdf_writer::types::{ArtifactType, StructRole, TextRenderingMode};
use pdf_writer::{Content, Name, Rect, Settings, Str, TextStr};

/// Thickness of the outline that makes a font without a bold face look bold, in ems.
const THICKENING: f32 = 0.03;
/// Differences from the natural place of a glyph that are not written, in ems.
const UNSEEN: f32 = 0.0005;

/// A page: what is drawn on it, and what each part of it is.
pub(super) struct Page {
    pub(super) content: Content,
    /// The element of each number of marked content.
    pub(super) tags: Vec<TagId>,
    pub(super) links: Vec<Link>,
}

/// An area of a page that leads to a heading.
pub(super) struct Link {
    pub(super) area: Rect,
    /// Which heading of the document.
    pub(super) heading: usize,
    pub(super) tag: TagId,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            content: Content::with_settings(Settings { pretty: false }),
            tags: Vec::new(),
            links: Vec::new(),
        }
    }
}

impl Page {
    /// Begins content that belongs to an element; returns its number.
    pub(super) fn begin_content(&mut self, tag: TagId, role: StructRole) -> i32 {
        let id = number(self.tags.len());
        self.tags.push(tag);
        let mut marked = self
            .content
            .begin_marked_content_with_properties(role.to_name());
        marked.properties().identify(id);
        id
    }

    /// Begins what is not part of the text: rules, page numbers.
    pub(super) fn begin_artifact(&mut self, kind: ArtifactType) {
        let mut marked = self
            .content
            .begin_marked_content_with_properties(Name(b"Artifact"));
        marked.properties().artifact().kind(kind);
    }

    /// Ends what was begun last.
    pub(super) fn end(&mut self) {
        self.content.end_marked_content();
    }

    pub(super) fn fill_area(&mut self, x: f32, y: f32, size: (f32, f32), colour: Rgb) {
        let [r, g, b] = colour;
        self.content
            .set_fill_rgb(r, g, b)
            .rect(x, PAGE.1 - y - size.1, size.0, size.1)
            .fill_nonzero();
    }

    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32, colour: Rgb) {
        let [r, g, b] = colour;
        self.content
            .set_stroke_rgb(r, g, b)
            .set_line_width(width)
            .move_to(from.0, PAGE.1 - from.1)
            .line_to(to.0, PAGE.1 - to.1)
            .stroke();
    }

    /// Draws a line of text with its left end at `x`.
    pub(super) fn text(
        &mut self,
        fonts: &mut Fonts,
        shaped: &Shaped,
        line: &Line,
        (x, baseline): (f32, f32),
        style: Style,
    ) {
        let [r, g, b] = style.colour;
        self.content
            .begin_text()
            .set_fill_rgb(r, g, b)
            .set_text_matrix([1.0, 0.0, 0.0, 1.0, x, PAGE.1 - baseline]);
        let mut writer = TextWriter {
            content: &mut self.content,
            style,
            font: None,
            items: Vec::new(),
        };
        for cluster in in_visual_order(shaped.clusters.get(line.clusters.clone()).unwrap_or(&[])) {
            writer.cluster(fonts, shaped, cluster);
        }
        writer.flush();
        if writer.font.is_some_and(|(_, is_thickened)| is_thickened) {
            self.content
                .set_text_rendering_mode(TextRenderingMode::Fill);
        }
        self.content.end_text();
    }
}

/// The clusters of a line from left to right: rules L1 and L2 of the Unicode bidirectional
/// algorithm.
fn in_visual_order(line: &[Cluster]) -> Vec<&Cluster> {
    let visible = line.iter().rposition(|c| c.kind == Kind::Visible);
    let level = |(n, cluster): (usize, &Cluster)| {
        if visible.is_some_and(|last| n <= last) {
            cluster.level.own
        } else {
            cluster.level.of_paragraph
        }
    };
    let levels = line.iter().enumerate().map(level);
    let mut out: Vec<(u8, &Cluster)> = levels.zip(line).collect();
    let highest = out.iter().map(|c| c.0).max().unwrap_or(0);
    for lowest in (1..=highest).rev() {
        let is_in = |c: &(u8, &Cluster)| c.0 >= lowest;
        for part in out.chunk_by_mut(|a, b| is_in(a) == is_in(b)) {
            if part.first().is_some_and(is_in) {
                part.reverse();
            }
        }
    }
    out.into_iter().map(|c| c.1).collect()
}

/// Writes clusters as operators that show text.
struct TextWriter<'c> {
    content: &'c mut Content,
    style: Style,
    /// The font that is set, and whether it is thickened.
    font: Option<(usize, bool)>,
    /// What is to be shown next.
    items: Vec<Item>,
}

enum Item {
    /// Numbers of glyphs, two bytes each.
    Glyphs(Vec<u8>),
    /// A move to the left, in thousandths of an em.
    Adjust(f32),
}

impl TextWriter<'_> {
    fn cluster(&mut self, fonts: &mut Fonts, shaped: &Shaped, cluster: &Cluster) {
        let Some(font) = fonts.fonts.get_mut(cluster.choice.font) else {
            return;
        };
        let glyphs = shaped.glyphs_of(cluster);
        if glyphs.is_empty() {
            return;
        }
        self.set_font(cluster.choice.font, cluster.choice.is_thickened);
        let text = shaped.text_of(cluster);
        let is_told = !cluster.choice.is_replaced && tell_text(font, glyphs, text);
        if !is_told {
            self.flush();
            let span = Name(b"Span");
            let mut marked = self.content.begin_marked_content_with_properties(span);
            marked.properties().actual_text(TextStr(text));
        }
        for glyph in glyphs {
            self.glyph(font, glyph);
        }
        if !is_told {
            self.flush();
            self.content.end_marked_content();
        }
    }

    fn set_font(&mut self, font: usize, is_thickened: bool) {
        if self.font == Some((font, is_thickened)) {
            return;
        }
        self.flush();
        self.content
            .set_font(Name(font_name(font).as_bytes()), self.style.size);
        if is_thickened {
            let [r, g, b] = self.style.colour;
            self.content
                .set_text_rendering_mode(TextRenderingMode::FillStroke)
                .set_stroke_rgb(r, g, b)
                .set_line_width(self.style.size * THICKENING);
        } else if self.font.is_some_and(|(_, was_thickened)| was_thickened) {
            self.content
                .set_text_rendering_mode(TextRenderingMode::Fill);
        }
        self.font = Some((font, is_thickened));
    }

    fn glyph(&mut self, font: &mut Font, glyph: &Glyph) {
        let code = font.glyphs.remap(glyph.id).to_be_bytes();
        let (right, up) = glyph.offset;
        if up.abs() > UNSEEN {
            self.flush();
            self.content.set_rise(up * self.style.size);
        }
        self.adjust(-right);
        match self.items.last_mut() {
            Some(Item::Glyphs(codes)) => codes.extend(code),
            _ => self.items.push(Item::Glyphs(code.to_vec())),
        }
        self.adjust(font.natural_width(glyph.id) + right - glyph.advance);
        if up.abs() > UNSEEN {
            self.flush();
            self.content.set_rise(0.0);
        }
    }

    fn adjust(&mut self, ems: f32) {
        if ems.abs() > UNSEEN {
            self.items.push(Item::Adjust(ems * 1000.0));
        }
    }

    fn flush(&mut self) {
        let items = std::mem::take(&mut self.items);
        if items.is_empty() {
            return;
        }
        if let [Item::Glyphs(codes)] = items.as_slice() {
            self.content.show(Str(codes));
            return;
        }
        let mut positioned = self.content.show_positioned();
        let mut out = positioned.items();
        for item in &items {
            match item {
                Item::Glyphs(codes) => out.show(Str(codes)),
                Item::Adjust(amount) => out.adjust(*amount),
            };
        }
    }
}

/// The name of a font on a page.
pub(super) fn font_name(font: usize) -> String {
    format!("F{font}")
}

/// Notes in the font which text the glyphs stand for; false if they stand for another one
/// elsewhere, or if no glyph stands for a character of its own.
fn tell_text(font: &mut Font, glyphs: &[Glyph], text: &str) -> bool {
    if let [glyph] = glyphs {
        return tell(font, glyph.id, text);
    }
    let is_one_by_one = glyphs.len() == text.chars().count()
        && glyphs
            .iter()
            .zip(text.chars())
            .all(|(glyph, c)| font.glyph_of(c) == glyph.id);
    if !is_one_by_one {
        return false;
    }
    let mut buffer = [0; 4];
    let mut is_told = true;
    for (glyph, c) in glyphs.iter().zip(text.chars()) {
        is_told &= tell(font, glyph.id, c.encode_utf8(&mut buffer));
    }
    is_told
}

fn tell(font: &mut Font, glyph: u16, text: &str) -> bool {
    let code = font.glyphs.remap(glyph);
    match font.texts.get(&code) {
        Some(known) => known == text,
        None => {
            font.texts.insert(code, text.to_owned());
            true
        }
    }
}
