//! Grids to records of traced values, and a ledger in which every cell is accounted for.

mod columns;
mod furniture;
mod head_words;
mod headings;
mod heads;
mod identity;
mod ledger;
mod lexicon;
mod record;
mod sheet;
mod status;
mod strips;
mod table;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::form;
use crate::intake::{Visibility, Workbook};

pub use headings::Headings;
pub use ledger::{CellUse, Ledger, UnmappedCell};
pub use lexicon::Lexicon;
pub use record::{Extraction, FieldValue, Identity, OutsideRow, Record, Remark, RemarkKind};
use sheet::Sheet;
use strips::Strip;
use values::ValueReader;

/// Reads the form, and whatever agencies make of it, out of one workbook. `path` is the file's path relative to
/// `inputs/<year>/`.
pub fn extract(path: &Arc<str>, workbook: &Workbook, lexicon: &Lexicon) -> Extraction {
    let mut sheets: Vec<Sheet<'_>> = workbook.sheets.iter().map(|grid| Sheet::new(path, grid)).collect();
    let mut extraction = Extraction {
        file: Arc::clone(path),
        identity: Identity::default(),
        records: Vec::new(),
        tables_seen: BTreeSet::new(),
        outside: Vec::new(),
        ledger: Ledger::default(),
        remarks: Vec::new(),
    };
    let strips: Vec<_> = sheets.iter().map(|sheet| visible_strips(sheet, lexicon)).collect();
    let mut values = ValueReader::new(&sheets, &strips);
    let mut identity = Identity::default();
    let mut letterhead = Identity::default();
    for (sheet, strips) in sheets.iter_mut().zip(&strips) {
        if is_own_sheet(sheet, strips) {
            sheet.mark_all(CellUse::Furniture);
            continue;
        }
        remark_legacy(sheet, &mut values);
        if sheet.grid.visibility != Visibility::Visible {
            remark_hidden(sheet, &mut values);
        }
        for strip in strips {
            read_strip(sheet, strip, lexicon, &mut identity, &mut letterhead, &mut values, &mut extraction);
        }
    }
    extraction.identity = identity.or(&letterhead);
    extraction.remarks = values.remarks;
    for sheet in &sheets {
        extraction.ledger.absorb(account(sheet));
    }
    extraction
}

/// Whether a sheet is what this program put into the form: its list of things to mend, its guidance.
fn is_own_sheet(sheet: &Sheet<'_>, strips: &[Strip]) -> bool {
    let has_tables = strips.iter().any(|strip| !strip.tables.is_empty());
    form::is_list_of_fixes(&sheet.grid.name) || !has_tables && form::is_guidance(&sheet.grid.name)
}

/// The strips of a sheet; none of one that is hidden, which is set aside.
fn visible_strips(sheet: &Sheet<'_>, lexicon: &Lexicon) -> Vec<Strip> {
    match sheet.grid.visibility {
        Visibility::Visible => strips::strips(sheet, lexicon.year()),
        Visibility::Hidden | Visibility::VeryHidden => Vec::new(),
    }
}

fn read_strip(
    sheet: &mut Sheet<'_>,
    strip: &Strip,
    lexicon: &Lexicon,
    identity: &mut Identity,
    letterhead: &mut Identity,
    values: &mut ValueReader,
    into: &mut Extraction,
) {
    identity::read_labels(sheet, strip, identity, values);
    let above = strip.tables.first().map_or(strip.rows.len(), |table| table.head.start);
    identity::read_letterhead(sheet, &strip.rows[..above], letterhead);
    for table in &strip.tables {
        table::read_table(lexicon, sheet, strip, table, values, into);
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
