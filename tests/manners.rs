//! Manners of the command line: what is said where, with which status, and never a panic.

mod common;

use std::process::{Command, Output, Stdio};

use common::Bench;

/// A workspace with one good submission.
fn small() -> Bench {
    let bench = Bench::empty();
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    bench.write("inputs/2026/so-nv.xlsx", form);
    bench
}

/// The program as a shell runs it: `script` names it as `$0` and the workspace as `$1`.
#[cfg(unix)]
fn in_shell(bench: &Bench, script: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_tonghop");
    let mut shell = Command::new("sh");
    shell.args(["-c", script, program]).arg(bench.root()).env_remove("TMPDIR").output().expect("a shell")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_trouble() {
    let bench = small();
    for command in
        ["explain", "explain --lang en", "--help", "build --help", "build", "check --all", "trace CT10 --json"]
    {
        // The reader ends before anything is written, and the status is that of the program.
        let script = format!("{{ sleep 0.3; \"$0\" {command} -C \"$1\"; echo \"status $?\" >&2; }} | true");
        let said = text(&in_shell(&bench, &script).stderr);
        assert_eq!(said, "status 0\n", "{command}");
    }
    // Nobody listens to what went wrong either.
    for command in ["bild", "explain Z99", "build 2031", "build --number abc"] {
        let script = format!("{{ sleep 0.3; \"$0\" {command} -C \"$1\" 2>&1; echo $? > \"$1/status\"; }} | true");
        in_shell(&bench, &script);
        assert_eq!(text(&bench.read("status")).trim(), "2", "{command}");
    }
    // Both streams closed.
    in_shell(&bench, "\"$0\" check -C \"$1\" >&- 2>&-; echo $? > \"$1/status\"");
    assert_eq!(text(&bench.read("status")).trim(), "0");
}

#[test]
#[cfg(target_os = "linux")]
fn results_that_cannot_be_printed_are_said_and_count() {
    let bench = small();
    for (language, words) in [("vi", ["ổ đĩa đã đầy", "không bị ảnh hưởng"]), ("en", ["disk is full", "not affected"])]
    {
        for command in ["build", "check", "explain", "--help", "--version", "trace CT10 --json", "completions bash"] {
            let output = in_shell(&bench, &format!("\"$0\" {command} --lang {language} -C \"$1\" > /dev/full"));
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{command}: {said}");
            assert!(words.iter().all(|word| said.contains(word)), "{command}: {said}");
            assert_eq!(said.lines().count(), 1, "{command}: {said}");
        }
    }
    // Standard error on a full disk: the status tells.
    let output = in_shell(&bench, "\"$0\" bild -C \"$1\" 2> /dev/full");
    assert_eq!(output.status.code(), Some(2));
    assert!(bench.path("output/2026/data.json").exists(), "the outputs are not affected");
}

/// What a system says in English has no place in a Vietnamese sentence.
#[test]
fn no_words_of_the_system_in_a_sentence() {
    let files = [
        "inputs/agencies.toml",
        "inputs/aliases.toml",
        "inputs/plan.md",
        "inputs/report.toml",
        "inputs/2026/commentary.md",
        "templates/theme.toml",
        "templates/report-full.md",
        "output/2026/tong-hop.xlsx",
        "output/2025/data.json",
        "output",
        "inputs/2026",
    ];
    for file in files {
        let bench = small();
        if file == "output" || file == "inputs/2026" {
            // A file where a folder should be.
            let _ = std::fs::remove_dir_all(bench.path(file));
            bench.write(file, "x");
        } else {
            // A folder where a file should be.
            std::fs::create_dir_all(bench.path(file).join("x")).expect("folders");
        }
        for command in ["build", "check", "draft", "forms", "remind"] {
            let run = bench.run(&[command]);
            for word in ["os error", "directory", "No such", "denied", "denoted", "Is a", "exists", "failed"] {
                assert!(!run.stderr.contains(word), "{command} with {file}: {}", run.stderr);
            }
            assert!(!run.stderr.contains("panicked"), "{command} with {file}: {}", run.stderr);
        }
    }
}

#[test]
#[cfg(unix)]
fn without_a_place_for_temporary_files_the_sentence_says_so() {
    let bench = small();
    bench.run_well(&["build"]);
    let before = bench.read("output/2026/data.json");
    let output = in_shell(&bench, "TMPDIR=\"$1/nowhere\" \"$0\" build -C \"$1\"");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("thư mục tạm") && !said.contains("os error"), "{said}");
    assert!(bench.read("output/2026/data.json") == before);
}

#[test]
fn mistyped_commands_are_guessed() {
    let bench = small();
    for (typed, meant) in
        [("bild", "build"), ("chek", "check"), ("archiv", "archive"), ("verfy", "verify"), ("from", "forms")]
    {
        let run = bench.run(&[typed]);
        assert_eq!(run.status, 2);
        let asked = format!("Có phải bạn muốn gõ “{meant}”");
        assert!(run.stderr.contains(&asked), "{}", run.stderr);
    }
    assert!(!bench.run(&["xyzxyz"]).stderr.contains("Có phải"));
}

#[test]
fn completions_for_powershell_may_stand_anywhere() {
    let bench = Bench::empty();
    let script = bench.run_well(&["completions", "powershell"]).stdout;
    assert!(script.is_ascii());
    assert!(!script.contains("using namespace"), "{}", &script[..200]);
    assert!(script.contains("[System.Management.Automation.CompletionResult]::new('build', 'build'"));
}

#[test]
fn results_are_utf_8_without_a_mark_here_and_in_pipes_everywhere() {
    let bench = small();
    let output = Command::new(env!("CARGO_BIN_EXE_tonghop")).args(["explain", "D02"]).stdout(Stdio::piped()).output();
    let output = output.expect("the program starts");
    assert!(text(&output.stdout).starts_with("D02"));
    let file = std::fs::File::create(bench.path("said.txt")).expect("a file");
    let status = Command::new(env!("CARGO_BIN_EXE_tonghop")).args(["explain", "D02"]).stdout(file).status();
    assert!(status.expect("the program starts").success());
    let mark = if cfg!(windows) { "\u{FEFF}" } else { "" };
    assert!(text(&bench.read("said.txt")).starts_with(&format!("{mark}D02")));
}
