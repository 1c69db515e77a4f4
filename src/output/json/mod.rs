//! `data.json`: the open contract. Anyone can check the report against it.

mod read;
mod view;

pub use read::read_data;

use std::io::{self, Write};

use serde::Serialize;

use crate::merge::Consolidation;

/// The version of the contract.
const SCHEMA: &str = "tonghop/consolidation/1";

/// Writes the consolidation as JSON, amounts in triệu đồng. Same consolidation, same bytes.
pub fn write_data(consolidation: &Consolidation, sink: &mut dyn Write) -> io::Result<()> {
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut *sink, formatter);
    view::Data::new(consolidation).serialize(&mut serializer).map_err(io::Error::from)?;
    sink.write_all(b"\n")
}
