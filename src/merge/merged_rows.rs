//! The versions of what one body sent to one set of rows, value by value: the newest that says something of a row counts, and
//! what it leaves out stays from the older.
//!
//! A newer version that fills in most of what an older one has is a full one: what it leaves blank in a row that it has was
//! taken back. One that fills in little adds to the older or corrects it, whatever else it leaves blank. Where nothing tells
//! which of two versions is newer and they say different things, neither counts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::consolidation::Change;
use super::put_together::printed;
use super::versions::{Ages, Version};
use crate::config::Indicators;
use crate::extract::{Note, OutsideRow, Record, Remark, RemarkKind, RowsSeen};
use crate::form::{Subject, TableKind};
use crate::model::{CellRef, Field, ItemId};
use crate::vietnamese::fold;

/// A row: its table and what it is about.
type RowKey = (TableKind, ItemId);

/// What comes of the versions of one body.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The rows that count, each with the values that do.
    pub(super) records: Vec<Record>,
    /// The rows outside the plan.
    pub(super) outside: Vec<OutsideRow>,
    /// What else the sender wrote in what counts.
    pub(super) notes: Vec<Note>,
    /// The rows of the form that there are in what counts, filled in or not.
    pub(super) rows_seen: RowsSeen,
    /// By place of a version, newest first: whether anything of it counts.
    pub(super) is_used: Vec<bool>,
    /// What became of an older version beside a newer one, by their places: older, newer.
    pub(super) pairs: BTreeMap<(usize, usize), Pair>,
}

/// An older version beside a newer one.
#[derive(Debug, Default)]
pub(super) struct Pair {
    /// The tables of the older in which the newer has rows that both fill in.
    pub(super) tables: BTreeSet<TableKind>,
    /// What changed, each with the place of its row in the older.
    pub(super) changes: Vec<(usize, Change)>,
    /// Rows and values that the newer lacks and the older keeps, each with the place of its row in the older.
    pub(super) kept: Vec<(usize, Kept)>,
    /// What the newer has blank and the older does not: it counts no more.
    pub(super) withdrawn: Vec<(usize, Change)>,
    /// What both say differently, with nothing to tell which is newer: neither counts.
    pub(super) contested: Vec<(usize, Change)>,
    /// Rows outside the plan that the older keeps.
    pub(super) outside: usize,
}

/// A row that stays from an older version, or one value of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its table.
    pub table: TableKind,
    /// The row: `CT13`.
    pub row: String,
    /// The value; `None` for the whole row.
    pub field: Option<Field>,
}

/// Puts the versions of one body, newest first, together.
pub(super) fn merge(versions: &[Version], ages: &Ages, form: &Indicators) -> Merged {
    let mut merger = Merger::new(versions, ages, form);
    for row in merger.rows_in_order() {
        merger.merge_row(&row);
    }
    let mut merged = merger.merged;
    merge_outside(versions, &merger.fill, &mut merged);
    for (version, _) in versions.iter().zip(&merged.is_used).filter(|(_, used)| **used) {
        merged.rows_seen.append(version.extraction.rows_seen.clone());
        merged.notes.extend(version.extraction.notes.iter().cloned());
    }
    for pair in merged.pairs.values_mut() {
        for changes in [&mut pair.changes, &mut pair.withdrawn, &mut pair.contested] {
            changes.sort_by_key(|(row, _)| *row);
        }
        pair.kept.sort_by_key(|(row, _)| *row);
    }
    merged
}

/// All that counts of a body's only version, taken out of it: most bodies send one file.
pub(super) fn alone(version: &mut Version) -> Merged {
    let extraction = &mut version.extraction;
    let mut records = std::mem::take(&mut extraction.records);
    let mut outside = std::mem::take(&mut extraction.outside);
    let is_used = !records.is_empty() || !outside.is_empty();
    let mut rows = FxHashSet::default();
    // The first of a file counts; the others were remarked on.
    records.retain(|record| rows.insert((record.table, record.item.clone())) && !record.is_empty());
    let mut told = BTreeSet::new();
    outside.retain(|row| told.insert(words_of(row)));
    let mut merged = Merged { records, outside, is_used: vec![is_used], ..Merged::default() };
    if is_used {
        merged.rows_seen = std::mem::take(&mut extraction.rows_seen);
        merged.notes = std::mem::take(&mut extraction.notes);
    }
    merged
}

