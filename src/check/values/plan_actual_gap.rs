//! V07 `plan_actual_gap`.

use super::explained::{Explained, FigureKey};
use super::{cells, finding, place};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Field, Finding, Rule, Severity};
use crate::vietnamese::format_decimal;

/// So many times more or less than planned.
const TIMES: i64 = 5;

/// Far from what was planned: the actual figure is over five times the planned one, or under a fifth.
pub(super) static RULE: Rule = Rule {
    code: "V07",
    kind: "plan_actual_gap",
    severity: Severity::Warning,
    title: ("Thực hiện khác xa kế hoạch", "Far from what was planned"),
    meaning: (
        "Thực hiện gấp hơn 5 lần kế hoạch hoặc chưa tới một phần năm.",
        "The actual figure is over five times the planned one, or under a fifth.",
    ),
    reason: (
        "Có thể nhầm cột hoặc nhầm đơn vị tính; nếu đúng, người đọc báo cáo sẽ hỏi lý do.",
        "Columns or units may be mixed up; if it is right, whoever reads the report will ask why.",
    ),
    example: ("Kế hoạch 20, thực hiện 200.", "Planned 20, actual 200."),
    remedy: (
        "Kiểm tra hai cột Kế hoạch và Thực hiện; nếu đúng, ghi lý do ở cột Ghi chú.",
        "Check the columns Kế hoạch and Thực hiện; if they are right, say why in the notes.",
    ),
};

/// Indicators far from their plan.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &Explained<'a>, findings: &mut Vec<Finding>) {
    let times = Decimal::from(TIMES);
    for summary in &consolidation.indicators {
        for entry in &summary.entries {
            let number = |field| entry.record.number(field);
            let (Some(planned), Some(actual)) = (number(Field::Planned), number(Field::Actual)) else { continue };
            let (plan, done) = (*planned.value(), *actual.value());
            let near = plan <= Decimal::ZERO
                || (done <= plan.saturating_mul(times) && done.saturating_mul(times) >= plan)
                || plan.max(done) < Decimal::TEN;
            let key = |field| FigureKey { agency: &entry.agency, row: summary.indicator.id.as_str(), field };
            if near || explained.covers(key(Field::Actual)) || explained.covers(key(Field::Planned)) {
                continue;
            }
            let place = place(key(Field::Actual), actual);
            let (plan, done) = (format_decimal(plan), format_decimal(done));
            let message = Bilingual::new(
                format!("{}: thực hiện {done}, trong khi kế hoạch là {plan}.", place.vi()),
                format!("{}: {done} where {plan} was planned.", place.en()),
            );
            let fix = Bilingual::new(
                "Kiểm tra hai cột có bị nhầm không; nếu đúng, ghi lý do chênh lệch ở cột Ghi chú.",
                "Check whether the columns are mixed up; if it is right, say why in the notes.",
            );
            findings.push(finding(&RULE, consolidation, &entry.agency, cells([actual, planned]), message, fix));
        }
    }
}
