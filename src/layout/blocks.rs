//! The blocks of the body and of annexes, each to pieces.

use super::lines::{Alignment, Line, Measure, Method};
use super::piece::{Content, Mark, Piece};
use super::text::{BOLD, BOLD_ITALIC, ITALIC, Items, UPRIGHT, plain_text};
use super::theme::MM;
use super::typesetter::Typesetter;
use super::{StructureRole, TagId};
use crate::compose::{Block, Inline, ListItem, Style};

/// Deepest heading that has an entry in the outline.
const OUTLINE_DEPTH: u8 = 2;
/// Lines of what follows that stand below a heading on its page.
const LINES_BELOW_HEADING: u8 = 2;

impl Typesetter<'_> {
    /// Sets a block. Headings of level 1 stand on level `outline` of the outline.
    pub(super) fn block(&mut self, block: &Block, outline: u8) {
        match block {
            Block::Heading { level, content, anchor } => self.heading(*level, content, anchor, outline),
            Block::Paragraph(content) => self.paragraph(content, UPRIGHT),
            Block::Basis(content) => self.paragraph(content, ITALIC),
            Block::Note(content) => self.note(content),
            Block::List(items) => self.list(items),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::PageBreak => self.break_page(),
        }
    }

    /// A heading, which never ends a page (decree 30/2020, Phụ lục I, ô 6: bold for phần to khoản, upright for điểm).
    fn heading(&mut self, level: u8, content: &[Inline], anchor: &str, outline: u8) {
        let style = match level {
            0..=2 => BOLD,
            3 => UPRIGHT,
            _ => BOLD_ITALIC,
        };
        let tag = self.text.tree.heading(level);
        let items = self.text.inlines(content, style, tag);
        let entry = (level <= OUTLINE_DEPTH).then(|| (plain_text(content), outline + level.max(1) - 1));
        let mark = Mark { anchor: anchor.to_owned(), outline: entry };
        if self.in_annex {
            self.annex_heading = plain_text(content);
        }
        self.keep_no_more_lines();
        self.lines_of(items, self.running_text(), tag, Together::Whole, Some(mark));
        self.keep_lines_below(LINES_BELOW_HEADING);
    }

    fn paragraph(&mut self, content: &[Inline], style: Style) {
        let tag = self.text.tree.block(StructureRole::P);
        let items = self.text.inlines(content, style, tag);
        self.lines_of(items, self.running_text(), tag, Together::Ends, None);
        // What announces a list or a table does not end a page.
        if plain_text(content).trim_end().ends_with(':') {
            self.keep_with_next();
        }
    }

    fn note(&mut self, content: &[Inline]) {
        let tag = self.text.tree.block(StructureRole::P);
        let items = self.text.inlines(content, ITALIC, tag);
        let measure = Measure { indent: 0.0, size: self.theme.body.note_size, ..self.running_text() };
        let mut pieces = self.pieces(items, measure, tag, Together::Ends);
        // A remark belongs to the table or chart above it.
        if let Some(first) = pieces.first_mut() {
            first.keep = self.has_begun();
        }
        pieces.into_iter().for_each(|piece| self.push(piece));
    }

    /// A list. As in all official text only the first line of an item is indented.
    fn list(&mut self, items: &[ListItem]) {
        let outer = self.text.tree.block(StructureRole::L);
        let mut inner = None;
        let mut last_body = None;
        for item in items {
            let parent = match (item.level > 1, last_body) {
                (true, Some(body)) => *inner.get_or_insert_with(|| self.text.tree.add(StructureRole::L, body)),
                _ => {
                    inner = None;
                    outer
                }
            };
            let body = self.list_item(item, parent);
            if parent == outer {
                last_body = Some(body);
            }
        }
    }

    fn list_item(&mut self, item: &ListItem, list: TagId) -> TagId {
        let theme = &self.theme.body;
        let deeper = f32::from(item.level.clamp(1, 4) - 1) * theme.second_level_indent_mm * MM;
        let at = theme.first_line_indent_mm * MM + deeper;
        let indent = at + theme.item_hang_mm * MM;
        let entry = self.text.tree.add(StructureRole::LI, list);
        let label = self.text.tree.add(StructureRole::Lbl, entry);
        let body = self.text.tree.add(StructureRole::LBody, entry);
        let measure = self.running_text();
        let mark = if item.level > 1 { "+" } else { "-" };
        let place = Measure { left: measure.left + at, indent: 0.0, alignment: Alignment::Left, ..measure };
        let mark = self.line(mark, UPRIGHT, place).pop();
        let items = self.text.inlines(&item.content, UPRIGHT, body);
        let mut pieces = self.pieces(items, Measure { indent, ..measure }, body, Together::Ends);
        if let Some(Piece { content: Content::Line { label: place, .. }, .. }) = pieces.first_mut() {
            *place = mark.map(|line| (line, label));
        }
        pieces.into_iter().for_each(|piece| self.push(piece));
        body
    }

    /// Adds the lines of a paragraph.
    fn lines_of(&mut self, items: Items, measure: Measure, tag: TagId, together: Together, mark: Option<Mark>) {
        let mut pieces = self.pieces(items, measure, tag, together);
        if let Some(first) = pieces.first_mut() {
            first.mark = mark.map(Box::new);
        }
        pieces.into_iter().for_each(|piece| self.push(piece));
    }

    fn pieces(&mut self, items: Items, measure: Measure, tag: TagId, together: Together) -> Vec<Piece> {
        let mut lines = Vec::new();
        if !items.is_empty() {
            self.text.lines(items, measure, &mut lines);
        }
        let pitch = measure.size * self.theme.body.line_pitch;
        let gap = self.theme.body.paragraph_gap;
        let count = lines.len();
        let piece = |(index, line): (usize, Line)| {
            let mut piece = Piece::new(pitch, Content::Line { line, tag, label: None });
            piece.gap = if index == 0 { gap } else { 0.0 };
            piece.keep = index > 0 && (together == Together::Whole || index == 1 || index + 1 == count);
            piece
        };
        lines.into_iter().enumerate().map(piece).collect()
    }

    /// Adds centred lines that stay together and with what follows; the first has `gap` above it.
    pub(super) fn centred(&mut self, text: &str, style: Style, size: f32, tag: TagId, gap: f32) -> f32 {
        let inset = self.frame.text_width() * 0.06;
        let measure = Measure {
            left: self.frame.left + inset,
            width: self.frame.text_width() - 2.0 * inset,
            alignment: Alignment::Center,
            method: Method::Balanced,
            ..self.measure(size)
        };
        let lines = self.line(text, style, measure);
        let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
        for (index, line) in lines.into_iter().enumerate() {
            let pitch = size * self.theme.body.line_pitch;
            let mut piece = Piece::new(pitch, Content::Line { line, tag, label: None });
            piece.gap = if index == 0 { gap } else { 0.0 };
            self.push(piece);
            self.keep_with_next();
        }
        widest
    }

    /// The measure of the body: justified, first line indented.
    pub(super) fn running_text(&self) -> Measure {
        Measure {
            left: self.frame.left,
            width: self.frame.text_width(),
            indent: self.theme.body.first_line_indent_mm * MM,
            size: self.theme.body.size,
            alignment: Alignment::Justified,
            method: Method::Even,
        }
    }
}

/// Which lines of a paragraph no page break parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Together {
    /// All.
    Whole,
    /// The first two and the last two.
    Ends,
}
