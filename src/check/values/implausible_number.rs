//! V10 `implausible_number`.

use super::known::{Known, Spot};
use super::{ACTUAL, ALLOCATED, PERCENT, PLANNED, SPENT, cells, finding, indicator_entry, place};
use crate::config::{Aggregation, Indicator};
use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, Decimal, Finding, Rule, Severity, Traced};
use crate::vietnamese::format_decimal;

/// A number that cannot be: a negative one, a fraction where things are counted, or a completion beyond 0–100 %.
pub(super) static RULE: Rule = Rule {
    code: "V10",
    kind: "implausible_number",
    severity: Severity::Error,
    title: ("Số không hợp lý", "A number that cannot be"),
    meaning: (
        "Số âm, số lẻ ở chỉ tiêu đếm, hoặc tỷ lệ ngoài khoảng 0–100%.",
        "A negative number, a fraction where things are counted, or a percentage beyond 0–100.",
    ),
    reason: ("Số này vẫn nằm trong tổng và làm tổng sai.", "It stands in the totals and makes them wrong."),
    example: ("−5 hội nghị; 12,5 trường; hoàn thành 150%.", "−5 meetings; 12.5 schools; 150 % complete."),
    remedy: ("Hỏi lại đơn vị và nhập lại số đúng.", "Ask the agency and type the right figure."),
};

/// Negative numbers, fractions of what is counted, percentages beyond 0–100.
pub(super) fn check<'a>(consolidation: &'a Consolidation, known: &mut Known<'a>, findings: &mut Vec<Finding>) {
    let mut judge = |spot: Spot<'a>, value: Option<&'a Traced<Decimal>>, kind: Quantity| {
        let Some(value) = value.filter(|_| !known.explains(spot)) else { return };
        let Some((vi, en)) = kind.fault(*value.value()) else { return };
        let (place, said) = (place(spot, value), format_decimal(*value.value()));
        let message = Bilingual::new(format!("{}: {said} {vi}.", place.vi()), format!("{}: {said} {en}.", place.en()));
        let fix = Bilingual::new(
            format!("Hỏi lại đơn vị và nhập số đúng thay cho {said}."),
            format!("Ask the agency and type the right figure for {said}."),
        );
        known.note(spot);
        findings.push(finding(&RULE, consolidation, spot.agency, cells([value]), message, fix));
    };
    for summary in &consolidation.indicators {
        let kind = quantity(&summary.indicator);
        for entry in &summary.entries {
            let spot = |field| Spot { agency: &entry.agency, row: summary.indicator.id.as_str(), field };
            judge(spot(PLANNED), entry.record.planned.as_ref(), kind);
            // A share that its own figures contradict is told with those.
            let contradicted =
                kind == Quantity::Share && has_own_figures(consolidation, &summary.indicator, &entry.agency);
            judge(spot(ACTUAL), entry.record.actual.as_ref().filter(|_| !contradicted), kind);
        }
    }
    for summary in consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty()) {
        for entry in &summary.entries {
            let spot = |field| Spot { agency: &entry.agency, row: summary.line.id.as_str(), field };
            judge(spot(ALLOCATED), entry.allocated.as_ref(), Quantity::Measured);
            judge(spot(SPENT), entry.spent.as_ref(), Quantity::Measured);
        }
    }
    for summary in consolidation.progress() {
        for entry in &summary.entries {
            let spot = Spot { agency: &entry.agency, row: summary.node.id.as_str(), field: PERCENT };
            judge(spot, entry.record.percent.as_ref(), Quantity::Share);
        }
    }
}

/// What a figure counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quantity {
    /// Whole things.
    Counted,
    /// Anything from zero.
    Measured,
    /// A part of a whole, in percent.
    Share,
}

impl Quantity {
    /// What is wrong with a number as such a quantity: Vietnamese, English.
    fn fault(self, number: Decimal) -> Option<(&'static str, &'static str)> {
        if number < Decimal::ZERO {
            Some(("là số âm", "is negative"))
        } else if self == Self::Counted && !number.fract().is_zero() {
            Some((
                "là số lẻ, trong khi chỉ tiêu này đếm bằng số nguyên",
                "is a fraction, where whole things are counted",
            ))
        } else if self == Self::Share && number > Decimal::ONE_HUNDRED {
            Some(("lớn hơn 100%", "is more than 100 %"))
        } else {
            None
        }
    }
}

fn quantity(indicator: &Indicator) -> Quantity {
    match indicator.aggregation {
        Aggregation::Ratio { .. } => Quantity::Share,
        Aggregation::Sum if indicator.is_counted() => Quantity::Counted,
        Aggregation::Sum => Quantity::Measured,
    }
}

fn has_own_figures(consolidation: &Consolidation, indicator: &Indicator, agency: &AgencyId) -> bool {
    let Aggregation::Ratio { numerator, denominator } = &indicator.aggregation else { return false };
    [numerator, denominator].into_iter().all(|id| {
        indicator_entry(consolidation, id.as_str(), agency).is_some_and(|entry| entry.record.actual.is_some())
    })
}
