//! Each file to what becomes of it: counted, superseded, or rejected with the reason.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::consolidation::{
    AgencyRemark, AgencyReport, Change, FileReport, Outcome, Rejection, Replacement, Submission,
};
use super::senders::{Sender, SenderIndex};
use super::versions::{self, Share};
use crate::config::{Aliases, Body, Settings};
use crate::extract::{Extraction, FieldValue, Identity, Ledger, Record, Remark, RemarkKind};
use crate::form::TableKind;
use crate::intake::Refusal;
use crate::model::AgencyId;
use crate::vietnamese::format_decimal;

/// A file as it comes out of `intake` and `extract`.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// Path relative to `inputs/<year>/`.
    pub path: Arc<str>,
    /// Seconds since 1970 of its last change.
    pub modified: i64,
    /// What it holds, or why it could not be read.
    pub content: Result<Extraction, Refusal>,
}

/// The files sorted by agency and fate.
pub(super) struct Sorted {
    /// One report a body, in the order of the bodies.
    pub(super) agencies: Vec<AgencyReport>,
    /// The extractions that count, by agency, newest first, with what of each counts.
    pub(super) counted: Vec<Vec<(Extraction, Share)>>,
    /// What became of each file, in the order of the paths.
    pub(super) files: Vec<FileReport>,
    /// Remarks on the files that count.
    pub(super) remarks: Vec<AgencyRemark>,
    /// The account of all cells.
    pub(super) ledger: Ledger,
}

/// Sorts the files of a year.
pub(super) fn sort(
    read: Vec<ReadFile>,
    settings: &Settings,
    aliases: &Aliases,
    bodies: &[Body],
    senders: &SenderIndex<'_>,
) -> Sorted {
    let place: FxHashMap<&str, usize> =
        bodies.iter().enumerate().map(|(index, body)| (body.id.as_str(), index)).collect();
    let mut ledger = Ledger::default();
    let mut files: Vec<FileReport> = Vec::with_capacity(read.len());
    let mut accepted: Vec<Vec<(usize, Extraction, i64)>> = bodies.iter().map(|_| Vec::new()).collect();
    let mut own: Vec<Vec<Arc<str>>> = bodies.iter().map(|_| Vec::new()).collect();
    let mut remarks = Vec::new();
    for mut file in read {
        if let Ok(extraction) = &mut file.content {
            ledger.absorb(std::mem::take(&mut extraction.ledger));
        }
        let unread = unread(&file.content);
        let (report, extraction) = judge(file.path, file.content, settings, aliases, senders);
        // Why nothing was read of a file that is filled in is told with that nothing was.
        if let (Outcome::Rejected(Rejection::Blank), Some(agency)) = (&report.outcome, &report.agency) {
            remarks.extend(unread.into_iter().map(|remark| AgencyRemark { agency: agency.clone(), remark }));
        }
        if let Some(&body) = report.agency.as_ref().and_then(|agency| place.get(agency.as_str())) {
            own[body].push(Arc::clone(&report.path));
            accepted[body].extend(extraction.map(|extraction| (files.len(), extraction, file.modified)));
        }
        files.push(report);
    }
    let mut agencies = Vec::with_capacity(bodies.len());
    let mut counted = Vec::with_capacity(bodies.len());
    for ((body, mut submitted), own) in bodies.iter().zip(accepted).zip(own) {
        leave_out_backups(&mut submitted, &mut files);
        let shares = choose(submitted, &mut files, &body.id, &mut remarks);
        agencies.push(report_of(body, &shares, own, settings));
        counted.push(shares);
    }
    Sorted { agencies, counted, files, remarks, ledger }
}

/// What is remarked on cells, columns and rows of a file that hold something and were not read.
fn unread(content: &Result<Extraction, Refusal>) -> Vec<Remark> {
    let is_unread = |remark: &&Remark| {
        matches!(
            remark.kind,
            RemarkKind::AmbiguousColumns
                | RemarkKind::OtherPeriod
                | RemarkKind::UnreadColumns
                | RemarkKind::RowsWithoutHead
                | RemarkKind::NotANumber
        )
    };
    content.iter().flat_map(|extraction| &extraction.remarks).filter(is_unread).cloned().collect()
}

