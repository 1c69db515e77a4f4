//! The sheet `Dữ liệu`: every figure and status that counts, one a row, with the cell it came from. All other sheets are
//! formulas over it.

mod feeds;
mod index;
mod rows;

use std::fmt::Write;

use rust_xlsxwriter::{ColNum, Table, TableColumn, TableStyle, Worksheet, XlsxError};

use self::feeds::Feeds;
pub(super) use self::index::{Index, text_reference};
pub(super) use self::rows::computed_for;
use self::rows::{Content, Datum, for_each};
use super::cell_text::{printable, write_plain_text};
use super::sheet::{Frame, Sheet};
use super::styles::Styles;
use super::to_f64;
use crate::form::UNIT;
use crate::merge::Consolidation;
use crate::model::{FigureCode, Language};
use crate::paths::cell_link;

/// The name of the sheet.
pub(super) const NAME: &str = "Dữ liệu";
/// The name of the table.
pub(super) const TABLE: &str = "DuLieu";
const HEADS: [&str; 12] = [
    "Mã đơn vị",
    "Tên đơn vị",
    "Mã số liệu",
    "Mã mục",
    "Trường",
    "Giá trị",
    "Nội dung",
    UNIT,
    "Góp vào",
    "Tệp",
    "Trang tính",
    "Ô",
];
const WIDTHS: [f64; 12] = [12.0, 38.0, 13.0, 10.0, 19.0, 15.0, 24.0, 13.0, 19.0, 32.0, 26.0, 8.0];
/// The column of the numbers.
const VALUE: ColNum = 5;
/// The column of the addresses, which are links.
const ADDRESS: ColNum = 11;

/// The columns that formulas look at, by the name they are defined under.
const NAMED_COLUMNS: [(&str, char); 7] = [
    ("DL_DonVi", 'A'),
    ("DL_MaSoLieu", 'C'),
    ("DL_Muc", 'D'),
    ("DL_Truong", 'E'),
    ("DL_GiaTri", 'F'),
    ("DL_NoiDung", 'G'),
    ("DL_GopVao", 'I'),
];

const FRAME: Frame<'static> = Frame {
    name: NAME,
    title: "DỮ LIỆU TỪNG ĐƠN VỊ, MỖI SỐ LIỆU MỘT DÒNG",
    unit: "Tìm mã số liệu in trong báo cáo (Ctrl+F), ví dụ CT13.TH: cột “Mã số liệu” là số liệu đó, cột “Góp vào” là số liệu dùng để tính ra nó. Bấm vào cột “Ô” để mở tệp của đơn vị tại ô đó",
    widths: &WIDTHS,
    landscape: true,
    on_screen: true,
    title_columns: WIDTHS.len(),
};

/// The place of every datum in the sheet.
pub(super) fn index(consolidation: &Consolidation) -> Result<Index, XlsxError> {
    let mut index = Index::new(FRAME.title_rows(consolidation) + 1, consolidation.agencies.len());
    for_each(consolidation, &mut |datum| {
        index.add(datum);
        Ok(())
    })?;
    Ok(index)
}

/// Writes the sheet, its rows where `index` has them. The table is declared over its first row only and has to be
/// stretched to [`Index::table`] when the file is complete.
pub(super) fn write<'s>(
    inner: Worksheet,
    consolidation: &Consolidation,
    styles: &'s Styles,
) -> Result<Sheet<'s>, XlsxError> {
    let mut sheet = Sheet::on(inner, consolidation, styles, &FRAME)?;
    let head = sheet.row;
    // The columns carry the formats: no cell has to, but for a number with a fraction.
    sheet.inner.set_column_format(VALUE, &styles.column.whole)?;
    sheet.inner.set_column_format(ADDRESS, &styles.column_link)?;
    sheet.inner.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 3)?;
    let columns = HEADS.map(|name| TableColumn::new().set_header(name).set_header_format(&styles.head));
    let table = Table::new().set_name(TABLE).set_style(TableStyle::Light15).set_columns(&columns);
    // The library keeps a note of every cell of a table, which takes longer than to write them.
    sheet.inner.add_table(head, 0, head + 1, ADDRESS, &table)?;
    sheet.row = head + 1;
    let mut writer =
        Writer { sheet, consolidation, feeds: Feeds::new(consolidation), code: String::new(), text: String::new() };
    for_each(consolidation, &mut |datum| writer.datum(datum))?;
    // Not every program draws the lines of a table's style.
    writer.sheet.rule(head, HEADS.len())?;
    Ok(writer.sheet)
}

struct Writer<'a, 's> {
    sheet: Sheet<'s>,
    consolidation: &'a Consolidation,
    feeds: Feeds<'a>,
    /// Room for the texts of a row.
    code: String,
    text: String,
}

impl Writer<'_, '_> {
    /// Writes the next row.
    fn datum(&mut self, datum: &Datum<'_>) -> Result<(), XlsxError> {
        let row = self.sheet.row;
        self.code.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.code, "{}", FigureCode::new(datum.item, datum.field));
        let Sheet { cuts, inner: sheet, styles, .. } = &mut self.sheet;
        let name = self.consolidation.agencies.get(datum.place).map_or("", |report| report.body.name.as_str());
        let text = |sheet: &mut Worksheet, column: ColNum, text: &str| {
            write_plain_text(sheet, row, column, text, &styles.plain)
        };
        text(sheet, 0, datum.agency.as_str())?;
        text(sheet, 1, &printable(name, cuts))?;
        text(sheet, 2, self.code.as_str())?;
        text(sheet, 3, datum.item)?;
        text(sheet, 4, datum.field.vietnamese())?;
        match datum.content {
            Content::Number(value) if value.is_integer() => {
                sheet.write_number(row, VALUE, to_f64(value))?;
            }
            Content::Number(value) => {
                sheet.write_number_with_format(row, VALUE, to_f64(value), &styles.column.fraction)?;
            }
            Content::Text(words) => text(sheet, VALUE + 1, &printable(words, cuts))?,
        }
        if !datum.unit.is_empty() {
            text(sheet, 7, datum.unit)?;
        }
        self.feeds.write(datum, &mut self.text);
        if !self.text.is_empty() {
            text(sheet, 8, self.text.as_str())?;
        }
        if let Some(cell) = datum.cell {
            text(sheet, 9, &printable(cell.file(), cuts))?;
            text(sheet, 10, &printable(cell.sheet(), cuts))?;
            let name = cell.name(Language::Vietnamese);
            self.sheet.file_link(row, ADDRESS, &cell_link(cell, &self.consolidation.spellings), &name, None)?;
        }
        self.sheet.row += 1;
        Ok(())
    }
}
