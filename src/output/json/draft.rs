//! Two `data.json` of one year, one built after the other: which bodies came or went, and which figures differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::SCHEMA;
use crate::merge::Submission;
use crate::model::{Decimal, Field, Status};
use crate::vietnamese::format_decimal;

/// The tables of figures: amounts and figures first, as they are read first.
const TABLES: [&str; 5] = ["indicators", "funding", "tasks", "duties", "catalogue"];

/// A build's data as far as a later build is compared with them.
#[derive(Clone, Debug)]
pub struct Draft {
    bodies: Vec<Body>,
    figures: BTreeMap<FigurePlace, String>,
    /// The files of which something counts.
    counted_files: BTreeSet<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Body {
    id: String,
    name: String,
    submission: Submission,
}

/// Where a figure stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigurePlace {
    /// The body that it is of; none for that of the whole, which go first.
    pub agency: Option<String>,
    /// Place of the table among the five.
    table: usize,
    /// The item: `CT05`.
    pub item: String,
    /// Which figure of it.
    pub figure: Figure,
}

/// Which figure of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// What stands in a field.
    Field(Field),
    /// How many bodies reported this state, or none.
    Count(Option<Status>),
}

/// How a body stands in two builds; nothing where it is in one of them only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyChange {
    /// Its name and its submission before.
    pub before: Option<(String, Submission)>,
    /// The same after.
    pub after: Option<(String, Submission)>,
}

/// A figure that differs, as printed; nothing where one build does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Where it stands.
    pub place: FigurePlace,
    /// Before.
    pub before: Option<String>,
    /// After.
    pub after: Option<String>,
}

/// What a later build has otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftChanges {
    /// Bodies that came or went, are called otherwise, or whose submissions stand otherwise.
    pub bodies: Vec<BodyChange>,
    /// Figures that differ: those of the whole, then those of the bodies.
    pub figures: Vec<FigureChange>,
}

impl DraftChanges {
    /// Whether both builds say the same.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty() && self.figures.is_empty()
    }
}

#[derive(Deserialize)]
struct Data {
    schema: String,
    year: i16,
    agencies: Vec<Body>,
    tasks: Vec<Row>,
    duties: Vec<Row>,
    catalogue: Vec<Row>,
    indicators: Vec<Row>,
    funding: Vec<Row>,
    #[serde(default)]
    outside_plan: Vec<OutsideRow>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    counts: Option<Counts>,
    #[serde(flatten)]
    figures: Figures,
    #[serde(default)]
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    agency: String,
    #[serde(flatten)]
    figures: Figures,
    source: Option<Source>,
    #[serde(default)]
    sources: BTreeMap<String, Source>,
}

#[derive(Deserialize)]
struct OutsideRow {
    source: Option<Source>,
}

#[derive(Deserialize)]
struct Source {
    file: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Figures {
    status: Option<Status>,
    percent: Option<Decimal>,
    planned: Option<Decimal>,
    actual: Option<Decimal>,
    allocated: Option<Decimal>,
    spent: Option<Decimal>,
}

#[derive(Deserialize)]
struct Counts {
    completed: usize,
    in_progress: usize,
    not_started: usize,
    not_applicable: usize,
    no_report: usize,
}

/// Reads the data of an earlier build of `year`; nothing where they are damaged, of another version or of another year:
/// they cost one comparison.
pub fn read_draft(json: &[u8], year: i16) -> Option<Draft> {
    let data: Data =
        serde_json::from_slice(json).ok().filter(|data: &Data| data.schema == SCHEMA && data.year == year)?;
    let (mut figures, mut counted_files) = (BTreeMap::new(), BTreeSet::new());
    let tables = [data.indicators, data.funding, data.tasks, data.duties, data.catalogue];
    for (table, rows) in tables.into_iter().enumerate() {
        for row in rows {
            let place = |agency: Option<&str>, figure| FigurePlace {
                agency: agency.map(str::to_owned),
                table,
                item: row.id.clone(),
                figure,
            };
            let counts = row.counts.iter().flat_map(Counts::by_state);
            figures.extend(counts.map(|(state, count)| (place(None, Figure::Count(state)), count.to_string())));
            figures.extend(row.figures.printed().map(|(field, text)| (place(None, Figure::Field(field)), text)));
            for entry in row.entries {
                let of_body = |(field, text)| (place(Some(&entry.agency), Figure::Field(field)), text);
                figures.extend(entry.figures.printed().map(of_body));
                let sources = entry.source.into_iter().chain(entry.sources.into_values());
                counted_files.extend(sources.map(|source| source.file));
            }
        }
    }
    counted_files.extend(data.outside_plan.into_iter().filter_map(|row| Some(row.source?.file)));
    Some(Draft { bodies: data.agencies, figures, counted_files })
}

impl Figures {
    fn printed(&self) -> impl Iterator<Item = (Field, String)> {
        let state = self.status.map(|state| (Field::Status, state.vietnamese().to_owned()));
        let numbers = [
            (Field::Percent, self.percent),
            (Field::Planned, self.planned),
            (Field::Actual, self.actual),
            (Field::Allocated, self.allocated),
            (Field::Spent, self.spent),
        ];
        let printed = numbers.map(|(field, value)| value.map(|value| (field, format_decimal(value.normalize()))));
        state.into_iter().chain(printed.into_iter().flatten())
    }
}

impl Counts {
    fn by_state(&self) -> [(Option<Status>, usize); 5] {
        [
            (Some(Status::Completed), self.completed),
            (Some(Status::InProgress), self.in_progress),
            (Some(Status::NotStarted), self.not_started),
            (Some(Status::NotApplicable), self.not_applicable),
            (None, self.no_report),
        ]
    }
}

impl FigurePlace {
    /// Whether both figures stand in one row: of the same item and the same body.
    pub fn is_of_row(&self, other: &Self) -> bool {
        (&self.agency, self.table, &self.item) == (&other.agency, other.table, &other.item)
    }