/// A backup copy is no version: it counts only where its agency sent nothing else.
fn leave_out_backups(submitted: &mut Vec<(usize, Extraction, i64)>, files: &mut [FileReport]) {
    let is_backup = |path: &str| crate::config::is_backup(path);
    let Some(own) = submitted.iter().map(|(_, file, _)| &file.file).find(|path| !is_backup(path)).cloned() else {
        return;
    };
    submitted.retain(|(place, file, _)| {
        let is_left_out = is_backup(&file.file);
        if is_left_out {
            files[*place].outcome = Outcome::Rejected(Rejection::Backup(Arc::clone(&own)));
        }
        !is_left_out
    });
}

/// What becomes of one file before its versions are compared.
fn judge(
    path: Arc<str>,
    content: Result<Extraction, Refusal>,
    settings: &Settings,
    aliases: &Aliases,
    senders: &SenderIndex<'_>,
) -> (FileReport, Option<Extraction>) {
    let nobody = Identity::default();
    let identity = content.as_ref().map_or(&nobody, |extraction| &extraction.identity);
    let written = identity.name.iter().chain(&identity.letterhead).map(|name| name.value().as_str());
    let (sender, evidence) = match aliases.find(&path, written) {
        Some(id) => (Sender::Known(id.clone()), Some(super::Evidence::Fixed)),
        None => senders.find(identity, &path),
    };
    let agency = match &sender {
        Sender::Known(id) => Some(id.clone()),
        Sender::Ambiguous(_) | Sender::Unknown(_) => None,
    };
    let (rejection, extraction) = match (content, sender) {
        (Err(refusal), _) => (Some(Rejection::Unreadable(refusal)), None),
        (Ok(extraction), _)
            if extraction.is_blank(&settings.indicators)
                && extraction.identity.is_empty()
                && extraction.other_period.is_none() =>
        {
            (Some(Rejection::Blank), None)
        }
        (Ok(_), Sender::Ambiguous(candidates)) => (Some(Rejection::AmbiguousSender(candidates)), None),
        (Ok(_), Sender::Unknown(tried)) => (Some(Rejection::UnknownSender(tried)), None),
        (Ok(extraction), Sender::Known(_)) => match &extraction.identity.year {
            Some(year) if *year.value() != settings.report.year => (Some(Rejection::WrongYear(year.clone())), None),
            _ if let Some(period) = &extraction.other_period => (Some(Rejection::OtherPeriod(period.clone())), None),
            _ if extraction.is_blank(&settings.indicators) => (Some(Rejection::Blank), None),
            _ => (None, Some(extraction)),
        },
    };
    let outcome = rejection.map_or(Outcome::Counted, Outcome::Rejected);
    (FileReport { path, agency, evidence, outcome }, extraction)
}

/// Of the files accepted from one agency, those that count, newest first; the fate of the others is entered in `files`.
fn choose(
    submitted: Vec<(usize, Extraction, i64)>,
    files: &mut [FileReport],
    agency: &AgencyId,
    remarks: &mut Vec<AgencyRemark>,
) -> Vec<(Extraction, Share)> {
    let extractions: Vec<&Extraction> = submitted.iter().map(|(_, extraction, _)| extraction).collect();
    let modified: Vec<i64> = submitted.iter().map(|(_, _, modified)| *modified).collect();
    let ranked = versions::rank(&extractions, &modified);
    for (index, share) in ranked.iter().filter(|(_, share)| !share.replaced.is_empty()) {
        let (file, extraction, _) = &submitted[*index];
        // The newest that replaces any of its tables comes first.
        let newer = ranked.iter().map(|(newer, _)| *newer);
        let replacement = |newer: usize| {
            let of_newer = share.replaced.iter().filter(|(_, by)| by.contains(&newer));
            let tables: Vec<TableKind> = of_newer.map(|(table, _)| *table).collect();
            let mut changes = changes(extraction, &submitted[newer].1, &tables);
            let is_newest = |table: &TableKind| share.replaced[table].first() == Some(&newer);
            for table in tables.iter().filter(|table| is_newest(table)) {
                let replacing: Vec<&Extraction> = share.replaced[table].iter().map(|by| &submitted[*by].1).collect();
                changes.extend(rows_lost(extraction, &replacing, *table));
            }
            let by = Arc::clone(&submitted[newer].1.file);
            (!tables.is_empty()).then_some(Replacement { by, tables, changes })
        };
        files[*file].outcome = Outcome::Superseded {
            replacements: newer.filter_map(replacement).collect(),
            partly: !share.counted.is_empty(),
        };
    }
    let mut slots: Vec<Option<Extraction>> = submitted.into_iter().map(|(_, extraction, _)| Some(extraction)).collect();
    let mut kept = Vec::new();
    for (index, share) in ranked {
        let Some(mut extraction) = slots[index].take() else { continue };
        if share.counted.is_empty() && !share.replaced.is_empty() {
            continue;
        }
        remarks.extend(
            std::mem::take(&mut extraction.remarks)
                .into_iter()
                .map(|remark| AgencyRemark { agency: agency.clone(), remark }),
        );
        kept.push((extraction, share));
    }
    kept
}

