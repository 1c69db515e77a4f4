//! `plan.md` to a tree.
//!
//! The head is a line `Số: …`, a line `…, ngày … tháng … năm …`, the heading `# KẾ HOẠCH`, the subject and the preamble. Then
//! `#` opens a part, `##` a section, `###` and deeper headings, a number `1.` or `1.2.` an item, a paragraph `a) …`, a dash or
//! a table row a point. `{#II .tasks}` states a section's identifier and role; `<!-- alias: II.3.g -->` a second identifier of
//! the node above it. What stands between a line `---` and the next section (recipients, signature) is the plan's closing.
//!
//! Every sign of the file ends in a node, in the head, the preamble or the closing, or in [`Plan::unread`].

use rustc_hash::FxHashMap;

use super::blocks::{Block, Content, TableRow, blocks};
use super::labels::{Label, looks_like_heading, ordinal, place_and_date, split_heading, split_label, symbol};
use super::open_nodes::{OpenNodes, Rank, below, node};
use super::table_rows::{PlanRow, plan_rows};
use super::{Node, NodeKind, Passage, Plan, Role, mistakes};
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
    let (blocks, unread) = blocks(markdown);
    let mut builder = Builder { unread, ..Builder::default() };
    for block in blocks {
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
    Closing,
}

#[derive(Default)]
struct Builder {
    symbol: Option<String>,
    place_and_date: Option<(String, Date)>,
    kind: Option<String>,
    subject: Option<String>,
    preamble: Vec<Passage>,
    nodes: OpenNodes,
    place: Place,
    /// The parts so far, and the identifier of the open one.
    parts: usize,
    part: Option<PlanId>,
    head: Vec<Passage>,
    closing: Vec<Passage>,
    unread: Vec<Passage>,
    doubtful: Vec<Passage>,
    errors: Vec<PlanError>,
}

impl Builder {
    fn take(&mut self, block: Block) {
        let line = block.line;
        match block.content {
            Content::Heading { level: 1, text, id, classes } => self.take_title(line, id, &classes, text),
            Content::Heading { level: 2, id, classes, text } => self.open_section(line, id, &classes, &text),
            Content::Heading { level, id, classes, text } => self.open_item_heading(line, level, id, &classes, &text),
            Content::Rule => self.place = Place::Closing,
            Content::Comment(comment) => self.take_comment(line, comment),
            Content::Paragraph(text) => self.take_paragraph(line, text),
            Content::Item { mark, text, depth } => self.take_list_item(line, &mark, text, depth),
            Content::Table { head, rows } => self.take_table(line, &head, rows),
        }
    }

    /// The first heading of level 1 is the plan's title; others open parts.
    fn take_title(&mut self, line: usize, id: Option<String>, classes: &[String], text: String) {
        if self.kind.is_none() {
            self.kind = Some(text);
            self.place = Place::Preamble;
            return;
        }
        self.parts += 1;
        let id = PlanId::new(id.unwrap_or_else(|| format!("P{}", self.parts)));
        self.part = Some(id.clone());
        self.place = Place::Section;
        let mut part = node(id, NodeKind::Section, self.role_of(line, classes), "", line);
        part.title = text;
        self.nodes.open_section(part);
    }

    fn open_section(&mut self, line: usize, id: Option<String>, classes: &[String], text: &str) {
        self.place = Place::Section;
        let (label, title) = split_heading(text);
        let id = id.map_or_else(|| self.section_id(label, title), PlanId::new);
        if id.as_str().is_empty() {
            self.errors.push(mistakes::section_without_id(line, text));
        }
        let role = self.role_of(line, classes);
        let mut section = node(id, NodeKind::Section, role, label, line);
        section.title = title.to_owned();
        self.nodes.open_section(section);
    }