/// What a row outside the plan says, by which it is known again.
fn words_of(row: &OutsideRow) -> Vec<String> {
    row.cells().map(|text| fold(text.value())).collect()
}

/// From how many rows on that they give differently two versions may be no versions of one report.
const CONTRADICTIONS: usize = 3;

/// Whether two records give a field differently.
fn differ(one: &Record, other: &Record) -> bool {
    one.values().any(|(field, value)| other.get(field).is_some_and(|same| !value.says(same)))
}

/// Which rows each version fills in, and what it uses to fill them in.
struct Fill {
    /// By version: its rows, each with its place among its records.
    rows: Vec<FxHashMap<RowKey, usize>>,
    /// By version: the columns of each table that it fills in anywhere.
    fields: Vec<BTreeSet<(TableKind, Field)>>,
    /// By version: whether it says of itself that it only adds to another.
    is_supplement: Vec<bool>,
}

impl Fill {
    /// How many rows of a table both versions fill in, and how many the second does.
    fn shared(&self, newer: usize, older: usize, table: TableKind) -> (usize, usize) {
        let own = || self.rows[older].keys().filter(|(of, _)| *of == table);
        (own().filter(|row| self.rows[newer].contains_key(*row)).count(), own().count())
    }

    /// Whether a newer version is a full one beside an older: it fills in at least half of the rows that the older does.
    fn is_full(&self, newer: usize, older: usize, table: TableKind) -> bool {
        let (shared, own) = self.shared(newer, older, table);
        !self.is_supplement[newer] && shared > 0 && shared * 2 >= own
    }
}

/// A row being put together.
struct RowState {
    record: Record,
    /// The newest version that fills the row in.
    newest: usize,
    /// The version that each value is from.
    from: Vec<(Field, usize)>,
    /// Fields that count no more, whatever older versions say.
    closed: BTreeSet<Field>,
}

struct Merger<'a> {
    versions: &'a [Version],
    ages: &'a Ages,
    fill: Fill,
    /// Pairs of versions, newer and older, of which nothing tells which is newer and which say different things in most rows:
    /// they are not two versions of one report.
    incompatible: BTreeSet<(usize, usize)>,
    merged: Merged,
}

impl<'a> Merger<'a> {
    fn new(versions: &'a [Version], ages: &'a Ages, form: &Indicators) -> Self {
        let several = versions.len() > 1;
        let rows = |version: &Version| -> FxHashMap<RowKey, usize> {
            let records = &version.extraction.records;
            let says = |record: &Record| !several || !is_idle(record, records, form);
            let mut rows = FxHashMap::default();
            for (place, record) in records.iter().enumerate().filter(|(_, record)| says(record)) {
                // The first of a file counts; the others were remarked on.
                rows.entry((record.table, record.item.clone())).or_insert(place);
            }
            rows
        };
        let fields = |version: &Version| {
            let records = version.extraction.records.iter();
            records.flat_map(|record| record.values().map(|(field, _)| (record.table, field))).collect()
        };
        let fill = Fill {
            rows: versions.iter().map(rows).collect(),
            fields: versions.iter().map(fields).collect(),
            is_supplement: (0..versions.len()).map(|place| ages.is_supplement(place)).collect(),
        };
        let merged = Merged { is_used: vec![false; versions.len()], ..Merged::default() };
        let mut merger = Self { versions, ages, fill, incompatible: BTreeSet::new(), merged };
        for older in 0..versions.len() {
            let are_apart = |newer: &usize| !ages.is_certain(*newer, older) && merger.contradict(*newer, older);
            let apart: Vec<usize> = (0..older).filter(are_apart).collect();
            merger.incompatible.extend(apart.into_iter().map(|newer| (newer, older)));
        }
        merger
    }

