//! The sheet `Chỉ tiêu theo mức`: how many bodies are at which level of the indicators that are answered in words.

use rust_xlsxwriter::XlsxError;

use super::count;
use super::indicator_formulas::at_level;
use super::sheet::{Frame, Sheet};
use super::styles::Styles;
use crate::form::{CODE, TableKind};
use crate::merge::{Consolidation, IndicatorSummary, LevelCounts};
use crate::model::Field;

/// The name of the sheet.
pub(super) const NAME: &str = "Chỉ tiêu theo mức";

const FRAME: Frame<'static> = Frame {
    name: NAME,
    title: "SỐ ĐƠN VỊ THEO TỪNG MỨC CỦA CHỈ TIÊU TRẢ LỜI BẰNG CHỮ",
    unit: "Đơn vị tính: đơn vị. Chỉ tính đơn vị phải báo cáo chỉ tiêu",
    widths: &[9.0, 60.0, 26.0, 14.0, 22.0],
    landscape: true,
    on_screen: false,
    title_columns: 5,
};

/// Writes the sheet; none where all indicators are answered in figures.
pub(super) fn write<'s>(consolidation: &Consolidation, styles: &'s Styles) -> Result<Option<Sheet<'s>>, XlsxError> {
    let mut worded = consolidation.indicators.iter().filter_map(|own| Some((own, own.levels.as_ref()?))).peekable();
    if worded.peek().is_none() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(consolidation, styles, &FRAME)?;
    let heads = [CODE, TableKind::Indicators.label_head(), "Mức", "Số đơn vị", "Được tính là đạt mức"];
    let head = sheet.head(&heads, &styles.head, 2)?;
    for (summary, levels) in worded {
        rows(&mut sheet, summary, levels)?;
    }
    sheet.filter(head, heads.len())?;
    Ok(Some(sheet))
}

/// A row a level, the highest first, and one for those that did not answer.
fn rows(sheet: &mut Sheet<'_>, summary: &IndicatorSummary, levels: &LevelCounts) -> Result<(), XlsxError> {
    let style = &sheet.styles.body;
    for (level, bodies) in levels.by_level.iter().rev() {
        let row = sheet.row;
        names(sheet, summary, &level.word)?;
        let formula = at_level(&level.word, row, Field::Actual, Field::Actual);
        sheet.formula(row, 3, &formula, Some(count(*bodies.value())), &style.whole)?;
        sheet.text(row, 4, if level.rank >= levels.from { "x" } else { "" }, &style.centre)?;
        sheet.end_row()?;
    }
    names(sheet, summary, "Chưa trả lời")?;
    sheet.number(sheet.row, 3, count(*levels.silent.value()), &style.whole)?;
    sheet.text(sheet.row, 4, "", &style.centre)?;
    sheet.end_row()
}

fn names(sheet: &mut Sheet<'_>, summary: &IndicatorSummary, level: &str) -> Result<(), XlsxError> {
    let (row, style) = (sheet.row, &sheet.styles.body);
    sheet.text(row, 0, summary.indicator.id.as_str(), &style.centre)?;
    sheet.text(row, 1, &summary.indicator.numbered_name(), &style.text)?;
    sheet.text(row, 2, level, &style.text)
}
