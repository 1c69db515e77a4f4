//! The sheets `Vấn đề`, `Chưa đọc`, `Ngoài kế hoạch` and `Ghi chú của đơn vị`: what somebody has to look at, one a row. A
//! sheet with nothing to look at is left out.

use std::borrow::Cow;

use rust_xlsxwriter::XlsxError;

use super::count;
use super::sheet::{Frame, Sheet};
use super::styles::Styles;
use crate::check::CheckedYear;
use crate::extract::OutsideCell;
use crate::merge::Consolidation;
use crate::model::{CellRef, Field, Finding, Language, Rule, Severity};
use crate::paths::{Spellings, cell_link};

/// The name of the sheet of findings.
pub(super) const FINDINGS: &str = "Vấn đề";
/// The name of the sheet of unmapped cells.
pub(super) const UNMAPPED: &str = "Chưa đọc";
/// The name of the sheet of rows outside the plan.
pub(super) const OUTSIDE: &str = "Ngoài kế hoạch";
/// The name of the sheet of notes.
pub(super) const NOTES: &str = "Ghi chú của đơn vị";
/// How many cells of a finding are named; the rest are counted.
const CELLS_NAMED: usize = 12;

/// The severity in words.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Lỗi",
        Severity::Warning => "Cảnh báo",
        Severity::Info => "Ghi nhận",
    }
}

/// Writes the findings, worst first.
pub(super) fn write_findings<'s>(checked: &CheckedYear, styles: &'s Styles) -> Result<Option<Sheet<'s>>, XlsxError> {
    let consolidation = checked.consolidation();
    if checked.findings().is_empty() {
        return Ok(None);
    }
    let frame = Frame {
        name: FINDINGS,
        title: "CÁC VẤN ĐỀ CẦN XEM LẠI",
        unit: "Lỗi: cần xử lý trước khi trình ký; cảnh báo: đã tính, nên kiểm tra; ghi nhận: để biết",
        widths: &[6.0, 8.0, 11.0, 28.0, 30.0, 28.0, 20.0, 11.0, 56.0, 46.0],
        landscape: true,
        on_screen: false,
        title_columns: 10,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let heads = ["STT", "Mã", "Mức độ", "Loại", "Đơn vị", "Tệp", "Trang tính", "Ô", "Nội dung", "Cách xử lý"];
    let head = sheet.head(&heads, &styles.head, 3)?;
    for (number, finding) in checked.findings().iter().enumerate() {
        let row = sheet.row;
        let style = &styles.top;
        let agency = finding.agency.as_ref().and_then(|id| consolidation.agency(id.as_str()));
        sheet.number(row, 0, count(number + 1), &style.centre)?;
        sheet.text(row, 1, finding.rule.code, &style.centre)?;
        sheet.text(row, 2, severity(finding.rule.severity), &style.centre)?;
        sheet.text(row, 3, Rule::text(finding.rule.title, Language::Vietnamese), &style.text)?;
        sheet.text(row, 4, agency.map_or("", |report| &report.body.name), &style.text)?;
        place(&mut sheet, finding, &consolidation.spellings)?;
        sheet.text(row, 8, finding.message.get(Language::Vietnamese), &style.text)?;
        sheet.text(row, 9, finding.fix.get(Language::Vietnamese), &style.text)?;
        sheet.end_row()?;
    }
    finish(sheet, head, heads.len()).map(Some)
}

/// The file, the sheet and the cells of a finding; the file is a link to the first cell.
fn place(sheet: &mut Sheet, finding: &Finding, spellings: &Spellings) -> Result<(), XlsxError> {
    let row = sheet.row;
    let styles = sheet.styles;
    let style = &styles.top;
    let first = finding.cells.first();
    if finding.file.is_empty() {
        sheet.text(row, 5, &finding.file, &style.text)?;
    } else {
        let target = match first {
            Some(cell) => Cow::Owned(cell_link(cell, spellings)),
            None => spellings.link(&finding.file),
        };
        sheet.file_link(row, 5, &target, &finding.file, Some(&styles.top_link))?;
    }
    sheet.text(row, 6, first.map_or("", CellRef::sheet), &style.text)?;
    let address = |cell: &CellRef| {
        let here = first.is_some_and(|first| first.sheet() == cell.sheet());
        let name = cell.name(Language::Vietnamese);
        match (here, cell.is_in_document()) {
            (true, _) => name,
            (false, true) => format!("{}, {name}", cell.sheet()),
            (false, false) => format!("{}!{name}", cell.sheet()),
        }
    };
    let mut named: Vec<String> = finding.cells.iter().take(CELLS_NAMED).map(address).collect();
    if finding.cells.len() > CELLS_NAMED {
        named.push(format!("… và {} ô khác", finding.cells.len() - CELLS_NAMED));
    }
    sheet.text(row, 7, &named.join(", "), &style.text)
}

