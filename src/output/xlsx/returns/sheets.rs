//! The agency's own sheets, rebuilt from what was read: values as sent, merges, and the marked cells.

use std::collections::BTreeSet;

use rust_xlsxwriter::{ColNum, Format, Note, Worksheet};
use rustc_hash::FxHashMap;

use super::super::XlsxError;
use super::super::cell_text::{printable, write_text};
use super::super::sheet::{height_of, lines_in};
use super::styles::{self, Styles};
use super::{Mark, Return, SheetBack};
use crate::intake::{Aside, Cell, Grid, MergedRange, Value, Visibility};
use crate::model::Severity;

/// Widths of columns, in characters.
const NARROWEST: f64 = 9.0;
const WIDEST: f64 = 48.0;
/// Rows whose texts tell the widths.
const SAMPLED_ROWS: u32 = 2_000;
/// Merged ranges that are rebuilt; each is held against all others.
const MERGES: usize = 2_000;
const DATE: &str = "dd/mm/yyyy";
const TIME: &str = "dd/mm/yyyy hh:mm";
const PERCENT: &str = "0.00%";
/// The paper size code of A4.
const A4: u8 = 9;

/// Writes one sheet.
pub(super) fn write(back: &SheetBack<'_>, request: &Return<'_>, styles: &Styles) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(&back.name)?;
    match back.grid.visibility {
        Visibility::Visible => {}
        Visibility::Hidden => {
            sheet.set_hidden(true);
        }
        Visibility::VeryHidden => {
            sheet.set_very_hidden(true);
        }
    }
    if let Some(worst) = back.marks.values().map(|mark| mark.severity).min() {
        sheet.set_tab_color(styles::fill(worst));
    }
    let widths = widths(back.grid);
    for (column, width) in &widths {
        sheet.set_column_width(*column, *width)?;
    }
    for (row, cells) in back.grid.rows().filter(|(row, _)| back.headings.columns(*row).is_some()) {
        let lines = cells.iter().map(|cell| lines_of(cell, &widths)).fold(1.0, f64::max);
        sheet.set_row_height(row, height_of(lines))?;
    }
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let mut writer = SheetWriter { sheet, back, styles, formats: FxHashMap::default() };
    writer.write_cells()?;
    writer.write_notes(&request.report.issuer.name_in_text)?;
    Ok(writer.sheet)
}

/// What decides how a cell looks.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Look {
    number_format: &'static str,
    font: Option<u16>,
    severity: Option<Severity>,
    place: PlaceOfCell,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum PlaceOfCell {
    Head,
    Table,
    Around,
}

struct SheetWriter<'a> {
    sheet: Worksheet,
    back: &'a SheetBack<'a>,
    styles: &'a Styles,
    formats: FxHashMap<Look, Format>,
}

impl SheetWriter<'_> {
    fn write_cells(&mut self) -> Result<(), XlsxError> {
        let back = self.back;
        let merges = sound_merges(back.grid);
        for merge in &merges {
            let format = self.format_at(back.grid.cell(merge.first_row, merge.first_column), merge.first_row);
            self.sheet.merge_range(
                merge.first_row,
                column_number(merge.first_column)?,
                merge.last_row,
                column_number(merge.last_column)?,
                "",
                &format,
            )?;
        }
        for (row, cells) in back.grid.rows() {
            for column in back.headings.columns(row).into_iter().flatten() {
                let is_free = !cells.iter().any(|cell| cell.column == column)
                    && !merges.iter().any(|merge| covers(merge, row, column));
                if is_free {
                    let format = self.format_at(None, row);
                    self.sheet.write_blank(row, column_number(column)?, &format)?;
                }
            }
            for cell in cells {
                self.write_cell(cell)?;
            }
        }
        for aside in &back.grid.aside {
            self.write_cell(&aside.cell)?;
        }
        self.hide()
    }

    /// Hides what was hidden.
    fn hide(&mut self) -> Result<(), XlsxError> {
        let grid = self.back.grid;
        let rows = grid.aside.iter().filter(|aside| aside.why == Aside::HiddenRow).map(|aside| aside.cell.row);
        for row in rows.collect::<BTreeSet<u32>>() {
            self.sheet.set_row_hidden(row)?;
        }
        for (first, last) in &grid.hidden.columns {
            self.sheet.set_column_range_hidden(column_number(*first)?, column_number(*last)?)?;
        }
        Ok(())
    }

    fn write_cell(&mut self, cell: &Cell) -> Result<(), XlsxError> {
        let format = self.format_at(Some(cell), cell.row);
        let (row, column) = (cell.row, column_number(cell.column)?);
        let mut cuts = 0;
        match &cell.value {
            Value::Number(number) | Value::Date(number) if number.is_finite() => {
                self.sheet.write_number_with_format(row, column, *number, &format)?;
            }
            Value::Number(number) | Value::Date(number) => {
                write_text(&mut self.sheet, row, column, &number.to_string(), &format)?;
            }
            Value::Bool(truth) => {
                self.sheet.write_boolean_with_format(row, column, *truth, &format)?;
            }
            Value::Text(text) | Value::Error(text) => {
                write_text(&mut self.sheet, row, column, &printable(text, &mut cuts), &format)?;
            }
            // As text: what an agency's formula does is nothing to hand on.
            Value::FormulaWithoutValue(formula) => {
                let text = format!("={formula}");
                write_text(&mut self.sheet, row, column, &printable(&text, &mut cuts), &format)?;
            }
        }
        Ok(())
    }

    /// The format of a cell; of a merged range without a value, that of its place.
    fn format_at(&mut self, cell: Option<&Cell>, row: u32) -> Format {
        let place = match self.back.headings.columns(row) {
            Some(_) if self.back.headings.is_head(row) => PlaceOfCell::Head,
            Some(_) => PlaceOfCell::Table,
            None => PlaceOfCell::Around,
        };
        let mark = cell.and_then(|cell| self.back.marks.get(&(cell.row, cell.column)));
        let look = Look {
            number_format: cell.map_or("", number_format),
            font: cell.and_then(|cell| cell.font),
            severity: mark.map(|mark| mark.severity),
            place,
        };
        if let Some(format) = self.formats.get(&look) {
            return format.clone();
        }
        let format = self.make(&look);
        self.formats.insert(look, format.clone());
        format
    }

    fn make(&self, look: &Look) -> Format {
        let mut format = match look.place {
            PlaceOfCell::Head => self.styles.cell_head.clone(),
            PlaceOfCell::Table => self.styles.cell.clone(),
            PlaceOfCell::Around => self.styles.around.clone(),
        };
        // The old encodings are readable in their own fonts only.
        if let Some(font) = look.font.and_then(|font| self.back.grid.fonts.get(usize::from(font))) {
            format = format.set_font_name(font);
        }
        if !look.number_format.is_empty() {
            format = format.set_num_format(look.number_format);
        }
        match look.severity {
            Some(severity) => format.set_background_color(styles::fill(severity)),
            None => format,
        }
    }

    fn write_notes(&mut self, author: &str) -> Result<(), XlsxError> {
        for ((row, column), mark) in &self.back.marks {
            if let Some(note) = note(mark, author) {
                self.sheet.insert_note(*row, column_number(*column)?, &note)?;
            }
        }
        Ok(())
    }
}

