//! What was read against what was meant.

use std::collections::BTreeMap;

use tonghop::check::CheckedYear;
use tonghop::extract::FieldValue;
use tonghop::model::{CellRef, Field, Finding, Severity};

use super::book::{Fact, Truth};

/// What came of the facts of a year.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    pub(crate) right: usize,
    /// Not read, and a finding says so.
    pub(crate) asked: usize,
    /// Wrong, invented, displaced, or missing without a word.
    pub(crate) faults: Vec<String>,
}

/// The facts that one body means to send, and its files.
pub(crate) struct Sent {
    pub(crate) agency: String,
    /// What was done to its form.
    pub(crate) habits: String,
    pub(crate) files: Vec<String>,
    pub(crate) facts: Vec<Fact>,
}

/// Compares every fact.
pub(crate) fn judge(checked: &CheckedYear, sent: &[Sent]) -> Verdict {
    let mut verdict = Verdict::default();
    let mut read: BTreeMap<(String, String, Field), Truth> = BTreeMap::new();
    let mut cells: BTreeMap<(String, String), CellRef> = BTreeMap::new();
    for entry in checked.consolidation().entries().filter(|entry| entry.written.is_none()) {
        for (field, value) in entry.record.values() {
            let key = (entry.agency.to_string(), entry.record.item.to_string(), field);
            if let (Field::Note, Some(cell)) = (field, value.cell()) {
                cells.insert((key.0.clone(), key.1.clone()), cell.clone());
            }
            let value = match value {
                FieldValue::Status(status) => Truth::Status(*status.value()),
                FieldValue::Number(number) => Truth::Number(number.value().to_string().parse().expect("a number")),
                FieldValue::Level(level) => Truth::Text(level.value().word.to_string()),
                FieldValue::Text(text) => Truth::Text(text.value().clone()),
            };
            read.insert(key, value);
        }
    }
    for body in sent {
        for fact in &body.facts {
            let key = (body.agency.clone(), fact.item.clone(), fact.field);
            let place = || format!("{} {} {:?} ({})", body.agency, fact.item, fact.field, body.habits);
            match read.remove(&key) {
                Some(found) if is_same(&found, &fact.truth) => verdict.right += 1,
                Some(found) => {
                    verdict.faults.push(format!("wrong {}: {found:?}, and not {:?}", place(), fact.truth));
                }
                None if checked.findings().iter().any(|finding| tells_of(finding, body, fact)) => verdict.asked += 1,
                None => verdict.faults.push(format!("missing {}: {:?}", place(), fact.truth)),
            }
        }
    }
    for ((agency, item, field), found) in read {
        let habits = sent.iter().find(|body| body.agency == agency).map_or("sent nothing", |body| &body.habits);
        // Sums that are computed of parts.
        if matches!(item.as_str(), "III.1" | "III") {
            continue;
        }
        // A figure that slipped into a note is a note, too, and asked about.
        let is_asked = |cell: &CellRef| checked.findings().iter().any(|finding| finding.cells.contains(cell));
        if field == Field::Note && cells.get(&(agency.clone(), item.clone())).is_some_and(is_asked) {
            continue;
        }
        verdict.faults.push(format!("invented {agency} {item} {field:?} ({habits}): {found:?}"));
    }
    verdict
}

fn is_same(found: &Truth, meant: &Truth) -> bool {
    match (found, meant) {
        (Truth::Number(found), Truth::Number(meant)) => (found - meant).abs() < 0.011,
        (Truth::Text(found), Truth::Text(meant)) => found.split_whitespace().eq(meant.split_whitespace()),
        _ => found == meant,
    }
}

/// Whether a finding tells whoever reads it that this fact was not read.
fn tells_of(finding: &Finding, body: &Sent, fact: &Fact) -> bool {
    if finding.rule.severity == Severity::Info || !body.files.contains(&finding.file) {
        return false;
    }
    // Of the file as a whole: whose it is, that it cannot be read.
    if finding.rule.code.starts_with(['S', 'F']) {
        return true;
    }
    let is_there = |cell: &tonghop::model::CellRef| {
        cell.sheet() == fact.sheet && (cell.row == fact.row || cell.column == fact.column || cell.row < fact.head_ends)
    };
    finding.cells.iter().any(is_there) || finding.message.vi.contains(&fact.item)
}
