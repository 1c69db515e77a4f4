//! What changed from one check to the next, in sentences.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{FindingMark, LastCheck};
use crate::check::{CheckedYear, find_rules};
use crate::merge::{AgencyReport, FileReport, Outcome, Replacement, Submission};
use crate::model::{AgencyId, Bilingual, Severity};
use crate::vietnamese::lower_first;

/// Rules that only repeat how a submission stands, which has its own sentence.
const ABOUT_SUBMISSION: [&str; 2] = ["missing", "late"];

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A file came.
    FileNew,
    /// A file has other content than before.
    FileChanged,
    /// A file is gone.
    FileGone,
    /// The submission of a body stands otherwise though none of its files changed: the settings did.
    Body,
    /// New findings in files that did not change.
    FindingsNew,
    /// Findings that are no longer there.
    FindingsGone,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its kind.
    pub kind: ChangeKind,
    /// The file concerned, relative to `inputs/<year>/`; empty where it is no one file.
    pub file: String,
    /// What it means.
    pub text: Bilingual,
}

/// What changed from `before` to `now`, which is the memory of `checked`: files first, then bodies, then findings.
pub fn changes(before: &LastCheck, now: &LastCheck, checked: &CheckedYear) -> Vec<Change> {
    let comparison = Comparison::new(before, now, checked);
    let mut changes = comparison.files();
    let touched = comparison.touched_bodies();
    changes.extend(comparison.bodies(&touched));
    changes.extend(comparison.findings());
    changes
}

struct Comparison<'a> {
    before: &'a LastCheck,
    now: &'a LastCheck,
    checked: &'a CheckedYear,
    /// By newer file, the first that it replaces.
    older: FxHashMap<&'a str, &'a str>,
    /// By file, how many errors and warnings there are about it.
    counts: FxHashMap<&'a str, [usize; 2]>,
}

impl<'a> Comparison<'a> {
    fn new(before: &'a LastCheck, now: &'a LastCheck, checked: &'a CheckedYear) -> Self {
        let mut older = FxHashMap::default();
        for file in &checked.consolidation().files {
            if let Outcome::Superseded { replacements, .. } = &file.outcome {
                replacements.iter().for_each(|newer| {
                    older.entry(&*newer.by).or_insert(&*file.path);
                });
            }
        }
        let mut counts: FxHashMap<&str, [usize; 2]> = FxHashMap::default();
        for finding in checked.findings() {
            let [errors, warnings] = counts.entry(&finding.file).or_default();
            match finding.rule.severity {
                Severity::Error => *errors += 1,
                Severity::Warning => *warnings += 1,
                Severity::Info => {}
            }
        }
        Self { before, now, checked, older, counts }
    }

    fn is_new(&self, path: &str) -> bool {
        !self.before.files.contains_key(path)
    }

    fn is_changed(&self, path: &str) -> bool {
        let stamp = |last_check: &LastCheck| last_check.files.get(path).map(|mark| (mark.size, mark.modified));
        !self.is_new(path) && stamp(self.before) != stamp(self.now)
    }

    fn files(&self) -> Vec<Change> {
        let present = self.checked.consolidation().files.iter().filter_map(|file| {
            let kind = match (self.is_new(&file.path), self.is_changed(&file.path)) {
                (true, _) => ChangeKind::FileNew,
                (_, true) => ChangeKind::FileChanged,
                _ => return None,
            };
            Some(Change { kind, file: file.path.to_string(), text: self.meaning(file, kind) })
        });
        let gone = self.before.files.iter().filter(|(path, _)| !self.now.files.contains_key(*path));
        let gone = gone.map(|(path, mark)| Change {
            kind: ChangeKind::FileGone,
            file: path.clone(),
            text: self.loss(mark.agency.as_ref()),
        });
        present.chain(gone).collect()
    }

