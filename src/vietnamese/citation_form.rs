//! Whether documents are cited in the form that decree 30/2020 gives them (Phụ lục I, mục II, khoản 6): type, `số`, number and
//! symbol, `ngày` and a day.

use super::citation::{kind_before, symbol};
use super::named_documents::kind_of;
use super::parse_date;

/// A citation whose form is not that of the decree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MisshapenCitation {
    /// The line of the first, counted from 1.
    pub line: usize,
    /// The words, as written: `Quyết định 628/QĐ-TTg`.
    pub words: String,
    /// What is wrong with them.
    pub fault: CitationFault,
}

/// What is wrong with the form of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationFault {
    /// The word `số` is missing between type and number.
    WithoutWord,
    /// The day is written with blanks in it: `11/5/ 2020`.
    BrokenDay,
    /// There is no such day.
    NoSuchDay,
    /// The symbol is that of another type of document.
    OtherType,
}

impl CitationFault {
    /// In words: Vietnamese, English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::WithoutWord => ("thiếu chữ “số” trước số, ký hiệu", "the word “số” before the number is missing"),
            Self::BrokenDay => ("ngày bị ngắt bằng dấu cách", "the day has blanks in it"),
            Self::NoSuchDay => ("ngày không có thật", "there is no such day"),
            Self::OtherType => ("ký hiệu không đúng loại văn bản", "the symbol is that of another type of document"),
        }
    }
}

/// How far behind a number its day may stand, in words.
const NEAR: usize = 6;

/// The citations in a text of several lines whose form is not that of the decree, each once.
pub fn misshapen_citations(text: &str) -> Vec<MisshapenCitation> {
    let mut found: Vec<MisshapenCitation> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        for at in 0..words.len() {
            let Some(number) = symbol(words[at]) else { continue };
            let Some(kind) = kind_before(&words[..at]) else { continue };
            let has_word = matches!(words[..at].last(), Some(&("số" | "Số")));
            let cited = if has_word { format!("{kind} số {number}") } else { format!("{kind} {number}") };
            let mut note = |words: String, fault: CitationFault| {
                if !found.iter().any(|known| known.words == words && known.fault == fault) {
                    found.push(MisshapenCitation { line: index + 1, words, fault });
                }
            };
            if !has_word {
                note(cited.clone(), CitationFault::WithoutWord);
            }
            if kind_of(number).is_some_and(|own| own != kind) {
                note(cited.clone(), CitationFault::OtherType);
            }
            if let Some((day, fault)) = day_fault(words[at], &words[at + 1..]) {
                note(format!("{cited} ngày {day}"), fault);
            }
        }
    }
    found
}

/// The day behind a number, where it is misshapen.
fn day_fault(number: &str, behind: &[&str]) -> Option<(String, CitationFault)> {
    if number.ends_with([';', '.', ')']) {
        return None;
    }
    let own: Vec<&str> = behind.iter().take(NEAR).take_while(|word| symbol(word).is_none()).copied().collect();
    let at = own.iter().position(|word| *word == "ngày")? + 1;
    let first = behind.get(at)?;
    if first.ends_with('/') || behind.get(at + 1).is_some_and(|next| next.starts_with('/')) {
        let pieces = behind[at..]
            .iter()
            .take(5)
            .take_while(|word| word.starts_with(|sign: char| sign.is_ascii_digit() || sign == '/'));
        let day = pieces.copied().collect::<Vec<_>>().join(" ");
        return Some((day.trim_end_matches([',', ';', '.', ')']).to_owned(), CitationFault::BrokenDay));
    }
    let day = first.trim_matches(|sign: char| !sign.is_ascii_digit());
    let is_written = day.matches('/').count() == 2 && day.chars().all(|sign| sign.is_ascii_digit() || sign == '/');
    (is_written && parse_date(day).is_none()).then(|| (day.to_owned(), CitationFault::NoSuchDay))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String, CitationFault)> {
        misshapen_citations(text).into_iter().map(|found| (found.line, found.words, found.fault)).collect()
    }

    #[test]
    fn each_fault_is_told_once_with_its_line() {
        let text = "Quyết định 628/QĐ-TTg ngày 11/5/ 2020 của Thủ tướng\n\
                    Kết luận 51-KL/TW, Quyết định 628/QĐ-TTg\n\
                    Nghị quyết số 12/QĐ-UBND ngày 31/02/2026";
        assert_eq!(
            told(text),
            [
                (1, "Quyết định 628/QĐ-TTg".to_owned(), CitationFault::WithoutWord),
                (1, "Quyết định 628/QĐ-TTg ngày 11/5/ 2020".to_owned(), CitationFault::BrokenDay),
                (2, "Kết luận 51-KL/TW".to_owned(), CitationFault::WithoutWord),
                (3, "Nghị quyết số 12/QĐ-UBND".to_owned(), CitationFault::OtherType),
                (3, "Nghị quyết số 12/QĐ-UBND ngày 31/02/2026".to_owned(), CitationFault::NoSuchDay),
            ]
        );
    }

    #[test]
    fn citations_as_the_decree_has_them_are_none() {
        for text in [
            "Quyết định số 628/QĐ-TTg ngày 11/5/2020 của Thủ tướng Chính phủ",
            "Quyết định số 628/QĐ-TTg ngày 11 tháng 5 năm 2020",
            "Nghị quyết số 29-NQ/TW, Công văn số 862/UBND-KGVX ngày 13/4/2018",
            "Nghị định số 30/2020/NĐ-CP; tỷ lệ 5/10, 2025/KH",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
