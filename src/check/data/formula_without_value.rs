//! D09 `formula_without_value`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A formula without a stored value. The cell holds a formula, but the file does not store its result.
pub(super) static RULE: Rule = Rule {
    code: "D09",
    kind: "formula_without_value",
    severity: Severity::Error,
    title: ("Công thức chưa có kết quả", "A formula without a stored value"),
    meaning: (
        "Ô chứa công thức nhưng tệp không lưu kết quả tính.",
        "The cell holds a formula, but the file does not store its result.",
    ),
    reason: ("Số liệu của ô này không có trong tổng.", "The figure is missing from the totals."),
    example: (
        "Tệp do phần mềm khác xuất ra, chưa từng được mở và lưu trong Excel.",
        "A file exported by a program and never saved in Excel.",
    ),
    remedy: ("Mở tệp bằng Excel, bấm Lưu rồi gửi lại.", "Open the file in Excel, save it and send it again."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}{more}: ô có công thức nhưng tệp không lưu kết quả; chưa tính vào tổng.",
            place = cause.place(Language::Vietnamese),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}{more}: there is a formula, but the file does not store its result; not counted.",
            place = cause.place(Language::English),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Mở tệp bằng Excel, bấm Lưu (Ctrl+S) rồi chép lại vào thư mục.",
        "Open the file in Excel, save it (Ctrl+S) and copy it here again.",
    );
    (message, fix)
}
