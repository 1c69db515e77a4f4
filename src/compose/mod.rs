//! A consolidation to a [`Document`]: Tera templates yield Markdown, Markdown is parsed into semantic blocks.

mod document;
mod escape;
mod frame;
mod markdown;
mod render;
mod sentences;
mod shared;
mod typography;

use crate::config::{Edition, Workspace};
use crate::merge::Consolidation;
use crate::model::Bilingual;

pub use document::{
    Align, Annex, Block, Chart, Closing, Column, Document, FirstPage, HeadCell, Inline, ListItem, Orientation,
    Properties, Row, RowKind, Series, Style, Table, TableCell,
};

/// A template that cannot be used: which, where, and what is expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problem.en)]
pub struct ComposeError {
    /// Name of the template: `report-full.md`.
    pub template: String,
    /// Line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong and what is expected.
    pub problem: Bilingual,
}

/// What văn thư gives a document when it is signed: number and date. A document without them is a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Số.
    pub number: u32,
    /// The day of issue.
    pub date: crate::model::Date,
}

/// Writes one edition of the report; a draft where there is no `release`.
pub fn compose(
    consolidation: &Consolidation,
    edition: &Edition,
    release: Option<&Release>,
    workspace: &Workspace,
) -> Result<Document, ComposeError> {
    let _ = (consolidation, edition, release, workspace);
    todo!()
}
