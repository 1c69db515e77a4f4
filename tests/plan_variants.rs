//! Plans of the shapes that offices have, from the text to the sealed year: forms are made and filled in, read back, and the
//! report, the workbook and the bag are built, all without a line of code for the shape.

mod common;

use common::Bench;
use common::fill::{everything, fill};
use tonghop::config::Workspace;
use tonghop::form::Form;
use tonghop::merge;
use tonghop::pipeline::write_forms;

const HEAD: &str = "ỦY BAN NHÂN DÂN\n\nSố: 45/KH-UBND\n\nAn Bình, ngày 15 tháng 01 năm 2026\n\n# KẾ HOẠCH\n\nThực hiện việc mẫu\n\n\
                    Ủy ban nhân dân ban hành Kế hoạch như sau:\n\n";

/// A shape: its name, the plan below the preamble, the codes of its tasks, of its duties, and of its catalogue.
struct Shape {
    name: &'static str,
    plan: &'static str,
    tasks: &'static [&'static str],
    duties: &'static [&'static str],
    catalogue: &'static [&'static str],
}

const SHAPES: [Shape; 11] = [
    Shape {
        name: "letters through the whole alphabet",
        plan: "## I. NHIỆM VỤ {.tasks}\n\n### 1. Nhóm\n\ne) Việc e\n\ng) Việc g\n\nh) Việc h\n\ni) Việc i\n\nk) Việc k\n",
        tasks: &["I.1.e", "I.1.g", "I.1.h", "I.1.i", "I.1.k"],
        duties: &[],
        catalogue: &[],
    },
    Shape {
        name: "dashes below items",
        plan: "## I. NHIỆM VỤ {.tasks}\n\n### 1. Nhóm một\n\n- Rà soát quy hoạch.\n\n- Ban hành cơ chế.\n\n### 2. Nhóm hai\n\n- Kiểm tra.\n",
        tasks: &["I.1.1", "I.1.2", "I.2.1"],
        duties: &[],
        catalogue: &[],
    },
    Shape {
        name: "sub-numbers",
        plan: "## I. MỤC ĐÍCH\n\n1. Mục đích\n\n- Nâng cao.\n\n## II. NHIỆM VỤ {.tasks}\n\n### 1. Quản lý\n\n1.1. Đổi mới\n\na) Rà soát\n\n\
               b) Ban hành\n\n1.2. Kiểm tra định kỳ\n\n### 2. Đội ngũ\n\n2.1. Bồi dưỡng\n\n- Tập huấn\n\n- Tham quan\n",
        tasks: &["II.1.1.a", "II.1.1.b", "II.1.2", "II.2.1.1", "II.2.1.2"],
        duties: &[],
        catalogue: &[],
    },
    Shape {
        name: "flat numbers",
        plan: "## I. NHIỆM VỤ {.tasks}\n\n1. Việc thứ nhất\n\n2. Việc thứ hai\n\n3. Việc thứ ba\n",
        tasks: &["I.1", "I.2", "I.3"],
        duties: &[],
        catalogue: &[],
    },
    Shape {
        name: "tasks in an annex with groups",
        plan: "## I. MỤC TIÊU\n\nMục tiêu.\n\n## PHỤ LỤC. DANH MỤC NHIỆM VỤ {#PL .tasks}\n\n\
               | TT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Kết quả | Thời gian hoàn thành |\n|---|---|---|---|---|---|\n\
               | **I** | **Nhóm một** | | | | |\n| 1 | Việc một | Sở Tài chính | Các sở | Quyết định | 12/2026 |\n\
               | 2 | Việc hai | Sở Tài chính | | Báo cáo | Thường xuyên |\n| **II** | **Nhóm hai** | | | | |\n\
               | 3 | Việc ba | Sở Khoa học và Công nghệ | Các sở | Đề án | Quý II/2026 |\n",
        tasks: &["PL.I.1", "PL.I.2", "PL.II.3"],
        duties: &[],
        catalogue: &[],
    },
    Shape {
        name: "tasks in the body and a catalogue",
        plan: "## I. NHIỆM VỤ {.tasks}\n\n1. Việc chung\n\n## PHỤ LỤC {#PL .catalogue}\n\n\
               | STT | Tên nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |\n|---|---|---|---|---|\n\
               | A | Nhóm | | | |\n| 1 | Đề án một | Sở Tài chính | | 2026 |\n| 2 | Đề án hai | Sở Tài chính | | 2027 |\n",
        tasks: &["I.1"],
        duties: &[],
        catalogue: &["PL.A.1", "PL.A.2"],
    },
    Shape {
        name: "two sections of tasks",
        plan: "## I. NHIỆM VỤ TRỌNG TÂM {.tasks}\n\n### 1. Nhóm một\n\na) Việc một\n\n## II. NHIỆM VỤ THƯỜNG XUYÊN {.tasks}\n\n\
               ### 1. Nhóm hai\n\na) Việc hai\n\nb) Việc ba\n",
        tasks: &["I.1.a", "II.1.a", "II.1.b"],
        duties: &[],
        catalogue: &[],
    },
    Shape {
        name: "duties by several bodies, by one, and none",
        plan: "## I. NHIỆM VỤ {.tasks}\n\n1. Việc chung\n\n## II. TỔ CHỨC THỰC HIỆN {.duties}\n\n### 1. Sở Tài chính, Sở Khoa học và Công nghệ\n\n\
               a) Bố trí kinh phí\n\nb) Hướng dẫn\n\n### 2. Các đơn vị khác\n\nPhối hợp thực hiện.\n",
        tasks: &["I.1"],
        duties: &["II.1.a", "II.1.b", "II.2"],
        catalogue: &[],
    },
    Shape {
        name: "nested numbers three deep",
        plan: "## I. NHIỆM VỤ {.tasks}\n\n1. Nhóm\n\n1.1. Mục\n\n1.1.1. Việc một\n\n1.1.2. Việc hai\n\n1.2. Việc ba\n",
        tasks: &["I.1.1.1", "I.1.1.2", "I.1.2"],
        duties: &[],
        catalogue: &[],
    },
    Shape {
        name: "no funding, long points of several paragraphs",
        plan: "## I. NHIỆM VỤ {.tasks}\n\n### 1. Nhóm\n\na) Việc một:\n\n- Ý thứ nhất.\n\n- Ý thứ hai.\n\nĐoạn tiếp theo.\n\nb) Việc hai\n",
        tasks: &["I.1.a", "I.1.b"],
        duties: &[],
        catalogue: &[],
    },
    Shape {
        name: "parts above sections",
        plan: "# PHẦN THỨ NHẤT\n\n## I. NHIỆM VỤ CHUNG {.tasks}\n\n1. Việc một\n\n# PHẦN THỨ HAI\n\n## I. NHIỆM VỤ RIÊNG {.tasks}\n\n1. Việc hai\n",
        tasks: &["I.1", "P2.I.1"],
        duties: &[],
        catalogue: &[],
    },
];

