//! D36 `shown_differs`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// What a sheet shows is not what is stored.
pub(super) static RULE: Rule = Rule {
    code: "D36",
    kind: "shown_differs",
    severity: Severity::Warning,
    title: ("Ô hiển thị khác với nội dung lưu", "A cell that shows something else than it stores"),
    meaning: (
        "Trang tính hiển thị một nội dung, tệp lưu một nội dung khác: định dạng số chia nhỏ giá trị, một phần chữ bị gạch ngang, chỉ số trên là dấu chú thích, hoặc ô ghi “như trên”.",
        "The sheet shows one thing and the file stores another: a number format scales, part of a text is struck through, a raised figure marks a footnote, or a cell says “as above”.",
    ),
    reason: (
        "Số được đọc theo cách người gửi nhìn thấy; nếu người gửi hiểu khác, số liệu sẽ sai.",
        "It is read as the sender sees it; if that is not what was meant, the figure is wrong.",
    ),
    example: (
        "Ô lưu 354900000, định dạng #,##0.0,, hiển thị 354,9.",
        "The cell stores 354900000 and shows 354.9 under #,##0.0,,.",
    ),
    remedy: (
        "Đối chiếu số đã đọc với đơn vị; lần sau nhập đúng số cần báo cáo.",
        "Compare what was read with the body; next time type the figure itself.",
    ),
};

/// What a cell stores and shows, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let (stored, shown) = cause.stored_and_shown();
    let message = Bilingual::new(
        format!(
            "{place}: ô hiển thị “{shown}” nhưng tệp lưu “{stored}”{more}; đã đọc là {read}.",
            place = cause.place(Language::Vietnamese),
            more = cause.more(Language::Vietnamese),
            read = cause.short_read_as()
        ),
        format!(
            "{place}: the cell shows “{shown}” and stores “{stored}”{more}; read as {read}.",
            place = cause.place(Language::English),
            more = cause.more(Language::English),
            read = cause.short_read_as()
        ),
    );
    let fix = Bilingual::new(
        "Nếu đọc đúng thì không cần làm gì; nếu không, nhập lại nội dung đúng, không gạch ngang và không dùng định dạng chia nhỏ.",
        "If that is right, nothing needs doing; if not, type what is meant, without a line through it or a scaling format.",
    );
    (message, fix)
}

/// A cell that refers to the one above, and what to do.
pub(super) fn describe_ditto(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = if cause.read_as().is_empty() {
        Bilingual::new(
            format!(
                "{place}: ô ghi “{found}”{more} nhưng ô phía trên không có nội dung để hiểu theo; coi như để trống.",
                place = cause.place(Language::Vietnamese),
                found = cause.found(),
                more = cause.more(Language::Vietnamese)
            ),
            format!(
                "{place}: the cell says “{found}”{more} and nothing stands above it; taken as blank.",
                place = cause.place(Language::English),
                found = cause.found(),
                more = cause.more(Language::English)
            ),
        )
    } else {
        Bilingual::new(
            format!(
                "{place}: ô ghi “{found}”{more}; đã hiểu theo ô phía trên: “{read}”.",
                place = cause.place(Language::Vietnamese),
                found = cause.found(),
                more = cause.more(Language::Vietnamese),
                read = cause.short_read_as()
            ),
            format!(
                "{place}: the cell says “{found}”{more}; read as what stands above it: “{read}”.",
                place = cause.place(Language::English),
                found = cause.found(),
                more = cause.more(Language::English),
                read = cause.short_read_as()
            ),
        )
    };
    let fix = Bilingual::new(
        "Nếu hiểu đúng thì không cần làm gì; nếu không, ghi đầy đủ nội dung vào ô.",
        "If that is right, nothing needs doing; if not, write the words out.",
    );
    (message, fix)
}
