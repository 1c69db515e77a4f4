//! The account of a sheet's cells, settled once all of it is read: what was passed over has to be the form's own, and what
//! was read has to be told by a value. Everything else is kept as written, or listed.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::furniture::{is_name, kind_of_line};
use super::identity::is_label;
use super::ledger::{Ledger, UnmappedCell};
use super::lexicon::Lexicon;
use super::memo::Memo;
use super::sheet::Sheet;
use super::{CellUse, Extraction, FieldValue, NoteKind, Record, one_line};
use crate::form;
use crate::intake::{Beside, TextBeside, Value, Visibility};
use crate::model::{CellRef, Field, Traced};
use crate::vietnamese::{fold, parse_number, tone_key};

/// Whether a text is a particular of some kind, and no more.
type IsSuch = fn(&str) -> bool;

/// How a cell is told again.
#[derive(Clone, Copy)]
enum Told<'a> {
    /// Word by word, as far as these words go.
    Words(&'a str),
    /// As a state or a number in a field of a row.
    Value(&'a Record, Field),
    /// As a particular of the sender, of which the data have these words.
    Particular(&'a str),
    /// As who signs or can be reached, which stands in no data: whether a text is such a particular and no more.
    Contact(IsSuch),
    /// As a day or a year.
    Day,
}

/// Settles the account of one sheet, whose content is in `reports`. `read` are the cells of all values that were read: of
/// those that are said twice and the same, one is told.
pub(super) fn settle(sheet: &mut Sheet<'_>, lexicon: &Lexicon, reports: &[Extraction], read: &FxHashSet<CellRef>) {
    let told = cells_told(sheet, reports);
    for index in (0..sheet.grid.cells.len()).filter(|&index| !sheet.is_dropped(index)).collect::<Vec<_>>() {
        match sheet.uses()[index] {
            CellUse::Furniture if !sheet.is_of_form(index) => settle_furniture(sheet, index, lexicon),
            CellUse::Mapped if !sheet.is_kept(index) => {
                let cell = sheet.cell(index);
                let is_told_elsewhere =
                    !told.contains_key(&(cell.row, cell.column)) && read.contains(&sheet.cell_ref(index));
                if !is_told_elsewhere {
                    settle_mapped(sheet, index, lexicon, &told);
                }
            }
            CellUse::Furniture | CellUse::Mapped | CellUse::Unmapped => {}
        }
    }
}

/// Gives what is kept of a settled sheet to the reports in it: to the one that has rows nearest above, or else the first.
pub(super) fn hand_over_notes(sheet: &mut Sheet<'_>, reports: &mut [Extraction]) {
    let rows_of = |report: &Extraction| -> Vec<u32> {
        let outside = report.outside.iter().filter_map(|row| row.name.cell());
        let cells = report.records.iter().map(|record| &record.cell).chain(outside);
        cells.filter(|cell| Arc::ptr_eq(cell.sheet_ref(), &sheet.reference)).map(|cell| cell.row).collect()
    };
    let rows: Vec<Vec<u32>> = reports.iter().map(rows_of).collect();
    for note in sheet.take_notes() {
        let own = note.text.cell().map_or(0, |cell| cell.row);
        let nearest = |rows: &Vec<u32>| {
            let above = rows.iter().filter(|row| **row <= own).max().map(|row| own - row);
            above.or_else(|| rows.iter().min().map(|row| u32::MAX / 2 + (row - own) / 2))
        };
        let place = rows.iter().enumerate().filter_map(|(place, rows)| Some((nearest(rows)?, place))).min();
        reports[place.map_or(0, |(_, place)| place)].notes.push(note);
    }
}

/// The account of a settled sheet, with what stands beside its cells.
pub(super) fn account(sheet: &Sheet<'_>, lexicon: &Lexicon) -> Ledger {
    let read = sheet.grid.cells.len() + sheet.grid.aside.len() + sheet.grid.beside.len();
    let mut ledger = Ledger { read, ..Ledger::default() };
    let is_hidden = sheet.grid.visibility != Visibility::Visible;
    for (index, becomes) in sheet.uses().iter().enumerate() {
        match becomes {
            CellUse::Mapped => ledger.mapped += 1,
            CellUse::Furniture => ledger.furniture += 1,
            CellUse::Unmapped => {
                let (value, cell) = (sheet.shown(index), sheet.cell_ref(index));
                ledger.unmapped.push(UnmappedCell { value, cell, on_hidden_sheet: is_hidden });
            }
        }
    }
    for aside in &sheet.grid.aside {
        let (value, cell) = (sheet.shown_of(&aside.cell), sheet.aside_ref(aside));
        ledger.unmapped.push(UnmappedCell { value, cell, on_hidden_sheet: is_hidden });
    }
    for text in &sheet.grid.beside {
        if is_beside_of_form(text, lexicon) {
            ledger.furniture += 1;
        } else {
            let (value, cell) = (one_line(&text.text), sheet.beside_ref(text));
            ledger.unmapped.push(UnmappedCell { value, cell, on_hidden_sheet: is_hidden });
        }
    }
    ledger
}

/// Whether a text beside the cells is what this program put there, or says nothing but what the form says.
fn is_beside_of_form(text: &TextBeside, lexicon: &Lexicon) -> bool {
    form::is_request(&text.text)
        || text.kind == Beside::TextBox && text.text.lines().all(|line| lexicon.words().has(line.trim()))
}

/// A text that was passed over is the form's own, or it is kept. What is no text is what the rule that passed it over takes
/// it for: a running number, a year in a head, a formula that is computed anew.
fn settle_furniture(sheet: &mut Sheet<'_>, index: usize, lexicon: &Lexicon) {
    let text = sheet.text(index);
    if matches!(sheet.cell(index).value, Value::Text(_)) && !lexicon.words().has(text) {
        let kind = kind_of_line(text);
        sheet.keep(index, kind, "", "");
    }
}

/// A cell that was read is told by a value. A text that says more than its value is kept; a cell that no value was made of
/// after all is nobody's.
fn settle_mapped(sheet: &mut Sheet<'_>, index: usize, lexicon: &Lexicon, told: &FxHashMap<(u32, u32), Told<'_>>) {
    let cell = sheet.cell(index);
    let is_text = matches!(cell.value, Value::Text(_));
    let text = sheet.text(index).to_owned();
    match told.get(&(cell.row, cell.column)) {
        Some(Told::Words(words)) if !is_text || *words == text => {}
        Some(Told::Words(_)) => sheet.keep(index, NoteKind::Wording, "", ""),
        Some(_) if !is_text => {}
        Some(Told::Value(record, field)) => {
            if !says_only_a_value(&text, record, *field) {
                sheet.keep(index, NoteKind::Wording, record.item.as_str(), field.head());
            }
        }
        Some(Told::Particular(words)) => {
            if !is_label_with(&text, words) && !lexicon.words().has(after_label(&text)) {
                sheet.keep(index, kind_of_line(&text), "", "");
            }
        }
        Some(Told::Contact(is_such)) => {
            if !is_such(after_label(&text)) {
                sheet.keep(index, kind_of_line(&text), "", "");
            }
        }
        Some(Told::Day) => {
            if !says_only_a_day(&text) {
                sheet.keep(index, kind_of_line(&text), "", "");
            }
        }
        // A dash, `chưa có`: there is no value, as it says.
        None if is_text && parse_number(&text).is_some_and(|number| number.word_for_zero) => {}
        // Said a second time, as the year above every table.
        None if lexicon.words().has(&text) && !text.is_empty() => sheet.forget(index, CellUse::Furniture),
        None if text.contains(char::is_alphabetic) => sheet.keep(index, kind_of_line(&text), "", ""),
        // Some programs store a zero for a formula of the form that gives an empty text.
        None if cell.formula && matches!(cell.value, Value::Number(0.0)) => sheet.forget(index, CellUse::Furniture),
        None => sheet.forget(index, CellUse::Unmapped),
    }
}

/// The cells of a sheet that values tell.
fn cells_told<'a>(sheet: &Sheet<'_>, reports: &'a [Extraction]) -> FxHashMap<(u32, u32), Told<'a>> {
    let mut told: FxHashMap<(u32, u32), Told<'a>> = FxHashMap::default();
    let place = |cell: Option<&CellRef>| {
        let cell = cell.filter(|cell| Arc::ptr_eq(cell.sheet_ref(), &sheet.reference))?;
        Some((cell.row, cell.column))
    };
    for record in reports.iter().flat_map(|report| &report.records) {
        for (field, value) in record.values() {
            let Some(place) = place(value.cell()) else { continue };
            match value {
                FieldValue::Text(text) => told.insert(place, Told::Words(text.value())),
                FieldValue::Status(_) | FieldValue::Number(_) | FieldValue::Level(_) => {
                    Some(*told.entry(place).or_insert(Told::Value(record, field)))
                }
            };
        }
    }
    for row in reports.iter().flat_map(|report| &report.outside) {
        told.extend(row.cells().filter_map(|cell| Some((place(cell.cell())?, Told::Words(cell.value())))));
    }
    for identity in reports.iter().map(|report| &report.identity) {
        let mut enter = |cell: Option<&CellRef>, how: Told<'a>| {
            if let Some(place) = place(cell) {
                told.entry(place).or_insert(how);
            }
        };
        for particular in [&identity.symbol, &identity.code, &identity.name].into_iter().flatten() {
            enter(particular.cell(), Told::Particular(particular.value()));
        }
        enter(identity.date.as_ref().and_then(Traced::cell), Told::Day);
        enter(identity.year.as_ref().and_then(Traced::cell), Told::Day);
        let contacts: [(_, IsSuch); 5] = [
            (&identity.signer, is_name),
            (&identity.preparer, is_name),
            (&identity.position, is_office),
            (&identity.phone, is_phone),
            (&identity.email, is_mail),
        ];
        for (contact, is_such) in contacts {
            enter(contact.as_ref().and_then(Traced::cell), Told::Contact(is_such));
        }
    }
    told
}

/// Whether a text says no more than the state or the number that was read of it.
fn says_only_a_value(text: &str, record: &Record, field: Field) -> bool {
    match record.get(field) {
        Some(FieldValue::Status(_)) => says_only_a_state(text),
        // What explains a level is no part of it: `Có (QĐ số 12/QĐ-UBND)`.
        Some(FieldValue::Level(level)) => fold(text) == fold(&level.value().word) || says_only_a_state(text),
        _ => says_only_a_number(text) || says_only_a_state(text),
    }
}

/// Whether a text tells a state and no more: no word of it that only a sentence has.
fn says_only_a_state(text: &str) -> bool {
    /// The words of states and their usual short forms, folded.
    const WORDS: &str = "hoan thanh da dang chua khong thuc hien trien khai thuoc nhiem vu cua don vi co ban mot phan ket \
                         xong dat vuot ke hoach yeu cau duoc giao ap dung lien quan phat sinh tiep tuc thuong xuyen hang \
                         nam va gan sap lam tat ok completed complete done finished in progress ongoing not started n a \
                         na applicable x v to chuc noi h t tr th ht tk dth cth cht ktnv htnv nv k ko kh tien do han";
    /// Bytes of the longest such text.
    const LONGEST: usize = 160;
    thread_local! {
        // Most states are told in the words that the form offers.
        static KNOWN: Memo<bool> = Memo::new();
    }
    let is_plain =
        |word: &str| WORDS.split(' ').any(|own| own == word) || word.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= LONGEST && KNOWN.with(|known| known.answer(text, || fold(text).split(' ').all(is_plain)))
}

/// Whether a text is a number with no words but its unit of amount: not `12 lớp`, not `khoảng 12`, not `12/13`.
fn says_only_a_number(text: &str) -> bool {
    let has_remark = text.ends_with(')') && text.trim_start().starts_with(|letter: char| letter != '(');
    let is_figure_or_unit = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || matches!(word, "trieu" | "dong" | "ty" | "ti" | "nghin" | "ngan" | "vnd" | "d" | "tr")
    };
    parse_number(text).is_some_and(|number| {
        let is_bare = number.rest.is_empty() && !number.approximate && number.of.is_none() && !has_remark;
        number.word_for_zero || is_bare && fold(text).split(' ').all(is_figure_or_unit)
    })
}

