//! V03 `part_exceeds_whole`.

use super::explained::{Explained, FigureKey};
use super::{cells, finding, indicator_entry, place};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Field, Finding, Rule, Severity, percent_of, round_percent, rounded};
use crate::vietnamese::format_decimal;

/// A part larger than its whole: the numerator of a ratio is larger than its denominator.
pub(super) static RULE: Rule = Rule {
    code: "V03",
    kind: "part_exceeds_whole",
    severity: Severity::Error,
    title: ("Phần lớn hơn tổng thể", "A part larger than its whole"),
    meaning: (
        "Chỉ tiêu là một phần (tử số của tỷ lệ) lại lớn hơn chỉ tiêu tổng thể (mẫu số).",
        "An indicator that is a part (the numerator of a ratio) is larger than its whole (the denominator).",
    ),
    reason: (
        "Tỷ lệ vượt 100% là vô lý; thường do đảo hai dòng hoặc nhập nhầm, và làm sai tỷ lệ chung.",
        "More than 100 % cannot be; usually two rows are swapped or a digit is wrong, and the overall ratio with it.",
    ),
    example: ("210 trẻ ra lớp trên 200 trẻ trong độ tuổi.", "210 children enrolled of 200 of that age."),
    remedy: (
        "Kiểm tra cả hai số, xem có đảo dòng không, rồi nhập lại số đúng.",
        "Check both figures and whether the rows were swapped, then type the right one.",
    ),
};

/// Numerators larger than their denominators. What the body’s own ratio says of the two goes into the advice.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &mut Explained<'a>, findings: &mut Vec<Finding>) {
    for summary in &consolidation.indicators {
        let Some((numerator, denominator)) = summary.indicator.aggregation.ratio() else { continue };
        let of = |id: &str| consolidation.indicators.iter().find(|summary| summary.indicator.id.as_str() == id);
        let Some(parts) = of(numerator.as_str()) else { continue };
        for entry in &parts.entries {
            let agency = &entry.agency;
            let own = |id: &str| indicator_entry(consolidation, id, agency)?.record.number(Field::Actual);
            let part = entry.record.number(Field::Actual);
            let (Some(part), Some(whole)) = (part, own(denominator.as_str())) else { continue };
            let key = |row| FigureKey { agency, row, field: Field::Actual };
            let (part_key, whole_key) = (key(numerator.as_str()), key(denominator.as_str()));
            if part.value() <= whole.value() || explained.covers(part_key) || explained.covers(whole_key) {
                continue;
            }
            let ratio = own(summary.indicator.id.as_str());
            let place = place(part_key, part);
            let (above, below) = (format_decimal(*part.value()), format_decimal(*whole.value()));
            let message = Bilingual::new(
                format!("{}: đơn vị ghi {above}, lớn hơn {denominator} là {below}.", place.vi()),
                format!("{}: it says {above}, which is more than {denominator}, {below}.", place.en()),
            );
            let pair = [numerator.as_str(), denominator.as_str(), summary.indicator.id.as_str()];
            let fix = advice(pair, *part.value(), *whole.value(), ratio.map(|ratio| *ratio.value()));
            findings.push(finding(
                &RULE,
                consolidation,
                agency,
                cells([part, whole].into_iter().chain(ratio)),
                message,
                fix,
            ));
            // The ratio that goes with them is wrong for the same reason.
            for key in [part_key, whole_key, key(summary.indicator.id.as_str())] {
                explained.note(key);
            }
        }
    }
}

/// What to type, as far as the ratio that the body wrote itself shows it.
fn advice(
    [numerator, denominator, ratio_id]: [&str; 3],
    part: Decimal,
    whole: Decimal,
    ratio: Option<Decimal>,
) -> Bilingual {
    let near = |a: Decimal, b: Decimal| (a - b).abs() <= Decimal::ONE;
    let swapped = ratio.zip(percent_of(whole, part)).is_some_and(|(ratio, other)| near(ratio, other));
    let implied =
        ratio.filter(|ratio| *ratio <= Decimal::ONE_HUNDRED).map(|ratio| (ratio, ratio * whole / Decimal::ONE_HUNDRED));
    if swapped {
        return Bilingual::new(
            format!(
                "Hai dòng {numerator} và {denominator} có vẻ bị đảo: tỷ lệ {ratio_id} khớp khi đổi chỗ. Đổi lại hai số."
            ),
            format!(
                "The rows {numerator} and {denominator} seem to be swapped: {ratio_id} fits the other way round. Swap them."
            ),
        );
    }
    match implied {
        Some((ratio, implied)) => {
            let (ratio, implied) = (format_decimal(round_percent(ratio)), format_decimal(rounded(implied, 0)));
            Bilingual::new(
                format!(
                    "Kiểm tra {numerator} và {denominator}. Theo tỷ lệ {ratio_id} đơn vị ghi ({ratio}%), {numerator} phải khoảng \
                     {implied}; nếu đúng, nhập lại số đó."
                ),
                format!(
                    "Check {numerator} and {denominator}. By the ratio {ratio_id} ({ratio} %), {numerator} should be about \
                     {implied}; if so, type that."
                ),
            )
        }
        None => Bilingual::new(
            format!("Kiểm tra {numerator} và {denominator}, xem có đảo dòng không, rồi nhập lại số đúng."),
            format!(
                "Check {numerator} and {denominator} and whether the rows are swapped, then type the right figure."
            ),
        ),
    }
}
