//! The tree of a plan.

use crate::model::{Date, Origin, PlanId};

/// The file that has the plan.
const PLAN: &str = "plan.md";

/// What a comment of `plan.md` begins with that marks a guess of the program, until somebody confirms it and takes it away.
pub const TO_CONFIRM: &str = "CẦN XÁC NHẬN:";

/// A government plan: its head, and its sections as a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Số, ký hiệu: `2739/KH-UBND`.
    pub symbol: String,
    /// Where it was issued: `Tây Ninh`.
    pub place: String,
    /// When it was issued.
    pub date: Date,
    /// Tên loại văn bản: `KẾ HOẠCH`.
    pub kind: String,
    /// Trích yếu nội dung.
    pub subject: String,
    /// The paragraphs before the first section.
    pub preamble: Vec<Passage>,
    /// Parts, sections and appendices in the order of the plan.
    pub sections: Vec<Node>,
    /// The lines before the title that say neither number nor date: who issues the plan.
    pub head: Vec<Passage>,
    /// What stands below the line `---`: recipients, signature.
    pub closing: Vec<Passage>,
    /// What `plan.md` has besides the plan, or what Markdown leaves out of it.
    pub unread: Vec<Passage>,
    /// What was read as text and looks as if it were a heading or a number.
    pub doubtful: Vec<Passage>,
}

/// A text of `plan.md` and the line where it begins, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its line.
    pub line: usize,
    /// Its words.
    pub text: String,
}

impl Passage {
    /// What is to be confirmed, where the passage marks a guess of the program.
    pub fn to_confirm(&self) -> Option<&str> {
        self.text.strip_prefix(TO_CONFIRM).map(str::trim_start)
    }
}

/// What a section means for the report. It is stated in `plan.md` as a class of the heading: `{#II .tasks}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Nhiệm vụ, giải pháp: the points that agencies report on.
    Tasks,
    /// Kinh phí.
    Funding,
    /// Tổ chức thực hiện: who does what.
    Duties,
    /// Danh mục nhiệm vụ: the appendix.
    Catalogue,
    /// Text that is not reported on.
    Narrative,
}

/// The place of a node in its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// A section: `II. NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU`.
    Section,
    /// An item: `1. Tăng cường sự lãnh đạo …`, `1.1. …`, or a row that heads others. A group of points in the tasks, a body in
    /// the duties. Items may stand in items.
    Item,
    /// A point `a)`, a dash, or a row of a table: what is reported on.
    Point,
}

/// A section, an item or a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Stable identifier.
    pub id: PlanId,
    /// Its place in the section.
    pub kind: NodeKind,
    /// What the section means; the same for all nodes of a section.
    pub role: Role,
    /// The label as the plan prints it: `II.`, `1.`, `đ)`, `-`.
    pub label: String,
    /// The heading of a section or item; empty where the plan prints none.
    pub title: String,
    /// The text below the heading, one entry a paragraph. A point is all text.
    pub paragraphs: Vec<String>,
    /// For a row of a table: the cells by the head of their column, in order.
    pub fields: Vec<(String, String)>,
    /// Letters that are read as this point's besides its own, such as `g` for `i`.
    pub aliases: Vec<PlanId>,
    /// What stands below it.
    pub children: Vec<Node>,
    /// The line of `plan.md` where it begins, counted from 1.
    pub line: usize,
}

impl Node {
    /// The text that names the node: its title, or else its first paragraph.
    pub fn text(&self) -> &str {
        if self.title.is_empty() { self.paragraphs.first().map_or("", String::as_str) } else { &self.title }
    }

    /// Where a count of nodes has it from: `plan.md: II.1.a`.
    pub fn origin(&self) -> Origin {
        Origin::Setting(format!("{PLAN}: {}", self.id).into())
    }

    /// The node and all below it, in the order of the plan.
    pub fn walk(&self) -> impl Iterator<Item = &Node> {
        let mut stack = vec![self];
        std::iter::from_fn(move || {
            let node = stack.pop()?;
            stack.extend(node.children.iter().rev());
            Some(node)
        })
    }

    /// True for what agencies report on: a point, or an item that has none.
    pub fn is_reported_on(&self) -> bool {
        self.children.is_empty() && self.kind != NodeKind::Section
    }
}

impl Plan {
    /// All nodes in the order of the plan.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.sections.iter().flat_map(Node::walk)
    }

    /// The sections that play `role`, in the order of the plan; most plans have one or none.
    pub fn sections_of(&self, role: Role) -> impl Iterator<Item = &Node> {
        self.sections.iter().filter(move |section| section.role == role)
    }

    /// What the sections of `role` are called, by whatever name `of` takes of each; empty where there is none.
    pub fn named(&self, role: Role, of: impl Fn(&Node) -> String) -> String {
        self.sections_of(role).map(of).filter(|name| !name.is_empty()).collect::<Vec<_>>().join("; ")
    }

    /// What stands right below the sections of `role`, in the order of the plan.
    pub fn items(&self, role: Role) -> impl Iterator<Item = &Node> {
        self.sections_of(role).flat_map(|section| &section.children)
    }

    /// What agencies report on in the sections of `role`, in the order of the plan: the 27 points of section II for
    /// [`Role::Tasks`], the 22 duties of section IV for [`Role::Duties`].
    pub fn reported(&self, role: Role) -> impl Iterator<Item = &Node> {
        self.sections_of(role).flat_map(Node::walk).filter(|node| node.is_reported_on())
    }

    /// The node with this identifier, or the one that has it as an alias.
    pub fn find(&self, id: &str) -> Option<&Node> {
        self.nodes()
            .find(|node| node.id.as_str() == id)
            .or_else(|| self.nodes().find(|node| node.aliases.iter().any(|alias| alias.as_str() == id)))
    }
}
