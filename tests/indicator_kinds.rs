//! Indicators beyond sums, from the settings to the report, the workbook, `data.json` and `trace`; values worked out by hand.

mod common;
#[path = "common/drafts.rs"]
mod drafts;
#[path = "common/drawn.rs"]
mod drawn;
#[path = "common/schema.rs"]
mod schema;

use calamine::{Data, Reader, Xlsx};
use common::Bench;
use common::fill::{everything, fill};
use serde_json::{Value, json};
use tonghop::config::Workspace;
use tonghop::extract::{Lexicon, extract};
use tonghop::form::Form;
use tonghop::intake::read_bytes;
use tonghop::merge;
use tonghop::model::Field;

const INDICATORS: &str = r#"
[[indicator]]
id = "CT01"
task = "II.1.a"
name = "Số thí sinh dự thi"
unit = "thí sinh"
aggregation = "sum"
by = ["commune"]

[[indicator]]
id = "CT02"
task = "II.1.a"
name = "Điểm thi trung bình"
unit = "điểm"
aggregation = "mean:CT01"
by = ["commune"]

[[indicator]]
id = "CT03"
task = "II.1.c"
name = "Số ngày giải quyết một hồ sơ"
unit = "ngày"
aggregation = "max"
role = "goal"
direction = "down"
by = ["commune"]
targets = [{ year = 2026, comparator = "<=", value = 15, text = "không quá 15 ngày" }]

[[indicator]]
id = "CT04"
task = "II.1.c"
name = "Số buổi tiếp dân mỗi tháng"
unit = "buổi"
aggregation = "min"
by = ["commune"]

[[indicator]]
id = "CT05"
task = "II.1.d"
name = "Chỉ số cải cách hành chính"
unit = "điểm"
aggregation = "last"
lead = "so-nv"

[[indicator]]
id = "CT06"
task = "II.1.d"
name = "Mức độ hài lòng"
unit = "%"
aggregation = "mean:CT01"
by = ["commune"]
"#;

/// What a body sends: its code, and its rows: code, planned, actual.
type Report<'a> = (&'a str, &'a [[&'a str; 3]]);

const REPORTS: [Report<'_>; 5] = [
    ("25489", &[["CT01", "", "100"], ["CT02", "7", "6.5"], ["CT03", "", "12"], ["CT04", "", "3"], ["CT06", "", "80%"]]),
    (
        "25486",
        &[["CT01", "", "300"], ["CT02", "7", "7.5"], ["CT03", "15", "20"], ["CT04", "4", "5"], ["CT06", "85%", "90%"]],
    ),
    // Gives no weight for its mean.
    ("25498", &[["CT02", "", "9"], ["CT03", "30", ""], ["CT05", "", "99"]]),
    // A weight of nothing weighs nothing.
    ("25510", &[["CT01", "", "0"], ["CT02", "", "1"]]),
    ("so-nv", &[["CT05", "60", "61.25"]]),
];

fn workspace(indicators: &str, reports: &[Report<'_>]) -> Bench {
    let bench = Bench::empty();
    bench.write("inputs/indicators.toml", indicators);
    for (code, rows) in reports {
        let mut text = format!(
            "## Thông tin\nMã đơn vị | {code}\nNăm báo cáo | 2026\nNgày báo cáo | 20/11/2026\n## Biểu 02\nMã | Chỉ tiêu | \
             Đơn vị tính | Kế hoạch | Thực hiện\n"
        );
        for [row, planned, actual] in *rows {
            // A row is a code, or what stands in its first two columns.
            let row = if row.contains('|') { (*row).to_owned() } else { format!("{row} |") };
            text.push_str(&format!("{row} | | {planned} | {actual}\n"));
        }
        bench.write(&format!("drawn/{code}.xlsx.txt"), text);
    }
    drawn::lay_out(&bench.path("drawn"), &bench.path("inputs/2026"));
    bench
}

fn built(indicators: &str, reports: &[Report<'_>]) -> (Bench, Value, String) {
    let bench = workspace(indicators, reports);
    bench.run_well(&["build", "2026"]);
    let (data, text) = (bench.data(2026), text_of(&bench));
    schema::assert_as_described("data.json", &data);
    (bench, data, text)
}

/// The text of the full edition. The number of a page stands before its text, within the sentence that goes on there.
fn text_of(bench: &Bench) -> String {
    let document = lopdf::Document::load_mem(&bench.read("output/2026/bao-cao-ubnd.pdf")).expect("a PDF");
    let pages = document.get_pages().into_keys().map(|page| {
        let text = document.extract_text(&[page]).expect("text");
        text.trim_start().strip_prefix(&page.to_string()).map_or(text.clone(), str::to_owned)
    });
    pages.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn row<'v>(data: &'v Value, id: &str) -> &'v Value {
    data["indicators"].as_array().expect("rows").iter().find(|row| row["id"] == id).expect("the row")
}

fn says(text: &str, words: &str) {
    assert!(text.contains(words), "“{words}” in {text}");
}

/// The findings of a kind, with the row they are about among their words.
fn findings<'v>(data: &'v Value, kind: &str) -> Vec<&'v str> {
    let found = data["findings"].as_array().expect("findings").iter().filter(|finding| finding["kind"] == kind);
    found.map(|finding| finding["message"].as_str().expect("words")).collect()
}

