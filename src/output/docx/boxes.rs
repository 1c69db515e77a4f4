//! The boxes around the text (decree 30/2020, Phụ lục I; numbers of boxes in brackets): the first page, the closing, the
//! heads of annexes. Side by side they stand in tables without borders.

use std::fmt::Write;

use super::look::{eighths, twips, twips_of_mm};
use super::record::Kind;
use super::styles::{self, PLAIN_TABLE};
use super::writer::{Paragraph, Writer};
use crate::compose::{Annex, Closing, FirstPage, Style};

/// The most of the text width that Quốc hiệu's column takes, as on the pages of the PDF.
const WIDEST_RIGHT: f32 = 0.64;
/// Writes what is in a cell.
type CellWriter<'a, W> = &'a dyn Fn(&mut W);

const BOLD: Style = Style { bold: true, italic: false };
const ITALIC: Style = Style { bold: false, italic: true };
const UPRIGHT: Style = Style { bold: false, italic: false };

impl Writer<'_, '_> {
    /// The boxes above the text, from the issuing body to Kính gửi (1 to 5, 9a).
    pub(super) fn first_page(&mut self, page: &FirstPage) {
        let (left, right) = self.first_columns(page);
        self.side_by_side(
            [left, right],
            &[
                [&|writer| writer.issuer(page, left), &|writer| writer.nation(page, right)],
                [&|writer| writer.number(page, left), &|writer| {
                    let style = Paragraph::of(styles::PLACE_AND_DATE);
                    writer.text_block(Kind::Box, &page.place_and_date, &style);
                }],
            ],
        );
        if !page.kind.is_empty() {
            self.title(page);
        }
        self.addressees(&page.addressees);
    }

    /// Widths of the two columns: the right one is as wide as Quốc hiệu and the date need.
    fn first_columns(&mut self, page: &FirstPage) -> (f32, f32) {
        let theme = &self.look.first_page;
        let texts = [
            (&page.nation, BOLD, theme.nation_size),
            (&page.motto, BOLD, theme.motto_size),
            (&page.place_and_date, ITALIC, theme.date_size),
        ];
        let total = self.ruler.text_width();
        let least = total * (1.0 - theme.left_share);
        let widths = texts.map(|(text, style, size)| self.ruler.width_of(text, style, size));
        // A little more than the text needs: no two programs measure quite alike.
        let needed = widths.into_iter().fold(0.0, f32::max) + 6.0;
        let right = needed.max(least).min(total * WIDEST_RIGHT);
        (total - right, right)
    }

    /// Cơ quan chủ quản and cơ quan ban hành (2), with a rule below.
    fn issuer(&mut self, page: &FirstPage, width: f32) {
        let style = if page.superior_is_issuer { styles::ISSUER } else { styles::SUPERIOR };
        self.text_block(Kind::Box, &page.superior, &Paragraph::of(style));
        self.text_block(Kind::Box, &page.issuer, &Paragraph::of(styles::ISSUER));
        let theme = &self.look.first_page;
        let last = self.ruler.width_of(&page.issuer, BOLD, theme.issuer_size).min(width);
        self.rule(width, last * theme.rule_share, 0.0);
    }

    /// Quốc hiệu and tiêu ngữ (1), with a rule as long as the text below.
    fn nation(&mut self, page: &FirstPage, width: f32) {
        self.text_block(Kind::Box, &page.nation, &Paragraph::of(styles::NATION));
        self.text_block(Kind::Box, &page.motto, &Paragraph::of(styles::MOTTO));
        let length = self.ruler.width_of(&page.motto, BOLD, self.look.first_page.motto_size).min(width);
        self.rule(width, length, 0.0);
    }

