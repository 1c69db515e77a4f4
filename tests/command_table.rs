//! docs/commands.md against the program: each row of its table is made to happen, and ends and speaks as the page says.

mod common;
#[path = "common/drafts.rs"]
mod drafts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use common::{Bench, Run};

/// The columns of the table.
const COLUMNS: &str = "| command | status | when | message | case |";
/// A day on which all stand still.
const TODAY: &str = "2026-11-24";

struct Row {
    command: String,
    status: i32,
    message: String,
    case: String,
}

fn rows() -> Vec<Row> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md");
    let page = fs::read_to_string(page).expect("the page");
    let lines = page.lines().skip_while(|line| *line != COLUMNS).skip(2).take_while(|line| line.starts_with('|'));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [command, status, _, message, case] = cells[..] else { panic!("a broken row: {line}") };
        let name = |cell: &str| cell.trim_matches('`').to_owned();
        let status = status.parse().expect("a status");
        Row { command: name(command), status, message: message.to_owned(), case: name(case) }
    };
    let rows: Vec<Row> = lines.map(row).collect();
    assert!(rows.len() > 40, "the table is not there");
    rows
}

/// The commands, as the help lists them.
fn commands() -> BTreeSet<String> {
    let help = Bench::empty().run_well(&["--help", "--lang", "en"]).stdout;
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("the list");
    list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")).filter_map(first_word).collect()
}

fn first_word(line: &str) -> Option<String> {
    line.split_whitespace().next().map(str::to_owned)
}

/// Whether the parts of `message` between `…` stand in `said`, one after the other, however the lines are broken.
fn says(said: &str, message: &str) -> bool {
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "/");
    let mut rest = said.as_str();
    message.split('…').map(str::trim).all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

fn form(id: &str) -> Vec<u8> {
    let path = format!("{}/inputs/2026/BC_2026_{id}.xlsx", env!("CARGO_MANIFEST_DIR"));
    fs::read(path).expect("a form")
}

/// A workspace with one good submission.
fn small() -> Bench {
    let bench = Bench::empty();
    bench.write("inputs/2026/so-nv.xlsx", form("so-nv"));
    bench
}

/// One with a sealed year.
fn sealed() -> Bench {
    let bench = small();
    bench.run_well(&["archive", "2026", "--number", "125", "--date", "2026-11-28"]);
    bench
}

/// The program as a shell runs it: `script` names it as `$0` and the workspace as `$1`.
fn in_shell(bench: &Bench, script: &str) -> Run {
    let mut shell = Command::new("sh");
    let output = shell.args(["-c", script, env!("CARGO_BIN_EXE_tonghop")]).arg(bench.root()).output();
    told(output.expect("a shell"))
}

