//! A Word document as pieces: paragraphs with the numbers that Word prints before them, tables with their merged cells, and the
//! tables that only lay out letterhead and signature as the lines in them.

use super::from_text::is_page_number;
use super::opening::{is_date_line, is_symbol_line};
use super::pieces::{Aside, Line, Manner, Piece, Raw, Table, begins_anew, is_recipients, is_signature, joined, tidied};
use crate::intake::{RevisionKind, WordBlock, WordDocument, WordParagraph, WordRow, WordTable};
use crate::vietnamese::fold;

/// A table that lays out letterhead or signature has no more rows.
const ROWS_OF_LAYOUT: usize = 4;

/// The pieces of a document, and the texts that have to be found again in what is made of it, with their paragraphs.
pub(super) fn pieces(document: &WordDocument) -> (Vec<Piece>, Vec<(usize, String)>) {
    let mut walk = Walk::default();
    for block in &document.blocks {
        walk.take(block);
    }
    let last = walk.number;
    let around = [
        ("đầu trang, chân trang", &document.margins),
        ("chữ ẩn", &document.hidden),
        ("chú thích không gắn với đoạn nào", &document.loose_notes),
    ];
    for (what, texts) in around {
        for text in texts {
            walk.aside(last, what, text);
        }
    }
    for comment in &document.comments {
        walk.aside(last, "ý kiến bên lề", &format!("{}: {}", comment.author, comment.text));
    }
    (joined(walk.raw, Manner { wrapped_at: None, tells_joins: true }), walk.units)
}

#[derive(Default)]
struct Walk {
    raw: Vec<Raw>,
    units: Vec<(usize, String)>,
    /// Paragraphs so far.
    number: usize,
    is_parted: bool,
}

impl Walk {
    fn take(&mut self, block: &WordBlock) {
        match block {
            WordBlock::Paragraph(paragraph) => {
                self.number += 1;
                for line in self.lines(paragraph) {
                    // What comes from a PDF has the numbers of its pages in the text.
                    let is_page = is_page_number(&line.text) && paragraph.label.is_empty() && line.notes.is_empty();
                    self.raw.push(if is_page {
                        Raw::Aside(Aside { number: line.number, what: "số trang", text: line.text })
                    } else {
                        Raw::Line(line)
                    });
                }
            }
            WordBlock::Table(table) if is_layout(table) => {
                for block in table.rows.iter().flat_map(|row| row.cells.iter().flatten()) {
                    self.take(block);
                }
            }
            WordBlock::Table(table) => self.table(table),
        }
    }

    fn aside(&mut self, number: usize, what: &'static str, text: &str) {
        let text = tidied(text);
        if !text.is_empty() {
            self.units.push((number, text.clone()));
            self.raw.push(Raw::Aside(Aside { number, what, text }));
        }
    }

    /// The lines of a paragraph: more than one where it is broken before a number, or in letterhead and signature.
    fn lines(&mut self, paragraph: &WordParagraph) -> Vec<Line> {
        let number = self.number;
        let mut text = String::new();
        let mut deleted = String::new();
        let (mut is_bold, mut says) = (true, false);
        for run in &paragraph.runs {
            let is_deleted = run.revisions.iter().any(|revision| revision.kind == RevisionKind::Deleted);
            let shown = if run.capitals { run.text.to_uppercase() } else { run.text.clone() };
            if is_deleted {
                deleted.push_str(&shown);
                continue;
            }
            if !run.text.trim().is_empty() {
                (says, is_bold) = (true, is_bold && run.bold);
            }
            text.push_str(&shown);
        }
        self.aside(number, "chữ đã xóa khi theo dõi thay đổi", &deleted);
        let broken = text.split('\n').map(tidied).filter(|line| !line.is_empty());
        let mut lines: Vec<Line> = Vec::new();
        for words in broken {
            self.units.push((number, words.clone()));
            let is_new = |before: &Line| {
                let is_ended = before.text.ends_with(['.', ';', ':']);
                begins_anew(&words, is_ended) || begins_anew(&before.text, true) && is_headline(&before.text)
            };
            match lines.last_mut() {
                Some(before) if !is_new(before) => {
                    before.text.push(' ');
                    before.text.push_str(&words);
                }
                _ => lines.push(Line {
                    number,
                    text: words,
                    is_parted: lines.is_empty() && std::mem::take(&mut self.is_parted),
                    is_bold: is_bold && says,
                    is_centred: paragraph.is_centred,
                    ..Line::default()
                }),
            }
        }
        let label = tidied(&paragraph.label);
        if !label.is_empty() {
            self.units.push((number, label.clone()));
            match lines.first_mut() {
                Some(first) => first.text = format!("{label} {}", first.text),
                // Word prints a number before nothing, and counts it.
                None => {
                    self.raw.push(Raw::Aside(Aside { number, what: "số thứ tự không có chữ", text: label }))
                }
            }
        }
        let notes: Vec<String> =
            paragraph.notes.iter().map(|note| tidied(note)).filter(|note| !note.is_empty()).collect();
        self.units.extend(notes.iter().map(|note| (number, note.clone())));
        match lines.last_mut() {
            Some(last) => last.notes = notes,
            None => {
                let asides = notes.into_iter().map(|text| Raw::Aside(Aside { number, what: "chú thích", text }));
                self.raw.extend(asides);
                self.is_parted = true;
            }
        }
        lines
    }

