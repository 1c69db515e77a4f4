//! The final step speaks: what it counted, what is still open, what has changed since the last build; it asks before
//! figures are lost, and what it seals is what it read.

mod common;

use std::fs;
use std::fs::{File, OpenOptions};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use common::sealed::{FINAL, set_name, small};
use common::{Bench, Run};
use tonghop::archive::{self, ArchiveError, BagFolder, Sealed};
use tonghop::bag::Checksum;
use tonghop::compose::Release;
use tonghop::config::Workspace;
use tonghop::intake::{Format, InProcess, ReadError, Reader, Workbook};
use tonghop::model::Language;
use tonghop::pipeline::Silent;

fn form(body: &str) -> Vec<u8> {
    fs::read(format!("{}/inputs/2026/BC_2026_{body}.xlsx", env!("CARGO_MANIFEST_DIR"))).expect("a form")
}

fn says(run: &Run, words: &[&str]) {
    for words in words {
        assert!(run.stdout.contains(words), "“{words}” is not in: {}", run.stdout);
    }
}

#[test]
fn what_was_counted_and_what_is_open_is_said() {
    let bench = small();
    bench.write("inputs/2026/ca-tinh.xlsx", "PK");
    let run = bench.run_well(&FINAL);
    says(
        &run,
        &[
            "Năm 2026: 2/3 đơn vị có báo cáo được tổng hợp (0 quá hạn); 0 chưa gửi; 1 không sử dụng được.",
            "Tệp đã nhận: 3; được tổng hợp: 2; không sử dụng được: 1.",
            "Còn 1 lỗi chưa xử lý:",
            "ca-tinh.xlsx",
            "Chưa có bản dự thảo nào của năm 2026 để so.",
        ],
    );
    let english = bench.run_well(&["archive", "2026", "--number", "125", "--date", "2026-11-28", "--lang", "en"]);
    says(
        &english,
        &["2026: 2 of 3 bodies reported", "Files received: 3; counted: 2; rejected: 1.", "1 error is open:"],
    );
}

#[test]
fn what_changed_since_the_last_build_is_said() {
    let bench = small();
    fs::rename(bench.path("inputs/2026/so-nv.xlsx"), bench.path("so-nv.xlsx")).expect("moved");
    bench.run_well(&["build", "2026"]);
    fs::rename(bench.path("so-nv.xlsx"), bench.path("inputs/2026/so-nv.xlsx")).expect("moved");
    let before = bench.data(2026);
    let run = bench.run_well(&FINAL);
    let after = bench.data(2026);
    says(&run, &["Thay đổi so với lần lập trước:", "\n  Sở Nội vụ: Chưa gửi → "]);
    // A figure of the whole by its code, before and after.
    let figure = |data: &serde_json::Value, id: &str| {
        let rows = data["tasks"].as_array().expect("tasks");
        rows.iter().find(|row| row["id"] == id).expect("a row")["counts"]["no_report"].to_string()
    };
    let (then, now) = (figure(&before, "II.1.a"), figure(&after, "II.1.a"));
    assert_ne!(then, now);
    says(&run, &[&format!("Chưa báo cáo {then} → {now}")]);
    let again = bench.run_well(&FINAL);
    says(&again, &["Số liệu không thay đổi so với lần lập trước."]);
}

#[test]
fn a_counted_file_that_became_unreadable_is_asked_about() {
    let bench = small();
    bench.run_well(&["build", "2026"]);
    let built = bench.read("output/2026/data.json");
    let whole = bench.read("inputs/2026/so-tc.xlsx");
    for (what, damage) in [
        ("a torn file", whole[..whole.len() / 2].to_vec()),
        ("an empty file", Vec::new()),
        ("another file", b"%PDF-1.7".to_vec()),
    ] {
        bench.write("inputs/2026/so-tc.xlsx", &damage);
        let run = bench.run(&FINAL);
        assert_eq!(run.status, 2, "{what}: {}", run.stdout);
        for words in ["Chưa niêm phong", "so-tc.xlsx", "--accept"] {
            assert!(run.stderr.contains(words), "{what}: “{words}” is not in: {}", run.stderr);
        }
        assert!(BagFolder::new(bench.path("output/archive")).bags().expect("bags").is_empty(), "{what}");
        assert!(bench.read("output/2026/data.json") == built, "{what}: the last build stays");
    }
    let mut accepted = FINAL.to_vec();
    accepted.push("--accept");
    let run = bench.run_well(&accepted);
    says(&run, &["Sở Tài chính: ", " → Không sử dụng được"]);
    bench.run_well(&["verify"]);
}

