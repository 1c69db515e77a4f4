//! Marks on the last page: lines, drawings, the page number.

use super::footnotes::{MARK_RISE, MARK_SIZE, mark_anchor};
use super::lines::{Alignment, Line, Measure};
use super::paginator::Paginator;
use super::piece::Drawing;
use super::text::{Text, UPRIGHT};
use super::{Face, Fill, MarkedContent, PlacedWord, Rule, Run};

impl Paginator<'_> {
    /// The page number: in the middle of the top margin, not on the first page (decree 30/2020, Phụ lục I).
    pub(super) fn place_number(&mut self, text: &mut Text<'_>) {
        let size = self.theme.page.number_size;
        let measure = Measure { alignment: Alignment::Center, ..self.frame.measure(size) };
        let baseline = self.theme.baseline(size, self.frame.top);
        for line in text.line(&self.number.to_string(), UPRIGHT, measure) {
            self.place_line(&line, baseline, MarkedContent::Artifact, text);
        }
    }

    pub(super) fn place_drawing(&mut self, drawing: &Drawing, top: f32, text: &mut Text<'_>) {
        let Some(page) = self.pages.last_mut() else { return };
        page.fills.extend(drawing.fills.iter().map(|fill| Fill { y: fill.y + top, ..*fill }));
        let moved = |(x, y): (f32, f32)| (x, y + top);
        page.rules.extend(drawing.rules.iter().map(|rule| Rule {
            from: moved(rule.from),
            to: moved(rule.to),
            ..*rule
        }));
        for (baseline, line, content) in &drawing.lines {
            self.place_line(line, top + baseline, *content, text);
        }
        if let Some((tag, [x, y, width, height])) = drawing.figure {
            text.tree.place_figure(tag, [x, y + top, width, height]);
        }
    }

    /// Places a line's runs: one for each part in one face that belongs to one link or to none.
    pub(super) fn place_line(&mut self, line: &Line, baseline: f32, content: MarkedContent, text: &Text<'_>) {
        let number = self.pages.len().saturating_sub(1);
        let Some(page) = self.pages.last_mut() else { return };
        let scale = line.size / 1000.0;
        let mut x = line.x;
        let items = text.of(&line.items);
        for part in items.chunk_by(|left, right| {
            left.face == right.face && left.link == right.link && left.is_raised == right.is_raised
        }) {
            let start = page.words.len() as u32;
            let from = x;
            let (size, baseline) = if part.first().is_some_and(|item| item.is_raised) {
                (line.size * MARK_SIZE, baseline - line.size * MARK_RISE)
            } else {
                (line.size, baseline)
            };
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
                    let ascent = size * self.theme.page.ascent;
                    let height = ascent + size * self.theme.page.descent;
                    let area = [from, baseline - ascent, width, height];
                    self.references.link(number, area, index);
                    if let Some(footnote) = text.links[index].footnote {
                        self.references.mark(mark_anchor(footnote), number, area[1]);
                    }
                    MarkedContent::Tag(text.links[index].tag)
                }
                _ => content,
            };
            let face = part.first().map_or(Face::Regular, |item| item.face);
            page.runs.push(Run { x: from, baseline, face, size, space: line.space, words, content });
        }
    }
}
