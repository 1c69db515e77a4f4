//! Forms filled in as a spreadsheet program would: values put into the open cells of the file itself.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use tonghop::config::Workspace;
use tonghop::form::{ColumnRole, Form, ParticularEntry, RowKind, Table};
use tonghop::merge;
use tonghop::model::{Field, Status, ValueType, column_name};

/// What is typed into a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    Text(String),
    Number(String),
}

/// What is typed: by the part of the package that holds the sheet, and the address.
pub type Answers = BTreeMap<(String, String), Typed>;

/// Something for every open cell of the form: consistent, and different from cell to cell and from `seed` to `seed`.
pub fn everything(form: &Form, seed: u32) -> Answers {
    let mut answers = Answers::new();
    let mut put = |sheet: usize, row: u32, column: u32, typed: Typed| {
        let address = format!("{}{}", column_name(column), row + 1);
        answers.insert((format!("xl/worksheets/sheet{sheet}.xml"), address), typed);
    };
    for (row, particular) in (3..).zip(&form.particulars) {
        match particular.entry {
            ParticularEntry::Text(_) => put(2, row, 1, Typed::Text(format!("{} {seed}", particular.label))),
            // 15 November of the year.
            ParticularEntry::Date => put(2, row, 1, Typed::Number(serial_of_november_15(form.year).to_string())),
            ParticularEntry::Given(_) | ParticularEntry::Year(_) => {}
        }
    }
    for (sheet, table) in (3..).zip(&form.tables) {
        for index in 0..table.rows.len() {
            for (column, typed) in answers_of_row(table, index, seed) {
                put(sheet, table.sheet_row(index), column, typed);
            }
        }
    }
    answers
}

fn answers_of_row(table: &Table, index: usize, seed: u32) -> Vec<(u32, Typed)> {
    let row = &table.rows[index];
    let number = u32::try_from(index).expect("few rows") + seed;
    let status = Status::ALL[index % 4];
    let is_below =
        table.rows.iter().any(|row| matches!(row.kind, RowKind::Ratio { denominator, .. } if denominator == index));
    let columns = table.columns();
    let mut typed = Vec::new();
    for (column, own) in (0..).zip(columns) {
        let ColumnRole::Entry(field) = own.role else { continue };
        let value = match (field.value_type(), &row.kind) {
            (_, RowKind::Heading) => continue,
            (ValueType::Text, _) => {
                Typed::Text(format!("=“{}” & <{}> của {}\n- dòng 2: 1.234,5", own.head, seed, row.code))
            }
            (ValueType::Status, _) => Typed::Text(status.vietnamese().to_owned()),
            (ValueType::Percent, _) => Typed::Number(match status {
                Status::Completed => "100".to_owned(),
                Status::InProgress => format!("{}.5", 10 + number % 80),
                Status::NotStarted | Status::NotApplicable => "0".to_owned(),
            }),
            (ValueType::Figure | ValueType::Amount, RowKind::Ratio { .. } | RowKind::Sum(_)) => continue,
            (ValueType::Figure, RowKind::Choice(words)) => Typed::Text(words[index % words.len()].clone()),
            (ValueType::Figure, RowKind::TypedRatio) => Typed::Number(format!("0.{}", 10 + number % 80)),
            (ValueType::Figure, RowKind::Count) => {
                let plan = u32::from(field == Field::Planned);
                Typed::Number((if is_below { 5_000 } else { 1_000 } + number + plan).to_string())
            }
            (ValueType::Figure, _) => Typed::Number(format!("{number}.25")),
            (ValueType::Amount, _) => {
                Typed::Number(format!("{}.5", if field == Field::Allocated { 900 } else { 800 } + number))
            }
        };
        typed.push((column, value));
    }
    typed
}

/// Days since 1899-12-30.
pub fn serial_of_november_15(year: i16) -> i32 {
    let day = tonghop::model::Date::new(year, 11, 15).expect("a day");
    (day - tonghop::model::Date::constant(1899, 12, 30)).get_days()
}

/// The form of a commune of 2026 with everything typed in, each text as `text` has it, and a state that nobody understands:
/// the file goes back.
pub fn filled_commune(text: &str) -> Vec<u8> {
    let settings = Workspace::new("no such folder").load(2026).expect("the built-in settings");
    let bodies = merge::reporting_bodies(&settings);
    let leads = merge::catalogue_leads(&settings, &bodies);
    let body = bodies.iter().find(|body| body.id.as_str() == "25459").expect("a commune");
    let form = Form::new(&settings, body, &leads);
    let empty = tonghop::output::xlsx::write_form(&form).expect("a form");
    let mut answers = everything(&form, 1);
    let done = Typed::Text(Status::Completed.vietnamese().to_owned());
    if let Some(first) = answers.values_mut().find(|typed| **typed == done) {
        *first = Typed::Text("chưa biết nói sao".to_owned());
    }
    for typed in answers.values_mut() {
        if let Typed::Text(own) = typed
            && own.starts_with('=')
        {
            *own = text.to_owned();
        }
    }
    fill(&empty, &answers)
}

/// The file with the answers typed in. Every answer has to find its open, empty cell.
pub fn fill(form: &[u8], answers: &Answers) -> Vec<u8> {
    rewrite(form, |name, xml| {
        let own = answers.iter().filter(|((part, _), _)| part == name);
        own.fold(xml, |xml, ((_, address), typed)| type_in(&xml, address, typed))
    })
}

/// The file as programs store it that have a zero for a formula that gives an empty text.
pub fn with_zeros_for_empty_results(form: &[u8]) -> Vec<u8> {
    rewrite(form, |_, xml| xml.replace(" t=\"str\"><f>", "><f>").replace("<v></v>", "<v>0</v>"))
}

/// The file with a text of its sheets, as their XML spells it, in the place of another.
pub fn with_text(form: &[u8], before: &str, after: &str) -> Vec<u8> {
    rewrite(form, |_, xml| xml.replace(before, after))
}

/// The package with its sheets rewritten, each given with the name of its part.
fn rewrite(package: &[u8], sheet: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut rewritten = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part");
        if name.starts_with("xl/worksheets/sheet") {
            content = sheet(&name, String::from_utf8(content).expect("UTF-8")).into_bytes();
        }
        rewritten.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        rewritten.write_all(&content).expect("a part");
    }
    rewritten.finish().expect("a package").into_inner()
}

fn type_in(xml: &str, address: &str, typed: &Typed) -> String {
    let begin = xml.find(&format!("<c r=\"{address}\"")).unwrap_or_else(|| panic!("{address}: no cell"));
    let end = begin + xml[begin..].find('>').expect("an end") + 1;
    let tag = &xml[begin..end];
    let open = tag.strip_suffix("/>").unwrap_or_else(|| panic!("{address} is not empty: {tag}"));
    let cell = match typed {
        Typed::Number(number) => format!("{open}><v>{number}</v></c>"),
        Typed::Text(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            format!("{open} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }
    };
    format!("{}{cell}{}", &xml[..begin], &xml[end..])
}
