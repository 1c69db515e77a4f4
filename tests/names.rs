//! Names of files: composed and decomposed, in any letter case, long, reserved, alike; and what stands among the files and
//! is none.

mod common;

use std::io::Read;

use common::{Bench, Run};

/// A submission of 2026 that counts, of a commune.
fn submission() -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("submissions").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let whole = files.iter().find(|path| path.extension().is_some_and(|known| known == "xlsx")).expect("a workbook");
    std::fs::read(whole).expect("a workbook")
}

/// A part of a workbook as text.
fn part(workbook: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a workbook");
    let mut text = String::new();
    package.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// All sheets of a workbook as text.
fn sheets(workbook: &[u8]) -> String {
    let package = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a workbook");
    let names: Vec<String> = package
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .filter(|name| name.contains("sheet"))
        .collect();
    names.iter().filter(|name| name.ends_with(".xml")).map(|name| part(workbook, name)).collect()
}

/// The codes of the findings about files, with the file.
fn findings(bench: &Bench, code: &str) -> Vec<(String, String)> {
    let data = bench.data(2026);
    let all = data["findings"].as_array().expect("findings").clone();
    let own = all.into_iter().filter(|finding| finding["code"] == code);
    own.map(|finding| {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        (text("file"), text("message"))
    })
    .collect()
}

fn says(run: &Run, words: &str) {
    assert!(run.stdout.contains(words) || run.stderr.contains(words), "{words}:\n{}{}", run.stdout, run.stderr);
}

const COMPOSED: &str = "Xã Tân Lập.xlsx";
const DECOMPOSED: &str = "Xa\u{303} Ta\u{302}n La\u{323}\u{302}p.xlsx";

#[test]
fn links_lead_to_the_file_as_the_disk_spells_it() {
    let bench = Bench::empty();
    bench.write(&format!("inputs/2026/{DECOMPOSED}"), submission());
    bench.run_well(&["build", "2026"]);
    let sheets = sheets(&bench.read("output/2026/tong-hop.xlsx"));
    assert!(sheets.contains(&format!("HYPERLINK(ThuMucTep&amp;\"{DECOMPOSED}\",\"{COMPOSED}\")")), "the list of files");
    assert!(!sheets.contains(&format!("ThuMucTep&amp;\"{COMPOSED}")), "a link leads nowhere");
}

#[test]
fn two_files_that_look_alike_stay_two() {
    let bench = Bench::with_2026();
    let own = submission();
    let mut names: Vec<String> = std::fs::read_dir(bench.path("inputs/2026"))
        .expect("submissions")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("UTF-8"))
        .filter(|name| name.ends_with(".xlsx"))
        .collect();
    names.sort();
    let other = bench.read(&format!("inputs/2026/{}", names[3]));
    assert_ne!(own, other);
    let bench = Bench::empty();
    bench.write(&format!("inputs/2026/{COMPOSED}"), &own);
    bench.write(&format!("inputs/2026/{DECOMPOSED}"), &other);
    if std::fs::read_dir(bench.path("inputs/2026")).expect("a folder").count() < 2 {
        return; // This disk takes them for one.
    }
    bench.run_well(&["check", "2026", "--today", "2026-11-27"]);
    bench.run_well(&["build", "2026"]);
    let alike = findings(&bench, "F07");
    assert_eq!(alike.len(), 1, "{alike:?}");
    assert_eq!(alike[0].0, "Xã Tân Lập~2.xlsx");
    let sheets = sheets(&bench.read("output/2026/tong-hop.xlsx"));
    assert!(sheets.contains(&format!("ThuMucTep&amp;\"{DECOMPOSED}\",\"Xã Tân Lập~2.xlsx\"")));
    assert!(sheets.contains(&format!("ThuMucTep&amp;\"{COMPOSED}\",\"{COMPOSED}\"")));
}

