//! Tables: heads that are repeated on every page, cells over several columns and rows, figures in their columns.

use std::fmt::Write;

use super::look::{eighths, grey, half_points, twips};
use super::record::Kind;
use super::styles::{self, TABLE};
use super::writer::{Paragraph, Writer, words};
use crate::compose::{Align, Inline, Row, RowKind, Style, Table, TableCell};
use crate::layout::TableMeasures;

/// Half a line of a page holds about so many characters in a column as wide as the page.
const CHARACTERS_OF_A_PAGE: f32 = 4500.0;

/// A cell of the head on its grid.
struct Placed<'a> {
    content: &'a [Inline],
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

/// What a cell of a row is written with.
struct Cell<'a> {
    column: usize,
    columns: usize,
    /// The cell goes on over rows: it begins here, or goes on from above.
    merge: Option<bool>,
    paragraphs: Vec<&'a [Inline]>,
    /// Sides and fill that differ from those of the table.
    properties: String,
}

impl Writer<'_, '_> {
    /// A table with what stands above it.
    pub(super) fn table(&mut self, table: &Table) {
        self.above_table(&table.caption, &table.unit);
        let measures = self.ruler.table(table);
        let columns = measures.columns.len();
        let head = placed(table, columns);
        let text = table_words(table, &head, columns);
        self.in_table = true;
        self.block(Kind::Table, &text, |writer| writer.table_itself(table, &head, &measures));
        self.in_table = false;
    }

    fn table_itself(&mut self, table: &Table, head: &[Placed<'_>], measures: &TableMeasures) {
        let widths = measures.columns.iter().map(|width| twips(*width)).collect::<Vec<_>>();
        let (total, padding) = (widths.iter().sum::<i32>(), twips(measures.padding));
        let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{TABLE}\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblInd w:w=\"0\" \
             w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{padding}\" w:type=\"dxa\"/><w:right \
             w:w=\"{padding}\" w:type=\"dxa\"/></w:tblCellMar><w:tblLook w:val=\"0020\"/></w:tblPr><w:tblGrid>{grid}\
             </w:tblGrid>"
        );
        self.head(table, head, &widths, measures.size);
        for row in &table.rows {
            self.row(table, row, &widths, measures.size);
        }
        self.xml.push_str("</w:tbl>");
    }

