//! OpenDocument spreadsheets.

use calamine::{Ods, OdsError, Reader};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};

use super::Refusal;
use super::convert::visibility;
use super::grid::{Grid, MergedRange, Workbook};
use super::limits::{
    Budget, CELLS, DENSE_CELLS, SHEETS, merge, said, settle, too_large, too_many_cells, too_many_sheets, unreadable,
};
use super::package::Package;
use super::well_formed;
use super::xls::cells_of;

/// Blanks that one `text:s` may stand for.
const BLANKS: u64 = 100_000;

/// Reads an .ods workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml").is_some_and(|xml| memmem::find(xml, b"encryption-data").is_some()) {
        return Err(Refusal::Password);
    }
    let content =
        package.part("content.xml").ok_or_else(|| unreadable("không có content.xml", "there is no content.xml"))?;
    let merges = check_content(content)?;
    let mut workbook: Ods<_> = calamine::open_workbook_from_rs(package.stored()).map_err(refusal)?;
    let sheets = workbook.sheets_metadata().to_vec();
    // Tables within links to other documents would put them out of step.
    let mut merges = if merges.len() == sheets.len() { merges } else { Vec::new() }.into_iter();
    let mut budget = Budget::default();
    let mut grids = Vec::with_capacity(sheets.len());
    for sheet in &sheets {
        let range = workbook.worksheet_range(&sheet.name).map_err(refusal)?;
        let mut grid = Grid {
            name: sheet.name.clone(),
            visibility: visibility(sheet.visible),
            cells: cells_of(&range, false, &mut budget)?,
            ..Grid::default()
        };
        merge(&mut grid, merges.next().unwrap_or_default())?;
        settle(&mut grid);
        grids.push(grid);
    }
    Ok(grids.into())
}

/// Refuses content that calamine would loop on (cut off) or unroll without end (repeated rows, columns, blanks). Returns the
/// merged cells of each table, which calamine does not tell.
fn check_content(xml: &[u8]) -> Result<Vec<Vec<MergedRange>>, Refusal> {
    let cut_off = || unreadable("content.xml bị cắt cụt", "content.xml is cut off");
    let tail = &xml[xml.len().saturating_sub(256)..];
    if memmem::find(tail, b"document-content>").is_none() {
        return Err(cut_off());
    }
    well_formed::check("content.xml", xml)?;
    let mut reader = quick_xml::Reader::from_reader(xml);
    let mut unrolled = Unrolled::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => unrolled.open(&tag, false)?,
            Ok(Event::Empty(tag)) => unrolled.open(&tag, true)?,
            Ok(Event::End(tag)) => unrolled.close(tag.local_name().as_ref())?,
            Ok(Event::Eof) => break,
            Err(error) => return Err(Refusal::Unreadable(said(&error))),
            Ok(_) => {}
        }
    }
    if unrolled.tables > SHEETS {
        return Err(too_many_sheets());
    }
    Ok(unrolled.merges)
}

/// How much the repeats of a document unroll to.
#[derive(Default)]
struct Unrolled {
    tables: usize,
    /// Rows of the table up to the last one with content, counted with their repeats.
    rows: u64,
    rows_to_content: u64,
    width: u64,
    /// The row being read: how often it repeats, its columns up to the last with content, its cells with content.
    repeats: u64,
    columns: u64,
    columns_to_content: u64,
    filled: u64,
    total: u64,
    /// The merged cells of the tables so far.
    merges: Vec<Vec<MergedRange>>,
}

