//! Sheets that this program put into a workbook: the guidance, and the list of what to correct. What a sender wrote on them
//! is kept.

use super::column_blocks::ColumnBlock;
use super::lexicon::Lexicon;
use super::sheet::{Row, Sheet};
use super::{CellUse, NoteKind};
use crate::form;
use crate::intake::Value;

/// Whether a sheet is what this program put into the form: its list of things to mend, its guidance.
pub(super) fn is_own_sheet(sheet: &Sheet<'_>, blocks: &[ColumnBlock]) -> bool {
    let has_tables = blocks.iter().any(|block| !block.tables.is_empty());
    form::is_list_of_fixes(&sheet.grid.name) || !has_tables && form::is_guidance(&sheet.grid.name)
}

/// Reads a sheet that this program made; whether it is one.
pub(super) fn read_own_sheet(sheet: &mut Sheet<'_>, blocks: &[ColumnBlock], lexicon: &Lexicon) -> bool {
    if !is_own_sheet(sheet, blocks) {
        return false;
    }
    if form::is_list_of_fixes(&sheet.grid.name) {
        read_list_of_fixes(sheet);
    } else {
        read_guidance(sheet, lexicon);
    }
    keep_the_rest(sheet);
    true
}

/// The lines of the guidance are the form's. Where most of them are not, the sheet is another form's guidance.
fn read_guidance(sheet: &mut Sheet<'_>, lexicon: &Lexicon) {
    let words = lexicon.words();
    let is_own = |index: usize| words.is_guidance(sheet.text(index)) || words.has(sheet.text(index));
    let (own, others): (Vec<usize>, Vec<usize>) = (0..sheet.grid.cells.len()).partition(|&index| is_own(index));
    let is_another = own.len() < others.len();
    own.into_iter().for_each(|index| sheet.mark_of_form(index));
    if is_another {
        others.into_iter().for_each(|index| sheet.keep(index, NoteKind::Heading, "", ""));
    }
}

/// The lines above the head, the head, and the rows numbered from 1 are what the program wrote, as far as its columns go.
fn read_list_of_fixes(sheet: &mut Sheet<'_>) {
    let width = form::RETURN_HEADS.len() as u32;
    let rows: Vec<Row> = sheet.rows.clone();
    let is_head = |row: &Row| {
        let cells = row.cells.clone().zip(form::RETURN_HEADS);
        row.cells.len() >= form::RETURN_HEADS.len() && cells.into_iter().all(|(index, head)| sheet.text(index) == head)
    };
    let Some(head) = rows.iter().position(is_head) else { return };
    let mut own: Vec<usize> = Vec::new();
    for row in &rows[..head] {
        let opening = row.cells.clone().filter(|&index| form::is_opening_of_return(sheet.text(index)));
        own.extend(opening);
    }
    own.extend(rows[head].cells.clone().take(form::RETURN_HEADS.len()));
    for (number, row) in (1..).zip(&rows[head + 1..]) {
        let first = row.cells.start;
        if !matches!(sheet.cell(first).value, Value::Number(found) if found == f64::from(number)) {
            break;
        }
        // A finding without a place has nothing in the columns that tell it.
        let has_place = row.cells.clone().any(|index| sheet.cell(index).column == form::RETURN_PLACE);
        let told = |column: u32| column < width && (has_place || !form::RETURN_PLACES.contains(&column));
        own.extend(row.cells.clone().filter(|&index| told(sheet.cell(index).column)));
    }
    own.into_iter().for_each(|index| sheet.mark_of_form(index));
}

/// Texts that are not the program's are the sender's.
fn keep_the_rest(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.grid.cells.len() {
        if sheet.uses()[index] == CellUse::Unmapped && matches!(sheet.cell(index).value, Value::Text(_)) {
            sheet.keep(index, NoteKind::Remark, "", "");
        }
    }
}
