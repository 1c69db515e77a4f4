//! `check` renews the page and the workbooks to send back together or not at all.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::Bench;
use common::fill::with_text;

const CHECK: [&str; 4] = ["check", "2026", "--today", "2026-11-24"];

/// What a check leaves, by name: the page, its memory, the workbooks.
fn left(bench: &Bench) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in ["output/2026", "output/2026/returns"] {
        for entry in fs::read_dir(bench.path(folder)).into_iter().flatten().flatten() {
            if entry.path().is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                files.insert(format!("{folder}/{name}"), fs::read(entry.path()).expect("a file"));
            }
        }
    }
    files.retain(|name, _| !name.ends_with(".lock"));
    files
}

/// Puts the year into one of two states whose pages and returns differ: another file is to be sent back.
fn set(bench: &Bench, state: usize) {
    let form = |body: &str| {
        fs::read(format!("{}/inputs/2026/BC_2026_{body}.xlsx", env!("CARGO_MANIFEST_DIR"))).expect("a form")
    };
    for (index, body) in ["ca-tinh", "so-tc"].into_iter().enumerate() {
        // A state that nobody knows has to be corrected.
        let content =
            if index == state { with_text(&form(body), "Ho&#224;n th&#224;nh", "g&#7847;n xong") } else { form(body) };
        bench.write(&format!("inputs/2026/{body}.xlsx"), content);
    }
}

#[test]
fn a_page_that_cannot_be_written_leaves_the_returns_as_they_were() {
    let bench = Bench::empty();
    set(&bench, 0);
    bench.run_well(&CHECK);
    let before = left(&bench);
    assert!(before.contains_key("output/2026/returns/ca-tinh.xlsx"), "{:?}", before.keys());
    set(&bench, 1);
    fs::remove_file(bench.path("output/2026/status.html")).expect("the page");
    fs::create_dir(bench.path("output/2026/status.html")).expect("in its way");
    let run = bench.run(&CHECK);
    assert_eq!(run.status, 2, "{}", run.stdout);
    fs::remove_dir(bench.path("output/2026/status.html")).expect("out of its way");
    let mut after = left(&bench);
    after.insert("output/2026/status.html".to_owned(), before["output/2026/status.html"].clone());
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert!(after == before, "nothing is renewed");
    bench.run_well(&CHECK);
    assert!(!left(&bench).contains_key("output/2026/returns/ca-tinh.xlsx"));
}

#[test]
fn a_return_that_cannot_be_written_leaves_the_page_as_it_was() {
    let bench = Bench::empty();
    set(&bench, 0);
    bench.run_well(&CHECK);
    set(&bench, 1);
    let list = bench.path("output/2026/returns/.tonghop");
    let before = left(&bench);
    fs::rename(&list, bench.path("list")).expect("moved");
    fs::create_dir(&list).expect("in its way");
    assert_eq!(bench.run(&CHECK).status, 2);
    fs::remove_dir(&list).expect("out of its way");
    fs::rename(bench.path("list"), &list).expect("moved back");
    assert!(left(&bench) == before, "nothing is renewed");
}

/// The workbooks that the page links to, and those that are there.
fn linked_and_there(bench: &Bench) -> [Vec<String>; 2] {
    let page = String::from_utf8(bench.read("output/2026/status.html")).expect("UTF-8");
    let mut linked: Vec<String> = page
        .split("href=\"returns/")
        .skip(1)
        .map(|rest| format!("output/2026/returns/{}", rest.split('"').next().expect("an end")))
        .collect();
    linked.sort();
    linked.dedup();
    let there = left(bench).into_keys().filter(|name| name.ends_with(".xlsx")).collect();
    [linked, there]
}

/// Killed at any moment the page and the workbooks go together, or the next run makes them.
#[test]
fn a_check_killed_at_any_moment_leaves_page_and_returns_of_one_run() {
    let bench = Bench::empty();
    let mut longest = Duration::ZERO;
    for (state, body) in [(1, "so-tc"), (0, "ca-tinh")] {
        set(&bench, state);
        let begin = Instant::now();
        bench.run_well(&CHECK);
        longest = longest.max(begin.elapsed());
        let own = format!("output/2026/returns/{body}.xlsx");
        assert_eq!(linked_and_there(&bench), [vec![own.clone()], vec![own]]);
    }
    for round in 0..50_u32 {
        set(&bench, (round as usize + 1) % 2);
        let mut child = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(CHECK)
            .arg("-C")
            .arg(bench.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // What is written is written at the end.
        thread::sleep(longest.mul_f64(0.5 + 0.6 * f64::from(round * 37 % 50) / 50.0));
        // It may have ended already.
        let _ = child.kill();
        child.wait().expect("the end of the program");
        let [linked, there] = linked_and_there(&bench);
        let is_decided = bench.path("output/2026/.committed").exists();
        assert!(is_decided || linked == there, "round {round}: the page links to {linked:?}, there are {there:?}");
    }
    bench.run_well(&CHECK);
    let [linked, there] = linked_and_there(&bench);
    assert_eq!(linked, there);
    let names: Vec<String> = left(&bench).into_keys().filter(|name| name.ends_with(".new")).collect();
    assert!(names.is_empty(), "{names:?}");
}
