//! The sheets `Chỉ tiêu` and `Chỉ tiêu theo đơn vị`.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};
use rustc_hash::FxHashMap;

use super::data::{Index, text_reference};
use super::indicator_formulas::{Columns, TotalFormula, bodies};
use super::sheet::{Frame, Sheet, address};
use super::styles::{RowStyle, Styles};
use super::{column_number, count, to_f64};
use crate::form::{CODE, TableKind, UNIT};
use crate::merge::{AgencyReport, Consolidation, Entry, IndicatorSummary};
use crate::model::{Decimal, Field, FigureCode, IndicatorId, Traced, percent_of};

/// The name of the sheet of province totals.
pub(super) const NAME: &str = "Chỉ tiêu";
/// The name of the sheet by agency.
pub(super) const BY_AGENCY: &str = "Chỉ tiêu theo đơn vị";
/// The two figures of an indicator, in the order of their columns.
const FIELDS: [Field; 2] = [Field::Planned, Field::Actual];
/// The column of Kế hoạch in the sheet of totals; Thực hiện follows.
const PLANNED: ColNum = 4;
/// The column of Thực hiện.
pub(super) const ACTUAL: ColNum = PLANNED + 1;
/// The column of how many bodies gave what was planned; those of the figures and of both follow, then what was planned and done
/// by those that gave both, and the share.
const GAVE: ColNum = ACTUAL + 1;
/// The column that tells how the total is made; the links to the data follow.
const METHOD: ColNum = GAVE + 6;
/// The column of the first figure in the sheet by agency.
const FIRST: ColNum = 2;

/// The sheet by agency, but for its columns.
const BY_AGENCY_FRAME: Frame<'static> = Frame {
    name: BY_AGENCY,
    title: "CHỈ TIÊU THEO ĐƠN VỊ",
    unit: "KH: kế hoạch; TH: thực hiện. Mỗi ô dẫn về dòng của đơn vị trong trang “Dữ liệu”; tỷ lệ tính từ số của đơn vị",
    widths: &[],
    landscape: true,
    on_screen: false,
    title_columns: 0,
};

