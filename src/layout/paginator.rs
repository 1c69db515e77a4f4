//! Pieces to pages. A piece says whether a page may break above it; pieces that must stay together are collected into a group,
//! and a group goes onto the page where it fits. Widows, headings and the signature block all follow from that one flag. The
//! paginator sets no text but page numbers.

use std::collections::VecDeque;
use std::rc::Rc;

use super::footnotes::{Foot, Rest};
use super::piece::{Content, Frame, Mark, Piece};
use super::references::References;
use super::table::SetTable;
use super::table_place::Fragment;
use super::text::Text;
use super::theme::Theme;
use super::{LabelRange, MarkedContent, Page, Pages};
use crate::compose::Orientation;

/// Rounding must not push a piece that fits exactly onto the next page.
const TOLERANCE: f32 = 0.01;
/// Share of a page that what waited may take above a table that goes on.
const ABOVE_A_TABLE: f32 = 0.5;

/// The pages as they grow.
pub(super) struct Paginator<'a> {
    pub(super) theme: &'a Theme,
    pub(super) frame: Frame,
    pub(super) pages: Vec<Page>,
    pub(super) references: References,
    /// Number of the last page in its section.
    pub(super) number: u32,
    /// Top of what comes next on the last page.
    pub(super) y: f32,
    /// Nothing stands on the page but a repeated table head.
    pub(super) fresh: bool,
    /// The footnotes of the last page, and what of them goes on on the next.
    pub(super) foot: Foot,
    /// Pieces that go onto one page together.
    group: Vec<Piece>,
    /// Groups that found no room where they belong, in their order.
    waiting: VecDeque<Vec<Piece>>,
    /// The table that is being placed on the last page.
    fragment: Option<Fragment>,
}

impl<'a> Paginator<'a> {
    pub(super) fn new(theme: &'a Theme) -> Self {
        Self {
            theme,
            frame: Frame::new(theme, Orientation::Portrait),
            pages: Vec::new(),
            references: References::default(),
            number: 0,
            y: 0.0,
            fresh: true,
            foot: Foot::default(),
            group: Vec::new(),
            waiting: VecDeque::new(),
            fragment: None,
        }
    }

    /// Begins a section on a new page, with its own page numbers; `prefix` stands before their labels.
    pub(super) fn begin_section(&mut self, orientation: Orientation, prefix: String, text: &mut Text<'_>) {
        self.flush(text);
        self.settle(text);
        self.end_footnotes(text);
        self.frame = Frame::new(self.theme, orientation);
        self.references.labels.push(LabelRange { first_page: self.pages.len(), prefix });
        self.number = 0;
        self.new_page(text);
    }

    /// Takes the next piece.
    pub(super) fn push(&mut self, piece: Piece, text: &mut Text<'_>) {
        if !piece.keep {
            self.flush(text);
            if piece.begins_page {
                self.settle(text);
                if !self.fresh {
                    self.new_page(text);
                }
            }
        }
        self.group.push(piece);
    }

    /// Takes note that an entry of the outline stands on top of the last page.
    pub(super) fn mark_top(&mut self, mark: Mark) {
        self.references.mark(mark, self.pages.len() - 1, self.frame.top);
    }

    /// Places what is left and hands over the pages.
    pub(super) fn finish(mut self, mut text: Text<'_>) -> Pages {
        self.flush(&mut text);
        self.settle(&mut text);
        self.end_footnotes(&mut text);
        self.close_fragment();
        self.references.resolve_links(&text, &mut self.pages);
        let (structure, alternatives, figure_bounds) = text.tree.finish();
        let (words, missing_glyphs) = text.shaper.finish();
        Pages {
            properties: Default::default(),
            words,
            pages: self.pages,
            outline: self.references.outline,
            labels: self.references.labels,
            structure,
            alternatives,
            figure_bounds,
            missing_glyphs,
        }
    }

    /// Places what waits for room, on further pages where there is none: nothing of it comes behind what follows.
    pub(super) fn settle(&mut self, text: &mut Text<'_>) {
        while let Some(pieces) = self.waiting.pop_front() {
            self.place_group(pieces, text);
        }
    }

    /// Takes the group: it is placed, or waits if it may and has no room here.
    fn flush(&mut self, text: &mut Text<'_>) {
        let pieces = std::mem::take(&mut self.group);
        let Some(first) = pieces.first() else { return };
        let (floats, begins_block) = (first.floats, first.gap > 0.0);
        if begins_block {
            self.place_waiting(text);
        }
        if floats && self.waits(&pieces) {
            self.waiting.push_back(pieces);
        } else {
            self.place_group(pieces, text);
        }
    }

    /// Whether a group that floats finds no room here, but will on another page.
    fn waits(&self, pieces: &[Piece]) -> bool {
        let height = self.height(pieces);
        (height > self.room() || !self.waiting.is_empty()) && !self.fresh && height <= self.frame.text_height()
    }

