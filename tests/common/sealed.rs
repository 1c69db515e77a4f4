//! A small workspace that is quick to seal, and bags that somebody else made: sealed anew after a change, every checksum
//! right.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tonghop::bag::Checksum;

use super::Bench;

/// Seals 2026.
pub const FINAL: [&str; 6] = ["archive", "2026", "--number", "125", "--date", "2026-11-28"];

/// A workspace of three bodies and a report of one table, quick to build.
pub fn small() -> Bench {
    let bench = Bench::empty();
    set_name(&bench, "Sở Tài chính");
    let report = include_str!("../../inputs/report.toml").replace("agency = \"so-gddt\"", "agency = \"so-nv\"");
    bench.write("inputs/report.toml", report);
    let template = "# I. TÌNH HÌNH BÁO CÁO { #I }\n\n```table submissions\nTình hình gửi báo cáo\n```\n";
    for edition in ["report-full.md", "report-summary.md"] {
        bench.write(&format!("templates/{edition}"), template);
    }
    for body in ["so-nv", "so-tc", "ca-tinh"] {
        let form = format!("{}/inputs/2026/BC_2026_{body}.xlsx", env!("CARGO_MANIFEST_DIR"));
        bench.write(&format!("inputs/2026/{body}.xlsx"), fs::read(form).expect("a form"));
    }
    bench
}

/// Gives one of the three bodies a name, which stands in every output.
pub fn set_name(bench: &Bench, name: &str) {
    let body = |id: &str, name: &str, duty: &str| {
        format!(
            "[[agency]]\nid = \"{id}\"\nname = \"{name}\"\nsymbol = \"X\"\nkind = \"provincial\"\ngroup = \"tinh\"\n\
             aliases = [\"{id}\"]\nperiods = [{{ from = 2020-11-05, duties = [\"{duty}\"] }}]\n"
        )
    };
    let agencies =
        [body("so-nv", "Sở Nội vụ", "IV.3"), body("so-tc", name, "IV.4"), body("ca-tinh", "Công an tỉnh", "IV.9")];
    let group = "[[group]]\nid = \"tinh\"\nname = \"Cấp tỉnh\"\n";
    bench.write("inputs/agencies.toml", format!("{group}{}", agencies.concat()));
}

/// The regular files below a folder, by their paths with `/` between folders.
fn regular_files(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let (kind, name) = (entry.file_type().expect("a kind"), entry.file_name().into_string().expect("UTF-8"));
        if kind.is_dir() {
            regular_files(&entry.path(), &format!("{prefix}{name}/"), files);
        } else if kind.is_file() {
            files.insert(format!("{prefix}{name}"), fs::read(entry.path()).expect("a file"));
        }
    }
}

/// Gives a bag the manifests and the size that go with what lies in it now.
pub fn reseal(bench: &Bench, bag: &str) {
    let folder = format!("output/archive/{bag}");
    let mut files = BTreeMap::new();
    regular_files(&bench.path(&folder), "", &mut files);
    let list = |wanted: &dyn Fn(&str) -> bool, files: &BTreeMap<String, Vec<u8>>| -> String {
        let wanted = files.iter().filter(|(path, _)| wanted(path));
        wanted.map(|(path, bytes)| format!("{}  {path}\n", Checksum::of(bytes))).collect()
    };
    let is_payload = |path: &str| path.starts_with("data/");
    let payload: Vec<usize> = files.iter().filter(|(path, _)| is_payload(path)).map(|(_, bytes)| bytes.len()).collect();
    let info = String::from_utf8(files["bag-info.txt"].clone()).expect("UTF-8");
    let size = format!("Payload-Oxum: {}.{}", payload.iter().sum::<usize>(), payload.len());
    let is_size = |line: &&str| line.starts_with("Payload-Oxum: ");
    let before = info.lines().find(is_size).unwrap_or("Payload-Oxum: none");
    files.insert("bag-info.txt".into(), info.replace(before, &size).into_bytes());
    files.insert("manifest-sha256.txt".into(), list(&is_payload, &files).into_bytes());
    let tags = list(&|path| !is_payload(path) && path != "tagmanifest-sha256.txt", &files);
    for name in ["bag-info.txt", "manifest-sha256.txt"] {
        bench.write(&format!("{folder}/{name}"), &files[name]);
    }
    bench.write(&format!("{folder}/tagmanifest-sha256.txt"), tags);
}

/// Gives the tag manifest the checksums of the tag files as they are, whatever they say.
pub fn reseal_tags(bench: &Bench, bag: &str) {
    let folder = format!("output/archive/{bag}");
    let tags = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"];
    let lines = tags.map(|name| format!("{}  {name}\n", Checksum::of(&bench.read(&format!("{folder}/{name}")))));
    bench.write(&format!("{folder}/tagmanifest-sha256.txt"), lines.concat());
}

/// Changes a text of a bag.
pub fn change(bench: &Bench, path: &str, change: impl FnOnce(String) -> String) {
    let text = String::from_utf8(bench.read(path)).expect("UTF-8");
    bench.write(path, change(text));
}