/// Writes the province totals. Returns the row of each indicator.
pub(super) fn write<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
    index: &Index,
) -> Result<(Sheet<'s>, Vec<RowNum>), XlsxError> {
    let title = format!("TỔNG HỢP CHỈ TIÊU {}", consolidation.settings.report.issuer.whole.to_uppercase());
    let frame = Frame {
        name: NAME,
        title: &title,
        unit: "Tỷ lệ: 100 × tổng tử số / tổng mẫu số của các đơn vị báo cáo đủ cả hai số. So với kế hoạch: chỉ các đơn vị có cả hai số",
        widths: &[9.0, 50.0, 11.0, 13.0, 15.0, 15.0, 11.0, 11.0, 11.0, 15.0, 15.0, 13.0, 20.0, 12.0, 12.0],
        landscape: true,
        on_screen: false,
        title_columns: 12,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let against_plan = format!("{} (%)", Field::AgainstPlan.vietnamese());
    let heads = [
        CODE,
        TableKind::Indicators.label_head(),
        "Nhiệm vụ",
        UNIT,
        Field::Planned.head(),
        Field::Actual.head(),
        "Số đơn vị có kế hoạch",
        "Số đơn vị có số liệu",
        "Số đơn vị có cả hai",
        "Kế hoạch của đơn vị có cả hai",
        "Thực hiện của đơn vị có cả hai",
        &against_plan,
        "Cách tổng hợp",
        "Dữ liệu kế hoạch",
        "Dữ liệu thực hiện",
    ];
    let head = sheet.head(&heads, &styles.head, 2)?;
    let columns = Columns {
        consolidation,
        sheet: BY_AGENCY,
        // One row of heads stands below the title.
        first: BY_AGENCY_FRAME.title_rows(consolidation) + 1,
        place: |at, offset| column_of(at, offset).ok(),
        index,
    };
    let mut rows = Vec::with_capacity(consolidation.indicators.len());
    for summary in &consolidation.indicators {
        rows.push(sheet.row);
        total(&mut sheet, summary, &columns)?;
    }
    sheet.filter(head, heads.len())?;
    if consolidation.indicators.is_empty() {
        sheet.nothing("Không có chỉ tiêu nào.")?;
    }
    Ok((sheet, rows))
}

fn total(sheet: &mut Sheet, summary: &IndicatorSummary, columns: &Columns<'_>) -> Result<(), XlsxError> {
    let row = sheet.row;
    let indicator = &summary.indicator;
    let style = &sheet.styles.body;
    sheet.text(row, 0, indicator.id.as_str(), &style.centre)?;
    sheet.text(row, 1, &indicator.numbered_name(), &style.text)?;
    sheet.text(row, 2, indicator.task.as_str(), &style.centre)?;
    sheet.text(row, 3, indicator.unit.as_str(), &style.centre)?;
    let values = [&summary.planned, &summary.actual].map(|value| value.as_ref().map(|value| to_f64(*value.value())));
    for ((column, field), value) in (PLANNED..).zip(FIELDS).zip(values) {
        let formula = columns.total(summary, field, row);
        write_total(sheet, column, &formula, value, number_format(summary, style))?;
    }
    coverage(sheet, summary)?;
    against_plan(sheet, summary, columns)?;
    let method = summary.made_in_words(columns.consolidation);
    sheet.text(row, METHOD, &method, &style.centre)?;
    for (column, field) in (METHOD + 1..).zip(FIELDS) {
        let code = FigureCode::new(indicator.id.as_str(), field);
        data_link(sheet, column, code, first_datum(summary, code, columns.index))?;
    }
    sheet.end_row()
}

/// How many bodies planned, how many have a figure, and how many gave both; of a ratio, both its parts.
fn coverage(sheet: &mut Sheet, summary: &IndicatorSummary) -> Result<(), XlsxError> {
    let coverage = &summary.coverage;
    let row = sheet.row;
    for (column, field, code, number) in [
        (GAVE, Field::Planned, Field::Planned, &coverage.planned),
        (GAVE + 1, Field::Actual, Field::Actual, &coverage.actual),
        (GAVE + 2, Field::Actual, Field::AgainstPlan, &coverage.both),
    ] {
        let formula = bodies(summary, field, code, row);
        sheet.formula(row, column, &formula, Some(count(*number.value())), &sheet.styles.body.whole)?;
    }
    Ok(())
}

/// What was planned and done by the bodies that gave both, and 100 × the one / the other.
fn against_plan(sheet: &mut Sheet, summary: &IndicatorSummary, columns: &Columns<'_>) -> Result<(), XlsxError> {
    let row = sheet.row;
    let style = &sheet.styles.body;
    let figures = summary.against_plan.as_ref().map(|against| [&against.planned, &against.actual]);
    for ((column, field), place) in (GAVE + 3..).zip(FIELDS).zip(0..) {
        let value = figures.map(|figures| to_f64(*figures[place].value()));
        let formula = columns.of_both(summary, field, row, &address(row, GAVE + 2));
        write_total(sheet, column, &formula, value, number_format(summary, style))?;
    }
    let (planned, actual) = (address(row, GAVE + 3), address(row, GAVE + 4));
    let formula = format!(r#"IF(ISNUMBER({planned}),IF({planned}=0,"",100*{actual}/{planned}),"")"#);
    let share = summary.total(Field::AgainstPlan).map(|share| to_f64(*share.value()));
    sheet.formula(row, GAVE + 5, &formula, share, &style.fraction)
}

fn write_total(
    sheet: &mut Sheet,
    column: ColNum,
    formula: &TotalFormula,
    value: Option<f64>,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    let row = sheet.row;
    if formula.is_array {
        sheet.array_formula(row, column, &formula.text, value, format)
    } else {
        sheet.formula(row, column, &formula.text, value, format)
    }
}

/// Where the data of a figure begin. Those of a ratio begin with its numerator.
fn first_datum(summary: &IndicatorSummary, code: FigureCode, index: &Index) -> Option<String> {
    let ratio = summary.indicator.aggregation.ratio();
    index.first_of(ratio.map_or(code.item, |(numerator, _)| numerator.as_str()), code.field)
}

/// The code of a figure, a link to its data where there are any.
pub(super) fn data_link(
    sheet: &mut Sheet,
    column: ColNum,
    code: FigureCode,
    target: Option<String>,
) -> Result<(), XlsxError> {
    let (row, styles) = (sheet.row, sheet.styles);
    match target {
        Some(target) => sheet.sheet_link(row, column, &target, &code.to_string(), &styles.centre_link),
        None => sheet.text(row, column, "", &styles.body.centre),
    }
}

/// Writes the figures of every agency, each a reference to its datum; `totals` are the rows of the other sheet.
pub(super) fn write_by_agency<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
    index: &Index,
    totals: &[RowNum],
) -> Result<Sheet<'s>, XlsxError> {
    let figures = consolidation.indicators.len() * FIELDS.len();
    let mut widths = vec![6.0, 40.0];
    widths.extend(std::iter::repeat_n(11.0, figures));
    let frame = Frame { widths: &widths, title_columns: widths.len().min(12), ..BY_AGENCY_FRAME };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    // Fifty columns on one page could not be read: the names repeat on every page instead.
    let pages = u16::try_from(figures.div_ceil(16)).unwrap_or(1).max(1);
    sheet.inner.set_print_fit_to_pages(pages, 0).set_repeat_columns(0, 1)?;
    let mut heads = vec!["STT".to_owned(), "Đơn vị".to_owned()];
    for summary in &consolidation.indicators {
        let indicator = &summary.indicator;
        heads.extend(FIELDS.map(|field| format!("{}\n{}\n({})", indicator.id, field.letters(), indicator.unit)));
    }
    let head = sheet.head(&heads, &styles.small_head, FIRST)?;
    let table = ByAgency::new(consolidation, index, &styles.small);
    for (place, report) in consolidation.agencies.iter().enumerate() {
        table.agency(&mut sheet, place, report)?;
    }
    sheet.filter(head, heads.len())?;
    province(&mut sheet, consolidation, totals)?;
    Ok(sheet)
}

