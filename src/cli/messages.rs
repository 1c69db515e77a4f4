//! What is said on the terminal. Results go to standard output, errors to standard error; nothing depends on colour.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the one place that speaks to the terminal")]

use std::borrow::Cow;

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
    use std::io::Write;
    let mut output = std::io::stdout().lock();
    for line in lines {
        let _ = writeln!(output, "{}", visible(line));
    }
}

/// Prints what another program is to read, as it is. A reader that has gone away is no trouble of ours.
pub(super) fn print_bytes(bytes: &[u8]) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(bytes);
}
