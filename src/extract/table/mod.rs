//! The rows of one table to records.

mod added;
mod another_plan;
mod answer;
mod elsewhere;
mod figures;
mod levels;
mod matching;
mod parted;
mod progress;
mod slipped;
mod standing;
mod ticks;
mod told_columns;
mod units;

use std::ops::Range;

use super::budget::{Budget, CELL};
use super::column_blocks::ColumnBlock;
use super::column_choice::ColumnRemark;
use super::columns::Settled;
use super::furniture::is_beside_a_title;
use super::heads::{Column, Head, Table, column_at, is_column_numbers};
use super::lexicon::{Lexicon, Target};
use super::plan_titles::Title;
use super::sheet::{Row, Sheet};
use super::values::{Place, Reading, ValueReader, Wanted};
use super::{CellUse, Extraction, NoteKind, RemarkKind, columns};
use crate::form::{self, Subject};
use crate::intake::Value;
use crate::model::{AmountUnit, Decimal};
use elsewhere::ContentElsewhere;
use matching::{Match, NamedRows};
use standing::Standing;

/// Reads a table of a column block of `sheet`: its rows into records, its cells into their accounts.
pub(super) fn read_table(
    lexicon: &Lexicon,
    budget: &Budget,
    sheet: &mut Sheet<'_>,
    block: &ColumnBlock,
    table: &Table,
    values: &mut ValueReader,
    into: &mut Extraction,
) {
    let body = &block.rows[table.body.clone()];
    let shape = matching::shape_of(lexicon, budget, sheet, table, body);
    let Settled { columns, remarks } = columns::settle(&table.columns, shape.subject, sheet, body, budget);
    for row in &block.rows[table.head.clone()] {
        let is_numbers = is_column_numbers(sheet, row);
        for index in row.cells.clone() {
            if is_numbers {
                sheet.mark_of_form(index);
            } else if is_words_of_a_head(sheet.text(index)) && !lexicon.words().has(sheet.text(index)) {
                sheet.keep(index, NoteKind::Heading, "", "");
            } else {
                sheet.mark(index, CellUse::Furniture);
            }
        }
    }
    // Tasks have no amounts.
    let has_amounts = shape.subject != Subject::PlanNode;
    let unit = if has_amounts { units::unit_of_table(sheet, block, table) } else { None };
    let fractions = units::holds_fractions(sheet, &columns, body);
    let merged_down = merged_down(sheet, body, &columns);
    let percent_tells_states = columns::percent_tells_states(&columns, sheet, body);
    let reader = TableReader {
        lexicon,
        budget,
        sheet,
        columns: &columns,
        subject: shape.subject,
        section: shape.section,
        values,
        into,
        unit,
        fractions,
        merged_down,
        elsewhere: ContentElsewhere::default(),
        named: NamedRows::default(),
        last: None,
        group: String::new(),
        above: Vec::new(),
        matched: Vec::new(),
        percent_tells_states,
        notes_hold_words: false,
        shift: 0,
    };
    let title = lexicon.titles().above(reader.sheet, block, table);
    reader.read(body, title.as_ref(), &remarks);
}

/// Whether rows of a table are rows of the form, by their codes or their very words.
pub(super) fn is_of_form(
    lexicon: &Lexicon,
    budget: &Budget,
    sheet: &Sheet<'_>,
    block: &ColumnBlock,
    table: &Table,
) -> bool {
    matching::names_rows(lexicon, budget, sheet, table, &block.rows[table.body.clone()])
}

/// Whether a text in a head is as short as heads are: `Lũy kế` there is no remark on figures.
fn is_words_of_a_head(text: &str) -> bool {
    const WORDS: usize = 8;
    (1..=WORDS).contains(&text.split_whitespace().count())
}

/// Whether a text can number a row: `12`, `II.3.đ`, `a)`, `ct 07`.
fn is_code(text: &str) -> bool {
    const LETTERS: usize = 12;
    let parts = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    text.chars().count() <= LETTERS && parts.clone().count() <= 4 && parts.into_iter().all(|part| part.len() <= 5)
}

/// A cell that is merged with those below it.
struct MergedDown {
    index: usize,
    /// The rows below its own.
    rows: Range<u32>,
}

