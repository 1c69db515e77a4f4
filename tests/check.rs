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
    // Until the deadline has passed nobody is missing.
    assert!(!run.stdout.contains("S07") && !page(&bench).contains("S07"), "{}", run.stdout);
    assert_eq!(bench.run(&["check", "--strict", "--today", "2026-11-30"]).status, 0);
    assert_eq!(bench.run(&["check", "--strict", "--today", "2026-12-01"]).status, 1);
    assert!(page(&bench).contains("S07"));
    let run = bench.run(&["check", "2031"]);
    assert_eq!((run.status, run.stderr.contains("2031")), (2, true), "{}", run.stderr);
}

#[test]
fn a_report_dated_after_the_day_of_the_check_is_said_to_be_so_and_not_late() {
    let bench = Bench::empty();
    // Dated 08/12/2026; the deadline is 30/11/2026.
    bench.write("inputs/2026/BC_2026_25552.xlsx", form("25552"));
    let check = |day: &str| bench.run_well(&["check", "2026", "--today", day]).stdout;
    let said = check("2026-11-28");
    assert!(said.contains("D33") && said.contains("ghi ngày 08/12/2026, sau ngày kiểm tra 28/11/2026"), "{said}");
    assert!(!said.contains("Quá hạn, vẫn được tổng hợp") && said.contains("0 lỗi, 0 cảnh báo,"), "{said}");
    assert!(!page(&bench).contains("Gửi quá hạn"));
    // Once that day is past, the report is late.
    let said = check("2026-12-08");
    assert!(said.contains("Quá hạn, vẫn được tổng hợp (1)") && !said.contains("Ghi nhận D33"), "{said}");
    assert!(page(&bench).contains("Gửi quá hạn, vẫn được tổng hợp (1)"));
}

#[test]
fn where_a_sender_is_unknown_the_file_for_the_answer_is_made() {
    const ALIASES: &str = "inputs/aliases.toml";
    const TABLE: &str = "Mã;Chỉ tiêu;Đơn vị tính;Kế hoạch;Thực hiện\n\
        CT01;Số văn bản;văn bản;3;5\n\
        CT02;Số hội nghị;hội nghị;3;5\n\
        CT03;Số người;người;3;5\n";
    let bench = Bench::empty();
    bench.write("inputs/2026/so-nv.xlsx", form("so-nv"));
    bench.run_well(&["check", "2026", "--today", "2026-11-20"]);
    assert!(!bench.path(ALIASES).exists(), "nobody is in question");
    bench.write("inputs/2026/so lieu.csv", TABLE);
    let said = bench.run_well(&["check", "2026", "--today", "2026-11-20"]).stdout;
    assert!(said.contains("Lỗi S01") && said.contains("inputs/aliases.toml: tệp mới"), "{said}");
    let made = String::from_utf8(bench.read(ALIASES)).expect("UTF-8");
    assert!(made.contains("\n[files]\n") && made.contains("#   25459        UBND phường Tân Ninh\n"), "{made}");
    // It answers nothing by itself, and what the office writes into it stays.
    let answered = made.replace("[files]", "[files]\n\"so lieu.csv\" = \"so-tc\"");
    bench.write(ALIASES, answered.clone());
    let said = bench.run_well(&["check", "2026", "--today", "2026-11-20"]).stdout;
    assert!(!said.contains("Lỗi S01") && !said.contains("tệp mới"), "{said}");
    assert_eq!(bench.read(ALIASES), answered.into_bytes());
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

/// What a body has to send again.
fn report_of_another_year() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Thông tin").expect("a name");
    for (row, (label, value)) in [("Tên đơn vị báo cáo", "Sở Nội vụ"), ("Năm báo cáo", "2023")].into_iter().enumerate()
    {
        sheet.write(row as u32, 0, label).expect("a label");
        sheet.write(row as u32, 1, value).expect("a value");
    }
    let sheet = workbook.add_worksheet().set_name("Biểu 02").expect("a name");
    for (column, head) in ["Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"].into_iter().enumerate()
    {
        sheet.write(0, column as u16, head).expect("a head");
    }
    sheet.write(1, 0, "CT01").expect("a code");
    sheet.write(1, 4, 12).expect("a figure");
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn what_has_to_be_corrected_goes_back_and_the_page_leads_to_it() {
    let bench = Bench::empty();
    bench.write("inputs/2026/so nv #2.xlsx", report_of_another_year());
    let said = bench.run_well(&["check", "2026"]).stdout;
    assert!(said.contains("S03") && said.contains("1 tệp để gửi trả đơn vị sửa"), "{said}");
    assert!(page(&bench).contains("href=\"returns/so%20nv%20%232.xlsx\""));
    assert!(bench.path("output/2026/returns/so nv #2.xlsx").exists());
}

/// A folder stands where the page belongs, as a stand-in for a page that cannot be replaced.
#[test]
fn page_and_workbooks_to_send_back_are_renewed_together_or_not_at_all() {
    let bench = Bench::empty();
    bench.write("inputs/2026/so nv.xlsx", report_of_another_year());
    bench.run_well(&["check", "2026"]);
    let returns = || -> std::collections::BTreeMap<String, Vec<u8>> {
        let folder = std::fs::read_dir(bench.path("output/2026/returns")).expect("returns");
        folder
            .map(|entry| {
                let path = entry.expect("an entry").path();
                (path.display().to_string(), std::fs::read(path).expect("a file"))
            })
            .collect()
    };
    let before = returns();
    assert!(before.len() > 1, "there are workbooks to send back");
    // Nothing is to be corrected any more.
    std::fs::remove_file(bench.path("inputs/2026/so nv.xlsx")).expect("a submission");
    std::fs::remove_file(bench.path("output/2026/status.html")).expect("the page");
    bench.write("output/2026/status.html/in-the-way", "");
    let failed = bench.run(&["check", "2026"]);
    assert_eq!(failed.status, 2, "{}{}", failed.stdout, failed.stderr);
    assert_eq!(returns(), before);
    std::fs::remove_dir_all(bench.path("output/2026/status.html")).expect("removed");
    bench.run_well(&["check", "2026"]);
    assert!(!returns().keys().any(|name| name.ends_with(".xlsx")), "{:?}", returns().keys());
}

#[test]
fn the_year_stands_beside_an_earlier_one() {
    let bench = three_bodies();
    // The data of an earlier year in which everything was the same.
    bench.run_well(&["build", "2026"]);
    let data = String::from_utf8(bench.read("output/2026/data.json")).expect("UTF-8");
    bench.write("output/2025/data.json", data.replace("\"year\": 2026", "\"year\": 2025"));
    bench.run_well(&["check", "2026"]);
    let page = page(&bench);
    assert!(page.contains("So với năm 2025</h2>") && page.contains("không đổi"), "no comparison");
}

/// The text of a letter, runs of blanks as one space.
fn letter(bench: &Bench, name: &str) -> String {
    let bytes = bench.read(&format!("output/2026/reminders/{name}"));
    let document = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("text");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(bench: &Bench) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(bench.path("output/2026/reminders"))
        .expect("the letters")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".pdf"))
        .collect();
    names.sort();
    names
}

