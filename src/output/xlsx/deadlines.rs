//! The sheet `Thời hạn`: every task that has a deadline, with each body that leads it. Left out where no task has one.

use rust_xlsxwriter::XlsxError;

use super::sheet::{Frame, Sheet};
use super::styles::Styles;
use crate::form::CODE;
use crate::merge::{Consolidation, ProgressSummary, Timeliness};
use crate::model::{Field, Status};
use crate::vietnamese::format_date;

/// The name of the sheet.
const NAME: &str = "Thời hạn";
/// Its heads, with the widths of the columns in characters.
const COLUMNS: [(&str, f64); 12] = [
    (CODE, 10.0),
    ("Nhiệm vụ", 46.0),
    ("Sản phẩm", 22.0),
    ("Đơn vị phải báo cáo", 28.0),
    ("Đơn vị phối hợp", 24.0),
    ("Thời hạn theo kế hoạch", 16.0),
    ("Hạn cuối", 12.0),
    ("Trạng thái", 15.0),
    ("Tiến độ", 18.0),
    ("Ngày hoàn thành thực tế", 15.0),
    ("Lý do chậm", 32.0),
    ("Thời hạn mới", 14.0),
];

/// Writes the sheet.
pub(super) fn write<'s>(consolidation: &Consolidation, styles: &'s Styles) -> Result<Option<Sheet<'s>>, XlsxError> {
    if consolidation.tasks_with_deadlines().next().is_none() {
        return Ok(None);
    }
    let frame = Frame {
        name: NAME,
        title: "TIẾN ĐỘ SO VỚI THỜI HẠN CỦA KẾ HOẠCH",
        unit: "Hạn cuối: ngày cuối của thời hạn; nhiệm vụ thường xuyên không có hạn cuối",
        widths: &COLUMNS.map(|(_, width)| width),
        landscape: true,
        title_columns: COLUMNS.len(),
        on_screen: false,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let head = sheet.head(&COLUMNS.map(|(head, _)| head), &styles.head, 2)?;
    for summary in consolidation.tasks_with_deadlines() {
        task(&mut sheet, consolidation, summary)?;
    }
    if sheet.row == head + 1 {
        sheet.nothing("Không có đơn vị nào phải báo cáo các nhiệm vụ này.")?;
    } else {
        sheet.filter(head, COLUMNS.len())?;
    }
    Ok(Some(sheet))
}

fn task(sheet: &mut Sheet, consolidation: &Consolidation, summary: &ProgressSummary) -> Result<(), XlsxError> {
    let assignment = &summary.assignment;
    let due = assignment.due.as_ref();
    let date = due.and_then(|due| due.date(consolidation.settings.report.year)).map_or(String::new(), format_date);
    for agency in &summary.expected {
        let entry = consolidation.entry_of(&summary.entries, agency);
        let name = consolidation.agency(agency.as_str()).map_or("", |report| report.body.name.as_str());
        let status = entry.and_then(|entry| entry.record.status()).map(|status| *status.value());
        let stands = entry.map_or("", |entry| match summary.timeliness(consolidation, entry) {
            Some(stands) => stands.vietnamese(),
            None if summary.is_done_undated(entry) => Timeliness::UNKNOWN,
            None => "",
        });
        let said =
            |field: Field| entry.and_then(|entry| entry.record.text(field)).map_or("", |text| text.value().as_str());
        let cells = [
            summary.node.id.as_str(),
            summary.node.text(),
            &assignment.product,
            name,
            &assignment.partners,
            due.map_or("", |due| due.text.as_str()),
            &date,
            Status::label(status),
            stands,
            said(Field::CompletedOn),
            said(Field::DelayReason),
            said(Field::NewDue),
        ];
        let row = sheet.row;
        let style = &sheet.styles.body;
        for (column, (place, text)) in (0..).zip(cells.iter().enumerate()) {
            let format = if matches!(place, 0 | 5..=9 | 11) { &style.centre } else { &style.text };
            sheet.text(row, column, text, format)?;
        }
        sheet.end_row()?;
    }
    Ok(())
}
