//! The consolidated year.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::against_plan::{AgainstPlan, Coverage};
use super::counts::Counts;
use super::senders::{Evidence, SenderDoubt};
use super::told_versions::{ContestedValues, MergedVersions};
use crate::config::{Body, FundingLine, Settings};
use crate::extract::{Identity, Ledger, Note, OtherPeriod, Record, Remark};
use crate::form::TableKind;
use crate::intake::Refusal;
use crate::model::{AgencyId, Date, Decimal, Field, Traced};
use crate::paths::Spellings;
use crate::plan::{Node, Role};

/// How an agency's submission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Submission {
    /// Counted, dated by the deadline.
    OnTime,
    /// Counted, dated after the deadline.
    Late,
    /// Nothing came.
    Missing,
    /// Something came, and none of it could be counted.
    Rejected,
}

impl Submission {
    /// All of them, best first.
    pub const ALL: [Self; 4] = [Self::OnTime, Self::Late, Self::Missing, Self::Rejected];

    /// The word in `data.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Missing => "missing",
            Self::Rejected => "rejected",
        }
    }

    /// The words in the report.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::OnTime => "Đúng hạn",
            Self::Late => "Quá hạn",
            Self::Missing => "Chưa gửi",
            Self::Rejected => "Không sử dụng được",
        }
    }

    /// The words in messages: Vietnamese, English.
    pub fn words(self) -> (&'static str, &'static str) {
        let english = match self {
            Self::OnTime => "on time",
            Self::Late => "late",
            Self::Missing => "missing",
            Self::Rejected => "rejected",
        };
        (self.vietnamese(), english)
    }

    /// Whether its figures are in the totals.
    pub fn is_counted(self) -> bool {
        matches!(self, Self::OnTime | Self::Late)
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileReport {
    /// Path relative to `inputs/<year>/`.
    pub path: Arc<str>,
    /// Who sent it, where that could be told.
    pub agency: Option<AgencyId>,
    /// How that was told.
    pub evidence: Option<Evidence>,
    /// What speaks for other bodies.
    pub doubts: Vec<SenderDoubt>,
    /// What became of it.
    pub outcome: Outcome,
}

/// Whether a file counts, and if not, why.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// All of it counts.
    Counted,
    /// Newer files of the same agency replace it.
    Superseded {
        /// Those files, newest first; never empty.
        replacements: Vec<Replacement>,
        /// Only some of its tables are replaced; the others count.
        partly: bool,
    },
    /// Nothing of it counts.
    Rejected(Rejection),
}

/// A newer file in the place of an older one.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// The newer file.
    pub by: Arc<str>,
    /// The tables of the older one that it replaces.
    pub tables: Vec<TableKind>,
    /// What changed in them.
    pub changes: Vec<Change>,
}

/// Why nothing of a file counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Rejection {
    /// It could not be read.
    Unreadable(Refusal),
    /// No body fits the name, which is given as written.
    UnknownSender(String),
    /// Several bodies fit.
    AmbiguousSender(Vec<AgencyId>),
    /// Who sent it is in doubt, and one of those that may have sent a report that is certainly theirs.
    YieldsTo {
        /// The bodies that may have sent it, the likeliest first.
        candidates: Vec<AgencyId>,
        /// The report that is certainly of the likeliest.
        sound: Arc<str>,
    },
    /// It says that it is about another year.
    WrongYear(Traced<i16>),
    /// It says that it is about another period, such as six months of the year.
    OtherPeriod(OtherPeriod),
    /// The form is not filled in.
    Blank,
    /// It is a backup copy, and the agency sent this other file.
    Backup(Arc<str>),
}

/// What changed in one field between two versions, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row: `CT13`.
    pub row: String,
    /// The field.
    pub field: Field,
    /// Before; empty for nothing.
    pub before: String,
    /// After; empty for nothing.
    pub after: String,
}

/// A remark on a file that counts, with its sender.
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyRemark {
    /// The sender.
    pub agency: AgencyId,
    /// The remark.
    pub remark: Remark,
}

/// Rows of a table that a body's form has and its files lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRows {
    /// The sender.
    pub agency: AgencyId,
    /// The table, of which there are other rows.
    pub table: TableKind,
    /// How many rows are missing.
    pub missing: usize,
    /// How many the form has, without those it computes.
    pub expected: usize,
    /// The missing rows, runs of neighbours together.
    pub ranges: Vec<RowRange>,
}

/// A run of neighbouring rows of a form, by their codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowRange {
    /// The code of the first.
    pub first: String,
    /// The code of the last, of one row the same.
    pub last: String,
    /// How many they are.
    pub rows: usize,
}

