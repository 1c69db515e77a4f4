//! Forms go out, come back filled in, and say exactly what was typed; what has to be corrected goes back and comes in.

mod common;

use common::Bench;
use common::fill::{Answers, Typed, everything, fill, with_zeros_for_empty_results};
use rustc_hash::FxHashMap;
use tonghop::check::CheckedYear;
use tonghop::config::{Settings, Workspace};
use tonghop::extract::{Extraction, FieldValue, Lexicon, extract};
use tonghop::form::{ColumnRole, Form, RowKind};
use tonghop::intake::{InProcess, read_bytes};
use tonghop::merge;
use tonghop::model::{Decimal, Field, ValueType, column_name};
use tonghop::output::xlsx::write_form;
use tonghop::pipeline::{self, Silent};

const YEAR: i16 = 2026;

fn settings() -> Settings {
    Workspace::new("nowhere").load(YEAR).expect("the built-in settings")
}

/// The forms of the year.
fn forms(settings: &Settings) -> Vec<Form> {
    let bodies = merge::reporting_bodies(settings);
    let leads = merge::catalogue_leads(settings, &bodies);
    bodies.iter().map(|body| Form::new(settings, body, &leads)).collect()
}

fn form_of(settings: &Settings, agency: &str) -> Form {
    forms(settings).into_iter().find(|form| form.agency.as_str() == agency).expect("a form")
}

fn read(settings: &Settings, bytes: &[u8]) -> Extraction {
    let (_, workbook) = read_bytes(bytes).expect("a workbook");
    let mut reports = extract(&"a.xlsx".into(), &workbook, &Lexicon::new(settings)).expect("an extraction");
    assert_eq!(reports.len(), 1, "one report in one version");
    reports.remove(0)
}

/// What the file was read to say, by sheet and address.
fn said(extraction: &Extraction) -> FxHashMap<(String, String), String> {
    let mut said = FxHashMap::default();
    let mut put = |cell: &tonghop::model::CellRef, value: String| {
        said.insert((cell.sheet().to_owned(), cell.address()), value);
    };
    let plain = |number: &Decimal| number.normalize().to_string();
    for (field, value) in extraction.records.iter().flat_map(|record| record.values()) {
        let text = match value {
            FieldValue::Status(status) => status.value().vietnamese().to_owned(),
            // The form computes it; nobody types it.
            FieldValue::Number(_) if field == Field::SpentShare => continue,
            FieldValue::Number(number) => plain(number.value()),
            FieldValue::Level(level) => level.value().word.to_string(),
            FieldValue::Text(text) => text.value().clone(),
        };
        put(value.cell().expect("a cell"), text);
    }
    said
}

#[test]
fn what_is_typed_comes_back_exactly() {
    let settings = settings();
    // Communes differ in name only: some of them stand for all.
    let is_chosen =
        |(place, form): &(usize, &Form)| place % 12 == 0 || form.agency.as_str().starts_with(char::is_alphabetic);
    let forms = forms(&settings);
    for (seed, (_, form)) in (0..).step_by(100).zip(forms.iter().enumerate().filter(is_chosen)) {
        let answers = everything(form, seed);
        let extraction = read(&settings, &fill(&write_form(form).expect("a form"), &answers));
        assert!(extraction.remarks.is_empty(), "{}: {:?}", form.agency, extraction.remarks);
        assert!(extraction.ledger.unmapped.is_empty(), "{}: {:?}", form.agency, extraction.ledger.unmapped);
        assert!(extraction.outside.is_empty() && extraction.ledger.balances());
        let said = said(&extraction);
        let mut fields = 0;
        for (sheet, table) in (3..).zip(&form.tables) {
            let part = format!("xl/worksheets/sheet{sheet}.xml");
            for ((_, address), typed) in answers.iter().filter(|((own, _), _)| *own == part) {
                let (Typed::Text(expected) | Typed::Number(expected)) = typed;
                let place = (table.kind.sheet().to_owned(), address.clone());
                assert_eq!(said.get(&place), Some(expected), "{} {place:?}", form.agency);
                fields += 1;
            }
        }
        assert_eq!(said.len(), fields, "{}: nothing but what was typed", form.agency);
        let identity = &extraction.identity;
        let text = |value: &Option<tonghop::model::Traced<String>>| value.as_ref().map(|value| value.value().clone());
        assert_eq!(text(&identity.code).as_deref(), Some(form.agency.as_str()));
        assert_eq!(text(&identity.name).as_ref(), Some(&form.name));
        assert_eq!(text(&identity.symbol), Some(format!("Số, ký hiệu báo cáo {seed}")));
        assert_eq!(text(&identity.signer), Some(format!("Người ký {seed}")));
        assert_eq!(text(&identity.email), Some(format!("Thư điện tử {seed}")));
        assert_eq!(identity.year.as_ref().map(|year| *year.value()), Some(YEAR));
        let day = identity.date.as_ref().map(|date| date.value().to_string());
        assert_eq!(day.as_deref(), Some("2026-11-15"));
    }
}

