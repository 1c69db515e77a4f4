//! Signature block and Nơi nhận (decree 30/2020, Phụ lục I, ô 7 and 9b): level with each other, never torn apart,
//! never alone on a page.

use super::lines::{Alignment, Line, Measure};
use super::piece::{Content, Drawing, Piece};
use super::text::{BOLD, BOLD_ITALIC, UPRIGHT};
use super::theme::MM;
use super::typesetter::Typesetter;
use super::{MarkedContent, StructureRole, TagId};
use crate::compose::Closing;

/// Share of a page that Nơi nhận takes beside the signature; a longer list goes on below, line by line.
const RECIPIENTS_SHARE: f32 = 0.5;

impl Typesetter<'_> {
    /// The closing, which stays with the last two lines of the text.
    pub(super) fn closing(&mut self, closing: &Closing) {
        if closing.capacity.is_empty() && closing.name.is_empty() && closing.recipients.is_empty() {
            return;
        }
        let mut drawing = Drawing::default();
        let signed = self.signature(closing, &mut drawing);
        let (listed, rest) = self.recipients(&closing.recipients, signed, &mut drawing);
        let mut piece = Piece::new(signed.max(listed), Content::Drawing(Box::new(drawing)));
        piece.gap = self.theme.closing.gap;
        piece.keep = true;
        self.push(piece);
        for (line, tag) in rest {
            let pitch = line.size * self.theme.body.line_pitch;
            self.push(Piece::new(pitch, Content::Line { line, tag, label: None }));
        }
    }

    /// Capacity, room for signature and seal, name: centred in the right half. Returns the height.
    fn signature(&mut self, closing: &Closing, drawing: &mut Drawing) -> f32 {
        let theme = &self.theme.closing;
        let (capacity_size, name_size) = (theme.capacity_size, theme.name_size);
        let space = theme.signature_space_mm * MM;
        let left = self.frame.left + self.frame.text_width() * theme.left_share;
        let column = Measure {
            left,
            width: self.frame.right - left,
            alignment: Alignment::Center,
            ..self.measure(capacity_size)
        };
        let mut y = 0.0;
        for text in &closing.capacity {
            y = self.text_box(text, BOLD, column, y, drawing);
        }
        y += space;
        if closing.name.trim().is_empty() {
            y
        } else {
            self.text_box(&closing.name, BOLD, Measure { size: name_size, ..column }, y, drawing)
        }
    }

    /// Nơi nhận in the left half. Returns its height and the lines that are too many to stand beside the signature.
    fn recipients(&mut self, recipients: &[String], beside: f32, drawing: &mut Drawing) -> (f32, Vec<(Line, TagId)>) {
        if recipients.is_empty() {
            return (0.0, Vec::new());
        }
        let theme = &self.theme.closing;
        let (title_size, size) = (theme.recipients_title_size, theme.recipients_size);
        let width = self.frame.text_width() * theme.left_share - 2.0 * MM;
        // On the baseline of the capacity, whose letters are taller.
        let first_pitch = theme.capacity_size * self.theme.body.line_pitch;
        let first = self.baseline(theme.capacity_size, first_pitch);
        let tag = self.text.tree.block(StructureRole::P);
        for line in self.line("Nơi nhận:", BOLD_ITALIC, Measure { width, ..self.measure(title_size) }) {
            drawing.lines.push((first, line, MarkedContent::Tag(tag)));
        }
        let pitch = size * self.theme.body.line_pitch;
        let limit = beside.max(self.frame.text_height() * RECIPIENTS_SHARE);
        let mut y = first_pitch;
        let mut rest = Vec::new();
        for recipient in recipients {
            let tag = self.text.tree.block(StructureRole::P);
            for line in self.line(recipient, UPRIGHT, Measure { width, ..self.measure(size) }) {
                if y + pitch > limit || !rest.is_empty() {
                    rest.push((line, tag));
                } else {
                    drawing.lines.push((y + self.baseline(size, pitch), line, MarkedContent::Tag(tag)));
                    y += pitch;
                }
            }
        }
        (y, rest)
    }

    /// Adds a paragraph of its own to a drawing, its top at `y`. Returns its bottom.
    pub(super) fn text_box(
        &mut self,
        text: &str,
        style: crate::compose::Style,
        measure: Measure,
        y: f32,
        drawing: &mut Drawing,
    ) -> f32 {
        let tag = self.text.tree.block(StructureRole::P);
        let pitch = measure.size * self.theme.body.line_pitch;
        let mut top = y;
        for line in self.line(text, style, measure) {
            drawing.lines.push((top + self.baseline(line.size, pitch), line, MarkedContent::Tag(tag)));
            top += pitch;
        }
        top
    }
}
