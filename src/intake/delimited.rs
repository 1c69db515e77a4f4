//! Lines of fields between separators: .csv, .tsv, and what programs export as text. Neither the separator nor the encoding
//! is told; both are found.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::Refusal;
use super::document::{cell, grid};
use super::grid::{Value, Workbook};
use super::limits::{Budget, settle};
use super::text_encoding::{Decoded, decode};
use super::written::value_of;

/// What fields are separated by, the least doubtful first: Excel writes tabs for Unicode text, a semicolon where the comma
/// is the decimal one, as in Vietnam.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];
/// Records by which the separator is found.
const SAMPLE: usize = 200;
/// Line breaks that a field may have before a quotation mark in it is taken for a mere sign.
const BREAKS: usize = 60;

/// Reads a text as one sheet of its fields.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let Decoded { text, guessed } = decode(bytes);
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let (separator, lines_before) = match told_separator(&text) {
        Some(separator) => (separator, 1),
        None => (find_separator(&text), 0),
    };
    let rows = match rows(&text, separator, true)? {
        Some(rows) => rows,
        None => rows_without_quotes(&text, separator)?,
    };
    let mut cells = Vec::new();
    let mut budget = Budget::default();
    for (row, fields) in rows.into_iter().filter(|(row, _)| *row >= lines_before) {
        for (column, field) in (0..).zip(&fields) {
            if let Some(value) = value_of_field(field) {
                budget.take(row, column, field.len())?;
                cells.extend(cell(row, column, Some(value)));
            }
        }
    }
    let mut sheet = grid("CSV".to_owned(), cells);
    settle(&mut sheet);
    let mut workbook = Workbook::from(vec![sheet]);
    workbook.lines_above = vec![0];
    workbook.guessed = guessed;
    Ok(workbook)
}

/// The value of a field. `="0123"` is how programs keep Excel from taking a code for a number.
fn value_of_field(field: &str) -> Option<Value> {
    let kept = field.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match kept {
        Some(text) if !text.contains('"') => (!text.trim().is_empty()).then(|| Value::Text(text.trim().to_owned())),
        _ => value_of(field),
    }
}

/// The separator that the first line tells Excel: `sep=;`.
fn told_separator(text: &str) -> Option<u8> {
    let first = text.lines().next()?.trim_matches('"');
    match first.strip_prefix("sep=")?.as_bytes() {
        [separator] => Some(*separator),
        _ => None,
    }
}

/// The separator that gives the most records of one length.
fn find_separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let mut lengths = Vec::new();
        for record in reader(text, separator, true).records().take(SAMPLE).flatten() {
            lengths.push(record.len());
        }
        let alike = |length: usize| lengths.iter().filter(|other| **other == length).count();
        let of_several = lengths.iter().copied().filter(|length| *length > 1);
        of_several.map(|length| (alike(length), length)).max().unwrap_or((0, 0))
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator));
    best.unwrap_or(SEPARATORS[0])
}

fn reader(text: &str, separator: u8, with_quotes: bool) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator).quoting(with_quotes).from_reader(text.as_bytes())
}

/// The rows as Excel counts them; `None` where a quotation mark that is never closed took in what follows.
fn rows(text: &str, separator: u8, with_quotes: bool) -> Result<Option<Vec<(u32, StringRecord)>>, Refusal> {
    let mut rows = Vec::new();
    let mut budget = Budget::default();
    // Line breaks within fields: a row of several lines is one.
    let mut within = 0_u64;
    for record in reader(text, separator, with_quotes).records() {
        let Ok(record) = record else { break };
        // Where a record begins is where the one before ended: lines without anything are passed over.
        let (line, byte) = record.position().map_or((1, 0), |position| (position.line(), position.byte()));
        let empty = text.as_bytes().iter().skip(byte as usize).take_while(|byte| **byte == b'\n').count() as u64;
        let line = (line + empty).saturating_sub(1);
        let row = u32::try_from(line.saturating_sub(within)).unwrap_or(u32::MAX);
        let breaks: Vec<usize> =
            record.iter().map(|field| field.bytes().filter(|byte| *byte == b'\n').count()).collect();
        if with_quotes && breaks.iter().any(|breaks| *breaks > BREAKS) {
            return Ok(None);
        }
        within += breaks.iter().sum::<usize>() as u64;
        budget.take(row, 0, record.as_slice().len())?;
        rows.push((row, record));
    }
    Ok(Some(rows))
}

