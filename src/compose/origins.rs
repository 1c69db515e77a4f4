//! Every figure that is printed comes out anew from its origin.

use serde_json::Value;

use super::numbers::watch::printed_by;
use super::*;
use crate::merge::{Counts, EarlierFunding, EarlierIndicator, EarlierYear, Pair};
use crate::model::{AgencyId, Decimal, Status, Traced};
use crate::trace::Recomputation;

/// Finds each figure equal to what its origin gives, and at least `least` of them.
pub(crate) fn assert_they_come_out(figures: &[Traced<Decimal>], consolidation: &Consolidation, least: usize) {
    assert!(figures.len() >= least, "only {} figures", figures.len());
    let anew = Recomputation::of(consolidation);
    for figure in figures {
        assert_eq!(anew.value(figure.origin()), Some(*figure.value()), "{:?}", figure.origin());
    }
}

/// Finds each figure equal to what its origin gives, percentages as they are printed, in two decimals.
pub(crate) fn assert_they_come_out_as_printed(figures: &[Traced<Decimal>], consolidation: &Consolidation) {
    let anew = Recomputation::of(consolidation);
    for figure in figures {
        let value = anew.value(figure.origin()).unwrap_or_else(|| panic!("{:?}", figure.origin()));
        assert!((value - figure.value()).abs() <= Decimal::new(1, 2), "{value} {figure:?}");
    }
}

