//! The workspace: its folders, its TOML files, and what is built into the program.

mod agencies;
mod aliases;
mod embedded;
mod error;
mod indicators;
mod report;
mod workspace;

pub use agencies::{Body, BodyKind, Period, Registry};
pub use aliases::Aliases;
pub use error::ConfigError;
pub use indicators::{Aggregation, FundingLine, Indicator, Indicators};
pub use report::{Addressee, Edition, EditionKind, IssuingBody, ReportSettings, Signatory};
pub use workspace::{Settings, Workspace};
