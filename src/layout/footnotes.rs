//! Footnotes. A mark is a small raised figure that no line parts from its word. Its note stands at the foot of the page on
//! which the mark stands, below a short rule; the room for text ends above it. A line goes onto a page only where its notes
//! can at least begin there, so that no note pushes out the line that refers to it; what of a note is left goes on at the foot
//! of the next page. Notes are placed when their page is full: only then it is known how high they reach.

use std::collections::VecDeque;

use super::lines::{Alignment, Line, Measure, Method};
use super::paginator::Paginator;
use super::piece::{Content, Mark, Piece};
use super::text::{After, Item, LinkText, Text, UPRIGHT};
use super::theme::MM;
use super::typesetter::Typesetter;
use super::{Face, MarkedContent, Rule, StructureRole, TagId};
use crate::compose::Inline;

/// Size of a mark, of the text's.
pub(super) const MARK_SIZE: f32 = 0.62;
/// How far a mark is raised, in sizes of the text.
pub(super) const MARK_RISE: f32 = 0.34;
/// Lines of a note that at least stand on the page of its mark. A note of one line more is not parted.
const LEAST_LINES: usize = 2;
/// Share of a page that notes of the page before may take.
const CARRIED_SHARE: f32 = 0.5;

/// A footnote whose mark has been set.
pub(super) struct FootnoteText {
    number: u32,
    /// What the note says, until it is set.
    content: Vec<Inline>,
}

/// A note, set: its lines, of which a page may hold the first ones alone.
pub(super) struct SetFootnote {
    /// Place in [`Text::footnotes`].
    index: usize,
    tag: TagId,
    lines: Vec<Line>,
}

/// A line at the foot of a page.
struct FootLine {
    line: Line,
    tag: TagId,
    /// The footnote that begins with it.
    begins: Option<usize>,
}

/// The notes of a page.
#[derive(Default)]
pub(super) struct Foot {
    lines: Vec<FootLine>,
    /// Height of the notes with their rule.
    height: f32,
    /// What goes on on the next page.
    carried: VecDeque<FootLine>,
}

/// What still has to go onto the page of a piece: the rest of its group.
#[derive(Clone, Copy, Default)]
pub(super) struct Rest {
    height: f32,
    has_footnotes: bool,
}

impl Foot {
    pub(super) fn height(&self) -> f32 {
        self.height
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// What a link leads to that is to lead to a note. No anchor of a document has a control character.
fn note_anchor(index: usize) -> String {
    format!("\0note {index}")
}

/// Where the way back from a note leads: to its mark.
pub(super) fn mark_anchor(index: usize) -> Mark {
    Mark { anchor: mark_name(index), outline: None }
}

fn mark_name(index: usize) -> String {
    format!("\0mark {index}")
}

impl Text<'_> {
    /// Appends the mark of a footnote to the paragraph that began at item `start`. It is tagged as a reference whose label is a
    /// link to the note (ISO 32000-1, 14.8.4.4.1).
    pub(super) fn push_footnote_mark(&mut self, number: u32, content: &[Inline], start: usize, parent: TagId) {
        self.set_after(start, After::Nothing);
        // Two marks at one word are no number of two digits.
        if self.items[start..].last().is_some_and(|item| item.is_raised) {
            self.push_raised(",", 0);
        }
        let reference = self.tree.add(StructureRole::Reference, parent);
        let index = self.footnotes.len();
        let text = format!("Chú thích {number}");
        let link = self.label_link(reference, note_anchor(index), text, Some(index));
        self.push_raised(&number.to_string(), link);
        self.footnotes.push(FootnoteText { number, content: content.to_vec() });
    }

    /// A label that is a link, as a child of `parent`: the link's number.
    fn label_link(&mut self, parent: TagId, target: String, text: String, footnote: Option<usize>) -> u32 {
        let label = self.tree.add(StructureRole::Lbl, parent);
        let tag = self.tree.add(StructureRole::Link, label);
        self.links.push(LinkText { target, text, tag, footnote });
        self.links.len() as u32
    }

    fn push_raised(&mut self, figures: &str, link: u32) {
        let items = &mut self.items;
        self.shaper.pieces(Face::Regular, figures, |piece, word| {
            let width = (piece.width as f32 * MARK_SIZE).round() as i32;
            let (face, after) = (Face::Regular, After::Nothing);
            items.push(Item { word, width, face, after, link, is_raised: true });
        });
    }

    /// The footnotes whose marks stand in a line.
    fn footnotes_in(&self, line: &Line) -> Vec<usize> {
        let raised = self.of(&line.items).iter().filter(|item| item.is_raised);
        raised.filter_map(|item| self.links.get((item.link as usize).checked_sub(1)?)?.footnote).collect()
    }
}

impl Typesetter<'_> {
    /// Sets the notes of the marks that stand in a piece.
    pub(super) fn set_footnotes(&mut self, piece: &mut Piece) {
        let Content::Line { line, .. } = &piece.content else { return };
        if !self.text.footnotes.is_empty() {
            piece.footnotes = self.text.footnotes_in(line).into_iter().map(|index| self.set_footnote(index)).collect();
        }
    }

