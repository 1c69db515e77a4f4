//! Lines around tables and rows that no table of the form has: titles, letterheads, totals, remarks, who signs. What they are
//! called here is what they are kept as; only [`FormWords`](super::form_words::FormWords) says what is the form's own.

use super::NoteKind;
use crate::vietnamese::{fold, fold_beginning};

/// Beginnings of the lines around a table, folded.
const BEGINNINGS: [&str; 34] = [
    "cong hoa xa hoi",
    "doc lap tu do",
    "bieu so",
    "bieu ",
    "phu luc",
    "mau so",
    "mau bieu",
    "nam bao cao",
    "nam ",
    "don vi tinh",
    "dvt",
    "kem theo",
    "ket qua thuc hien",
    "bao cao ket qua",
    "bang tong hop",
    "kinh phi thuc hien",
    "cac chi tieu",
    "danh muc nhiem vu",
    "nguoi lap",
    "nguoi tong hop",
    "thu truong",
    "giam doc",
    "pho giam doc",
    "chu tich",
    "pho chu tich",
    "tm uy ban",
    "kt ",
    "ky ten",
    "noi nhan",
    "xac nhan",
    "nhiem vu khac",
    "trong do",
    "chia ra",
    "bao gom",
];

/// What a line is kept as that is not the form's own. What bears on figures is a remark wherever it stands.
pub(super) fn kind_of_line(text: &str) -> NoteKind {
    /// Words of a line in capitals or of a letterhead; more are a sentence.
    const TITLE: usize = 30;
    const NAME: usize = 8;
    let folded = fold(text);
    let words = folded.split(' ').count();
    let has_figures = folded.split(' ').any(|word| word.len() != 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    if is_note(text) || bears_on_figures(text) {
        NoteKind::Remark
    } else if is_signature(text) || is_place_and_date(&folded) {
        NoteKind::Signature
    } else if is_total(text) {
        NoteKind::Total
    } else if is_heading_of_added_rows(text)
        || is_shouted(text) && words <= TITLE
        || begins_as_line_of_form(&folded) && (words <= NAME || !text.contains(':'))
        || words <= NAME && !has_figures
    {
        NoteKind::Heading
    } else {
        NoteKind::Remark
    }
}

/// Whether a line says what figures cover or how exact they are: `số liệu tính đến ngày 15/11`, `chưa gồm trường tư thục`.
pub(super) fn bears_on_figures(text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "tinh den",
        "chua gom",
        "chua bao gom",
        "chua tinh",
        "chua ke",
        "khong gom",
        "khong bao gom",
        "khong tinh",
        "khong ke",
        "chua day du",
        "chua du so lieu",
        "chua co so lieu",
        "chua chinh thuc",
        "so lieu uoc",
        "so uoc",
        "uoc thuc hien",
        "tam tinh",
        "luy ke",
        "lam tron",
        "so lieu nay",
    ];
    let folded = format!(" {} ", fold(text));
    WORDS.iter().any(|words| folded.contains(&format!(" {words} ")))
}

/// Whether a line above or below a table belongs to the form.
pub(super) fn is_line_of_form(text: &str) -> bool {
    // A place and a date are few words, the lines to write on between them not counted.
    const WORDS_OF_A_DATE: usize = 24;
    begins_as_line_of_form(&fold_beginning(text, TELLING_LETTERS))
        || is_shouted(text)
        || text.starts_with('(') && text.ends_with(')')
        || text.split_whitespace().count() <= WORDS_OF_A_DATE && is_place_and_date(&fold(text))
        || is_note(text)
}

fn begins_as_line_of_form(folded: &str) -> bool {
    BEGINNINGS
        .iter()
        .any(|beginning| folded.starts_with(beginning.trim_end()) && boundary(folded, beginning.trim_end()))
}

/// Whether a text numbers a table or heads a letter: what may stand beside the name of a body above a table.
pub(super) fn is_beside_a_title(text: &str) -> bool {
    let beginnings = ["bieu", "mau", "phu luc", "cong hoa xa hoi", "doc lap tu do", "nam bao cao"];
    begins_with_any(text, &beginnings) && fold(text).split(' ').count() <= 8
}

/// Letters of the longest beginning that texts of the form are told by, and of the one behind it.
const TELLING_LETTERS: usize = 24;

