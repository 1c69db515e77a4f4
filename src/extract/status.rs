//! States in words, as remarks and columns ask for them.

use super::memo::Memo;
use crate::model::Status;
use crate::vietnamese::{StateColumn, read_state};

/// Whether a text tells how a work stands, in one way or several.
pub(super) fn tells_state(text: &str) -> bool {
    thread_local! {
        // Most states are told in the words that the form offers.
        static TELLS: Memo<bool> = Memo::new();
    }
    // No year is later than the last: what a text says of a year does not matter here.
    TELLS.with(|known| known.answer(text, || read_state(text, i16::MAX, StateColumn::States).tells_state()))
}

/// Whether a text is a tick, a cross or an empty box, and nothing else.
pub(super) fn is_sign(text: &str) -> bool {
    const SIGNS: [char; 17] = ['✓', '✔', '☑', '✅', '🗸', '🗹', '☒', '✗', '✘', '✕', '✖', '❌', '☐', '□', '○', '●', '■'];
    text.contains(SIGNS) && !text.contains(char::is_alphanumeric)
}

/// The states that a text can be read as, in words: `Hoàn thành hoặc Đang thực hiện`.
pub(super) fn in_words(states: &[Status]) -> String {
    states.iter().map(|state| state.vietnamese()).collect::<Vec<_>>().join(" hoặc ")
}
