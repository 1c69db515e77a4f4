//! Habits of how a report is headed, signed and sent.

use tonghop::form::TableKind;
use tonghop::model::Field;

use super::book::{Book, Says, Truth, Typed};
use super::habits::{Sending, beside};
use super::random::Random;

pub(crate) fn letterhead(sending: &mut Sending, random: &mut Random) {
    let name = sending.name.clone();
    for table in sending.book.tables.iter_mut().filter(|table| !table.above.is_empty()) {
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
    if !is_alone(sending) {
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
    if !is_alone(sending) {
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
    for (index, book) in sending.books().enumerate() {
        book.particulars.retain(|(label, _)| label != "Mã đơn vị");
        book.path = format!("bao cao {number}-{index}.xlsx");
    }
}

/// Who sends it stands in the name of the file alone.
pub(crate) fn by_file(sending: &mut Sending, _: &mut Random) {
    if !sending.others.is_empty() || !sending.parts.is_empty() || sending.neighbour.sends {
        return;
    }
    let name = super::book::without_marks(&sending.name);
    sending.book.path = format!("BC nam 2026 {name}.xlsx");
    sending.book.particulars.clear();
    for table in &mut sending.book.tables {
        super::bodies::take_names_out(table);
    }
}

/// Whether nothing was sent beside the report.
fn is_alone(sending: &Sending) -> bool {
    !sending.book.particulars.is_empty() && sending.others.is_empty() && sending.parts.is_empty()
}

/// Other figures in all tables of a book.
fn with_other_figures(book: &mut Book, factor: f64) {
    for table in &mut book.tables {
        for field in [Field::Planned, Field::Actual, Field::Allocated, Field::Spent] {
            beside(table, field, Says::Field(field), factor);
        }
    }
}

fn rewrite_above(book: &mut Book, from: &str, to: &str) {
    book.tables
        .iter_mut()
        .flat_map(|table| table.above.iter_mut().flatten())
        .for_each(|text| *text = text.replace(from, to));
}

/// The report on half a year lies beside the one on the year.
pub(crate) fn half_year_report(sending: &mut Sending, random: &mut Random) {
    if !is_alone(sending) {
        return;
    }
    let mut half = sending.book.clone();
    set_date(&mut half, "28/06/2026");
    with_other_figures(&mut half, 0.4);
    let agency = sending.book.path.trim_start_matches("BC_2026_").to_owned();
    if random.chance(50) {
        half.path = format!("BC_6 thang 2026_{agency}");
    } else {
        half.path = format!("Giua nam {agency}");
        rewrite_above(&mut half, "Năm báo cáo: 2026", "Báo cáo 6 tháng đầu năm 2026");
    }
    sending.others.push(half);
}

pub(crate) fn last_years_report(sending: &mut Sending, _: &mut Random) {
    if !is_alone(sending) {
        return;
    }
    let mut last = sending.book.clone();
    set_date(&mut last, "20/11/2025");
    with_other_figures(&mut last, 0.7);
    rewrite_above(&mut last, "2026", "2025");
    for (label, value) in &mut last.particulars {
        if label == "Năm báo cáo" {
            "2025".clone_into(value);
        }
    }
    last.path = sending.book.path.replace("BC_2026", "BC cu");
    sending.others.push(last);
}

pub(crate) fn sent_twice(sending: &mut Sending, random: &mut Random) {
    if is_alone(sending) {
        let mut copy = sending.book.clone();
        let stem = copy.path.trim_end_matches(".xlsx").to_owned();
        copy.path = stem + random.pick(&[" - Copy.xlsx", " (1).xlsx", " gui lai.xlsx"]);
        sending.others.push(copy);
    }
}

/// The tables of figures in a file of their own.
pub(crate) fn sent_in_parts(sending: &mut Sending, _: &mut Random) {
    if !is_alone(sending) {
        return;
    }
    let mut figures = sending.book.clone();
    (figures.hidden, figures.stacked) = (None, false);
    figures.path = figures.path.trim_end_matches(".xlsx").to_owned() + " so lieu.xlsx";
    figures.tables.retain(|table| table.kind != TableKind::Tasks);
    sending.book.tables.retain(|table| table.kind == TableKind::Tasks);
    sending.parts.push(figures);
}

/// The form as it came, sent once more by mistake.
pub(crate) fn blank_form_later(sending: &mut Sending, _: &mut Random) {
    if !is_alone(sending) {
        return;
    }
    let mut blank = sending.book.clone();
    set_date(&mut blank, "28/11/2026");
    blank.path = blank.path.trim_end_matches(".xlsx").to_owned() + " (2).xlsx";
    for row in blank.tables.iter_mut().flat_map(|table| &mut table.rows) {
        row.truths.clear();
        row.cells.retain(|says, _| !matches!(says, Says::Field(_) | Says::Extra(_)));
    }
    sending.others.push(blank);
}

/// A file that corrects one task, and holds nothing else.
pub(crate) fn task_corrected(sending: &mut Sending, _: &mut Random) {
    if !is_alone(sending) {
        return;
    }
    let mut later = sending.book.clone();
    set_date(&mut sending.book, "05/11/2026");
    set_date(&mut later, "26/11/2026");
    later.path = later.path.trim_end_matches(".xlsx").to_owned() + " dinh chinh.xlsx";
    later.tables.retain(|table| table.kind == TableKind::Tasks);
    (later.hidden, later.stacked) = (None, false);
    let (Some(corrected), Some(own)) = (later.tables.first_mut(), sending.book.table(TableKind::Tasks)) else {
        return;
    };
    corrected.merged.clear();
    let Some(at) = corrected.rows.iter().position(|row| row.truths.contains_key(&Field::Result)) else { return };
    corrected.rows = vec![corrected.rows[at].clone()];
    let text = "Tổ chức thêm 2 buổi nói chuyện chuyên đề.".to_owned();
    own.rows[at].truths.insert(Field::Result, Truth::Text(text.clone()));
    corrected.rows[0].cells.insert(Says::Field(Field::Result), Typed::text(text));
    sending.others.push(later);
}
