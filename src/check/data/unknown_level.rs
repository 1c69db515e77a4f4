//! D40 `unknown_level`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// An answer that is none of the words its indicator is answered in.
pub(super) static RULE: Rule = Rule {
    code: "D40",
    kind: "unknown_level",
    severity: Severity::Error,
    title: ("Câu trả lời không có trong danh sách", "An answer that is not in the list"),
    meaning: (
        "Chỉ tiêu trả lời bằng chữ (Có/Không, Đạt/Không đạt, Mức 1–3), nhưng ô ghi chữ khác hoặc chữ có thể hiểu nhiều cách.",
        "The indicator is answered in words, and the cell says something else, or something that can mean several of them.",
    ),
    reason: (
        "Câu trả lời này không được đếm; đơn vị được tính là chưa trả lời.",
        "The answer is not counted; the body counts as one that gave none.",
    ),
    example: ("“đang làm thủ tục” ở câu hỏi Có/Không.", "“being prepared” where yes or no is asked."),
    remedy: ("Chọn một trong các mức ở danh sách của ô.", "Choose one of the words in the list of the cell."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: “{found}”{more} không phải là câu trả lời trong danh sách ({choices}); không được đếm.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese),
            choices = cause.short_read_as()
        ),
        format!(
            "{place}: “{found}”{more} is none of the answers in the list ({choices}); it is not counted.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English),
            choices = cause.short_read_as()
        ),
    );
    let fix = Bilingual::new(
        format!("Hỏi lại đơn vị và nhập một trong các mức: {}.", cause.read_as()),
        format!("Ask the body and type one of: {}.", cause.read_as()),
    );
    (message, fix)
}
