//! The workspace: its folders, its TOML files, and what is built into the program.

mod agencies;
mod aliases;
mod duties;
mod embedded;
mod error;
mod examples;
mod goals;
mod indicators;
mod levels;
mod names;
mod owed_by;
mod own_files;
mod read_agencies;
mod read_aggregation;
mod read_goals;
mod read_indicators;
mod read_report;
mod refusal;
mod report;
mod scale;
mod shared_registry;
mod source;
mod spelling;
mod workspace;

pub use agencies::{Body, BodyGroup, BodyKind, Period, Registry};
pub use aliases::{ALIASES, Aliases, empty_aliases};
pub use error::ConfigError;
pub use examples::Example;
pub use goals::{Baseline, Bound, Direction, IndicatorRole, Target};
pub use indicators::{Aggregation, FundingLine, Indicator, Indicators};
pub use levels::Level;
pub use names::{COMMENTARY, is_backup, is_clutter, is_unfinished};
pub use owed_by::{BodySelection, OwedBy};
pub use report::{
    Addressee, Edition, EditionKind, IssuingBody, LetterSettings, ReportSettings, SeriesBreak, Signatory, Tier,
};
pub use scale::Scale;
pub use workspace::{EarlierSource, EffectiveFiles, OwnText, Settings, Workspace, bags_in};
