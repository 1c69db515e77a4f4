//! Indicators beyond sums, from the settings to the report, the workbook, `data.json` and `trace`; values worked out by hand.

mod common;
#[path = "common/drawn.rs"]
mod drawn;

use calamine::{Data, Reader, Xlsx};
use common::Bench;
use serde_json::{Value, json};

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

const REPORTS: [Report<'_>; 4] = [
    (
        "25489",
        &[["CT01", "", "100"], ["CT02", "7", "6.5"], ["CT03", "", "12"], ["CT04", "", "3"], ["CT06", "", "80%"]],
    ),
    (
        "25486",
        &[["CT01", "", "300"], ["CT02", "7", "7.5"], ["CT03", "15", "20"], ["CT04", "4", "5"], ["CT06", "85%", "90%"]],
    ),
    // Gives no weight for its mean.
    ("25498", &[["CT02", "", "9"], ["CT03", "30", ""], ["CT05", "", "99"]]),
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
        rows.iter().for_each(|[row, planned, actual]| text.push_str(&format!("{row} | | | {planned} | {actual}\n")));
        bench.write(&format!("drawn/{code}.xlsx.txt"), text);
    }
    drawn::lay_out(&bench.path("drawn"), &bench.path("inputs/2026"));
    bench
}

fn built(indicators: &str, reports: &[Report<'_>]) -> (Bench, Value, String) {
    let bench = workspace(indicators, reports);
    bench.run_well(&["build", "2026"]);
    let document = lopdf::Document::load_mem(&bench.read("output/2026/bao-cao-ubnd.pdf")).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    let data = bench.data(2026);
    (bench, data, text)
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
    let mut workbook: Xlsx<_> =
        calamine::open_workbook(bench.path("output/2026/tong-hop.xlsx")).expect("the workbook");
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
    assert!(left_out.len() == 1 && left_out[0].contains("CT02") && left_out[0].contains("CT01"), "{left_out:?}");
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
