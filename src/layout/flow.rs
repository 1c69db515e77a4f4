//! Strips to pages. Everything below the first page's boxes is a sequence of strips: a line, a row of a table, a drawing.
//! A strip says whether a page may break above it; strips that must stay together are collected into a group, and a group
//! goes onto the page where it fits. Widows, headings and the signature block all follow from that one flag.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::lines::Line;
use super::place::{Drawing, PendingLink};
use super::table::SetTable;
use super::table_place::Fragment;
use super::text::Text;
use super::theme::{MM, Theme};
use super::{LabelRange, MarkedContent, OutlineEntry, Page, TagId};
use crate::compose::Orientation;

/// Rounding must not push a strip that fits exactly onto the next page.
const TOLERANCE: f32 = 0.01;

/// The pages as they grow.
pub(super) struct Flow<'a> {
    pub(super) text: Text<'a>,
    pub(super) theme: &'a Theme,
    pub(super) frame: Frame,
    /// What comes belongs to an annex.
    pub(super) in_annex: bool,
    pub(super) pages: Vec<Page>,
    /// Top of what comes next on the last page.
    y: f32,
    /// Nothing stands on the page but a repeated table head.
    fresh: bool,
    /// Number of the last page in its section.
    pub(super) number: u32,
    group: Vec<Strip>,
    /// A heading came last: what follows stays with it.
    keep_next: bool,
    /// The next group begins a page.
    break_next: bool,
    /// The table that is being placed on the last page.
    fragment: Option<Fragment>,
    pub(super) outline: Vec<OutlineEntry>,
    pub(super) labels: Vec<LabelRange>,
    pub(super) anchors: FxHashMap<String, (usize, f32)>,
    pub(super) links: Vec<PendingLink>,
}

/// A page and the room for text on it, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// What goes onto a page as a whole.
pub(super) struct Strip {
    /// Space above; none at the top of a page.
    pub(super) gap: f32,
    pub(super) height: f32,
    /// No page breaks above it.
    pub(super) keep: bool,
    pub(super) mark: Option<Box<Mark>>,
    pub(super) content: Content,
}

/// What the outline and links lead to.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    /// May be empty.
    pub(super) anchor: String,
    /// Title and level.
    pub(super) outline: Option<(String, u8)>,
}

/// What a strip shows.
pub(super) enum Content {
    /// Lines on one baseline: the text, before it perhaps the mark of a list item.
    Line { line: Line, tag: TagId, label: Option<(Line, TagId)> },
    /// The head of a table.
    Head(Rc<SetTable>),
    /// A row of a table.
    Row { table: Rc<SetTable>, row: usize },
    /// Anything else: the signature block, a chart.
    Drawing(Box<Drawing>),
}

impl Frame {
    pub(super) fn new(theme: &Theme, orientation: Orientation) -> Self {
        let page = &theme.page;
        let (width, height) = match orientation {
            Orientation::Portrait => (page.width_mm * MM, page.height_mm * MM),
            Orientation::Landscape => (page.height_mm * MM, page.width_mm * MM),
        };
        Self {
            width,
            height,
            left: page.margin_left_mm * MM,
            right: width - page.margin_right_mm * MM,
            top: page.margin_top_mm * MM,
            bottom: height - page.margin_bottom_mm * MM,
        }
    }

    /// Width between the margins.
    pub(super) fn text_width(&self) -> f32 {
        self.right - self.left
    }

    /// Height between the margins.
    pub(super) fn text_height(&self) -> f32 {
        self.bottom - self.top
    }
}

