//! Grids to records of traced values, and a ledger in which every cell is accounted for.

mod account;
mod agreement;
mod body_names;
mod budget;
mod column_blocks;
mod column_choice;
mod column_content;
mod columns;
mod continued;
mod form_words;
mod furniture;
mod head_paths;
mod head_words;
mod headings;
mod heads;
mod identity;
mod ledger;
mod lexicon;
mod memo;
mod merges;
mod notes;
mod own_sheets;
mod parts;
mod period;
mod plan_titles;
mod record;
mod row_words;
mod rows_seen;
mod scope;
mod several_bodies;
mod sheet;
mod spellings;
mod stated_period;
mod status;
mod table;
#[cfg(test)]
mod tests;
mod values;
mod weak_heads;
mod words;

use std::sync::Arc;

use crate::form;
use crate::intake::{Aside, Beside, Contradiction, Refusal, TextBeside, Visibility, Workbook};
use crate::model::{CellRef, Date};
use crate::vietnamese::format_date;

pub use body_names::BodyNames;
use budget::{Budget, Limit, OWN_ROWS, TABLES};
use column_blocks::ColumnBlock;
use furniture::is_line_of_form;
pub use headings::Headings;
pub use ledger::{CellUse, Ledger, UnmappedCell};
pub use lexicon::Lexicon;
pub use notes::{Note, NoteKind};
use parts::Piece;
pub use record::{Extraction, FieldValue, Identity, OtherPeriod, OutsideCell, OutsideRow, Record, Remark, RemarkKind};
pub use rows_seen::RowsSeen;
use sheet::{Sheet, composed};
use stated_period::{BlockPeriods, StatedPeriods};
use values::ValueReader;

/// Reads the form, and whatever agencies make of it, out of one workbook. `path` is the file's path relative to
/// `inputs/<year>/`. Gives one extraction as a rule, more where several bodies put their reports into one workbook or sheets
/// have different versions of a row; the account of all cells stands in the first. Refuses a workbook that takes more than
/// a submission can: its tables, their columns, the rows of its own and the work of comparing it with the form are limited.
pub fn extract(path: &Arc<str>, workbook: &Workbook, lexicon: &Lexicon) -> Result<Vec<Extraction>, Refusal> {
    let budget = Budget::for_form_of(lexicon.number_of_rows());
    let extraction = extract_within(&budget, path, workbook, lexicon);
    budget.settle(extraction)
}

/// What a workbook holds, as far as the budget goes.
fn extract_within(budget: &Budget, path: &Arc<str>, workbook: &Workbook, lexicon: &Lexicon) -> Vec<Extraction> {
    let mut sheets: Vec<Sheet<'_>> = workbook.kinds().map(|(grid, kind)| Sheet::new(path, grid, kind)).collect();
    let mut blocks: Vec<_> = sheets.iter().map(|sheet| visible_blocks(sheet, lexicon, budget)).collect();
    weak_heads::complete(&sheets, &mut blocks, own_sheets::is_own_sheet, lexicon, budget);
    let headless = continued::continue_tables(&sheets, &mut blocks, lexicon, budget);
    if blocks.iter().flatten().map(|block| block.tables.len()).sum::<usize>() > TABLES {
        budget.exceed(Limit::Tables);
    }
    if budget.is_exceeded() {
        return Vec::new();
    }
    let periods = StatedPeriods::new(path, &sheets, &blocks, lexicon, budget);
    let mut values = ValueReader::new(&sheets, &blocks);
    values.remarks = headless;
    let of_another_plan = lexicon.titles().are_of_another(&sheets, &blocks);
    sheets.iter_mut().for_each(|sheet| sheet.workbook_of_another_plan = of_another_plan);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut of_file: Vec<Remark> = Vec::new();
    for (number, (sheet, blocks)) in sheets.iter_mut().zip(&blocks).enumerate() {
        if own_sheets::read_own_sheet(sheet, blocks, lexicon) {
            continue;
        }
        remark_legacy(sheet, &mut values);
        if sheet.grid.visibility != Visibility::Visible {
            remark_hidden(sheet, &mut values);
        } else {
            remark_aside(sheet, &mut values);
            remark_beside(sheet, &mut values);
        }
        of_file.append(&mut values.remarks);
        for (place, block) in blocks.iter().enumerate() {
            let periods = periods.of_block(number, place);
            read_block(sheet, block, &periods, lexicon, budget, &mut values, &mut pieces);
        }
    }
    remark_contradictions(workbook, &sheets, &mut values);
    remark_guessed(workbook, &sheets, &mut values);
    of_file.append(&mut values.remarks);
    note_own_rows(budget, pieces.iter().map(|piece| &piece.content), of_file.len());
    let values_of =
        |record: &Record| record.values().filter_map(|(_, value)| value.cell().cloned()).collect::<Vec<_>>();
    let read = pieces.iter().flat_map(|piece| &piece.content.records).flat_map(values_of).collect();
    let mut reports = parts::assemble(path, pieces, of_file, lexicon.bodies());
    for report in &mut reports {
        doubt_date(report, lexicon.year(), &mut sheets);
    }
    for sheet in &mut sheets {
        account::settle(sheet, lexicon, &reports, &read);
        reports[0].ledger.absorb(account::account(sheet, lexicon));
        account::hand_over_notes(sheet, &mut reports);
    }
    reports
}

