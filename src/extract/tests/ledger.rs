//! Every cell is accounted for, whatever the sheet.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::{Extraction, Lexicon, extract};
use super::lexicon;
use crate::intake::{Cell, Grid, MergedRange, Value, Visibility, Workbook};
use crate::model::{CellRef, Field, Traced};

/// Words that sheets of this kind are made of: heads, codes, rows of the plan, states, units, titles, signatures.
const WORDS: &[&str] = &[
    "Mã",
    "STT",
    "Nhiệm vụ, giải pháp",
    "Nội dung",
    "Chỉ tiêu",
    "Nguồn kinh phí",
    "Kết quả thực hiện",
    "Trạng thái",
    "Tiến độ",
    "Tỷ lệ (%)",
    "Kế hoạch",
    "Thực hiện",
    "Thực hiện năm 2025",
    "Dự toán giao (nghìn đồng)",
    "Đã chi",
    "Đơn vị tính",
    "Ghi chú",
    "Khó khăn, vướng mắc",
    "Kiến nghị",
    "Văn bản, sản phẩm",
    "Hoàn thành",
    "Đang thực hiện",
    "Chưa thực hiện",
    "Không có nhiệm vụ",
    "II",
    "II.1",
    "II.1.a",
    "II.3.g",
    "a)",
    "b)",
    "1",
    "1.1",
    "CT01",
    "CT 7",
    "CT24",
    "III.1",
    "III.2",
    "IV.11.đ",
    "DM.1",
    "Số lượt người được quán triệt",
    "Số trẻ em trong độ tuổi mẫu giáo",
    "Ngân sách nhà nước",
    "Các nguồn hợp pháp khác",
    "Chi thường xuyên đã giao cho đơn vị",
    "Phân bổ, quản lý, sử dụng các nguồn kinh phí được giao bảo đảm tỷ lệ chi",
    "Tổng cộng",
    "Nhiệm vụ khác",
    "Tổ chức Hội thi giáo viên dạy giỏi",
    "x",
    "✓",
    "-",
    "không",
    "0,95",
    "95%",
    "1.234",
    "1,234.5",
    "12 lớp",
    "1,5 tỷ",
    "248/250",
    "(1)",
    "(2)",
    "(3)",
    "Tên đơn vị báo cáo",
    "UBND xã Tân Lập",
    "Mã đơn vị: 25489",
    "Năm báo cáo: 2026",
    "Số: 12/BC-UBND",
    "Tây Ninh, ngày 18 tháng 11 năm 2026",
    "SỞ NỘI VỤ",
    "NGƯỜI LẬP BIỂU",
    "Lê Thị Thu",
    "Đơn vị tính: đồng",
    "Hoµn thµnh",
    "§ang thùc hiÖn",
    "Hoaøn thaønh",
    "Ghi chú: số liệu ước",
];

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        12 => prop::sample::select(WORDS).prop_map(|word| Value::Text(word.to_owned())),
        1 => "\\PC{1,30}".prop_map(Value::Text),
        3 => prop::num::f64::NORMAL.prop_map(Value::Number),
        3 => (0_i32..3000).prop_map(|number| Value::Number(f64::from(number) / 20.0)),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => (0.0..60_000.0).prop_map(Value::Date),
        1 => Just(Value::Error("#REF!".to_owned())),
        1 => Just(Value::FormulaWithoutValue("A1+A2".to_owned())),
    ]
}

fn grid() -> impl Strategy<Value = Grid> {
    let cells = prop::collection::btree_map((0_u32..24, 0_u32..9), (value(), any::<bool>()), 0..140);
    let merge = (0_u32..24, 0_u32..9, 0_u32..3, 0_u32..4);
    let visibility = prop_oneof![9 => Just(Visibility::Visible), 1 => Just(Visibility::Hidden)];
    (cells, prop::collection::vec(merge, 0..4), visibility).prop_map(|(cells, merges, visibility)| {
        let cell = |((row, column), (value, percent_format))| Cell {
            row,
            column,
            value,
            percent_format,
            font: None,
            formula: false,
        };
        let merged = |(row, column, height, width)| MergedRange {
            first_row: row,
            first_column: column,
            last_row: row + height,
            last_column: column + width,
        };
        Grid {
            name: "Sheet1".to_owned(),
            visibility,
            cells: cells.into_iter().map(cell).collect(),
            merges: merges.into_iter().map(merged).collect(),
            fonts: Vec::new(),
            decoded: Vec::new(),
        }
    })
}

/// The cells that values of the extraction come from.
fn origins(extraction: &Extraction) -> Vec<CellRef> {
    let mut origins = Vec::new();
    for (field, value) in extraction.records.iter().flat_map(|row| row.values()) {
        // A share that is computed anew is no figure of its own.
        if field != Field::SpentShare && field != Field::Note {
            origins.extend(value.cell().cloned());
        }
    }
    for row in &extraction.outside {
        origins.extend(std::iter::once(&row.text).chain(&row.details).filter_map(Traced::cell).cloned());
    }
    origins
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn read_is_mapped_and_furniture_and_unmapped(sheets in prop::collection::vec(grid(), 1..4)) {
        thread_local!(static LEXICON: Lexicon = lexicon(2026));
        let read: usize = sheets.iter().map(|sheet| sheet.cells.len()).sum();
        let workbook = Workbook::from(sheets);
        let reports = LEXICON.with(|lexicon| extract(&Arc::from("a.xlsx"), &workbook, lexicon)).expect("an extraction");
        let ledger = &reports[0].ledger;
        prop_assert_eq!(ledger.read, read);
        prop_assert!(ledger.balances());
        // What was read into a record is mapped, and is read once only: no figure is counted twice.
        let mut origins: Vec<CellRef> = reports.iter().flat_map(origins).collect();
        prop_assert!(ledger.mapped >= origins.len().min(1));
        let shown = |cell: &CellRef| (cell.row, cell.column);
        for unmapped in ledger.unmapped.iter().filter(|_| workbook.sheets.len() == 1) {
            prop_assert!(!origins.iter().any(|origin| shown(origin) == shown(&unmapped.cell)));
        }
        if workbook.sheets.len() == 1 {
            let all = origins.len();
            origins.sort();
            origins.dedup();
            // A cell such as `Hoàn thành 80%` gives a state and a percentage.
            let records = reports.iter().flat_map(|report| &report.records);
            let twofold = records.filter(|row| row.status().is_some() && row.number(Field::Percent).is_some());
            let twofold = twofold.count();
            prop_assert!(all - origins.len() <= twofold);
        }
    }
}
