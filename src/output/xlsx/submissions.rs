//! The sheet `Tình hình gửi`: how every body's submission stands, and what became of every file.

use rust_xlsxwriter::{ExcelDateTime, RowNum, XlsxError};

use super::cell_text::{format_for, printable};
use super::count;
use super::sheet::{Frame, Sheet};
use super::styles::Styles;
use crate::merge::{AgencyReport, Consolidation, FileReport, Outcome, Rejection, Replacement};
use crate::model::Date;
use crate::paths::Spellings;

/// The name of the sheet.
pub(super) const NAME: &str = "Tình hình gửi";

/// The sheet, and the ranges that formulas of other sheets look at.
pub(super) struct Written<'s> {
    /// The sheet.
    pub(super) sheet: Sheet<'s>,
    /// The first and last row of the bodies.
    extent: (RowNum, RowNum),
}

impl Written<'_> {
    /// The names that formulas use, with what they stand for.
    pub(super) fn names(&self) -> [(&'static str, String); 2] {
        let (first, last) = (self.extent.0 + 1, self.extent.1 + 1);
        [('B', "DonVi"), ('D', "TinhHinhGui")]
            .map(|(column, name)| (name, format!("='{NAME}'!${column}${first}:${column}${last}")))
    }
}

/// Writes the sheet.
pub(super) fn write<'s>(consolidation: &Consolidation, styles: &'s Styles) -> Result<Written<'s>, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: "TÌNH HÌNH GỬI BÁO CÁO",
        unit: "",
        widths: &[6.0, 12.0, 46.0, 17.0, 20.0, 14.0, 44.0],
        landscape: true,
        on_screen: false,
        title_columns: 7,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let heads = ["STT", "Mã đơn vị", "Đơn vị", "Tình hình", "Số, ký hiệu", "Ngày báo cáo", "Tệp đã gửi"];
    let head = sheet.head(&heads, &styles.head, 3)?;
    for (place, report) in consolidation.agencies.iter().enumerate() {
        agency(&mut sheet, &consolidation.spellings, place, report)?;
    }
    sheet.filter(head, heads.len())?;
    let extent = (head + 1, sheet.row.saturating_sub(1).max(head + 1));
    sheet.row = extent.1 + 2;
    files(&mut sheet, consolidation)?;
    Ok(Written { sheet, extent })
}

fn agency(sheet: &mut Sheet, spellings: &Spellings, place: usize, report: &AgencyReport) -> Result<(), XlsxError> {
    let row = sheet.row;
    let styles = sheet.styles;
    let body = &styles.body;
    sheet.number(row, 0, count(place + 1), &body.centre)?;
    sheet.text(row, 1, report.body.id.as_str(), &body.centre)?;
    sheet.text(row, 2, &report.body.name, &body.text)?;
    sheet.text(row, 3, report.submission.vietnamese(), &body.centre)?;
    sheet.text(row, 4, report.symbol.as_ref().map_or("", |symbol| symbol.value()), &body.centre)?;
    match report.date.as_ref().and_then(|date| excel_date(*date.value())) {
        Some(date) => {
            sheet.inner.write_datetime_with_format(row, 5, &date, &styles.date)?;
        }
        None => sheet.text(row, 5, "", &body.centre)?,
    }
    match report.files.as_slice() {
        [] => sheet.text(row, 6, "", &body.text)?,
        [file] => sheet.file_link(row, 6, &spellings.link(file), file, Some(&styles.link))?,
        // A cell holds one link; each file has its own in the table below.
        several => sheet.text(row, 6, &several.join("\n"), &body.text)?,
    }
    sheet.end_row()
}

/// The day as Excel counts it; `None` before 1900.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, date.month().unsigned_abs(), date.day().unsigned_abs())
        .ok()
}

/// Every file with what became of it.
fn files(sheet: &mut Sheet, consolidation: &Consolidation) -> Result<(), XlsxError> {
    let styles = sheet.styles;
    let body = &styles.body;
    sheet.text(sheet.row, 0, "Các tệp đã nhận", &styles.heading)?;
    sheet.end_row()?;
    let row = sheet.row;
    for (column, head) in (0..).zip(["STT", "Mã đơn vị", "Đơn vị", "Sử dụng", "Ghi chú", "", "Tệp"]) {
        sheet.text(row, column, head, &styles.head)?;
    }
    sheet.inner.merge_range(row, 4, row, 5, "Ghi chú", &styles.head)?;
    sheet.end_row()?;
    for (number, file) in consolidation.files.iter().enumerate() {
        let row = sheet.row;
        let agency = file.agency.as_ref();
        let name = agency.and_then(|id| consolidation.agency(id.as_str())).map_or("", |report| &report.body.name);
        let (used, remark) = outcome(consolidation, file);
        sheet.number(row, 0, count(number + 1), &body.centre)?;
        sheet.text(row, 1, agency.map_or("", |id| id.as_str()), &body.centre)?;
        sheet.text(row, 2, name, &body.text)?;
        sheet.text(row, 3, used, &body.centre)?;
        if remark.is_empty() {
            sheet.inner.write_blank(row, 4, &body.text)?.write_blank(row, 5, &body.text)?;
        } else {
            let remark = printable(&remark, &mut sheet.cuts);
            sheet.inner.merge_range(row, 4, row, 5, &remark, &format_for(&remark, &body.text))?;
            sheet.make_room(34.0, &remark);
        }
        sheet.file_link(row, 6, &consolidation.spellings.link(&file.path), &file.path, Some(&styles.link))?;
        sheet.end_row()?;
    }
    Ok(())
}

/// What became of a file, in words: whether it is used, and why not.
fn outcome(consolidation: &Consolidation, file: &FileReport) -> (&'static str, String) {
    match &file.outcome {
        Outcome::Counted => ("Có", String::new()),
        Outcome::Superseded { replacements, partly: true } => {
            ("Một phần", format!("Phần có trong bản mới hơn lấy từ {}", names(replacements)))
        }
        Outcome::Superseded { replacements, partly: false } => {
            ("Không", format!("Có bản mới hơn: {}", names(replacements)))
        }
        Outcome::Rejected(rejection) => ("Không", rejected(consolidation, rejection)),
    }
}

fn names(replacements: &[Replacement]) -> String {
    replacements.iter().map(|newer| &*newer.by).collect::<Vec<_>>().join(", ")
}

fn rejected(consolidation: &Consolidation, rejection: &Rejection) -> String {
    match rejection {
        Rejection::Unreadable(_) => "Không đọc được, xem trang “Vấn đề”".to_owned(),
        Rejection::UnknownSender(name) => format!("Không rõ đơn vị gửi: “{name}”"),
        Rejection::AmbiguousSender(bodies) => {
            let name = |id: &crate::model::AgencyId| {
                consolidation.agency(id.as_str()).map_or(id.as_str(), |report| report.body.name.as_str()).to_owned()
            };
            let names: Vec<String> = bodies.iter().map(name).collect();
            format!("Có thể là của nhiều đơn vị: {}", names.join("; "))
        }
        Rejection::YieldsTo { sound, .. } => format!("Không rõ đơn vị gửi; đã có báo cáo chắc chắn hơn: {sound}"),
        Rejection::WrongYear(year) => format!("Báo cáo của năm {}", year.value()),
        Rejection::OtherPeriod(period) => format!("Báo cáo của kỳ khác: “{}”", period.words),
        Rejection::Backup(beside) => format!("Bản sao lưu; đơn vị có tệp {beside}"),
        Rejection::Blank => "Biểu để trống".to_owned(),
    }
}
