//! The sheet `Mục tiêu`: where the goals began, what they are to reach, and whether they are on their way.

use rust_xlsxwriter::{RowNum, XlsxError};

use super::sheet::{Frame, Sheet, address};
use super::styles::Styles;
use super::{indicators, to_f64};
use crate::config::Bound;
use crate::form::{CODE, UNIT};
use crate::merge::{Consolidation, IndicatorSummary};

/// The name of the sheet.
pub(super) const NAME: &str = "Mục tiêu";

/// Its heads, with the widths of the columns in characters.
const COLUMNS: [(&str, f64); 11] = [
    (CODE, 9.0),
    ("Mục tiêu", 50.0),
    (UNIT, 12.0),
    ("Năm gốc", 9.0),
    ("Số gốc", 12.0),
    ("Mức phải đạt của năm", 22.0),
    ("Thực hiện", 12.0),
    ("Mục tiêu tiếp theo", 24.0),
    ("Năm của mục tiêu tiếp theo", 12.0),
    ("Năm nay cần có, nếu tiến đều", 14.0),
    ("Tiến độ", 16.0),
];

/// Writes the sheet, where goals have a target or a beginning; `rows` are those of the sheet of totals.
pub(super) fn write<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
    rows: &[RowNum],
) -> Result<Option<Sheet<'s>>, XlsxError> {
    let has_way =
        |summary: &IndicatorSummary| summary.indicator.baseline.is_some() || !summary.indicator.targets.is_empty();
    let goals = consolidation.indicators.iter().zip(rows).filter(|(summary, _)| has_way(summary));
    let mut goals = goals.peekable();
    if goals.peek().is_none() {
        return Ok(None);
    }
    let frame = Frame {
        name: NAME,
        title: "MỤC TIÊU VÀ TIẾN ĐỘ THỰC HIỆN",
        unit: "Năm nay cần có: mức trên đường thẳng từ số gốc đến mục tiêu tiếp theo",
        widths: &COLUMNS.map(|(_, width)| width),
        landscape: true,
        on_screen: false,
        title_columns: COLUMNS.len(),
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let head = sheet.head(&COLUMNS.map(|(head, _)| head), &styles.head, 2)?;
    for (summary, total) in goals {
        goal(&mut sheet, consolidation, summary, *total)?;
    }
    sheet.filter(head, COLUMNS.len())?;
    Ok(Some(sheet))
}

fn goal(
    sheet: &mut Sheet<'_>,
    consolidation: &Consolidation,
    summary: &IndicatorSummary,
    total: RowNum,
) -> Result<(), XlsxError> {
    let (row, style) = (sheet.row, &sheet.styles.body);
    let (indicator, year) = (&summary.indicator, consolidation.settings.report.year);
    let trend = consolidation.trend(summary);
    // The line may begin with an earlier year's figure.
    let own = indicator.baseline.map(|baseline| (baseline.year, to_f64(baseline.value)));
    let from = own.or_else(|| trend.as_ref().map(|trend| (trend.from.0, to_f64(*trend.from.1.value()))));
    let next = indicator.next_target(year);
    sheet.text(row, 0, indicator.id.as_str(), &style.centre)?;
    sheet.text(row, 1, &indicator.numbered_name(), &style.text)?;
    sheet.text(row, 2, indicator.unit.as_str(), &style.centre)?;
    match from {
        Some((since, figure)) => {
            sheet.number(row, 3, since.into(), &style.centre)?;
            sheet.number(row, 4, figure, &style.fraction)?;
        }
        None => {
            sheet.text(row, 3, "", &style.centre)?;
            sheet.text(row, 4, "", &style.centre)?;
        }
    }
    sheet.text(row, 5, indicator.target_of(year).map_or("", |target| &target.text), &style.text)?;
    let formula = format!("'{}'!{}", indicators::NAME, address(total, indicators::ACTUAL));
    sheet.formula(row, 6, &formula, summary.actual.as_ref().map(|value| to_f64(*value.value())), &style.fraction)?;
    sheet.text(row, 7, next.map_or("", |(_, target)| &target.text), &style.text)?;
    match next {
        Some((later, _)) => sheet.number(row, 8, later.into(), &style.centre)?,
        None => sheet.text(row, 8, "", &style.centre)?,
    }
    let bound = trend.as_ref().and_then(|trend| Some((trend, trend.target.bound?)));
    let Some((trend, bound)) = bound else {
        sheet.text(row, 9, "", &style.centre)?;
        sheet.text(row, 10, "", &style.centre)?;
        return sheet.end_row();
    };
    let [start, since, until, actual, needed] = [4, 3, 8, 6, 9].map(|column| address(row, column));
    let end = bound.values().first().map_or_else(String::new, ToString::to_string);
    let line = format!("ROUND({start}+({end}-{start})*({year}-{since})/({until}-{since}),2)");
    sheet.formula(row, 9, &line, Some(to_f64(*trend.needed.value())), &style.fraction)?;
    let sign = if matches!(bound, Bound::AtMost(_)) { "<=" } else { ">=" };
    let formula = format!(
        r#"IF(ROUND({actual},2){sign}{end},"Đã đạt mục tiêu",IF(ROUND({actual},2){sign}{needed},"Đúng tiến độ","Chậm tiến độ"))"#
    );
    let stands = match (trend.is_reached, trend.is_on_track) {
        (true, _) => "Đã đạt mục tiêu",
        (false, true) => "Đúng tiến độ",
        (false, false) => "Chậm tiến độ",
    };
    sheet.text_formula(row, 10, &formula, stands, &style.centre)?;
    sheet.end_row()
}
