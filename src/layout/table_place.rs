//! A set table onto a page: its head, its rows, its rules. Rules in line with each other are drawn as one.

use std::ops::Range;
use std::rc::Rc;

use super::lines::Line;
use super::paginator::Paginator;
use super::table::SetTable;
use super::text::Text;
use super::{Fill, MarkedContent, Rule};
use crate::compose::RowKind;

/// The part of a table on one page, with the vertical rules that are still growing.
pub(super) struct Fragment {
    table: Rc<SetTable>,
    /// For each edge where the rule that reaches the last band began.
    begun: Vec<Option<f32>>,
    /// Whether rules at all edges reach the last band: the usual case, in which nothing is to be done.
    all_begun: bool,
    bottom: f32,
    rules: Vec<Rule>,
    thickness: f32,
    grey: f32,
}

impl Fragment {
    pub(super) fn new(table: Rc<SetTable>, y: f32) -> Self {
        let begun = vec![None; table.edges.len()];
        Self { table, begun, all_begun: false, bottom: y, rules: Vec::new(), thickness: 0.5, grey: 0.0 }
    }

    pub(super) fn is_of(&self, table: &Rc<SetTable>) -> bool {
        Rc::ptr_eq(&self.table, table)
    }

    /// A band of the table from `top` to `bottom`, in which rules stand at those edges of which `stands` holds.
    fn band(&mut self, top: f32, bottom: f32, stands: impl Fn(usize) -> bool) {
        self.bottom = bottom;
        let mut all = true;
        for edge in 0..self.begun.len() {
            if stands(edge) {
                self.begun[edge].get_or_insert(top);
            } else {
                all = false;
                self.end(edge, top);
            }
        }
        self.all_begun = all;
    }

    fn end(&mut self, edge: usize, y: f32) {
        if let Some(begun) = self.begun[edge].take() {
            let x = self.table.edges[edge];
            self.rules.push(Rule { from: (x, begun), to: (x, y), thickness: self.thickness, grey: self.grey });
        }
    }

    fn across(&mut self, from: f32, to: f32, y: f32, thickness: f32) {
        self.rules.push(Rule { from: (from, y), to: (to, y), thickness, grey: self.grey });
    }

    fn whole_across(&mut self, y: f32, thickness: f32) {
        if let (Some(from), Some(to)) = (self.table.edges.first().copied(), self.table.edges.last().copied()) {
            self.across(from, to, y, thickness);
        }
    }

    /// Ends the vertical rules and hands over all of them.
    pub(super) fn close(mut self, rules: &mut Vec<Rule>) {
        for edge in 0..self.begun.len() {
            self.end(edge, self.bottom);
        }
        rules.append(&mut self.rules);
    }
}

