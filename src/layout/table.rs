//! A table, prepared: items of every cell, widths of the columns, lines of every cell at its place. Pages come later.

use std::ops::Range;
use std::rc::Rc;

use super::TagId;
use super::lines::{Alignment, Line, Measure, Method};
use super::table_draft::{Draft, DraftCell, DraftHead};
use super::table_widths::{Needs, share};
use super::text::{ITALIC, Items};
use super::typesetter::Typesetter;
use crate::compose::{Align, Inline, RowKind, Table};

/// Steps in which the size goes down until the columns fit.
const SIZE_STEP: f32 = 0.5;
/// Below this no reader follows, and no narrower column makes the size smaller.
const SMALLEST: f32 = 4.0;
/// Share of a page above which a head is set as rows, which may go on over pages.
const TALLEST_HEAD: f32 = 0.6;

/// A table whose cells are set.
pub(super) struct SetTable {
    /// The rules' places from left to right: one more than columns.
    pub(super) edges: Vec<f32>,
    pub(super) pitch: f32,
    pub(super) padding: f32,
    pub(super) head: SetHead,
    pub(super) rows: Vec<SetRow>,
    pub(super) cells: Vec<SetCell>,
    pub(super) lines: Vec<Line>,
    /// `(tiếp theo)`, above the head of every further page.
    pub(super) continued: Vec<Line>,
    pub(super) continued_pitch: f32,
}

/// The head: its rows' heights and its boxes.
#[derive(Default)]
pub(super) struct SetHead {
    pub(super) heights: Vec<f32>,
    pub(super) boxes: Vec<HeadBox>,
}

/// A cell of the head on its grid.
pub(super) struct HeadBox {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) lines: Range<u32>,
    pub(super) tag: TagId,
}

/// A row of the body.
pub(super) struct SetRow {
    pub(super) kind: RowKind,
    pub(super) cells: Range<u32>,
    /// Lines of its tallest cell, at least one.
    pub(super) lines: u32,
    /// The group row above it that further pages show again.
    pub(super) group: Option<u32>,
    /// Whether a cell covers several columns, so that rules between them are left out.
    pub(super) spans: bool,
}

/// A cell of the body.
pub(super) struct SetCell {
    pub(super) column: u32,
    pub(super) columns: u32,
    pub(super) lines: Range<u32>,
    pub(super) tag: TagId,
}

impl SetTable {
    pub(super) fn columns(&self) -> usize {
        self.edges.len() - 1
    }

    /// Height of a part of a row with so many lines.
    pub(super) fn height_of(&self, lines: u32) -> f32 {
        lines as f32 * self.pitch + 2.0 * self.padding
    }

    /// Lines of a row that fit into so much height.
    pub(super) fn lines_in(&self, height: f32) -> u32 {
        ((height - 2.0 * self.padding) / self.pitch).max(0.0) as u32
    }

    pub(super) fn head_height(&self) -> f32 {
        self.head.heights.iter().sum()
    }

    /// Makes rows of the head: dozens of columns with long names leave no room for anything else.
    fn turn_head_into_rows(&mut self) {
        let head = std::mem::take(&mut self.head);
        for row in 0..head.heights.len() {
            let start = self.cells.len() as u32;
            let (mut lines, mut spans) = (1, false);
            for cell in head.boxes.iter().filter(|cell| cell.row == row) {
                lines = lines.max(cell.lines.len() as u32);
                spans |= cell.columns > 1;
                let (column, columns) = (cell.column as u32, cell.columns as u32);
                self.cells.push(SetCell { column, columns, lines: cell.lines.clone(), tag: cell.tag });
            }
            let cells = start..self.cells.len() as u32;
            self.rows.push(SetRow { kind: RowKind::Data, cells, lines, group: None, spans });
        }
    }

    /// The group row that is shown again on top of a page on which `row` comes first.
    pub(super) fn group_of(&self, row: usize) -> Option<usize> {
        self.rows[row].group.map(|group| group as usize)
    }
}