/// The column blocks of a sheet; none of one that is hidden, which is set aside.
fn visible_blocks(sheet: &Sheet<'_>, lexicon: &Lexicon, budget: &Budget) -> Vec<ColumnBlock> {
    match sheet.grid.visibility {
        Visibility::Visible => column_blocks::column_blocks(sheet, lexicon.year(), budget),
        Visibility::Hidden | Visibility::VeryHidden => Vec::new(),
    }
}

/// Accounts for the cells of a table of a file that does not count: what they are is known, what they say is dropped.
fn account_for(
    lexicon: &Lexicon,
    budget: &Budget,
    sheet: &mut Sheet<'_>,
    block: &ColumnBlock,
    table: &heads::Table,
    values: &mut ValueReader,
) {
    let remarks = values.remarks.len();
    let mut dropped = parts::empty(&sheet.reference.file);
    table::read_table(lexicon, budget, sheet, block, table, values, &mut dropped);
    sheet.drop(&block.rows[table.head.start..table.body.end]);
    values.remarks.truncate(remarks);
}

/// Remarks on a table of another period, which is set aside.
fn remark_other_period(
    sheet: &Sheet<'_>,
    block: &ColumnBlock,
    table: &heads::Table,
    said: &OtherPeriod,
    values: &mut ValueReader,
) {
    let first = block.rows[table.head.start..table.body.end].first();
    let cell = said.cell.clone().filter(|cell| cell.sheet() == &*sheet.reference.sheet);
    values.remarks.push(Remark {
        kind: RemarkKind::OtherPeriod,
        cells: cell.or_else(|| first.map(|row| sheet.cell_ref(row.cells.start))).into_iter().collect(),
        field: String::new(),
        row: String::new(),
        found: said.words.clone(),
        read_as: String::new(),
    });
}

