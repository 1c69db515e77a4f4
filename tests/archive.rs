//! The sealed year: what is sealed, what is found when it is tampered with, and what a kill at any moment leaves.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::Bench;
use common::sealed::{FINAL, set_name, small};
use tonghop::archive::{self, BagFolder};

/// The files of `output/<year>/`.
const OUTPUTS: [&str; 4] = ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf", "tong-hop.xlsx", "data.json"];

fn bag_folder(bench: &Bench) -> BagFolder {
    BagFolder::new(bench.path("output/archive"))
}

/// The lines of `bag-info.txt` by their labels.
fn info(bench: &Bench, bag: &str) -> BTreeMap<String, String> {
    let text = String::from_utf8(bench.read(&format!("output/archive/{bag}/bag-info.txt"))).expect("UTF-8");
    text.lines().filter_map(|line| line.split_once(": ")).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

/// All files below a folder with their bytes.
fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

#[test]
fn a_sealed_year_holds_everything_and_is_verified() {
    let bench = small();
    bench.write("inputs/2026/xã/Báo cáo 50% (lần 2).xlsx", b"");
    bench.write("inputs/2026/commentary.md", "## I\n\nGhi chú của Sở.\n");
    let run = bench.run_well(&FINAL);
    assert!(run.stdout.contains("Đã niêm phong năm 2026"), "{}", run.stdout);
    let bag = snapshot(&bench.path("output/archive/2026"));
    for path in [
        "data/inputs/plan.md",
        "data/inputs/2026/commentary.md",
        "data/inputs/2026/xã/Báo cáo 50_ (lần 2).xlsx",
        "data/templates/theme.toml",
        "data/templates/fonts/LiberationSerif-Regular.ttf",
        "data/output/2026/van-de.csv",
    ] {
        assert!(bag.keys().any(|key| key.replace('\\', "/") == path), "{path}: {:?}", bag.keys());
    }
    for name in OUTPUTS {
        let sealed = bench.read(&format!("output/archive/2026/data/output/2026/{name}"));
        assert!(sealed == bench.read(&format!("output/2026/{name}")), "{name}");
    }
    let data = String::from_utf8(bench.read("output/archive/2026/data/output/2026/data.json")).expect("UTF-8");
    assert!(data.contains("xã/Báo cáo 50% (lần 2).xlsx"), "the outputs name files as they were received");
    let payload: usize = bag.iter().filter(|(path, _)| path.starts_with("data")).map(|(_, bytes)| bytes.len()).sum();
    assert!(info(&bench, "2026")["Payload-Oxum"].starts_with(&format!("{payload}.")));
    let run = bench.run_well(&["verify"]);
    assert!(run.stdout.contains("2026: nguyên vẹn, lập lại giống từng byte"), "{}", run.stdout);
}

#[test]
fn a_correction_is_a_new_revision_and_the_bags_form_a_chain() {
    let bench = small();
    bench.run_well(&FINAL);
    let first = snapshot(&bench.path("output/archive/2026"));
    let again = bench.run_well(&FINAL);
    assert!(again.stdout.contains("Không có gì thay đổi"), "{}", again.stdout);
    set_name(&bench, "Sở Tài chính tỉnh");
    bench.run_well(&["archive", "2026", "--number", "131", "--date", "2026-12-15", "--reason", "Sai tên\nđơn vị"]);
    fs::rename(bench.path("inputs/2026"), bench.path("inputs/2027")).expect("another year");
    bench.run_well(&["archive", "2027", "--number", "9", "--date", "2027-11-28"]);
    assert!(snapshot(&bench.path("output/archive/2026")) == first, "what is sealed is never written to");
    let (second, third) = (info(&bench, "2026-r2"), info(&bench, "2027"));
    let seal = |bag: &str| bag_folder(&bench).seal(bag.parse().expect("a name")).expect("a seal").to_string();
    assert_eq!((&second["Replaces-Bag"], &second["Reason"]), (&"2026".to_owned(), &"Sai tên đơn vị".to_owned()));
    assert_eq!(second["Replaces-Bag-Tagmanifest-SHA256"], seal("2026"));
    assert_eq!(
        (&third["Previous-Bag"], &third["Previous-Bag-Tagmanifest-SHA256"]),
        (&"2026-r2".to_owned(), &seal("2026-r2"))
    );
    let run = bench.run_well(&["verify", "--lang", "en"]);
    assert_eq!(run.stdout.matches("as sealed, and built again byte by byte").count(), 3, "{}", run.stdout);
    // A bag taken away is missed by those that name it.
    fs::rename(bench.path("output/archive/2026"), bench.path("2026")).expect("moved");
    let run = bench.run(&["verify"]);
    assert!(run.status == 1 && run.stdout.contains("không còn bản 2026 "), "{}", run.stdout);
}

#[test]
fn what_was_tampered_with_is_named() {
    let bench = small();
    bench.run_well(&FINAL);
    let bag = "output/archive/2026";
    let data = format!("{bag}/data/output/2026/data.json");
    let sealed = bench.read(&data);
    let forged = String::from_utf8(sealed.clone()).expect("UTF-8").replacen("Sở Tài chính", "Sở Công Thương", 1);
    bench.write(&data, &forged);
    let run = bench.run(&["verify", "2026"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    for words in [
        "data/output/2026/data.json: nội dung đã bị thay đổi.",
        "data.json: lập lại từ dữ liệu đã niêm phong thì khác, từ byte thứ",
        "agencies so-tc: name: đã niêm phong \"Sở Công Thương\", lập lại \"Sở Tài chính\"",
    ] {
        assert!(run.stdout.contains(words), "“{words}” is not in: {}", run.stdout);
    }
    bench.write(&data, sealed);
    // The seal of an older program: what it made stays the original, and a difference is a remark.
    let tags = |bench: &Bench| {
        let path = format!("{bag}/tagmanifest-sha256.txt");
        let lines = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"];
        let lines = lines
            .map(|name| format!("{}  {name}\n", tonghop::bag::Checksum::of(&bench.read(&format!("{bag}/{name}")))));
        bench.write(&path, lines.concat());
    };
    let older = String::from_utf8(bench.read(&format!("{bag}/bag-info.txt"))).expect("UTF-8");
    let program = concat!("tonghop ", env!("CARGO_PKG_VERSION"));
    bench.write(&format!("{bag}/bag-info.txt"), older.replace(program, "tonghop 0.0.1"));
    let manifest = String::from_utf8(bench.read(&format!("{bag}/manifest-sha256.txt"))).expect("UTF-8");
    let csv = format!("{bag}/data/output/2026/van-de.csv");
    let before = tonghop::bag::Checksum::of(&bench.read(&csv)).to_string();
    bench.write(&csv, "Mã\r\n");
    bench.write(
        &format!("{bag}/manifest-sha256.txt"),
        manifest.replace(&before, &tonghop::bag::Checksum::of("Mã\r\n".as_bytes()).to_string()),
    );
    tags(&bench);
    let run = bench.run(&["verify"]);
    assert!(run.stdout.contains("Có thể do khác phiên bản: hồ sơ này do tonghop 0.0.1 niêm phong"), "{}", run.stdout);
    assert_eq!(run.status, 1, "the size of the payload is another: {}", run.stdout);
}

#[test]
fn what_cannot_be_sealed_or_verified_is_said() {
    let bench = small();
    let run = bench.run(&["verify"]);
    assert!(run.status == 2 && run.stderr.contains("Chưa có bản lưu trữ nào"), "{}", run.stderr);
    let run = bench.run(&["archive", "2026"]);
    assert!(run.status == 2 && run.stderr.contains("--number"), "{}", run.stderr);
    let run = bench.run(&["archive", "2031", "--number", "1", "--date", "2031-11-28"]);
    assert!(run.status == 2 && run.stderr.contains("2031"), "{}", run.stderr);
    assert!(!bench.path("output/archive/2031").exists());
}

/// A generator of moments: the same ones in every run (xorshift).
struct Moments(u64);

impl Moments {
    fn next(&mut self, within: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        within.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

/// Runs the program and kills it after a time.
fn kill_after(bench: &Bench, arguments: &[&str], time: Duration) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    command.args(arguments).arg("-C").arg(bench.root()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    thread::sleep(time);
    // It may have ended already.
    let _ = child.kill();
    child.wait().expect("the end of the program");
}

/// How long a run takes that nobody kills.
fn duration(bench: &Bench, arguments: &[&str]) -> Duration {
    let begin = Instant::now();
    bench.run_well(arguments);
    begin.elapsed()
}

/// The two names between which the workspace goes back and forth, so that every run has something to write.
const NAMES: [&str; 2] = ["Sở Tài chính", "Sở Tài chính tỉnh"];

/// Builds and is killed `rounds` times.
fn killed_builds_leave_whole_outputs(rounds: usize) {
    let bench = small();
    let mut whole: Vec<Vec<Vec<u8>>> = Vec::new();
    let mut longest = Duration::ZERO;
    for name in NAMES {
        set_name(&bench, name);
        longest = longest.max(duration(&bench, &["build"]));
        whole.push(OUTPUTS.map(|output| bench.read(&format!("output/2026/{output}"))).into());
    }
    let mut moments = Moments(0x2739_2026);
    for round in 0..rounds {
        set_name(&bench, NAMES[round % 2]);
        kill_after(&bench, &["build"], moments.next(longest));
        let versions: Vec<Option<usize>> = OUTPUTS
            .iter()
            .enumerate()
            .map(|(place, output)| {
                let found = bench.read(&format!("output/2026/{output}"));
                whole.iter().position(|version| version[place] == found)
            })
            .collect();
        assert!(versions.iter().all(Option::is_some), "round {round}: damaged: {versions:?}");
        let is_decided = bench.path("output/2026/.committed").exists();
        assert!(is_decided || versions.windows(2).all(|pair| pair[0] == pair[1]), "round {round}: {versions:?}");
    }
    bench.run_well(&["build"]);
    let names: Vec<String> = snapshot(&bench.path("output/2026")).into_keys().collect();
    assert_eq!(names.len(), OUTPUTS.len(), "{names:?}");
}

#[test]
fn build_killed_at_any_moment_leaves_whole_outputs() {
    killed_builds_leave_whole_outputs(100);
}

/// Seals and is killed `rounds` times.
fn killed_seals_leave_whole_bags_or_none(rounds: usize) {
    let bench = small();
    let longest = duration(&bench, &FINAL);
    let bag_folder = bag_folder(&bench);
    let (mut sealed, mut seals) = (0, BTreeMap::new());
    let mut moments = Moments(0x8493_2026);
    for round in 0..rounds {
        set_name(&bench, NAMES[(round + 1) % 2]);
        kill_after(&bench, &FINAL, moments.next(longest.mul_f64(1.1)));
        let bags = bag_folder.bags().expect("bags");
        if bags.len() > sealed || round + 1 == rounds {
            sealed = bags.len();
            for verdict in archive::check(&bag_folder, None).expect("bags") {
                assert_eq!(verdict.problems, [], "round {round}: {}", verdict.name);
                let seal = *seals.entry(verdict.name).or_insert(verdict.seal);
                assert_eq!(seal, verdict.seal, "round {round}: {} has changed", verdict.name);
            }
        }
        for name in OUTPUTS {
            assert!(bench.path(&format!("output/2026/{name}")).exists(), "round {round}: {name} is lost");
        }
    }
    bench.run_well(&FINAL);
    let left = fs::read_dir(bag_folder.folder()).expect("the bag_folder").flatten().count();
    assert_eq!(left, bag_folder.bags().expect("bags").len(), "nothing but bags is left");
    let last = bag_folder.bags().expect("bags").last().expect("a bag").to_string();
    fs::rename(bench.path("output/archive"), bench.path("all")).expect("moved");
    fs::create_dir_all(bench.path("output/archive")).expect("a bag_folder");
    fs::rename(bench.path(&format!("all/{last}")), bench.path("output/archive/2026")).expect("moved");
    let run = bench.run(&["verify"]);
    assert!(!run.stdout.contains("lập lại từ"), "the outputs are what the inputs give: {}", run.stdout);
}

#[test]
fn archive_killed_at_any_moment_leaves_the_whole_bag_or_none() {
    killed_seals_leave_whole_bags_or_none(100);
}

/// The whole: `cargo test --test archive -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn five_hundred_kills_leave_nothing_in_halves() {
    killed_builds_leave_whole_outputs(300);
    killed_seals_leave_whole_bags_or_none(200);
}

#[test]
fn sealing_says_what_counts_and_what_has_changed_since_the_draft() {
    let bench = small();
    bench.run_well(&["build", "2026"]);
    let same = bench.run_well(&FINAL);
    assert!(same.stdout.contains("3/3 đơn vị có báo cáo được tổng hợp"), "{}", same.stdout);
    assert!(same.stdout.contains("Số liệu không thay đổi so với lần lập trước."), "{}", same.stdout);
    fs::remove_file(bench.path("inputs/2026/ca-tinh.xlsx")).expect("removed");
    let fewer = bench.run_well(&["archive", "2026", "--number", "131", "--date", "2026-12-15"]);
    assert!(fewer.stdout.contains("2/3 đơn vị có báo cáo được tổng hợp"), "{}", fewer.stdout);
    assert!(fewer.stdout.contains("\n  Công an tỉnh: Đúng hạn → Chưa gửi\n"), "{}", fewer.stdout);
    let indicator = fewer.stdout.lines().find(|line| line.trim_start().starts_with("CT01: "));
    assert!(indicator.is_some_and(|line| line.contains("Thực hiện ") && line.contains(" → ")), "{}", fewer.stdout);
}

#[test]
fn a_counted_file_that_became_unreadable_is_sealed_only_if_that_is_accepted() {
    let bench = small();
    bench.run_well(&["build", "2026"]);
    bench.write("inputs/2026/so-tc.xlsx", &bench.read("inputs/2026/so-tc.xlsx")[..1000]);
    let refused = bench.run(&FINAL);
    assert_eq!(refused.status, 2, "{}", refused.stderr);
    assert!(refused.stderr.contains("so-tc.xlsx") && refused.stderr.contains("--accept"), "{}", refused.stderr);
    assert!(!bench.path("output/archive/2026").exists());
    bench.run_well(&[&FINAL[..], &["--accept"]].concat());
    assert!(bench.path("output/archive/2026").exists());
}

#[test]
fn a_year_that_is_sealed_but_not_published_is_said_to_be_sealed() {
    let bench = small();
    bench.write("output/2026/bao-cao-ubnd.pdf/in-the-way", "a folder where the report belongs");
    let half = bench.run(&FINAL);
    assert_eq!(half.status, 2, "{}", half.stderr);
    assert!(
        half.stderr.contains("ĐÃ được niêm phong") && half.stderr.contains("output/archive/2026"),
        "{}",
        half.stderr
    );
    bench.run_well(&["verify"]);
    fs::remove_dir_all(bench.path("output/2026/bao-cao-ubnd.pdf")).expect("removed");
    let again = bench.run_well(&FINAL);
    assert!(again.stdout.contains("đã được niêm phong từ trước"), "{}", again.stdout);
    assert!(bench.path("output/2026/bao-cao-ubnd.pdf").is_file());
    assert!(!bench.path("output/archive/2026-r2").exists());
}