impl Typesetter<'_> {
    /// Shapes and sets a table whose node is `tag`.
    pub(super) fn set_table(&mut self, table: &Table, tag: TagId) -> Rc<SetTable> {
        let draft = self.draft(table, tag);
        let (size, widths) = self.fit_columns(&draft);
        let mut edges = vec![self.frame.left];
        for width in &widths {
            edges.push(edges.last().copied().unwrap_or_default() + width);
        }
        // The last edge is the margin itself, whatever summing up made of it.
        if let Some(last) = edges.last_mut() {
            *last = self.frame.right;
        }
        let theme = &self.theme.table;
        let continued_size = theme.continued_size.min(size.max(SMALLEST));
        let mut set = SetTable {
            edges,
            pitch: size * theme.line_pitch,
            padding: theme.padding_y,
            head: SetHead::default(),
            rows: Vec::with_capacity(draft.rows.len()),
            cells: Vec::with_capacity(draft.cells.len()),
            lines: Vec::with_capacity(draft.paragraphs.len()),
            continued: Vec::new(),
            continued_pitch: continued_size * theme.line_pitch,
        };
        let measure = Measure { alignment: Alignment::Right, ..self.measure(continued_size) };
        set.continued = self.line("(tiếp theo)", ITALIC, measure);
        self.set_head(&draft, size, &mut set);
        if set.head_height() > TALLEST_HEAD * self.frame.text_height() {
            set.turn_head_into_rows();
        }
        self.set_rows(&draft, size, &mut set);
        Rc::new(set)
    }

    /// Size and widths. The size goes down to the smallest allowed until every word fits; after that words are cut.
    pub(super) fn fit_columns(&self, draft: &Draft) -> (f32, Vec<f32>) {
        let theme = &self.theme.table;
        let mut size = if self.in_annex { theme.annex_size } else { theme.size };
        let total = self.frame.text_width();
        let padding = self.padding_x(draft.columns);
        let least: f32 = draft.needs.iter().map(|need| need.least).sum();
        let room = total - 2.0 * padding * draft.columns as f32;
        while size - SIZE_STEP >= theme.minimum_size && least * size / 1000.0 > room {
            size -= SIZE_STEP;
        }
        // A hundred columns: a glyph must still fit into its own.
        let narrowest = room / draft.columns as f32;
        if least * size / 1000.0 > room && narrowest < size {
            size = narrowest.max(SMALLEST);
        }
        let in_points =
            |width: f32| if width > 0.0 { width * size / 1000.0 + 2.0 * padding + 0.05 } else { 4.0 * padding };
        let needs = draft.needs.iter().map(|need| Needs {
            least: in_points(need.least),
            preferred: in_points(need.preferred),
            demand: in_points(need.demand),
            weight: need.weight,
        });
        (size, share(&needs.collect::<Vec<_>>(), total))
    }

    /// Room between a vertical rule and the text; less where columns are many.
    pub(super) fn padding_x(&self, columns: usize) -> f32 {
        let each = self.frame.text_width() / columns as f32;
        self.theme.table.padding_x.min(each * 0.08)
    }

    fn set_head(&mut self, draft: &Draft, size: f32, set: &mut SetTable) {
        let padding = self.padding_x(draft.columns);
        let mut heights = vec![set.height_of(1); draft.head_rows];
        for head in &draft.head {
            let lines = self.cell_lines(
                std::slice::from_ref(&head.items),
                head.column,
                head.columns,
                Alignment::Center,
                size,
                padding,
                set,
            );
            if head.rows == 1 {
                heights[head.row] = heights[head.row].max(set.height_of(lines.len() as u32));
            }
            let DraftHead { row, column, rows, columns, tag, .. } = *head;
            set.head.boxes.push(HeadBox { row, column, rows, columns, lines, tag });
        }
        for head in set.head.boxes.iter().filter(|head| head.rows > 1) {
            let covered = &mut heights[head.row..head.row + head.rows];
            let missing = set.height_of(head.lines.len() as u32) - covered.iter().sum::<f32>();
            if missing > 0.0 {
                covered[head.rows - 1] += missing;
            }
        }
        set.head.heights = heights;
    }

    fn set_rows(&mut self, draft: &Draft, size: f32, set: &mut SetTable) {
        let padding = self.padding_x(draft.columns);
        let mut group = None;
        let first = set.rows.len();
        for (index, (cells, kind)) in (first..).zip(&draft.rows) {
            let start = set.cells.len() as u32;
            let mut tallest = 1;
            let mut spans = false;
            for cell in &draft.cells[cells.start as usize..cells.end as usize] {
                let paragraphs = &draft.paragraphs[cell.paragraphs.start as usize..cell.paragraphs.end as usize];
                let lines = self.body_cell(paragraphs, cell, draft, size, padding, set);
                tallest = tallest.max(lines.len() as u32);
                spans |= cell.columns > 1;
                let (column, columns) = (cell.column as u32, cell.columns as u32);
                set.cells.push(SetCell { column, columns, lines, tag: cell.tag });
            }
            if *kind == RowKind::Group {
                group = Some(index as u32);
            }
            let shown = group.filter(|group| *group != index as u32);
            let cells = start..set.cells.len() as u32;
            set.rows.push(SetRow { kind: *kind, cells, lines: tallest, group: shown, spans });
        }
    }

    fn body_cell(
        &mut self,
        paragraphs: &[Items],
        cell: &DraftCell,
        draft: &Draft,
        size: f32,
        padding: f32,
        set: &mut SetTable,
    ) -> Range<u32> {
        let align = if cell.columns > 1 { Align::Left } else { draft.aligns[cell.column] };
        let alignment = match align {
            Align::Left => Alignment::Left,
            Align::Center => Alignment::Center,
            Align::Right | Align::Decimal => Alignment::Right,
        };
        let decimals = draft.decimals[cell.column];
        let before = match paragraphs {
            [number] if align == Align::Decimal => self.before_comma(number),
            _ => None,
        };
        // Words among numbers, `Chưa báo cáo`, stand in the middle; they align with nothing.
        let alignment = if align == Align::Decimal && before.is_none() { Alignment::Center } else { alignment };
        let lines = self.cell_lines(paragraphs, cell.column, cell.columns, alignment, size, padding, set);
        if let Some(before) = before
            && lines.len() == 1
        {
            let scale = size / 1000.0;
            let left = set.edges[cell.column] + padding;
            let room = set.edges[cell.column + 1] - padding - left;
            let slack = room - (decimals.before + decimals.after) as f32 * scale;
            if slack >= -0.1 {
                // The numbers of a column as a whole stand in its middle, under the centred head.
                set.lines[lines.start as usize].x = left + slack / 2.0 + (decimals.before - before) as f32 * scale;
            }
        }
        lines
    }

    /// Lines of a cell, as a range of the table's.
    #[expect(clippy::too_many_arguments, reason = "the cell's place on the grid and its way of setting")]
    fn cell_lines(
        &mut self,
        paragraphs: &[Items],
        column: usize,
        columns: usize,
        alignment: Alignment,
        size: f32,
        padding: f32,
        set: &mut SetTable,
    ) -> Range<u32> {
        let left = set.edges[column] + padding;
        let width = set.edges[column + columns] - padding - left;
        let measure = Measure { left, width, indent: 0.0, size, alignment, method: Method::Greedy };
        let start = set.lines.len() as u32;
        for items in paragraphs.iter().filter(|items| !items.is_empty()) {
            self.text.lines(items.clone(), measure, &mut set.lines);
        }
        start..set.lines.len() as u32
    }
}

/// Whether inlines print nothing.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text { text, .. } | Inline::Figure { text, .. } | Inline::Link { text, .. } => text.trim().is_empty(),
        Inline::Break => true,
    })
}
