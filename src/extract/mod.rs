//! Grids to records of traced values, and a ledger in which every cell is accounted for.

mod agreement;
mod budget;
mod column_blocks;
mod column_choice;
mod column_content;
mod columns;
mod furniture;
mod head_paths;
mod head_words;
mod headings;
mod headless;
mod heads;
mod identity;
mod ledger;
mod lexicon;
mod merges;
mod period;
mod plan_titles;
mod record;
mod row_words;
mod scope;
mod sheet;
mod stated_period;
mod status;
mod table;
#[cfg(test)]
mod tests;
mod values;

use std::sync::Arc;

use crate::form;
use crate::intake::{Contradiction, Refusal, Visibility, Workbook};
use crate::model::CellRef;

use budget::{Budget, Limit, OWN_ROWS, TABLES};
use column_blocks::ColumnBlock;
pub use headings::Headings;
pub use ledger::{CellUse, Ledger, UnmappedCell};
pub use lexicon::Lexicon;
pub use record::{Extraction, FieldValue, Identity, OtherPeriod, OutsideRow, Record, Remark, RemarkKind, RowsSeen};
use sheet::Sheet;
use stated_period::StatedPeriods;
use values::ValueReader;

/// Reads the form, and whatever agencies make of it, out of one workbook. `path` is the file's path relative to
/// `inputs/<year>/`. Refuses one that takes more than a submission can: its tables, their columns, the rows of its own and
/// the work of comparing it with the form are limited.
pub fn extract(path: &Arc<str>, workbook: &Workbook, lexicon: &Lexicon) -> Result<Extraction, Refusal> {
    let budget = Budget::for_form_of(lexicon.number_of_rows());
    let extraction = extract_within(&budget, path, workbook, lexicon);
    budget.settle(extraction)
}

/// What a workbook holds, as far as the budget goes.
fn extract_within(budget: &Budget, path: &Arc<str>, workbook: &Workbook, lexicon: &Lexicon) -> Extraction {
    let mut sheets: Vec<Sheet<'_>> = workbook.kinds().map(|(grid, kind)| Sheet::new(path, grid, kind)).collect();
    let mut extraction = Extraction::empty(path);
    let mut blocks: Vec<_> = sheets.iter().map(|sheet| visible_blocks(sheet, lexicon, budget)).collect();
    if blocks.iter().flatten().map(|block| block.tables.len()).sum::<usize>() > TABLES {
        budget.exceed(Limit::Tables);
    }
    if budget.is_exceeded() {
        return extraction;
    }
    let is_read = |sheet: &Sheet<'_>, blocks: &[ColumnBlock]| !is_own_sheet(sheet, blocks);
    let headless = headless::complete(&sheets, &mut blocks, is_read, lexicon, budget);
    let periods = StatedPeriods::new(path, &sheets, &blocks, lexicon.year(), budget);
    let mut values = ValueReader::new(&sheets, &blocks);
    values.remarks.extend(headless);
    let of_another_plan = lexicon.titles().are_of_another(&sheets, &blocks);
    let mut identity = Identity::default();
    let mut letterhead = Identity::default();
    let mut of_other_periods = None;
    for (number, (sheet, blocks)) in sheets.iter_mut().zip(&blocks).enumerate() {
        if is_own_sheet(sheet, blocks) {
            sheet.mark_all(CellUse::Furniture);
            continue;
        }
        remark_legacy(sheet, &mut values);
        if sheet.grid.visibility != Visibility::Visible {
            remark_hidden(sheet, &mut values);
        }
        for (place, block) in blocks.iter().enumerate() {
            let years = (identity.year.clone(), letterhead.year.clone());
            read_heads(sheet, block, &mut identity, &mut letterhead, &mut values);
            if periods.is_left_over(number, place) {
                (identity.year, letterhead.year) = years;
            }
            for (at, table) in block.tables.iter().enumerate() {
                if budget.is_exceeded() {
                    break;
                }
                let foreign = periods.of_file().or_else(|| periods.of_table(number, place, at));
                match foreign {
                    None => table::read_table(
                        lexicon,
                        budget,
                        sheet,
                        block,
                        table,
                        of_another_plan,
                        &mut values,
                        &mut extraction,
                    ),
                    Some(said) if table::is_of_form(lexicon, budget, sheet, block, table) => {
                        of_other_periods.get_or_insert_with(|| said.clone());
                        remark_other_period(sheet, block, table, said, &mut values);
                        if periods.are_of_whole_file() {
                            account_for(lexicon, budget, sheet, block, table, &mut values, path);
                        }
                    }
                    Some(_) => {}
                }
            }
        }
    }
    if extraction.records.is_empty() && extraction.outside.is_empty() {
        extraction.other_period = of_other_periods;
    }
    remark_contradictions(workbook, &sheets, &mut values);
    remark_guessed(workbook, &sheets, &mut values);
    extraction.identity = identity.or(&letterhead);
    extraction.remarks = values.remarks;
    note_own_rows(budget, &extraction, extraction.remarks.len());
    for sheet in &sheets {
        extraction.ledger.absorb(account(sheet));
    }
    extraction
}