/// The numbers in `value`, but for the years, which are no figures.
pub(crate) fn numbers_in(value: &Value, found: &mut Vec<Decimal>) {
    match value {
        Value::Number(number) => found.push(number.to_string().parse().expect("a number")),
        Value::Array(items) => items.iter().for_each(|item| numbers_in(item, found)),
        Value::Object(fields) => {
            let figures = fields.iter().filter(|(name, _)| !["year", "next_year"].contains(&name.as_str()));
            figures.for_each(|(_, item)| numbers_in(item, found));
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[test]
fn the_counts_that_templates_get() {
    let consolidation = fixture::year_2026(|_| {});
    let lookup = Lookup::new(&consolidation);
    for edition in &consolidation.settings.report.editions {
        let (facts, in_words) = printed_by(|| Facts::new(&lookup, edition, None));
        assert_they_come_out(&in_words, &consolidation, 200);
        let (value, counts) = printed_by(|| serde_json::to_value(&facts).expect("facts"));
        assert_they_come_out(&counts, &consolidation, 300);
        // Nothing else that a template gets is a number.
        let mut numbers = Vec::new();
        numbers_in(&value, &mut numbers);
        numbers.sort();
        let mut counts: Vec<Decimal> = counts.iter().map(|count| *count.value()).collect();
        counts.sort();
        assert_eq!(numbers, counts);
    }
}

#[test]
fn a_chart_and_a_table() {
    let consolidation = fixture::year_2026(|_| {});
    let lookup = Lookup::new(&consolidation);
    let (blocks, figures) = printed_by(|| charts::tasks(&lookup, String::new()));
    let [Block::Chart(chart)] = blocks.as_slice() else { panic!("{blocks:?}") };
    let bars: Vec<f64> = chart.series.iter().flat_map(|series| &series.values).copied().collect();
    let anew = Recomputation::of(&consolidation);
    // Each bar is looked at for its label and for its length.
    let lengths = figures.chunks(2).map(|same| anew.value(same[0].origin()).expect("a value"));
    assert_eq!(bars, lengths.map(|value| f64::try_from(value).expect("a double")).collect::<Vec<_>>());

    let (blocks, figures) = printed_by(|| tables::progress_by_group(&lookup, String::new()));
    let [Block::Table(table), Block::Note(_)] = blocks.as_slice() else { panic!("{blocks:?}") };
    assert_eq!(figures.len(), table.rows.len() * (table.columns.len() - 1), "all but the names of the groups");
    assert_they_come_out(&figures, &consolidation, 1);
}

#[test]
fn all_of_both_editions() {
    let silent = |expected: &mut Value| expected["submissions"] = serde_json::json!({});
    for consolidation in [fixture::year_2026(|_| {}), fixture::year_2026(silent)] {
        for edition in &consolidation.settings.report.editions {
            let sources = tests::sources(edition.kind);
            let (document, figures) =
                printed_by(|| compose_from(&consolidation, edition, None, &Commentary::default(), &sources));
            document.unwrap_or_else(|error| panic!("{error:?}"));
            assert_they_come_out(&figures, &consolidation, 100);
        }
    }
}

/// The year before, in which everything was a tenth less and only two bodies reported.
pub(crate) fn year_before(consolidation: &Consolidation) -> EarlierYear {
    let report = &consolidation.settings.report;
    let mut year =
        EarlierYear { year: report.year - 1, plan: consolidation.settings.plan.symbol.clone(), ..Default::default() };
    year.agencies = ["so-gddt", "so-nv"].map(AgencyId::from).into_iter().collect();
    let earlier = |value: &Traced<Decimal>, place: String| {
        Traced::earlier(*value.value() * Decimal::new(9, 1), year.figure(place))
    };
    let indicators = consolidation.indicators.iter().map(|summary| {
        let id = &summary.indicator.id;
        let actual = summary.actual.as_ref().map(|actual| earlier(actual, format!("indicators {id}")));
        let total = Pair { planned: None, actual };
        (id.clone(), EarlierIndicator { unit: summary.indicator.unit.to_string(), total, ..Default::default() })
    });
    let funding = consolidation.funding.iter().map(|summary| {
        let actual = Some(earlier(&summary.spent, format!("funding {}", summary.line.id)));
        (summary.line.id.clone(), EarlierFunding { total: Pair { planned: None, actual }, ..Default::default() })
    });
    let progress = consolidation.progress().map(|summary| {
        let count = |name: &str, count| Traced::earlier(count, year.figure(format!("{} {name}", summary.node.id)));
        let by_status = Status::ALL.map(|status| count(status.key(), 2 + status as usize));
        (summary.node.id.clone(), Counts { by_status, no_report: count("no_report", 1) })
    });
    let (indicators, funding, progress) = (indicators.collect(), funding.collect(), progress.collect());
    EarlierYear { indicators, funding, progress, ..year }
}

#[test]
fn an_earlier_year_beside() {
    let mut consolidation = fixture::year_2026(|_| {});
    consolidation.compare_with(year_before(&consolidation));
    let anew = Recomputation::of(&consolidation);
    let edition = &consolidation.settings.report.editions[0];
    let sources = tests::sources(edition.kind);
    let (document, figures) =
        printed_by(|| compose_from(&consolidation, edition, None, &Commentary::default(), &sources));
    document.unwrap_or_else(|error| panic!("{error:?}"));
    assert_they_come_out_as_printed(&figures, &consolidation);
    let comparison = consolidation.comparison.as_ref().expect("an earlier year");
    let [series] = comparison.breaks.as_slice() else { panic!("{:?}", comparison.breaks) };
    assert!(!series.counts.is_empty());
    for count in &series.counts {
        assert_eq!(anew.value(count.origin()), Some(Decimal::from(*count.value())));
        assert!(series.text.contains(&format!("{} đơn vị", count.value())), "{}", series.text);
    }
}

/// The types let no bare number through as long as nobody makes text of one by himself.
#[test]
fn only_numbers_rs_makes_text_of_numbers() {
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let exempt = ["numbers.rs", "origins.rs", "tests.rs", "fixture.rs"];
    let mut looked_at = 0;
    for folder in ["compose", "compose/facts", "compose/tables", "output/html"] {
        for entry in std::fs::read_dir(sources.join(folder)).expect("the sources") {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            if path.is_dir() || exempt.contains(&&*name) {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a source");
            for formatter in ["format_decimal", "format_integer", "plain_decimal", "as f64"] {
                assert!(!text.contains(formatter), "{}: {formatter}", path.display());
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 30, "{looked_at}");
}
