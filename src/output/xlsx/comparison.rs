//! The sheets that put an earlier year beside this one: `So với năm trước` for the province, `So sánh theo đơn vị` for
//! the bodies that reported in both years.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};

use super::sheet::{Frame, Sheet, address};
use super::styles::{RowStyle, Styles};
use super::{funding, indicators, progress, to_f64};
use crate::form::{CODE, UNIT};
use crate::merge::{Consolidation, Pair, YearChange, YearComparison};
use crate::model::{AmountUnit, Decimal, Field, Quantity, Traced, round_percent};

/// The name of the sheet of the province.
pub(super) const NAME: &str = "So với năm trước";
/// The name of the sheet by agency.
pub(super) const BY_AGENCY: &str = "So sánh theo đơn vị";
/// The column of the earlier year in the sheet of the province; this year, the difference and the change follow.
const BEFORE: ColNum = 3;
/// The same in the sheet by agency.
const BEFORE_BY_AGENCY: ColNum = 4;

/// Where this year's totals stand in the other sheets.
pub(super) struct Totals<'a> {
    /// The rows of the points, and their columns.
    pub(super) tasks: (&'a [RowNum], progress::Columns),
    /// The rows of the indicators.
    pub(super) indicators: &'a [RowNum],
    /// The rows of the funding lines.
    pub(super) funding: &'a [RowNum],
}

/// Writes both sheets; none where there is no earlier year.
pub(super) fn write<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
    totals: &Totals<'_>,
) -> Result<Vec<Sheet<'s>>, XlsxError> {
    let Some(comparison) = &consolidation.comparison else { return Ok(Vec::new()) };
    Ok(vec![province(consolidation, comparison, styles, totals)?, by_agency(consolidation, comparison, styles)?])
}

fn province<'s>(
    consolidation: &Consolidation,
    comparison: &YearComparison,
    styles: &'s Styles,
    totals: &Totals<'_>,
) -> Result<Sheet<'s>, XlsxError> {
    let unit = match comparison.breaks.is_empty() {
        true => "Tỷ lệ (%) so sánh bằng điểm phần trăm".to_owned(),
        false => {
            let breaks: Vec<&str> = comparison.breaks.iter().map(|series| series.text.as_str()).collect();
            format!("{} Tỷ lệ (%) so sánh bằng điểm phần trăm.", breaks.join(" "))
        }
    };
    let whole = consolidation.settings.report.issuer.whole.to_uppercase();
    let frame = Frame {
        name: NAME,
        title: &format!("SO SÁNH SỐ LIỆU {whole} VỚI NĂM TRƯỚC"),
        unit: &unit,
        widths: &[10.0, 62.0, 14.0, 17.0, 17.0, 17.0, 13.0],
        landscape: true,
        on_screen: false,
        title_columns: 7,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let [before, now] = years(consolidation, comparison);
    sheet.head(&[CODE, "Nội dung", UNIT, &before, &now, "Tăng, giảm", "Thay đổi (%)"], &styles.head, 2)?;
    heading(&mut sheet, "Chỉ tiêu (thực hiện)")?;
    for (summary, row) in consolidation.indicators.iter().zip(totals.indicators) {
        let indicator = &summary.indicator;
        let place = format!("'{}'!{}", indicators::NAME, address(*row, indicators::ACTUAL));
        let change = comparison.indicator(summary);
        line(&mut sheet, [indicator.id.as_str(), &indicator.name, indicator.unit.as_str()], change.as_ref(), &place)?;
    }
    heading(&mut sheet, "Kinh phí (đã thực hiện)")?;
    for (summary, row) in consolidation.funding.iter().zip(totals.funding) {
        let place = format!("'{}'!{}", funding::NAME, address(*row, funding::ALLOCATED + 1));
        let change = comparison.funding(summary);
        line(
            &mut sheet,
            [summary.line.id.as_str(), &summary.line.name, AmountUnit::OF_THE_FORM.vietnamese()],
            change.as_ref(),
            &place,
        )?;
    }
    heading(&mut sheet, "Nhiệm vụ, giải pháp (tỷ lệ đơn vị hoàn thành)")?;
    let (rows, columns) = totals.tasks;
    for (summary, row) in consolidation.tasks.iter().zip(rows) {
        let place = format!("'{}'!{}", progress::TASKS, address(*row, columns.completion()));
        let change = comparison.progress(summary);
        line(&mut sheet, [summary.node.id.as_str(), summary.node.text(), "%"], change.as_ref(), &place)?;
    }
    Ok(sheet)
}

fn years(consolidation: &Consolidation, comparison: &YearComparison) -> [String; 2] {
    [comparison.earlier.year, consolidation.settings.report.year].map(|year| format!("Năm {year}"))
}

/// A heading over the rows that follow.
fn heading(sheet: &mut Sheet<'_>, text: &str) -> Result<(), XlsxError> {
    let (row, style) = (sheet.row, &sheet.styles.group);
    sheet.text(row, 0, "", &style.text)?;
    sheet.text(row, 1, text, &style.text)?;
    for column in 2..=BEFORE + 3 {
        sheet.inner.write_blank(row, column, &style.text)?;
    }
    sheet.end_row()
}

