//! D07 `bad_date`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A date that cannot be read. The date of the report is no real date, or unclear.
pub(super) static RULE: Rule = Rule {
    code: "D07",
    kind: "bad_date",
    severity: Severity::Warning,
    title: ("Ngày không đọc được", "A date that cannot be read"),
    meaning: (
        "Ngày báo cáo không phải là một ngày có thật hoặc viết không rõ.",
        "The date of the report is no real date, or unclear.",
    ),
    reason: ("Không biết báo cáo gửi đúng hạn hay quá hạn.", "Whether the report is late cannot be told."),
    example: ("“31/11/2026”.", "“31/11/2026”."),
    remedy: ("Ghi lại theo dạng ngày/tháng/năm, ví dụ 28/11/2026.", "Write day/month/year, such as 28/11/2026."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: đơn vị ghi ngày “{found}”{more}, không phải một ngày có thật hoặc viết không rõ.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: the date “{found}”{more} is no real date, or unclear.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Ghi lại theo dạng ngày/tháng/năm, ví dụ 28/11/2026.",
        "Write day/month/year, such as 28/11/2026.",
    );
    (message, fix)
}