    /// Whether two versions say different things in most of the rows that both fill in, and in more than a few.
    fn contradict(&self, newer: usize, older: usize) -> bool {
        let shared = self.fill.rows[older].keys().filter(|row| self.fill.rows[newer].contains_key(*row));
        let (mut all, mut different) = (0, 0);
        for row in shared {
            let (Some((_, one)), Some((_, other))) = (self.record(newer, row), self.record(older, row)) else {
                continue;
            };
            all += 1;
            different += usize::from(differ(one, other));
        }
        different >= CONTRADICTIONS && different * 2 > all
    }

    /// A version that is incompatible with another and fills in the same table: its rows are in doubt, whoever has them.
    fn incompatible_with(&self, version: usize, table: TableKind) -> Option<usize> {
        let other = |pair: &(usize, usize)| match *pair {
            (newer, older) if newer == version => Some(older),
            (newer, older) if older == version => Some(newer),
            _ => None,
        };
        let fills_in = |other: &usize| self.fill.rows[*other].keys().any(|(of, _)| *of == table);
        self.incompatible.iter().filter_map(other).find(fills_in)
    }

    /// A version that has a row blank, that may be as new as well as old, and that contradicts the other in its table.
    fn blank_in_doubt(&self, version: usize, row: &RowKey) -> Option<usize> {
        (0..self.versions.len()).filter(|other| *other != version).find(|&other| {
            let is_blank = self.record(other, row).is_none()
                && self.versions[other].extraction.rows_seen.has_row(row.0, row.1.as_str());
            let contradicts = |shared: &RowKey| match (self.record(version, shared), self.record(other, shared)) {
                (Some((_, one)), Some((_, other))) => shared.0 == row.0 && differ(one, other),
                _ => false,
            };
            is_blank
                && !self.ages.is_certain(version.min(other), version.max(other))
                && self.fill.rows[version].keys().any(contradicts)
        })
    }

    /// All rows, in the order in which the newest version that has them gives them.
    fn rows_in_order(&self) -> Vec<RowKey> {
        let mut rows = Vec::new();
        let mut seen = FxHashSet::default();
        for own in &self.fill.rows {
            let mut own: Vec<(&RowKey, usize)> = own.iter().map(|(row, place)| (row, *place)).collect();
            own.sort_by_key(|(_, place)| *place);
            rows.extend(own.into_iter().filter(|(row, _)| seen.insert((*row).clone())).map(|(row, _)| row.clone()));
        }
        rows
    }

    fn record(&self, version: usize, row: &RowKey) -> Option<(usize, &'a Record)> {
        let versions: &'a [Version] = self.versions;
        let place = *self.fill.rows[version].get(row)?;
        Some((place, &versions[version].extraction.records[place]))
    }

    fn pair(&mut self, older: usize, newer: usize) -> &mut Pair {
        self.merged.pairs.entry((older, newer)).or_default()
    }

    fn merge_row(&mut self, row: &RowKey) {
        let mut state: Option<RowState> = None;
        // Newer versions that have the row and nothing in it.
        let mut blank: Vec<usize> = Vec::new();
        let mut is_closed = false;
        for version in 0..self.versions.len() {
            let Some((place, record)) = self.record(version, row) else {
                if self.versions[version].extraction.rows_seen.has_row(row.0, row.1.as_str()) {
                    blank.push(version);
                }
                continue;
            };
            if let Some(state) = &mut state {
                self.complete(state, version, place, record);
                continue;
            }
            let is_full =
                |newer: &usize| self.ages.is_certain(*newer, version) && self.fill.is_full(*newer, version, row.0);
            let taken_back = blank.iter().copied().find(is_full);
            if let Some(newer) = taken_back.filter(|_| !is_closed) {
                // What an even older version has does not come back.
                is_closed = true;
                let withdrawn = record.values().map(|(field, _)| (place, change(record, field, None)));
                self.pair(version, newer).withdrawn.extend(withdrawn.collect::<Vec<_>>());
            }
            if is_closed {
                continue;
            }
            let is_alone = (version + 1..self.versions.len()).all(|older| self.record(older, row).is_none());
            let doubt = || self.incompatible_with(version, row.0).or_else(|| self.blank_in_doubt(version, row));
            if let Some(other) = is_alone.then(doubt).flatten() {
                let (older, newer) = (version.max(other), version.min(other));
                let of_row = record.values().map(|(field, value)| {
                    let (before, after) = if version == older { (Some(value), None) } else { (None, Some(value)) };
                    let row = record.item.to_string();
                    (place, Change { row, field, before: printed(before), after: printed(after) })
                });
                self.pair(older, newer).contested.extend(of_row);
                is_closed = true;
                continue;
            }
            self.keep_row(version, place, row);
            state = Some(RowState {
                record: record.clone(),
                newest: version,
                from: record.values().map(|(field, _)| (field, version)).collect(),
                closed: BTreeSet::new(),
            });
        }
        if let Some(state) = state.filter(|state| !state.record.is_empty()) {
            self.merged.records.push(state.record);
        }
    }

