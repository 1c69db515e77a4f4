//! The nodes that are open while a plan is read: a chain from a section down to what was opened last, each the last child of
//! the one before.

use super::labels::ordinal;
use super::{Node, NodeKind, Role};
use crate::model::PlanId;

/// How far out a node stands: one that is opened closes all that stand as far in as itself, or further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A part or a section.
    Section,
    /// A heading of level 3 or more.
    Heading(u8),
    /// A number in so many parts: `1.` has one, `1.2.` two.
    Number(usize),
    /// A row that heads others: capital letters (0) before Roman numbers (1) before the rest (2).
    RowGroup(u8),
    /// A row of a table, by the parts of its number.
    Row(usize),
    /// `a)`.
    Letter,
    /// `a1)`.
    NumberedLetter,
    /// A dash.
    Dash,
}

/// An open node.
#[derive(Debug)]
struct Open {
    rank: Rank,
    /// The digits of its number, as `1.2` for `1.2.`; empty where it has none.
    number: String,
    /// In how many lists a dash stands.
    depth: usize,
}

/// The sections read so far, the last of which is open.
#[derive(Debug, Default)]
pub(super) struct OpenNodes {
    sections: Vec<Node>,
    open: Vec<Open>,
}

impl OpenNodes {
    /// The sections so far.
    pub(super) fn sections(&self) -> &[Node] {
        &self.sections
    }

    /// Opens a section.
    pub(super) fn open_section(&mut self, section: Node) {
        let number = digits(&section.label);
        self.sections.push(section);
        self.open = vec![Open { rank: Rank::Section, number, depth: 0 }];
    }

    /// Opens a node below the innermost one that stands further out than `rank`. Nothing happens before the first section.
    pub(super) fn open(&mut self, rank: Rank, depth: usize, node: impl FnOnce(&Node) -> Node) {
        self.close(rank);
        let Some(parent) = self.innermost() else { return };
        let child = node(parent);
        let number = digits(&child.label);
        parent.children.push(child);
        self.open.push(Open { rank, number, depth });
    }

    /// Closes what stands as far in as `rank`, or further; never the section.
    pub(super) fn close(&mut self, rank: Rank) {
        while self.open.len() > 1 && self.open.last().is_some_and(|open| open.rank >= rank) {
            self.open.pop();
        }
    }

    /// The node that was opened last and is open still.
    pub(super) fn innermost(&mut self) -> Option<&mut Node> {
        let mut node = self.sections.last_mut()?;
        for _ in 1..self.open.len() {
            node = node.children.last_mut()?;
        }
        Some(node)
    }

    /// The node that was opened last, open or not.
    pub(super) fn last(&mut self) -> Option<&mut Node> {
        let mut node = self.sections.last_mut()?;
        while !node.children.is_empty() {
            node = node.children.last_mut()?;
        }
        Some(node)
    }

    /// The rank of the innermost node, and the depth of its list.
    pub(super) fn rank(&self) -> Option<(Rank, usize)> {
        self.open.last().map(|open| (open.rank, open.depth))
    }

    /// What follows the number of an open node in `number`: `3` of `1.2.3` below `1.2`. `None` where no open node has the
    /// beginning of that number.
    pub(super) fn rest_of_number<'n>(&self, number: &'n str) -> Option<&'n str> {
        let (parent, rest) = number.rsplit_once('.')?;
        self.open.iter().any(|open| open.number == parent).then_some(rest)
    }

    /// The sections, with nothing open. Dashes give way where the number of a sibling is what they were counted as.
    pub(super) fn finish(mut self) -> Vec<Node> {
        self.sections.iter_mut().for_each(settle);
        self.sections
    }
}

/// The digits of a label: `1.2` of `1.2.`; empty for letters.
fn digits(label: &str) -> String {
    let bare = ordinal(label);
    if bare.starts_with(|sign: char| sign.is_ascii_digit()) { bare.to_owned() } else { String::new() }
}

/// A point that has points below it is an item; a dash whose count is the printed number of a sibling is told apart from it.
fn settle(node: &mut Node) {
    if node.kind == NodeKind::Point && !node.children.is_empty() {
        node.kind = NodeKind::Item;
    }
    let printed: Vec<PlanId> =
        node.children.iter().filter(|child| !is_counted(child)).map(|child| child.id.clone()).collect();
    for child in &mut node.children {
        if is_counted(child) && printed.contains(&child.id) {
            let count = child.id.as_str().rsplit('.').next().unwrap_or_default();
            // g: gạch đầu dòng, the Vietnamese word for a dash.
            child.id = below(&node.id, &format!("g{count}"));
        }
        settle(child);
    }
}

/// Whether a node has its number from being counted, and not from print.
fn is_counted(node: &Node) -> bool {
    !node.label.contains(char::is_alphanumeric)
}

/// The identifier of a node below another.
pub(super) fn below(parent: &PlanId, number: &str) -> PlanId {
    PlanId::new(format!("{parent}.{number}"))
}

/// A node with nothing in it.
pub(super) fn node(id: PlanId, kind: NodeKind, role: Role, label: &str, line: usize) -> Node {
    Node {
        id,
        kind,
        role,
        label: label.to_owned(),
        title: String::new(),
        paragraphs: Vec::new(),
        fields: Vec::new(),
        aliases: Vec::new(),
        children: Vec::new(),
        line,
    }
}
