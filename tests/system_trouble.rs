//! Trouble of the system is not the sender's fault: with few file handles the year comes out as it is, or not at all. Readers
//! that somebody kills: `readers_ended.rs`.
#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::OnceLock;

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
