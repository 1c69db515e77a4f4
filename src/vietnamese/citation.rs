//! Official documents as texts cite them: a type, a number and a symbol, a day (decree 30/2020, Phụ lục I, mục II, khoản 6). Numbers
//! of Party documents begin anew with each term, so that a number alone does not tell which document is meant.

/// A citation that does not tell which document is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncompleteCitation {
    /// The line of the first, counted from 1.
    pub line: usize,
    /// The words: `Kết luận số 51-KL/TW`, `Chỉ thị của Bộ Chính trị`.
    pub words: String,
    /// It has a number, and lacks its day.
    pub has_number: bool,
}

/// Kinds of documents that are cited by number and day.
const KINDS: [&str; 11] = [
    "Nghị quyết",
    "Kết luận",
    "Chỉ thị",
    "Quyết định",
    "Nghị định",
    "Thông tư",
    "Kế hoạch",
    "Công văn",
    "Hướng dẫn",
    "Thông báo",
    "Chương trình",
];
/// Who issues documents, as a citation without a number goes on: `Chỉ thị của Bộ Chính trị`.
const ISSUERS: [&str; 10] = [
    "Bộ Chính trị",
    "Ban Bí thư",
    "Ban Chấp hành Trung ương",
    "Trung ương",
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Quốc hội",
    "Tỉnh ủy",
    "Hội đồng nhân dân tỉnh",
    "Bộ Giáo dục và Đào tạo",
];
/// How far behind a number its day may stand, in words.
const NEAR: usize = 6;

/// The citations in a text of several lines that do not tell which document is meant, each once: numbers that nowhere in the
/// text have their day beside them, and kinds of documents with their issuer and no number.
pub fn incomplete_citations(text: &str) -> Vec<IncompleteCitation> {
    let mut found: Vec<IncompleteCitation> = Vec::new();
    let mut dated: Vec<String> = Vec::new();
    let note = |found: &mut Vec<IncompleteCitation>, citation: IncompleteCitation| {
        if !found.iter().any(|known| known.words == citation.words) {
            found.push(citation);
        }
    };
    for (index, line) in text.lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let bare: Vec<&str> = words.iter().map(|word| word.trim_matches(is_mark)).collect();
        for at in 0..words.len() {
            if let Some(kind) = kind_at(&bare[at..]) {
                let rest = &bare[at + kind.split(' ').count()..];
                let issuer = rest.first().filter(|word| **word == "của").and_then(|_| issuer_at(&rest[1..]));
                if let Some(issuer) = issuer {
                    let words = format!("{kind} của {issuer}");
                    note(&mut found, IncompleteCitation { line: index + 1, words, has_number: false });
                }
            }
            let Some(symbol) = symbol(words[at]) else { continue };
            let is_dated = !words[at].ends_with([',', ';', '.', ')'])
                && words[at + 1..].iter().take(NEAR).take_while(symbol_free).any(|word| *word == "ngày");
            if is_dated {
                dated.push(symbol.to_owned());
            }
            if let Some(kind) = kind_before(&words[..at]).filter(|_| !is_dated) {
                let words = format!("{kind} số {symbol}");
                note(&mut found, IncompleteCitation { line: index + 1, words, has_number: true });
            }
        }
    }
    // After the first citation in full a document may be cited by its number alone.
    found.retain(|citation| {
        !citation.has_number || !dated.iter().any(|symbol| citation.words.ends_with(&format!(" {symbol}")))
    });
    found
}

/// The kind of document that words before a number end with: `Kế hoạch`, `Kế hoạch số`.
pub(super) fn kind_before(words: &[&str]) -> Option<&'static str> {
    let words = words.strip_suffix(&["số"]).or(words.strip_suffix(&["Số"])).unwrap_or(words);
    (1..=2).rev().find_map(|length| {
        let start = words.len().checked_sub(length)?;
        let bare: Vec<&str> = words[start..].iter().map(|word| word.trim_matches(is_mark)).collect();
        kind_at(&bare)
    })
}

fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric()
}

/// The kind of document that words, without the marks around them, begin with.
fn kind_at(words: &[&str]) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| begins(words, kind))
}

fn issuer_at(words: &[&str]) -> Option<&'static str> {
    ISSUERS.into_iter().filter(|issuer| begins(words, issuer)).max_by_key(|issuer| issuer.len())
}

/// Whether words begin with a name.
fn begins(words: &[&str], name: &str) -> bool {
    // Few words begin with the letter.
    if words.first().is_none_or(|word| word.as_bytes().first() != name.as_bytes().first()) {
        return false;
    }
    let mut words = words.iter();
    name.split(' ').all(|own| words.next() == Some(&own))
}

fn symbol_free(word: &&&str) -> bool {
    symbol(word).is_none()
}

/// Number and symbol of a document: `51-KL/TW`, `628/QĐ-TTg`, `30/2020/NĐ-CP`.
pub(super) fn symbol(word: &str) -> Option<&str> {
    let word = word.trim_matches(is_mark);
    let digits = word.find(|letter: char| !letter.is_ascii_digit())?;
    let rest = word[digits..].strip_prefix(['/', '-'])?;
    let rest = match rest.split_once('/') {
        Some((year, rest)) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => rest,
    };
    let letters = rest.chars().take_while(|letter| letter.is_uppercase()).count();
    (digits > 0 && letters >= 2).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String)> {
        incomplete_citations(text).into_iter().map(|citation| (citation.line, citation.words)).collect()
    }

    #[test]
    fn a_number_without_its_day_is_told_once() {
        assert_eq!(
            told("Thực hiện Kết luận số 51-KL/TW,\nNghị quyết 29-NQ/TW và Kết luận số 51-KL/TW của Ban Bí thư."),
            [(1, "Kết luận số 51-KL/TW".to_owned()), (2, "Nghị quyết số 29-NQ/TW".to_owned())]
        );
    }

    #[test]
    fn the_first_citation_in_full_is_enough() {
        assert_eq!(told("Kết luận số 51-KL/TW ngày 30/5/2019 của Ban Bí thư.\nKết luận số 51-KL/TW nêu rõ"), []);
        assert_eq!(told("Quyết định số 628/QĐ-TTg ngày 11 tháng 5 năm 2020"), []);
        // The day of the second is not that of the first.
        assert_eq!(
            told("Nghị quyết số 44/NQ-CP, Quyết định số 628/QĐ-TTg ngày 11/5/2020"),
            [(1, "Nghị quyết số 44/NQ-CP".to_owned())]
        );
    }

    #[test]
    fn a_document_without_a_number_is_told() {
        assert_eq!(
            told("Triển khai Chỉ thị của Bộ Chính trị, Chỉ thị của Thủ tướng Chính phủ về học tập"),
            [(1, "Chỉ thị của Bộ Chính trị".to_owned()), (1, "Chỉ thị của Thủ tướng Chính phủ".to_owned())]
        );
        assert_eq!(told("Kế hoạch của trường, 24/7, 15/BC, Luật Giáo dục năm 2019, tỷ lệ 5/10"), []);
    }
}
