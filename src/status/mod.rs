//! The state of a year on a day: who reported and who did not, what is wrong, and what changed since the last check.
//! [`YearStatus`] is what `check` says on the terminal and on its page. Pure: the day and the last check are given.

mod changes;
mod memory;
mod year;

pub use changes::{Change, ChangeKind, changes};
pub use memory::{DayOfChanges, FileMark, FindingMark, Memory};
pub use year::{FindingGroup, LevelStatus, SubmissionCounts, YearStatus};
