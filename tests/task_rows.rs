//! Tasks in a table of the plan: who leads each, what comes of it and by when, from the text of the plan to the sealed year.

mod common;

use common::Bench;
use common::fill::{Answers, Typed, fill, serial_of_november_15};
use tonghop::config::Workspace;
use tonghop::form::{Form, ParticularEntry, TableKind};
use tonghop::model::{Field, column_name};
use tonghop::{merge, output};

const PLAN: &str = "Số: 01/KH-UBND\n\nAn Bình, ngày 15 tháng 01 năm 2026\n\n# KẾ HOẠCH\n\nThực hiện chủ trương mẫu\n\n\
    Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n## I. MỤC TIÊU {#I}\n\n1. Mục tiêu chung.\n\n\
    ## PHỤ LỤC II. DANH MỤC NHIỆM VỤ {#PL2 .tasks}\n\n\
    | TT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Kết quả | Thời gian hoàn thành |\n|---|---|---|---|---|---|\n\
    | **I** | **Thể chế** | | | | |\n\
    | 1 | Xây dựng đề án chuyển đổi số | Sở Tài chính | Các sở, ngành | Đề án | 6/2026 |\n\
    | 2 | Ban hành quy chế phối hợp | Sở Tài chính; Sở KH&CN | | Quyết định | Quý I/2026 |\n\
    | **II** | **Tổ chức** | | | | |\n\
    | 3 | Tập huấn cán bộ cơ sở | UBND các xã, phường | Sở Tài chính | Báo cáo | Thường xuyên |\n\
    | 4 | Mở rộng hạ tầng số | Các sở, ban, ngành | | Báo cáo | 2026-2027 |\n\
    | 5 | Sơ kết hai năm thực hiện | Sở Tài chính | | Báo cáo sơ kết | 12/2026 |\n\
    | 6 | Kiểm tra việc thực hiện | Thanh tra Chính phủ | | Kết luận | Theo tiến độ |\n\
    | 7 | Rà soát số hộ chưa có mạng | UBND các xã, phường | | Danh sách | Hằng năm |\n";

fn agencies() -> String {
    let body = |id: &str, name: &str, alias: &str, group: &str, kind: &str| {
        format!(
            "[[agency]]\nid = \"{id}\"\nname = \"{name}\"\nsymbol = \"S\"\nkind = \"{kind}\"\ngroup = \"{group}\"\n\
             aliases = [\"{alias}\"]\nperiods = [{{ from = 2026-01-15 }}]\n\n"
        )
    };
    let group = |id: &str, name: &str| format!("[[group]]\nid = \"{id}\"\nname = \"{name}\"\n\n");
    [
        group("tinh", "Các sở"),
        body("so-khcn", "Sở Khoa học và Công nghệ", "Sở KH&CN", "tinh", "provincial"),
        body("so-tc", "Sở Tài chính", "Sở TC", "tinh", "provincial"),
        group("xa", "Các xã, phường"),
        body("90001", "UBND phường An Hòa", "P. An Hòa", "xa", "commune"),
        body("90002", "UBND xã Bình Minh", "X. Bình Minh", "xa", "commune"),
    ]
    .concat()
}

const REPORT: &str = "[issuer]\nagency = \"so-khcn\"\nsuperior = \"UBND TỈNH AN BÌNH\"\nname = \"SỞ KHOA HỌC VÀ CÔNG NGHỆ\"\n\
    name_in_text = \"Sở Khoa học và Công nghệ\"\nsymbol = \"BC-SKHCN\"\nplace = \"An Bình\"\nprovince = \"tỉnh An Bình\"\n\n\
    [report]\nsubject = \"Kết quả thực hiện Kế hoạch năm {year}\"\ndeadline = \"12-15\"\nscope_groups = []\nnotice = \"\"\n\n\
    [signatory]\ncapacity = [\"GIÁM ĐỐC\"]\nname = \"\"\n\n[[edition]]\nid = \"ubnd\"\nkind = \"full\"\nfile = \"bao-cao.pdf\"\n\
    template = \"report-full.md\"\naddressees = [\"Ủy ban nhân dân tỉnh\"]\nrecipients = [\"Lưu: VT\"]\n";

fn bench() -> Bench {
    let bench = Bench::empty();
    bench.write("inputs/plan.md", PLAN);
    bench.write("inputs/agencies.toml", agencies());
    bench.write("inputs/indicators.toml", "");
    bench.write("inputs/report.toml", REPORT);
    bench
}

fn form_of(bench: &Bench, agency: &str) -> Form {
    let settings = Workspace::new(bench.root()).load(2026).expect("settings");
    let bodies = merge::reporting_bodies(&settings);
    let body = bodies.iter().find(|body| body.id.as_str() == agency).expect("a body");
    Form::new(&settings, body, &merge::catalogue_leads(&settings, &bodies))
}

