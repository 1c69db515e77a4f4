//! A set table to pieces: its titles, its head, its rows, and what of them stays together.

use std::rc::Rc;

use super::lines::{Alignment, Measure, Method};
use super::piece::{Content, Mark, Piece};
use super::table::{SetTable, is_blank};
use super::text::{BOLD, ITALIC};
use super::typesetter::Typesetter;
use super::{StructureRole, TagId};
use crate::compose::{Row, RowKind, Table};

/// Share of a page up to which a table is not parted.
const WHOLE_SHARE: f32 = 0.35;
/// Rows of a table at the least that stand before and after the end of a page.
const ROWS_TOGETHER: usize = 2;

impl Typesetter<'_> {
    /// Whether a table is better kept whole than parted.
    fn is_small(&self, set: &SetTable) -> bool {
        let rows: f32 = set.rows.iter().map(|row| set.height_of(row.lines)).sum();
        set.head_height() + rows <= WHOLE_SHARE * self.frame.text_height()
    }

    /// Sets a table and adds its pieces: caption, unit, head and first row stay together.
    pub(super) fn table(&mut self, table: &Table) {
        let tag = self.text.tree.block(StructureRole::Table);
        let first = self.pieces_set();
        self.table_titles(table, tag);
        let set = self.set_table(table, tag);
        let gap = self.theme.table.gap;
        let titled = !is_blank(&table.caption) || !table.unit.trim().is_empty();
        if set.head_height() > 0.0 {
            let mut head = Piece::new(set.head_height(), Content::Head(Rc::clone(&set)));
            head.gap = if titled { 2.0 } else { gap };
            self.push(head);
            self.keep_with_next();
        }
        // A head too tall for its place comes first among the rows.
        let tall_head = set.rows.len() - table.rows.len();
        for index in 0..tall_head {
            let height = set.height_of(set.rows[index].lines);
            self.push(Piece::new(height, Content::Row { table: Rc::clone(&set), row: index }));
        }
        let is_small = self.is_small(&set);
        let kept = kept_rows(table);
        let floats = is_small && tall_head == 0;
        for (index, row) in (tall_head..).zip(&table.rows) {
            let content = Content::Row { table: Rc::clone(&set), row: index };
            let mut piece = Piece::new(set.height_of(set.rows[index].lines), content);
            piece.keep = row.kind == RowKind::Total || (is_small && index > 0) || kept[index - tall_head];
            if index == 0 && set.head_height() == 0.0 {
                piece.gap = if titled { 2.0 } else { gap };
                piece.keep = titled;
            }
            if !row.anchor.is_empty() {
                piece.mark = Some(Box::new(Mark { anchor: row.anchor.clone(), outline: None }));
            }
            self.push(piece);
            if row.kind == RowKind::Group {
                self.keep_with_next();
            }
        }
        if floats {
            self.let_float(first);
        }
    }

    /// Caption, centred and bold, and the unit, flush right and italic.
    fn table_titles(&mut self, table: &Table, tag: TagId) {
        let theme = &self.theme.table;
        let (caption_size, unit_size, gap) = (theme.caption_size, theme.unit_size, theme.gap);
        if is_blank(&table.caption) && table.unit.trim().is_empty() {
            return;
        }
        let caption = self.text.tree.add(StructureRole::Caption, tag);
        let mut lines = Vec::new();
        if !is_blank(&table.caption) {
            let items = self.text.inlines(&table.caption, BOLD, caption);
            let measure =
                Measure { alignment: Alignment::Center, method: Method::Balanced, ..self.measure(caption_size) };
            self.text.lines(items, measure, &mut lines);
        }
        if !table.unit.trim().is_empty() {
            let measure = Measure { alignment: Alignment::Right, ..self.measure(unit_size) };
            lines.extend(self.line(&table.unit, ITALIC, measure));
        }
        for (index, line) in lines.into_iter().enumerate() {
            let pitch = line.size * self.theme.body.line_pitch;
            let mut piece = Piece::new(pitch, Content::Line { line, tag: caption, label: None });
            piece.gap = if index == 0 { gap } else { 0.0 };
            self.push(piece);
            self.keep_with_next();
        }
    }
}

/// Rows above which no page breaks, so that at least [`ROWS_TOGETHER`] stand on each side of a break: the first ones and the
/// last ones, headings over them not counted.
fn kept_rows(table: &Table) -> Vec<bool> {
    let counts = |row: &Row| row.kind != RowKind::Group;
    let mut kept = vec![false; table.rows.len()];
    let mut seen = 0;
    for (keep, row) in kept.iter_mut().zip(&table.rows) {
        *keep = seen > 0 && seen < ROWS_TOGETHER;
        seen += usize::from(counts(row));
    }
    let mut left = 0;
    for (keep, row) in kept.iter_mut().zip(&table.rows).rev() {
        left += usize::from(counts(row));
        if left >= ROWS_TOGETHER {
            break;
        }
        *keep = true;
    }
    kept
}
