//! V03 `part_exceeds_whole`.

use super::{Place, finding};
use crate::config::Aggregation;
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};
use crate::vietnamese::format_decimal;

/// A part larger than its whole. The numerator of a ratio is larger than its denominator.
pub(super) static RULE: Rule = Rule {
    code: "V03",
    kind: "part_exceeds_whole",
    severity: Severity::Error,
    title: ("Phần lớn hơn tổng thể", "A part larger than its whole"),
    meaning: ("Tử số của một tỷ lệ lớn hơn mẫu số.", "The numerator of a ratio is larger than its denominator."),
    reason: (
        "Tỷ lệ vượt 100% thường do đảo hai dòng hoặc nhập nhầm.",
        "More than 100 % usually means two rows swapped or a slip.",
    ),
    example: ("210 trẻ ra lớp trên 200 trẻ trong độ tuổi.", "210 children enrolled of 200 of that age."),
    remedy: (
        "Kiểm tra hai số, nhất là khi bị đảo dòng.",
        "Check both figures, above all whether the rows were swapped.",
    ),
};

/// Numerators larger than their denominators; money spent beyond what was allocated.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in &consolidation.indicators {
        let Aggregation::Ratio { numerator, denominator } = &summary.indicator.aggregation else { continue };
        let of = |id: &str| consolidation.indicators.iter().find(|summary| summary.indicator.id.as_str() == id);
        let (Some(parts), Some(wholes)) = (of(numerator.as_str()), of(denominator.as_str())) else { continue };
        for part in &parts.entries {
            let whole = consolidation.entry_of(&wholes.entries, |entry| &entry.agency, &part.agency);
            let (Some(above), Some(below)) =
                (&part.record.actual, whole.and_then(|whole| whole.record.actual.as_ref()))
            else {
                continue;
            };
            if above.value() <= below.value() {
                continue;
            }
            let place = Place { agency: &part.agency, row: numerator.as_str(), field: "Thực hiện" };
            let (part_of, all) = (format_decimal(*above.value()), format_decimal(*below.value()));
            let message = Bilingual::new(
                format!("{}: {part_of} lớn hơn {denominator} là {all}.", place.vi()),
                format!("{}: {part_of} is more than {denominator}, which is {all}.", place.en()),
            );
            let fix = Bilingual::new(
                format!("Kiểm tra {numerator} và {denominator}; có thể hai dòng bị đảo."),
                format!("Check {numerator} and {denominator}; the two rows may be swapped."),
            );
            findings.push(finding(&RULE, consolidation, &part.agency, above.cell(), message, fix));
        }
    }
}