/// Cells without a place that the sheet lists; more than anybody looks through. `data.json` has them all.
const LISTED: usize = 50_000;

/// Writes the cells that nobody knows what to do with.
pub(super) fn write_unmapped<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
) -> Result<Option<Sheet<'s>>, XlsxError> {
    let ledger = &consolidation.ledger;
    if ledger.unmapped.is_empty() {
        return Ok(None);
    }
    let unread = ledger.unread().count();
    let hidden = ledger.hidden_sheets();
    let mut account = format!(
        "Đã đọc {} ô = {} ô vào số liệu và ghi chú + {} ô của biểu mẫu + {unread} ô chưa đọc được (liệt kê dưới đây)",
        ledger.read, ledger.mapped, ledger.furniture,
    );
    if !hidden.is_empty() {
        account += &format!(" + {} ô trên {} trang bị ẩn", ledger.unmapped.len() - unread, hidden.len());
    }
    let frame = Frame {
        name: UNMAPPED,
        title: "CÁC Ô CHƯA ĐỌC ĐƯỢC",
        unit: &account,
        widths: &[6.0, 66.0, 40.0, 28.0, 10.0],
        landscape: true,
        on_screen: false,
        title_columns: 5,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let heads = ["STT", "Nội dung ô", "Tệp", "Trang tính", "Ô"];
    let head = sheet.head(&heads, &styles.head, 0)?;
    // A sheet that was hidden on purpose is set aside as a whole.
    let set_aside = |cells: usize| format!("(cả trang bị ẩn: {cells} ô, để sang một bên)");
    let hidden = hidden.into_iter().map(|(first, cells)| (Cow::Owned(set_aside(cells)), first));
    let listed = ledger.unread().take(LISTED).map(|cell| (Cow::Borrowed(cell.value.as_str()), &cell.cell));
    for (number, (text, cell)) in hidden.chain(listed).enumerate() {
        let row = sheet.row;
        let style = &styles.top;
        sheet.number(row, 0, count(number + 1), &style.centre)?;
        sheet.text(row, 1, &text, &style.text)?;
        source(&mut sheet, 2, Some(cell), &consolidation.spellings)?;
        sheet.end_row()?;
    }
    if let Some(rest) = unread.checked_sub(LISTED).filter(|rest| *rest > 0) {
        let note = format!("… và {rest} ô khác; danh sách đầy đủ ở data.json.");
        sheet.text(sheet.row, 1, &note, &styles.top.text)?;
        sheet.end_row()?;
    }
    finish(sheet, head, heads.len()).map(Some)
}

/// Writes the rows that agencies added and the plan does not know.
pub(super) fn write_outside<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
) -> Result<Option<Sheet<'s>>, XlsxError> {
    if consolidation.outside.is_empty() {
        return Ok(None);
    }
    let frame = Frame {
        name: OUTSIDE,
        title: "NỘI DUNG ĐƠN VỊ BÁO CÁO NGOÀI KẾ HOẠCH",
        unit: "Không tính vào số liệu chung",
        widths: &[6.0, 30.0, 44.0, 48.0, 44.0, 34.0, 24.0, 8.0],
        landscape: true,
        on_screen: false,
        title_columns: 8,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let heads = ["STT", "Đơn vị", "Nội dung", Field::Result.head(), "Các ô khác của dòng", "Tệp", "Trang tính", "Ô"];
    let head = sheet.head(&heads, &styles.head, 0)?;
    for (number, entry) in consolidation.outside.iter().enumerate() {
        let row = sheet.row;
        let style = &styles.top;
        let agency = consolidation.agency(entry.agency.as_str());
        let others: Vec<String> = entry.row.others.iter().map(other_cell).collect();
        let result = entry.row.result.as_ref().map_or("", |result| result.value());
        sheet.number(row, 0, count(number + 1), &style.centre)?;
        sheet.text(row, 1, agency.map_or(entry.agency.as_str(), |report| &report.body.name), &style.text)?;
        sheet.text(row, 2, entry.row.name.value(), &style.text)?;
        sheet.text(row, 3, result, &style.text)?;
        sheet.text(row, 4, &others.join("\n"), &style.text)?;
        source(&mut sheet, 5, entry.row.name.cell(), &consolidation.spellings)?;
        sheet.end_row()?;
    }
    finish(sheet, head, heads.len()).map(Some)
}

