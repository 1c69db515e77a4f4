//! A set table over pages: which row may go on on the next page and with how many lines, and what stands above a table that
//! goes on: `(tiếp theo)`, the head again, the group. What is decided follows from heights alone; the table is set and stays as it is.

use std::rc::Rc;

use super::MarkedContent;
use super::paginator::Paginator;
use super::piece::{Content, Piece};
use super::table::SetTable;
use super::text::Text;

/// Share of a page that a repeated head may take; a taller one is shown once.
const HEAD_SHARE: f32 = 0.4;
/// Lines of a row at the least that stand before the end of a page within it.
const LINES_BEFORE: u32 = 3;
/// Share of a page that is not left empty for the sake of a row that could be parted: a fifth with what is below a last line.
const EMPTY_SHARE: f32 = 0.18;

impl Paginator<'_> {
    /// Whether the piece of the group that is too much for the page is a row that may go on on the next: a tall one, or one
    /// of some lines where the page would otherwise be left half empty. Some of its lines must fit.
    pub(super) fn splits_here(&self, pieces: &[Piece]) -> bool {
        let over = (0..pieces.len()).find(|index| self.height(&pieces[..=*index]) > self.room());
        let Some(last) = over.map(|index| &pieces[index]) else { return false };
        let Content::Row { table, row } = &last.content else { return false };
        let page = self.frame.text_height();
        let is_tall = last.height >= self.theme.table.split_share * page;
        let leaves_much = self.room() >= EMPTY_SHARE * page && table.rows[*row].lines >= 2 * LINES_BEFORE;
        let before = over.map_or(0.0, |index| self.height(&pieces[..index]));
        (is_tall || leaves_much) && before + table.height_of(LINES_BEFORE) <= self.room()
    }

    /// A row taller than what is left of the page: its cells go on, line by line, on the next.
    pub(super) fn place_in_parts(&mut self, table: &Rc<SetTable>, row: usize, piece: &Piece, text: &mut Text<'_>) {
        let count = table.rows[row].lines;
        let mut from = 0;
        if let Some(mark) = &piece.mark {
            self.references.mark((**mark).clone(), self.pages.len() - 1, self.y);
        }
        while from < count {
            let left = count - from;
            let mut fit = table.lines_in(self.room()).min(left);
            if fit < left.min(2) && !self.fresh {
                self.next_page(piece, from > 0, text);
                continue;
            }
            // Not a single line on the next page.
            if left - fit == 1 && fit > 2 {
                fit -= 1;
            }
            let fit = fit.max(1);
            let top = self.y;
            self.place_row(table, row, from..from + fit, top, false, text);
            if from > 0 {
                self.place_row_name(table, row, from, fit, top, text);
            }
            self.y = top + table.height_of(fit);
            self.fresh = false;
            from += fit;
            if from < count {
                self.next_page(piece, true, text);
            }
        }
    }

    /// Begins a page on which `next` comes first, or goes on. A table that goes on shows its head again.
    pub(super) fn next_page(&mut self, next: &Piece, within_row: bool, text: &mut Text<'_>) {
        self.new_page(text);
        self.go_on(next, within_row, text);
    }

    /// What stands above `next` on the page that has just begun, if it is of a table that goes on.
    pub(super) fn go_on(&mut self, next: &Piece, within_row: bool, text: &mut Text<'_>) {
        if let Content::Row { table, row } = &next.content
            && (within_row || *row > 0)
        {
            self.y = self.place_continuation(table, *row, self.y, text);
        }
    }

    /// What stands above `row` on a page that begins with it: `(tiếp theo)`, the head, the group it belongs to. Returns
    /// where the row goes.
    fn place_continuation(&mut self, table: &Rc<SetTable>, row: usize, top: f32, text: &Text<'_>) -> f32 {
        let mut y = top;
        let group = table.group_of(row);
        let group_height = group.map_or(0.0, |group| table.height_of(table.rows[group].lines));
        let head = table.head_height();
        let limit = HEAD_SHARE * self.frame.text_height();
        for line in &table.continued {
            let baseline = y + self.theme.baseline(line.size, table.continued_pitch);
            self.place_line(line, baseline, MarkedContent::Artifact, text);
            y += table.continued_pitch;
        }
        if head > 0.0 && head <= limit {
            self.place_head(table, y, true, text);
            y += head;
        }
        if let Some(group) = group.filter(|_| head + group_height <= limit) {
            self.place_row(table, group, 0..table.rows[group].lines, y, true, text);
            y += group_height;
        }
        y
    }
}
