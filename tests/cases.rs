//! Small years in `tests/cases/<name>/`, written by hand: what agencies send in `in/`, and in `expected` all that has to
//! come of it. `tests/cases/README.md` tells how a case is written.

#[path = "common/drawn.rs"]
mod drawn;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, thread};

use tonghop::check::CheckedYear;
use tonghop::config::Workspace;
use tonghop::extract::FieldValue;
use tonghop::form::Subject;
use tonghop::intake::InProcess;
use tonghop::merge::{Consolidation, Entry, FileReport, Outcome, Submission};
use tonghop::model::{Decimal, Field, Finding, Status, Traced};
use tonghop::pipeline::{self, Silent};

const YEAR: i16 = 2026;

#[test]
fn every_case_comes_out_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let wrong: Vec<String> = thread::scope(|scope| {
        let halves: Vec<_> = cases.chunks(cases.len().div_ceil(2)).collect();
        let runs: Vec<_> = halves
            .into_iter()
            .map(|cases| scope.spawn(|| cases.iter().filter_map(|case| run(case)).collect()))
            .collect();
        runs.into_iter().flat_map(|run| run.join().unwrap_or_else(|_| vec!["a case panicked".to_owned()])).collect()
    });
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Runs one case; what is wrong with it.
fn run(case: &Path) -> Option<String> {
    let root = tempfile::tempdir().expect("a temporary folder");
    let inputs = root.path().join("inputs");
    drawn::lay_out(&case.join("in"), &inputs.join(YEAR.to_string()));
    let settings = case.join("settings");
    if settings.is_dir() {
        for entry in fs::read_dir(settings).expect("the settings").flatten() {
            fs::copy(entry.path(), inputs.join(entry.file_name())).expect("a copy");
        }
    }
    let workspace = Workspace::new(root.path());
    let checked = pipeline::consolidate(&workspace, YEAR, &InProcess, &Silent).expect("the year");
    let mut found = told(&checked);
    let text = fs::read_to_string(case.join("expected")).unwrap_or_default();
    let is_said = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let (without, said): (Vec<&str>, Vec<&str>) =
        text.lines().map(str::trim).filter(is_said).partition(|line| line.starts_with("without "));
    let is_left_out = |line: &String| {
        without.iter().any(|without| match without.trim_start_matches("without ") {
            "unread" => line.starts_with("unread "),
            code => line.starts_with(&format!("finding {code}")),
        })
    };
    let expected: BTreeSet<String> = said.into_iter().map(str::to_owned).collect();
    found.retain(|line| !is_left_out(line));
    let mut wrong = String::new();
    expected.difference(&found).for_each(|line| writeln!(wrong, "  missing:    {line}").expect("a string"));
    found.difference(&expected).for_each(|line| writeln!(wrong, "  unexpected: {line}").expect("a string"));
    let name = case.file_name().expect("a name").to_string_lossy();
    (!wrong.is_empty()).then(|| format!("{name}\n{wrong}"))
}

/// Everything that came of the files, a line each.
fn told(checked: &CheckedYear) -> BTreeSet<String> {
    let year = checked.consolidation();
    let mut lines: BTreeSet<String> = year.files.iter().map(file).collect();
    for report in year.agencies.iter().filter(|report| report.submission != Submission::Missing) {
        let date = report.date.as_ref().map_or(String::new(), |date| format!(" {}", date.value()));
        lines.insert(format!("body {}: {}{date}", report.body.id, report.submission.key()));
    }
    for entry in year.entries() {
        lines.extend(values(entry));
    }
    totals(year, &mut lines);
    for row in &year.outside {
        let cells: Vec<&str> = row.row.cells().map(|cell| cell.value().as_str()).collect();
        lines.insert(format!("outside {}: {}", row.agency, cells.join(" | ")));
    }
    lines.extend(year.ledger.unmapped.iter().map(|cell| format!("unread {}: {}", cell.cell.address(), cell.value)));
    lines.extend(checked.findings().iter().filter_map(finding));
    lines.into_iter().map(|line| line.replace('\n', " / ").trim_end().to_owned()).collect()
}

