//! D04 `approximate`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// An approximate figure. The figure comes with “about”, “estimated”, “over” or > <.
pub(super) static RULE: Rule = Rule {
    code: "D04",
    kind: "approximate",
    severity: Severity::Info,
    title: ("Số ước lượng", "An approximate figure"),
    meaning: (
        "Đơn vị ghi kèm “khoảng”, “ước”, “trên” hoặc dấu > <.",
        "The figure comes with “about”, “estimated”, “over” or > <.",
    ),
    reason: ("Báo cáo in con số, không in được mức độ chắc chắn.", "The report prints the figure, not how sure it is."),
    example: ("“khoảng 95%” được đọc là 95.", "“about 95%” is read as 95."),
    remedy: (
        "Nhập số chính xác, hoặc ghi “ước thực hiện” ở cột Ghi chú.",
        "Type the exact figure, or say “estimated” in the notes.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: đơn vị ghi số ước lượng “{found}”{more}; đã tính là {read}.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese),
            read = cause.read_as()
        ),
        format!(
            "{place}: an approximate figure, “{found}”{more}; counted as {read}.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        "Khi có số chính thức, nhập số đó; nếu vẫn là số ước, ghi “ước thực hiện” ở cột Ghi chú.",
        "Type the exact figure once it is known; if it stays an estimate, say so in the notes.",
    );
    (message, fix)
}
