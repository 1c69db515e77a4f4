//! Tables of several bodies on one sheet: below each other, a block each; with a column or headings that name the body of each
//! row; or with the figures of each body in columns of its own.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::body_names::BodyNames;
use super::budget::{Budget, CELL};
use super::column_blocks::ColumnBlock;
use super::furniture::{is_signature, is_total};
use super::heads::{Head, Table};
use super::identity;
use super::sheet::{Row, Sheet};
use super::{CellUse, Remark, RemarkKind};
use crate::intake::Value;
use crate::vietnamese::{fold, fold_beginning};

/// Rows above a head in which the body is named whose table it is.
const ROWS_ABOVE: usize = 12;
/// Words of a text that may be the name of a body.
const NAME_WORDS: usize = 14;
/// Of the filled cells of a column that names the bodies of its rows, how many of ten have to.
const OF_TEN: usize = 8;
/// Letters by which the words of two rows are told apart.
const LABEL_LETTERS: usize = 24;

/// A column block, or the part of it that is of one body; with the body, where the rows or columns say which.
type Part<'a> = (Option<usize>, Cow<'a, ColumnBlock>);

/// The parts of a column block: one, unless it holds the tables of several bodies.
pub(super) fn parts<'a>(
    sheet: &mut Sheet<'_>,
    block: &'a ColumnBlock,
    names: &BodyNames,
    budget: &Budget,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for below in blocks_below(sheet, block, names, budget) {
        let mut of_rows: Option<Vec<Part<'a>>> = None;
        for table in 0..below.tables.len() {
            let by_body =
                by_columns(&below, table, names, budget).or_else(|| by_rows(sheet, &below, table, names, budget));
            if let Some(by_body) = by_body {
                of_rows
                    .get_or_insert_default()
                    .extend(by_body.into_iter().map(|(body, part)| (Some(body), Cow::Owned(part))));
            } else if below.tables.len() > 1
                && let Some(parts) = &mut of_rows
            {
                parts.push((None, Cow::Owned(only(&below, table))));
            }
        }
        match of_rows {
            Some(by_body) => parts.extend(by_body),
            None => parts.push((None, below)),
        }
    }
    parts
}

/// A column block cut above each table that stands below the name of a body of its own.
fn blocks_below<'a>(
    sheet: &Sheet<'_>,
    block: &'a ColumnBlock,
    names: &BodyNames,
    budget: &Budget,
) -> Vec<Cow<'a, ColumnBlock>> {
    let start = |place: usize| named_above(sheet, block, place, names, budget);
    let cuts: Vec<(usize, usize)> = (1..block.tables.len()).filter_map(|place| Some((place, start(place)?))).collect();
    if cuts.is_empty() {
        return vec![Cow::Borrowed(block)];
    }
    let mut blocks = Vec::with_capacity(cuts.len() + 1);
    let mut from = (0, 0);
    for to in cuts.into_iter().chain([(block.tables.len(), block.rows.len())]) {
        let shift = |table: &Table| Table {
            head: table.head.start - from.1..table.head.end - from.1,
            body: table.body.start - from.1..table.body.end.min(to.1) - from.1,
            columns: table.columns.clone(),
        };
        blocks.push(Cow::Owned(ColumnBlock {
            rows: block.rows[from.1..to.1].to_vec(),
            first_column: block.first_column,
            tables: block.tables[from.0..to.0].iter().map(shift).collect(),
        }));
        from = to;
    }
    blocks
}

/// The row from which on the lines above a table, not the first of the column block, name a body; `None` where they do not.
fn named_above(
    sheet: &Sheet<'_>,
    block: &ColumnBlock,
    place: usize,
    names: &BodyNames,
    budget: &Budget,
) -> Option<usize> {
    let head = block.tables[place].head.start;
    let rows = block.tables[place - 1].head.end..head;
    let (mut top, mut is_named) = (None, false);
    for at in rows.rev().take(ROWS_ABOVE) {
        let row = &block.rows[at];
        let texts = || row.cells.clone().map(|index| sheet.text(index)).filter(|text| !text.is_empty());
        let is_data = row.cells.len() > 3 || row.cells.clone().filter(|index| is_figure(sheet, *index)).count() > 1;
        let ends = |text: &str| is_signature(text) || identity::is_for_recipients(&fold(text));
        if is_data || texts().any(ends) || !budget.spend(CELL * row.cells.len()) {
            break;
        }
        let resolved = texts().any(|text| {
            let words = text.split_whitespace().count();
            let may_name = identity::names_a_body(text) || identity::is_label_of_sender(text) || row.cells.len() <= 2;
            words <= NAME_WORDS && may_name && (names.only_one_in(text).is_some() || names.is_foreign(text))
        });
        is_named |= resolved;
        if resolved || texts().any(|text| identity::names_a_body(text) || identity::is_label_of_sender(text)) {
            top = Some(at);
        }
    }
    top.filter(|_| is_named)
}

fn is_figure(sheet: &Sheet<'_>, index: usize) -> bool {
    matches!(sheet.cell(index).value, Value::Number(_) | Value::FormulaWithoutValue(_) | Value::Error(_))
}

