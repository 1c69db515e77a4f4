//! A table whose text is shaped: its grid, its tags, and what each column needs. Widths and lines come later.

use std::ops::Range;

use super::table_widths::Needs;
use super::text::{After, BOLD, ITALIC, Items, UPRIGHT};
use super::typesetter::Typesetter;
use super::{StructureRole, TagId};
use crate::compose::{Align, HeadCell, RowKind, Style, Table, TableCell};

/// A heading over a column may take two lines before it asks for more width.
const HEAD_LINES: f32 = 2.0;
/// The longest part of a text, in 1/1000 em, that is a word of the language or the symbol of a document (`2739/KH-UBND`). What
/// is longer is an address and breaks in its cell: no column is made wide for it, nor the table's letters small.
const LONGEST_WORD: f32 = 9_000.0;
/// The least width of a column that holds addresses, in 1/1000 em.
const ADDRESS: f32 = 4_000.0;

/// Paragraphs of a cell before the widths are known: a range of [`Draft::paragraphs`].
pub(super) struct DraftCell {
    pub(super) paragraphs: Range<u32>,
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) tag: TagId,
}

/// A cell of the head before the widths are known.
pub(super) struct DraftHead {
    pub(super) items: Items,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) tag: TagId,
}

/// A table whose text is shaped.
pub(super) struct Draft {
    pub(super) columns: usize,
    pub(super) aligns: Vec<Align>,
    pub(super) head: Vec<DraftHead>,
    pub(super) head_rows: usize,
    pub(super) paragraphs: Vec<Items>,
    pub(super) cells: Vec<DraftCell>,
    /// For each row its cells, and its kind.
    pub(super) rows: Vec<(Range<u32>, RowKind)>,
    pub(super) needs: Vec<Needs>,
    /// For decimal columns the widest parts before and after the comma, in 1/1000 em.
    pub(super) decimals: Vec<Decimals>,
}

/// Widths of the numbers of a column, in 1/1000 em.
#[derive(Clone, Copy, Default)]
pub(super) struct Decimals {
    pub(super) before: i32,
    pub(super) after: i32,
}

