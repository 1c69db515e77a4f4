//! Arguments to calls of the library; the only place with a clock, an environment and a terminal.

mod archive;
mod archive_summary;
mod arguments;
mod build;
mod check;
mod clock;
mod completions;
mod draft;
mod draft_return;
mod ended_folders;
mod explain;
mod forms;
mod init;
mod init_from_plan;
mod messages;
mod plan;
mod remind;
mod streams;
mod trace;
mod verify;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::Request;

use crate::model::Language;
use crate::output::xlsx::is_of_temporary_file;
use crate::reader;

/// The year was built, whatever the findings.
const DONE: u8 = 0;
/// `--strict`, and there are findings of severity error; or a sealed year is not what was sealed.
const FINDINGS: u8 = 1;
/// The command could not do its work.
const FAILED: u8 = 2;

/// A command of the program.
struct CommandEntry {
    /// The word it is called by.
    name: &'static str,
    /// Its arguments and help in a language.
    arguments: fn(Language) -> clap::Command,
    /// Whether it needs a workspace that is there.
    in_workspace: bool,
    /// Does what was asked; gives the exit status.
    run: fn(&Request) -> u8,
}

/// The commands, in the order of the help.
const COMMANDS: &[CommandEntry] = &[
    CommandEntry { name: "forms", arguments: forms::arguments, in_workspace: true, run: forms::run },
    CommandEntry { name: "build", arguments: build::arguments, in_workspace: true, run: build::run },
    CommandEntry { name: "draft", arguments: draft::arguments, in_workspace: true, run: draft::run },
    CommandEntry { name: "plan", arguments: plan::arguments, in_workspace: true, run: plan::run },
    CommandEntry { name: "trace", arguments: trace::arguments, in_workspace: true, run: trace::run },
    CommandEntry { name: "check", arguments: check::arguments, in_workspace: true, run: check::run },
    CommandEntry { name: "watch", arguments: watch::arguments, in_workspace: true, run: watch::run },
    CommandEntry { name: "remind", arguments: remind::arguments, in_workspace: true, run: remind::run },
    CommandEntry { name: "archive", arguments: archive::arguments, in_workspace: true, run: archive::run },
    CommandEntry { name: "verify", arguments: verify::arguments, in_workspace: true, run: verify::run },
    CommandEntry { name: "init", arguments: init::arguments, in_workspace: false, run: init::run },
    CommandEntry { name: "explain", arguments: explain::arguments, in_workspace: false, run: explain::run },
    CommandEntry { name: "completions", arguments: completions::arguments, in_workspace: false, run: completions::run },
];

/// Runs the program with `arguments`, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|argument| argument == reader::ARGUMENT) {
        return reader::serve(arguments.into_iter().skip(2));
    }
    keep_quiet_about_temporary_files();
    let arguments = ended_folders::as_meant(arguments);
    let language = arguments::language(&arguments);
    let code = match arguments::parse(arguments, language) {
        Ok(request) if request.command.in_workspace && !request.workspace.root().is_dir() => {
            messages::print_problem(&[no_workspace(&request)]);
            FAILED
        }
        Ok(request) => (request.command.run)(&request),
        Err(stop) => {
            messages::print_parsing(&stop, language);
            if stop.is_failure() { FAILED } else { DONE }
        }
    };
    ExitCode::from(streams::conclude(code, language))
}

/// Lets the panic that tells of a full disk say nothing: it becomes a sentence to the user.
fn keep_quiet_about_temporary_files() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_of_temporary_file(panic.payload()) {
            before(panic);
        }
    }));
}

/// That the folder after `-C` is not there.
fn no_workspace(request: &Request) -> String {
    let folder = request.workspace.root().display();
    match request.language {
        Language::Vietnamese => format!(
            "Không có thư mục làm việc {folder}. Hãy kiểm tra lại tên thư mục sau -C, hoặc tạo mới bằng lệnh: tonghop init \"{folder}\""
        ),
        Language::English => {
            format!("There is no workspace {folder}. Check the name after -C, or make one: tonghop init \"{folder}\"")
        }
    }
}

/// The program as it signs what it makes.
const PROGRAM: &str = concat!("tonghop ", env!("CARGO_PKG_VERSION"));

/// The Vietnamese or the English of two texts.
fn pick(language: Language, vietnamese: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    }
}
