//! `plan.md` to a tree.
//!
//! The head is a line `Số: …`, a line `…, ngày … tháng … năm …`, the heading `# KẾ HOẠCH`, the subject and the preamble.
//! Then `##` opens a section, `###` or a numbered list an item, a paragraph `a) …`, a dash or a table row a point.
//! `{#II .tasks}` states a section's identifier and role; `<!-- alias: II.3.g -->` a second identifier of the node
//! above it. What stands between a line `---` and the next section (recipients, signature) is no part of the tree.

use rustc_hash::FxHashMap;

use super::blocks::{Block, Content, TableRow, blocks};
use super::labels::{is_ordinal, ordinal, place_and_date, split_heading, split_point, symbol};
use super::{Node, NodeKind, Plan, Role, mistakes};
use crate::model::{Bilingual, Date, PlanId};

/// What is wrong with `plan.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError {
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Bilingual,
    /// What is expected.
    pub expected: Bilingual,
}

/// Parses the Markdown of a plan. All mistakes are reported, not just the first, in the order of their lines.
pub fn parse_plan(markdown: &str) -> Result<Plan, Vec<PlanError>> {
    let mut builder = Builder::default();
    for block in blocks(markdown) {
        builder.take(block);
    }
    builder.finish()
}

/// The words that state a section's role in the braces of its heading.
pub(super) const ROLES: [(&str, Role); 5] = [
    ("tasks", Role::Tasks),
    ("funding", Role::Funding),
    ("duties", Role::Duties),
    ("catalogue", Role::Catalogue),
    ("narrative", Role::Narrative),
];

/// Where the next paragraph belongs.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// Before the heading `#`.
    #[default]
    Head,
    /// After it, before the first section.
    Preamble,
    /// In a section.
    Section,
    /// After `---`: recipients and signature.
    Outside,
}

#[derive(Default)]
struct Builder {
    symbol: Option<String>,
    place_and_date: Option<(String, Date)>,
    kind: Option<String>,
    subject: Option<String>,
    preamble: Vec<String>,
    sections: Vec<Node>,
    place: Place,
    /// The open item was opened by a heading, so that a numbered list below it numbers points.
    item_is_heading: bool,
    errors: Vec<PlanError>,
}

impl Builder {
    fn take(&mut self, block: Block) {
        let line = block.line;
        match block.content {
            Content::Heading { level: 1, text, .. } => self.open_kind(line, text),
            Content::Heading { level: 2, id, classes, text } => self.open_section(line, id, &classes, &text),
            Content::Heading { level: 3, id, text, .. } => self.open_item_heading(line, id, &text),
            Content::Heading { text, .. } => self.errors.push(mistakes::too_deep(line, &text)),
            Content::Rule => self.place = Place::Outside,
            Content::Comment(comment) => self.take_comment(line, &comment),
            Content::Paragraph(text) => self.take_paragraph(line, text),
            Content::Item { mark, text } => self.take_list_item(line, &mark, text),
            Content::Table { head, rows } => self.take_table(&head, rows),
        }
    }

    fn open_kind(&mut self, line: usize, text: String) {
        if self.kind.is_some() {
            self.errors.push(mistakes::second_title(line));
            return;
        }
        self.kind = Some(text);
        self.place = Place::Preamble;
    }

    fn open_section(&mut self, line: usize, id: Option<String>, classes: &[String], text: &str) {
        self.place = Place::Section;
        self.item_is_heading = false;
        let (label, title) = split_heading(text);
        let id = id.unwrap_or_else(|| ordinal(label).to_owned());
        if id.is_empty() {
            self.errors.push(mistakes::section_without_id(line, text));
        }
        let role = self.role_of(line, classes);
        if role != Role::Narrative
            && let Some(first) = self.sections.iter().find(|section| section.role == role)
        {
            self.errors.push(mistakes::role_twice(line, role, first.line));
        }
        let mut section = node(PlanId::new(id), NodeKind::Section, role, label, line);
        section.title = title.to_owned();
        self.sections.push(section);
    }

