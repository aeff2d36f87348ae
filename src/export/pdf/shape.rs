//! Text as glyphs: fonts chosen, scripts joined and marks placed, both directions of writing.

use super::fonts::{Choice, Font, Fonts, Weight};
use rustybuzz::Direction;
use std::ops::Range;
use unicode_bidi::BidiInfo;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

/// A glyph and where it is; lengths are in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// Its number in the font.
    pub(super) id: u16,
    /// How far the next glyph is.
    pub(super) advance: f32,
    /// How far it is moved to the right and up.
    pub(super) offset: (f32, f32),
}

/// The smallest part of a text that has glyphs of its own.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) choice: Choice,
    /// Which of the glyphs of the text.
    pub(super) glyphs: Range<usize>,
    /// Which bytes of the text.
    pub(super) text: Range<usize>,
    /// In ems.
    pub(super) width: f32,
    pub(super) level: Level,
    pub(super) kind: Kind,
    /// Whether a line may end after it.
    pub(super) may_break_after: bool,
}

/// Levels of embedding; odd ones run from right to left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) own: u8,
    pub(super) of_paragraph: u8,
}

/// What a cluster is to line breaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Visible,
    Blank,
    LineBreak,
}

/// A text with its glyphs; clusters are in the order of the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Shaped {
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) clusters: Vec<Cluster>,
}

impl Shaped {
    pub(super) fn glyphs_of(&self, cluster: &Cluster) -> &[Glyph] {
        self.glyphs.get(cluster.glyphs.clone()).unwrap_or(&[])
    }

    pub(super) fn text_of(&self, cluster: &Cluster) -> &str {
        self.text.get(cluster.text.clone()).unwrap_or("")
    }

    /// Width in ems if it was all on one line.
    pub(super) fn width(&self) -> f32 {
        self.clusters.iter().map(|c| c.width).sum()
    }

    /// Width in ems of its widest part that is not broken.
    pub(super) fn widest_word(&self) -> f32 {
        let (mut widest, mut word) = (0.0_f32, 0.0_f32);
        for cluster in &self.clusters {
            if cluster.kind == Kind::Visible {
                word += cluster.width;
                widest = widest.max(word);
            }
            if cluster.may_break_after || cluster.kind != Kind::Visible {
                word = 0.0;
            }
        }
        widest
    }

    /// Width in ems of its widest line before it is wrapped.
    pub(super) fn widest_line(&self) -> f32 {
        let is_break = |c: &Cluster| c.kind == Kind::LineBreak;
        self.clusters
            .split(is_break)
            .map(|line| line.iter().map(|c| c.width).sum())
            .fold(0.0, f32::max)
    }

    fn push(
        &mut self,
        choice: Choice,
        text: Range<usize>,
        level: Level,
        glyphs: impl IntoIterator<Item = Glyph>,
    ) {
        let start = self.glyphs.len();
        self.glyphs.extend(glyphs);
        let words = self.text.get(text.clone()).unwrap_or("");
        let is_blank = !words.is_empty() && words.chars().all(char::is_whitespace);
        let added = self.glyphs.get(start..).unwrap_or(&[]);
        self.clusters.push(Cluster {
            choice,
            glyphs: start..self.glyphs.len(),
            text,
            width: added.iter().map(|g| g.advance).sum(),
            level,
            kind: if words == "\n" {
                Kind::LineBreak
            } else if is_blank {
                Kind::Blank
            } else {
                Kind::Visible
            },
            may_break_after: false,
        });
    }
}

/// A part of a line in one font and one direction.
struct Run {
    choice: Choice,
    text: Range<usize>,
    level: Level,
}

