//! Cells that hold what the form asks for in several columns: `13/11` below `Thực hiện/Kế hoạch`, result, difficulties and
//! proposals in one text.

use super::super::head_words::classify;
use super::super::heads::{Column, Head};
use super::super::lexicon::Entry;
use super::super::record::Record;
use super::super::values::{Place, Reading};
use super::super::{CellUse, RemarkKind};
use super::TableReader;
use super::units::RowUnit;
use crate::intake::Value;
use crate::model::{CellRef, Field, Traced};

impl TableReader<'_, '_> {
    /// Reads two figures out of one cell; whether there are any. A cell that cannot be parted is asked about.
    pub(super) fn read_pair(
        &mut self,
        index: usize,
        column: &Column,
        fields: [Field; 2],
        entry: &Entry,
        row: RowUnit,
        record: &mut Record,
    ) -> bool {
        let place = Place { row: entry.id(), field: &column.words };
        let text = match self.sheet.cell(index).value {
            Value::Text(_) => self.sheet.text(index).to_owned(),
            _ => String::new(),
        };
        let before = self.values.remarks.len();
        let mut read = Vec::new();
        if let Some(parts) = two_parts(&text) {
            for (field, part) in fields.into_iter().zip(parts) {
                let wanted = self.wanted_of(field, column, entry, row, index);
                read.push((field, self.values.written(part, self.sheet, index, wanted, &place)));
            }
        }
        if read.is_empty() || read.iter().any(|(_, reading)| *reading == Reading::Unreadable) {
            self.values.remarks.truncate(before);
            self.values.remark(RemarkKind::NotANumber, self.sheet, index, &place, String::new());
            return false;
        }
        // That two numbers of one cell are stored as text is told once.
        let told = self.values.remarks.split_off(before);
        for remark in told {
            if !self.values.remarks[before..].iter().any(|other| other.kind == remark.kind) {
                self.values.remarks.push(remark);
            }
        }
        self.sheet.mark(index, CellUse::Mapped);
        for (field, reading) in read {
            if let Reading::Value(value) = reading {
                record.enter(field, Traced::from_cell(value, self.sheet.cell_ref(index)));
            }
        }
        true
    }

    /// Enters the parts of a text below a head of several fields, each in its own; whether there are several.
    /// `text` is that of the cell, or the one that it refers to.
    pub(super) fn enter_parts(
        &mut self,
        index: usize,
        (text, cell): (&str, &CellRef),
        column: &Column,
        field: Field,
        record: &mut Record,
    ) -> bool {
        let parts = parts_of(text, field, &column.also);
        if parts.iter().all(|(of, part)| *of == field && *part == text) {
            return false;
        }
        for (of, part) in parts {
            record.enter(of, Traced::from_cell(part, cell.clone()));
        }
        self.sheet.mark(index, CellUse::Mapped);
        true
    }
}

/// The two figures of a text such as `13/11`, `13 / 11 cuộc`, `13 - 11`.
fn two_parts(text: &str) -> Option<[&str; 2]> {
    // `13/11 (118%)`
    let bare = text.split_once('(').map_or(text, |(bare, _)| bare);
    ['/', ';', '–', '|'].into_iter().chain(['-']).find_map(|mark| {
        let (first, second) = bare.split_once(mark)?;
        let (first, second) = (first.trim(), second.trim());
        let is_part = |part: &str| part.contains(|letter: char| letter.is_ascii_digit()) && !part.contains(mark);
        (is_part(first) && is_part(second)).then_some([first, second])
    })
}

/// The parts of a text by field, from its labels (`Khó khăn: …`, `Đề nghị …`) at the beginning of its lines and sentences;
/// what no label stands before is of the first field.
fn parts_of(text: &str, field: Field, also: &[Field]) -> Vec<(Field, String)> {
    let mut parts: Vec<(Field, String)> = Vec::new();
    let mut current = field;
    for segment in segments(text) {
        let (of, words) = labelled(segment, field, also);
        current = of.unwrap_or(current);
        if words.is_empty() {
            continue;
        }
        match parts.iter_mut().find(|(of, _)| *of == current) {
            Some((_, part)) => {
                part.push(if segment.starts_with('\n') { '\n' } else { ' ' });
                part.push_str(words);
            }
            None => parts.push((current, words.to_owned())),
        }
    }
    for (_, part) in &mut parts {
        let end = part.trim_end_matches([';', ' ', '\n']).len();
        part.truncate(end);
    }
    parts.retain(|(_, part)| !part.is_empty());
    // A text without labels stays as it is, line breaks and all.
    match parts.as_slice() {
        [(of, _)] if *of == field && !is_labelled(text, field, also) => vec![(field, text.to_owned())],
        _ => parts,
    }
}