fn file(file: &FileReport) -> String {
    let outcome = match &file.outcome {
        Outcome::Counted => "counted".to_owned(),
        Outcome::Superseded { replacements, partly } => {
            let by: Vec<&str> = replacements.iter().map(|newer| &*newer.by).collect();
            format!("{}superseded by {}", if *partly { "partly " } else { "" }, by.join(", "))
        }
        Outcome::Rejected(_) => "rejected".to_owned(),
    };
    let agency = file.agency.as_ref().map_or("?", |agency| agency.as_str());
    format!("file {}: {outcome}, of {agency}", file.path)
}

/// What one body says in a row, and what it wrote itself where that is computed.
fn values(entry: &Entry) -> Vec<String> {
    let own = entry.written.iter().flat_map(|written| written.values()).filter_map(|(field, value)| {
        let (Some(own), FieldValue::Number(number)) = (field.written_by_the_body(), value) else { return None };
        Some(format!("{} {} {} = {}", entry.agency, entry.record.item, own.key(), plain(*number.value())))
    });
    let counted = entry.record.values().map(|(field, value)| {
        let value = match value {
            FieldValue::Status(status) => status.value().key().to_owned(),
            FieldValue::Number(number) => plain(*number.value()),
            FieldValue::Level(level) => level.value().word.to_string(),
            FieldValue::Text(text) => format!("“{}”", text.value()),
        };
        format!("{} {} {} = {value}", entry.agency, entry.record.item, field.key())
    });
    counted.chain(own).collect()
}

fn totals(year: &Consolidation, lines: &mut BTreeSet<String>) {
    let total = |item: &str, field: Field, value: Option<&Traced<Decimal>>| {
        value.map(|value| {
            format!("total {item} {} = {}", field.key(), plain(tonghop::model::rounded(*value.value(), 2)))
        })
    };
    for summary in &year.indicators {
        // What a ratio is of its planned ratio follows from the two.
        let against = summary.indicator.aggregation.adds_up().then_some(Field::AgainstPlan);
        for field in Subject::Indicator.figures().into_iter().chain(against) {
            lines.extend(total(summary.indicator.id.as_str(), field, summary.total(field)));
        }
    }
    for summary in year.funding.iter().filter(|summary| !summary.entries.is_empty()) {
        for field in Subject::FundingLine.figures().into_iter().chain([Field::SpentShare]) {
            lines.extend(total(summary.line.id.as_str(), field, summary.total(field)));
        }
    }
    for summary in year.progress().filter(|summary| !summary.entries.is_empty()) {
        // Among those that report: in a small year a hundred others owe the point and say nothing.
        let completion = summary.counts.completion_of_reported();
        lines.extend(total(summary.node.id.as_str(), Field::Percent, completion.as_ref()));
        let counts: Vec<String> = Status::ALL
            .into_iter()
            .map(|status| (status.key(), summary.counts.of(status)))
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| format!("{key} {count}"))
            .collect();
        lines.insert(format!("total {} counts: {}", summary.node.id, counts.join(", ")));
    }
    for summary in &year.indicators {
        let is_partial = summary.indicator.aggregation.adds_up() && !summary.coverage.is_complete();
        if let Some(against) = summary.against_plan.as_ref().filter(|_| is_partial) {
            let (id, bodies) = (&summary.indicator.id, summary.coverage.both.value());
            let (planned, actual) = (plain(*against.planned.value()), plain(*against.actual.value()));
            lines.insert(format!("total {id} of {bodies} with both: {planned} planned, {actual} actual"));
        }
    }
}

/// A finding: its code, file and cells. That of the hundred other bodies nothing came is no news, nor is what the plan cites.
fn finding(finding: &Finding) -> Option<String> {
    if ["missing", "incomplete_citation"].contains(&finding.rule.kind) {
        return None;
    }
    let cells: Vec<String> = finding.cells.iter().map(|cell| cell.address()).collect();
    let about = match finding.rule.kind {
        "superseded"
        | "missing_sheet"
        | "missing_rows"
        | "ambiguous_agency"
        | "unknown_agency"
        | "sender_disagreement"
        | "merged_versions"
        | "several_reports"
        | "contested_values" => {
            format!(" {}", finding.message.vi)
        }
        _ => String::new(),
    };
    Some(
        format!("finding {} {} {}{about}", finding.rule.code, finding.file, cells.join(","))
            .replace("  ", " ")
            .trim_end()
            .to_owned(),
    )
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
