//! `tonghop watch`, as a user runs it.

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use common::Bench;

/// How long to wait for a line that must come; a machine may be busy.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The program watching a workspace. It ends with the test.
struct Watching {
    program: Child,
    lines: Receiver<String>,
    seen: Vec<String>,
}

impl Watching {
    fn start(bench: &Bench) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(["watch", "2026", "--interval", "0.3", "-C"])
            .arg(bench.root())
            .env_clear()
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let (sender, lines) = channel();
        let output = BufReader::new(program.stdout.take().expect("a pipe"));
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { program, lines, seen: Vec::new() }
    }

    /// Waits for a line that has all of `words`.
    fn expect(&mut self, words: &[&str]) {
        let until = Instant::now() + TIMEOUT;
        while let Ok(line) = self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.seen.push(line.clone());
            if words.iter().all(|word| line.contains(word)) {
                return;
            }
        }
        panic!("no line has {words:?}; there were:\n{}", self.seen.join("\n"));
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn form(id: &str) -> Vec<u8> {
    let path = format!("{}/inputs/2026/BC_2026_{id}.xlsx", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a form")
}

#[test]
fn what_is_dropped_in_is_said_when_it_is_whole() {
    let bench = Bench::empty();
    bench.write("inputs/2026/so-nv.xlsx", form("so-nv"));
    let mut watching = Watching::start(&bench);
    watching.expect(&["Đang theo dõi", "Ctrl+C"]);
    watching.expect(&["1/105 đơn vị đã có báo cáo"]);
    bench.write("inputs/2026/moi/so-tc.xlsx", form("so-tc"));
    watching.expect(&["moi/so-tc.xlsx: Sở Tài chính đã gửi báo cáo (đúng hạn)"]);
    // A file that comes in little by little, behind the lock of an office program.
    let whole = form("so-khcn");
    bench.write("inputs/2026/~$so-khcn.xlsx", "lock");
    let mut file = std::fs::File::create(bench.path("inputs/2026/so-khcn.xlsx")).expect("a file");
    for part in whole.chunks(whole.len() / 12) {
        file.write_all(part).expect("written");
        thread::sleep(Duration::from_millis(80));
    }
    drop(file);
    watching.expect(&["so-khcn.xlsx: Sở Khoa học và Công nghệ đã gửi báo cáo (đúng hạn)"]);
    assert!(!watching.seen.iter().any(|line| line.contains("không sử dụng được")), "{:?}", watching.seen);
    // The page was written before the line was.
    let page = String::from_utf8(bench.read("output/2026/status.html")).expect("UTF-8");
    assert!(page.contains("3/105</span> đơn vị có báo cáo"));
    std::fs::remove_file(bench.path("inputs/2026/moi/so-tc.xlsx")).expect("the file");
    watching.expect(&["moi/so-tc.xlsx: không còn trong thư mục", "Sở Tài chính nay là: chưa gửi"]);
    // A mistake in the settings is said, and that it is mended is noticed.
    bench.write("inputs/aliases.toml", "[files]\n\"la.xlsx\" = \"so-tc\"\n");
    bench.write("inputs/2026/la.xlsx", form("so-vhttdl"));
    watching.expect(&["la.xlsx: Sở Tài chính đã gửi báo cáo"]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well() {
    let bench = Bench::empty();
    bench.write("inputs/2026/so-nv.xlsx", form("so-nv"));
    let mut watching = Watching::start(&bench);
    watching.expect(&["1/105"]);
    // The handler is in place when the watching proper begins, shortly after that line.
    thread::sleep(Duration::from_millis(500));
    let number = watching.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &number]).status().expect("kill").success());
    watching.expect(&["Đã dừng theo dõi."]);
    assert!(watching.program.wait().expect("the end").success());
}
