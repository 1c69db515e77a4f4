//! Office Open XML workbooks. Read here and not by a crate: what a sheet shows (struck runs, hidden rows, number formats, notes)
//! and what its package may be (ECMA-376 part 2) no crate tells, and reading the same XML twice would cost more than once.

mod beside;
#[cfg(test)]
mod compared;
mod relations;
mod sheet;
mod strings;
mod styles;

use super::grid::{Visibility, Workbook};
use super::limits::{Budget, SHEETS, too_many_sheets, unreadable};
use super::package::Package;
use super::xls_records::Contradiction;
use super::xml::{attribute, is_true};
use super::{Refusal, well_formed};
use relations::{Relation, elements, relations};
use sheet::Shared;
use styles::Styles;

/// Reads an .xlsx or .xlsm workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let package = Package::open(bytes)?;
    let workbook = workbook_part(&package).ok_or_else(no_workbook)?;
    let own = relations(&package, &workbook);
    let sheets = sheets(&package, &workbook, &own);
    if sheets.len() > SHEETS {
        return Err(too_many_sheets());
    }
    let strings = part_of_kind(&package, &own, "sharedStrings", "xl/sharedStrings.xml");
    let styles = part_of_kind(&package, &own, "styles", "xl/styles.xml");
    let content = |name: &'_ str| Some((name.to_owned(), package.part(name)?));
    for (name, xml) in [Some(workbook.as_str()), styles].into_iter().flatten().filter_map(content) {
        well_formed::check(&name, xml)?;
    }
    let strings = strings.and_then(content);
    let shared = Shared {
        strings: strings.map_or(Ok(Vec::new()), |(name, xml)| strings::shared_strings(&name, xml))?,
        styles: styles.and_then(|part| package.part(part)).map_or_else(Styles::default, Styles::read),
        epoch_1904: counts_from_1904(&package, &workbook),
    };
    read_sheets(&package, &sheets, &shared)
}

/// A sheet as the workbook lists it.
struct ListedSheet {
    name: String,
    visibility: Visibility,
    /// Its part; `None` where the package has none.
    part: Option<String>,
}

fn read_sheets(package: &Package, sheets: &[ListedSheet], shared: &Shared) -> Result<Workbook, Refusal> {
    let mut budget = Budget::default();
    let mut workbook = Workbook::from(Vec::with_capacity(sheets.len()));
    for listed in sheets {
        let Some((part, xml)) = listed.part.as_deref().and_then(|part| Some((part, package.part(part)?))) else {
            workbook.contradictions.push(Contradiction::NoSuchSheet(listed.name.clone()));
            continue;
        };
        let Some(mut grid) = sheet::read(part, xml, shared, &mut budget)? else { continue };
        listed.name.clone_into(&mut grid.name);
        grid.visibility = listed.visibility;
        grid.beside = beside::read(package, part, &mut budget)?;
        workbook.sheets.push(grid);
    }
    match workbook.contradictions.first() {
        Some(Contradiction::NoSuchSheet(name)) if workbook.sheets.is_empty() => Err(unreadable(
            format!("trang “{name}” không có trong tệp"),
            format!("the sheet “{name}” is not in the file"),
        )),
        _ => Ok(workbook),
    }
}

/// The part of the workbook: where the package says that it is, or else where programs put it.
fn workbook_part(package: &Package) -> Option<String> {
    let said = relations(package, "").into_iter().find(|relation| relation.kind == "officeDocument");
    let usual = || package.name_of("xl/workbook.xml").map(str::to_owned);
    said.and_then(|relation| relation.part).or_else(usual)
}

fn no_workbook() -> Refusal {
    unreadable("không có phần workbook.xml trong tệp", "there is no workbook.xml in the file")
}

/// The name of the part of a kind, as the workbook's relationships say, or else the usual one.
fn part_of_kind<'a>(package: &'a Package, own: &'a [Relation], kind: &str, usual: &str) -> Option<&'a str> {
    let said = own.iter().find(|relation| relation.kind == kind).and_then(|relation| relation.part.as_deref());
    said.or_else(|| package.name_of(usual))
}

/// The worksheets in the order of the tabs. Charts, dialogues and macro sheets have no cells of a report.
fn sheets(package: &Package, workbook: &str, own: &[Relation]) -> Vec<ListedSheet> {
    elements(package.part(workbook), "sheet", |tag| {
        let relation = attribute(tag, "id").and_then(|id| own.iter().find(|relation| relation.id == id));
        if relation.is_some_and(|relation| relation.kind != "worksheet") {
            return None;
        }
        let visibility = match attribute(tag, "state").as_deref() {
            Some("hidden") => Visibility::Hidden,
            Some("veryHidden") => Visibility::VeryHidden,
            _ => Visibility::Visible,
        };
        let part = relation.and_then(|relation| relation.part.clone());
        Some(ListedSheet { name: attribute(tag, "name")?, visibility, part })
    })
}

fn counts_from_1904(package: &Package, workbook: &str) -> bool {
    let settings = elements(package.part(workbook), "workbookPr", |tag| attribute(tag, "date1904"));
    settings.first().is_some_and(|value| is_true(value))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::read;
    use crate::intake::Refusal;

    /// A workbook with one sheet and one shared string.
    fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
        let related = |id: u8, kind: &str, target: &str| {
            format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |all: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>");
        let parts = [
            ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
            ("_rels/.rels", relations(&related(1, "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    &(related(1, "worksheet", "worksheets/sheet1.xml")
                        + &related(2, "sharedStrings", "sharedStrings.xml")),
                ),
            ),
            ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{MAIN}\">{sheet}")),
            ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{strings}")),
        ];
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            package.start_file(name, SimpleFileOptions::default()).expect("a part");
            package.write_all(content.as_bytes()).expect("its content");
        }
        package.finish().expect("a package").into_inner()
    }

    #[test]
    fn xml_that_is_torn_or_nested_wrongly_is_damaged() {
        let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>12</v></c></row>";
        let (sheet, strings) = (format!("<sheetData>{rows}</sheetData></worksheet>"), "<si><t>một</t></si></sst>");
        let whole = read(&workbook(&sheet, strings)).expect("a workbook");
        assert_eq!(whole.sheets[0].cells.len(), 2);
        for sheet in [
            // Cut off behind the cells, between them, and with an end that somebody put there.
            sheet.replace("</worksheet>", "<mergeCells>"),
            sheet.replace("</row></sheetData>", ""),
            sheet.replace("<row r=\"2\"><c r=\"A2\"><v>12</v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>12"),
            // Nested wrongly; torn within a tag.
            sheet.replace("</v></c></row></sheetData>", "</c></v></row></sheetData>"),
            sheet.replace("<v>12</v>", "<v>12<v>"),
            sheet.replace("r=\"A2\"", "r=\"A2"),
        ] {
            let refused = read(&workbook(&sheet, strings));
            assert!(matches!(refused, Err(Refusal::Unreadable(_))), "{sheet}: {refused:?}");
        }
        for strings in ["<si><t>một</t></si>", "<si><t>một</si></t></sst>"] {
            let refused = read(&workbook(&sheet, strings));
            assert!(matches!(refused, Err(Refusal::Unreadable(_))), "{strings}: {refused:?}");
        }
    }
}
