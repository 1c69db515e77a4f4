//! Tables built straight from the consolidation: too many cells to go through a template one by one.

mod build;
mod catalogue;
mod deadlines;
mod details;
mod funding;
mod goals;
mod indicators;
mod progress;
mod submissions;

pub(super) use catalogue::{catalogue, outside};
pub(super) use deadlines::{overdue, timeliness};
pub(super) use details::details;
pub(super) use funding::{funding, funding_by_agency};
pub(super) use indicators::{indicators, indicators_by_agency};
pub(super) use progress::{progress_by_agency, progress_by_group};
pub(super) use submissions::{submissions, submissions_by_level};
