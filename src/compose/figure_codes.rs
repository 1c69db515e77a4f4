//! What figures are called: the code by which each is found again, in the workbook and with `tonghop trace`.
//!
//! A figure is known by its origin. What is before `:` or `@` of a code is the code of an item and one of its fields.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::form::Subject;
use crate::merge::{Consolidation, Counts, Coverage, Entry, ProgressSummary};
use crate::model::{Decimal, Field, FigureCode, Origin, Status, Traced};
use crate::trace::{Item, items};

/// The codes of a year's figures, by their origins.
#[derive(Default)]
pub(super) struct FigureCodes<'a> {
    by_origin: FxHashMap<u64, Vec<(Origin, Code<'a>)>>,
}

/// A code in its parts.
#[derive(Clone, Copy)]
struct Code<'a> {
    of: FigureCode<'a>,
    /// Which of several figures that the field has of the item.
    part: Option<&'static str>,
    /// The body whose figure it is.
    body: Option<&'a str>,
}

/// What stands behind the colon of a count, by its state.
const STATES: [(Status, &str); 4] = [
    (Status::Completed, "HT"),
    (Status::InProgress, "DTH"),
    (Status::NotStarted, "CTH"),
    (Status::NotApplicable, "KTN"),
];
/// Of those that said nothing, of those that owe a point, of those that report on it.
const SILENT: &str = "CBC";
const OWING: &str = "NV";
const REPORTED: &str = "BC";
/// Of those that owe a point and have not completed it, as far as is known.
const REMAINING: &str = "CHT";
/// Of the bodies alone that gave both plan and figure.
const OF_BOTH: &str = "SS";
/// The number of the bodies that gave a figure.
const BODIES: &str = "SDV";

impl<'a> FigureCodes<'a> {
    /// The codes of all figures that have one.
    pub(super) fn of(consolidation: &'a Consolidation) -> Self {
        let mut codes = Self::default();
        for item in items(consolidation) {
            match item {
                Item::Progress(summary) => {
                    codes.counts(item.id(), &summary.counts);
                    codes.entries(item.id(), &summary.entries);
                }
                Item::Group(..) => {}
                Item::Indicator(summary) => {
                    for field in Subject::Indicator.figures() {
                        codes.figure(item.id(), field, None, summary.total(field));
                    }
                    codes.figure(item.id(), Field::AgainstPlan, None, summary.total(Field::AgainstPlan));
                    if let Some(both) = &summary.against_plan {
                        codes.figure(item.id(), Field::Planned, Some(OF_BOTH), Some(&both.planned));
                        codes.figure(item.id(), Field::Actual, Some(OF_BOTH), Some(&both.actual));
                    }
                    codes.coverage(item.id(), [Field::Planned, Field::Actual, Field::AgainstPlan], &summary.coverage);
                    codes.entries(item.id(), &summary.entries);
                }
                Item::Funding(summary) => {
                    for field in [Field::Allocated, Field::Spent, Field::SpentShare] {
                        codes.figure(item.id(), field, None, summary.total(field));
                    }
                    codes.coverage(item.id(), [Field::Allocated, Field::Spent, Field::SpentShare], &summary.coverage);
                    codes.entries(item.id(), &summary.entries);
                }
            }
        }
        // A heading with one point has that point's figures, which are known by the point.
        for item in items(consolidation) {
            if let Some(points) = item.points() {
                let total = Counts::total(points.iter().map(|point: &ProgressSummary| &point.counts));
                codes.counts(item.id(), &total);
            }
        }
        codes
    }

    /// The code of the figure of this origin; `None` where it has none.
    pub(super) fn code(&self, origin: &Origin) -> Option<String> {
        let known = self.by_origin.get(&fingerprint(origin))?;
        let (_, code) = known.iter().find(|(known, _)| known == origin)?;
        let mut text = code.of.to_string();
        if let Some(part) = code.part {
            text.push(':');
            text.push_str(part);
        }
        if let Some(body) = code.body {
            text.push('@');
            text.push_str(body);
        }
        Some(text)
    }

    /// How the bodies stand over a point or several.
    fn counts(&mut self, id: &'a str, counts: &Counts) {
        for (status, part) in STATES {
            self.figure(id, Field::Status, Some(part), Some(counts.bodies(status)));
        }
        self.figure(id, Field::Status, Some(SILENT), Some(&counts.no_report));
        self.figure(id, Field::Status, Some(OWING), Some(&counts.owing()));
        self.figure(id, Field::Status, Some(REPORTED), Some(&counts.reported()));
        self.figure(id, Field::Status, Some(REMAINING), Some(&counts.remaining()));
        self.figure(id, Field::Percent, None, counts.completion().as_ref());
        self.figure(id, Field::Percent, Some(REPORTED), counts.completion_of_reported().as_ref());
    }

    /// How many bodies gave what was planned, what was done, and both.
    fn coverage(&mut self, id: &'a str, [planned, actual, both]: [Field; 3], coverage: &Coverage) {
        self.figure(id, planned, Some(BODIES), Some(&coverage.planned));
        self.figure(id, actual, Some(BODIES), Some(&coverage.actual));
        self.figure(id, both, Some(BODIES), Some(&coverage.both));
    }

    /// The figures of the bodies.
    fn entries(&mut self, id: &'a str, entries: &'a [Entry]) {
        for entry in entries {
            for (field, value) in entry.record.values() {
                if let Some(number) = value.as_number() {
                    let code = Code { of: FigureCode::new(id, field), part: None, body: Some(entry.agency.as_str()) };
                    self.add(number.origin(), code);
                }
            }
        }
    }

    fn figure<N: Into<Decimal>>(
        &mut self,
        id: &'a str,
        field: Field,
        part: Option<&'static str>,
        value: Option<&Traced<N>>,
    ) {
        if let Some(value) = value {
            self.add(value.origin(), Code { of: FigureCode::new(id, field), part, body: None });
        }
    }

    /// The first to name an origin says what it is.
    fn add(&mut self, origin: &Origin, code: Code<'a>) {
        let known = self.by_origin.entry(fingerprint(origin)).or_default();
        if known.iter().all(|(known, _)| known != origin) {
            known.push((origin.clone(), code));
        }
    }
}

/// A number that equal origins share.
fn fingerprint(origin: &Origin) -> u64 {
    let mut hasher = FxHasher::default();
    hash(origin, &mut hasher);
    hasher.finish()
}

fn hash(origin: &Origin, hasher: &mut FxHasher) {
    match origin {
        Origin::Cell(cell) => cell.hash(hasher),
        Origin::Derived(derivation) => {
            // What was done is told apart by comparing.
            derivation.inputs.len().hash(hasher);
            derivation.inputs.iter().for_each(|input| hash(input, hasher));
        }
        Origin::Setting(key) | Origin::File(key) => key.hash(hasher),
        Origin::Earlier(figure) => (figure.year, &figure.source, &figure.place).hash(hasher),
    }
}
