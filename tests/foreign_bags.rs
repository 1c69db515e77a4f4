//! A bag that somebody else made is refused with a sentence, and nothing it says reaches the terminal but as text.

mod common;

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use common::sealed::{FINAL, change, reseal, reseal_tags, small};
use common::{Bench, Run};

const BAG: &str = "output/archive/2026";

fn path(name: &str) -> String {
    format!("{BAG}/{name}")
}

fn sealed() -> Bench {
    let bench = small();
    bench.run_well(&FINAL);
    bench
}

/// Verifies a bag that must be refused with these words.
fn refused(bench: &Bench, words: &[&str]) -> Run {
    let run = bench.run(&["verify"]);
    assert_eq!(run.status, 1, "{}{}", run.stdout, run.stderr);
    for words in words {
        assert!(run.stdout.contains(words), "“{words}” is not in: {}", run.stdout);
    }
    run
}

#[test]
fn a_bag_sealed_anew_without_a_change_is_sound() {
    let bench = sealed();
    reseal(&bench, "2026");
    bench.run_well(&["verify"]);
}

#[test]
fn files_too_many_and_too_few_are_named_whatever_the_manifests_say() {
    let bench = sealed();
    bench.write(&path("fetch.txt"), "https://example.org/x 5 data/x\n");
    reseal(&bench, "2026");
    refused(&bench, &["fetch.txt: tệp này không thuộc về hồ sơ do tonghop niêm phong."]);
    fs::remove_file(bench.path(&path("fetch.txt"))).expect("removed");
    bench.write(&path("data/thêm.txt"), "x");
    reseal_tags(&bench, "2026");
    refused(&bench, &["data/thêm.txt: tệp không có khi niêm phong, đã bị thêm vào."]);
    fs::remove_file(bench.path(&path("data/thêm.txt"))).expect("removed");
    fs::remove_file(bench.path(&path("data/output/2026/van-de.csv"))).expect("removed");
    refused(&bench, &["data/output/2026/van-de.csv: tệp đã bị mất."]);
}

#[test]
fn lines_of_a_manifest_are_told_by_what_is_wrong_with_them() {
    let bench = sealed();
    let manifest = path("manifest-sha256.txt");
    let (count, first) = {
        let text = String::from_utf8(bench.read(&manifest)).expect("UTF-8");
        (text.lines().count(), text.lines().next().expect("a line").to_owned())
    };
    let (sum, name) = first.split_once("  ").expect("an entry");
    let added = [
        first.clone(),
        format!("{sum}  {}", name.to_uppercase().replace("DATA/", "data/")),
        format!("{sum}  data/../../../../etc/passwd"),
        format!("{sum}  /etc/passwd"),
        format!("{sum}  C:\\Windows\\win.ini"),
        format!("{sum}  bag-info.txt"),
        "không phải dòng ghi".to_owned(),
    ];
    change(&bench, &manifest, |text| format!("{text}{}\n", added.join("\n")));
    reseal_tags(&bench, "2026");
    let lines =
        |of: std::ops::RangeInclusive<usize>| of.map(|line| (count + line).to_string()).collect::<Vec<_>>().join(", ");
    refused(
        &bench,
        &[
            &format!("manifest-sha256.txt: dòng {} ghi lại một tệp đã ghi ở dòng trên.", lines(1..=2)),
            &format!("manifest-sha256.txt: dòng {} chỉ ra ngoài hồ sơ.", lines(3..=5)),
            &format!("manifest-sha256.txt: dòng {} không phải dòng ghi mã kiểm tra.", lines(7..=7)),
            "manifest-sha256.txt: ghi cả tệp bag-info.txt không thuộc phần của nó.",
        ],
    );
}

#[test]
fn what_a_bag_says_of_itself_must_agree() {
    for (before, after, words) in [
        ("/2026\n", "/2026-r2\n", "External-Identifier: hồ sơ ghi 2026-r2, đáng lẽ là 2026."),
        (
            "Date-Issued: 2026-11-28",
            "Date-Issued: 2026-11-29",
            "Date-Issued: hồ sơ ghi 2026-11-29, đáng lẽ là 2026-11-28.",
        ),
        ("Identifier: 125/", "Identifier: 126/", "Internal-Sender-Identifier: hồ sơ ghi 126, đáng lẽ là 125."),
        ("Payload-Oxum", "Payload-Oxum-Khac", "bag-info.txt: không có mục Payload-Oxum."),
        ("Date-Issued", "Date-Issued: 2026-11-28\nDate-Issued", "bag-info.txt: mục Date-Issued ghi nhiều lần."),
    ] {
        let bench = sealed();
        change(&bench, &path("bag-info.txt"), |text| text.replace(before, after));
        reseal_tags(&bench, "2026");
        refused(&bench, &[words]);
    }
    let bench = sealed();
    bench.write(&path("bagit.txt"), "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");
    reseal_tags(&bench, "2026");
    refused(&bench, &["bagit.txt: không phải khai báo của BagIt 1.0."]);
    // A record that nobody can read is no remark, whoever is said to have sealed it.
    let bench = sealed();
    bench.write(&path("data/record.json"), "{}");
    change(&bench, &path("bag-info.txt"), |text| text.replace("Agent: tonghop ", "Agent: tonghop 9"));
    reseal(&bench, "2026");
    let run = bench.run(&["verify"]);
    assert_eq!(run.status, 2, "{}", run.stdout);
}