    /// A row that no newer version fills in counts. Where a newer one has others of its table, that is told.
    fn keep_row(&mut self, version: usize, place: usize, row: &RowKey) {
        self.merged.is_used[version] = true;
        if let Some(newer) = (0..version).find(|newer| self.fill.shared(*newer, version, row.0).0 > 0) {
            let kept = Kept { table: row.0, row: row.1.to_string(), field: None };
            self.pair(version, newer).kept.push((place, kept));
        }
    }

    /// Completes a row by what an older version has of it.
    fn complete(&mut self, state: &mut RowState, version: usize, place: usize, record: &Record) {
        let newest = state.newest;
        self.pair(version, newest).tables.insert(record.table);
        let are_apart = self.incompatible.contains(&(newest, version));
        if are_apart || !self.ages.is_certain(newest, version) && differ(&state.record, record) {
            return self.contest(state, version, place, record);
        }
        for field in record.table.subject().fields() {
            let from = state.from.iter().find(|(of, _)| *of == field).map(|(_, from)| *from);
            match (record.get(field), state.record.get(field)) {
                (Some(value), Some(current)) if value.says(current) => {}
                (None, Some(_)) => {
                    let added = change(record, field, state.record.get(field));
                    self.pair(version, from.unwrap_or(newest)).changes.push((place, added));
                }
                (Some(_), Some(current)) => {
                    let changed = change(record, field, Some(current));
                    self.pair(version, from.unwrap_or(newest)).changes.push((place, changed));
                }
                (Some(_), None) if !state.closed.contains(&field) => self.fill_in(state, version, place, record, field),
                (_, None) => {}
            }
        }
    }

    /// A row that two versions give differently with nothing to tell which is newer: what they agree on counts.
    fn contest(&mut self, state: &mut RowState, version: usize, place: usize, record: &Record) {
        for field in record.table.subject().fields() {
            let are_alike = match (record.get(field), state.record.get(field)) {
                (Some(one), Some(other)) => one.says(other),
                (None, None) => true,
                _ => false,
            };
            if !are_alike {
                let contested = change(record, field, state.record.get(field));
                self.pair(version, state.newest).contested.push((place, contested));
                state.record.take(field);
                state.closed.insert(field);
            }
        }
    }

    /// Whether a version has something in a row that could not be read.
    fn asks_about(&self, version: usize, record: &Record) -> bool {
        let is_unread = |remark: &&Remark| match remark.kind {
            RemarkKind::NotANumber
            | RemarkKind::UnknownStatus
            | RemarkKind::UnknownLevel
            | RemarkKind::ImplausiblePercent => true,
            RemarkKind::ValueElsewhere => remark.read_as.is_empty(),
            _ => false,
        };
        let is_in_row =
            |cell: &CellRef| cell.row == record.cell.row && Arc::ptr_eq(cell.sheet_ref(), record.cell.sheet_ref());
        let remarks = self.versions[version].extraction.remarks.iter().filter(is_unread);
        remarks.flat_map(|remark| &remark.cells).any(is_in_row)
    }