    /// What it means that a file came or changed.
    fn meaning(&self, file: &FileReport, kind: ChangeKind) -> Bilingual {
        let report = file.agency.as_ref().and_then(|id| self.checked.consolidation().agency(id.as_str()));
        let text = match (&file.outcome, report) {
            (Outcome::Rejected(_), _) => self.rejected(file, report),
            (Outcome::Superseded { replacements, partly }, Some(report)) => {
                superseded(report, &names_of(replacements), *partly)
            }
            (Outcome::Counted, Some(report)) => self.counted(file, report, kind),
            (_, None) => Bilingual::new("chưa rõ đơn vị gửi", "of an unknown sender"),
        };
        self.with_findings(text, &file.path)
    }

    fn counted(&self, file: &FileReport, report: &AgencyReport, kind: ChangeKind) -> Bilingual {
        let name = &report.body.name;
        let (vi, en) = report.submission.words();
        let state = (vi.to_lowercase(), en);
        let older = self.older.get(&*file.path);
        match (self.before.bodies.get(&report.body.id), older) {
            (None | Some(Submission::Missing), _) => Bilingual::new(
                format!("{name} đã gửi báo cáo ({})", state.0),
                format!("{name} has reported ({})", state.1),
            ),
            (Some(Submission::Rejected), _) => Bilingual::new(
                format!("{name} đã gửi lại báo cáo, nay sử dụng được ({})", state.0),
                format!("{name} has reported again, and it can be used now ({})", state.1),
            ),
            (Some(_), Some(older)) => Bilingual::new(
                format!("{name} gửi bản mới, thay cho {older}"),
                format!("a newer version of {name}, which replaces {older}"),
            ),
            (Some(_), None) if kind == ChangeKind::FileNew => {
                Bilingual::new(format!("{name} gửi bổ sung"), format!("{name} has added to its report"))
            }
            (Some(_), None) => {
                Bilingual::new(format!("{name} đã sửa tệp này"), format!("{name} has changed this file"))
            }
        }
    }

    fn rejected(&self, file: &FileReport, report: Option<&AgencyReport>) -> Bilingual {
        let reason = self.checked.rejection_reason(&file.path).map(|finding| finding.rule);
        let reason_vi =
            reason.map_or_else(String::new, |rule| format!(" ({}, {})", rule.code, lower_first(rule.title.0)));
        let reason_en =
            reason.map_or_else(String::new, |rule| format!(" ({}, {})", rule.code, lower_first(rule.title.1)));
        match report.map(|report| &report.body.name) {
            Some(name) => Bilingual::new(
                format!("tệp của {name} không sử dụng được{reason_vi}"),
                format!("the file of {name} cannot be used{reason_en}"),
            ),
            None => Bilingual::new(format!("không sử dụng được{reason_vi}"), format!("cannot be used{reason_en}")),
        }
    }