impl Typesetter<'_> {
    /// Shapes a table whose node is `tag`.
    pub(super) fn draft(&mut self, table: &Table, tag: TagId) -> Draft {
        let columns = column_count(table);
        let mut draft = Draft {
            columns,
            aligns: (0..columns).map(|at| table.columns.get(at).map_or(Align::Left, |column| column.align)).collect(),
            head: Vec::new(),
            head_rows: table.head.len() + usize::from(table.numbered),
            paragraphs: Vec::new(),
            // Every row has all columns; a list that grows by doubling would hold twice as many.
            cells: Vec::with_capacity(table.rows.len() * columns),
            rows: Vec::with_capacity(table.rows.len()),
            needs: Vec::new(),
            decimals: vec![Decimals::default(); columns],
        };
        if draft.head_rows > 0 {
            self.draft_head(table, tag, &mut draft);
        }
        if !table.rows.is_empty() {
            let body = self.text.tree.add(StructureRole::TBody, tag);
            for row in &table.rows {
                let start = draft.cells.len() as u32;
                let base = if row.kind == RowKind::Data { UPRIGHT } else { BOLD };
                self.draft_row(&row.cells, base, body, &mut draft);
                draft.rows.push((start..draft.cells.len() as u32, row.kind));
            }
        }
        self.measure_columns(table, &mut draft);
        draft
    }

    fn draft_head(&mut self, table: &Table, tag: TagId, draft: &mut Draft) {
        let head = self.text.tree.add(StructureRole::THead, tag);
        let mut taken = vec![vec![false; draft.columns]; draft.head_rows];
        for (row, cells) in table.head.iter().enumerate() {
            let line = self.text.tree.add(StructureRole::TR, head);
            for cell in cells {
                let Some(column) = taken[row].iter().position(|taken| !taken) else { break };
                let free = taken[row][column..].iter().take_while(|taken| !**taken).count();
                let columns = cell.columns.clamp(1, free);
                let rows = cell.rows.clamp(1, table.head.len() - row);
                for taken in &mut taken[row..row + rows] {
                    taken[column..column + columns].fill(true);
                }
                let tag = self.text.tree.cell(StructureRole::TH, line, columns, rows);
                let items = self.text.inlines(&cell.content, BOLD, tag);
                draft.head.push(DraftHead { items, row, column, rows, columns, tag });
            }
            while let Some(column) = taken[row].iter().position(|taken| !taken) {
                taken[row][column] = true;
                let tag = self.text.tree.cell(StructureRole::TH, line, 1, 1);
                draft.head.push(DraftHead { items: 0..0, row, column, rows: 1, columns: 1, tag });
            }
        }
        if table.numbered {
            let line = self.text.tree.add(StructureRole::TR, head);
            for column in 0..draft.columns {
                let tag = self.text.tree.cell(StructureRole::TH, line, 1, 1);
                let items = self.text.plain(&format!("({})", column + 1), ITALIC);
                draft.head.push(DraftHead { items, row: table.head.len(), column, rows: 1, columns: 1, tag });
            }
        }
    }

    fn draft_row(&mut self, cells: &[TableCell], base: Style, body: TagId, draft: &mut Draft) {
        let line = self.text.tree.add(StructureRole::TR, body);
        // A row is told by its words, which stand to the left: the first column of text.
        let named = draft.aligns.iter().position(|align| *align == Align::Left);
        let mut column = 0;
        for cell in cells {
            if column >= draft.columns {
                break;
            }
            let columns = cell.columns.clamp(1, draft.columns - column);
            let is_head = named.is_some_and(|named| (column..column + columns).contains(&named));
            let role = if is_head { StructureRole::RowHead } else { StructureRole::TD };
            let tag = self.text.tree.cell(role, line, columns, 1);
            let start = draft.paragraphs.len() as u32;
            for paragraph in &cell.paragraphs {
                let items = self.text.inlines(paragraph, base, tag);
                if !items.is_empty() {
                    draft.paragraphs.push(items);
                }
            }
            draft.cells.push(DraftCell { paragraphs: start..draft.paragraphs.len() as u32, column, columns, tag });
            column += columns;
        }
        // Every row has all columns, or assistive technology counts wrongly (ISO 14289-1, 7.5).
        for column in column..draft.columns {
            let tag = self.text.tree.cell(StructureRole::TD, line, 1, 1);
            let empty = draft.paragraphs.len() as u32;
            draft.cells.push(DraftCell { paragraphs: empty..empty, column, columns: 1, tag });
        }
    }

    /// What each column needs, in 1/1000 em. Cells over several columns have no say.
    fn measure_columns(&self, table: &Table, draft: &mut Draft) {
        let mut needs = vec![Needs::default(); draft.columns];
        let mut squares = vec![(0.0_f64, 0_u32); draft.columns];
        for cell in draft.cells.iter().filter(|cell| cell.columns == 1) {
            let need = &mut needs[cell.column];
            for items in &draft.paragraphs[cell.paragraphs.start as usize..cell.paragraphs.end as usize] {
                let natural = self.text.natural_width(items);
                need.least = need.least.max(self.least_of(items));
                need.preferred = need.preferred.max(natural as f32);
                let (sum, count) = &mut squares[cell.column];
                *sum += f64::from(natural).powi(2);
                *count += 1;
                if draft.aligns[cell.column] == Align::Decimal
                    && let Some(before) = self.before_comma(items)
                {
                    let widest = &mut draft.decimals[cell.column];
                    widest.before = widest.before.max(before);
                    widest.after = widest.after.max(natural - before);
                }
            }
        }
        for (need, (sum, count)) in needs.iter_mut().zip(squares) {
            need.demand = (sum / f64::from(count.max(1))).sqrt() as f32;
        }
        for head in draft.head.iter().filter(|head| head.columns == 1) {
            let need = &mut needs[head.column];
            need.least = need.least.max(self.least_of(&head.items));
            let wanted = self.text.natural_width(&head.items) as f32 / HEAD_LINES;
            need.preferred = need.preferred.max(wanted);
            need.demand = need.demand.max(wanted);
        }
        for (column, need) in needs.iter_mut().enumerate() {
            let decimals = draft.decimals[column];
            need.least = need.least.max((decimals.before + decimals.after) as f32);
            need.preferred = need.preferred.max(need.least);
            need.weight =
                table.columns.get(column).and_then(|column| column.weight).filter(|weight| weight.is_finite());
        }
        draft.needs = needs;
    }

    /// The least width that a text asks for, in 1/1000 em.
    fn least_of(&self, items: &Items) -> f32 {
        match self.text.longest_part(items) as f32 {
            address if address > LONGEST_WORD => ADDRESS,
            word => word,
        }
    }

    /// Width of a number before its decimal comma, in 1/1000 em; `None` if the text does not begin as a number.
    pub(super) fn before_comma(&self, items: &Items) -> Option<i32> {
        let list = self.text.of(items);
        let first = list.first()?;
        let word = self.text.shaper.word(first.word);
        let digits = word.text.trim_start_matches(['-', '+', '\u{2212}', '(', '≈', '>', '<', '=']);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) || list.iter().any(|item| item.after == After::Newline) {
            return None;
        }
        let end = word.text.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(word.text.len());
        let number = word.text[..end].find(',').unwrap_or(end);
        Some(self.text.shaper.width_before(first.word, number))
    }
}

/// Columns of the widest row, at least one.
fn column_count(table: &Table) -> usize {
    let head = |row: &Vec<HeadCell>| row.iter().map(|cell| cell.columns.max(1)).sum::<usize>();
    let stated = table.columns.len();
    if stated > 0 {
        return stated;
    }
    let body = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.columns.max(1)).sum());
    table.head.iter().map(head).chain(body).max().unwrap_or(0).max(1)
}
