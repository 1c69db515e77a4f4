//! V07 `plan_actual_gap`.

use super::{Place, finding};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity};
use crate::vietnamese::format_decimal;

/// So many times more or less than planned.
const TIMES: i64 = 5;

/// Far from what was planned. The actual figure is over five times the planned one, or under a fifth.
pub(super) static RULE: Rule = Rule {
    code: "V07",
    kind: "plan_actual_gap",
    severity: Severity::Info,
    title: ("Thực hiện khác xa kế hoạch", "Far from what was planned"),
    meaning: (
        "Thực hiện gấp hơn 5 lần kế hoạch hoặc chưa tới một phần năm.",
        "The actual figure is over five times the planned one, or under a fifth.",
    ),
    reason: ("Có thể nhầm cột hoặc nhầm đơn vị.", "Columns or units may be mixed up."),
    example: ("Kế hoạch 20, thực hiện 200.", "Planned 20, actual 200."),
    remedy: ("Kiểm tra hai cột Kế hoạch và Thực hiện.", "Check both columns."),
};

/// Indicators far from their plan.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let times = Decimal::from(TIMES);
    for summary in &consolidation.indicators {
        for entry in &summary.entries {
            let (Some(planned), Some(actual)) = (&entry.record.planned, &entry.record.actual) else { continue };
            let (plan, done) = (*planned.value(), *actual.value());
            let near = plan <= Decimal::ZERO
                || (done <= plan.saturating_mul(times) && done.saturating_mul(times) >= plan)
                || plan.max(done) < Decimal::TEN;
            if near {
                continue;
            }
            let place = Place { agency: &entry.agency, row: summary.indicator.id.as_str(), field: "Thực hiện" };
            let (plan, done) = (format_decimal(plan), format_decimal(done));
            let message = Bilingual::new(
                format!("{}: kế hoạch {plan}, thực hiện {done}.", place.vi()),
                format!("{}: planned {plan}, actual {done}.", place.en()),
            );
            let fix =
                Bilingual::new("Kiểm tra hai cột Kế hoạch và Thực hiện.", "Check the columns Kế hoạch and Thực hiện.");
            findings.push(finding(&RULE, consolidation, &entry.agency, actual.cell(), message, fix));
        }
    }
}
