//! Every figure has one value in all outputs, and a way back to the cells it came from.

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::OnceLock;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use common::Bench;
use serde_json::Value;
use tonghop::check::CheckedYear;
use tonghop::config::Workspace;
use tonghop::intake::InProcess;
use tonghop::merge::{Consolidation, ProgressSummary};
use tonghop::model::{Decimal, percent_of, round_percent};
use tonghop::pipeline::{self, Silent};
use tonghop::trace::{self, Node, Source};
use tonghop::vietnamese::{format_decimal, format_integer};

const YEAR: i16 = 2026;

/// The year, built once for all tests of this file.
fn built() -> &'static (Bench, CheckedYear) {
    static BUILT: OnceLock<(Bench, CheckedYear)> = OnceLock::new();
    BUILT.get_or_init(|| {
        let bench = Bench::with_2026();
        let built = pipeline::build(&Workspace::new(bench.root()), YEAR, None, &InProcess, &Silent);
        (bench, built.expect("a build").checked)
    })
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn workbook() -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(built().0.read("output/2026/tong-hop.xlsx"))).expect("a workbook")
}

/// The rows of a sheet whose first column is a code, by code, with the columns by their heads.
fn rows_by_code(range: &Range<Data>) -> BTreeMap<String, BTreeMap<String, Data>> {
    let head = range.rows().position(|row| row.first() == Some(&Data::String("Mã".to_owned()))).expect("a head");
    let names: Vec<String> = range.rows().nth(head).expect("the head").iter().map(ToString::to_string).collect();
    let rows = range.rows().skip(head + 1).filter(|row| row.first().is_some_and(|cell| !cell.is_empty()));
    rows.map(|row| (row[0].to_string(), names.iter().cloned().zip(row.iter().cloned()).collect())).collect()
}

fn assert_number(what: &str, stored: &Data, expected: Option<Decimal>) {
    let stored = stored.as_f64();
    let expected: Option<f64> = expected.map(|value| value.to_string().parse().expect("a number"));
    match (stored, expected) {
        (Some(stored), Some(expected)) => {
            assert!((stored - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{what}: {stored}, not {expected}");
        }
        (stored, expected) => assert_eq!(stored, expected, "{what}"),
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    (!value.is_null()).then(|| value.to_string().parse().unwrap_or_else(|_| panic!("{value} is no number")))
}

fn by_id<'v>(rows: &'v Value, id: &str) -> &'v Value {
    rows.as_array().expect("rows").iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("{id} is not there"))
}

