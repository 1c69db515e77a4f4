//! V26 `left_out`.

use super::explained::FigureKey;
use super::{cells, finding, indicator_entry, place};
use crate::config::Aggregation;
use crate::form::Subject;
use crate::merge::{Consolidation, Entry, IndicatorSummary};
use crate::model::{Bilingual, Field, Finding, Rule, Severity};

/// A figure that no figure of the province is made of: of another body than the one that leads the indicator, or without the
/// weight that it would be averaged by.
pub(super) static RULE: Rule = Rule {
    code: "V26",
    kind: "left_out",
    severity: Severity::Warning,
    title: ("Số liệu không vào số tổng hợp", "A figure that is in no total"),
    meaning: (
        "Chỉ tiêu lấy số của đơn vị chủ trì mà đơn vị khác cũng ghi số, hoặc chỉ tiêu bình quân mà đơn vị không có số làm trọng \
         số.",
        "The indicator is its lead’s and another body gave a figure, or it is a mean and the body gave no weight for its own.",
    ),
    reason: (
        "Số này không cộng, không bình quân được nên báo cáo không dùng.",
        "The figure can be neither added nor averaged, and the report does not use it.",
    ),
    example: (
        "Thu nhập bình quân có ghi, số hộ (trọng số) để trống.",
        "An average income is given and the number of households, its weight, is not.",
    ),
    remedy: (
        "Hỏi đơn vị: bổ sung số làm trọng số; số của đơn vị không chủ trì thì đối chiếu với đơn vị chủ trì.",
        "Ask for the weight; compare the figure of another body with that of the lead.",
    ),
};

/// Why a figure is left out, and what to do: Vietnamese, English.
type Reason = [Bilingual; 2];

/// Figures of indicators that are not summed, where they cannot be used.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in &consolidation.indicators {
        for entry in &summary.entries {
            let Some([why, fix]) = reason(consolidation, summary, entry) else { continue };
            let row = summary.indicator.id.as_str();
            let figures = Subject::Indicator.figures().into_iter();
            let figures = figures.filter_map(|field| Some((field, entry.record.number(field)?)));
            // The figure that was reached, or else the one that was planned, stands for both.
            let Some((field, number)) = figures.max_by_key(|(field, _)| *field == Field::Actual) else { continue };
            let place = place(FigureKey { agency: &entry.agency, row, field }, number);
            let message =
                Bilingual::new(format!("{}: {}.", place.vi(), why.vi), format!("{}: {}.", place.en(), why.en));
            findings.push(finding(&RULE, consolidation, &entry.agency, cells([number]), message, fix));
        }
    }
}

fn reason(consolidation: &Consolidation, summary: &IndicatorSummary, entry: &Entry) -> Option<Reason> {
    let indicator = &summary.indicator;
    match &indicator.aggregation {
        Aggregation::Last => {
            let lead = indicator.lead.as_ref().filter(|lead| **lead != entry.agency)?;
            let report = consolidation.agency(entry.agency.as_str())?;
            // What is not the body’s row at all is told as that.
            if !indicator.is_reported_by(&report.body) {
                return None;
            }
            let name = consolidation.agency(lead.as_str()).map_or(lead.as_str(), |lead| lead.body.name.as_str());
            Some([
                Bilingual::new(
                    format!("chỉ tiêu lấy số của {name}, nên số của đơn vị này không được dùng"),
                    format!("the indicator is that of {name}, so the figure is not used"),
                ),
                Bilingual::new(
                    format!("Đối chiếu với số của {name}; nếu khác, hỏi lại hai đơn vị."),
                    format!("Compare it with the figure of {name}; where they differ, ask both."),
                ),
            ])
        }
        Aggregation::Mean { weight } => {
            let weighed = indicator_entry(consolidation, weight.as_str(), &entry.agency);
            let weight_of = |weighed: &Entry| weighed.record.number(Field::Actual).map(|number| *number.value());
            // A weight of nothing leaves a figure out as none does.
            if weighed.and_then(weight_of).is_some_and(|number| !number.is_zero()) {
                return None;
            }
            Some([
                Bilingual::new(
                    format!(
                        "đơn vị không có số Thực hiện (khác 0) của {weight} làm trọng số, nên số này không vào bình quân"
                    ),
                    format!(
                        "the body gave no actual figure of {weight}, its weight, or gave 0, so it is not in the mean"
                    ),
                ),
                Bilingual::new(
                    format!("Bổ sung số Thực hiện của {weight} cho đơn vị."),
                    format!("Have the actual figure of {weight} added."),
                ),
            ])
        }
        Aggregation::Sum
        | Aggregation::Ratio { .. }
        | Aggregation::Count
        | Aggregation::Share
        | Aggregation::Max
        | Aggregation::Min => None,
    }
}