/// Sends in the form of a body with these answers in the table of tasks: code, field, text.
fn send(bench: &Bench, agency: &str, answers: &[(&str, Field, &str)]) {
    let form = form_of(bench, agency);
    let mut typed = Answers::new();
    let mut put = |sheet: usize, row: u32, column: usize, what: Typed| {
        let address = format!("{}{}", column_name(u32::try_from(column).expect("few columns")), row + 1);
        typed.insert((format!("xl/worksheets/sheet{sheet}.xml"), address), what);
    };
    for (row, particular) in (3..).zip(&form.particulars) {
        if particular.entry == ParticularEntry::Date {
            put(2, row, 1, Typed::Number(serial_of_november_15(2026).to_string()));
        }
    }
    let (at, table) = form.tables.iter().enumerate().find(|(_, table)| table.kind == TableKind::Tasks).expect("tasks");
    for (code, field, text) in answers {
        let index = table.rows.iter().position(|row| row.code == *code).unwrap_or_else(|| panic!("{agency}: {code}"));
        let column = table.place_of(*field).unwrap_or_else(|| panic!("{field:?}"));
        put(3 + at, table.sheet_row(index), column, Typed::Text((*text).to_owned()));
    }
    let empty = output::xlsx::write_form(&form).expect("a form");
    bench.write(&format!("inputs/2026/BC_2026_{agency}.xlsx"), fill(&empty, &typed));
}

