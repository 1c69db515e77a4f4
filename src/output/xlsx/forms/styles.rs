//! The cell formats of the form. What may be typed in is open and pale yellow; all else is locked.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::styles::FONT;

/// The size of the tables, in points: what fits their width on A4 without becoming small.
const TABLE_SIZE: f64 = 11.0;
const BODY_SIZE: f64 = 12.0;
const LINE: Color = Color::RGB(0x9AA5B1);
const HEAD_FILL: Color = Color::RGB(0xDCE6F1);
const GROUP_FILL: Color = Color::RGB(0xEEF3F8);
const OPEN_FILL: Color = Color::RGB(0xFFFBE6);
const FORMULA_FILL: Color = Color::RGB(0xF0F0F0);

/// The tab of the guidance.
pub(super) const GUIDANCE_TAB: Color = Color::RGB(0x7F7F7F);
/// The tab of the particulars.
pub(super) const PARTICULARS_TAB: Color = Color::RGB(0xBF8F00);
/// The tabs of the tables.
pub(super) const TABLE_TAB: Color = Color::RGB(0x1F5A96);
/// What is typed and cannot be right.
pub(super) const WRONG_FILL: Color = Color::RGB(0xFFC7CE);

/// All formats.
pub(super) struct Styles {
    pub(super) plain: Format,
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) heading: Format,
    pub(super) paragraph: Format,
    /// The agency's name above a table.
    pub(super) agency: Format,
    /// `Biểu số 01`.
    pub(super) number_of_form: Format,
    /// The unit line, and the day in the signature block.
    pub(super) aside: Format,
    pub(super) signature: Format,
    pub(super) signature_note: Format,
    pub(super) head: Format,
    pub(super) code: Format,
    pub(super) printed: Format,
    pub(super) printed_centre: Format,
    pub(super) group_code: Format,
    pub(super) group: Format,
    /// Open cells, by what is typed in them.
    pub(super) open_text: Format,
    /// Text that must stay as typed: symbols, telephone numbers.
    pub(super) open_verbatim: Format,
    pub(super) open_centre: Format,
    pub(super) open_whole: Format,
    pub(super) open_fraction: Format,
    pub(super) open_percent: Format,
    pub(super) open_date: Format,
    /// Formulas.
    pub(super) sum: Format,
    pub(super) share: Format,
    /// A formula that may be typed over.
    pub(super) open_share: Format,
    /// Sums close a table or a group of lines.
    pub(super) sum_code: Format,
    pub(super) sum_label: Format,
    pub(super) label: Format,
    pub(super) given: Format,
}

impl Styles {
    /// Makes all formats.
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(BODY_SIZE);
        let middle = plain.clone().set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let centred = middle.clone().set_align(FormatAlign::Center);
        let cell = middle.clone().set_font_size(TABLE_SIZE).set_border(FormatBorder::Thin).set_border_color(LINE);
        let centre = cell.clone().set_align(FormatAlign::Center);
        let group = cell.clone().set_bold().set_background_color(GROUP_FILL);
        let open = cell.clone().set_unlocked().set_background_color(OPEN_FILL);
        let number = open.clone().set_align(FormatAlign::Right);
        let formula = cell.clone().set_align(FormatAlign::Right).set_background_color(FORMULA_FILL);
        let sum = formula.clone().set_bold();
        let wide = |format: &Format| format.clone().set_font_size(BODY_SIZE);
        Self {
            title: centred.clone().set_bold().set_font_size(14),
            subtitle: centred.clone().set_italic(),
            heading: middle.clone().set_bold().set_font_size(13),
            paragraph: plain.clone().set_text_wrap().set_align(FormatAlign::Top).set_align(FormatAlign::Justify),
            agency: plain.clone().set_bold(),
            number_of_form: plain.clone().set_bold().set_align(FormatAlign::Right),
            aside: plain.clone().set_italic().set_align(FormatAlign::Right),
            signature: centred.clone().set_bold(),
            signature_note: centred.set_italic(),
            head: centre.clone().set_bold().set_background_color(HEAD_FILL),
            code: centre.clone(),
            printed: cell.clone(),
            printed_centre: centre,
            group_code: group.clone().set_align(FormatAlign::Center),
            group,
            open_verbatim: wide(&open).set_num_format("@"),
            open_date: wide(&open).set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left),
            open_centre: open.clone().set_align(FormatAlign::Center),
            open_whole: number.clone().set_num_format("#,##0"),
            open_fraction: number.clone().set_num_format("#,##0.00"),
            open_percent: number.clone().set_num_format("0.00%"),
            open_share: number.set_num_format("0.00%"),
            open_text: open,
            share: formula.set_num_format("0.00%"),
            sum_code: sum.clone().set_align(FormatAlign::Center),
            sum_label: sum.clone().set_align(FormatAlign::Left),
            sum: sum.set_num_format("#,##0.00"),
            label: wide(&cell).set_bold(),
            given: wide(&cell).set_background_color(FORMULA_FILL).set_align(FormatAlign::Left),
            plain,
        }
    }
}
