//! A folder of files to sparse grids of cells. Nothing is discarded, nothing is believed: format by content, sizes
//! counted, and whatever cannot be read is a [`Refusal`], never an error of the run.

mod grid;
mod read;

pub use grid::{Cell, Grid, MergedRange, Value, Visibility, Workbook};
pub use read::{Format, Refusal, SourceFile, list_files, read_file};
