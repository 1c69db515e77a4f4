//! V08 `not_own_row`.

use rustc_hash::FxHashSet;

use super::{Place, finding};
use crate::merge::{Consolidation, Entry};
use crate::model::{AgencyId, Bilingual, CellRef, Finding, Rule, Severity, Status};

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
        "Số liệu chỉ tiêu vẫn được cộng, có thể trùng với số của đơn vị được giao; trạng thái nhiệm vụ thì không được đếm.",
        "An indicator’s figures are added all the same and may double another’s; the state of a task is not counted.",
    ),
    example: ("Một sở điền số trẻ ra lớp của các xã.", "A department fills in the communes’ enrolment."),
    remedy: (
        "Nếu trùng với số của đơn vị khác, xóa dòng này trong tệp.",
        "If another body reports the same, delete the row in the file.",
    ),
};

/// What becomes of the row: Vietnamese, English.
type Then = (&'static str, &'static str);

const COUNTED: Then = ("số liệu vẫn được tính", "it is counted all the same");
const NOT_USED: Then = ("số liệu không được dùng", "it is not used");
const NOT_A_TASK: Then = ("không đếm vào số đơn vị có nhiệm vụ này", "it is not counted among those that have it");

/// Duties and indicators of others.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in consolidation.progress() {
        let expected: FxHashSet<&AgencyId> = summary.expected.iter().collect();
        // Who says that it is not his task agrees.
        let claims = |entry: &&Entry| {
            entry.record.status().is_none_or(|status| *status.value() != Status::NotApplicable)
                && !expected.contains(&entry.agency)
        };
        for entry in summary.entries.iter().filter(claims) {
            say(consolidation, findings, &entry.agency, summary.node.id.as_str(), &entry.record.cell, NOT_A_TASK);
        }
    }
    for summary in consolidation.indicators.iter().filter(|summary| !summary.indicator.reported_by.is_all()) {
        for entry in &summary.entries {
            let report = consolidation.agency(entry.agency.as_str());
            if report.is_some_and(|report| !summary.indicator.is_reported_by(&report.body)) {
                let then = if summary.indicator.aggregation.takes_from_all() { COUNTED } else { NOT_USED };
                say(consolidation, findings, &entry.agency, summary.indicator.id.as_str(), &entry.record.cell, then);
            }
        }
    }
}

fn say(
    consolidation: &Consolidation,
    findings: &mut Vec<Finding>,
    agency: &AgencyId,
    row: &str,
    cell: &CellRef,
    (then_vi, then_en): Then,
) {
    let place = Place { cell: Some(cell), row, field: "" };
    let message = Bilingual::new(
        format!("{}: kế hoạch không giao mục này cho đơn vị; {then_vi}.", place.vi()),
        format!("{}: the plan does not give this row to the body; {then_en}.", place.en()),
    );
    let fix = Bilingual::new(
        "Nếu trùng với số liệu của đơn vị được giao, xóa dòng này trong tệp.",
        "If the body it belongs to reports the same, delete the row in the file.",
    );
    findings.push(finding(&RULE, consolidation, agency, [cell.clone()], message, fix));
}