impl Paginator<'_> {
    /// Places the head, as content the first time and as furniture after that.
    pub(super) fn place_head(&mut self, table: &Rc<SetTable>, top: f32, repeated: bool, text: &Text<'_>) {
        let offset = self.cell_baseline(table);
        let mut tops = vec![top];
        for height in &table.head.heights {
            tops.push(tops.last().copied().unwrap_or(top) + height);
        }
        for head in &table.head.boxes {
            let (from, to) = (tops[head.row], tops[head.row + head.rows]);
            let lines = &table.lines[head.lines.start as usize..head.lines.end as usize];
            let slack = (to - from - lines.len() as f32 * table.pitch) / 2.0;
            let content = if repeated { MarkedContent::Artifact } else { MarkedContent::Tag(head.tag) };
            for (index, line) in lines.iter().enumerate() {
                self.place_line(line, from + slack + index as f32 * table.pitch + offset, content, text);
            }
        }
        self.head_rules(table, &tops);
    }

    fn head_rules(&mut self, table: &Rc<SetTable>, tops: &[f32]) {
        let theme = &self.theme.table;
        let (thickness, grey) = (theme.rule_thickness, theme.rule_grey);
        let fragment = self.fragment(table, tops[0]);
        (fragment.thickness, fragment.grey) = (thickness, grey);
        fragment.whole_across(tops[0], thickness);
        let columns = table.columns();
        for row in 0..table.head.heights.len() {
            // Edges inside a box, and the columns whose box goes on below this row.
            let mut inside = vec![false; columns + 1];
            let mut goes_on = vec![false; columns];
            for head in table.head.boxes.iter().filter(|head| (head.row..head.row + head.rows).contains(&row)) {
                inside[head.column + 1..head.column + head.columns].fill(true);
                goes_on[head.column..head.column + head.columns].fill(head.row + head.rows > row + 1);
            }
            fragment.band(tops[row], tops[row + 1], |edge| !inside[edge]);
            let mut column = 0;
            for part in goes_on.chunk_by(|left, right| left == right) {
                let end = column + part.len();
                if !part[0] {
                    fragment.across(table.edges[column], table.edges[end], tops[row + 1], thickness);
                }
                column = end;
            }
        }
    }

    /// Places some lines of every cell of a row.
    pub(super) fn place_row(
        &mut self,
        table: &Rc<SetTable>,
        row: usize,
        lines: Range<u32>,
        top: f32,
        repeated: bool,
        text: &Text<'_>,
    ) {
        let offset = top + table.padding + self.cell_baseline(table);
        let set = &table.rows[row];
        let bottom = top + table.height_of(lines.end - lines.start);
        if set.kind == RowKind::Group {
            self.fill_row(top, bottom);
        }
        for cell in &table.cells[set.cells.start as usize..set.cells.end as usize] {
            let content = if repeated { MarkedContent::Artifact } else { MarkedContent::Tag(cell.tag) };
            let all: &[Line] = &table.lines[cell.lines.start as usize..cell.lines.end as usize];
            for (index, line) in all.iter().enumerate().take(lines.end as usize).skip(lines.start as usize) {
                let below = (index - lines.start as usize) as f32 * table.pitch;
                self.place_line(line, offset + below, content, text);
            }
        }
        self.row_rules(table, row, top, bottom);
    }

    /// What names a row, its number and its words, again beside the lines of it that go on on this page: those cells that
    /// have no line left.
    pub(super) fn place_row_name(
        &mut self,
        table: &Rc<SetTable>,
        row: usize,
        from: u32,
        lines: u32,
        top: f32,
        text: &Text<'_>,
    ) {
        let offset = top + table.padding + self.cell_baseline(table);
        let set = &table.rows[row];
        let cells = &table.cells[set.cells.start as usize..set.cells.end as usize];
        let Some(named) = cells.iter().position(|cell| text.tree.is_row_head(cell.tag)) else { return };
        // A row of one cell has nothing beside it.
        if cells.len() < 2 {
            return;
        }
        for cell in cells[..=named].iter().filter(|cell| cell.lines.len() <= from as usize) {
            let all: &[Line] = &table.lines[cell.lines.start as usize..cell.lines.end as usize];
            for (index, line) in all.iter().enumerate().take(lines as usize) {
                self.place_line(line, offset + index as f32 * table.pitch, MarkedContent::Artifact, text);
            }
        }
    }

    fn fill_row(&mut self, top: f32, bottom: f32) {
        let grey = self.theme.table.group_grey;
        let (x, width) = (self.frame.left, self.frame.text_width());
        let content = MarkedContent::Artifact;
        if let Some(page) = self.pages.last_mut() {
            page.fills.push(Fill { x, y: top, width, height: bottom - top, grey, content });
        }
    }

    fn row_rules(&mut self, table: &Rc<SetTable>, row: usize, top: f32, bottom: f32) {
        let theme = &self.theme.table;
        let (thickness, total, grey) = (theme.rule_thickness, theme.total_rule_thickness, theme.rule_grey);
        let set = &table.rows[row];
        let fragment = self.fragment(table, top);
        (fragment.thickness, fragment.grey) = (thickness, grey);
        let first = fragment.begun.iter().all(Option::is_none);
        if set.kind == RowKind::Total {
            fragment.whole_across(top, total);
        } else if first {
            fragment.whole_across(top, thickness);
        }
        if set.spans {
            let mut inside = vec![false; table.edges.len()];
            for cell in &table.cells[set.cells.start as usize..set.cells.end as usize] {
                inside[cell.column as usize + 1..(cell.column + cell.columns) as usize].fill(true);
            }
            fragment.band(top, bottom, |edge| !inside[edge]);
        } else if fragment.all_begun {
            fragment.bottom = bottom;
        } else {
            fragment.band(top, bottom, |_| true);
        }
        fragment.whole_across(bottom, thickness);
    }

    fn cell_baseline(&self, table: &SetTable) -> f32 {
        self.theme.baseline(table.pitch / self.theme.table.line_pitch, table.pitch)
    }
}
