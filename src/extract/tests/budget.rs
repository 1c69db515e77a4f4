//! What takes more than a submission can is refused before the work is done, and the work grows with what there is to read.

use std::fmt::Write;
use std::time::Instant;

use super::*;
use crate::extract::budget::{Budget, COLUMNS, OWN_ROWS, TABLES};
use crate::extract::{Refusal, extract_within};

const HEAD: &str = "Mã|Nhiệm vụ|Kết quả|Trạng thái|Tỷ lệ (%)|Khó khăn|Đề xuất|Ghi chú\n";

/// What comes of a workbook of these sheets: how many records, or the limit that is met.
fn outcome(sheets: Vec<Grid>) -> Result<usize, String> {
    let extraction = extract(&Arc::from("a.xlsx"), &Workbook::from(sheets), &lexicon(2026));
    extraction.map(|read| read.iter().map(|one| one.records.len()).sum()).map_err(|refusal| match refusal {
        Refusal::TooLarge(limit) => limit.vi,
        other => panic!("{other:?}"),
    })
}

/// The steps that reading a sheet takes.
fn steps(grid: Grid) -> u64 {
    let lexicon = lexicon(2026);
    let budget = Budget::for_form_of(lexicon.number_of_rows());
    extract_within(&budget, &Arc::from("a.xlsx"), &Workbook::from(vec![grid]), &lexicon);
    assert!(!budget.is_exceeded());
    budget.steps()
}

fn drawn(head: &str, rows: usize, row: impl Fn(usize) -> String) -> Grid {
    let mut drawn = head.to_owned();
    (0..rows).for_each(|number| writeln!(drawn, "{}", row(number)).expect("a string"));
    sheet("A", &drawn)
}

/// Tables one below another, each with a row.
fn tables(count: usize) -> Grid {
    drawn("", count, |_| format!("{HEAD}II.1.a|Làm|Xong"))
}

/// Rows that are like many of the plan and are none.
fn like_rows(count: usize) -> Grid {
    drawn(HEAD, count, |number| {
        format!("Z{number}|Tổ chức hội nghị tuyên truyền lần {number} về học tập suốt đời|Đã làm")
    })
}

/// Rows whose words are as long as a book.
fn long_labels(count: usize, letters: usize) -> Grid {
    drawn(HEAD, count, |number| format!("Z{number}|{}|Đã làm", "học tập ".repeat(letters / 8)))
}

/// Rows whose results are merged in twos.
fn merged_rows(count: usize) -> Grid {
    let mut grid = drawn(HEAD, count, |number| format!("II.1.{number}|Làm|Đã làm"));
    grid.merges = (1..=count as u32 / 2).map(|pair| merged(2 * pair - 1, 2, 2 * pair, 2)).collect();
    grid
}

/// Titles below signatures, each of which looks like a row of the plan.
fn signed_rows(count: usize) -> Grid {
    drawn(HEAD, count, |number| if number == count / 2 { "|Người lập biểu".to_owned() } else { "II.1.a".to_owned() })
}

#[test]
fn a_form_is_far_from_any_limit() {
    assert_eq!(outcome(vec![tables(5)]), Ok(1));
    let filled = drawn(HEAD, 200, |number| format!("II.{number}.a|Tổ chức hội nghị tuyên truyền về học tập|Đã làm"));
    assert!(steps(filled) < 200_000_000);
}

#[test]
fn what_no_submission_has_is_refused_by_name() {
    assert_eq!(outcome(vec![tables(TABLES)]), Ok(1));
    assert_eq!(outcome(vec![tables(TABLES / 2), tables(TABLES / 2 + 1)]), Err("500 bảng".to_owned()));
    let wide = format!("Mã|Nhiệm vụ{}\n", "|Kết quả|Trạng thái".repeat(COLUMNS / 2));
    assert_eq!(outcome(vec![sheet("A", &wide)]), Err("256 cột trong một bảng".to_owned()));
    let many = drawn(HEAD, OWN_ROWS + 1, |number| format!("Z{number}|Việc riêng {number}|x"));
    assert_eq!(outcome(vec![many]), Err("5000 dòng và ghi nhận ngoài biểu mẫu".to_owned()));
}

#[test]
fn steps_end() {
    let budget = Budget::for_form_of(200);
    assert!(budget.spend(2_000_000_000) && budget.settle(()).is_ok());
    assert!(!budget.spend(1) && !budget.spend(0));
    assert!(matches!(budget.settle(()), Err(Refusal::TooLarge(_))));
    // A longer form is longer to compare with.
    assert!(Budget::for_form_of(400).spend(4_000_000_000));
}

#[test]
fn labels_as_long_as_books_are_compared_with_nothing() {
    // A step a letter or so; comparing with each row of the plan would take hundreds.
    assert!(steps(long_labels(20, 100_000)) < 3 * 20 * 100_000);
}

#[test]
fn the_work_grows_in_proportion() {
    let kinds: [(&str, &dyn Fn(usize) -> Grid); 5] = [
        ("tables", &|count| tables(count / 10)),
        ("like rows", &like_rows),
        ("long labels", &|count| long_labels(count / 100, 10_000)),
        ("merged rows", &merged_rows),
        ("signed rows", &signed_rows),
    ];
    for (kind, grid) in kinds {
        let (once, four_times) = (steps(grid(400)), steps(grid(1600)));
        assert!(four_times < 5 * once, "{kind}: {once}, {four_times}");
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "what is measured is for people")]
#[ignore = "measures: cargo test --lib -- --ignored --nocapture time_grows"]
fn time_grows_in_proportion() {
    let lexicon = lexicon(2026);
    let legacy = |cells: usize| drawn("", cells / 10, |_| ["NhiÖm vô gi¸o dôc ®µo t¹o"; 10].join("|"));
    let kinds: [(&str, &dyn Fn(usize) -> Grid); 6] = [
        ("TCVN3, cells", &legacy),
        ("heads, cells", &|cells| drawn("", cells / 8, |_| HEAD.trim().to_owned())),
        ("like rows, cells", &|cells| like_rows(cells / 3)),
        ("labels of 100,000 letters, letters / 100", &|cells| long_labels(cells / 1000, 100_000)),
        ("merged rows, cells", &|cells| merged_rows(cells / 3)),
        ("signed rows, cells", &signed_rows),
    ];
    for (kind, grid) in kinds {
        for cells in [100_000, 200_000, 400_000] {
            let workbook = Workbook::from(vec![grid(cells)]);
            let start = Instant::now();
            let workbook = workbook.decoded();
            let decoded = start.elapsed();
            let extraction = extract(&Arc::from("a.xlsx"), &workbook, &lexicon);
            let limit = extraction.err().map_or(String::new(), |limit| format!("{limit:?}"));
            let whole = start.elapsed();
            println!("{kind}: {cells}: decoding {decoded:.2?}, in all {whole:.2?} {limit}");
        }
    }
}