/// A workspace in which three bodies have to report.
fn three_bodies() -> Bench {
    let bench = Bench::empty();
    let agency = |id: &str, name: &str| {
        format!(
            "[[agency]]\nid = \"{id}\"\nname = \"{name}\"\nsymbol = \"S\"\nkind = \"provincial\"\ngroup = \"tinh\"\n\
             periods = [{{ from = 2020-11-05, duties = [] }}]\n"
        )
    };
    let bodies = [("so-gddt", "Sở Giáo dục và Đào tạo"), ("so-nv", "Sở Nội vụ"), ("so-tc", "Sở Tài chính")];
    let bodies: Vec<String> = bodies.into_iter().map(|(id, name)| agency(id, name)).collect();
    bench.write("inputs/agencies.toml", format!("[[group]]\nid = \"tinh\"\nname = \"Cấp tỉnh\"\n{}", bodies.join("")));
    bench.write("inputs/2026/so-gddt.xlsx", form("so-gddt"));
    bench
}

#[test]
fn letters_go_to_those_who_have_not_reported() {
    let bench = three_bodies();
    bench.write("inputs/2026/so-tc.docx", "no spreadsheet");
    let run = bench.run_well(&["remind", "2026", "--today", "2026-12-01", "--by", "2026-12-05"]);
    assert!(run.stdout.contains("2 công văn") && run.stdout.contains("05/12/2026"), "{}", run.stdout);
    let names = ["don-doc-so-nv-so-noi-vu.pdf", "don-doc-so-tc-so-tai-chinh.pdf", "don-doc-tat-ca.pdf"];
    assert_eq!(letters(&bench), names);
    let missing = letter(&bench, names[0]);
    for words in [
        "/SGDĐT-VP",
        "V/v đôn đốc gửi báo cáo thực hiện Kế hoạch số 2739/KH-UBND năm 2026",
        "Kính gửi: Sở Nội vụ",
        "Đến ngày 01/12/2026, Sở Giáo dục và Đào tạo chưa nhận được báo cáo của Sở Nội vụ.",
        "chậm nhất ngày 05/12/2026",
        "./.",
        "Nơi nhận:",
    ] {
        assert!(missing.contains(words), "“{words}” is not in: {missing}");
    }
    let rejected = letter(&bench, names[1]);
    assert!(rejected.contains("Tệp “so-tc.docx”: tệp không phải là bảng tính"), "{rejected}");
    let all = letter(&bench, names[2]);
    assert!(all.contains("Kính gửi: Sở Nội vụ") && all.contains("Kính gửi: Sở Tài chính"));
    let pages = lopdf::Document::load_mem(&bench.read("output/2026/reminders/don-doc-tat-ca.pdf")).expect("a PDF");
    assert_eq!(pages.get_pages().len(), 2, "one page a letter");
    // Numbered on, in the order of the bodies.
    bench.run_well(&["remind", "--by", "2026-12-05", "--number", "9", "--date", "2026-12-02"]);
    assert!(letter(&bench, names[0]).contains("Số: 09/SGDĐT-VP"));
    assert!(letter(&bench, names[1]).contains("Số: 10/SGDĐT-VP"));
    assert!(letter(&bench, names[1]).contains("ngày 02 tháng 12 năm 2026"));
    // Who has reported since gets none, and the old one is gone.
    bench.write("inputs/2026/so-nv.xlsx", form("so-nv"));
    bench.run_well(&["remind", "--today", "2026-12-01"]);
    assert_eq!(letters(&bench), &names[1..]);
    std::fs::remove_file(bench.path("inputs/2026/so-tc.docx")).expect("the file");
    bench.write("inputs/2026/so-tc.xlsx", form("so-tc"));
    assert!(bench.run_well(&["remind"]).stdout.contains("không cần đôn đốc"));
    assert!(letters(&bench).is_empty());
}