/// The rows of a sheet of the workbook, by the text in their first column.
fn sheet_row(bench: &Bench, sheet: &str, first: &str) -> Vec<Data> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(bench.path("output/2026/tong-hop.xlsx")).expect("the workbook");
    let range = workbook.worksheet_range(sheet).expect("the sheet");
    range.rows().find(|row| row[0] == Data::String(first.to_owned())).expect("the row").to_vec()
}

#[test]
fn figures_that_do_not_add_up_make_the_figure_that_the_settings_say() {
    let (bench, data, text) = built(INDICATORS, &REPORTS);
    let totals = |id: &str| {
        let row = row(&data, id);
        (row["aggregation"].clone(), row["planned"].clone(), row["actual"].clone(), row["both"].clone())
    };
    // (6.5 × 100 + 7.5 × 300) / 400; who gave no weight is not in it.
    let both = json!({"planned": 7, "actual": 7.25, "share": 103.57});
    assert_eq!(totals("CT02"), (json!("mean:CT01"), json!(7), json!(7.25), both));
    assert_eq!(row(&data, "CT02")["coverage"], json!({"planned": 2, "actual": 2, "both": 2}));
    // Of those that planned as well, one: 15 and 20.
    let both = json!({"planned": 15, "actual": 20, "share": 133.33});
    assert_eq!(totals("CT03"), (json!("max"), json!(30), json!(20), both));
    let both = json!({"planned": 4, "actual": 5, "share": 125});
    assert_eq!(totals("CT04"), (json!("min"), json!(4), json!(3), both));
    let both = json!({"planned": 60, "actual": 61.25, "share": 102.08});
    assert_eq!(totals("CT05"), (json!("last"), json!(60), json!(61.25), both));
    assert_eq!(row(&data, "CT05")["lead"], "so-nv");
    assert_eq!(row(&data, "CT05")["coverage"], json!({"planned": 1, "actual": 1, "both": 1}));
    // (80 × 100 + 90 × 300) / 400.
    assert_eq!((&row(&data, "CT06")["planned"], &row(&data, "CT06")["actual"]), (&json!(85), &json!(87.5)));
    assert_eq!(row(&data, "CT03")["reached"], false);

    says(&text, "Điểm thi trung bình: bình quân 7,25 điểm (02 đơn vị báo cáo, tính theo số thí sinh dự thi;");
    says(&text, "Số ngày giải quyết một hồ sơ: cao nhất 20 ngày (02 đơn vị báo cáo)");
    says(&text, "; mục tiêu không quá 15 ngày");
    says(&text, "Số buổi tiếp dân mỗi tháng: thấp nhất 3 buổi (02 đơn vị báo cáo)");
    says(&text, "Chỉ số cải cách hành chính: 61,25 điểm (Sở Nội vụ báo cáo; kế hoạch 60 điểm)");
    says(&text, "Mức độ hài lòng: bình quân 87,50% (02 đơn vị báo cáo, tính theo số thí sinh dự thi)");

    // What is not in a figure of the province is told.
    let left_out = findings(&data, "left_out");
    assert!(
        left_out.len() == 2 && left_out.iter().all(|said| said.contains("CT02") && said.contains("CT01")),
        "{left_out:?}"
    );
    let not_own = findings(&data, "not_own_row");
    assert!(not_own.len() == 1 && not_own[0].ends_with("số liệu không được dùng."), "{not_own:?}");

    let figures = |id: &str| {
        let row = sheet_row(&bench, "Chỉ tiêu", id);
        [4, 5, 6, 7, 8, 9, 10].map(|column| row[column].to_string())
    };
    assert_eq!(figures("CT02"), ["7", "7.25", "2", "2", "2", "7", "7.25"]);
    assert_eq!(figures("CT03"), ["30", "20", "2", "2", "1", "15", "20"]);
    assert_eq!(figures("CT04"), ["4", "3", "1", "2", "1", "4", "5"]);
    assert_eq!(figures("CT05"), ["60", "61.25", "1", "1", "1", "60", "61.25"]);
    assert_eq!(sheet_row(&bench, "Chỉ tiêu", "CT05")[12], Data::String("Số của Sở Nội vụ".to_owned()));

    let traced = bench.run_well(&["trace", "CT02.TH"]).stdout;
    says(&traced, "CT02.TH  Thực hiện: 7,25 điểm");
    says(&traced, "Σ (CT02.TH × CT01.TH) / Σ CT01.TH");
    let traced = bench.run_well(&["trace", "CT03.TH"]).stdout;
    says(&traced, "số lớn nhất trong 2 số liệu");
}

