//! The sheet `Ma trận`: what every body said about every point, each cell a reference to its datum.

use rust_xlsxwriter::{ColNum, ConditionalFormatCell, ConditionalFormatCellRule, Format, RowNum, XlsxError};

use super::data::{Index, text_reference};
use super::sheet::{Frame, Sheet, address};
use super::styles::{Styles, status_fill};
use super::{column_number, count};
use crate::merge::{Consolidation, Entry};
use crate::model::{Field, Status};

/// The name of the sheet.
pub(super) const NAME: &str = "Ma trận";
/// The points printed side by side.
const POINTS_PER_PAGE: usize = 27;
/// The column of the first point.
const FIRST: ColNum = 2;

/// Writes the sheet.
pub(super) fn write<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
    index: &Index,
) -> Result<Sheet<'s>, XlsxError> {
    let points = consolidation.tasks.len();
    let mut widths = vec![6.0, 40.0];
    widths.extend(std::iter::repeat_n(6.0, points));
    widths.extend([8.0; 5]);
    let frame = Frame {
        name: NAME,
        title: "TIẾN ĐỘ NHIỆM VỤ THEO ĐƠN VỊ",
        unit: &legend(),
        widths: &widths,
        landscape: true,
        on_screen: false,
        title_columns: widths.len().min(16),
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    // Many points on one page could not be read: the names repeat on every page instead.
    let pages = u16::try_from(points.div_ceil(POINTS_PER_PAGE)).unwrap_or(1).max(1);
    sheet.inner.set_print_fit_to_pages(pages, 0).set_repeat_columns(0, 1)?;
    let mut heads = vec!["STT", "Đơn vị"];
    heads.extend(consolidation.tasks.iter().map(|summary| summary.node.id.as_str()));
    heads.extend(Status::ALL.map(Status::vietnamese));
    heads.push(Status::NO_REPORT);
    let head = sheet.head(&heads, &styles.small_head, FIRST)?;
    let grid = Grid { first_row: head + 1, last_column: FIRST + column_number(points)?.saturating_sub(1), points };
    let columns = columns(consolidation, index);
    for (place, report) in consolidation.agencies.iter().enumerate() {
        let row = sheet.row;
        sheet.number(row, 0, count(place + 1), &styles.small.centre)?;
        sheet.text(row, 1, &report.body.name, &styles.small.text)?;
        grid.agency(&mut sheet, &columns, place)?;
        sheet.end_row()?;
    }
    sheet.filter(head, heads.len())?;
    if points > 0 && !consolidation.agencies.is_empty() {
        grid.totals(&mut sheet, consolidation)?;
        grid.colours(&mut sheet)?;
    }
    Ok(sheet)
}

/// What stands where a body does not have to report on a point.
const NOT_OWED: &str = "–";

/// The letter of a state: the first of its words, all different.
fn letter(status: Status) -> String {
    status.vietnamese().chars().take(1).collect()
}

/// `H: Hoàn thành · Đ: Đang thực hiện …`.
fn legend() -> String {
    let states = Status::ALL.map(|status| format!("{}: {}", letter(status), status.vietnamese()));
    format!(
        "{} · {NOT_OWED}: không giao · ô trống: chưa báo cáo. Mỗi ô dẫn về dòng của đơn vị trong trang “Dữ liệu”",
        states.join(" · ")
    )
}

/// What an agency says of a point, by the place of the agency.
type Column = Vec<State>;

/// What an agency says of a point.
#[derive(Clone, Copy)]
enum State {
    /// A status, with the row of its datum.
    Stated(Status, RowNum),
    /// Nothing.
    Silent,
    /// The agency does not have to report on the point, whatever it says.
    NotOwed,
}

fn columns(consolidation: &Consolidation, index: &Index) -> Vec<Column> {
    let place_status = |entry: &Entry| Some((consolidation.place(&entry.agency)?, *entry.record.status()?.value()));
    let mut columns = Vec::with_capacity(consolidation.tasks.len());
    for summary in &consolidation.tasks {
        let rows = index.column(summary.node.id.as_str(), Field::Status);
        let mut column: Column = vec![State::NotOwed; consolidation.agencies.len()];
        for place in summary.expected.iter().filter_map(|agency| consolidation.place(agency)) {
            column[place] = State::Silent;
        }
        for (place, status) in summary.entries.iter().filter_map(place_status) {
            if let (Some(cell @ State::Silent), Some(row)) = (column.get_mut(place), rows.get(place)) {
                *cell = State::Stated(status, *row);
            }
        }
        columns.push(column);
    }
    columns
}

