//! D08 `legacy_encoding`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Text in an encoding before Unicode. Text typed in TCVN3 (ABC) or VNI.
pub(super) static RULE: Rule = Rule {
    code: "D08",
    kind: "legacy_encoding",
    severity: Severity::Info,
    title: ("Chữ dùng bảng mã cũ", "Text in an encoding before Unicode"),
    meaning: ("Chữ được gõ bằng bảng mã TCVN3 (ABC) hoặc VNI.", "Text typed in TCVN3 (ABC) or VNI."),
    reason: (
        "Không chuyển mã thì báo cáo in ra chữ không đọc được.",
        "Without conversion the report would print gibberish.",
    ),
    example: ("“T×nh h×nh” được chuyển thành “Tình hình”.", "“T×nh h×nh” becomes “Tình hình”."),
    remedy: (
        "Xem lại chữ đã chuyển; lần sau gõ bằng Unicode (Times New Roman).",
        "Look at the converted text; next time type in Unicode (Times New Roman).",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}{more}: chữ gõ bằng bảng mã cũ ({found}), đã chuyển sang Unicode, ví dụ “{read}”.",
            place = cause.place(Language::Vietnamese),
            more = cause.more(Language::Vietnamese),
            found = cause.found(),
            read = cause.read_as()
        ),
        format!(
            "{place}{more}: text in an old encoding ({found}), turned into Unicode, such as “{read}”.",
            place = cause.place(Language::English),
            more = cause.more(Language::English),
            found = cause.found(),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        "Xem lại chữ đã chuyển trong báo cáo; lần sau gõ bằng Unicode, phông Times New Roman.",
        "Look at the converted text; next time type in Unicode, Times New Roman.",
    );
    (message, fix)
}