#[test]
fn a_file_in_two_versions_of_which_the_newer_is_lost_is_asked_about() {
    let bench = small();
    // The body still counts with its other file, whose figures are others.
    bench.write("inputs/2026/a/so-tc.xlsx", form("so-tc"));
    bench.run_well(&["build", "2026"]);
    let sources = |bench: &Bench| bench.data(2026)["indicators"].to_string();
    let counted = if sources(&bench).contains("\"a/so-tc.xlsx\"") { "a/so-tc.xlsx" } else { "so-tc.xlsx" };
    bench.write(&format!("inputs/2026/{counted}"), "PK");
    let run = bench.run(&FINAL);
    assert_eq!((run.status, run.stderr.contains(counted)), (2, true), "{}{}", run.stdout, run.stderr);
}

#[test]
fn after_the_sealing_it_is_said_that_the_year_is_sealed() {
    let bench = small();
    // The outputs cannot be put where the office looks for them.
    bench.write("output/2026/bao-cao-bo.pdf/x", "a folder in the way");
    let run = bench.run(&FINAL);
    assert_eq!(run.status, 2, "{}", run.stdout);
    let seal =
        BagFolder::new(bench.path("output/archive")).seal("2026".parse().expect("a name")).expect("sealed").to_string();
    for words in ["Năm 2026 ĐÃ được niêm phong", "output/archive/2026", &seal, "bao-cao-bo.pdf"] {
        assert!(run.stderr.contains(words), "“{words}” is not in: {}", run.stderr);
    }
    assert!(!run.stderr.contains("chưa có gì được lưu"), "{}", run.stderr);
    fs::remove_dir_all(bench.path("output/2026/bao-cao-bo.pdf")).expect("removed");
    let run = bench.run_well(&FINAL);
    says(&run, &["Không có gì thay đổi", "output/2026/bao-cao-bo.pdf"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_summary_that_cannot_be_printed_does_not_hide_that_the_year_is_sealed() {
    let bench = small();
    let output = Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .args(FINAL)
        .arg("-C")
        .arg(bench.root())
        .stdout(Stdio::from(OpenOptions::new().write(true).open("/dev/full").expect("a full device")))
        .output()
        .expect("the program starts");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("Năm 2026 ĐÃ được niêm phong"), "{said}");
    assert_eq!(output.status.code(), Some(2));
    bench.run_well(&["verify"]);
}

/// A file of more bytes than are read.
fn giant(bench: &Bench, path: &str) -> (u64, String) {
    let bytes = (64 << 20) + 7;
    let file = File::create(bench.path(path)).expect("a file");
    file.set_len(bytes).expect("a length");
    let sum = Checksum::of_file(&bench.path(path)).expect("a checksum").0;
    (bytes, sum.to_string())
}

#[test]
fn a_refused_giant_is_listed_and_not_copied() {
    let bench = small();
    bench.write("inputs/2026/xa/a.txt", "x");
    let (bytes, sum) = giant(&bench, "inputs/2026/xa/phim so-tc.xlsx");
    let run = bench.run_well(&FINAL);
    says(&run, &["Không chép vào hồ sơ vì quá lớn", "xa/phim so-tc.xlsx", "67.108.871 byte", &sum]);
    let bag = bench.path("output/archive/2026/data/inputs/2026/xa");
    let copied: Vec<_> =
        fs::read_dir(bag).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(copied, ["a.txt"]);
    let record: serde_json::Value =
        serde_json::from_slice(&bench.read("output/archive/2026/data/record.json")).expect("JSON");
    let listed =
        record["submissions"].as_array().expect("a list").iter().find(|file| file["path"] == "xa/phim so-tc.xlsx");
    let listed = listed.expect("the giant");
    assert_eq!((&listed["bytes"], &listed["sha256"]), (&serde_json::json!(bytes), &serde_json::json!(sum)));
    assert_eq!(listed.get("stored"), None);
    // The outputs say what they said, and the bag says what it lacks.
    let run = bench.run_well(&["verify"]);
    says(&run, &["2026: nguyên vẹn", "xa/phim so-tc.xlsx", &sum]);
    assert!(bench.read("output/2026/data.json") == bench.read("output/archive/2026/data/output/2026/data.json"));
}

/// Reads as the program does, and does something else first whenever a file is read.
struct Meddler<F>(Mutex<F>);

impl<F: FnMut() + Send> Reader for Meddler<F> {
    fn read(&self, bytes: Vec<u8>) -> Result<(Format, Workbook), ReadError> {
        (*self.0.lock().expect("nobody else"))();
        InProcess.read(bytes)
    }
}

/// Seals 2026 while `meddle` is done whenever a file is read.
fn seal_while(bench: &Bench, meddle: impl FnMut() + Send) -> Result<Sealed, ArchiveError> {
    let release = Release { number: 125, date: "2026-11-28".parse().expect("a date") };
    let workspace = Workspace::new(bench.root());
    let request = archive::Request {
        workspace: &workspace,
        year: 2026,
        release: &release,
        reason: None,
        accepts_losses: false,
        today: "2026-11-28".parse().expect("a date"),
        program: "tonghop 0.1.0",
    };
    archive::seal(&request, &BagFolder::new(workspace.archive()), &Meddler(Mutex::new(meddle)), &Silent)
}

#[test]
fn a_file_that_changed_while_it_was_read_is_read_again() {
    let bench = small();
    let place = bench.path("inputs/2026/so-tc.xlsx");
    let late = bench.path("inputs/2026/them.xlsx");
    let settings = bench.path("inputs/agencies.toml");
    let renamed = fs::read_to_string(&settings).expect("settings").replace("Công an tỉnh", "Công an thành phố");
    let other = form("ca-tinh");
    let mut reads = 0;
    let sealed = seal_while(&bench, || {
        reads += 1;
        if reads == 1 {
            fs::write(&place, &other).expect("another file");
            fs::write(&late, "x").expect("one more");
            fs::write(&settings, &renamed).expect("other settings");
        }
    });
    let sealed = sealed.expect("sealed");
    let bag = |path: &str| fs::read(sealed.folder.join("data").join(path)).expect("a file of the bag");
    assert!(bag("inputs/2026/so-tc.xlsx") == other, "what lies there when the year is sealed");
    assert_eq!(bag("inputs/2026/them.xlsx"), b"x");
    assert!(String::from_utf8(bag("output/2026/data.json")).expect("UTF-8").contains("Công an thành phố"));
    let run = bench.run(&["verify"]);
    assert!(run.stdout.contains("2026: nguyên vẹn"), "{}", run.stdout);
}

#[test]
fn a_file_that_never_rests_is_not_sealed() {
    let bench = small();
    let place: PathBuf = bench.path("inputs/2026/so-tc.xlsx");
    let forms = [form("so-tc"), form("ca-tinh")];
    let mut reads = 0;
    let refused = seal_while(&bench, || {
        reads += 1;
        fs::write(&place, &forms[reads % 2]).expect("another file");
    });
    let refused = refused.map(|sealed| sealed.name).expect_err("it is never at rest");
    let said = refused.lines(Language::Vietnamese).join("\n");
    assert!(said.contains("so-tc.xlsx") && said.contains("thay đổi trong khi đọc"), "{said}");
    assert_eq!(fs::read_dir(bench.path("output/archive")).expect("the bag_folder").count(), 0, "nothing is left");
    assert!(!bench.path("output/2026").exists());
}

#[test]
fn names_are_told_with_what_they_were() {
    let bench = small();
    bench.run_well(&["build", "2026"]);
    set_name(&bench, "Sở Tài chính tỉnh");
    let run = bench.run_well(&FINAL);
    says(&run, &["Sở Tài chính → Sở Tài chính tỉnh"]);
}
