//! Bookmarks: the headings as a tree.

use super::style::{MARGIN, PAGE};
use super::tags::number;
use super::typesetter::Heading;
use pdf_writer::{Pdf, Ref, TextStr};

/// A heading in the tree.
struct Node {
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Writes the bookmarks; `item` gives the object of each heading and `page` that of a page.
pub(super) fn write(
    pdf: &mut Pdf,
    root: Ref,
    headings: &[Heading],
    item: impl Fn(usize) -> Ref,
    page: impl Fn(usize) -> Ref,
) {
    let (nodes, top) = tree(headings);
    let mut outline = pdf.outline(root);
    if let (Some(first), Some(last)) = (top.first(), top.last()) {
        outline
            .first(item(*first))
            .last(item(*last))
            .count(number(top.len()));
    }
    drop(outline);
    for (n, (heading, node)) in headings.iter().zip(&nodes).enumerate() {
        let siblings = match node.parent.and_then(|p| nodes.get(p)) {
            Some(parent) => &parent.children,
            None => &top,
        };
        let at = siblings.iter().position(|s| *s == n).unwrap_or(0);
        let before = at.checked_sub(1).and_then(|at| siblings.get(at));
        let mut entry = pdf.outline_item(item(n));
        entry.title(TextStr(&heading.text.replace('\n', " ")));
        entry.parent(node.parent.map_or(root, &item));
        if let Some(before) = before {
            entry.prev(item(*before));
        }
        if let Some(next) = siblings.get(at + 1) {
            entry.next(item(*next));
        }
        if let (Some(first), Some(last)) = (node.children.first(), node.children.last()) {
            // a negative count: shown closed
            let count = number(node.children.len());
            entry.first(item(*first)).last(item(*last)).count(-count);
        }
        let dest = entry.dest().page(page(heading.page));
        dest.xyz(MARGIN, PAGE.1 - heading.y, None);
    }
}

/// A node for each heading, and those that are below none.
fn tree(headings: &[Heading]) -> (Vec<Node>, Vec<usize>) {
    let mut nodes: Vec<Node> = Vec::new();
    let mut top = Vec::new();
    let mut above: Vec<(u8, usize)> = Vec::new();
    for (n, heading) in headings.iter().enumerate() {
        while above.pop_if(|(level, _)| *level >= heading.level).is_some() {}
        let parent = above.last().map(|(_, parent)| *parent);
        match parent.and_then(|p| nodes.get_mut(p)) {
            Some(parent) => parent.children.push(n),
            None => top.push(n),
        }
        nodes.push(Node {
            parent,
            children: Vec::new(),
        });
        above.push((heading.level, n));
    }
    (nodes, top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_below_the_last_one_of_a_higher_level() {
        let heading = |level| Heading {
            level,
            text: String::new(),
            page: 0,
            y: 0.0,
        };
        let headings: Vec<Heading> = [2, 1, 3, 2, 3, 1].map(heading).into();
        let (nodes, top) = tree(&headings);
        assert_eq!(top, [0, 1, 5]);
        let parents: Vec<Option<usize>> = nodes.iter().map(|n| n.parent).collect();
        assert_eq!(parents, [None, None, Some(1), Some(1), Some(3), None]);
        assert_eq!(nodes[1].children, [2, 3]);
    }
}
