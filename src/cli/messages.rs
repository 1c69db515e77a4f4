//! What is said on the terminal. Results go to standard output, errors to standard error; nothing depends on colour.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the one place that speaks to the terminal")]

use std::borrow::Cow;
use std::io::{self, Write};

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
    print_problem(&error.lines(language));
}

/// A line as the terminal may show it. Names and cells are anybody's: what would move the cursor, colour, ring, reorder or
/// begin a line of its own is written out, `\u{202e}`.
fn visible(line: &str) -> Cow<'_, str> {
    let is_hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !line.contains(is_hidden) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len() + 16);
    for letter in line.chars() {
        if is_hidden(letter) { text.extend(letter.escape_unicode()) } else { text.push(letter) }
    }
    Cow::Owned(text)
}

/// Prints what is wrong with a request.
pub(super) fn print_problem(lines: &[String]) {
    for line in lines {
        eprintln!("{}", visible(line));
    }
}

/// Prints the lines of a summary. A reader that has gone away is no trouble of ours.
pub(super) fn print_lines(lines: &[String]) {
    let _ = print_lines_through(lines);
}

/// Prints the lines of a summary that must not be lost: the error is that of an output which does not take them. A reader
/// that has gone away has seen enough.
pub(super) fn print_lines_through(lines: &[String]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    let mut print = || -> io::Result<()> {
        lines.iter().try_for_each(|line| writeln!(output, "{}", visible(line)))?;
        output.flush()
    };
    match print() {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}

/// Prints what another program is to read, as it is. A reader that has gone away is no trouble of ours.
pub(super) fn print_bytes(bytes: &[u8]) {
    let _ = io::stdout().write_all(bytes);
}
