//! What a sheet shows and what it stores: hidden, struck through, under a number format, beside the cells.

use super::*;
use crate::intake::{Aside, AsideCell, Cell};

/// Moves the cells for which `why` gives a reason out of what is shown.
fn set_aside(mut grid: Grid, why: impl Fn(&Cell) -> Option<Aside>) -> Grid {
    for cell in std::mem::take(&mut grid.cells) {
        match why(&cell) {
            Some(why) => grid.aside.push(AsideCell { cell, why }),
            None => grid.cells.push(cell),
        }
    }
    grid
}

#[test]
fn hidden_rows_and_columns_are_told_and_do_not_count() {
    let grid = sheet(
        "Biểu 02",
        "Mã|Chỉ tiêu|Kế hoạch|Thực hiện (ước)|Thực hiện\n\
         CT01|Số hội nghị|5|3|4\n\
         CT02|Số lượt người|300|270|280",
    );
    let aside = set_aside(grid, |cell| match (cell.row, cell.column) {
        (_, 3) => Some(Aside::HiddenColumn),
        (2, _) => Some(Aside::HiddenRow),
        _ => None,
    });
    assert_eq!(
        told(&read_sheets(vec![aside], 2026)),
        "CT01 | 5 | 4\n! HiddenRows A3\n! HiddenColumns D1\n\
         ? D1 Thực hiện (ước)\n? D2 3\n? A3 CT02\n? B3 Số lượt người\n? C3 300\n? D3 270\n? E3 280\n"
    );
}

/// Gives the cells for which `of` says so a number format.
fn formatted(mut grid: Grid, code: &str, of: impl Fn(&Cell) -> bool) -> Grid {
    grid.formats.push(code.to_owned());
    grid.cells.iter_mut().filter(|cell| of(cell)).for_each(|cell| cell.format = Some(0));
    grid
}

/// What is read of an amount of 354 900 000 under a format, beneath a head in triệu đồng.
fn amount(code: &str, number: &str) -> String {
    let grid = sheet(
        "Biểu 03",
        &format!(
            "Mã|Nguồn kinh phí|Dự toán giao (triệu đồng)|Đã thực hiện (triệu đồng)\nIII.1.1|Chi thường xuyên|{number}|1"
        ),
    );
    told(&read_sheets(vec![formatted(grid, code, |cell| (cell.row, cell.column) == (1, 2))], 2026))
}

#[test]
fn number_formats_scale_and_name_units() {
    for (code, number, allocated, remark) in [
        ("#,##0.0,,", "354900000", "354.9", "! ShownDiffers C2\n"),
        ("#,##0\" ₫\"", "354900000", "354.9", "! UnitConverted C2\n"),
        ("#,##0.0,,\" triệu\"", "354900000", "354.9", "! ShownDiffers C2\n"),
        ("0.0\" tỷ\"", "1.5", "1500", "! UnitConverted C2\n"),
        ("#,##0", "354.9", "354.9", ""),
        ("0\" triệu đồng\"", "355", "355", ""),
    ] {
        assert_eq!(amount(code, number), format!("III.1.1 | {allocated} | 1\n{remark}"), "{code}");
    }
}

#[test]
fn a_cell_keeps_what_it_stores_beside_what_it_shows() {
    let grid = sheet("Biểu 02", "Mã|Chỉ tiêu|Kế hoạch|Thực hiện\nCT03|Số tin, bài|30|'279");
    let mut grid = formatted(grid, "0\" nghìn\"", |cell| (cell.row, cell.column) == (1, 2));
    grid.cells.last_mut().expect("a cell").stored = Some("31279".into());
    let extraction = read_sheets(vec![grid], 2026);
    assert_eq!(told(&extraction), "CT03 | 30000 | 279\n! CountConverted C2\n! ShownDiffers D2\n");
    let differs = |field| {
        let cell = extraction.records[0].number(field).and_then(Traced::cell).expect("a cell");
        cell.differs().map(|differs| (differs.stored.clone(), differs.shown.clone()))
    };
    assert_eq!(differs(Field::Actual), Some(("31279".to_owned(), "279".to_owned())));
    assert_eq!(differs(Field::Planned), Some(("30".to_owned(), "30 nghìn".to_owned())));
}

