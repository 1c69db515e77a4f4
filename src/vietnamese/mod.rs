//! Vietnamese text: composition, folding, numbers, dates and states as they are written, legacy encodings, fonts of signs.

mod amount;
mod cause;
mod citation;
mod citation_form;
mod committee;
mod date;
mod deadline;
mod fold;
mod format;
mod legacy;
mod level;
mod named_documents;
mod number;
mod scale;
mod state;
mod statement;
mod syllable;
mod symbol_font;
mod territory;

pub use amount::{parse_amount_unit, parse_unit};
pub use cause::{CauseKind, ToldCause, with_causes};
pub use citation::{IncompleteCitation, incomplete_citations};
pub use citation_form::{CitationFault, MisshapenCitation, misshapen_citations};
pub use committee::{COMMITTEE, COMMITTEE_IN_FULL, after_committee, committee_in_full, without_committee};
pub use date::{WrittenDate, parse_date};
pub use deadline::{Deadline, parse_deadline};
pub use fold::{
    WordPairs, compose, first_folded, fold, fold_beginning, folded_closeness, folded_in_full, folded_similarity,
    has_words, similarity, tone_key,
};
pub use format::{format_date, format_date_in_words, format_decimal, format_integer, lower_first, upper_first};
pub use legacy::{LegacyEncoding, decode_as, decode_legacy, encoding_of_font};
pub use level::{read_level, read_yes_no};
pub use named_documents::{NamedDocument, named_documents};
pub use number::{WrittenNumber, parse_number};
pub use scale::count_of_unit;
pub use state::{StateColumn, StateReading, WrittenState, read_state, says_only_a_state};
pub use statement::says_something;
pub use syllable::syllable_counts;
pub use symbol_font::{is_font_of_signs, signs_of_font};
pub use territory::{COUNTRY, after_territory_kind, kinds_together, territory, whole_of};
pub use unicode_normalization::char::is_combining_mark;
