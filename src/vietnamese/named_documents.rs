//! Documents as bodies list what they issued: with type, number and day, `Kế hoạch số 610/KH-SGDĐT ngày 05/3/2026`, or by
//! number and symbol alone, `610/KH-SGDĐT`, of which the symbol tells the type (decree 30/2020, Phụ lục III).

use super::citation::{kind_before, symbol};
use super::{format_date, parse_date};

/// A document that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDocument {
    /// Number and symbol, which tell it from others: `610/KH-SGDĐT`.
    pub symbol: String,
    /// As a document cites it: `Kế hoạch số 610/KH-SGDĐT`, with its day where the text gives it.
    pub citation: String,
}

/// What symbols call the types of documents; `CV` is no abbreviation of the decree's but is much in use.
const ABBREVIATIONS: [(&str, &str); 21] = [
    ("NQ", "Nghị quyết"),
    ("QĐ", "Quyết định"),
    ("CT", "Chỉ thị"),
    ("QC", "Quy chế"),
    ("TC", "Thông cáo"),
    ("TB", "Thông báo"),
    ("HD", "Hướng dẫn"),
    ("CTr", "Chương trình"),
    ("KH", "Kế hoạch"),
    ("PA", "Phương án"),
    ("ĐA", "Đề án"),
    ("DA", "Dự án"),
    ("BC", "Báo cáo"),
    ("BB", "Biên bản"),
    ("TTr", "Tờ trình"),
    ("HĐ", "Hợp đồng"),
    ("CĐ", "Công điện"),
    ("NĐ", "Nghị định"),
    ("TT", "Thông tư"),
    ("KL", "Kết luận"),
    ("CV", "Công văn"),
];
/// How far behind a number its day may stand, in words.
const NEAR: usize = 6;

/// The documents with a number that a text names, each once, in its order. What has no number is none of them.
pub fn named_documents(text: &str) -> Vec<NamedDocument> {
    let parted = text.replace([',', ';'], " ; ");
    let words: Vec<&str> = parted.split_whitespace().collect();
    let mut found: Vec<NamedDocument> = Vec::new();
    for at in 0..words.len() {
        let Some(symbol) = symbol(words[at]) else { continue };
        if found.iter().any(|known| known.symbol == symbol) {
            continue;
        }
        let kind = kind_before(&words[..at]).or_else(|| kind_of(symbol)).unwrap_or("Văn bản");
        let day = day_behind(&words[at + 1..]).map(|day| format!(" ngày {day}")).unwrap_or_default();
        found.push(NamedDocument { symbol: symbol.to_owned(), citation: format!("{kind} số {symbol}{day}") });
    }
    found
}

/// The type that a symbol names: between number and body, `610/KH-SGDĐT`, `51-KL/TW`, `30/2020/NĐ-CP`.
pub(super) fn kind_of(symbol: &str) -> Option<&'static str> {
    let mut parts = symbol.split(['/', '-']).skip_while(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let own = parts.next()?;
    // A symbol of one part names a body: a công văn has no type in it.
    parts.next()?;
    ABBREVIATIONS.iter().find(|(short, _)| *short == own).map(|(_, kind)| *kind)
}

/// The day that stands behind a number, before the next document.
fn day_behind(words: &[&str]) -> Option<String> {
    let own = words.iter().take(NEAR).take_while(|word| **word != ";" && symbol(word).is_none());
    let at = own.into_iter().position(|word| *word == "ngày")? + 1;
    let bare: Vec<&str> = words[at..].iter().map(|word| word.trim_end_matches(['.', ')', ':'])).collect();
    let written = [5, 1].into_iter().filter_map(|length| bare.get(..length));
    let written = written.into_iter().find_map(|words| parse_date(&words.join(" ")))?;
    Some(format_date(written.date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        named_documents(text).into_iter().map(|document| document.citation).collect()
    }

    #[test]
    fn the_symbol_tells_the_type() {
        assert_eq!(
            named("610/KH-SGDĐT;44/QĐ-CAT, 163/CV-SGDĐT"),
            ["Kế hoạch số 610/KH-SGDĐT", "Quyết định số 44/QĐ-CAT", "Công văn số 163/CV-SGDĐT"]
        );
        assert_eq!(
            named("Kết luận 51-KL/TW; 3456/SGDĐT-GDTrH; số 496/TB-MTTQ-BTT"),
            ["Kết luận số 51-KL/TW", "Văn bản số 3456/SGDĐT-GDTrH", "Thông báo số 496/TB-MTTQ-BTT"]
        );
    }

    #[test]
    fn days_stay_with_their_documents() {
        assert_eq!(
            named("Kế hoạch số 12/KH-SNV ngày 05/3/2026, Hướng dẫn số 7/HD-SNV ngày 6 tháng 4 năm 2026."),
            ["Kế hoạch số 12/KH-SNV ngày 05/03/2026", "Hướng dẫn số 7/HD-SNV ngày 06/04/2026"]
        );
        // The day behind a comma, and that of the next document, are none of its own.
        assert_eq!(
            named("12/KH-SNV và 13/KH-SNV ngày 05/3/2026"),
            ["Kế hoạch số 12/KH-SNV", "Kế hoạch số 13/KH-SNV ngày 05/03/2026"]
        );
    }

    #[test]
    fn each_document_once_and_nothing_without_a_number() {
        assert_eq!(named("12/KH-SNV; 12/KH-SNV"), ["Kế hoạch số 12/KH-SNV"]);
        assert_eq!(named("Kế hoạch của Sở, 05/3/2026, đạt 12/15, không"), Vec::<String>::new());
    }
}