/// Whether a text begins with any of these folded words, whole.
fn begins_with_any(text: &str, beginnings: &[&str]) -> bool {
    let folded = fold_beginning(text, TELLING_LETTERS);
    beginnings.iter().any(|beginning| folded.starts_with(beginning) && boundary(&folded, beginning))
}

fn boundary(folded: &str, beginning: &str) -> bool {
    !folded[beginning.len()..].starts_with(|letter: char| letter.is_alphanumeric())
}

/// All in capitals, and more than an abbreviation: a title, or the name of a body.
fn is_shouted(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().filter(|letter| letter.is_alphabetic()).count() >= 4
}

/// `Tây Ninh, ngày … tháng … năm …`.
fn is_place_and_date(folded: &str) -> bool {
    folded.contains("ngay") && folded.contains("thang") && folded.contains("nam") && folded.split(' ').count() <= 12
}

/// A remark: where nothing stands beside it, it is no row of a table.
pub(super) fn is_note(text: &str) -> bool {
    let starred = text.starts_with(['*', '(']) && text.trim_start_matches('(').starts_with('*') && text.len() > 4;
    starred || begins_with_any(text, &["ghi chu", "luu y", "chu thich", "ghi nhan", "ngoai ke hoach", "thuyet minh"])
}

/// A line over a signature: who signs, and how.
pub(super) fn is_signature(text: &str) -> bool {
    const SIGNERS: [&str; 23] = [
        "nguoi lap",
        "nguoi tong hop",
        "nguoi bao cao",
        "thu truong",
        "giam doc",
        "pho giam doc",
        "chu tich",
        "pho chu tich",
        "lanh dao don vi",
        "lanh dao co quan",
        "tm uy ban",
        "tm ban",
        "kt ",
        "truong phong",
        "hieu truong",
        "nguoi dung dau",
        "truong ap",
        "truong thon",
        "to truong to dan pho",
        "ky ten",
        "ky ghi ro",
        "ky va ghi ro",
        "ky dong dau",
    ];
    let beginning = fold_beginning(text, TELLING_LETTERS);
    SIGNERS.iter().any(|signer| beginning.starts_with(signer)) && fold(text).split(' ').count() <= 6
}

/// Whether a text is such as a person's name: two to five words, each in capitals at its beginning.
pub(super) fn is_name(text: &str) -> bool {
    let words = text.split_whitespace();
    (2..=6).contains(&words.clone().count())
        && words.clone().all(|word| word.chars().next().is_some_and(char::is_uppercase))
        && text.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '.'))
}

/// A row of totals: its figures are computed anew, never added.
pub(super) fn is_total(text: &str) -> bool {
    let folded = fold(text);
    let first_two: Vec<&str> = folded.split(' ').take(2).collect();
    let totals = ["cong", "so", "hop", "kinh", "du", "chung", "nguon", "chi", "von", "muc"];
    matches!(first_two.as_slice(), ["tong", second] if totals.contains(second))
        || matches!(first_two.as_slice(), ["cong", "lai" | "chung" | "muc"])
        || matches!(folded.as_str(), "cong" | "tong" | "total" | "sum" | "cong tong")
}

/// A heading over rows that agencies add: `Nhiệm vụ khác (ngoài Kế hoạch)`.
pub(super) fn is_heading_of_added_rows(text: &str) -> bool {
    let folded = fold(text);
    let short = folded.split(' ').count() <= 10;
    short
        && (folded.contains("ngoai ke hoach")
            || folded.starts_with("nhiem vu khac")
            || folded.starts_with("noi dung khac")
            || folded.starts_with("cac nhiem vu khac")
            || folded == "khac")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_form_are_known() {
        for text in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Biểu số 01",
            "Năm báo cáo: 2024",
            "SỞ NỘI VỤ",
            "(Kèm theo Báo cáo số 5)",
            "Người lập biểu",
            "Ghi chú: số liệu tính đến ngày 15/11",
            "Đơn vị tính: đồng",
            "Tây Ninh, ngày 5 tháng 11 năm 2024",
        ] {
            assert!(is_line_of_form(text), "{text}");
        }
        for text in ["Tổ chức Hội thi", "Có 86 giáo viên tham gia", "TH"] {
            assert!(!is_line_of_form(text), "{text}");
        }
        assert!(is_total("TỔNG CỘNG: 27 nhiệm vụ") && is_total("Cộng") && !is_total("Tổ chức"));
        assert!(!is_total("Cộng đồng học tập"));
    }
}
