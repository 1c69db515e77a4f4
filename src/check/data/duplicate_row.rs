//! D15 `duplicate_row`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Two rows for one item. An item stands in two rows with content.
pub(super) static RULE: Rule = Rule {
    code: "D15",
    kind: "duplicate_row",
    severity: Severity::Error,
    title: ("Hai dòng cho cùng một mục", "Two rows for one item"),
    meaning: ("Một mục xuất hiện ở hai dòng có nội dung.", "An item stands in two rows with content."),
    reason: ("Chỉ dòng đầu được tính.", "Only the first is counted."),
    example: ("CT13 ở dòng 20 và dòng 34.", "CT13 in rows 20 and 34."),
    remedy: ("Gộp hai dòng thành một.", "Make one row of the two."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: mục này đã có một dòng ở trên; chỉ dòng đầu được tính, dòng “{found}”{more} này được để riêng.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more_rows(Language::Vietnamese)
        ),
        format!(
            "{place}: this item stands in a row above already; that one is counted, this row “{found}”{more} is set aside.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more_rows(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Gộp hai dòng thành một, rồi chép lại tệp vào thư mục.",
        "Make one row of the two and copy the file here again.",
    );
    (message, fix)
}
