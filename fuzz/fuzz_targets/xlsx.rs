//! Any part of an .xlsx package: a sheet, its texts, styles, notes and drawing, around which everything else is sound.
#![no_main]

mod common;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Parts<'a> {
    workbook: &'a [u8],
    rows: &'a [u8],
    after_rows: &'a [u8],
    texts: &'a [u8],
    styles: &'a [u8],
    notes: &'a [u8],
    drawing: &'a [u8],
}

const RELATIONS: &[u8] =
    br#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const OF_WORKBOOK: &[u8] = br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/>
    <Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const OF_SHEET: &[u8] = br#"<Relationships><Relationship Id="r1" Type="x/comments" Target="../comments1.xml"/>
    <Relationship Id="r2" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>"#;

fuzz_target!(|parts: Parts<'_>| {
    let within = |head: &[u8], content: &[u8], end: &[u8]| [head, content, end].concat();
    let workbook =
        within(b"<workbook><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets>", parts.workbook, b"</workbook>");
    let sheet = [b"<worksheet><sheetData>", parts.rows, b"</sheetData>", parts.after_rows, b"</worksheet>"].concat();
    common::read(&common::package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", OF_WORKBOOK),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", OF_SHEET),
        ("xl/sharedStrings.xml", &within(b"<sst>", parts.texts, b"</sst>")),
        ("xl/styles.xml", &within(b"<styleSheet>", parts.styles, b"</styleSheet>")),
        ("xl/comments1.xml", &within(b"<comments><commentList>", parts.notes, b"</commentList></comments>")),
        ("xl/drawings/drawing1.xml", &within(b"<wsDr>", parts.drawing, b"</wsDr>")),
    ]));
});