/// Indicators that four communes answer in words.
const WORDED: &str = r#"
[[indicator]]
id = "CT11"
task = "II.1.a"
name = "Số xã đã ban hành kế hoạch"
unit = "xã"
aggregation = "count"
by = ["25489", "25486", "25498", "25510"]

[[indicator]]
id = "CT12"
task = "II.1.a"
name = "Tỷ lệ xã có trung tâm học tập cộng đồng"
unit = "%"
aggregation = "share"
role = "goal"
direction = "up"
by = ["25489", "25486", "25498", "25510"]
targets = [{ year = 2026, comparator = ">=", value = 80, text = "80% số xã" }]

[[indicator]]
id = "CT13"
task = "II.1.c"
name = "Tỷ lệ xã đạt chuẩn phổ cập"
unit = "%"
aggregation = "share"
levels = ["Mức 1", "Mức 2", "Mức 3"]
role = "goal"
direction = "up"
by = ["25489", "25486", "25498", "25510"]
targets = [
    { year = 2026, comparator = ">=", value = 70, level = "Mức 2", text = "70% số xã đạt mức 2 trở lên" },
    { year = 2030, comparator = ">=", value = 50, level = "Mức 3", text = "50% số xã đạt mức 3" },
]

[[indicator]]
id = "CT14"
task = "II.1.d"
name = "Số xã đạt chuẩn chuyển đổi số"
unit = "xã"
aggregation = "count"
levels = ["Không đạt", "Đạt"]
role = "goal"
direction = "up"
by = ["25489", "25486", "25498", "25510"]
targets = [{ text = "phấn đấu đạt mức tiên tiến" }]
"#;

const ANSWERS: [Report<'_>; 4] = [
    ("25489", &[["CT11", "Có", "Có"], ["CT12", "", "x"], ["CT13", "", "Mức 3"], ["CT14", "", "Đạt"]]),
    (
        "25486",
        &[
            ["CT11", "có", "Chưa"],
            ["CT12", "", "Có (QĐ số 5/QĐ-UBND)"],
            ["CT13", "", "mức độ II"],
            ["CT14", "", "chưa đạt"],
        ],
    ),
    // One answer that is none; the letters of another are decomposed.
    ("25498", &[["CT11", "", "Đa\u{303} co\u{301}"], ["CT12", "", "đang làm thủ tục"], ["CT13", "", "1"]]),
    // Is not asked.
    ("so-nv", &[["CT11", "", "Có"]]),
];

