//! A section of an issued plan as blocks of `plan.md`.

use std::collections::BTreeSet;

use super::escape;
use super::markdown::Block;
use super::marks::{Mark, Marked, marked, roman};
use super::pieces::{Aside, Paragraph, Piece, Table};
use super::plain_blocks::{aside_block, remarks, table_blocks};
use super::roles::is_task_table;
use crate::plan::Role;

/// Letters of a paragraph that may be a heading without a number.
const HEADLINE: usize = 200;

/// Writes a section.
pub(super) struct SectionWriter<'a> {
    pub(super) blocks: &'a mut Vec<Block>,
    /// What the lines of the source are called: `dòng`, `đoạn`.
    pub(super) unit: &'static str,
    /// Identifiers that are used by now.
    pub(super) taken: BTreeSet<String>,
    /// The identifier of the section.
    id: String,
    /// Headings of letters or Roman numbers that are open: what they are numbered with, the identifier.
    outer: Vec<(Outer, String)>,
    /// Numbers that are open, the outer first.
    path: Vec<Vec<u32>>,
    /// The identifier of what letters stand below.
    parent: String,
    letters: BTreeSet<String>,
    /// Items are headings, not numbered paragraphs.
    has_headings: bool,
    /// Numbers begin anew in the section, below paragraphs without one.
    begins_anew: bool,
    headlines: usize,
    last_letter: Option<char>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outer {
    Roman,
    Capital,
    /// A paragraph that heads others.
    Words,
}

impl<'a> SectionWriter<'a> {
    /// `id` is that of the section; `number` that of a section that is numbered as its items are.
    pub(super) fn new(
        blocks: &'a mut Vec<Block>,
        unit: &'static str,
        id: &str,
        number: Option<u32>,
        role: Role,
        pieces: &[Piece],
    ) -> Self {
        let starts = labelled(pieces).filter(|(_, mark)| *mark == Mark::Number(vec![1])).count();
        let is_reported = matches!(role, Role::Tasks | Role::Duties | Role::Catalogue);
        Self {
            blocks,
            unit,
            taken: BTreeSet::new(),
            id: id.to_owned(),
            outer: Vec::new(),
            path: number.map(|number| vec![number]).into_iter().collect(),
            parent: id.to_owned(),
            letters: BTreeSet::new(),
            has_headings: starts > 1 || (is_reported && has_items(pieces)) || has_odd_numbers(pieces),
            begins_anew: starts > 1,
            headlines: 0,
            last_letter: None,
        }
    }

