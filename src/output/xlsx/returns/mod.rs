//! The workbook that goes back to an agency: what to correct, linked to the cells, and its own sheets rebuilt as it
//! sent them, with those cells coloured and noted. Corrected, it is a submission like any other.

mod list;
mod sheets;
mod styles;

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, Workbook};

use super::XlsxError;
use super::made_by::made_by_one_system;
use crate::check::fix_for_sender;
use crate::config::ReportSettings;
use crate::extract::Headings;
use crate::intake;
use crate::model::{CellRef, Finding, Severity};
use crate::vietnamese::compose;
use styles::Styles;

/// One file and what its sender is asked to correct in it.
pub struct Return<'a> {
    /// Path of the file, relative to `inputs/<year>/`.
    pub file: &'a str,
    /// The sender's name.
    pub agency: &'a str,
    /// The settings of the report: who asks, and by when.
    pub report: &'a ReportSettings,
    /// The file as read.
    pub workbook: &'a intake::Workbook,
    /// What was found in it, worst first.
    pub findings: Vec<&'a Finding>,
}

/// A sheet of the file on its way back.
struct SheetBack<'a> {
    grid: &'a intake::Grid,
    /// Its name as workbooks allow it.
    name: String,
    headings: Headings<'a>,
    /// The cells concerned: how much each matters, and what is said of it.
    marks: BTreeMap<(u32, u32), Mark>,
}

/// What is said of one cell.
struct Mark {
    severity: Severity,
    notes: Vec<String>,
}

/// Cells beyond this number get the colour of their finding but no note of their own: the list says it once.
const NOTED_CELLS: usize = 60;

/// Writes the workbook. Same file and findings, same bytes.
pub fn write_return(request: &Return<'_>) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let sheets = sheets_back(request);
    let mut workbook = Workbook::new();
    workbook.set_default_format(&styles.plain, super::sheet::ROW_PIXELS, super::sheet::COLUMN_PIXELS)?;
    workbook.set_properties(&properties(request)?);
    workbook.push_worksheet(list::write(request, &sheets, &styles)?);
    for sheet in &sheets {
        workbook.push_worksheet(sheets::write(sheet, request, &styles)?);
    }
    Ok(made_by_one_system(workbook.save_to_buffer()?))
}

/// The sheets of the file, without the list of an earlier return, each with the marks of its cells.
fn sheets_back<'a>(request: &Return<'a>) -> Vec<SheetBack<'a>> {
    let mut taken = vec![crate::form::RETURN_SHEET.to_lowercase()];
    let own = request.workbook.sheets.iter().filter(|grid| !crate::form::is_list_of_fixes(&grid.name));
    let mut sheets: Vec<SheetBack<'a>> = own
        .map(|grid| SheetBack {
            grid,
            name: sheet_name(&grid.name, &mut taken),
            headings: Headings::new(grid, request.report.year),
            marks: BTreeMap::new(),
        })
        .collect();
    for finding in &request.findings {
        for (count, cell) in finding.cells.iter().enumerate() {
            let Some(sheet) = sheet_of(&mut sheets, cell) else { continue };
            let mark = sheet
                .marks
                .entry((cell.row, cell.column))
                .or_insert(Mark { severity: finding.rule.severity, notes: Vec::new() });
            mark.severity = mark.severity.min(finding.rule.severity);
            if count < NOTED_CELLS {
                let fix = fix_for_sender(finding, request.report.year).unwrap_or_default();
                mark.notes.push(format!("{}\n{}{fix}", finding.message.vi, crate::form::REQUEST));
            }
        }
    }
    sheets
}

fn sheet_of<'s, 'a>(sheets: &'s mut [SheetBack<'a>], cell: &CellRef) -> Option<&'s mut SheetBack<'a>> {
    sheets.iter_mut().find(|sheet| compose(&sheet.grid.name) == cell.sheet())
}

/// A name that a worksheet may have, and that no other of the workbook has.
fn sheet_name(written: &str, taken: &mut Vec<String>) -> String {
    const LETTERS: usize = 31;
    let allowed = |letter: char| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !letter.is_control();
    let clean: String = written.chars().map(|letter| if allowed(letter) { letter } else { '_' }).collect();
    let clean = match clean.trim_matches(['\'', ' ']) {
        "" => "Trang",
        name => name,
    };
    let mut suffix = String::new();
    loop {
        // Excel counts in UTF-16, where some letters take two.
        let mut room = LETTERS - suffix.len();
        let fits = |letter: &char| {
            let length = letter.len_utf16();
            let fits = length <= room;
            room = room.saturating_sub(length);
            fits
        };
        let name = clean.chars().take_while(fits).collect::<String>() + &suffix;
        // `History` is a name that Excel keeps for itself.
        if name.to_lowercase() != "history" && !taken.contains(&name.to_lowercase()) {
            taken.push(name.to_lowercase());
            return name;
        }
        suffix = format!(" ({})", taken.len());
    }
}

fn properties(request: &Return<'_>) -> Result<DocProperties, XlsxError> {
    Ok(super::issuers_properties(request.report)?
        .set_title(format!("Nội dung cần sửa: {}", request.agency))
        .set_subject(format!("Tệp {}", request.file)))
}

#[cfg(test)]
mod tests;
