//! Line breaking.

use super::shape::{Cluster, Kind};
use std::ops::Range;

/// One line of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Which clusters are on it.
    pub(super) clusters: Range<usize>,
    /// Its width in ems, without blanks at its end.
    pub(super) width: f32,
}

/// Breaks a text into lines at most `most` ems wide; there is always one line.
///
/// Lines end where the Unicode line breaking algorithm allows it, inside a word only if the word
/// alone is too wide. Blanks at the end of a line do not count.
pub(super) fn break_lines(clusters: &[Cluster], most: f32) -> Vec<Line> {
    let mut breaker = Breaker {
        clusters,
        most,
        lines: Vec::new(),
        start: 0,
        width: 0.0,
        last_break: None,
    };
    for (at, cluster) in clusters.iter().enumerate() {
        breaker.add(at, cluster);
    }
    breaker.end_line(clusters.len(), clusters.len());
    breaker.lines
}

struct Breaker<'a> {
    clusters: &'a [Cluster],
    most: f32,
    lines: Vec<Line>,
    /// First cluster of the current line, and its width up to now.
    start: usize,
    width: f32,
    /// The last place in the current line where it may end.
    last_break: Option<usize>,
}

impl Breaker<'_> {
    fn add(&mut self, at: usize, cluster: &Cluster) {
        match cluster.kind {
            Kind::LineBreak => return self.end_line(at, at + 1),
            Kind::Blank => {}
            Kind::Visible => {
                while self.width + cluster.width > self.most && at > self.start {
                    let end = self.last_break.unwrap_or(at);
                    self.end_line(end, end);
                    self.width = self.width_of(end..at);
                }
            }
        }
        self.width += cluster.width;
        if cluster.may_break_after {
            self.last_break = Some(at + 1);
        }
    }

    /// Ends the line before cluster `end`; the next one starts at `next`.
    fn end_line(&mut self, end: usize, next: usize) {
        let line = self.start..end;
        let is_visible = |c: &&Cluster| c.kind == Kind::Visible;
        let clusters = self.clusters.get(line.clone()).unwrap_or(&[]);
        let hanging = clusters.iter().rev().take_while(|c| !is_visible(c)).count();
        let width = self.width_of(line.start..line.end.saturating_sub(hanging));
        self.lines.push(Line {
            clusters: line,
            width,
        });
        self.start = next;
        self.width = 0.0;
        self.last_break = None;
    }

    fn width_of(&self, range: Range<usize>) -> f32 {
        let clusters = self.clusters.get(range).unwrap_or(&[]);
        clusters.iter().map(|c| c.width).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fonts::{Fonts, Weight};
    use super::super::shape::shape;
    use super::super::system_fonts::sources_for;
    use super::*;
    use std::collections::BTreeSet;

    /// The lines of a text where so many ems are free.
    fn lines(text: &str, most: f32) -> Vec<String> {
        let (sources, _) = sources_for(BTreeSet::new());
        let mut fonts = Fonts::new(&sources).unwrap();
        let shaped = shape(&mut fonts, text, Weight::Regular);
        let text_of = |line: &Line| {
            let clusters = &shaped.clusters[line.clusters.clone()];
            clusters.iter().map(|c| shaped.text_of(c)).collect()
        };
        break_lines(&shaped.clusters, most)
            .iter()
            .map(text_of)
            .collect()
    }

    #[test]
    fn lines_end_after_blanks_and_hyphens() {
        assert_eq!(lines("one two three", 4.0), ["one two ", "three"]);
        assert_eq!(lines("call-off dates", 2.5), ["call-", "off ", "dates"]);
        assert_eq!(lines("one\n\ntwo", 9.0), ["one", "", "two"]);
        assert_eq!(lines("", 9.0), [""]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_anywhere() {
        let lines = lines("a mmmmmmmm b", 2.5);
        assert_eq!(lines.concat(), "a mmmmmmmm b");
        assert!(
            lines.iter().all(|l| l.matches('m').count() <= 3),
            "{lines:?}"
        );
    }

    #[test]
    fn a_line_narrower_than_a_character_holds_one() {
        assert_eq!(lines("abc", 0.1), ["a", "b", "c"]);
    }

    #[test]
    fn blanks_at_the_end_of_a_line_do_not_make_it_wider() {
        let (sources, _) = sources_for(BTreeSet::new());
        let mut fonts = Fonts::new(&sources).unwrap();
        let shaped = shape(&mut fonts, "ab   ", Weight::Regular);
        let bare = shape(&mut fonts, "ab", Weight::Regular);
        let lines = break_lines(&shaped.clusters, 1.2);
        assert_eq!(lines.len(), 1);
        assert!((lines[0].width - bare.width()).abs() < 0.001);
    }
}