/// The lines and sentences of a text, each with the mark that ends it.
fn segments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let ends = match letter {
            ';' => true,
            '.' => next.is_none_or(char::is_whitespace),
            _ => next == Some('\n'),
        };
        if ends {
            let end = at + letter.len_utf8();
            found.push(&text[start..end]);
            start = end;
        }
    }
    found.push(&text[start..]);
    found
}

fn is_labelled(text: &str, field: Field, also: &[Field]) -> bool {
    segments(text).into_iter().any(|segment| labelled(segment, field, also).0.is_some())
}

/// The field that the label of a segment names, and the segment without it. What begins with `Đề nghị` says itself what it
/// is, and keeps its words.
fn labelled<'a>(segment: &'a str, field: Field, also: &[Field]) -> (Option<Field>, &'a str) {
    const LONGEST: usize = 80;
    let words = segment.trim();
    let bare = words.trim_start_matches(['-', '–', '+', '*', '•', ' ']);
    let bare = match bare.split_once([')', '.']) {
        Some((number, rest)) if number.len() <= 2 => rest.trim_start(),
        _ => bare,
    };
    let is_asked = |of: &Field| *of == field || also.contains(of);
    if let Some((label, rest)) = bare.split_once(':')
        && label.len() <= LONGEST
        && let Some(Head::Says(of)) = classify(label)
        && is_asked(&of)
    {
        return (Some(of), rest.trim());
    }
    let small = bare.to_lowercase();
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| small.starts_with(beginning));
    let of = if begins(&["kiến nghị", "đề nghị", "đề xuất"]) {
        Some(Field::Proposals)
    } else if begins(&["khó khăn", "vướng mắc", "tồn tại", "hạn chế"]) {
        Some(Field::Difficulties)
    } else {
        None
    };
    (of.filter(is_asked), words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Field::{Difficulties, Proposals, Result};

    #[test]
    fn texts_are_parted_by_their_labels() {
        let also = [Difficulties, Proposals];
        for (text, expected) in [
            ("Mở 3 lớp; in 200 tờ rơi.\nĐã xong.", vec![(Result, "Mở 3 lớp; in 200 tờ rơi.\nĐã xong.")]),
            (
                "Mở 3 lớp.\nKhó khăn: thiếu kinh phí.\nKiến nghị: cấp bổ sung.",
                vec![(Result, "Mở 3 lớp."), (Difficulties, "thiếu kinh phí."), (Proposals, "cấp bổ sung.")],
            ),
            (
                "- Kết quả: Mở 3 lớp. - Khó khăn, vướng mắc: không; - Đề xuất: không",
                vec![(Result, "Mở 3 lớp."), (Difficulties, "không"), (Proposals, "không")],
            ),
            (
                "Mở 3 lớp; đề nghị cấp thêm kinh phí",
                vec![(Result, "Mở 3 lớp"), (Proposals, "đề nghị cấp thêm kinh phí")],
            ),
        ] {
            let expected: Vec<(Field, String)> = expected.into_iter().map(|(of, part)| (of, part.to_owned())).collect();
            assert_eq!(parts_of(text, Result, &also), expected, "{text}");
        }
    }

    #[test]
    fn two_figures_of_a_cell() {
        assert_eq!(two_parts("13/11"), Some(["13", "11"]));
        assert_eq!(two_parts("13 / 11 cuộc (118%)"), Some(["13", "11 cuộc"]));
        assert_eq!(two_parts("1.200 - 1.150"), Some(["1.200", "1.150"]));
        for text in ["13", "118%", "13/11/2026", "", "13/"] {
            assert_eq!(two_parts(text), None, "{text}");
        }
    }
}
