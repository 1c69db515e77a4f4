//! Tables whose heads name no more than the rows: `Mã | Chỉ tiêu | Giá trị`. That their rows are rows of the form tells them.

use super::budget::Budget;
use super::column_blocks::ColumnBlock;
use super::heads::{Table, weak_head};
use super::lexicon::Lexicon;
use super::sheet::Sheet;
use super::table::is_of_form;

/// Rows looked at for a head whose columns are mostly unknown.
const HEAD_ROWS: usize = 40;

/// Adds the tables that only their rows tell, to the sheets that have none and are not the program's own.
pub(super) fn complete(
    sheets: &[Sheet<'_>],
    blocks: &mut [Vec<ColumnBlock>],
    is_own_sheet: impl Fn(&Sheet<'_>, &[ColumnBlock]) -> bool,
    lexicon: &Lexicon,
    budget: &Budget,
) {
    for (sheet, blocks) in sheets.iter().zip(blocks) {
        if is_own_sheet(sheet, blocks) {
            continue;
        }
        if let [block] = blocks.as_mut_slice()
            && block.tables.is_empty()
            && !budget.is_exceeded()
        {
            block.tables.extend(with_weak_head(sheet, block, lexicon, budget));
        }
    }
}

/// A table whose head names no more than the rows, where these are rows of the form.
fn with_weak_head(sheet: &Sheet<'_>, block: &ColumnBlock, lexicon: &Lexicon, budget: &Budget) -> Option<Table> {
    (0..block.rows.len().min(HEAD_ROWS)).find_map(|at| {
        let table = weak_head(sheet, &block.rows, at, lexicon.year(), budget)?;
        is_of_form(lexicon, budget, sheet, block, &table).then_some(table)
    })
}
