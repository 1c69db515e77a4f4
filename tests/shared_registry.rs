//! Several plans share one list of bodies: `registry` in `report.toml`.

mod common;

use std::fs;

use common::Bench;
use common::sealed::{FINAL, small};
use tonghop::config::{ConfigError, Settings, Workspace};
use tonghop::model::Language;

/// The plan `a` with its bodies in `chung`, beside it; `top` opens its `report.toml`.
fn shared(top: &str) -> Bench {
    let bench = small();
    fs::create_dir(bench.path("a")).expect("a folder");
    for folder in ["inputs", "templates"] {
        fs::rename(bench.path(folder), bench.path(&format!("a/{folder}"))).expect("the folder");
    }
    fs::create_dir(bench.path("chung")).expect("a folder");
    let list = String::from_utf8(bench.read("a/inputs/agencies.toml")).expect("UTF-8");
    fs::remove_file(bench.path("a/inputs/agencies.toml")).expect("the file");
    bench.write("chung/agencies.toml", without_duties(&list));
    set_top(&bench, top);
    bench
}

fn without_duties(list: &str) -> String {
    ["IV.3", "IV.4", "IV.9"]
        .iter()
        .fold(list.to_owned(), |list, duty| list.replace(&format!(", duties = [\"{duty}\"]"), ""))
}

/// Puts lines before all tables of the plan's `report.toml`.
fn set_top(bench: &Bench, top: &str) {
    let report = String::from_utf8(bench.read("a/inputs/report.toml")).expect("UTF-8");
    let tables = &report[report.find("[issuer]").expect("a table")..];
    bench.write("a/inputs/report.toml", format!("{top}\n{tables}"));
}

const REGISTRY: &str = "registry = \"../chung/agencies.toml\"";
const DUTIES: &str = "[duties]\nprovincial = [\"IV.4\"]\nso-nv = [\"IV.3.a\"]\n[years.2027.duties]\ntinh = [\"IV.9\"]";

fn load(bench: &Bench, year: i16) -> Result<Settings, Vec<ConfigError>> {
    Workspace::new(bench.path("a")).load(year)
}

fn sentences(bench: &Bench) -> String {
    let mistakes = load(bench, 2026).expect_err("a mistake");
    mistakes
        .iter()
        .map(|mistake| mistake.sentence(Language::Vietnamese))
        .collect::<Vec<_>>()
        .join("\n")
        .replace('\\', "/")
}

/// The duties of the three bodies.
fn duties(settings: &Settings) -> String {
    let of = |id: &str| {
        let body = settings.registry.find(id).expect("the body");
        let duties = body.duties_on(settings.report.deadline).iter().map(ToString::to_string);
        format!("{id}: {}", duties.collect::<Vec<_>>().join(" "))
    };
    ["so-nv", "so-tc", "ca-tinh"].map(of).join("; ")
}

