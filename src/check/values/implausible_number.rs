//! V10 `implausible_number`.

use super::explained::{Explained, FigureKey};
use super::{cells, finding, indicator_entry, place};
use crate::config::Indicator;
use crate::merge::Consolidation;
use crate::model::{AgencyId, AmountUnit, Bilingual, Decimal, Field, Finding, Quantity, Rule, Severity, Traced};
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

/// What the funding table is about.
const MONEY: Quantity = Quantity::Amount(AmountUnit::OF_THE_FORM);

/// Negative numbers, fractions of what is counted, percentages beyond 0–100.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &mut Explained<'a>, findings: &mut Vec<Finding>) {
    let mut judge = |key: FigureKey<'a>, value: Option<&'a Traced<Decimal>>, quantity: Quantity| {
        let Some(value) = value.filter(|_| !explained.covers(key)) else { return };
        let Some((vi, en)) = fault(quantity, *value.value()) else { return };
        let (place, said) = (place(key, value), format_decimal(*value.value()));
        let message = Bilingual::new(format!("{}: {said} {vi}.", place.vi()), format!("{}: {said} {en}.", place.en()));
        let fix = Bilingual::new(
            format!("Hỏi lại đơn vị và nhập số đúng thay cho {said}."),
            format!("Ask the agency and type the right figure for {said}."),
        );
        explained.note(key);
        findings.push(finding(&RULE, consolidation, key.agency, cells([value]), message, fix));
    };
    for summary in &consolidation.indicators {
        let quantity = summary.indicator.quantity();
        for entry in &summary.entries {
            let key = |field| FigureKey { agency: &entry.agency, row: summary.indicator.id.as_str(), field };
            judge(key(Field::Planned), entry.record.number(Field::Planned), quantity);
            // A share that its own figures contradict is told with those.
            let contradicted =
                quantity == Quantity::Percent && has_own_figures(consolidation, &summary.indicator, &entry.agency);
            judge(key(Field::Actual), entry.record.number(Field::Actual).filter(|_| !contradicted), quantity);
        }
    }
    for summary in consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty()) {
        for entry in &summary.entries {
            let key = |field| FigureKey { agency: &entry.agency, row: summary.line.id.as_str(), field };
            judge(key(Field::Allocated), entry.record.number(Field::Allocated), MONEY);
            judge(key(Field::Spent), entry.record.number(Field::Spent), MONEY);
        }
    }
    for summary in consolidation.progress() {
        for entry in &summary.entries {
            let key = FigureKey { agency: &entry.agency, row: summary.node.id.as_str(), field: Field::Percent };
            judge(key, entry.record.number(Field::Percent), Quantity::Percent);
        }
    }
}

/// What is wrong with a number as such a quantity: Vietnamese, English.
fn fault(quantity: Quantity, number: Decimal) -> Option<(&'static str, &'static str)> {
    if number < Decimal::ZERO {
        return Some(("là số âm", "is negative"));
    }
    match quantity {
        Quantity::Count if !number.fract().is_zero() => Some((
            "là số lẻ, trong khi chỉ tiêu này đếm bằng số nguyên",
            "is a fraction, where whole things are counted",
        )),
        Quantity::Percent if number > Decimal::ONE_HUNDRED => Some(("lớn hơn 100%", "is more than 100 %")),
        Quantity::Count | Quantity::Percent | Quantity::Measure | Quantity::Amount(_) => None,
    }
}

fn has_own_figures(consolidation: &Consolidation, indicator: &Indicator, agency: &AgencyId) -> bool {
    let Some((numerator, denominator)) = indicator.aggregation.ratio() else { return false };
    [numerator, denominator].into_iter().all(|id| {
        indicator_entry(consolidation, id.as_str(), agency)
            .is_some_and(|entry| entry.record.number(Field::Actual).is_some())
    })
}
