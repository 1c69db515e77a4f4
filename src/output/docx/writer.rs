//! The main part as it grows: blocks in their tagged controls, paragraphs, runs, figures in locked controls.

use std::fmt::Write;

use rustc_hash::{FxHashMap, FxHashSet};

use super::look::{Look, half_points};
use super::record::{Kind, Record, digest, tag};
use super::styles::Style;
use super::xml::escape;
use crate::compose::{self, Inline};
use crate::layout::Ruler;

/// What the tag of a block begins with.
const BLOCK: &str = "tonghop:b:";
/// What the tag of a figure begins with.
const FIGURE: &str = "tonghop:f:";

/// The document as it grows.
pub(super) struct Writer<'a, 'f> {
    /// What stands in the body so far.
    pub(super) xml: String,
    pub(super) look: &'a Look,
    pub(super) ruler: &'a mut Ruler<'f>,
    pub(super) record: Record,
    /// The pictures of the charts, in their order.
    pub(super) charts: Vec<Vec<u8>>,
    /// Styles of cells that are needed in other sizes than their own: the style and half points.
    pub(super) sizes: Vec<(Style, i32)>,
    /// The next paragraph begins a page.
    pub(super) breaks_page: bool,
    /// Where in the plan or the report the next block stands.
    place: String,
    /// Blocks so far at each place.
    ordinals: FxHashMap<String, usize>,
    /// The place and number of the open block, and how many figures it has.
    open: (String, usize),
    /// The bookmark of the open block, until its first paragraph has it.
    mark: Option<String>,
    /// What is being written is a table.
    pub(super) in_table: bool,
    ids: Ids,
    bookmarks: usize,
}

/// A paragraph's properties. In the order of the schema.
#[derive(Clone, Default)]
pub(super) struct Paragraph {
    /// Its style; that of plain text where there is none.
    pub(super) style: Option<Style>,
    /// The size of its style, where it is another than the style's own, in half points.
    pub(super) size: Option<i32>,
    /// It stays with what follows.
    pub(super) keep_next: bool,
    /// `w:pBdr` with its sides.
    pub(super) borders: String,
    /// Space above, in twentieths of a point.
    pub(super) above: Option<i32>,
    /// From the left, from the right, and of the first line (below zero it hangs), in twentieths of a point.
    pub(super) indent: Option<(i32, i32, i32)>,
    /// `left`, `center`, `right`, `both`.
    pub(super) align: Option<&'static str>,
    /// An anchor that links lead to.
    pub(super) anchor: String,
}

impl Paragraph {
    /// A paragraph of this style.
    pub(super) fn of(style: Style) -> Self {
        Self { style: Some(style), ..Self::default() }
    }
}

impl<'a, 'f> Writer<'a, 'f> {
    pub(super) fn new(look: &'a Look, ruler: &'a mut Ruler<'f>) -> Self {
        Self {
            xml: String::with_capacity(1 << 20),
            look,
            ruler,
            record: Record::default(),
            charts: Vec::new(),
            sizes: Vec::new(),
            breaks_page: false,
            place: String::new(),
            ordinals: FxHashMap::default(),
            open: (String::new(), 0),
            mark: None,
            in_table: false,
            ids: Ids::default(),
            bookmarks: 0,
        }
    }

    /// What follows stands at this place.
    pub(super) fn go_to(&mut self, place: &str) {
        place.clone_into(&mut self.place);
    }

    /// A block with its words, in a control that tells its place; `write` writes what is in it. Nobody can change a locked
    /// one.
    pub(super) fn block(&mut self, kind: Kind, text: &str, write: impl FnOnce(&mut Self)) {
        let ordinal = self.ordinals.entry(self.place.clone()).or_default();
        *ordinal += 1;
        self.open = (format!("{}/{ordinal}", self.place), 0);
        let tag = tag(&format!("{BLOCK}{}", self.open.0));
        let id = self.ids.of(&tag);
        self.record.block(&tag, kind, text);
        self.mark = Some(bookmark(&tag));
        // Of a chart no word can be changed, so that none is lost on the way back.
        let lock = if kind == Kind::Chart { "<w:lock w:val=\"sdtContentLocked\"/>" } else { "" };
        _ = write!(
            self.xml,
            "<w:sdt><w:sdtPr><w:tag w:val=\"{}\"/><w:id w:val=\"{id}\"/>{lock}<w15:appearance w15:val=\"hidden\"/></w:sdtPr>\
             <w:sdtContent>",
            escape(&tag)
        );
        write(self);
        self.xml.push_str("</w:sdtContent></w:sdt>");
    }

