//! The sheets `III. Kinh phí` and `Kinh phí theo đơn vị`, in triệu đồng.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};
use rustc_hash::{FxHashMap, FxHashSet};

use super::data::{Index, computed_for};
use super::indicators::data_link;
use super::sheet::{Frame, Sheet, address};
use super::styles::Styles;
use super::{column_number, count, to_f64};
use crate::form::{AMOUNTS_IN, CODE, TableKind};
use crate::merge::{AgencyReport, Consolidation, Entry, FundingSummary};
use crate::model::{AgencyId, Field, FigureCode, PlanId};

/// The name of the sheet of province totals.
pub(super) const NAME: &str = "III. Kinh phí";
/// The name of the sheet by agency.
pub(super) const BY_AGENCY: &str = "Kinh phí theo đơn vị";
/// The two amounts of a line, in the order of their columns.
const FIELDS: [Field; 2] = [Field::Allocated, Field::Spent];
/// The column of Dự toán giao in the sheet of totals; Đã thực hiện and the ratio follow.
pub(super) const ALLOCATED: ColNum = 2;
/// The column of the first amount in the sheet by agency.
const FIRST: ColNum = 2;

/// Writes the province totals. Returns the row of each line.
pub(super) fn write<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
    index: &Index,
) -> Result<(Sheet<'s>, Vec<RowNum>), XlsxError> {
    let frame = Frame {
        name: NAME,
        title: "TỔNG HỢP KINH PHÍ THỰC HIỆN",
        unit: AMOUNTS_IN,
        widths: &[10.0, 62.0, 19.0, 19.0, 13.0, 15.0, 15.0],
        landscape: true,
        on_screen: false,
        title_columns: 7,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let label = TableKind::Funding.label_head();
    let [allocated, spent] = FIELDS.map(Field::head);
    let share = Field::SpentShare.head();
    let heads = [CODE, label, allocated, spent, share, "Dữ liệu dự toán", "Dữ liệu thực hiện"];
    let head = sheet.head(&heads, &styles.head, 2)?;
    let rows: Vec<RowNum> = (head + 1..).take(consolidation.funding.len()).collect();
    let row_of: FxHashMap<&PlanId, RowNum> =
        consolidation.funding.iter().zip(&rows).map(|(summary, row)| (&summary.line.id, *row)).collect();
    for summary in &consolidation.funding {
        total(&mut sheet, summary, &row_of, has_decimals(consolidation))?;
        data_links(&mut sheet, consolidation, summary, index)?;
        sheet.end_row()?;
    }
    sheet.filter(head, heads.len())?;
    if consolidation.funding.is_empty() {
        sheet.nothing("Không có dòng kinh phí nào.")?;
    }
    Ok((sheet, rows))
}

/// Whether amounts have decimals: all of them, so that they compare in a column, or none.
fn has_decimals(consolidation: &Consolidation) -> bool {
    let records = consolidation.funding.iter().flat_map(|summary| &summary.entries).map(|entry| &entry.record);
    let amounts = records.flat_map(|record| FIELDS.into_iter().filter_map(|field| record.number(field)));
    amounts.into_iter().any(|amount| !amount.value().is_integer())
}

fn total(
    sheet: &mut Sheet,
    summary: &FundingSummary,
    row_of: &FxHashMap<&PlanId, RowNum>,
    has_decimals: bool,
) -> Result<(), XlsxError> {
    let row = sheet.row;
    let line = &summary.line;
    let style = if line.parts.is_empty() { &sheet.styles.body } else { &sheet.styles.total };
    sheet.text(row, 0, line.id.as_str(), &style.centre)?;
    sheet.text(row, 1, &line.name, &style.text)?;
    for ((column, field), value) in (ALLOCATED..).zip(FIELDS).zip([&summary.allocated, &summary.spent]) {
        // A line that is a sum also holds what bodies gave as a sum without its parts.
        let mut formula = format!(r#"SUMIFS(DL_GiaTri,DL_Muc,$A{},DL_Truong,"{}")"#, row + 1, field.vietnamese());
        for part in line.parts.iter().filter_map(|part| row_of.get(part)) {
            formula.push('+');
            formula.push_str(&address(*part, column));
        }
        let value = to_f64(*value.value());
        sheet.formula(row, column, &formula, Some(value), style.decimals(has_decimals))?;
    }
    let (allocated, spent) = (address(row, ALLOCATED), address(row, ALLOCATED + 1));
    let ratio = summary.ratio.as_ref().map(|ratio| to_f64(*ratio.value()));
    match ratio {
        // Of a part of the bodies, which no formula over the two sums tells.
        Some(ratio) if !summary.coverage.is_complete() => sheet.number(row, ALLOCATED + 2, ratio, &style.fraction),
        ratio => {
            let formula = format!(r#"IF({allocated}=0,"",100*{spent}/{allocated})"#);
            sheet.formula(row, ALLOCATED + 2, &formula, ratio, &style.fraction)
        }
    }
}

/// The codes of the two amounts, links to their data: a line's own, or else those of its first part that has any.
fn data_links(
    sheet: &mut Sheet,
    consolidation: &Consolidation,
    summary: &FundingSummary,
    index: &Index,
) -> Result<(), XlsxError> {
    for (column, field) in (ALLOCATED + 3..).zip(FIELDS) {
        let code = FigureCode::new(summary.line.id.as_str(), field);
        data_link(sheet, column, code, first_datum(consolidation, &summary.line.id, field, index))?;
    }
    Ok(())
}

fn first_datum(consolidation: &Consolidation, line: &PlanId, field: Field, index: &Index) -> Option<String> {
    index.first_of(line.as_str(), field).or_else(|| {
        let parts = &consolidation.settings.indicators.funding_line(line.as_str())?.parts;
        parts.iter().find_map(|part| first_datum(consolidation, part, field, index))
    })
}

/// Writes the amounts of every agency: references to their data, and sums of cells in the same row.
pub(super) fn write_by_agency<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
    index: &Index,
    totals: &[RowNum],
) -> Result<Sheet<'s>, XlsxError> {
    let lines = consolidation.funding.len();
    let mut widths = vec![6.0, 42.0];
    widths.extend(std::iter::repeat_n(15.0, lines * FIELDS.len()));
    let frame = Frame {
        name: BY_AGENCY,
        title: "KINH PHÍ THEO ĐƠN VỊ",
        unit: AMOUNTS_IN,
        widths: &widths,
        landscape: true,
        on_screen: false,
        title_columns: widths.len().min(12),
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let mut heads = vec!["STT".to_owned(), "Đơn vị".to_owned()];
    for summary in &consolidation.funding {
        heads.extend(FIELDS.map(|field| format!("{}. {}\n{}", summary.line.id, summary.line.name, field.vietnamese())));
    }
    let head = sheet.head(&heads, &styles.small_head, FIRST)?;
    let table = ByAgency::new(consolidation, index);
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
    has_decimals: bool,
    index: &'a Index,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    summary: &'a FundingSummary,
    /// The entries by the place of the agency.
    entries: Vec<Option<&'a Entry>>,
    /// The agencies for which it is added up from its parts.
    computed: FxHashSet<&'a AgencyId>,
    /// The positions of the parts.
    parts: Vec<usize>,
}

impl<'a> ByAgency<'a> {
    fn new(consolidation: &'a Consolidation, index: &'a Index) -> Self {
        let line = |summary: &'a FundingSummary| {
            let mut entries = vec![None; consolidation.agencies.len()];
            for entry in &summary.entries {
                if let Some(cell) = consolidation.place(&entry.agency).and_then(|place| entries.get_mut(place)) {
                    *cell = Some(entry);
                }
            }
            let position = |part: &PlanId| consolidation.funding.iter().position(|other| other.line.id == *part);
            let parts = summary.line.parts.iter().filter_map(position).collect();
            Line { summary, entries, computed: computed_for(consolidation, summary), parts }
        };
        let has_decimals = has_decimals(consolidation);
        Self { consolidation, has_decimals, index, lines: consolidation.funding.iter().map(line).collect() }
    }

    fn agency(&self, sheet: &mut Sheet, place: usize, report: &AgencyReport) -> Result<(), XlsxError> {
        let row = sheet.row;
        let style = &sheet.styles.small;
        sheet.number(row, 0, count(place + 1), &style.centre)?;
        sheet.text(row, 1, &report.body.name, &style.text)?;
        for (at, line) in self.lines.iter().enumerate() {
            for (offset, field) in FIELDS.into_iter().enumerate() {
                let column = column_of(at, offset)?;
                let entry = line.entries.get(place).copied().flatten();
                let value = entry.and_then(|entry| entry.record.number(field)).map(|value| to_f64(*value.value()));
                let formula = self.formula(line, place, field, offset, row)?;
                match (value, formula) {
                    (Some(value), Some(formula)) => {
                        sheet.formula(row, column, &formula, Some(value), style.decimals(self.has_decimals))?;
                    }
                    _ => {
                        sheet.inner.write_blank(row, column, &style.text)?;
                    }
                }
            }
        }
        sheet.end_row()
    }

    fn formula(
        &self,
        line: &Line,
        place: usize,
        field: Field,
        offset: usize,
        row: RowNum,
    ) -> Result<Option<String>, XlsxError> {
        let agency = self.consolidation.agencies.get(place).map(|report| &report.body.id);
        if !agency.is_some_and(|agency| line.computed.contains(agency)) {
            return Ok(self.index.number(line.summary.line.id.as_str(), field, place));
        }
        let parts: Result<Vec<String>, XlsxError> =
            line.parts.iter().map(|part| Ok(address(row, column_of(*part, offset)?))).collect();
        Ok(Some(format!("SUM({})", parts?.join(","))))
    }
}

/// The last row: the province, from the sheet of totals.
fn province(sheet: &mut Sheet, consolidation: &Consolidation, totals: &[RowNum]) -> Result<(), XlsxError> {
    let row = sheet.row;
    let style = &sheet.styles.small_total;
    let has_decimals = has_decimals(consolidation);
    sheet.text(row, 0, "", &style.text)?;
    sheet.text(row, 1, &consolidation.settings.report.issuer.whole_at_start(), &style.text)?;
    for (at, (summary, total)) in consolidation.funding.iter().zip(totals).enumerate() {
        for (offset, (source, value)) in (ALLOCATED..).zip([&summary.allocated, &summary.spent]).enumerate() {
            let value = to_f64(*value.value());
            let formula = format!("'{NAME}'!{}", address(*total, source));
            sheet.formula(row, column_of(at, offset)?, &formula, Some(value), style.decimals(has_decimals))?;
        }
    }
    sheet.end_row()
}

fn column_of(line: usize, offset: usize) -> Result<ColNum, XlsxError> {
    Ok(FIRST + column_number(line * FIELDS.len() + offset)?)
}