impl Unrolled {
    fn open(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), Refusal> {
        match tag.local_name().as_ref() {
            "table" => {
                let mut merges = std::mem::take(&mut self.merges);
                merges.push(Vec::new());
                *self = Self { tables: self.tables + 1, total: self.total, merges, ..Self::default() };
            }
            "table-row" => {
                self.repeats = repeats(tag, "number-rows-repeated");
                (self.columns, self.columns_to_content, self.filled) = (0, 0, 0);
                if empty {
                    self.rows = self.rows.saturating_add(self.repeats);
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.note_merge(tag);
                let times = repeats(tag, "number-columns-repeated");
                self.columns = self.columns.saturating_add(times);
                if !empty || tag.attributes().flatten().any(|attribute| attribute.key.local_name().as_ref() == "value")
                {
                    self.columns_to_content = self.columns;
                    self.filled = self.filled.saturating_add(times);
                }
            }
            "s" if repeats(tag, "c") > BLANKS => {
                return Err(too_large(format!("{BLANKS} dấu cách liền nhau"), format!("{BLANKS} blanks in a row")));
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes a cell that spans several rows or columns.
    fn note_merge(&mut self, tag: &BytesStart<'_>) {
        let spans = |name: &str| u32::try_from(repeats(tag, name)).unwrap_or(u32::MAX).max(1) - 1;
        let (down, right) = (spans("number-rows-spanned"), spans("number-columns-spanned"));
        if down == 0 && right == 0 {
            return;
        }
        let (Ok(first_row), Ok(first_column)) = (u32::try_from(self.rows), u32::try_from(self.columns)) else { return };
        if let Some(merges) = self.merges.last_mut() {
            merges.push(MergedRange {
                first_row,
                first_column,
                last_row: first_row.saturating_add(down),
                last_column: first_column.saturating_add(right),
            });
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        if name != "table-row" {
            return Ok(());
        }
        self.rows = self.rows.saturating_add(self.repeats);
        if self.filled > 0 {
            self.rows_to_content = self.rows;
            self.width = self.width.max(self.columns_to_content);
            self.total = self.total.saturating_add(self.filled.saturating_mul(self.repeats));
        }
        if self.total > CELLS as u64 || self.rows_to_content.saturating_mul(self.width) > DENSE_CELLS {
            return Err(too_many_cells());
        }
        Ok(())
    }
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> u64 {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name);
    found.map_or(1, |attribute| attribute.value.parse().unwrap_or(u64::MAX))
}

fn refusal(error: OdsError) -> Refusal {
    match error {
        OdsError::Password => Refusal::Password,
        other => Refusal::Unreadable(said(&other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_that_is_torn_or_nested_wrongly_is_damaged() {
        let of = |rows: &str| {
            format!("<office:document-content><table:table>{rows}</table:table></office:document-content>")
        };
        let cell = "<table:table-cell office:value=\"12\"><text:p>12</text:p></table:table-cell>";
        assert!(check_content(of(&format!("<table:table-row>{cell}</table:table-row>")).as_bytes()).is_ok());
        for rows in [
            format!("<table:table-row>{cell}"),
            format!("<table:table-row>{cell}</table:table>"),
            format!("<table:table-row>{}</table:table-row>", cell.replace("</text:p>", "")),
            format!("<table:table-row>{}</table:table-row>", cell.replace("=\"12\"", "=\"12\" office:value=\"13\"")),
            format!("<table:table-row>{}</table:table-row>", cell.replace(">12<", ">&nbsp;12<")),
            format!("<table:table-row>{}</table:table-row>", cell.replace("=\"12\"", "=12")),
        ] {
            let refused = check_content(of(&rows).as_bytes());
            assert!(matches!(refused, Err(Refusal::Unreadable(_))), "{rows}");
        }
    }

    #[test]
    fn merged_cells_are_found() {
        let xml = br#"<office:document-content><table:table table:name="A"/><table:table table:name="B">
            <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="3"/><table:table-cell
            table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>x</text:p></table:table-cell>
            </table:table-row></table:table></office:document-content>"#;
        let merged = MergedRange { first_row: 2, first_column: 3, last_row: 4, last_column: 4 };
        assert_eq!(check_content(xml).ok(), Some(vec![Vec::new(), vec![merged]]));
    }
}
