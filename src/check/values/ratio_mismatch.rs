//! V02 `ratio_mismatch`.

use super::explained::{Explained, FigureKey};
use super::{cells, finding, indicator_entry, place};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Field, Finding, Rule, Severity, Traced, percent_of, round_percent};
use crate::vietnamese::format_decimal;

/// A ratio that the body’s own figures do not give.
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
        "Báo cáo tính tỷ lệ từ số liệu; nếu số liệu sai thì tỷ lệ chung cũng sai.",
        "The report computes ratios from the figures; if those are wrong, so is the overall ratio.",
    ),
    example: ("Ghi 95%, trong khi 180/200 là 90%.", "It says 95 %, but 180/200 is 90 %."),
    remedy: (
        "Kiểm tra tử số, mẫu số và tỷ lệ, rồi sửa số bị sai.",
        "Check numerator, denominator and ratio, and correct the one that is wrong.",
    ),
};

/// A ratio, what it is of, and where all three stand.
struct Ratio<'a> {
    key: FigureKey<'a>,
    written: &'a Traced<Decimal>,
    part: (FigureKey<'a>, &'a Traced<Decimal>),
    whole: (FigureKey<'a>, &'a Traced<Decimal>),
}

/// The ratios that agencies wrote, against their own figures: indicators and the funding table's.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &mut Explained<'a>, findings: &mut Vec<Finding>) {
    for ratio in indicators(consolidation).chain(funding(consolidation)) {
        if ![ratio.key, ratio.part.0, ratio.whole.0].iter().any(|key| explained.covers(*key)) {
            judge(consolidation, &ratio, explained, findings);
        }
    }
}

fn indicators(consolidation: &Consolidation) -> impl Iterator<Item = Ratio<'_>> {
    consolidation.indicators.iter().flat_map(move |summary| {
        summary.indicator.aggregation.ratio().into_iter().flat_map(move |(numerator, denominator)| {
            summary.entries.iter().filter_map(move |entry| {
                let agency = &entry.agency;
                let key = |row| FigureKey { agency, row, field: Field::Actual };
                let own = |id| indicator_entry(consolidation, id, agency)?.record.number(Field::Actual);
                Some(Ratio {
                    key: key(summary.indicator.id.as_str()),
                    written: entry.record.number(Field::Actual)?,
                    part: (key(numerator.as_str()), own(numerator.as_str())?),
                    whole: (key(denominator.as_str()), own(denominator.as_str())?),
                })
            })
        })
    })
}

fn funding(consolidation: &Consolidation) -> impl Iterator<Item = Ratio<'_>> {
    consolidation.funding.iter().flat_map(|summary| {
        let row = summary.line.id.as_str();
        summary.entries.iter().filter_map(move |entry| {
            let record = entry.as_written(&summary.line)?;
            let written = record.number(Field::SpentShare)?;
            let key = |field| FigureKey { agency: &entry.agency, row, field };
            // What the body wrote itself in a sum’s row goes with its ratio, whether or not it is the sum of the parts.
            let counted = |field| entry.record.number(field);
            let spent = record.number(Field::Spent).or(counted(Field::Spent))?;
            let allocated = record.number(Field::Allocated).or(counted(Field::Allocated))?;
            let by_parts = percent_of(*counted(Field::Spent)?.value(), *counted(Field::Allocated)?.value());
            let fits = by_parts.is_some_and(|percent| agrees(*written.value(), percent));
            let ratio = Ratio {
                key: key(Field::SpentShare),
                written,
                part: (key(Field::Spent), spent),
                whole: (key(Field::Allocated), allocated),
            };
            (!fits).then_some(ratio)
        })
    })
}

/// Whether a written percentage is the computed one: to one unit in the last place that was written, as some round and
/// some cut off.
pub(super) fn agrees(written: Decimal, computed: Decimal) -> bool {
    let written = written.normalize();
    (written - computed).abs() <= Decimal::new(1, written.scale().min(2))
}

fn judge<'a>(
    consolidation: &Consolidation,
    ratio: &Ratio<'a>,
    explained: &mut Explained<'a>,
    findings: &mut Vec<Finding>,
) {
    let (part, whole) = (*ratio.part.1.value(), *ratio.whole.1.value());
    let Some(computed) = percent_of(part, whole).filter(|computed| !agrees(*ratio.written.value(), *computed)) else {
        return;
    };
    let place = place(ratio.key, ratio.written);
    let said = format_decimal(round_percent(*ratio.written.value()));
    let (right, part, whole) = (format_decimal(round_percent(computed)), format_decimal(part), format_decimal(whole));
    let name = |(key, _): (FigureKey<'a>, _)| {
        if key.field == Field::Actual { key.row.to_owned() } else { format!("“{}”", key.field.head()) }
    };
    let (above, below) = (name(ratio.part), name(ratio.whole));
    let message = Bilingual::new(
        format!("{}: đơn vị ghi {said}%, nhưng {above} / {below} = {part} / {whole} = {right}%.", place.vi()),
        format!("{}: it says {said} %, but {above} / {below} = {part} / {whole} = {right} %.", place.en()),
    );
    let fix = Bilingual::new(
        format!("Nếu {part} và {whole} đúng, nhập {right} vào ô này; nếu tỷ lệ đúng, sửa {above} hoặc {below}."),
        format!("If {part} and {whole} are right, type {right} here; if the ratio is, correct {above} or {below}."),
    );
    for key in [ratio.key, ratio.part.0, ratio.whole.0] {
        explained.note(key);
    }
    let cells = cells([ratio.written, ratio.part.1, ratio.whole.1]);
    findings.push(finding(&RULE, consolidation, ratio.key.agency, cells, message, fix));
}
