//! V04 `status_percent_mismatch`.

use super::{Place, finding};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity, Status};
use crate::vietnamese::format_decimal;

/// Status and completion disagree. The status and the percentage contradict each other.
pub(super) static RULE: Rule = Rule {
    code: "V04",
    kind: "status_percent_mismatch",
    severity: Severity::Warning,
    title: ("Trạng thái không khớp tỷ lệ hoàn thành", "Status and completion disagree"),
    meaning: ("Trạng thái và tỷ lệ hoàn thành mâu thuẫn.", "The status and the percentage contradict each other."),
    reason: (
        "Báo cáo đếm theo trạng thái, người đọc so với tỷ lệ.",
        "The report counts by status; readers compare with the percentage.",
    ),
    example: ("“Hoàn thành” nhưng tỷ lệ 60%.", "“Hoàn thành” at 60 %."),
    remedy: ("Sửa trạng thái hoặc tỷ lệ.", "Correct one of the two."),
};

/// Statuses against percentages.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in consolidation.progress() {
        for entry in &summary.entries {
            let (Some(status), Some(percent)) = (&entry.record.status, &entry.record.percent) else { continue };
            let full = *percent.value() >= Decimal::ONE_HUNDRED;
            let agrees = match status.value() {
                Status::Completed => full,
                Status::InProgress => !full,
                Status::NotStarted | Status::NotApplicable => percent.value().is_zero(),
            };
            if agrees {
                continue;
            }
            let place =
                Place { agency: &entry.agency, row: summary.node.id.as_str(), field: "Tỷ lệ hoàn thành (%)" };
            let (word, value) = (status.value().vietnamese(), format_decimal(*percent.value()));
            let message = Bilingual::new(
                format!("{}: trạng thái “{word}” nhưng tỷ lệ hoàn thành {value}%.", place.vi()),
                format!("{}: the status is “{word}”, the completion {value} %.", place.en()),
            );
            let fix = Bilingual::new("Sửa trạng thái hoặc tỷ lệ cho khớp.", "Correct one of the two.");
            findings.push(finding(&RULE, consolidation, &entry.agency, percent.cell(), message, fix));
        }
    }
}
