//! The sheet `Chi tiết`: the full texts of every body on every point, with the cell each comes from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{Frame, Sheet};
use super::styles::Styles;
use super::{column_number, to_f64};
use crate::extract::{FieldValue, Record};
use crate::form::{CODE, Subject};
use crate::merge::{Consolidation, Entry, ProgressSummary};
use crate::model::{Field, ValueType};
use crate::paths::{Spellings, cell_link};

/// The name of the sheet.
pub(super) const NAME: &str = "Chi tiết";

/// Writes the sheet: by body in the order of the registry, then by point in the order of the plan.
pub(super) fn write<'s>(
    inner: Worksheet,
    consolidation: &Consolidation,
    styles: &'s Styles,
) -> Result<Sheet<'s>, XlsxError> {
    let is_said = |field: Field| consolidation.entries().any(|entry| entry.record.get(field).is_some());
    let mut fields = Subject::PlanNode.fields();
    fields.retain(|field| !field.is_about_a_deadline() || is_said(*field));
    let mut widths = vec![26.0, 9.0];
    widths.extend(fields.iter().map(|field| width(*field)));
    widths.push(24.0);
    let frame = Frame {
        name: NAME,
        title: "KẾT QUẢ CHI TIẾT CỦA TỪNG ĐƠN VỊ",
        unit: "Nguyên văn báo cáo của đơn vị",
        widths: &widths,
        landscape: true,
        on_screen: true,
        title_columns: widths.len(),
    };
    let mut sheet = Sheet::on(inner, consolidation, styles, &frame)?;
    let mut heads = vec!["Đơn vị", CODE];
    heads.extend(fields.iter().map(|field| short_head(*field)));
    heads.push("Nguồn");
    // The columns carry the formats; the cells are ruled at the end.
    let column = &styles.column;
    let formats =
        [&column.text, &column.centre].into_iter().chain(fields.iter().map(|field| match field.value_type() {
            ValueType::Text => &column.text,
            ValueType::Status => &column.centre,
            ValueType::Percent | ValueType::Figure | ValueType::Amount => &column.whole,
        }));
    for (column, format) in (0..).zip(formats.chain([&styles.column_link])) {
        sheet.inner.set_column_format(column, format)?;
    }
    let head = sheet.head(&heads, &styles.head, 2)?;
    // Every summary has its entries in the order of the bodies: one walk over all of them side by side.
    let mut cursors: Vec<(&ProgressSummary, &[Entry])> =
        consolidation.progress().map(|summary| (summary, summary.entries.as_slice())).collect();
    for report in &consolidation.agencies {
        for (summary, rest) in &mut cursors {
            let Some((entry, after)) = rest.split_first() else { continue };
            if entry.agency != report.body.id {
                continue;
            }
            *rest = after;
            row(&mut sheet, &consolidation.spellings, &report.body.name, summary, &entry.record, &fields)?;
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

/// The head of a field's column, which is narrower than on the form.
fn short_head(field: Field) -> &'static str {
    match field {
        Field::Percent => "Tỷ lệ (%)",
        other => other.head(),
    }
}

/// The width of a field's column, in characters.
fn width(field: Field) -> f64 {
    match field.value_type() {
        ValueType::Text if field == Subject::PlanNode.main_field() => 60.0,
        ValueType::Text => 34.0,
        ValueType::Status => 15.0,
        ValueType::Percent | ValueType::Figure | ValueType::Amount => 9.0,
    }
}

fn row(
    sheet: &mut Sheet,
    spellings: &Spellings,
    agency: &str,
    summary: &ProgressSummary,
    record: &Record,
    fields: &[Field],
) -> Result<(), XlsxError> {
    let row = sheet.row;
    let style = &sheet.styles.column;
    sheet.plain_text(row, 0, agency, &style.text)?;
    sheet.plain_text(row, 1, summary.node.id.as_str(), &style.centre)?;
    for (column, field) in (2..).zip(fields) {
        match record.get(*field) {
            Some(FieldValue::Status(status)) => {
                sheet.plain_text(row, column, status.value().vietnamese(), &style.centre)?
            }
            Some(FieldValue::Level(level)) => sheet.plain_text(row, column, &level.value().word, &style.centre)?,
            Some(FieldValue::Text(text)) => sheet.plain_text(row, column, text.value(), &style.text)?,
            Some(FieldValue::Number(number)) => {
                let number = to_f64(*number.value());
                if number.fract() == 0.0 {
                    sheet.inner.write_number(row, column, number)?;
                } else {
                    sheet.number(row, column, number, &sheet.styles.column.fraction)?;
                }
            }
            None => {}
        }
    }
    let source_column = 2 + column_number(fields.len())?;
    let mut source = record.cell.to_string();
    // A row put together from two versions names both; the link leads to the first.
    let mut told = vec![(record.cell.file(), record.cell.sheet())];
    for cell in record.values().filter_map(|(_, value)| value.cell()) {
        if !told.contains(&(cell.file(), cell.sheet())) {
            told.push((cell.file(), cell.sheet()));
            source.push_str(&format!("; {cell}"));
        }
    }
    sheet.file_link(row, source_column, &cell_link(&record.cell, spellings), &source, None)?;
    sheet.end_row()
}
