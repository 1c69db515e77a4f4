//! What agencies wrote is data. It reaches Markdown only through here, so that it prints as itself.

use std::borrow::Cow;
use std::io;

/// Characters that mean something to Markdown somewhere. Every ASCII punctuation may stand behind a backslash
/// (CommonMark 0.31, section 2.4), so one too many does no harm.
const SPECIAL: &[char] = &[
    '\\', '`', '*', '_', '{', '}', '[', ']', '(', ')', '<', '>', '#', '+', '-', '.', '!', '|', '&', '~', '=', ':', '^',
    '$', '"', '\'', '@', '/', '%',
];

/// Text on one line: blanks and control characters of any kind become one space, none at either end. A no-break space
/// stays.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let is_clean = !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains(|letter: char| is_gap(letter) && letter != ' ');
    if is_clean {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Whether a character parts words and is no character of its own.
fn is_gap(letter: char) -> bool {
    letter.is_control() || (letter.is_whitespace() && letter != '\u{a0}')
}

/// The Markdown that prints `text` as itself.
pub(super) fn escape(text: &str) -> String {
    let text = one_line(text);
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        if SPECIAL.contains(&letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The Markdown of a paragraph that prints `text` as itself and that people read: only what would mean something stands
/// behind a backslash.
pub(super) fn escape_prose(text: &str) -> String {
    let text = one_line(text);
    let escaped = escape_prose_piece(&text);
    // What would begin another block than a paragraph.
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let begins_a_block = escaped.starts_with(['#', '-', '+', '>', '=', '~', '|', ':']);
    match escaped.as_bytes().get(digits) {
        _ if begins_a_block => format!("\\{escaped}"),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        _ => escaped,
    }
}

/// A piece of such a paragraph that does not begin it.
pub(super) fn escape_prose_piece(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let means_something = match letter {
            '\\' | '*' | '_' | '`' | '<' | '[' | ']' | '{' | '~' => true,
            '&' => letters.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
            _ => false,
        };
        if means_something {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The inverse, for places where Markdown does not take the backslashes away: the inside of a fenced block.
pub(super) fn unescape(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut letters = markdown.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => text.extend(letters.next()),
            _ => text.push(letter),
        }
    }
    text
}

/// [`escape`] in the form Tera wants.
pub(super) fn escape_into(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(escape(text).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_become_one_space() {
        assert_eq!(one_line(" một\r\n\thai  ba\u{a0}bốn \u{7}"), "một hai ba\u{a0}bốn");
        assert!(matches!(one_line("một hai"), Cow::Borrowed(_)));
    }

    #[test]
    fn unescape_takes_back_escape() {
        for text in ["# x", "*a*", "| a |", "{{ x }}", "<b>", "1. x", "- x", "&amp;", "\\", "`", "C:\\a.xlsx"] {
            assert_eq!(unescape(&escape(text)), text);
        }
    }
}