#[test]
fn folders_count_in_whatever_case_they_are_spelt() {
    let bench = Bench::empty();
    bench.write(&format!("inputs/2026/{COMPOSED}"), submission());
    let report = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/report.toml")).expect("settings");
    let subject = report.lines().find(|line| line.starts_with("subject")).expect("a subject").to_owned();
    bench.write("Inputs/report.toml", report.replace(&subject, "subject = \"CHỦ ĐỀ RIÊNG CỦA SỞ\""));
    if bench.path("INPUTS/report.toml").exists() {
        return; // This disk tells no letter case: nothing to be found out.
    }
    // Two folders that are one on Windows are said.
    let run = bench.run(&["build", "2026"]);
    assert_eq!(run.status, 2);
    says(&run, "Inputs, inputs");
    std::fs::rename(bench.path("inputs/2026"), bench.path("Inputs/2026")).expect("moved");
    std::fs::remove_dir(bench.path("inputs")).expect("removed");
    bench.run_well(&["build", "2026"]);
    assert!(sheets(&bench.read("output/2026/tong-hop.xlsx")).contains("CHỦ ĐỀ RIÊNG CỦA SỞ"));
    bench.run_well(&["archive", "2026", "--number", "1", "--date", "2026-11-28"]);
    let sealed = String::from_utf8(bench.read("output/archive/2026/data/inputs/report.toml")).expect("UTF-8");
    assert!(sealed.contains("CHỦ ĐỀ RIÊNG CỦA SỞ"), "the built-in settings were sealed");
    bench.run_well(&["verify"]);
}

#[test]
fn settings_and_templates_that_are_one_elsewhere_are_refused() {
    for (own, other) in [
        ("inputs/agencies.toml", "inputs/Agencies.toml"),
        ("inputs/plan.md", "inputs/Plan.md"),
        ("inputs/aliases.toml", "inputs/ALIASES.toml"),
        ("inputs/2026/commentary.md", "inputs/2026/Commentary.md"),
        ("templates/report-full.md", "templates/Report-Full.md"),
        ("templates/mẫu.md", "templates/ma\u{302}\u{303}u.md"),
        ("templates/fonts/x.ttf", "templates/fonts/X.ttf"),
    ] {
        let bench = Bench::empty();
        bench.write(&format!("inputs/2026/{COMPOSED}"), submission());
        bench.write(own, "");
        bench.write(other, "");
        let folder = bench.path(own).parent().expect("a folder").to_owned();
        let names = std::fs::read_dir(folder)
            .expect("a folder")
            .filter(|entry| entry.as_ref().is_ok_and(|e| e.path().is_file()));
        if names.count() < 2 {
            continue;
        }
        for command in [&["build", "2026"][..], &["archive", "2026", "--number", "1", "--date", "2026-11-28"]] {
            let run = bench.run(command);
            assert_eq!(run.status, 2, "{other}: {}{}", run.stdout, run.stderr);
            let said = ["chỉ khác nhau ở chữ hoa, chữ thường", "Tên tệp chưa đúng"];
            assert!(said.iter().any(|words| run.stderr.contains(words)), "{other}: {}", run.stderr);
        }
        assert!(!bench.path("output/archive/2026").exists());
    }
}

#[test]
fn aliases_match_however_they_are_written_and_say_where_they_do_not() {
    let bench = Bench::empty();
    bench.write(&format!("inputs/2026/Xã Biên/{DECOMPOSED}"), submission());
    bench.write("inputs/2026/Xã/bao cao.xlsx", submission());
    bench.write(
        "inputs/aliases.toml",
        "[files]\n\"XÃ BIÊN\\\\xã tân lập.XLSX\" = \"25486\"\n\"Xã\\bao cao.xlsx\" = \"25489\"\n\"Xã/bao  cáo.xls\" = \"25459\"\n",
    );
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let sender = |path: &str| {
        let bodies = data["agencies"].as_array().expect("bodies");
        let own = bodies.iter().find(|body| body["files"].as_array().is_some_and(|files| files.contains(&path.into())));
        own.map(|body| body["id"].clone())
    };
    assert_eq!(sender("Xã Biên/Xã Tân Lập.xlsx"), Some("25486".into()));
    assert_eq!(sender("Xã/bao cao.xlsx"), Some("25489".into()));
    let unused = findings(&bench, "S09");
    assert_eq!(unused.len(), 1, "{unused:?}");
    assert!(unused[0].1.contains("Xã/bao  cáo.xls") && unused[0].1.contains("“Xã/bao cao.xlsx”"), "{unused:?}");
    says(&bench.run(&["check", "2026", "--today", "2026-11-27"]), "S09");
}

