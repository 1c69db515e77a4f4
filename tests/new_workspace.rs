//! Another province, another plan: a workspace is made, its forms filled in and read, its report built, and nothing in
//! it is of the plan that this program was made for.

mod common;

use common::Bench;
use common::offices::{filled_and_built, made, text_of_package, text_of_pdf};
use tonghop::config::Example;
use tonghop::vietnamese::fold;

/// Words of Plan 2739, folded.
const STRANGE: [&str; 9] =
    ["2739", "628 qd", "tay ninh", "giao duc", "gd dt", "sgddt", "hoc sinh", "giao vien", "mam non"];

fn assert_own(what: &str, text: &str) {
    let folded = format!(" {} ", fold(text));
    for word in STRANGE {
        if let Some(at) = folded.find(&format!(" {word}")) {
            let around: String = folded[at..].chars().take(60).collect();
            panic!("{what}: “{around}”");
        }
    }
}

/// A workspace with all forms of the example filled in and the year built.
fn built() -> (Bench, i16) {
    let bench = made(&[]);
    let year = filled_and_built(&bench, &assert_own);
    (bench, year)
}

#[test]
fn another_plan_gets_its_own_report() {
    let (bench, year) = built();
    let output = |name: &str| bench.read(&format!("moi/output/{year}/{name}"));
    let data: serde_json::Value = serde_json::from_slice(&output("data.json")).expect("JSON");
    assert_eq!(data["plan"], "45/KH-UBND");
    // What was typed for the test asks nobody in particular.
    let found = data["findings"].as_array().expect("findings").iter();
    let found: Vec<_> = found.filter(|finding| finding["kind"] != "unaddressed_request").collect();
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(data["unmapped"].as_array().map(Vec::len), Some(0), "{:#}", data["unmapped"]);
    assert_eq!(data["tasks"].as_array().map(Vec::len), Some(5));
    assert_eq!(data["duties"].as_array().map(Vec::len), Some(5));
    assert!(data["agencies"].as_array().expect("agencies").iter().all(|body| body["submission"] == "on_time"));
    let funding: Vec<&str> =
        data["funding"].as_array().expect("funding").iter().map(|row| row["id"].as_str().expect("an id")).collect();
    assert_eq!(funding, ["IV", "IV.1", "IV.2"]);
    // 900,5 + row and 60 a body, from five bodies.
    let total: f64 = data["funding"][1]["allocated"].to_string().trim_matches('"').parse().expect("a number");
    assert!((total - (5.0 * 900.5 + 600.0)).abs() < 1e-9, "{total}");
    assert_own("data.json", &String::from_utf8(output("data.json")).expect("UTF-8"));
    assert_own("tong-hop.xlsx", &text_of_package(&output("tong-hop.xlsx")));
    let report = text_of_pdf(&output("bao-cao-ubnd.pdf"));
    assert!(report.contains("SỞ KHOA HỌC VÀ CÔNG NGHỆ") && report.contains("BC-SKHCN"), "{}", &report[..400]);
    assert_own("bao-cao-ubnd.pdf", &report);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let bench = Bench::empty();
    bench.write("cu/inputs/plan.md", "kế hoạch của tôi");
    let run = bench.run(&["init", bench.path("cu").to_str().expect("a path")]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("plan.md") && run.stderr.contains("thư mục khác"), "{}", run.stderr);
    assert_eq!(bench.read("cu/inputs/plan.md"), "kế hoạch của tôi".as_bytes());
    assert!(!bench.path("cu/templates").exists());
}

#[test]
fn the_example_itself_is_of_nobody() {
    for (path, text) in Example::Province.files() {
        if path.starts_with("inputs/") {
            assert_own(path, text);
        }
    }
}
