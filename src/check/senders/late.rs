//! S06 `late`.

use super::about_agency;
use crate::merge::{Consolidation, Submission};
use crate::model::{Bilingual, Finding, Rule, Severity};
use crate::vietnamese::format_date;

/// A late report. The report is dated after the deadline.
pub(super) static RULE: Rule = Rule {
    code: "S06",
    kind: "late",
    severity: Severity::Info,
    title: ("Báo cáo quá hạn", "A late report"),
    meaning: ("Ngày báo cáo sau thời hạn.", "The report is dated after the deadline."),
    reason: (
        "Số liệu vẫn được tính; danh sách đơn vị quá hạn được in trong báo cáo.",
        "It is counted all the same; late bodies are listed in the report.",
    ),
    example: ("Báo cáo ngày 09/12/2026, thời hạn 30/11/2026.", "A report of 09/12/2026, due 30/11/2026."),
    remedy: ("Nhắc đơn vị gửi đúng hạn vào năm sau.", "Remind the agency for next year."),
};

/// The bodies whose report is dated after the deadline.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let deadline = format_date(consolidation.settings.report.deadline);
    for report in &consolidation.agencies {
        let (Submission::Late, Some(date)) = (report.submission, &report.date) else { continue };
        let (name, day) = (&report.body.name, format_date(*date.value()));
        let message = Bilingual::new(
            format!("{name} báo cáo ngày {day}, sau thời hạn {deadline}; số liệu vẫn được tính."),
            format!("The report of {name} is dated {day}, after the deadline {deadline}; it is counted all the same."),
        );
        let fix = Bilingual::new("Không cần làm gì cho năm nay.", "Nothing needs doing this year.");
        let mut finding = about_agency(&RULE, report, message, fix);
        finding.cells.extend(date.cell().cloned());
        findings.push(finding);
    }
}