/// What the sheet by agency looks up.
struct ByAgency<'a> {
    consolidation: &'a Consolidation,
    index: &'a Index,
    /// Per indicator the entries by the place of the agency.
    entries: Vec<Vec<Option<&'a Entry>>>,
    /// The position of each indicator.
    positions: FxHashMap<&'a IndicatorId, usize>,
    /// The number format of each indicator.
    formats: Vec<&'a rust_xlsxwriter::Format>,
}

impl<'a> ByAgency<'a> {
    fn new(consolidation: &'a Consolidation, index: &'a Index, style: &'a RowStyle) -> Self {
        let by_place = |summary: &'a IndicatorSummary| {
            let mut row = vec![None; consolidation.agencies.len()];
            for entry in &summary.entries {
                if let Some(cell) = consolidation.place(&entry.agency).and_then(|place| row.get_mut(place)) {
                    *cell = Some(entry);
                }
            }
            row
        };
        let indicators = &consolidation.indicators;
        Self {
            consolidation,
            index,
            entries: indicators.iter().map(by_place).collect(),
            positions: indicators.iter().enumerate().map(|(at, summary)| (&summary.indicator.id, at)).collect(),
            formats: indicators.iter().map(|summary| number_format(summary, style)).collect(),
        }
    }

    fn agency(&self, sheet: &mut Sheet, place: usize, report: &AgencyReport) -> Result<(), XlsxError> {
        let row = sheet.row;
        let style = &sheet.styles.small;
        sheet.number(row, 0, count(place + 1), &style.centre)?;
        sheet.text(row, 1, &report.body.name, &style.text)?;
        for (at, summary) in self.consolidation.indicators.iter().enumerate() {
            for (offset, field) in FIELDS.into_iter().enumerate() {
                let column = column_of(at, offset)?;
                match self.cell(summary, at, place, field, row, offset)? {
                    Some((formula, value)) => {
                        sheet.formula(row, column, &formula, Some(value), self.formats[at])?;
                    }
                    None => self.word(sheet, at, place, field, column)?,
                }
            }
        }
        sheet.end_row()
    }

    /// The formula and the value of one cell: a ratio from the agency's own figures where it gave both, otherwise what it
    /// wrote.
    fn cell(
        &self,
        summary: &IndicatorSummary,
        at: usize,
        place: usize,
        field: Field,
        row: RowNum,
        offset: usize,
    ) -> Result<Option<(String, f64)>, XlsxError> {
        if let Some((numerator, denominator)) = summary.indicator.aggregation.ratio()
            && let (Some(top), Some(bottom)) = (self.positions.get(numerator), self.positions.get(denominator))
            && let (Some(part), Some(whole)) = (self.value(*top, place, field), self.value(*bottom, place, field))
            && let Some(percent) = percent_of(part, whole)
        {
            let (top, bottom) = (address(row, column_of(*top, offset)?), address(row, column_of(*bottom, offset)?));
            return Ok(Some((format!("100*{top}/{bottom}"), to_f64(percent))));
        }
        let Some(value) = self.value(at, place, field) else { return Ok(None) };
        let reference = self.index.number(summary.indicator.id.as_str(), field, place);
        Ok(reference.map(|reference| (reference, to_f64(value))))
    }

    /// The word that an agency answered in, a reference to its datum; a blank cell where there is none.
    fn word(&self, sheet: &mut Sheet, at: usize, place: usize, field: Field, column: ColNum) -> Result<(), XlsxError> {
        let (row, style) = (sheet.row, &sheet.styles.small);
        let entry = self.entries.get(at).and_then(|entries| entries.get(place).copied().flatten());
        let item = self.consolidation.indicators[at].indicator.id.as_str();
        let datum = self.index.column(item, field).get(place).copied().filter(|datum| *datum > 0);
        match (entry.and_then(|entry| entry.record.level(field)), datum) {
            (Some(level), Some(datum)) => {
                sheet.text_formula(row, column, &text_reference(datum), &level.value().word, &style.centre)
            }
            _ => {
                sheet.inner.write_blank(row, column, &style.text)?;
                Ok(())
            }
        }
    }

    fn value(&self, at: usize, place: usize, field: Field) -> Option<Decimal> {
        let entry = self.entries.get(at)?.get(place).copied().flatten()?;
        entry.record.number(field).map(Traced::value).copied()
    }
}