/// Notes that the sheet lists; more than anybody looks through. `data.json` has them all.
const NOTES_LISTED: usize = 20_000;

/// Writes what agencies wrote that fills no field; nothing where nobody wrote anything of the kind.
pub(super) fn write_notes<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
) -> Result<Option<Sheet<'s>>, XlsxError> {
    let frame = Frame {
        name: NOTES,
        title: "GHI CHÚ CỦA ĐƠN VỊ",
        unit: "Nội dung đơn vị ghi ngoài các ô của biểu mẫu; không tính vào số liệu chung",
        widths: &[6.0, 30.0, 28.0, 12.0, 26.0, 60.0, 34.0, 24.0, 8.0],
        landscape: true,
        on_screen: true,
        title_columns: 9,
    };
    let notes: Vec<_> = consolidation.notes.iter().filter(|own| own.note.kind.is_content()).collect();
    if notes.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let heads = ["STT", "Đơn vị", "Loại", "Dòng", "Cột", "Nội dung", "Tệp", "Trang tính", "Ô"];
    let head = sheet.head(&heads, &styles.head, 0)?;
    for (number, own) in notes.iter().take(NOTES_LISTED).enumerate() {
        let (row, note) = (sheet.row, &own.note);
        let style = &styles.top;
        let agency = consolidation.agency(own.agency.as_str());
        sheet.number(row, 0, count(number + 1), &style.centre)?;
        sheet.text(row, 1, agency.map_or(own.agency.as_str(), |report| &report.body.name), &style.text)?;
        sheet.text(row, 2, note.kind.vietnamese(), &style.text)?;
        sheet.text(row, 3, &note.row, &style.text)?;
        sheet.text(row, 4, &note.column, &style.text)?;
        sheet.text(row, 5, note.text.value(), &style.text)?;
        source(&mut sheet, 6, note.text.cell(), &consolidation.spellings)?;
        sheet.end_row()?;
    }
    if let Some(rest) = notes.len().checked_sub(NOTES_LISTED).filter(|rest| *rest > 0) {
        let rest = format!("… và {rest} nội dung khác; danh sách đầy đủ ở data.json.");
        sheet.text(sheet.row, 5, &rest, &styles.top.text)?;
        sheet.end_row()?;
    }
    finish(sheet, head, heads.len()).map(Some)
}

/// `Văn bản, sản phẩm: CV 9/UBND`.
fn other_cell(cell: &OutsideCell) -> String {
    let text = cell.text.value();
    if cell.column.is_empty() { text.clone() } else { format!("{}: {text}", cell.column) }
}

/// Three cells from `column` on: the file, the sheet and the address, which is the link.
fn source(sheet: &mut Sheet, column: u16, cell: Option<&CellRef>, spellings: &Spellings) -> Result<(), XlsxError> {
    let row = sheet.row;
    let styles = sheet.styles;
    let style = &styles.top;
    sheet.text(row, column, cell.map_or("", CellRef::file), &style.text)?;
    sheet.text(row, column + 1, cell.map_or("", CellRef::sheet), &style.text)?;
    match cell {
        Some(cell) => {
            let name = cell.name(Language::Vietnamese);
            sheet.file_link(row, column + 2, &cell_link(cell, spellings), &name, Some(&styles.top_link))
        }
        None => sheet.text(row, column + 2, "", &style.centre),
    }
}

fn finish(mut sheet: Sheet<'_>, head: u32, columns: usize) -> Result<Sheet<'_>, XlsxError> {
    sheet.filter(head, columns)?;
    Ok(sheet)
}
