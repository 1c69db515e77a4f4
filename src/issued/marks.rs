//! What a paragraph of an issued plan begins with: the number of a section, an item, a point, or a dash, as decree 30/2020 and
//! the habits of offices have them.

/// The kind of a paragraph, by its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `PHẦN THỨ HAI`, `CHƯƠNG II`.
    Part,
    /// `PHỤ LỤC II`, `DANH MỤC`.
    Annex,
    /// `II.`
    Roman(u32),
    /// `B.`
    Capital(char),
    /// `1.`, `1.2.`, `1.2.3`.
    Number(Vec<u32>),
    /// `đ)`.
    Letter(char),
    /// `a1)`.
    NumberedLetter,
    /// `-`, `+`.
    Dash(char),
    /// Text.
    None,
}

/// A paragraph in two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked<'a> {
    pub(super) mark: Mark,
    /// The mark as it is printed, with what closes it.
    pub(super) label: &'a str,
    /// What follows it.
    pub(super) rest: &'a str,
}

/// Signs that lists have before their entries; `+` and `*` are kept as they are, others become a dash.
const DASHES: &str = "-–—−‐•·●▪■◦○➢✓❖*+";

/// Splits a paragraph after its mark.
pub(super) fn marked(text: &str) -> Marked<'_> {
    let none = Marked { mark: Mark::None, label: "", rest: text };
    if is_part(text) {
        return Marked { mark: Mark::Part, ..none };
    }
    if is_annex(text) {
        return Marked { mark: Mark::Annex, ..none };
    }
    dash(text).or_else(|| number(text)).or_else(|| letter(text)).or_else(|| capitals(text)).unwrap_or(none)
}

fn dash(text: &str) -> Option<Marked<'_>> {
    let sign = text.chars().next().filter(|sign| DASHES.contains(*sign))?;
    let (label, rest) = text.split_at(sign.len_utf8());
    // `-5` is a figure, `--- ` a rule, `*)` a remark.
    let follows = rest.chars().next()?;
    let is_dash = follows.is_whitespace() || follows.is_alphabetic() || matches!(follows, '“' | '"');
    let is_word = matches!(sign, '*' | '+' | '‐' | '·') && !follows.is_whitespace();
    if !is_dash || is_word || !rest.chars().any(char::is_alphanumeric) {
        return None;
    }
    Some(Marked { mark: Mark::Dash(sign), label, rest: rest.trim_start() })
}

/// What closes a mark, and that a text follows it, or nothing.
fn closed(text: &str, at: usize, closing: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let sign = rest.chars().next().filter(|sign| closing.contains(*sign))?;
    let end = at + sign.len_utf8();
    let follows = text[end..].chars().next();
    // Whoever forgets the blank goes on with a capital: `1.Tăng cường`.
    follows.is_none_or(|sign| sign.is_whitespace() || sign.is_uppercase()).then_some(end)
}

fn split<'a>(text: &'a str, end: usize, mark: Mark) -> Marked<'a> {
    Marked { mark, label: text[..end].trim_end(), rest: text[end..].trim_start() }
}

fn number(text: &str) -> Option<Marked<'_>> {
    let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(text.len());
    let written = &text[..end];
    let bare = written.trim_end_matches('.');
    if bare.is_empty() || written.len() > bare.len() + 1 {
        return None;
    }
    let is_part = |part: &str| (1..=2).contains(&part.len()) && part != "0" && part != "00";
    let parts: Vec<&str> = bare.split('.').collect();
    if parts.len() > 6 || !parts.iter().all(|part| is_part(part)) {
        return None;
    }
    let values = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let ends_in_dot = written.len() > bare.len();
    let end = if ends_in_dot {
        closed(text, bare.len(), ".")?
    } else if parts.len() > 1 {
        // `1.2 Đổi mới` is a number, `1.5 lần` is none.
        let follows = text[end..].trim_start().chars().next()?;
        text[end..].starts_with(char::is_whitespace).then_some(())?;
        follows.is_uppercase().then_some(end)?
    } else {
        closed(text, end, ")/")?
    };
    Some(split(text, end, Mark::Number(values)))
}

fn letter(text: &str) -> Option<Marked<'_>> {
    let open = usize::from(text.starts_with('('));
    let sign = text[open..].chars().next().filter(|sign| sign.is_lowercase())?;
    let after = open + sign.len_utf8();
    let digits = text[after..].find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len() - after);
    if digits > 2 {
        return None;
    }
    let closing = if open == 1 || digits > 0 { ")" } else { ").//" };
    let end = closed(text, after + digits, closing)?;
    let mark = if digits > 0 { Mark::NumberedLetter } else { Mark::Letter(sign) };
    Some(split(text, end, mark))
}

fn capitals(text: &str) -> Option<Marked<'_>> {
    let end = text.find(|sign: char| !sign.is_uppercase()).unwrap_or(text.len());
    let written = &text[..end];
    let mark = match roman(written) {
        Some(value) => Mark::Roman(value),
        None => Mark::Capital(written.chars().next().filter(|sign| sign.len_utf8() == written.len())?),
    };
    // `I - MỤC TIÊU`, `I. MỤC TIÊU`.
    let blanks = text[end..].len() - text[end..].trim_start().len();
    let closed = closed(text, end, ".)/:").or_else(|| {
        let dash = text[end + blanks..].chars().next().filter(|sign| "-–".contains(*sign))?;
        let after = end + blanks + dash.len_utf8();
        text[after..].starts_with(' ').then_some(after)
    })?;
    Some(split(text, closed, mark))
}