/// One table of a column block, with the lines above the first.
fn only(block: &ColumnBlock, place: usize) -> ColumnBlock {
    let table = &block.tables[place];
    with_rows(block, place, block.rows[table.body.clone()].to_vec(), table.columns.clone())
}

/// A table with these rows and columns only.
fn with_rows(block: &ColumnBlock, place: usize, own: Vec<Row>, columns: Vec<super::heads::Column>) -> ColumnBlock {
    let table = &block.tables[place];
    let first = if place == 0 { 0 } else { table.head.start };
    let mut rows = block.rows[first..table.head.end].to_vec();
    let head = table.head.start - first..table.head.end - first;
    let body = rows.len()..rows.len() + own.len();
    rows.extend(own);
    ColumnBlock { rows, first_column: block.first_column, tables: vec![Table { head, body, columns }] }
}

/// A table whose heads of figures name several bodies (`Xã Tân Lập` above `Kế hoạch` and `Thực hiện`), by body.
fn by_columns(
    block: &ColumnBlock,
    place: usize,
    names: &BodyNames,
    budget: &Budget,
) -> Option<Vec<(usize, ColumnBlock)>> {
    let table = &block.tables[place];
    let says = |head: Head| matches!(head, Head::Says(_) | Head::Tick(_));
    if table.columns.iter().filter(|column| says(column.head)).count() < 2 || !budget.spend(CELL * table.columns.len())
    {
        return None;
    }
    let body_of = |words: &str| names.only_one_in(words).filter(|_| words.split(' ').count() <= NAME_WORDS);
    let bodies: Vec<Option<usize>> =
        table.columns.iter().map(|column| if says(column.head) { body_of(&column.words) } else { None }).collect();
    let told = distinct(bodies.iter().copied().flatten());
    (told.len() > 1).then(|| {
        let of = |body: usize| {
            let own = table.columns.iter().zip(&bodies).filter(|(column, of)| !says(column.head) || **of == Some(body));
            let columns = own.map(|(column, _)| column.clone()).collect();
            (body, with_rows(block, place, block.rows[table.body.clone()].to_vec(), columns))
        };
        told.iter().map(|body| of(*body)).collect()
    })
}

/// A table whose rows say of which body they are, in a column or by headings, by body. The same rows have to be there of
/// several: who leads or takes part in a task stands in a column, too.
fn by_rows(
    sheet: &mut Sheet<'_>,
    block: &ColumnBlock,
    place: usize,
    names: &BodyNames,
    budget: &Budget,
) -> Option<Vec<(usize, ColumnBlock)>> {
    let table = &block.tables[place];
    let rows = &block.rows[table.body.clone()];
    let column_of = |head: Head| table.columns.iter().find(|column| column.head == head).map(|column| column.column);
    let (code_column, label_column) = (column_of(Head::Code), column_of(Head::Label));
    let key_column = code_column.or(label_column)?;
    let keys: Vec<Option<String>> =
        rows.iter().map(|row| sheet.cell_in(row, key_column).map(|index| fold(&sheet.shown(index)))).collect();
    let label_of = |row: &Row| {
        let index = label_column.and_then(|column| sheet.cell_in(row, column))?;
        Some(fold_beginning(sheet.text(index), LABEL_LETTERS))
    };
    if !has_repeated_rows(&keys, rows, label_of) {
        return None;
    }
    let cells = rows.iter().map(|row| row.cells.len()).sum::<usize>();
    if !budget.spend(CELL * cells) {
        return None;
    }
    let (of_row, naming, column) = told_in_a_column(sheet, table, rows, names)
        .or_else(|| told_by_headings(sheet, rows, names).map(|(of_row, naming)| (of_row, naming, None)))?;
    let told = distinct(of_row.iter().copied().flatten());
    if told.len() < 2 || !are_same_rows(&keys, &of_row) {
        return None;
    }
    naming.iter().for_each(|index| sheet.mark(*index, CellUse::Furniture));
    let columns: Vec<_> = table.columns.iter().filter(|known| Some(known.column) != column).cloned().collect();
    let of = |body: usize| {
        let own = rows.iter().zip(&of_row).filter(|(_, of)| **of == Some(body)).map(|(row, _)| row.clone());
        (body, with_rows(block, place, own.collect(), columns.clone()))
    };
    Some(told.into_iter().map(of).collect())
}

/// Whether two rows have the same code, and the same words where both have words: points of two items are called `a)`, too.
fn has_repeated_rows(keys: &[Option<String>], rows: &[Row], label_of: impl Fn(&Row) -> Option<String>) -> bool {
    let mut seen: FxHashMap<&str, Vec<Option<String>>> = FxHashMap::default();
    keys.iter().zip(rows).any(|(key, row)| {
        let Some(key) = key.as_deref().filter(|key| !key.is_empty()) else { return false };
        let label = label_of(row).filter(|label| !label.is_empty());
        let known = seen.entry(key).or_default();
        let is_repeated = known.iter().any(|other| other.is_none() || label.is_none() || *other == label);
        known.push(label);
        is_repeated
    })
}

