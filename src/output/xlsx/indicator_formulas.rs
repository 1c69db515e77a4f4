//! The formulas of the province's figures of indicators: over the data, or over the columns of the sheet by agency.

use std::fmt;

use rust_xlsxwriter::{ColNum, RowNum};

use super::data::Index;
use super::sheet::address;
use crate::config::Aggregation;
use crate::merge::{Consolidation, IndicatorSummary};
use crate::model::{Field, IndicatorId};

/// The columns of the sheet by agency, from its first row to its last.
pub(super) struct Columns<'a> {
    pub(super) consolidation: &'a Consolidation,
    /// The name of the sheet.
    pub(super) sheet: &'static str,
    /// The row of the first body.
    pub(super) first: RowNum,
    /// The column of the figure at an offset among those of an indicator.
    pub(super) place: fn(usize, usize) -> Option<ColNum>,
    /// Where the data stand.
    pub(super) index: &'a Index,
}

/// A formula, and whether it has to be entered as one over arrays.
pub(super) struct TotalFormula {
    pub(super) text: String,
    pub(super) is_array: bool,
}

impl From<String> for TotalFormula {
    fn from(text: String) -> Self {
        Self { text, is_array: false }
    }
}

/// The column of one field of an indicator: `'Chỉ tiêu theo đơn vị'!$C$7:$C$107`.
struct Range(String);

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Columns<'_> {
    fn range(&self, id: &IndicatorId, field: Field) -> Option<Range> {
        let at = self.consolidation.indicators.iter().position(|summary| summary.indicator.id == *id)?;
        let column = (self.place)(at, usize::from(field == Field::Actual))?;
        let last = self.first + RowNum::try_from(self.consolidation.agencies.len().max(1)).ok()? - 1;
        Some(Range(format!("'{}'!{}:{}", self.sheet, address(self.first, column), address(last, column))))
    }

    /// The formula of a total; `$A` of `row` is the indicator. A ratio is taken over the rows flagged for it: of agencies that
    /// gave both.
    pub(super) fn total(&self, summary: &IndicatorSummary, field: Field, row: RowNum) -> TotalFormula {
        let id = &summary.indicator.id;
        let own = || self.range(id, field);
        let formula = match &summary.indicator.aggregation {
            Aggregation::Sum => {
                let criteria = criteria("$A", row, field, None);
                Some(format!(r#"IF(COUNTIFS({criteria})=0,"",SUMIFS(DL_GiaTri,{criteria}))"#))
            }
            Aggregation::Ratio { numerator, denominator } => Some(ratio([numerator, denominator], row, field, field)),
            Aggregation::Max => own().map(|own| format!(r#"IF(COUNT({own})=0,"",MAX({own}))"#)),
            Aggregation::Min => own().map(|own| format!(r#"IF(COUNT({own})=0,"",MIN({own}))"#)),
            Aggregation::Mean { weight } => own()
                .zip(self.range(weight, Field::Actual))
                .map(|(own, weight)| mean(&own, &format!("--ISNUMBER({own})"), &weight)),
            Aggregation::Count => Some(number_of(summary, row, field, field)),
            Aggregation::Share => Some(share_of(summary, row, field, field)),
            Aggregation::Last => self.of_lead(summary, field),
        };
        formula.unwrap_or_else(empty).into()
    }

    /// The same over the bodies that gave both what was planned and what was done; `both` is the cell that counts them.
    pub(super) fn of_both(&self, summary: &IndicatorSummary, field: Field, row: RowNum, both: &str) -> TotalFormula {
        let id = &summary.indicator.id;
        let ranges = || {
            let [planned, actual] = [Field::Planned, Field::Actual].map(|field| self.range(id, field));
            Some((self.range(id, field)?, planned?, actual?))
        };
        let extreme = |function: &str| {
            let (own, planned, actual) = ranges()?;
            let text = format!(r#"IF({both}=0,"",{function}(IF(ISNUMBER({planned})*ISNUMBER({actual}),{own})))"#);
            Some(TotalFormula { text, is_array: true })
        };
        let formula = match &summary.indicator.aggregation {
            Aggregation::Sum => {
                let criteria = criteria("$A", row, field, Some(Field::AgainstPlan));
                Some(format!(r#"IF({both}=0,"",SUMIFS(DL_GiaTri,{criteria}))"#).into())
            }
            Aggregation::Ratio { numerator, denominator } => {
                Some(ratio([numerator, denominator], row, field, Field::AgainstPlan).into())
            }
            Aggregation::Max => extreme("MAX"),
            Aggregation::Min => extreme("MIN"),
            Aggregation::Mean { weight } => {
                ranges().zip(self.range(weight, Field::Actual)).map(|((own, planned, actual), weight)| {
                    mean(&own, &format!("--ISNUMBER({planned}),--ISNUMBER({actual})"), &weight).into()
                })
            }
            Aggregation::Count => Some(if_any(both, &number_of(summary, row, field, Field::AgainstPlan)).into()),
            Aggregation::Share => Some(share_of(summary, row, field, Field::AgainstPlan).into()),
            Aggregation::Last if summary.against_plan.is_some() => self.of_lead(summary, field).map(Into::into),
            Aggregation::Last => None,
        };
        formula.unwrap_or_else(|| empty().into())
    }

    /// The cell of what the lead of an indicator gave.
    fn of_lead(&self, summary: &IndicatorSummary, field: Field) -> Option<String> {
        let lead = self.consolidation.place(summary.indicator.lead.as_ref()?)?;
        self.index.number(summary.indicator.id.as_str(), field, lead)
    }
}

fn empty() -> String {
    r#""""#.to_owned()
}

/// The mean of a column weighed by another, over the rows that all of `given` are 1 in; blank cells count for nothing.
fn mean(own: &Range, given: &str, weight: &Range) -> String {
    let weights = format!("SUMPRODUCT({given},--ISNUMBER({weight}),{weight})");
    format!(r#"IF({weights}=0,"",SUMPRODUCT({given},{own},{weight})/{weights})"#)
}

/// How many bodies are at the level that counts or above it; nothing where nobody answered.
fn number_of(summary: &IndicatorSummary, row: RowNum, field: Field, code: Field) -> String {
    if_any(&answers(row, field, code), &high_answers(summary, row, field, code))
}

/// 100 × these / all that answered.
fn share_of(summary: &IndicatorSummary, row: RowNum, field: Field, code: Field) -> String {
    let all = answers(row, field, code);
    if_any(&all, &format!("100*({})/{all}", high_answers(summary, row, field, code)))
}

fn if_any(number: &str, formula: &str) -> String {
    format!(r#"IF({number}=0,"",{formula})"#)
}

fn answers(row: RowNum, field: Field, code: Field) -> String {
    format!("COUNTIFS({})", criteria("$A", row, field, Some(code)))
}

fn high_answers(summary: &IndicatorSummary, row: RowNum, field: Field, code: Field) -> String {
    let Some(levels) = &summary.levels else { return "0".to_owned() };
    let high = levels.by_level.iter().filter(|(level, _)| level.rank >= levels.from);
    let counts = high.map(|(level, _)| at_level(&level.word, row, field, code));
    counts.collect::<Vec<_>>().join("+")
}

/// How many bodies say a level, of those whose data go into a figure of `$A` of the row.
pub(super) fn at_level(word: &str, row: RowNum, field: Field, code: Field) -> String {
    // What stands for others in a criterion stands for itself behind a tilde.
    let own: String = word.chars().flat_map(|c| "*?~".contains(c).then_some('~').into_iter().chain([c])).collect();
    format!(r#"COUNTIFS({},DL_NoiDung,"={}")"#, criteria("$A", row, field, Some(code)), own.replace('"', "\"\""))
}

fn ratio(parts: [&IndicatorId; 2], row: RowNum, field: Field, code: Field) -> String {
    let [top, bottom] =
        parts.map(|id| format!("SUMIFS(DL_GiaTri,{})", criteria(&format!("\"{id}\""), row, field, Some(code))));
    format!(r#"IF({bottom}=0,"",100*{top}/{bottom})"#)
}

/// The number of bodies whose data go into a figure.
pub(super) fn bodies(summary: &IndicatorSummary, field: Field, code: Field, row: RowNum) -> String {
    let criteria = match &summary.indicator.aggregation {
        Aggregation::Sum | Aggregation::Max | Aggregation::Min => {
            criteria("$A", row, field, Some(code).filter(|code| *code == Field::AgainstPlan))
        }
        Aggregation::Ratio { numerator, .. } => criteria(&format!("\"{numerator}\""), row, field, Some(code)),
        Aggregation::Last | Aggregation::Count | Aggregation::Share | Aggregation::Mean { .. } => {
            criteria("$A", row, field, Some(code))
        }
    };
    format!("COUNTIFS({criteria})")
}

/// The data of an item in a field; those alone that go into a figure of the row, where one is named. `$A` is the row's item.
fn criteria(item: &str, row: RowNum, field: Field, code: Option<Field>) -> String {
    let own = row + 1;
    let item = if item == "$A" { format!("$A{own}") } else { item.to_owned() };
    let flagged = code.map_or_else(String::new, |code| format!(r#",DL_GopVao,"*|"&$A{own}&".{}|*""#, code.letters()));
    format!(r#"DL_Muc,{item},DL_Truong,"{}"{flagged}"#, field.vietnamese())
}
