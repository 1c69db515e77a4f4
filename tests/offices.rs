//! Offices of every level issue the report: a commune, a department, a ministry. What their documents say of themselves
//! follows the settings.

mod common;

use common::Bench;
use common::offices::{filled_and_built, made, text_of_package, text_of_pdf};
use serde_json::Value;

/// Words that only a province's report has.
const OF_A_PROVINCE: [&str; 5] = ["toàn tỉnh", "cấp tỉnh", "sở, ban, ngành", "UBND tỉnh", "Tây Ninh"];

fn assert_without(what: &str, text: &str, words: &[&str]) {
    let lower = text.to_lowercase();
    for word in words {
        if let Some(at) = lower.find(&word.to_lowercase()) {
            let around: String = lower[at..].chars().take(80).collect();
            panic!("{what}: “{around}”");
        }
    }
}

/// All texts of a built year: pages, Word drafts, workbook, page of the check, letters, by their names.
fn texts(bench: &Bench, year: i16) -> Vec<(String, String)> {
    let year_name = year.to_string();
    for command in [&["check", &year_name][..], &["draft", &year_name]] {
        let run = bench.run_on("moi", command);
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    }
    let mut all = Vec::new();
    for entry in std::fs::read_dir(bench.path(&format!("moi/output/{year}"))).expect("outputs") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let bytes = || bench.read(&format!("moi/output/{year}/{name}"));
        let text = match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "pdf" => text_of_pdf(&bytes()),
            "docx" | "xlsx" => text_of_package(&bytes()),
            "html" | "json" => String::from_utf8(bytes()).expect("UTF-8"),
            _ => continue,
        };
        all.push((name, text));
    }
    assert!(all.len() >= 6, "{:?}", all.iter().map(|(name, _)| name).collect::<Vec<_>>());
    all
}

fn data(bench: &Bench, year: i16) -> Value {
    serde_json::from_slice(&bench.read(&format!("moi/output/{year}/data.json"))).expect("JSON")
}

