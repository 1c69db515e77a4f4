//! A document to [`Pages`]: positioned runs of shaped words, rules, fills, tags. Pure: no files, no clock.

mod pages;

use std::borrow::Cow;

use crate::compose::Document;

pub use pages::{
    Face, Fill, Glyph, LabelRange, Link, MarkedContent, OutlineEntry, Page, Pages, PlacedWord, Rule, Run, ShapedWord,
    StructureNode, StructureRole, TagId, WordId,
};

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

/// Sets a document. `fonts` are the four faces in the order of [`Face`].
pub fn lay_out(document: &Document, fonts: &[Cow<'static, [u8]>; 4]) -> Result<Pages, LayoutError> {
    let _ = (document, fonts);
    todo!()
}
