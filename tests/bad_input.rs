//! What cannot be built is said in a sentence with a way out, with status 2, and what was there before stays.

mod common;

use common::{Bench, Run};

/// Status 2, nothing on standard output, and a message that contains all of `words`.
fn refused(run: &Run, words: &[&str]) {
    assert_eq!(run.status, 2, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout, "");
    for word in words {
        assert!(run.stderr.contains(word), "“{word}” is not in: {}", run.stderr);
    }
}

/// A workspace with one good submission, built, and the bytes of its outputs.
fn built_once() -> (Bench, Vec<Vec<u8>>) {
    let bench = Bench::empty();
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    bench.write("inputs/2026/so-nv.xlsx", form);
    bench.run_well(&["build"]);
    let outputs = outputs(&bench);
    (bench, outputs)
}

fn outputs(bench: &Bench) -> Vec<Vec<u8>> {
    ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf", "tong-hop.xlsx", "data.json"]
        .map(|name| bench.read(&format!("output/2026/{name}")))
        .into()
}

/// No temporary file is left behind.
fn tidy(bench: &Bench) {
    let names: Vec<String> = std::fs::read_dir(bench.path("output/2026"))
        .expect("the output folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".new"))
        .collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn nothing_to_read() {
    let bench = Bench::empty();
    refused(&bench.run_on("nowhere", &[]), &["Không có thư mục làm việc", "nowhere. Hãy kiểm tra", "tonghop init"]);
    refused(&bench.run(&[]), &["inputs", "Hãy tạo thư mục"]);
    std::fs::create_dir_all(bench.path("inputs/2026")).expect("a folder");
    refused(&bench.run(&[]), &["2026", "chưa có tệp báo cáo nào"]);
    refused(&bench.run(&["build", "2031"]), &["2031", "2026"]);
    refused(&bench.run(&["build", "2031", "--lang", "en"]), &["There is no folder", "2026"]);
}

#[test]
fn mistakes_in_the_settings_are_named_and_the_outputs_stay() {
    let (bench, before) = built_once();
    let cases = [
        ("inputs/agencies.toml", "[[body]]\nid = 5\n", "inputs/agencies.toml, dòng"),
        ("inputs/indicators.toml", "[[indicator]\n", "inputs/indicators.toml, dòng 1"),
        ("inputs/report.toml", "deadline = \"31-02\"\n", "inputs/report.toml"),
        ("inputs/plan.md", "Chưa có gì.\n", "inputs/plan.md"),
        ("inputs/aliases.toml", "[files]\n\"a.xlsx\" = \"99999\"\n", "inputs/aliases.toml"),
    ];
    for (file, content, words) in cases {
        bench.write(file, content);
        let run = bench.run(&["build"]);
        refused(&run, &[words]);
        std::fs::remove_file(bench.path(file)).expect("the broken file");
    }
    bench.write("templates/report-full.md", "{{ nothing_of_the_kind }}\n");
    refused(&bench.run(&["build"]), &["report-full.md", "dòng 1"]);
    assert!(outputs(&bench) == before);
    tidy(&bench);
}

#[test]
fn an_output_that_cannot_be_replaced_leaves_all_as_they_were() {
    let (bench, before) = built_once();
    // A folder in the way is what refuses to be replaced on every system, for every user.
    std::fs::remove_file(bench.path("output/2026/tong-hop.xlsx")).expect("the workbook");
    bench.write("output/2026/tong-hop.xlsx/x", "");
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-tc.xlsx")).expect("a form");
    bench.write("inputs/2026/so-tc.xlsx", form);
    refused(&bench.run(&["build"]), &["tong-hop.xlsx", "các kết quả trước vẫn còn nguyên"]);
    assert!(bench.read("output/2026/data.json") == before[3]);
    assert!(bench.read("output/2026/bao-cao-ubnd.pdf") == before[0]);
    tidy(&bench);
}

#[test]
fn a_file_where_the_output_folder_should_be() {
    let bench = Bench::empty();
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    bench.write("inputs/2026/so-nv.xlsx", form);
    bench.write("output", "in the way");
    refused(&bench.run(&["build"]), &["output"]);
}

#[test]
fn arguments_that_make_no_sense() {
    let bench = Bench::empty();
    refused(&bench.run(&["xây"]), &["Không có lệnh “xây”", "tonghop --help"]);
    refused(&bench.run(&["build", "mười"]), &["mười"]);
    refused(&bench.run(&["--nhanh"]), &["--nhanh"]);
    assert!(bench.run_well(&["--help"]).stdout.contains("Cách dùng"));
    assert!(bench.run_well(&["build", "--help", "--lang", "en"]).stdout.contains("Usage"));
}

#[test]
fn strict_gives_status_1_where_there_are_errors() {
    let (bench, _) = built_once();
    // All bodies but one are missing.
    assert_eq!(bench.run(&["build", "--strict"]).status, 1);
    assert_eq!(bench.run(&["build"]).status, 0);
}

#[test]
fn codes_are_explained_and_unknown_ones_listed() {
    let bench = Bench::empty();
    assert!(bench.run_well(&["explain", "D02"]).stdout.contains("Cần làm"));
    assert!(bench.run_well(&["explain", "superseded", "--lang", "en"]).stdout.contains("What to do"));
    assert!(bench.run_well(&["explain"]).stdout.lines().count() > 30);
    refused(&bench.run(&["explain", "Z99"]), &["Z99", "D02"]);
}

/// On some systems they are the settings, on others not: neither may be sealed without a word.
#[test]
fn settings_under_a_name_that_is_almost_theirs_are_named() {
    for (path, right) in [
        ("inputs/Agencies.toml", "agencies.toml"),
        ("inputs/PLAN.MD", "plan.md"),
        ("inputs/aliases.toml.txt", "aliases.toml"),
        ("inputs/2026/Commentary.md", "commentary.md"),
        ("templates/Theme.toml", "theme.toml"),
        ("templates/report-full.md.txt", "report-full.md"),
    ] {
        let bench = Bench::empty();
        bench.write("inputs/2026/so-nv.xlsx", include_bytes!("../inputs/2026/BC_2026_so-nv.xlsx"));
        bench.write(path, "# nobody’s settings\n");
        for command in
            [&["build", "2026"][..], &["check", "2026"], &["archive", "2026", "--number", "1", "--date", "2026-11-28"]]
        {
            let run = bench.run(command);
            assert_eq!(run.status, 2, "{path}: {}{}", run.stdout, run.stderr);
            assert!(run.stderr.contains(path) && run.stderr.contains(&format!("“{right}”")), "{path}: {}", run.stderr);
        }
        assert!(!bench.path("output/archive/2026").exists());
    }
}
