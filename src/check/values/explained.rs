//! What is already said about the figures of a year, so that one cause is told once.

use rustc_hash::FxHashSet;

use crate::extract::RemarkKind;
use crate::merge::Consolidation;
use crate::model::{AgencyId, Field};

/// A figure: whose it is, its row and its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FigureKey<'a> {
    pub(super) agency: &'a AgencyId,
    /// `CT13`, `III.1.1`, `II.1.a`.
    pub(super) row: &'a str,
    /// Its column.
    pub(super) field: Field,
}

/// The figures that a finding explains already.
pub(super) struct Explained<'a> {
    keys: FxHashSet<FigureKey<'a>>,
    /// Rows in which a figure could not be read, or can be read in two ways.
    doubtful: FxHashSet<(&'a AgencyId, &'a str)>,
}

impl<'a> Explained<'a> {
    /// What reading the files has shown.
    pub(super) fn new(consolidation: &'a Consolidation) -> Self {
        let doubtful = consolidation
            .remarks
            .iter()
            .filter(|said| {
                matches!(
                    said.remark.kind,
                    RemarkKind::NotANumber
                        | RemarkKind::AmbiguousNumber
                        | RemarkKind::FormulaWithoutValue
                        | RemarkKind::ErrorCell
                        | RemarkKind::DuplicateRow
                )
            })
            .map(|said| (&said.agency, said.remark.row.as_str()))
            .collect();
        Self { keys: FxHashSet::default(), doubtful }
    }

    /// Notes that a finding is about this figure.
    pub(super) fn note(&mut self, key: FigureKey<'a>) {
        self.keys.insert(key);
    }

    /// Whether what is odd about this figure, or comes of it, is told already.
    pub(super) fn covers(&self, key: FigureKey<'a>) -> bool {
        self.keys.contains(&key) || self.doubtful.contains(&(key.agency, key.row))
    }
}