#[test]
fn forms_filled_in_give_no_finding_and_untouched_ones_are_blank() {
    let settings = settings();
    let bench = Bench::empty();
    for (seed, agency) in (0..).step_by(37).zip(["so-gddt", "so-nv", "mttq", "25459", "bao-ptth"]) {
        let form = form_of(&settings, agency);
        let filled = fill(&write_form(&form).expect("a form"), &everything(&form, seed));
        bench.write(&format!("inputs/2026/{seed}.xlsx"), filled);
    }
    let untouched = write_form(&form_of(&settings, "25480")).expect("a form");
    bench.write("inputs/2026/zeros.xlsx", with_zeros_for_empty_results(&untouched));
    bench.write("inputs/2026/untouched.xlsx", untouched);
    let workspace = Workspace::new(bench.root());
    let year = pipeline::consolidate(&workspace, YEAR, &InProcess, &Silent).expect("a year");
    let findings: Vec<_> = year
        .findings()
        .iter()
        .filter(|finding| {
            !["missing", "incomplete_citation", "unaddressed_request", "mostly_not_theirs"].contains(&finding.rule.kind)
        })
        .collect();
    let kinds: Vec<&str> = findings.iter().map(|finding| finding.rule.kind).collect();
    assert_eq!(kinds, ["blank_form", "blank_form"], "{findings:#?}");
    assert_eq!((&*findings[0].file, &*findings[1].file), ("untouched.xlsx", "zeros.xlsx"));
    assert!(year.consolidation().ledger.unmapped.is_empty(), "{:?}", year.consolidation().ledger.unmapped);
}

#[test]
fn each_body_gets_its_own_rows() {
    let settings = settings();
    let sheets = |agency: &str| -> Vec<(u8, usize)> {
        let form = form_of(&settings, agency);
        form.tables.iter().map(|table| (table.kind.number(), table.rows.len())).collect()
    };
    assert_eq!(sheets("so-gddt"), [(1, 32), (2, 6), (3, 5), (4, 6), (5, 2)]);
    assert_eq!(sheets("25459"), [(1, 32), (2, 25), (3, 5), (4, 6)]);
    assert_eq!(sheets("bao-ptth"), [(1, 32), (2, 6), (3, 5)]);
    let funding = form_of(&settings, "so-nv").tables.remove(2);
    let lines: Vec<(&str, &RowKind)> = funding.rows.iter().map(|row| (row.code.as_str(), &row.kind)).collect();
    let expected = [
        ("III.1", RowKind::Sum(vec![1, 2])),
        ("III.1.1", RowKind::Entry),
        ("III.1.2", RowKind::Entry),
        ("III.2", RowKind::Entry),
        ("III", RowKind::Sum(vec![0, 3])),
    ];
    assert!(lines.iter().zip(&expected).all(|((code, kind), (id, own))| code == id && *kind == own), "{lines:?}");
}

