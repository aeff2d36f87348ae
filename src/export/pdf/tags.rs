//! The structure tree: what each part of a page is, in reading order.

use pdf_writer::types::{ListNumbering, StructRole, TableHeaderScope};
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Finish, Pdf, Rect, Ref, TextStr};

/// An element of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TagId(usize);

/// The element that holds all others.
pub(super) const DOCUMENT: TagId = TagId(0);

/// The structure of a document.
pub(super) struct Tags {
    tags: Vec<Tag>,
}

struct Tag {
    role: StructRole,
    parent: TagId,
    children: Vec<Child>,
    alternative: Option<String>,
    area: Option<Rect>,
}

enum Child {
    Tag(TagId),
    /// Content with this number on a page.
    Content {
        page: usize,
        id: i32,
    },
    /// A link, by its number in the document.
    Link {
        page: usize,
        link: usize,
    },
}

/// The numbers of objects that the tree refers to.
pub(super) trait Objects {
    fn tag(&self, tag: TagId) -> Ref;
    fn page(&self, page: usize) -> Ref;
    fn link(&self, link: usize) -> Ref;
}

impl TagId {
    pub(super) fn number(self) -> usize {
        self.0
    }
}

impl Tags {
    pub(super) fn new() -> Self {
        let document = Tag {
            role: StructRole::Document,
            parent: DOCUMENT,
            children: Vec::new(),
            alternative: None,
            area: None,
        };
        Self {
            tags: vec![document],
        }
    }

    /// Adds an element behind those its parent has.
    pub(super) fn add(&mut self, role: StructRole, parent: TagId) -> TagId {
        let id = TagId(self.tags.len());
        self.tags.push(Tag {
            role,
            parent,
            children: Vec::new(),
            alternative: None,
            area: None,
        });
        self.add_child(parent, Child::Tag(id));
        id
    }

    pub(super) fn add_content(&mut self, tag: TagId, page: usize, id: i32) {
        self.add_child(tag, Child::Content { page, id });
    }

    pub(super) fn add_link(&mut self, tag: TagId, page: usize, link: usize) {
        self.add_child(tag, Child::Link { page, link });
    }

    fn add_child(&mut self, tag: TagId, child: Child) {
        if let Some(tag) = self.tags.get_mut(tag.0) {
            tag.children.push(child);
        }
    }

    /// Says in words what the element shows.
    pub(super) fn set_alternative(&mut self, tag: TagId, text: &str) {
        if let Some(tag) = self.tags.get_mut(tag.0) {
            tag.alternative = Some(text.to_owned());
        }
    }

    /// Says which area of its page a figure takes.
    pub(super) fn set_area(&mut self, tag: TagId, area: Rect) {
        if let Some(tag) = self.tags.get_mut(tag.0) {
            tag.area = Some(area);
        }
    }

    pub(super) fn role(&self, tag: TagId) -> StructRole {
        self.tags.get(tag.0).map_or(StructRole::Span, |t| t.role)
    }

    /// Gives pages their final numbers.
    pub(super) fn renumber_pages(&mut self, number: impl Fn(usize) -> usize) {
        for child in self.tags.iter_mut().flat_map(|t| &mut t.children) {
            if let Child::Content { page, .. } | Child::Link { page, .. } = child {
                *page = number(*page);
            }
        }
    }

    /// Writes the tree; `parents` gives for each number of its parent tree the object with the
    /// elements.
    pub(super) fn write(
        &self,
        pdf: &mut Pdf,
        root: Ref,
        objects: &impl Objects,
        parents: impl ExactSizeIterator<Item = Ref>,
    ) {
        let mut tree = pdf.indirect(root).start::<StructTreeRoot>();
        tree.child(objects.tag(DOCUMENT));
        tree.parent_tree_next_key(number(parents.len()));
        let mut parent_tree = tree.parent_tree();
        let mut entries = parent_tree.nums();
        for (key, object) in parents.enumerate() {
            entries.insert(number(key), object);
        }
        entries.finish();
        parent_tree.finish();
        tree.finish();
        for (at, tag) in self.tags.iter().enumerate() {
            let parent = if at == 0 {
                root
            } else {
                objects.tag(tag.parent)
            };
            tag.write(pdf, objects.tag(TagId(at)), parent, objects);
        }
    }
}

impl Tag {
    fn write(&self, pdf: &mut Pdf, id: Ref, parent: Ref, objects: &impl Objects) {
        let mut element = pdf.struct_element(id);
        element.kind(self.role).parent(parent);
        if let Some(text) = &self.alternative {
            element.alt(TextStr(text));
        }
        match self.role {
            StructRole::TH => {
                let mut attributes = element.attributes();
                attributes.push().table().scope(TableHeaderScope::Column);
            }
            StructRole::L => {
                let mut attributes = element.attributes();
                attributes.push().list().list_numbering(ListNumbering::Disc);
            }
            _ => {}
        }
        if let Some(area) = self.area {
            element.attributes().push().layout().bbox(area);
        }
        // content on the page of the element needs no more than its number
        let own_page = self.children.iter().find_map(|child| match child {
            Child::Content { page, .. } => Some(*page),
            _ => None,
        });
        if let Some(page) = own_page {
            element.page(objects.page(page));
        }
        let mut children = element.children();
        for child in &self.children {
            match child {
                Child::Tag(tag) => {
                    children.struct_element(objects.tag(*tag));
                }
                Child::Content { page, id } if Some(*page) == own_page => {
                    children.marked_content_id(*id);
                }
                Child::Content { page, id } => {
                    let mut content = children.marked_content_ref();
                    content.page(objects.page(*page)).marked_content_id(*id);
                }
                Child::Link { page, link } => {
                    let mut object = children.object_ref();
                    object.page(objects.page(*page)).object(objects.link(*link));
                }
            }
        }
    }
}

/// A count as PDF writes it.
pub(super) fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