/// Whether a sheet is what this program put into the form: its list of things to mend, its guidance.
fn is_own_sheet(sheet: &Sheet<'_>, blocks: &[ColumnBlock]) -> bool {
    let has_tables = blocks.iter().any(|block| !block.tables.is_empty());
    form::is_list_of_fixes(&sheet.grid.name) || !has_tables && form::is_guidance(&sheet.grid.name)
}

/// The column blocks of a sheet; none of one that is hidden, which is set aside.
fn visible_blocks(sheet: &Sheet<'_>, lexicon: &Lexicon, budget: &Budget) -> Vec<ColumnBlock> {
    match sheet.grid.visibility {
        Visibility::Visible => column_blocks::column_blocks(sheet, lexicon.year(), budget),
        Visibility::Hidden | Visibility::VeryHidden => Vec::new(),
    }
}

/// Reads what stands above the tables of a column block.
fn read_heads(
    sheet: &mut Sheet<'_>,
    block: &ColumnBlock,
    identity: &mut Identity,
    letterhead: &mut Identity,
    values: &mut ValueReader,
) {
    identity::read_labels(sheet, block, identity, values);
    let above = block.tables.first().map_or(block.rows.len(), |table| table.head.start);
    identity::read_letterhead(sheet, &block.rows[..above], letterhead);
}

/// Accounts for the cells of a table of a file that does not count: what they are is known, what they say is dropped.
fn account_for(
    lexicon: &Lexicon,
    budget: &Budget,
    sheet: &mut Sheet<'_>,
    block: &ColumnBlock,
    table: &heads::Table,
    values: &mut ValueReader,
    path: &Arc<str>,
) {
    let remarks = values.remarks.len();
    table::read_table(lexicon, budget, sheet, block, table, false, values, &mut Extraction::empty(path));
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

/// Notes that a file has more rows and remarks of its own than a submission can.
fn note_own_rows(budget: &Budget, extraction: &Extraction, remarks: usize) {
    if extraction.outside.len() + remarks > OWN_ROWS {
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

/// One remark on each thing that a file says of its cells and is not so.
fn remark_contradictions(workbook: &Workbook, sheets: &[Sheet<'_>], values: &mut ValueReader) {
    let first_cell = || sheets.iter().find(|sheet| !sheet.grid.cells.is_empty()).map(|sheet| sheet.cell_ref(0));
    for contradiction in &workbook.contradictions {
        let (cell, found, read_as) = match contradiction {
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

/// The account of a sheet's cells.
fn account(sheet: &Sheet<'_>) -> Ledger {
    let mut ledger = Ledger { read: sheet.grid.cells.len(), ..Ledger::default() };
    for (index, becomes) in sheet.uses().iter().enumerate() {
        match becomes {
            CellUse::Mapped => ledger.mapped += 1,
            CellUse::Furniture => ledger.furniture += 1,
            CellUse::Unmapped => {
                ledger.unmapped.push(UnmappedCell { value: sheet.shown(index), cell: sheet.cell_ref(index) });
            }
        }
    }
    ledger
}