    /// The meaning of a file with how many findings it has.
    fn with_findings(&self, text: Bilingual, path: &str) -> Bilingual {
        let [errors, warnings] = self.counts.get(path).copied().unwrap_or_default();
        let listed = |counts: [(usize, &str); 2]| {
            counts
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, word)| format!("{count} {word}"))
                .collect::<Vec<_>>()
        };
        let (vi, en) =
            (listed([(errors, "lỗi"), (warnings, "cảnh báo")]), listed([(errors, "errors"), (warnings, "warnings")]));
        if vi.is_empty() {
            return text;
        }
        Bilingual::new(format!("{}; {}", text.vi, vi.join(", ")), format!("{}; {}", text.en, en.join(", ")))
    }

    /// What it means that a file is gone.
    fn loss(&self, agency: Option<&AgencyId>) -> Bilingual {
        let gone = ("không còn trong thư mục", "no longer in the folder");
        let report = agency.and_then(|id| self.checked.consolidation().agency(id.as_str()));
        match report {
            Some(report) if self.before.bodies.get(&report.body.id) != Some(&report.submission) => {
                let (vi, en) = report.submission.words();
                Bilingual::new(
                    format!("{}; {} nay là: {}", gone.0, report.body.name, vi.to_lowercase()),
                    format!("{}; {} is now {en}", gone.1, report.body.name),
                )
            }
            Some(report) => Bilingual::new(
                format!("{} ({})", gone.0, report.body.name),
                format!("{} ({})", gone.1, report.body.name),
            ),
            None => Bilingual::new(gone.0, gone.1),
        }
    }

    /// The bodies of which a file came, changed or went.
    fn touched_bodies(&self) -> BTreeSet<&AgencyId> {
        let present = self.now.files.iter().filter(|(path, _)| self.is_new(path) || self.is_changed(path));
        let gone = self.before.files.iter().filter(|(path, _)| !self.now.files.contains_key(*path));
        present.chain(gone).filter_map(|(_, mark)| mark.agency.as_ref()).collect()
    }

    fn bodies(&self, touched: &BTreeSet<&AgencyId>) -> Vec<Change> {
        let changed = |report: &&AgencyReport| {
            let id = &report.body.id;
            !touched.contains(id) && self.before.bodies.get(id).is_some_and(|before| *before != report.submission)
        };
        let sentence = |report: &AgencyReport| {
            let name = &report.body.name;
            let before = self.before.bodies[&report.body.id].words();
            let now = report.submission.words();
            Bilingual::new(
                format!("{name}: {} → {}", before.0.to_lowercase(), now.0.to_lowercase()),
                format!("{name}: {} → {}", before.1, now.1),
            )
        };
        let changes = self.checked.consolidation().agencies.iter().filter(changed);
        changes.map(|report| Change { kind: ChangeKind::Body, file: String::new(), text: sentence(report) }).collect()
    }

    /// Findings that came or went in files that were there before and still are; the others have their sentence.
    fn findings(&self) -> Vec<Change> {
        let new = self.now.findings.difference(&self.before.findings);
        let new = new.filter(|mark| !self.is_new(&mark.file) || mark.file.is_empty());
        let gone = self.before.findings.difference(&self.now.findings);
        let gone = gone.filter(|mark| self.now.files.contains_key(&mark.file) || mark.file.is_empty());
        let mut changes = self.findings_by_rule(new, ChangeKind::FindingsNew, ("vấn đề mới", "new"));
        changes.extend(self.findings_by_rule(gone, ChangeKind::FindingsGone, ("đã hết vấn đề", "no longer found")));
        changes
    }

    fn findings_by_rule<'m>(
        &self,
        marks: impl Iterator<Item = &'m FindingMark>,
        kind: ChangeKind,
        what: (&str, &str),
    ) -> Vec<Change> {
        let mut counts: BTreeMap<(&str, Option<&AgencyId>, &str), usize> = BTreeMap::new();
        for mark in marks {
            *counts.entry((&mark.code, mark.agency.as_ref(), &mark.file)).or_default() += 1;
        }
        let sentences = counts.into_iter().filter_map(|((code, agency, file), count)| {
            let rule = *find_rules(code).first()?;
            if ABOUT_SUBMISSION.contains(&rule.kind) {
                return None;
            }
            let report = agency.and_then(|id| self.checked.consolidation().agency(id.as_str()));
            let name = report.map_or(String::new(), |report| format!("{}: ", report.body.name));
            let text = Bilingual::new(
                format!("{name}{} {code} {} ({count})", what.0, lower_first(rule.title.0)),
                format!("{name}{} {code} {} ({count})", what.1, lower_first(rule.title.1)),
            );
            Some(Change { kind, file: file.to_owned(), text })
        });
        sentences.collect()
    }
}

/// The newer files, by name.
fn names_of(replacements: &[Replacement]) -> String {
    replacements.iter().map(|newer| &*newer.by).collect::<Vec<_>>().join(", ")
}

fn superseded(report: &AgencyReport, by: &str, partly: bool) -> Bilingual {
    let name = &report.body.name;
    if partly {
        Bilingual::new(
            format!("{name}: một phần đã được thay bằng {by}"),
            format!("of {name}; partly replaced by {by}"),
        )
    } else {
        Bilingual::new(
            format!("bản cũ của {name}, không tính vì đã có {by}"),
            format!("an older version of {name}, not counted beside {by}"),
        )
    }
}
