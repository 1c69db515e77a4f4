//! Whoever ends the readers, whatever the machine lacks: no file that is sound is called damaged, and a report is replaced by
//! one of all files or not at all.
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use common::Bench;
use tonghop::intake::{InProcess, ReadError, Reader, Submitted, SystemTrouble, read_bytes, read_file};
use tonghop::reader::{Limits, ReaderPool};

const DATA: &str = "output/2026/data.json";
const FORM: &[u8] = include_bytes!("../inputs/2026/BC_2026_so-nv.xlsx");

/// The data of the repository's year with nothing in the way.
fn sound() -> Vec<u8> {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    bench.read(DATA)
}

/// Ends the readers of `program` that run now.
fn kill_readers(program: u32) -> usize {
    let mut killed = 0;
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // pid (name) state parent …
        let parent = stat.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1)).and_then(|pid| pid.parse().ok());
        let pid = entry.file_name().to_string_lossy().into_owned();
        if parent == Some(program) && Command::new("kill").args(["-9", &pid]).status().is_ok_and(|kill| kill.success())
        {
            killed += 1;
        }
    }
    killed
}

/// What came of builds while somebody killed their readers.
#[derive(Debug, Default)]
struct Tally {
    builds: usize,
    killed: usize,
    refused: usize,
}

/// Builds `rounds` times with readers killed every `pause`, `kills` times a build.
fn build_under_fire(rounds: usize, kills: usize, pause: impl Fn(usize) -> Duration) -> Tally {
    let (sound, mut tally) = (sound(), Tally::default());
    for round in 0..rounds {
        let bench = Bench::with_2026();
        bench.write(DATA, "the year before");
        let mut build = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        build.args(["build", "2026", "-C"]).arg(bench.root()).stdout(Stdio::null()).stderr(Stdio::piped());
        let build = build.spawn().expect("the program starts");
        let (program, is_over) = (build.id(), Arc::new(AtomicBool::new(false)));
        let (over, killed) = (Arc::clone(&is_over), Arc::new(AtomicUsize::new(0)));
        let counted = Arc::clone(&killed);
        let pause = pause(round);
        let killer = thread::spawn(move || {
            for _ in 0..kills {
                thread::sleep(pause);
                if over.load(Ordering::Relaxed) {
                    return;
                }
                counted.fetch_add(kill_readers(program), Ordering::Relaxed);
            }
        });
        let output = build.wait_with_output().expect("it ends");
        is_over.store(true, Ordering::Relaxed);
        killer.join().expect("the killer ends");
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => assert!(bench.read(DATA) == sound, "round {round}: a sound file was lost"),
            Some(2) => {
                assert!(bench.read(DATA) == b"the year before", "round {round}: {said}");
                assert!(said.contains("chấm dứt") || said.contains("không khởi động được"), "round {round}: {said}");
                tally.refused += 1;
            }
            other => panic!("round {round}: {other:?}: {said}"),
        }
        tally.builds += 1;
        tally.killed += killed.load(Ordering::Relaxed);
    }
    tally
}

#[test]
#[cfg(target_os = "linux")]
fn readers_killed_all_the_time_cost_no_file() {
    let tally = build_under_fire(5, 6, |round| Duration::from_millis(15 + 20 * round as u64));
    assert!(tally.killed > 0, "no reader was there to be killed");
}

/// The whole: `cargo test --test readers_ended -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
#[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
#[cfg(target_os = "linux")]
fn readers_killed_in_a_hundred_builds_cost_no_file() {
    let few = build_under_fire(60, 2, |round| Duration::from_millis(5 + 7 * (round as u64 % 40)));
    let many = build_under_fire(40, 40, |round| Duration::from_millis(1 + round as u64));
    println!("killed now and then: {few:?}\nkilled all the time: {many:?}");
}

/// A reader that is this script.
fn reader_of(folder: &Path, script: &str) -> ReaderPool {
    let path = folder.join("reader");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("permissions");
    ReaderPool::new(path, Limits::default())
}

#[test]
fn a_reader_that_is_always_ended_is_no_fault_of_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    for signal in ["KILL", "TERM", "HUP"] {
        let pool = reader_of(folder.path(), &format!("kill -{signal} $$; sleep 5"));
        assert_eq!(pool.read(FORM.to_vec()), Err(ReadError::System(SystemTrouble::ReadersEnded)), "{signal}");
    }
    // What is no reader at all is done without.
    for script in ["exit 0", "echo hello", "kill -SEGV $$"] {
        let pool = reader_of(folder.path(), script);
        assert_eq!(pool.read(FORM.to_vec()), read_bytes(FORM).map_err(ReadError::from), "{script}");
    }
}

#[test]
fn little_memory_makes_no_file_too_large() {
    let sound = sound();
    let mut done = 0;
    for kilobytes in [60_000, 150_000, 300_000, 600_000, 900_000, 4_000_000] {
        let bench = Bench::with_2026();
        bench.write(DATA, "the year before");
        let script = format!("ulimit -c 0; ulimit -v {kilobytes}; exec \"$0\" build 2026 -C \"$1\"");
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", &script, env!("CARGO_BIN_EXE_tonghop")]).arg(bench.root()).output();
        let output = output.expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            assert!(bench.read(DATA) == sound, "{kilobytes} KB: other data with status 0");
            done += 1;
        } else {
            assert!(bench.read(DATA) == b"the year before", "{kilobytes} KB: {said}");
        }
    }
    assert!(done > 0, "four gigabytes are enough");
}

#[test]
fn few_handles_lose_no_folder_of_files() {
    let in_folders = || {
        let bench = Bench::with_2026();
        for (count, entry) in fs::read_dir(bench.path("inputs/2026")).expect("the folder").flatten().enumerate() {
            let folder = bench.path(&format!("inputs/2026/huyện {}/xã {count}", count % 7));
            fs::create_dir_all(&folder).expect("folders");
            fs::rename(entry.path(), folder.join(entry.file_name())).expect("a file");
        }
        bench
    };
    let bench = in_folders();
    bench.run_well(&["check", "--today", "2026-11-24"]);
    let sound = |bench: &Bench| {
        let page = String::from_utf8(bench.read("output/2026/status.html")).expect("text");
        // Times and paths of the workspace apart.
        page.matches("huyện").count()
    };
    let expected = sound(&bench);
    for handles in [7, 8, 9, 10, 12, 16, 20] {
        let bench = in_folders();
        let script = format!("ulimit -n {handles}; exec \"$0\" check --today 2026-11-24 -C \"$1\"");
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", &script, env!("CARGO_BIN_EXE_tonghop")]).arg(bench.root()).output();
        let output = output.expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => assert_eq!(sound(&bench), expected, "{handles} handles"),
            Some(2) => assert!(!bench.path("output/2026/status.html").exists(), "{handles} handles: {said}"),
            other => panic!("{handles} handles: {other:?}: {said}"),
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_fails_is_no_fault_of_the_file_and_a_permission_is() {
    // Reading the memory of a process from its beginning is an input/output error.
    let submitted = |path: &Path| Submitted {
        path: "a.xlsx".into(),
        spelt: "a.xlsx".into(),
        full_path: path.to_owned(),
        modified: 0,
        is_left_out: false,
        obstacle: None,
    };
    let failing = read_file(&submitted(Path::new("/proc/self/mem")), &InProcess);
    assert_eq!(failing, Err(SystemTrouble::DiskFails));
    let gone = read_file(&submitted(Path::new("/there/is/none")), &InProcess).expect("a finding");
    assert!(gone.content.is_err());
}
