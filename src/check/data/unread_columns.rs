//! D28 `unread_columns`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Columns that nobody knows. Rows of the form have something in columns whose heads tell nothing.
pub(super) static RULE: Rule = Rule {
    code: "D28",
    kind: "unread_columns",
    severity: Severity::Warning,
    title: ("Có nội dung ở cột không rõ là gì", "Something in columns that nobody knows"),
    meaning: (
        "Dòng của biểu mẫu có nội dung ở cột mà tiêu đề không cho biết là gì; chưa đọc.",
        "Rows of the form have something in columns whose heads do not tell what it is; not read.",
    ),
    reason: ("Nội dung ở đó không có trong báo cáo.", "What stands there is not in the report."),
    example: ("Cột “Số A”, “Số B” cạnh các chỉ tiêu.", "Columns “Số A”, “Số B” beside the indicators."),
    remedy: ("Đặt tiêu đề cột đúng như biểu mẫu.", "Give the column the head of the form."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let columns = cause.columns();
    let message = Bilingual::new(
        format!(
            "{sheet}: không rõ cột {columns} ghi nội dung gì của biểu mẫu; chưa đọc ({cells}).",
            sheet = cause.sheet_in_words(Language::Vietnamese),
            cells = cause.cells_in_words(Language::Vietnamese)
        ),
        format!(
            "{sheet}: what of the form stands in {columns} is not known; not read ({cells}).",
            sheet = cause.sheet_in_words(Language::English),
            cells = cause.cells_in_words(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nếu là nội dung phải báo cáo, đặt tiêu đề cột đúng như biểu mẫu (Kế hoạch, Thực hiện, Kết quả thực hiện, Trạng thái …) rồi lưu; nếu không thì không cần làm gì.",
        "If it has to be reported, give the column the form’s head (Kế hoạch, Thực hiện, Kết quả thực hiện, Trạng thái …) and save; if not, nothing needs doing.",
    );
    (message, fix)
}