    /// A paragraph; `write` writes its runs.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, write: impl FnOnce(&mut Self)) {
        self.xml.push_str("<w:p><w:pPr>");
        if let Some(style) = paragraph.style {
            let size = paragraph.size.map_or_else(String::new, |size| format!("-{size}"));
            _ = write!(self.xml, "<w:pStyle w:val=\"{}{size}\"/>", style.id);
        }
        self.xml.push_str(if paragraph.keep_next { "<w:keepNext/>" } else { "" });
        self.xml.push_str(if std::mem::take(&mut self.breaks_page) { "<w:pageBreakBefore/>" } else { "" });
        if !paragraph.borders.is_empty() {
            _ = write!(self.xml, "<w:pBdr>{}</w:pBdr>", paragraph.borders);
        }
        if let Some(above) = paragraph.above {
            _ = write!(self.xml, "<w:spacing w:before=\"{above}\"/>");
        }
        if let Some((left, right, first)) = paragraph.indent {
            let first =
                if first < 0 { format!("w:hanging=\"{}\"", -first) } else { format!("w:firstLine=\"{first}\"") };
            _ = write!(self.xml, "<w:ind w:left=\"{left}\" w:right=\"{right}\" {first}/>");
        }
        if let Some(align) = paragraph.align {
            _ = write!(self.xml, "<w:jc w:val=\"{align}\"/>");
        }
        self.xml.push_str("</w:pPr>");
        // A block has a bookmark as well: some programs keep bookmarks and lose the tags of controls.
        let anchor = (!paragraph.anchor.is_empty()).then(|| bookmark(&paragraph.anchor));
        let marks = [self.mark.take(), anchor].into_iter().flatten().map(|name| self.open_bookmark(&name));
        let marks: Vec<usize> = marks.collect();
        write(self);
        for id in marks.iter().rev() {
            _ = write!(self.xml, "<w:bookmarkEnd w:id=\"{id}\"/>");
        }
        self.xml.push_str("</w:p>");
    }

    /// A paragraph in one style, as a block of its own.
    pub(super) fn text_block(&mut self, kind: Kind, text: &str, paragraph: &Paragraph) {
        if !text.trim().is_empty() {
            self.block(kind, text, |writer| writer.paragraph(paragraph, |writer| writer.text(text)));
        }
    }

    /// An empty paragraph that shows a line, `length` long in the middle of `width`, both in points.
    pub(super) fn rule(&mut self, width: f32, length: f32, below: f32) {
        let page = &self.look.first_page;
        let inset = super::look::twips((width - length).max(0.0) / 2.0);
        let size = super::look::eighths(page.rule_thickness);
        let paragraph = Paragraph {
            borders: format!("<w:top w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"000000\"/>"),
            above: Some(super::look::twips(page.rule_gap)),
            indent: Some((inset, inset, 0)),
            keep_next: true,
            ..Paragraph::of(super::styles::RULE)
        };
        self.paragraph(&paragraph, |_| {});
        if below > 0.0 {
            let space = Paragraph {
                keep_next: true,
                above: Some(super::look::twips(below)),
                ..Paragraph::of(super::styles::RULE)
            };
            self.paragraph(&space, |_| {});
        }
    }

    /// Plain words.
    pub(super) fn text(&mut self, text: &str) {
        self.run(text, compose::Style::default());
    }

    fn run(&mut self, text: &str, style: compose::Style) {
        if !text.is_empty() {
            self.xml.push_str("<w:r>");
            self.properties(style);
            _ = write!(self.xml, "<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text));
        }
    }

    fn properties(&mut self, style: compose::Style) {
        if style.bold || style.italic {
            let bold = if style.bold { "<w:b/><w:bCs/>" } else { "" };
            let italic = if style.italic { "<w:i/><w:iCs/>" } else { "" };
            _ = write!(self.xml, "<w:rPr>{bold}{italic}</w:rPr>");
        }
    }

    /// Running text, whose own styles are added to `base`.
    pub(super) fn inlines(&mut self, content: &[Inline], base: compose::Style) {
        let join =
            |own: &compose::Style| compose::Style { bold: base.bold || own.bold, italic: base.italic || own.italic };
        for inline in content {
            match inline {
                Inline::Text { text, style } => self.run(text, join(style)),
                Inline::Figure { text, style, code } => self.figure(text, code, join(style)),
                Inline::Break => self.xml.push_str("<w:r><w:br/></w:r>"),
                // In a paragraph that has a control for itself LibreOffice takes the field of a link apart.
                Inline::Link { text, style, .. } if !self.in_table => self.run(text, join(style)),
                Inline::Link { target, text, style } => {
                    _ = write!(self.xml, "<w:hyperlink w:anchor=\"{}\" w:history=\"1\">", bookmark(target));
                    self.run(text, join(style));
                    self.xml.push_str("</w:hyperlink>");
                }
            }
        }
    }

    /// A figure: nobody types it anew.
    fn figure(&mut self, text: &str, code: &str, style: compose::Style) {
        self.open.1 += 1;
        let alias = if code.is_empty() { String::new() } else { format!("<w:alias w:val=\"{}\"/>", escape(code)) };
        let code = if code.is_empty() { format!("{}#{}", self.open.0, self.open.1) } else { code.to_owned() };
        let own = tag(&format!("{FIGURE}{code}"));
        let block = tag(&format!("{BLOCK}{}", self.open.0));
        let id = self.ids.of(&own);
        self.record.figure(&own, &block, text);
        _ = write!(
            self.xml,
            "<w:sdt><w:sdtPr>{alias}<w:tag w:val=\"{}\"/><w:id w:val=\"{id}\"/><w:lock w:val=\"sdtContentLocked\"/></w:sdtPr>\
             <w:sdtContent>",
            escape(&own)
        );
        self.run(text, style);
        self.xml.push_str("</w:sdtContent></w:sdt>");
    }

    fn open_bookmark(&mut self, name: &str) -> usize {
        self.bookmarks += 1;
        let id = self.bookmarks;
        _ = write!(self.xml, "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>");
        id
    }

    /// A style for cells in this size: its own, or one that is made for it.
    pub(super) fn cell_style(&mut self, style: Style, size: f32) -> Paragraph {
        let size = half_points(size);
        if size == half_points(self.look.table.size) {
            return Paragraph::of(style);
        }
        if !self.sizes.contains(&(style, size)) {
            self.sizes.push((style, size));
        }
        Paragraph { size: Some(size), ..Paragraph::of(style) }
    }
}

