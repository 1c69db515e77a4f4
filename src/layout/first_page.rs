//! The boxes of the first page (decree 30/2020, Phụ lục I; numbers of boxes (ô) in brackets). The decree fixes
//! sizes and what stands under what; the widths of the two columns follow from the text.

use super::lines::{Alignment, Line, Measure, Method};
use super::piece::{Content, Drawing, Piece};
use super::text::{BOLD, ITALIC, UPRIGHT};
use super::theme::MM;
use super::typesetter::Typesetter;
use super::{MarkedContent, Rule, StructureRole};
use crate::compose::{FirstPage, Style};

/// The most of the text width that Quốc hiệu's column takes.
const WIDEST_RIGHT: f32 = 0.64;
/// Gap between number and `V/v` of a công văn (5b).
const LETTER_SUBJECT_GAP: f32 = 6.0;

impl Typesetter<'_> {
    /// The boxes above the text, from the draft mark to Kính gửi.
    pub(super) fn first_page(&mut self, page: &FirstPage) {
        let mut drawing = Drawing::default();
        let bottom = self.columns(page, &mut drawing);
        if bottom > 0.0 {
            self.push(Piece::new(bottom, Content::Drawing(Box::new(drawing))));
        }
        if !page.kind.is_empty() {
            self.title(page);
        }
        self.addressees(&page.addressees);
    }

    /// `DỰ THẢO` in a box below the number, clear of the type and title that follow. Returns its bottom.
    fn draft_mark(&mut self, mark: &str, column: Measure, top: f32, drawing: &mut Drawing) -> f32 {
        let theme = &self.theme.first_page;
        let (size, gap, thickness) = (theme.draft_size, theme.draft_gap, theme.rule_thickness);
        let top = top + gap;
        let before = drawing.lines.len();
        let bottom = self.text_box(mark, BOLD, Measure { size, ..column }, top + 1.0, drawing) + 1.0;
        let lines = drawing.lines[before..].iter().map(|(_, line, _)| (line.x, line.x + line.width));
        let (left, right) =
            lines.fold((f32::MAX, f32::MIN), |(left, right), (from, to)| (left.min(from), right.max(to)));
        if left > right {
            return bottom;
        }
        let inset = size * 0.6;
        let (left, right) = ((left - inset).max(self.frame.left), right + inset);
        let side = |from, to| Rule { from, to, thickness, grey: 0.0 };
        drawing.rules.extend([
            side((left, top), (right, top)),
            side((right, top), (right, bottom)),
            side((right, bottom), (left, bottom)),
            side((left, bottom), (left, top)),
        ]);
        bottom
    }

    /// Quốc hiệu (1), the issuing body (2), number (3), place and date (4). Returns the bottom.
    fn columns(&mut self, page: &FirstPage, drawing: &mut Drawing) -> f32 {
        let top = 0.0;
        let theme = &self.theme.first_page;
        let (nation_size, motto_size) = (theme.nation_size, theme.motto_size);
        let (issuer_size, number_size, date_size) = (theme.issuer_size, theme.number_size, theme.date_size);
        let (rule_gap, rule_share, number_gap) = (theme.rule_gap, theme.rule_share, theme.number_gap);
        let letter_size = theme.letter_subject_size;
        let (left, right) = self.first_columns(page);

        let y = self.text_box(&page.nation, BOLD, Measure { size: nation_size, ..right }, top, drawing);
        let motto_top = y;
        let mut right_bottom = self.text_box(&page.motto, BOLD, Measure { size: motto_size, ..right }, y, drawing);
        if right_bottom > motto_top {
            // Rule as long as the text (1).
            right_bottom = self.rule_under_last(1.0, right_bottom, rule_gap, drawing);
        }

        let style = if page.superior_is_issuer { BOLD } else { UPRIGHT };
        let y = self.text_box(&page.superior, style, Measure { size: issuer_size, ..left }, top, drawing);
        // The issuer on the line of the motto, whose letters are taller.
        let level = if y > top && y < motto_top + 0.1 { motto_top + (motto_size - issuer_size) * 0.6 } else { y };
        let mut left_bottom = self.text_box(&page.issuer, BOLD, Measure { size: issuer_size, ..left }, level, drawing);
        if left_bottom > top {
            left_bottom = self.rule_under_last(rule_share, left_bottom, rule_gap, drawing);
        }

        let level = left_bottom.max(right_bottom) + if left_bottom.max(right_bottom) > top { number_gap } else { 0.0 };
        let pitch = number_size.max(date_size) * self.theme.body.line_pitch;
        let baseline = level + self.baseline(number_size.max(date_size), pitch);
        let numbered = self.level_text(&page.number, UPRIGHT, Measure { size: number_size, ..left }, baseline, drawing);
        let dated =
            self.level_text(&page.place_and_date, ITALIC, Measure { size: date_size, ..right }, baseline, drawing);
        let mut bottom = if numbered + dated > 0 { level + pitch * numbered.max(dated) as f32 } else { level };
        if page.kind.is_empty() && !page.subject.is_empty() {
            let measure = Measure { size: letter_size, method: Method::Balanced, ..left };
            bottom = bottom.max(self.text_box(&page.subject, UPRIGHT, measure, bottom + LETTER_SUBJECT_GAP, drawing));
        }
        if let Some(mark) = &page.draft_mark {
            bottom = self.draft_mark(mark, left, bottom, drawing);
        }
        bottom
    }

    /// The two columns: the right one as wide as Quốc hiệu and the date need, the rest is the issuing body's.
    fn first_columns(&mut self, page: &FirstPage) -> (Measure, Measure) {
        let theme = &self.theme.first_page;
        let sizes = [
            (page.nation.as_str(), BOLD, theme.nation_size),
            (page.motto.as_str(), BOLD, theme.motto_size),
            (page.place_and_date.as_str(), ITALIC, theme.date_size),
        ];
        let total = self.frame.text_width();
        let least = total * (1.0 - theme.left_share);
        let needed = sizes.map(|(text, style, size)| self.width_of(text, style, size)).into_iter().fold(0.0, f32::max);
        let width = (needed + 1.0).max(least).min(total * WIDEST_RIGHT);
        let column = Measure { alignment: Alignment::Center, method: Method::Balanced, ..self.measure(12.0) };
        let left = Measure { width: total - width - 4.0, ..column };
        (left, Measure { left: self.frame.right - width, width, ..column })
    }

    fn width_of(&mut self, text: &str, style: Style, size: f32) -> f32 {
        let items = self.text.plain(text, style);
        self.text.natural_width(&items) as f32 * size / 1000.0
    }

    /// A rule centred below the last line of the drawing. Returns its height on the page.
    fn rule_under_last(&self, share: f32, bottom: f32, gap: f32, drawing: &mut Drawing) -> f32 {
        let Some((_, line, _)) = drawing.lines.last() else { return bottom };
        let (middle, half) = (line.x + line.width / 2.0, line.width * share / 2.0);
        let thickness = self.theme.first_page.rule_thickness;
        let y = bottom + gap * 0.5;
        drawing.rules.push(Rule { from: (middle - half, y), to: (middle + half, y), thickness, grey: 0.0 });
        y
    }

    /// A paragraph whose first line stands on `baseline`. Returns how many lines it has.
    fn level_text(
        &mut self,
        text: &str,
        style: Style,
        measure: Measure,
        baseline: f32,
        drawing: &mut Drawing,
    ) -> usize {
        if text.trim().is_empty() {
            return 0;
        }
        let tag = self.text.tree.block(StructureRole::P);
        let lines = self.line(text, style, measure);
        let count = lines.len();
        let pitch = measure.size * self.theme.body.line_pitch;
        for (index, line) in lines.into_iter().enumerate() {
            drawing.lines.push((baseline + index as f32 * pitch, line, MarkedContent::Tag(tag)));
        }
        count
    }

    /// Type and subject (5a), with a rule below.
    fn title(&mut self, page: &FirstPage) {
        let theme = &self.theme.first_page;
        let (kind_size, subject_size) = (theme.kind_size, theme.subject_size);
        let (kind_gap, gap) = (theme.kind_gap, theme.addressee_gap);
        let tag = self.text.tree.block(StructureRole::P);
        let mut width = self.centred(&page.kind, BOLD, kind_size, tag, kind_gap);
        if !page.subject.trim().is_empty() {
            let tag = self.text.tree.block(StructureRole::P);
            width = self.centred(&page.subject, BOLD, subject_size, tag, 0.0);
        }
        let gap = (gap - self.theme.body.paragraph_gap).max(0.0);
        self.rule_below(width, gap);
    }

    /// Kính gửi (9a): one addressee on the same line, several on lines of their own below the colon.
    fn addressees(&mut self, addressees: &[String]) {
        let size = self.theme.first_page.addressee_size;
        let gap = self.theme.first_page.addressee_gap;
        match addressees {
            [] => {}
            [one] => {
                let tag = self.text.tree.block(StructureRole::P);
                self.centred(&format!("Kính gửi: {}", one.trim_end_matches(['.', ';'])), UPRIGHT, size, tag, gap);
            }
            several => self.several_addressees(several, size, gap),
        }
        if !addressees.is_empty() {
            let space = (gap - self.theme.body.paragraph_gap).max(0.0);
            let mut piece = Piece::new(space, Content::Drawing(Box::default()));
            piece.keep = true;
            self.push(piece);
        }
    }

    fn several_addressees(&mut self, addressees: &[String], size: f32, gap: f32) {
        const LABEL: &str = "Kính gửi:";
        let left = self.frame.left + 2.0 * self.theme.body.first_line_indent_mm * MM;
        let under_colon = left + self.width_of(LABEL, UPRIGHT, size);
        let dash_room = self.width_of("- ", UPRIGHT, size) + size * 0.25;
        let label = Measure { left, ..self.measure(size) };
        let text = under_colon + dash_room;
        let body = Measure { left: text, width: self.frame.right - text, ..label };
        let tag = self.text.tree.block(StructureRole::P);
        let line = self.line(LABEL, UPRIGHT, label).pop();
        self.addressee_line(line, None, tag, gap);
        let list = self.text.tree.block(StructureRole::L);
        for (index, name) in addressees.iter().enumerate() {
            let entry = self.text.tree.add(StructureRole::LI, list);
            let mark_tag = self.text.tree.add(StructureRole::Lbl, entry);
            let tag = self.text.tree.add(StructureRole::LBody, entry);
            let end = if index + 1 == addressees.len() { '.' } else { ';' };
            let name = format!("{}{end}", name.trim().trim_end_matches(['.', ';']));
            let mut mark =
                self.line("-", UPRIGHT, Measure { left: under_colon, ..label }).pop().map(|line| (line, mark_tag));
            for line in self.line(&name, UPRIGHT, body) {
                self.addressee_line(Some(line), mark.take(), tag, 0.0);
            }
        }
    }

    fn addressee_line(&mut self, line: Option<Line>, label: Option<(Line, super::TagId)>, tag: super::TagId, gap: f32) {
        let Some(line) = line else { return };
        let pitch = line.size * self.theme.body.line_pitch;
        let mut piece = Piece::new(pitch, Content::Line { line, tag, label });
        piece.gap = gap;
        self.push(piece);
    }
}
