//! D21 `partly_damaged`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A file that contradicts itself. What the file says of its own cells does not fit them: bytes of it are damaged.
pub(super) static RULE: Rule = Rule {
    code: "D21",
    kind: "partly_damaged",
    severity: Severity::Warning,
    title: ("Tệp có chỗ bị hỏng", "A file that is damaged in places"),
    meaning: (
        "Những gì tệp .xls tự ghi về các ô của nó (số ô chữ, phạm vi của dòng và của trang) không khớp với các ô đọc được.",
        "What an .xls file says of its own cells (how many hold text, where rows and sheets end) does not fit the cells in it.",
    ),
    reason: (
        "Một phần của tệp bị hỏng khi chép hoặc gửi; có ô có thể bị mất, sai chỗ hoặc sai số.",
        "Part of it was damaged on its way; cells may be lost, out of place or wrong.",
    ),
    example: ("Tệp ghi có 210 ô chữ nhưng chỉ có 195.", "It says that 210 cells hold text, and 195 do."),
    remedy: (
        "Đề nghị đơn vị mở tệp gốc, lưu lại dưới dạng .xlsx rồi gửi lại.",
        "Ask the agency to open the original, save it as .xlsx and send it again.",
    ),
};

/// What was found, and what to do. A remark on texts has what the file says and what there is; one on cells out of place has
/// how many they are.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let (found, read_as) = (cause.found(), cause.read_as());
    let message = if read_as.is_empty() {
        Bilingual::new(
            format!(
                "{place}: tệp có chỗ bị hỏng; từ ô này có {found} ô nằm ngoài phạm vi mà chính trang tính ghi.",
                place = cause.place(Language::Vietnamese)
            ),
            format!(
                "{place}: the file is damaged in places; from here on {found} of the cells stand where the sheet itself says that there are none.",
                place = cause.place(Language::English)
            ),
        )
    } else {
        Bilingual::new(
            format!("Tệp có chỗ bị hỏng: tệp ghi có {found} ô chữ nhưng đọc được {read_as}."),
            format!("The file is damaged in places: it says that {found} cells hold text, and {read_as} do."),
        )
    };
    let fix = Bilingual::new(
        "Đối chiếu các số liệu của tệp với đơn vị; tốt nhất đề nghị đơn vị lưu tệp gốc dưới dạng .xlsx rồi gửi lại.",
        "Compare the file’s figures with the body; best is to ask for the original, saved as .xlsx.",
    );
    (message, fix)
}

/// A sheet that the file lists and does not have, and what to do.
pub(super) fn describe_sheet(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let found = cause.found();
    let message = Bilingual::new(
        format!("Tệp có chỗ bị hỏng: có tên trang “{found}” nhưng không có nội dung của trang đó."),
        format!("The file is damaged in places: it lists the sheet “{found}” and does not have what stands on it."),
    );
    let fix = Bilingual::new(
        "Mở tệp bằng Excel, xem trang đó còn nội dung không; nếu còn thì lưu lại thành .xlsx, nếu mất thì đề nghị đơn vị gửi lại.",
        "Open the file in Excel and look at that sheet; if it is there, save as .xlsx; if not, ask for the file again.",
    );
    (message, fix)
}
