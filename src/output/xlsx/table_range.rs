//! Extends a table that was declared over its first row to all of its rows.
//!
//! `rust_xlsxwriter` keeps an entry for every cell of a table to tell overlapping tables: for the data of a whole country
//! that is more memory than all else together. So the table is declared small, and its range put right in the finished
//! file. Nothing is compressed anew but the few lines of the table's own part.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The folder of the parts that declare tables.
const TABLES: &str = "xl/tables/";

/// The workbook with the range of the table `name` changed from `declared` to `wanted`.
pub(super) fn set_table_range(
    workbook: Vec<u8>,
    name: &str,
    declared: &str,
    wanted: &str,
) -> zip::result::ZipResult<Vec<u8>> {
    let capacity = workbook.len() + 1_024;
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut extended = ZipWriter::new(Cursor::new(Vec::with_capacity(capacity)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for number in 0..archive.len() {
        if archive.by_index_raw(number)?.name()?.starts_with(TABLES) {
            let mut part = archive.by_index(number)?;
            let mut text = String::new();
            part.read_to_string(&mut text)?;
            if text.contains(&format!(" name=\"{name}\"")) {
                text = text.replace(&format!(" ref=\"{declared}\""), &format!(" ref=\"{wanted}\""));
            }
            extended.start_file(part.name()?, options)?;
            extended.write_all(text.as_bytes())?;
        } else {
            extended.raw_copy_file(archive.by_index_raw(number)?)?;
        }
    }
    Ok(extended.finish()?.into_inner())
}
