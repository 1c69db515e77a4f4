//! Dates as people write them into cells.

use crate::model::Date;

/// A date read from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// The date.
    pub date: Date,
    /// Day and month could be told apart only by assuming the Vietnamese order (day first).
    pub assumed_order: bool,
}

/// The date a text states: `30/11/2025`, `30.11.2025`, `30-11-25`, `2025-11-30`, `ngày 30 tháng 11 năm 2025`,
/// `Tây Ninh, ngày 05 tháng 01 năm 2026`, `11/30/2025` (month first where the day first is impossible), with a time of
/// day or without. `None` where there is none.
pub fn parse_date(text: &str) -> Option<WrittenDate> {
    let _ = text;
    todo!()
}