    fn table(&mut self, table: &WordTable) {
        let begins = self.number + 1;
        let mut notes = Vec::new();
        let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let is_deleted = row.revisions.iter().any(|revision| revision.kind == RevisionKind::Deleted);
            let cells = self.row(row, &mut notes);
            if is_deleted {
                let text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ");
                self.aside(begins, "dòng đã xóa khi theo dõi thay đổi", &text);
            } else {
                rows.push(cells);
            }
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut().for_each(|row| row.resize(columns, Cell::default()));
        let heads = heads_of(&rows);
        let has_tall_cells = fill_down(&mut rows, heads);
        let head = head_of(&rows[..heads]);
        let body = rows.into_iter().skip(heads).map(|row| row.into_iter().map(|cell| cell.text).collect());
        let rows: Vec<Vec<String>> = head.into_iter().chain(body).collect();
        if rows.iter().flatten().any(|cell| !cell.is_empty()) {
            self.raw.push(Raw::Table(Table { number: begins, rows, heads: 1, notes, has_tall_cells }));
        }
        self.is_parted = true;
    }

    /// The cells of a row, one for each column.
    fn row(&mut self, row: &WordRow, notes: &mut Vec<String>) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); row.columns_before];
        for (index, blocks) in row.cells.iter().enumerate() {
            let span = row.spans.get(index).copied().unwrap_or_default();
            let mut words: Vec<String> = Vec::new();
            self.words(blocks, &mut words, notes);
            cells.push(Cell { text: words.join(" "), goes_on: span.goes_on, is_covered: false });
            let covered = Cell { is_covered: true, ..Cell::default() };
            cells.extend(vec![covered; span.columns.saturating_sub(1)]);
        }
        cells
    }

    /// All words of a cell, those of tables in it too.
    fn words(&mut self, blocks: &[WordBlock], words: &mut Vec<String>, notes: &mut Vec<String>) {
        for block in blocks {
            match block {
                WordBlock::Paragraph(paragraph) => {
                    self.number += 1;
                    for line in self.lines(paragraph) {
                        words.push(line.text);
                        notes.extend(line.notes);
                    }
                }
                WordBlock::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.words(cell, words, notes);
                    }
                }
            }
        }
    }
}

/// A cell of a table in its column.
#[derive(Clone, Debug, Default)]
struct Cell {
    text: String,
    /// It is one with the cell above.
    goes_on: bool,
    /// The cell before it covers its column too.
    is_covered: bool,
}

/// How many rows head a table: those after the first in which the number of the row goes on.
fn heads_of(rows: &[Vec<Cell>]) -> usize {
    let is_number = |cell: &Cell| matches!(fold(&cell.text).as_str(), "tt" | "stt" | "so tt");
    let is_head = rows.first().and_then(|row| row.first()).is_some_and(is_number);
    let more = rows.iter().skip(1).take_while(|row| row.first().is_some_and(|cell| cell.goes_on));
    match rows.len() {
        0 => 0,
        _ if is_head => 1 + more.count(),
        _ => 1,
    }
}

/// One row of heads: what stands above several columns is said in each, before its own.
fn head_of(rows: &[Vec<Cell>]) -> Option<Vec<String>> {
    let columns = rows.first()?.len();
    let mut head: Vec<Vec<&str>> = vec![Vec::new(); columns];
    for (depth, row) in rows.iter().enumerate() {
        let mut above = "";
        for (column, cell) in row.iter().enumerate() {
            if !cell.is_covered {
                above = &cell.text;
            }
            let is_wide = cell.is_covered && depth + 1 < rows.len();
            let text = if is_wide { above } else { &cell.text };
            if !text.is_empty() && !head[column].contains(&text) {
                head[column].push(text);
            }
        }
    }
    Some(head.into_iter().map(|texts| texts.join(" ")).collect())
}

/// What a tall cell says holds for every row that it stands beside. A number is that of the first.
fn fill_down(rows: &mut [Vec<Cell>], heads: usize) -> bool {
    let mut has_tall_cells = false;
    for at in heads.max(1)..rows.len() {
        let (above, own) = rows.split_at_mut(at);
        let Some(above) = above.last() else { continue };
        for (column, cell) in own[0].iter_mut().enumerate().skip(1) {
            if cell.goes_on && cell.text.is_empty() && at > heads && !above[column].text.is_empty() {
                cell.text.clone_from(&above[column].text);
                has_tall_cells = true;
            }
        }
    }
    has_tall_cells
}

/// Whether a line is one of letterhead or signature.
fn is_headline(text: &str) -> bool {
    is_symbol_line(text) || is_date_line(text) || is_recipients(text) || is_signature(text)
}

/// Whether a table only lays out what stands side by side: letterhead, signature, or a frame around text.
fn is_layout(table: &WordTable) -> bool {
    if table.rows.iter().all(|row| row.cells.len() <= 1) {
        return true;
    }
    let paragraphs = table.rows.iter().flat_map(|row| row.cells.iter().flatten()).filter_map(|block| match block {
        WordBlock::Paragraph(paragraph) => Some(paragraph),
        WordBlock::Table(_) => None,
    });
    let is_around = |paragraph: &WordParagraph| {
        let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        text.split('\n').any(|line| {
            let line = tidied(line);
            is_headline(&line) || fold(&line).starts_with("cong hoa xa hoi chu nghia")
        })
    };
    table.rows.len() <= ROWS_OF_LAYOUT && paragraphs.into_iter().any(is_around)
}
