//! `data.json`: the open contract. Anyone can check the report against it.

mod trace;
mod view;

use std::io::{self, Write};

use serde::Serialize;

use crate::merge::Consolidation;
use crate::model::Language;
use crate::trace::Trace;

/// Writes the consolidation as JSON, amounts in triệu đồng. Same consolidation, same bytes.
pub fn write_data(consolidation: &Consolidation, sink: &mut dyn Write) -> io::Result<()> {
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut *sink, formatter);
    view::Data::new(consolidation).serialize(&mut serializer).map_err(io::Error::from)?;
    sink.write_all(b"\n")
}

/// A trace as JSON, whole, with a line end.
pub fn trace_as_json(trace: &Trace, language: Language) -> Vec<u8> {
    let mut json = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut json, formatter);
    // Writing to memory cannot fail, and the view has nothing that JSON cannot say.
    let _ = trace::TraceView::new(trace, language).serialize(&mut serializer);
    json.push(b'\n');
    json
}
