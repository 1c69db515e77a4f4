//! The blocks of the body and of annexes.

use super::look::twips;
use super::record::Kind;
use super::styles::{self, Style};
use super::writer::{Paragraph, Writer, words};
use crate::compose::{Block, Inline, ListItem};

/// Where what stands before the first heading stands.
pub(super) const OPENING: &str = "mo-dau";
const UPRIGHT: crate::compose::Style = crate::compose::Style { bold: false, italic: false };

impl Writer<'_, '_> {
    /// Blocks one below the other. `stays` has the last stay with what follows: a signature never stands alone on a page.
    pub(super) fn blocks(&mut self, blocks: &[Block], stays: bool) {
        for (index, block) in blocks.iter().enumerate() {
            let is_last = index + 1 == blocks.len();
            self.a_block(block, is_last && stays);
        }
    }

    fn a_block(&mut self, block: &Block, stays: bool) {
        match block {
            Block::Heading { level, content, anchor } => {
                if !anchor.is_empty() {
                    self.go_to(anchor);
                }
                let style = match level {
                    0 | 1 => styles::PART,
                    2 => styles::SECTION,
                    3 => styles::POINT,
                    _ => styles::RUN_IN,
                };
                let paragraph = Paragraph { anchor: anchor.clone(), ..Paragraph::of(style) };
                self.running(Kind::Heading(*level), content, &paragraph);
            }
            Block::Paragraph(content) => self.prose(Kind::Paragraph, content, styles::BODY, stays),
            Block::Basis(content) => self.prose(Kind::Basis, content, styles::BASIS, stays),
            Block::Note(content) => self.prose(Kind::Note, content, styles::NOTE, stays),
            Block::List(items) => self.list(items, stays),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::PageBreak => self.breaks_page = true,
        }
    }

    /// Running text. What announces a list or a table does not end a page.
    fn prose(&mut self, kind: Kind, content: &[Inline], style: Style, stays: bool) {
        let keep_next = stays || words(content).trim_end().ends_with(':');
        self.running(kind, content, &Paragraph { keep_next, ..Paragraph::of(style) });
    }

    pub(super) fn running(&mut self, kind: Kind, content: &[Inline], paragraph: &Paragraph) {
        self.block(kind, &words(content), |writer| {
            writer.paragraph(paragraph, |writer| writer.inlines(content, UPRIGHT));
        });
    }

    fn list(&mut self, items: &[ListItem], stays: bool) {
        for (index, item) in items.iter().enumerate() {
            let style = if item.level > 1 { styles::PLUS } else { styles::DASH };
            let keep_next = stays && index + 1 == items.len();
            let paragraph = Paragraph { keep_next, ..Paragraph::of(style) };
            self.running(Kind::Item(item.level), &item.content, &paragraph);
        }
    }

    /// Caption and unit above a table.
    pub(super) fn above_table(&mut self, caption: &[Inline], unit: &str) {
        if !caption.is_empty() {
            let keep_next = true;
            self.running(Kind::Caption, caption, &Paragraph { keep_next, ..Paragraph::of(styles::CAPTION) });
        }
        self.text_block(Kind::Unit, unit, &Paragraph { keep_next: true, ..Paragraph::of(styles::UNIT) });
        if caption.is_empty() && unit.trim().is_empty() {
            self.gap(self.look.table.gap);
        }
    }

    /// Room before what comes next. Two tables with nothing in between would become one.
    pub(super) fn gap(&mut self, points: f32) {
        let paragraph = Paragraph { keep_next: true, above: Some(twips(points)), ..Paragraph::of(styles::RULE) };
        self.paragraph(&paragraph, |_| {});
    }
}
