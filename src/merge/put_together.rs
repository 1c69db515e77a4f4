//! The versions of what one body sent to its report: what counts, what became of each file, and what has to be told.

use std::sync::Arc;

use super::consolidation::{AgencyRemark, AgencyReport, Change, Outcome, Replacement, Submission};
use super::files::Sorted;
use super::merged_rows::{self, Merged, Pair};
use super::told_versions::{ContestedValues, MergedVersions};
use super::versions::{Ages, Version};
use crate::config::{Body, Settings};
use crate::extract::{Extraction, FieldValue, Identity, Remark};
use crate::model::Field;
use crate::vietnamese::format_decimal;

impl Sorted {
    /// Puts together what one body sent.
    pub(super) fn put_together(
        &mut self,
        body: &Body,
        mut versions: Vec<Version>,
        own: Vec<Arc<str>>,
        settings: &Settings,
    ) {
        let ages = Ages::sort(&mut versions);
        let merged = match versions.as_mut_slice() {
            [only] => merged_rows::alone(only),
            _ => merged_rows::merge(&versions, &ages, &settings.indicators),
        };
        self.tell_outcomes(&versions, &merged);
        self.tell_pairs(body, &versions, &merged);
        for (version, _) in versions.iter_mut().zip(&merged.is_used).filter(|(_, used)| **used) {
            let remarks = std::mem::take(&mut version.extraction.remarks);
            let counts = remarks.into_iter().filter(|remark| is_about_what_counts(remark, &merged));
            self.remarks.extend(counts.map(|remark| AgencyRemark { agency: body.id.clone(), remark }));
        }
        let counted: Vec<&Extraction> =
            versions.iter().zip(&merged.is_used).filter(|(_, used)| **used).map(|(one, _)| &one.extraction).collect();
        self.agencies.push(report_of(body, &counted, own, settings));
        self.counted.push(merged);
    }

    /// What became of each file: replaced by newer ones, wholly or in part.
    fn tell_outcomes(&mut self, versions: &[Version], merged: &Merged) {
        let mut files: Vec<usize> = versions.iter().map(|version| version.file).collect();
        files.dedup();
        for file in files {
            let mut replacements: Vec<Replacement> = Vec::new();
            for ((older, newer), pair) in &merged.pairs {
                let is_other = versions[*older].file == file && versions[*newer].file != file;
                if is_other && (!pair.tables.is_empty() || !pair.withdrawn.is_empty()) {
                    replacements.push(replacement(&versions[*newer], pair));
                }
            }
            let is_used = versions.iter().zip(&merged.is_used).any(|(version, used)| version.file == file && *used);
            if !replacements.is_empty() {
                self.files[file].outcome = Outcome::Superseded { replacements, partly: is_used };
            }
        }
    }

    /// What has to be told of versions of which each gives a part, or that contradict each other.
    fn tell_pairs(&mut self, body: &Body, versions: &[Version], merged: &Merged) {
        let only = |changes: &[(usize, Change)]| changes.iter().map(|(_, change)| change.clone()).collect::<Vec<_>>();
        for ((older, newer), pair) in &merged.pairs {
            let place = |version: usize| {
                let extraction = &versions[version].extraction;
                let sheet = extraction.records.first().map_or("", |record| record.cell.sheet());
                (Arc::clone(&extraction.file), sheet.to_owned())
            };
            let ((older_file, older_sheet), (newer_file, newer_sheet)) = (place(*older), place(*newer));
            let is_one_file = versions[*older].file == versions[*newer].file;
            let matters = |(_, change): &(usize, Change)| !is_aside(change.field);
            let is_told = !pair.kept.is_empty()
                || pair.outside > 0
                || pair.withdrawn.iter().any(matters)
                || is_one_file && !pair.changes.is_empty() && pair.contested.is_empty();
            let sheets = is_one_file.then_some((older_sheet, newer_sheet));
            if is_told {
                self.merged_versions.push(MergedVersions {
                    agency: body.id.clone(),
                    older: Arc::clone(&older_file),
                    newer: Arc::clone(&newer_file),
                    sheets: sheets.clone(),
                    changes: only(&pair.changes),
                    kept: pair.kept.iter().map(|(_, kept)| kept.clone()).collect(),
                    withdrawn: only(&pair.withdrawn),
                    outside: pair.outside,
                });
            }
            if !pair.contested.is_empty() {
                self.contested.push(ContestedValues {
                    agency: body.id.clone(),
                    first: older_file,
                    second: newer_file,
                    sheets,
                    values: only(&pair.contested),
                });
            }
        }
    }
}

