//! V23 `unit_changed`.

use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// An indicator that was counted in another unit in the earlier year.
pub(super) static RULE: Rule = Rule {
    code: "V23",
    kind: "unit_changed",
    severity: Severity::Warning,
    title: ("Chỉ tiêu đổi đơn vị tính so với năm trước", "An indicator whose unit has changed since last year"),
    meaning: (
        "Đơn vị tính của chỉ tiêu trong indicators.toml khác đơn vị tính trong số liệu năm trước.",
        "The indicator’s unit in indicators.toml is not that of the earlier year’s data.",
    ),
    reason: (
        "Hai số khác đơn vị tính không so sánh được, nên báo cáo bỏ trống phần so sánh của chỉ tiêu này.",
        "Figures in two units do not compare: the report leaves the comparison of this indicator empty.",
    ),
    example: ("Năm 2025: phòng; năm 2026: %.", "2025: rooms; 2026: %."),
    remedy: (
        "Nếu chỉ là cách viết, ghi lại đơn vị tính như năm trước; nếu đổi thật thì không cần làm gì.",
        "If it is only spelt otherwise, spell it as before; if the unit has changed, nothing need be done.",
    ),
};

/// Indicators whose unit is not that of the earlier year.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let Some(comparison) = &consolidation.comparison else { return };
    for summary in &consolidation.indicators {
        let indicator = &summary.indicator;
        let Some(earlier) = comparison.earlier.indicators.get(&indicator.id) else { continue };
        if earlier.unit == indicator.unit.as_str() {
            continue;
        }
        let (id, before, now, year) = (&indicator.id, &earlier.unit, &indicator.unit, comparison.earlier.year);
        let message = Bilingual::new(
            format!("{id}: đơn vị tính năm {year} là “{before}”, năm nay là “{now}”; không so sánh được."),
            format!("{id}: the unit was “{before}” in {year} and is “{now}” now; the figures do not compare."),
        );
        let fix = Bilingual::new(
            "Xem lại đơn vị tính của chỉ tiêu trong inputs/indicators.toml.",
            "Check the unit of the indicator in inputs/indicators.toml.",
        );
        findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
    }
}
