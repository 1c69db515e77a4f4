//! The workbook read back.

mod synthetic;

use std::io::{Cursor, Read};
use std::time::Instant;

use calamine::{Data, DataType, Range, Reader, Xlsx};

use super::write_workbook;
use crate::check::CheckedYear;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn written(checked: &CheckedYear) -> Book {
    let bytes = write_workbook(checked).expect("the workbook can be written");
    Xlsx::new(Cursor::new(bytes)).expect("the workbook can be read")
}

fn values(book: &mut Book, sheet: &str) -> Range<Data> {
    book.worksheet_range(sheet).expect("the sheet is there")
}

/// The first row whose first or second cell is `key`.
fn row_of<'r>(range: &'r Range<Data>, key: &str) -> &'r [Data] {
    range
        .rows()
        .find(|row| row.iter().take(2).any(|cell| *cell == Data::String(key.to_owned())))
        .unwrap_or_else(|| panic!("{key} is not there"))
}

#[test]
fn the_sheets_stand_in_the_order_of_the_report() {
    let book = written(&synthetic::year(12));
    let expected = [
        "Tổng quan",
        "II. Nhiệm vụ",
        "Ma trận",
        "Chỉ tiêu",
        "Chỉ tiêu theo đơn vị",
        "III. Kinh phí",
        "Kinh phí theo đơn vị",
        "IV. Tổ chức",
        "Danh mục",
        "Tình hình gửi",
        "Chi tiết",
        "Vấn đề",
        "Chưa đọc",
        "Ngoài kế hoạch",
        "Dữ liệu",
    ];
    assert_eq!(book.sheet_names(), expected);
}

#[test]
fn same_year_same_bytes() {
    let checked = synthetic::year(12);
    let first = write_workbook(&checked).expect("it can be written");
    assert_eq!(first, write_workbook(&checked).expect("it can be written"));
}

#[test]
fn stored_values_are_the_totals() {
    let checked = synthetic::year(12);
    let mut book = written(&checked);
    let tasks = values(&mut book, "II. Nhiệm vụ");
    for summary in &checked.consolidation().tasks {
        let row = row_of(&tasks, summary.node.id.as_str());
        let counts: Vec<f64> = row[3..8].iter().map(|cell| cell.as_f64().expect("a number")).collect();
        let mut expected: Vec<f64> = summary.counts.by_status.iter().map(|count| *count.value() as f64).collect();
        expected.push(*summary.counts.no_report.value() as f64);
        assert_eq!(counts, expected, "{}", summary.node.id);
    }
    let indicators = values(&mut book, "Chỉ tiêu");
    for summary in &checked.consolidation().indicators {
        let row = row_of(&indicators, summary.indicator.id.as_str());
        let shown = row[5].as_f64();
        let expected = summary.actual.as_ref().map(|value| super::to_f64(*value.value()));
        assert_eq!(shown, expected, "{}", summary.indicator.id);
    }
    let funding = values(&mut book, "III. Kinh phí");
    for summary in &checked.consolidation().funding {
        let row = row_of(&funding, summary.line.id.as_str());
        assert_eq!(row[2].as_f64(), Some(super::to_f64(*summary.allocated.value())), "{}", summary.line.id);
    }
}

#[test]
fn what_looks_like_a_formula_stays_text() {
    let mut book = written(&synthetic::year(12));
    let details = values(&mut book, "Chi tiết");
    assert!(details.used_cells().any(|(_, _, cell)| cell.to_string().starts_with(synthetic::RESULT)));
    for (sheet, text) in [
        ("Chi tiết", "- Kinh phí còn hạn chế"),
        ("Chi tiết", "@Đề nghị bổ sung kinh phí"),
        ("Ngoài kế hoạch", "+ Việc ngoài kế hoạch"),
        ("Vấn đề", "-Chưa gửi báo cáo"),
        ("Chưa đọc", "@ghi chú"),
    ] {
        let range = values(&mut book, sheet);
        assert!(range.used_cells().any(|(_, _, cell)| *cell == Data::String(text.to_owned())), "{sheet}: {text}");
        let formulas = book.worksheet_formula(sheet).expect("the sheet is there");
        // The only formulas are links.
        let is_link = |formula: &String| formula.is_empty() || formula.starts_with("HYPERLINK(");
        assert!(formulas.used_cells().all(|(_, _, formula)| is_link(formula)), "{sheet}");
    }
}

#[test]
fn a_year_without_submissions_is_a_workbook_too() {
    let mut book = written(&synthetic::year(0));
    let tasks = values(&mut book, "II. Nhiệm vụ");
    assert_eq!(row_of(&tasks, "II.1.a")[3], Data::Float(0.0));
}

/// Printing the whole workbook prints the heading of a sheet for looking things up, not the hundreds of pages below it.
#[test]
fn sheets_for_looking_things_up_print_their_heading_alone() {
    let bytes = write_workbook(&synthetic::year(12)).expect("it can be written");
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut xml = String::new();
    package.by_name("xl/workbook.xml").expect("it is there").read_to_string(&mut xml).expect("it is text");
    let areas: Vec<&str> = xml
        .split("<definedName name=\"_xlnm.Print_Area\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('>')?.1.split_once('<'))
        .map(|(area, _)| area)
        .collect();
    for sheet in ["Chi tiết", "Dữ liệu"] {
        let area = areas.iter().find_map(|area| area.strip_prefix(&format!("'{sheet}'!$A$1:")));
        let last = area.and_then(|area| area.rsplit('$').next()).and_then(|row| row.parse::<u32>().ok());
        assert!(last.is_some_and(|last| (2..=6).contains(&last)), "{sheet}: {areas:?}");
    }
    assert!(!areas.iter().any(|area| area.contains("Nhiệm vụ")), "what is read on paper is printed whole: {areas:?}");
}

/// A body that has not sent is named on the first sheet, with how many there are.
#[test]
fn the_first_sheet_says_what_is_missing() {
    let checked = synthetic::year(12);
    let mut book = written(&checked);
    let overview = values(&mut book, "Tổng quan");
    let missing: Vec<&str> = (checked.consolidation().agencies.iter())
        .filter(|report| report.submission == crate::merge::Submission::Missing)
        .map(|report| report.body.name.as_str())
        .collect();
    assert!(!missing.is_empty(), "or the test shows nothing");
    let row = row_of(&overview, "Đơn vị chưa gửi báo cáo");
    assert_eq!(row[1].as_f64(), Some(missing.len() as f64));
    assert!(row[2].to_string().contains(missing[0]), "{row:?}");
}

#[expect(clippy::print_stderr, reason = "what the test is for")]
#[test]
#[ignore = "prints how long writing takes and leaves the file behind; TONGHOP_AGENCIES says for how many bodies"]
fn how_long_it_takes() {
    let agencies = std::env::var("TONGHOP_AGENCIES").ok().and_then(|text| text.parse().ok()).unwrap_or(105);
    let checked = synthetic::year(agencies);
    let mut bytes = Vec::new();
    let mut times: Vec<_> = (0..5)
        .map(|_| {
            let start = Instant::now();
            bytes = write_workbook(&checked).expect("it can be written");
            start.elapsed()
        })
        .collect();
    times.sort();
    let path = std::env::temp_dir().join(format!("tong-hop-{agencies}.xlsx"));
    std::fs::write(&path, &bytes).expect("the temporary folder can be written to");
    eprintln!("{agencies} bodies: {times:?}, {} KB, {}", bytes.len() / 1024, path.display());
}
