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
        let message = Bilingual::new(
            format!("Tệp không phải là bảng tính (nội dung là {what})."),
            format!("The file is no spreadsheet (its content is {what})."),
        );
        let fix = Bilingual::new(
            "Xin đơn vị gửi bảng tính theo biểu mẫu; nếu là công văn, hãy chuyển sang thư mục khác.",
            "Ask the agency for the form as a spreadsheet; if it is a letter, move it to another folder.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
