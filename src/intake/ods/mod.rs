//! OpenDocument spreadsheets. Read here and not by a crate, as those of Office Open XML are: calamine tells neither styles nor
//! notes, makes texts of errors, drops tabs, and refuses what is written with blanks between its elements.

mod content;
mod styles;

use memchr::memmem;

use super::grid::Workbook;
use super::limits::unreadable;
use super::package::Package;
use super::{Refusal, well_formed};
use styles::Styles;

/// Reads an .ods workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml").is_some_and(|xml| memmem::find(xml, b"encryption-data").is_some()) {
        return Err(Refusal::Password);
    }
    let content =
        package.part("content.xml").ok_or_else(|| unreadable("không có content.xml", "there is no content.xml"))?;
    read_content(package.part("styles.xml").unwrap_or_default(), content)
}

/// The tables of the content, under the styles of the document and its own.
fn read_content(document_styles: &[u8], content: &[u8]) -> Result<Workbook, Refusal> {
    let tail = &content[content.len().saturating_sub(256)..];
    if memmem::find(tail, b"document-content>").is_none() {
        return Err(unreadable("content.xml bị cắt cụt", "content.xml is cut off"));
    }
    well_formed::check("content.xml", content)?;
    let mut styles = Styles::default();
    styles.read(document_styles);
    styles.read(content);
    content::read(content, &styles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Cell, MergedRange};

    fn document(styles: &str, tables: &str) -> String {
        format!(
            "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
             <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
        )
    }

    /// The cells of all tables, a line each.
    fn told(styles: &str, tables: &str) -> Vec<String> {
        let workbook = read_content(b"", document(styles, tables).as_bytes()).expect("a workbook");
        let cell = |cell: &Cell| {
            let stored = cell.stored.as_ref().map_or_else(String::new, |stored| format!(" of {stored}"));
            format!("{},{} {:?}{stored}", cell.row, cell.column, cell.value)
        };
        let mut lines = Vec::new();
        for grid in &workbook.sheets {
            lines.push(format!("## {} {:?}", grid.name, grid.visibility));
            lines.extend(grid.cells.iter().map(cell));
            lines.extend(grid.aside.iter().map(|aside| format!("{:?} {}", aside.why, cell(&aside.cell))));
            lines.extend(
                grid.beside.iter().map(|text| {
                    format!("{:?} {},{} {}", text.kind, text.row, text.column, text.text.replace('\n', "/"))
                }),
            );
        }
        lines
    }

    #[test]
    fn every_kind_of_cell_is_read() {
        let lines = told(
            "",
            r#"<table:tracked-changes><table:table-cell><text:p>old</text:p></table:table-cell></table:tracked-changes>
            <table:table table:name="A">
              <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
              <table:table-row>
                <table:table-cell office:value-type="string"><text:p>một
                   hai<text:s text:c="2"/>ba<text:tab/>bốn<text:line-break/>năm</text:p><text:p>sáu</text:p>
                   <office:annotation><dc:creator>An</dc:creator><text:p>Sửa thành 5</text:p><text:p>x</text:p></office:annotation>
                </table:table-cell>
                <table:table-cell office:value-type="float" office:value="12.5"><text:p>12,5</text:p></table:table-cell>
                <table:table-cell office:value-type="percentage" office:value="0.95" table:number-columns-repeated="2"><text:p>95%</text:p></table:table-cell>
                <table:table-cell office:value-type="date" office:date-value="2026-11-05T08:00:00"><text:p>5/11</text:p></table:table-cell>
                <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
                <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>
                <table:table-cell table:formula="of:=SUM([.A1:.A2])"/>
                <table:table-cell office:value-type="string" table:formula="of:=&quot;&quot;"><text:p></text:p></table:table-cell>
                <table:table-cell/>
                <table:table-cell office:value-type="currency" office:currency="VND" office:value="5"><text:p>5 ₫</text:p></table:table-cell>
              </table:table-row>
              <table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>
            </table:table>"#,
        );
        assert_eq!(
            lines,
            [
                "## A Visible",
                "2,0 Text(\"một hai  ba\\tbốn\\nnăm\\nsáu\")",
                "2,1 Number(12.5)",
                "2,2 Number(0.95)",
                "2,3 Number(0.95)",
                "2,4 Date(46331.0)",
                "2,5 Bool(true)",
                "2,6 Error(\"#REF!\")",
                "2,7 FormulaWithoutValue(\"SUM([.A1:.A2])\")",
                "2,10 Number(5.0)",
                "Note 2,0 Sửa thành 5/x",
            ]
        );
    }

    #[test]
    fn what_is_not_shown_is_set_aside() {
        let lines = told(
            r#"<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>
            <style:style style:name="T2"><style:text-properties style:text-position="super 58%"/></style:style>
            <style:style style:name="ce1" style:parent-style-name="T1"/>
            <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>"#,
            r#"<table:table table:name="A">
              <table:shapes><draw:frame><draw:text-box><text:p>Kết quả</text:p><text:p>5 lớp</text:p></draw:text-box></draw:frame></table:shapes>
              <table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:default-cell-style-name="ce1"/>
              <table:table-row>
                <table:table-cell><text:p><text:span text:style-name="T1">31</text:span> 279</text:p></table:table-cell>
                <table:table-cell office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>
                <table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>
                <table:table-cell><text:p>125<text:span text:style-name="T2">1</text:span></text:p></table:table-cell>
                <table:table-cell><text:p><text:span text:style-name="T1">bỏ</text:span></text:p></table:table-cell>
              </table:table-row>
              <table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="7"/></table:table-row>
            </table:table><table:table table:name="B" table:style-name="ta2"/>"#,
        );
        assert_eq!(
            lines,
            [
                "## A Visible",
                "0,0 Text(\" 279\") of 31 279",
                "0,3 Text(\"125¹\") of 1251",
                "HiddenColumn 0,1 Number(2.0)",
                "Struck 0,2 Number(3.0)",
                "Struck 0,4 Text(\"bỏ\")",
                "HiddenRow 1,0 Number(7.0)",
                "TextBox 0,0 Kết quả/5 lớp",
                "## B Hidden",
            ]
        );
    }

    #[test]
    fn repeats_and_blanks_without_end_are_refused() {
        let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=";
        for row in [
            format!("<table:table-row>{cell}\"99999999999\"/></table:table-row>"),
            format!("<table:table-row table:number-rows-repeated=\"99999\">{cell}\"99\"/></table:table-row>"),
            format!("<table:table-row table:number-rows-repeated=\"9999999\">{cell}\"1\"/></table:table-row>"),
            "<table:table-row><table:table-cell><text:p>a<text:s text:c=\"2000000000\"/></text:p></table:table-cell></table:table-row>".to_owned(),
        ] {
            let document = document("", &format!("<table:table table:name=\"A\">{row}</table:table>"));
            assert!(read_content(b"", document.as_bytes()).is_err(), "{row}");
        }
    }

    #[test]
    fn content_that_is_torn_or_nested_wrongly_is_damaged() {
        let of = |rows: &str| {
            format!("<office:document-content><table:table>{rows}</table:table></office:document-content>")
        };
        let cell = "<table:table-cell office:value=\"12\"><text:p>12</text:p></table:table-cell>";
        assert!(read_content(b"", of(&format!("<table:table-row>{cell}</table:table-row>")).as_bytes()).is_ok());
        for rows in [
            format!("<table:table-row>{cell}"),
            format!("<table:table-row>{cell}</table:table>"),
            format!("<table:table-row>{}</table:table-row>", cell.replace("</text:p>", "")),
            format!("<table:table-row>{}</table:table-row>", cell.replace("=\"12\"", "=\"12\" office:value=\"13\"")),
            format!("<table:table-row>{}</table:table-row>", cell.replace(">12<", ">&nbsp;12<")),
            format!("<table:table-row>{}</table:table-row>", cell.replace("=\"12\"", "=12")),
        ] {
            let refused = read_content(b"", of(&rows).as_bytes());
            assert!(matches!(refused, Err(Refusal::Unreadable(_))), "{rows}");
        }
    }

    #[test]
    fn merged_cells_are_found() {
        let xml =
            br#"<office:document-content><office:spreadsheet><table:table table:name="A"/><table:table table:name="B">
            <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="3"/><table:table-cell
            table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>x</text:p></table:table-cell>
            </table:table-row></table:table></office:spreadsheet></office:document-content>"#;
        let merged = MergedRange { first_row: 2, first_column: 3, last_row: 4, last_column: 4 };
        let read = read_content(b"", xml).expect("a workbook");
        let merges: Vec<_> = read.sheets.into_iter().map(|grid| grid.merges).collect();
        assert_eq!(merges, [vec![], vec![merged]]);
    }
}