/// One body that has to report, and what it sent.
#[derive(Clone, Debug)]
pub struct AgencyReport {
    /// The body, as `agencies.toml` has it.
    pub body: Body,
    /// How its submission stands.
    pub submission: Submission,
    /// What the counted file says about itself (the last part, where there are several).
    pub identity: Identity,
    /// Số, ký hiệu of its report.
    pub symbol: Option<Traced<String>>,
    /// Date of its report.
    pub date: Option<Traced<Date>>,
    /// Every file that came from it, counted or not, relative to `inputs/<year>/`.
    pub files: Vec<Arc<str>>,
    /// The files among them that are counted.
    pub counted_files: Vec<Arc<str>>,
}

/// What one body says about an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The body.
    pub agency: AgencyId,
    /// What counts. Amounts of a line that is a sum are computed from its parts; a ratio's figures are what the body wrote,
    /// which is never added up.
    pub record: Record,
    /// What the body itself wrote in a row whose amounts are computed: checked against the parts.
    pub written: Option<Record>,
}

impl Entry {
    /// The row as the body wrote it; none where only its parts were written.
    pub fn as_written(&self, line: &FundingLine) -> Option<&Record> {
        if line.parts.is_empty() { Some(&self.record) } else { self.written.as_ref() }
    }
}

/// A point, duty or catalogue row with all that agencies say about it.
#[derive(Clone, Debug)]
pub struct ProgressSummary {
    /// The node of the plan.
    pub node: Node,
    /// The bodies that have to report on it: for a task those that the settings name, or else all; for a duty those that
    /// have it.
    pub expected: Vec<AgencyId>,
    /// How many of them reported it in which state.
    pub counts: Counts,
    /// Share of completed among those that owe it, in percent; `None` where nobody does.
    pub completion: Option<Traced<Decimal>>,
    /// Who leads it, what comes of it and by when, as the plan's own table says.
    pub assignment: super::Assignment,
    /// The entries, in the order of the registry.
    pub entries: Vec<Entry>,
}

/// An indicator province-wide.
#[derive(Clone, Debug)]
pub struct IndicatorSummary {
    /// The indicator.
    pub indicator: crate::config::Indicator,
    /// Kế hoạch; for a ratio 100 × Σ planned / Σ planned, unrounded.
    pub planned: Option<Traced<Decimal>>,
    /// Thực hiện; for a ratio 100 × Σ actual / Σ actual, unrounded.
    pub actual: Option<Traced<Decimal>>,
    /// How many bodies gave what; of a ratio, both its parts.
    pub coverage: Coverage,
    /// The bodies that gave both plan and figure; `None` where nobody did.
    pub against_plan: Option<AgainstPlan>,
    /// How many bodies are at which level, where it is answered in words.
    pub levels: Option<super::LevelCounts>,
    /// The entries, in the order of the registry.
    pub entries: Vec<Entry>,
}

/// A funding line province-wide, in triệu đồng.
#[derive(Clone, Debug)]
pub struct FundingSummary {
    /// The line.
    pub line: crate::config::FundingLine,
    /// Dự toán giao.
    pub allocated: Traced<Decimal>,
    /// Đã thực hiện.
    pub spent: Traced<Decimal>,
    /// 100 × spent / allocated over the bodies that gave both, unrounded; `None` where nothing was allocated to them.
    pub ratio: Option<Traced<Decimal>>,
    /// How many bodies gave what.
    pub coverage: Coverage,
    /// The entries, in the order of the registry.
    pub entries: Vec<Entry>,
}

/// A row outside the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideEntry {
    /// The agency.
    pub agency: AgencyId,
    /// The row.
    pub row: crate::extract::OutsideRow,
}

/// What an agency wrote that fills no field.
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyNote {
    /// The agency.
    pub agency: AgencyId,
    /// What it wrote.
    pub note: Note,
}

