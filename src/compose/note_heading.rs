//! The headings of `commentary.md`: which place of the report, and what to do there.
//!
//! | heading | what stands below it |
//! |---|---|
//! | `## II.1.a` | stands before the first paragraph of II.1.a |
//! | `## II.1.a (thay)` | stands in place of the first paragraph |
//! | `## II.1.a, thay đoạn 2` | stands in place of the second paragraph that the program writes there |
//! | `## II.1.a, sau đoạn 2` | stands behind it |
//! | `## II.1.a, bỏ đoạn 2` | nothing: it is left out |
//! | `## II.1.a, thay đề mục` | stands in place of the heading itself |
//!
//! `(bản ubnd)` behind it: in this edition alone. `: “Đã có … đơn vị”` at the end: how that paragraph begins, with `…` for
//! figures; where another has its number, the one that begins so is meant.

use crate::model::Bilingual;
use crate::vietnamese::fold;

/// What is done at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Something stands before the first paragraph.
    Before,
    /// Something stands in place of the first paragraph, whichever that is.
    InPlaceOfFirst,
    /// Something stands in place of this paragraph, counted from 1.
    Replace(usize),
    /// Something stands behind this paragraph.
    After(usize),
    /// This paragraph is left out.
    Drop(usize),
    /// Something stands in place of the heading.
    Heading,
}

/// A heading as it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteHeading {
    /// The place's code.
    pub(super) place: String,
    pub(super) act: Act,
    /// The editions that it is for; all where there are none.
    pub(super) editions: Vec<String>,
    /// How the paragraph begins.
    pub(super) beginning: Option<String>,
}

/// Reads the words of a heading; what is wrong with one that asks for something nobody can do. A title behind the code is
/// for the staff's own orientation.
pub(super) fn read(heading: &str) -> Result<NoteHeading, [Bilingual; 2]> {
    let heading = heading.replace('\u{a0}', " ");
    let mut rest = heading.trim();
    let place = loop {
        let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        rest = behind.trim_start();
        if !matches!(fold(word).as_str(), "muc" | "diem") || rest.is_empty() {
            break word.trim_end_matches([')', '.', ':', ',', ';']).to_owned();
        }
    };
    let (asked, beginning) = quoted(rest);
    let (asked, editions) = for_editions(asked);
    let folded = fold(&asked);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.parse::<usize>().ok().filter(|number| *number > 0);
    let act = match words.as_slice() {
        [] => Act::Before,
        ["thay"] | ["thay", "the"] | ["replace"] => Act::InPlaceOfFirst,
        ["thay", "de", "muc"] | ["thay", "the", "de", "muc"] | ["replace", "heading"] => Act::Heading,
        ["thay", "doan", n] | ["thay", "the", "doan", n] | ["replace", "paragraph", n] if number(n).is_some() => {
            Act::Replace(number(n).unwrap_or(1))
        }
        ["sau", "doan", n] | ["after", "paragraph", n] if number(n).is_some() => Act::After(number(n).unwrap_or(1)),
        ["bo", "doan", n] | ["drop", "paragraph", n] if number(n).is_some() => Act::Drop(number(n).unwrap_or(1)),
        ["thay" | "sau" | "bo" | "replace" | "after" | "drop", "doan" | "paragraph", ..] => {
            return Err(unclear(&heading));
        }
        _ => Act::Before,
    };
    Ok(NoteHeading { place, act, editions, beginning })
}

/// The heading that [`read`] takes for this.
pub(super) fn write(place: &str, act: Act, editions: &[String], beginning: Option<&str>) -> String {
    let asked = match act {
        Act::Before => String::new(),
        Act::InPlaceOfFirst => ", thay".to_owned(),
        Act::Replace(number) => format!(", thay đoạn {number}"),
        Act::After(number) => format!(", sau đoạn {number}"),
        Act::Drop(number) => format!(", bỏ đoạn {number}"),
        Act::Heading => ", thay đề mục".to_owned(),
    };
    let editions = if editions.is_empty() { String::new() } else { format!(" (bản {})", editions.join(", ")) };
    let beginning = beginning.map_or_else(String::new, |words| format!(": “{words}”"));
    format!("## {place}{asked}{editions}{beginning}")
}

/// What stands before a quotation at the end, and the quotation.
fn quoted(text: &str) -> (&str, Option<String>) {
    let Some((before, quotation)) = text.split_once(['“', '"']) else { return (text, None) };
    if !before.trim_end().ends_with(':') {
        return (text, None);
    }
    (before, Some(quotation.trim_end().trim_end_matches(['”', '"']).trim().to_owned()))
}

