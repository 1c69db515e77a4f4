//! An answer in words that stand in an order.

use std::sync::Arc;

/// A level that a body says it is at: `Có`, `Đạt`, `Mức 2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its place among the levels of its indicator, the lowest first, from 0.
    pub rank: usize,
    /// Its word, as the settings have it.
    pub word: Arc<str>,
}
