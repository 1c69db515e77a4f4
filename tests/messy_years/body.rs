//! A body's form with something in it, as it would be filled in by the book.

use std::collections::BTreeMap;

use tonghop::form::{ColumnRole, Form, RowKind, TableKind};
use tonghop::model::{Field, Status};

use super::book::{Book, Column, Row, Says, Spelling, Table, Truth, Typed};
use super::random::Random;

const RESULTS: &[&str] = &[
    "Mở {} lớp học tập, quán triệt cho cán bộ, giáo viên.",
    "Phát {} bản tin trên hệ thống truyền thanh của xã.",
    "Gặp gỡ, đối thoại {} lần với phụ huynh và học sinh.",
    "Sửa chữa {} phòng học trước năm học mới.",
    "Cử {} giáo viên đi đào tạo nâng chuẩn.",
    "Vận động {} học viên ra lớp xóa mù chữ.",
    "Rà soát {} hồ sơ tuyển sinh lớp 10.",
    "Kiểm tra {} cơ sở mầm non ngoài công lập.",
];
const DIFFICULTIES: &[&str] =
    &["Một số điểm trường ở xa trung tâm.", "Đội ngũ giáo viên còn thiếu ở môn Tin học.", "Trang thiết bị xuống cấp."];

/// The form of `form`'s body with about two rows of three filled in.
pub(crate) fn filled_in(form: &Form, random: &mut Random) -> Book {
    let mut tables = Vec::new();
    for table in &form.tables {
        if !matches!(table.kind, TableKind::Tasks | TableKind::Indicators | TableKind::Funding) {
            continue;
        }
        let columns: Vec<Column> = table
            .kind
            .columns()
            .iter()
            .map(|column| {
                let says = match column.role {
                    ColumnRole::Code => Says::Code,
                    ColumnRole::Label => Says::Label,
                    ColumnRole::Unit => Says::Unit,
                    ColumnRole::Entry(field) | ColumnRole::Computed(field) => Says::Field(field),
                    ColumnRole::OfPlan(_) => Says::Extra(9),
                };
                Column { says, head: column.head.to_owned(), upper: None, hidden: false }
            })
            .collect();
        let rows = table.rows.iter().map(|row| filled_row(table.kind, row, random)).collect();
        let mut above =
            vec![vec![form.name_in_capitals()], vec![table.title.clone()], vec![format!("Năm báo cáo: {}", form.year)]];
        if table.kind == TableKind::Funding {
            above.push(vec!["Đơn vị tính: triệu đồng".to_owned()]);
        }
        above.push(vec![]);
        tables.push(Table {
            kind: table.kind,
            sheet: table.kind.sheet().to_owned(),
            above,
            columns,
            rows,
            below: Vec::new(),
            left: 0,
            merged: Vec::new(),
            owner: None,
            headless: false,
        });
    }
    let day = random.between(2, 27);
    Book {
        path: format!("BC_2026_{}.xlsx", form.agency),
        particulars: [
            ("Tên đơn vị báo cáo", form.name.clone()),
            ("Mã đơn vị", form.agency.as_str().to_owned()),
            ("Năm báo cáo", form.year.to_string()),
            ("Số, ký hiệu báo cáo", format!("{}/BC-UBND", random.between(10, 300))),
            ("Ngày báo cáo", format!("{day:02}/11/{}", form.year)),
            ("Người ký", "Phạm Văn Thành".to_owned()),
            ("Chức vụ", "Chủ tịch".to_owned()),
        ]
        .map(|(label, value)| (label.to_owned(), value))
        .to_vec(),
        tables,
        hidden: None,
        spelling: Spelling::AsIs,
        stacked: false,
    }
}

fn filled_row(kind: TableKind, row: &tonghop::form::Row, random: &mut Random) -> Row {
    let mut cells = BTreeMap::from([(Says::Code, Typed::text(&row.code))]);
    cells.insert(Says::Label, Typed::text(&row.printed[0]));
    if kind == TableKind::Indicators {
        cells.insert(Says::Unit, Typed::text(&row.printed[1]));
    }
    let mut filled = Row { item: Some(row.code.clone()), cells, truths: BTreeMap::new(), hidden: false };
    let is_open = match (kind, &row.kind) {
        (TableKind::Indicators, RowKind::Count) | (TableKind::Tasks | TableKind::Funding, RowKind::Entry) => true,
        _ => return filled,
    };
    if !is_open || kind != TableKind::Funding && !random.chance(66) {
        return filled;
    }
    match kind {
        TableKind::Tasks => fill_task(&mut filled, random),
        TableKind::Indicators => {
            let planned = random.between(3, 4_000);
            put_number(&mut filled, Field::Planned, planned as f64);
            put_number(&mut filled, Field::Actual, (planned + random.between(1, 200)) as f64);
        }
        _ => {
            let allocated = random.between(500, 4_000);
            put_number(&mut filled, Field::Allocated, allocated as f64);
            put_number(&mut filled, Field::Spent, (allocated - random.between(1, 300)) as f64 + 0.5);
        }
    }
    filled
}

fn put_number(row: &mut Row, field: Field, number: f64) {
    row.truths.insert(field, Truth::Number(number));
    row.cells.insert(Says::Field(field), Typed::Number(number));
}

pub(crate) fn put_text(row: &mut Row, field: Field, text: &str) {
    row.truths.insert(field, Truth::Text(text.to_owned()));
    row.cells.insert(Says::Field(field), Typed::text(text));
}

pub(crate) fn put_status(row: &mut Row, status: Status, written: &str) {
    row.truths.insert(Field::Status, Truth::Status(status));
    row.cells.insert(Says::Field(Field::Status), Typed::text(written));
}

fn fill_task(row: &mut Row, random: &mut Random) {
    let status = random.pick(&Status::ALL);
    put_status(row, status, status.vietnamese());
    if status == Status::NotApplicable {
        return;
    }
    let percent = match status {
        Status::Completed => 100,
        Status::InProgress => random.between(10, 95),
        Status::NotStarted | Status::NotApplicable => 0,
    };
    put_number(row, Field::Percent, percent as f64);
    if status != Status::NotStarted {
        let result = random.pick(RESULTS).replace("{}", &random.between(2, 90).to_string());
        put_text(row, Field::Result, &result);
    }
    if random.chance(25) {
        put_text(row, Field::Difficulties, random.pick(DIFFICULTIES));
    }
}
