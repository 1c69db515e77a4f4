//! What was sealed is used only as it was sealed, and a bag is what its name says.

mod common;

use std::fs;

use common::Bench;
use tonghop::bag::Checksum;

/// A workspace with 2026 sealed, and one body's report for 2027.
fn sealed() -> Bench {
    let bench = Bench::empty();
    let form = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    bench.write("inputs/2026/so-nv.xlsx", form);
    bench.run_well(&["archive", "2026", "--number", "5", "--date", "2026-11-28"]);
    let later = fs::read(bench.path("inputs/2026/so-nv.xlsx")).expect("the form");
    bench.write("inputs/2027/so-nv.xlsx", later);
    bench.write("inputs/aliases.toml", "[files]\n\"so-nv.xlsx\" = \"so-nv\"\n");
    bench
}

const DATA: &str = "output/archive/2026/data/output/2026/data.json";
const MANIFEST: &str = "output/archive/2026/manifest-sha256.txt";
const TAGS: &str = "output/archive/2026/tagmanifest-sha256.txt";

fn text(bench: &Bench, path: &str) -> String {
    String::from_utf8(bench.read(path)).expect("UTF-8")
}

/// Gives `path` another content, and all manifests the checksums that go with it.
fn reseal(bench: &Bench, path: &str, content: &str) {
    let sum = |bytes: &[u8]| Checksum::of(bytes).to_string();
    let swap = |place: &str, before: &str, after: &str| {
        let changed = text(bench, place).replace(before, after);
        bench.write(place, changed);
    };
    let before = sum(&bench.read(path));
    bench.write(path, content);
    let listed_in = if path.contains("/data/") { MANIFEST } else { TAGS };
    let manifest = sum(&bench.read(MANIFEST));
    swap(listed_in, &before, &sum(content.as_bytes()));
    swap(TAGS, &manifest, &sum(&bench.read(MANIFEST)));
}

#[test]
fn an_earlier_year_changed_in_its_bag_stops_the_year_that_compares_with_it() {
    let bench = sealed();
    bench.run_well(&["build", "2027"]);
    let built = bench.read("output/2027/data.json");
    let data = text(&bench, DATA);
    bench.write(DATA, data.replacen("\"completed\": ", "\"completed\": 1", 1));
    for command in [
        &["build", "2027"][..],
        &["check", "2027", "--today", "2027-11-20"],
        &["archive", "2027", "--number", "9", "--date", "2027-11-28"],
    ] {
        let run = bench.run(command);
        assert_eq!(run.status, 2, "{command:?}: {}", run.stdout);
        assert!(run.stderr.contains("không còn như khi niêm phong: data/output/2026/data.json"), "{}", run.stderr);
        assert!(run.stderr.contains("chuyển cả thư mục đó ra khỏi output/archive"), "a way out: {}", run.stderr);
        assert!(run.stderr.contains("2026"), "the bag: {}", run.stderr);
    }
    assert!(bench.read("output/2027/data.json") == built, "the outputs before are untouched");
    assert!(!bench.path("output/archive/2027").exists());
    // The way out.
    fs::rename(bench.path("output/archive/2026"), bench.path("2026 hong")).expect("moved away");
    bench.run_well(&["build", "2027"]);
}

#[test]
fn data_that_are_gone_from_a_bag_are_not_replaced_by_others_in_silence() {
    let bench = sealed();
    assert!(bench.path("output/2026/data.json").exists());
    fs::remove_file(bench.path(DATA)).expect("removed");
    assert_eq!(bench.run(&["build", "2027"]).status, 2);
}