/// The last row: the province, from the sheet of totals.
fn province(sheet: &mut Sheet, consolidation: &Consolidation, totals: &[RowNum]) -> Result<(), XlsxError> {
    let row = sheet.row;
    let style = &sheet.styles.small_total;
    sheet.text(row, 0, "", &style.text)?;
    sheet.text(row, 1, &consolidation.settings.report.issuer.whole_at_start(), &style.text)?;
    for (at, (summary, total)) in consolidation.indicators.iter().zip(totals).enumerate() {
        for (offset, (source, value)) in (PLANNED..).zip([&summary.planned, &summary.actual]).enumerate() {
            let value = value.as_ref().map(|value| to_f64(*value.value()));
            let formula = format!("'{NAME}'!{}", address(*total, source));
            let format = number_format(summary, style);
            sheet.formula(row, column_of(at, offset)?, &formula, value, format)?;
        }
    }
    sheet.end_row()
}

/// The number format of an indicator: the same for all its figures, so that they compare in a column.
fn number_format<'f>(summary: &IndicatorSummary, style: &'f RowStyle) -> &'f rust_xlsxwriter::Format {
    if summary.indicator.aggregation.divides() {
        return &style.fraction;
    }
    let records = summary.entries.iter().map(|entry| &entry.record);
    let figures = records.flat_map(|record| FIELDS.into_iter().filter_map(|field| record.number(field)));
    style.number(figures.map(|figure| to_f64(*figure.value())))
}

fn column_of(indicator: usize, offset: usize) -> Result<ColNum, XlsxError> {
    Ok(FIRST + column_number(indicator * FIELDS.len() + offset)?)
}
