//! The structure tree (ISO 32000-1, 14.7): what is a heading, a paragraph, a cell. Nodes are added in document order,
//! parents first.

use super::{StructureNode, StructureRole, TagId};

/// The structure tree as it grows.
pub(super) struct Tree {
    nodes: Vec<StructureNode>,
    alternatives: Vec<String>,
    bounds: Vec<[f32; 4]>,
    section: TagId,
    /// Level of the last heading in this section; headings must not skip a level (ISO 14289-1, 7.4.2).
    level: u8,
    /// Level that a heading of level 1 has in this section: below the title of an annex it is 2.
    offset: u8,
}

impl Tree {
    pub(super) const ROOT: TagId = TagId(0);

    pub(super) fn new() -> Self {
        let mut tree = Self {
            nodes: Vec::new(),
            alternatives: Vec::new(),
            bounds: Vec::new(),
            section: Self::ROOT,
            level: 0,
            offset: 0,
        };
        tree.push(StructureRole::Document, None);
        tree
    }

    /// Begins a section: the body or an annex.
    pub(super) fn begin_section(&mut self) {
        self.section = self.add(StructureRole::Sect, Self::ROOT);
        self.level = 0;
        self.offset = 0;
    }

    /// The title of an annex, its H1.
    pub(super) fn title(&mut self) -> TagId {
        self.level = 1;
        self.offset = 1;
        self.add(StructureRole::H1, self.section)
    }

    /// A heading of the document's `level`, moved up where one would be skipped.
    pub(super) fn heading(&mut self, level: u8) -> TagId {
        let level = (level.max(1) + self.offset).min(self.level + 1).min(4);
        self.level = level;
        let role = match level {
            1 => StructureRole::H1,
            2 => StructureRole::H2,
            3 => StructureRole::H3,
            _ => StructureRole::H4,
        };
        self.add(role, self.section)
    }

    /// A node directly in the section.
    pub(super) fn block(&mut self, role: StructureRole) -> TagId {
        self.add(role, self.section)
    }

    pub(super) fn add(&mut self, role: StructureRole, parent: TagId) -> TagId {
        self.push(role, Some(parent))
    }

    /// A cell, with the columns and rows it covers.
    pub(super) fn cell(&mut self, role: StructureRole, parent: TagId, columns: usize, rows: usize) -> TagId {
        let tag = self.add(role, parent);
        let node = &mut self.nodes[tag.0 as usize];
        node.column_span = u16::try_from(columns).unwrap_or(u16::MAX);
        node.row_span = u16::try_from(rows).unwrap_or(u16::MAX);
        tag
    }

    /// Whether a cell names its row.
    pub(super) fn is_row_head(&self, tag: TagId) -> bool {
        self.nodes[tag.0 as usize].role == StructureRole::RowHead
    }

    /// A figure with its alternative text; where it stands is told by [`Tree::place_figure`].
    pub(super) fn figure(&mut self, alternative: &str) -> TagId {
        let tag = self.block(StructureRole::Figure);
        let index = self.alternatives.len() as u32;
        self.alternatives.push(alternative.to_owned());
        self.bounds.push([0.0; 4]);
        let node = &mut self.nodes[tag.0 as usize];
        node.alternative = Some(index);
        node.bounds = Some(index);
        tag
    }

    pub(super) fn place_figure(&mut self, tag: TagId, bounds: [f32; 4]) {
        if let Some(index) = self.nodes[tag.0 as usize].bounds {
            self.bounds[index as usize] = bounds;
        }
    }

    /// The nodes, the alternative texts and the positions of figures.
    pub(super) fn finish(self) -> (Vec<StructureNode>, Vec<String>, Vec<[f32; 4]>) {
        (self.nodes, self.alternatives, self.bounds)
    }

    fn push(&mut self, role: StructureRole, parent: Option<TagId>) -> TagId {
        let tag = TagId(self.nodes.len() as u32);
        self.nodes.push(StructureNode { role, parent, column_span: 1, row_span: 1, alternative: None, bounds: None });
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_skip_no_level() {
        let mut tree = Tree::new();
        tree.begin_section();
        let roles: Vec<_> = [2, 2, 4, 1, 3].map(|level| tree.heading(level)).to_vec();
        let roles: Vec<_> = roles.iter().map(|tag| tree.nodes[tag.0 as usize].role).collect();
        use StructureRole::{H1, H2};
        assert_eq!(roles, [H1, H2, StructureRole::H3, H1, H2]);
    }

    #[test]
    fn headings_of_an_annex_stand_below_its_title() {
        let mut tree = Tree::new();
        tree.begin_section();
        tree.title();
        let tag = tree.heading(1);
        assert_eq!(tree.nodes[tag.0 as usize].role, StructureRole::H2);
    }
}
