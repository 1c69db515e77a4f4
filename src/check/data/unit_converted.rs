//! D05 `unit_converted`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Amounts converted to the form’s unit. Amounts are given in another unit than the form’s.
pub(super) static RULE: Rule = Rule {
    code: "D05",
    kind: "unit_converted",
    severity: Severity::Warning,
    title: ("Đã quy đổi đơn vị tính", "Amounts converted to the form’s unit"),
    meaning: ("Số tiền được ghi bằng đơn vị khác với biểu mẫu.", "Amounts are given in another unit than the form’s."),
    reason: (
        "Nhầm đồng với triệu đồng sẽ sai gấp 1.000.000 lần.",
        "Taking đồng for triệu đồng is off by a factor of 1,000,000.",
    ),
    example: ("“1,5 tỷ” được quy đổi thành 1500 triệu đồng.", "“1,5 tỷ” becomes 1500 triệu đồng."),
    remedy: (
        "Kiểm tra số đã quy đổi; lần sau ghi bằng triệu đồng.",
        "Check the converted amounts; next time use triệu đồng.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: số tiền “{found}”{more} ghi theo đơn vị khác với biểu mẫu; đã quy đổi thành {read} triệu đồng.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese),
            read = cause.read_as()
        ),
        format!(
            "{place}: the amount “{found}”{more} is in another unit than the form’s; converted to {read} triệu đồng.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        format!(
            "Kiểm tra số đã quy đổi. Nếu đúng thì không cần làm gì; lần sau nhập {read} và ghi “Đơn vị tính: triệu đồng”.",
            read = cause.read_as()
        ),
        format!(
            "Check it. If it is right, nothing needs doing; next time type {read} and give triệu đồng as the unit.",
            read = cause.read_as()
        ),
    );
    (message, fix)
}

/// Counts in another unit than the form's, and what to do.
pub(super) fn describe_count(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let read = cause.read_as();
    let message = Bilingual::new(
        format!(
            "{place}: số “{found}”{more} ghi theo đơn vị khác với biểu mẫu; đã quy đổi thành {read}.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: “{found}”{more} is in another unit than the form’s; converted to {read}.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        format!(
            "Kiểm tra số đã quy đổi. Nếu đúng thì không cần làm gì; lần sau nhập {read} và giữ đơn vị tính của biểu mẫu."
        ),
        format!("Check it. If it is right, nothing needs doing; next time type {read} and keep the form’s unit."),
    );
    (message, fix)
}
