//! Another province, another plan: a workspace is made, its forms filled in and read, its report built, and nothing in
//! it is of the plan that this program was made for.

mod common;

use std::io::{Cursor, Read};

use common::Bench;
use common::fill::{everything, fill};
use tonghop::config::Workspace;
use tonghop::form::Form;
use tonghop::merge;
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

/// The text of every part of a package, markup as blanks.
fn text_of_package(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("a part");
        let mut xml = String::new();
        if part.read_to_string(&mut xml).is_err() {
            continue;
        }
        let mut in_markup = false;
        text.extend(xml.chars().map(|letter| {
            in_markup = (in_markup || letter == '<') && letter != '>';
            if in_markup || letter == '>' { ' ' } else { letter }
        }));
    }
    text
}

fn text_of_pdf(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A workspace with all forms of the example filled in and the year built.
fn built() -> (Bench, i16) {
    let bench = Bench::empty();
    let made = bench.run_well(&["init", bench.path("moi").to_str().expect("a path")]);
    assert!(made.stdout.contains("inputs/plan.md") || made.stdout.contains("inputs\\plan.md"), "{}", made.stdout);
    let workspace = Workspace::new(bench.path("moi"));
    let year = workspace.years()[0];
    let settings = workspace.load(year).expect("the example is sound");
    let forms = bench.path("moi");
    let forms = forms.to_str().expect("a path");
    // `Bench::run` names its own root as the workspace; the inner folder is reached through the library.
    tonghop::pipeline::write_forms(&Workspace::new(forms), year).expect("forms");
    let bodies = merge::reporting_bodies(&settings);
    let leads = merge::catalogue_leads(&settings, &bodies);
    let written = std::fs::read_dir(bench.path(&format!("moi/output/{year}/forms"))).expect("forms");
    let mut names: Vec<String> =
        written.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".xlsx"));
    names.sort();
    assert_eq!(names.len(), bodies.len());
    for (seed, body) in (0..).step_by(60).zip(&bodies) {
        let own = names.iter().find(|name| name.starts_with(&format!("{}-", body.id))).expect("the body's form");
        let blank = bench.read(&format!("moi/output/{year}/forms/{own}"));
        assert_own(own, &text_of_package(&blank));
        let form = Form::new(&settings, body, &leads);
        bench.write(&format!("moi/inputs/{year}/{own}"), fill(&blank, &everything(&form, seed)));
    }
    let reader = tonghop::intake::InProcess;
    tonghop::pipeline::build(&Workspace::new(forms), year, None, &reader, &tonghop::pipeline::Silent)
        .expect("a report");
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
    for (path, text) in Workspace::new_files() {
        if path.starts_with("inputs/") {
            assert_own(path, text);
        }
    }
}