/// Reads a column block of a sheet, each body's part of it into a piece of its own.
fn read_block(
    sheet: &mut Sheet<'_>,
    block: &ColumnBlock,
    periods: &BlockPeriods<'_>,
    lexicon: &Lexicon,
    budget: &Budget,
    values: &mut ValueReader,
    pieces: &mut Vec<Piece>,
) {
    for (body, part) in several_bodies::parts(sheet, block, lexicon.bodies(), budget) {
        let mut piece = Piece::new(&sheet.reference.file, &sheet.reference.sheet, body);
        identity::read_labels(sheet, &part, &mut piece.labels, values);
        let above = part.tables.first().map_or(part.rows.len(), |table| table.head.start);
        identity::read_letterhead(sheet, &part.rows[..above], &mut piece.letterhead);
        if periods.is_left_over() {
            (piece.labels.year, piece.letterhead.year) = (None, None);
        }
        for table in &part.tables {
            if budget.is_exceeded() {
                return;
            }
            let first_row = part.rows.get(table.head.start).map_or(0, |row| row.number);
            if let Some(said) = periods.foreign_at(first_row) {
                if table::is_of_form(lexicon, budget, sheet, &part, table) {
                    piece.content.other_period.get_or_insert_with(|| said.clone());
                    remark_other_period(sheet, &part, table, said, values);
                    if periods.are_of_whole_file() {
                        account_for(lexicon, budget, sheet, &part, table, values);
                    }
                }
                continue;
            }
            match several_bodies::bodies_as_columns(sheet, &part, table, lexicon.bodies()) {
                None => table::read_table(lexicon, budget, sheet, &part, table, values, &mut piece.content),
                Some((remark, table)) => {
                    let before = values.remarks.len();
                    table::read_table(lexicon, budget, sheet, &part, &table, values, &mut piece.content);
                    // One cause is one remark.
                    values.remarks.truncate(before);
                    values.remarks.push(remark);
                }
            }
        }
        piece.content.remarks = std::mem::take(&mut values.remarks);
        if piece.set_aside_if_foreign() {
            sheet.unmap(&part.rows);
        }
        pieces.push(piece);
    }
}

/// Notes that a file has more rows and remarks of its own than a submission can.
fn note_own_rows<'a>(budget: &Budget, read: impl IntoIterator<Item = &'a Extraction>, remarks: usize) {
    let own = read.into_iter().map(|read| read.outside.len() + read.remarks.len()).sum::<usize>();
    if own + remarks > OWN_ROWS {
        budget.exceed(Limit::OwnRows);
    }
}

/// One remark a sheet on text in an old encoding.
fn remark_legacy(sheet: &Sheet<'_>, values: &mut ValueReader) {
    if let Some((first, encoding)) = sheet.legacy.first() {
        values.remarks.push(Remark {
            kind: RemarkKind::LegacyEncoding,
            cells: sheet.legacy.iter().map(|(index, _)| sheet.cell_ref(*index)).collect(),
            field: String::new(),
            row: String::new(),
            found: encoding.name().to_owned(),
            read_as: sheet.text(*first).to_owned(),
        });
    }
}

/// One remark on a hidden sheet with content.
fn remark_hidden(sheet: &Sheet<'_>, values: &mut ValueReader) {
    if !sheet.grid.cells.is_empty() {
        values.remarks.push(Remark {
            kind: RemarkKind::HiddenData,
            cells: vec![sheet.cell_ref(0)],
            field: String::new(),
            row: String::new(),
            found: sheet.reference.sheet.to_string(),
            read_as: String::new(),
        });
    }
}

/// One remark a sheet on the cells that are set aside in it, for each reason.
fn remark_aside(sheet: &Sheet<'_>, values: &mut ValueReader) {
    for (why, kind) in [
        (Aside::HiddenRow, RemarkKind::HiddenRows),
        (Aside::HiddenColumn, RemarkKind::HiddenColumns),
        (Aside::Struck, RemarkKind::Struck),
    ] {
        let of_kind = || sheet.grid.aside.iter().filter(|aside| aside.why == why);
        let Some(first) = of_kind().next() else { continue };
        values.remarks.push(Remark {
            kind,
            cells: of_kind().map(|aside| sheet.aside_ref(aside)).collect(),
            field: String::new(),
            row: String::new(),
            found: sheet.shown_of(&first.cell),
            read_as: String::new(),
        });
    }
}

/// One remark a sheet on the notes that are fixed to its cells, and one on its text boxes.
fn remark_beside(sheet: &Sheet<'_>, values: &mut ValueReader) {
    for (beside, kind) in [(Beside::Note, RemarkKind::Notes), (Beside::TextBox, RemarkKind::TextBoxes)] {
        let texts: Vec<&TextBeside> =
            sheet.grid.beside.iter().filter(|text| text.kind == beside && !is_of_no_account(text)).collect();
        if texts.is_empty() {
            continue;
        }
        let cells: Vec<CellRef> = texts.iter().map(|text| sheet.beside_ref(text)).collect();
        let quote = |(text, cell): (&&TextBeside, &CellRef)| format!("{} “{}”", cell.address(), one_line(&text.text));
        values.remarks.push(Remark {
            kind,
            found: texts.iter().zip(&cells).map(quote).collect::<Vec<_>>().join("; "),
            cells,
            field: String::new(),
            row: String::new(),
            read_as: String::new(),
        });
    }
}

