//! A workbook written anew as what offices send in its place: text, web page, XML spreadsheet, Word document, archive.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use tonghop::intake::{Cell, Grid, Value, Workbook};
use tonghop::model::{Date, days_after};
use tonghop::vietnamese::format_date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a cell shows in Vietnam.
fn shown(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) => text.clone(),
        Value::Number(number) if cell.percent_format => format!("{}%", (number * 100.0).to_string().replace('.', ",")),
        Value::Number(number) => number.to_string().replace('.', ","),
        Value::Date(serial) => {
            let date = days_after(Date::constant(1899, 12, 30), *serial as i64).expect("a day");
            format_date(date)
        }
        other => panic!("{other:?}"),
    }
}

/// The texts of a sheet: its rows up to the last with content, each as wide as the sheet.
fn rows(grid: &Grid) -> Vec<Vec<String>> {
    let end = |of: fn(&Cell) -> u32| grid.cells.iter().map(of).max().map_or(0, |last| last as usize + 1);
    let mut rows = vec![vec![String::new(); end(|cell| cell.column)]; end(|cell| cell.row)];
    for cell in &grid.cells {
        rows[cell.row as usize][cell.column as usize] = shown(cell);
    }
    rows
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// All sheets, one below the other, as lines of fields.
pub fn text(workbook: &Workbook, separator: char) -> String {
    let field = |text: &String| {
        let is_plain = !text.contains([separator, '"', '\n', '\r']);
        if is_plain { text.clone() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
    };
    let mut lines = String::new();
    for row in workbook.sheets.iter().flat_map(rows) {
        lines += &row.iter().map(field).collect::<Vec<_>>().join(&separator.to_string());
        lines += "\r\n";
    }
    lines
}

/// A web page with a table a sheet, in the tags that browsers forgive.
pub fn page(workbook: &Workbook) -> String {
    let mut page =
        "<html><head><meta charset=utf-8><style>td{x}</style><script>'<td>1'</script></head><body>".to_owned();
    for grid in &workbook.sheets {
        write!(page, "<h2>{}</h2><table border=1>", escaped(&grid.name)).expect("a string");
        for (row, texts) in (0..).zip(rows(grid)) {
            page += "<tr>";
            for (column, text) in (0..).zip(texts) {
                let covering = grid.merges.iter().find(|merge| {
                    (merge.first_row..=merge.last_row).contains(&row)
                        && (merge.first_column..=merge.last_column).contains(&column)
                });
                let spans = match covering {
                    Some(merge) if (merge.first_row, merge.first_column) != (row, column) => continue,
                    Some(merge) => {
                        let (down, right) = (merge.last_row - row + 1, merge.last_column - column + 1);
                        format!(" rowspan=\"{down}\" colspan=\"{right}\"")
                    }
                    None => String::new(),
                };
                write!(page, "<td{spans}>{}", escaped(&text).replace('\n', "<br>")).expect("a string");
            }
        }
        page += "</table>";
    }
    page
}

/// An XML spreadsheet of Excel 2003.
pub fn xml_spreadsheet(workbook: &Workbook) -> String {
    let mut xml = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
         xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Styles><Style ss:ID=\"p\"><NumberFormat ss:Format=\"0.00%\"/></Style></Styles>"
        .to_owned();
    for grid in &workbook.sheets {
        write!(xml, "<Worksheet ss:Name=\"{}\"><Table>", escaped(&grid.name)).expect("a string");
        for (row, cells) in grid.rows() {
            write!(xml, "<Row ss:Index=\"{}\">", row + 1).expect("a string");
            for cell in cells {
                let (kind, text) = match &cell.value {
                    Value::Number(number) => ("Number", number.to_string()),
                    Value::Date(serial) => {
                        let date = days_after(Date::constant(1899, 12, 30), *serial as i64).expect("a day");
                        ("DateTime", format!("{date}T00:00:00.000"))
                    }
                    _ => ("String", escaped(&shown(cell))),
                };
                let style = if cell.percent_format { " ss:StyleID=\"p\"" } else { "" };
                let place = cell.column + 1;
                write!(xml, "<Cell ss:Index=\"{place}\"{style}><Data ss:Type=\"{kind}\">{text}</Data></Cell>")
                    .expect("a string");
            }
            xml += "</Row>";
        }
        xml += "</Table></Worksheet>";
    }
    xml + "</Workbook>"
}

/// A Word document: of each sheet its first lines as paragraphs, and the rest as a table.
pub fn word_document(workbook: &Workbook) -> Vec<u8> {
    let paragraph = |text: &str| {
        let lines: Vec<String> = text.split('\n').map(|line| format!("<w:t>{}</w:t>", escaped(line))).collect();
        format!("<w:p><w:r>{}</w:r></w:p>", lines.join("<w:br/>"))
    };
    let mut body = String::new();
    for grid in &workbook.sheets {
        body += &paragraph(&grid.name);
        let mut in_table = false;
        for row in rows(grid) {
            let filled = row.iter().filter(|text| !text.is_empty()).count();
            if !in_table && filled <= 1 {
                body += &paragraph(&row.concat());
                continue;
            }
            body += if in_table { "<w:tr>" } else { "<w:tbl><w:tr>" };
            in_table = true;
            body.extend(row.iter().map(|text| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text))));
            body += "</w:tr>";
        }
        body += if in_table { "</w:tbl>" } else { "" };
    }
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

/// A zip file of these files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(*name, options).expect("an entry");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("a zip file").into_inner()
}
