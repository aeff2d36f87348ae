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
/// Lines end where the Unicode line breaking algorithm allows it, inside a word only if the word alone is
/// too wide. Blanks at the end of a line do not count.
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
