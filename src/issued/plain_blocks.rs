//! Blocks of `plan.md` that are the same wherever they stand: tables, and what is said of the source in comments.

use super::escape;
use super::markdown::Block;
use super::marks::{Mark, marked};
use super::pieces::{Aside, Paragraph, Table};

/// A piece of the source that is not of the plan, as a comment.
pub(super) fn aside_block(aside: &Aside, unit: &str) -> Block {
    Block::fixed(escape::comment(&format!("Bản gốc, {unit} {}, {}: {}", aside.number, aside.what, aside.text)))
}

/// What is said of a paragraph: where it was joined, and its footnotes.
pub(super) fn remarks(blocks: &mut Vec<Block>, unit: &str, paragraph: &Paragraph) {
    for joined in &paragraph.joined {
        let guess = format!("câu bị ngắt trong bản gốc, {unit} {joined} được nối vào đoạn trên.");
        blocks.push(Block::fixed(escape::guess(&guess)));
    }
    for note in &paragraph.notes {
        let aside = Aside { number: paragraph.number, what: "chú thích", text: note.clone() };
        blocks.push(aside_block(&aside, unit));
    }
}

/// A table: rows of tasks, or lines of text.
pub(super) fn table_blocks(blocks: &mut Vec<Block>, unit: &str, table: &Table, is_of_tasks: bool) {
    let plain = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" | ");
    if is_of_tasks {
        let mut block = Block::of(as_table(&table.rows, table.heads), table.number, String::new());
        block.plain = table.rows.iter().map(plain).collect();
        block.is_open = false;
        block.second = Some(format!(
            "{}\n\n{}",
            as_table(&without_numbers(&table.rows), table.heads),
            escape::guess("số thứ tự trong bảng bị trùng nên được ghi vào tên nhiệm vụ; mã của từng dòng là số đếm.")
        ));
        blocks.push(block);
    } else {
        for row in table.rows.iter().map(plain).filter(|row| !row.is_empty()) {
            blocks.push(Block { is_open: false, ..Block::of(as_text(&row), table.number, row) });
        }
        let guess = format!(
            "bảng ở {unit} {} của bản gốc được giữ làm lời văn, vì không thấy đó là bảng nhiệm vụ.",
            table.number
        );
        blocks.push(Block::fixed(escape::guess(&guess)));
    }
    if table.has_tall_cells {
        let guess = "bảng có ô gộp dọc; nội dung ô gộp được ghi lại ở từng dòng mà ô đó trải qua.";
        blocks.push(Block::fixed(escape::guess(guess)));
    }
    for note in &table.notes {
        let aside = Aside { number: table.number, what: "chú thích", text: note.clone() };
        blocks.push(aside_block(&aside, unit));
    }
}

/// Rows as Markdown has them.
fn as_table(rows: &[Vec<String>], heads: usize) -> String {
    let line = |row: &Vec<String>| row.iter().map(|cell| escape::cell(cell)).collect::<Vec<_>>().join(" | ");
    let mut lines: Vec<String> = rows.iter().map(|row| format!("| {} |", line(row))).collect();
    let columns = rows.first().map_or(1, Vec::len);
    lines.insert(heads.clamp(1, lines.len()), format!("|{}", "---|".repeat(columns)));
    lines.join("\n")
}

/// The rows with their numbers in the next cell, where no code is made of them.
fn without_numbers(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let joined = |row: &Vec<String>| {
        let (first, rest) = row.split_at(row.len().min(2));
        let words: Vec<&str> = first.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        std::iter::once(words.join(" ")).chain(rest.iter().cloned()).collect()
    };
    rows.iter().map(joined).collect()
}

/// A row as text: what its number would otherwise make of it, it does not become.
fn as_text(row: &str) -> String {
    if marked(row).mark == Mark::None {
        return escape::paragraph(row);
    }
    // The parser of plans takes a number at the beginning for an item; a stroke before it is none of the words.
    format!("\\| {}", escape::inline(row))
}
