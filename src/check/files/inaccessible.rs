//! F05 `inaccessible`.

use super::{about_file, refused};
use crate::intake::Refusal;
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A file the system does not hand over. The operating system does not let this file or folder be read.
pub(super) static RULE: Rule = Rule {
    code: "F05",
    kind: "inaccessible",
    severity: Severity::Error,
    title: ("Tệp không mở được", "A file the system does not hand over"),
    meaning: (
        "Hệ điều hành không cho đọc tệp hoặc thư mục này.",
        "The operating system does not let this file or folder be read.",
    ),
    reason: ("Số liệu trong tệp không có trong báo cáo.", "What it holds is missing from the report."),
    example: (
        "Tệp đang mở trong Excel trên máy khác, hoặc không có quyền đọc.",
        "The file is open in Excel elsewhere, or there is no permission to read it.",
    ),
    remedy: ("Đóng tệp, kiểm tra quyền đọc rồi chạy lại.", "Close the file, check its permissions and run again."),
};

/// The files that were refused for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (file, refusal) in refused(consolidation) {
        let Refusal::Inaccessible(reason) = refusal else { continue };
        let message = Bilingual::new(
            format!("Không mở được tệp này (hệ điều hành báo: {}).", reason.vi),
            format!("The file cannot be opened (the system says: {}).", reason.en),
        );
        let fix = Bilingual::new(
            "Đóng tệp nếu đang mở ở nơi khác, kiểm tra quyền đọc rồi chạy lại.",
            "Close it if it is open elsewhere, check its permissions and run again.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
