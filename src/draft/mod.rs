//! A draft that came back from its readers, compared with what was drafted: which paragraph was rewritten, added, removed,
//! moved, parted or joined, which figure somebody typed anew. What can be said in the commentary is proposed as edits of it;
//! everything else is told. Pure.
//!
//! `record` is what the draft carries along of itself, `view` how the file reads with its tracked changes accepted or
//! rejected, `matching` which block is which, `paragraph` what changed in one, `compare` puts them together and `proposal`
//! brings the changes to where the report stands now.

mod compare;
mod matching;
mod paragraph;
mod proposal;
mod record;
mod view;
mod walk;
mod words;

pub use compare::{Change, ChangeKind, Comparison, Remark, Tracked, compare};
pub use proposal::{Proposal, propose};
pub use record::{DraftRecord, DraftedBlock, DraftedFigure, Kind};
pub use words::marked;