    /// The key of the table in `data.json`.
    pub fn table(&self) -> &'static str {
        TABLES[self.table]
    }
}

impl Draft {
    /// Whether something of the file counts.
    pub fn counts_file(&self, path: &str) -> bool {
        self.counted_files.contains(path)
    }

    /// What `later` has otherwise.
    pub fn changes_to(&self, later: &Self) -> DraftChanges {
        let names = |draft: &Self| -> BTreeMap<String, (String, Submission)> {
            draft.bodies.iter().map(|body| (body.id.clone(), (body.name.clone(), body.submission))).collect()
        };
        let (old, new) = (names(self), names(later));
        // In the order of the registry: that of the later build, and those that went.
        let gone = self.bodies.iter().filter(|body| !new.contains_key(&body.id));
        let bodies = later.bodies.iter().chain(gone).filter_map(|body| {
            let (before, after) = (old.get(&body.id).cloned(), new.get(&body.id).cloned());
            (before != after).then_some(BodyChange { before, after })
        });
        let places: BTreeSet<&FigurePlace> = self.figures.keys().chain(later.figures.keys()).collect();
        let figures = places.into_iter().filter_map(|place| {
            let (before, after) = (self.figures.get(place), later.figures.get(place));
            (before != after).then(|| FigureChange {
                place: place.clone(),
                before: before.cloned(),
                after: after.cloned(),
            })
        });
        DraftChanges { bodies: bodies.collect(), figures: figures.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(agencies: &str, indicators: &str) -> Draft {
        let json = format!(
            r#"{{"schema":"{SCHEMA}","year":2026,"agencies":[{agencies}],"tasks":[],"duties":[],"catalogue":[],
                "indicators":[{indicators}],"funding":[]}}"#
        );
        read_draft(json.as_bytes(), 2026).expect("a draft")
    }

    #[test]
    fn bodies_and_figures_are_compared_by_what_they_are() {
        let before = draft(
            r#"{"id":"x","name":"X","submission":"on_time"},{"id":"y","name":"Y","submission":"late"}"#,
            r#"{"id":"CT05","planned":null,"actual":1000.50,"entries":[{"agency":"x","planned":null,"actual":1000.5,
                "source":{"file":"x.xlsx","sheet":"","cell":"A1"}}]}"#,
        );
        let after = draft(
            r#"{"id":"z","name":"Z","submission":"missing"},{"id":"x","name":"X","submission":"rejected"}"#,
            r#"{"id":"CT05","planned":3,"actual":1000.5,"entries":[]}"#,
        );
        assert!(before.counts_file("x.xlsx") && !after.counts_file("x.xlsx"));
        assert!(before.changes_to(&before).is_empty());
        let changes = before.changes_to(&after);
        let body = |name: &str, submission| Some((name.to_owned(), submission));
        assert_eq!(
            changes.bodies,
            [
                BodyChange { before: None, after: body("Z", Submission::Missing) },
                BodyChange { before: body("X", Submission::OnTime), after: body("X", Submission::Rejected) },
                BodyChange { before: body("Y", Submission::Late), after: None },
            ]
        );
        let figures: Vec<_> = changes
            .figures
            .iter()
            .map(|change| {
                (change.place.agency.as_deref(), change.place.figure, change.before.as_deref(), change.after.as_deref())
            })
            .collect();
        assert_eq!(
            figures,
            [
                (None, Figure::Field(Field::Planned), None, Some("3")),
                (Some("x"), Figure::Field(Field::Actual), Some("1.000,5"), None),
            ]
        );
        assert!(read_draft(b"{}", 2026).is_none());
    }
}
