//! Arguments to calls of the library; the only place with a clock, an environment and a terminal.

mod arguments;
mod build;
mod explain;
mod messages;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::model::Language;
use crate::reader;

/// The year was built, whatever the findings.
const DONE: u8 = 0;
/// `--strict`, and there are findings of severity error.
const FINDINGS: u8 = 1;
/// The command could not do its work.
const FAILED: u8 = 2;

/// Runs the program with `arguments`, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|argument| argument == reader::ARGUMENT) {
        return reader::serve(arguments.into_iter().skip(2));
    }
    let language = arguments::language(&arguments);
    let code = match arguments::parse(arguments, language) {
        Ok(request) => match request.command {
            arguments::Command::Build { year, release, strict } => {
                build::run(&request.workspace, year, release.as_ref(), strict, language)
            }
            arguments::Command::Explain { code } => explain::run(code.as_deref(), language),
        },
        Err(stop) => {
            messages::print_parsing(&stop, language);
            if stop.is_failure() { FAILED } else { DONE }
        }
    };
    ExitCode::from(code)
}

/// The Vietnamese or the English of two texts.
fn pick(language: Language, vietnamese: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    }
}
