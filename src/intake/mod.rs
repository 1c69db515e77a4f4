//! A folder of files to sparse grids of cells: workbooks, and what offices send in their place. Nothing is discarded, nothing is believed: format by content, sizes
//! counted, and whatever cannot be read is a [`Refusal`], never an error of the run.

mod archive;
mod compound;
mod convert;
mod declared;
mod delimited;
mod document;
mod docx;
mod folder;
mod grid;
mod html;
mod kinds;
mod legacy;
mod limits;
mod ods;
mod package;
mod read;
mod sheet_xml;
mod sniff;
mod spreadsheet_ml;
mod text_encoding;
mod trouble;
mod well_formed;
mod written;
mod xls;
mod xls_records;
mod xlsb;
mod xlsx;
mod zip_names;

pub use archive::Member;
pub use folder::{Obstacle, Submitted, list_files};
pub use grid::{Cell, DecodedText, Grid, GuessedEncoding, MergedRange, Value, Visibility, Workbook};
pub use kinds::OtherKind;
pub use read::{
    Format, InProcess, Opened, ReadError, Reader, Refusal, SourceFile, is_oversized, open_file, read_bytes, read_file,
    read_member, unpack_bytes,
};
pub use trouble::SystemTrouble;
pub use xls_records::Contradiction;