#[test]
fn a_letter_keeps_the_deadline_while_it_is_ahead_and_refuses_a_day_that_is_past() {
    let bench = three_bodies();
    bench.run_well(&["remind", "--today", "2026-11-20"]);
    let text = letter(&bench, "don-doc-so-nv-so-noi-vu.pdf");
    assert!(text.contains("Để bảo đảm tiến độ tổng hợp") && text.contains("chậm nhất ngày 30/11/2026."), "{text}");
    let run = bench.run(&["remind", "--today", "2026-12-01", "--by", "2026-11-30"]);
    assert_eq!((run.status, run.stderr.contains("--by")), (2, true), "{}", run.stderr);
    let settings = std::fs::read_to_string("inputs/report.toml").expect("the settings");
    bench.write("inputs/report.toml", settings.replace("contact = \"\"", "contact = \"Liên hệ: ông Nguyễn Văn A.\""));
    bench.run_well(&["remind", "--today", "2026-11-20"]);
    assert!(letter(&bench, "don-doc-so-nv-so-noi-vu.pdf").contains("Liên hệ: ông Nguyễn Văn A."));
    bench.write("inputs/report.toml", settings.replace("contact = \"\"", "lien_he = \"\""));
    let run = bench.run(&["remind"]);
    assert_eq!((run.status, run.stderr.contains("lien_he")), (2, true), "{}", run.stderr);
}

/// Whatever agencies send and disks hold: no byte of it that a terminal obeys gets there.
#[test]
fn what_is_quoted_on_a_terminal_is_words_alone() {
    let bench = Bench::empty();
    let evil = "x\u{1B}[2Jy\u{202E}z\u{9B}31m";
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Thông tin").expect("a name");
    sheet.write(0, 0, "Tên đơn vị báo cáo").expect("a label");
    sheet.write(0, 1, format!("Sở {evil}\nLỗi F01 giả mạo")).expect("a value");
    let sheet = workbook.add_worksheet().set_name("Biểu 02").expect("a name");
    for (column, head) in ["Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"].into_iter().enumerate()
    {
        sheet.write(0, column as u16, head).expect("a head");
    }
    sheet.write(1, 0, "CT01").expect("a code");
    sheet.write(1, 4, format!("không rõ {evil}\nLỗi F01 giả mạo")).expect("a text");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    bench.write("inputs/2026/la.xlsx", &bytes);
    bench.write(&format!("inputs/2026/{evil}\nLỗi F01 giả mạo so-nv.xlsx"), &bytes);
    bench.write(&format!("inputs/2026/{evil}.docx"), "no workbook");
    let all = ["check", "build", "trace", "explain", "forms"];
    for command in all {
        let arguments: &[&str] = match command {
            "trace" => &["trace", "CT01"],
            "explain" => &["explain", evil],
            "check" => &["check", "2026", "--all"],
            other => &[other, "2026"],
        };
        let run = bench.run(arguments);
        for said in [&run.stdout, &run.stderr] {
            let obeyed = |letter: char| {
                letter != '\n'
                    && (letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
            };
            assert!(!said.contains(obeyed), "{command}: {said:?}");
            assert!(!said.contains("\nLỗi F01 giả mạo"), "{command}: {said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_behind_the_output_is_no_panic() {
    let full = || std::fs::File::options().write(true).open("/dev/full").expect("a full device");
    let bench = Bench::empty();
    for (arguments, status) in [(&["explain"][..], 2), (&["build", "1999"], 2), (&["--help"], 2), (&["bild"], 2)] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tonghop"));
        command.arg("-C").arg(bench.root()).args(arguments).stdout(full()).stderr(full());
        assert_eq!(command.status().expect("a run").code(), Some(status), "{arguments:?}");
    }
}
