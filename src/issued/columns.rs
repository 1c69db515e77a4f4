//! Letterhead and signature of a text, which an export leaves side by side with blanks between them.

use super::marks::{Mark, marked};
use super::opening::kind_of_document;
use super::pieces::{is_recipients, is_signature, tidied};

/// Blanks that part two columns.
const GAP: usize = 3;
/// What begins so far in stands in the right column.
const RIGHT: usize = 20;
/// Letterhead is not longer.
const LETTERHEAD: usize = 25;

/// A line or a column of one, with its number from 0.
pub(super) type Column = (usize, String);

/// The lines of a text in the order in which they are read: in letterhead and signature the columns are lines of their own.
pub(super) fn parted(lines: &[&str]) -> Vec<Column> {
    let title = lines.iter().take(LETTERHEAD).position(|line| kind_of_document(&tidied(line)).is_some()).unwrap_or(0);
    let closing = lines.iter().position(|line| {
        let columns = columns(line);
        columns.len() == 2 && is_recipients(&columns[0])
    });
    let closing = closing.unwrap_or(lines.len());
    let end = lines.iter().skip(closing).position(|line| ends_columns(line)).map_or(lines.len(), |at| closing + at);
    let mut parted: Vec<Column> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate().take(closing) {
        match columns(line) {
            columns if at < title && columns.len() == 2 => {
                parted.extend(columns.into_iter().map(|column| (at, column)))
            }
            _ => parted.push((at, (*line).to_owned())),
        }
    }
    let (mut left, mut right): (Vec<Column>, Vec<Column>) = (Vec::new(), Vec::new());
    for (at, line) in lines.iter().enumerate().take(end).skip(closing) {
        let indent = line.chars().take_while(|sign| sign.is_whitespace()).count();
        match columns(line).as_slice() {
            [one, two] => {
                left.push((at, one.clone()));
                right.push((at, two.clone()));
            }
            _ if indent >= RIGHT => right.push((at, (*line).to_owned())),
            // An empty line parts what stands in both.
            _ if line.trim().is_empty() => {
                left.push((at, String::new()));
                right.push((at, String::new()));
            }
            _ => left.push((at, (*line).to_owned())),
        }
    }
    parted.extend(left.into_iter().chain(right));
    parted.extend(lines.iter().enumerate().skip(end).map(|(at, line)| (at, (*line).to_owned())));
    parted
}

/// The columns of a line: two where many blanks stand in it once.
fn columns(line: &str) -> Vec<String> {
    let line = line.trim();
    if line.contains('\t') && line.matches('\t').count() > 1 {
        return vec![line.to_owned()];
    }
    let wide = line.replace('\t', &" ".repeat(GAP));
    let gap = " ".repeat(GAP);
    let mut columns: Vec<String> = Vec::new();
    for piece in wide.split(&gap).map(str::trim).filter(|piece| !piece.is_empty()) {
        match columns.last_mut().filter(|last| is_left_blank(last, piece)) {
            Some(last) => *last = format!("{last} {piece}"),
            None => columns.push(piece.to_owned()),
        }
    }
    columns
}

/// Whether there is room between two pieces for what is filled in by hand: `Số:      /KH-UBND`, `ngày     tháng 01`.
fn is_left_blank(before: &str, piece: &str) -> bool {
    (before.ends_with(':') && piece.starts_with('/'))
        || (before.ends_with("ngày") && piece.starts_with("tháng"))
        || (before.ends_with("tháng") && piece.starts_with("năm"))
}

/// Whether a line stands below the columns of the signature: an annex begins, or text goes on.
fn ends_columns(line: &str) -> bool {
    let words = tidied(line);
    marked(&words).mark == Mark::Annex
        || (columns(line).len() == 1 && words.chars().count() > 60 && !is_signature(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.split('\n').collect();
        let told = parted(&lines).into_iter().map(|(at, line)| format!("{} {}", at + 1, line.trim()));
        told.filter(|line| line.contains(|sign: char| sign.is_alphabetic())).collect()
    }

    #[test]
    fn columns_of_letterhead_and_signature_are_lines() {
        let text = "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
                    Số:     /KH-UBND          An Bình, ngày    tháng 01 năm 2026\n\
                    KẾ HOẠCH\n\
                    Một     dòng của văn bản\n\
                    Nơi nhận:                    TM. ỦY BAN NHÂN DÂN\n\
                    - Như trên;                       CHỦ TỊCH\n\
                    - Lưu: VT.\n\
                    \n                                Nguyễn Văn A\n\
                    PHỤ LỤC\n\
                    a    b";
        assert_eq!(
            told(text),
            [
                "1 ỦY BAN NHÂN DÂN",
                "1 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "2 Số: /KH-UBND",
                "2 An Bình, ngày tháng 01 năm 2026",
                "3 KẾ HOẠCH",
                "4 Một     dòng của văn bản",
                "5 Nơi nhận:",
                "6 - Như trên;",
                "7 - Lưu: VT.",
                "5 TM. ỦY BAN NHÂN DÂN",
                "6 CHỦ TỊCH",
                "9 Nguyễn Văn A",
                "10 PHỤ LỤC",
                "11 a    b",
            ]
        );
    }

    #[test]
    fn a_text_without_columns_is_left_alone() {
        let text = "KẾ HOẠCH\n1. Một việc\nNơi nhận:\n- Như trên;\nTM. ỦY BAN NHÂN DÂN";
        assert_eq!(told(text).len(), 5);
        assert_eq!(parted(&[]), []);
    }
}
