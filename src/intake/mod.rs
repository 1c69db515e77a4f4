//! A folder of files to sparse grids of cells. Nothing is discarded, nothing is believed: format by content, sizes
//! counted, and whatever cannot be read is a [`Refusal`], never an error of the run.

#[cfg(test)]
mod as_shown;
mod convert;
mod encrypted;
mod error_words;
mod folder;
mod grid;
mod legacy;
mod limits;
mod number_format;
mod ods;
mod package;
mod read;
mod rich_text;
mod sniff;
mod trouble;
mod well_formed;
mod xls;
mod xls_records;
mod xls_shown;
mod xls_strings;
mod xlsb;
mod xlsx;
mod xml;

pub use folder::{Obstacle, Submitted, list_files};
pub use grid::{
    Aside, AsideCell, Beside, Cell, DecodedText, Grid, Hidden, MergedRange, TextBeside, Value, Visibility, Workbook,
};
pub use number_format::{NumberFormat, ShownNumber};
pub use read::{Format, InProcess, ReadError, Reader, Refusal, SourceFile, is_oversized, read_bytes, read_file};
pub use trouble::SystemTrouble;
pub use xls_records::Contradiction;
