//! The consolidation as `data.json` spells it (`tonghop/consolidation/1`).

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::SCHEMA;
use crate::check::CheckedYear;
use crate::config::Aggregation;
use crate::extract::{FieldValue, Ledger, UnmappedCell};
use crate::form::Subject;
use crate::merge::{
    AgencyReport, Break, Consolidation, Counts, Entry, FundingSummary, IndicatorSummary, OutsideEntry, ProgressSummary,
    YearChange, YearComparison,
};
use crate::model::{CellRef, Decimal, Field, Finding, Status, Traced, ValueType, round_percent};

#[derive(Serialize)]
pub(super) struct Data<'a> {
    schema: &'static str,
    plan: &'a str,
    year: i16,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<PreviousYear<'a>>,
    agencies: Vec<Agency<'a>>,
    tasks: Vec<Progress<'a>>,
    duties: Vec<Progress<'a>>,
    catalogue: Vec<Progress<'a>>,
    indicators: Vec<Indicator<'a>>,
    funding: Vec<Funding<'a>>,
    outside_plan: Vec<Outside<'a>>,
    findings: Vec<FindingView<'a>>,
    cells: Cells,
    unmapped: Vec<Unmapped<'a>>,
}

/// The earlier year that this one is compared with.
#[derive(Serialize)]
struct PreviousYear<'a> {
    year: i16,
    /// Its data, in the workspace.
    source: &'a str,
    /// Why the two years do not fully compare.
    breaks: &'a [Break],
}

/// The province's figure of the earlier year, and what changed.
#[derive(Serialize)]
struct Previous {
    /// The figure then: Thực hiện, Đã thực hiện, or the completion in percent.
    value: Decimal,
    /// Now less then; percentage points where both are percentages.
    change: Decimal,
    /// 100 × change / then, two decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    change_percent: Option<Decimal>,
}

#[derive(Serialize)]
struct Agency<'a> {
    id: &'a str,
    name: &'a str,
    submission: &'static str,
    symbol: Option<&'a str>,
    date: Option<String>,
    files: &'a [Arc<str>],
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    sheet: &'a str,
    cell: String,
}

#[derive(Serialize)]
struct Progress<'a> {
    id: &'a str,
    title: &'a str,
    counts: CountsView,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Previous>,
    entries: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct CountsView {
    completed: usize,
    in_progress: usize,
    not_started: usize,
    not_applicable: usize,
    no_report: usize,
}

#[derive(Serialize)]
struct Indicator<'a> {
    id: &'a str,
    unit: &'a str,
    aggregation: String,
    planned: Option<Decimal>,
    actual: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Previous>,
    entries: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct Funding<'a> {
    id: &'a str,
    allocated: Decimal,
    spent: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Previous>,
    entries: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct Outside<'a> {
    agency: &'a str,
    text: &'a str,
    source: Option<Source<'a>>,
    /// The other cells of the row, from left to right.
    details: Vec<OutsideCell<'a>>,
}

#[derive(Serialize)]
struct OutsideCell<'a> {
    text: &'a str,
    source: Option<Source<'a>>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    code: &'static str,
    kind: &'static str,
    severity: &'static str,
    file: &'a str,
    sheet: &'a str,
    /// The first cell concerned.
    cell: String,
    /// All of them, where there are several; those on another sheet than the first with its name: `Biểu 02!D7`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<String>,
    message: &'a str,
    fix: &'a str,
}

#[derive(Serialize)]
struct Cells {
    read: usize,
    mapped: usize,
    furniture: usize,
    unmapped: usize,
}

#[derive(Serialize)]
struct Unmapped<'a> {
    value: &'a str,
    source: Source<'a>,
}

