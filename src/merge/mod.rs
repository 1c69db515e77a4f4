//! Extractions to a [`Consolidation`]: the plan's tree with every agency's entries, totals and completeness.

mod consolidation;

pub use consolidation::{
    AgencyReport, Consolidation, Counts, FundingEntry, FundingSummary, IndicatorEntry, IndicatorSummary, OutsideEntry,
    ProgressEntry, ProgressSummary, Submission,
};