#[test]
fn answers_in_words_are_counted_by_level_and_nothing_is_dropped() {
    let (bench, data, text) = built(WORDED, &ANSWERS);
    let counts = |id: &str| {
        let row = row(&data, id);
        let bodies = row["levels"]["bodies"].as_array().expect("levels").iter();
        let bodies: Vec<(&str, u64)> = bodies
            .map(|one| (one["level"].as_str().expect("a word"), one["bodies"].as_u64().expect("a count")))
            .collect();
        (row["actual"].clone(), bodies, row["levels"]["owing"].clone(), row["levels"]["silent"].clone())
    };
    assert_eq!(counts("CT11"), (json!(2), vec![("Không", 1), ("Có", 2)], json!(4), json!(1)));
    assert_eq!(row(&data, "CT11")["both"], json!({"planned": 2, "actual": 1, "share": 50}));
    assert_eq!(counts("CT12"), (json!(100), vec![("Không", 0), ("Có", 2)], json!(4), json!(2)));
    assert_eq!(row(&data, "CT12")["reached"], true);
    // Two of three are at the level of the year's target or above it.
    assert_eq!(counts("CT13"), (json!(66.67), vec![("Mức 1", 1), ("Mức 2", 1), ("Mức 3", 1)], json!(4), json!(1)));
    assert_eq!(row(&data, "CT13")["levels"]["counted_from"], "Mức 2");
    assert_eq!(row(&data, "CT13")["reached"], false);
    assert_eq!(counts("CT14"), (json!(1), vec![("Không đạt", 1), ("Đạt", 1)], json!(4), json!(2)));
    // A target in words is printed and judged by nobody.
    assert_eq!(row(&data, "CT14")["target"], json!({"comparator": null, "text": "phấn đấu đạt mức tiên tiến"}));
    assert_eq!(row(&data, "CT14")["reached"], Value::Null);
    let entry = &row(&data, "CT13")["entries"][0];
    assert_eq!((&entry["actual"], &entry["actual_level"]), (&Value::Null, &json!("Mức 2")));

    says(
        &text,
        "Số xã đã ban hành kế hoạch: 2 xã trả lời “Có” (02 trong 03 đơn vị có câu trả lời; 01 trong 04 đơn vị phải báo cáo chưa \
         có câu trả lời; 02 đơn vị có kế hoạch đạt 1 xã so với kế hoạch 2 xã)",
    );
    says(
        &text,
        "Tỷ lệ xã đạt chuẩn phổ cập: 66,67% đơn vị từ “Mức 2” trở lên (02 trong 03 đơn vị có câu trả lời; Mức 1: 01, Mức 2: 01, Mức \
         3: 01; 01 trong 04",
    );
    says(&text, "; mục tiêu 70% số xã đạt mức 2 trở lên");
    says(&text, "Số xã đạt chuẩn chuyển đổi số: 1 xã ở mức “Đạt” (01 trong 02");
    says(&text, "; mục tiêu phấn đấu đạt mức tiên tiến");

    let unknown = findings(&data, "unknown_level");
    assert!(
        unknown.len() == 1 && unknown[0].contains("“đang làm thủ tục”") && unknown[0].contains("(Có, Không)"),
        "{unknown:?}"
    );
    let not_own = findings(&data, "not_own_row");
    assert!(not_own.len() == 1 && not_own[0].ends_with("số liệu không được dùng."), "{not_own:?}");
    // What stands behind an answer is kept.
    assert!(data.to_string().contains("QĐ số 5/QĐ-UBND"));

    let figures = |id: &str| {
        let row = sheet_row(&bench, "Chỉ tiêu", id);
        [4, 5, 6, 7, 8, 9, 10].map(|column| row[column].to_string())
    };
    assert_eq!(figures("CT11"), ["2", "2", "2", "3", "2", "2", "1"]);
    assert_eq!(figures("CT12"), ["", "100", "0", "2", "0", "", ""]);
    assert_eq!(figures("CT14"), ["", "1", "0", "2", "0", "", ""]);
    let levels = sheet_row(&bench, "Chỉ tiêu theo mức", "CT13");
    assert_eq!([2, 3, 4].map(|column| levels[column].to_string()), ["Mức 3", "1", "x"]);

    let traced = bench.run_well(&["trace", "CT13.TH"]).stdout;
    says(&traced, "CT13.TH  Thực hiện: 66,67%");
    let traced = bench.run_well(&["trace", "CT13.TH", "--agency", "25486"]).stdout;
    says(&traced, "Mức 2");
}

