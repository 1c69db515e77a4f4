//! A sheet being written: its title block, its head, its print set-up, and cells that cannot break the file.

use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, Format, Formula, RowNum, Url, Worksheet, XlsxError};

use super::SUBMISSIONS_FOLDER;
use super::cell_text::{format_for, printable, write_plain_text, write_text};
use super::styles::Styles;
use crate::merge::Consolidation;
use crate::model::column_name;
use crate::paths::LINK_UNITS;

/// Letters of a text within a formula.
const FORMULA_TEXT_LIMIT: usize = 255;
/// The height of a row that nothing else is said of, in pixels.
pub(super) const ROW_PIXELS: u32 = 21;
/// The width of a column that nothing else is said of, in pixels.
pub(super) const COLUMN_PIXELS: u32 = 72;
/// How many letters of Times New Roman fit in a unit of width, which is a digit.
const LETTERS_PER_WIDTH: f64 = 1.15;
/// What part of a column is left to the words of a head.
const BOLD_WIDTH: f64 = 0.62;
/// The height of a line, in points.
const LINE_POINTS: f64 = 15.75;
/// The height of the highest row Excel knows, in points.
const ROW_LIMIT: f64 = 409.0;
/// What a sheet for looking things up says of its print. The commands are named as Excel and LibreOffice show them in English,
/// which is what most offices have.
const OUT_OF_PRINT: &str = "Trang này để tra cứu trên máy: khi in chỉ in phần đề mục này. Muốn in cả trang: Page Layout > Print Area > Clear Print Area";
/// The paper size code of A4.
const A4: u8 = 9;

/// How a sheet is laid out.
pub(super) struct Frame<'a> {
    /// The tab's name: at most 31 characters, none of `[]:*?/\`.
    pub(super) name: &'a str,
    /// The title above the table.
    pub(super) title: &'a str,
    /// The unit line, such as `Đơn vị tính: triệu đồng`; may be empty.
    pub(super) unit: &'a str,
    /// The widths of the columns, in characters.
    pub(super) widths: &'a [f64],
    /// Whether it is printed across.
    pub(super) landscape: bool,
    /// Whether it is for looking things up on a screen: of its table, hundreds of pages long, nothing is printed with the workbook.
    pub(super) on_screen: bool,
    /// Over how many of the first columns the title block is centred; the rest of a wide sheet scrolls.
    pub(super) title_columns: usize,
}

impl Frame<'_> {
    /// The rows that the title block takes, the empty one below it included.
    pub(super) fn title_rows(&self, consolidation: &Consolidation) -> RowNum {
        let print = if self.on_screen { OUT_OF_PRINT } else { "" };
        let lines = [self.title, &consolidation.settings.report.notice, self.unit, print];
        // The line that names the report is always there.
        lines.into_iter().filter(|line| !line.is_empty()).map(|_| 1).sum::<RowNum>() + 2
    }
}

/// A sheet being written, with the formats at hand.
pub(super) struct Sheet<'a> {
    /// The sheet itself.
    pub(super) inner: Worksheet,
    /// The formats.
    pub(super) styles: &'a Styles,
    /// The next free row.
    pub(super) row: RowNum,
    /// How many texts had to be cut.
    pub(super) cuts: usize,
    /// The widths of the columns, in characters.
    widths: Vec<f64>,
    /// How many lines the fullest cell of the row takes.
    lines: f64,
}

impl<'a> Sheet<'a> {
    /// Begins a sheet: page set-up, column widths and title block.
    pub(super) fn new(consolidation: &Consolidation, styles: &'a Styles, frame: &Frame) -> Result<Self, XlsxError> {
        Self::on(Worksheet::new(), consolidation, styles, frame)
    }

