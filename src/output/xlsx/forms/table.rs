//! A sheet with one of the tables.

use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, DataValidation, Format, Formula, RowNum, Worksheet};

use super::super::cell_text::{format_for, printable, write_text};
use super::super::sheet::{address, height_of, lines_in};
use super::super::{XlsxError, column_number};
use super::styles::{self, Styles};
use super::{foot, locked_sheet, rules};
use crate::form::{self, AMOUNTS_IN, Column, ColumnRole, Form, ROWS_ABOVE, Row, RowKind, Subject, Table};
use crate::model::{AmountUnit, Field, Status, ValueType};

/// Room in a row for what is typed, in lines.
const OPEN_LINES: f64 = 3.0;
/// A row of figures, in lines.
const FIGURE_LINES: f64 = 1.3;
/// The tables are set smaller than the text that heights are reckoned for.
const LETTERS: f64 = 1.06;

/// Writes the sheet.
pub(super) fn write(form: &Form, table: &Table, styles: &Styles) -> Result<Worksheet, XlsxError> {
    let mut sheet = locked_sheet(table.kind.sheet(), styles)?;
    sheet.set_tab_color(styles::TABLE_TAB).set_footer(foot(form)).set_landscape().set_screen_gridlines(false);
    for (column, width) in (0..).zip(widths(table)) {
        sheet.set_column_width(column, width)?;
    }
    let mut writer = TableWriter { sheet, form, table, styles };
    writer.opening()?;
    writer.head()?;
    for index in 0..table.rows.len() {
        writer.row(index)?;
    }
    writer.mark_contradictions()?;
    writer.signatures()?;
    Ok(writer.sheet)
}

/// The widths of a table's columns, in characters.
fn widths(table: &Table) -> impl Iterator<Item = f64> {
    table.columns().iter().map(|column| column.width)
}

struct TableWriter<'a> {
    sheet: Worksheet,
    form: &'a Form,
    table: &'a Table,
    styles: &'a Styles,
}