/// The report of a body, from the files that count and all that it sent.
fn report_of(body: &Body, counted: &[(Extraction, Share)], own: Vec<Arc<str>>, settings: &Settings) -> AgencyReport {
    let identity = counted.iter().fold(Identity::default(), |merged, (file, _)| merged.or(&file.identity));
    let late = identity.date.as_ref().is_some_and(|date| *date.value() > settings.report.deadline);
    let submission = match (counted.is_empty(), !own.is_empty()) {
        (false, _) if late => Submission::Late,
        (false, _) => Submission::OnTime,
        (true, true) => Submission::Rejected,
        (true, false) => Submission::Missing,
    };
    AgencyReport {
        body: body.clone(),
        submission,
        symbol: identity.symbol.clone(),
        date: identity.date.clone(),
        identity,
        files: own,
        counted_files: counted.iter().map(|(file, _)| Arc::clone(&file.file)).collect(),
    }
}

/// What changed from an older file to a newer one, in the rows of these tables that both have.
fn changes(older: &Extraction, newer: &Extraction, tables: &[TableKind]) -> Vec<Change> {
    let mut changes = Vec::new();
    for before in older.records.iter().filter(|record| tables.contains(&record.table)) {
        let same_row = |after: &&Record| after.table == before.table && after.item == before.item;
        let Some(after) = newer.records.iter().find(same_row) else { continue };
        for field in before.table.subject().fields() {
            let (was, is) = (printed(before.get(field)), printed(after.get(field)));
            if was != is {
                changes.push(Change { row: before.item.to_string(), field, before: was, after: is });
            }
        }
    }
    changes
}

/// What an older file says in rows of a table that none of the files has that replace the table: it counts no more.
fn rows_lost(older: &Extraction, replacing: &[&Extraction], table: TableKind) -> Vec<Change> {
    let is_lost = |row: &&Record| {
        let has_row =
            |newer: &&Extraction| newer.records.iter().any(|other| other.table == table && other.item == row.item);
        row.table == table && !replacing.iter().any(has_row)
    };
    let mut changes = Vec::new();
    for row in older.records.iter().filter(is_lost) {
        let written = table.subject().fields().into_iter().filter_map(|field| Some((field, row.get(field)?)));
        changes.extend(written.map(|(field, value)| Change {
            row: row.item.to_string(),
            field,
            before: printed(Some(value)),
            after: String::new(),
        }));
    }
    changes
}

