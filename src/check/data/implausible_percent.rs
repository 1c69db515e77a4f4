//! D39 `implausible_percent`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A percentage of completion beyond 0 to 100.
pub(super) static RULE: Rule = Rule {
    code: "D39",
    kind: "implausible_percent",
    severity: Severity::Error,
    title: ("Tỷ lệ hoàn thành không hợp lý", "A percentage that cannot be"),
    meaning: ("Tỷ lệ hoàn thành nhỏ hơn 0% hoặc lớn hơn 100%.", "A percentage of completion below 0 or above 100."),
    reason: ("Tỷ lệ này không được tính.", "It is not counted."),
    example: (
        "Ô nhập 40 có định dạng phần trăm nên hiển thị 4000%.",
        "A cell with 40 under a percentage format shows 4000 %.",
    ),
    remedy: ("Nhập lại tỷ lệ từ 0 đến 100.", "Type a percentage from 0 to 100."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let read = cause.read_as();
    let message = Bilingual::new(
        format!(
            "{place}: tỷ lệ {read}%{more} nằm ngoài khoảng 0–100%; không được tính.",
            place = cause.place(Language::Vietnamese),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: {read} %{more} is beyond 0–100 %; it is not counted.",
            place = cause.place(Language::English),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Hỏi lại đơn vị và nhập lại tỷ lệ từ 0 đến 100; nếu ô có định dạng phần trăm, nhập 40% thay cho 40.",
        "Ask the body and type a percentage from 0 to 100; under a percentage format, type 40% and not 40.",
    );
    (message, fix)
}
