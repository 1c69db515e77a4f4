//! Workbooks drawn in text, for cases that people read and write.

use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};
use std::{fs, str::FromStr};

use rust_xlsxwriter::{Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Lays the files of `from` out in `to`. What ends in `.xlsx.txt` or `.ods.txt` is a workbook drawn in text and becomes one
/// under the name without `.txt`; all else is copied. A file is as old as its line `modified: 2026-11-20` says.
pub(crate) fn lay_out(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the files of a case") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_str().expect("a name in Unicode").to_owned();
        if path.is_dir() {
            lay_out(&path, &to.join(name));
            continue;
        }
        let Some(workbook) = name.strip_suffix(".txt") else {
            fs::copy(&path, to.join(&name)).expect("a copy");
            continue;
        };
        let text = fs::read_to_string(&path).expect("text in UTF-8");
        let target = to.join(workbook);
        let sheets = sheets(&text);
        let bytes = if workbook.ends_with(".ods") { open_document(&sheets) } else { excel(&sheets) };
        fs::write(&target, bytes).expect("a workbook");
        let modified = text.lines().find_map(|line| line.strip_prefix("modified: ")).unwrap_or("2026-11-20");
        let days = tonghop::model::Date::from_str(modified.trim()).expect("a date")
            - tonghop::model::Date::constant(1970, 1, 1);
        let seconds = u64::try_from(days.get_days()).expect("a day after 1970") * 86_400;
        let file = fs::File::options().write(true).open(target).expect("the workbook");
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).expect("a time");
    }
}

/// A sheet: its name, and its rows of cells.
type Sheet<'a> = (&'a str, Vec<Vec<Drawn<'a>>>);

/// A cell as it is drawn.
enum Drawn<'a> {
    Empty,
    Number(f64),
    /// A number under a percentage format: 0.95 for `95%`.
    Share(f64),
    /// A text, and the font it is in where that is said.
    Text(String, Option<&'a str>),
}

/// The sheets that a text draws: `## name` begins one, a line is a row, `|` stands between cells; what stands before the
/// first sheet is for people.
fn sheets(text: &str) -> Vec<Sheet<'_>> {
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            sheets.push((name.trim(), Vec::new()));
        } else if let Some((_, rows)) = sheets.last_mut() {
            rows.push(line.split('|').map(|cell| Drawn::new(cell.trim())).collect());
        }
    }
    sheets
}

impl<'a> Drawn<'a> {
    /// `12` and `-0.5` are numbers, `'12` is a number stored as text, `95%` a number under a percentage format,
    /// `{.VnTime}…` a text in that font, `¶` a line break.
    fn new(cell: &'a str) -> Self {
        if let Some((font, text)) = cell.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            return Self::Text(text.to_owned(), Some(font));
        }
        let share = cell.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
        match (cell.parse::<f64>(), share) {
            _ if cell.is_empty() => Self::Empty,
            (Ok(number), _) => Self::Number(number),
            (_, Some(share)) => Self::Share(share / 100.0),
            _ => Self::Text(cell.trim_start_matches('\'').replace('¶', "\n"), None),
        }
    }
}

/// The workbook as Excel writes it.
fn excel(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).expect("a sheet's name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                let written = match cell {
                    Drawn::Empty => continue,
                    Drawn::Number(number) => sheet.write_number(row, column, *number),
                    Drawn::Share(share) => {
                        sheet.write_number_with_format(row, column, *share, &Format::new().set_num_format("0%"))
                    }
                    Drawn::Text(text, Some(font)) => {
                        sheet.write_string_with_format(row, column, text, &Format::new().set_font_name(*font))
                    }
                    Drawn::Text(text, None) => sheet.write_string(row, column, text),
                };
                written.expect("a cell");
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// The workbook as LibreOffice writes it, without fonts.
fn open_document(sheets: &[Sheet<'_>]) -> Vec<u8> {
    const MIME_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME_TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    let tables: String = sheets.iter().map(table).collect();
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("mimetype", MIME_TYPE), ("META-INF/manifest.xml", &manifest), ("content.xml", &content)] {
        package.start_file(name, SimpleFileOptions::default()).expect("a part");
        package.write_all(part.as_bytes()).expect("its content");
    }
    package.finish().expect("a package").into_inner()
}

/// A sheet in OpenDocument's markup.
fn table((name, rows): &Sheet<'_>) -> String {
    let rows: String = rows
        .iter()
        .map(|cells| format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>()))
        .collect();
    format!(r#"<table:table table:name="{}">{rows}</table:table>"#, escaped(name))
}

/// A cell in OpenDocument's markup.
fn cell(cell: &Drawn<'_>) -> String {
    let (value_type, value) = match cell {
        Drawn::Empty => return "<table:table-cell/>".to_owned(),
        Drawn::Text(text, _) => {
            let lines: String = text.lines().map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
            return format!(r#"<table:table-cell office:value-type="string">{lines}</table:table-cell>"#);
        }
        Drawn::Number(number) => ("float", number),
        Drawn::Share(share) => ("percentage", share),
    };
    format!(
        r#"<table:table-cell office:value-type="{value_type}" office:value="{value}"><text:p>{value}</text:p></table:table-cell>"#
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