    /// Places those that wait and have room now.
    fn place_waiting(&mut self, text: &mut Text<'_>) {
        while let Some(pieces) = self.waiting.pop_front() {
            if self.height(&pieces) > self.room() {
                self.waiting.push_front(pieces);
                return;
            }
            self.place_pieces(pieces, text);
        }
    }

    /// Places a group: on this page if it fits, else on the next; a tall row at its end may begin here.
    fn place_group(&mut self, pieces: Vec<Piece>, text: &mut Text<'_>) {
        while self.height(&pieces) > self.room() && !self.splits_here(&pieces) && !self.is_empty() {
            self.turn_page(&pieces[0], text);
        }
        self.place_pieces(pieces, text);
    }

    fn place_pieces(&mut self, pieces: Vec<Piece>, text: &mut Text<'_>) {
        let rests = self.rests(&pieces);
        for (piece, rest) in pieces.into_iter().zip(rests) {
            self.place_or_split(piece, rest, text);
        }
    }

    /// Begins the page on which `next` comes first, below what waits for a page and has room on it.
    fn turn_page(&mut self, next: &Piece, text: &mut Text<'_>) {
        let goes_on = matches!(next.content, Content::Row { row, .. } if row > 0);
        let most = self.frame.text_height() * if goes_on { ABOVE_A_TABLE } else { 1.0 };
        if self.waiting.front().is_none_or(|first| self.height(first) > most) {
            return self.next_page(next, false, text);
        }
        self.new_page(text);
        self.place_waiting(text);
        self.go_on(next, false, text);
    }

    fn place_or_split(&mut self, piece: Piece, rest: Rest, text: &mut Text<'_>) {
        loop {
            let gap = if self.fresh { 0.0 } else { piece.gap };
            if gap + piece.height + self.least_footnotes(std::slice::from_ref(&piece)) <= self.room() {
                return self.place(piece, gap, rest, text);
            }
            if let Content::Row { table, row } = &piece.content {
                return self.place_in_parts(&Rc::clone(table), *row, &piece, text);
            }
            if self.is_empty() {
                return self.place(piece, 0.0, rest, text);
            }
            self.turn_page(&piece, text);
        }
    }

    fn place(&mut self, piece: Piece, gap: f32, rest: Rest, text: &mut Text<'_>) {
        self.y += gap;
        let top = self.y;
        if let Some(mark) = piece.mark {
            self.references.mark(*mark, self.pages.len() - 1, top);
        }
        match piece.content {
            Content::Line { line, tag, label } => {
                self.close_fragment();
                let baseline = top + self.theme.baseline(line.size, piece.height);
                if let Some((label, tag)) = label {
                    self.place_line(&label, baseline, MarkedContent::Tag(tag), text);
                }
                self.place_line(&line, baseline, MarkedContent::Tag(tag), text);
            }
            Content::Drawing(drawing) => {
                self.close_fragment();
                self.place_drawing(&drawing, top, text);
            }
            Content::Head(table) => {
                self.close_fragment();
                self.place_head(&table, top, false, text);
            }
            Content::Row { table, row } => {
                let lines = 0..table.rows[row].lines;
                self.place_row(&table, row, lines, top, false, text);
            }
        }
        self.y = top + piece.height;
        self.fresh = false;
        self.take_footnotes(piece.footnotes, rest);
    }

    pub(super) fn new_page(&mut self, text: &mut Text<'_>) {
        self.close_fragment();
        self.place_footnotes(text);
        self.pages.push(Page { width: self.frame.width, height: self.frame.height, ..Page::default() });
        self.y = self.frame.top;
        self.fresh = true;
        self.number += 1;
        if self.number > 1 {
            self.place_number(text);
        }
        self.take_carried_footnotes();
    }

    /// Ends the table on this page: its rules are drawn.
    pub(super) fn close_fragment(&mut self) {
        if let Some(fragment) = self.fragment.take()
            && let Some(page) = self.pages.last_mut()
        {
            fragment.close(&mut page.rules);
        }
    }

    /// The open part of `table` on the last page, begun at `y` if there is none.
    pub(super) fn fragment(&mut self, table: &Rc<SetTable>, y: f32) -> &mut Fragment {
        let same = self.fragment.as_ref().is_some_and(|fragment| fragment.is_of(table));
        if !same {
            self.close_fragment();
        }
        self.fragment.get_or_insert_with(|| Fragment::new(Rc::clone(table), y))
    }

    /// Height left on the page for text, above its footnotes.
    pub(super) fn room(&self) -> f32 {
        self.frame.bottom - self.foot.height() - self.y + TOLERANCE
    }

    /// Nothing stands on the page but a repeated table head, and no footnote either.
    fn is_empty(&self) -> bool {
        self.fresh && self.foot.is_empty()
    }

    /// Height that pieces take on the page, with the least of their footnotes that must stand on it.
    pub(super) fn height(&self, pieces: &[Piece]) -> f32 {
        let sum: f32 = pieces.iter().map(|piece| piece.gap + piece.height).sum();
        sum - pieces.first().filter(|_| self.fresh).map_or(0.0, |piece| piece.gap) + self.least_footnotes(pieces)
    }
}