/// Whether a field is said beside the answer itself.
fn is_aside(field: Field) -> bool {
    matches!(field, Field::Documents | Field::Difficulties | Field::Proposals | Field::Note)
}

/// What a newer version put into the place of an older one.
fn replacement(newer: &Version, pair: &Pair) -> Replacement {
    let mut changes: Vec<&(usize, Change)> = pair.changes.iter().chain(&pair.withdrawn).collect();
    changes.sort_by_key(|(row, _)| *row);
    Replacement {
        by: Arc::clone(&newer.extraction.file),
        tables: pair.tables.iter().copied().collect(),
        changes: changes.into_iter().map(|(_, change)| change.clone()).collect(),
    }
}

/// Whether a remark is not about a row that counts from elsewhere alone.
fn is_about_what_counts(remark: &Remark, merged: &Merged) -> bool {
    let Some(file) = remark.cells.first() else { return true };
    let mut rows = merged.records.iter().filter(|record| record.item.as_str() == remark.row).peekable();
    remark.row.is_empty()
        || rows.peek().is_none()
        || rows.any(|record| {
            let mut cells = record.values().filter_map(|(_, value)| value.cell()).chain([&record.cell]);
            cells.any(|cell| cell.file() == file.file())
        })
}

/// The report of a body, from the files that count and all that it sent.
fn report_of(body: &Body, counted: &[&Extraction], own: Vec<Arc<str>>, settings: &Settings) -> AgencyReport {
    let identity = counted.iter().fold(Identity::default(), |merged, file| merged.or(&file.identity));
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
        counted_files: {
            let mut files: Vec<Arc<str>> = counted.iter().map(|file| Arc::clone(&file.file)).collect();
            files.dedup();
            files
        },
    }
}

