//! Dates that can be, and documents that are cited so that they can be found.

mod common;

use common::Bench;

fn text_of(bench: &Bench, edition: &str) -> String {
    let document = lopdf::Document::load_mem(&bench.read(&format!("output/2026/{edition}"))).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn found(bench: &Bench, kind: &str) -> Vec<String> {
    let data = bench.data(2026);
    let findings = data["findings"].as_array().expect("findings").iter().filter(|finding| finding["kind"] == kind);
    findings.map(|finding| finding["message"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn a_report_dated_before_what_it_counts_says_so_and_asks() {
    let bench = Bench::with_2026();
    let draft = bench.run(&["build", "2026"]);
    assert!(!draft.stdout.contains("Cần quyết định"), "{}", draft.stdout);
    let (first, last) = {
        let data = bench.data(2026);
        let counted = data["agencies"].as_array().expect("bodies").iter();
        let mut dates: Vec<String> = counted.filter_map(|body| Some(body["date"].as_str()?.to_owned())).collect();
        dates.sort();
        let day = |date: &String| date.split('-').rev().collect::<Vec<_>>().join("/");
        (day(dates.first().expect("a date")), day(dates.last().expect("a date")))
    };
    for edition in ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf"] {
        let text = text_of(&bench, edition);
        let said = format!(
            "Số liệu chốt đến ngày 30/11/2026. Số liệu lấy từ báo cáo của các đơn vị đề ngày từ {first} đến {last}."
        );
        assert!(text.contains(&said), "{edition}: {said}");
    }
    let early = bench.run(&["build", "2026", "--number", "5", "--date", "2026-11-28"]);
    assert_eq!(early.status, 0, "{}", early.stderr);
    assert!(
        early
            .stdout
            .contains("Cần quyết định: ngày ban hành 28/11/2026 trước ngày chốt số liệu 30/11/2026 và trước ngày của")
            && early.stdout.contains(&format!("muộn nhất {last}")),
        "{}",
        early.stdout
    );
    let text = text_of(&bench, "bao-cao-ubnd.pdf");
    assert!(
        text.contains("Ngày chốt số liệu theo quy định là 30/11/2026; báo cáo này ban hành trước ngày đó."),
        "{text}"
    );
    assert!(text.contains("báo cáo đề ngày sau ngày ban hành báo cáo này."));
    let late = bench.run(&["build", "2026", "--number", "5", "--date", "2026-12-31"]);
    assert!(!late.stdout.contains("Cần quyết định"), "{}", late.stdout);
    assert!(!text_of(&bench, "bao-cao-ubnd.pdf").contains("sau ngày ban hành"));
}

#[test]
fn citations_without_number_or_day_are_told_with_file_and_line() {
    let bench = Bench::with_2026();
    bench.write(
        "inputs/2026/commentary.md",
        "## II.1.a\n\nThực hiện Kết luận số 91-KL/TW và Quyết định số 628/QĐ-TTg ngày 11/5/2020.\n",
    );
    let template = include_str!("../templates/report-full.md");
    bench.write(
        "templates/report-full.md",
        template.replace("# VI. KIẾN NGHỊ", "Theo Nghị quyết số 71-NQ/TW.\n\n# VI. KIẾN NGHỊ"),
    );
    bench.run_well(&["build", "2026"]);
    let told = found(&bench, "incomplete_citation");
    let of = |file: &str| told.iter().filter(|message| message.starts_with(file)).cloned().collect::<Vec<_>>();
    assert_eq!(
        of("inputs/2026/commentary.md"),
        ["inputs/2026/commentary.md: viện dẫn văn bản chưa đủ: “Kết luận số 91-KL/TW” (dòng 3, không có ngày)."]
    );
    let line = template.lines().position(|line| line.starts_with("# VI. KIẾN NGHỊ")).expect("the line") + 1;
    assert_eq!(
        of("templates/report-full.md"),
        [format!(
            "templates/report-full.md: viện dẫn văn bản chưa đủ: “Nghị quyết số 71-NQ/TW” (dòng {line}, không có ngày)."
        )]
    );
    assert!(of("templates/report-summary.md").is_empty());
    let plan = of("inputs/plan.md");
    assert!(
        plan.iter().any(|message| message.contains("“Chỉ thị của Bộ Chính trị” (dòng 33, không có số và ngày)")),
        "{plan:?}"
    );
    assert!(!plan.iter().any(|message| message.contains("628/QĐ-TTg")), "{plan:?}");
}