    /// Writes the pieces of the section.
    pub(super) fn write(&mut self, pieces: &[Piece]) {
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Aside(aside) => self.aside(aside),
                Piece::Table(table) => self.table(table),
                Piece::Paragraph(paragraph) => {
                    let next = pieces[at + 1..].iter().find(|piece| !matches!(piece, Piece::Aside(_)));
                    self.paragraph(paragraph, next);
                    self.remarks(paragraph);
                }
            }
        }
    }

    fn aside(&mut self, aside: &Aside) {
        self.blocks.push(aside_block(aside, self.unit));
    }

    fn guess(&mut self, text: &str) {
        self.blocks.push(Block::fixed(escape::guess(text)));
    }

    /// What is said of a paragraph: where it was joined, and its footnotes.
    fn remarks(&mut self, paragraph: &Paragraph) {
        remarks(self.blocks, self.unit, paragraph);
    }

    fn paragraph(&mut self, paragraph: &Paragraph, next: Option<&Piece>) {
        let found = marked(&paragraph.text);
        match &found.mark {
            // Nothing is numbered: no task, and no word of one.
            Mark::Number(_) | Mark::Letter(_) | Mark::NumberedLetter | Mark::Capital(_) | Mark::Roman(_)
                if found.rest.is_empty() =>
            {
                let text = paragraph.text.clone();
                self.aside(&Aside { number: paragraph.number, what: "số thứ tự không có chữ", text });
            }
            Mark::Number(parts) => self.number(paragraph, &found, parts),
            Mark::Letter(letter) => self.letter(paragraph, &found, *letter),
            Mark::NumberedLetter => {
                let text = format!("{} {}", found.label, escape::inline(found.rest));
                self.blocks.push(Block::of(text, paragraph.number, &paragraph.text));
            }
            Mark::Dash(sign) => {
                let sign = if matches!(sign, '+' | '*') { *sign } else { '-' };
                let text = format!("{sign} {}", escape::paragraph(found.rest));
                self.blocks.push(Block::of(text, paragraph.number, &paragraph.text));
            }
            Mark::Capital(letter) if self.is_next(Outer::Capital, u32::from(*letter) - u32::from('A') + 1) => {
                self.outer_heading(paragraph, Outer::Capital, &letter.to_string());
            }
            Mark::Roman(value) if self.is_next(Outer::Roman, *value) => {
                let number: String = found.label.chars().take_while(|sign| sign.is_alphabetic()).collect();
                self.outer_heading(paragraph, Outer::Roman, &number);
            }
            _ if self.heads(paragraph, next) => self.headline(paragraph),
            _ => {
                self.blocks.push(Block::of(escape::paragraph(&paragraph.text), paragraph.number, &paragraph.text));
            }
        }
    }

    /// Whether a capital letter or a Roman number is the next of its kind, or the first.
    fn is_next(&self, kind: Outer, value: u32) -> bool {
        let last = self.outer.iter().find(|(known, _)| *known == kind).map(|(_, id)| {
            let own = id.rsplit('.').next().unwrap_or_default();
            let own = own.split('-').next().unwrap_or_default();
            match kind {
                Outer::Roman => roman(own).unwrap_or(0),
                _ => own.chars().next().map_or(0, |letter| u32::from(letter) - u32::from('A') + 1),
            }
        });
        match last {
            None => value == 1,
            Some(last) => value > last && value <= last + 2,
        }
    }

    /// The identifier that headings and numbers stand below.
    fn base(&self) -> String {
        self.outer.last().map_or_else(|| self.id.clone(), |(_, id)| id.clone())
    }

    /// An identifier that nothing else has, and whether it had to be changed for that.
    fn free(&mut self, wanted: String) -> (String, bool) {
        if self.taken.insert(wanted.clone()) {
            return (wanted, false);
        }
        let mut count = 2;
        loop {
            let other = format!("{wanted}-{count}");
            if self.taken.insert(other.clone()) {
                return (other, true);
            }
            count += 1;
        }
    }

    fn hashes(&self) -> String {
        // Markdown has six levels.
        "#".repeat((3 + self.outer.len()).min(6))
    }

    fn outer_heading(&mut self, paragraph: &Paragraph, kind: Outer, number: &str) {
        if let Some(at) = self.outer.iter().position(|(known, _)| *known == kind) {
            self.outer.truncate(at);
        }
        let (id, is_changed) = self.free(format!("{}.{number}", self.base()));
        let text = format!("{} {} {{#{id}}}", self.hashes(), escape::heading(&paragraph.text));
        self.blocks.push(Block { is_open: false, ..Block::of(text, paragraph.number, &paragraph.text) });
        if is_changed {
            self.tell_changed(&id);
        }
        self.outer.push((kind, id.clone()));
        self.begin(id, Vec::new());
    }

    /// Letters and deeper numbers begin anew below what has this identifier.
    fn begin(&mut self, parent: String, path: Vec<Vec<u32>>) {
        self.parent = parent;
        self.path = path;
        self.letters.clear();
        self.last_letter = None;
    }

    fn tell_changed(&mut self, id: &str) {
        let guess = format!("số này đã có ở trên, mã được đặt là {id}; hãy xem lại số thứ tự hoặc đề mục đứng trước.");
        self.guess(&guess);
    }

    fn number(&mut self, paragraph: &Paragraph, found: &Marked<'_>, parts: &[u32]) {
        let printed = parts.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
        let is_below = self.path.iter().any(|open| parts.len() > 1 && *open == parts[..parts.len() - 1]);
        if is_below {
            self.sub_number(paragraph, found, parts, &printed);
            return;
        }
        let (id, is_changed) = self.free(format!("{}.{printed}", self.base()));
        let is_plain = matches!(found.label.chars().last(), Some('.' | ')')) || parts.len() > 1;
        if self.has_headings || parts.len() > 1 || is_changed {
            self.has_headings = true;
            let needs_id = is_changed || !found.label.ends_with('.') || paragraph.text.ends_with('}') || !is_plain;
            let attributes = if needs_id { format!(" {{#{id}}}") } else { String::new() };
            let words = format!("{} {}", found.label, found.rest);
            let text = format!("{} {}{attributes}", self.hashes(), escape::heading(words.trim_end()));
            self.blocks.push(Block { is_open: false, ..Block::of(text, paragraph.number, &paragraph.text) });
        } else {
            let text = format!("{} {}", found.label, escape::paragraph(found.rest));
            self.blocks.push(Block::of(text.trim_end(), paragraph.number, &paragraph.text));
        }
        if is_changed {
            self.tell_changed(&id);
        }
        self.begin(id, vec![parts.to_vec()]);
    }

    /// A number below one that is open: `1.2.` below `1.`.
    fn sub_number(&mut self, paragraph: &Paragraph, found: &Marked<'_>, parts: &[u32], printed: &str) {
        let below_number = self.path.first().is_some_and(|first| first.len() == 1) && self.id.parse::<u32>().is_ok();
        // A section that is numbered itself has the beginning of the number.
        let id = if below_number && self.outer.is_empty() {
            printed.to_owned()
        } else {
            format!("{}.{printed}", self.base())
        };
        if !self.taken.insert(id.clone()) {
            self.keep_as_text(paragraph, "số này đã có ở trên");
            return;
        }
        let text = format!("{} {}", found.label, escape::inline(found.rest));
        self.blocks.push(Block::of(text.trim_end(), paragraph.number, &paragraph.text));
        let mut path: Vec<Vec<u32>> = self.path.clone();
        path.retain(|open| open.len() < parts.len());
        path.push(parts.to_vec());
        self.begin(id, path);
    }

    fn letter(&mut self, paragraph: &Paragraph, found: &Marked<'_>, letter: char) {
        if !self.letters.insert(letter.to_string()) {
            self.keep_as_text(paragraph, &format!("chữ {letter}) đã có ở trên"));
            return;
        }
        if found.label.ends_with('/') {
            let (id, _) = self.free(format!("{}.{letter}", self.parent));
            let hashes = format!("{}#", self.hashes());
            let text = format!("{} {} {{#{id}}}", hashes.get(..6).unwrap_or(&hashes), escape::heading(&paragraph.text));
            self.blocks.push(Block { is_open: false, ..Block::of(text, paragraph.number, &paragraph.text) });
        } else {
            let text = format!("{} {}", found.label, escape::inline(found.rest));
            self.blocks.push(Block::of(text.trim_end(), paragraph.number, &paragraph.text));
        }
        if let Some(skipped) = self.last_letter.and_then(|last| skipped(last, letter)) {
            let first = skipped.chars().next().unwrap_or(letter);
            let guess = format!(
                "sau chữ {} là chữ {letter} (không có {}). Nếu đơn vị hay ghi điểm này là {first} thì thêm dòng ghi chú \
                 alias: {}.{first} ngay sau điểm.",
                self.last_letter.unwrap_or(letter),
                skipped.chars().map(String::from).collect::<Vec<_>>().join(", "),
                self.parent
            );
            self.guess(&guess);
        }
        self.last_letter = Some(letter);
    }

    /// What cannot be told apart from what stands before it is a part of that.
    fn keep_as_text(&mut self, paragraph: &Paragraph, why: &str) {
        let unit = self.unit;
        let number = paragraph.number;
        // Remarks of the program stand between; the text goes on before them.
        match self.blocks.iter_mut().rev().find(|block| !block.plain.is_empty()).filter(|block| block.is_open) {
            Some(open) => {
                open.markdown.push_str("\\\n");
                open.markdown.push_str(&escape::paragraph(&paragraph.text));
                open.plain.push(paragraph.text.clone());
                self.guess(&format!(
                    "{why}, nên {unit} {number} của bản gốc được giữ làm nội dung của điểm đứng trước; nếu là điểm riêng, \
                     hãy tách ra thành đoạn và sửa số hoặc chữ."
                ));
            }
            None => {
                let guess = format!("{why}; nguyên văn {unit} {number} của bản gốc: {}", paragraph.text);
                self.guess(&guess);
            }
        }
    }

    /// Whether a paragraph without a number heads what follows it: numbers, letters or the rows of a table begin anew there.
    fn heads(&self, paragraph: &Paragraph, next: Option<&Piece>) -> bool {
        let text = &paragraph.text;
        let is_headline =
            text.chars().count() <= HEADLINE && !text.ends_with(['.', ';', '/', ',']) && !text.starts_with('(');
        match next {
            Some(Piece::Paragraph(next)) => match marked(&next.text).mark {
                Mark::Number(parts) => parts == [1] && is_headline && self.begins_anew,
                Mark::Letter('a') => is_headline && self.letters.contains("a"),
                _ => false,
            },
            // The second table of a section, whose rows count from 1 again.
            Some(Piece::Table(table)) if is_table_of_tasks(table) => {
                is_headline && numbers_of(table).any(|number| self.taken.contains(&format!("{}.{number}", self.parent)))
            }
            _ => false,
        }
    }

    fn headline(&mut self, paragraph: &Paragraph) {
        if let Some(at) = self.outer.iter().position(|(known, _)| *known == Outer::Words) {
            self.outer.truncate(at);
        }
        self.headlines += 1;
        // m: mục, a heading without a number of its own.
        let (id, _) = self.free(format!("{}.m{}", self.base(), self.headlines));
        let text = format!("{} {} {{#{id}}}", self.hashes(), escape::heading(&paragraph.text));
        self.blocks.push(Block { is_open: false, ..Block::of(text, paragraph.number, &paragraph.text) });
        self.guess(&format!(
            "đoạn này không có số nhưng số bên dưới đánh lại từ đầu, nên được coi là một đề mục, mã {id}."
        ));
        self.outer.push((Outer::Words, id.clone()));
        self.begin(id, Vec::new());
    }

    fn table(&mut self, table: &Table) {
        let is_of_tasks = is_table_of_tasks(table);
        if is_of_tasks {
            let numbers: BTreeSet<String> = numbers_of(table).collect();
            if numbers.iter().any(|number| self.taken.contains(&format!("{}.{number}", self.parent))) {
                self.heading_of_table(table);
            }
            let parent = self.parent.clone();
            self.taken.extend(numbers.into_iter().map(|number| format!("{parent}.{number}")));
        }
        table_blocks(self.blocks, self.unit, table, is_of_tasks);
        self.last_letter = None;
    }

    /// A table whose numbers stand above it already needs a heading of its own.
    fn heading_of_table(&mut self, table: &Table) {
        if let Some(at) = self.outer.iter().position(|(known, _)| *known == Outer::Words) {
            self.outer.truncate(at);
        }
        self.headlines += 1;
        let (id, _) = self.free(format!("{}.m{}", self.base(), self.headlines));
        self.blocks.push(Block::fixed(format!("{} Bảng ở {} {} {{#{id}}}", self.hashes(), self.unit, table.number)));
        self.guess(&format!(
            "số trong bảng dưới đây trùng với số ở trên, nên bảng được đặt dưới một đề mục riêng do chương trình ghi, mã {id}."
        ));
        self.outer.push((Outer::Words, id.clone()));
        self.begin(id, Vec::new());
    }
}

