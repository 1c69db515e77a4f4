//! Plans in Word documents: numbers that Word counts, letterhead and signature in tables, merged cells, footnotes, and documents
//! that are none.

#[path = "common/word.rs"]
mod word;

use tonghop::intake::{OtherKind, Refusal, read_issued};
use tonghop::issued::{NoPlan, Transcript, transcribe};
use tonghop::plan::{Plan, Role};
use word::{cell, counted, document, headline, table, typed};

fn made(bytes: &[u8]) -> Transcript {
    transcribe(&read_issued(bytes).expect("a document"), 2026).expect("a plan")
}

/// The nodes by their codes, with labels and texts.
fn told(plan: &Plan) -> Vec<String> {
    plan.nodes().map(|node| format!("{} {} {}", node.id, node.label, node.text()).replace("  ", " ")).collect()
}

fn asides(plan: &Plan) -> Vec<&str> {
    plan.unread
        .iter()
        .skip(1)
        .filter(|passage| passage.to_confirm().is_none())
        .map(|passage| passage.text.as_str())
        .collect()
}

/// Letterhead, title and preamble as offices lay them out: a table without borders above, the subject in two centred lines.
fn opening() -> String {
    let left = "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\n_______\nSố: 45/KH-UBND";
    let right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Bình, ngày 15 tháng 01 năm 2026";
    [
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", left), cell("", right)),
        headline("KẾ HOẠCH"),
        headline("Phát triển giáo dục mầm non"),
        headline("giai đoạn 2026 - 2030"),
        typed("Thực hiện Nghị quyết số 1/NQ-HĐND ngày 02/01/2026, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"),
    ]
    .concat()
}

fn closing() -> String {
    let left = "Nơi nhận:\n- Như trên;\n- Lưu: VT.";
    let right = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn A";
    format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", left), cell("", right))
}

