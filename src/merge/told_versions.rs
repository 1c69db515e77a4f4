//! What has to be told of two versions of what a body sent.

use std::sync::Arc;

use super::consolidation::Change;
use super::merged_rows::Kept;
use crate::model::AgencyId;

/// Two versions of which each gives a part of what counts, or of which the newer has blank what the older had.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedVersions {
    /// The sender.
    pub agency: AgencyId,
    /// The file of the older version.
    pub older: Arc<str>,
    /// That of the newer.
    pub newer: Arc<str>,
    /// Their sheets, where both stand in one file.
    pub sheets: Option<(String, String)>,
    /// What changed in the rows that both have.
    pub changes: Vec<Change>,
    /// What stays from the older, because the newer leaves it out.
    pub kept: Vec<Kept>,
    /// What the newer has blank: it counts no more.
    pub withdrawn: Vec<Change>,
    /// How many rows outside the plan stay from the older.
    pub outside: usize,
}

/// Values that two versions give differently, with nothing to tell which is newer. Neither counts.
#[derive(Clone, Debug, PartialEq)]
pub struct ContestedValues {
    /// The sender.
    pub agency: AgencyId,
    /// The file of the one.
    pub first: Arc<str>,
    /// That of the other.
    pub second: Arc<str>,
    /// Their sheets, where both stand in one file.
    pub sheets: Option<(String, String)>,
    /// The values: before of the first, after of the second.
    pub values: Vec<Change>,
}