#[test]
fn the_form_offers_the_words_and_reads_them_back() {
    let bench = Bench::empty();
    bench.write("inputs/indicators.toml", WORDED);
    let settings = Workspace::new(bench.root()).load(2026).expect("settings");
    let bodies = merge::reporting_bodies(&settings);
    let leads = merge::catalogue_leads(&settings, &bodies);
    let body = bodies.iter().find(|body| body.id.as_str() == "25489").expect("a commune");
    let form = Form::new(&settings, body, &leads);
    let empty = tonghop::output::xlsx::write_form(&form).expect("a form");
    let sheet =
        drafts::parts(&empty).into_iter().find(|(name, _)| name == "xl/worksheets/sheet4.xml").expect("Biểu 02").1;
    for list in ["\"Có,Không\"", "\"Mức 1,Mức 2,Mức 3\"", "\"Không đạt,Đạt\""] {
        says(&sheet, &format!("<formula1>{list}</formula1>"));
    }
    let filled = fill(&empty, &everything(&form, 1));
    let (_, workbook) = read_bytes(&filled).expect("a workbook");
    let reports = extract(&"a.xlsx".into(), &workbook, &Lexicon::new(&settings)).expect("an extraction");
    let said: Vec<(&str, &str)> = reports[0]
        .records
        .iter()
        .filter_map(|record| Some((record.item.as_str(), &*record.level(Field::Actual)?.value().word)))
        .collect();
    // The form's first row is answered by the first of its words, and so on.
    assert_eq!(said, [("CT11", "Có"), ("CT12", "Không"), ("CT13", "Mức 3"), ("CT14", "Đạt")]);
    assert!(reports[0].remarks.is_empty(), "{:?}", reports[0].remarks);
}

#[test]
fn an_indicator_that_nobody_reports_is_told() {
    // The department ended in 2025.
    let (_, data, _) = built(&INDICATORS.replace("so-nv", "so-ldtbxh"), &REPORTS);
    let nobody = findings(&data, "owed_by_nobody");
    assert!(nobody.len() == 1 && nobody[0].starts_with("CT05: "), "{nobody:?}");
    assert_eq!(row(&data, "CT05")["actual"], Value::Null);
}

#[test]
fn mistakes_in_levels_are_told_with_their_line() {
    let levels = "levels = [\"Mức 1\", \"Mức 2\", \"Mức 3\"]";
    for (from, to, wanted) in [
        (levels, "levels = [\"Mức 1\"]", "chỉ có một mức"),
        (levels, "levels = [\"Mức 1\", \"mức 1\"]", "có hai mức giống nhau"),
        (levels, "levels = [\"Mức 1, 2\", \"Mức 3\"]", "dấu phẩy"),
        (
            "level = \"Mức 2\"",
            "level = \"Mức 4\"",
            "Mức “Mức 4” của mục tiêu không có trong danh sách; các mức là: Mức 1, Mức 2",
        ),
        ("aggregation = \"share\"\nlevels", "aggregation = \"sum\"\nlevels", "không cộng, không bình quân được"),
        ("unit = \"%\"\naggregation = \"share\"", "unit = \"xã\"\naggregation = \"share\"", "đơn vị tính là “xã”"),
    ] {
        refuses(WORDED, from, to, wanted);
    }
}

/// Goals with numbers of the plan, beginnings and targets of later years.
const GOALS: &str = r#"
[[indicator]]
id = "CT21"
task = "II.4.e"
name = "Tổng số trường"
number = "11"
unit = "trường"
aggregation = "sum"
role = "base"
by = ["commune"]

[[indicator]]
id = "CT22"
task = "II.4.e"
name = "Số trường đạt chuẩn quốc gia"
number = "11.1"
unit = "trường"
aggregation = "sum"
by = ["commune"]