/// A value as messages print it; empty for none.
pub(super) fn printed(value: Option<&FieldValue>) -> String {
    match value {
        Some(FieldValue::Status(status)) => status.value().vietnamese().to_owned(),
        Some(FieldValue::Number(number)) => format_decimal(*number.value()),
        Some(FieldValue::Level(level)) => level.value().word.to_string(),
        Some(FieldValue::Text(text)) => text.value().clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Ledger;
    use crate::extract::{Record, RowsSeen};
    use crate::form::TableKind;
    use crate::merge::consolidation::FileReport;
    use crate::model::{CellRef, Date, Decimal, SheetKind, SheetRef, Traced};

    const TASKS: TableKind = TableKind::Tasks;
    const INDICATORS: TableKind = TableKind::Indicators;
    const FUNDING: TableKind = TableKind::Funding;

    /// A file of one body with these rows: table, item, what stands in its first figure.
    fn file(place: usize, date: Date, rows: &[(TableKind, &str, i64)]) -> Version {
        let name: Arc<str> = format!("{}.xlsx", place + 1).into();
        let sheet = Arc::new(SheetRef { file: Arc::clone(&name), sheet: "Biểu".into(), kind: SheetKind::Worksheet });
        let cell = |row| CellRef::new(&sheet, row, 2);
        let record = |(row, (table, item, value)): (u32, &(TableKind, &str, i64))| {
            let field = match table {
                TableKind::Tasks => Field::Percent,
                TableKind::Funding => Field::Spent,
                _ => Field::Actual,
            };
            Record::new(*table, (*item).into(), cell(row))
                .with(field, Some(Traced::from_cell(Decimal::from(*value), cell(row))))
        };
        let extraction = Extraction {
            file: name,
            identity: Identity { date: Some(Traced::from_cell(date, cell(0))), ..Identity::default() },
            records: (1..).zip(rows).map(record).collect(),
            rows_seen: RowsSeen::default(),
            outside: Vec::new(),
            notes: Vec::new(),
            ledger: Ledger::default(),
            remarks: Vec::new(),
            other_period: None,
        };
        Version { file: place, extraction, modified: 0 }
    }

    /// What comes of the files of one body.
    fn put_together(versions: Vec<Version>) -> Sorted {
        let settings = crate::config::Workspace::new("no such folder").load(2026).expect("the built-in settings");
        let report = |version: &Version| FileReport {
            path: Arc::clone(&version.extraction.file),
            agency: None,
            evidence: None,
            doubts: Vec::new(),
            outcome: Outcome::Counted,
        };
        let mut sorted = Sorted {
            agencies: Vec::new(),
            counted: Vec::new(),
            files: versions.iter().map(report).collect(),
            remarks: Vec::new(),
            merged_versions: Vec::new(),
            contested: Vec::new(),
            ledger: Ledger::default(),
        };
        let body = settings.registry.find("25489").expect("the commune").clone();
        sorted.put_together(&body, versions, Vec::new(), &settings);
        sorted
    }

    /// Item, file and figure of each row that counts, by item.
    fn counted(sorted: &Sorted) -> Vec<String> {
        let mut rows: Vec<String> = sorted.counted[0]
            .records
            .iter()
            .flat_map(|record| record.values().map(|(_, value)| (record.item.to_string(), value)))
            .map(|(item, value)| {
                let file = value.cell().map_or("", CellRef::file);
                format!("{item} {} {}", printed(Some(value)), file.trim_end_matches(".xlsx"))
            })
            .collect();
        rows.sort();
        rows
    }

    fn day(day: i8) -> Date {
        Date::constant(2026, 11, day)
    }

    #[test]
    fn a_correction_of_one_row_replaces_that_row() {
        let sorted = put_together(vec![
            file(0, day(18), &[(INDICATORS, "CT04", 4), (INDICATORS, "CT15", 220), (INDICATORS, "CT25", 13)]),
            file(1, day(25), &[(INDICATORS, "CT25", 14)]),
        ]);
        assert_eq!(counted(&sorted), ["CT04 4 1", "CT15 220 1", "CT25 14 2"]);
        let [merged] = &sorted.merged_versions[..] else { panic!("{:?}", sorted.merged_versions) };
        let kept: Vec<&str> = merged.kept.iter().map(|kept| kept.row.as_str()).collect();
        assert_eq!((&*merged.older, &*merged.newer, kept), ("1.xlsx", "2.xlsx", vec!["CT04", "CT15"]));
        let Outcome::Superseded { replacements, partly: true } = &sorted.files[0].outcome else {
            panic!("{:?}", sorted.files)
        };
        assert_eq!(replacements[0].changes.len(), 1);
        assert_eq!(sorted.files[1].outcome, Outcome::Counted);
    }

    #[test]
    fn of_three_versions_each_row_is_from_the_newest_that_has_it() {
        let sorted = put_together(vec![
            file(0, day(10), &[(INDICATORS, "CT01", 1), (INDICATORS, "CT02", 2), (INDICATORS, "CT03", 3)]),
            file(1, day(15), &[(INDICATORS, "CT02", 22)]),
            file(2, day(20), &[(INDICATORS, "CT01", 11)]),
        ]);
        assert_eq!(counted(&sorted), ["CT01 11 3", "CT02 22 2", "CT03 3 1"]);
    }

    #[test]
    fn the_files_that_replace_rows_are_named_with_what_changed() {
        // The newest file overall has another table.
        let sorted = put_together(vec![
            file(0, day(10), &[(TASKS, "II.1.a", 60), (INDICATORS, "CT01", 12)]),
            file(1, day(15), &[(TASKS, "II.1.a", 100)]),
            file(2, day(20), &[(FUNDING, "III.2", 5)]),
        ]);
        assert_eq!(counted(&sorted), ["CT01 12 1", "II.1.a 100 2", "III.2 5 3"]);
        let change = Change {
            row: "II.1.a".to_owned(),
            field: Field::Percent,
            before: "60".to_owned(),
            after: "100".to_owned(),
        };
        let replaced = Replacement { by: "2.xlsx".into(), tables: vec![TASKS], changes: vec![change] };
        assert_eq!(sorted.files[0].outcome, Outcome::Superseded { replacements: vec![replaced], partly: true });
        assert!(sorted.merged_versions.is_empty(), "whole tables are replaced or not: {:?}", sorted.merged_versions);
    }

    #[test]
    fn where_nothing_tells_which_is_newer_neither_counts() {
        let sorted = put_together(vec![
            file(0, day(10), &[(INDICATORS, "CT01", 12), (INDICATORS, "CT02", 5)]),
            file(1, day(10), &[(INDICATORS, "CT01", 13), (INDICATORS, "CT02", 5)]),
        ]);
        assert_eq!(counted(&sorted), ["CT02 5 2"]);
        let values = &sorted.contested[0].values[0];
        assert_eq!((values.row.as_str(), values.before.as_str(), values.after.as_str()), ("CT01", "12", "13"));
    }

    #[test]
    fn a_zero_that_somebody_wrote_replaces_a_figure_and_one_of_a_formula_does_not() {
        let sorted = put_together(vec![
            file(0, day(10), &[(FUNDING, "III.1", 9), (FUNDING, "III.1.1", 9), (INDICATORS, "CT01", 12)]),
            file(1, day(15), &[(FUNDING, "III.1", 0), (INDICATORS, "CT01", 0)]),
        ]);
        assert_eq!(counted(&sorted), ["CT01 0 2", "III.1 9 1", "III.1.1 9 1"]);
    }

    #[test]
    fn reports_that_contradict_each_other_throughout_are_no_versions() {
        // Nothing tells which is newer, and most rows differ: what only one of them has is nobody's, either.
        let rows = |figure: i64| {
            [(INDICATORS, "CT01", figure), (INDICATORS, "CT02", figure + 1), (INDICATORS, "CT03", figure + 2)]
        };
        let one = [&rows(10)[..], &[(INDICATORS, "CT04", 4), (INDICATORS, "CT25", 7)]].concat();
        let other =
            [&rows(20)[..], &[(INDICATORS, "CT04", 4), (INDICATORS, "CT21", 9), (FUNDING, "III.2", 5)]].concat();
        let sorted = put_together(vec![file(0, day(10), &one), file(1, day(10), &other)]);
        assert_eq!(counted(&sorted), ["CT04 4 2", "III.2 5 2"]);
        let rows: Vec<&str> = sorted.contested[0].values.iter().map(|value| value.row.as_str()).collect();
        assert_eq!(rows.len(), 5, "{rows:?}");
        assert!(sorted.merged_versions.is_empty(), "{:?}", sorted.merged_versions);
    }

    #[test]
    fn a_row_in_doubt_keeps_what_both_agree_on() {
        let status = |version: &mut Version, status| {
            let record = version.extraction.records.remove(0);
            let cell = record.cell.clone();
            version.extraction.records.push(record.with(Field::Status, Some(Traced::from_cell(status, cell))));
        };
        let mut versions = vec![file(0, day(10), &[(TASKS, "II.1.a", 60)]), file(1, day(10), &[(TASKS, "II.1.a", 60)])];
        status(&mut versions[0], crate::model::Status::Completed);
        status(&mut versions[1], crate::model::Status::InProgress);
        assert_eq!(counted(&put_together(versions)), ["II.1.a 60 2"]);
    }

    #[test]
    fn a_state_and_its_share_are_from_one_version() {
        let mut versions =
            vec![file(0, day(10), &[(TASKS, "II.1.a", 60), (TASKS, "II.1.b", 5)]), file(1, day(15), &[])];
        let sheet = Arc::new(SheetRef { file: "2.xlsx".into(), sheet: "Biểu".into(), kind: SheetKind::Worksheet });
        let cell = CellRef::new(&sheet, 1, 2);
        let status = Traced::from_cell(crate::model::Status::Completed, cell.clone());
        let record = Record::new(TASKS, "II.1.a".into(), cell).with(Field::Status, Some(status));
        versions[1].extraction.records.push(record);
        assert_eq!(counted(&put_together(versions)), ["II.1.a Hoàn thành 2", "II.1.b 5 1"]);
    }
}
