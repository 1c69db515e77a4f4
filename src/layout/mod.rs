//! A document to [`Pages`]: positioned runs of shaped words, rules, fills, tags. Pure: no files, no clock.
//!
//! | module | does |
//! |---|---|
//! | `theme` | sizes and distances |
//! | `fonts`, `shape`, `breaks` | text to shaped words, and where they may break |
//! | `text`, `lines` | inline content to items, items to lines |
//! | `typesetter`, `piece` | blocks to pieces, which have a height and know no page |
//! | `blocks`, `first_page`, `closing`, `annex`, `chart` | what the document is made of, each to pieces |
//! | `table_draft`, `table_widths`, `table`, `table_pieces` | tables: shape, share the width, set, part into pieces |
//! | `paginator`, `table_break` | pieces to pages: where pages break, what stays together; how a table goes on |
//! | `place`, `table_place` | lines, drawings and rows onto the page they were given |
//! | `references` | outline, anchors and links |
//! | `structure` | the tree of tags |
//! | `ruler` | measures for outputs whose pages another program breaks |

mod annex;
mod blocks;
mod breaks;
mod chart;
mod closing;
mod first_page;
mod fonts;
mod lines;
mod pages;
mod paginator;
mod piece;
mod place;
mod references;
mod ruler;
mod shape;
mod structure;
mod table;
mod table_break;
mod table_draft;
mod table_pieces;
mod table_place;
mod table_widths;
mod text;
mod theme;
mod typesetter;

use rustc_hash::FxHashSet;

use crate::compose::{Annex, Block, Document, Orientation, Properties};
use paginator::Paginator;
use piece::Mark;
use shape::Shaper;
use text::Text;
use typesetter::Typesetter;

pub use fonts::Fonts;
pub use pages::{
    Face, Fill, Glyph, LabelRange, Link, MarkedContent, OutlineEntry, Page, Pages, PlacedWord, Rule, Run, ShapedWord,
    StructureNode, StructureRole, TagId, WordId,
};
pub use ruler::{Picture, PictureText, Ruler, TableMeasures};
pub use theme::Theme;

/// A document that cannot be set: a font that is none, a theme that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// A font file cannot be used; which face and why.
    #[error("the {face} font cannot be used: {reason}")]
    Font {
        /// `regular`, `bold`, `italic`, `bold italic`.
        face: &'static str,
        /// The reader's words.
        reason: String,
    },
    /// `theme.toml` asks for something impossible.
    #[error("templates/theme.toml: {0}")]
    Theme(String),
}

/// Sets a document. Each block is dropped as it is set: of thousands of bodies the document is as large as its pages.
pub fn lay_out(document: Document, fonts: &Fonts, theme: &Theme) -> Result<Pages, LayoutError> {
    theme.validate()?;
    let mut setting = Setting::new(Text::new(Shaper::new(fonts), anchors([&document])), theme);
    let properties = document.properties.clone();
    setting.document(document, String::new(), None);
    Ok(Pages { properties, ..setting.finish() })
}

/// Sets several documents one behind the other, for printing: each begins a page and has page numbers of its own, and the
/// outline leads to it by the title of its properties. `properties` are those of the whole.
pub fn lay_out_series(
    documents: Vec<Document>,
    properties: Properties,
    fonts: &Fonts,
    theme: &Theme,
) -> Result<Pages, LayoutError> {
    theme.validate()?;
    let mut setting = Setting::new(Text::new(Shaper::new(fonts), anchors(&documents)), theme);
    for (number, document) in (1..).zip(documents) {
        let title = document.properties.title.clone();
        setting.document(document, format!("{number}-"), Some(&title));
    }
    Ok(Pages { properties, ..setting.finish() })
}

/// A document being set: block by block to pieces, and the pieces to pages.
struct Setting<'a> {
    typesetter: Typesetter<'a>,
    paginator: Paginator<'a>,
}

impl<'a> Setting<'a> {
    fn new(text: Text<'a>, theme: &'a Theme) -> Self {
        Self { typesetter: Typesetter::new(text, theme), paginator: Paginator::new(theme) }
    }

