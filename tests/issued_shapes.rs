//! Plans of the shapes that offices have, as they are issued: a workspace is made of each, its forms are filled in and read, the
//! year is built, sealed and verified, and nobody touched a file in between.

mod common;
#[path = "common/word.rs"]
mod word;

use common::Bench;
use common::fill::{everything, fill};
use tonghop::config::Workspace;
use tonghop::form::Form;
use tonghop::merge;

/// A plan as it is issued: its name, the text below the preamble, what it is understood as.
struct Shape {
    name: &'static str,
    text: &'static str,
    tasks: &'static [&'static str],
    duties: &'static [&'static str],
    catalogue: &'static [&'static str],
    bodies: &'static [&'static str],
}

const HEAD: &str = "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\n\nSố: 45/KH-UBND\n\nAn Bình, ngày 15 tháng 01 năm 2026\n\nKẾ HOẠCH\n\n\
                    Thực hiện việc mẫu\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n";
const CLOSING: &str = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn A\n";

const SHAPES: [Shape; 10] = [
    // corpus/plans/v2-table
    Shape {
        name: "tasks only in the table of an annex",
        text: "I. MỤC TIÊU\n\n1. Mục tiêu chung.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Các sở, ngành thực hiện Phụ lục II.\n\n@\n\
               PHỤ LỤC II\n\nDANH MỤC NHIỆM VỤ\n\n\
               TT\tTên nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tKết quả\tThời gian hoàn thành\n\
               I\tNhóm 1\t\t\t\t\n1\tNhiệm vụ số 1\tSở Tài chính\tCác sở, ngành\tQuyết định\t12/2026\n\
               2\tNhiệm vụ số 2\tSở Y tế\tCác sở, ngành\tQuyết định\tThường xuyên\n\
               II\tNhóm 2\t\t\t\t\n3\tNhiệm vụ số 3\tSở Tài chính\t\tQuyết định\t12/2026\n",
        tasks: &["PLII.I.1", "PLII.I.2", "PLII.II.3"],
        duties: &["II.1"],
        catalogue: &[],
        bodies: &["so-tc", "so-yt"],
    },
    // corpus/plans/v3-dashes
    Shape {
        name: "dashes and sub-numbers",
        text: "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\n- Nâng cao nhận thức.\n\nII. NHIỆM VỤ, GIẢI PHÁP\n\n1. Công tác quản lý\n\n\
               1.1. Đổi mới quản lý\n\n- Rà soát quy hoạch.\n\n- Ban hành cơ chế.\n\n1.2. Kiểm tra, giám sát\n\n- Kiểm tra định kỳ.\n\n\
               2. Phát triển đội ngũ\n\n- Bồi dưỡng giáo viên.\n\n- Tuyển dụng đủ biên chế.\n\nIII. KINH PHÍ\n\n- Ngân sách nhà nước.\n\n\
               IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính\n\n- Bố trí kinh phí.\n\n- Hướng dẫn thanh toán.\n",
        tasks: &["II.1.1.1", "II.1.1.2", "II.1.2.1", "II.2.1", "II.2.2"],
        duties: &["IV.1.1", "IV.1.2"],
        catalogue: &[],
        bodies: &["so-tc"],
    },
    // corpus/plans/v4-two-tasks
    Shape {
        name: "two sections of tasks and nobody named",
        text: "I. MỤC TIÊU\n\nMục tiêu.\n\nII. NHIỆM VỤ TRỌNG TÂM\n\n1. Nhóm một\n\na) Nhiệm vụ một.\n\n\
               III. NHIỆM VỤ THƯỜNG XUYÊN\n\n1. Nhóm hai\n\na) Nhiệm vụ hai.\n",
        tasks: &["II.1.a", "III.1.a"],
        duties: &[],
        catalogue: &[],
        bodies: &["don-vi-lap-bao-cao"],
    },
    Shape {
        name: "flat numbers, no empty lines to part paragraphs",
        text: "1. Mục đích\nNâng cao nhận thức của các cấp, các ngành.\n2. Nhiệm vụ\na) Việc thứ nhất\nb) Việc thứ hai\n\
               3. Tổ chức thực hiện\na) Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí.\nb) Sở Nội vụ: theo dõi, tổng hợp, báo cáo.\n",
        tasks: &["2.a", "2.b"],
        duties: &["3.a", "3.b"],
        catalogue: &[],
        bodies: &["so-tc", "so-nv"],
    },
    Shape {
        name: "parts above sections",
        text: "PHẦN THỨ NHẤT\nTÌNH HÌNH\n\nI. KẾT QUẢ\n\nĐã đạt.\n\nPHẦN THỨ HAI\nNHIỆM VỤ\n\nI. HẠ TẦNG\n\n1. Việc một\n\n2. Việc hai\n\n\
               II. NHÂN LỰC\n\n1. Việc ba\n\nPHẦN THỨ BA\nTỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính\n\na) Bố trí kinh phí.\n",
        tasks: &["P2.I.1", "P2.I.2", "II.1"],
        duties: &["P3.1.a"],
        catalogue: &[],
        bodies: &["so-tc"],
    },
    Shape {
        name: "numbers that begin anew below words",
        text: "I. NHIỆM VỤ\n\nNhiệm vụ trọng tâm\n\n1. Việc một\n\n2. Việc hai\n\nNhiệm vụ thường xuyên\n\n1. Việc ba\n\n2. Việc bốn\n",
        tasks: &["I.m1.1", "I.m1.2", "I.m2.1", "I.m2.2"],
        duties: &[],
        catalogue: &[],
        bodies: &["don-vi-lap-bao-cao"],
    },
    Shape {
        name: "strokes behind numbers and blanks forgotten",
        text: "I/ MỤC TIÊU\n\nMục tiêu.\n\nII/ NHIỆM VỤ\n\n1/ Nhóm một\n\na/ Việc một\n\nb/ Việc hai\n\n2/ Nhóm hai\n\na)Việc ba\n",
        tasks: &["II.1.a", "II.1.b", "II.2.a"],
        duties: &[],
        catalogue: &[],
        bodies: &["don-vi-lap-bao-cao"],
    },
    Shape {
        name: "a catalogue behind the signature without a heading",
        text: "I. NHIỆM VỤ\n\n1. Việc chung\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Công an tỉnh: bảo đảm an ninh.\n\n@\n\
               STT\tTên nhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tĐề án một\tCông an tỉnh\t2026\n2\tĐề án hai\tSở Xây dựng\t2027\n",
        tasks: &["I.1"],
        duties: &["II.1"],
        catalogue: &["PL.1", "PL.2"],
        bodies: &["cong-an-tinh", "so-xd"],
    },
    Shape {
        name: "a number and a letter printed twice",
        text: "I. NHIỆM VỤ\n\n1. Nhóm một\n\na) Việc một\n\nb) Việc hai\n\nb) Việc ba\n\nc) Việc bốn\n\n1. Nhóm hai\n\na) Việc năm\n",
        // The second b) is kept in the first, and said to be.
        tasks: &["I.1.a", "I.1.b", "I.1.c", "I.1-2.a"],
        duties: &[],
        catalogue: &[],
        bodies: &["don-vi-lap-bao-cao"],
    },
    Shape {
        name: "sections without a word that tells what they are",
        text: "I. PHÁT TRIỂN HẠ TẦNG\n\na) Việc một\n\nII. PHÁT TRIỂN NHÂN LỰC\n\na) Việc hai\n\nb) Việc ba\n",
        tasks: &["II.a", "II.b"],
        duties: &[],
        catalogue: &[],
        bodies: &["don-vi-lap-bao-cao"],
    },
];

