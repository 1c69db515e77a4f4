//! Charts as pictures: the very drawing of the PDF, in words and lines that scale. Nobody edits a figure in them.

use std::fmt::Write;

use super::emf::metafile;
use super::look::{emu, twips};
use super::record::Kind;
use super::styles;
use super::writer::{Paragraph, Writer};
use super::xml::escape;
use crate::compose::Chart;
use crate::layout::Picture;

/// What pictures are told by among drawings.
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

impl Writer<'_, '_> {
    /// A chart in as many pictures as pages need, and its caption.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let has_caption = !chart.caption.trim().is_empty();
        let pictures = self.ruler.chart(chart);
        let count = pictures.len();
        for (index, picture) in pictures.into_iter().enumerate() {
            let alternative = match (index, chart.caption.trim()) {
                (0, _) => chart.alternative.clone(),
                (_, "") => "Biểu đồ (tiếp theo)".to_owned(),
                (_, caption) => format!("{caption} (tiếp theo)"),
            };
            self.picture(&picture, &alternative, has_caption && index + 1 == count);
        }
        if has_caption {
            let above = Some(twips(2.0));
            self.text_block(Kind::Caption, &chart.caption, &Paragraph { above, ..Paragraph::of(styles::CAPTION) });
        }
    }

    fn picture(&mut self, picture: &Picture, alternative: &str, keep_next: bool) {
        self.charts.push(metafile(picture));
        let number = self.charts.len();
        let (width, height) = (emu(picture.width), emu(picture.height));
        self.block(Kind::Chart, &picture_words(picture), |writer| {
            writer.paragraph(&Paragraph { keep_next, ..Paragraph::of(styles::CHART) }, |writer| {
                _ = write!(
                    writer.xml,
                    "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" \
                     cy=\"{height}\"/><wp:docPr id=\"{number}\" name=\"Biểu đồ {number}\" descr=\"{}\"/>\
                     <wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"{DRAWING}\"><a:graphicData uri=\"{PICTURE}\"><pic:pic \
                     xmlns:pic=\"{PICTURE}\"><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"chart{number}.emf\"/>\
                     <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdChart{number}\"/><a:stretch>\
                     <a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext \
                     cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
                     </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
                    escape(alternative)
                );
            });
        });
    }
}

/// The words of a picture, a line each.
fn picture_words(picture: &Picture) -> String {
    let lines = picture.texts.iter().map(|text| text.letters.iter().map(|(letter, _)| *letter).collect::<String>());
    lines.collect::<Vec<_>>().join("\n")
}