    /// Begins a sheet on a worksheet that the workbook made.
    pub(super) fn on(
        mut inner: Worksheet,
        consolidation: &Consolidation,
        styles: &'a Styles,
        frame: &Frame,
    ) -> Result<Self, XlsxError> {
        inner.set_default_format(&styles.plain, ROW_PIXELS, COLUMN_PIXELS)?;
        inner.set_name(frame.name)?;
        // Otherwise a formula that gives an empty text would be stored as zero.
        inner.set_formula_result_default("");
        for (column, width) in (0..).zip(frame.widths) {
            inner.set_column_width(column, *width)?;
        }
        inner.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.4, 0.6, 0.6, 0.3, 0.3);
        inner.set_footer("&L&\"Times New Roman,Italic\"&10&A&R&\"Times New Roman,Regular\"&10Trang &P/&N");
        inner.set_print_center_horizontally(true);
        if frame.landscape {
            inner.set_landscape();
        }
        let mut sheet = Self { inner, styles, row: 0, cuts: 0, widths: frame.widths.to_vec(), lines: 1.0 };
        sheet.title_block(consolidation, frame)?;
        Ok(sheet)
    }

    /// The title, the report it belongs to, the notice, and the unit line.
    fn title_block(&mut self, consolidation: &Consolidation, frame: &Frame) -> Result<(), XlsxError> {
        let styles = self.styles;
        let report = &consolidation.settings.report;
        let columns = frame.title_columns.clamp(1, frame.widths.len().max(1));
        let width: f64 = frame.widths.iter().take(columns).sum();
        let year = if report.subject.contains(&report.year.to_string()) {
            report.subject.clone()
        } else {
            format!("{}. Năm báo cáo: {}", report.subject.trim_end_matches('.'), report.year)
        };
        let lines = [
            (frame.title, &styles.title, 20.0, 1.2),
            (year.as_str(), &styles.subtitle, 17.0, 1.0),
            (report.notice.as_str(), &styles.notice, 17.0, 1.0),
            (frame.unit, &styles.notice, 17.0, 1.0),
            (if frame.on_screen { OUT_OF_PRINT } else { "" }, &styles.notice, 17.0, 1.0),
        ];
        for (text, format, height, units_per_letter) in lines.into_iter().filter(|line| !line.0.is_empty()) {
            let text = printable(text, &mut self.cuts);
            // Rows with merged cells do not grow by themselves.
            let wrapped = (text.chars().count() as f64 * units_per_letter / width).ceil().max(1.0);
            self.inner.set_row_height(self.row, height * wrapped)?;
            if columns > 1 {
                let last = ColNum::try_from(columns - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
                self.inner.merge_range(self.row, 0, self.row, last, &text, &format_for(&text, format))?;
            } else {
                write_text(&mut self.inner, self.row, 0, &text, format)?;
            }
            self.row += 1;
        }
        if frame.on_screen {
            // A sheet cannot be left out of the print of a workbook but by hiding it, and links do not lead to hidden sheets.
            let last = ColNum::try_from(columns - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
            self.inner.set_print_area(0, 0, self.row - 1, last)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes the head of the sheet's table in the next row, repeats it on every printed page, and freezes it together
    /// with the first `frozen` columns. Returns the row of the head.
    pub(super) fn head<S: AsRef<str>>(
        &mut self,
        heads: &[S],
        format: &Format,
        frozen: ColNum,
    ) -> Result<RowNum, XlsxError> {
        let row = self.row;
        for (column, head) in (0..).zip(heads) {
            self.text(row, column, head.as_ref(), format)?;
            // Bold, and of few long words that leave their lines half empty.
            self.make_room(self.width(column) * BOLD_WIDTH, head.as_ref());
        }
        self.inner.set_repeat_rows(row, row)?.set_freeze_panes(row + 1, frozen)?;
        self.end_row()?;
        Ok(row)
    }

    /// Lets the reader filter the table whose head stands in `head`; nothing where the table is empty.
    pub(super) fn filter(&mut self, head: RowNum, columns: usize) -> Result<(), XlsxError> {
        let last = ColNum::try_from(columns.saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
        if self.row > head + 1 {
            self.inner.autofilter(head, 0, self.row - 1, last)?;
        }
        Ok(())
    }

    /// Rules the rows below the head, whose cells have no borders of their own: one rule of the sheet instead of a border
    /// for each cell, which would take a tenth of the time of the whole workbook.
    pub(super) fn rule(&mut self, head: RowNum, columns: usize) -> Result<(), XlsxError> {
        let last = ColNum::try_from(columns.saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
        if self.row > head + 1 {
            let ruled = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(&self.styles.ruled);
            self.inner.add_conditional_format(head + 1, 0, self.row - 1, last, &ruled)?;
        }
        Ok(())
    }

    /// A remark across the sheet instead of a table without rows.
    pub(super) fn nothing(&mut self, words: &str) -> Result<(), XlsxError> {
        self.inner.write_string_with_format(self.row, 0, words, &self.styles.plain)?;
        self.row += 1;
        Ok(())
    }

    /// Text; always text, whatever it begins with.
    pub(super) fn text(&mut self, row: RowNum, column: ColNum, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = printable(text, &mut self.cuts);
        let width = self.width(column);
        self.make_room(width, &text);
        write_text(&mut self.inner, row, column, &text, format)
    }

    /// Text in a column that carries `format`; nothing where there is none.
    pub(super) fn plain_text(
        &mut self,
        row: RowNum,
        column: ColNum,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let text = printable(text, &mut self.cuts);
        let width = self.width(column);
        self.make_room(width, &text);
        write_plain_text(&mut self.inner, row, column, &text, format)
    }

    /// Reckons how many lines a text takes in cells of this width, in characters.
    pub(super) fn make_room(&mut self, width: f64, text: &str) {
        self.lines = self.lines.max(lines_in(width, text));
    }

    /// Goes to the next row. The row gets the height its texts need: not every program works that out by itself.
    pub(super) fn end_row(&mut self) -> Result<(), XlsxError> {
        if self.lines > 1.0 {
            self.inner.set_row_height(self.row, height_of(self.lines))?;
            self.lines = 1.0;
        }
        self.row += 1;
        Ok(())
    }

    /// A number that no formula stands behind.
    pub(super) fn number(&mut self, row: RowNum, column: ColNum, value: f64, format: &Format) -> Result<(), XlsxError> {
        self.inner.write_number_with_format(row, column, value, format)?;
        Ok(())
    }

    /// A formula with the value it gives; an empty text where there is none.
    pub(super) fn formula(
        &mut self,
        row: RowNum,
        column: ColNum,
        formula: &str,
        value: Option<f64>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let result = value.map_or_else(String::new, |value| value.to_string());
        self.inner.write_formula_with_format(row, column, Formula::new(formula).set_result(result), format)?;
        Ok(())
    }

    /// The same of a formula over arrays, which programs before 2019 compute only where it is entered as one.
    pub(super) fn array_formula(
        &mut self,
        row: RowNum,
        column: ColNum,
        formula: &str,
        value: Option<f64>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let result = value.map_or_else(String::new, |value| value.to_string());
        let formula = Formula::new(formula).set_result(result);
        self.inner.write_array_formula_with_format(row, column, row, column, formula, format)?;
        Ok(())
    }

    /// A formula with the text it gives.
    pub(super) fn text_formula(
        &mut self,
        row: RowNum,
        column: ColNum,
        formula: &str,
        value: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.inner.write_formula_with_format(row, column, Formula::new(formula).set_result(value), format)?;
        Ok(())
    }

    /// A link to a place in this workbook, such as `'Ma trận'!A1`; plain text where there is no such place.
    pub(super) fn sheet_link(
        &mut self,
        row: RowNum,
        column: ColNum,
        place: &str,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let shown = printable(text, &mut self.cuts).into_owned();
        let width = self.width(column);
        self.make_room(width, &shown);
        let url = Url::new(format!("internal:{place}"));
        match self.inner.write_url_with_options(row, column, url, &shown, "", Some(format)) {
            Ok(_) => Ok(()),
            Err(_) => self.text(row, column, text, format),
        }
    }

    /// A link to a submission or a cell of it, as [`cell_link`](crate::paths::cell_link) has it. Without a format the cell takes its
    /// column's.
    ///
    /// It is a formula, for which Excel has no limit a sheet, which costs a fifth of a link that is one, and which reads
    /// the folder from a cell: a workbook that was moved is mended in one place. Plain text where the path is longer than
    /// Excel allows in a formula.
    pub(super) fn file_link(
        &mut self,
        row: RowNum,
        column: ColNum,
        path: &str,
        text: &str,
        format: Option<&Format>,
    ) -> Result<(), XlsxError> {
        let shown = printable(text, &mut self.cuts);
        let width = self.width(column);
        self.make_room(width, &shown);
        let Some(formula) = hyperlink(path, &shown) else {
            return match format {
                Some(format) => write_text(&mut self.inner, row, column, &shown, format),
                None => write_plain_text(&mut self.inner, row, column, &shown, &self.styles.column_link),
            };
        };
        let formula = Formula::new(formula).set_result(shown);
        match format {
            Some(format) => self.inner.write_formula_with_format(row, column, formula, format)?,
            None => self.inner.write_formula(row, column, formula)?,
        };
        Ok(())
    }

    /// The width of a column, in characters.
    fn width(&self, column: ColNum) -> f64 {
        self.widths.get(usize::from(column)).copied().unwrap_or(10.0)
    }
}

/// The formula of a link to a submission; `None` where a text is longer than Excel allows in a formula.
fn hyperlink(path: &str, text: &str) -> Option<String> {
    let fits = |text: &str, limit| text.len() <= limit || text.encode_utf16().count() <= limit;
    (fits(path, LINK_UNITS) && fits(text, FORMULA_TEXT_LIMIT)).then(|| {
        let mut formula = String::with_capacity(path.len() + text.len() + 32);
        formula.extend(["HYPERLINK(", SUBMISSIONS_FOLDER, "&\""]);
        push_quoted(&mut formula, path);
        formula.push_str("\",\"");
        push_quoted(&mut formula, text);
        formula.push_str("\")");
        formula
    })
}

/// Appends a text as it stands between quotation marks in a formula.
fn push_quoted(formula: &mut String, text: &str) {
    for (number, part) in text.split('"').enumerate() {
        if number > 0 {
            formula.push_str("\"\"");
        }
        formula.push_str(part);
    }
}

/// The address of a cell without dollars, both counted from 0: `C7`.
pub(super) fn address(row: RowNum, column: ColNum) -> String {
    format!("{}{}", column_name(u32::from(column)), row + 1)
}

/// How many lines a text takes in cells of this width, in characters.
pub(super) fn lines_in(width: f64, text: &str) -> f64 {
    let width = width * LETTERS_PER_WIDTH;
    // A letter takes at least a byte: most texts need no counting.
    if text.len() as f64 <= width && !text.contains('\n') {
        return 1.0;
    }
    text.split('\n').map(|line| (line.chars().count() as f64 / width).ceil().max(1.0)).sum()
}

/// The height of a row of so many lines, in points.
pub(super) fn height_of(lines: f64) -> f64 {
    (lines * LINE_POINTS + 2.0).min(ROW_LIMIT)
}
