//! The document as a Word file that leaders go on writing in: Nghị định 30/2020/NĐ-CP in Word's own means, with every block
//! in a control that tells its place in the plan, and every figure in one that is locked.
//!
//! The parts are written as text. docx-rs, the crate of the field, has no locked controls and no parts of one's own, and
//! Word mends what stands in another order than the schema's: here the order can be read.
//!
//! | module | writes |
//! |---|---|
//! | `look` | nothing: the theme in Word's units |
//! | `styles`, `parts` | the styles; numbering, settings, page numbers, properties |
//! | `writer` | blocks in their controls, paragraphs, runs, figures |
//! | `body`, `tables`, `charts`, `boxes` | what the document is made of |
//! | `emf` | pictures |
//! | `record` | what was drafted, for the way back |
//! | `package`, `xml` | the zip package; what XML escapes |

mod body;
mod boxes;
mod charts;
mod emf;
mod look;
mod package;
mod parts;
mod record;
mod styles;
mod tables;
#[cfg(test)]
mod tests;
mod writer;
mod xml;

use std::fmt::Write;
use std::io;

use crate::compose::{Document, Orientation};
use crate::layout::Ruler;
use look::twips_of_mm;
use package::{Part, package};
use writer::{Paragraph, Writer};

pub use look::Look;
pub use record::{Stamp, digest_of_inputs};

/// Where the boxes of the first page stand, and those of the closing.
const FIRST_PAGE: &str = "trang-dau";
const CLOSING: &str = "ky-ten";

/// A document as a Word file. Same document, same bytes.
pub fn write_docx(document: &Document, stamp: &Stamp, look: &Look, ruler: &mut Ruler<'_>) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(look, ruler);
    writer.document(document);
    let record = writer.record.part(stamp);
    let sized = writer.sized_styles();
    let (body, charts) = (writer.xml, writer.charts);
    let mut parts = vec![
        parts::package_relationships(),
        Part::new("word/document.xml", parts::DOCUMENT, parts::document(&body)),
        parts::document_relationships(charts.len()),
        Part::new("word/styles.xml", parts::STYLES, styles::part(look, &sized)),
        Part::new("word/numbering.xml", parts::NUMBERING, parts::numbering(look)),
        Part::new("word/settings.xml", parts::SETTINGS, parts::settings()),
        Part::new("word/fontTable.xml", parts::FONTS, parts::fonts()),
        Part::new("word/theme/theme1.xml", parts::THEME, parts::theme()),
        Part::new("word/header1.xml", parts::HEADER, parts::header(true)),
        Part::new("word/header2.xml", parts::HEADER, parts::header(false)),
    ];
    parts.extend((1..).zip(charts).map(|(number, content)| Part {
        name: format!("word/media/chart{number}.emf"),
        content_type: None,
        content,
    }));
    parts.extend(parts::custom_xml(record));
    parts.extend(parts::properties(&document.properties));
    package(&parts)
}

impl Writer<'_, '_> {
    fn document(&mut self, document: &Document) {
        self.ruler.begin_section(Orientation::Portrait, false);
        self.go_to(FIRST_PAGE);
        self.first_page(&document.first_page);
        self.go_to(body::OPENING);
        self.blocks(&document.body, true);
        self.go_to(CLOSING);
        self.closing(&document.closing);
        let mut orientation = Orientation::Portrait;
        for annex in &document.annexes {
            self.end_section(orientation);
            orientation = annex.orientation;
            self.ruler.begin_section(orientation, true);
            self.go_to(&annex.anchor);
            self.annex_head(annex);
            self.blocks(&annex.blocks, false);
        }
        // The last section belongs to the body itself, which must not end with a table.
        self.paragraph(&Paragraph::of(styles::SECTION_END), |_| {});
        let last = self.section(orientation);
        self.xml.push_str(&last);
    }

    /// Ends a section that is not the last: its properties stand in its last paragraph.
    fn end_section(&mut self, orientation: Orientation) {
        let section = self.section(orientation);
        let style = styles::SECTION_END.id;
        _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{section}</w:pPr></w:p>");
    }

    /// Paper, margins and page numbers, which begin anew and are not shown on the first page.
    fn section(&self, orientation: Orientation) -> String {
        let page = &self.look.page;
        let (width, height) = (twips_of_mm(page.width_mm), twips_of_mm(page.height_mm));
        let paper = match orientation {
            Orientation::Portrait => format!("<w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>"),
            Orientation::Landscape => format!("<w:pgSz w:w=\"{height}\" w:h=\"{width}\" w:orient=\"landscape\"/>"),
        };
        let margins = [page.margin_top_mm, page.margin_right_mm, page.margin_bottom_mm, page.margin_left_mm];
        let [top, right, bottom, left] = margins.map(twips_of_mm);
        // The number stands in the middle of the margin.
        let header = ((top - look::twips(page.number_size * 1.15)) / 2).max(0);
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:headerReference w:type=\"first\" \
             r:id=\"rIdFirst\"/><w:type w:val=\"nextPage\"/>{paper}<w:pgMar w:top=\"{top}\" w:right=\"{right}\" \
             w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{header}\" w:footer=\"{}\" w:gutter=\"0\"/><w:pgNumType \
             w:start=\"1\"/><w:titlePg/></w:sectPr>",
            bottom / 2
        )
    }
}
