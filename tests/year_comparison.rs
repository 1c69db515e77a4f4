//! A year beside an earlier one: what is compared, from where, and what is said not to compare.

mod common;

use std::fs;

use calamine::Reader;
use common::Bench;
use serde_json::{Value, json};

const OUTPUTS: [&str; 4] = ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf", "tong-hop.xlsx", "data.json"];

/// A workspace with submissions of three bodies for 2026, and the data of `year`: those of 2026 with `change` made.
fn with_earlier(year: i16, change: impl FnOnce(&mut Value)) -> Bench {
    let bench = Bench::empty();
    for body in ["so-gddt", "so-tc", "25459"] {
        let form = format!("{}/inputs/2026/BC_2026_{body}.xlsx", env!("CARGO_MANIFEST_DIR"));
        bench.write(&format!("inputs/2026/{body}.xlsx"), fs::read(form).expect("a form"));
    }
    bench.run_well(&["build", "2026"]);
    let mut data = bench.data(2026);
    data["year"] = json!(year);
    change(&mut data);
    bench.write(&format!("output/{year}/data.json"), data.to_string());
    bench
}

/// A row of a table of `data.json`.
fn row<'a>(data: &'a mut Value, table: &str, id: &str) -> &'a mut Value {
    let rows = data[table].as_array_mut().expect("a table");
    rows.iter_mut().find(|row| row["id"] == id).expect("the row")
}

/// The text of all pages, runs of blanks as one space.
fn text_of(bench: &Bench, edition: &str) -> String {
    let document = lopdf::Document::load_mem(&bench.read(&format!("output/2026/{edition}"))).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn indicators_funding_and_points_are_compared_everywhere() {
    let bench = with_earlier(2025, |data| {
        row(data, "indicators", "CT06")["actual"] = json!(1000);
        row(data, "funding", "III")["spent"] = json!(1);
        // Then 21 of the 105 bodies that owed it had completed it; as the first version of the data says it.
        data["schema"] = json!("tonghop/consolidation/1");
        let counts = &mut row(data, "tasks", "II.1.a")["counts"];
        *counts = json!({"completed": 21, "in_progress": 4, "not_started": 0, "not_applicable": 0, "no_report": 80});
    });
    bench.run_well(&["build", "2026"]);
    let mut data = bench.data(2026);
    assert_eq!(data["previous"]["year"], 2025);
    assert_eq!(data["previous"]["source"], "output/2025/data.json");
    assert_eq!(data["previous"]["breaks"], json!([]), "the same bodies reported");
    let indicator = row(&mut data, "indicators", "CT06").clone();
    assert_eq!(indicator["previous"]["value"], 1000);
    let number = |value: &Value| value.to_string().parse::<f64>().expect("a number");
    assert!((number(&indicator["actual"]) - 1000.0 - number(&indicator["previous"]["change"])).abs() < 1e-9);
    assert_eq!(row(&mut data, "funding", "III")["previous"]["value"], 1);
    assert_eq!(row(&mut data, "tasks", "II.1.a")["previous"]["value"], 20);
    assert_eq!(row(&mut data, "tasks", "II.1.b")["previous"]["change"], 0);
    for edition in ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf"] {
        let text = text_of(&bench, edition);
        for words in [
            "So với năm 2025",
            "so với năm 2025 (1.000 trẻ)",
            "Tỷ lệ hoàn thành giảm 20 điểm phần trăm so với năm 2025 (20,00%)",
        ] {
            assert!(text.contains(words), "{edition}: {words}");
        }
        assert!(!text.contains("không cùng địa bàn"), "{edition}");
    }
    let bytes = std::io::Cursor::new(bench.read("output/2026/tong-hop.xlsx"));
    let mut workbook = calamine::Xlsx::new(bytes).expect("a workbook");
    let sheet = workbook.worksheet_range("So với năm trước").expect("the sheet");
    let found = sheet.rows().find(|row| row[0] == "CT06").expect("the row");
    assert_eq!((found[3].to_string(), found[4].to_string()), ("1000".to_owned(), indicator["actual"].to_string()));
}