[[indicator]]
id = "CT23"
task = "II.4.e"
name = "Tỷ lệ trường đạt chuẩn quốc gia"
number = "11.2"
unit = "%"
aggregation = "ratio:CT22/CT21"
role = "goal"
direction = "up"
by = ["commune"]
baseline = { year = 2025, value = 67.3 }
targets = [{ year = 2030, comparator = ">=", value = 80, text = "từ 80% trở lên" }]

[[indicator]]
id = "CT24"
task = "II.4.e"
name = "Số vụ bạo lực học đường"
unit = "vụ"
aggregation = "sum"
role = "goal"
direction = "down"
by = ["commune"]
targets = [{ year = 2028, comparator = "<=", value = 20, text = "không quá 20 vụ" }]

[[indicator]]
id = "CT25"
task = "II.4.e"
name = "Số sinh viên trên một vạn dân"
unit = "sinh viên"
aggregation = "last"
lead = "so-nv"
role = "goal"
direction = "up"
baseline = { year = 2020, value = 30 }
targets = [
    { year = 2026, comparator = "between", range = [35, 45], text = "35 - 45" },
    { year = 2030, comparator = "between", range = [40, 50], text = "40 - 50" },
]
"#;

#[test]
fn goals_are_held_against_the_straight_line_to_their_next_target() {
    // The number of the plan stands before the words of a row, whose code is left out.
    let reports: [Report<'_>; 2] = [
        ("25489", &[["CT21", "", "200"], ["| 11.1. Số trường đạt chuẩn quốc gia", "", "140"], ["CT24", "", "45"]]),
        ("so-nv", &[["CT25", "", "36"]]),
    ];
    let bench = workspace(GOALS, &reports);
    let past = |id: &str, unit: &str, aggregation: &str, actual: Value, history: Value| json!({"id": id, "unit": unit, "aggregation": aggregation, "planned": null, "actual": actual, "history": history, "entries": []});
    let indicators = json!([
        past("CT24", "vụ", "sum", json!(50), json!([{"year": 2024, "actual": 60}])),
        // Was another figure then.
        past("CT25", "sinh viên", "sum", json!(3000), json!([])),
    ]);
    let before = json!({
        "schema": "tonghop/consolidation/2", "plan": "2739/KH-UBND", "year": 2025, "agencies": [], "tasks": [], "duties": [],
        "catalogue": [], "indicators": indicators, "funding": [],
    });
    bench.write("output/2025/data.json", before.to_string());
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    schema::assert_as_described("data.json", &data);
    // 67.3 + (80 − 67.3) × 1/5 = 69.84, and 140/200 is 70 %.
    assert_eq!(row(&data, "CT23")["actual"], 70);
    let trend = json!({"from": {"year": 2025, "actual": 67.3}, "target_year": 2030, "needed": 69.84, "on_track": true});
    assert_eq!(row(&data, "CT23")["trend"], trend);
    assert_eq!(row(&data, "CT23")["number"], "11.2");
    // From the first sealed year, 60, to 20 in 2028: 40 in 2026.
    let trend = json!({"from": {"year": 2024, "actual": 60}, "target_year": 2028, "needed": 40, "on_track": false});
    assert_eq!(row(&data, "CT24")["trend"], trend);
    assert_eq!(row(&data, "CT24")["history"], json!([{"year": 2024, "actual": 60}, {"year": 2025, "actual": 50}]));
    // There is no straight line to a range.
    assert_eq!((&row(&data, "CT25")["trend"], &row(&data, "CT25")["reached"]), (&Value::Null, &json!(true)));
    assert_eq!(row(&data, "CT25")["previous"], Value::Null);
    assert_eq!(
        row(&data, "CT25")["targets"][1],
        json!({"year": 2030, "comparator": "between", "range": [40, 50], "text": "40 - 50"})
    );

    let text = text_of(&bench);
    says(
        &text,
        "Tỷ lệ trường đạt chuẩn quốc gia: 70,00%; mục tiêu năm 2030 từ 80% trở lên: nếu tăng đều từ 67,30% năm 2025 thì năm \
         2026 cần 69,84%, đã đạt mức này",
    );
    says(
        &text,
        "(50 vụ); trước đó năm 2024 là 60 vụ; mục tiêu năm 2028 không quá 20 vụ: nếu giảm đều từ 60 vụ năm 2024 thì năm 2026 \
         cần 40 vụ, chưa đạt mức này",
    );
    says(
        &text,
        "36 sinh viên (Sở Nội vụ báo cáo); mục tiêu 35 - 45; năm 2020 là 30 sinh viên; mục tiêu năm 2030 40 - 50",
    );
    says(&text, "11.1. Số trường đạt chuẩn quốc gia");
    says(&text, "Mục tiêu và tiến độ thực hiện");

    let goal = sheet_row(&bench, "Mục tiêu", "CT23");
    assert_eq!(
        [1, 3, 4, 6, 8, 9, 10].map(|column| goal[column].to_string()),
        ["11.2. Tỷ lệ trường đạt chuẩn quốc gia", "2025", "67.3", "70", "2030", "69.84", "Đúng tiến độ"]
    );
    let goal = sheet_row(&bench, "Mục tiêu", "CT24");
    assert_eq!([3, 4, 9, 10].map(|column| goal[column].to_string()), ["2024", "60", "40", "Chậm tiến độ"]);
}