#[test]
fn a_plan_takes_its_bodies_from_a_shared_list_and_their_duties_from_its_own_settings() {
    let bench = shared(&format!("{REGISTRY}\n{DUTIES}"));
    let settings = load(&bench, 2026).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    // What is said of a body goes before what is said of its kind.
    assert_eq!(duties(&settings), "so-nv: IV.3.a; so-tc: IV.4; ca-tinh: IV.4");
    // A year goes before all years.
    assert_eq!(duties(&load(&bench, 2027).expect("settings")), "so-nv: IV.9; so-tc: IV.9; ca-tinh: IV.9");
    let run = bench.run_on("a", &["build", "2026"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let data: serde_json::Value = serde_json::from_slice(&bench.read("a/output/2026/data.json")).expect("JSON");
    assert_eq!(data["agencies"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_path_may_be_typed_as_windows_has_it() {
    for top in [
        "registry = '..\\chung\\agencies.toml'",
        "registry = \"../chung/../Chung/Agencies.toml\"",
        "registry = './../chung//agencies.toml'",
    ] {
        let bench = shared(&format!("{top}\n[duties]"));
        assert!(load(&bench, 2026).is_ok(), "{top}: {:#?}", load(&bench, 2026));
    }
    let bench = shared("registry = \"..\\chung\\agencies.toml\"");
    let said = sentences(&bench);
    assert!(said.contains("inputs/report.toml, dòng 1") && said.contains("thay mỗi dấu / bằng dấu /"), "{said}");
}

#[test]
fn what_is_wrong_with_the_list_is_said_in_a_sentence_with_its_place() {
    let said = |top: &str| sentences(&shared(top));
    let missing = said("registry = \"../khac/agencies.toml\"");
    assert!(missing.contains("inputs/report.toml, dòng 1: Không có tệp “../khac/agencies.toml”"), "{missing}");
    for path in ["/etc/agencies.toml", "D:/chung/agencies.toml", "//may-chu/chung/agencies.toml", "", "..", "~/a.toml"]
    {
        let refused = said(&format!("# đầu tệp\nregistry = '{path}'"));
        assert!(refused.contains("dòng 2") && refused.contains("tính từ thư mục làm việc"), "{path}: {refused}");
    }
    let notepad = shared(REGISTRY);
    fs::rename(notepad.path("chung/agencies.toml"), notepad.path("chung/agencies.toml.txt")).expect("the file");
    assert!(sentences(&notepad).contains("bỏ đuôi .txt"), "{}", sentences(&notepad));
    let folder = said("registry = \"../chung\"");
    assert!(folder.contains("“../chung” không phải là tệp thường"), "{folder}");
    let late = said("[duties]\nregistry = \"../chung/agencies.toml\"");
    assert!(late.contains("inputs/report.toml, dòng"), "{late}");

    let bench = shared(&format!("{REGISTRY}\n[duties]"));
    let list = String::from_utf8(bench.read("chung/agencies.toml")).expect("UTF-8");
    bench.write(
        "chung/agencies.toml",
        format!("# Danh sách chung\n{}", list.replacen("group = \"tinh\"", "group = \"xa\"", 1)),
    );
    let wrong = sentences(&bench);
    assert!(wrong.starts_with("../chung/agencies.toml, dòng 10: Không có nhóm “xa”"), "{wrong}");
    bench.write("chung/agencies.toml", [0xFF, 0xFE]);
    let wrong = sentences(&bench);
    assert!(wrong.starts_with("../chung/agencies.toml: Tệp không ở dạng UTF-8"), "{wrong}");
}

#[test]
fn a_line_in_the_wrong_part_is_not_passed_over() {
    let bench = shared("");
    let report = String::from_utf8(bench.read("a/inputs/report.toml")).expect("UTF-8");
    bench.write("a/inputs/report.toml", format!("{}\n{REGISTRY}\n", report.trim_end()));
    let said = sentences(&bench);
    assert!(said.contains("lên đầu tệp"), "{said}");
}

#[test]
fn two_lists_and_two_places_of_duties_are_no_guess() {
    let bench = shared(REGISTRY);
    let list = String::from_utf8(bench.read("chung/agencies.toml")).expect("UTF-8");
    bench.write("a/inputs/agencies.toml", &list);
    let said = sentences(&bench);
    assert!(
        said.contains("dòng 1") && said.contains("xóa dòng registry, hoặc đưa inputs/agencies.toml đi nơi khác"),
        "{said}"
    );
    fs::remove_file(bench.path("a/inputs/agencies.toml")).expect("the file");

    // Duties of another plan, whose codes this plan has too.
    bench.write("chung/agencies.toml", list.replace("from = 2020-11-05", "from = 2020-11-05, duties = [\"IV.1\"]"));
    let said = sentences(&bench);
    assert!(said.contains("dòng 1") && said.contains("thêm bảng [duties]"), "{said}");
    set_top(&bench, &format!("{REGISTRY}\n[duties]\n\"so-tc\" = [\"IV.4\"]"));
    assert_eq!(duties(&load(&bench, 2026).expect("settings")), "so-nv: ; so-tc: IV.4; ca-tinh: ");

    // The plan's own list says them already.
    bench.write("a/inputs/agencies.toml", bench.read("chung/agencies.toml"));
    set_top(&bench, "[duties]\n\"so-tc\" = [\"IV.4\"]");
    let said = sentences(&bench);
    assert!(said.contains("dòng 2") && said.contains("ghi ở hai nơi"), "{said}");

    fs::remove_file(bench.path("a/inputs/agencies.toml")).expect("the file");
    set_top(&bench, &format!("{REGISTRY}\n[duties]\nnobody = [\"IV.4\"]\nso-tc = [\"IV.99\"]"));
    let said = sentences(&bench);
    assert!(said.contains("dòng 3: “nobody”") && said.contains("dòng 4: Kế hoạch không có nhiệm vụ “IV.99”"), "{said}");
}

#[test]
fn a_bag_holds_the_list_it_was_made_with() {
    let bench = shared(&format!("{REGISTRY}\n{DUTIES}"));
    let sealed = bench.run_on("a", &FINAL);
    assert_eq!(sealed.status, 0, "{}{}", sealed.stdout, sealed.stderr);
    let list = bench.read("chung/agencies.toml");
    assert_eq!(bench.read("a/output/archive/2026/data/inputs/agencies.toml"), list);
    let again = bench.run_on("a", &FINAL);
    assert!(again.stdout.contains("đúng nội dung này"), "{}{}", again.stdout, again.stderr);

    // The bag needs nobody beside it.
    fs::rename(bench.path("chung"), bench.path("khac")).expect("the folder");
    let verified = bench.run_on("a", &["verify"]);
    assert_eq!(verified.status, 0, "{}{}", verified.stdout, verified.stderr);
    let unsealed = bench.run_on("a", &FINAL);
    assert_eq!(unsealed.status, 2, "{}", unsealed.stdout);
    assert!(unsealed.stderr.contains("agencies.toml”, tính từ thư mục làm việc"), "{}", unsealed.stderr);
    fs::rename(bench.path("khac"), bench.path("chung")).expect("the folder");

    // A change of the shared list is a change of what the year is made of.
    let renamed = String::from_utf8(list).expect("UTF-8").replace("Sở Tài chính", "Sở Tài chính và Kế hoạch");
    bench.write("chung/agencies.toml", renamed);
    let revised = bench.run_on("a", &FINAL);
    assert_eq!(revised.status, 0, "{}{}", revised.stdout, revised.stderr);
    assert!(bench.path("a/output/archive/2026-r2").is_dir());
    let verified = bench.run_on("a", &["verify"]);
    assert_eq!(verified.status, 0, "{}{}", verified.stdout, verified.stderr);
}
