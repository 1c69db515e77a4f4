//! Word documents as offices have them, put together from their XML: typed numbers or counted ones, tables, footnotes.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The lists of the documents: list 1 counts sections, items, sub-numbers, letters, dashes and pluses by its levels 0 to 5; list 2
/// the same from the beginning; list 3 is `Phần %1`.
pub const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
<w:lvl w:ilvl="5"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"#;

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A run of text.
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// A paragraph as it is typed.
pub fn typed(text: &str) -> String {
    // Word breaks what is typed into runs wherever it was edited.
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    format!("<w:p>{}{}</w:p>", run(&text[..middle]), run(&text[middle..]))
}

/// A paragraph that Word numbers.
pub fn counted(level: usize, text: &str) -> String {
    let list = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
    format!("<w:p><w:pPr>{list}</w:pPr>{}</w:p>", run(text))
}

/// A bold paragraph in the middle of the line.
pub fn headline(text: &str) -> String {
    let run = format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>", escaped(text));
    format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{run}</w:p>")
}

/// A cell with these properties and one paragraph a line.
pub fn cell(properties: &str, text: &str) -> String {
    let paragraphs: String = text.split('\n').map(typed).collect();
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>")
}

/// A table of plain cells.
pub fn table(rows: &[&[&str]]) -> String {
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(|text| cell("", text)).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A document with this body and these further parts.
pub fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let relations = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"{office}\" Target=\"word/document.xml\"/></Relationships>"
    );
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let main = format!("<w:document xmlns:w=\"{space}\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let own = [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", relations.as_str()),
        ("word/document.xml", main.as_str()),
        ("word/numbering.xml", NUMBERING),
    ];
    for (name, content) in own.iter().chain(parts) {
        package.start_file(*name, SimpleFileOptions::default()).expect("a part");
        package.write_all(content.as_bytes()).expect("its content");
    }
    package.finish().expect("a package").into_inner()
}
