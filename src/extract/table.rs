//! The rows of one table to records.

use super::furniture::{is_heading_of_added_rows, is_line_of_form, is_note, is_total};
use super::heads::{Column, Head, Table, is_column_numbers, is_tick};
use super::lexicon::{Family, Lexicon, Target, without_label};
use super::sheet::Sheet;
use super::status::read_status;
use super::values::{Place, Reading, ValueReader, Wanted};
use super::{CellUse, Extraction, FundingRecord, IndicatorRecord, OutsideRow, ProgressRecord, RemarkKind};
use crate::intake::Value;
use crate::model::{Decimal, Status, Traced, decimal_from_f64};
use crate::vietnamese::{AmountUnit, parse_amount_unit};

/// Reads the rows of one table of a sheet.
pub(super) struct TableReader<'a, 'b> {
    lexicon: &'a Lexicon,
    sheet: &'a mut Sheet<'b>,
    table: &'a Table,
    family: Family,
    values: &'a mut ValueReader,
    into: &'a mut Extraction,
    /// The unit of amounts that the table's unit line gives.
    unit: Option<AmountUnit>,
    /// Percentages are fractions of one.
    fractions: bool,
    /// The row matched last, and the group it stands in.
    last: Option<usize>,
    group: String,
}

/// How a row was matched.
struct Match {
    at: usize,
    alias: bool,
    by_text: bool,
}

/// The cells of a row by what their columns are.
struct RowCells {
    all: std::ops::Range<usize>,
    code: Option<usize>,
    label: Option<usize>,
}

