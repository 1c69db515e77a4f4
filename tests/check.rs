//! `tonghop check`: the state of a year on the terminal and as a page.

mod common;

use common::Bench;

const PAGE: &str = "output/2026/status.html";

fn form(id: &str) -> Vec<u8> {
    let path = format!("{}/inputs/2026/BC_2026_{id}.xlsx", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a form")
}

fn page(bench: &Bench) -> String {
    String::from_utf8(bench.read(PAGE)).expect("the page is UTF-8")
}

#[test]
fn a_year_in_which_nothing_has_come_yet() {
    let bench = Bench::empty();
    std::fs::create_dir_all(bench.path("inputs/2026")).expect("a folder");
    let run = bench.run_well(&["check", "2026", "--today", "2026-11-24"]);
    assert!(run.stdout.contains("còn 6 ngày") && run.stdout.contains("Chưa gửi (105)"), "{}", run.stdout);
    assert!(page(&bench).contains("<b>còn 6 ngày</b>"));
    assert!(!bench.path("output/2026/data.json").exists(), "no report is built");
    let run = bench.run_well(&["check", "--today", "2026-11-30", "--lang", "en"]);
    assert!(run.stdout.contains("today is the deadline") && run.stdout.contains("Missing (105)"), "{}", run.stdout);
    assert_eq!(bench.run(&["check", "--strict"]).status, 1);
    let run = bench.run(&["check", "2031"]);
    assert_eq!((run.status, run.stderr.contains("2031")), (2, true), "{}", run.stderr);
}

#[test]
fn what_came_in_since_the_last_check_is_said() {
    let bench = Bench::empty();
    bench.write("inputs/2026/a/so-nv.xlsx", form("so-nv"));
    let check = |day: &str| bench.run_well(&["check", "2026", "--today", day]).stdout;
    assert!(!check("2026-11-20").contains("Thay đổi"), "there is nothing to compare with");
    assert!(page(&bench).contains("lần kiểm tra đầu tiên"));
    assert!(!check("2026-11-21").contains("Thay đổi"));
    assert!(page(&bench).contains("Không có gì thay đổi so với lần kiểm tra ngày 20/11/2026."));
    // Something new, something that cannot be used, something that is mended, something that goes.
    bench.write("inputs/2026/so-tc.xlsx", form("so-tc"));
    bench.write("inputs/2026/so-khcn.xlsx", "no spreadsheet");
    let said = check("2026-11-22");
    assert!(said.contains("+ so-tc.xlsx: Sở Tài chính đã gửi báo cáo (đúng hạn)"), "{said}");
    assert!(said.contains("+ so-khcn.xlsx: tệp của Sở Khoa học và Công nghệ không sử dụng được (F03"), "{said}");
    bench.write("inputs/2026/so-khcn.xlsx", form("so-khcn"));
    std::fs::remove_file(bench.path("inputs/2026/so-tc.xlsx")).expect("the file");
    let said = check("2026-11-23");
    assert!(said.contains("* so-khcn.xlsx: Sở Khoa học và Công nghệ đã gửi lại báo cáo, nay sử dụng được"), "{said}");
    assert!(said.contains("- so-tc.xlsx: không còn trong thư mục; Sở Tài chính nay là: chưa gửi"), "{said}");
    let page = page(&bench);
    assert!(page.contains("So với lần kiểm tra ngày 22/11/2026:") && page.contains("<h3>Ngày 22/11/2026</h3>"));
}

#[test]
fn a_damaged_memory_costs_a_comparison_and_no_more() {
    let bench = Bench::empty();
    bench.write("inputs/2026/so-nv.xlsx", form("so-nv"));
    bench.run_well(&["check"]);
    for content in ["", "{", "{\"schema\":\"tonghop/check/0\"}"] {
        bench.write("output/2026/.check.json", content);
        bench.run_well(&["check"]);
        assert!(page(&bench).contains("lần kiểm tra đầu tiên"), "{content}");
    }
}

#[test]
fn the_page_depends_on_the_submissions_and_the_day_alone() {
    let pages = [(); 2].map(|()| {
        let bench = Bench::empty();
        bench.write("inputs/2026/so-nv.xlsx", form("so-nv"));
        bench.write("inputs/2026/25459 (lỗi).xlsx", "no spreadsheet");
        bench.run_well(&["check", "--today", "2026-12-02"]);
        page(&bench)
    });
    assert!(pages[0] == pages[1]);
    assert!(pages[0].contains("đã quá hạn 2 ngày"));
}

#[test]
fn what_agencies_write_stays_text_and_links_lead_to_the_files() {
    let bench = Bench::empty();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Thông tin").expect("a name");
    sheet.write(0, 0, "Tên đơn vị báo cáo").expect("a label");
    sheet.write(0, 1, "</td><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }}").expect("a name");
    sheet.write(1, 0, "Năm báo cáo").expect("a label");
    sheet.write(1, 1, 2026).expect("a year");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    bench.write("inputs/2026/Xã #1 & 50%'/báo cáo.xlsx", &bytes);
    bench.run_well(&["check", "--today", "2026-11-24"]);
    let page = page(&bench);
    assert!(page.contains("&lt;script&gt;alert(1)"), "it is shown as written");
    assert!(!page.contains("<script>alert") && !page.contains("<img") && !page.contains(" 49"), "agency text is live");
    assert!(page.contains("href=\"../../inputs/2026/X%C3%A3%20%231%20%26%2050%25%27/b%C3%A1o%20c%C3%A1o.xlsx\""));
    assert!(page.contains("Xã #1 &amp; 50%&#39;/báo cáo.xlsx"));
    // No network: nothing is fetched from anywhere.
    for word in ["http://", "https://", "@import", "url("] {
        assert!(!page.contains(word), "{word}");
    }
}