impl TableWriter<'_> {
    fn last_column(&self) -> Result<ColNum, XlsxError> {
        Ok(column_number(self.columns().len().saturating_sub(1))?)
    }

    fn columns(&self) -> &'static [Column] {
        self.table.columns()
    }

    /// The agency, the number of the form, its title, the year, the unit.
    fn opening(&mut self) -> Result<(), XlsxError> {
        let last = self.last_column()?;
        let styles = self.styles;
        let name = self.form.name_in_capitals();
        write_text(&mut self.sheet, 0, 0, &name, &styles.agency)?;
        let number = form::number_of(self.table.kind);
        self.sheet.write_string_with_format(0, last, number, &styles.number_of_form)?;
        self.sheet.merge_range(1, 0, 1, last, &self.table.title, &format_for(&self.table.title, &styles.title))?;
        let width: f64 = widths(self.table).sum();
        self.sheet.set_row_height(1, height_of(lines_in(width * 0.8, &self.table.title)) + 4.0)?;
        if !self.table.basis.is_empty() {
            self.sheet.merge_range(
                2,
                0,
                2,
                last,
                &self.table.basis,
                &format_for(&self.table.basis, &styles.subtitle),
            )?;
        }
        let year = format!("Năm báo cáo: {}", self.form.year);
        self.sheet.merge_range(3, 0, 3, last, &year, &styles.subtitle)?;
        let is_amount = |column: &Column| column.field().is_some_and(|field| field.value_type() == ValueType::Amount);
        if self.columns().iter().any(is_amount) {
            self.sheet.write_string_with_format(4, last, AMOUNTS_IN, &styles.aside)?;
        }
        Ok(())
    }

    fn head(&mut self) -> Result<(), XlsxError> {
        for (column, own) in (0..).zip(self.columns()) {
            self.sheet.write_string_with_format(ROWS_ABOVE, column, own.head, &self.styles.head)?;
        }
        self.sheet.set_row_height(ROWS_ABOVE, height_of(2.2))?;
        self.sheet.set_repeat_rows(ROWS_ABOVE, ROWS_ABOVE)?.set_freeze_panes(ROWS_ABOVE + 1, 2)?;
        Ok(())
    }

    fn row(&mut self, index: usize) -> Result<(), XlsxError> {
        let row = &self.table.rows[index];
        if row.kind == RowKind::Heading {
            return self.heading(index);
        }
        let at = self.table.sheet_row(index);
        let mut printed = row.printed.iter();
        let mut lines = match self.table.kind.subject() {
            Subject::Indicator | Subject::FundingLine => FIGURE_LINES,
            Subject::PlanNode => OPEN_LINES,
        };
        for (place, (column, own)) in (0..).zip(self.columns()).enumerate() {
            match own.role {
                ColumnRole::Code => self.printed(at, column, &row.code, code_format(self.styles, row))?,
                ColumnRole::Label | ColumnRole::Unit | ColumnRole::OfPlan(_) => {
                    let words = printed.next().map_or("", String::as_str);
                    lines = lines.max(lines_in(own.width * LETTERS, words));
                    self.printed(at, column, words, printed_format(self.styles, row, place))?;
                }
                ColumnRole::Entry(field) => self.entry(at, column, field, row)?,
                ColumnRole::Computed(_) => self.share_of_row(at, column, row)?,
            }
        }
        self.sheet.set_row_height(at, height_of(lines))?;
        Ok(())
    }

    fn printed(&mut self, row: RowNum, column: ColNum, words: &str, format: &Format) -> Result<(), XlsxError> {
        let mut cuts = 0;
        write_text(&mut self.sheet, row, column, &printable(words, &mut cuts), format)?;
        Ok(())
    }

    fn open(
        &mut self,
        row: RowNum,
        column: ColNum,
        format: &Format,
        rule: Option<DataValidation>,
    ) -> Result<(), XlsxError> {
        self.sheet.write_blank(row, column, format)?;
        if let Some(rule) = rule {
            self.sheet.add_data_validation(row, column, row, column, &rule)?;
        }
        Ok(())
    }

    /// A heading of the plan, across the table.
    fn heading(&mut self, index: usize) -> Result<(), XlsxError> {
        let row = &self.table.rows[index];
        let at = self.table.sheet_row(index);
        let words = row.printed.first().map_or("", String::as_str);
        let mut cuts = 0;
        self.printed(at, 0, &row.code, &self.styles.group_code)?;
        let words = printable(words, &mut cuts);
        let format = format_for(&words, &self.styles.group);
        self.sheet.merge_range(at, 1, at, self.last_column()?, &words, &format)?;
        let width: f64 = widths(self.table).skip(1).sum();
        self.sheet.set_row_height(at, height_of(lines_in(width, &words)) + 4.0)?;
        Ok(())
    }

    /// A cell that the body fills in.
    fn entry(&mut self, at: RowNum, column: ColNum, field: Field, row: &Row) -> Result<(), XlsxError> {
        match field.value_type() {
            ValueType::Text => self.open(at, column, &self.styles.open_text, None),
            ValueType::Status => self.open(at, column, &self.styles.open_centre, Some(rules::status()?)),
            ValueType::Percent => self.open(at, column, &self.styles.open_centre, Some(rules::completion()?)),
            ValueType::Figure => self.figure(at, column, field, row),
            ValueType::Amount => self.amount(at, column, field, row),
        }
    }

    /// Kế hoạch or Thực hiện of an indicator.
    fn figure(&mut self, at: RowNum, column: ColNum, field: Field, row: &Row) -> Result<(), XlsxError> {
        let styles = self.styles;
        let unit = row.printed.get(1).map_or("", String::as_str);
        match &row.kind {
            RowKind::Choice(words) => {
                self.open(at, column, &styles.open_centre, Some(rules::choice(field.head(), words)?))
            }
            RowKind::Count => self.open(at, column, &styles.open_whole, Some(rules::count(field.head(), unit)?)),
            RowKind::TypedRatio => {
                self.open(at, column, &styles.open_percent, Some(rules::share(field.head(), false)?))
            }
            RowKind::Ratio { numerator, denominator } => {
                let [above, below] =
                    [*numerator, *denominator].map(|index| address(self.table.sheet_row(index), column));
                let formula = format!(r#"IF(COUNT({above},{below})<2,"",IF({below}=0,"",ROUND({above}/{below},4)))"#);
                // A plan may set the share alone; what was done is always counted.
                let is_planned = field == Field::Planned;
                let format = if is_planned { &styles.open_share } else { &styles.share };
                self.sheet.write_formula_with_format(at, column, Formula::new(formula).set_result(""), format)?;
                if is_planned {
                    self.sheet.add_data_validation(at, column, at, column, &rules::share(field.head(), true)?)?;
                }
                Ok(())
            }
            _ => self.open(at, column, &styles.open_fraction, Some(rules::amount(field.head(), unit)?)),
        }
    }

    /// Dự toán giao or Đã thực hiện of a funding line.
    fn amount(&mut self, at: RowNum, column: ColNum, field: Field, row: &Row) -> Result<(), XlsxError> {
        let RowKind::Sum(parts) = &row.kind else {
            return self.open(
                at,
                column,
                &self.styles.open_fraction,
                Some(rules::amount(field.head(), AmountUnit::OF_THE_FORM.vietnamese())?),
            );
        };
        let parts: Vec<String> = parts.iter().map(|part| address(self.table.sheet_row(*part), column)).collect();
        let parts = parts.join(",");
        let formula = format!(r#"IF(COUNT({parts})=0,"",SUM({parts}))"#);
        self.sheet.write_formula_with_format(at, column, Formula::new(formula).set_result(""), &self.styles.sum)?;
        Ok(())
    }

    /// What was spent of what was allocated.
    fn share_of_row(&mut self, at: RowNum, column: ColNum, row: &Row) -> Result<(), XlsxError> {
        let place = |field| column_number(self.table.place_of(field).unwrap_or_default());
        let (allocated, spent) = (address(at, place(Field::Allocated)?), address(at, place(Field::Spent)?));
        let formula =
            format!(r#"IF(COUNT({allocated},{spent})<2,"",IF({allocated}=0,"",ROUND({spent}/{allocated},4)))"#);
        let format = match row.kind {
            RowKind::Sum(_) => self.styles.share.clone().set_bold(),
            _ => self.styles.share.clone(),
        };
        self.sheet.write_formula_with_format(at, column, Formula::new(formula).set_result(""), &format)?;
        Ok(())
    }

    /// Colours what cannot be right as soon as it is typed: content without a state, a state that its completion
    /// contradicts, a part larger than its whole.
    fn mark_contradictions(&mut self) -> Result<(), XlsxError> {
        let columns = self.columns();
        let first = self.table.sheet_row(0);
        let last = self.table.sheet_row(self.table.rows.len().saturating_sub(1));
        let wrong = Format::new().set_background_color(styles::WRONG_FILL);
        let mark = |sheet: &mut Worksheet, column: ColNum, formula: String| -> Result<(), XlsxError> {
            let rule = ConditionalFormatFormula::new().set_rule(formula.as_str()).set_format(&wrong);
            sheet.add_conditional_format(first, column, last, column, &rule)?;
            Ok(())
        };
        let table = self.table;
        if let Some(status) = table.place_of(Field::Status) {
            let result = table.place_of(table.kind.subject().main_field()).unwrap_or(status);
            let (state, result) = (relative(first, status)?, relative(first, result)?);
            mark(&mut self.sheet, column_number(status)?, format!(r#"=AND({state}="",{result}<>"")"#))?;
            if let Some(percent) = table.place_of(Field::Percent) {
                let share = relative(first, percent)?;
                let [done, going, not_begun, _] = Status::ALL.map(Status::vietnamese);
                let formula = format!(
                    r#"=AND({share}<>"",OR(AND({state}="{done}",{share}<100),AND({state}="{going}",{share}>=100),AND({state}="{not_begun}",{share}>0)))"#
                );
                mark(&mut self.sheet, column_number(percent)?, formula)?;
            }
        }
        for (index, row) in self.table.rows.iter().enumerate() {
            if !matches!(row.kind, RowKind::Ratio { .. }) {
                continue;
            }
            let at = self.table.sheet_row(index);
            for (column, own) in (0..).zip(columns) {
                if own.field().is_some_and(|field| field.value_type() == ValueType::Figure) {
                    let cell = address(at, column);
                    let rule = ConditionalFormatFormula::new()
                        .set_rule(format!("=AND(ISNUMBER({cell}),{cell}>1)").as_str())
                        .set_format(&wrong);
                    self.sheet.add_conditional_format(at, column, at, column, &rule)?;
                }
            }
        }
        Ok(())
    }

    /// Who made the form and who answers for it, for the printed copy.
    fn signatures(&mut self) -> Result<(), XlsxError> {
        let last = self.last_column()?;
        let styles = self.styles;
        let row = self.table.sheet_row(self.table.rows.len()) + 1;
        // The right third of the sheet, whatever its columns are.
        let right = last - last.min(2);
        let day = form::day_of_signing(self.form.year);
        self.sheet.merge_range(row, right, row, last, &day, &styles.signature_note)?;
        let [left, right_side] = form::signatures(self.form.has_seal);
        for (offset, (left_words, right_words)) in (1..).zip(left.into_iter().zip(right_side)) {
            let format = if offset == 1 { &styles.signature } else { &styles.signature_note };
            self.sheet.merge_range(row + offset, 0, row + offset, 1, left_words, format)?;
            self.sheet.merge_range(row + offset, right, row + offset, last, right_words, format)?;
        }
        Ok(())
    }
}

/// The address of a column's cell in a rule that moves down with the row: `$E7`.
fn relative(row: RowNum, column: usize) -> Result<String, XlsxError> {
    Ok(format!("${}", address(row, column_number(column)?)))
}

fn code_format<'a>(styles: &'a Styles, row: &Row) -> &'a Format {
    match row.kind {
        RowKind::Sum(_) => &styles.sum_code,
        _ => &styles.code,
    }
}

fn printed_format<'a>(styles: &'a Styles, row: &Row, place: usize) -> &'a Format {
    match row.kind {
        RowKind::Sum(_) => &styles.sum_label,
        // The words of the row are the first; what follows is short.
        _ if place > 1 => &styles.printed_centre,
        _ => &styles.printed,
    }
}