impl Strip {
    pub(super) fn new(height: f32, content: Content) -> Self {
        Self { gap: 0.0, height, keep: false, mark: None, content }
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new(text: Text<'a>, theme: &'a Theme) -> Self {
        Self {
            text,
            theme,
            frame: Frame::new(theme, Orientation::Portrait),
            in_annex: false,
            pages: Vec::new(),
            y: 0.0,
            fresh: true,
            number: 0,
            group: Vec::new(),
            keep_next: false,
            break_next: false,
            fragment: None,
            outline: Vec::new(),
            labels: Vec::new(),
            anchors: FxHashMap::default(),
            links: Vec::new(),
        }
    }

    /// Begins a section on a new page, with its own page numbers.
    pub(super) fn begin_section(&mut self, orientation: Orientation, prefix: String) {
        self.flush();
        self.frame = Frame::new(self.theme, orientation);
        self.labels.push(LabelRange { first_page: self.pages.len(), prefix });
        self.number = 0;
        self.keep_next = false;
        self.break_next = false;
        self.text.tree.begin_section();
        self.new_page();
    }

    /// Adds a strip below the last.
    pub(super) fn push(&mut self, mut strip: Strip) {
        strip.keep |= std::mem::take(&mut self.keep_next);
        if self.break_next && !strip.keep {
            self.flush();
            self.break_next = false;
            if !self.fresh {
                self.new_page();
            }
        } else if !strip.keep {
            self.flush();
        }
        self.group.push(strip);
    }

    /// Whether something stands before what comes next that it could stay with.
    pub(super) fn has_pending(&self) -> bool {
        !self.group.is_empty()
    }

    /// What comes next stays with the last strip.
    pub(super) fn keep_with_next(&mut self) {
        self.keep_next = true;
    }

    /// What comes next begins a page, unless it must stay with what came before.
    pub(super) fn break_page(&mut self) {
        self.break_next = true;
    }

    /// Places what is left and hands over the pages.
    pub(super) fn finish(mut self) -> super::Pages {
        self.flush();
        self.close_fragment();
        self.resolve_links();
        let (structure, alternatives, figure_bounds) = self.text.tree.finish();
        let (words, missing_glyphs) = self.text.shaper.finish();
        super::Pages {
            properties: Default::default(),
            words,
            pages: self.pages,
            outline: self.outline,
            labels: self.labels,
            structure,
            alternatives,
            figure_bounds,
            missing_glyphs,
        }
    }

    /// Places the group: on this page if it fits, else on the next; a tall row at its end may begin here.
    fn flush(&mut self) {
        let strips = std::mem::take(&mut self.group);
        let Some(last) = strips.last() else { return };
        if self.height(&strips) > self.room() && !self.splits_here(&strips, last) && !self.fresh {
            self.next_page(&strips[0], false);
        }
        for strip in strips {
            self.place_or_split(strip);
        }
    }

    /// Whether the group ends with a tall row of which some lines fit below the rest of the group.
    fn splits_here(&self, strips: &[Strip], last: &Strip) -> bool {
        let Content::Row { table, .. } = &last.content else { return false };
        if last.height < self.theme.table.split_share * self.frame.text_height() {
            return false;
        }
        self.height(strips) - last.height + table.height_of(3) <= self.room()
    }

    fn place_or_split(&mut self, strip: Strip) {
        let gap = if self.fresh { 0.0 } else { strip.gap };
        if gap + strip.height <= self.room() {
            return self.place(strip, gap);
        }
        if let Content::Row { table, row } = &strip.content {
            return self.place_in_parts(&Rc::clone(table), *row, &strip);
        }
        if !self.fresh {
            self.next_page(&strip, false);
        }
        self.place(strip, 0.0);
    }

    fn place(&mut self, strip: Strip, gap: f32) {
        self.y += gap;
        let top = self.y;
        if let Some(mark) = strip.mark {
            self.mark(*mark, top);
        }
        match strip.content {
            Content::Line { line, tag, label } => {
                self.close_fragment();
                let baseline = top + self.baseline(line.size, strip.height);
                if let Some((label, tag)) = label {
                    self.place_line(&label, baseline, MarkedContent::Tag(tag));
                }
                self.place_line(&line, baseline, MarkedContent::Tag(tag));
            }
            Content::Drawing(drawing) => {
                self.close_fragment();
                self.place_drawing(&drawing, top);
            }
            Content::Head(table) => {
                self.close_fragment();
                self.place_head(&table, top, false);
            }
            Content::Row { table, row } => {
                let lines = 0..table.rows[row].lines;
                self.place_row(&table, row, lines, top, false);
            }
        }
        self.y = top + strip.height;
        self.fresh = false;
    }

    /// A row taller than what is left of the page: its cells go on, line by line, on the next.
    fn place_in_parts(&mut self, table: &Rc<SetTable>, row: usize, strip: &Strip) {
        let count = table.rows[row].lines;
        let mut from = 0;
        if let Some(mark) = &strip.mark {
            self.mark((**mark).clone(), self.y);
        }
        while from < count {
            let left = count - from;
            let mut fit = table.lines_in(self.room()).min(left);
            if fit < left.min(2) && !self.fresh {
                self.next_page(strip, from > 0);
                continue;
            }
            // Not a single line on the next page.
            if left - fit == 1 && fit > 2 {
                fit -= 1;
            }
            let fit = fit.max(1);
            let top = self.y;
            self.place_row(table, row, from..from + fit, top, false);
            self.y = top + table.height_of(fit);
            self.fresh = false;
            from += fit;
            if from < count {
                self.next_page(strip, true);
            }
        }
    }

    /// Begins a page on which `next` comes first, or goes on. A table that goes on shows its head again.
    fn next_page(&mut self, next: &Strip, within_row: bool) {
        self.new_page();
        if let Content::Row { table, row } = &next.content
            && (within_row || *row > 0)
        {
            self.y = self.place_continuation(table, *row, self.y);
        }
    }

    fn new_page(&mut self) {
        self.close_fragment();
        self.pages.push(Page { width: self.frame.width, height: self.frame.height, ..Page::default() });
        self.y = self.frame.top;
        self.fresh = true;
        self.number += 1;
        if self.number > 1 {
            self.place_number();
        }
    }

    /// Moves the cursor, for what is drawn without strips at the top of a section's first page.
    pub(super) fn place_at_top(&mut self, drawing: &Drawing, height: f32) {
        let top = self.y;
        self.place_drawing(drawing, top);
        self.y = top + height;
        self.fresh = false;
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

    pub(super) fn last_page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.new_page();
        }
        self.pages.last_mut().expect("a page was just added")
    }

    /// Height left on the page.
    fn room(&self) -> f32 {
        self.frame.bottom - self.y + TOLERANCE
    }

    fn height(&self, strips: &[Strip]) -> f32 {
        let sum: f32 = strips.iter().map(|strip| strip.gap + strip.height).sum();
        sum - strips.first().filter(|_| self.fresh).map_or(0.0, |strip| strip.gap)
    }
}
