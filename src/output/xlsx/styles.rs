//! The cell formats of the workbook. Each is made once and shared by all sheets.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::Status;

/// The face of official documents (decree 30/2020, Phụ lục I, mục I, khoản 2).
pub(super) const FONT: &str = "Times New Roman";
/// The body size, in points.
pub(super) const BODY_SIZE: f64 = 12.0;
/// The size of crowded sheets such as the matrix, in points.
const SMALL_SIZE: f64 = 10.0;

const HEAD_FILL: Color = Color::RGB(0xDCE6F1);
const GROUP_FILL: Color = Color::RGB(0xF2F2F2);
const TOTAL_FILL: Color = Color::RGB(0xFDF2D0);
const LINE: Color = Color::RGB(0x808080);

/// Whole numbers, with the thousands separator of the reader's locale.
pub(super) const WHOLE: &str = "#,##0";
/// Numbers with a fraction, and percentages.
pub(super) const FRACTION: &str = "#,##0.00";

/// Numbers with a fraction where the figure itself is looked up, with all decimals that agencies give.
const EXACT: &str = "#,##0.0###";

/// Formats that differ only in how a row is set off.
pub(super) struct RowStyle {
    /// Running text, wrapped.
    pub(super) text: Format,
    /// Short text in the middle of its column.
    pub(super) centre: Format,
    /// A whole number.
    pub(super) whole: Format,
    /// A number with a fraction.
    pub(super) fraction: Format,
}

impl RowStyle {
    fn new(base: &Format) -> Self {
        Self {
            text: base.clone().set_text_wrap(),
            centre: base.clone().set_text_wrap().set_align(FormatAlign::Center),
            whole: base.clone().set_num_format(WHOLE),
            fraction: base.clone().set_num_format(FRACTION),
        }
    }

    /// The number format of cells that stand together: with decimals as soon as one of `values` has some.
    pub(super) fn number(&self, values: impl IntoIterator<Item = f64>) -> &Format {
        self.decimals(values.into_iter().any(|value| value.fract() != 0.0))
    }

    /// The number format with decimals or without.
    pub(super) fn decimals(&self, has_decimals: bool) -> &Format {
        if has_decimals { &self.fraction } else { &self.whole }
    }
}

/// All formats.
pub(super) struct Styles {
    /// What a cell without a format looks like.
    pub(super) plain: Format,
    /// The title of a sheet.
    pub(super) title: Format,
    /// The line below it: the report and its year.
    pub(super) subtitle: Format,
    /// The notice and the unit line.
    pub(super) notice: Format,
    /// A heading within a sheet.
    pub(super) heading: Format,
    /// The head of a table.
    pub(super) head: Format,
    /// The head of a crowded table.
    pub(super) small_head: Format,
    /// Ordinary rows.
    pub(super) body: RowStyle,
    /// Rows of long texts, which stand at the top of their cells.
    pub(super) top: RowStyle,
    /// A link in such a row.
    pub(super) top_link: Format,
    /// Columns of a long sheet, which carry their formats so that no cell has to; without borders, which would show all
    /// the way down.
    pub(super) column: RowStyle,
    /// A link in such a column.
    pub(super) column_link: Format,
    /// The lines between the cells of such columns.
    pub(super) ruled: Format,
    /// Rows of crowded tables.
    pub(super) small: RowStyle,
    /// Rows that head a group.
    pub(super) group: RowStyle,
    /// Province totals.
    pub(super) total: RowStyle,
    /// Province totals of crowded tables.
    pub(super) small_total: RowStyle,
    /// A link in a table.
    pub(super) link: Format,
    /// A code that is a link.
    pub(super) centre_link: Format,
    /// A date in a table.
    pub(super) date: Format,
}

impl Styles {
    /// Makes all formats.
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(BODY_SIZE);
        let cell =
            plain.clone().set_border(FormatBorder::Thin).set_border_color(LINE).set_align(FormatAlign::VerticalCenter);
        let link = cell.clone().set_text_wrap().set_hyperlink().set_font_name(FONT).set_font_size(BODY_SIZE);
        let small = cell.clone().set_font_size(SMALL_SIZE);
        let head =
            cell.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_background_color(HEAD_FILL);
        let total = cell.clone().set_bold().set_background_color(TOTAL_FILL);
        let centred = plain.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let column = plain.clone().set_align(FormatAlign::Top);
        let column_link = column.clone().set_text_wrap().set_hyperlink().set_font_name(FONT).set_font_size(BODY_SIZE);
        Self {
            title: centred.clone().set_bold().set_font_size(14).set_text_wrap(),
            subtitle: centred.clone().set_text_wrap(),
            notice: centred.set_italic().set_text_wrap(),
            heading: plain.clone().set_bold().set_font_size(13),
            small_head: head.clone().set_font_size(SMALL_SIZE),
            head,
            body: RowStyle::new(&cell),
            top: RowStyle::new(&cell.clone().set_align(FormatAlign::Top)),
            top_link: link.clone().set_align(FormatAlign::Top),
            small: RowStyle::new(&small),
            group: RowStyle::new(&cell.clone().set_bold().set_background_color(GROUP_FILL)),
            small_total: RowStyle::new(&total.clone().set_font_size(SMALL_SIZE)),
            total: RowStyle::new(&total),
            centre_link: link.clone().set_align(FormatAlign::Center),
            link,
            date: cell.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            column: RowStyle { fraction: column.clone().set_num_format(EXACT), ..RowStyle::new(&column) },
            column_link,
            ruled: Format::new().set_border(FormatBorder::Thin).set_border_color(LINE),
            plain,
        }
    }
}

impl Styles {
    /// The formats of the sheets that are written row by row.
    pub(super) fn of_long_rows(&self) -> [&Format; 10] {
        let RowStyle { text, centre, whole, fraction } = &self.column;
        let (title, subtitle, notice) = (&self.title, &self.subtitle, &self.notice);
        [&self.head, title, subtitle, notice, &self.plain, text, centre, whole, fraction, &self.column_link]
    }
}

impl Styles {
    /// The formats of texts in those sheets, which a text that begins as a formula does needs in a form of its own.
    pub(super) fn of_long_texts(&self) -> [&Format; 4] {
        [&self.plain, &self.column.text, &self.column.centre, &self.column_link]
    }
}

/// The fill that marks a status: green, amber, red, grey. The word itself stays in the cell, so nothing hangs on colour.
pub(super) fn status_fill(status: Status) -> Color {
    match status {
        Status::Completed => Color::RGB(0xC6E7CE),
        Status::InProgress => Color::RGB(0xFFEB9C),
        Status::NotStarted => Color::RGB(0xFFC7CE),
        Status::NotApplicable => Color::RGB(0xE4E4E4),
    }
}

/// The strong colours of the charts, in the order of [`Status::ALL`].
pub(super) fn chart_colour(status: Status) -> Color {
    match status {
        Status::Completed => Color::RGB(0x2E7D32),
        Status::InProgress => Color::RGB(0xF9A825),
        Status::NotStarted => Color::RGB(0xC62828),
        Status::NotApplicable => Color::RGB(0xBDBDBD),
    }
}
