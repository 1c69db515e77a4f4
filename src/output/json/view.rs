//! The consolidation as `data.json` spells it (`tonghop/consolidation/2`).

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::SCHEMA;
use super::completion::{CompletionView, TimelinessView, Totals};
use super::indicator::Indicator;
use crate::check::CheckedYear;
use crate::extract::{FieldValue, Ledger, UnmappedCell};
use crate::form::Subject;
use crate::merge::{
    AgencyNote, AgencyReport, Break, Consolidation, Counts, Entry, FundingSummary, OutsideEntry, ProgressSummary,
    Request, Timeliness, YearChange, YearComparison,
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
    totals: Totals<'a>,
    proposals: Vec<Proposal<'a>>,
    outside_plan: Vec<Outside<'a>>,
    notes: Vec<NoteView<'a>>,
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
pub(super) struct Previous {
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
    /// What the cell stores, where its sheet shows something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    stored: Option<&'a str>,
    /// What the sheet shows there.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<&'a str>,
}

#[derive(Serialize)]
struct Progress<'a> {
    id: &'a str,
    title: &'a str,
    /// What the plan's own table says of the task, as printed; none of it where the plan has no such columns.
    #[serde(skip_serializing_if = "str::is_empty")]
    lead: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    partners: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    product: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    due: &'a str,
    /// The last day of what `due` names; null for standing tasks and where it names no time.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_date: Option<Option<String>>,
    counts: CountsView,
    completion: CompletionView,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Previous>,
    /// How the answers stand to the deadline; only where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    timeliness: Option<TimelinessView>,
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
struct Funding<'a> {
    id: &'a str,
    allocated: Decimal,
    spent: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Previous>,
    entries: Vec<EntryView<'a>>,
}

/// A request with whom it is addressed to and the bodies that make it.
#[derive(Serialize)]
struct Proposal<'a> {
    addressee: String,
    text: &'a str,
    from: Vec<&'a str>,
}

#[derive(Serialize)]
struct Outside<'a> {
    agency: &'a str,
    /// What it is about.
    name: &'a str,
    /// What was done; empty where the row says nothing of it.
    result: &'a str,
    /// The result, or the name where there is none, with its cell.
    text: &'a str,
    source: Option<Source<'a>>,
    /// The other cells of the row, from left to right.
    details: Vec<OutsideDetail<'a>>,
}

#[derive(Serialize)]
struct OutsideDetail<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    column: &'a str,
    text: &'a str,
    source: Option<Source<'a>>,
}

/// What an agency wrote that fills no field.
#[derive(Serialize)]
struct NoteView<'a> {
    agency: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    row: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    column: &'a str,
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
            totals: Totals::new(consolidation),
            proposals: consolidation.requests.iter().map(Proposal::new).collect(),
            outside_plan: consolidation.outside.iter().map(Outside::new).collect(),
            notes: consolidation.notes.iter().map(NoteView::new).collect(),
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
    pub(super) fn new(change: YearChange) -> Self {
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
        let differs = cell.differs();
        Self {
            file: cell.file(),
            sheet: cell.sheet(),
            cell: cell.address(),
            stored: differs.map(|differs| differs.stored.as_str()),
            shown: differs.map(|differs| differs.shown.as_str()),
        }
    }
}

