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

/// The four faces, ready for shaping.
pub struct Fonts {
    files: [Cow<'static, [u8]>; 4],
}

impl Fonts {
    /// The fonts in `files`, in the order of [`Face`].
    pub fn new(files: [Cow<'static, [u8]>; 4]) -> Result<Self, LayoutError> {
        Ok(Self { files })
    }

    /// The font files, in the order of [`Face`].
    pub fn files(&self) -> &[Cow<'static, [u8]>; 4] {
        &self.files
    }
}

/// Sizes and distances of the official page: `templates/theme.toml`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {}

/// Sets a document.
pub fn lay_out(document: &Document, fonts: &Fonts, theme: &Theme) -> Result<Pages, LayoutError> {
    let _ = (document, fonts, theme);
    todo!()
}
