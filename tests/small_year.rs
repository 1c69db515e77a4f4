//! What the report says of a small year (`tests/data/small-year/`), sentence by sentence, worked out by hand.

mod common;
#[path = "common/drawn.rs"]
mod drawn;

use std::path::Path;
use std::sync::LazyLock;

use common::Bench;
use serde_json::{Value, json};

/// The year, built; the text of the full edition, runs of blanks as one space.
static BUILT: LazyLock<(Bench, String)> = LazyLock::new(|| {
    let bench = Bench::empty();
    let sent = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/small-year");
    drawn::lay_out(&sent, &bench.path("inputs/2026"));
    bench.run_well(&["build", "2026"]);
    let document = lopdf::Document::load_mem(&bench.read("output/2026/bao-cao-ubnd.pdf")).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("text");
    (bench, text.split_whitespace().collect::<Vec<_>>().join(" "))
});

/// Expects these words in the text of the full edition, one after the other.
fn says(words: &[&str]) {
    let text = &BUILT.1;
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
        "Đã có 02/03 đơn vị hoàn thành nhiệm vụ này; 01 đơn vị đang thực hiện. Có 101 đơn vị chưa báo cáo nội dung này và \
         01 đơn vị xác định không thuộc nhiệm vụ.",
        "Có 01 đơn vị báo cáo nhiệm vụ này nhưng chưa thực hiện. Có 104 đơn vị chưa báo cáo nội dung này.",
        "Có 01 đơn vị báo cáo nhiệm vụ này và đã hoàn thành. Có 104 đơn vị chưa báo cáo nội dung này.",
        "Đã có 01/02 đơn vị hoàn thành nhiệm vụ này; 01 đơn vị đang thực hiện. Có 103 đơn vị chưa báo cáo nội dung này.",
    ] {
        says(&[sentence]);
    }
    // Four of seven reports: 2 of II.1.a, 1 each of II.1.c and II.1.d; and one that has not begun.
    says(&["04 lượt đã hoàn thành (57,14%), 02 lượt đang thực hiện và 01 lượt chưa thực hiện"]);
}

#[test]
fn the_best_come_first_and_the_weakest_too() {
    says(&[
        "Các nhiệm vụ có tỷ lệ đơn vị hoàn thành cao nhất:",
        "(điểm c mục II.1): 100% (01/01 đơn vị);",
        "(điểm a mục II.1): 66,67% (02/03 đơn vị).",
        "Các nhiệm vụ có tỷ lệ đơn vị hoàn thành thấp nhất:",
        "(điểm b mục II.1): 0% (0/01 đơn vị);",
        "(điểm d mục II.1): 50% (01/02 đơn vị).",
        "trước hết là các nhiệm vụ còn nhiều đơn vị chưa hoàn thành:",
        "(điểm b mục II.1, còn 01 đơn vị);",
        "(điểm d mục II.1, còn 01 đơn vị).",
    ]);
}

#[test]
fn what_reached_its_plan_and_what_did_not() {
    // Reached: CT01 to the letter, CT06 125 %, CT07 150 %, CT08 60 % where 50 % were planned, CT12 over the body that planned.
    says(&["Trong 08 chỉ tiêu có kế hoạch, 05 chỉ tiêu đạt hoặc vượt kế hoạch và 03 chỉ tiêu chưa đạt."]);
    says(&["tính chung các nhiệm vụ, 57,14% số lượt đơn vị đã hoàn thành; 05/08 chỉ tiêu đạt hoặc vượt kế hoạch."]);
    // The farthest from the plan first, which is not the order of the form.
    says(&[
        "03/08 chỉ tiêu chưa đạt kế hoạch:",
        "Số lượt người được quán triệt (đạt 50% kế hoạch);",
        "Số cuộc gặp gỡ, đối thoại với cán bộ, giáo viên, học sinh, sinh viên (đạt 75% kế hoạch);",
        "Số tin, bài truyền thông về đổi mới giáo dục và đào tạo (đạt 90% kế hoạch).",
    ]);
    for sentence in [
        "Số lượt người được quán triệt: 300 lượt người (kế hoạch 600 lượt người, đạt 50% kế hoạch)",
        "Tỷ lệ huy động trẻ em nhà trẻ: 60% (kế hoạch 50%)",
        // One body planned and another has a figure: they are not set against each other.
        "Số trẻ em trong độ tuổi mẫu giáo: 70 trẻ (kế hoạch 50 trẻ)",
        // Not all that have a figure planned: the share is of those that did.
        "Số học sinh tốt nghiệp trung học cơ sở: 150 học sinh (riêng 01 đơn vị có kế hoạch đạt 110% kế hoạch là 100 học sinh)",
    ] {
        says(&[sentence]);
    }
}

#[test]
fn how_much_was_spent() {
    says(&[
        "Tổng dự toán các đơn vị báo cáo được giao là 500 triệu đồng; đã thực hiện 125 triệu đồng, đạt 25% dự toán (02 đơn \
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
    let amounts = |id: &str| [row("funding", id)["allocated"].clone(), row("funding", id)["spent"].clone()];
    assert_eq!([amounts("III"), amounts("III.2")], [[json!(500), json!(125)], [json!(500), json!(125)]]);
    assert_eq!(amounts("III.1"), [json!(0), json!(0)]);
    let stands = |id: &str| {
        let agencies = data["agencies"].as_array().expect("bodies");
        agencies.iter().find(|agency| agency["id"] == id).expect("the body")["submission"].clone()
    };
    assert_eq!(["25486", "25489", "25510", "25459"].map(stands), ["on_time", "on_time", "late", "missing"]);
}
