//! S07 `missing`.

use super::about_agency;
use crate::merge::{Consolidation, Submission};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// No report. There is no file from a body that has to report.
pub(super) static RULE: Rule = Rule {
    code: "S07",
    kind: "missing",
    severity: Severity::Error,
    title: ("Chưa có báo cáo", "No report"),
    meaning: ("Không có tệp nào của đơn vị phải báo cáo.", "There is no file from a body that has to report."),
    reason: ("Số liệu chung thiếu phần của đơn vị này.", "The overall figures lack this body’s part."),
    example: ("Xã chưa gửi tệp.", "A commune that sent nothing."),
    remedy: ("Đôn đốc đơn vị gửi báo cáo.", "Urge the body to report."),
};

/// The bodies that sent nothing.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for report in consolidation.agencies.iter().filter(|report| report.submission == Submission::Missing) {
        let (name, id, year) = (&report.body.name, &report.body.id, consolidation.settings.report.year);
        let message = Bilingual::new(
            format!("{name} chưa có tệp báo cáo nào trong thư mục."),
            format!("There is no file from {name} in the folder."),
        );
        let fix = Bilingual::new(
            format!("Đôn đốc đơn vị gửi báo cáo (mã {id}), rồi chép tệp vào inputs/{year}."),
            format!("Urge the body (code {id}) to report, and copy its file into inputs/{year}."),
        );
        findings.push(about_agency(&RULE, report, message, fix));
    }
}