/// What follows a label: `25489` of `Mã đơn vị: 25489`.
fn after_label(text: &str) -> &str {
    text.split_once(':').filter(|(label, _)| is_label(label)).map_or(text, |(_, value)| value).trim()
}

/// Whether a text is `words`, with a label before it or without: `Mã đơn vị: 25489`, `Số: 15/BC-UBND`.
fn is_label_with(text: &str, words: &str) -> bool {
    let number = fold(text);
    fold(after_label(text)) == fold(words) || number.strip_prefix("so ").is_some_and(|number| number == fold(words))
}

/// Whether a text is the office of somebody who signs. The marks tell `Trưởng` from `Trường`, `Phó` from `Phổ`.
fn is_office(text: &str) -> bool {
    const WORDS: usize = 8;
    const BEGINNINGS: [&str; 20] = [
        "Chủ tịch",
        "Phó",
        "Giám đốc",
        "Trưởng",
        "Chánh",
        "Hiệu trưởng",
        "Bí thư",
        "Ủy viên",
        "Quyền",
        "Thủ trưởng",
        "Tổng biên tập",
        "KT",
        "TL",
        "TUQ",
        "Chuyên viên",
        "Cán bộ",
        "Công chức",
        "Văn thư",
        "Kế toán",
        "Viên chức",
    ];
    let key = |words: &str| if text.is_ascii() { fold(words) } else { tone_key(words) };
    let own = key(text);
    let begins = |word: &str| own.strip_prefix(&key(word)).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    own.split(' ').count() <= WORDS
        && !text.contains(|letter: char| letter.is_ascii_digit() || letter == ':')
        && BEGINNINGS.into_iter().any(begins)
}