/// Returns `text` with its glyphs.
pub(super) fn shape(fonts: &mut Fonts, text: &str, weight: Weight) -> Shaped {
    let mut out = Shaped {
        text: text.to_owned(),
        ..Shaped::default()
    };
    let mut start = 0;
    for line in text.split('\n') {
        for run in runs(fonts, line, start, weight) {
            if let Some(font) = fonts.fonts.get_mut(run.choice.font) {
                shape_run(font, text, &run, &mut out);
            }
        }
        start += line.len();
        if start < text.len() {
            let level = Level {
                own: 0,
                of_paragraph: 0,
            };
            let choice = fonts.choose("\n", weight);
            out.push(choice, start..start + 1, level, []);
        }
        start += 1;
    }
    mark_breaks(text, &mut out.clusters);
    out
}

/// The runs of a line that begins at `start`.
fn runs(fonts: &mut Fonts, line: &str, start: usize, weight: Weight) -> Vec<Run> {
    let (levels, of_paragraph) = levels(line);
    let mut runs: Vec<Run> = Vec::new();
    for (at, grapheme) in line.grapheme_indices(true) {
        let choice = fonts.choose(grapheme, weight);
        let level = Level {
            own: levels.get(at).copied().unwrap_or(of_paragraph),
            of_paragraph,
        };
        let end = start + at + grapheme.len();
        match runs.last_mut() {
            Some(run) if run.choice == choice && run.level == level => run.text.end = end,
            _ => runs.push(Run {
                choice,
                text: start + at..end,
                level,
            }),
        }
    }
    runs
}

/// The level of each byte, none if all are 0; and that of the line.
fn levels(line: &str) -> (Vec<u8>, u8) {
    // scripts that run from right to left begin at U+0590, whose first byte is this
    if line.bytes().all(|b| b < 0xd6) {
        return (Vec::new(), 0);
    }
    let info = BidiInfo::new(line, None);
    let of_line = info.paragraphs.first().map_or(0, |p| p.level.number());
    (info.levels.iter().map(|l| l.number()).collect(), of_line)
}

fn shape_run(font: &mut Font, text: &str, run: &Run, out: &mut Shaped) {
    let words = text.get(run.text.clone()).unwrap_or("");
    if run.choice.is_replaced {
        return push_replacements(font, words, run, out);
    }
    let direction = if run.level.own % 2 == 1 {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    push_clusters(&font.shape(words, direction), run, out);
}

/// Groups glyphs, each with the first byte of its text, into clusters in the order of the text.
fn push_clusters(glyphs: &[(usize, Glyph)], run: &Run, out: &mut Shaped) {
    let mut groups: Vec<&[(usize, Glyph)]> = glyphs.chunk_by(|a, b| a.0 == b.0).collect();
    // from right to left the last glyph shows the first character
    groups.sort_by_key(|group| group.first().map_or(0, |g| g.0));
    let start_of = |group: &&[(usize, Glyph)]| run.text.start + group.first().map_or(0, |g| g.0);
    let ends = groups.iter().skip(1).map(start_of).chain([run.text.end]);
    for (group, end) in groups.iter().zip(ends) {
        let text = start_of(group)..end;
        out.push(run.choice, text, run.level, group.iter().map(|g| g.1));
    }
}

/// A replacement character for each grapheme.
fn push_replacements(font: &Font, words: &str, run: &Run, out: &mut Shaped) {
    let id = font.glyph_of(char::REPLACEMENT_CHARACTER);
    let glyph = Glyph {
        id,
        advance: font.natural_width(id),
        offset: (0.0, 0.0),
    };
    for (at, grapheme) in words.grapheme_indices(true) {
        let start = run.text.start + at;
        out.push(
            run.choice,
            start..start + grapheme.len(),
            run.level,
            [glyph],
        );
    }
}

/// Marks the clusters after which a line may end.
fn mark_breaks(text: &str, clusters: &mut [Cluster]) {
    let mut breaks = linebreaks(text)
        .filter(|(_, kind)| *kind == BreakOpportunity::Allowed)
        .map(|(at, _)| at)
        .peekable();
    for cluster in clusters {
        while breaks.next_if(|at| *at < cluster.text.end).is_some() {}
        cluster.may_break_after = breaks.next_if_eq(&cluster.text.end).is_some();
    }
}
