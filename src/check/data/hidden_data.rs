//! D11 `hidden_data`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A hidden sheet with data. The file has a hidden sheet with content.
pub(super) static RULE: Rule = Rule {
    code: "D11",
    kind: "hidden_data",
    severity: Severity::Warning,
    title: ("Trang tính ẩn có số liệu", "A hidden sheet with data"),
    meaning: ("Tệp có trang tính bị ẩn chứa nội dung.", "The file has a hidden sheet with content."),
    reason: (
        "Nội dung ẩn thường là bản cũ; không được tính vào tổng.",
        "Hidden content is often an older state; it is not counted.",
    ),
    example: ("Trang “Biểu 02 (cũ)” bị ẩn.", "The sheet “Biểu 02 (cũ)” is hidden."),
    remedy: ("Nếu cần dùng, bỏ ẩn trang; nếu không, xóa trang đó.", "If it is needed, unhide it; if not, delete it."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "Trang tính ẩn “{found}”{more} có nội dung, không được tính.",
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "The hidden sheet “{found}”{more} has content and is not counted.",
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nếu đó là số liệu cần dùng, hãy bỏ ẩn trang; nếu không, hãy xóa trang.",
        "If it is needed, unhide the sheet; if not, delete it.",
    );
    (message, fix)
}