#[test]
fn mistakes_in_goals_are_told_with_their_line() {
    for (from, to, wanted) in [
        ("number = \"11.2\"", "number = \"11.1\"", "Số thứ tự “11.1” được dùng hai lần"),
        ("number = \"11.2\"", "number = \"mười một\"", "không phải là số thứ tự"),
        ("number = \"11\"", "number = \"11.2.1\"", "“11.2.1” đứng trước “11.2”"),
        ("role = \"base\"", "role = \"base\"\nbaseline = { year = 2025, value = 3 }", "chỉ ghi cho mục tiêu"),
        ("year = 2025, value = 67.3", "year = 25, value = 67.3", "gồm một năm và một số"),
        ("comparator = \"<=\", value = 20, text", "comparator = \"<=\", text", "Không hiểu mức phải đạt"),
    ] {
        refuses(GOALS, from, to, wanted);
    }
}

/// Expects the settings to be refused with `to` in the place of `from`, with the line and these words.
fn refuses(settings: &str, from: &str, to: &str, wanted: &str) {
    let changed = settings.replacen(from, to, 1);
    assert_ne!(changed, settings, "{from}");
    let bench = Bench::empty();
    bench.write("inputs/indicators.toml", &changed);
    let told = bench.run(&["forms", "2026"]);
    assert_eq!(told.status, 2, "{wanted}: {}", told.stdout);
    let said = told.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    says(&said, wanted);
    // The line is that of what was changed, or one of the entry’s next two.
    let first = changed[..settings.find(from).expect("it was there")].lines().count() + 1;
    assert!((first - 1..first + 3).any(|line| said.contains(&format!("dòng {line}"))), "{first}: {said}");
}

#[test]
fn mistakes_in_how_figures_are_put_together_are_told_with_their_line() {
    for (from, to, wanted) in [
        ("\"mean:CT01\"", "\"mean:CT99\"", "Không hiểu cách tổng hợp “mean:CT99”"),
        ("\"mean:CT01\"", "\"mean:CT03\"", "số của “CT03” không cộng được"),
        ("\"max\"", "\"ratio:CT02/CT01\"", "số của “CT02” không cộng được"),
        ("aggregation = \"last\"\nlead = \"so-nv\"", "aggregation = \"last\"", "chưa ghi đơn vị nào"),
        ("lead = \"so-nv\"", "lead = \"so-khong-co\"", "Đơn vị chủ trì “so-khong-co” không có trong agencies.toml"),
    ] {
        let changed = INDICATORS.replacen(from, to, 1);
        assert_ne!(changed, INDICATORS, "{from}");
        let marked = to.lines().next().expect("a line");
        let line = changed.lines().position(|line| line.contains(marked)).expect("the line") + 1;
        let bench = Bench::empty();
        bench.write("inputs/indicators.toml", &changed);
        let told = bench.run(&["forms", "2026"]);
        assert_eq!(told.status, 2, "{wanted}: {}", told.stdout);
        says(&told.stderr, wanted);
        says(&told.stderr, &format!("dòng {line}"));
    }
}