    /// A value that the newer versions of a row lack: it stays, unless they have taken it back.
    fn fill_in(&mut self, state: &mut RowState, version: usize, place: usize, record: &Record, field: Field) {
        let newest = state.newest;
        let is_bound = goes_with(field).iter().any(|with| state.record.get(*with).is_some());
        let fill = &self.fill;
        let ages = self.ages;
        let has_taken_back = |newer: &usize| {
            ages.is_certain(*newer, version)
                && fill.is_full(*newer, version, record.table)
                && fill.fields[*newer].contains(&(record.table, field))
        };
        // What the newer says could not be read, and is asked about: what an older said is not its answer.
        let asks = |newer: &usize| ages.is_certain(*newer, version) && self.asks_about(*newer, &state.record);
        let taken_back = (newest..version).find(has_taken_back).or_else(|| Some(newest).filter(asks));
        let gone = (place, change(record, field, None));
        match taken_back {
            // What was said along with another value went with it.
            _ if is_bound => self.pair(version, newest).changes.push(gone),
            Some(newer) => self.pair(version, newer).withdrawn.push(gone),
            None => {
                if let Some(value) = record.get(field) {
                    if field == record.table.subject().main_field()
                        && let Some(cell) = value.cell()
                    {
                        state.record.cell = cell.clone();
                    }
                    state.record.enter(field, value.clone());
                    state.from.push((field, version));
                }
                self.merged.is_used[version] = true;
                let kept = Kept { table: record.table, row: record.item.to_string(), field: Some(field) };
                return self.pair(version, newest).kept.push((place, kept));
            }
        }
        state.closed.insert(field);
    }
}

/// The fields that a value is said along with: it does not stay where a newer version gives one of them anew.
fn goes_with(field: Field) -> &'static [Field] {
    match field {
        Field::Status => &[Field::Percent],
        Field::Percent => &[Field::Status],
        Field::AgainstPlan => &[Field::Planned, Field::Actual],
        Field::SpentShare => &[Field::Allocated, Field::Spent],
        Field::Note => &[Field::Planned, Field::Actual, Field::Allocated, Field::Spent],
        _ => &[],
    }
}

/// What a field of a row came to.
fn change(record: &Record, field: Field, after: Option<&crate::extract::FieldValue>) -> Change {
    Change { row: record.item.to_string(), field, before: printed(record.get(field)), after: printed(after) }
}

/// Whether a row that the form computes holds nothing but zeros, and nothing that it is computed from is filled in: what the
/// form's formulas give while it is blank.
fn is_idle(record: &Record, records: &[Record], form: &Indicators) -> bool {
    let is_filled_in = |id: &str| {
        records.iter().any(|other| other.table == record.table && other.item.as_str() == id && !is_zero(other))
    };
    let id = record.item.as_str();
    let is_computed_of_nothing = match record.table.subject() {
        Subject::PlanNode => false,
        Subject::Indicator => form
            .find(id)
            .and_then(|indicator| indicator.aggregation.ratio())
            .is_some_and(|(top, bottom)| ![top, bottom].iter().any(|part| is_filled_in(part.as_str()))),
        Subject::FundingLine => form
            .funding_line(id)
            .is_some_and(|line| !line.parts.is_empty() && !line.parts.iter().any(|part| is_filled_in(part.as_str()))),
    };
    is_computed_of_nothing && is_zero(record)
}

fn is_zero(record: &Record) -> bool {
    record.values().all(|(_, value)| value.as_number().is_some_and(|number| number.value().is_zero()))
}

/// Rows outside the plan: those of the newest version that has any, and what older ones have beside them unless the newer is
/// a full one.
fn merge_outside(versions: &[Version], fill: &Fill, merged: &mut Merged) {
    let mut told: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut having: Vec<usize> = Vec::new();
    for (place, version) in versions.iter().enumerate() {
        let own = &version.extraction.outside;
        let tables: BTreeSet<TableKind> = fill.rows[place].keys().map(|(table, _)| *table).collect();
        let is_replaced_by = |newer: &usize| tables.iter().any(|table| fill.is_full(*newer, place, *table));
        if own.is_empty() || having.iter().any(is_replaced_by) {
            continue;
        }
        let before = merged.outside.len();
        merged.outside.extend(own.iter().filter(|row| told.insert(words_of(row))).cloned());
        let added = merged.outside.len() - before;
        merged.is_used[place] |= added > 0 || place == 0;
        having.push(place);
        let overlapping = (0..place).find(|newer| tables.iter().any(|table| fill.shared(*newer, place, *table).0 > 0));
        if let Some(newer) = overlapping.filter(|_| added > 0) {
            merged.pairs.entry((place, newer)).or_default().outside += added;
        }
    }
}