/// The whole text: the closing stands at the end, or at `@`.
fn whole(shape: &Shape) -> String {
    match shape.text.split_once('@') {
        Some((before, after)) => format!("{HEAD}{before}{CLOSING}{after}"),
        None => format!("{HEAD}{}{CLOSING}", shape.text),
    }
}

/// The text as a Word document, rows as a table.
fn as_word(text: &str) -> Vec<u8> {
    let mut body = String::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.contains('\t') {
            rows.push(line.split('\t').collect());
            continue;
        }
        if !rows.is_empty() {
            let cells: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            body += &word::table(&cells);
            rows.clear();
        }
        body += &word::typed(line);
    }
    word::document(&body, &[])
}

fn codes(rows: &serde_json::Value) -> Vec<&str> {
    rows.as_array().expect("rows").iter().map(|row| row["id"].as_str().expect("a code")).collect()
}

/// Makes a workspace of a plan, fills in its forms and goes on to the sealed year.
fn go_through(shape: &Shape, file: &str, content: &[u8]) {
    let name = format!("{}, {file}", shape.name);
    let bench = Bench::empty();
    bench.write(file, content);
    let path = |relative: &str| bench.path(relative).to_str().expect("a path").to_owned();
    let made = bench.run_well(&["init", &path("moi"), "--plan", &path(file)]);
    assert!(made.stdout.contains("CẦN XÁC NHẬN"), "{name}: {}", made.stdout);
    let run = |arguments: &[&str]| {
        let run = bench.run_on("moi", arguments);
        assert_eq!(run.status, 0, "{name}: {arguments:?}: {}{}", run.stdout, run.stderr);
        run
    };
    let workspace = Workspace::new(bench.path("moi"));
    let year = workspace.years()[0];
    let settings = workspace.load(year).unwrap_or_else(|mistakes| panic!("{name}: {mistakes:?}"));
    run(&["plan"]);
    run(&["forms", &year.to_string()]);
    let bodies = merge::reporting_bodies(&settings);
    let ids: Vec<&str> = bodies.iter().map(|body| body.id.as_str()).collect();
    assert_eq!(ids, shape.bodies, "{name}");
    let leads = merge::catalogue_leads(&settings, &bodies);
    for (seed, body) in (0..).step_by(60).zip(&bodies) {
        let form = Form::new(&settings, body, &leads);
        let blank = tonghop::output::xlsx::write_form(&form).expect("a form");
        bench.write(&format!("moi/inputs/{year}/{}.xlsx", body.id), fill(&blank, &everything(&form, seed)));
    }
    run(&["build", &year.to_string()]);
    let data: serde_json::Value =
        serde_json::from_slice(&bench.read(&format!("moi/output/{year}/data.json"))).expect("JSON");
    assert_eq!(codes(&data["tasks"]), shape.tasks, "{name}");
    assert_eq!(codes(&data["duties"]), shape.duties, "{name}");
    assert_eq!(codes(&data["catalogue"]), shape.catalogue, "{name}");
    assert_eq!(data["unmapped"].as_array().map(Vec::len), Some(0), "{name}: {:#}", data["unmapped"]);
    // Nobody has looked at the guesses, and the year says so.
    let findings = data["findings"].as_array().expect("findings");
    assert_eq!(findings.iter().filter(|finding| finding["kind"] == "unconfirmed_plan").count(), 1, "{name}");
    for row in data["tasks"].as_array().expect("rows") {
        assert_eq!(row["counts"]["no_report"], 0, "{name}: {}", row["id"]);
    }
    run(&["archive", &year.to_string(), "--number", "1", "--date", &format!("{year}-12-20")]);
    run(&["verify"]);
}

