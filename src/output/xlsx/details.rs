//! The sheet `Chi tiết`: the full texts of every body on every point, with the cell each comes from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{Frame, Sheet};
use super::styles::{RowStyle, Styles};
use super::to_f64;
use crate::extract::ProgressRecord;
use crate::merge::{Consolidation, ProgressEntry, ProgressSummary};

/// The name of the sheet.
pub(super) const NAME: &str = "Chi tiết";

/// Writes the sheet: by body in the order of the registry, then by point in the order of the plan.
pub(super) fn write<'s>(
    inner: Worksheet,
    consolidation: &Consolidation,
    styles: &'s Styles,
) -> Result<Sheet<'s>, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: "KẾT QUẢ CHI TIẾT CỦA TỪNG ĐƠN VỊ",
        unit: "Nguyên văn báo cáo của đơn vị",
        widths: &[26.0, 9.0, 15.0, 9.0, 60.0, 34.0, 34.0, 34.0, 24.0],
        landscape: true,
        title_columns: 9,
    };
    let mut sheet = Sheet::on(inner, consolidation, styles, &frame)?;
    let heads = [
        "Đơn vị",
        "Mã",
        "Trạng thái",
        "Tỷ lệ (%)",
        "Kết quả thực hiện",
        "Văn bản, sản phẩm",
        "Khó khăn, vướng mắc",
        "Đề xuất, kiến nghị",
        "Nguồn",
    ];
    // The columns carry the formats; the cells are ruled at the end.
    let RowStyle { text, centre, whole, .. } = &styles.column;
    let formats = [text, centre, centre, whole, text, text, text, text, &styles.column_link];
    for (column, format) in (0..).zip(formats) {
        sheet.inner.set_column_format(column, format)?;
    }
    let head = sheet.head(&heads, &styles.head, 2)?;
    // Every summary has its entries in the order of the bodies: one walk over all of them side by side.
    let mut cursors: Vec<(&ProgressSummary, &[ProgressEntry])> =
        consolidation.progress().map(|summary| (summary, summary.entries.as_slice())).collect();
    for report in &consolidation.agencies {
        for (summary, rest) in &mut cursors {
            let Some((entry, after)) = rest.split_first() else { continue };
            if entry.agency != report.body.id {
                continue;
            }
            *rest = after;
            row(&mut sheet, &report.body.name, summary, &entry.record)?;
        }
    }
    if sheet.row == head + 1 {
        sheet.nothing("Chưa có đơn vị nào báo cáo.")?;
    } else {
        sheet.filter(head, heads.len())?;
        sheet.rule(head, heads.len())?;
    }
    Ok(sheet)
}

fn row(sheet: &mut Sheet, agency: &str, summary: &ProgressSummary, record: &ProgressRecord) -> Result<(), XlsxError> {
    let row = sheet.row;
    sheet.plain_text(row, 0, agency)?;
    sheet.plain_text(row, 1, summary.node.id.as_str())?;
    sheet.plain_text(row, 2, record.status.as_ref().map_or("", |status| status.value().vietnamese()))?;
    if let Some(percent) = &record.percent {
        let percent = to_f64(*percent.value());
        if percent.fract() == 0.0 {
            sheet.inner.write_number(row, 3, percent)?;
        } else {
            sheet.number(row, 3, percent, &sheet.styles.column.fraction)?;
        }
    }
    let texts = [&record.result, &record.documents, &record.difficulties, &record.proposals];
    for (column, text) in (4..).zip(texts) {
        sheet.plain_text(row, column, text.as_ref().map_or("", |text| text.value()))?;
    }
    let address = record.cell.address();
    let source = format!("{} › {} › {address}", record.cell.file(), record.cell.sheet());
    sheet.file_link(row, 8, &record.cell.link(), &source, None)?;
    sheet.end_row()
}