fn rows_without_quotes(text: &str, separator: u8) -> Result<Vec<(u32, StringRecord)>, Refusal> {
    Ok(rows(text, separator, false)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::intake::GuessedEncoding;

    /// The cells of a text, as `row column value`.
    fn cells(text: &str) -> Vec<String> {
        let workbook = read(text.as_bytes()).expect("a text");
        let shown = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => format!("={number}"),
            other => panic!("{other:?}"),
        };
        workbook.sheets[0]
            .cells
            .iter()
            .map(|cell| format!("{} {} {}", cell.row, cell.column, shown(&cell.value)))
            .collect()
    }

    #[test]
    fn separators_are_found() {
        let expected = [
            "0 0 Mã",
            "0 1 Chỉ tiêu, đơn vị",
            "0 2 Thực hiện",
            "1 0 CT01",
            "1 1 Số trường; lớp",
            "1 2 1.234,5",
            "2 0 CT02",
            "2 2 =7",
        ];
        for (separator, quoted) in [('\t', false), (';', true), (',', true), ('|', false)] {
            let field = |text: &str| if quoted { format!("\"{text}\"") } else { text.to_owned() };
            let line = |fields: [&str; 3]| fields.map(field).join(&separator.to_string());
            let text = [
                line(["Mã", "Chỉ tiêu, đơn vị", "Thực hiện"]),
                line(["CT01", "Số trường; lớp", "1.234,5"]),
                line(["CT02", "", "7"]),
            ];
            for end in ["\n", "\r\n", "\r"] {
                assert_eq!(cells(&text.join(end)), expected, "{separator:?} {end:?}");
            }
        }
        assert_eq!(cells("=\"0123\";=1+1\n=\"\";5\n"), ["0 0 0123", "0 1 =1+1", "1 1 =5"]);
        assert_eq!(cells("sep=,\na,b;c\n"), ["1 0 a", "1 1 b;c"]);
        // Words with commas over a table are no table of their own.
        assert_eq!(cells("Kính gửi: Sở A, Sở B\n1;2\n3;4\n")[1..], ["1 0 =1", "1 1 =2", "2 0 =3", "2 1 =4"]);
    }

    #[test]
    fn rows_are_counted_as_excel_shows_them() {
        assert_eq!(cells("a;b\n\n\"c\nd\ne\";f\n\ng;h"), ["0 0 a", "0 1 b", "2 0 c\nd\ne", "2 1 f", "4 0 g", "4 1 h"]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_takes_nothing_in() {
        let text = (0..200).map(|row| format!("{row};x\n")).collect::<String>();
        let cells = cells(&format!("a;\"màn hình 5 inch\n{text}"));
        assert_eq!((cells.len(), cells[1].as_str(), cells[401].as_str()), (402, "0 1 \"màn hình 5 inch", "200 1 x"));
    }

    #[test]
    fn an_encoding_that_nobody_tells_is_told_as_guessed() {
        let (bytes, ..) = encoding_rs::WINDOWS_1258.encode("Đơn;Trương\nđơn;xư");
        assert_eq!(read(&bytes).expect("a text").guessed, Some(GuessedEncoding::Windows1258));
        assert_eq!(read("Đơn;xứ".as_bytes()).expect("a text").guessed, None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(workbook) = read(&bytes) {
                let cells = &workbook.sheets[0].cells;
                prop_assert!(cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column)));
            }
        }

        #[test]
        fn fields_come_back(rows in proptest::collection::vec(proptest::collection::vec("[a-zà-ỹ \"']{1,6}", 3), 2..6)) {
            let mut writer = csv::WriterBuilder::new().delimiter(b'|').from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).expect("a record");
            }
            let text = String::from_utf8(writer.into_inner().expect("a text")).expect("UTF-8");
            let wanted: Vec<String> = (0..).zip(&rows).flat_map(|(row, fields)| {
                (0..).zip(fields).filter(|(_, field)| !field.trim().is_empty()).map(move |(column, field): (usize, &String)| {
                    format!("{row} {column} {}", field.trim())
                })
            }).collect();
            prop_assert_eq!(cells(&text), wanted);
        }
    }
}
