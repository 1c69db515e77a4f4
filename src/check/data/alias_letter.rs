//! D14 `alias_letter`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Another letter than the plan’s: the row’s code uses a letter that the plan does not print.
pub(super) static RULE: Rule = Rule {
    code: "D14",
    kind: "alias_letter",
    severity: Severity::Warning,
    title: ("Chữ cái của điểm khác với kế hoạch", "Another letter than the plan’s"),
    meaning: (
        "Mã của dòng dùng một chữ cái mà kế hoạch không in; kế hoạch in chữ cái khác cho điểm ấy.",
        "The row’s code uses a letter that the plan does not print; it prints another for that point.",
    ),
    reason: (
        "Hai cách đánh chữ cho cùng một điểm dễ làm số liệu vào nhầm điểm.",
        "With two letterings for one point, figures easily end up under the wrong one.",
    ),
    example: (
        "Kế hoạch in các điểm a, b, c, d, đ, e, i; “II.3.g” được đọc là II.3.i.",
        "The plan prints the points a, b, c, d, đ, e, i; “II.3.g” is read as II.3.i.",
    ),
    remedy: ("Ghi đúng chữ cái mà kế hoạch in.", "Use the letter that the plan prints."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: đơn vị ghi mã “{found}”; kế hoạch in điểm này là {read}, nên đã đọc là {read}.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            read = cause.read_as()
        ),
        format!(
            "{place}: the code says “{found}”; the plan prints this point as {read}, so it was read as {read}.",
            place = cause.place(Language::English),
            found = cause.found(),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        format!("Nếu đúng thì không cần làm gì; lần sau ghi mã {read}.", read = cause.read_as()),
        format!("If that is right, nothing needs doing; next time write the code {read}.", read = cause.read_as()),
    );
    (message, fix)
}
