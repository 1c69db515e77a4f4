//! Vietnamese text: composition, folding, numbers and dates as they are written, legacy encodings.

mod amount;
mod citation;
mod committee;
mod date;
mod fold;
mod format;
mod legacy;
mod number;
mod statement;
mod syllable;

pub use amount::{parse_amount_unit, parse_unit};
pub use citation::{IncompleteCitation, incomplete_citations};
pub use committee::{COMMITTEE, COMMITTEE_IN_FULL, after_committee, committee_in_full, without_committee};
pub use date::{WrittenDate, parse_date};
pub use fold::{WordPairs, compose, fold, folded_closeness, folded_in_full, folded_similarity, similarity, tone_key};
pub use format::{format_date, format_date_in_words, format_decimal, format_integer, lower_first};
pub use legacy::{LegacyEncoding, decode_as, decode_legacy, encoding_of_font};
pub use number::{WrittenNumber, parse_number};
pub use statement::says_something;
pub use unicode_normalization::char::is_combining_mark;
