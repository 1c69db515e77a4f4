//! F01 `unreadable`.

use super::{about_file, refused};
use crate::intake::Refusal;
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A file that cannot be read. The file is empty, damaged or cut off.
pub(super) static RULE: Rule = Rule {
    code: "F01",
    kind: "unreadable",
    severity: Severity::Error,
    title: ("Tệp không đọc được", "A file that cannot be read"),
    meaning: ("Tệp rỗng, hỏng hoặc bị cắt cụt.", "The file is empty, damaged or cut off."),
    reason: ("Số liệu trong tệp không có trong báo cáo.", "What it holds is missing from the report."),
    example: ("Tệp tải về dở dang, dung lượng 0 byte.", "A download that broke off, 0 bytes long."),
    remedy: (
        "Mở tệp bằng Excel, lưu lại thành .xlsx; nếu không mở được, xin đơn vị gửi lại.",
        "Open it in Excel and save it as .xlsx; if that fails, ask the agency to send it again.",
    ),
};

/// The files that were refused for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (file, refusal) in refused(consolidation) {
        let message = match refusal {
            Refusal::Empty => Bilingual::new("Tệp rỗng (0 byte).", "The file is empty (0 bytes)."),
            Refusal::Unreadable(reason) => Bilingual::new(
                format!("Tệp hỏng hoặc bị cắt cụt nên không đọc được (chi tiết kỹ thuật: {}).", reason.vi),
                format!("The file is damaged or cut off (technical detail: {}).", reason.en),
            ),
            _ => continue,
        };
        let fix = Bilingual::new(
            "Mở tệp bằng Excel rồi lưu lại thành .xlsx; nếu không mở được, xin đơn vị gửi lại.",
            "Open it in Excel and save it as .xlsx; if that fails, ask the agency to send it again.",
        );
        let fix = if consolidation.spellings.archive_of(&file.path).is_some() {
            Bilingual::new(
                "Giải nén tệp nén; nếu mở được tệp này bằng Excel thì lưu lại thành .xlsx vào thư mục, nếu không, xin đơn vị \
                 gửi lại.",
                "Unpack the archive; if Excel opens the file, save it as .xlsx in this folder; if not, ask the agency to send \
                 it again.",
            )
        } else {
            fix
        };
        findings.push(about_file(&RULE, file, message, fix));
    }
}
