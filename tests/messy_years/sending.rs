//! Habits of how a report is headed, signed and sent.

use tonghop::form::TableKind;
use tonghop::model::Field;

use super::book::{Book, Says, Truth, Typed};
use super::habits::{Sending, beside};
use super::random::Random;

pub(crate) fn letterhead(sending: &mut Sending, random: &mut Random) {
    let name = sending.name.clone();
    for table in &mut sending.book.tables {
        let mut lines = vec![
            vec!["UBND TỈNH TÂY NINH".to_owned(), String::new(), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned()],
            vec![name.to_uppercase(), String::new(), "Độc lập - Tự do - Hạnh phúc".to_owned()],
        ];
        if random.chance(50) {
            lines.push(vec!["Kính gửi: Sở Giáo dục và Đào tạo tỉnh Tây Ninh".to_owned()]);
        }
        table.above.splice(0..1, lines);
    }
}

pub(crate) fn signatures(sending: &mut Sending, random: &mut Random) {
    let signer = random.pick(&["Trương Hòa Thành", "Lê Thị Tân", "Nguyễn Gò Dầu", "Võ Minh Châu"]);
    for table in &mut sending.book.tables {
        let line = |left: &str, right: &str| vec![left.to_owned(), String::new(), right.to_owned()];
        table.below.extend([
            vec![],
            line("NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN"),
            line("(Ký, ghi rõ họ tên)", "CHỦ TỊCH"),
            vec![],
            line("Đặng Thị Bích", signer),
            line("Nơi nhận: - Sở GD&ĐT; - Lưu: VT.", ""),
        ]);
    }
}

pub(crate) fn notes_below(sending: &mut Sending, _: &mut Random) {
    for table in &mut sending.book.tables {
        table.below.extend([
            vec![],
            vec!["Ghi chú: Số liệu tính đến ngày 15/11/2026; riêng CT01 của năm 2025 là 77.".to_owned()],
            vec!["(*) Trường hợp không có số liệu thì để trống.".to_owned()],
        ]);
    }
}

/// Last year's table on a hidden sheet.
pub(crate) fn hidden_last_year(sending: &mut Sending, _: &mut Random) {
    let Some(mut table) = sending.book.table(TableKind::Indicators).cloned() else { return };
    table.sheet = "Nam 2025".to_owned();
    for field in [Field::Planned, Field::Actual] {
        beside(&mut table, field, Says::Field(field), 0.6);
    }
    sending.book.hidden = Some(table);
}

fn set_date(book: &mut Book, date: &str) {
    for (label, value) in &mut book.particulars {
        if label == "Ngày báo cáo" {
            date.clone_into(value);
        }
    }
}

/// A report of a week before with other figures, of the same tables.
pub(crate) fn older_version(sending: &mut Sending, random: &mut Random) {
    if sending.book.particulars.is_empty() || !sending.others.is_empty() {
        return;
    }
    let mut older = sending.book.clone();
    set_date(&mut older, "01/11/2026");
    set_date(&mut sending.book, "25/11/2026");
    for table in &mut older.tables {
        for field in [Field::Planned, Field::Actual, Field::Allocated, Field::Spent] {
            beside(table, field, Says::Field(field), 0.4);
        }
    }
    let stem = sending.book.path.trim_end_matches(".xlsx").to_owned();
    if random.chance(50) {
        sending.book.path = format!("{stem} (lan 2).xlsx");
    } else {
        older.path = format!("{stem} ban cu.xlsx");
    }
    sending.others.push(older);
}

/// A file that corrects one figure of an indicator, and holds nothing else.
pub(crate) fn correction(sending: &mut Sending, _: &mut Random) {
    if sending.book.particulars.is_empty() || !sending.others.is_empty() {
        return;
    }
    let mut later = sending.book.clone();
    set_date(&mut sending.book, "05/11/2026");
    set_date(&mut later, "26/11/2026");
    later.path = later.path.trim_end_matches(".xlsx").to_owned() + " bo sung.xlsx";
    later.tables.retain(|table| table.kind == TableKind::Indicators);
    (later.hidden, later.stacked) = (None, false);
    let (Some(corrected), Some(own)) = (later.tables.first_mut(), sending.book.table(TableKind::Indicators)) else {
        return;
    };
    corrected.merged.clear();
    let Some(at) = corrected.rows.iter().position(|row| row.truths.contains_key(&Field::Actual)) else { return };
    corrected.rows = vec![corrected.rows[at].clone()];
    let Some(Truth::Number(before)) = own.rows[at].truths.get(&Field::Actual) else { return };
    let after = before + 17.0;
    own.rows[at].truths.insert(Field::Actual, Truth::Number(after));
    corrected.rows[0].cells.insert(Says::Field(Field::Actual), Typed::Number(after));
    sending.others.push(later);
}

/// Who sends it stands in its words alone: no code, a file of any name.
pub(crate) fn by_name(sending: &mut Sending, random: &mut Random) {
    let number = random.between(100, 999);
    for (index, book) in std::iter::once(&mut sending.book).chain(&mut sending.others).enumerate() {
        book.particulars.retain(|(label, _)| label != "Mã đơn vị");
        book.path = format!("bao cao {number}-{index}.xlsx");
    }
}

/// Who sends it stands in the name of the file alone.
pub(crate) fn by_file(sending: &mut Sending, _: &mut Random) {
    if !sending.others.is_empty() {
        return;
    }
    let name = super::book::without_marks(&sending.name);
    sending.book.path = format!("BC nam 2026 {name}.xlsx");
    sending.book.particulars.clear();
    for table in &mut sending.book.tables {
        table
            .above
            .retain(|line| !line.iter().any(|text| text.to_lowercase().contains("nhân dân") || text.contains("UBND")));
    }
}