#[test]
fn a_revision_replaces_an_earlier_one_of_its_year() {
    let bench = sealed();
    common::sealed::set_name(&bench, "Sở Tài chính tỉnh");
    bench.run_well(&["archive", "2026", "--number", "131", "--date", "2026-12-15"]);
    bench.run_well(&["verify"]);
    // 2026-r2 as 2027, which is what renaming it makes of it.
    fs::rename(bench.path("output/archive/2026-r2"), bench.path("output/archive/2027")).expect("renamed");
    let run = bench.run(&["verify", "2027"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("External-Identifier: hồ sơ ghi 2026-r2, đáng lẽ là 2027."), "{}", run.stdout);
    assert!(run.stdout.contains("Replaces-Bag: hồ sơ ghi 2026"), "{}", run.stdout);
}

#[test]
fn what_a_bag_says_reaches_the_terminal_as_text() {
    let bench = sealed();
    let evil = "\u{1b}[2J\u{202e}\u{7}\u{9b}31m";
    let visible = "�[2J���31m";
    change(&bench, &path("bag-info.txt"), |text| {
        let text = text.replace("/2026\n", &format!("/{evil}\n"));
        text.replace("Agent: tonghop", &format!("Agent: {evil}tonghop"))
    });
    change(&bench, &path("data/output/2026/data.json"), |text| text.replace("Sở Tài chính", "Sở \u{202e}\u{2066}khác"));
    reseal_tags(&bench, "2026");
    if cfg!(unix) {
        bench.write(&path(&format!("data/{evil}\n2026: nguyên vẹn.txt")), "x");
    }
    let run = refused(&bench, &[&format!("hồ sơ ghi {visible}, đáng lẽ là 2026.")]);
    for text in [&run.stdout, &run.stderr] {
        let wrong = |letter: &char| {
            (letter.is_control() && *letter != '\n')
                || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(text.chars().find(wrong), None, "{text:?}");
        assert!(!text.lines().any(|line| line.starts_with("2026: nguyên vẹn")), "a forged line: {text}");
    }
    if cfg!(unix) {
        assert!(run.stdout.contains(&format!("data/{visible} 2026: nguyên vẹn.txt: tệp")), "{}", run.stdout);
    }
    // Nor what errors quote.
    bench.write("inputs/report.toml", format!("x{evil} = 1\n"));
    for command in [&["check", "2026"][..], &["build", "2026"]] {
        let run = bench.run(command);
        assert_eq!((run.status, run.stderr.contains('\u{1b}')), (2, false), "{}", run.stderr);
    }
}

#[test]
#[cfg(unix)]
fn links_and_devices_in_a_bag_are_named_and_never_opened() {
    use std::os::unix::fs::symlink;
    let places: [(&str, bool); 6] = [
        ("data/output/2026/data.json", true),
        ("data/templates/report-full.md", true),
        ("data/record.json", true),
        ("bag-info.txt", true),
        ("tagmanifest-sha256.txt", true),
        ("data/inputs/2026/commentary.md", false),
    ];
    for (name, was_there) in places {
        for link in [true, false] {
            let bench = sealed();
            let place = bench.path(&path(name));
            if was_there {
                fs::rename(&place, bench.path("elsewhere")).expect("moved");
            }
            if link {
                bench.write("elsewhere.md", "x");
                let target = if was_there { "elsewhere" } else { "elsewhere.md" };
                symlink(bench.path(target), &place).expect("a link");
            } else {
                assert!(Command::new("mkfifo").arg(&place).status().expect("mkfifo").success());
            }
            let begin = Instant::now();
            refused(&bench, &[&format!("{name}: không phải tệp thường")]);
            assert!(begin.elapsed() < Duration::from_secs(60));
            // Nor does the next year take anything out of it.
            fs::rename(bench.path("inputs/2026"), bench.path("inputs/2027")).expect("another year");
            if name != "data/inputs/2026/commentary.md" && name != "data/templates/report-full.md" {
                let run = bench.run(&["build", "2027"]);
                assert_eq!(run.status, 2, "{name}: {}", run.stderr);
            }
        }
    }
    // A folder in the bag, and the bag itself.
    for name in ["data/output", ""] {
        let bench = sealed();
        let place = bench.path(path(name).trim_end_matches('/'));
        fs::rename(&place, bench.path("elsewhere")).expect("moved");
        symlink(bench.path("elsewhere"), &place).expect("a link");
        refused(
            &bench,
            &[if name.is_empty() {
                "là liên kết tới nơi khác"
            } else {
                "data/output: không phải tệp thường"
            }],
        );
        fs::rename(bench.path("inputs/2026"), bench.path("inputs/2027")).expect("another year");
        assert_eq!(bench.run(&["build", "2027"]).status, 2, "{name}");
    }
}