impl<'a, 'b> TableReader<'a, 'b> {
    /// Makes ready to read `table`; its shape follows from its rows, and from its heads where they do not tell.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        sheet: &'a mut Sheet<'b>,
        table: &'a Table,
        values: &'a mut ValueReader,
        into: &'a mut Extraction,
    ) -> Self {
        let family = family_of(lexicon, sheet, table);
        let unit = unit_above(sheet, table);
        let fractions = holds_fractions(sheet, table);
        Self { lexicon, sheet, table, family, values, into, unit, fractions, last: None, group: String::new() }
    }

    /// Reads all rows.
    pub(super) fn read(&mut self) {
        for row in self.table.head.clone() {
            for index in self.sheet.rows[row].1.clone() {
                self.sheet.mark(index, CellUse::Furniture);
            }
        }
        // Rows that match nothing belong to the table where a row that matches follows.
        let mut waiting: Vec<usize> = Vec::new();
        let mut last_number = None;
        for row in self.table.body.clone() {
            let cells = self.cells(row);
            let Some(found) = self.matched(&cells) else {
                waiting.push(row);
                continue;
            };
            for row in std::mem::take(&mut waiting) {
                self.read_unmatched(row);
            }
            self.read_matched(&cells, &found);
            last_number = Some(self.sheet.rows[row].0);
        }
        let added = self.adjoining(&waiting, last_number);
        for row in &waiting[..added] {
            self.read_unmatched(*row);
        }
        for row in &waiting[added..] {
            self.read_line_below(*row);
        }
    }

    /// How many of the rows after the last that matched belong to the table: totals, headings and filled rows right
    /// below it, without a gap.
    fn adjoining(&self, rows: &[usize], last_number: Option<u32>) -> usize {
        let mut last = last_number;
        for (count, row) in rows.iter().enumerate() {
            let (number, cells) = &self.sheet.rows[*row];
            let text = self.cells(*row).label.map_or("", |index| self.sheet.text(index));
            let follows = last.is_none_or(|last| *number <= last + 1);
            if !follows || cells.len() < 2 && !is_total(text) && !is_heading_of_added_rows(text) {
                return count;
            }
            last = Some(*number);
        }
        rows.len()
    }

    fn cells(&self, row: usize) -> RowCells {
        let (_, all) = self.sheet.rows[row].clone();
        let find = |head: Head| {
            let column = self.table.columns.iter().find(|column| column.head == head)?.column;
            all.clone().find(|&index| self.sheet.cell(index).column == column)
        };
        RowCells { code: find(Head::Code), label: find(Head::Label), all }
    }

    /// The row of the form that a row is: by its whole code, by its words, by its code within its group.
    fn matched(&self, cells: &RowCells) -> Option<Match> {
        let code = cells.code.map(|index| self.sheet.shown(index)).unwrap_or_default();
        let label = cells.label.map_or("", |index| self.sheet.text(index));
        let fits = |at: usize| self.lexicon.entry(at).family == self.family;
        let by_text = || {
            let found = self.lexicon.by_text(label, self.family, self.last);
            found.map(|at| Match { at, alias: false, by_text: true })
        };
        if let Some((at, alias)) = self.lexicon.by_code(&code).filter(|(at, _)| fits(*at)) {
            // Codes that slipped by a row are told by words that are exactly another row's.
            if !label.is_empty()
                && !self.lexicon.is_text_of(label, at)
                && let Some(other) =
                    by_text().filter(|other| other.at != at && self.lexicon.is_text_of(label, other.at))
            {
                return Some(other);
            }
            return Some(Match { at, alias, by_text: false });
        }
        by_text().or_else(|| {
            let own_label = if code.is_empty() { leading_label(label) } else { code.as_str() };
            // A bare number is a running number wherever rows are not numbered within the plan.
            let scope = if self.family == Family::Funding { self.lexicon.funding_scope() } else { self.group.as_str() };
            if self.family == Family::Indicators
                || scope.is_empty()
                || !label.is_empty() && self.family == Family::Progress
            {
                return None;
            }
            let (at, alias) = self.lexicon.by_code_within(own_label, scope).filter(|(at, _)| fits(*at))?;
            Some(Match { at, alias, by_text: true })
        })
    }

    fn read_matched(&mut self, cells: &RowCells, found: &Match) {
        let lexicon = self.lexicon;
        let entry = lexicon.entry(found.at);
        let id = entry.id().to_owned();
        self.last = Some(found.at);
        for index in cells.code.into_iter().chain(cells.label) {
            self.sheet.mark(index, CellUse::Furniture);
        }
        if let Target::Group(group) = &entry.target {
            group.as_str().clone_into(&mut self.group);
            return self.leave_unmapped(cells, &id);
        }
        lexicon.group_of(found.at).clone_into(&mut self.group);
        if found.alias {
            self.remark_row(RemarkKind::AliasLetter, cells, &id);
        } else if found.by_text && cells.code.is_some_and(|index| !self.sheet.shown(index).is_empty()) {
            let code = cells.code.map(|index| self.sheet.shown(index)).unwrap_or_default();
            if lexicon.by_code(&code).is_some() {
                self.remark_row(RemarkKind::MatchedByText, cells, &id);
            }
        }
        if self.is_known(&entry.target) {
            if self.has_content(cells) {
                self.remark_row(RemarkKind::DuplicateRow, cells, &id);
            }
            return;
        }
        match &entry.target {
            Target::Node(node) => {
                let record = ProgressRecord {
                    node: node.clone(),
                    status: None,
                    percent: None,
                    result: None,
                    documents: None,
                    difficulties: None,
                    proposals: None,
                    cell: self.sheet.cell_ref(cells.all.start),
                };
                self.read_progress(cells, record, entry.catalogue);
            }
            Target::Indicator(_) => self.read_indicator(cells, found.at),
            Target::Funding(_) => self.read_funding(cells, found.at),
            Target::Group(_) => {}
        }
    }

    fn is_known(&self, target: &Target) -> bool {
        match target {
            Target::Node(id) => self.into.progress.iter().any(|record| record.node == *id),
            Target::Indicator(id) => self.into.indicators.iter().any(|record| record.id == *id),
            Target::Funding(id) => self.into.funding.iter().any(|record| record.id == *id),
            Target::Group(_) => false,
        }
    }

    /// Whether a row holds more than its code and words.
    fn has_content(&self, cells: &RowCells) -> bool {
        cells.all.clone().any(|index| Some(index) != cells.code && Some(index) != cells.label)
    }

    /// A heading of the plan with something beside it, which belongs to no point.
    fn leave_unmapped(&mut self, cells: &RowCells, id: &str) {
        if self.has_content(cells) {
            self.remark_row(RemarkKind::UnmatchedRow, cells, id);
        }
    }

    fn remark_row(&mut self, kind: RemarkKind, cells: &RowCells, row: &str) {
        let shown = cells.code.or(cells.label).unwrap_or(cells.all.start);
        self.values.remark(kind, self.sheet, shown, &Place { row, field: "" }, row.to_owned());
    }

    /// The columns of a row, each with the index of its cell, as `(index, column)`.
    fn fields(&self, cells: &RowCells) -> Vec<(usize, &'a Column)> {
        let table = self.table;
        cells
            .all
            .clone()
            .filter_map(|index| {
                let number = self.sheet.cell(index).column;
                Some((index, table.columns.iter().find(|column| column.column == number)?))
            })
            .collect()
    }

    fn read_progress(&mut self, cells: &RowCells, mut record: ProgressRecord, catalogue: bool) {
        let mut ticks: Vec<(usize, Status)> = Vec::new();
        let mut result_cell = None;
        let mut first_cell = None;
        let has_result = self.table.columns.iter().any(|column| column.head == Head::Result);
        let row = record.node.as_str().to_owned();
        for (index, column) in self.fields(cells) {
            let place = Place { row: &row, field: &column.words };
            let is_result = column.head == Head::Result || !has_result && matches!(column.head, Head::Actual);
            let text_slot = match column.head {
                _ if is_result => Some(&mut record.result),
                Head::Documents if !catalogue => Some(&mut record.documents),
                Head::Difficulties => Some(&mut record.difficulties),
                Head::Proposals => Some(&mut record.proposals),
                _ => None,
            };
            if let Some(slot) = text_slot {
                if slot.is_none() && !matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_)) {
                    *slot = Some(Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index)));
                    self.sheet.mark(index, CellUse::Mapped);
                    first_cell.get_or_insert(index);
                    if is_result {
                        result_cell = Some(index);
                    }
                }
                continue;
            }
            match column.head {
                Head::Status => {
                    first_cell.get_or_insert(index);
                    self.read_status_cell(index, &place, &mut record);
                }
                Head::Tick(status) if is_tick(&self.sheet.cell(index).value, self.sheet.text(index)) => {
                    first_cell.get_or_insert(index);
                    ticks.push((index, status));
                }
                Head::Percent => {
                    if let Reading::Value(percent) =
                        self.mapped_number(index, Wanted::Percent { fractions: self.fractions }, &place)
                    {
                        first_cell.get_or_insert(index);
                        record.percent = Some(Traced::from_cell(percent, self.sheet.cell_ref(index)));
                    }
                }
                // What the plan's appendix prints of a row.
                Head::Printed | Head::Documents => self.sheet.mark(index, CellUse::Furniture),
                _ => {}
            }
        }
        self.enter_ticks(&ticks, &row, &mut record);
        if let Some(index) = result_cell.or(first_cell) {
            record.cell = self.sheet.cell_ref(index);
            self.into.progress.push(record);
        }
    }

    fn read_status_cell(&mut self, index: usize, place: &Place<'_>, record: &mut ProgressRecord) {
        // A column `Tiến độ` may hold a percentage instead of words.
        if let Value::Number(_) = self.sheet.cell(index).value {
            if let Reading::Value(percent) =
                self.mapped_number(index, Wanted::Percent { fractions: self.fractions }, place)
            {
                record.percent.get_or_insert(Traced::from_cell(percent, self.sheet.cell_ref(index)));
            }
            return;
        }
        match read_status(self.sheet.text(index)) {
            Some((status, percent)) => {
                let cell = self.sheet.cell_ref(index);
                if let Some(percent) = percent {
                    record.percent.get_or_insert(Traced::from_cell(percent, cell.clone()));
                }
                record.status.get_or_insert(Traced::from_cell(status, cell));
                self.sheet.mark(index, CellUse::Mapped);
            }
            None => {
                if !matches!(self.sheet.text(index), "-" | "–") {
                    self.values.remark(RemarkKind::UnknownStatus, self.sheet, index, place, String::new());
                }
            }
        }
    }

    /// One tick is a state; several contradict each other.
    fn enter_ticks(&mut self, ticks: &[(usize, Status)], row: &str, record: &mut ProgressRecord) {
        match ticks {
            [] => {}
            [(index, status)] => {
                record.status.get_or_insert(Traced::from_cell(*status, self.sheet.cell_ref(*index)));
                self.sheet.mark(*index, CellUse::Mapped);
            }
            several => {
                for (index, _) in several {
                    let place = Place { row, field: "Trạng thái" };
                    self.values.remark(RemarkKind::UnknownStatus, self.sheet, *index, &place, String::new());
                }
            }
        }
    }

    /// A number, its cell mapped where it was understood.
    fn mapped_number(&mut self, index: usize, wanted: Wanted, place: &Place<'_>) -> Reading<Decimal> {
        let reading = self.values.number(self.sheet, index, wanted, place);
        if reading != Reading::Unreadable {
            self.sheet.mark(index, CellUse::Mapped);
        }
        reading
    }

    fn read_indicator(&mut self, cells: &RowCells, at: usize) {
        let lexicon = self.lexicon;
        let entry = lexicon.entry(at);
        let Target::Indicator(id) = &entry.target else { return };
        let mut record = IndicatorRecord {
            id: id.clone(),
            planned: None,
            actual: None,
            note: None,
            cell: self.sheet.cell_ref(cells.all.start),
        };
        let fields = self.fields(cells);
        let unit_cell = fields.iter().find(|(_, column)| column.head == Head::Unit).map(|(index, _)| *index);
        let written_unit = unit_cell.and_then(|index| parse_amount_unit(self.sheet.text(index)));
        if let Some(index) = unit_cell {
            self.sheet.mark(index, CellUse::Furniture);
        }
        let has_actual = fields.iter().any(|(_, column)| column.head == Head::Actual);
        let (mut actual_cell, mut first_cell) = (None, None);
        for (index, column) in fields {
            let place = Place { row: entry.id(), field: &column.words };
            let is_actual = match column.head {
                Head::Actual => true,
                Head::Result | Head::Spent => !has_actual,
                Head::Planned | Head::Allocated => false,
                Head::Note => {
                    record.note.get_or_insert(Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index)));
                    self.sheet.mark(index, CellUse::Mapped);
                    first_cell.get_or_insert(index);
                    continue;
                }
                // Thực hiện against kế hoạch: computed anew.
                Head::Percent => {
                    self.sheet.mark(index, CellUse::Furniture);
                    continue;
                }
                _ => continue,
            };
            // The file does not hold what the form's own formula gives; it is computed anew.
            if entry.ratio && matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_)) {
                self.sheet.mark(index, CellUse::Furniture);
                continue;
            }
            let wanted = match entry.amount {
                _ if entry.ratio => Wanted::Percent { fractions: self.is_fraction(index) },
                Some(form) => Wanted::Amount(written_unit.or(head_unit(column)).unwrap_or(form)),
                None => Wanted::Count,
            };
            if let Reading::Value(value) = self.mapped_number(index, wanted, &place) {
                first_cell.get_or_insert(index);
                let value = Traced::from_cell(value, self.sheet.cell_ref(index));
                if is_actual {
                    actual_cell.get_or_insert(index);
                    record.actual.get_or_insert(value);
                } else {
                    record.planned.get_or_insert(value);
                }
            }
        }
        if let Some(index) = actual_cell.or(first_cell) {
            record.cell = self.sheet.cell_ref(index);
            self.into.indicators.push(record);
        }
    }

    /// Whether a percentage stored without its format is a fraction: a share of at most one per cent is not reported.
    fn is_fraction(&self, index: usize) -> bool {
        let number = match &self.sheet.cell(index).value {
            Value::Number(number) => *number,
            Value::Text(_) => return self.fractions,
            _ => return false,
        };
        number > 0.0 && number <= 1.0
    }

    fn read_funding(&mut self, cells: &RowCells, at: usize) {
        let lexicon = self.lexicon;
        let entry = lexicon.entry(at);
        let Target::Funding(id) = &entry.target else { return };
        let mut record = FundingRecord {
            id: id.clone(),
            allocated: None,
            spent: None,
            ratio: None,
            note: None,
            cell: self.sheet.cell_ref(cells.all.start),
        };
        let fields = self.fields(cells);
        let has = |head: Head| fields.iter().any(|(_, column)| column.head == head);
        let (has_allocated, has_spent) = (has(Head::Allocated), has(Head::Spent));
        let row_unit = fields
            .iter()
            .find(|(_, column)| column.head == Head::Unit)
            .and_then(|(index, _)| parse_amount_unit(self.sheet.text(*index)));
        let (mut spent_cell, mut first_cell) = (None, None);
        for (index, column) in fields {
            let place = Place { row: entry.id(), field: &column.words };
            let unit = row_unit.or(head_unit(column)).or(self.unit).unwrap_or(AmountUnit::Million);
            match column.head {
                Head::Allocated | Head::Planned | Head::Spent | Head::Actual | Head::Result => {
                    let is_spent = match column.head {
                        Head::Spent => true,
                        Head::Actual | Head::Result => !has_spent,
                        Head::Planned if has_allocated => continue,
                        _ => false,
                    };
                    if matches!(column.head, Head::Actual | Head::Result) && has_spent {
                        continue;
                    }
                    // The file does not hold what a sum gives; it is computed anew.
                    if entry.sum && matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_)) {
                        self.sheet.mark(index, CellUse::Furniture);
                        continue;
                    }
                    let Reading::Value(value) = self.mapped_number(index, Wanted::Amount(unit), &place) else {
                        continue;
                    };
                    first_cell.get_or_insert(index);
                    let value = Traced::from_cell(value, self.sheet.cell_ref(index));
                    if is_spent {
                        spent_cell.get_or_insert(index);
                        record.spent.get_or_insert(value);
                    } else {
                        record.allocated.get_or_insert(value);
                    }
                }
                Head::Percent => self.read_funding_ratio(index, &place, &mut record),
                Head::Note => {
                    record.note.get_or_insert(Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index)));
                    self.sheet.mark(index, CellUse::Mapped);
                    first_cell.get_or_insert(index);
                }
                Head::Unit => self.sheet.mark(index, CellUse::Furniture),
                _ => {}
            }
        }
        if let Some(index) = spent_cell.or(first_cell) {
            record.cell = self.sheet.cell_ref(index);
            self.into.funding.push(record);
        }
    }

    /// The ratio is computed anew; an empty result or an error of its formula is of no consequence.
    fn read_funding_ratio(&mut self, index: usize, place: &Place<'_>, record: &mut FundingRecord) {
        if matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_) | Value::Error(_)) {
            self.sheet.mark(index, CellUse::Furniture);
            return;
        }
        let remarks = self.values.remarks.len();
        let wanted = Wanted::Percent { fractions: self.is_fraction(index) };
        if let Reading::Value(ratio) = self.mapped_number(index, wanted, place) {
            record.ratio = Some(Traced::from_cell(ratio, self.sheet.cell_ref(index)));
        }
        self.values.remarks.truncate(remarks);
    }

    /// A row that the form does not know.
    fn read_unmatched(&mut self, row: usize) {
        let cells = &self.cells(row);
        let text =
            cells.label.map_or_else(|| self.sheet.text(cells.all.start), |index| self.sheet.text(index)).to_owned();
        let lone = cells.all.len() == 1;
        if is_column_numbers(self.sheet, row) || is_total(&text) {
            return self.mark_all(cells, CellUse::Furniture);
        }
        if lone && (is_heading_of_added_rows(&text) || is_line_of_form(&text)) {
            return self.mark_all(cells, CellUse::Furniture);
        }
        if is_note(&text) {
            return self.mark_all(cells, CellUse::Furniture);
        }
        if cells.label.is_none() && cells.code.is_none() || lone {
            return self.remark_row(RemarkKind::UnmatchedRow, cells, "");
        }
        self.keep_outside(cells);
        if self.family != Family::Progress {
            self.remark_row(RemarkKind::UnmatchedRow, cells, "");
        }
    }

    /// Keeps a row that an agency added: what it says was done, or else its own words.
    fn keep_outside(&mut self, cells: &RowCells) {
        let result_column =
            self.table.columns.iter().find(|column| column.head == Head::Result).map(|column| column.column);
        let result = cells.all.clone().find(|&index| Some(self.sheet.cell(index).column) == result_column);
        let main = result.or(cells.label).unwrap_or(cells.all.start);
        let traced = |index: usize| Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index));
        let details = cells.all.clone().filter(|&index| index != main).map(traced).collect();
        self.into.outside.push(OutsideRow { text: traced(main), details });
        self.mark_all(cells, CellUse::Mapped);
    }

    fn mark_all(&mut self, cells: &RowCells, becomes: CellUse) {
        for index in cells.all.clone() {
            self.sheet.mark(index, becomes);
        }
    }

    /// Remarks and signature lines below the table.
    fn read_line_below(&mut self, row: usize) {
        for index in self.sheet.rows[row].1.clone() {
            if is_line_of_form(self.sheet.text(index)) {
                self.sheet.mark(index, CellUse::Furniture);
            }
        }
    }
}

