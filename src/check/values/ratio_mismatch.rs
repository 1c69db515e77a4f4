//! V02 `ratio_mismatch`.

use super::{Place, finding};
use crate::config::Aggregation;
use crate::merge::{Consolidation, IndicatorEntry, IndicatorSummary};
use crate::model::{AgencyId, Bilingual, CellRef, Decimal, Finding, Rule, Severity, percent_of, round_percent};
use crate::vietnamese::format_decimal;

/// A ratio that its own figures do not give. The ratio an agency wrote differs from what its own figures give.
pub(super) static RULE: Rule = Rule {
    code: "V02",
    kind: "ratio_mismatch",
    severity: Severity::Warning,
    title: ("Tỷ lệ không khớp với số liệu", "A ratio that its own figures do not give"),
    meaning: (
        "Tỷ lệ đơn vị ghi khác tỷ lệ tính từ chính số liệu của đơn vị.",
        "The ratio an agency wrote differs from what its own figures give.",
    ),
    reason: (
        "Báo cáo tính tỷ lệ từ số liệu; nếu số liệu sai thì tỷ lệ toàn tỉnh cũng sai.",
        "The report computes ratios from the figures; if those are wrong, so is the province’s ratio.",
    ),
    example: ("Ghi 95%, trong khi 180/200 là 90%.", "It says 95 %, but 180/200 is 90 %."),
    remedy: ("Kiểm tra tử số, mẫu số và tỷ lệ.", "Check numerator, denominator and ratio."),
};

/// The ratios that agencies wrote, against their own figures: indicators and the funding table's.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in &consolidation.indicators {
        let Aggregation::Ratio { numerator, denominator } = &summary.indicator.aggregation else { continue };
        for entry in &summary.entries {
            let Some(written) = &entry.record.actual else { continue };
            let own = |id: &str| own_actual(consolidation, id, &entry.agency);
            let (Some(part), Some(whole)) = (own(numerator.as_str()), own(denominator.as_str())) else { continue };
            let place = Place { agency: &entry.agency, row: summary.indicator.id.as_str(), field: "Thực hiện" };
            compare(consolidation, findings, &place, *written.value(), part, whole, written.cell());
        }
    }
    for summary in &consolidation.funding {
        for entry in &summary.entries {
            let Some(ratio) = entry.written.as_ref().and_then(|written| written.ratio.as_ref()) else { continue };
            let (Some(spent), Some(allocated)) = (&entry.spent, &entry.allocated) else { continue };
            let place = Place { agency: &entry.agency, row: summary.line.id.as_str(), field: "Tỷ lệ (%)" };
            compare(consolidation, findings, &place, *ratio.value(), *spent.value(), *allocated.value(), ratio.cell());
        }
    }
}

fn own_actual(consolidation: &Consolidation, id: &str, agency: &AgencyId) -> Option<Decimal> {
    let summary: &IndicatorSummary =
        consolidation.indicators.iter().find(|summary| summary.indicator.id.as_str() == id)?;
    let entry: &IndicatorEntry = consolidation.entry_of(&summary.entries, |entry| &entry.agency, agency)?;
    entry.record.actual.as_ref().map(|actual| *actual.value())
}

fn compare(
    consolidation: &Consolidation,
    findings: &mut Vec<Finding>,
    place: &Place<'_>,
    written: Decimal,
    part: Decimal,
    whole: Decimal,
    cell: Option<&CellRef>,
) {
    let Some(computed) = percent_of(part, whole) else { return };
    // One unit in the last place that was written: agencies round, and some cut off.
    let written = written.normalize();
    if (written - computed).abs() <= Decimal::new(1, written.scale().min(2)) {
        return;
    }
    let (said, right) = (format_decimal(round_percent(written)), format_decimal(round_percent(computed)));
    let (part, whole) = (format_decimal(part), format_decimal(whole));
    let message = Bilingual::new(
        format!("{}: đơn vị ghi {said}%, số liệu của chính đơn vị cho {part}/{whole} = {right}%.", place.vi()),
        format!("{}: it says {said} %, its own figures give {part}/{whole} = {right} %.", place.en()),
    );
    let fix = Bilingual::new(
        format!("Nếu {part} và {whole} đúng, nhập {right}; nếu không, sửa hai số đó."),
        format!("If {part} and {whole} are right, type {right}; if not, correct those."),
    );
    findings.push(finding(&RULE, consolidation, place.agency, cell, message, fix));
}