    /// A document from its first page to its last annex. `prefix` stands before the labels of its own pages; `title` is its
    /// entry in the outline.
    fn document(&mut self, document: Document, prefix: String, title: Option<&str>) {
        self.begin_section(Orientation::Portrait, prefix, title.unwrap_or_default());
        self.typesetter.first_page(&document.first_page);
        self.paginate();
        self.blocks(document.body, 1);
        self.typesetter.closing(&document.closing);
        self.paginate();
        for annex in document.annexes {
            self.annex(annex);
        }
    }

    /// An annex: a section of its own, with its own page numbers.
    fn annex(&mut self, annex: Annex) {
        self.begin_section(annex.orientation, annex::label_prefix(&annex.label), &annex::annex_title(&annex));
        self.typesetter.in_annex = true;
        self.typesetter.annex_head(&annex);
        self.paginate();
        self.blocks(annex.blocks, 2);
    }

    /// Begins a section on a new page. `title` is its entry in the outline; it has none where that is empty.
    fn begin_section(&mut self, orientation: Orientation, prefix: String, title: &str) {
        self.paginator.begin_section(orientation, prefix, &mut self.typesetter.text);
        self.typesetter.begin_section(orientation);
        if !title.is_empty() {
            self.paginator.mark_top(Mark { anchor: String::new(), outline: Some((title.to_owned(), 1)) });
        }
    }

    /// Each block is dropped as it is set.
    fn blocks(&mut self, blocks: Vec<Block>, outline: u8) {
        for block in blocks {
            self.typesetter.block(&block, outline);
            self.paginate();
        }
    }

    /// Hands what is set to the paginator.
    fn paginate(&mut self) {
        for piece in self.typesetter.take_galley() {
            self.paginator.push(piece, &mut self.typesetter.text);
        }
    }

    fn finish(self) -> Pages {
        self.paginator.finish(self.typesetter.text)
    }
}

/// What links may lead to.
fn anchors<'a>(documents: impl IntoIterator<Item = &'a Document>) -> FxHashSet<String> {
    let mut anchors = FxHashSet::default();
    let blocks = documents
        .into_iter()
        .flat_map(|document| document.annexes.iter().flat_map(|annex| &annex.blocks).chain(&document.body));
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } => drop(anchors.insert(anchor.clone())),
            Block::Table(table) => anchors.extend(table.rows.iter().map(|row| row.anchor.clone())),
            _ => {}
        }
    }
    anchors.remove("");
    anchors
}

/// The files of the fonts the program ships, for tests.
#[cfg(test)]
const TEST_FONTS: [&[u8]; 4] = [
    include_bytes!("../../templates/fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../templates/fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../templates/fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../templates/fonts/LiberationSerif-BoldItalic.ttf"),
];

/// The fonts the program ships, for tests.
#[cfg(test)]
fn test_fonts() -> &'static Fonts {
    use std::borrow::Cow;
    use std::sync::OnceLock;
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::new(TEST_FONTS.map(Cow::Borrowed)).expect("the shipped fonts are fonts"))
}

/// The same, but the space of the bold face is so many of its 2048 units wide: the shipped faces have one width for all.
#[cfg(test)]
fn test_fonts_with_bold_space(units: u16) -> Fonts {
    use std::borrow::Cow;
    /// In Liberation's fonts.
    const SPACE_GLYPH: usize = 3;
    let mut bold = TEST_FONTS[1].to_vec();
    // The directory of an OpenType file: tag, checksum, offset and length of each table.
    let entry = bold.chunks_exact(4).position(|tag| tag == b"hmtx").expect("a font has advances") * 4;
    let offset = u32::from_be_bytes(bold[entry + 8..entry + 12].try_into().expect("four bytes")) as usize;
    bold[offset + 4 * SPACE_GLYPH..][..2].copy_from_slice(&units.to_be_bytes());
    let [regular, _, italic, bold_italic] = TEST_FONTS.map(Cow::Borrowed);
    Fonts::new([regular, Cow::Owned(bold), italic, bold_italic]).expect("they are fonts")
}