/// `a)` of `a) Tiếp tục …`; empty where there is no label.
fn leading_label(text: &str) -> &str {
    let rest = without_label(text);
    text[..text.len() - rest.len()].trim()
}

/// The shape most of the first rows have; where they do not tell, the shape of the heads.
fn family_of(lexicon: &Lexicon, sheet: &Sheet<'_>, table: &Table) -> Family {
    let column_of = |head: Head| table.columns.iter().find(|column| column.head == head).map(|column| column.column);
    let (code, label) = (column_of(Head::Code), column_of(Head::Label));
    let families = [Family::Progress, Family::Indicators, Family::Funding];
    let mut votes = [0; 3];
    for row in table.body.clone().take(20) {
        let (_, cells) = sheet.rows[row].clone();
        let at = |wanted: Option<u32>| cells.clone().find(|&index| Some(sheet.cell(index).column) == wanted);
        let by_code = at(code).and_then(|index| lexicon.by_code(&sheet.shown(index))).map(|(at, _)| at);
        let found = by_code.or_else(|| {
            let text = sheet.text(at(label)?);
            families.iter().find_map(|&family| lexicon.by_exact_text(text, family, None))
        });
        if let Some(at) = found {
            votes[lexicon.entry(at).family as usize] += 1;
        }
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    if most > 0
        && let Some(winner) = votes.iter().position(|&count| count == most)
    {
        return families[winner];
    }
    let has = |heads: &[Head]| table.columns.iter().any(|column| heads.contains(&column.head));
    if has(&[Head::Allocated, Head::Spent]) {
        Family::Funding
    } else if has(&[Head::Unit]) || has(&[Head::Planned]) && has(&[Head::Actual]) {
        Family::Indicators
    } else {
        Family::Progress
    }
}

/// The unit that a column's head gives in so many words.
fn head_unit(column: &Column) -> Option<AmountUnit> {
    parse_amount_unit(&column.words)
}

/// The unit line above a table: the nearest one, up to the table before.
fn unit_above(sheet: &Sheet<'_>, table: &Table) -> Option<AmountUnit> {
    let first = table.head.start.saturating_sub(8);
    (first..table.head.start).rev().find_map(|row| {
        sheet.rows[row].1.clone().find_map(|index| {
            let text = sheet.text(index);
            let folded = sheet.folded(index);
            let names_unit = folded.contains("don vi") || folded.contains("dvt") || text.starts_with('(');
            if names_unit { parse_amount_unit(text) } else { None }
        })
    })
}

/// Whether the percentages of a table are fractions of one: none is above one, and they are not all zero.
fn holds_fractions(sheet: &Sheet<'_>, table: &Table) -> bool {
    let percents = |column: &&Column| matches!(column.head, Head::Percent | Head::Status);
    let columns: Vec<u32> = table.columns.iter().filter(percents).map(|column| column.column).collect();
    let mut any = false;
    for row in table.body.clone() {
        for index in sheet.rows[row].1.clone() {
            let cell = sheet.cell(index);
            if !columns.contains(&cell.column) || cell.percent_format {
                continue;
            }
            let number = match &cell.value {
                Value::Number(number) => decimal_from_f64(*number),
                Value::Text(_) => {
                    let text = sheet.text(index);
                    if text.contains('%') {
                        return false;
                    }
                    crate::vietnamese::parse_number(text).map(|written| written.value)
                }
                _ => None,
            };
            match number {
                Some(number) if number > Decimal::ONE => return false,
                Some(number) if !number.is_zero() => any = true,
                _ => {}
            }
        }
    }
    any
}
