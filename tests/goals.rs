//! Only goals are judged, in their direction, against their target of the year or their plan.

mod common;

use common::Bench;
use serde_json::{Value, json};

const INDICATORS: &str = include_str!("../inputs/indicators.toml");

/// The settings with something changed in the entry of an indicator.
fn with_entry(id: &str, from: &str, to: &str) -> String {
    let start = INDICATORS.find(&format!("id = \"{id}\"")).expect("the indicator");
    let (before, entry) = INDICATORS.split_at(start);
    assert!(entry.contains(from), "{from}");
    format!("{before}{}", entry.replacen(from, to, 1))
}

fn row<'v>(data: &'v Value, id: &str) -> &'v Value {
    data["indicators"].as_array().expect("rows").iter().find(|row| row["id"] == id).expect("the row")
}

fn text_of(bench: &Bench, edition: &str) -> String {
    let document = lopdf::Document::load_mem(&bench.read(&format!("output/2026/{edition}"))).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between two phrases.
fn between<'t>(text: &'t str, from: &str, until: &str) -> &'t str {
    let start = text.find(from).unwrap_or_else(|| panic!("“{from}” in {text}")) + from.len();
    let end = text[start..].find(until).unwrap_or_else(|| panic!("“{until}” after “{from}”"));
    &text[start..start + end]
}

#[test]
fn sizes_and_activities_are_no_failings() {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    for row in data["indicators"].as_array().expect("rows") {
        let (role, reached) = (row["role"].as_str().expect("a role"), &row["reached"]);
        assert_eq!(role == "goal", !reached.is_null(), "{}", row["id"]);
    }
    for (id, role, direction) in
        [("CT06", "base", "none"), ("CT15", "base", "none"), ("CT25", "activity", "none"), ("CT08", "goal", "up")]
    {
        assert_eq!((&row(&data, id)["role"], &row(&data, id)["direction"]), (&json!(role), &json!(direction)), "{id}");
    }
    for edition in ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf"] {
        let text = text_of(&bench, edition);
        let shortcomings = between(&text, "2. Hạn chế, khó khăn", "3. Phương hướng");
        let missed = between(shortcomings, "mục tiêu chưa đạt", "Khó khăn");
        for name in ["Tổng số giáo viên", "Tổng số phòng học", "Số trẻ em", "thanh tra", "Tổng số trường", "hội nghị"]
        {
            assert!(!missed.contains(name), "{edition}: {name} in {missed}");
        }
        let goals = data["indicators"].as_array().expect("rows").iter().filter(|row| row["role"] == "goal");
        let (reached, missed): (Vec<&Value>, Vec<&Value>) = goals.partition(|row| row["reached"] == true);
        let all = reached.len() + missed.len();
        assert!(text.contains(&format!("{:02}/{all:02} mục tiêu đạt hoặc vượt mức đề ra", reached.len())), "{edition}");
        assert!(text.contains(&format!("{:02}/{all:02} mục tiêu chưa đạt", missed.len())), "{edition}");
        // A base is said to be a share of its plan, not to have reached it.
        assert!(!text.contains("đạt 99,3% kế hoạch;") || !text.contains("độ tuổi nhà trẻ: 51.445 trẻ (91 đơn vị báo cáo); 75 đơn vị có kế hoạch thực hiện 41.423/41.716 trẻ, đạt"));
    }
}

#[test]
fn a_goal_is_held_against_its_target_of_the_year() {
    let targets = "direction = \"up\"\ntargets = [{ comparator = \">=\", value = 99, text = \"mọi năm\" }, \
                   { year = 2026, comparator = \"between\", range = [20, 26.5], text = \"từ 20% đến 26,5%\" }]";
    let bench = Bench::with_2026();
    bench.write("inputs/indicators.toml", with_entry("CT08", "direction = \"up\"", targets));
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    // 26.09 %.
    assert_eq!(row(&data, "CT08")["reached"], true);
    assert_eq!(
        row(&data, "CT08")["target"],
        json!({"comparator": "between", "range": [20, 26.5], "text": "từ 20% đến 26,5%"})
    );
    assert!(text_of(&bench, "bao-cao-ubnd.pdf").contains("mục tiêu từ 20% đến 26,5%"));
    bench.write("inputs/indicators.toml", with_entry("CT08", "direction = \"up\"", &targets.replace("26.5]", "26]")));
    bench.run_well(&["build", "2026"]);
    assert_eq!(row(&bench.data(2026), "CT08")["reached"], false);
}

#[test]
fn less_is_better_where_the_settings_say_so() {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    let up = row(&bench.data(2026), "CT23")["reached"].clone();
    bench.write("inputs/indicators.toml", with_entry("CT23", "direction = \"up\"", "direction = \"down\""));
    bench.run_well(&["build", "2026"]);
    let down = row(&bench.data(2026), "CT23")["reached"].clone();
    assert_eq!((up, down), (json!(true), json!(false)));
}

#[test]
fn mistakes_are_told_with_their_line() {
    let bench = Bench::empty();
    for (text, wanted, marked) in [
        (
            with_entry("CT08", "role = \"goal\"", "role = \"aim\""),
            "Hãy ghi một trong các từ: goal, base, activity",
            "role = \"aim\"",
        ),
        (with_entry("CT08", "direction = \"up\"\n", ""), "không có chiều hướng", "id = \"CT08\""),
        (
            with_entry("CT06", "role = \"base\"", "role = \"base\"\ndirection = \"up\""),
            "không phải là mục tiêu",
            "id = \"CT06\"",
        ),
        (
            with_entry(
                "CT08",
                "direction = \"up\"",
                "targets = [{ comparator = \"between\", range = [30, 20], text = \"x\" }]",
            ),
            "Không hiểu mức phải đạt",
            "targets =",
        ),
        (
            with_entry("CT08", "direction = \"up\"", "targets = [{ comparator = \">\", value = 3, text = \"x\" }]"),
            "Không hiểu mức phải đạt",
            "targets =",
        ),
    ] {
        let line = text.lines().position(|line| line.starts_with(marked)).expect("the line") + 1;
        bench.write("inputs/indicators.toml", &text);
        let told = bench.run(&["forms", "2026"]);
        assert_eq!(told.status, 2, "{wanted}: {}", told.stdout);
        assert!(
            told.stderr.contains(wanted) && told.stderr.contains(&format!("dòng {line}")),
            "{line}: {}",
            told.stderr
        );
    }
}
