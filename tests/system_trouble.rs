//! Trouble of the system is not the sender's fault: with few file handles, or with readers that somebody kills, the year comes
//! out as it is, or not at all.
#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use common::Bench;

const DATA: &str = "output/2026/data.json";

/// The data of the year as they are with nothing in the way.
fn sound() -> &'static [u8] {
    static SOUND: OnceLock<Vec<u8>> = OnceLock::new();
    SOUND.get_or_init(|| {
        let bench = Bench::with_2026();
        bench.run_well(&["build", "2026"]);
        bench.read(DATA)
    })
}

#[test]
fn with_few_file_handles_the_year_is_whole_or_the_old_one_stays() {
    let mut statuses = BTreeSet::new();
    for handles in [10, 14, 17, 20, 24, 30, 40] {
        let bench = Bench::with_2026();
        bench.write(DATA, "the year before");
        let program = env!("CARGO_BIN_EXE_tonghop");
        let output = Command::new("sh")
            .args(["-c", &format!("ulimit -n {handles}; exec \"$0\" build 2026 -C \"$1\""), program])
            .arg(bench.root())
            .output()
            .expect("a shell");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let status = output.status.code().unwrap_or(-1);
        match status {
            0 => assert!(bench.read(DATA) == sound(), "{handles} handles: other data with status 0"),
            2 => {
                assert!(bench.read(DATA) == b"the year before", "{handles} handles: the old outputs are gone");
                assert!(said.contains("chạy lại"), "{handles} handles: {said}");
            }
            other => panic!("{handles} handles: status {other}: {said}"),
        }
        statuses.insert(status);
    }
    assert!(statuses.contains(&0), "forty handles are enough");
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

#[test]
#[cfg(target_os = "linux")]
fn readers_that_somebody_kills_cost_no_file() {
    let mut killed = 0;
    for round in 0..12 {
        let bench = Bench::with_2026();
        let mut build = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(["build", "2026", "-C"])
            .arg(bench.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        thread::sleep(Duration::from_millis(5 + 11 * round));
        killed += kill_readers(build.id());
        assert!(build.wait().expect("it ends").success(), "round {round}");
        assert!(bench.read(DATA) == sound(), "round {round}: a good file was lost");
    }
    assert!(killed > 0, "no reader was there to be killed");
}