/// Seals the year, and has the bag verified and built again.
fn seal(bench: &Bench, year: i16) {
    let date = format!("{year}-12-20");
    let run = bench.run_on("moi", &["archive", &year.to_string(), "--number", "5", "--date", &date]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let run = bench.run_on("moi", &["verify"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_commune_reports_with_its_rooms_schools_unions_and_villages() {
    let bench = made(&["--example", "xa"]);
    let year = filled_and_built(&bench, &|name, text| {
        assert_without(name, text, &OF_A_PROVINCE);
        // A village has no seal.
        assert_eq!(text.contains("đóng dấu"), !name.starts_with("ap-"), "{name}");
        assert_eq!(text.contains("NGƯỜI ĐỨNG ĐẦU"), name.starts_with("ap-"), "{name}");
    });
    let data = data(&bench, year);
    let found = data["findings"].as_array().expect("findings").iter();
    let found: Vec<_> = found.filter(|finding| finding["kind"] != "unaddressed_request").collect();
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(data["tasks"].as_array().map(Vec::len), Some(7));
    assert_eq!(data["duties"].as_array().map(Vec::len), Some(9));
    let agencies = data["agencies"].as_array().expect("agencies");
    assert_eq!(agencies.len(), 13);
    assert!(agencies.iter().all(|body| body["submission"] == "on_time"), "{agencies:#?}");
    for (name, text) in texts(&bench, year) {
        assert_without(&name, &text, &OF_A_PROVINCE);
    }
    let report = text_of_pdf(&bench.read(&format!("moi/output/{year}/bao-cao-ubnd-tinh.pdf")));
    let first: String = report.chars().take(700).collect();
    for words in
        ["Hạnh phúcỦY BAN NHÂN DÂNXÃ PHÚ LÂMSố:", "/BC-UBNDPhú Lâm, ngày", "Kính gửi: Ủy ban nhân dân tỉnh An Bình"]
    {
        assert!(first.contains(words), "{words}: {first}");
    }
    for words in [
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/02/2026 xây dựng xã hội học tập",
        "TM. ỦY BAN NHÂN DÂNCHỦ TỊCH",
        "Phòng, ban, đơn vị, đoàn thể cấp xã",
        "Trường học, cơ sở giáo dục",
        "Thôn, ấp, tổ dân phố",
        "Tỷ lệ của toàn xã được tính lại",
        "6. Các trường học trên địa bàn",
    ] {
        assert!(report.contains(words), "{words}");
    }
    // The plan names them by their kinds: nobody has taken over.
    assert!(!report.contains("hiện do Trường Tiểu học") && !report.contains("hiện do Ấp 1"));
    seal(&bench, year);
}

#[test]
fn the_example_of_a_province_is_sealed_too() {
    let bench = made(&["--example", "province"]);
    let year = filled_and_built(&bench, &|_, _| {});
    let report = text_of_pdf(&bench.read(&format!("moi/output/{year}/bao-cao-ubnd.pdf")));
    let first: String = report.chars().take(700).collect();
    for words in ["UBND TỈNH AN BÌNH", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "/BC-SKHCN", "An Bình, ngày"] {
        assert!(first.contains(words), "{words}: {first}");
    }
    for words in ["của Ủy ban nhân dân tỉnh An Bình phát triển kinh tế số", "GIÁM ĐỐC", "Tỷ lệ của toàn tỉnh"]
    {
        assert!(report.contains(words), "{words}");
    }
    seal(&bench, year);
}

#[test]
fn a_commune_reminds_its_villages_and_a_room_may_sign() {
    let bench = made(&["--example", "commune"]);
    let report = String::from_utf8(bench.read("moi/inputs/report.toml")).expect("UTF-8");
    let room = r#"
[[edition]]
id = "phong"
kind = "summary"
file = "bao-cao-phong.pdf"
template = "report-summary.md"
addressees = ["Sở Khoa học và Công nghệ tỉnh An Bình"]
recipients = ["Như trên", "Lưu: VT"]
[edition.issuer]
agency = "van-hoa"
superior = "UBND XÃ PHÚ LÂM"
name = "PHÒNG VĂN HÓA - XÃ HỘI"
name_in_text = "Phòng Văn hóa - Xã hội"
symbol = "BC-VHXH"
place = "Phú Lâm"
territory = "xã Phú Lâm"
[edition.signatory]
capacity = ["TRƯỞNG PHÒNG"]
"#;
    bench.write("moi/inputs/report.toml", format!("{report}{room}"));
    let year = filled_and_built(&bench, &|_, _| {});
    let report = text_of_pdf(&bench.read(&format!("moi/output/{year}/bao-cao-phong.pdf")));
    for words in [
        "Hạnh phúcUBND XÃ PHÚ LÂMPHÒNG VĂN HÓA - XÃ HỘISố:",
        "/BC-VHXHPhú Lâm, ngày",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/02/2026 của Ủy ban nhân dân xã Phú Lâm xây dựng",
        "đã được Ủy ban nhân dân xã Phú Lâm tổng hợp",
        "TRƯỞNG PHÒNG",
    ] {
        assert!(report.contains(words), "{words}: {}", report.chars().take(700).collect::<String>());
    }

    let sent = bench.path(&format!("moi/inputs/{year}"));
    let of_village = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with("ap-1-");
    let own = std::fs::read_dir(sent).expect("files").map(|entry| entry.expect("an entry")).find(of_village);
    std::fs::remove_file(own.expect("the village's").path()).expect("the file");
    let run = bench.run_on("moi", &["remind", &year.to_string()]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let letters: Vec<_> =
        std::fs::read_dir(bench.path(&format!("moi/output/{year}/reminders"))).expect("letters").collect();
    let letter = letters
        .into_iter()
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|kind| kind == "pdf"));
    let letter = text_of_pdf(&std::fs::read(letter.expect("a letter")).expect("a file"));
    for words in [
        "ỦY BAN NHÂN DÂNXÃ PHÚ LÂMSố:",
        "/UBNDPhú Lâm, ngày",
        "Kính gửi: Ấp 1",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/02/2026 xây dựng xã hội học tập",
        // Two editions go to the department, which is named once.
        "báo cáo Ủy ban nhân dân tỉnh An Bình và Sở Khoa học và Công nghệ tỉnh An Bình.",
        "TM. ỦY BAN NHÂN DÂN",
    ] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert_without("letter", &letter, &OF_A_PROVINCE);
}

/// Bodies of a ministry: its own, departments of provinces, committees of provinces.
const OF_A_MINISTRY: &str = r#"
[[group]]
id = "bo"
name = "Các đơn vị thuộc Bộ"

[[agency]]
id = "vu-khtc"
name = "Vụ Kế hoạch - Tài chính"
symbol = "KHTC"
kind = "central"
group = "bo"
periods = [{ from = 2026-01-15, duties = ["III.1", "III.2"] }]

[[agency]]
id = "cuc-cds"
name = "Cục Chuyển đổi số"
symbol = "CĐS"
kind = "central"
group = "bo"
periods = [{ from = 2026-01-15 }]

[[group]]
id = "tinh"
name = "Các tỉnh, thành phố"
kind = "province"
symbol = "UBND"
periods = [{ from = 2026-01-15, duties = ["III.3"] }]

[group.members]
901 = "UBND tỉnh An Bình"
902 = "UBND thành phố Hải Sơn"
"#;

#[test]
fn a_ministry_reports_for_the_country() {
    let bench = made(&[]);
    bench.write("moi/inputs/agencies.toml", OF_A_MINISTRY);
    bench.write(
        "moi/inputs/indicators.toml",
        String::from_utf8(bench.read("moi/inputs/indicators.toml")).expect("UTF-8").replace("commune", "province"),
    );
    bench.write(
        "moi/inputs/report.toml",
        r#"
[issuer]
agency = "vu-khtc"
name = "BỘ KHOA HỌC VÀ CÔNG NGHỆ"
name_in_text = "Bộ Khoa học và Công nghệ"
symbol = "BC-BKHCN"
place = "Hà Nội"
territory = "cả nước"

[report]
subject = "Kết quả thực hiện Kế hoạch số 45/KH-UBND năm {year}"
plan_issuer = "Thủ tướng Chính phủ"
deadline = "12-15"

[signatory]
capacity = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]

[[edition]]
id = "ttg"
kind = "full"
file = "bao-cao.pdf"
template = "report-full.md"
addressees = ["Thủ tướng Chính phủ"]
recipients = ["Như trên", "Lưu: VT, KHTC"]

[[edition]]
id = "tom-tat"
kind = "summary"
file = "tom-tat.pdf"
template = "report-summary.md"
addressees = ["Văn phòng Chính phủ"]
recipients = ["Như trên", "Lưu: VT, KHTC"]
"#,
    );
    let strange = ["toàn tỉnh", "cấp xã", "sở, ban, ngành"];
    let year = filled_and_built(&bench, &|name, text| assert_without(name, text, &strange));
    for (name, text) in texts(&bench, year) {
        assert_without(&name, &text, &strange);
    }
    let report = text_of_pdf(&bench.read(&format!("moi/output/{year}/bao-cao.pdf")));
    let first: String = report.chars().take(600).collect();
    assert!(first.contains("Hạnh phúcBỘ KHOA HỌC VÀ CÔNG NGHỆSố:"), "{first}");
    for words in [
        "/BC-BKHCN",
        "Hà Nội, ngày",
        "của Thủ tướng Chính phủ phát triển kinh tế số",
        "KT. BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
        "Tỷ lệ của cả nước được tính lại",
        "Cơ quan, đơn vị ở trung ương",
        "Ủy ban nhân dân cấp tỉnh",
    ] {
        assert!(report.contains(words), "{words}");
    }
    let summary = text_of_pdf(&bench.read(&format!("moi/output/{year}/tom-tat.pdf")));
    for words in ["CỦA CẢ NƯỚC", "được Bộ Khoa học và Công nghệ tổng hợp trong báo cáo gửi Thủ tướng Chính phủ"]
    {
        assert!(summary.contains(words), "{words}");
    }
}