/// Whether a text beside the cells is what this program put there, or a letterhead in a text box: nobody has to be told.
fn is_of_no_account(text: &TextBeside) -> bool {
    let is_heading = |line: &str| is_line_of_form(line) && furniture::kind_of_line(line) != NoteKind::Remark;
    form::is_request(&text.text)
        || text.kind == Beside::TextBox && text.text.lines().all(|line| line.trim().is_empty() || is_heading(line))
}

/// A text on one line, its blanks single.
fn one_line(text: &str) -> String {
    composed(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes a date out that the report cannot bear, and remarks on it: one of another year, or long after the year.
fn doubt_date(report: &mut Extraction, year: i16, sheets: &mut [Sheet<'_>]) {
    let identity = &mut report.identity;
    // That all of the file is on another year is told elsewhere.
    let is_on_another_year = identity.year.as_ref().is_some_and(|said| *said.value() != year);
    let Some(date) = identity.date.as_ref().filter(|_| !is_on_another_year) else { return };
    // A report on a year is signed within it, or in the first half of the next.
    let latest = Date::new(year.saturating_add(1), 6, 30).unwrap_or(Date::MAX);
    if date.value().year() >= year && *date.value() <= latest {
        return;
    }
    let Some(cell) = date.cell().cloned() else { return };
    report.remarks.push(Remark {
        kind: RemarkKind::DoubtfulDate,
        field: "Ngày báo cáo".to_owned(),
        row: String::new(),
        found: format_date(*date.value()),
        read_as: year.to_string(),
        cells: vec![cell.clone()],
    });
    if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.reference == *cell.sheet_ref()) {
        sheet.unmap_cell(&cell);
    }
    identity.date = None;
}

/// One remark on each thing that a file says of its cells and is not so.
fn remark_contradictions(workbook: &Workbook, sheets: &[Sheet<'_>], values: &mut ValueReader) {
    let first_cell = || sheets.iter().find(|sheet| !sheet.grid.cells.is_empty()).map(|sheet| sheet.cell_ref(0));
    for contradiction in &workbook.contradictions {
        let (cell, found, read_as) = match contradiction {
            Contradiction::NoSuchSheet(name) => {
                values.remarks.push(Remark {
                    kind: RemarkKind::SheetGone,
                    cells: first_cell().into_iter().collect(),
                    field: String::new(),
                    row: String::new(),
                    found: name.clone(),
                    read_as: String::new(),
                });
                continue;
            }
            Contradiction::Misplaced { sheet, first: (row, column), cells } => {
                let cell = sheets.get(*sheet).map(|sheet| CellRef::new(&sheet.reference, *row, *column));
                (cell, cells.to_string(), String::new())
            }
            Contradiction::Texts { said, found } => (first_cell(), said.to_string(), found.to_string()),
        };
        values.remarks.push(Remark {
            kind: RemarkKind::PartlyDamaged,
            cells: cell.into_iter().collect(),
            field: String::new(),
            row: String::new(),
            found,
            read_as,
        });
    }
}

/// One remark on text whose encoding was guessed.
fn remark_guessed(workbook: &Workbook, sheets: &[Sheet<'_>], values: &mut ValueReader) {
    let first_cell = || sheets.iter().find(|sheet| !sheet.grid.cells.is_empty()).map(|sheet| sheet.cell_ref(0));
    if let Some((encoding, cell)) = workbook.guessed.zip(first_cell()) {
        values.remarks.push(Remark {
            kind: RemarkKind::GuessedEncoding,
            cells: vec![cell],
            field: String::new(),
            row: String::new(),
            found: encoding.name().to_owned(),
            read_as: String::new(),
        });
    }
}
