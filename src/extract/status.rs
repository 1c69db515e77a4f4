//! States in words, as remarks and columns ask for them.

use crate::model::Status;
use crate::vietnamese::{StateColumn, read_state};

/// Whether a text tells how a work stands, in one way or several.
pub(super) fn tells_state(text: &str) -> bool {
    // No year is later than the last: what a text says of a year does not matter here.
    read_state(text, i16::MAX, StateColumn::States).tells_state()
}

/// The states that a text can be read as, in words: `Hoàn thành hoặc Đang thực hiện`.
pub(super) fn in_words(states: &[Status]) -> String {
    states.iter().map(|state| state.vietnamese()).collect::<Vec<_>>().join(" hoặc ")
}
