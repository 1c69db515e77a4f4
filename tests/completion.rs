//! Silence is not success: shares are of the bodies that owe a point, and who owes it is a setting that all keep to.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use calamine::Reader;
use common::Bench;
use serde_json::{Value, json};

/// The settings of the year with `lines` before its own `[years.…]`.
fn with_settings(bench: &Bench, lines: &str) {
    let settings = include_str!("../inputs/report.toml");
    bench.write("inputs/report.toml", settings.replace("[years.2024]", &format!("{lines}\n\n[years.2024]")));
}

fn rows<'v>(data: &'v Value, table: &str) -> &'v Vec<Value> {
    data[table].as_array().expect("rows")
}

fn row<'v>(data: &'v Value, table: &str, id: &str) -> &'v Value {
    rows(data, table).iter().find(|row| row["id"] == id).expect("the row")
}

/// 100 × part / whole in two decimals, a half away from zero, as text; nothing of nothing. In whole numbers.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "null".to_owned();
    }
    let hundredths = (20_000 * part + whole) / (2 * whole);
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What the data say of a completion, shares as text.
fn told(completion: &Value) -> ([u64; 3], [String; 2]) {
    let number = |key: &str| completion[key].as_u64().expect("a number");
    (
        ["completed", "owing", "silent"].map(number),
        ["share", "share_of_reported"].map(|key| completion[key].to_string().trim_end_matches(".0").to_owned()),
    )
}

/// What the entries of a row say of those of `owing` that they are of: completed, owing, silent.
fn counted(row: &Value, owing: &BTreeSet<String>) -> [u64; 3] {
    let entries = row["entries"].as_array().expect("entries").iter();
    let said: BTreeMap<&str, &Value> =
        entries.map(|entry| (entry["agency"].as_str().expect("a body"), &entry["status"])).collect();
    let status = |body: &String| said.get(body.as_str()).and_then(|status| status.as_str());
    let number =
        |wanted: &dyn Fn(Option<&str>) -> bool| owing.iter().filter(|body| wanted(status(body))).count() as u64;
    [
        number(&|status| status == Some("completed")),
        number(&|status| status != Some("not_applicable")),
        number(&|status| status.is_none()),
    ]
}

/// The same with both shares.
fn with_shares(counted: [u64; 3]) -> ([u64; 3], [String; 2]) {
    let [completed, owing, silent] = counted;
    (counted, [share(completed, owing), share(completed, owing - silent)])
}

fn bodies(data: &Value) -> BTreeSet<String> {
    rows(data, "agencies").iter().map(|body| body["id"].as_str().expect("an id").to_owned()).collect()
}

/// Every share of the tasks computed anew from what bodies said; `owers` tells who owes a point.
fn assert_shares(data: &Value, owers: &dyn Fn(&str) -> BTreeSet<String>) {
    let mut by_group: BTreeMap<String, [u64; 3]> = BTreeMap::new();
    for task in rows(data, "tasks") {
        let id = task["id"].as_str().expect("a code");
        let counted = counted(task, &owers(id));
        assert_eq!(told(&task["completion"]), with_shares(counted), "{id}");
        let group = id.rsplit_once('.').map_or(id, |(group, _)| group).to_owned();
        let sums = by_group.entry(group).or_default();
        (0..3).for_each(|index| sums[index] += counted[index]);
    }
    for group in data["totals"]["groups"].as_array().expect("groups") {
        let id = group["id"].as_str().expect("a code");
        assert_eq!(told(group), with_shares(by_group[id]), "{id}");
    }
    let all = by_group.values().fold([0; 3], |sum, group| [0, 1, 2].map(|index| sum[index] + group[index]));
    assert_eq!(told(&data["totals"]["tasks"]), with_shares(all));
}

#[test]
fn shares_are_of_those_who_owe() {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let all = bodies(&data);
    assert_shares(&data, &|_| all.clone());
    let shares = |shares: [&str; 2]| shares.map(str::to_owned);
    assert_eq!(told(&row(&data, "tasks", "II.1.a")["completion"]), ([66, 104, 10], shares(["63.46", "70.21"])));
    assert_eq!(told(&data["totals"]["tasks"]), ([1337, 2470, 306], shares(["54.13", "61.78"])));
}

/// Provincial bodies owe II.1 but for II.1.c, which is the press's; one body owes II.4.b.
const OWED_BY: &str =
    "[owed_by]\n\"II.1\" = [\"provincial\", \"mass\"]\n\"II.1.c\" = [\"bao-ptth\"]\n\"II.4.b\" = [\"so-gddt\"]";