#[test]
fn each_body_is_asked_for_what_it_leads() {
    let bench = bench();
    let codes = |agency: &str| -> Vec<String> {
        let form = form_of(&bench, agency);
        let tasks = form.tables.iter().find(|table| table.kind == TableKind::Tasks);
        tasks.map_or(Vec::new(), |table| table.rows.iter().map(|row| row.code.clone()).collect())
    };
    assert_eq!(codes("so-tc"), ["PL2.I", "PL2.I.1", "PL2.I.2", "PL2.II", "PL2.II.4", "PL2.II.5"]);
    // Who leads a task and is none of the bodies is answered for by the issuer.
    assert_eq!(codes("so-khcn"), ["PL2.I", "PL2.I.2", "PL2.II", "PL2.II.4", "PL2.II.6"]);
    assert_eq!(codes("90001"), ["PL2.II", "PL2.II.3", "PL2.II.7"]);
    assert_eq!(codes("90002"), ["PL2.II", "PL2.II.3", "PL2.II.7"]);

    let form = form_of(&bench, "so-tc");
    let heads: Vec<&str> = form.tables[0].columns().iter().map(|column| column.head).collect();
    let of_plan = ["Sản phẩm theo kế hoạch", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"];
    assert_eq!(heads[2..6], of_plan);
    assert!(["Ngày hoàn thành thực tế", "Lý do chậm", "Thời hạn mới"].iter().all(|head| heads.contains(head)));
    let printed = ["1 Xây dựng đề án chuyển đổi số", "Đề án", "Sở Tài chính", "Các sở, ngành", "6/2026"];
    assert_eq!(form.tables[0].rows[1].printed, printed);
}

fn sent() -> Bench {
    use Field::{CompletedOn, Documents, Result, Status};
    let bench = bench();
    let documents = "Quyết định số 15/QĐ-STC ngày 20/8/2026";
    send(
        &bench,
        "so-tc",
        &[
            ("PL2.I.1", Status, "Hoàn thành"),
            ("PL2.I.1", Documents, "Đề án 03/ĐA-STC"),
            ("PL2.I.1", CompletedOn, "15/05/2026"),
            ("PL2.I.2", Status, "Hoàn thành"),
            ("PL2.I.2", Documents, documents),
            ("PL2.II.4", Status, "Đang thực hiện"),
            ("PL2.II.5", Status, "Hoàn thành"),
            ("PL2.II.5", Documents, "Dự kiến ban hành tháng 12"),
        ],
    );
    send(
        &bench,
        "so-khcn",
        &[
            ("PL2.I.2", Status, "Đang thực hiện"),
            ("PL2.II.4", Status, "Chưa thực hiện"),
            ("PL2.II.6", Status, "Hoàn thành"),
            ("PL2.II.6", Result, "Đã ban hành Kết luận kiểm tra"),
        ],
    );
    send(&bench, "90001", &[("PL2.II.3", Status, "Đang thực hiện")]);
    send(&bench, "90002", &[("PL2.II.3", Status, "Hoàn thành"), ("PL2.II.3", Documents, "Báo cáo số 7/BC-UBND")]);
    bench
}

#[test]
fn what_is_in_time_late_running_overdue_and_standing_is_counted() {
    let bench = sent();
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let task = |code: &str| data["tasks"].as_array().expect("tasks").iter().find(|task| task["id"] == code).cloned();
    let stands = |code: &str, agency: &str| {
        let task = task(code).expect("a task");
        let entries = task["entries"].as_array().expect("entries").clone();
        entries.iter().find(|entry| entry["agency"] == agency).expect("an entry")["timeliness"].clone()
    };
    assert_eq!(stands("PL2.I.1", "so-tc"), "on_time");
    assert_eq!(stands("PL2.I.2", "so-tc"), "late");
    assert_eq!(stands("PL2.I.2", "so-khcn"), "overdue");
    assert_eq!(stands("PL2.II.3", "90001"), "standing");
    assert_eq!(stands("PL2.II.4", "so-khcn"), "running");
    // Reported before the deadline.
    assert_eq!(stands("PL2.II.5", "so-tc"), "on_time");
    assert_eq!(stands("PL2.II.6", "so-khcn"), serde_json::Value::Null);

    let first = task("PL2.I.1").expect("a task");
    assert_eq!((&first["lead"], &first["partners"]), (&"Sở Tài chính".into(), &"Các sở, ngành".into()));
    assert_eq!((&first["product"], &first["due"]), (&"Đề án".into(), &"6/2026".into()));
    assert_eq!(first["due_date"], "2026-06-30");
    assert_eq!(task("PL2.II.3").expect("a task")["due_date"], serde_json::Value::Null);
    assert_eq!(first["completion"]["owing"], 1);
    assert_eq!(task("PL2.II.4").expect("a task")["completion"]["owing"], 2);
    let totals = &data["totals"]["timeliness"];
    let counted = ["on_time", "late", "running", "overdue", "standing", "unknown"].map(|key| totals[key].clone());
    assert_eq!(counted, [2, 1, 2, 1, 2, 0].map(serde_json::Value::from));
}

#[test]
fn done_without_evidence_and_overdue_without_reason_are_findings() {
    let bench = sent();
    bench.run_well(&["build", "2026"]);
    let found = |bench: &Bench, code: &str| -> Vec<String> {
        let findings = bench.data(2026)["findings"].as_array().expect("findings").clone();
        let own = findings.iter().filter(|finding| finding["code"] == code);
        own.map(|finding| finding["message"].as_str().expect("a message").to_owned()).collect()
    };
    let without = found(&bench, "V24");
    assert_eq!(without.len(), 1, "{without:?}");
    assert!(without[0].contains("PL2.II.5") && without[0].contains("Dự kiến ban hành tháng 12"), "{without:?}");
    let overdue = found(&bench, "V25");
    assert_eq!(overdue.len(), 1, "{overdue:?}");
    assert!(overdue[0].contains("PL2.I.2") && overdue[0].contains("chưa có lý do và thời hạn mới"), "{overdue:?}");

    let explained = |new_due: &str| {
        send(
            &bench,
            "so-khcn",
            &[
                ("PL2.I.2", Field::Status, "Đang thực hiện"),
                ("PL2.I.2", Field::DelayReason, "Chờ hướng dẫn của Bộ"),
                ("PL2.I.2", Field::NewDue, new_due),
                ("PL2.II.6", Field::Status, "Hoàn thành"),
            ],
        );
        bench.run_well(&["build", "2026"]);
        found(&bench, "V25")
    };
    assert_eq!(explained("Quý I/2027"), Vec::<String>::new());
    let past = explained("Tháng 9/2026");
    assert!(past.len() == 1 && past[0].contains("thời hạn mới cũng đã qua"), "{past:?}");
    // Done, with nothing said of the product that the plan wants.
    let without = found(&bench, "V24");
    assert!(without.iter().any(|message| message.contains("PL2.II.6") && message.contains("Kết luận")), "{without:?}");
}

#[test]
fn a_form_of_a_single_task_is_read() {
    let bench = bench();
    let rows: Vec<&str> = PLAN.lines().filter(|line| !line.starts_with("| 7 |")).collect();
    bench.write("inputs/plan.md", rows.join("\n") + "\n");
    send(
        &bench,
        "90001",
        &[("PL2.II.3", Field::Status, "Hoàn thành"), ("PL2.II.3", Field::Documents, "Báo cáo số 7/BC-UBND")],
    );
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let task = data["tasks"].as_array().expect("tasks").iter().find(|task| task["id"] == "PL2.II.3").cloned();
    let entries = task.expect("the task")["entries"].as_array().expect("entries").clone();
    assert_eq!(entries.len(), 1, "{:#}", data["findings"]);
    assert_eq!(entries[0]["status"], "completed", "{:#}", entries[0]);
}
