//! Each file to what becomes of it: counted, superseded, or rejected with the reason.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::consolidation::{
    AgencyRemark, AgencyReport, Change, ContestedValues, FileReport, MergedVersions, Outcome, Rejection, Replacement,
    Submission,
};
use super::merged_rows::{self, Merged, Pair};
use super::senders::{Sender, SenderDoubt, SenderIndex, Told};
use super::versions::{Ages, Version};
use crate::config::{Aliases, Body, Settings};
use crate::extract::{Extraction, FieldValue, Identity, Ledger, Remark};
use crate::form::TableKind;
use crate::intake::Refusal;
use crate::model::{AgencyId, Field};
use crate::vietnamese::format_decimal;

/// A file as it comes out of `intake` and `extract`.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// Path relative to `inputs/<year>/`.
    pub path: Arc<str>,
    /// Seconds since 1970 of its last change.
    pub modified: i64,
    /// What it holds, of each body and in each version apart, or why it could not be read.
    pub content: Result<Vec<Extraction>, Refusal>,
}

/// The files sorted by agency, and what comes of them.
pub(super) struct Sorted {
    /// One report a body, in the order of the bodies.
    pub(super) agencies: Vec<AgencyReport>,
    /// What counts of each body.
    pub(super) counted: Vec<Merged>,
    /// What became of each file, in the order of the paths; of a workbook of several bodies, one a body.
    pub(super) files: Vec<FileReport>,
    /// Remarks on what counts.
    pub(super) remarks: Vec<AgencyRemark>,
    /// Versions of which each gives a part.
    pub(super) merged_versions: Vec<MergedVersions>,
    /// Versions that say different things with nothing to tell which is newer.
    pub(super) contested: Vec<ContestedValues>,
    /// The account of all cells.
    pub(super) ledger: Ledger,
}

/// What of a file is of one sender.
struct Part {
    report: FileReport,
    /// The body that the sender's own words name.
    written: Option<AgencyId>,
    /// Its versions; none where it is rejected.
    versions: Vec<Extraction>,
    modified: i64,
    /// It stands in a workbook of several bodies.
    is_of_several: bool,
}

impl Part {
    /// Whether it is certain who sent it.
    fn is_sound(&self) -> bool {
        self.report.doubts.is_empty() && !self.is_of_several && matches!(self.report.outcome, Outcome::Counted)
    }

    fn reject(&mut self, rejection: Rejection) {
        self.report.outcome = Outcome::Rejected(rejection);
        self.versions.clear();
    }

    /// Whether both fill in a row of the form.
    fn overlaps(&self, other: &Self) -> bool {
        let rows = |part: &Self| -> FxHashSet<(TableKind, crate::model::ItemId)> {
            let records = part.versions.iter().flat_map(|version| &version.records);
            records.map(|record| (record.table, record.item.clone())).collect()
        };
        let own = rows(self);
        rows(other).iter().any(|row| own.contains(row))
    }
}

/// Sorts the files of a year.
pub(super) fn sort(
    read: Vec<ReadFile>,
    settings: &Settings,
    aliases: &Aliases,
    bodies: &[Body],
    senders: &SenderIndex,
) -> Sorted {
    let place: FxHashMap<&str, usize> =
        bodies.iter().enumerate().map(|(index, body)| (body.id.as_str(), index)).collect();
    let mut ledger = Ledger::default();
    let folders = folders_of_many(&read, senders);
    let is_of_many = |folder: &str| folders.contains(folder);
    let mut parts: Vec<Part> = Vec::with_capacity(read.len());
    for mut file in read {
        for extraction in file.content.iter_mut().flatten() {
            ledger.absorb(std::mem::take(&mut extraction.ledger));
        }
        parts.extend(judge(file, settings, aliases, senders, &is_of_many));
    }
    settle_doubts(&mut parts, senders, settings);
    let mut files = Vec::with_capacity(parts.len());
    let mut accepted: Vec<Vec<Version>> = bodies.iter().map(|_| Vec::new()).collect();
    let mut own: Vec<Vec<Arc<str>>> = bodies.iter().map(|_| Vec::new()).collect();
    for part in parts {
        if let Some(&body) = part.report.agency.as_ref().and_then(|agency| place.get(agency.as_str())) {
            own[body].push(Arc::clone(&part.report.path));
            let (file, modified) = (files.len(), part.modified);
            let version = |extraction| Version { file, extraction, modified };
            if part.report.outcome == Outcome::Counted {
                accepted[body].extend(part.versions.into_iter().map(version));
            }
        }
        files.push(part.report);
    }
    let mut sorted = Sorted {
        agencies: Vec::with_capacity(bodies.len()),
        counted: Vec::with_capacity(bodies.len()),
        files,
        remarks: Vec::new(),
        merged_versions: Vec::new(),
        contested: Vec::new(),
        ledger,
    };
    for ((body, mut versions), own) in bodies.iter().zip(accepted).zip(own) {
        leave_out_backups(&mut versions, &mut sorted.files);
        sorted.put_together(body, versions, own, settings);
    }
    sorted
}