/// Where the cells of the matrix stand.
struct Grid {
    first_row: RowNum,
    last_column: ColNum,
    points: usize,
}

impl Grid {
    /// The row of one agency: its statuses, and how many of each.
    fn agency(&self, sheet: &mut Sheet, columns: &[Column], place: usize) -> Result<(), XlsxError> {
        let row = sheet.row;
        let styles = sheet.styles;
        let (mut counts, mut silent) = ([0_usize; 4], 0_usize);
        for (column, states) in (FIRST..).zip(columns) {
            match states.get(place).copied().unwrap_or(State::Silent) {
                State::Stated(status, datum) => {
                    counts[status as usize] += 1;
                    let formula = format!("LEFT({},1)", text_reference(datum));
                    sheet.text_formula(row, column, &formula, &letter(status), &styles.small.centre)?;
                }
                State::Silent => {
                    silent += 1;
                    sheet.inner.write_blank(row, column, &styles.small.centre)?;
                }
                State::NotOwed => sheet.text(row, column, NOT_OWED, &styles.small.centre)?,
            }
        }
        if self.points == 0 {
            return Ok(());
        }
        let range = format!("{}:{}", address(row, FIRST), address(row, self.last_column));
        for (column, (status, found)) in (self.last_column + 1..).zip(Status::ALL.into_iter().zip(counts)) {
            let formula = format!(r#"COUNTIF({range},"{}")"#, letter(status));
            sheet.formula(row, column, &formula, Some(count(found)), &styles.small.whole)?;
        }
        let formula = format!("COUNTBLANK({range})");
        sheet.formula(row, self.last_column + 5, &formula, Some(count(silent)), &styles.small.whole)
    }

    /// Below the agencies: how many there are of each state in every point.
    fn totals(&self, sheet: &mut Sheet, consolidation: &Consolidation) -> Result<(), XlsxError> {
        let last = sheet.row - 1;
        let whole = consolidation.settings.report.issuer.whole_at_start();
        let style = &sheet.styles.small_total;
        for status in Status::ALL.map(Some).into_iter().chain([None]) {
            let row = sheet.row;
            let words = Status::label(status);
            sheet.text(row, 0, "", &style.text)?;
            sheet.text(row, 1, &format!("{whole}: {}", words.to_lowercase()), &style.text)?;
            let mut total = 0.0;
            for (column, summary) in (FIRST..).zip(&consolidation.tasks) {
                let range = format!("{}:{}", address(self.first_row, column), address(last, column));
                let (formula, value) = match status {
                    Some(status) => (format!(r#"COUNTIF({range},"{}")"#, letter(status)), summary.counts.of(status)),
                    None => (format!("COUNTBLANK({range})"), *summary.counts.no_report.value()),
                };
                total += count(value);
                sheet.formula(row, column, &formula, Some(count(value)), &style.whole)?;
            }
            let own = self.last_column + 1 + status.map_or(4, |status| status as ColNum);
            for column in self.last_column + 1..=self.last_column + 5 {
                if column == own {
                    let formula = format!("SUM({}:{})", address(self.first_row, column), address(last, column));
                    sheet.formula(row, column, &formula, Some(total), &style.whole)?;
                } else {
                    sheet.inner.write_blank(row, column, &style.whole)?;
                }
            }
            sheet.end_row()?;
        }
        Ok(())
    }

    /// Marks the statuses with colours.
    fn colours(&self, sheet: &mut Sheet) -> Result<(), XlsxError> {
        let last = sheet.row.saturating_sub(6);
        for status in Status::ALL {
            let format = Format::new().set_background_color(status_fill(status));
            let rule = ConditionalFormatCellRule::EqualTo(letter(status));
            let mark = ConditionalFormatCell::new().set_rule(rule).set_format(format);
            sheet.inner.add_conditional_format(self.first_row, FIRST, last, self.last_column, &mark)?;
        }
        Ok(())
    }
}