    fn head(&mut self, table: &Table, head: &[Placed<'_>], widths: &[i32], size: f32) {
        let style = self.cell_style(styles::HEAD, size);
        for row in 0..table.head.len() {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for cell in head.iter().filter(|cell| (cell.row..cell.row + cell.rows).contains(&row)) {
                let begins = cell.row == row;
                let cell = Cell {
                    column: cell.column,
                    columns: cell.columns,
                    merge: (cell.rows > 1).then_some(begins),
                    paragraphs: if begins { vec![cell.content] } else { Vec::new() },
                    properties: "<w:vAlign w:val=\"center\"/>".to_owned(),
                };
                self.cell(&cell, widths, &style, Style::default());
            }
            self.xml.push_str("</w:tr>");
        }
        if table.numbered {
            let style = self.cell_style(styles::COLUMN_NUMBER, size);
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for column in 0..widths.len() {
                let number = [Inline::Text { text: format!("({})", column + 1), style: Style::default() }];
                let paragraphs = vec![number.as_slice()];
                let cell = Cell { column, columns: 1, merge: None, paragraphs, properties: String::new() };
                self.cell(&cell, widths, &style, Style::default());
            }
            self.xml.push_str("</w:tr>");
        }
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[i32], size: f32) {
        // A row that is taller than a share of the page may go on over pages.
        let letters = |cell: &TableCell| cell.paragraphs.iter().map(|paragraph| words(paragraph).len()).sum::<usize>();
        let total: i32 = widths.iter().sum();
        let tallest = on_grid(&row.cells, widths.len()).map(|(cell, column, columns)| {
            let width: i32 = widths[column..column + columns].iter().sum();
            cell.map_or(0.0, letters_of(letters)) * total as f32 / width.max(1) as f32
        });
        let is_tall = tallest.fold(0.0, f32::max) > CHARACTERS_OF_A_PAGE * self.look.table.split_share;
        let properties = if is_tall { "" } else { "<w:trPr><w:cantSplit/></w:trPr>" };
        _ = write!(self.xml, "<w:tr>{properties}");
        let look = self.look;
        let cell_properties = match row.kind {
            RowKind::Data => String::new(),
            RowKind::Group => {
                format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", grey(look.table.group_grey))
            }
            RowKind::Total => format!(
                "<w:tcBorders><w:top w:val=\"single\" w:sz=\"{}\" w:space=\"0\" w:color=\"000000\"/></w:tcBorders>",
                eighths(look.table.total_rule_thickness)
            ),
        };
        let base = Style { bold: row.kind != RowKind::Data, italic: false };
        let style = self.cell_style(styles::CELL, size);
        for (place, (cell, column, columns)) in on_grid(&row.cells, widths.len()).enumerate() {
            let align = if columns > 1 {
                Align::Left
            } else {
                table.columns.get(column).map_or(Align::Left, |column| column.align)
            };
            let paragraph = Paragraph {
                align: match align {
                    Align::Left => None,
                    Align::Center => Some("center"),
                    Align::Right | Align::Decimal => Some("right"),
                },
                anchor: if place == 0 { row.anchor.clone() } else { String::new() },
                keep_next: row.kind == RowKind::Group,
                ..style.clone()
            };
            let paragraphs = cell.map(|cell| cell.paragraphs.iter().map(Vec::as_slice).collect()).unwrap_or_default();
            let cell = Cell { column, columns, merge: None, paragraphs, properties: cell_properties.clone() };
            self.cell(&cell, widths, &paragraph, base);
        }
        self.xml.push_str("</w:tr>");
    }

    fn cell(&mut self, cell: &Cell<'_>, widths: &[i32], paragraph: &Paragraph, base: Style) {
        let width: i32 = widths[cell.column..cell.column + cell.columns].iter().sum();
        _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if cell.columns > 1 {
            _ = write!(self.xml, "<w:gridSpan w:val=\"{}\"/>", cell.columns);
        }
        self.xml.push_str(match cell.merge {
            Some(true) => "<w:vMerge w:val=\"restart\"/>",
            Some(false) => "<w:vMerge/>",
            None => "",
        });
        _ = write!(self.xml, "{}</w:tcPr>", cell.properties);
        for (index, content) in cell.paragraphs.iter().enumerate() {
            let anchor = if index == 0 { paragraph.anchor.clone() } else { String::new() };
            self.paragraph(&Paragraph { anchor, ..paragraph.clone() }, |writer| writer.inlines(content, base));
        }
        if cell.paragraphs.is_empty() {
            self.paragraph(paragraph, |_| {});
        }
        self.xml.push_str("</w:tc>");
    }

    /// The styles that cells in other sizes than their own have, for `word/styles.xml`.
    pub(super) fn sized_styles(&self) -> String {
        let mut styles = String::new();
        for (style, size) in &self.sizes {
            let points = (*size as f32 / 2.0).to_string().replace('.', "-");
            _ = write!(
                styles,
                "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{0}-{size}\"><w:name w:val=\"{1} \
                 {points}\"/><w:basedOn w:val=\"{0}\"/><w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>\
                 </w:style>",
                style.id, style.name
            );
        }
        debug_assert!(self.sizes.iter().all(|(_, size)| *size != half_points(self.look.table.size)));
        styles
    }
}

fn letters_of(letters: impl Fn(&TableCell) -> usize) -> impl Fn(&TableCell) -> f32 {
    move |cell| letters(cell) as f32
}

/// The cells of the head on their grid, row by row from left to right; what no cell covers is an empty one.
fn placed(table: &Table, columns: usize) -> Vec<Placed<'_>> {
    let mut taken = vec![vec![false; columns]; table.head.len()];
    let mut placed = Vec::new();
    for (row, cells) in table.head.iter().enumerate() {
        let mut cells = cells.iter();
        while let Some(column) = taken[row].iter().position(|taken| !taken) {
            let cell = cells.next();
            let free = taken[row][column..].iter().take_while(|taken| !**taken).count();
            let wide = cell.map_or(1, |cell| cell.columns).clamp(1, free);
            let high = cell.map_or(1, |cell| cell.rows).clamp(1, table.head.len() - row);
            for taken in &mut taken[row..row + high] {
                taken[column..column + wide].fill(true);
            }
            let content = cell.map_or(&[] as &[Inline], |cell| &cell.content);
            placed.push(Placed { content, row, column, rows: high, columns: wide });
        }
    }
    placed.sort_by_key(|cell| cell.column);
    placed
}

