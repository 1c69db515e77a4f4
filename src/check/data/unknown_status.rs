//! D06 `unknown_status`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A status that cannot be read. The status is none of the form’s four, and none can be told from it.
pub(super) static RULE: Rule = Rule {
    code: "D06",
    kind: "unknown_status",
    severity: Severity::Error,
    title: ("Trạng thái không rõ", "A status that cannot be read"),
    meaning: (
        "Trạng thái không phải là một trong bốn mức của biểu mẫu và cũng không suy ra được.",
        "The status is none of the form’s four, and none can be told from it.",
    ),
    reason: ("Nhiệm vụ này được tính là chưa báo cáo trạng thái.", "The point counts as not reported."),
    example: ("“theo kế hoạch” ở cột Trạng thái.", "“as planned” in the status column."),
    remedy: (
        "Chọn Hoàn thành, Đang thực hiện, Chưa thực hiện hoặc Không thuộc nhiệm vụ.",
        "Choose Hoàn thành, Đang thực hiện, Chưa thực hiện or Không thuộc nhiệm vụ.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: trạng thái “{found}”{more} không xác định được.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: the status “{found}”{more} cannot be told.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Chọn một trong bốn trạng thái: Hoàn thành, Đang thực hiện, Chưa thực hiện, Không thuộc nhiệm vụ.",
        "Choose one of: Hoàn thành, Đang thực hiện, Chưa thực hiện, Không thuộc nhiệm vụ.",
    );
    (message, fix)
}