    fn role_of(&mut self, line: usize, classes: &[String]) -> Role {
        let mut found = None;
        for class in classes {
            match ROLES.iter().find(|(name, _)| name == class) {
                Some((_, role)) if found.is_none() => found = Some(*role),
                Some(_) => self.errors.push(mistakes::two_roles(line)),
                None => self.errors.push(mistakes::unknown_class(line, class)),
            }
        }
        found.unwrap_or(Role::Narrative)
    }

    fn open_item_heading(&mut self, line: usize, id: Option<String>, text: &str) {
        if self.place != Place::Section {
            self.errors.push(mistakes::outside_section(line, text));
            return;
        }
        let Some(section) = self.sections.last_mut() else { return };
        let (label, title) = split_heading(text);
        if id.is_none() && label.is_empty() {
            self.errors.push(mistakes::item_without_number(line, text));
            return;
        }
        let id = id.map_or_else(|| below(&section.id, ordinal(label)), PlanId::new);
        let mut item = node(id, NodeKind::Item, section.role, label, line);
        item.title = title.to_owned();
        section.children.push(item);
        self.item_is_heading = true;
    }

    fn take_paragraph(&mut self, line: usize, text: String) {
        match self.place {
            Place::Head => self.take_head(line, &text),
            Place::Preamble if self.subject.is_none() => self.subject = Some(text),
            Place::Preamble => self.preamble.push(text),
            Place::Outside => {}
            Place::Section => match split_point(&text) {
                Some((label, rest)) => self.add_point(line, label, ordinal(label), rest),
                None => {
                    if let Some(open) = self.open_node() {
                        open.paragraphs.push(text);
                    }
                }
            },
        }
    }

    fn take_head(&mut self, line: usize, text: &str) {
        if let Some(found) = symbol(text) {
            self.symbol = Some(found.to_owned());
        } else if let Some((place, date)) = place_and_date(text) {
            match date {
                Some(date) => self.place_and_date = Some((place.to_owned(), date)),
                None => {
                    self.errors.push(mistakes::bad_date(line, text));
                    // Said once is enough: the date is there, only wrong.
                    self.place_and_date = Some((place.to_owned(), Date::ZERO));
                }
            }
        }
    }

    fn take_list_item(&mut self, line: usize, mark: &str, text: String) {
        match self.place {
            Place::Outside | Place::Head => return,
            Place::Preamble => {
                self.preamble.push(format!("{mark} {text}"));
                return;
            }
            Place::Section => {}
        }
        let numbered = mark.starts_with(|sign: char| sign.is_ascii_digit());
        let Some(section) = self.sections.last_mut() else { return };
        if numbered && !self.item_is_heading {
            let mut item = node(below(&section.id, ordinal(mark)), NodeKind::Item, section.role, mark, line);
            item.paragraphs.extend((!text.is_empty()).then_some(text));
            section.children.push(item);
        } else if numbered {
            self.add_point(line, mark, ordinal(mark), &text);
        } else if let Some(point) = self.open_node().filter(|open| is_lettered(open)) {
            point.paragraphs.push(format!("{mark} {text}"));
        } else {
            let number = self.parent().map_or(1, |parent| parent.children.len() + 1).to_string();
            self.add_point(line, mark, &number, &text);
        }
    }

    fn take_table(&mut self, head: &[String], rows: Vec<TableRow>) {
        if self.place != Place::Section {
            return;
        }
        for row in rows {
            let Some(parent) = self.parent() else { return };
            let number = row.cells.first().filter(|cell| is_ordinal(cell)).cloned();
            let count = (parent.children.len() + 1).to_string();
            let id = below(&parent.id, number.as_deref().map_or(&count, |number| ordinal(number)));
            let name = row.cells.get(usize::from(number.is_some())).cloned().unwrap_or_default();
            let mut point = node(id, NodeKind::Point, parent.role, number.as_deref().unwrap_or_default(), row.line);
            if name.is_empty() {
                self.errors.push(mistakes::empty_row(row.line));
                continue;
            }
            point.paragraphs.push(name);
            point.fields = head.iter().cloned().zip(row.cells).collect();
            parent.children.push(point);
        }
    }

