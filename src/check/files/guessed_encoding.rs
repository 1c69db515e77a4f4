//! F11 `guessed_encoding`.

use crate::check::data::Cause;
use crate::model::{Bilingual, Rule, Severity};

/// A text whose encoding is guessed. Nothing in the file tells how its letters are encoded; its bytes were taken for what they
/// are most like.
pub(in crate::check) static RULE: Rule = Rule {
    code: "F11",
    kind: "guessed_encoding",
    severity: Severity::Warning,
    title: ("Bảng mã chữ được đoán", "A guessed encoding"),
    meaning: (
        "Tệp CSV, văn bản hoặc trang web không ghi bảng mã và không phải Unicode; bảng mã được chọn theo chữ trong tệp.",
        "A CSV file, text or web page tells no encoding and is no Unicode; the encoding was chosen by what is in it.",
    ),
    reason: (
        "Chọn sai thì dấu tiếng Việt bị sai; số liệu không đổi.",
        "A wrong choice spoils Vietnamese letters; figures stay as they are.",
    ),
    example: ("Tệp .csv lưu từ chương trình cũ.", "A .csv file of an old program."),
    remedy: (
        "Xem lại chữ đã đọc; nếu sai dấu, mở bằng Excel rồi lưu thành .xlsx hoặc “CSV UTF-8”.",
        "Look at the text; if letters are wrong, open it in Excel and save it as .xlsx or “CSV UTF-8”.",
    ),
};

/// What was found, and what to do.
pub(in crate::check) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let found = cause.found();
    let message = Bilingual::new(
        format!("Tệp không ghi bảng mã của chữ; chương trình đọc theo {found}, chữ có thể sai dấu."),
        format!("The file does not tell the encoding of its text; it was read as {found}, and letters may be wrong."),
    );
    let fix = Bilingual::new(
        "Xem lại chữ đã đọc; nếu sai dấu, mở tệp bằng Excel rồi lưu thành .xlsx hoặc “CSV UTF-8”.",
        "Look at the text; if letters are wrong, open the file in Excel and save it as .xlsx or “CSV UTF-8”.",
    );
    (message, fix)
}