/// Whether a row is there of two bodies, and of none twice as a rule.
fn are_same_rows(keys: &[Option<String>], of_row: &[Option<usize>]) -> bool {
    let mut of_key: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (key, body) in keys.iter().zip(of_row) {
        if let (Some(key), Some(body)) = (key.as_deref().filter(|key| !key.is_empty()), body) {
            of_key.entry(key).or_default().push(*body);
        }
    }
    let is_shared = |bodies: &&Vec<usize>| distinct(bodies.iter().copied()).len() > 1;
    let is_repeated = |bodies: &&Vec<usize>| distinct(bodies.iter().copied()).len() < bodies.len();
    let count = |fits: &dyn Fn(&&Vec<usize>) -> bool| of_key.values().filter(fits).count();
    count(&is_shared) > count(&is_repeated)
}

/// The body of each row, the cells that name it, and their column.
type Told = (Vec<Option<usize>>, Vec<usize>, Option<u32>);

/// The body of each row by the column that names it; a blank cell goes on with the body above.
fn told_in_a_column(sheet: &Sheet<'_>, table: &Table, rows: &[Row], names: &BodyNames) -> Option<Told> {
    let is_own = |column: u32| {
        let known = table.columns.iter().find(|known| known.column == column);
        known.is_some_and(|known| matches!(known.head, Head::Code | Head::Label))
    };
    let mut columns: Vec<u32> =
        rows.iter().flat_map(|row| row.cells.clone()).map(|index| sheet.cell(index).column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.into_iter().filter(|column| !is_own(*column)).find_map(|column| {
        let (mut of_row, mut naming, mut filled, mut last) = (Vec::with_capacity(rows.len()), Vec::new(), 0, None);
        for row in rows {
            if let Some(index) = sheet.cell_in(row, column) {
                let text = sheet.shown(index);
                last = name_in(&text, names);
                if last.is_some() {
                    naming.push(index);
                }
                filled += usize::from(!is_total(&text));
                // Most columns hold something else altogether.
                if filled > naming.len() * 2 + 2 {
                    return None;
                }
            }
            of_row.push(last);
        }
        let is_told = naming.len() * 10 >= filled * OF_TEN && distinct(of_row.iter().copied().flatten()).len() > 1;
        is_told.then_some((of_row, naming, Some(column)))
    })
}

/// The body of each row by the heading above it that names one; a heading has no figures.
fn told_by_headings(sheet: &Sheet<'_>, rows: &[Row], names: &BodyNames) -> Option<(Vec<Option<usize>>, Vec<usize>)> {
    let (mut of_row, mut naming, mut last) = (Vec::with_capacity(rows.len()), Vec::new(), None);
    for row in rows {
        let filled = row.cells.clone().filter(|&index| !sheet.shown(index).is_empty()).count();
        // Whom a fuller row names is of no matter, and costs the most to find out.
        let mut cells = row.cells.clone().take_while(|_| filled <= 2);
        match cells.find_map(|index| name_in(sheet.text(index), names)) {
            Some(body) => {
                naming.extend(row.cells.clone());
                last = Some(body);
                of_row.push(None);
            }
            None => of_row.push(last),
        }
    }
    (!naming.is_empty()).then_some((of_row, naming))
}

/// The body that a short text names, by name or code.
fn name_in(text: &str, names: &BodyNames) -> Option<usize> {
    if text.is_empty() || text.split_whitespace().count() > NAME_WORDS {
        return None;
    }
    names.only_one_in(text).or_else(|| names.with_code(text))
}

fn distinct(bodies: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut told = Vec::new();
    bodies.for_each(|body| {
        if !told.contains(&body) {
            told.push(body);
        }
    });
    told
}

/// The remark on a table whose figures stand in a column for each body, with nothing to tell which figures they are; the
/// table has to be asked about. Its columns without those.
pub(super) fn bodies_as_columns(
    sheet: &Sheet<'_>,
    block: &ColumnBlock,
    table: &Table,
    names: &BodyNames,
) -> Option<(Remark, Table)> {
    let known = |column: u32| table.columns.iter().find(|known| known.column == column).map(|known| known.head);
    let is_free = |index: &usize| matches!(known(sheet.cell(*index).column), None | Some(Head::Other | Head::Unknown));
    let cells: Vec<(usize, usize)> = block.rows[table.head.clone()]
        .iter()
        .flat_map(|row| row.cells.clone())
        .filter(is_free)
        .filter_map(|index| Some((index, name_in(sheet.text(index), names)?)))
        .collect();
    if distinct(cells.iter().map(|(_, body)| *body)).len() < 2 {
        return None;
    }
    let listed: Vec<&str> = cells.iter().map(|(index, _)| sheet.text(*index)).collect();
    let remark = Remark {
        kind: RemarkKind::SeveralBodies,
        cells: cells.iter().map(|(index, _)| sheet.cell_ref(*index)).collect(),
        field: String::new(),
        row: String::new(),
        found: listed.join("; "),
        read_as: String::new(),
    };
    let named = table.columns.iter().filter(|column| matches!(column.head, Head::Code | Head::Label | Head::Unit));
    Some((remark, Table { columns: named.cloned().collect(), ..table.clone() }))
}