impl<'a> Data<'a> {
    pub(super) fn new(checked: &'a CheckedYear) -> Self {
        let consolidation = checked.consolidation();
        let progress = |summaries: &'a [ProgressSummary]| {
            summaries.iter().map(|summary| Progress::new(summary, consolidation)).collect()
        };
        Self {
            schema: SCHEMA,
            plan: &consolidation.settings.plan.symbol,
            year: consolidation.settings.report.year,
            previous: consolidation.comparison.as_ref().map(PreviousYear::new),
            agencies: consolidation.agencies.iter().map(Agency::new).collect(),
            tasks: progress(&consolidation.tasks),
            duties: progress(&consolidation.duties),
            catalogue: progress(&consolidation.catalogue),
            indicators: consolidation.indicators.iter().map(|summary| Indicator::new(summary, consolidation)).collect(),
            funding: consolidation.funding.iter().map(|summary| Funding::new(summary, consolidation)).collect(),
            outside_plan: consolidation.outside.iter().map(Outside::new).collect(),
            findings: checked.findings().iter().map(FindingView::new).collect(),
            cells: Cells::new(&consolidation.ledger),
            unmapped: consolidation.ledger.unmapped.iter().map(Unmapped::new).collect(),
        }
    }
}

impl<'a> PreviousYear<'a> {
    fn new(comparison: &'a YearComparison) -> Self {
        Self { year: comparison.earlier.year, source: &comparison.earlier.source, breaks: &comparison.breaks }
    }
}

impl Previous {
    fn new(change: YearChange) -> Self {
        Self {
            value: change.before.value().normalize(),
            change: change.difference.value().normalize(),
            change_percent: change.percent.map(|percent| round_percent(percent.into_value())),
        }
    }
}

impl<'a> Agency<'a> {
    fn new(report: &'a AgencyReport) -> Self {
        Self {
            id: report.body.id.as_str(),
            name: &report.body.name,
            submission: report.submission.key(),
            symbol: report.symbol.as_ref().map(|symbol| symbol.value().as_str()),
            date: report.date.as_ref().map(|date| date.value().to_string()),
            files: &report.files,
        }
    }
}

impl<'a> Source<'a> {
    fn new(cell: &'a CellRef) -> Self {
        Self { file: cell.file(), sheet: cell.sheet(), cell: cell.address() }
    }
}

impl<'a> Progress<'a> {
    fn new(summary: &'a ProgressSummary, consolidation: &Consolidation) -> Self {
        Self {
            id: summary.node.id.as_str(),
            title: summary.node.text(),
            counts: CountsView::new(&summary.counts),
            previous: consolidation.progress_change(summary).map(Previous::new),
            entries: summary.entries.iter().map(EntryView).collect(),
        }
    }
}

impl CountsView {
    fn new(counts: &Counts) -> Self {
        Self {
            completed: counts.of(Status::Completed),
            in_progress: counts.of(Status::InProgress),
            not_started: counts.of(Status::NotStarted),
            not_applicable: counts.of(Status::NotApplicable),
            no_report: *counts.no_report.value(),
        }
    }
}

impl<'a> Indicator<'a> {
    fn new(summary: &'a IndicatorSummary, consolidation: &Consolidation) -> Self {
        let (aggregation, is_ratio) = match &summary.indicator.aggregation {
            Aggregation::Sum => ("sum".to_owned(), false),
            Aggregation::Ratio { numerator, denominator } => (format!("ratio:{numerator}/{denominator}"), true),
        };
        let total = |value: Option<&Traced<Decimal>>| {
            number(value).map(|value| if is_ratio { round_percent(value) } else { value })
        };
        Self {
            id: summary.indicator.id.as_str(),
            unit: summary.indicator.unit.as_str(),
            aggregation,
            planned: total(summary.planned.as_ref()),
            actual: total(summary.actual.as_ref()),
            previous: consolidation.indicator_change(summary).map(Previous::new),
            entries: summary.entries.iter().map(EntryView).collect(),
        }
    }
}

impl<'a> Funding<'a> {
    fn new(summary: &'a FundingSummary, consolidation: &Consolidation) -> Self {
        Self {
            id: summary.line.id.as_str(),
            allocated: summary.allocated.value().normalize(),
            spent: summary.spent.value().normalize(),
            previous: consolidation.funding_change(summary).map(Previous::new),
            entries: summary.entries.iter().map(EntryView).collect(),
        }
    }
}