/// What is asked for without the editions that stand in brackets, and those.
fn for_editions(text: &str) -> (String, Vec<String>) {
    let Some((before, (inside, behind))) =
        text.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    else {
        return (text.to_owned(), Vec::new());
    };
    let mut editions: Vec<String> = Vec::new();
    let mut asked = vec![before.trim().to_owned()];
    for part in inside.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let edition = part.split_once(' ').filter(|(word, _)| matches!(fold(word).as_str(), "ban" | "edition"));
        match edition {
            Some((_, edition)) => editions.push(edition.trim().to_owned()),
            None if !editions.is_empty() => editions.push(part.to_owned()),
            None => asked.push(part.to_owned()),
        }
    }
    asked.push(behind.trim_matches([' ', ':']).to_owned());
    (asked.join(" "), editions)
}

fn unclear(heading: &str) -> [Bilingual; 2] {
    [
        Bilingual::new(
            format!("Không hiểu đề mục “{heading}”."),
            format!("The heading “{heading}” is not understood."),
        ),
        Bilingual::new(
            "Hãy viết như: ## II.1.a, thay đoạn 2 (hoặc: sau đoạn 2, bỏ đoạn 2).",
            "Write it as: ## II.1.a, thay đoạn 2 (replace; sau đoạn 2: after; bỏ đoạn 2: drop).",
        ),
    ]
}

/// Words as paragraphs are compared by: figures are `…`, whatever they are, and a blank is a blank.
pub fn without_figures(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '\u{a0}').filter(|word| !word.is_empty());
    let mut told = String::with_capacity(text.len());
    for word in words {
        if !told.is_empty() {
            told.push(' ');
        }
        let is_of_number =
            |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '/' | '%' | '+' | '-' | '−' | '…');
        let mut rest = word;
        while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit() || letter == '…') {
            let begins = rest[..at].trim_end_matches(['+', '-', '−']).len();
            told.push_str(&rest[..begins]);
            told.push('…');
            let number = &rest[at..];
            let end = number.find(|letter| !is_of_number(letter)).unwrap_or(number.len());
            // A sign that closes a clause is none of the number's.
            let end = number[..end].trim_end_matches(['.', ',', '-', '/']).len();
            rest = &number[end..];
        }
        told.push_str(rest);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(heading: &str) -> (String, Act, Vec<String>, Option<String>) {
        let NoteHeading { place, act, editions, beginning } = read(heading).expect("a heading");
        (place, act, editions, beginning)
    }

    #[test]
    fn headings_say_where_and_what() {
        let one = |place: &str, act| (place.to_owned(), act, Vec::new(), None);
        assert_eq!(understood("II.1.a"), one("II.1.a", Act::Before));
        assert_eq!(understood("Mục II.1.a) Quán triệt"), one("II.1.a", Act::Before));
        assert_eq!(understood("II.1.a (thay thế)"), one("II.1.a", Act::InPlaceOfFirst));
        assert_eq!(understood("II.1.a Thay đổi sách giáo khoa (mới)"), one("II.1.a", Act::Before));
        assert_eq!(understood("II.1.a, bỏ đoạn\u{a0}3"), one("II.1.a", Act::Drop(3)));
        assert_eq!(understood("I.2 thay đề mục"), one("I.2", Act::Heading));
        let (place, act, editions, beginning) = understood("II.1.a, thay đoạn 2 (bản ubnd, bo): “Đã có …/… đơn vị”");
        assert_eq!((place.as_str(), act, editions.join(" ").as_str()), ("II.1.a", Act::Replace(2), "ubnd bo"));
        assert_eq!(beginning.as_deref(), Some("Đã có …/… đơn vị"));
        assert!(read("II.1.a, thay đoạn hai").is_err());
        assert!(read("II.1.a, bỏ đoạn 0").is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        for act in [Act::Before, Act::InPlaceOfFirst, Act::Replace(12), Act::After(1), Act::Drop(3), Act::Heading] {
            let written = write("II.1.đ", act, &["ubnd".to_owned()], Some("Còn (… xã"));
            let (place, read, editions, beginning) = understood(written.trim_start_matches("## "));
            assert_eq!((place.as_str(), read, editions), ("II.1.đ", act, vec!["ubnd".to_owned()]), "{written}");
            assert_eq!(beginning.as_deref(), Some("Còn (… xã"), "{written}");
        }
    }

    #[test]
    fn figures_do_not_tell_paragraphs_apart() {
        assert_eq!(without_figures("Đã có 66/104\u{a0}đơn vị (63,46%; 05 xã)."), "Đã có … đơn vị (…; … xã).");
        assert_eq!(without_figures("Đã có …/… đơn vị  (−5%"), "Đã có … đơn vị (…");
    }
}
