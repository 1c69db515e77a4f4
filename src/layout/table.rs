//! A table, prepared: items of every cell, widths of the columns, lines of every cell at its place. Pages come later.

use std::ops::Range;
use std::rc::Rc;

use super::flow::Flow;
use super::lines::{Alignment, Line, Measure, Method};
use super::table_widths::{Needs, share};
use super::text::{After, BOLD, ITALIC, Items, UPRIGHT};
use super::{StructureRole, TagId};
use crate::compose::{Align, HeadCell, Inline, Orientation, RowKind, Style, Table, TableCell};

/// Steps in which the size goes down until the columns fit.
const SIZE_STEP: f32 = 0.5;
/// Below this no reader follows, and no narrower column makes the size smaller.
const SMALLEST: f32 = 4.0;
/// Share of a page above which a head is set as rows, which may go on over pages.
const TALLEST_HEAD: f32 = 0.6;
/// A heading over a column may take two lines before it asks for more width.
const HEAD_LINES: f32 = 2.0;

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

/// Paragraphs of a cell before the widths are known: a range of [`Draft::paragraphs`].
struct DraftCell {
    paragraphs: Range<u32>,
    column: usize,
    columns: usize,
    tag: TagId,
}

/// A cell of the head before the widths are known.
struct DraftHead {
    items: Items,
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    tag: TagId,
}

/// A table whose text is shaped.
struct Draft {
    columns: usize,
    aligns: Vec<Align>,
    head: Vec<DraftHead>,
    head_rows: usize,
    paragraphs: Vec<Items>,
    cells: Vec<DraftCell>,
    /// For each row its cells, and its kind.
    rows: Vec<(Range<u32>, RowKind)>,
    needs: Vec<Needs>,
    /// For decimal columns the widest parts before and after the comma, in 1/1000 em.
    decimals: Vec<Decimals>,
}

/// Widths of the numbers of a column, in 1/1000 em.
#[derive(Clone, Copy, Default)]
struct Decimals {
    before: i32,
    after: i32,
}

impl Flow<'_> {
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

    fn draft(&mut self, table: &Table, tag: TagId) -> Draft {
        let columns = column_count(table);
        let mut draft = Draft {
            columns,
            aligns: (0..columns).map(|at| table.columns.get(at).map_or(Align::Left, |column| column.align)).collect(),
            head: Vec::new(),
            head_rows: table.head.len() + usize::from(table.numbered),
            paragraphs: Vec::new(),
            cells: Vec::new(),
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
        let mut column = 0;
        for cell in cells {
            if column >= draft.columns {
                break;
            }
            let columns = cell.columns.clamp(1, draft.columns - column);
            let tag = self.text.tree.cell(StructureRole::TD, line, columns, 1);
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
                need.least = need.least.max(self.text.longest_part(items) as f32);
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
            need.least = need.least.max(self.text.longest_part(&head.items) as f32);
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

    /// Size and widths. The size goes down to the smallest allowed until every word fits; after that words are cut.
    fn fit_columns(&self, draft: &Draft) -> (f32, Vec<f32>) {
        let theme = &self.theme.table;
        let mut size = match self.frame.orientation {
            Orientation::Portrait => theme.size,
            Orientation::Landscape => theme.landscape_size,
        };
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
    fn padding_x(&self, columns: usize) -> f32 {
        let each = self.frame.text_width() / columns as f32;
        self.theme.table.padding_x.min(each * 0.08)
    }

    fn set_head(&mut self, draft: &Draft, size: f32, set: &mut SetTable) {
        let padding = self.padding_x(draft.columns);
        let mut heights = vec![set.height_of(1); draft.head_rows];
        for head in &draft.head {
            let lines = self.cell_lines(
                &[head.items.clone()],
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

    /// Width of a number before its decimal comma, in 1/1000 em; `None` if the text does not begin as a number.
    fn before_comma(&self, items: &Items) -> Option<i32> {
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

    /// The whole width between the margins, left-aligned, set line by line.
    pub(super) fn measure(&self, size: f32) -> Measure {
        Measure {
            left: self.frame.left,
            width: self.frame.text_width(),
            indent: 0.0,
            size,
            alignment: Alignment::Left,
            method: Method::Greedy,
        }
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

/// Whether inlines print nothing.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text { text, .. } | Inline::Link { text, .. } => text.trim().is_empty(),
        Inline::Break => true,
    })
}