#[test]
fn who_owes_a_point_is_a_setting_that_counts_and_forms_keep_to() {
    let bench = Bench::with_2026();
    with_settings(&bench, OWED_BY);
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let all = bodies(&data);
    let provincial: BTreeSet<String> =
        ["so-gddt", "so-nv", "so-dttg", "so-tc", "so-vhttdl", "so-khcn", "ca-tinh", "mttq"].map(str::to_owned).into();
    let one = |id: &str| BTreeSet::from([id.to_owned()]);
    assert_shares(&data, &|id| match id {
        "II.1.c" => one("bao-ptth"),
        "II.4.b" => one("so-gddt"),
        _ if id.starts_with("II.1.") => provincial.clone(),
        _ => all.clone(),
    });
    // One of one; the 62 that say it is not theirs and the 42 that say nothing do not owe it.
    let college = row(&data, "tasks", "II.4.b");
    assert_eq!(
        college["counts"],
        json!({"completed": 1, "in_progress": 0, "not_started": 0, "not_applicable": 0, "no_report": 0})
    );
    assert_eq!(told(&college["completion"]), ([1, 1, 0], ["100", "100"].map(str::to_owned)));
    assert_eq!(college["entries"].as_array().expect("entries").len(), 63, "nothing that was written is lost");
    // Communes reported II.1.a all the same: that is told, not counted.
    let found =
        data["findings"].as_array().expect("findings").iter().filter(|finding| finding["kind"] == "not_own_row");
    let found: Vec<&str> = found.filter_map(|finding| finding["message"].as_str()).collect();
    assert!(found.iter().any(|message| message.contains("II.1.a") && message.contains("không đếm")), "{}", found.len());
    assert!(!found.iter().any(|message| message.contains("II.4.b")), "who says that it is not theirs agrees");
}

/// The findings of a kind: message and remedy.
fn found(data: &Value, kind: &str) -> Vec<[String; 2]> {
    let findings = data["findings"].as_array().expect("findings").iter().filter(|finding| finding["kind"] == kind);
    findings.map(|finding| ["message", "fix"].map(|key| finding[key].as_str().expect("words").to_owned())).collect()
}

#[test]
fn a_task_that_most_say_is_not_theirs_is_asked_about() {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    let asked = found(&bench.data(2026), "mostly_not_theirs");
    let [[message, fix]] = asked.as_slice() else { panic!("{asked:?}") };
    assert!(
        message.starts_with("II.4.b: 62 trong 63 đơn vị") && message.contains("42 đơn vị chưa báo cáo"),
        "{message}"
    );
    assert!(fix.ends_with("\"II.4.b\" = [\"so-gddt\"]."), "{fix}");
    // As the remedy has it, and for another point somebody who does not report in the year.
    with_settings(&bench, "[owed_by]\n\"II.4.b\" = [\"so-gddt\"]\n[years.2026.owed_by]\n\"II.1.a\" = [\"so-ldtbxh\"]");
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    assert!(found(&data, "mostly_not_theirs").is_empty());
    let nobody = found(&data, "owed_by_nobody");
    assert!(
        matches!(nobody.as_slice(), [[message, _]] if message.starts_with("II.1.a: không đơn vị nào")),
        "{nobody:?}"
    );
    assert_eq!(told(&row(&data, "tasks", "II.1.a")["completion"]), ([0, 0, 0], ["null", "null"].map(str::to_owned)));
}

#[test]
fn forms_ask_for_what_is_owed() {
    let bench = Bench::empty();
    with_settings(&bench, OWED_BY);
    bench.run_well(&["forms", "2026"]);
    let codes = |file: &str| -> Vec<String> {
        let bytes = std::io::Cursor::new(bench.read(&format!("output/2026/forms/{file}")));
        let mut book = calamine::Xlsx::new(bytes).expect("a workbook");
        let range = book.worksheet_range("Biểu 01 - Nhiệm vụ").expect("the sheet");
        range
            .rows()
            .filter_map(|row| row.first().map(ToString::to_string))
            .filter(|code| code.starts_with("II."))
            .collect()
    };
    let files = std::fs::read_dir(bench.path("output/2026/forms")).expect("the forms");
    let files: Vec<String> =
        files.map(|file| file.expect("a form").file_name().to_string_lossy().into_owned()).collect();
    let of =
        |id: &str| files.iter().find(|name| name.contains(id)).unwrap_or_else(|| panic!("{id} in {files:?}")).clone();
    let commune = codes(&of("25459"));
    assert!(!commune.iter().any(|code| code.starts_with("II.1") || code == "II.4.b"), "{commune:?}");
    assert!(commune.contains(&"II.2.a".to_owned()) && commune.contains(&"II.4".to_owned()), "{commune:?}");
    let lead = codes(&of("so-gddt"));
    assert!(["II.1", "II.1.a", "II.4.b"].iter().all(|code| lead.contains(&(*code).to_owned())), "{lead:?}");
    assert!(!lead.contains(&"II.1.c".to_owned()), "{lead:?}");
}

#[test]
fn mistakes_in_owed_by_are_told_with_their_line() {
    let bench = Bench::empty();
    for (line, wanted) in [
        ("\"II.9.x\" = [\"commune\"]", "“II.9.x” không phải là mã nhiệm vụ"),
        ("\"IV.1.a\" = [\"so-gddt\"]", "duties trong agencies.toml"),
        ("\"II.1.a\" = [\"so-khong-co\"]", "“so-khong-co” không phải là loại, nhóm hay mã"),
        ("\"II.1.a\" = []", "Không ghi đơn vị nào phải báo cáo “II.1.a”"),
    ] {
        with_settings(&bench, &format!("[owed_by]\n{line}"));
        let text = String::from_utf8(bench.read("inputs/report.toml")).expect("text");
        let number = text.lines().position(|of| of == line).expect("the line") + 1;
        let told = bench.run(&["forms", "2026"]);
        assert_eq!(told.status, 2, "{}", told.stdout);
        assert!(told.stderr.contains(wanted), "{}", told.stderr);
        assert!(told.stderr.contains(&format!("{number}")), "{number}: {}", told.stderr);
    }
}