#[test]
fn numbers_that_word_counts_are_printed() {
    let body = [
        opening(),
        counted(0, "MỤC TIÊU"),
        typed("Mục tiêu chung."),
        counted(0, "NHIỆM VỤ, GIẢI PHÁP"),
        counted(1, "Công tác quản lý"),
        counted(2, "Đổi mới quản lý"),
        counted(3, "Rà soát quy hoạch"),
        counted(4, "Ý thứ nhất"),
        counted(5, "Ý nhỏ"),
        counted(3, "Ban hành cơ chế"),
        counted(2, "Kiểm tra"),
        counted(1, "Đội ngũ"),
        counted(4, "Bồi dưỡng"),
        counted(4, "Tuyển dụng"),
        counted(0, "TỔ CHỨC THỰC HIỆN"),
        counted(1, "Sở Tài chính"),
        counted(3, "Bố trí kinh phí"),
        closing(),
    ]
    .concat();
    let made = made(&document(&body, &[]));
    assert_eq!(
        told(&made.plan),
        [
            "I I. MỤC TIÊU",
            "II II. NHIỆM VỤ, GIẢI PHÁP",
            "II.1 1. Công tác quản lý",
            "II.1.1 1.1. Đổi mới quản lý",
            "II.1.1.a a) Rà soát quy hoạch",
            "II.1.1.b b) Ban hành cơ chế",
            "II.1.2 1.2. Kiểm tra",
            "II.2 2. Đội ngũ",
            "II.2.1 - Bồi dưỡng",
            "II.2.2 - Tuyển dụng",
            "III III. TỔ CHỨC THỰC HIỆN",
            "III.1 1. Sở Tài chính",
            "III.1.a a) Bố trí kinh phí",
        ]
    );
    let point = made.plan.find("II.1.1.a").expect("a point");
    assert_eq!(point.paragraphs, ["Rà soát quy hoạch", "- Ý thứ nhất", "+ Ý nhỏ"]);
    let roles: Vec<Role> = made.plan.sections.iter().map(|section| section.role).collect();
    assert_eq!(roles, [Role::Narrative, Role::Tasks, Role::Duties]);
    assert_eq!((made.plan.symbol.as_str(), made.plan.place.as_str()), ("45/KH-UBND", "An Bình"));
    assert_eq!(made.plan.subject, "Phát triển giáo dục mầm non giai đoạn 2026 - 2030");
    let head: Vec<&str> = made.plan.head.iter().map(|passage| passage.text.as_str()).collect();
    assert_eq!(
        head,
        ["ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    );
    let closing: Vec<&str> = made.plan.closing.iter().map(|passage| passage.text.as_str()).collect();
    assert_eq!(closing, ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Nguyễn Văn A"]);
    assert!(made.report.contains("superior = \"UBND TỈNH AN BÌNH\""), "{}", made.report);
}

#[test]
fn tables_of_tasks_keep_their_merged_cells() {
    let tall = |kind: &str, text: &str| cell(&format!("<w:vMerge{kind}/>"), text);
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let plain = |text: &str| cell("", text);
    let rows = [
        row(&["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Sản phẩm", "Thời gian hoàn thành"].map(plain)),
        row(&[plain("I"), cell("<w:gridSpan w:val=\"4\"/>", "Nhóm một")]),
        row(&[
            plain("1"),
            plain("Việc một\nrất dài"),
            tall(" w:val=\"restart\"", "Sở Tài chính"),
            plain("Đề án | tờ trình"),
            plain("12/2026"),
        ]),
        row(&[plain("2"), plain("Việc hai"), tall("", ""), plain(""), plain("2027")]),
    ];
    let body = [
        opening(),
        typed("I. MỤC TIÊU"),
        typed("Mục tiêu."),
        closing(),
        headline("PHỤ LỤC"),
        headline("DANH MỤC NHIỆM VỤ"),
        typed("(Kèm theo Kế hoạch số 45/KH-UBND ngày 15/01/2026)"),
        format!("<w:tbl>{}</w:tbl>", rows.concat()),
    ]
    .concat();
    let made = made(&document(&body, &[]));
    let annex = made.plan.sections.last().expect("an annex");
    assert_eq!((annex.id.as_str(), annex.title.as_str(), annex.role), ("PL", "PHỤ LỤC DANH MỤC NHIỆM VỤ", Role::Tasks));
    assert_eq!(annex.paragraphs, ["(Kèm theo Kế hoạch số 45/KH-UBND ngày 15/01/2026)"]);
    let field = |id: &str, head: &str| {
        let node = made.plan.find(id).expect("a task");
        node.fields.iter().find(|(own, _)| own == head).expect("a cell").1.clone()
    };
    assert_eq!(field("PL.I.1", "Tên nhiệm vụ"), "Việc một rất dài");
    assert_eq!(field("PL.I.1", "Sản phẩm"), "Đề án | tờ trình");
    // The lead stands beside both.
    assert_eq!(field("PL.I.1", "Cơ quan chủ trì"), "Sở Tài chính");
    assert_eq!(field("PL.I.2", "Cơ quan chủ trì"), "Sở Tài chính");
    assert_eq!(field("PL.I.2", "Thời gian hoàn thành"), "2027");
    assert!(made.plan.unread.iter().any(|passage| passage.text.contains("ô gộp dọc")));
    assert_eq!(made.bodies, ["Sở Tài chính"]);
}

#[test]
fn footnotes_margins_comments_and_hidden_text_are_kept_aside() {
    let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>chữ mật</w:t></w:r>";
    let deleted = "<w:del w:author=\"B\"><w:r><w:delText>chữ cũ</w:delText></w:r></w:del>";
    let body = [
        opening(),
        typed("I. NHIỆM VỤ"),
        format!("<w:p>{}{note}{hidden}{deleted}</w:p>", word::run("1. Việc một")),
        typed("2. Việc hai"),
        closing(),
    ]
    .concat();
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let notes = format!(
        "<w:footnotes {space}><w:footnote w:id=\"2\">{}</w:footnote><w:footnote w:id=\"3\">{}</w:footnote></w:footnotes>",
        paragraph("Theo Quyết định số 5"),
        paragraph("Không ai gọi")
    );
    let header = format!("<w:hdr {space}>{}</w:hdr>", paragraph("Dự thảo lần 2"));
    let comments = format!(
        "<w:comments {space}><w:comment w:id=\"1\" w:author=\"C\">{}</w:comment></w:comments>",
        paragraph("Xem lại")
    );
    let parts =
        [("word/footnotes.xml", notes.as_str()), ("word/header1.xml", &header), ("word/comments.xml", &comments)];
    let made = made(&document(&body, &parts));
    assert_eq!(made.plan.find("I.1").expect("a task").text(), "Việc một");
    let asides = asides(&made.plan);
    for (words, place) in [
        ("chú thích: Theo Quyết định số 5", "đoạn 13"),
        ("chữ ẩn: chữ mật", "đoạn"),
        ("chữ đã xóa khi theo dõi thay đổi: chữ cũ", "đoạn 13"),
        ("đầu trang, chân trang: Dự thảo lần 2", "đoạn"),
        ("chú thích không gắn với đoạn nào: Không ai gọi", "đoạn"),
        ("ý kiến bên lề: C: Xem lại", "đoạn"),
        ("đường kẻ: _______", "đoạn 3"),
    ] {
        assert!(asides.iter().any(|text| text.contains(words) && text.contains(place)), "{words}: {asides:#?}");
    }
}

#[test]
fn a_decision_that_a_plan_comes_with_is_not_the_plan() {
    let body = [
        typed("Số: 99/QĐ-UBND"),
        typed("An Bình, ngày 20 tháng 02 năm 2026"),
        headline("QUYẾT ĐỊNH"),
        headline("Về việc ban hành Kế hoạch"),
        typed("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch."),
        typed("1. Giao Sở Tài chính."),
        typed("Nơi nhận:"),
        typed("- Như Điều 1."),
        headline("KẾ HOẠCH"),
        headline("Chuyển đổi số"),
        typed("(Ban hành kèm theo Quyết định số 99/QĐ-UBND ngày 20/02/2026)"),
        typed("A. MỤC TIÊU"),
        typed("I. MỤC TIÊU CHUNG"),
        typed("Mục tiêu."),
        typed("B. NHIỆM VỤ"),
        typed("I. HẠ TẦNG"),
        typed("1. Việc một"),
        typed("II. NHÂN LỰC"),
        typed("1. Việc hai"),
        typed("1. Việc ba, đánh số trùng"),
    ]
    .concat();
    let made = made(&document(&body, &[]));
    assert_eq!((made.plan.kind.as_str(), made.plan.subject.as_str()), ("KẾ HOẠCH", "Chuyển đổi số"));
    assert_eq!(made.plan.head.len(), 6);
    assert_eq!(
        told(&made.plan),
        [
            "A A. MỤC TIÊU",
            "I I. MỤC TIÊU CHUNG",
            "B B. NHIỆM VỤ",
            "B.I I. HẠ TẦNG",
            "B.I.1 1. Việc một",
            "II II. NHÂN LỰC",
            "II.1 1. Việc hai",
            "II.1-2 1. Việc ba, đánh số trùng",
        ]
    );
    assert!(made.plan.unread.iter().any(|passage| passage.text.contains("mã được đặt là II.1-2")));
    let roles: Vec<Role> = made.plan.sections.iter().map(|section| section.role).collect();
    assert_eq!(roles, [Role::Narrative, Role::Narrative, Role::Narrative, Role::Tasks, Role::Tasks]);
}

#[test]
fn documents_that_are_no_plans_are_refused_in_words() {
    let letter = document(&[headline("GIẤY MỜI"), typed("Kính gửi: Các sở."), typed("Mời dự họp.")].concat(), &[]);
    let read = |bytes: &[u8]| transcribe(&read_issued(bytes).expect("a document"), 2026).map(|made| made.plan_text);
    assert_eq!(read(&letter), Err(NoPlan::NoTasks));
    assert_eq!(read(&document("<w:p/>", &[])), Err(NoPlan::NoText));
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert!(read_issued(&old).is_err());
    assert_eq!(read_issued(b"%PDF-1.4"), Err(Refusal::NotASpreadsheet(OtherKind::Pdf)));
    let with_macros = document(&typed("I. NHIỆM VỤ"), &[("word/vbaProject.bin", "x")]);
    assert!(matches!(read_issued(&with_macros), Err(Refusal::Unreadable(why)) if why.vi.contains("macro")));
    // A part that inflates to more than any document has.
    let bomb = document(&typed("I. NHIỆM VỤ"), &[("word/header1.xml", &" ".repeat(140 << 20))]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(read_issued(&bomb), Err(Refusal::TooLarge(_))));
    let relations = "<Relationships><Relationship Type=\"x/attachedTemplate\" Target=\"http://a/b.dotm\" TargetMode=\"External\"/></Relationships>";
    let outside = document(
        &[typed("KẾ HOẠCH"), typed("Thử"), typed("I. NHIỆM VỤ"), typed("1. Một việc")].concat(),
        &[("word/_rels/settings.xml.rels", relations)],
    );
    // Nothing is fetched, and that is said.
    assert!(made(&outside).remarks.iter().any(|remark| remark.vi.contains("liên kết ra ngoài")));
}

#[test]
fn a_table_of_figures_is_kept_as_text() {
    let body = [
        opening(),
        typed("I. NHIỆM VỤ"),
        typed("1. Việc một"),
        table(&[&["TT", "Chỉ tiêu", "2026"], &["1", "Tỷ lệ", "90%"], &["2", "Số trường", "15"]]),
        typed("2. Việc hai"),
    ]
    .concat();
    let made = made(&document(&body, &[]));
    assert_eq!(told(&made.plan), ["I I. NHIỆM VỤ", "I.1 1. Việc một", "I.2 2. Việc hai"]);
    let task = made.plan.find("I.1").expect("a task");
    assert!(task.paragraphs.iter().any(|text| text.contains("Số trường | 15")), "{task:?}");
}

#[test]
fn tables_whose_numbers_begin_anew_keep_all_their_tasks() {
    let head: &[&str] = &["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"];
    let body = [
        opening(),
        typed("I. NHIỆM VỤ"),
        typed("Nhiệm vụ trọng tâm"),
        table(&[head, &["1", "Việc một", "Sở Y tế", "2026"], &["2", "Việc hai", "Sở Y tế", "2026"]]),
        typed("Nhiệm vụ thường xuyên"),
        table(&[head, &["1", "Việc ba", "Sở Y tế", "2026"]]),
        table(&[head, &["1", "Việc bốn", "Sở Y tế", "2026"]]),
        typed("II. NHIỆM VỤ KHÁC"),
        // A number stands twice in one table.
        table(&[head, &["1", "Việc năm", "Sở Y tế", "2026"], &["1", "Việc sáu", "Sở Y tế", "2026"]]),
    ]
    .concat();
    let made = made(&document(&body, &[]));
    let tasks: Vec<String> =
        made.plan.reported(Role::Tasks).map(|node| format!("{} {}", node.id, node.text())).collect();
    assert_eq!(
        tasks,
        ["I.1 Việc một", "I.2 Việc hai", "I.m1.1 Việc ba", "I.m2.1 Việc bốn", "II.1 1 Việc năm", "II.2 1 Việc sáu"]
    );
    assert_eq!(made.plan.find("I.m1").expect("a heading").title, "Nhiệm vụ thường xuyên");
}
