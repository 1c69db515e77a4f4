//! D12 `unmatched_row`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A row that matches nothing in the plan. The row has content, but neither its code nor its words match anything.
pub(super) static RULE: Rule = Rule {
    code: "D12",
    kind: "unmatched_row",
    severity: Severity::Warning,
    title: ("Dòng không khớp với kế hoạch", "A row that matches nothing in the plan"),
    meaning: (
        "Dòng có nội dung nhưng mã và chữ đều không khớp mục nào.",
        "The row has content, but neither its code nor its words match anything.",
    ),
    reason: ("Nội dung của dòng không được tính vào mục nào.", "What it says is counted nowhere."),
    example: ("Mã “II.9.x”.", "The code “II.9.x”."),
    remedy: ("Ghi lại mã theo biểu mẫu.", "Write the code as on the form."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: dòng “{found}”{more} không khớp mục nào của kế hoạch; nội dung được giữ lại nhưng chưa tính vào mục nào.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more_rows(Language::Vietnamese)
        ),
        format!(
            "{place}: the row “{found}”{more} matches nothing in the plan; kept, but counted nowhere.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more_rows(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Ghi mã của dòng đúng như biểu mẫu (ví dụ II.1.a); nếu là việc ngoài kế hoạch thì không cần làm gì.",
        "Write the row’s code as on the form (such as II.1.a); if it is beyond the plan, nothing needs doing.",
    );
    (message, fix)
}
