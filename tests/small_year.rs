//! What the report says of a small year (`tests/data/small-year/`), sentence by sentence, worked out by hand.

mod common;
#[path = "common/drawn.rs"]
mod drawn;

use std::path::Path;
use std::sync::LazyLock;

use common::Bench;
use serde_json::{Value, json};

/// The year, built, and the text of the full edition.
static BUILT: LazyLock<(Bench, String)> = LazyLock::new(|| {
    let bench = small_year();
    let text = built(&bench);
    (bench, text)
});

fn small_year() -> Bench {
    let bench = Bench::empty();
    let sent = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/small-year");
    drawn::lay_out(&sent, &bench.path("inputs/2026"));
    // All that is counted is to be reached, so that few rows are enough to be judged.
    let goal = "role = \"goal\"\ndirection = \"up\"";
    let indicators = include_str!("../inputs/indicators.toml");
    let indicators = indicators.replace("\nrole = \"activity\"", &format!("\n{goal}"));
    bench.write("inputs/indicators.toml", indicators.replace("\nrole = \"base\"", &format!("\n{goal}")));
    bench
}

/// Builds the year; the text of the full edition, runs of blanks as one space.
fn built(bench: &Bench) -> String {
    bench.run_well(&["build", "2026"]);
    let document = lopdf::Document::load_mem(&bench.read("output/2026/bao-cao-ubnd.pdf")).expect("a PDF");
    // The number of a page stands before its text, within the sentence that goes on there.
    let pages = document.get_pages().into_keys().map(|page| {
        let text = document.extract_text(&[page]).expect("text");
        text.trim_start().strip_prefix(&page.to_string()).map_or(text.clone(), str::to_owned)
    });
    let text = pages.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    // A link is text of its own: what stands right before and behind it is parted from it.
    text.replace("( ", "(").replace(" )", ")").replace(" :", ":")
}

/// What a body reports: code, day of the report, points with their states.
type Report<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>);