#[test]
fn every_shape_goes_from_the_issued_text_to_the_sealed_year() {
    use rayon::prelude::*;
    SHAPES.par_iter().for_each(|shape| go_through(shape, "ke-hoach.txt", whole(shape).as_bytes()));
}

#[test]
fn every_shape_goes_from_the_word_document_to_the_sealed_year() {
    use rayon::prelude::*;
    SHAPES.par_iter().for_each(|shape| go_through(shape, "ke-hoach.docx", &as_word(&whole(shape))));
}

#[test]
fn what_is_no_plan_makes_no_workspace_and_says_what_to_do() {
    let bench = Bench::empty();
    let old: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].into_iter().chain([0; 600]).collect();
    for (file, content, said) in [
        ("cu.doc", old.as_slice(), "Không đọc được"),
        ("quet.pdf", b"%PDF-1.4".as_slice(), "bản PDF hoặc bản quét; hãy dùng tệp Word gốc"),
        ("thu.txt", "Kính gửi các sở.\n".as_bytes(), "không thấy nhiệm vụ nào"),
        ("rong.txt", b"".as_slice(), "tệp rỗng"),
    ] {
        bench.write(file, content);
        let run = bench.run(&[
            "init",
            bench.path("moi").to_str().expect("a path"),
            "--plan",
            bench.path(file).to_str().expect("a path"),
        ]);
        assert_eq!(run.status, 2, "{file}");
        assert!(run.stderr.contains(said), "{file}: {}", run.stderr);
        assert!(!bench.path("moi").exists(), "{file}");
    }
    let absent = bench.run(&["init", bench.path("moi").to_str().expect("a path"), "--plan", "khong-co.docx"]);
    assert_eq!(absent.status, 2);
    assert!(absent.stderr.contains("khong-co.docx"), "{}", absent.stderr);
}

#[test]
fn the_plan_is_printed_with_its_guesses_and_citations() {
    let bench = Bench::empty();
    let text = whole(&SHAPES[1]).replace("việc mẫu", "Quyết định 12/QĐ-TTg ngày 11/5/ 2020 và Kết luận số 51-KL/TW");
    bench.write("ke-hoach.txt", text);
    let path = |relative: &str| bench.path(relative).to_str().expect("a path").to_owned();
    bench.run_well(&["init", &path("moi"), "--plan", &path("ke-hoach.txt")]);
    let printed = bench.run_on("moi", &["plan"]).stdout;
    for said in [
        "cần xác nhận (đúng thì xóa dòng ghi chú, sai thì sửa)",
        "vai trò .tasks (nhiệm vụ mà mọi đơn vị báo cáo), vì đề mục có chữ “nhiệm vụ”",
        "“Quyết định 12/QĐ-TTg”: thiếu chữ “số” trước số, ký hiệu",
        "“Quyết định 12/QĐ-TTg ngày 11/5/ 2020”: ngày bị ngắt bằng dấu cách",
        "“Kết luận số 51-KL/TW”: không nơi nào ghi ngày",
    ] {
        assert!(printed.contains(said), "{said}\n{printed}");
    }
    let json: serde_json::Value = serde_json::from_str(&bench.run_on("moi", &["plan", "--json"]).stdout).expect("JSON");
    let messages = json["messages"].as_array().expect("messages");
    let of = |kind: &str| messages.iter().filter(|message| message["kind"] == kind).collect::<Vec<_>>();
    assert_eq!(of("to_confirm").len(), 4);
    assert_eq!(of("incomplete_citation").len(), 1);
    assert_eq!(of("incomplete_citation")[0]["fault"], "no_day");
    let faults: Vec<&str> =
        of("misshapen_citation").iter().map(|message| message["fault"].as_str().expect("a fault")).collect();
    assert_eq!(faults, ["without_so", "broken_day"]);
}