/// A backup copy is no version: it counts only where its agency sent nothing else.
fn leave_out_backups(versions: &mut Vec<Version>, files: &mut [FileReport]) {
    let is_backup = |path: &str| crate::config::is_backup(path);
    let paths = versions.iter().map(|version| &version.extraction.file);
    let Some(own) = paths.into_iter().find(|path| !is_backup(path)).cloned() else { return };
    versions.retain(|version| {
        let is_left_out = is_backup(&version.extraction.file);
        if is_left_out {
            files[version.file].outcome = Outcome::Rejected(Rejection::Backup(Arc::clone(&own)));
        }
        !is_left_out
    });
}

/// The folders with files that are certainly from two or more bodies: they are named after no sender.
fn folders_of_many(read: &[ReadFile], senders: &SenderIndex) -> FxHashSet<String> {
    let mut bodies: FxHashMap<String, BTreeSet<AgencyId>> = FxHashMap::default();
    for file in read {
        let Ok([first, ..]) = file.content.as_deref() else { continue };
        let mut rest = file.path.rsplit_once('/').map(|(folder, _)| folder);
        let Some(body) = rest.and_then(|_| senders.inside(&first.identity)) else { continue };
        while let Some(folder) = rest {
            bodies.entry(folder.to_owned()).or_default().insert(body.clone());
            rest = folder.rsplit_once('/').map(|(above, _)| above);
        }
    }
    bodies.into_iter().filter(|(_, bodies)| bodies.len() > 1).map(|(folder, _)| folder).collect()
}

/// What becomes of one file before versions are compared: one part, or one a body.
fn judge(
    file: ReadFile,
    settings: &Settings,
    aliases: &Aliases,
    senders: &SenderIndex,
    is_of_many: &dyn Fn(&str) -> bool,
) -> Vec<Part> {
    let (path, modified) = (file.path, file.modified);
    let extractions = match file.content {
        Ok(extractions) => extractions,
        Err(refusal) => {
            let told = told_by(&Identity::default(), &path, aliases, senders, is_of_many);
            return vec![part(&path, modified, told, Vec::new(), Some(Rejection::Unreadable(refusal)))];
        }
    };
    // Versions of one sender's rows follow each other.
    let mut grouped: Vec<Vec<Extraction>> = Vec::new();
    for extraction in extractions {
        let is_same = |group: &Vec<Extraction>| {
            let identity = &group[0].identity;
            identity.reports_for == extraction.identity.reports_for
                && (identity.reports_for.is_some() || written_lines(identity) == written_lines(&extraction.identity))
        };
        match grouped.last_mut().filter(|group| is_same(group)) {
            Some(group) => group.push(extraction),
            None => grouped.push(vec![extraction]),
        }
    }
    let is_of_several = grouped.len() > 1;
    let judged = grouped.into_iter().map(|versions| {
        let told = told_by(&versions[0].identity, &path, aliases, senders, is_of_many);
        let rejection = rejection_of(&versions, &told.sender, settings);
        let told = if is_stray(&versions, &rejection, &told) { Told::nobody() } else { told };
        Part { is_of_several, ..part(&path, modified, told, versions, rejection) }
    });
    judged.collect()
}

/// The words that name a sender.
fn written_lines(identity: &Identity) -> Vec<&str> {
    identity.name.iter().chain(&identity.letterhead).map(|line| line.value().as_str()).collect()
}

/// Who sent a file: the office's own answer, or what the file says.
fn told_by(
    identity: &Identity,
    path: &str,
    aliases: &Aliases,
    senders: &SenderIndex,
    is_of_many: &dyn Fn(&str) -> bool,
) -> Told {
    let written = written_lines(identity).into_iter();
    match aliases.find(path, written).filter(|id| identity.reports_for.as_ref().is_none_or(|body| body == *id)) {
        Some(id) => Told {
            sender: Sender::Known(id.clone()),
            evidence: Some(super::Evidence::Fixed),
            doubts: Vec::new(),
            written: None,
        },
        None => senders.find(identity, path, is_of_many),
    }
}

fn part(path: &Arc<str>, modified: i64, told: Told, versions: Vec<Extraction>, rejection: Option<Rejection>) -> Part {
    let agency = match told.sender {
        Sender::Known(id) => Some(id),
        Sender::Ambiguous(_) | Sender::Unknown(_) => None,
    };
    // Who sent it may come out yet.
    let is_open = rejection.as_ref().is_none_or(|rejection| matches!(rejection, Rejection::AmbiguousSender(_)));
    let versions = if is_open { versions } else { Vec::new() };
    let outcome = rejection.map_or(Outcome::Counted, Outcome::Rejected);
    let report = FileReport { path: Arc::clone(path), agency, evidence: told.evidence, doubts: told.doubts, outcome };
    Part { report, written: told.written, versions, modified, is_of_several: false }
}

