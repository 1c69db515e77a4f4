//! F03 `not_a_spreadsheet`.

use super::{about_file, refused};
use crate::intake::Refusal;
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A file that is no spreadsheet. By its content the file is no Excel or OpenDocument spreadsheet, whatever its extension.
pub(super) static RULE: Rule = Rule {
    code: "F03",
    kind: "not_a_spreadsheet",
    severity: Severity::Error,
    title: ("Tệp không phải là bảng tính", "A file that is no spreadsheet"),
    meaning: (
        "Nội dung tệp không phải bảng tính Excel hay OpenDocument, dù phần mở rộng là gì.",
        "By its content the file is no Excel or OpenDocument spreadsheet, whatever its extension.",
    ),
    reason: ("Số liệu trong tệp không được tổng hợp.", "What it holds is not consolidated."),
    example: (
        "Công văn dạng Word, bản scan PDF, trang web lưu thành .xls.",
        "A letter in Word, a scanned PDF, a web page saved as .xls.",
    ),
    remedy: (
        "Xin đơn vị gửi bảng tính theo biểu mẫu; công văn thì chuyển sang thư mục khác.",
        "Ask the agency for the form as a spreadsheet; move letters to another folder.",
    ),
};

/// The files that were refused for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (file, refusal) in refused(consolidation) {
        let Refusal::NotASpreadsheet(what) = refusal else { continue };
        let (vi, en) = in_words(what);
        let message = Bilingual::new(
            format!("Tệp không phải là bảng tính: nội dung là {vi}."),
            format!("The file is no spreadsheet: it is {en}."),
        );
        let fix = Bilingual::new(
            "Mở tệp bằng Excel, nếu thấy số liệu thì lưu lại thành .xlsx; nếu là công văn, chuyển sang thư mục khác và \
             xin đơn vị gửi bảng tính theo biểu mẫu.",
            "Open it in Excel and, if it holds the figures, save it as .xlsx; if it is a letter, move it to another folder \
             and ask the agency for the form as a spreadsheet.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}

/// What a file is by its content: Vietnamese, English.
fn in_words(what: &str) -> (&'static str, &'static str) {
    match what {
        "docx" | "doc" | "odt" => ("văn bản Word", "a Word document"),
        "rtf" => ("văn bản RTF", "a document in RTF"),
        "pptx" | "ppt" => ("bài trình chiếu PowerPoint", "a PowerPoint presentation"),
        "pdf" => ("tài liệu PDF", "a PDF"),
        "image" => ("hình ảnh", "a picture"),
        "zip" | "archive" => {
            ("tệp nén chứa thứ khác, không phải sổ Excel", "an archive of other things than a workbook")
        }
        "html" => ("trang web (HTML) lưu dưới tên bảng tính", "a web page (HTML) under a spreadsheet’s name"),
        "xml" => ("bảng tính XML của Excel 2003, chưa đọc được", "an XML spreadsheet of Excel 2003, which is not read"),
        "text" => ("văn bản thuần hoặc CSV", "plain text or CSV"),
        _ => ("dữ liệu không rõ loại", "data of an unknown kind"),
    }
}
