//! The consolidation to the workbook `tong-hop.xlsx`.

mod cell_text;
mod comparison;
mod data;
mod deadlines;
mod details;
mod forms;
mod funding;
mod goals;
mod indicator_formulas;
mod indicators;
mod levels;
mod lists;
mod made_by;
mod matrix;
mod overview;
mod progress;
mod returns;
mod sheet;
mod styles;
mod submissions;
mod table_range;
mod temporary_files;

pub use forms::write_form;
pub use returns::{Return, write_return};
use rust_xlsxwriter::{ColNum, DocProperties, ExcelDateTime, RowNum, Workbook};
pub use temporary_files::is_of_temporary_file;

use self::cell_text::looks_like_formula;
use self::data::Index;
pub(in crate::output) use self::made_by::made_by_one_system;
use self::sheet::Sheet;
use self::styles::Styles;
use crate::check::CheckedYear;
use crate::config::ReportSettings;
use crate::extract::FieldValue;
use crate::merge::Consolidation;
use crate::model::Decimal;

/// A workbook that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum XlsxError {
    /// A sheet could not be written.
    #[error("the workbook could not be written: {0}")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
    /// The finished parts could not be put together.
    #[error("the workbook could not be put together: {0}")]
    Package(#[from] zip::result::ZipError),
}

impl XlsxError {
    /// Whether a sheet would have more rows or columns than Excel has.
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Sheet(rust_xlsxwriter::XlsxError::RowColumnLimitError))
    }

    /// The error of the system behind it: rows are written to a temporary file.
    pub fn system_error(&self) -> Option<&std::io::Error> {
        match self {
            Self::Sheet(
                rust_xlsxwriter::XlsxError::IoError(error) | rust_xlsxwriter::XlsxError::TempFileError(_, error),
            )
            | Self::Package(zip::result::ZipError::Io(error)) => Some(error),
            _ => None,
        }
    }
}

/// Deflate's level: a third of the time of the usual 6, and the file is a sixth larger.
const COMPRESSION: u8 = 2;

/// The name of the cell that says where the submissions are, as seen from the workbook.
const SUBMISSIONS_FOLDER: &str = "ThuMucTep";

/// Writes the workbook. Same year, same bytes.
pub fn write_workbook(checked: &CheckedYear) -> Result<Vec<u8>, XlsxError> {
    temporary_files::contained(|| written(checked))
}

/// The bytes of the workbook.
fn written(checked: &CheckedYear) -> Result<Vec<u8>, XlsxError> {
    let consolidation = checked.consolidation();
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    workbook.set_default_format(&styles.plain, sheet::ROW_PIXELS, sheet::COLUMN_PIXELS)?;
    workbook.set_zip_compression_level(COMPRESSION);
    workbook.set_properties(&properties(consolidation)?);
    // In a fixed order, whichever sheet comes to use them first.
    for format in styles.of_long_rows() {
        workbook.register_format(format);
    }
    if has_formula_like_text(consolidation) {
        for format in styles.of_long_texts() {
            workbook.register_format(&format.clone().set_quote_prefix());
        }
    }
    let index = data::index(consolidation)?;
    for (name, range) in index.names() {
        workbook.define_name(name, &range)?;
    }
    // The two long sheets are written row by row to a temporary file instead of being held in memory. Only the data share
    // the table of texts: the order of its entries does not depend on threads, and long texts that occur once stay out.
    let data = workbook.new_worksheet_with_low_memory()?;
    let details = workbook.new_worksheet_with_constant_memory()?;
    let (data, (details, summaries)) = rayon::join(
        || data::write(data, consolidation, &styles),
        || {
            rayon::join(
                || details::write(details, consolidation, &styles),
                || Summaries::write(checked, &styles, &index),
            )
        },
    );
    let summaries = summaries?;
    for (name, range) in &summaries.names {
        workbook.define_name(*name, range)?;
    }
    let (sheets, folder) = summaries.in_order(details?, data?, checked, &styles)?;
    workbook.define_name(SUBMISSIONS_FOLDER, &folder)?;
    for sheet in sheets {
        workbook.push_worksheet(sheet.inner);
    }
    let (declared, extended) = index.table();
    let workbook = table_range::set_table_range(workbook.save_to_buffer()?, data::TABLE, &declared, &extended)?;
    Ok(made_by_one_system(workbook))
}

/// The sheets that are held in memory.
struct Summaries<'s> {
    before: Vec<Sheet<'s>>,
    after: Vec<Sheet<'s>>,
    tasks: (Vec<RowNum>, progress::Columns),
    funding: Vec<RowNum>,
    names: Vec<(&'static str, String)>,
}