/// The name of the bookmark of an anchor or a tag: Word takes no points in names, and 40 letters at most. It hides those that begin
/// with a low line.
fn bookmark(anchor: &str) -> String {
    format!("_tonghop{}", &digest(anchor.as_bytes())[..16])
}

/// The words of running text.
pub(super) fn words(content: &[Inline]) -> String {
    let words = content.iter().map(|inline| match inline {
        Inline::Text { text, .. } | Inline::Figure { text, .. } | Inline::Link { text, .. } => text.as_str(),
        Inline::Break => " ",
    });
    words.collect()
}

/// Ids of controls: whole numbers that follow from the tags, no two alike.
#[derive(Default)]
struct Ids {
    given: FxHashSet<u32>,
    repeated: FxHashMap<String, usize>,
}

impl Ids {
    fn of(&mut self, tag: &str) -> u32 {
        let repeated = self.repeated.entry(tag.to_owned()).or_default();
        *repeated += 1;
        let checksum = digest(format!("{tag} {repeated}").as_bytes());
        // Below 2^31, and not nought, which says that there is none.
        let mut id = (u32::from_str_radix(&checksum[..8], 16).unwrap_or_default() >> 1).max(1);
        while !self.given.insert(id) {
            id = (id % 0x7fff_ffff) + 1;
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_from_tags_and_are_never_alike() {
        let (mut one, mut other) = (Ids::default(), Ids::default());
        let first = one.of("tonghop:f:CT13.TH");
        assert_eq!(first, other.of("tonghop:f:CT13.TH"));
        assert_ne!(first, one.of("tonghop:f:CT13.TH"));
        assert!((1..=0x7fff_ffff).contains(&first));
    }

    #[test]
    fn bookmarks_are_names_that_word_takes() {
        let name = bookmark("phu-luc-chi-tiet");
        assert!(name.len() <= 40 && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_'));
    }
}
