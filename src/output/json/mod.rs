//! `data.json`: the open contract. Anyone can check the report against it. And the program's own records, which other
//! folders keep beside it.

mod completion;
mod differences;
mod draft;
mod indicator;
mod plan;
mod read;
mod returned_draft;
mod trace;
mod view;

pub use differences::{FactDifference, differences};
pub use draft::{BodyChange, Draft, DraftChanges, Figure, FigureChange, FigurePlace, read_draft};
pub use read::read_data;

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::check::CheckedYear;
use crate::draft::{Comparison, DraftRecord, Proposal};
use crate::model::{AgencyId, Bilingual, Language};
use crate::plan::Plan;
use crate::status::LastCheck;
use crate::trace::Trace;
use crate::vietnamese::{IncompleteCitation, MisshapenCitation};

/// The version of the contract. In the second, `previous` of a point compares the completion among those that owe it; in the
/// first it was that among those that had reported.
const SCHEMA: &str = "tonghop/consolidation/2";

/// Whether data of this version are read: what is read of the first has the same meaning in both.
fn is_read(schema: &str) -> bool {
    [SCHEMA, "tonghop/consolidation/1"].contains(&schema)
}

/// What changed in a draft that came back, with the commentary as proposed.
pub fn returned_draft_as_json(
    record: &DraftRecord,
    comparison: &Comparison,
    proposal: &Proposal,
    left_aside: &[Bilingual],
    commentary: Option<&str>,
    language: Language,
) -> Vec<u8> {
    let view = returned_draft::ReturnedView::new(record, comparison, proposal, left_aside, commentary, language);
    let mut json = serde_json::to_vec_pretty(&view).unwrap_or_default();
    json.push(b'\n');
    json
}

/// Writes the year as JSON, amounts in triệu đồng. Same year, same bytes.
pub fn write_data(checked: &CheckedYear, sink: &mut dyn Write) -> io::Result<()> {
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut *sink, formatter);
    view::Data::new(checked).serialize(&mut serializer).map_err(io::Error::from)?;
    sink.write_all(b"\n")
}

/// Writes what a check remembers for the next.
pub fn write_last_check(last_check: &LastCheck, sink: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *sink, last_check).map_err(io::Error::from)
}

/// Reads what the last check remembered; nothing where the file is damaged or of another version: it only ever costs one
/// comparison.
pub fn read_last_check(bytes: &[u8]) -> Option<LastCheck> {
    read_record(bytes).ok().filter(LastCheck::is_current)
}

/// Writes a record of the program's own as JSON that a person can read, with a line end.
pub fn write_record(record: &impl Serialize, sink: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *sink, record).map_err(io::Error::from)?;
    sink.write_all(b"\n")
}

/// Reads a record of the program's own. The error says what is wrong with it and where.
pub fn read_record<T: DeserializeOwned>(json: &[u8]) -> Result<T, String> {
    serde_json::from_slice(json).map_err(|error| error.to_string())
}

/// A plan as it is understood, with the bodies asked about each node, and the citations in it that are not complete or not in
/// form, as JSON with a line end.
pub fn plan_as_json(
    plan: &Plan,
    asked: &FxHashMap<&str, Vec<AgencyId>>,
    incomplete: &[IncompleteCitation],
    misshapen: &[MisshapenCitation],
) -> Vec<u8> {
    as_pretty_json(&plan::PlanView::new(plan, asked, incomplete, misshapen))
}

/// A trace as JSON, whole, with a line end.
pub fn trace_as_json(trace: &Trace, language: Language) -> Vec<u8> {
    as_pretty_json(&trace::TraceView::new(trace, language))
}

/// A view as JSON that a person can read, with a line end.
fn as_pretty_json(view: &impl Serialize) -> Vec<u8> {
    let mut json = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut json, formatter);
    // Writing to memory cannot fail, and a view has nothing that JSON cannot say.
    let _ = view.serialize(&mut serializer);
    json.push(b'\n');
    json
}