/// The cells of a row with the columns they cover; every row has all columns.
fn on_grid(cells: &[TableCell], columns: usize) -> impl Iterator<Item = (Option<&TableCell>, usize, usize)> {
    let mut column = 0;
    let mut cells = cells.iter();
    std::iter::from_fn(move || {
        let left = columns.checked_sub(column).filter(|left| *left > 0)?;
        let cell = cells.next();
        let wide = cell.map_or(1, |cell| cell.columns).clamp(1, left);
        let at = column;
        column += wide;
        Some((cell, at, wide))
    })
}

/// The words of a table as its rows and cells stand in the file: cells parted by tabs, rows by line ends, the paragraphs of a
/// cell by a blank. A cell that goes on from above is empty.
fn table_words(table: &Table, head: &[Placed<'_>], columns: usize) -> String {
    let mut rows: Vec<String> = Vec::with_capacity(table.rows.len() + 3);
    for row in 0..table.head.len() {
        let cells = head.iter().filter(|cell| (cell.row..cell.row + cell.rows).contains(&row));
        let cells = cells.map(|cell| if cell.row == row { words(cell.content) } else { String::new() });
        rows.push(cells.collect::<Vec<_>>().join("\t"));
    }
    if table.numbered {
        rows.push((1..=columns).map(|column| format!("({column})")).collect::<Vec<_>>().join("\t"));
    }
    for row in &table.rows {
        let cells = on_grid(&row.cells, columns).map(|(cell, ..)| {
            let paragraphs = cell.map_or(&[] as &[Vec<Inline>], |cell| &cell.paragraphs);
            paragraphs.iter().map(|paragraph| words(paragraph)).collect::<Vec<_>>().join(" ")
        });
        rows.push(cells.collect::<Vec<_>>().join("\t"));
    }
    rows.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::HeadCell;

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::Text { text: text.to_owned(), style: Style::default() }]
    }

    #[test]
    fn heads_and_rows_stand_on_one_grid() {
        let head = |name: &str, columns, rows| HeadCell { content: text(name), columns, rows };
        let cell = |name: &str, columns| TableCell { paragraphs: vec![text(name), text("x")], columns };
        let table = Table {
            head: vec![vec![head("STT", 1, 2), head("Kế hoạch", 2, 1)], vec![head("a", 1, 1), head("b", 1, 1)]],
            numbered: true,
            rows: vec![
                Row { cells: vec![cell("1", 1), cell("2", 5)], ..Row::default() },
                Row { cells: vec![cell("3", 1)], ..Row::default() },
            ],
            ..Table::default()
        };
        let placed = placed(&table, 3);
        let words = table_words(&table, &placed, 3);
        assert_eq!(words, "STT\tKế hoạch\n\ta\tb\n(1)\t(2)\t(3)\n1 x\t2 x\n3 x\t\t");
    }
}