    /// The identifier of a section that states none: its number, below the part where an earlier part has that number. An
    /// appendix is `PL`, or `PL2` for `PHỤ LỤC II`… as it is printed.
    fn section_id(&self, label: &str, title: &str) -> PlanId {
        const APPENDIX: &str = "PHỤ LỤC";
        let own = match title.to_uppercase().strip_prefix(APPENDIX) {
            Some(rest) if label.is_empty() => {
                let number = rest.split(|sign: char| !sign.is_alphanumeric()).find(|word| !word.is_empty());
                let number = number.filter(|word| word.chars().all(|sign| "IVX0123456789".contains(sign)));
                format!("PL{}", number.unwrap_or_default())
            }
            _ => ordinal(label).to_owned(),
        };
        let is_taken = self.nodes.sections().iter().any(|section| section.id.as_str() == own);
        match &self.part {
            Some(part) if is_taken => below(part, &own),
            _ => PlanId::new(own),
        }
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

    fn open_item_heading(&mut self, line: usize, level: u8, id: Option<String>, classes: &[String], text: &str) {
        if self.place != Place::Section {
            self.errors.push(mistakes::outside_section(line, text));
            return;
        }
        // A role is that of a whole section.
        self.unread.extend(classes.iter().map(|class| Passage { line, text: format!(".{class}") }));
        let (label, title) = match split_label(text) {
            Some((label @ (Label::Letter(_) | Label::NumberedLetter(_)), rest)) => (label.printed(), rest),
            _ => split_heading(text),
        };
        if id.is_none() && label.is_empty() {
            self.errors.push(mistakes::item_without_number(line, text));
            return;
        }
        let rank = Rank::Heading(level);
        self.nodes.close(rank);
        let number = self.nodes.rest_of_number(ordinal(label)).unwrap_or_else(|| bare(label)).to_owned();
        self.nodes.open(rank, 0, |parent| {
            let id = id.map_or_else(|| below(&parent.id, &number), PlanId::new);
            let mut item = node(id, NodeKind::Item, parent.role, label, line);
            item.title = title.to_owned();
            item
        });
    }

    fn take_paragraph(&mut self, line: usize, text: String) {
        match self.place {
            Place::Head => self.take_head(line, text),
            Place::Preamble if self.subject.is_none() => self.subject = Some(text),
            Place::Preamble => self.preamble.push(Passage { line, text }),
            Place::Closing => self.closing.push(Passage { line, text }),
            Place::Section => match split_label(&text) {
                Some((Label::Letter(label), rest)) => self.add_point(line, Rank::Letter, label, bare(label), rest),
                Some((Label::NumberedLetter(label), rest)) => {
                    self.add_point(line, Rank::NumberedLetter, label, bare(label), rest);
                }
                Some((Label::Number(label, 1), rest)) => self.add_number(line, label, rest),
                Some((Label::Number(label, parts), rest)) => self.add_sub_number(line, label, parts, rest, &text),
                None => self.add_text(line, text),
            },
        }
    }

    fn take_head(&mut self, line: usize, text: String) {
        if let Some(found) = symbol(&text).filter(|_| self.symbol.is_none()) {
            self.symbol = Some(found.to_owned());
        } else if let Some((place, date)) = place_and_date(&text).filter(|_| self.place_and_date.is_none()) {
            match date {
                Some(date) => self.place_and_date = Some((place.to_owned(), date)),
                None => {
                    self.errors.push(mistakes::bad_date(line, &text));
                    // Said once is enough: the date is there, only wrong.
                    self.place_and_date = Some((place.to_owned(), Date::ZERO));
                }
            }
        } else {
            self.head.push(Passage { line, text });
        }
    }

    fn take_list_item(&mut self, line: usize, mark: &str, text: String, depth: usize) {
        let whole = format!("{mark} {text}");
        match self.place {
            Place::Head => self.head.push(Passage { line, text: whole }),
            Place::Closing => self.closing.push(Passage { line, text: whole }),
            Place::Preamble => self.preamble.push(Passage { line, text: whole }),
            Place::Section => self.take_item_of_section(line, mark, &text, depth),
        }
    }

    fn take_item_of_section(&mut self, line: usize, mark: &str, text: &str, depth: usize) {
        let is_numbered = mark.starts_with(|sign: char| sign.is_ascii_digit());
        // What is listed below a point or a dash is a part of what that says.
        let is_part = match self.nodes.rank() {
            Some((Rank::Letter | Rank::NumberedLetter, _)) => !is_numbered || depth > 1,
            Some((Rank::Dash, of_dash)) => depth > of_dash || (mark == "+" && !is_numbered),
            _ => false,
        };
        if is_part {
            self.add_text(line, format!("{mark} {text}"));
        } else if is_numbered {
            self.add_number(line, mark, text);
        } else {
            // A dash may itself be numbered: `- 1.2. …` is one dash.
            self.nodes.close(Rank::Letter);
            let number = self.nodes.innermost().map_or(1, |parent| parent.children.len() + 1).to_string();
            self.open_point(line, Rank::Dash, depth, mark, &number, text);
        }
    }

    /// A number `1.`: an item right below a section, else a point.
    fn add_number(&mut self, line: usize, label: &str, text: &str) {
        let rank = Rank::Number(1);
        self.nodes.close(rank);
        let below_section = self.nodes.rank().is_some_and(|(rank, _)| rank == Rank::Section);
        if !below_section {
            self.open_point(line, rank, 0, label, ordinal(label), text);
            return;
        }
        self.nodes.open(rank, 0, |section| {
            let mut item = node(below(&section.id, ordinal(label)), NodeKind::Item, section.role, label, line);
            item.paragraphs.extend((!text.is_empty()).then(|| text.to_owned()));
            item
        });
    }

    /// A number `1.2.`, below the item that has its beginning. Where none has, it is no number of the plan's.
    fn add_sub_number(&mut self, line: usize, label: &str, parts: usize, rest: &str, text: &str) {
        let number = self.nodes.rest_of_number(ordinal(label)).map(str::to_owned);
        match number {
            Some(number) => self.open_point(line, Rank::Number(parts), 0, label, &number, rest),
            None => {
                self.doubtful.push(Passage { line, text: text.to_owned() });
                self.add_text(line, text.to_owned());
            }
        }
    }

    /// A paragraph of the innermost node.
    fn add_text(&mut self, line: usize, text: String) {
        if looks_like_heading(&text) {
            self.doubtful.push(Passage { line, text: text.clone() });
        }
        match self.nodes.innermost() {
            Some(open) => open.paragraphs.push(text),
            None => self.unread.push(Passage { line, text }),
        }
    }

    fn add_point(&mut self, line: usize, rank: Rank, label: &str, number: &str, text: &str) {
        self.open_point(line, rank, 0, label, number, text);
    }

    fn open_point(&mut self, line: usize, rank: Rank, depth: usize, label: &str, number: &str, text: &str) {
        self.nodes.open(rank, depth, |parent| {
            let mut point = node(below(&parent.id, number), NodeKind::Point, parent.role, label, line);
            point.paragraphs.push(text.to_owned());
            point
        });
        if text.is_empty() {
            self.errors.push(mistakes::empty_point(line, label));
        }
    }

    fn take_table(&mut self, line: usize, head: &[String], rows: Vec<TableRow>) {
        if self.place != Place::Section {
            let table = std::iter::once((line, head.join(" | ")));
            for (line, text) in table.chain(rows.into_iter().map(|row| (row.line, row.cells.join(" | ")))) {
                match self.place {
                    Place::Preamble => self.preamble.push(Passage { line, text }),
                    Place::Closing => self.closing.push(Passage { line, text }),
                    Place::Head | Place::Section => self.head.push(Passage { line, text }),
                }
            }
            return;
        }
        self.nodes.close(Rank::RowGroup(0));
        if rows.is_empty() {
            self.add_text(line, head.join(" | "));
        }
        for row in plan_rows(rows) {
            self.add_row(head, row);
        }
        // What follows the table is said of the item that it stands in.
        self.nodes.close(Rank::RowGroup(0));
    }

    fn add_row(&mut self, head: &[String], row: PlanRow) {
        if row.name.is_empty() {
            self.errors.push(mistakes::empty_row(row.line));
            return;
        }
        self.nodes.close(row.rank);
        let number = self.nodes.rest_of_number(ordinal(&row.label)).unwrap_or_else(|| ordinal(&row.label)).to_owned();
        let heads = matches!(row.rank, Rank::RowGroup(_));
        self.nodes.open(row.rank, 0, |parent| {
            let count = (parent.children.len() + 1).to_string();
            let id = below(&parent.id, if number.is_empty() { &count } else { &number });
            let kind = if heads { NodeKind::Item } else { NodeKind::Point };
            let mut point = node(id, kind, parent.role, &row.label, row.line);
            point.paragraphs.push(row.name);
            point.fields = if heads { Vec::new() } else { head.iter().cloned().zip(row.cells).collect() };
            point
        });
    }

    fn take_comment(&mut self, line: usize, comment: String) {
        let Some(alias) = comment.strip_prefix("alias:").map(str::trim) else {
            self.unread.push(Passage { line, text: comment });
            return;
        };
        let in_section = self.place == Place::Section;
        let target = self.nodes.last().filter(|last| in_section && last.kind != NodeKind::Section);
        match target {
            Some(last) if !alias.is_empty() => last.aliases.push(PlanId::new(alias)),
            _ => self.errors.push(mistakes::stray_alias(line)),
        }
    }

    fn finish(mut self) -> Result<Plan, Vec<PlanError>> {
        let sections = std::mem::take(&mut self.nodes).finish();
        check_identifiers(&sections, &mut self.errors);
        check_tasks(&sections, &mut self.errors);
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
        self.unread.sort_by_key(|passage| passage.line);
        match (self.symbol, self.place_and_date, self.kind, self.subject) {
            (Some(symbol), Some((place, date)), Some(kind), Some(subject)) if self.errors.is_empty() => Ok(Plan {
                symbol,
                place,
                date,
                kind,
                subject,
                preamble: self.preamble,
                sections,
                head: self.head,
                closing: self.closing,
                unread: self.unread,
                doubtful: self.doubtful,
            }),
            _ => Err(self.errors),
        }
    }
}

/// What a label counts with: `đ` of `(đ)`, `a1` of `a1)`, `2` of `2.`.
fn bare(label: &str) -> &str {
    label.trim_matches(['(', ')', '.'])
}

fn check_identifiers(sections: &[Node], errors: &mut Vec<PlanError>) {
    let mut first_line: FxHashMap<&str, usize> = FxHashMap::default();
    for node in sections.iter().flat_map(Node::walk) {
        for id in std::iter::once(&node.id).chain(&node.aliases).filter(|id| !id.as_str().is_empty()) {
            if let Some(first) = first_line.insert(id.as_str(), node.line) {
                errors.push(mistakes::duplicate_id(node.line, id, first));
            }
        }
    }
}

fn check_tasks(sections: &[Node], errors: &mut Vec<PlanError>) {
    let mut tasks = sections.iter().filter(|section| section.role == Role::Tasks).peekable();
    if tasks.peek().is_none() {
        errors.push(mistakes::no_tasks());
    }
    for empty in tasks.filter(|section| section.children.is_empty()) {
        errors.push(mistakes::empty_tasks(empty.line, &empty.title));
    }
}
