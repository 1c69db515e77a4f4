//! D16 `missing_sheet`.

use super::Cause;
use crate::model::{Bilingual, Rule, Severity};

/// A table of the form is missing. A table of the form is in none of the agency’s files.
pub(super) static RULE: Rule = Rule {
    code: "D16",
    kind: "missing_sheet",
    severity: Severity::Warning,
    title: ("Thiếu biểu", "A table of the form is missing"),
    meaning: (
        "Không tìm thấy một biểu của mẫu trong các tệp của đơn vị.",
        "A table of the form is in none of the agency’s files.",
    ),
    reason: ("Phần đó được tính là chưa báo cáo.", "That part counts as not reported."),
    example: ("Không có Biểu 03 - Kinh phí.", "There is no Biểu 03 - Kinh phí."),
    remedy: ("Đề nghị đơn vị gửi bổ sung biểu còn thiếu.", "Ask the agency for the missing table."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!("Không tìm thấy biểu “{found}” trong các tệp của đơn vị.", found = cause.found()),
        format!("The table “{found}” is in none of the body’s files.", found = cause.found()),
    );
    let fix = Bilingual::new(
        "Đề nghị đơn vị gửi bổ sung; nếu đơn vị không có nội dung này thì không cần làm gì.",
        "Ask the agency for it; if it has nothing to report there, nothing needs doing.",
    );
    (message, fix)
}
