//! A workspace in a temporary folder, and the program run on it without the user's environment.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

pub mod fill;
pub mod offices;
pub mod sealed;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A workspace of its own for one test; gone when dropped.
pub struct Bench {
    folder: TempDir,
}

impl Bench {
    /// An empty folder: the plan and the settings are those built into the program.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The repository's own submissions of 2026.
    pub fn with_2026() -> Self {
        let bench = Self::empty();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/2026");
        let target = bench.path("inputs/2026");
        fs::create_dir_all(&target).expect("a folder for submissions");
        for entry in fs::read_dir(source).expect("the repository's submissions") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), target.join(entry.file_name())).expect("a copy");
        }
        bench
    }

    /// The root of the workspace.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path inside the workspace.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Writes a file, making its folders.
    pub fn write(&self, relative: &str, content: impl AsRef<[u8]>) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("a file");
    }

    /// A file's bytes.
    pub fn read(&self, relative: &str) -> Vec<u8> {
        fs::read(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    /// `data.json` of a year.
    pub fn data(&self, year: i16) -> serde_json::Value {
        serde_json::from_slice(&self.read(&format!("output/{year}/data.json"))).expect("data.json is JSON")
    }

    /// Runs the program on the workspace.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_on("", arguments)
    }

    /// Runs the program on a folder inside the workspace.
    pub fn run_on(&self, folder: &str, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(arguments)
            .arg("-C")
            .arg(self.path(folder))
            .env_clear()
            .output()
            .expect("the program starts");
        Run::new(output)
    }

    /// Runs the program and expects status 0.
    pub fn run_well(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
        run
    }
}

/// What a run of the program gave.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    fn new(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("messages are UTF-8");
        Self { status: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}
