//! The cell formats of a workbook that goes back.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::styles::{BODY_SIZE, FONT};
use crate::model::Severity;

const LINE: Color = Color::RGB(0xBFBFBF);
const HEAD_FILL: Color = Color::RGB(0xDCE6F1);

/// The formats.
pub(super) struct Styles {
    /// A cell without a format.
    pub(super) plain: Format,
    /// A cell of the agency's own sheets.
    pub(super) cell: Format,
    /// A head of its tables.
    pub(super) cell_head: Format,
    /// A cell outside its tables.
    pub(super) around: Format,
    /// The title of the list.
    pub(super) title: Format,
    /// A line below it.
    pub(super) line: Format,
    /// The head of the list.
    pub(super) head: Format,
    /// Text of the list.
    pub(super) text: Format,
    /// A short text of the list.
    pub(super) centre: Format,
    /// A link of the list.
    pub(super) link: Format,
}

impl Styles {
    /// Makes the formats.
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(BODY_SIZE);
        let cell = plain
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        let head = cell.clone().set_bold().set_align(FormatAlign::Center).set_background_color(HEAD_FILL);
        let line = plain.clone().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        Self {
            cell_head: head.clone(),
            around: plain.clone().set_align(FormatAlign::Top).set_align(FormatAlign::Left),
            title: plain.clone().set_bold().set_font_size(14).set_align(FormatAlign::VerticalCenter),
            line,
            head: head.set_align(FormatAlign::VerticalCenter),
            text: cell.clone(),
            centre: cell.clone().set_align(FormatAlign::Center),
            link: cell.clone().set_hyperlink().set_font_name(FONT).set_font_size(BODY_SIZE),
            cell,
            plain,
        }
    }
}

/// The fill that marks a cell. The word stands beside it in the list and in the note: nothing hangs on colour.
pub(super) fn fill(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::RGB(0xFFC7CE),
        Severity::Warning => Color::RGB(0xFFEB9C),
        Severity::Info => Color::RGB(0xDDEBF7),
    }
}

/// How much something matters, in the words of a clerk.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Phải sửa",
        Severity::Warning => "Cần xem lại",
        Severity::Info => "Lưu ý",
    }
}
