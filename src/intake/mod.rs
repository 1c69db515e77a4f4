//! A folder of files to sparse grids of cells: workbooks, and what offices send in their place. Nothing is discarded, nothing is believed: format by content, sizes
//! counted, and whatever cannot be read is a [`Refusal`], never an error of the run.

mod archive;
#[cfg(test)]
mod as_shown;
mod compound;
mod convert;
mod delimited;
mod document;
mod docx;
mod encrypted;
mod encrypted_xls;
mod error_words;
mod folder;
mod grid;
mod html;
mod issued;
mod kinds;
mod legacy;
mod limits;
mod number_format;
mod ods;
mod package;
mod read;
mod returned;
mod rich_text;
mod sniff;
mod spreadsheet_ml;
mod text_encoding;
mod trouble;
mod well_formed;
mod word_numbering;
mod written;
mod xls;
mod xls_records;
mod xls_shown;
mod xls_strings;
mod xlsb;
mod xlsx;
mod xml;
mod zip_names;

pub use archive::Member;
pub use folder::{Obstacle, Submitted, list_files};
pub use grid::{
    Aside, AsideCell, Beside, Cell, DecodedText, Grid, GuessedEncoding, Hidden, MergedRange, TextBeside, Value,
    Visibility, Workbook,
};
pub use issued::{IssuedFile, IssuedText, read_issued};
pub use kinds::OtherKind;
pub use number_format::{NumberFormat, ShownNumber};
pub use read::{
    Format, InProcess, Opened, ReadError, Reader, Refusal, SourceFile, is_oversized, open_file, read_bytes, read_file,
    read_member, unpack_bytes,
};
pub use returned::{
    Revision, RevisionKind, WordBlock, WordComment, WordDocument, WordParagraph, WordRow, WordRun, WordSpan, WordTable,
    XmlElement, read_word_document,
};
pub use trouble::SystemTrouble;
pub use xls_records::Contradiction;