fn is_phone(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii_digit() || " .-+()/;,xX".contains(letter))
}

fn is_mail(text: &str) -> bool {
    text.contains('@') && text.split_whitespace().count() == 1
}

/// Whether a text is a day or a year and no more: `Tây Ninh, ngày 18 tháng 11 năm 2026`, `Ngày báo cáo: 18/11/2026`.
fn says_only_a_day(text: &str) -> bool {
    /// Words before the day: its place, or its label.
    const BEFORE: usize = 4;
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let first = words.iter().position(|word| is_figure(word)).unwrap_or(words.len());
    let before = words[..first].iter().filter(|word| !matches!(**word, "ngay" | "thang" | "nam")).count();
    before <= BEFORE && words[first..].iter().all(|word| is_figure(word) || matches!(*word, "ngay" | "thang" | "nam"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_what_says_more_are_told_apart() {
        for text in ["12", "1.234,5", "1,5 tỷ đồng", "95%", "(5)", "-", "không có"] {
            assert!(says_only_a_number(text), "{text}");
        }
        for text in ["12 lớp", "khoảng 12", "248/250", "12 (trong đó nữ 5)"] {
            assert!(!says_only_a_number(text), "{text}");
        }
        for text in ["Tây Ninh, ngày 18 tháng 11 năm 2026", "18/11/2026", "Ngày báo cáo: 18/11/2026", "Năm 2026"]
        {
            assert!(says_only_a_day(text), "{text}");
        }
        for text in ["Ngày 18/11/2026 chưa đủ số liệu", "Số liệu của 5 trường đã báo cáo ngày 18/11/2026"]
        {
            assert!(!says_only_a_day(text), "{text}");
        }
        assert!(is_name("Lê Thị Thu") && is_office("Phó Chủ tịch") && is_mail("a.b@tayninh.gov.vn"));
        assert!(is_phone("0276 3822 xxx") && !is_phone("hỏi chị Thu") && !is_mail("chưa có"));
        for office in ["TRƯỞNG PHÒNG", "Truong phong", "Uỷ viên thường trực", "KT. Giám đốc", "P. Chủ tịch"]
        {
            assert_eq!(is_office(office), !office.starts_with("P."), "{office}");
        }
        for text in ["TRƯỜNG CHƯA BÁO CÁO", "Phổ cập còn 3 xã", "Chức vụ: Trưởng phòng"] {
            assert!(!is_office(text), "{text}");
        }
        assert!(!is_office("Nhiệm vụ khác do huyện giao") && !is_office("Trưởng thôn có 3 việc thêm năm 2026"));
        assert!(is_label_with("Số: 12/BC-UBND", "12/BC-UBND") && is_label_with("25489", "25489"));
        assert!(!is_label_with("Số: 12/BC-UBND thay bản cũ", "12/BC-UBND"));
    }
}