/// Why what a sender's file holds does not count, where it does not.
fn rejection_of(versions: &[Extraction], sender: &Sender, settings: &Settings) -> Option<Rejection> {
    let identity = &versions[0].identity;
    let is_blank = versions.iter().all(|version| version.is_blank(&settings.indicators));
    match sender {
        _ if is_blank && identity.is_empty() => Some(Rejection::Blank),
        Sender::Ambiguous(candidates) => Some(Rejection::AmbiguousSender(candidates.clone())),
        Sender::Unknown(tried) => Some(Rejection::UnknownSender(tried.clone())),
        Sender::Known(_) => match &identity.year {
            Some(year) if *year.value() != settings.report.year => Some(Rejection::WrongYear(year.clone())),
            _ => is_blank.then_some(Rejection::Blank),
        },
    }
}

/// Whether a file that does not count is no attempt at a report either: it has no row of the form, and nothing in it names
/// the body in whose folder, or under whose name, it lies.
fn is_stray(versions: &[Extraction], rejection: &Option<Rejection>, told: &Told) -> bool {
    let by_path = matches!(told.evidence, Some(super::Evidence::FileName | super::Evidence::Folder));
    let has_rows = versions.iter().any(|version| version.rows_seen.number_of_rows() > 0);
    by_path && !has_rows && matches!(rejection, Some(Rejection::Blank))
}

/// A file whose sender is in doubt does not stand against one whose sender is certain. Where code and written name name two
/// bodies, and only the written one has sent nothing else, it is the written one's: it took over the other's form.
fn settle_doubts(parts: &mut [Part], senders: &SenderIndex, settings: &Settings) {
    let mut sound: FxHashMap<AgencyId, Vec<usize>> = FxHashMap::default();
    for (place, part) in parts.iter().enumerate().filter(|(_, part)| part.is_sound()) {
        sound.entry(part.report.agency.clone().unwrap_or_else(|| "".into())).or_default().push(place);
    }
    for part in parts.iter_mut() {
        if let Some((writer, doubt)) = taken_over(part, senders)
            && sound.contains_key(&doubt.agency)
            && !sound.contains_key(&writer)
        {
            let rejection = rejection_of(&part.versions, &Sender::Known(writer.clone()), settings);
            part.report.outcome = rejection.map_or(Outcome::Counted, Outcome::Rejected);
            part.report.agency = Some(writer);
            part.report.evidence = Some(super::Evidence::Name);
            part.report.doubts = vec![doubt];
        }
    }
    for place in 0..parts.len() {
        let part = &parts[place];
        let Some(agency) = part.report.agency.clone() else { continue };
        if part.report.outcome != Outcome::Counted || part.is_sound() {
            continue;
        }
        let others = sound.get(&agency).map_or(&[][..], Vec::as_slice);
        let Some(other) = others.iter().find(|other| part.overlaps(&parts[**other])) else { continue };
        let sound = Arc::clone(&parts[*other].report.path);
        let doubted = part.report.doubts.iter().map(|doubt| doubt.agency.clone());
        let mut candidates: Vec<AgencyId> = std::iter::once(agency).chain(doubted).collect();
        candidates.dedup();
        parts[place].reject(Rejection::YieldsTo { candidates, sound });
    }
}

/// Who filled in the form of another body, where its code and the written name are all that speaks: the writer, and the body
/// whose form it was.
fn taken_over(part: &Part, senders: &SenderIndex) -> Option<(AgencyId, SenderDoubt)> {
    let Outcome::Rejected(Rejection::AmbiguousSender(candidates)) = &part.report.outcome else { return None };
    let writer = part.written.clone()?;
    let agency = senders.by_code(&part.versions.first()?.identity)?;
    let are_both =
        candidates.len() == 2 && writer != agency && candidates.contains(&writer) && candidates.contains(&agency);
    are_both.then_some((writer, SenderDoubt { agency, evidence: super::Evidence::Code }))
}

impl Sorted {
    /// Puts together what one body sent.
    fn put_together(&mut self, body: &Body, mut versions: Vec<Version>, own: Vec<Arc<str>>, settings: &Settings) {
        let ages = Ages::sort(&mut versions);
        let merged = merged_rows::merge(&versions, &ages, &settings.indicators);
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
                || is_one_file && !pair.changes.is_empty();
            let sheets = is_one_file.then(|| (older_sheet, newer_sheet));
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
        Some(FieldValue::Text(text)) => text.value().clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Record, RowsSeen};
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
            ledger: Ledger::default(),
            remarks: Vec::new(),
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
}
