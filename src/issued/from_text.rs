//! The text of an issued plan as pieces: lines that are broken at a width are joined, rows with tabs are tables.

use super::columns::parted;
use super::pieces::{Aside, Line, Manner, Piece, Raw, Table, joined, tidied};

/// Lines of a text that is broken at a width are no longer.
const WIDTH: usize = 130;
/// A table has so many columns at least.
const COLUMNS: usize = 3;

/// The pieces of a text, and the texts that have to be found again in what is made of it, with their lines.
pub(super) fn pieces(text: &str) -> (Vec<Piece>, Vec<(usize, String)>) {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut raw: Vec<Raw> = Vec::new();
    let mut units = Vec::new();
    let (mut is_parted, mut follows_page) = (false, false);
    let indent = usual_indent(&lines);
    for (index, whole) in parted(&lines) {
        // A page ends with a form feed.
        for line in whole.split(['\u{C}', '\u{B}', '\u{2028}', '\u{2029}']) {
            let number = index + 1;
            let words = tidied(line);
            if words.is_empty() {
                is_parted = true;
                continue;
            }
            if is_page_number(&words) {
                units.push((number, words.clone()));
                raw.push(Raw::Aside(Aside { number, what: "số trang", text: words }));
                (is_parted, follows_page) = (true, true);
                continue;
            }
            // A row without its last cells goes on with the table right above it.
            let columns = if !is_parted && matches!(raw.last(), Some(Raw::Table(_))) { 2 } else { COLUMNS };
            match cells(line, columns) {
                Some(cells) => {
                    units.extend(cells.iter().filter(|cell| !cell.is_empty()).map(|cell| (number, cell.clone())));
                    add_row(&mut raw, number, cells, is_parted);
                }
                None => {
                    units.push((number, words.clone()));
                    let is_indented = indent_of(line) > indent;
                    let line = Line { number, text: words, is_parted, follows_page, is_indented, ..Line::default() };
                    raw.push(Raw::Line(line));
                }
            }
            (is_parted, follows_page) = (false, false);
        }
    }
    raw.iter_mut().for_each(settle);
    (joined(raw, Manner { wrapped_at: width(&lines), tells_joins: false }), units)
}

/// The cells of a line with tabs between them, where it has so many columns.
fn cells(line: &str, columns: usize) -> Option<Vec<String>> {
    let line = line.trim_matches(['\r', '\n', ' ']);
    let cells: Vec<String> = line.split('\t').map(tidied).collect();
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    (cells.len() >= columns && filled >= 2).then_some(cells)
}

/// A row goes on with the table right above it.
fn add_row(raw: &mut Vec<Raw>, number: usize, cells: Vec<String>, is_parted: bool) {
    match raw.last_mut() {
        Some(Raw::Table(table)) if !is_parted => table.rows.push(cells),
        _ => raw.push(Raw::Table(Table { number, rows: vec![cells], ..Table::default() })),
    }
}

/// All rows of a table have the same columns; the first row is its head.
fn settle(raw: &mut Raw) {
    let Raw::Table(table) = raw else { return };
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    table.rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
    table.heads = 1;
}

/// Whether a line is nothing but the number of its page: `15`, `- 15 -`, `Trang 15/20`.
pub(super) fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(|sign: char| sign.is_whitespace() || "-–—".contains(sign));
    let bare = bare.strip_prefix("Trang").or_else(|| bare.strip_prefix("trang")).unwrap_or(bare).trim();
    let mut numbers = bare.splitn(2, '/');
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    numbers.all(|part| is_number(part.trim())) && !bare.is_empty()
}

/// The width at which lines are broken; `None` where a line is a paragraph.
fn width(lines: &[&str]) -> Option<usize> {
    let lengths: Vec<usize> =
        lines.iter().map(|line| line.trim().chars().count()).filter(|length| *length > 0).collect();
    let longest = lengths.iter().copied().max()?;
    let full = lengths.iter().filter(|length| **length * 10 >= longest * 8).count();
    ((50..=WIDTH).contains(&longest) && full * 5 >= lengths.len() && full >= 5).then_some(longest)
}

fn indent_of(line: &str) -> usize {
    line.chars().take_while(|sign| sign.is_whitespace()).map(|sign| if sign == '\t' { 4 } else { 1 }).sum()
}

/// How far in most lines begin.
fn usual_indent(lines: &[&str]) -> usize {
    let mut indents: Vec<usize> =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent_of(line)).collect();
    indents.sort_unstable();
    indents.get(indents.len() / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let told = |piece: &Piece| match piece {
            Piece::Paragraph(paragraph) => format!("{}:{}", paragraph.number, paragraph.text),
            Piece::Table(table) => format!("{}:{:?}", table.number, table.rows),
            Piece::Aside(aside) => format!("{} {}:{}", aside.what, aside.number, aside.text),
        };
        pieces(text).0.iter().map(told).collect()
    }

    #[test]
    fn a_sentence_that_a_page_parts_is_one() {
        let text =
            "c) Báo, Đài tiếp tục đổi mới nội dung; trước hết là việc đổi\n\n15\n\nmới chương trình.\n\nd) Định kỳ";
        assert_eq!(
            told(text),
            [
                "1:c) Báo, Đài tiếp tục đổi mới nội dung; trước hết là việc đổi mới chương trình.",
                "số trang 3:15",
                "7:d) Định kỳ"
            ]
        );
    }

    #[test]
    fn lines_broken_at_a_width_are_joined_and_labels_begin_anew() {
        let text = "II. NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU TRONG GIAI\nĐOẠN 2026 - 2030\n\
                    1. Tăng cường sự lãnh đạo, chỉ đạo của các cấp ủy Đảng\n\
                    và sự quản lý của các cấp chính quyền trong triển khai\n\
                    thực hiện Nghị quyết; nâng cao hiệu quả phối hợp giữa\n\
                    các sở, ngành và các cấp quản lý.\n\
                    a) Tiếp tục tổ chức quán triệt nội dung của Nghị quyết\n\
                    trong toàn thể đội ngũ cán bộ, công chức, viên chức.\n\
                    - Các nguồn hợp pháp khác (nếu có).\n";
        let told = told(text);
        assert_eq!(told.len(), 4, "{told:#?}");
        assert_eq!(told[0], "1:II. NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU TRONG GIAI ĐOẠN 2026 - 2030");
        assert!(told[1].ends_with("các sở, ngành và các cấp quản lý."), "{}", told[1]);
        assert!(told[2].ends_with("viên chức."), "{}", told[2]);
    }

    #[test]
    fn rows_with_tabs_are_a_table() {
        let text = "DANH MỤC\n\nTT\tTên nhiệm vụ\tChủ trì\n1\tMột\tSở A\n2\tHai\n";
        let told = told(text);
        let rows = r#"[["TT", "Tên nhiệm vụ", "Chủ trì"], ["1", "Một", "Sở A"], ["2", "Hai", ""]]"#;
        assert_eq!(told, ["1:DANH MỤC".to_owned(), format!("3:{rows}")]);
    }

    #[test]
    fn page_numbers_are_told_from_figures() {
        for text in ["15", "- 15 -", "Trang 3", "3/20"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2020", "15 trường", "a)", "1.", "---"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