/// Two bodies, the duties shared among them as the shape has them.
fn agencies(shape: &Shape) -> String {
    let duties = shape.duties.iter().map(|duty| format!("\"{duty}\"")).collect::<Vec<_>>().join(", ");
    let body = |id: &str, name: &str, alias: &str| {
        format!(
            "[[agency]]\nid = \"{id}\"\nname = \"{name}\"\nsymbol = \"S\"\nkind = \"provincial\"\ngroup = \"tinh\"\n\
             aliases = [\"{alias}\"]\nperiods = [{{ from = 2026-01-15, duties = [{duties}] }}]\n"
        )
    };
    format!(
        "[[group]]\nid = \"tinh\"\nname = \"Cấp tỉnh\"\n{}{}",
        body("so-khcn", "Sở Khoa học và Công nghệ", "Sở KHCN"),
        body("so-tc", "Sở Tài chính", "Sở TC")
    )
}

fn workspace(shape: &Shape) -> Bench {
    let bench = Bench::empty();
    bench.write("inputs/plan.md", format!("{HEAD}{}\n---\n\nNơi nhận:\n\n- Như trên.\n", shape.plan));
    bench.write("inputs/agencies.toml", agencies(shape));
    bench.write("inputs/report.toml", include_str!("../src/config/example/report.toml"));
    bench.write("inputs/indicators.toml", "indicator = []\nfunding = []\n");
    let settings = Workspace::new(bench.root()).load(2026).unwrap_or_else(|mistakes| {
        panic!("{}: {mistakes:?}", shape.name);
    });
    write_forms(&Workspace::new(bench.root()), 2026).expect("forms");
    let bodies = merge::reporting_bodies(&settings);
    let leads = merge::catalogue_leads(&settings, &bodies);
    for (seed, body) in (0..).step_by(60).zip(&bodies) {
        let form = Form::new(&settings, body, &leads);
        let blank = tonghop::output::xlsx::write_form(&form).expect("a form");
        bench.write(&format!("inputs/2026/{}.xlsx", body.id), fill(&blank, &everything(&form, seed)));
    }
    bench
}