    fn take_comment(&mut self, line: usize, comment: &str) {
        let Some(alias) = comment.strip_prefix("alias:").map(str::trim) else { return };
        let in_section = self.place == Place::Section;
        let target = self.open_node().filter(|open| in_section && open.kind != NodeKind::Section);
        match target {
            Some(open) if !alias.is_empty() => open.aliases.push(PlanId::new(alias)),
            _ => self.errors.push(mistakes::stray_alias(line)),
        }
    }

    fn add_point(&mut self, line: usize, label: &str, number: &str, text: &str) {
        let Some(parent) = self.parent() else { return };
        let mut point = node(below(&parent.id, number), NodeKind::Point, parent.role, label, line);
        point.paragraphs.push(text.to_owned());
        parent.children.push(point);
        if text.is_empty() {
            self.errors.push(mistakes::empty_point(line, label));
        }
    }

    /// The open item, or the section where it has none: what a point is put below.
    fn parent(&mut self) -> Option<&mut Node> {
        let section = self.sections.last_mut()?;
        if section.children.last().is_some_and(|child| child.kind == NodeKind::Item) {
            return section.children.last_mut();
        }
        Some(section)
    }

    /// The node that was opened last.
    fn open_node(&mut self) -> Option<&mut Node> {
        let mut open = self.sections.last_mut()?;
        while !open.children.is_empty() {
            open = open.children.last_mut()?;
        }
        Some(open)
    }

    fn finish(mut self) -> Result<Plan, Vec<PlanError>> {
        self.check_identifiers();
        self.check_tasks();
        if self.symbol.as_deref().unwrap_or_default().is_empty() {
            self.errors.push(mistakes::no_symbol());
        }
        if self.place_and_date.is_none() {
            self.errors.push(mistakes::no_date());
        }
        match &self.kind {
            None => self.errors.push(mistakes::no_kind()),
            Some(kind) if self.subject.is_none() => self.errors.push(mistakes::no_subject(kind)),
            Some(_) => {}
        }
        self.errors.sort_by_key(|error| error.line);
        match (self.symbol, self.place_and_date, self.kind, self.subject) {
            (Some(symbol), Some((place, date)), Some(kind), Some(subject)) if self.errors.is_empty() => {
                Ok(Plan { symbol, place, date, kind, subject, preamble: self.preamble, sections: self.sections })
            }
            _ => Err(self.errors),
        }
    }

    fn check_identifiers(&mut self) {
        let mut first_line: FxHashMap<&str, usize> = FxHashMap::default();
        for node in self.sections.iter().flat_map(Node::walk) {
            for id in std::iter::once(&node.id).chain(&node.aliases).filter(|id| !id.as_str().is_empty()) {
                if let Some(first) = first_line.insert(id.as_str(), node.line) {
                    self.errors.push(mistakes::duplicate_id(node.line, id, first));
                }
            }
        }
    }

    fn check_tasks(&mut self) {
        match self.sections.iter().find(|section| section.role == Role::Tasks) {
            None => self.errors.push(mistakes::no_tasks()),
            Some(section) if section.children.is_empty() => {
                self.errors.push(mistakes::empty_tasks(section.line, &section.title));
            }
            Some(_) => {}
        }
    }
}

fn node(id: PlanId, kind: NodeKind, role: Role, label: &str, line: usize) -> Node {
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

fn below(parent: &PlanId, number: &str) -> PlanId {
    PlanId::new(format!("{parent}.{number}"))
}

fn is_lettered(node: &Node) -> bool {
    node.kind == NodeKind::Point && node.label.ends_with(')')
}