fn told(output: Output) -> Run {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("messages are UTF-8");
    Run { status: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A check that is watched, and stopped as Ctrl+C does.
fn watched_and_stopped() -> Run {
    let bench = small();
    let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    program.args(["watch", "2026", "--interval", "0.1", "-C"]).arg(bench.root());
    let program = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let page = bench.path("output/2026/status.html");
    while !page.exists() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    std::thread::sleep(std::time::Duration::from_millis(500));
    let stopped = Command::new("kill").args(["-INT", &program.id().to_string()]).status();
    assert!(stopped.is_ok_and(|status| status.success()));
    told(program.wait_with_output().expect("it ends"))
}

/// Makes a case happen. None where the system has no way to.
fn run(case: &str) -> Option<Run> {
    let on_unix = cfg!(unix).then_some(());
    Some(match case {
        "help" => Bench::empty().run(&["--help"]),
        "unknown-command" => Bench::empty().run(&["bild"]),
        "unknown-option" => Bench::empty().run(&["check", "--stric"]),
        "unusable-value" => Bench::empty().run(&["build", "--number", "abc", "--date", "2026-11-28"]),
        "option-twice" => Bench::empty().run(&["check", "--today", TODAY, "--today", TODAY]),
        "no-workspace" => Bench::empty().run_on("nowhere", &["check"]),
        "no-years" => Bench::empty().run(&["build"]),
        "no-such-year" => small().run(&["build", "2031"]),
        "mistake-in-settings" => {
            let bench = small();
            bench.write("inputs/report.toml", "deadline = \"31-02\"\n");
            bench.run(&["check"])
        }
        "shared-list-not-there" => {
            let bench = small();
            let report = include_str!("../inputs/report.toml");
            bench.write("inputs/report.toml", format!("registry = \"../chung/agencies.toml\"\n{report}"));
            bench.run(&["check"])
        }
        "unreadable-settings" => {
            let bench = small();
            bench.write("inputs/report.toml/x", "");
            bench.run(&["forms"])
        }
        "few-handles" => {
            on_unix?;
            in_shell(&small(), "ulimit -n 8; exec \"$0\" build 2026 -C \"$1\"")
        }
        "full-output" => {
            cfg!(target_os = "linux").then_some(())?;
            in_shell(&small(), "exec \"$0\" check 2026 -C \"$1\" > /dev/full")
        }
        "build" => small().run(&["build"]),
        "build-strict" => small().run(&["build", "--strict"]),
        "nothing-submitted" => {
            let bench = Bench::empty();
            fs::create_dir_all(bench.path("inputs/2026")).expect("a folder");
            bench.run(&["build"])
        }
        "draft" => small().run(&["draft"]),
        "draft-kept" => {
            let bench = small();
            bench.run_well(&["draft", "2026"]);
            bench.write("output/2026/du-thao-ubnd.docx", "somebody's work");
            bench.run(&["draft", "2026"])
        }
        "draft-nothing-submitted" => {
            let bench = Bench::empty();
            fs::create_dir_all(bench.path("inputs/2026")).expect("a folder");
            bench.run(&["draft"])
        }
        "draft-return" | "draft-return-apply" => {
            let bench = small();
            bench.run_well(&["draft", "2026"]);
            let draft = bench.read("output/2026/du-thao-bo.docx");
            let changed = drafts::with(&draft, |name, text| match name {
                "word/document.xml" => {
                    text.replacen(" báo cáo kết quả thực hiện năm", " kính trình kết quả thực hiện năm", 1)
                }
                _ => text,
            });
            bench.write("sửa.docx", changed);
            let file = bench.path("sửa.docx").display().to_string();
            let apply: &[&str] = if case == "draft-return-apply" { &["--apply"] } else { &[] };
            bench.run(&[&["draft", "--return", file.as_str()], apply].concat())
        }
        "draft-return-unchanged" => {
            let bench = small();
            bench.run_well(&["draft", "2026"]);
            let file = bench.path("output/2026/du-thao-bo.docx").display().to_string();
            bench.run(&["draft", "--return", &file])
        }
        "draft-return-no-draft" => {
            let bench = small();
            bench.write("khác.docx", drafts::of(&[("word/document.xml", "<w:document xmlns:w=\"w\"/>")]));
            let file = bench.path("khác.docx").display().to_string();
            bench.run(&["draft", "--return", &file])
        }
        "draft-return-macros" => {
            let bench = small();
            let parts = [("word/document.xml", "<w:document xmlns:w=\"w\"/>"), ("word/vbaProject.bin", "x")];
            bench.write("macro.docm", drafts::of(&parts));
            let file = bench.path("macro.docm").display().to_string();
            bench.run(&["draft", "--return", &file])
        }
        "draft-in-the-way" => {
            let bench = small();
            bench.write("output/2026/du-thao-ubnd.docx/x", "");
            bench.run(&["draft"])
        }
        "output-in-the-way" => {
            let bench = small();
            bench.write("output/2026/tong-hop.xlsx/x", "");
            bench.run(&["build"])
        }
        "half-published" => {
            // A run of an older version was killed, and what it was about to replace is held.
            let bench = small();
            bench.write("output/2026/.committed", "data.json\ntong-hop.xlsx\n");
            bench.write("output/2026/.tong-hop.xlsx.new", "");
            bench.write("output/2026/tong-hop.xlsx/x", "");
            bench.run(&["build"])
        }
        "earlier-data-damaged" => {
            let bench = small();
            bench.write("output/2025/data.json", "{");
            bench.run(&["build"])
        }
        "earlier-bag-changed" => {
            let bench = sealed();
            bench.write("inputs/2027/so-nv.xlsx", form("so-nv"));
            let data = "output/archive/2026/data/output/2026/data.json";
            bench.write(data, [bench.read(data), b" ".to_vec()].concat());
            bench.run(&["build", "2027"])
        }
        "wrong-template" => {
            let bench = small();
            bench.write("templates/report-full.md", "{{ nothing_of_the_kind }}\n");
            bench.run(&["build"])
        }
        "impossible-theme" => {
            let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/theme.toml");
            let theme = fs::read_to_string(theme).expect("the theme");
            let line = theme.lines().find(|line| line.starts_with("margin_left_mm")).expect("a margin");
            let bench = small();
            bench.write("templates/theme.toml", theme.replacen(line, "margin_left_mm = 190.0", 1));
            bench.run(&["build"])
        }
        "no-temporary-folder" => {
            on_unix?;
            in_shell(&small(), "TMPDIR=\"$1/nowhere\" exec \"$0\" build -C \"$1\"")
        }
        "forms" => small().run(&["forms", "2026"]),
        "forms-kept" => {
            let bench = small();
            bench.run_well(&["forms", "2026"]);
            let forms = fs::read_dir(bench.path("output/2026/forms")).expect("the forms").flatten();
            let filled = forms.map(|form| form.path()).find(|path| path.extension().is_some_and(|it| it == "xlsx"));
            fs::write(filled.expect("a form"), "filled in").expect("a change");
            bench.run(&["forms", "2026"])
        }
        "forms-in-the-way" => {
            let bench = small();
            bench.write("output/2026/forms", "x");
            bench.run(&["forms", "2026"])
        }
        "check-in-the-way" => {
            let bench = small();
            bench.write("output/2026/status.html/x", "");
            bench.run(&["check", "2026"])
        }
        "check" => small().run(&["check", "--today", TODAY]),
        "check-strict" => small().run(&["check", "--strict", "--today", "2026-12-01"]),
        "watch-stopped" => {
            on_unix?;
            watched_and_stopped()
        }
        "watch-no-such-year" => small().run(&["watch", "2031"]),
        "remind" => small().run(&["remind", "--today", TODAY, "--by", "2026-12-05"]),
        "remind-past" => small().run(&["remind", "--today", TODAY, "--by", "2026-11-01"]),
        "plan" => small().run(&["plan"]),
        "plan-without-tasks" => {
            let bench = small();
            bench.write("inputs/plan.md", include_str!("../inputs/plan.md").replace(" .tasks}", "}"));
            bench.run(&["plan"])
        }
        "trace" => small().run(&["trace", "CT13"]),
        "trace-no-code" => small().run(&["trace", "CT99"]),
        "trace-no-body" => small().run(&["trace", "CT13", "--agency", "Nghìn Trùng"]),
        "trace-nothing" => small().run(&["trace"]),
        "archive" => small().run(&["archive", "2026", "--number", "125", "--date", "2026-11-28"]),
        "archive-again" => sealed().run(&["archive", "2026", "--number", "125", "--date", "2026-11-28"]),
        "archive-no-number" => small().run(&["archive", "2026"]),
        "archive-no-longer-read" => {
            let bench = small();
            bench.run_well(&["build"]);
            let half = form("so-nv");
            bench.write("inputs/2026/so-nv.xlsx", &half[..half.len() / 2]);
            bench.run(&["archive", "2026", "--number", "125", "--date", "2026-11-28"])
        }
        "verify" => sealed().run(&["verify"]),
        "verify-changed" => {
            let bench = sealed();
            bench.write("output/archive/2026/data/output/2026/data.json", "{}");
            bench.run(&["verify"])
        }
        "verify-other-seal" => sealed().run(&["verify", "--seal", &"a".repeat(64)]),
        "verify-nothing" => small().run(&["verify"]),
        "init" => {
            let bench = Bench::empty();
            let folder = bench.path("mới");
            bench.run(&["init", folder.to_str().expect("text")])
        }
        "init-plan" => {
            let plan = "Số: 1/KH-UBND\n\nKẾ HOẠCH\n\nThử\n\nI. NHIỆM VỤ\n\n1. Một việc\n";
            init_from(&Bench::empty(), "ke-hoach.txt", plan.as_bytes())
        }
        "init-plan-pdf" => init_from(&Bench::empty(), "ke-hoach.pdf", b"%PDF-1.7"),
        "init-plan-letter" => init_from(&Bench::empty(), "thu.txt", "Kính gửi các sở.\n".as_bytes()),
        "init-in-the-way" => {
            let bench = Bench::empty();
            bench.write("mới/inputs/plan.md", "x");
            let folder = bench.path("mới");
            bench.run(&["init", folder.to_str().expect("text")])
        }
        "explain" => Bench::empty().run(&["explain", "D02"]),
        "explain-no-code" => Bench::empty().run(&["explain", "Z99"]),
        "completions" => Bench::empty().run(&["completions", "powershell"]),
        "completions-no-shell" => Bench::empty().run(&["completions", "cmd"]),
        other => panic!("the table names a case that this test does not know: {other}"),
    })
}

/// A workspace made of a plan with this content.
fn init_from(bench: &Bench, file: &str, content: &[u8]) -> Run {
    bench.write(file, content);
    let path = |relative: &str| bench.path(relative).to_str().expect("text").to_owned();
    bench.run(&["init", &path("mới"), "--plan", &path(file)])
}

#[test]
fn every_row_ends_and_speaks_as_the_page_says() {
    use rayon::prelude::*;
    let differing: Vec<String> = rows()
        .par_iter()
        .filter_map(|row| {
            let run = run(&row.case)?;
            let said = if row.status == 2 { &run.stderr } else { &run.stdout };
            let is_so = run.status == row.status && says(said, &row.message);
            // What went wrong is no result, and the other way round; of a partial list both streams speak.
            let is_apart = row.status != 2 || run.stdout.is_empty();
            (!is_so || !is_apart)
                .then(|| format!("{}: status {}, said: {}{}", row.case, run.status, run.stdout, run.stderr))
        })
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n---\n"));
}

#[test]
fn every_command_has_rows_and_no_case_stands_twice() {
    let rows = rows();
    let named: BTreeSet<String> = rows.iter().map(|row| row.command.clone()).filter(|name| name != "any").collect();
    assert_eq!(named, commands());
    let cases: BTreeSet<&str> = rows.iter().map(|row| row.case.as_str()).collect();
    assert_eq!(cases.len(), rows.len());
    for name in &named {
        let statuses: Vec<i32> = rows.iter().filter(|row| row.command == *name).map(|row| row.status).collect();
        assert!(statuses.contains(&0) && statuses.contains(&2), "{name} has rows for {statuses:?} only");
    }
}

#[test]
fn messages_are_compared_part_by_part() {
    assert!(says("a b\n  c d", "a … c"));
    assert!(!says("c a", "a … c"));
    assert!(!says("a", "b"));
}
