//! Files that are damaged in places, and files that take more than a submission can: a finding names each, and the others
//! are counted.

mod common;

use common::Bench;
use rust_xlsxwriter::Workbook;

/// Code, file and message of each finding of a year.
fn findings(bench: &Bench) -> Vec<[String; 3]> {
    let data = bench.data(2026);
    let of = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let all = data["findings"].as_array().expect("findings");
    all.iter().map(|finding| [of(finding, "code"), of(finding, "file"), of(finding, "message")]).collect()
}

/// The finding of a rule, which is the only one of it.
#[track_caller]
fn only<'a>(findings: &'a [[String; 3]], code: &str) -> &'a [String; 3] {
    let own: Vec<_> = findings.iter().filter(|finding| finding[0] == code).collect();
    assert_eq!(own.len(), 1, "{code}: {findings:?}");
    own[0]
}

#[test]
fn an_xls_file_that_contradicts_itself_is_counted_and_told() {
    const TEXT_CELL: [u8; 4] = [0xFD, 0x00, 0x0A, 0x00];
    let whole = include_bytes!("data/forms/form.xls");
    let bench = Bench::empty();
    bench.write("inputs/2026/BC_2026_25489.xls", whole);
    bench.run_well(&["build", "2026"]);
    assert!(findings(&bench).iter().all(|finding| finding[0] != "D21"));

    // One byte of the row of its last text.
    let mut damaged = whole.to_vec();
    let last = damaged.windows(4).rposition(|bytes| bytes == TEXT_CELL).expect("a cell with text");
    damaged[last + 5] = 2;
    bench.write("inputs/2026/BC_2026_25489.xls", damaged);
    bench.run_well(&["build", "2026"]);
    let findings = findings(&bench);
    let [_, file, message] = only(&findings, "D21");
    assert_eq!(file, "BC_2026_25489.xls");
    assert!(message.contains("ô A515") && message.contains("có 1 ô nằm ngoài phạm vi"), "{message}");
}

#[test]
fn a_file_that_meets_a_limit_is_named_with_it_and_the_others_count() {
    let mut giant = Workbook::new();
    let sheet = giant.add_worksheet();
    for table in 0..501 {
        for (column, head) in (0..).zip(["Mã", "Nhiệm vụ", "Kết quả", "Trạng thái"]) {
            sheet.write_string(2 * table, column, head).expect("a head");
        }
        sheet.write_string(2 * table + 1, 0, "II.1.a").expect("a code");
    }
    let bench = Bench::empty();
    bench.write("inputs/2026/xa Tan Hoi.xlsx", giant.save_to_buffer().expect("a workbook"));
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    bench.write("inputs/2026/so-nv.xlsx", form);
    bench.run_well(&["build", "2026"]);
    let findings = findings(&bench);
    let [_, file, message] = only(&findings, "F04");
    assert_eq!(file, "xa Tan Hoi.xlsx");
    assert!(message.contains("(500 bảng)"), "{message}");
    let data = bench.data(2026);
    let agencies = data["agencies"].as_array().expect("bodies");
    let counted =
        agencies.iter().filter(|body| matches!(body["submission"].as_str(), Some("on_time" | "late"))).count();
    assert_eq!(counted, 1);
}