    /// Sets a note: its number, which leads back to the mark, and what it says.
    fn set_footnote(&mut self, index: usize) -> SetFootnote {
        let footnote = &mut self.text.footnotes[index];
        let (number, content) = (footnote.number, std::mem::take(&mut footnote.content));
        let tag = self.text.tree.block(StructureRole::Note);
        let start = self.text.items.len();
        let back = format!("Trở lại chỗ dẫn chú thích {number}");
        let link = self.text.label_link(tag, mark_name(index), back, None);
        self.text.push_raised(&number.to_string(), link);
        self.text.set_after(start, After::Bound);
        self.text.push_inlines(&content, start, UPRIGHT, tag);
        let items = start as u32..self.text.items.len() as u32;
        let measure =
            Measure { alignment: Alignment::Justified, method: Method::Even, ..self.measure(self.theme.footnote.size) };
        let mut lines = Vec::new();
        self.text.lines(items, measure, &mut lines);
        SetFootnote { index, tag, lines }
    }
}

/// How many lines of a note of so many stand on the page of its mark at least.
fn least_lines(count: usize) -> usize {
    if count <= LEAST_LINES + 1 { count } else { LEAST_LINES }
}

impl Paginator<'_> {
    /// Height of a line of notes.
    fn foot_pitch(&self) -> f32 {
        self.theme.footnote.size * self.theme.footnote.line_pitch
    }

    /// What stands above a note: the rule above the first of a page, a gap above others.
    fn above_footnote(&self, is_first: bool) -> f32 {
        let theme = &self.theme.footnote;
        if is_first { theme.gap + theme.rule_gap } else { theme.note_gap }
    }

    /// Height that notes need at least on the page of these pieces: all of each but the last, of which the first lines are
    /// enough. Where a note already goes on on the next page, no other can begin on this one.
    pub(super) fn least_footnotes(&self, pieces: &[Piece]) -> f32 {
        let mut height = 0.0;
        let mut is_first = self.foot.is_empty();
        let mut spared = 0;
        for note in pieces.iter().flat_map(|piece| &piece.footnotes) {
            let count = note.lines.len();
            height += self.above_footnote(is_first) + count as f32 * self.foot_pitch();
            is_first = false;
            spared = count - least_lines(count);
        }
        if height > 0.0 && !self.foot.carried.is_empty() {
            return f32::INFINITY;
        }
        height - spared as f32 * self.foot_pitch()
    }

    /// For each piece of a group what of the group comes behind it; nothing where the group does not fit.
    pub(super) fn rests(&self, pieces: &[Piece]) -> Vec<Rest> {
        let has_footnotes = pieces.iter().any(|piece| !piece.footnotes.is_empty());
        if !has_footnotes || self.height(pieces) > self.room() {
            return vec![Rest::default(); pieces.len()];
        }
        let mut rests = Vec::with_capacity(pieces.len());
        for at in 1..=pieces.len() {
            let rest = &pieces[at..];
            let text: f32 = rest.iter().map(|piece| piece.gap + piece.height).sum();
            let has_footnotes = rest.iter().any(|piece| !piece.footnotes.is_empty());
            rests.push(Rest { height: text + self.least_footnotes(rest), has_footnotes });
        }
        rests
    }

    /// Puts the notes of a piece that has just been placed at the foot of its page, as much of the last as there is room for.
    pub(super) fn take_footnotes(&mut self, footnotes: Vec<SetFootnote>, rest: Rest) {
        let last = footnotes.len().saturating_sub(1);
        for (place, note) in footnotes.into_iter().enumerate() {
            let count = note.lines.len();
            let room = self.room() - self.above_footnote(self.foot.is_empty());
            let lines_in = |height: f32| (height / self.foot_pitch()).floor().max(0.0) as usize;
            let mut fit = count;
            if place == last && !rest.has_footnotes {
                fit = lines_in(room - rest.height).min(count);
                // Not a single line on the next page.
                if count - fit == 1 && fit > LEAST_LINES {
                    fit -= 1;
                }
                fit = fit.max(least_lines(count));
            }
            let fit = if self.foot.carried.is_empty() { fit.min(lines_in(room)) } else { 0 };
            let (index, tag) = (note.index, note.tag);
            for (at, line) in note.lines.into_iter().enumerate() {
                let line = FootLine { line, tag, begins: (at == 0).then_some(index) };
                if at < fit { self.push_foot(line) } else { self.foot.carried.push_back(line) }
            }
        }
    }

    fn push_foot(&mut self, line: FootLine) {
        self.foot.height += self.foot_cost(&line);
        self.foot.lines.push(line);
    }

    /// Height that a line adds at the foot of the page.
    fn foot_cost(&self, line: &FootLine) -> f32 {
        let is_first = self.foot.is_empty();
        let above = if is_first || line.begins.is_some() { self.above_footnote(is_first) } else { 0.0 };
        above + self.foot_pitch()
    }

    /// Puts what goes on from the page before at the foot of a new page, up to a share of it.
    pub(super) fn take_carried_footnotes(&mut self) {
        let limit = CARRIED_SHARE * self.frame.text_height();
        while let Some(line) = self.foot.carried.pop_front() {
            if self.foot.height + self.foot_cost(&line) > limit && !self.foot.is_empty() {
                self.foot.carried.push_front(line);
                break;
            }
            self.push_foot(line);
        }
    }

    /// Places all notes that are left, on pages of their own where they must be.
    pub(super) fn end_footnotes(&mut self, text: &mut Text<'_>) {
        while !self.foot.carried.is_empty() {
            self.new_page(text);
        }
        self.place_footnotes(text);
    }

    /// Places the notes of the last page, now that it is full.
    pub(super) fn place_footnotes(&mut self, text: &Text<'_>) {
        let lines = std::mem::take(&mut self.foot.lines);
        let height = std::mem::take(&mut self.foot.height);
        let Some(page) = self.pages.last_mut().filter(|_| !lines.is_empty()) else { return };
        let theme = &self.theme.footnote;
        let mut y = self.frame.bottom - height + theme.gap;
        let from = (self.frame.left, y);
        let to = (self.frame.left + theme.rule_width_mm * MM, y);
        page.rules.push(Rule { from, to, thickness: theme.rule_thickness, grey: 0.0 });
        y += theme.rule_gap;
        let pitch = self.foot_pitch();
        for (at, FootLine { line, tag, begins }) in lines.into_iter().enumerate() {
            if let Some(index) = begins {
                y += if at > 0 { theme.note_gap } else { 0.0 };
                let mark = Mark { anchor: note_anchor(index), outline: None };
                self.references.mark(mark, self.pages.len() - 1, y);
            }
            self.place_line(&line, y + self.theme.baseline(line.size, pitch), MarkedContent::Tag(tag), text);
            y += pitch;
        }
    }
}

#[cfg(test)]
mod tests;
