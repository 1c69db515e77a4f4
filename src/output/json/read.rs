//! An earlier year's `data.json`, as far as a later year is compared with it.

use std::sync::Arc;

use serde::Deserialize;

use super::is_read;
use crate::merge::{self, EarlierFunding, EarlierIndicator, EarlierYear, Pair};
use crate::model::{AgencyId, Decimal, Field, IndicatorId, PlanId, Traced};

#[derive(Deserialize)]
struct Data {
    schema: String,
    plan: String,
    year: i16,
    agencies: Vec<Agency>,
    tasks: Vec<Progress>,
    duties: Vec<Progress>,
    catalogue: Vec<Progress>,
    indicators: Vec<Indicator>,
    funding: Vec<Funding>,
}

#[derive(Deserialize)]
struct Agency {
    id: AgencyId,
}

#[derive(Deserialize)]
struct Progress {
    id: PlanId,
    counts: Counts,
}

#[derive(Deserialize)]
struct Counts {
    completed: usize,
    in_progress: usize,
    not_started: usize,
    not_applicable: usize,
    no_report: usize,
}

#[derive(Deserialize)]
struct Indicator {
    id: IndicatorId,
    unit: String,
    #[serde(default)]
    aggregation: String,
    #[serde(default)]
    levels: Option<Levels>,
    #[serde(default)]
    history: Vec<Past>,
    planned: Option<Decimal>,
    actual: Option<Decimal>,
    entries: Vec<Figures>,
}

#[derive(Deserialize)]
struct Past {
    year: i16,
    actual: Decimal,
}

#[derive(Deserialize)]
struct Levels {
    counted_from: String,
}

#[derive(Deserialize)]
struct Figures {
    agency: AgencyId,
    planned: Option<Decimal>,
    actual: Option<Decimal>,
}

#[derive(Deserialize)]
struct Funding {
    id: PlanId,
    allocated: Option<Decimal>,
    spent: Option<Decimal>,
    entries: Vec<Amounts>,
}

#[derive(Deserialize)]
struct Amounts {
    agency: AgencyId,
    allocated: Option<Decimal>,
    spent: Option<Decimal>,
}

/// Reads the data of an earlier year, which lie at `source` in the workspace. The error says what is wrong with them.
pub fn read_data(json: &[u8], source: &str) -> Result<EarlierYear, String> {
    let data: Data = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    if !is_read(&data.schema) {
        return Err(format!("schema {}", data.schema));
    }
    let mut year = EarlierYear { year: data.year, source: source.into(), plan: data.plan, ..EarlierYear::default() };
    year.agencies = data.agencies.into_iter().map(|agency| agency.id).collect();
    let place = Place { year: data.year, source: Arc::clone(&year.source) };
    for (table, list) in [("tasks", data.tasks), ("duties", data.duties), ("catalogue", data.catalogue)] {
        year.progress.extend(list.into_iter().map(|row| place.progress(table, row)));
    }
    year.indicators = data.indicators.into_iter().map(|row| place.indicator(row)).collect();
    year.funding = data.funding.into_iter().map(|row| place.funding(row)).collect();
    Ok(year)
}

/// Makes figures that know where they stand.
struct Place {
    year: i16,
    source: Arc<str>,
}

impl Place {
    fn traced<T>(&self, value: T, place: String) -> Traced<T> {
        let source = Arc::clone(&self.source);
        Traced::earlier(value, crate::model::EarlierFigure { year: self.year, source, place })
    }

    fn pair(&self, row: &str, names: [&str; 2], values: [Option<Decimal>; 2]) -> Pair {
        let [planned, actual] = [0, 1].map(|index| {
            let value: Option<Decimal> = values[index];
            value.map(|value| self.traced(value, format!("{row}: {}", names[index])))
        });
        Pair { planned, actual }
    }

    fn progress(&self, table: &str, row: Progress) -> (PlanId, merge::Counts) {
        let count = |name: &str, value| self.traced(value, format!("{table} {}: counts: {name}", row.id));
        let counts = &row.counts;
        let by_status = [
            count("completed", counts.completed),
            count("in_progress", counts.in_progress),
            count("not_started", counts.not_started),
            count("not_applicable", counts.not_applicable),
        ];
        let no_report = count("no_report", counts.no_report);
        (row.id, merge::Counts { by_status, no_report })
    }

    fn indicator(&self, row: Indicator) -> (IndicatorId, EarlierIndicator) {
        const NAMES: [&str; 2] = [Field::Planned.key(), Field::Actual.key()];
        let own = format!("indicators {}", row.id);
        let total = self.pair(&own, NAMES, [row.planned, row.actual]);
        let of_agency = |entry: Figures| {
            let pair = self.pair(&format!("{own}: entries {}", entry.agency), NAMES, [entry.planned, entry.actual]);
            (entry.agency, pair)
        };
        let by_agency = row.entries.into_iter().map(of_agency).collect();
        let past = |past: Past| (past.year, self.traced(past.actual, format!("{own}: history {}", past.year)));
        let history = row.history.into_iter().map(past).collect();
        (
            row.id,
            EarlierIndicator {
                unit: row.unit,
                aggregation: row.aggregation,
                counted_from: row.levels.map(|levels| levels.counted_from).unwrap_or_default(),
                history,
                total,
                by_agency,
            },
        )
    }

    fn funding(&self, row: Funding) -> (PlanId, EarlierFunding) {
        const NAMES: [&str; 2] = [Field::Allocated.key(), Field::Spent.key()];
        let own = format!("funding {}", row.id);
        let total = self.pair(&own, NAMES, [row.allocated, row.spent]);
        let of_agency = |entry: Amounts| {
            let pair = self.pair(&format!("{own}: entries {}", entry.agency), NAMES, [entry.allocated, entry.spent]);
            (entry.agency, pair)
        };
        let by_agency = row.entries.into_iter().map(of_agency).collect();
        (row.id, EarlierFunding { total, by_agency })
    }
}
