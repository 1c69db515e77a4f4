//! The consolidation to the workbook `tong-hop.xlsx`.

mod beside;
mod data;
mod details;
mod forms;
mod funding;
mod indicators;
mod lists;
mod matrix;
mod overview;
mod progress;
mod returns;
mod sheet;
mod styles;
mod submissions;

use rust_xlsxwriter::{ColNum, DocProperties, ExcelDateTime, Workbook, Worksheet};

pub use forms::write_form;
pub use returns::{Return, write_return};

use self::sheet::Sheet;
use self::styles::Styles;
use crate::merge::Consolidation;
use crate::model::{CellRef, Decimal};

/// A workbook that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct XlsxError(#[from] rust_xlsxwriter::XlsxError);

/// Deflate's level: a third of the time of the usual 6, and the file is a sixth larger.
const COMPRESSION: u8 = 2;

/// Bodies from which on the long sheets are written row by row to a temporary file instead of being held in memory.
const MANY_BODIES: usize = 500;

/// A worksheet for a sheet whose rows are written once, from top to bottom.
fn long_worksheet(workbook: &mut Workbook, consolidation: &Consolidation) -> Result<Worksheet, XlsxError> {
    if consolidation.agencies.len() < MANY_BODIES {
        return Ok(Worksheet::new());
    }
    Ok(workbook.new_worksheet_with_low_memory()?)
}

/// Writes the workbook. Same consolidation, same bytes.
pub fn write_workbook(consolidation: &Consolidation) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    workbook.set_default_format(&styles.plain, sheet::ROW_PIXELS, sheet::COLUMN_PIXELS)?;
    workbook.set_zip_compression_level(COMPRESSION);
    workbook.set_properties(&properties(consolidation)?);
    let data = long_worksheet(&mut workbook, consolidation)?;
    let (data, index) = data::write(data, consolidation, &styles)?;
    let details = long_worksheet(&mut workbook, consolidation)?;
    let details = details::write(details, consolidation, &styles)?;
    let submissions = submissions::write(consolidation, &styles)?;
    for (name, range) in index.names().chain(submissions.names()) {
        workbook.define_name(name, &range)?;
    }
    let [tasks, duties, catalogue] = progress::tables(consolidation);
    let tasks = progress::write(consolidation, &styles, &tasks)?;
    let (indicators, indicator_rows) = indicators::write(consolidation, &styles)?;
    let (funding, funding_rows) = funding::write(consolidation, &styles)?;
    // In the order of the report.
    let totals =
        beside::Totals { tasks: (&tasks.rows, tasks.columns), indicators: &indicator_rows, funding: &funding_rows };
    let compared = beside::write(consolidation, &styles, &totals)?;
    let sheets = [
        tasks.sheet,
        matrix::write(consolidation, &styles, &index)?,
        indicators,
        indicators::write_by_agency(consolidation, &styles, &index, &indicator_rows)?,
        funding,
        funding::write_by_agency(consolidation, &styles, &index, &funding_rows)?,
        progress::write(consolidation, &styles, &duties)?.sheet,
        progress::write(consolidation, &styles, &catalogue)?.sheet,
    ];
    let lists = [
        submissions.sheet,
        details,
        lists::write_findings(consolidation, &styles)?,
        lists::write_unmapped(consolidation, &styles)?,
        lists::write_outside(consolidation, &styles)?,
        data,
    ];
    let sheets: Vec<Sheet> = sheets.into_iter().chain(compared).chain(lists).collect();
    let sources = overview::Sources {
        points: &tasks.rows,
        columns: tasks.columns,
        funding: &funding_rows,
        contents: &sheets.iter().map(|sheet| sheet.inner.name()).collect::<Vec<_>>(),
        cuts: sheets.iter().map(|sheet| sheet.cuts).sum(),
    };
    let overview = overview::write(consolidation, &styles, &sources)?;
    workbook.push_worksheet(overview.inner);
    for sheet in sheets {
        workbook.push_worksheet(sheet.inner);
    }
    Ok(workbook.save_to_buffer()?)
}

/// What the file says about itself. Its date is the day the figures stand for, never the clock's.
fn properties(consolidation: &Consolidation) -> Result<DocProperties, XlsxError> {
    let report = &consolidation.settings.report;
    let day = report.cut_off;
    let created = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )?;
    Ok(DocProperties::new()
        .set_title(&report.subject)
        .set_subject(format!("Tổng hợp số liệu năm {}", report.year))
        .set_author(&report.issuer.name_in_text)
        .set_company(&report.issuer.name_in_text)
        .set_comment(&report.notice)
        .set_creation_datetime(&created))
}

/// The folder of the submissions as seen from `output/<year>/`.
fn inputs_folder(consolidation: &Consolidation) -> String {
    format!("file://../../inputs/{}/", consolidation.settings.report.year)
}

/// The link to a cell of a submission: `file://../../inputs/2026/a.xlsx#'Biểu 01'!C7`.
fn cell_link(folder: &str, cell: &CellRef, address: &str) -> String {
    format!("{}#'{}'!{address}", file_link(folder, cell.file()), cell.sheet().replace('\'', "''"))
}

/// The link to a submission.
fn file_link(folder: &str, file: &str) -> String {
    // The writer takes what follows a `#` for a place in the file.
    if file.contains(['#', '%']) {
        return format!("{folder}{}", file.replace('%', "%25").replace('#', "%23").replace(' ', "%20"));
    }
    format!("{folder}{file}")
}

/// The double nearest to a decimal; only made when a cell is written.
fn to_f64(value: Decimal) -> f64 {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let value = value.normalize();
    // Both are exact as doubles, so their quotient is the nearest double.
    match (POWERS.get(value.scale() as usize), value.mantissa()) {
        (Some(power), mantissa) if mantissa.unsigned_abs() < 1 << 53 => mantissa as f64 / power,
        _ => value.to_string().parse().unwrap_or(f64::NAN),
    }
}

/// A count as a cell holds it.
fn count(value: usize) -> f64 {
    value as f64
}

/// A number of columns; an error where a sheet cannot have so many.
fn column_number(value: usize) -> Result<ColNum, rust_xlsxwriter::XlsxError> {
    ColNum::try_from(value).map_err(|_| rust_xlsxwriter::XlsxError::RowColumnLimitError)
}

#[cfg(test)]
mod tests;