impl<'a> Outside<'a> {
    fn new(entry: &'a OutsideEntry) -> Self {
        Self {
            agency: entry.agency.as_str(),
            text: entry.row.text.value(),
            source: entry.row.text.cell().map(Source::new),
            details: entry.row.details.iter().map(OutsideCell::new).collect(),
        }
    }
}

impl<'a> OutsideCell<'a> {
    fn new(cell: &'a Traced<String>) -> Self {
        Self { text: cell.value(), source: cell.cell().map(Source::new) }
    }
}

impl<'a> FindingView<'a> {
    fn new(finding: &'a Finding) -> Self {
        let first = finding.cells.first();
        let sheet = first.map_or("", CellRef::sheet);
        let address = |cell: &CellRef| {
            if cell.sheet() == sheet { cell.address() } else { format!("{}!{}", cell.sheet(), cell.address()) }
        };
        let all = || finding.cells.iter().map(address).collect();
        Self {
            code: finding.rule.code,
            kind: finding.rule.kind,
            severity: finding.rule.severity.key(),
            file: &finding.file,
            sheet,
            cell: first.map_or(String::new(), CellRef::address),
            cells: if finding.cells.len() > 1 { all() } else { Vec::new() },
            message: &finding.message.vi,
            fix: &finding.fix.vi,
        }
    }
}

impl Cells {
    fn new(ledger: &Ledger) -> Self {
        Self { read: ledger.read, mapped: ledger.mapped, furniture: ledger.furniture, unmapped: ledger.unmapped.len() }
    }
}

impl<'a> Unmapped<'a> {
    fn new(cell: &'a UnmappedCell) -> Self {
        Self { value: &cell.value, source: Source::new(&cell.cell) }
    }
}

/// A number without trailing zeros.
fn number(value: Option<&Traced<Decimal>>) -> Option<Decimal> {
    value.map(|value| value.value().normalize())
}

/// What one body says in a row: a key for every field that the data have of such rows, whether it was filled in or not.
struct EntryView<'a>(&'a Entry);

/// The fields that the data have of a row, in the order of their keys. Notes stand in the workbook and in the letters to
/// the bodies.
fn fields(subject: Subject) -> &'static [Field] {
    static FIELDS: LazyLock<[Vec<Field>; Subject::ALL.len()]> = LazyLock::new(|| {
        Subject::ALL.map(|subject| subject.fields().into_iter().filter(|field| *field != Field::Note).collect())
    });
    &FIELDS[subject as usize]
}

impl Serialize for EntryView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = &self.0.record;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("agency", self.0.agency.as_str())?;
        for &field in fields(record.table.subject()) {
            let key = field.key();
            match (field.value_type(), record.get(field)) {
                (ValueType::Text, value) => {
                    let text = value.and_then(FieldValue::as_text);
                    map.serialize_entry(key, text.map_or("", |text| text.value()))?;
                }
                (ValueType::Status, value) => {
                    let status = value.and_then(FieldValue::as_status);
                    map.serialize_entry(key, &status.map(|status| status.value().key()))?;
                }
                (ValueType::Percent | ValueType::Figure | ValueType::Amount, value) => {
                    map.serialize_entry(key, &number(value.and_then(FieldValue::as_number)))?;
                }
            }
        }
        map.serialize_entry("source", &Source::new(&record.cell))?;
        // Of a row put together from two versions, the values that are not from the sheet of that cell.
        let elsewhere: BTreeMap<&str, Source<'_>> = record
            .values()
            .filter_map(|(field, value)| Some((field.key(), value.cell()?)))
            .filter(|(_, cell)| (cell.file(), cell.sheet()) != (record.cell.file(), record.cell.sheet()))
            .map(|(key, cell)| (key, Source::new(cell)))
            .collect();
        if !elsewhere.is_empty() {
            map.serialize_entry("sources", &elsewhere)?;
        }
        map.end()
    }
}