#[test]
fn units_stand_in_many_places() {
    let table = |above: &str, label: &str, below: &str| {
        format!("{above}\n\nMã|Nguồn kinh phí|Dự toán giao|Đã thực hiện\nIII.1.1|{label}|1200000|600000\n\n{below}")
    };
    let converted = "III.1.1 | 1200 | 600\n! UnitConverted C4\n! UnitConverted D4\n";
    for drawn in [
        table("KINH PHÍ THỰC HIỆN NĂM 2026 (nghìn đồng)", "Chi thường xuyên", ""),
        table("Kinh phí thực hiện - ĐVT: nghìn đồng", "Chi thường xuyên", ""),
        table("Kinh phí thực hiện, nghìn đồng", "Chi thường xuyên", ""),
        table("Biểu số 03", "Chi thường xuyên (nghìn đồng)", ""),
        table("Biểu số 03", "Chi thường xuyên", "Ghi chú: số liệu tính bằng nghìn đồng"),
    ] {
        let told = read(&drawn);
        let told: String = told.lines().filter(|line| !line.starts_with('?')).map(|line| format!("{line}\n")).collect();
        assert_eq!(told, converted, "{drawn}");
    }
    let named = sheet("Biểu 03 (nghìn đồng)", &table("Biểu số 03", "Chi thường xuyên", ""));
    assert_eq!(told(&read_sheets(vec![named], 2026)), converted);
}

#[test]
fn counts_are_told_in_units_of_their_own() {
    assert_told(
        "Mã|Chỉ tiêu|Đơn vị tính|Kế hoạch|Thực hiện\n\
         CT02|Số lượt người được quán triệt|nghìn lượt người|11|12\n\
         CT03|Số tin, bài|tin|30|'3 chục\n\
         CT05|Số người được đào tạo nghề trong năm|người|'1 vạn|'5k",
        "CT02 | 11000 | 12000\nCT03 | 30 | 30\nCT05 | 10000 | 5000\n\
         ! CountConverted D2\n! CountConverted E2\n! CountConverted E3\n! CountConverted D4\n! CountConverted E4",
    );
}

#[test]
fn lines_to_write_on_and_dittos_are_no_words() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả thực hiện|Trạng thái|Khó khăn, vướng mắc\n\
         II.1.a|a) Tiếp tục|Tổ chức 3 hội nghị.|Hoàn thành|....\n\
         II.1.b|b) Phối hợp|Như trên|-nt-|#REF!\n\
         II.1.c|c) Báo Tây Ninh|……………|……|Thiếu kinh phí",
        "II.1.a | completed | - | Tổ chức 3 hội nghị. | - | - | -\n\
         II.1.b | completed | - | Tổ chức 3 hội nghị. | - | - | -\n\
         II.1.c | - | - | - | - | Thiếu kinh phí | -\n\
         ! Ditto C3\n! Ditto D3\n! ErrorCell E3\n? E3 #REF!",
    );
}

#[test]
fn a_percentage_beyond_a_hundred_does_not_count() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả thực hiện|Trạng thái|Tỷ lệ hoàn thành (%)\nII.1.a|Tổ chức|Đã tổ chức.|Đang thực hiện|4000%",
        "II.1.a | in_progress | - | Đã tổ chức. | - | - | -\n! ImplausiblePercent E2\n? E2 40",
    );
}

#[test]
fn a_date_of_another_year_does_not_count() {
    let dated = |date: &str| {
        let extraction = read_sheets(vec![sheet("Thông tin", &format!("Ngày báo cáo:|{date}"))], 2026);
        let kinds: Vec<_> = extraction.remarks.iter().map(|remark| remark.kind).collect();
        (extraction.identity.date.map(|date| date.value().to_string()), kinds)
    };
    assert_eq!(dated("05 Tháng Mười Hai 2026"), (Some("2026-12-05".to_owned()), vec![]));
    assert_eq!(dated("15/01/2027"), (Some("2027-01-15".to_owned()), vec![]));
    for date in ["15/11/2025", "15/11/2062", "15/11/2027"] {
        assert_eq!(dated(date), (None, vec![crate::extract::RemarkKind::DoubtfulDate]), "{date}");
    }
}
