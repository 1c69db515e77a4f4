//! D10 `error_cell`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// An error value in a cell. The cell holds an error value such as #REF! or #DIV/0!.
pub(super) static RULE: Rule = Rule {
    code: "D10",
    kind: "error_cell",
    severity: Severity::Error,
    title: ("Ô báo lỗi", "An error value in a cell"),
    meaning: ("Ô chứa giá trị lỗi như #REF! hoặc #DIV/0!.", "The cell holds an error value such as #REF! or #DIV/0!."),
    reason: ("Số liệu của ô này không có trong tổng.", "The figure is missing from the totals."),
    example: ("#REF! vì công thức trỏ tới một tệp khác.", "#REF! because the formula points to another file."),
    remedy: ("Nhập số vào thay công thức bị lỗi.", "Type the figure in place of the broken formula."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: ô báo lỗi {found}{more} nên chưa có số liệu; chưa tính vào tổng.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: the cell shows the error {found}{more} and gives no figure; not counted.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nhập số đúng vào ô, thay cho công thức bị lỗi, rồi chép lại tệp vào thư mục.",
        "Type the right figure in place of the broken formula and copy the file here again.",
    );
    (message, fix)
}

/// A picture in a cell, and what to do.
pub(super) fn describe_picture(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: ô chứa ảnh{more} nên không có chữ để đọc; không được tính.",
            place = cause.place(Language::Vietnamese),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: the cell holds a picture{more} and no words; it is not counted.",
            place = cause.place(Language::English),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Mở tệp xem ảnh và nhập nội dung bằng chữ vào ô.",
        "Open the file, look at the picture and type what it says into the cell.",
    );
    (message, fix)
}

/// A day and a month where words belong, and what to do.
pub(super) fn describe_day(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: ô chứa ngày {found}{more}, có thể do Excel đổi từ một phân số như 4/4; không được tính.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: the cell holds the date {found}{more}, perhaps a fraction such as 4/4 that Excel took for one; it is not counted.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nhập lại nội dung đúng; gõ dấu nháy đơn ở đầu (’4/4) để Excel không đổi thành ngày.",
        "Type what is meant, with an apostrophe in front (’4/4) so that Excel keeps it.",
    );
    (message, fix)
}
