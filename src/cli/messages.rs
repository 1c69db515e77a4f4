//! What is said on the terminal. Results go to standard output, errors to standard error; nothing depends on colour.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the one place that speaks to the terminal")]

use super::arguments::Stop;
use crate::model::Language;
use crate::pipeline::BuildError;

/// Prints help, the version, or what is wrong with the arguments.
pub(super) fn print_parsing(stop: &Stop, language: Language) {
    let text = stop.text(language);
    if stop.is_failure() { eprint!("{text}") } else { print!("{text}") }
}

/// Prints why a year could not be built.
pub(super) fn print_failure(error: &BuildError, language: Language) {
    for line in error.lines(language) {
        eprintln!("{line}");
    }
}

/// Prints what is wrong with a request.
pub(super) fn print_problem(lines: &[String]) {
    for line in lines {
        eprintln!("{line}");
    }
}

/// Prints the lines of a summary. A reader that has gone away is no trouble of ours.
pub(super) fn print_lines(lines: &[String]) {
    use std::io::Write;
    let mut output = std::io::stdout().lock();
    for line in lines {
        let _ = writeln!(output, "{line}");
    }
}

/// Prints what another program is to read, as it is. A reader that has gone away is no trouble of ours.
pub(super) fn print_bytes(bytes: &[u8]) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(bytes);
}