#[test]
fn long_and_reserved_names_stop_nothing() {
    let bench = Bench::empty();
    // 255 bytes, as long as Linux allows.
    let long = |letter: char| format!("{}{letter}.xlsx", "ế".repeat(83));
    // Each of its own sender, with something to correct.
    let names = [long('a'), long('b'), "25459/CON.xlsx".to_owned(), "25459/con .xlsx".to_owned()];
    let mut aliases = "[files]\n".to_owned();
    for (name, sender) in names.iter().zip(["25459", "25486", "25489", "25498"]) {
        bench.write(&format!("inputs/2026/{name}"), common::fill::filled_commune("xong"));
        aliases += &format!("\"{name}\" = \"{sender}\"\n");
    }
    bench.write("inputs/aliases.toml", aliases);
    bench.run_well(&["check", "2026", "--today", "2026-11-27"]);
    bench.run_well(&["build", "2026"]);
    bench.run_well(&["archive", "2026", "--number", "1", "--date", "2026-11-28"]);
    bench.run_well(&["verify"]);
    let mut names = Vec::new();
    for folder in
        ["output/2026/returns", "output/archive/2026/data/inputs/2026", "output/archive/2026/data/inputs/2026/25459"]
    {
        let Ok(entries) = std::fs::read_dir(bench.path(folder)) else { continue };
        names.extend(entries.map(|entry| entry.expect("a file").file_name().into_string().expect("UTF-8")));
    }
    assert!(names.iter().filter(|name| name.contains('~')).count() == 4, "{names:?}");
    for name in ["_CON.xlsx", "_con .xlsx"] {
        assert!(bench.path(&format!("output/2026/returns/{name}")).exists(), "{names:?}");
    }
    for name in names {
        assert!(name.len() <= 240 && !name.to_lowercase().starts_with("con"), "{name}");
    }
}

#[test]
fn names_of_bodies_that_are_long_or_reserved_make_forms_all_the_same() {
    let bench = Bench::empty();
    let agencies =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/agencies.toml")).expect("settings");
    let known = "\"UBND phường Tân Ninh\"";
    let long = format!("\"UBND phường {}\"", "Tân Ninh và các vùng phụ cận ".repeat(20).trim());
    let changed = agencies.replace("Phường Tân Ninh", long.trim_matches('"')).replace(known, &long);
    assert_ne!(changed, agencies);
    bench.write("inputs/agencies.toml", changed);
    std::fs::create_dir_all(bench.path("inputs/2026")).expect("a folder");
    bench.run_well(&["forms", "2026"]);
    let longest = std::fs::read_dir(bench.path("output/2026/forms")).expect("forms");
    let longest = longest.map(|entry| entry.expect("a form").file_name().len()).max();
    assert!(longest.is_some_and(|longest| longest <= 120), "{longest:?}");
}

#[test]
fn outputs_have_names_that_windows_takes() {
    let report = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/report.toml")).expect("settings");
    let file = report.lines().find(|line| line.starts_with("file")).expect("an edition").to_owned();
    for name in ["CON.pdf", "nul.x.pdf", "a?.pdf", "x|y.pdf"] {
        let bench = Bench::empty();
        bench.write(&format!("inputs/2026/{COMPOSED}"), submission());
        bench.write("inputs/report.toml", report.replacen(&file, &format!("file = \"{name}\""), 1));
        let run = bench.run(&["build", "2026"]);
        assert_eq!(run.status, 2, "{name}");
        says(&run, name);
    }
}