#[test]
fn a_bag_under_another_name_is_not_as_sealed() {
    let bench = sealed();
    fs::rename(bench.path("output/archive/2026"), bench.path("output/archive/2025")).expect("renamed");
    fs::remove_dir_all(bench.path("output/2026")).expect("removed");
    let run = bench.run(&["verify"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("External-Identifier: hồ sơ ghi 2026, đáng lẽ là 2025"), "{}", run.stdout);
    assert!(run.stdout.contains("record.json: year: hồ sơ ghi 2026, đáng lẽ là 2025"), "{}", run.stdout);
    // Nor are its data those of the year before.
    assert_eq!(bench.run(&["build", "2027"]).status, 2);
}

#[test]
fn dates_that_disagree_are_told_though_every_checksum_fits() {
    let bench = sealed();
    let info = "output/archive/2026/bag-info.txt";
    reseal(&bench, info, &text(&bench, info).replace("Date-Issued: 2026-11-28", "Date-Issued: 2026-11-27"));
    let run = bench.run(&["verify"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("Date-Issued: hồ sơ ghi 2026-11-27, đáng lẽ là 2026-11-28"), "{}", run.stdout);
}

#[test]
fn a_seal_noted_in_the_register_tells_a_bag_sealed_anew() {
    let bench = sealed();
    let seal = Checksum::of(&bench.read(TAGS)).to_string();
    let typed = format!("{} {}", seal[..32].to_uppercase(), &seal[32..]);
    let run = bench.run_well(&["verify", "--seal", &typed]);
    assert!(run.stdout.contains("Mã niêm phong đã ghi trong sổ là của hồ sơ 2026."), "{}", run.stdout);
    // One of its files changed: the seal is still that of the bag, and the bag is not what was sealed.
    let data = bench.read(DATA);
    bench.write(DATA, "{}");
    let run = bench.run(&["verify", "--seal", &seal]);
    assert_eq!((run.status, run.stdout.contains("Nhưng hồ sơ ấy có sai khác")), (1, true), "{}", run.stdout);
    bench.write(DATA, data);
    // The same with a reason added, all its checksums right: sound in itself.
    let info = "output/archive/2026/bag-info.txt";
    reseal(&bench, info, &format!("{}Reason: khác\n", text(&bench, info)));
    bench.run_well(&["verify"]);
    let run = bench.run(&["verify", "--seal", &seal]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(run.stdout.contains("KHÔNG hồ sơ nào ở trên có mã niêm phong"), "{}", run.stdout);
    let run = bench.run(&["verify", "--seal", "abc"]);
    assert_eq!((run.status, run.stderr.contains("64 chữ số")), (2, true), "{}", run.stderr);
}

#[test]
fn no_bag_is_sealed_after_one_that_is_not_as_sealed() {
    let bench = sealed();
    let submission = "output/archive/2026/data/inputs/2026/so-nv.xlsx";
    let whole = bench.read(submission);
    bench.write(submission, &whole[..whole.len() - 1]);
    bench.write("inputs/2026/commentary.md", "## I\n\nĐã sửa.\n");
    // Neither the correction of that year nor the year that follows.
    for year in ["2026", "2027"] {
        let run = bench.run(&["archive", year, "--number", "9", "--date", "2027-11-28"]);
        assert_eq!(run.status, 2, "{year}: {}", run.stdout);
        for words in [
            "Không niêm phong nối tiếp hồ sơ 2026",
            "data/inputs/2026/so-nv.xlsx: nội dung đã bị thay đổi",
            "chuyển cả thư mục đó ra khỏi output/archive",
        ] {
            assert!(run.stderr.contains(words), "{year}: “{words}” is not in: {}", run.stderr);
        }
    }
    assert_eq!(fs::read_dir(bench.path("output/archive")).expect("bags").count(), 1);
    // The way out: from the backup.
    bench.write(submission, whole);
    bench.run_well(&["archive", "2027", "--number", "9", "--date", "2027-11-28"]);
    bench.run_well(&["verify"]);
}

#[test]
fn earlier_data_sealed_along_are_those_of_the_bag_they_came_from() {
    let bench = sealed();
    bench.run_well(&["archive", "2027", "--number", "9", "--date", "2027-11-28"]);
    let along = "output/archive/2027/data/earlier/data.json";
    assert!(bench.read(along) == bench.read(DATA));
    common::sealed::change(&bench, along, |text| text.replacen("\"completed\": ", "\"completed\": 1", 1));
    common::sealed::reseal(&bench, "2027");
    let run = bench.run(&["verify", "2027"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    let words = "data/earlier/data.json: không phải số liệu đã niêm phong trong hồ sơ 2026";
    assert!(run.stdout.contains(words), "{}", run.stdout);
}

#[test]
fn a_bag_sealed_anew_behind_one_that_follows_it_is_not_used() {
    let bench = sealed();
    bench.run_well(&["archive", "2027", "--number", "9", "--date", "2027-11-28"]);
    common::sealed::change(&bench, DATA, |text| text.replacen("\"completed\": ", "\"completed\": 1", 1));
    common::sealed::reseal(&bench, "2026");
    let run = bench.run(&["build", "2027"]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    assert!(run.stderr.contains("không còn như khi niêm phong: tagmanifest-sha256.txt"), "{}", run.stderr);
}

#[test]
fn the_data_of_another_year_are_not_those_of_the_bag() {
    let bench = sealed();
    common::sealed::change(&bench, DATA, |text| text.replacen("\"year\": 2026", "\"year\": 2025", 1));
    common::sealed::reseal(&bench, "2026");
    let run = bench.run(&["build", "2027"]);
    assert_eq!(run.status, 2, "{}", run.stdout);
}