fn codes(rows: &serde_json::Value) -> Vec<&str> {
    rows.as_array().expect("rows").iter().map(|row| row["id"].as_str().expect("a code")).collect()
}

#[test]
fn every_shape_goes_from_the_plan_to_the_sealed_year() {
    use rayon::prelude::*;
    SHAPES.par_iter().for_each(|shape| {
        let bench = workspace(shape);
        bench.run_well(&["build", "2026"]);
        let data = bench.data(2026);
        let name = shape.name;
        assert_eq!(codes(&data["tasks"]), shape.tasks, "{name}");
        assert_eq!(codes(&data["duties"]), shape.duties, "{name}");
        assert_eq!(codes(&data["catalogue"]), shape.catalogue, "{name}");
        assert_eq!(data["unmapped"].as_array().map(Vec::len), Some(0), "{name}: {:#}", data["unmapped"]);
        // What is typed asks nobody in particular (V15), and no new deadline is a day (V25).
        let is_of_words = |finding: &&serde_json::Value| finding["code"] != "V15" && finding["code"] != "V25";
        let findings = data["findings"].as_array().expect("findings").iter().filter(is_of_words);
        assert_eq!(findings.count(), 0, "{name}: {:#}", data["findings"]);
        for table in ["tasks", "duties"] {
            for row in data[table].as_array().expect("rows") {
                // Those that the plan names as the lead, or else both.
                let is_one = row["lead"].is_string();
                assert_eq!(
                    row["entries"].as_array().map(Vec::len),
                    Some(if is_one { 1 } else { 2 }),
                    "{name}: {}",
                    row["id"]
                );
                assert_eq!(row["counts"]["no_report"], 0, "{name}: {}", row["id"]);
            }
        }
        for code in shape.tasks {
            let traced = bench.run_well(&["trace", code]);
            assert!(traced.stdout.contains(code), "{name}: {}", traced.stdout);
        }
        bench.run_well(&["archive", "2026", "--number", "1", "--date", "2026-12-20"]);
        bench.run_well(&["verify"]);
    });
}

#[test]
fn the_form_says_all_that_the_plan_says_of_a_task_in_a_table() {
    let bench = workspace(&SHAPES[4]);
    let settings = Workspace::new(bench.root()).load(2026).expect("settings");
    let bodies = merge::reporting_bodies(&settings);
    let form = Form::new(&settings, &bodies[0], &merge::catalogue_leads(&settings, &bodies));
    let row = form.tables[0].rows.iter().find(|row| row.code == "PL.II.3").expect("the row of a task");
    let words = row.printed.join("\n");
    for said in ["3 Việc ba", "Sở Khoa học và Công nghệ", "Đề án", "Quý II/2026"] {
        assert!(words.contains(said), "{words}");
    }
}

#[test]
fn the_plan_is_printed_as_it_is_understood() {
    let bench = workspace(&SHAPES[7]);
    let run = bench.run_well(&["plan"]);
    for line in [
        "I. NHIỆM VỤ [I, nhiệm vụ: mọi đơn vị báo cáo]",
        "  1. Việc chung [I.1] → tất cả 2 đơn vị",
        "    a) Bố trí kinh phí [II.1.a] → tất cả 2 đơn vị",
        "1 nhiệm vụ, 3 việc được giao, 0 dòng danh mục; 2 đơn vị phải báo cáo năm 2026.",
        "  dòng 1: ỦY BAN NHÂN DÂN",
    ] {
        assert!(run.stdout.lines().any(|said| said == line), "{line}: {}", run.stdout);
    }
    let json: serde_json::Value = serde_json::from_str(&bench.run_well(&["plan", "--json"]).stdout).expect("JSON");
    let nodes = json["nodes"].as_array().expect("nodes");
    let node = nodes.iter().find(|node| node["id"] == "II.1.b").expect("a node");
    assert_eq!(
        (&node["label"], &node["text"], &node["role"], &node["parent"]),
        (&"b)".into(), &"Hướng dẫn".into(), &"duties".into(), &"II.1".into())
    );
    assert_eq!(node["line"], 23);
    assert!(nodes.iter().any(|node| node["role"] == "closing" && node["text"] == "- Như trên."));
}
