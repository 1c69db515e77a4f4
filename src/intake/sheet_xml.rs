//! What calamine does not tell of a worksheet's XML: merged ranges without another pass, formulas without a stored value.

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::grid::{Hidden, MergedRange};
use super::package::Package;

/// A formula of a sheet.
pub(super) struct FormulaCell {
    /// Row and column, from 0.
    pub(super) place: (u32, u32),
    /// Whether a result is stored with it.
    pub(super) has_value: bool,
    /// Its text; empty for a cell that shares the formula of another.
    pub(super) text: String,
}

/// The parts of the sheets, in the order of the tabs: name as the workbook spells it, name of the part.
pub(super) fn sheet_parts(package: &Package) -> Vec<(String, String)> {
    let targets = elements(package.part("xl/_rels/workbook.xml.rels"), "Relationship", |tag| {
        Some((attribute(tag, "Id")?, attribute(tag, "Target")?))
    });
    let part_of = |id: &str| {
        let (_, target) = targets.iter().find(|(known, _)| known == id)?;
        Some(if target.starts_with('/') { target.trim_start_matches('/').to_owned() } else { format!("xl/{target}") })
    };
    elements(package.part("xl/workbook.xml"), "sheet", |tag| {
        let part = part_of(&attribute(tag, "id")?)?;
        Some((attribute(tag, "name")?, part))
    })
}

/// The merged ranges of a sheet.
pub(super) fn merges(xml: &[u8]) -> Vec<MergedRange> {
    // They stand near the end; nothing before needs to be parsed.
    let Some(start) = memmem::rfind(xml, b"mergeCells") else { return Vec::new() };
    let begins = memmem::find(xml, b"mergeCells").unwrap_or(start);
    let end = (start + "mergeCells>".len()).min(xml.len());
    memmem::find_iter(&xml[begins..end], b"ref=\"")
        .filter_map(|at| {
            let value = &xml[begins + at + 5..end];
            let value = &value[..memchr::memchr(b'"', value)?];
            merged_range(std::str::from_utf8(value).ok()?)
        })
        .collect()
}

fn merged_range(text: &str) -> Option<MergedRange> {
    let (first, last) = text.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) = (address(first)?, address(last)?);
    Some(MergedRange { first_row, first_column, last_row, last_column })
}

/// The formulas of a sheet; none where the text holds no formula element, which is told without parsing.
pub(super) fn formulas(xml: &[u8]) -> Vec<FormulaCell> {
    let has_formula = memmem::find(xml, b"<f>").is_some()
        || memmem::find(xml, b"<f ").is_some()
        || memmem::find(xml, b"<f/").is_some()
        || memmem::find(xml, b":f>").is_some()
        || memmem::find(xml, b":f ").is_some();
    if !has_formula {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut reader = Reader::from_reader(xml);
    let mut cell: Option<FormulaCell> = None;
    let (mut is_formula, mut in_formula, mut in_value) = (false, false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "c" => {
                    let place = attribute(&tag, "r").and_then(|text| address(&text));
                    // A formula that gives an empty text says so by its type; without one, the empty value was never stored.
                    let has_value = attribute(&tag, "t").is_some_and(|kind| kind == "str");
                    cell = place.map(|place| FormulaCell { place, has_value, text: String::new() });
                    is_formula = false;
                }
                "f" => (is_formula, in_formula) = (true, true),
                "v" | "t" => in_value = true,
                _ => {}
            },
            Ok(Event::Empty(tag)) if tag.local_name().as_ref() == "f" => is_formula = true,
            Ok(Event::Text(text)) => {
                if let Some(cell) = &mut cell {
                    if in_formula {
                        cell.text.push_str(&text);
                    } else if in_value {
                        cell.has_value = true;
                    }
                }
            }
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "f" => in_formula = false,
                "v" | "t" => in_value = false,
                "c" => found.extend(cell.take().filter(|_| is_formula)),
                "sheetData" => return found,
                _ => {}
            },
            // Damaged XML: calamine, who reads the values, will say so.
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// The rows and columns of a sheet that are hidden: marked so, or without height or width.
pub(super) fn hidden(xml: &[u8]) -> Hidden {
    let mut hidden = Hidden::default();
    if ![&b"hidden="[..], b" ht=", b" width="].iter().any(|word| memmem::find(xml, word).is_some()) {
        return hidden;
    }
    let mut reader = Reader::from_reader(xml);
    let mut row = 0_u32;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "row" => {
                    row = attribute(&tag, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                    if is_hidden(&tag, "ht") {
                        hidden.rows.push((row.saturating_sub(1), row.saturating_sub(1)));
                    }
                }
                "col" if is_hidden(&tag, "width") => {
                    let number = |name| attribute(&tag, name)?.parse::<u32>().ok()?.checked_sub(1);
                    hidden.columns.extend(number("min").zip(number("max")));
                }
                _ => {}
            },
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "sheetData" => return hidden,
            Ok(Event::Eof) | Err(_) => return hidden,
            Ok(_) => {}
        }
    }
}

/// Whether a row or column is hidden, or has no `size`.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> bool {
    attribute(tag, "hidden").is_some_and(|hidden| matches!(hidden.trim(), "1" | "true" | "on"))
        || attribute(tag, size).and_then(|size| size.trim().parse::<f64>().ok()).is_some_and(|size| size <= 0.0)
}

/// Row and column, from 0, of `AB12`.
fn address(text: &str) -> Option<(u32, u32)> {
    let text = text.trim_matches('$');
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut column: u32 = 0;
    for letter in text.bytes().take(letters) {
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row: u32 = text[letters..].trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// What `read` makes of every element of this local name, in order.
fn elements<T>(xml: Option<&[u8]>, name: &str, read: impl Fn(&BytesStart<'_>) -> Option<T>) -> Vec<T> {
    let mut reader = Reader::from_reader(xml.unwrap_or_default());
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == name => found.extend(read(&tag)),
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute by its local name, entities resolved.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_and_formulas_are_found() {
        let xml = br#"<worksheet><sheetData><row r="3"><c r="C3"><f>SUM(A1:A2)</f></c><c r="D3"><f>1+1</f><v>2</v></c>
            <c r="E3"><v>5</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A3:F4"/></mergeCells></worksheet>"#;
        assert_eq!(merges(xml), [MergedRange { first_row: 2, first_column: 0, last_row: 3, last_column: 5 }]);
        let formulas: Vec<_> = formulas(xml).into_iter().map(|cell| (cell.place, cell.has_value, cell.text)).collect();
        assert_eq!(formulas, [((2, 2), false, "SUM(A1:A2)".to_owned()), ((2, 3), true, "1+1".to_owned())]);
    }
}
