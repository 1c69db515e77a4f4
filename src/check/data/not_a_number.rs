//! D03 `not_a_number`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Text where a number belongs. The cell needs a number but holds text that is none.
pub(super) static RULE: Rule = Rule {
    code: "D03",
    kind: "not_a_number",
    severity: Severity::Error,
    title: ("Chữ ở chỗ cần số", "Text where a number belongs"),
    meaning: (
        "Ô cần một số nhưng chứa chữ không đọc được thành số.",
        "The cell needs a number but holds text that is none.",
    ),
    reason: ("Số liệu của ô này không có trong tổng.", "The figure is missing from the totals."),
    example: ("“đang rà soát” ở cột Thực hiện.", "“under review” in the column for actual figures."),
    remedy: (
        "Nhập một số; nếu chưa có số liệu thì để trống và ghi lý do ở cột Ghi chú.",
        "Type a number; if there is none yet, leave it blank and say why in the notes.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: cần một số nhưng đơn vị ghi “{found}”{more}; chưa tính vào tổng.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: a number is needed but the cell says “{found}”{more}; not counted.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nhập một số vào ô này; nếu chưa có số liệu, để trống và ghi lý do ở cột Ghi chú.",
        "Type a number; if there is none yet, leave it blank and say why in the notes.",
    );
    (message, fix)
}