/// The cells of one column that are merged with those below them, from top to bottom.
struct MergedColumn<'a> {
    column: &'a Column,
    cells: Vec<MergedDown>,
}

impl MergedColumn<'_> {
    /// The cell above a row that is merged down to it.
    fn over(&self, row: u32) -> Option<usize> {
        let begun = self.cells.partition_point(|merged| merged.rows.start <= row);
        self.cells[..begun].last().filter(|merged| merged.rows.contains(&row)).map(|merged| merged.index)
    }
}

/// The cells of the rows of a table that are merged with those below them, by column.
fn merged_down<'a>(sheet: &Sheet<'_>, body: &[Row], columns: &'a [Column]) -> Vec<MergedColumn<'a>> {
    let (Some(first), Some(last)) = (body.first(), body.last()) else { return Vec::new() };
    let mut merged: Vec<MergedColumn<'a>> =
        columns.iter().map(|column| MergedColumn { column, cells: Vec::new() }).collect();
    for merge in sheet.merges.beginning_in(first.number..=last.number) {
        if merge.first_row == merge.last_row {
            continue;
        }
        let Ok(place) = columns.binary_search_by_key(&merge.first_column, |column| column.column) else { continue };
        let Ok(row) = body.binary_search_by_key(&merge.first_row, |row| row.number) else { continue };
        if let Some(index) = sheet.cell_in(&body[row], merge.first_column) {
            merged[place].cells.push(MergedDown { index, rows: merge.first_row + 1..merge.last_row + 1 });
        }
    }
    merged.retain(|column| !column.cells.is_empty());
    merged
}

/// Reads the rows of one table of a sheet.
struct TableReader<'a, 'b> {
    lexicon: &'a Lexicon,
    budget: &'a Budget,
    sheet: &'a mut Sheet<'b>,
    columns: &'a [Column],
    subject: Subject,
    /// The section of the plan that most of its rows belong to.
    section: Option<&'a str>,
    values: &'a mut ValueReader,
    into: &'a mut Extraction,
    /// The unit of amounts that the table's unit line gives.
    unit: Option<AmountUnit>,
    /// Percentages are fractions of one.
    fractions: bool,
    /// The cells of the body that are merged down to other rows.
    merged_down: Vec<MergedColumn<'a>>,
    /// What stands elsewhere than where it belongs.
    elsewhere: ContentElsewhere,
    /// What its rows are by codes and words in full.
    named: NamedRows,
    /// The row matched last, and the group it stands in.
    last: Option<usize>,
    group: String,
    /// Where the words and states of the row of progress read last stand, by column: what `như trên` means.
    above: Vec<(u32, usize)>,
    /// The cells of the rows that were matched.
    matched: Vec<Range<usize>>,
    /// The column of percentages tells states, in most rows.
    percent_tells_states: bool,
    /// The notes of a table of figures hold no figures where these stand in their own columns.
    notes_hold_words: bool,
    /// How many columns to the right the row that is being read slipped.
    shift: i64,
}

/// The cells of a row by what their columns are.
struct RowCells {
    all: Range<usize>,
    /// The first cell that numbers the row.
    code: Option<usize>,
    /// All of them, from left to right: a running number before the code, or the code in two columns, `II.1` and `a`.
    codes: Vec<usize>,
    label: Option<usize>,
}

/// A row with the row of the form that it is.
struct MatchedRow {
    cells: RowCells,
    found: Option<Match>,
}

impl RowCells {
    /// Whether a cell numbers or names the row.
    fn names_row(&self, index: usize) -> bool {
        Some(index) == self.label || self.codes.binary_search(&index).is_ok()
    }
}