/// A workspace in which bodies report their points: code, day of the report, points with their states.
fn of_states(reports: &[Report<'_>]) -> Bench {
    let bench = Bench::empty();
    for (code, day, states) in reports {
        let mut text = format!("## Biểu 01\nMã đơn vị | {code}\nNgày báo cáo | {day}\n\nMã | Nhiệm vụ | Trạng thái\n");
        states.iter().for_each(|(point, state)| text.push_str(&format!("{point} | | {state}\n")));
        bench.write(&format!("drawn/{code}.xlsx.txt"), text);
    }
    drawn::lay_out(&bench.path("drawn"), &bench.path("inputs/2026"));
    bench
}

/// Says who owes which points.
fn owed_by(bench: &Bench, points: &[(&str, String)]) {
    let lines = points.iter().map(|(point, bodies)| format!("\"{point}\" = {bodies}\n"));
    let settings = include_str!("../inputs/report.toml");
    bench.write("inputs/report.toml", format!("{settings}\n[owed_by]\n{}", lines.collect::<String>()));
}

/// Expects these words in the text of the full edition, one after the other.
fn says(words: &[&str]) {
    text_says(&BUILT.1, words);
}

fn text_says(text: &str, words: &[&str]) {
    let mut from = 0;
    for words in words {
        match text[from..].find(words) {
            Some(at) => from += at + words.len(),
            None => panic!("“{words}” is not in, or stands before what should precede it: {text}"),
        }
    }
}

#[test]
fn who_reported_and_when() {
    says(&[
        "Năm 2026 có 105 đơn vị phải báo cáo. Đã có 04 đơn vị gửi báo cáo (đạt 3,81%), trong đó 03 đơn vị gửi đúng hạn \
            và 01 đơn vị gửi sau ngày 30/11/2026 (UBND xã Trà Vong); báo cáo gửi sau hạn vẫn được tổng hợp. Còn 101 đơn vị \
            chưa gửi báo cáo (danh sách tại",
    ]);
    says(&["Còn 101 đơn vị chưa có báo cáo để tổng hợp, nên số liệu của toàn tỉnh chưa đầy đủ."]);
}

#[test]
fn how_far_points_are() {
    for sentence in [
        "Mới có 02/104 đơn vị hoàn thành nhiệm vụ này (1,92%); 01 đơn vị đang thực hiện và 101 đơn vị chưa báo cáo. Có 01 đơn \
         vị xác định không thuộc nhiệm vụ.",
        "Có 01 đơn vị báo cáo nhiệm vụ này nhưng chưa thực hiện; 104 đơn vị chưa báo cáo.",
        "Có 01 đơn vị báo cáo nhiệm vụ này và đã hoàn thành; 104 đơn vị chưa báo cáo.",
        "Mới có 01/105 đơn vị hoàn thành nhiệm vụ này (0,95%); 01 đơn vị đang thực hiện và 103 đơn vị chưa báo cáo.",
    ] {
        says(&[sentence]);
    }
    // Four of seven reports: 2 of II.1.a, 1 each of II.1.c and II.1.d; and one that has not begun. Of 27 points 105 bodies owe
    // all but one, which one body says is not its own.
    says(&[
        "Trong 2.834 lượt, 04 lượt đã hoàn thành (0,14%; tính riêng 07 lượt có báo cáo là 57,14%), 02 lượt đang thực hiện, \
            01 lượt chưa thực hiện và 2.827 lượt chưa báo cáo.",
    ]);
}

#[test]
fn the_best_come_first_and_the_weakest_too() {
    says(&[
        "thấp nhất trong số đơn vị có nhiệm vụ, đơn vị chưa báo cáo được tính là chưa hoàn thành:",
        "(điểm b mục II.1): 0,00% (0/105 đơn vị);",
        "(điểm d mục II.1): 0,95% (01/105 đơn vị).",
        "trước hết là các nhiệm vụ còn nhiều đơn vị chưa hoàn thành hoặc chưa báo cáo nêu tại mục 2: điểm b mục II.1 (còn 105 \
         đơn vị);",
        "điểm d mục II.1 (còn 104 đơn vị).",
    ]);
    assert!(!BUILT.1.contains("cao nhất"), "what two of a hundred have completed is no merit");
}

#[test]
fn what_reached_its_plan_and_what_did_not() {
    // Reached: CT01 to the letter, CT06 125 %, CT07 150 %, CT08 60 % where 50 % were planned, CT12 over the body that planned,
    // CT13 112,12 %, CT14 33,64 % where 33 % were planned.
    says(&[
        "Trong 10 chỉ tiêu là mục tiêu có kế hoạch hoặc mức phải đạt của năm, 07 mục tiêu đạt hoặc vượt mức đề ra, 03 mục \
            tiêu chưa đạt;",
    ]);
    says(&[
        "tính chung các nhiệm vụ, 0,14% số lượt đơn vị có nhiệm vụ đã hoàn thành; 07/10 mục tiêu đạt hoặc vượt mức đề ra.",
    ]);
    // The farthest from the plan first, which is not the order of the form.
    says(&[
        "03/10 mục tiêu chưa đạt:",
        "Số lượt người được quán triệt (đạt 50,00% kế hoạch);",
        "Số cuộc gặp gỡ, đối thoại với cán bộ, giáo viên, học sinh, sinh viên (đạt 75,00% kế hoạch);",
        "Số tin, bài truyền thông về đổi mới giáo dục và đào tạo (đạt 90,00% kế hoạch).",
    ]);
    for sentence in [
        "Số lượt người được quán triệt: 300 lượt người (đạt 50,00% kế hoạch 600 lượt người)",
        "Tỷ lệ huy động trẻ em nhà trẻ: 60,00% (kế hoạch 50,00%)",
        // One body planned and another has a figure: they are not set against each other.
        "Số trẻ em trong độ tuổi mẫu giáo: 70 trẻ (01 đơn vị báo cáo); kế hoạch 50 trẻ do 01 đơn vị khác nêu, không cùng đơn \
         vị nên không so sánh",
        // Not all that have a figure planned: the share is of those that did.
        "Số học sinh tốt nghiệp trung học cơ sở: 150 học sinh (02 đơn vị báo cáo); 01 đơn vị có kế hoạch thực hiện 110/100 \
         học sinh, đạt 110,00% kế hoạch",
    ] {
        says(&[sentence]);
    }
}

#[test]
fn communes_are_counted_and_not_quoted() {
    assert!(BUILT.1.contains("Đã đăng tin."), "the annex has what they did");
    assert!(!BUILT.1.contains("UBND xã Tân Lập: Đã đăng tin."), "the text quotes provincial bodies");
    says(&["Các nhiệm vụ chưa có đơn vị nào báo cáo thực hiện:", "(điểm a mục II.2);", "(điểm b mục II.2);"]);
}

#[test]
fn how_much_was_spent() {
    says(&[
        "Tổng dự toán các đơn vị báo cáo được giao là 550 triệu đồng; đã thực hiện 185 triệu đồng, đạt 33,64% dự toán (02 đơn \
            vị có số liệu",
    ]);
}

#[test]
fn the_data_say_the_same() {
    let data = BUILT.0.data(2026);
    let row = |table: &str, id: &str| -> Value {
        let rows = data[table].as_array().expect("a table");
        rows.iter().find(|row| row["id"] == id).expect("the row").clone()
    };
    assert_eq!(
        row("tasks", "II.1.a")["counts"],
        json!({"completed": 2, "in_progress": 1, "not_started": 0, "not_applicable": 1, "no_report": 101})
    );
    let figures = |id: &str| [row("indicators", id)["planned"].clone(), row("indicators", id)["actual"].clone()];
    assert_eq!(figures("CT02"), [json!(600), json!(300)]);
    assert_eq!(figures("CT08"), [json!(50), json!(60)]);
    assert_eq!(figures("CT12"), [json!(100), json!(150)]);
    assert_eq!(figures("CT11"), [Value::Null, Value::Null]);
    // 37 of 110 in two decimals.
    assert_eq!(figures("CT14"), [json!(33), json!(33.64)]);
    let amounts = |id: &str| [row("funding", id)["allocated"].clone(), row("funding", id)["spent"].clone()];
    assert_eq!([amounts("III"), amounts("III.2")], [[json!(550), json!(185)], [json!(500), json!(125)]]);
    assert_eq!([amounts("III.1"), amounts("III.1.2")], [[json!(50), json!(60)], [json!(0), json!(0)]]);
    let stands = |id: &str| {
        let agencies = data["agencies"].as_array().expect("bodies");
        agencies.iter().find(|agency| agency["id"] == id).expect("the body")["submission"].clone()
    };
    let overspent = data["findings"].as_array().expect("findings").iter().find(|finding| finding["code"] == "V12");
    let overspent = overspent.expect("more spent than allocated");
    assert_eq!((&overspent["cell"], &overspent["cells"]), (&json!("D2"), &json!(["D2", "C2"])));
    assert_eq!(data["cells"]["unmapped"], 1);
    assert_eq!(data["unmapped"][0]["value"], "Đợi hướng dẫn");
    assert_eq!(["25486", "25489", "25510", "25459"].map(stands), ["on_time", "on_time", "late", "missing"]);
}

#[test]
fn a_year_beside_an_earlier_one_in_words() {
    let bench = small_year();
    built(&bench);
    let mut data = bench.data(2026);
    data["year"] = json!(2025);
    for (table, id, field, value) in [
        ("indicators", "CT02", "actual", json!(30)),
        ("indicators", "CT03", "actual", json!(90)),
        ("indicators", "CT04", "actual", json!(40)),
        ("indicators", "CT06", "actual", json!(26)),
        ("indicators", "CT08", "actual", json!(62.5)),
        ("funding", "III", "spent", json!(148)),
    ] {
        let rows = data[table].as_array_mut().expect("a table");
        rows.iter_mut().find(|row| row["id"] == id).expect("the row")[field] = value;
    }
    bench.write("output/2025/data.json", data.to_string());
    let text = built(&bench);
    for sentence in [
        "Số lượt người được quán triệt: 300 lượt người (đạt 50,00% kế hoạch 600 lượt người), gấp 10 lần năm 2025 (30 lượt người)",
        "đạt 90,00% kế hoạch 100 tin, bài), bằng năm 2025",
        "đạt 75,00% kế hoạch 40 cuộc), giảm 25% so với năm 2025 (40 cuộc)",
        // 250 are 9.6 times as many, which a percentage says.
        "đạt 125,00% kế hoạch 200 trẻ), tăng 861,54% so với năm 2025 (26 trẻ)",
        "Tỷ lệ huy động trẻ em nhà trẻ: 60,00% (kế hoạch 50,00%), giảm 2,5 điểm phần trăm so với năm 2025 (62,50%)",
        "đã thực hiện 185 triệu đồng, đạt 33,64% dự toán, tăng 25% so với năm 2025 (148 triệu đồng)",
    ] {
        text_says(&text, &[sentence]);
    }
}

#[test]
fn shares_are_weighed_at_their_limits() {
    const COMMUNES: [&str; 20] = [
        "25459", "25480", "25486", "25489", "25498", "25510", "25516", "25522", "25525", "25531", "25534", "25549",
        "25552", "25567", "25573", "25579", "25585", "25588", "25591", "25606",
    ];
    let state = |done| if done { "Hoàn thành" } else { "Đang thực hiện" };
    let mut reports: Vec<Report<'_>> = (0..)
        .zip(COMMUNES)
        .map(|(place, code)| {
            // Of all twenty 13, 10 and 9 are done; of five 4, of four 3.
            let mut states = vec![
                ("II.1.a", state(place < 13)),
                ("II.1.b", state(place < 10)),
                ("II.1.c", state(place < 9)),
                ("II.1.d", state(place < 9)),
            ];
            if place < 5 {
                states.push(("II.2.a", state(place < 4)));
            }
            if place < 4 {
                states.push(("II.2.b", state(place < 3)));
            }
            // Ten are late.
            (code, if place < 10 { "01/12/2026" } else { "20/11/2026" }, states)
        })
        .collect();
    for (place, code) in (0..).zip(["so-gddt", "so-nv", "so-tc", "so-khcn", "so-vhttdl"]) {
        reports.push((code, "20/11/2026", vec![("II.1.d", state(place < 3))]));
    }
    let bench = of_states(&reports);
    let named = |bodies: &[&str]| format!("[\"{}\"]", bodies.join("\", \""));
    let provincial = ["so-gddt", "so-nv", "so-tc", "so-khcn", "so-vhttdl"];
    owed_by(
        &bench,
        &[
            ("II", named(&COMMUNES)),
            ("II.1.d", named(&[&COMMUNES[..], &provincial[..]].concat())),
            ("II.2.a", named(&COMMUNES[..5])),
            ("II.2.b", named(&COMMUNES[..4])),
        ],
    );
    let text = built(&bench);
    for sentence in [
        "Phần lớn đơn vị có nhiệm vụ này đã hoàn thành: 13/20 đơn vị (65,00%); 07 đơn vị đang thực hiện.",
        "Trong 20 đơn vị có nhiệm vụ này, đã có 10 đơn vị hoàn thành (50,00%); 10 đơn vị đang thực hiện.",
        "Tỷ lệ hoàn thành nhiệm vụ này mới đạt 45,00% (09/20 đơn vị có nhiệm vụ); 11 đơn vị đang thực hiện.",
        "Hầu hết các đơn vị có nhiệm vụ này đã hoàn thành: 04/05 đơn vị (80,00%); 01 đơn vị đang thực hiện.",
        "Đã có 03/04 đơn vị hoàn thành nhiệm vụ này; 01 đơn vị đang thực hiện.",
        // 3 of 5 are fifteen points more than 9 of 20.
        "Tỷ lệ hoàn thành của khối cấp tỉnh là 60,00% (03/05 đơn vị), cao hơn khối xã, phường (45,00%).",
    ] {
        text_says(&text, &[sentence]);
    }
    // What a handful reported is neither among the best nor among the weakest, however it stands.
    text_says(
        &text,
        &[
            "cao nhất trong số đơn vị có nhiệm vụ:",
            "(điểm a mục II.1): 65,00% (13/20 đơn vị);",
            "(điểm b mục II.1): 50,00% (10/20 đơn vị).",
            "thấp nhất trong số đơn vị có nhiệm vụ,",
            "(điểm c mục II.1): 45,00% (09/20 đơn vị);",
            "(điểm d mục II.1): 48,00% (12/25 đơn vị).",
        ],
    );
    // As many as ten are named.
    text_says(&text, &["10 đơn vị gửi sau ngày 30/11/2026 (UBND phường Tân Ninh; UBND phường Bình Minh;"]);
}

#[test]
fn where_all_is_done_nothing_is_weakest() {
    let bench = of_states(&[("25489", "20/11/2026", vec![("II.1.a", "Hoàn thành")])]);
    owed_by(&bench, &[("II.1.a", "[\"25489\"]".to_owned())]);
    let text = built(&bench);
    assert!(!text.contains("hoàn thành thấp nhất"), "{text}");
    text_says(&text, &["Tiếp tục duy trì kết quả các nhiệm vụ đã hoàn thành của Kế hoạch."]);
}
