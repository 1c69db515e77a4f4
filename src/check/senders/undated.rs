//! S08 `undated`.

use super::about_agency;
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// An undated report. The file gives no date of the report.
pub(super) static RULE: Rule = Rule {
    code: "S08",
    kind: "undated",
    severity: Severity::Warning,
    title: ("Báo cáo không ghi ngày", "An undated report"),
    meaning: ("Không tìm thấy ngày báo cáo trong tệp.", "The file gives no date of the report."),
    reason: (
        "Không biết báo cáo đúng hạn hay quá hạn; được tính là đúng hạn.",
        "Whether it is late cannot be told; it counts as on time.",
    ),
    example: ("Ô Ngày báo cáo để trống.", "The cell for the date is blank."),
    remedy: ("Ghi ngày báo cáo ở trang Thông tin.", "Give the date on the sheet Thông tin."),
};

/// The bodies whose counted report has no date.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for report in consolidation.agencies.iter().filter(|report| report.is_counted() && report.date.is_none()) {
        let name = &report.body.name;
        let message = Bilingual::new(
            format!("Báo cáo của {name} không ghi ngày nên được tính là đúng hạn."),
            format!("The report of {name} gives no date and counts as on time."),
        );
        let fix = Bilingual::new(
            "Ghi Ngày báo cáo ở trang Thông tin.",
            "Give the date (Ngày báo cáo) on the sheet Thông tin.",
        );
        findings.push(about_agency(&RULE, report, message, fix));
    }
}