/// The plan's tree with every agency's entries, totals and completeness. Only checking it makes a year of it that can be
/// printed: `check::CheckedYear`.
#[derive(Clone, Debug)]
pub struct Consolidation {
    /// The plan, the bodies, the indicators and the report's settings.
    pub settings: Arc<Settings>,
    /// The bodies that have to report, in the order of the registry.
    pub agencies: Vec<AgencyReport>,
    /// The place of each body among them.
    pub places: FxHashMap<AgencyId, usize>,
    /// The points of the tasks, in the order of the plan.
    pub tasks: Vec<ProgressSummary>,
    /// The duties.
    pub duties: Vec<ProgressSummary>,
    /// The rows of the catalogue.
    pub catalogue: Vec<ProgressSummary>,
    /// The indicators.
    pub indicators: Vec<IndicatorSummary>,
    /// The funding lines.
    pub funding: Vec<FundingSummary>,
    /// Rows outside the plan, in the order of the registry.
    pub outside: Vec<OutsideEntry>,
    /// What else the agencies wrote in the files that count, in the order of the registry.
    pub notes: Vec<AgencyNote>,
    /// What bodies ask for, by whom they ask it of.
    pub requests: Vec<super::Request>,
    /// An earlier year to compare with, where there is one.
    pub comparison: Option<super::YearComparison>,
    /// What became of each file, in the order of the paths.
    pub files: Vec<FileReport>,
    /// What the reading of the counted files remarked on, in the order of the registry.
    pub remarks: Vec<AgencyRemark>,
    /// Rows of the bodies' forms that are in none of their files, in the order of the registry and the form.
    pub missing_rows: Vec<MissingRows>,
    /// Versions of which each gives a part, in the order of the registry.
    pub merged_versions: Vec<MergedVersions>,
    /// Versions that contradict each other, in the order of the registry.
    pub contested: Vec<ContestedValues>,
    /// The account of the cells of all files that could be read, added up.
    pub ledger: Ledger,
    /// How the disk spells the paths of the files, where that is not how they are shown.
    pub spellings: Spellings,
    /// Answers of the office to who sent a file, for files that are not there.
    pub unused_aliases: Vec<UnusedAlias>,
}

/// A path in `[files]` of `aliases.toml` that names no file of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedAlias {
    /// The path as written.
    pub written: String,
    /// The files whose paths are most like it, the likest first.
    pub nearest: Vec<Arc<str>>,
}

impl IndicatorSummary {
    /// How its figure is made, in a few words: `Số lớn nhất`, `Tỷ lệ đơn vị từ “Mức 2” trở lên`.
    pub fn made_in_words(&self, consolidation: &Consolidation) -> String {
        let indicator = &self.indicator;
        let lead = indicator.lead.as_ref().and_then(|lead| consolidation.agency(lead.as_str()));
        let words = indicator.aggregation.in_words(lead.map(|report| report.body.name.as_str()));
        match indicator.scale.as_ref().zip(self.levels.as_ref()) {
            Some((scale, levels)) => format!("{words} {}", scale.at_least(levels.from)),
            None => words,
        }
    }

    /// The province-wide figure in `field`: Kế hoạch or Thực hiện, or the share of the plan that was reached.
    pub fn total(&self, field: Field) -> Option<&Traced<Decimal>> {
        match field {
            Field::Planned => self.planned.as_ref(),
            Field::Actual => self.actual.as_ref(),
            Field::AgainstPlan => self.against_plan.as_ref()?.share.as_ref(),
            _ => None,
        }
    }
}

impl FundingSummary {
    /// The province-wide amount in `field`: Dự toán giao or Đã thực hiện, or the share that was spent.
    pub fn total(&self, field: Field) -> Option<&Traced<Decimal>> {
        match field {
            Field::Allocated => Some(&self.allocated),
            Field::Spent => Some(&self.spent),
            Field::SpentShare => self.ratio.as_ref(),
            _ => None,
        }
    }
}

impl Consolidation {
    /// The report of the agency with this identifier.
    pub fn agency(&self, id: &str) -> Option<&AgencyReport> {
        self.agencies.get(*self.places.get(id)?)
    }

    /// Points, duties and catalogue rows.
    pub fn progress(&self) -> impl Iterator<Item = &ProgressSummary> {
        self.tasks.iter().chain(&self.duties).chain(&self.catalogue)
    }

    /// The items of the tasks with their points.
    pub fn task_groups(&self) -> Vec<(&Node, &[ProgressSummary])> {
        // Points stand in the order of the plan, so each item takes the next ones.
        let mut rest = self.tasks.as_slice();
        let items = self.settings.plan.items(Role::Tasks);
        items
            .map(|item| {
                let size = item.walk().filter(|node| node.is_reported_on()).count().min(rest.len());
                let (own, later) = rest.split_at(size);
                rest = later;
                (item, own)
            })
            .collect()
    }

    /// Everything that bodies say in rows of the form: points, duties and catalogue rows, then indicators, then funding.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let indicators = self.indicators.iter().flat_map(|summary| &summary.entries);
        let funding = self.funding.iter().flat_map(|summary| &summary.entries);
        self.progress().flat_map(|summary| &summary.entries).chain(indicators).chain(funding)
    }

    /// The place of a body in the order of the registry.
    pub fn place(&self, id: &AgencyId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The entry of one body among entries in the order of the registry.
    pub fn entry_of<'a>(&self, entries: &'a [Entry], agency: &AgencyId) -> Option<&'a Entry> {
        let wanted = self.place(agency)?;
        let found = entries.binary_search_by_key(&Some(wanted), |entry| self.place(&entry.agency)).ok()?;
        entries.get(found)
    }
}
