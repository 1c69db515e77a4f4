//! Text as Markdown that says the same text.

/// The word that a comment begins with where the program has guessed.
pub(super) use crate::plan::TO_CONFIRM;

/// A text within a line.
pub(super) fn inline(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len());
    for (at, sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| signs.get(at));
        let next = signs.get(at + 1);
        let is_word = |sign: Option<&char>| sign.is_some_and(|sign| sign.is_alphanumeric());
        let acts = match sign {
            '\\' | '*' | '`' | '[' => true,
            '_' => !is_word(before) || !is_word(next),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
            _ => false,
        };
        if acts {
            escaped.push('\\');
        }
        escaped.push(*sign);
    }
    escaped
}

/// A paragraph that is text alone, and no heading, list, quotation or code.
pub(super) fn paragraph(text: &str) -> String {
    let escaped = inline(text);
    let first = text.chars().next().unwrap_or(' ');
    if matches!(first, '#' | '>' | '-' | '+' | '=' | '~' | '|' | ':') {
        return format!("\\{escaped}");
    }
    // `2020. …` would begin a list.
    let digits = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &escaped[..digits], &escaped[digits..]);
    }
    escaped
}

/// The words of a heading, before its attributes.
pub(super) fn heading(text: &str) -> String {
    let escaped = inline(text);
    // What closes a heading, and what would be its attributes.
    match escaped.strip_suffix('#') {
        Some(before) => format!("{before}\\#"),
        None => escaped,
    }
}

/// A cell of a table.
pub(super) fn cell(text: &str) -> String {
    inline(text).replace('|', "\\|")
}

/// A comment.
pub(super) fn comment(text: &str) -> String {
    format!("<!-- {} -->", text.replace("-->", "-- >"))
}

/// A comment on what was guessed.
pub(super) fn guess(text: &str) -> String {
    comment(&format!("{TO_CONFIRM} {text}"))
}