    /// Số, ký hiệu (3), the `V/v` of a công văn (5b), and the mark of a draft in its box.
    fn number(&mut self, page: &FirstPage, width: f32) {
        self.text_block(Kind::Box, &page.number, &Paragraph::of(styles::NUMBER));
        if page.kind.is_empty() {
            self.text_block(Kind::Box, &page.subject, &Paragraph::of(styles::LETTER_SUBJECT));
        }
        if let Some(mark) = &page.draft_mark {
            let theme = &self.look.first_page;
            let length = self.ruler.width_of(mark, BOLD, theme.draft_size) + theme.draft_size * 1.2;
            let inset = twips((width - length).max(0.0) / 2.0);
            let size = eighths(theme.rule_thickness);
            let side =
                |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"1\" w:color=\"000000\"/>");
            let borders = ["top", "left", "bottom", "right"].map(side).concat();
            let paragraph = Paragraph { borders, indent: Some((inset, inset, 0)), ..Paragraph::of(styles::DRAFT) };
            self.text_block(Kind::Box, mark, &paragraph);
        }
    }

    /// Type and subject (5a), with a rule below.
    fn title(&mut self, page: &FirstPage) {
        self.text_block(Kind::Box, &page.kind, &Paragraph::of(styles::KIND));
        self.text_block(Kind::Box, &page.subject, &Paragraph::of(styles::SUBJECT));
        let theme = &self.look.first_page;
        let width = self.ruler.text_width();
        let (text, size) = if page.subject.trim().is_empty() {
            (&page.kind, theme.kind_size)
        } else {
            (&page.subject, theme.subject_size)
        };
        let length = self.ruler.width_of(text, BOLD, size).min(width * 0.88);
        let below = theme.addressee_gap - self.look.body.paragraph_gap;
        self.rule(width, length * theme.rule_share, below);
    }

    /// Kính gửi (9a): one addressee on the same line, several on lines of their own below the colon.
    fn addressees(&mut self, addressees: &[String]) {
        const LABEL: &str = "Kính gửi:";
        let plain = |name: &str| name.trim().trim_end_matches(['.', ';']).to_owned();
        let theme = &self.look.first_page;
        let (size, gap) = (theme.addressee_size, Some(twips(theme.addressee_gap)));
        match addressees {
            [] => return,
            [one] => {
                let paragraph = Paragraph { above: gap, ..Paragraph::of(styles::ADDRESSEE) };
                self.text_block(Kind::Box, &format!("{LABEL} {}", plain(one)), &paragraph);
            }
            several => {
                let left = 2 * twips_of_mm(self.look.body.first_line_indent_mm);
                let colon = left + twips(self.ruler.width_of(LABEL, UPRIGHT, size));
                let dash = twips(self.ruler.width_of("- ", UPRIGHT, size));
                let flush = Paragraph { align: Some("left"), ..Paragraph::of(styles::ADDRESSEE) };
                self.text_block(
                    Kind::Box,
                    LABEL,
                    &Paragraph { above: gap, indent: Some((left, 0, 0)), ..flush.clone() },
                );
                for (index, name) in several.iter().enumerate() {
                    let end = if index + 1 == several.len() { '.' } else { ';' };
                    let indent = Some((colon + dash, 0, -dash));
                    let paragraph = Paragraph { indent, ..flush.clone() };
                    self.text_block(Kind::Box, &format!("- {}{end}", plain(name)), &paragraph);
                }
            }
        }
        let space = (self.look.first_page.addressee_gap - self.look.body.paragraph_gap).max(0.0);
        let paragraph = Paragraph { keep_next: true, above: Some(twips(space)), ..Paragraph::of(styles::RULE) };
        self.paragraph(&paragraph, |_| {});
    }

    /// Nơi nhận (9b) and, level with it, the signature (7a, 7b).
    pub(super) fn closing(&mut self, closing: &Closing) {
        if closing.capacity.is_empty() && closing.name.is_empty() && closing.recipients.is_empty() {
            return;
        }
        let total = self.ruler.text_width();
        let left = total * self.look.closing.left_share;
        let gap = self.look.closing.gap;
        let space = Paragraph { keep_next: true, above: Some(twips(gap)), ..Paragraph::of(styles::RULE) };
        self.paragraph(&space, |_| {});
        self.side_by_side(
            [left, total - left],
            &[[&|writer| writer.recipients(&closing.recipients), &|writer| writer.signature(closing)]],
        );
    }

    fn recipients(&mut self, recipients: &[String]) {
        if !recipients.is_empty() {
            self.text_block(Kind::Box, "Nơi nhận:", &Paragraph::of(styles::RECIPIENTS_TITLE));
        }
        for recipient in recipients {
            self.text_block(Kind::Box, recipient, &Paragraph::of(styles::RECIPIENT));
        }
    }

    /// Capacity, room for signature and seal, name.
    fn signature(&mut self, closing: &Closing) {
        for capacity in &closing.capacity {
            self.text_block(Kind::Box, capacity, &Paragraph::of(styles::CAPACITY));
        }
        if closing.name.trim().is_empty() {
            // Room for the name that is not known yet.
            self.paragraph(&Paragraph::of(styles::NAME), |_| {});
        } else {
            self.text_block(Kind::Box, &closing.name, &Paragraph::of(styles::NAME));
        }
    }

    /// The head of an annex: label, title, what it belongs to, a rule.
    pub(super) fn annex_head(&mut self, annex: &Annex) {
        self.text_block(
            Kind::Box,
            &annex.label,
            &Paragraph { anchor: annex.anchor.clone(), ..Paragraph::of(styles::ANNEX_LABEL) },
        );
        self.text_block(Kind::Box, &annex.title, &Paragraph::of(styles::ANNEX_TITLE));
        self.text_block(Kind::Box, &annex.reference, &Paragraph::of(styles::ANNEX_REFERENCE));
        let width = self.ruler.text_width();
        let theme = &self.look.annex;
        let reference = self.ruler.width_of(&annex.reference, ITALIC, theme.reference_size);
        self.rule(width, reference.clamp(90.0, 240.0) * self.look.first_page.rule_share, theme.gap);
    }

    /// A table without borders: rows of two cells, each written by itself. A cell has to have a paragraph.
    fn side_by_side(&mut self, widths: [f32; 2], rows: &[[CellWriter<'_, Self>; 2]]) {
        let widths = widths.map(twips);
        let total: i32 = widths.iter().sum();
        _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{PLAIN_TABLE}\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblLayout \
             w:type=\"fixed\"/><w:tblLook w:val=\"0000\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"{}\"/><w:gridCol \
             w:w=\"{}\"/></w:tblGrid>",
            widths[0], widths[1]
        );
        for row in rows {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (cell, width) in row.iter().zip(widths) {
                _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
                cell(self);
                // A cell ends with a paragraph, whatever else is in it.
                if !self.xml.ends_with("</w:p>") {
                    self.paragraph(&Paragraph { keep_next: true, ..Paragraph::of(styles::RULE) }, |_| {});
                }
                self.xml.push_str("</w:tc>");
            }
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
    }
}
