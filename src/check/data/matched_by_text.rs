//! D13 `matched_by_text`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A row matched by its words. The code is missing or wrong; the item was told from the plan’s words.
pub(super) static RULE: Rule = Rule {
    code: "D13",
    kind: "matched_by_text",
    severity: Severity::Info,
    title: ("Dòng được nhận theo nội dung", "A row matched by its words"),
    meaning: (
        "Mã của dòng bị thiếu hoặc sai; mục được xác định theo chữ của kế hoạch.",
        "The code is missing or wrong; the item was told from the plan’s words.",
    ),
    reason: ("Nhận nhầm thì số liệu vào sai mục.", "A wrong match puts figures under the wrong item."),
    example: (
        "Dòng không có mã, chữ “Tiếp tục tổ chức quán triệt …” được nhận là II.1.a.",
        "A row without code, “Tiếp tục tổ chức quán triệt …”, is taken for II.1.a.",
    ),
    remedy: ("Xem lại mục đã nhận; lần sau giữ nguyên cột Mã.", "Check the item; next time keep the code column."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: dòng “{found}”{more} có mã không khớp với chữ của dòng; đã nhận theo chữ là {read}.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more_rows(Language::Vietnamese),
            read = cause.read_as()
        ),
        format!(
            "{place}: the code of the row “{found}”{more} does not fit its words; taken for {read} by the words.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more_rows(Language::English),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        "Nếu đúng thì không cần làm gì; lần sau giữ nguyên cột Mã của biểu mẫu.",
        "If that is right, nothing needs doing; next time keep the form’s code column.",
    );
    (message, fix)
}