/// A value as messages print it; empty for none.
fn printed(value: Option<&FieldValue>) -> String {
    match value {
        Some(FieldValue::Status(status)) => status.value().vietnamese().to_owned(),
        Some(FieldValue::Number(number)) => format_decimal(*number.value()),
        Some(FieldValue::Text(text)) => text.value().clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Record, RowsSeen};
    use crate::model::{CellRef, Date, Field, SheetKind, SheetRef, Traced};

    /// A file of one body with these rows: table, item, what stands in its first figure.
    fn file(name: &str, date: Date, rows: &[(TableKind, &str, i64)]) -> (usize, Extraction, i64) {
        let sheet = Arc::new(SheetRef { file: name.into(), sheet: "Biểu".into(), kind: SheetKind::Worksheet });
        let cell = |row| CellRef::new(&sheet, row, 2);
        let record = |(row, (table, item, value)): (u32, &(TableKind, &str, i64))| {
            let field = if *table == TableKind::Tasks { Field::Percent } else { Field::Actual };
            Record::new(*table, (*item).into(), cell(row))
                .with(field, Some(Traced::from_cell(crate::model::Decimal::from(*value), cell(row))))
        };
        let extraction = Extraction {
            file: name.into(),
            identity: Identity { date: Some(Traced::from_cell(date, cell(0))), ..Identity::default() },
            records: (1..).zip(rows).map(record).collect(),
            rows_seen: RowsSeen::default(),
            outside: Vec::new(),
            ledger: Ledger::default(),
            remarks: Vec::new(),
            other_period: None,
        };
        (0, extraction, 0)
    }

    /// What became of the files of one body, and which of their tables count, newest first.
    fn chosen(mut submitted: Vec<(usize, Extraction, i64)>) -> (Vec<FileReport>, Vec<(String, Vec<TableKind>)>) {
        let mut reports = Vec::new();
        for (place, (number, extraction, _)) in submitted.iter_mut().enumerate() {
            *number = place;
            let path = Arc::clone(&extraction.file);
            reports.push(FileReport { path, agency: None, evidence: None, outcome: Outcome::Counted });
        }
        let counted = choose(submitted, &mut reports, &"25489".into(), &mut Vec::new());
        let tables = |share: Share| share.counted.into_iter().collect();
        (reports, counted.into_iter().map(|(file, share)| (file.file.to_string(), tables(share))).collect())
    }

    const TASKS: TableKind = TableKind::Tasks;
    const INDICATORS: TableKind = TableKind::Indicators;
    const FUNDING: TableKind = TableKind::Funding;

    #[test]
    fn the_file_that_really_replaces_a_table_is_named_with_what_changed() {
        // The newest file overall has another table.
        let (reports, counted) = chosen(vec![
            file("1.xlsx", Date::constant(2026, 11, 10), &[(TASKS, "II.1.a", 60), (INDICATORS, "CT01", 12)]),
            file("2.xlsx", Date::constant(2026, 11, 15), &[(TASKS, "II.1.a", 100)]),
            file("3.xlsx", Date::constant(2026, 11, 20), &[(FUNDING, "III.2", 5)]),
        ]);
        let counts = |name: &str, tables: &[TableKind]| (name.to_owned(), tables.to_vec());
        assert_eq!(
            counted,
            [counts("3.xlsx", &[FUNDING]), counts("2.xlsx", &[TASKS]), counts("1.xlsx", &[INDICATORS])]
        );
        let change = Change {
            row: "II.1.a".to_owned(),
            field: Field::Percent,
            before: "60".to_owned(),
            after: "100".to_owned(),
        };
        let replaced = Replacement { by: "2.xlsx".into(), tables: vec![TASKS], changes: vec![change] };
        assert_eq!(reports[0].outcome, Outcome::Superseded { replacements: vec![replaced], partly: true });
        assert_eq!((&reports[1].outcome, &reports[2].outcome), (&Outcome::Counted, &Outcome::Counted));
    }

    #[test]
    fn each_of_several_files_that_replace_one_is_told_newest_first() {
        let (reports, _) = chosen(vec![
            file("1.xlsx", Date::constant(2026, 11, 10), &[(TASKS, "II.1.a", 60), (INDICATORS, "CT01", 12)]),
            file("2.xlsx", Date::constant(2026, 11, 15), &[(TASKS, "II.1.a", 60)]),
            file("3.xlsx", Date::constant(2026, 11, 20), &[(INDICATORS, "CT01", 14)]),
        ]);
        let Outcome::Superseded { replacements, partly: false } = &reports[0].outcome else { panic!("{reports:?}") };
        let told: Vec<(&str, usize)> = replacements.iter().map(|one| (&*one.by, one.changes.len())).collect();
        assert_eq!(told, [("3.xlsx", 1), ("2.xlsx", 0)]);
    }

    #[test]
    fn rows_that_no_newer_file_has_are_told_once() {
        let (reports, _) = chosen(vec![
            file(
                "1.xlsx",
                Date::constant(2026, 11, 10),
                &[(INDICATORS, "CT01", 1), (INDICATORS, "CT02", 2), (INDICATORS, "CT03", 3)],
            ),
            file("2.xlsx", Date::constant(2026, 11, 15), &[(INDICATORS, "CT02", 2)]),
            file("3.xlsx", Date::constant(2026, 11, 20), &[(INDICATORS, "CT01", 1)]),
        ]);
        let Outcome::Superseded { replacements, partly: false } = &reports[0].outcome else { panic!("{reports:?}") };
        let changes = |one: &Replacement| {
            let told =
                one.changes.iter().map(|change| (change.row.clone(), change.before.clone(), change.after.clone()));
            (one.by.to_string(), told.collect::<Vec<_>>())
        };
        let lost = ("CT03".to_owned(), "3".to_owned(), String::new());
        let told: Vec<_> = replacements.iter().map(changes).collect();
        assert_eq!(told, [("3.xlsx".to_owned(), vec![lost]), ("2.xlsx".to_owned(), Vec::new())]);
    }
}