#[cfg(unix)]
mod special {
    use std::os::unix::fs::symlink;
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::*;

    fn pipe(bench: &Bench, path: &str) {
        std::fs::create_dir_all(bench.path(path).parent().expect("a folder")).expect("folders");
        assert!(Command::new("mkfifo").arg(bench.path(path)).status().expect("mkfifo").success());
    }

    #[test]
    fn pipes_devices_and_links_out_are_named_and_not_opened() {
        let outside = Bench::empty();
        outside.write("secret.xlsx", submission());
        let bench = Bench::empty();
        bench.write(&format!("inputs/2026/{COMPOSED}"), submission());
        pipe(&bench, "inputs/2026/ong dan.xlsx");
        let link =
            |to: &std::path::Path, name: &str| symlink(to, bench.path("inputs/2026").join(name)).expect("a link");
        link(&outside.path("secret.xlsx"), "ra ngoai.xlsx");
        link(std::path::Path::new("/dev/zero"), "thiet bi.xlsx");
        link(outside.root(), "thu muc ngoai");
        link(&bench.path("inputs/2026"), "vong");
        link(std::path::Path::new("tu minh.xlsx"), "tu minh.xlsx");
        link(std::path::Path::new(COMPOSED), "trong nha.xlsx");
        let begin = Instant::now();
        bench.run_well(&["build", "2026"]);
        let named: Vec<String> = findings(&bench, "F06").into_iter().map(|(file, _)| file).collect();
        assert_eq!(named, ["ong dan.xlsx", "ra ngoai.xlsx", "thiet bi.xlsx", "thu muc ngoai", "tu minh.xlsx", "vong"]);
        bench.run_well(&["check", "2026", "--today", "2026-11-27"]);
        // A sealed year holds nothing of them, and is built again with the same findings.
        bench.run_well(&["archive", "2026", "--number", "1", "--date", "2026-11-28"]);
        let sealed: Vec<_> =
            std::fs::read_dir(bench.path("output/archive/2026/data/inputs/2026")).expect("a bag").collect();
        assert_eq!(sealed.len(), 2, "{sealed:?}");
        bench.run_well(&["verify"]);
        assert!(begin.elapsed() < Duration::from_secs(120));
    }

    #[test]
    fn settings_and_templates_that_are_no_files_are_refused() {
        for path in [
            "inputs/agencies.toml",
            "inputs/aliases.toml",
            "inputs/2026/commentary.md",
            "templates/report-full.md",
            "templates/fonts/LiberationSerif-Bold.ttf",
        ] {
            let bench = Bench::empty();
            bench.write(&format!("inputs/2026/{COMPOSED}"), submission());
            pipe(&bench, path);
            let run = bench.run(&["build", "2026"]);
            assert_eq!(run.status, 2, "{path}");
            says(&run, &format!("{path}: Đây không phải là tệp thường"));
        }
        let outside = Bench::empty();
        outside.write("mau.md", "bí mật");
        let bench = Bench::empty();
        bench.write(&format!("inputs/2026/{COMPOSED}"), submission());
        std::fs::create_dir_all(bench.path("templates")).expect("a folder");
        symlink(outside.path("mau.md"), bench.path("templates/report-full.md")).expect("a link");
        let run = bench.run(&["build", "2026"]);
        assert_eq!(run.status, 2);
        says(&run, "templates/report-full.md: Đây là liên kết dẫn ra ngoài");
        bench.run_well(&["forms", "2026"]);
    }

    #[test]
    fn a_bag_of_somebody_else_hangs_nobody() {
        let bench = Bench::empty();
        bench.write("output/archive/2026/data/record.json", "{}");
        for file in ["bag-info.txt", "tagmanifest-sha256.txt", "manifest-sha256.txt", "bagit.txt", "data/x"] {
            pipe(&bench, &format!("output/archive/2026/{file}"));
        }
        assert_eq!(bench.run(&["verify"]).status, 1);
    }
}
