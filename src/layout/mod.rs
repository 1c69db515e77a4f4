//! A document to [`Pages`]: positioned runs of shaped words, rules, fills, tags. Pure: no files, no clock.
//!
//! | module | does |
//! |---|---|
//! | `theme` | sizes and distances |
//! | `fonts`, `shape`, `breaks` | text to shaped words, and where they may break |
//! | `text`, `lines` | inline content to items, items to lines |
//! | `flow`, `place` | lines, rows and drawings onto pages |
//! | `blocks`, `first_page`, `closing`, `annex`, `chart` | what the document is made of, each to strips |
//! | `table_draft`, `table_widths`, `table`, `table_place` | tables: shape, share the width, set, place |
//! | `structure` | the tree of tags |

mod annex;
mod blocks;
mod breaks;
mod chart;
mod closing;
mod first_page;
mod flow;
mod fonts;
mod lines;
mod pages;
mod place;
mod shape;
mod structure;
mod table;
mod table_draft;
mod table_place;
mod table_widths;
mod text;
mod theme;

use rustc_hash::FxHashSet;

use crate::compose::{Block, Document, Orientation};
use flow::Flow;
use shape::Shaper;
use text::Text;

pub use fonts::Fonts;
pub use pages::{
    Face, Fill, Glyph, LabelRange, Link, MarkedContent, OutlineEntry, Page, Pages, PlacedWord, Rule, Run, ShapedWord,
    StructureNode, StructureRole, TagId, WordId,
};
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

/// Sets a document.
pub fn lay_out(document: &Document, fonts: &Fonts, theme: &Theme) -> Result<Pages, LayoutError> {
    theme.validate()?;
    let mut flow = Flow::new(Text::new(Shaper::new(fonts), anchors(document)), theme);
    flow.begin_section(Orientation::Portrait, String::new());
    flow.first_page(&document.first_page);
    flow.blocks(&document.body, 1);
    flow.closing(&document.closing);
    for annex in &document.annexes {
        flow.annex(annex);
    }
    Ok(Pages { properties: document.properties.clone(), ..flow.finish() })
}

/// What links may lead to.
fn anchors(document: &Document) -> FxHashSet<&str> {
    let mut anchors = FxHashSet::default();
    let blocks = document.annexes.iter().flat_map(|annex| &annex.blocks).chain(&document.body);
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } => drop(anchors.insert(anchor.as_str())),
            Block::Table(table) => anchors.extend(table.rows.iter().map(|row| row.anchor.as_str())),
            _ => {}
        }
    }
    anchors.remove("");
    anchors
}

/// The fonts the program ships, for tests.
#[cfg(test)]
fn test_fonts() -> &'static Fonts {
    use std::borrow::Cow;
    use std::sync::OnceLock;
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let files: [&'static [u8]; 4] = [
            include_bytes!("../../templates/fonts/LiberationSerif-Regular.ttf"),
            include_bytes!("../../templates/fonts/LiberationSerif-Bold.ttf"),
            include_bytes!("../../templates/fonts/LiberationSerif-Italic.ttf"),
            include_bytes!("../../templates/fonts/LiberationSerif-BoldItalic.ttf"),
        ];
        Fonts::new(files.map(Cow::Borrowed)).expect("the shipped fonts are fonts")
    })
}
