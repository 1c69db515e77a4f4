//! V08 `not_own_row`.

use super::{Place, finding};
use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, CellRef, Finding, Rule, Severity};

/// A row that is not this body’s: it filled in a duty or an indicator that is not its own.
pub(super) static RULE: Rule = Rule {
    code: "V08",
    kind: "not_own_row",
    severity: Severity::Info,
    title: ("Dòng không thuộc phần của đơn vị", "A row that is not this body’s"),
    meaning: (
        "Đơn vị điền một nhiệm vụ hoặc chỉ tiêu mà kế hoạch không giao cho đơn vị.",
        "The body filled in a duty or an indicator that is not its own.",
    ),
    reason: (
        "Số liệu vẫn được tính; có thể trùng với số của đơn vị được giao.",
        "It is counted all the same and may double what another reports.",
    ),
    example: ("Một sở điền số trẻ ra lớp của các xã.", "A department fills in the communes’ enrolment."),
    remedy: (
        "Nếu trùng với số của đơn vị khác, xóa dòng này trong tệp.",
        "If another body reports the same, delete the row in the file.",
    ),
};

/// Duties and indicators of others.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in consolidation.duties.iter().chain(&consolidation.catalogue) {
        for entry in summary.entries.iter().filter(|entry| !summary.expected.contains(&entry.agency)) {
            say(consolidation, findings, &entry.agency, summary.node.id.as_str(), &entry.record.cell);
        }
    }
    for summary in consolidation.indicators.iter().filter(|summary| !summary.indicator.reported_by.is_empty()) {
        for entry in &summary.entries {
            let kind = consolidation.agency(entry.agency.as_str()).map(|report| report.body.kind);
            if kind.is_some_and(|kind| !summary.indicator.reported_by.contains(&kind)) {
                say(consolidation, findings, &entry.agency, summary.indicator.id.as_str(), &entry.record.cell);
            }
        }
    }
}

fn say(consolidation: &Consolidation, findings: &mut Vec<Finding>, agency: &AgencyId, row: &str, cell: &CellRef) {
    let place = Place { cell: Some(cell), row, field: "" };
    let message = Bilingual::new(
        format!("{}: kế hoạch không giao mục này cho đơn vị; số liệu vẫn được tính.", place.vi()),
        format!("{}: the plan does not give this row to the body; it is counted all the same.", place.en()),
    );
    let fix = Bilingual::new(
        "Nếu trùng với số liệu của đơn vị được giao, xóa dòng này trong tệp.",
        "If the body it belongs to reports the same, delete the row in the file.",
    );
    findings.push(finding(&RULE, consolidation, agency, [cell.clone()], message, fix));
}
