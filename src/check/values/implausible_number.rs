//! V10 `implausible_number`.

use super::{Place, finding};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity, Traced};
use crate::vietnamese::format_decimal;

/// A number that cannot be. A negative number, a fraction where things are counted, or a completion beyond 0–100 %.
pub(super) static RULE: Rule = Rule {
    code: "V10",
    kind: "implausible_number",
    severity: Severity::Error,
    title: ("Số không hợp lý", "A number that cannot be"),
    meaning: (
        "Số âm, số lẻ ở chỉ tiêu đếm, hoặc tỷ lệ ngoài khoảng 0–100%.",
        "A negative number, a fraction where things are counted, or a completion beyond 0–100 %.",
    ),
    reason: ("Số này vẫn nằm trong tổng và làm tổng sai.", "It stands in the totals and makes them wrong."),
    example: ("−5 hội nghị; 12,5 trường; hoàn thành 150%.", "−5 meetings; 12.5 schools; 150 % complete."),
    remedy: ("Nhập lại số đúng.", "Type the right figure."),
};

/// Negative numbers, fractions of what is counted, completions beyond 0–100 %.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in &consolidation.indicators {
        let counted = summary.indicator.is_counted();
        for entry in &summary.entries {
            for (value, field) in [(&entry.record.planned, "Kế hoạch"), (&entry.record.actual, "Thực hiện")] {
                let place = Place { agency: &entry.agency, row: summary.indicator.id.as_str(), field };
                judge(consolidation, findings, place, value.as_ref(), counted, None);
            }
        }
    }
    for summary in consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty()) {
        for entry in &summary.entries {
            for (value, field) in [(&entry.allocated, "Dự toán giao"), (&entry.spent, "Đã thực hiện")] {
                let place = Place { agency: &entry.agency, row: summary.line.id.as_str(), field };
                judge(consolidation, findings, place, value.as_ref(), false, None);
            }
        }
    }
    for summary in consolidation.progress() {
        for entry in &summary.entries {
            let place =
                Place { agency: &entry.agency, row: summary.node.id.as_str(), field: "Tỷ lệ hoàn thành (%)" };
            judge(consolidation, findings, place, entry.record.percent.as_ref(), false, Some(Decimal::ONE_HUNDRED));
        }
    }
}

fn judge(
    consolidation: &Consolidation,
    findings: &mut Vec<Finding>,
    place: Place<'_>,
    value: Option<&Traced<Decimal>>,
    counted: bool,
    most: Option<Decimal>,
) {
    let Some(value) = value else { return };
    let number = *value.value();
    let (vi, en) = if number < Decimal::ZERO {
        ("là số âm", "is negative")
    } else if counted && !number.fract().is_zero() {
        ("là số lẻ, trong khi chỉ tiêu này đếm bằng số nguyên", "is a fraction, where whole things are counted")
    } else if most.is_some_and(|most| number > most) {
        ("lớn hơn 100", "is more than 100")
    } else {
        return;
    };
    let said = format_decimal(number);
    let message = Bilingual::new(format!("{}: {said} {vi}.", place.vi()), format!("{}: {said} {en}.", place.en()));
    let fix = Bilingual::new("Nhập lại số đúng.", "Type the right figure.");
    findings.push(finding(&RULE, consolidation, place.agency, value.cell(), message, fix));
}