#[test]
fn across_a_break_only_what_is_in_both_years_is_compared_and_the_break_is_said() {
    let bench = with_earlier(2024, |data| {
        for agency in data["agencies"].as_array_mut().expect("bodies") {
            if agency["id"] == "25459" {
                agency["id"] = json!("703");
            }
        }
    });
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let breaks = data["previous"]["breaks"].to_string();
    assert!(breaks.contains("01/7/2025") && breaks.contains("1 đơn vị cấp huyện"), "{breaks}");
    let text = text_of(&bench, "bao-cao-ubnd.pdf");
    assert!(text.contains("không tổ chức cấp huyện") && text.contains("chỉ so sánh số của toàn tỉnh"));
    assert!(text.contains("Ghi chú: số liệu năm 2024 và năm 2026 không cùng địa bàn"));
}

#[test]
fn bodies_are_checked_against_their_own_earlier_figures() {
    let bench = with_earlier(2025, |data| {
        for table in ["indicators", "funding"] {
            for row in data[table].as_array_mut().expect("rows") {
                for entry in row["entries"].as_array_mut().expect("entries") {
                    let field = if table == "funding" { "spent" } else { "actual" };
                    let times = if table == "funding" { 0.001 } else { 8.0 };
                    if let Ok(value) = entry[field].to_string().parse::<f64>() {
                        entry[field] = json!(value * times);
                    }
                }
            }
        }
        row(data, "indicators", "CT06")["unit"] = json!("lượt trẻ");
    });
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let of = |code: &str| {
        let findings = data["findings"].as_array().expect("findings").iter();
        findings.filter(|finding| finding["code"] == code).cloned().collect::<Vec<_>>()
    };
    let (jumps, changes, units) = (of("V21"), of("V22"), of("V23"));
    assert!(!jumps.is_empty() && jumps.iter().all(|finding| finding["message"].to_string().contains("III.")));
    assert!(!changes.is_empty() && changes.iter().all(|finding| finding["cell"] != ""), "{changes:?}");
    assert!(units.len() == 1 && units[0]["message"].to_string().contains("CT06"), "{units:?}");
    let indicators = data["indicators"].as_array().expect("indicators");
    let same = indicators.iter().find(|row| row["id"] == "CT06").expect("the row");
    assert!(same.get("previous").is_none(), "figures in two units do not compare");
}

#[test]
fn the_earlier_data_are_sealed_along_and_sealed_data_go_first() {
    let bench = with_earlier(2025, |data| row(data, "indicators", "CT06")["actual"] = json!(777));
    bench.run_well(&["archive", "2026", "--number", "12", "--date", "2026-11-28"]);
    fs::remove_dir_all(bench.path("output/2025")).expect("removed");
    bench.run_well(&["verify"]);
    // What was built of 2026 since is not what the next year is compared with.
    bench.write("output/2026/data.json", "{}");
    fs::create_dir_all(bench.path("inputs/2027")).expect("a year");
    fs::copy(bench.path("inputs/2026/so-tc.xlsx"), bench.path("inputs/2027/so-tc.xlsx")).expect("a form");
    bench.run_well(&["build", "2027"]);
    assert_eq!(bench.data(2027)["previous"]["source"], "output/archive/2026/data/output/2026/data.json");
}

#[test]
fn earlier_data_that_do_not_fit() {
    let bench = with_earlier(2025, |data| data["plan"] = json!("1/KH-UBND"));
    let before = OUTPUTS.map(|name| bench.read(&format!("output/2026/{name}")));
    bench.run_well(&["build", "2026"]);
    for (name, before) in OUTPUTS.iter().zip(&before) {
        assert!(bench.read(&format!("output/2026/{name}")) == *before, "{name}: another plan is not compared with");
    }
    bench.write("output/2025/data.json", "{");
    let run = bench.run(&["build", "2026"]);
    assert!(run.status == 2 && run.stderr.contains("Không đọc được số liệu năm trước"), "{}", run.stderr);
    assert!(bench.read("output/2026/data.json") == before[3]);
}
