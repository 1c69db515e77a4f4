//! Marks on the last page: lines, drawings, the page number; where anchors stand and links lead.

use super::flow::{Flow, Mark};
use super::lines::{Alignment, Line, Measure, Method};
use super::text::UPRIGHT;
use super::{Face, Fill, Link, MarkedContent, OutlineEntry, PlacedWord, Rule, Run, TagId};
use crate::compose::Style;

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

/// A link whose target may stand on a later page.
pub(super) struct PendingLink {
    on: usize,
    area: [f32; 4],
    /// Index into [`Text::links`].
    link: usize,
}

impl Flow<'_> {
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

    /// The lines of a text in one style.
    pub(super) fn line(&mut self, text: &str, style: Style, measure: Measure) -> Vec<Line> {
        let items = self.text.plain(text, style);
        let mut lines = Vec::new();
        if !items.is_empty() {
            self.text.lines(items, measure, &mut lines);
        }
        lines
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

    /// The page number: in the middle of the top margin, not on the first page (decree 30/2020, Phụ lục I).
    pub(super) fn place_number(&mut self) {
        let size = self.theme.page.number_size;
        let measure = Measure { alignment: Alignment::Center, ..self.measure(size) };
        let baseline = self.baseline(size, self.frame.top);
        for line in self.line(&self.number.to_string(), UPRIGHT, measure) {
            self.place_line(&line, baseline, MarkedContent::Artifact);
        }
    }

    pub(super) fn place_drawing(&mut self, drawing: &Drawing, top: f32) {
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
                let space_after = item.after.is_space();
                page.words.push(PlacedWord { word: item.word, space_after });
                x += item.width as f32 * scale + if space_after { line.space } else { 0.0 };
            }
            let words = start..page.words.len() as u32;
            let link = part.first().map_or(0, |item| item.link) as usize;
            let content = match (content, link.checked_sub(1)) {
                (MarkedContent::Tag(_), Some(index)) => {
                    let trailing = part.last().is_some_and(|item| item.after.is_space());
                    let width = x - from - if trailing { line.space } else { 0.0 };
                    let ascent = line.size * self.theme.page.ascent;
                    let height = ascent + line.size * self.theme.page.descent;
                    let area = [from, baseline - ascent, width, height];
                    self.links.push(PendingLink { on: number, area, link: index });
                    MarkedContent::Tag(self.text.links[index].tag)
                }
                _ => content,
            };
            let face = part.first().map_or(Face::Regular, |item| item.face);
            page.runs.push(Run { x: from, baseline, face, size: line.size, space: line.space, words, content });
        }
    }

    /// Gives every link the place of its target, now that all are known.
    pub(super) fn resolve_links(&mut self) {
        for pending in std::mem::take(&mut self.links) {
            let link = &self.text.links[pending.link];
            if let Some((page, y)) = self.anchors.get(&link.target) {
                let link = Link { area: pending.area, page: *page, y: *y, text: link.text.clone(), tag: link.tag };
                self.pages[pending.on].links.push(link);
            }
        }
    }
}
