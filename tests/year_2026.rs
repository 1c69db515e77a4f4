//! The repository's own year: every fact as computed apart, all outputs in agreement, the same bytes twice.

mod common;

use std::sync::OnceLock;

use calamine::Reader;
use common::Bench;

#[path = "common/expected.rs"]
mod expected;

/// The year, built once for all tests of this file.
fn built() -> &'static Bench {
    static BUILT: OnceLock<Bench> = OnceLock::new();
    BUILT.get_or_init(|| {
        let bench = Bench::with_2026();
        bench.run_well(&["build", "2026"]);
        bench
    })
}

#[test]
fn every_fact_is_as_computed_apart() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/expected-2026.json"));
    let expected = serde_json::from_str(&text.expect("the expected facts")).expect("JSON");
    let differences = expected::differences(&built().data(2026), &expected);
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn two_builds_give_the_same_bytes() {
    let first = built();
    let second = Bench::with_2026();
    second.run_well(&["build", "2026"]);
    for name in ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf", "tong-hop.xlsx", "data.json"] {
        let name = format!("output/2026/{name}");
        assert!(first.read(&name) == second.read(&name), "{name} differs");
    }
}

/// A number as the report prints it.
fn printed(value: &serde_json::Value) -> String {
    let exact: tonghop::model::Decimal = expected::text(value).parse().expect("a number");
    tonghop::vietnamese::format_decimal(exact)
}

#[test]
fn the_editions_print_the_figures_of_the_data() {
    let data = built().data(2026);
    for edition in ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf"] {
        let text = text_of_pdf(&built().read(&format!("output/2026/{edition}")));
        for row in data["indicators"].as_array().expect("indicators") {
            assert!(text.contains(&printed(&row["actual"])), "{edition}: {} {}", row["id"], printed(&row["actual"]));
        }
        for row in data["funding"].as_array().expect("funding") {
            for field in ["allocated", "spent"] {
                assert!(text.contains(&printed(&row[field])), "{edition}: {} {field}", row["id"]);
            }
        }
    }
}

#[test]
fn the_workbook_stores_the_figures_of_the_data() {
    let data = built().data(2026);
    let bytes = std::io::Cursor::new(built().read("output/2026/tong-hop.xlsx"));
    let mut workbook = calamine::Xlsx::new(bytes).expect("a workbook");
    let mut numbers = std::collections::BTreeSet::new();
    for name in workbook.sheet_names() {
        for (_, _, cell) in workbook.worksheet_range(&name).expect("a sheet").used_cells() {
            if let Some(number) = calamine::DataType::get_float(cell) {
                numbers.insert(format!("{number:.2}"));
            }
        }
    }
    let stored = |value: &serde_json::Value| {
        let number: f64 = expected::text(value).parse().expect("a number");
        numbers.contains(&format!("{number:.2}"))
    };
    for row in data["indicators"].as_array().expect("indicators") {
        assert!(stored(&row["actual"]), "{}", row["id"]);
    }
    for row in data["funding"].as_array().expect("funding") {
        assert!(stored(&row["allocated"]) && stored(&row["spent"]), "{}", row["id"]);
    }
    for row in data["tasks"].as_array().expect("tasks") {
        assert!(row["counts"].as_object().expect("counts").values().all(stored), "{}", row["id"]);
    }
}

/// The text of all pages, runs of blanks as one space.
fn text_of_pdf(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("text");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn with_number_and_date_the_report_is_final() {
    let bench = Bench::empty();
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    bench.write("inputs/2026/so-nv.xlsx", form);
    bench.run_well(&["build", "2026", "--number", "5", "--date", "2026-11-28"]);
    let text = text_of_pdf(&bench.read("output/2026/bao-cao-ubnd.pdf"));
    assert!(text.contains("05/BC-SGDĐT") && text.contains("ngày 28 tháng 11 năm 2026"), "{}", &text[..400]);
    assert!(!text.contains("DỰ THẢO"));
    bench.run_well(&["build", "2026"]);
    assert!(text_of_pdf(&bench.read("output/2026/bao-cao-ubnd.pdf")).contains("DỰ THẢO"));
    let alone = bench.run(&["build", "2026", "--number", "5"]);
    assert_eq!(alone.status, 2);
    assert!(alone.stderr.contains("--date"), "{}", alone.stderr);
}
