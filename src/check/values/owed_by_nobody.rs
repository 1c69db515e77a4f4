//! V13 `owed_by_nobody`.

use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A task or an indicator that the settings give to bodies none of which reports in the year.
pub(super) static RULE: Rule = Rule {
    code: "V13",
    kind: "owed_by_nobody",
    severity: Severity::Warning,
    title: ("Nhiệm vụ, chỉ tiêu không đơn vị nào phải báo cáo", "A task or an indicator that nobody has to report on"),
    meaning: (
        "Phần [owed_by] của report.toml, hoặc by, lead của indicators.toml, giao mục này cho những đơn vị không có trong số đơn vị \
         phải báo cáo của năm.",
        "[owed_by] of report.toml, or by or lead in indicators.toml, gives it to bodies none of which has to report in the year.",
    ),
    reason: (
        "Không đơn vị nào được hỏi về mục này, và báo cáo không có tỷ lệ hoàn thành hoặc số liệu của nó.",
        "No body is asked about it, and the report has no share or figure of it.",
    ),
    example: (
        "\"II.4.b\" = [\"so-ldtbxh\"], trong khi Sở đã kết thúc hoạt động từ năm trước.",
        "\"II.4.b\" = [\"so-ldtbxh\"], and that department ended the year before.",
    ),
    remedy: (
        "Sửa dòng của nhiệm vụ này ở [owed_by], hoặc ghi riêng cho năm ở [years.NĂM.owed_by].",
        "Mend the task’s line in [owed_by], or say it for the year in [years.YEAR.owed_by].",
    ),
};

/// The tasks and indicators that nobody owes by the settings.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    indicators(consolidation, findings);
    for summary in consolidation.tasks.iter().filter(|summary| summary.expected.is_empty()) {
        let id = &summary.node.id;
        let message = Bilingual::new(
            format!("{id}: không đơn vị nào trong số các đơn vị ghi ở [owed_by] phải báo cáo năm nay."),
            format!("{id}: none of the bodies named in [owed_by] has to report this year."),
        );
        let fix = Bilingual::new(
            format!(
                "Sửa dòng “{id}” ở [owed_by] của inputs/report.toml, hoặc ghi riêng cho năm ở [years.NĂM.owed_by]."
            ),
            format!(
                "Mend the line “{id}” in [owed_by] of inputs/report.toml, or say it for the year in [years.YEAR.owed_by]."
            ),
        );
        findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
    }
}

/// The indicators that no body reports, or whose figure is that of a body that does not report.
fn indicators(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for indicator in consolidation.indicators.iter().map(|summary| &summary.indicator) {
        let is_reported = consolidation.agencies.iter().any(|report| indicator.is_reported_by(&report.body));
        let lead = indicator.lead.as_ref().filter(|lead| consolidation.agency(lead.as_str()).is_none());
        let id = &indicator.id;
        let (vi, en) = match lead {
            _ if !is_reported => (
                format!("{id}: không đơn vị nào trong số các đơn vị được giao chỉ tiêu này phải báo cáo năm nay."),
                format!("{id}: none of the bodies that the indicator is given to has to report this year."),
            ),
            Some(lead) => (
                format!("{id}: đơn vị chủ trì {lead} không phải báo cáo năm nay."),
                format!("{id}: its lead {lead} does not have to report this year."),
            ),
            None => continue,
        };
        let fix = Bilingual::new(
            format!("Sửa by hoặc lead của “{id}” trong inputs/indicators.toml."),
            format!("Mend by or lead of “{id}” in inputs/indicators.toml."),
        );
        findings.push(Finding {
            rule: &RULE,
            agency: None,
            file: String::new(),
            cells: Vec::new(),
            message: Bilingual::new(vi, en),
            fix,
        });
    }
}