impl<'a> Progress<'a> {
    fn new(summary: &'a ProgressSummary, consolidation: &Consolidation) -> Self {
        let assignment = &summary.assignment;
        let due = assignment.due.as_ref();
        let year = consolidation.settings.report.year;
        let stands = |entry: &Entry| due.map(|_| summary.timeliness(consolidation, entry));
        Self {
            id: summary.node.id.as_str(),
            title: summary.node.text(),
            lead: &assignment.lead,
            partners: &assignment.partners,
            product: &assignment.product,
            due: due.map_or("", |due| due.text.as_str()),
            due_date: due.map(|due| due.date(year).map(|date| date.to_string())),
            counts: CountsView::new(&summary.counts),
            completion: CompletionView::new(&summary.counts),
            previous: consolidation.progress_change(summary).map(Previous::new),
            timeliness: due.map(|_| TimelinessView::new(&consolidation.timeliness([summary]))),
            entries: summary.entries.iter().map(|entry| EntryView { entry, timeliness: stands(entry) }).collect(),
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

impl<'a> Funding<'a> {
    fn new(summary: &'a FundingSummary, consolidation: &Consolidation) -> Self {
        Self {
            id: summary.line.id.as_str(),
            allocated: summary.allocated.value().normalize(),
            spent: summary.spent.value().normalize(),
            previous: consolidation.funding_change(summary).map(Previous::new),
            entries: summary.entries.iter().map(EntryView::new).collect(),
        }
    }
}

impl<'a> Proposal<'a> {
    fn new(request: &'a Request) -> Self {
        let from = request.from.iter().map(|(agency, _)| agency.as_str()).collect();
        Self { addressee: request.addressee.key(), text: &request.text, from }
    }
}

impl<'a> Outside<'a> {
    fn new(entry: &'a OutsideEntry) -> Self {
        let row = &entry.row;
        let text = row.result.as_ref().unwrap_or(&row.name);
        let name = Some(("", &row.name)).filter(|_| row.result.is_some());
        let mut details: Vec<(&str, &Traced<String>)> =
            name.into_iter().chain(row.others.iter().map(|cell| (cell.column.as_str(), &cell.text))).collect();
        details.sort_by_key(|(_, text)| text.cell());
        Self {
            agency: entry.agency.as_str(),
            name: row.name.value(),
            result: row.result.as_ref().map_or("", |result| result.value()),
            text: text.value(),
            source: text.cell().map(Source::new),
            details: details.into_iter().map(OutsideDetail::new).collect(),
        }
    }
}

impl<'a> OutsideDetail<'a> {
    fn new((column, text): (&'a str, &'a Traced<String>)) -> Self {
        Self { column, text: text.value(), source: text.cell().map(Source::new) }
    }
}

impl<'a> NoteView<'a> {
    fn new(note: &'a AgencyNote) -> Self {
        let AgencyNote { agency, note } = note;
        Self {
            agency: agency.as_str(),
            kind: note.kind.key(),
            row: &note.row,
            column: &note.column,
            text: note.text.value(),
            source: note.text.cell().map(Source::new),
        }
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
pub(super) fn number(value: Option<&Traced<Decimal>>) -> Option<Decimal> {
    value.map(|value| value.value().normalize())
}

/// What one body says in a row: a key for every field that the data have of such rows, whether it was filled in or not.
pub(super) struct EntryView<'a> {
    entry: &'a Entry,
    /// How it stands to the deadline; none where its task has none, and none inside where that is not known.
    timeliness: Option<Option<Timeliness>>,
}

impl<'a> EntryView<'a> {
    pub(super) fn new(entry: &'a Entry) -> Self {
        Self { entry, timeliness: None }
    }
}

/// Whether the data have a key for a field only where it was filled in.
fn is_seldom(field: Field) -> bool {
    field == Field::Note || field.is_about_a_deadline()
}

/// The fields that the data have of every row, in the order of their keys.
fn fields(subject: Subject) -> &'static [Field] {
    static FIELDS: LazyLock<[Vec<Field>; Subject::ALL.len()]> = LazyLock::new(|| {
        Subject::ALL.map(|subject| subject.fields().into_iter().filter(|field| !is_seldom(*field)).collect())
    });
    &FIELDS[subject as usize]
}

impl Serialize for EntryView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = &self.entry.record;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("agency", self.entry.agency.as_str())?;
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
                    // What is a number to one indicator is a word to another: the word has a key of its own.
                    if let Some(level) = value.and_then(FieldValue::as_level) {
                        map.serialize_entry(&format!("{key}_level"), &*level.value().word)?;
                    }
                }
            }
        }
        if let Some(timeliness) = self.timeliness {
            map.serialize_entry("timeliness", &timeliness.map(Timeliness::key))?;
        }
        for field in Field::OF_DEADLINES {
            if let Some(text) = record.text(field) {
                map.serialize_entry(field.key(), text.value())?;
            }
        }
        // Few rows have a note; of a sum it stands in the row as the body wrote it.
        let written = || self.entry.written.as_ref().and_then(|written| written.text(Field::Note));
        if let Some(note) = record.text(Field::Note).or_else(written) {
            map.serialize_entry(Field::Note.key(), note.value())?;
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
        // The values whose cells store something else than they show.
        let differing: BTreeMap<&str, Source<'_>> = record
            .values()
            .filter_map(|(field, value)| Some((field.key(), value.cell().filter(|cell| cell.differs().is_some())?)))
            .map(|(key, cell)| (key, Source::new(cell)))
            .collect();
        if !differing.is_empty() {
            map.serialize_entry("as_shown", &differing)?;
        }
        map.end()
    }
}