/// The text of all pages of an edition, runs of blanks as one space.
fn text_of_edition(name: &str) -> String {
    let pages = pdf::measure(&built().0.read(&format!("output/2026/{name}")));
    let spans = pages.iter().flat_map(|page| page.spans.iter().map(|span| span.text.as_str()));
    spans.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// A share as tables have it: two decimals, so that the column reads evenly.
fn share(value: Decimal) -> String {
    let text = format_decimal(round_percent(value));
    let (whole, decimals) = text.split_once(',').unwrap_or((&text, ""));
    format!("{whole},{decimals:0<2}")
}

/// What the editions print of the indicators and the funding, one row of the table after another.
fn rows_as_printed(consolidation: &Consolidation) -> Vec<String> {
    let mut rows = Vec::new();
    for summary in &consolidation.indicators {
        let is_percentage = summary.indicator.unit.as_str() == "%";
        let printed = |value: Decimal| if is_percentage { share(value) } else { format_decimal(round_percent(value)) };
        let value = |value: &Option<tonghop::model::Traced<Decimal>>| {
            value.as_ref().map_or(String::new(), |value| printed(*value.value()))
        };
        let against = summary.against_plan.as_ref();
        let share = against.and_then(|against| against.share.as_ref()).map_or(String::new(), |of| share(*of.value()));
        let [planned, actual] = [against.map(|against| &against.planned), against.map(|against| &against.actual)]
            .map(|of| value(&of.cloned()));
        let bodies = |number: usize| if number == 0 { String::new() } else { number.to_string() };
        let [all, both] = [&summary.coverage.actual, &summary.coverage.both].map(|number| bodies(*number.value()));
        let unit = &summary.indicator.unit;
        rows.push(format!("{unit} {} {all} {planned} {actual} {share} {both}", value(&summary.actual)));
    }
    for summary in &consolidation.funding {
        let (allocated, spent) = (*summary.allocated.value(), *summary.spent.value());
        let ratio = summary.ratio.as_ref().map_or(String::new(), |ratio| share(*ratio.value()));
        // In the one decimal that some of them need.
        let [allocated, spent] = [allocated, spent].map(|amount| match format_decimal(amount) {
            whole if !whole.contains(',') => format!("{whole},0"),
            other => other,
        });
        rows.push(format!("{allocated} {spent} {ratio}"));
    }
    rows.into_iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// What the editions print of the tasks: a row for each item of the plan, and one for all.
fn groups_as_printed(consolidation: &Consolidation) -> Vec<String> {
    let item = |point: &ProgressSummary| {
        let id = point.node.id.as_str();
        id.rsplit_once('.').map_or(id, |(item, _)| item).to_owned()
    };
    let groups = consolidation.tasks.chunk_by(|a, b| item(a) == item(b));
    groups
        .chain([consolidation.tasks.as_slice()])
        .map(|points| {
            let sum = |of: &dyn Fn(&ProgressSummary) -> usize| points.iter().map(of).sum::<usize>();
            let [completed, in_progress, not_started, not_applicable] =
                [0, 1, 2, 3].map(|status| sum(&|point| *point.counts.by_status[status].value()));
            let silent = sum(&|point| *point.counts.no_report.value());
            let owing = completed + in_progress + not_started + silent;
            let row = [points.len(), owing, completed, in_progress, not_started, silent].map(format_integer);
            let share = percent_of(Decimal::from(completed), Decimal::from(owing)).map(share);
            let last = format_integer(not_applicable);
            row.into_iter().chain(share).chain([last]).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn the_data_agree_with_what_was_consolidated() {
    let (bench, checked) = built();
    let consolidation = checked.consolidation();
    let data = bench.data(YEAR);
    for summary in &consolidation.indicators {
        let row = by_id(&data["indicators"], summary.indicator.id.as_str());
        for (key, value) in [("planned", &summary.planned), ("actual", &summary.actual)] {
            let value = value.as_ref().map(|value| *value.value());
            let is_ratio = summary.indicator.unit.is_percent();
            let printed =
                |value: Option<Decimal>| value.map(|v| if is_ratio { round_percent(v) } else { v.normalize() });
            assert_eq!(printed(decimal(&row[key])), printed(value), "{} {key}", summary.indicator.id);
        }
    }
    for summary in &consolidation.funding {
        let row = by_id(&data["funding"], summary.line.id.as_str());
        assert_eq!(decimal(&row["allocated"]), Some(summary.allocated.value().normalize()), "{}", summary.line.id);
        assert_eq!(decimal(&row["spent"]), Some(summary.spent.value().normalize()), "{}", summary.line.id);
    }
}

#[test]
fn the_workbook_agrees_with_the_data() {
    let (bench, checked) = built();
    let consolidation = checked.consolidation();
    let data = bench.data(YEAR);
    let mut book = workbook();
    let indicators = rows_by_code(&sheet(&mut book, "Chỉ tiêu"));
    for summary in &consolidation.indicators {
        let id = summary.indicator.id.as_str();
        let (row, known) = (&indicators[id], by_id(&data["indicators"], id));
        for (column, key, exact) in
            [("Kế hoạch", "planned", &summary.planned), ("Thực hiện", "actual", &summary.actual)]
        {
            assert_number(&format!("{id} {key}"), &row[column], exact.as_ref().map(|value| *value.value()));
            assert_eq!(row[column].is_empty() || row[column] == Data::String(String::new()), known[key].is_null());
        }
        let against = summary.against_plan.as_ref();
        let share = against.and_then(|against| against.share.as_ref()).map(|share| *share.value());
        assert_number(&format!("{id} against the plan"), &row["Thực hiện so với kế hoạch (%)"], share);
        for (column, key, value) in [
            ("Kế hoạch của đơn vị có cả hai", "planned", against.map(|against| *against.planned.value())),
            ("Thực hiện của đơn vị có cả hai", "actual", against.map(|against| *against.actual.value())),
        ] {
            assert_number(&format!("{id} {key} of both"), &row[column], value);
            assert_eq!(known["both"][key].is_null(), value.is_none(), "{id} {key}");
        }
        for (column, key) in
            [("Số đơn vị có kế hoạch", "planned"), ("Số đơn vị có số liệu", "actual"), ("Số đơn vị có cả hai", "both")]
        {
            assert_number(&format!("{id} {column}"), &row[column], decimal(&known["coverage"][key]));
        }
    }
    let funding = rows_by_code(&sheet(&mut book, "III. Kinh phí"));
    for known in data["funding"].as_array().expect("funding") {
        let id = known["id"].as_str().expect("a code");
        assert_number(&format!("{id} allocated"), &funding[id]["Dự toán giao"], decimal(&known["allocated"]));
        assert_number(&format!("{id} spent"), &funding[id]["Đã thực hiện"], decimal(&known["spent"]));
    }
    for (name, key) in [("II. Nhiệm vụ", "tasks"), ("IV. Tổ chức", "duties"), ("Danh mục", "catalogue")] {
        let rows = rows_by_code(&sheet(&mut book, name));
        for known in data[key].as_array().expect("points") {
            let id = known["id"].as_str().expect("a code");
            for (column, count) in [
                ("Hoàn thành", "completed"),
                ("Đang thực hiện", "in_progress"),
                ("Chưa thực hiện", "not_started"),
                ("Không thuộc nhiệm vụ", "not_applicable"),
                ("Chưa báo cáo", "no_report"),
            ] {
                assert_number(&format!("{id} {count}"), &rows[id][column], decimal(&known["counts"][count]));
            }
            for (column, key) in [("Có nhiệm vụ", "owing"), ("Tỷ lệ hoàn thành (%)", "share")] {
                let (value, known) = (rows[id][column].as_f64(), decimal(&known["completion"][key]));
                let known = known.map(|known| known.to_string().parse::<f64>().expect("a number"));
                let is_same =
                    value.zip(known).map_or(value == known, |(value, known)| (value - known).abs() <= 0.005_001);
                assert!(is_same, "{id} {key}: {value:?}, not {known:?}");
            }
        }
    }
}

#[test]
fn every_datum_of_the_workbook_is_one_of_the_data() {
    let (bench, _) = built();
    let data = bench.data(YEAR);
    let mut known: BTreeMap<(String, String, String), String> = BTreeMap::new();
    let mut know = |agency: &Value, item: &Value, field: &str, value: &Value| {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if !value.is_null() {
            known.insert((text(agency), text(item), field.to_owned()), text(value));
        }
    };
    for row in data["indicators"].as_array().expect("rows") {
        for entry in row["entries"].as_array().expect("entries") {
            know(&entry["agency"], &row["id"], "Kế hoạch", &entry["planned"]);
            know(&entry["agency"], &row["id"], "Thực hiện", &entry["actual"]);
        }
    }
    for row in data["funding"].as_array().expect("rows") {
        for entry in row["entries"].as_array().expect("entries") {
            know(&entry["agency"], &row["id"], "Dự toán giao", &entry["allocated"]);
            know(&entry["agency"], &row["id"], "Đã thực hiện", &entry["spent"]);
        }
    }
    let range = sheet(&mut workbook(), "Dữ liệu");
    let is_head = |row: &&[Data]| row[0] == Data::String("Mã đơn vị".to_owned());
    let head = range.rows().position(|row| is_head(&row)).expect("a head");
    let (mut compared, mut codes) = (0, BTreeMap::<String, usize>::new());
    for row in range.rows().skip(head + 1) {
        let text = |column: usize| row[column].to_string();
        assert!(!text(9).is_empty() && !text(10).is_empty() && !text(11).is_empty(), "{row:?} has no cell");
        *codes.entry(text(2)).or_default() += 1;
        for code in text(8).split('|').filter(|code| !code.is_empty()) {
            *codes.entry(code.to_owned()).or_default() += 1;
        }
        if let Some(value) = known.remove(&(text(0), text(3), text(4))) {
            assert_number(&format!("{row:?}"), &row[5], value.parse().ok());
            compared += 1;
        }
    }
    assert!(compared > 1_000, "{compared} compared");
    // What remains are sums of lines, which the data sheet has the parts of.
    assert!(known.keys().all(|(_, item, _)| item == "III" || item == "III.1"), "{:?}", known.keys().next());
    // Every code that the report prints is found on the rows its figure was computed from.
    for row in data["indicators"].as_array().expect("rows").iter().filter(|row| !row["actual"].is_null()) {
        let code = format!("{}.TH", row["id"].as_str().expect("a code"));
        assert!(codes.contains_key(&code), "{code}");
    }
    for row in data["funding"].as_array().expect("rows") {
        for letters in ["DT", "TH"] {
            let code = format!("{}.{letters}", row["id"].as_str().expect("a code"));
            assert!(codes.contains_key(&code), "{code}");
        }
    }
}

#[test]
fn the_editions_print_the_same_figures_row_by_row() {
    let (_, checked) = built();
    let consolidation = checked.consolidation();
    for edition in ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf"] {
        let text = text_of_edition(edition);
        for row in rows_as_printed(consolidation) {
            assert!(text.contains(&row), "{edition}: {row}");
        }
        for row in groups_as_printed(consolidation) {
            assert!(text.contains(&row), "{edition}: {row}");
        }
    }
}

/// All nodes of a tree.
fn walk(node: &Node) -> Vec<&Node> {
    let mut nodes = vec![node];
    if let Source::Computed(_, inputs) = &node.source {
        nodes.extend(inputs.iter().flat_map(walk));
    }
    nodes
}

#[test]
fn every_trace_comes_out_at_its_figure_and_ends_in_cells() {
    let (_, checked) = built();
    let consolidation = checked.consolidation();
    let of = |code: &str| {
        let (item, field) = trace::find_item(checked, code).expect("such an item");
        trace::trace(checked, item, field, None).figures
    };
    for summary in &consolidation.indicators {
        let id = summary.indicator.id.as_str();
        for (letters, value) in [("KH", &summary.planned), ("TH", &summary.actual)] {
            let figures = of(&format!("{id}.{letters}"));
            let traced = figures.first().and_then(|figure| figure.origin.number());
            assert_eq!(traced, value.as_ref().map(|value| *value.value()), "{id}.{letters}");
        }
    }
    for summary in &consolidation.funding {
        let traced: Vec<_> = of(summary.line.id.as_str()).iter().map(|figure| figure.origin.number()).collect();
        let ratio = summary.ratio.as_ref().map(|ratio| *ratio.value());
        let mut expected = vec![Some(*summary.allocated.value()), Some(*summary.spent.value())];
        expected.extend(ratio.map(Some));
        assert_eq!(traced, expected, "{}", summary.line.id);
    }
    for summary in consolidation.progress() {
        let figures = of(summary.node.id.as_str());
        let counted: Vec<_> = figures.iter().take(5).map(|figure| figure.origin.number()).collect();
        let mut expected: Vec<usize> = summary.counts.by_status.iter().map(|count| *count.value()).collect();
        expected.push(*summary.counts.no_report.value());
        assert_eq!(counted, expected.into_iter().map(|n| Some(Decimal::from(n))).collect::<Vec<_>>());
        for node in figures.iter().flat_map(|figure| walk(&figure.origin)) {
            assert!(!matches!(node.source, Source::Cell(_)) || node.value.is_some(), "{node:?}");
        }
    }
}

#[test]
fn a_group_is_traced_through_its_points() {
    let (_, checked) = built();
    let consolidation = checked.consolidation();
    for group in ["II.1", "II"] {
        let (item, field) = trace::find_item(checked, group).expect("a group");
        let figures = trace::trace(checked, item, field, None).figures;
        let prefix = format!("{group}.");
        let points = || consolidation.tasks.iter().filter(|point| point.node.id.as_str().starts_with(&prefix));
        let mut expected: Vec<usize> =
            (0..4).map(|status| points().map(|point| *point.counts.by_status[status].value()).sum()).collect();
        expected.push(points().map(|point| *point.counts.no_report.value()).sum());
        let (reported, silent) = (expected[..3].iter().sum::<usize>(), expected[4]);
        let share = |whole: usize| percent_of(Decimal::from(expected[0]), Decimal::from(whole));
        let shares = [share(reported + silent), share(reported)];
        expected.push(reported + silent);
        let numbers: Vec<_> = figures.iter().map(|figure| figure.origin.number()).collect();
        let expected = expected.into_iter().map(|count| Some(Decimal::from(count))).chain(shares);
        assert_eq!(numbers, expected.collect::<Vec<_>>(), "{group}");
    }
    let own = built().0.run(&["trace", "II.1", "--agency", "25459"]);
    assert!(own.stdout.contains("Hoàn thành: 2 nhiệm vụ") && own.stdout.contains("› E9"), "{}", own.stdout);
}

#[test]
fn trace_answers_on_the_command_line() {
    let (bench, _) = built();
    let told = bench.run(&["trace", "ct13.th"]);
    assert_eq!(told.status, 0, "{}", told.stderr);
    assert!(told.stdout.contains("CT13.TH") && told.stdout.contains("Biểu 02 - Chỉ tiêu › E19"), "{}", told.stdout);
    assert!(!told.stdout.contains("CT13.KH") && told.stdout.contains("mục khác"), "{}", told.stdout);
    let of_one = bench.run(&["trace", "III.1", "--agency", "phường tân ninh", "--lang", "en"]);
    assert!(of_one.stdout.contains("BC_2026_25459.xlsx › Biểu 03 - Kinh phí › C8"), "{}", of_one.stdout);
    let json = bench.run(&["trace", "CT14", "--json", "--year", "2026"]);
    let json: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!((&json["schema"], &json["figures"][1]["method"]), (&"tonghop/trace/1".into(), &"ratio".into()));
    assert_eq!(json["figures"][1]["inputs"][0]["inputs"][0]["source"]["sheet"], "Biểu 02 - Chỉ tiêu");
    let unknown = bench.run(&["trace", "CT99"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("CT99") && unknown.stderr.contains("CT09"), "{}", unknown.stderr);
    let nobody = bench.run(&["trace", "CT13", "--agency", "Tân Ninhh"]);
    assert_eq!(nobody.status, 2);
    assert!(nobody.stderr.contains("25459    UBND phường Tân Ninh"), "{}", nobody.stderr);
}

/// The paths that links of the workbook open, as they stand after the folder, with the place in the file.
fn linked(book: &mut Xlsx<Cursor<Vec<u8>>>) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for name in book.sheet_names() {
        for (_, _, formula) in book.worksheet_formula(&name).expect("a sheet").used_cells() {
            if let Some(rest) = formula.strip_prefix("HYPERLINK(ThuMucTep&\"") {
                let target = rest.split("\",\"").next().expect("a target").replace("\"\"", "\"");
                let (path, place) = target.split_once('#').unwrap_or((&target, ""));
                links.push((path.replace("%23", "#").replace("%25", "%"), place.to_owned()));
            }
        }
    }
    links
}

#[test]
fn links_open_the_very_files_whatever_they_are_called() {
    let bench = Bench::empty();
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    let path = "Sở Nội vụ/báo cáo #1 (50%) 'chính thức'.xlsx";
    bench.write(&format!("inputs/2026/{path}"), form);
    bench.run_well(&["build", "2026"]);
    let mut book = Xlsx::new(Cursor::new(bench.read("output/2026/tong-hop.xlsx"))).expect("a workbook");
    let links = linked(&mut book);
    assert!(links.len() > 50 && links.iter().all(|(linked, _)| linked == path), "{:?}", links.first());
    assert!(links.iter().any(|(_, place)| place == "'Biểu 01 - Nhiệm vụ'!E8"), "{:?}", links.first());
    let overview = sheet(&mut book, "Tổng quan");
    assert!(overview.used_cells().any(|(_, _, cell)| *cell == Data::String("../../inputs/2026/".to_owned())));
    assert!(bench.path("output/2026").join("../../inputs/2026").join(path).exists());
}