#[test]
fn the_command_makes_a_form_a_body_and_leaves_work_alone() {
    let bench = Bench::empty();
    let run = bench.run_well(&["forms", "2026"]);
    assert!(run.stdout.contains("105"), "{}", run.stdout);
    let name = "output/2026/forms/25459-phuong-tan-ninh-2026.xlsx";
    let first = bench.read(name);
    bench.write(name, "filled in by somebody");
    let again = bench.run_well(&["forms", "2026"]);
    assert!(again.stdout.contains("Giữ nguyên") && again.stdout.contains("25459"), "{}", again.stdout);
    assert_eq!(bench.read(name), b"filled in by somebody");
    std::fs::remove_file(bench.path(name)).expect("moved away");
    bench.run_well(&["forms", "2026"]);
    assert!(bench.read(name) == first, "the same bytes");
}

/// The first cell of a table that holds this, and the part of the package that its sheet is.
fn place_of(form: &Form, wanted: ValueType) -> (String, String) {
    let found = (3..).zip(&form.tables).find_map(|(sheet, table)| {
        let column = table
            .kind
            .columns()
            .iter()
            .position(|column| matches!(column.role, ColumnRole::Entry(field) if field.value_type() == wanted))?;
        let row = table.rows.iter().position(|row| matches!(row.kind, RowKind::Entry | RowKind::Count))?;
        let column = column_name(u32::try_from(column).expect("few columns"));
        Some((format!("xl/worksheets/sheet{sheet}.xml"), format!("{column}{}", table.sheet_row(row) + 1)))
    });
    found.expect("a table")
}

#[test]
fn what_goes_back_and_is_corrected_is_a_submission() {
    let settings = settings();
    let form = form_of(&settings, "25459");
    let blank = write_form(&form).expect("a form");
    let mut wrong: Answers = everything(&form, 7);
    for (wanted, slip) in
        [(ValueType::Status, "gần xong"), (ValueType::Figure, "mười hai"), (ValueType::Percent, "rất cao")]
    {
        wrong.insert(place_of(&form, wanted), Typed::Text(slip.to_owned()));
    }
    let bench = Bench::empty();
    bench.write("inputs/2026/Phường/báo cáo.xlsx", fill(&blank, &wrong));
    let workspace = Workspace::new(bench.root());
    let before = pipeline::consolidate(&workspace, YEAR, &InProcess, &Silent).expect("a year");
    let returns = pipeline::write_returns(&workspace, &before, &InProcess).expect("returns");
    let paths: Vec<_> = returns.into_iter().map(|returned| returned.path).collect();
    assert_eq!(paths, [bench.path("output/2026/returns/báo cáo.xlsx")]);
    let (_, workbook) = read_bytes(&bench.read("output/2026/returns/báo cáo.xlsx")).expect("a workbook");
    assert_eq!(workbook.sheets[0].name, "Cần sửa");
    // Sent in again uncorrected it says what it said: the list of fixes is furniture.
    bench.write("inputs/2026/Phường/báo cáo.xlsx", bench.read("output/2026/returns/báo cáo.xlsx"));
    let again = pipeline::consolidate(&workspace, YEAR, &InProcess, &Silent).expect("a year");
    let told = |year: &CheckedYear| -> Vec<_> {
        year.findings()
            .iter()
            .map(|finding| (finding.rule.code, finding.cells.clone(), finding.message.clone()))
            .collect()
    };
    assert_eq!(told(&again), told(&before));
    assert_eq!(again.consolidation().ledger.unmapped, before.consolidation().ledger.unmapped);
    assert_eq!(pipeline::write_returns(&workspace, &again, &InProcess).expect("returns").len(), 1);
    // Corrected, it needs no return, and the old one goes.
    bench.write("inputs/2026/Phường/báo cáo.xlsx", fill(&blank, &everything(&form, 7)));
    let corrected = pipeline::consolidate(&workspace, YEAR, &InProcess, &Silent).expect("a year");
    assert!(
        corrected.findings().iter().all(|finding| {
            ["missing", "incomplete_citation", "unaddressed_request", "mostly_not_theirs"].contains(&finding.rule.kind)
        }),
        "{:?}",
        told(&corrected)
    );
    assert!(pipeline::write_returns(&workspace, &corrected, &InProcess).expect("returns").is_empty());
    assert!(!bench.path("output/2026/returns/báo cáo.xlsx").exists());
}
