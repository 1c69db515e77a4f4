//! The consolidation as `data.json` spells it (`tonghop/consolidation/2`).

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::SCHEMA;
use super::completion::{CompletionView, TimelinessView, Totals};
use crate::check::CheckedYear;
use crate::config::{self, Bound, Target};
use crate::extract::{FieldValue, Ledger, UnmappedCell};
use crate::form::Subject;
use crate::merge::{
    AgencyNote, AgencyReport, Break, Consolidation, Counts, Entry, FundingSummary, IndicatorSummary, LevelCounts,
    OutsideEntry, ProgressSummary, Request, Timeliness, Trend, YearChange, YearComparison,
};
use crate::model::{CellRef, Decimal, Field, Finding, Level, Status, Traced, ValueType, round_percent};

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
struct Indicator<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    unit: &'a str,
    aggregation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<&'a str>,
    role: &'static str,
    direction: &'static str,
    /// What it is to reach in the year; null where nothing is named.
    target: Option<TargetView<'a>>,
    /// What it is to reach in all years that the settings name; only where they name years.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<TargetOfYear<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Past>,
    /// The province’s figures of earlier years; only of goals on their way to a target.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<Past>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trend: Option<TrendView>,
    /// Whether the goal was reached; null for what is not judged.
    reached: Option<bool>,
    planned: Option<Decimal>,
    actual: Option<Decimal>,
    /// How many bodies are at which level; only of what is answered in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    levels: Option<LevelsView<'a>>,
    coverage: CoverageView,
    /// What was planned and done by the bodies that gave both; null where nobody did.
    both: Option<BothView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Previous>,
    entries: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct TargetOfYear<'a> {
    year: i16,
    #[serde(flatten)]
    target: TargetView<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Arc<str>>,
}

/// The province's figure of a year.
#[derive(Serialize)]
struct Past {
    year: i16,
    actual: Decimal,
}

/// How a goal stands on the straight line to its next target.
#[derive(Serialize)]
struct TrendView {
    from: Past,
    target_year: i16,
    /// What the line has in the year reported on.
    needed: Decimal,
    on_track: bool,
}

#[derive(Serialize)]
struct LevelsView<'a> {
    /// Each level, the lowest first, with the bodies that say they reached it.
    bodies: Vec<LevelView<'a>>,
    /// The level from which a body counts.
    counted_from: &'a str,
    owing: usize,
    silent: usize,
}

#[derive(Serialize)]
struct LevelView<'a> {
    level: &'a str,
    bodies: usize,
}

#[derive(Serialize)]
struct TargetView<'a> {
    /// Null for a target that is told in words alone.
    comparator: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Vec<Decimal>>,
    /// As printed.
    text: &'a str,
}

/// How many bodies gave which figure; of a ratio, both its parts.
#[derive(Serialize)]
struct CoverageView {
    actual: usize,
    planned: usize,
    both: usize,
}

#[derive(Serialize)]
struct BothView {
    planned: Decimal,
    actual: Decimal,
    /// 100 × actual / planned, two decimals; null where nothing was planned.
    share: Option<Decimal>,
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

impl<'a> Indicator<'a> {
    fn new(summary: &'a IndicatorSummary, consolidation: &Consolidation) -> Self {
        let indicator = &summary.indicator;
        let year = consolidation.settings.report.year;
        let total = |value: Option<&Traced<Decimal>>| {
            number(value).map(|value| if indicator.is_rounded() { round_percent(value) } else { value })
        };
        Self {
            id: summary.indicator.id.as_str(),
            number: &indicator.number,
            unit: summary.indicator.unit.as_str(),
            aggregation: indicator.aggregation.to_string(),
            lead: indicator.lead.as_ref().map(|lead| lead.as_str()),
            role: summary.indicator.role.key(),
            direction: summary.indicator.direction.key(),
            target: summary.indicator.target_of(year).map(TargetView::new),
            targets: indicator.targets.iter().filter_map(|target| TargetOfYear::new(target, indicator)).collect(),
            baseline: indicator
                .baseline
                .map(|baseline| Past { year: baseline.year, actual: baseline.value.normalize() }),
            history: past(summary, consolidation),
            trend: consolidation.trend(summary).map(TrendView::new),
            reached: summary.judgement(year).map(|judgement| judgement.is_reached),
            planned: total(summary.planned.as_ref()),
            actual: total(summary.actual.as_ref()),
            levels: summary.levels.as_ref().map(LevelsView::new),
            coverage: CoverageView {
                actual: *summary.coverage.actual.value(),
                planned: *summary.coverage.planned.value(),
                both: *summary.coverage.both.value(),
            },
            both: summary.against_plan.as_ref().and_then(|against| {
                let share = against.share.as_ref().map(|share| round_percent(*share.value()));
                Some(BothView { planned: total(Some(&against.planned))?, actual: total(Some(&against.actual))?, share })
            }),
            previous: consolidation.indicator_change(summary).map(Previous::new),
            entries: summary.entries.iter().map(EntryView::new).collect(),
        }
    }
}

impl<'a> TargetOfYear<'a> {
    fn new(target: &'a Target, indicator: &config::Indicator) -> Option<Self> {
        let level = target.level.and_then(|rank| indicator.scale.as_ref()?.level(rank));
        Some(Self { year: target.year?, target: TargetView::new(target), level: level.map(|level| level.word) })
    }
}

impl TrendView {
    fn new(trend: Trend<'_>) -> Self {
        Self {
            from: Past { year: trend.from.0, actual: trend.from.1.value().normalize() },
            target_year: trend.target_year,
            needed: trend.needed.value().normalize(),
            on_track: trend.is_on_track,
        }
    }
}

/// The figures of earlier years, of a goal with a target of some year or a baseline: what a later year has to know.
fn past(summary: &IndicatorSummary, consolidation: &Consolidation) -> Vec<Past> {
    let indicator = &summary.indicator;
    if indicator.baseline.is_none() && indicator.targets.iter().all(|target| target.year.is_none()) {
        return Vec::new();
    }
    let figures = consolidation.earlier_figures(summary).into_iter();
    figures.map(|(year, figure)| Past { year, actual: round_percent(*figure.value()) }).collect()
}

impl<'a> LevelsView<'a> {
    fn new(levels: &'a LevelCounts) -> Self {
        let of_level =
            |(level, bodies): &'a (Level, Traced<usize>)| LevelView { level: &level.word, bodies: *bodies.value() };
        Self {
            bodies: levels.by_level.iter().map(of_level).collect(),
            counted_from: levels.by_level.get(levels.from).map_or("", |(level, _)| &level.word),
            owing: *levels.owing.value(),
            silent: *levels.silent.value(),
        }
    }
}

impl<'a> TargetView<'a> {
    fn new(target: &'a Target) -> Self {
        let values = target.bound.map_or_else(Vec::new, Bound::values);
        let (value, range) = match values.as_slice() {
            [value] => (Some(*value), None),
            [] => (None, None),
            _ => (None, Some(values)),
        };
        Self { comparator: target.bound.map(Bound::comparator), value, range, text: &target.text }
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
fn number(value: Option<&Traced<Decimal>>) -> Option<Decimal> {
    value.map(|value| value.value().normalize())
}

/// What one body says in a row: a key for every field that the data have of such rows, whether it was filled in or not.
struct EntryView<'a> {
    entry: &'a Entry,
    /// How it stands to the deadline; none where its task has none, and none inside where that is not known.
    timeliness: Option<Option<Timeliness>>,
}

impl<'a> EntryView<'a> {
    fn new(entry: &'a Entry) -> Self {
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
