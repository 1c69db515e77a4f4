//! Strips to pages. Everything below the first page's boxes is a sequence of strips: a line, a row of a table, a drawing.
//! A strip says whether a page may break above it; strips that must stay together are collected into a group, and a group
//! goes onto the page where it fits. Widows, headings and the signature block all follow from that one flag.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::lines::{Alignment, Line, Measure, Method};
use super::table::SetTable;
use super::table_place::Fragment;
use super::text::{After, Text, UPRIGHT};
use super::theme::{MM, Theme};
use super::{Fill, LabelRange, Link, MarkedContent, OutlineEntry, Page, PlacedWord, Rule, Run, TagId};
use crate::compose::Orientation;

/// Rounding must not push a strip that fits exactly onto the next page.
const TOLERANCE: f32 = 0.01;

/// The pages as they grow.
pub(super) struct Flow<'a> {
    pub(super) text: Text<'a>,
    pub(super) theme: &'a Theme,
    pub(super) frame: Frame,
    pub(super) pages: Vec<Page>,
    /// Top of what comes next on the last page.
    y: f32,
    /// Nothing stands on the page but a repeated table head.
    fresh: bool,
    /// Number of the last page in its section.
    number: u32,
    group: Vec<Strip>,
    /// A heading came last: what follows stays with it.
    keep_next: bool,
    /// The next group begins a page.
    break_next: bool,
    /// The table that is being placed on the last page.
    fragment: Option<Fragment>,
    outline: Vec<OutlineEntry>,
    labels: Vec<LabelRange>,
    anchors: FxHashMap<String, (usize, f32)>,
    links: Vec<PendingLink>,
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
    pub(super) orientation: Orientation,
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

/// Lines, rules and fills that stay where they are relative to each other. x is the page's, y is counted from its top.
#[derive(Default)]
pub(super) struct Drawing {
    /// Baseline, line, what it belongs to.
    pub(super) lines: Vec<(f32, Line, MarkedContent)>,
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    /// The figure it is, with its left, top, width and height.
    pub(super) figure: Option<(TagId, [f32; 4])>,
}

struct PendingLink {
    on: usize,
    area: [f32; 4],
    /// Index into [`Text::links`].
    link: usize,
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
            orientation,
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

    /// What comes next stays with the last strip.
    pub(super) fn keep_with_next(&mut self) {
        self.keep_next = true;
    }

    /// What comes next begins a page, unless it must stay with what came before.
    pub(super) fn break_page(&mut self) {
        self.break_next = true;
    }

    /// Takes note of where an anchor or an entry of the outline stands, on the last page.
    pub(super) fn mark(&mut self, mark: Mark, y: f32) {
        let page = self.pages.len() - 1;
        if let Some((title, level)) = mark.outline {
            // An entry can only stand below one of the level above.
            let level = level.min(self.outline.last().map_or(1, |entry| entry.level + 1));
            self.outline.push(OutlineEntry { title, level, page, y });
        }
        if !mark.anchor.is_empty() {
            self.anchors.entry(mark.anchor).or_insert((page, y));
        }
    }

    /// Distance from the top of a line to its baseline.
    pub(super) fn baseline(&self, size: f32, pitch: f32) -> f32 {
        let page = &self.theme.page;
        (pitch - (page.ascent + page.descent) * size) / 2.0 + page.ascent * size
    }

    /// The one line of a short text.
    pub(super) fn line(&mut self, text: &str, style: crate::compose::Style, measure: Measure) -> Vec<Line> {
        let items = self.text.plain(text, style);
        let mut lines = Vec::new();
        if !items.is_empty() {
            self.text.lines(items, measure, &mut lines);
        }
        lines
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

    /// The page number: in the middle of the top margin, not on the first page (decree 30/2020, Phụ lục I, mục I.5).
    fn place_number(&mut self) {
        let size = self.theme.page.number_size;
        let measure = Measure {
            left: self.frame.left,
            width: self.frame.text_width(),
            indent: 0.0,
            size,
            alignment: Alignment::Center,
            method: Method::Greedy,
        };
        let baseline = self.baseline(size, self.frame.top);
        for line in self.line(&self.number.to_string(), UPRIGHT, measure) {
            self.place_line(&line, baseline, MarkedContent::Artifact);
        }
    }

    /// Moves the cursor, for what is drawn without strips at the top of a section's first page.
    pub(super) fn place_at_top(&mut self, drawing: &Drawing, height: f32) {
        let top = self.y;
        self.place_drawing(drawing, top);
        self.y = top + height;
        self.fresh = false;
    }

    fn place_drawing(&mut self, drawing: &Drawing, top: f32) {
        let page = self.last_page();
        page.fills.extend(drawing.fills.iter().map(|fill| Fill { y: fill.y + top, ..*fill }));
        let moved = |(x, y): (f32, f32)| (x, y + top);
        page.rules.extend(drawing.rules.iter().map(|rule| Rule {
            from: moved(rule.from),
            to: moved(rule.to),
            ..*rule
        }));
        for (baseline, line, content) in &drawing.lines {
            self.place_line(line, top + baseline, *content);
        }
        if let Some((tag, [x, y, width, height])) = drawing.figure {
            self.text.tree.place_figure(tag, [x, y + top, width, height]);
        }
    }

    /// Places a line's runs: one for each stretch in one face that belongs to one link or to none.
    pub(super) fn place_line(&mut self, line: &Line, baseline: f32, content: MarkedContent) {
        let number = self.pages.len() - 1;
        let Some(page) = self.pages.last_mut() else { return };
        let scale = line.size / 1000.0;
        let mut x = line.x;
        let items = self.text.of(&line.items);
        for part in items.chunk_by(|left, right| left.face == right.face && left.link == right.link) {
            let start = page.words.len() as u32;
            let from = x;
            for item in part {
                let space_after = item.after == After::Space;
                page.words.push(PlacedWord { word: item.word, space_after });
                x += item.width as f32 * scale + if space_after { line.space } else { 0.0 };
            }
            let words = start..page.words.len() as u32;
            let link = part.first().map_or(0, |item| item.link) as usize;
            let content = match (content, link.checked_sub(1)) {
                (MarkedContent::Tag(_), Some(index)) => {
                    let trailing = part.last().is_some_and(|item| item.after == After::Space);
                    let width = x - from - if trailing { line.space } else { 0.0 };
                    let ascent = line.size * self.theme.page.ascent;
                    let height = ascent + line.size * self.theme.page.descent;
                    let area = [from, baseline - ascent, width, height];
                    self.links.push(PendingLink { on: number, area, link: index });
                    MarkedContent::Tag(self.text.links[index].tag)
                }
                _ => content,
            };
            let face = part.first().map_or(super::Face::Regular, |item| item.face);
            page.runs.push(Run { x: from, baseline, face, size: line.size, space: line.space, words, content });
        }
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

    fn resolve_links(&mut self) {
        for pending in std::mem::take(&mut self.links) {
            let link = &self.text.links[pending.link];
            if let Some((page, y)) = self.anchors.get(&link.target) {
                let link = Link { area: pending.area, page: *page, y: *y, text: link.text.clone(), tag: link.tag };
                self.pages[pending.on].links.push(link);
            }
        }
    }
}
