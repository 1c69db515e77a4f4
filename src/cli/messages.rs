//! What is said on the terminal. Results go to standard output, errors to standard error; nothing depends on colour. Names
//! and cells that are quoted are other people's: what a terminal would obey or be misled by is not passed on.

use std::borrow::Cow;
use std::io;

use super::arguments::Stop;
use super::streams::{flush, write_bytes, write_error, write_text};
use crate::model::Language;
use crate::pipeline::BuildError;

/// Prints help, the version, or what is wrong with the arguments.
pub(super) fn print_parsing(stop: &Stop, language: Language) {
    let text = stop.text(language);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if stop.is_failure() { print_problem(&lines) } else { print_lines(&lines) }
}

/// Prints why a year could not be built.
pub(super) fn print_failure(error: &BuildError, language: Language) {
    print_problem(&error.lines(language));
}

/// Prints what is wrong with a request.
pub(super) fn print_problem(lines: &[String]) {
    for line in lines {
        write_error(&plain(line));
    }
}

/// Prints the lines of a summary.
pub(super) fn print_lines(lines: &[String]) {
    for line in lines {
        write_text(&format!("{}\n", plain(line)));
    }
}

/// Prints the lines of a summary that must not be lost: the error is that of an output which does not take them. A reader
/// that has gone away has seen enough.
pub(super) fn print_lines_through(lines: &[String]) -> io::Result<()> {
    print_lines(lines);
    flush()
}

/// Prints JSON, which another program is to read, and a person may look at as well: it says the same in characters that a
/// terminal does not obey.
pub(super) fn print_json(json: &[u8]) {
    print_bytes(escaped_json(&String::from_utf8_lossy(json)).as_bytes());
}

/// Prints what another program is to read, as it is: nothing of it is anybody else's.
pub(super) fn print_bytes(bytes: &[u8]) {
    write_bytes(bytes);
}

/// JSON with escapes for what a terminal would obey or be misled by. Outside its texts JSON has blanks and line breaks of
/// its own, which stay.
fn escaped_json(json: &str) -> Cow<'_, str> {
    let is_obeyed = |letter: char| {
        letter != '\n'
            && (letter.is_control()
                || matches!(letter,
                    '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
    };
    if !json.contains(is_obeyed) {
        return Cow::Borrowed(json);
    }
    let escaped = |letter: char| match is_obeyed(letter) {
        // None of them is beyond the first 65,536.
        true => format!("\\u{:04x}", u32::from(letter)),
        false => letter.to_string(),
    };
    Cow::Owned(json.chars().map(escaped).collect())
}

/// The line as a terminal may have it: white space of every kind becomes a blank, so that no line is forged; controls,
/// with which escape sequences begin, and the marks that turn the direction of writing (UAX #9) are shown as �.
fn plain(line: &str) -> Cow<'_, str> {
    let replaced = |letter: char| match letter {
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some('\u{FFFD}'),
        _ => letter.is_control().then_some('\u{FFFD}'),
    };
    if !line.contains(|letter| replaced(letter).is_some()) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.chars().map(|letter| replaced(letter).unwrap_or(letter)).collect())
}

#[cfg(test)]
mod tests {
    use super::{escaped_json, plain};

    #[test]
    fn json_says_the_same_in_other_characters() {
        let json = "{\n  \"a\": \"x\u{202E}\u{9B}\u{7F}ề\"\n}\n";
        let escaped = escaped_json(json);
        assert_eq!(escaped, "{\n  \"a\": \"x\\u202e\\u009b\\u007fề\"\n}\n");
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(value(&escaped), value(json));
    }

    #[test]
    fn a_terminal_is_told_words_and_nothing_else() {
        for (line, said) in [
            ("Sở Tài chính: 1.234,5 → 95%", "Sở Tài chính: 1.234,5 → 95%"),
            ("một\nhai\r\nba\tbốn\u{2028}năm", "một hai  ba bốn năm"),
            ("\u{1B}[2J\u{1B}]0;x\u{7}", "�[2J�]0;x�"),
            ("\u{9B}31m\u{7F}", "�31m�"),
            ("a\u{202E}fdp.exe\u{2066}\u{200F}", "a�fdp.exe��"),
        ] {
            assert_eq!(plain(line), said);
        }
    }
}