/// One row of the province: `place` is the cell of this year's figure.
fn line(
    sheet: &mut Sheet<'_>,
    [id, name, unit]: [&str; 3],
    change: Option<&YearChange>,
    place: &str,
) -> Result<(), XlsxError> {
    let (row, style) = (sheet.row, &sheet.styles.body);
    sheet.text(row, 0, id, &style.centre)?;
    sheet.text(row, 1, name, &style.text)?;
    sheet.text(row, 2, unit, &style.centre)?;
    let Some(change) = change else {
        for column in BEFORE..=BEFORE + 3 {
            sheet.text(row, column, if column == BEFORE { "không so sánh" } else { "" }, &style.centre)?;
        }
        return sheet.end_row();
    };
    let before = to_f64(*change.before.value());
    let now = change.before.value().saturating_add(*change.difference.value());
    // Of percentages two decimals are compared: what the earlier year has kept.
    let place = if change.is_points { format!("ROUND({place},2)") } else { place.to_owned() };
    sheet.number(row, BEFORE, before, number(style, change))?;
    sheet.formula(row, BEFORE + 1, &place, Some(to_f64(now)), number(style, change))?;
    compare(sheet, row, BEFORE, change, style)?;
    sheet.end_row()
}

/// The format of both years' figures and of their difference.
fn number<'f>(style: &'f RowStyle, change: &YearChange) -> &'f rust_xlsxwriter::Format {
    let figures = [change.before.value(), change.difference.value()];
    if change.is_points { &style.fraction } else { style.number(figures.map(|figure| to_f64(*figure))) }
}

/// The difference and the change in percent, from the two cells before them.
fn compare(
    sheet: &mut Sheet<'_>,
    row: RowNum,
    before: ColNum,
    change: &YearChange,
    style: &RowStyle,
) -> Result<(), XlsxError> {
    let (then, now, difference) = (address(row, before), address(row, before + 1), address(row, before + 2));
    let value = to_f64(*change.difference.value());
    sheet.formula(row, before + 2, &format!("{now}-{then}"), Some(value), number(style, change))?;
    match &change.percent {
        Some(percent) => {
            let percent = to_f64(*percent.value());
            sheet.formula(row, before + 3, &format!("100*{difference}/{then}"), Some(percent), &style.fraction)
        }
        None => sheet.text(row, before + 3, if change.is_points { "điểm" } else { "" }, &style.centre),
    }
}

fn by_agency<'s>(
    consolidation: &Consolidation,
    comparison: &YearComparison,
    styles: &'s Styles,
) -> Result<Sheet<'s>, XlsxError> {
    let frame = Frame {
        name: BY_AGENCY,
        title: "SO SÁNH SỐ LIỆU CỦA TỪNG ĐƠN VỊ BÁO CÁO CẢ HAI NĂM",
        unit: "Chỉ tiêu: số thực hiện; kinh phí: số đã thực hiện, triệu đồng",
        widths: &[38.0, 9.0, 52.0, 13.0, 15.0, 15.0, 15.0, 13.0],
        landscape: true,
        on_screen: false,
        title_columns: 8,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let [before, now] = years(consolidation, comparison);
    let heads = ["Đơn vị", CODE, "Nội dung", UNIT, &before, &now, "Tăng, giảm", "Thay đổi (%)"];
    let head = sheet.head(&heads, &styles.head, 1)?;
    for report in &consolidation.agencies {
        let (id, name) = (&report.body.id, report.body.name.as_str());
        for summary in &consolidation.indicators {
            let indicator = &summary.indicator;
            let entry = consolidation.entry_of(&summary.entries, id);
            let values = actual(comparison.indicator_of(indicator, id))
                .zip(entry.and_then(|entry| entry.record.number(Field::Actual)));
            let is_share = indicator.quantity() == Quantity::Percent;
            if let Some((then, now)) = values {
                let texts = [name, indicator.id.as_str(), &indicator.name, indicator.unit.as_str()];
                of_agency(&mut sheet, texts, &YearChange::between(then, now, is_share))?;
            }
        }
        for summary in &consolidation.funding {
            let entry = consolidation.entry_of(&summary.entries, id);
            let values = actual(comparison.funding_of(&summary.line.id, id))
                .zip(entry.and_then(|entry| entry.record.number(Field::Spent)));
            if let Some((then, now)) = values {
                let texts = [name, summary.line.id.as_str(), &summary.line.name, AmountUnit::OF_THE_FORM.vietnamese()];
                of_agency(&mut sheet, texts, &YearChange::between(then, now, false))?;
            }
        }
    }
    sheet.filter(head, heads.len())?;
    if sheet.row == head + 1 {
        sheet.nothing("Không có đơn vị nào báo cáo cả hai năm.")?;
    }
    Ok(sheet)
}

fn actual(pair: Option<&Pair>) -> Option<&Traced<Decimal>> {
    pair?.actual.as_ref()
}

/// One row of a body.
fn of_agency(sheet: &mut Sheet<'_>, texts: [&str; 4], change: &YearChange) -> Result<(), XlsxError> {
    let (row, style) = (sheet.row, &sheet.styles.body);
    for (column, text) in (0..).zip(texts) {
        let format = if matches!(column, 1 | 3) { &style.centre } else { &style.text };
        sheet.text(row, column, text, format)?;
    }
    let before = *change.before.value();
    let now = before.saturating_add(*change.difference.value());
    for (column, value) in (BEFORE_BY_AGENCY..).zip([before, now]) {
        let value = to_f64(if change.is_points { round_percent(value) } else { value });
        sheet.number(row, column, value, number(style, change))?;
    }
    compare(sheet, row, BEFORE_BY_AGENCY, change, style)?;
    sheet.end_row()
}
