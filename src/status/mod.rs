//! The state of a year on a day: who reported and who did not, what is wrong, and what changed since the last check.
//! [`YearStatus`] is what `check` says on the terminal and on its page. Pure: the day and the last check are given.

mod changes;
mod last_check;
mod year;

pub use changes::{Change, ChangeKind, changes};
pub use last_check::{DayOfChanges, FileMark, FindingMark, LastCheck};
pub use year::{FindingGroup, LevelStatus, SubmissionCounts, YearStatus};
