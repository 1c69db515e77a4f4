//! D38 `doubtful_date`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A date that the report cannot bear.
pub(super) static RULE: Rule = Rule {
    code: "D38",
    kind: "doubtful_date",
    severity: Severity::Warning,
    title: ("Ngày báo cáo không hợp lý", "A date that cannot be"),
    meaning: (
        "Ngày ghi trong báo cáo thuộc năm khác hoặc cách xa năm báo cáo.",
        "The date of the report is of another year, or far from the year reported on.",
    ),
    reason: (
        "Ngày này không được dùng để xét đúng hạn hay so các bản; có thể tệp là báo cáo của năm khác.",
        "It is not used to tell what is late or newer; the file may be a report on another year.",
    ),
    example: ("Báo cáo năm 2026 ghi ngày 15/11/2025.", "A report on 2026 dated 15/11/2025."),
    remedy: (
        "Hỏi lại đơn vị ngày đúng và xem tệp có đúng năm báo cáo không.",
        "Ask for the right date, and whether the file is on the right year.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let year = cause.read_as();
    let message = Bilingual::new(
        format!(
            "{place}: báo cáo năm {year} ghi ngày {found}; ngày này không được dùng.",
            place = cause.place(Language::Vietnamese),
            found = cause.found()
        ),
        format!(
            "{place}: the report on {year} is dated {found}; the date is not used.",
            place = cause.place(Language::English),
            found = cause.found()
        ),
    );
    let fix = Bilingual::new(
        format!("Hỏi lại đơn vị: nếu ghi nhầm, nhập ngày đúng; nếu là báo cáo của năm khác, xin báo cáo năm {year}."),
        format!(
            "Ask the body: if it is a slip, type the right date; if the report is on another year, ask for {year}’s."
        ),
    );
    (message, fix)
}