impl<'s> Summaries<'s> {
    fn write(checked: &CheckedYear, styles: &'s Styles, index: &Index) -> Result<Self, rust_xlsxwriter::XlsxError> {
        let consolidation = checked.consolidation();
        let submissions = submissions::write(consolidation, styles)?;
        let names = submissions.names().into();
        let [tasks, duties, catalogue] = progress::tables(consolidation);
        let tasks = progress::write(consolidation, styles, &tasks, index)?;
        let (indicators, indicator_rows) = indicators::write(consolidation, styles, index)?;
        let (funding, funding_rows) = funding::write(consolidation, styles, index)?;
        let totals = comparison::Totals {
            tasks: (&tasks.rows, tasks.columns),
            indicators: &indicator_rows,
            funding: &funding_rows,
        };
        let compared = comparison::write(consolidation, styles, &totals)?;
        // In the order of the report.
        let mut before = vec![
            tasks.sheet,
            matrix::write(consolidation, styles, index)?,
            indicators,
            indicators::write_by_agency(consolidation, styles, index, &indicator_rows)?,
            funding,
            funding::write_by_agency(consolidation, styles, index, &funding_rows)?,
            progress::write(consolidation, styles, &duties, index)?.sheet,
            progress::write(consolidation, styles, &catalogue, index)?.sheet,
        ];
        if let Some(goals) = goals::write(consolidation, styles, &indicator_rows)? {
            before.insert(4, goals);
        }
        if let Some(levels) = levels::write(consolidation, styles)? {
            // Behind the indicators by agency.
            before.insert(4, levels);
        }
        before.extend(deadlines::write(consolidation, styles)?);
        before.extend(compared);
        before.push(submissions.sheet);
        let after = [
            lists::write_findings(checked, styles)?,
            lists::write_unmapped(consolidation, styles)?,
            lists::write_outside(consolidation, styles)?,
            lists::write_notes(consolidation, styles)?,
        ];
        let after = after.into_iter().flatten().collect();
        Ok(Self { before, after, tasks: (tasks.rows, tasks.columns), funding: funding_rows, names })
    }

    /// All sheets of the workbook, the overview first; and the cell that says where the submissions are.
    fn in_order(
        self,
        details: Sheet<'s>,
        data: Sheet<'s>,
        checked: &CheckedYear,
        styles: &'s Styles,
    ) -> Result<(Vec<Sheet<'s>>, String), rust_xlsxwriter::XlsxError> {
        let Self { before, after, tasks, funding, .. } = self;
        let sheets: Vec<Sheet> = before.into_iter().chain([details]).chain(after).chain([data]).collect();
        let sources = overview::Sources {
            whole: &checked.consolidation().settings.report.issuer.whole,
            points: &tasks.0,
            columns: tasks.1,
            funding: &funding,
            contents: &sheets.iter().map(|sheet| sheet.inner.name()).collect::<Vec<_>>(),
            cuts: sheets.iter().map(|sheet| sheet.cuts).sum(),
        };
        let (overview, folder) = overview::write(checked, styles, &sources)?;
        Ok((std::iter::once(overview).chain(sheets).collect(), folder))
    }
}

/// What the file says about itself.
fn properties(consolidation: &Consolidation) -> Result<DocProperties, XlsxError> {
    let report = &consolidation.settings.report;
    Ok(issuers_properties(report)?
        .set_title(&report.subject)
        .set_subject(format!("Tổng hợp số liệu năm {}", report.year))
        .set_comment(&report.notice))
}

/// What every workbook of the issuing body says about itself. Its date is the day the figures stand for, never the clock's.
fn issuers_properties(report: &ReportSettings) -> Result<DocProperties, XlsxError> {
    let day = report.cut_off;
    let created = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )?;
    let issuer = &report.issuer.name_in_text;
    Ok(DocProperties::new().set_author(issuer).set_company(issuer).set_creation_datetime(&created))
}

/// Whether one of the sheets that are written row by row may have a text that begins as a formula does.
fn has_formula_like_text(consolidation: &Consolidation) -> bool {
    let settings = &consolidation.settings;
    let bodies = consolidation.agencies.iter().flat_map(|report| [report.body.id.as_str(), &report.body.name]);
    let files = consolidation.files.iter().map(|file| &*file.path);
    let rows = settings.plan.nodes().map(|node| node.id.as_str());
    let units = settings.indicators.indicators.iter().flat_map(|own| [own.id.as_str(), own.unit.as_str()]);
    let texts = consolidation.entries().flat_map(|entry| {
        let values = entry.record.values().filter_map(|(_, value)| match value {
            FieldValue::Text(text) => Some(text.value().as_str()),
            FieldValue::Level(level) => Some(&*level.value().word),
            FieldValue::Number(_) | FieldValue::Status(_) => None,
        });
        values.chain([entry.record.cell.sheet()])
    });
    bodies.chain(files).chain(rows).chain(units).any(looks_like_formula) || texts.into_iter().any(looks_like_formula)
}

/// The folder of the submissions as seen from `output/<year>/`.
fn submissions_folder(consolidation: &Consolidation) -> String {
    format!("../../inputs/{}/", consolidation.settings.report.year)
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
