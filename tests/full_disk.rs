//! A disk that is full at any moment: the outputs are the old ones or the new ones, never some of each, and what is wrong is
//! said. The limit on the size of files (`ulimit -f`) stands for the disk: a write beyond it fails, as it does on a full one.
#![cfg(unix)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use common::Bench;
use common::sealed::{set_name, small};

/// The outputs of a year by name.
fn outputs(bench: &Bench) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(bench.path("output/2026")).expect("the outputs").flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    files
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("an output")))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect()
}

/// The largest file that a run of `arguments` leaves, in the blocks of `ulimit -f`.
fn largest(bench: &Bench) -> u64 {
    outputs(bench).values().map(|bytes| bytes.len() as u64).max().expect("an output").div_ceil(512)
}

/// Runs the program where no file may grow beyond `blocks` of 512 bytes: status, and what it says.
fn run_on_full_disk(bench: &Bench, blocks: u64, arguments: &str) -> (i32, String) {
    // The shell's signal that a file is too large is ignored, so that the write itself fails.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {arguments} -C \"$1\"");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_tonghop")])
        .arg(bench.root())
        .output()
        .expect("a shell");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Builds with the disk full at `moments` sizes between nothing and the largest output, and counts the builds that failed.
fn builds_on_full_disks(moments: u64) -> usize {
    let bench = small();
    bench.run_well(&["build"]);
    let old = outputs(&bench);
    set_name(&bench, "Sở Tài chính tỉnh");
    let new = {
        let other = small();
        set_name(&other, "Sở Tài chính tỉnh");
        other.run_well(&["build"]);
        outputs(&other)
    };
    assert_ne!(old, new);
    let most = largest(&bench);
    let mut failed = 0;
    for moment in 0..moments {
        let blocks = most * moment / moments;
        let (status, said) = run_on_full_disk(&bench, blocks, "build 2026");
        match status {
            0 => assert!(outputs(&bench) == new, "{blocks} blocks: status 0 and other outputs"),
            2 => {
                assert!(outputs(&bench) == old, "{blocks} blocks: the old outputs are gone: {said}");
                let is_a_sentence = !said.trim().is_empty() && !said.contains("os error") && !said.contains("panicked");
                assert!(is_a_sentence, "{blocks} blocks: {said}");
                failed += 1;
            }
            other => panic!("{blocks} blocks: status {other}: {said}"),
        }
    }
    bench.run_well(&["build"]);
    assert!(outputs(&bench) == new, "the disk has room again");
    failed
}

/// Seals with the disk full at `moments` sizes: no bag, or one that is whole, and counts the runs without one.
fn seals_on_full_disks(moments: u64) -> usize {
    let bench = small();
    bench.run_well(&["build"]);
    let most = largest(&bench);
    let mut failed = 0;
    for moment in 0..moments {
        let blocks = most * moment / moments;
        let (status, said) = run_on_full_disk(&bench, blocks, "archive 2026 --number 125 --date 2026-11-28");
        if status == 2 && !bench.path("output/archive/2026").exists() {
            failed += 1;
            continue;
        }
        assert!(status == 0 || said.contains("ĐÃ được niêm phong"), "{blocks} blocks: status {status}: {said}");
        bench.run_well(&["verify"]);
        fs::remove_dir_all(bench.path("output/archive")).expect("removed");
    }
    failed
}

#[test]
fn a_full_disk_leaves_the_old_outputs() {
    let failed = builds_on_full_disks(6);
    assert!(failed > 2, "the disk was full {failed} times only");
}

#[test]
fn a_full_disk_leaves_no_half_bag() {
    let failed = seals_on_full_disks(4);
    assert!(failed > 1, "the disk was full {failed} times only");
}

/// The whole: `cargo test --test full_disk -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
#[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
fn fifty_full_disks() {
    let (builds, seals) = (builds_on_full_disks(30), seals_on_full_disks(20));
    println!("30 builds: {builds} failed; 20 seals: {seals} failed; all as they should be");
}