/// Whether a table lists tasks.
fn is_table_of_tasks(table: &Table) -> bool {
    table.rows.len() > 1 && table.rows.first().is_some_and(|head| is_task_table(head))
}

/// What the rows of a table are numbered with.
fn numbers_of(table: &Table) -> impl Iterator<Item = String> {
    let first = table.rows.iter().skip(table.heads).filter_map(|row| row.first());
    first.map(|cell| cell.trim_end_matches(['.', ')']).to_owned()).filter(|number| !number.is_empty())
}

/// The letters of the alphabet of plans that were skipped between two.
fn skipped(last: char, letter: char) -> Option<String> {
    const ALPHABET: &str = "abcdđeghiklmnopqrstuvxy";
    let at = |letter: char| ALPHABET.find(letter);
    let (from, to) = (at(last)? + last.len_utf8(), at(letter)?);
    ALPHABET.get(from..to).filter(|skipped| !skipped.is_empty()).map(str::to_owned)
}

fn labelled(pieces: &[Piece]) -> impl Iterator<Item = (&Paragraph, Mark)> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Paragraph(paragraph) => Some((paragraph, marked(&paragraph.text).mark)),
        Piece::Table(_) | Piece::Aside(_) => None,
    })
}

/// Whether a number of the section has anything below it.
fn has_items(pieces: &[Piece]) -> bool {
    let pieces: Vec<&Piece> = pieces.iter().filter(|piece| !matches!(piece, Piece::Aside(_))).collect();
    let is_number = |piece: &Piece| match piece {
        Piece::Paragraph(paragraph) => matches!(marked(&paragraph.text).mark, Mark::Number(parts) if parts.len() == 1),
        Piece::Table(_) | Piece::Aside(_) => false,
    };
    // What follows the last number may be said of the section as a whole; a mark is not.
    let is_below = |piece: &Piece| match piece {
        Piece::Paragraph(paragraph) => marked(&paragraph.text).mark != Mark::None,
        Piece::Table(_) | Piece::Aside(_) => true,
    };
    pieces.windows(2).any(|pair| is_number(pair[0]) && !is_number(pair[1]) && is_below(pair[1]))
        || pieces.windows(3).any(|three| is_number(three[0]) && !is_number(three[1]) && is_number(three[2]))
}

/// Whether numbers are closed with what Markdown does not know: `1/`.
fn has_odd_numbers(pieces: &[Piece]) -> bool {
    labelled(pieces).any(|(paragraph, mark)| {
        matches!(mark, Mark::Number(parts) if parts.len() == 1) && marked(&paragraph.text).label.ends_with('/')
    })
}