/// The value of a Roman number; `None` for what is none as it is written today.
pub(super) fn roman(text: &str) -> Option<u32> {
    let value = |sign| match sign {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    if values.is_empty() || values.len() > 7 {
        return None;
    }
    let own = |at: usize| values.get(at).copied().unwrap_or(0);
    let total = (0..values.len()).fold(0_i64, |sum, at| {
        let value = i64::from(own(at));
        if own(at) < own(at + 1) { sum - value } else { sum + value }
    });
    u32::try_from(total).ok().filter(|total| *total > 0)
}

/// Whether most letters of a text are capitals.
pub(super) fn is_in_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|sign| sign.is_alphabetic());
    letters().count() > 1 && letters().filter(|sign| sign.is_lowercase()).count() * 10 < letters().count()
}

fn is_part(text: &str) -> bool {
    const ORDINALS: [&str; 12] = ["thứ", "một", "hai", "ba", "bốn", "năm", "i", "ii", "iii", "iv", "v", "vi"];
    let lower = text.to_lowercase();
    let mut words = lower.split([' ', '.', ':', '-']).filter(|word| !word.is_empty());
    let kind = words.next();
    let ordinal = words.next().unwrap_or_default();
    let is_ordinal = ORDINALS.contains(&ordinal) || ordinal.parse::<u8>().is_ok();
    // A sentence may begin with the word; a heading is short, or in capitals.
    matches!(kind, Some("phần" | "chương"))
        && is_ordinal
        && text.starts_with(char::is_uppercase)
        && (is_in_capitals(text) || text.chars().count() <= 20)
}

/// Whether a text heads an annex.
fn is_annex(text: &str) -> bool {
    const HEADS: [&str; 6] = ["PHỤ LỤC", "DANH MỤC", "BIỂU MẪU", "BIỂU SỐ", "MẪU SỐ", "BẢNG PHÂN CÔNG"];
    let heads =
        HEADS.iter().any(|head| text.strip_prefix(head).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    let is_short = text.chars().count() <= 15 && text.starts_with("Phụ lục");
    (heads && text.chars().count() <= 300) || is_short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Mark, &str, &str) {
        let Marked { mark, label, rest } = marked(text);
        (mark, label, rest)
    }

    #[test]
    fn what_plans_number_with_is_known() {
        for (text, mark, label, rest) in [
            ("II. NHIỆM VỤ", Mark::Roman(2), "II.", "NHIỆM VỤ"),
            ("IV/ TỔ CHỨC", Mark::Roman(4), "IV/", "TỔ CHỨC"),
            ("I - MỤC TIÊU", Mark::Roman(1), "I -", "MỤC TIÊU"),
            ("B. NỘI DUNG", Mark::Capital('B'), "B.", "NỘI DUNG"),
            ("1. Tăng cường", Mark::Number(vec![1]), "1.", "Tăng cường"),
            ("1.Tăng cường", Mark::Number(vec![1]), "1.", "Tăng cường"),
            ("12) Tăng cường", Mark::Number(vec![12]), "12)", "Tăng cường"),
            ("1.2. Đổi mới", Mark::Number(vec![1, 2]), "1.2.", "Đổi mới"),
            ("1.2 Đổi mới", Mark::Number(vec![1, 2]), "1.2", "Đổi mới"),
            ("đ) Tăng cường", Mark::Letter('đ'), "đ)", "Tăng cường"),
            ("(đ) Tăng cường", Mark::Letter('đ'), "(đ)", "Tăng cường"),
            ("a. Rà soát", Mark::Letter('a'), "a.", "Rà soát"),
            ("a1) Rà soát", Mark::NumberedLetter, "a1)", "Rà soát"),
            ("- Rà soát", Mark::Dash('-'), "-", "Rà soát"),
            ("–Rà soát", Mark::Dash('–'), "–", "Rà soát"),
            ("+ Rà soát", Mark::Dash('+'), "+", "Rà soát"),
            ("PHẦN THỨ HAI", Mark::Part, "", "PHẦN THỨ HAI"),
            ("PHỤ LỤC II. DANH MỤC", Mark::Annex, "", "PHỤ LỤC II. DANH MỤC"),
            ("Phụ lục 1", Mark::Annex, "", "Phụ lục 1"),
        ] {
            assert_eq!(told(text), (mark, label, rest), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_text() {
        for text in [
            "1.500 học sinh",
            "30.4.2025 là hạn",
            "30/11 hằng năm",
            "2 xã",
            "1.5 lần so với năm trước",
            "-5 độ",
            "---",
            "Phần thứ hai của Kế hoạch quy định trách nhiệm của các sở",
            "DANH MỤCX",
            "Phụ lục kèm theo Kế hoạch này là một phần của Kế hoạch",
            "UBND tỉnh",
            "v.v. và các nội dung khác",
            "",
        ] {
            assert_eq!(marked(text).mark, Mark::None, "{text}");
        }
    }

    #[test]
    fn roman_numbers_have_values() {
        assert_eq!(["I", "IV", "IX", "XIV", "XL"].map(roman), [1, 4, 9, 14, 40].map(Some));
        assert_eq!(["", "A", "UBND"].map(roman), [None; 3]);
    }
}
