//! Requests go to whom they are addressed: the Ministry is asked nothing that others have to do.

mod common;

use common::Bench;
use serde_json::Value;

fn text_of(bench: &Bench, edition: &str) -> String {
    let document = lopdf::Document::load_mem(&bench.read(&format!("output/2026/{edition}"))).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_ministry_is_asked_nothing_of_others_and_the_full_edition_groups_all() {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let proposals = data["proposals"].as_array().expect("proposals");
    let told: Vec<(&str, &str, usize)> = proposals
        .iter()
        .map(|one| {
            let from = one["from"].as_array().expect("bodies").len();
            (one["addressee"].as_str().expect("a key"), one["text"].as_str().expect("words"), from)
        })
        .collect();
    // Counted apart from the program: bodies that say so at least once.
    let bodies = |words: &str| {
        let rows = ["tasks", "duties", "catalogue"].into_iter().flat_map(|table| data[table].as_array().expect("rows"));
        let entries = rows.flat_map(|row| row["entries"].as_array().expect("entries"));
        let said = entries.filter(|entry| entry["proposals"].as_str().is_some_and(|text| text.starts_with(words)));
        said.map(|entry| entry["agency"].as_str().expect("a body")).collect::<std::collections::BTreeSet<_>>().len()
    };
    let expected = [
        ("bo", "Kiến nghị Bộ Giáo dục và Đào tạo sớm ban hành hướng dẫn"),
        ("ubnd", "Đề nghị UBND tỉnh bổ sung biên chế giáo viên"),
        ("so-tc", "Đề nghị Sở Tài chính bố trí thêm kinh phí"),
        ("unknown", "Đề nghị tăng cường bồi dưỡng đội ngũ"),
        ("unknown", "Đề nghị đầu tư xây dựng thêm phòng học chức năng"),
    ];
    assert_eq!(told, expected.map(|(key, text)| (key, text, bodies(text))));

    let full = text_of(&bench, "bao-cao-ubnd.pdf");
    let mut at = full.find("VI. KIẾN NGHỊ, ĐỀ XUẤT").expect("the section");
    for words in [
        "1. Với Bộ Giáo dục và Đào tạo",
        "sớm ban hành hướng dẫn (",
        "2. Với Ủy ban nhân dân tỉnh",
        "bổ sung biên chế giáo viên (",
        "3. Với Sở Tài chính",
        "bố trí thêm kinh phí (",
        "4. Kiến nghị chưa nêu rõ cơ quan xem xét",
        "tăng cường bồi dưỡng đội ngũ (",
        "xây dựng thêm phòng học chức năng (",
    ] {
        at += full[at..].find(words).unwrap_or_else(|| panic!("{words} in {}", &full[at..at + 400]));
    }
    let ministry = text_of(&bench, "bao-cao-bo.pdf");
    assert!(ministry.contains("sớm ban hành hướng dẫn ("));
    for words in ["Sở Tài chính bố trí", "UBND tỉnh bổ sung", "tăng cường bồi dưỡng đội ngũ", "phòng học chức năng"]
    {
        assert!(!ministry.contains(words), "the Ministry is asked: {words}");
    }
    let found = data["findings"].as_array().expect("findings").iter();
    let found: Vec<&Value> = found.filter(|finding| finding["kind"] == "unaddressed_request").collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|finding| finding["code"] == "V15"), "{found:?}");
}
