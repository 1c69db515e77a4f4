//! The states a point of the plan can be reported in.

use serde::{Deserialize, Serialize};

/// Trạng thái thực hiện, as the form offers it. A point without a status and without content is no report at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Hoàn thành.
    Completed,
    /// Đang thực hiện.
    InProgress,
    /// Chưa thực hiện.
    NotStarted,
    /// Không thuộc nhiệm vụ.
    NotApplicable,
}

impl Status {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Completed, Self::InProgress, Self::NotStarted, Self::NotApplicable];

    /// What stands in the place of a state where a body said nothing.
    pub const NO_REPORT: &'static str = "Chưa báo cáo";

    /// What stands in the place of a state where a body does not have to report on the point.
    pub const NOT_OWED: &'static str = "Không giao";

    /// The words of a state, or those of silence.
    pub fn label(state: Option<Self>) -> &'static str {
        state.map_or(Self::NO_REPORT, Self::vietnamese)
    }

    /// The word in `data.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::InProgress => "in_progress",
            Self::NotStarted => "not_started",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The words on the form and in the report.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Completed => "Hoàn thành",
            Self::InProgress => "Đang thực hiện",
            Self::NotStarted => "Chưa thực hiện",
            Self::NotApplicable => "Không thuộc nhiệm vụ",
        }
    }
}