impl<'a> TableReader<'a, '_> {
    /// Reads all rows below the head, and has told what `remarks` say of the columns.
    fn read(mut self, body: &[Row], title: Option<&Title>, remarks: &[ColumnRemark]) {
        self.named = self.named_rows(body);
        let rows = self.match_rows(body);
        if self.is_of_another_plan(&rows, title) {
            return;
        }
        self.read_rows(body, &rows, remarks);
        self.tell_of_columns(remarks);
    }

    fn read_rows(&mut self, body: &[Row], rows: &[MatchedRow], remarks: &[ColumnRemark]) {
        let standings = self.standings(rows);
        self.notes_hold_words = self.notes_hold_words(rows);
        // Rows that match nothing belong to the table where a row that matches follows.
        let mut waiting: Vec<&Row> = Vec::new();
        let mut last_number = None;
        for ((row, matched), standing) in body.iter().zip(rows).zip(standings) {
            super::note_own_rows(self.budget, [&*self.into], self.values.remarks.len());
            if self.budget.is_exceeded() {
                return;
            }
            let Some(found) = &matched.found else {
                waiting.push(row);
                continue;
            };
            for row in std::mem::take(&mut waiting) {
                self.read_unmatched(row);
            }
            self.read_matched(&matched.cells, found, standing);
            last_number = Some(row.number);
        }
        self.remark_content_elsewhere(remarks);
        let added = self.adjoining(&waiting, last_number);
        for row in &waiting[..added] {
            self.read_unmatched(row);
        }
        self.read_lines_below(&waiting[added..]);
    }

    /// Which row of the form each row is; fewer than there are where the budget is spent.
    fn match_rows(&mut self, body: &[Row]) -> Vec<MatchedRow> {
        let mut matched = Vec::with_capacity(body.len());
        let mut signed = false;
        for row in body {
            if !self.may_go_on(row) {
                break;
            }
            let cells = self.cells(row);
            let found = self.matched(&cells).filter(|_| !self.is_title_below(&cells, signed));
            match &found {
                None => signed = signed || self.is_line_of_signatures(row),
                Some(found) => {
                    signed = false;
                    self.note_place(found.at);
                }
            }
            matched.push(MatchedRow { cells, found });
        }
        (self.last, self.group) = (None, String::new());
        matched
    }

    /// Notes which row was matched last, and the group it stands in.
    fn note_place(&mut self, at: usize) {
        self.last = Some(at);
        match &self.lexicon.entry(at).target {
            Target::Group(group) => group.as_str().clone_into(&mut self.group),
            _ => self.lexicon.group_of(at).clone_into(&mut self.group),
        }
    }

    /// Whether the budget allows for reading a row, which takes a step for each letter that names it.
    fn may_go_on(&self, row: &Row) -> bool {
        let cells = self.cells(row);
        let letters = |index: usize| self.sheet.text(index).len();
        let named = cells.codes.iter().copied().chain(cells.label).map(letters).sum::<usize>();
        self.budget.spend(row.cells.len() * CELL + self.merged_down.len() + named)
    }

    fn cells(&self, row: &Row) -> RowCells {
        let head_of = |index: usize| column_at(self.columns, self.sheet.cell(index).column).map(|column| column.head);
        let codes: Vec<usize> = row.cells.clone().filter(|&index| head_of(index) == Some(Head::Code)).collect();
        let label = row.cells.clone().find(|&index| head_of(index) == Some(Head::Label));
        RowCells { code: codes.first().copied(), codes, label, all: row.cells.clone() }
    }

    fn read_matched(&mut self, cells: &RowCells, found: &Match, standing: Standing) {
        let lexicon = self.lexicon;
        let entry = lexicon.entry(found.at);
        let id = entry.id().to_owned();
        self.note_place(found.at);
        match standing {
            Standing::Counts => {}
            Standing::Example => return self.remark_row(RemarkKind::ExampleRow, cells, &id),
            Standing::InDoubt if self.has_content(cells) => return self.remark_words(cells, &id),
            Standing::InDoubt => return,
            Standing::Repeats => {
                self.settle_names(cells, found.at);
                return self.remark_row(RemarkKind::DuplicateRow, cells, &id);
            }
        }
        self.settle_names(cells, found.at);
        if entry.is_heading() {
            return self.leave_unmapped(cells, &id);
        }
        self.into.rows_seen.note(entry.table, id.as_str().into());
        if found.alias {
            self.remark_row(RemarkKind::AliasLetter, cells, &id);
        } else if found.against_code {
            self.remark_row(RemarkKind::MatchedByText, cells, &id);
        }
        if self.into.records.iter().any(|record| record.table == entry.table && record.item.as_str() == id) {
            if self.has_content(cells) {
                self.remark_row(RemarkKind::DuplicateRow, cells, &id);
            }
            return;
        }
        self.matched.push(cells.all.clone());
        // Words where figures stand in other rows are no sign that a row slipped which is answered in words.
        self.shift = if entry.scale.is_some() { 0 } else { self.shift_of(cells) };
        if self.shift != 0 {
            self.remark_slipped(cells, &id);
        }
        let records = self.into.records.len();
        match &entry.target {
            Target::Node(_) => self.read_progress(cells, entry),
            Target::Indicator(_) | Target::Funding(_) => self.read_figures(cells, entry),
            Target::Group(_) => {}
        }
        let record = if self.into.records.len() > records { self.into.records.pop() } else { None };
        let record = self.read_answer_in_words(cells, entry, record);
        self.note_content_elsewhere(cells, entry, record.as_ref());
        self.into.records.extend(record);
        self.shift = 0;
    }

    /// Remarks on a row whose words do not tell which row it is: they are what is told of it.
    fn remark_words(&mut self, cells: &RowCells, row: &str) {
        let shown = cells.label.unwrap_or(cells.all.start);
        self.values.remark(RemarkKind::CodeAgainstWords, self.sheet, shown, &Place { row, field: "" }, String::new());
    }

    /// The code and the words of a row are the form's own as far as they are the plan's; what a sender made of them is kept.
    fn settle_names(&mut self, cells: &RowCells, at: usize) {
        let lexicon = self.lexicon;
        let row = lexicon.entry(at).id();
        for &index in &cells.codes {
            if is_code(&self.sheet.shown(index)) || lexicon.words().has(self.sheet.text(index)) {
                self.sheet.mark_of_form(index);
            } else {
                self.sheet.keep(index, NoteKind::Row, row, form::CODE);
            }
        }
        if let Some(index) = cells.label {
            if lexicon.is_label_of(self.sheet.text(index), at) && matches!(self.sheet.cell(index).value, Value::Text(_))
            {
                self.sheet.mark_of_form(index);
            } else {
                self.sheet.keep(index, NoteKind::Row, row, lexicon.entry(at).table.label_head());
            }
        }
    }

    /// Whether a row with nothing but words of the plan, below signatures (`signed`), is rather the title of what comes next: the
    /// section's, or the body's name, which heads its duties; `Biểu số 04` beside it says so even without signatures.
    fn is_title_below(&self, cells: &RowCells, signed: bool) -> bool {
        let beside = || cells.all.clone().filter(|&index| !cells.names_row(index));
        let only_titles = beside().all(|index| is_beside_a_title(self.sheet.text(index)));
        only_titles && (beside().next().is_some() || signed)
    }

    /// Whether a row holds more than its code and words.
    fn has_content(&self, cells: &RowCells) -> bool {
        cells.all.clone().any(|index| !cells.names_row(index))
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

    /// The columns of a row, each with the index of its cell, as `(index, column)`; of rows of progress also those of the
    /// cells above that are merged down to it: one result told of several points.
    fn fields(&self, cells: &RowCells) -> Vec<(usize, &'a Column)> {
        let columns = self.columns;
        // What numbers and names a row stays where it is when the rest slips.
        let stays = |index: usize| cells.names_row(index) || self.stays_in_place(index);
        let shift = |index: usize| if self.shift == 0 || stays(index) { 0 } else { self.shift };
        let own = cells
            .all
            .clone()
            .filter_map(|index| Some((index, slipped::shifted(columns, self.sheet.cell(index).column, shift(index))?)));
        let mut fields: Vec<(usize, &'a Column)> = own.collect();
        if self.subject == Subject::PlanNode {
            let row = self.sheet.cell(cells.all.start).row;
            fields.extend(self.merged_down.iter().filter_map(|merged| Some((merged.over(row)?, merged.column))));
            fields.sort_by_key(|(_, column)| column.column);
        }
        fields
    }

    /// A number, its cell mapped where it was understood.
    fn mapped_number(&mut self, index: usize, wanted: Wanted, place: &Place<'_>) -> Reading<Decimal> {
        let reading = self.values.number(self.sheet, index, wanted, place);
        if reading != Reading::Unreadable {
            self.sheet.mark(index, CellUse::Mapped);
        }
        reading
    }

    fn mark_all(&mut self, cells: &RowCells, becomes: CellUse) {
        for index in cells.all.clone() {
            self.sheet.mark(index, becomes);
        }
    }
}