/// The note of a cell: how much it matters, and what is said of it.
fn note(mark: &Mark, author: &str) -> Option<Note> {
    const WIDTH: u32 = 320;
    const LINE_PIXELS: u32 = 17;
    const LETTERS_A_LINE: usize = 46;
    const AUTHOR_LETTERS: usize = 52;
    if mark.notes.is_empty() {
        return None;
    }
    let text = format!("{}\n{}", styles::word(mark.severity), mark.notes.join("\n\n"));
    let mut cuts = 0;
    let text = printable(&text, &mut cuts).into_owned();
    let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(LETTERS_A_LINE).max(1)).sum();
    let height = u32::try_from(lines.clamp(3, 40)).unwrap_or(40) * LINE_PIXELS;
    let author: String = author.chars().take(AUTHOR_LETTERS).collect();
    Some(
        Note::new(text)
            .set_author(author)
            .add_author_prefix(false)
            .set_width(WIDTH)
            .set_height(height)
            .set_font_name(super::super::styles::FONT)
            .set_font_size(11),
    )
}

/// The number format that shows a value as the agency saw it.
fn number_format(cell: &Cell) -> &'static str {
    match &cell.value {
        Value::Date(serial) if serial.fract() == 0.0 => DATE,
        Value::Date(_) => TIME,
        Value::Number(_) if cell.percent_format => PERCENT,
        _ => "",
    }
}

/// The merged ranges that a workbook can have: larger than a cell, none over another.
fn sound_merges(grid: &Grid) -> Vec<MergedRange> {
    let mut sound: Vec<MergedRange> = Vec::new();
    for merge in grid.merges.iter().take(MERGES) {
        let larger = (merge.first_row, merge.first_column) != (merge.last_row, merge.last_column)
            && merge.first_row <= merge.last_row
            && merge.first_column <= merge.last_column;
        let apart = |other: &MergedRange| {
            other.last_row < merge.first_row
                || merge.last_row < other.first_row
                || other.last_column < merge.first_column
                || merge.last_column < other.first_column
        };
        if larger && sound.iter().all(apart) {
            sound.push(*merge);
        }
    }
    sound
}

fn covers(merge: &MergedRange, row: u32, column: u32) -> bool {
    (merge.first_row..=merge.last_row).contains(&row) && (merge.first_column..=merge.last_column).contains(&column)
}

/// How many lines a cell takes.
fn lines_of(cell: &Cell, widths: &[(ColNum, f64)]) -> f64 {
    let Value::Text(text) = &cell.value else { return 1.0 };
    let own = widths.iter().find(|(column, _)| u32::from(*column) == cell.column);
    own.map_or(1.0, |(_, width)| lines_in(*width, text))
}

/// A width for each column that has cells, by what stands in it; titles that run across are left out.
fn widths(grid: &Grid) -> Vec<(ColNum, f64)> {
    let mut longest: FxHashMap<u32, usize> = FxHashMap::default();
    for (row, cells) in grid.rows().take_while(|(row, _)| *row < SAMPLED_ROWS) {
        for cell in cells.iter().filter(|_| cells.len() > 1) {
            let across =
                grid.merges.iter().any(|merge| covers(merge, row, cell.column) && merge.last_column > cell.column);
            let length = match &cell.value {
                Value::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
                _ => 10,
            };
            if !across {
                let known = longest.entry(cell.column).or_default();
                *known = length.max(*known);
            }
        }
    }
    let mut widths: Vec<(ColNum, f64)> = longest
        .into_iter()
        .filter_map(|(column, length)| Some((ColNum::try_from(column).ok()?, width(length))))
        .collect();
    widths.sort_by_key(|(column, _)| *column);
    widths
}

fn width(letters: usize) -> f64 {
    (letters as f64 + 3.0).clamp(NARROWEST, WIDEST)
}

fn column_number(column: u32) -> Result<ColNum, rust_xlsxwriter::XlsxError> {
    ColNum::try_from(column).map_err(|_| rust_xlsxwriter::XlsxError::RowColumnLimitError)
}
