//! Totals against plain arithmetic that knows nothing of how the program adds up: whole numbers, written out or summed in
//! loops. In all years of this file what was planned and what was done differ, so that one in place of the other shows.

use std::sync::Arc;

use proptest::prelude::*;
use tonghop::config::{Aliases, Workspace};
use tonghop::extract::{Extraction, Identity, Ledger, Record, RowsSeen};
use tonghop::form::TableKind;
use tonghop::merge::{
    Consolidation, Counts, EarlierFunding, EarlierIndicator, EarlierYear, Pair, ReadFile, YearChange, consolidate,
};
use tonghop::model::{CellRef, Date, Decimal, Field, SheetKind, SheetRef, Status, Traced, round_percent};

/// Communes of 2026.
const COMMUNES: [&str; 6] = ["25459", "25480", "25486", "25489", "25498", "25510"];

/// Two figures of a row: planned and actual, or allocated and spent.
type Two = (Option<i64>, Option<i64>);

/// What one commune sends.
#[derive(Clone, Debug, Default)]
struct Sent {
    indicators: Vec<(&'static str, Two)>,
    funding: Vec<(&'static str, Two)>,
    states: Vec<(&'static str, Status)>,
}

/// The file of a commune; rows without any value are not there.
fn file(code: &str, sent: &Sent) -> ReadFile {
    let path: Arc<str> = format!("{code}.xlsx").into();
    let sheet = Arc::new(SheetRef { file: Arc::clone(&path), sheet: "Biểu".into(), kind: SheetKind::Worksheet });
    let cell = |row: usize, column| CellRef::new(&sheet, row as u32, column);
    let mut records: Vec<Record> = Vec::new();
    for (kind, rows, fields) in [
        (TableKind::Indicators, &sent.indicators, [Field::Planned, Field::Actual]),
        (TableKind::Funding, &sent.funding, [Field::Allocated, Field::Spent]),
    ] {
        for (id, (first, second)) in rows.iter().filter(|(_, two)| *two != (None, None)) {
            let row = records.len() + 1;
            let traced = |value: Option<i64>, column| {
                value.map(|value| Traced::from_cell(Decimal::from(value), cell(row, column)))
            };
            let record = Record::new(kind, (*id).into(), cell(row, 2));
            records.push(record.with(fields[0], traced(*first, 2)).with(fields[1], traced(*second, 3)));
        }
    }
    for (id, status) in &sent.states {
        let row = records.len() + 1;
        let record = Record::new(TableKind::Tasks, (*id).into(), cell(row, 2));
        records.push(record.with(Field::Status, Some(Traced::from_cell(*status, cell(row, 2)))));
    }
    let identity = Identity {
        code: Some(Traced::from_cell(code.to_owned(), cell(0, 0))),
        date: Some(Traced::from_cell(Date::constant(2026, 11, 20), cell(0, 1))),
        ..Identity::default()
    };
    let extraction = Extraction {
        file: Arc::clone(&path),
        identity,
        rows_seen: RowsSeen::default(),
        records,
        outside: Vec::new(),
        notes: Vec::new(),
        ledger: Ledger::default(),
        remarks: Vec::new(),
        other_period: None,
    };
    ReadFile { path, modified: 0, content: Ok(vec![extraction]) }
}

/// The year in which the first communes send this.
fn year(sent: &[Sent]) -> Consolidation {
    let settings = Workspace::new("there-is-no-such-folder").load(2026).expect("the built-in settings");
    let files = COMMUNES.iter().zip(sent).map(|(code, sent)| file(code, sent)).collect();
    consolidate(Arc::new(settings), &Aliases::default(), files)
}

/// A total, rounded to two decimals.
fn total(year: &Consolidation, id: &str, field: Field) -> Option<String> {
    let indicator = year.indicators.iter().find(|summary| summary.indicator.id.as_str() == id);
    let line = year.funding.iter().find(|summary| summary.line.id.as_str() == id);
    let value = indicator.and_then(|summary| summary.total(field)).or_else(|| line.and_then(|line| line.total(field)));
    value.map(|value| round_percent(*value.value()).to_string())
}

/// Three communes. Figures by hand: planned and actual, or allocated and spent.
fn three() -> Vec<Sent> {
    let both = |first, second| (Some(first), Some(second));
    vec![
        Sent {
            indicators: vec![("CT06", both(400, 500)), ("CT07", both(300, 350)), ("CT08", both(1, 2))],
            funding: vec![("III.1.1", both(100, 40)), ("III.1.2", both(60, 30)), ("III.2", both(40, 50))],
            states: vec![("II.1.a", Status::Completed), ("II.1.b", Status::Completed)],
        },
        Sent {
            indicators: vec![("CT06", both(100, 120)), ("CT07", (Some(50), None)), ("CT08", both(3, 4))],
            // A sum alone, and another that says something else than its parts.
            funding: vec![("III.1", both(200, 10)), ("III", both(999, 888))],
            states: vec![("II.1.a", Status::InProgress), ("II.1.b", Status::NotApplicable)],
        },
        Sent {
            indicators: vec![("CT06", (None, Some(80))), ("CT07", both(70, 60))],
            funding: vec![("III.2", (None, Some(7)))],
            states: vec![("II.1.a", Status::NotStarted)],
        },
    ]
}

#[test]
fn totals_of_three_communes() {
    let year = year(&three());
    for (id, field, expected) in [
        ("CT06", Field::Planned, Some("500")),
        ("CT06", Field::Actual, Some("700")),
        // (500 + 120) / (400 + 100): the third planned nothing.
        ("CT06", Field::AgainstPlan, Some("124")),
        ("CT07", Field::Planned, Some("420")),
        ("CT07", Field::Actual, Some("410")),
        // (350 + 60) / (300 + 70): the second has no figure.
        ("CT07", Field::AgainstPlan, Some("110.81")),
        // (300 + 50) / (400 + 100) and (350 + 60) / (500 + 80); what bodies wrote as ratio is not added up.
        ("CT08", Field::Planned, Some("70")),
        ("CT08", Field::Actual, Some("70.69")),
        // Only the first gave all four: 350 / 500 of 300 / 400.
        ("CT08", Field::AgainstPlan, Some("93.33")),
        ("CT11", Field::Actual, None),
        ("III.1.1", Field::Allocated, Some("100")),
        ("III.1.1", Field::SpentShare, Some("40")),
        // 100 + 60 of the first, 200 of the second; 40 + 30, and 10.
        ("III.1", Field::Allocated, Some("360")),
        ("III.1", Field::Spent, Some("80")),
        ("III.1", Field::SpentShare, Some("22.22")),
        ("III.2", Field::Allocated, Some("40")),
        ("III.2", Field::Spent, Some("57")),
        // 50 of 40: the third was allocated nothing that it told of.
        ("III.2", Field::SpentShare, Some("125")),
        ("III", Field::Allocated, Some("400")),
        ("III", Field::Spent, Some("137")),
        // 130 of 400: the 7 of the third are left out.
        ("III", Field::SpentShare, Some("32.5")),
    ] {
        assert_eq!(total(&year, id, field).as_deref(), expected, "{id} {field:?}");
    }
    let against = |id: &str| {
        let summary = year.indicators.iter().find(|summary| summary.indicator.id.as_str() == id).expect("the row");
        let against = summary.against_plan.as_ref().expect("a share of the plan");
        let coverage = [&summary.coverage.planned, &summary.coverage.actual, &summary.coverage.both];
        let [planned, actual] = [&against.planned, &against.actual].map(|of| round_percent(*of.value()).to_string());
        (planned, actual, coverage.map(|number| *number.value()))
    };
    let both = |planned: &str, actual: &str, coverage| (planned.to_owned(), actual.to_owned(), coverage);
    assert_eq!(against("CT06"), both("500", "620", [2, 3, 2]));
    assert_eq!(against("CT07"), both("370", "410", [3, 2, 2]));
    // Of a ratio, both parts: the second has no figure of CT07, the third no plan of CT06.
    assert_eq!(against("CT08"), both("75", "70", [2, 2, 1]));
    let bodies = year.agencies.len();
    let point = |id: &str| {
        let summary = year.tasks.iter().find(|summary| summary.node.id.as_str() == id).expect("the point");
        let counts = Status::ALL.map(|status| summary.counts.of(status));
        let completion = summary.completion.as_ref().map(|share| round_percent(*share.value()).to_string());
        (counts, *summary.counts.no_report.value(), completion, *summary.counts.remaining().value())
    };
    // Completed, in progress, not started, not applicable; silent; share of those that owe it; those of whom it is not known
    // that they have completed it. 1 of 105; 1 of 104, as one says that it is not its task; none of 105.
    assert_eq!(bodies, 105);
    assert_eq!(point("II.1.a"), ([1, 1, 1, 0], 102, Some("0.95".to_owned()), 104));
    assert_eq!(point("II.1.b"), ([1, 0, 0, 1], 103, Some("0.96".to_owned()), 103));
    assert_eq!(point("II.1.c"), ([0, 0, 0, 0], 105, Some("0".to_owned()), 105));
    // Of those that reported: 1 of 3; 1 of 1; nobody.
    let of_reported = |id: &str| {
        let summary = year.tasks.iter().find(|summary| summary.node.id.as_str() == id).expect("the point");
        summary.counts.completion_of_reported().map(|share| round_percent(*share.value()).to_string())
    };
    assert_eq!(
        ["II.1.a", "II.1.b", "II.1.c"].map(of_reported),
        [Some("33.33".to_owned()), Some("100".to_owned()), None]
    );
}

#[test]
fn a_row_that_is_twice_in_a_file_counts_once_and_the_first_does() {
    let sent =
        Sent { indicators: vec![("CT06", (Some(5), Some(7))), ("CT06", (Some(50), Some(70)))], ..Sent::default() };
    let year = year(&[sent]);
    assert_eq!(total(&year, "CT06", Field::Planned).as_deref(), Some("5"));
    assert_eq!(total(&year, "CT06", Field::Actual).as_deref(), Some("7"));
}

#[test]
fn percentages_round_half_away_from_zero() {
    for (exact, rounded) in [("12.345", "12.35"), ("-12.345", "-12.35"), ("12.3449", "12.34"), ("0.125", "0.13")] {
        assert_eq!(round_percent(exact.parse().expect("a number")).to_string(), rounded, "{exact}");
    }
}

/// An earlier year with these figures.
fn earlier(year: i16, plan: &str) -> EarlierYear {
    let mut earlier = EarlierYear { year, plan: plan.to_owned(), source: "data.json".into(), ..EarlierYear::default() };
    let number = |value: &str| {
        let value: Decimal = value.parse().expect("a number");
        Some(Traced::earlier(value, earlier.figure("a row".to_owned())))
    };
    let pair = |planned, actual| Pair { planned: number(planned), actual: number(actual) };
    let indicator = |unit: &str, total| EarlierIndicator {
        unit: unit.to_owned(),
        total,
        by_agency: std::iter::once((COMMUNES[0].into(), pair("3", "4"))).collect(),
        ..EarlierIndicator::default()
    };
    let indicators = [
        ("CT06".into(), indicator("trẻ", pair("900", "560"))),
        ("CT07".into(), indicator("lượt trẻ", pair("900", "500"))),
        ("CT08".into(), indicator("%", pair("99", "75.69"))),
    ];
    let lines = [
        ("III".into(), EarlierFunding { total: pair("1", "200"), ..EarlierFunding::default() }),
        ("III.1".into(), EarlierFunding { total: pair("1", "0"), ..EarlierFunding::default() }),
    ];
    let state = |status| Traced::earlier(status, earlier.figure("a point".to_owned()));
    let states = [Status::Completed, Status::InProgress, Status::InProgress, Status::NotStarted, Status::NotApplicable];
    let progress = [("II.1.a".into(), Counts::new(&states.map(state), Vec::new()))];
    earlier.indicators = indicators.into_iter().collect();
    earlier.funding = lines.into_iter().collect();
    earlier.progress = progress.into_iter().collect();
    earlier
}

/// Then, the difference, the change in per cent, and whether the difference is in points.
fn told(change: Option<YearChange>) -> Option<(String, String, Option<String>, bool)> {
    change.map(|change| {
        let percent = change.percent.map(|percent| round_percent(*percent.value()).to_string());
        let (before, difference) = (change.before.value().normalize(), change.difference.value().normalize());
        (before.to_string(), difference.to_string(), percent, change.is_points)
    })
}

#[test]
fn a_year_beside_an_earlier_one() {
    let mut year = year(&three());
    let plan = year.settings.plan.symbol.clone();
    year.compare_with(earlier(2025, &plan));
    let indicator = |id: &str| {
        told(
            year.indicators
                .iter()
                .find(|row| row.indicator.id.as_str() == id)
                .and_then(|row| year.indicator_change(row)),
        )
    };
    let line = |id: &str| {
        told(year.funding.iter().find(|row| row.line.id.as_str() == id).and_then(|row| year.funding_change(row)))
    };
    let point = |id: &str| {
        told(year.tasks.iter().find(|row| row.node.id.as_str() == id).and_then(|row| year.progress_change(row)))
    };
    let words = |before: &str, difference: &str, percent: Option<&str>, points| {
        Some((before.to_owned(), difference.to_owned(), percent.map(str::to_owned), points))
    };
    // 700 now.
    assert_eq!(indicator("CT06"), words("560", "140", Some("25"), false));
    // Another unit does not compare; 70.69 now.
    assert_eq!(indicator("CT07"), None);
    assert_eq!(indicator("CT08"), words("75.69", "-5", None, true));
    assert_eq!(indicator("CT01"), None);
    // 137 now; of nothing there is no share.
    assert_eq!(line("III"), words("200", "-63", Some("-31.5"), false));
    assert_eq!(line("III.1"), words("0", "80", None, false));
    assert_eq!(line("III.2"), None);
    // 1 of 4 then, whose task it was, 1 of 105 now, of whom 102 said nothing.
    assert_eq!(point("II.1.a"), words("25", "-24.05", None, true));
    assert_eq!(point("II.1.b"), None);
    let comparison = year.comparison.as_ref().expect("a comparison");
    let row =
        |id: &str| &year.indicators.iter().find(|row| row.indicator.id.as_str() == id).expect("the row").indicator;
    let own = comparison.indicator_of(row("CT06"), &COMMUNES[0].into()).expect("its own figures");
    assert_eq!(own.actual.as_ref().map(|value| value.value().to_string()).as_deref(), Some("4"));
    assert!(comparison.indicator_of(row("CT06"), &COMMUNES[1].into()).is_none());
    assert!(comparison.indicator_of(row("CT07"), &COMMUNES[0].into()).is_none(), "another unit");
}

#[test]
fn only_an_earlier_year_of_the_same_plan_compares() {
    let mut year = year(&three());
    let plan = year.settings.plan.symbol.clone();
    for (earlier_year, plan, compares) in
        [(2025, &*plan, true), (2026, &plan, false), (2027, &plan, false), (2025, "1/KH", false)]
    {
        year.compare_with(earlier(earlier_year, plan));
        assert_eq!(year.comparison.is_some(), compares, "{earlier_year} {plan}");
    }
}

/// Rows whose figures the property below makes up.
const SUMS: [&str; 4] = ["CT01", "CT06", "CT07", "CT09"];
const LINES: [&str; 5] = ["III.1.1", "III.1.2", "III.2", "III.1", "III"];

fn two() -> impl Strategy<Value = Two> {
    (prop::option::weighted(0.7, 0..500_i64), prop::option::weighted(0.7, 500..9_000_i64))
}

fn sent() -> impl Strategy<Value = Sent> {
    let state = prop::option::of(prop::sample::select(Status::ALL.to_vec()));
    (prop::array::uniform4(two()), prop::array::uniform5(two()), state).prop_map(|(indicators, funding, state)| Sent {
        // Of a row that is always filled in, so that no file is blank.
        indicators: SUMS.into_iter().zip(indicators).chain([("CT02", (Some(3), Some(5)))]).collect(),
        funding: LINES.into_iter().zip(funding).collect(),
        states: state.map(|state| ("II.1.a", state)).into_iter().collect(),
    })
}

/// Whether `share` is 100 × `part` / `whole`, to 18 digits; none where `whole` is nothing.
fn is_share(share: Option<&Traced<Decimal>>, part: i64, whole: i64) -> bool {
    match share {
        None => whole == 0,
        Some(share) => {
            let error = *share.value() * Decimal::from(whole) - Decimal::from(100 * part);
            whole != 0 && error.abs() < Decimal::new(1, 18)
        }
    }
}

/// What a body gave for a line of funding, by hand: parts before sums.
fn amounts(sent: &Sent, id: &str) -> Two {
    let own = |id: &str| sent.funding.iter().find(|(of, _)| *of == id).map_or((None, None), |(_, two)| *two);
    let add = |one: Option<i64>, other: Option<i64>| match (one, other) {
        (None, None) => None,
        _ => Some(one.unwrap_or(0) + other.unwrap_or(0)),
    };
    let parts = match id {
        "III.1" => [own("III.1.1"), own("III.1.2")],
        "III" => [amounts(sent, "III.1"), own("III.2")],
        _ => return own(id),
    };
    if parts == [(None, None); 2] {
        return own(id);
    }
    (add(parts[0].0, parts[1].0), add(parts[0].1, parts[1].1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_of_any_year_are_those_of_plain_arithmetic(sent in prop::collection::vec(sent(), 1..=COMMUNES.len())) {
        let year = year(&sent);
        let figures = |id: &str| -> Vec<Two> {
            sent.iter().map(|sent| sent.indicators.iter().find(|(of, _)| *of == id).expect("a row").1).collect()
        };
        for id in SUMS {
            let summary = year.indicators.iter().find(|row| row.indicator.id.as_str() == id).expect("the row");
            let given = figures(id);
            let planned: Vec<i64> = given.iter().filter_map(|two| two.0).collect();
            let actual: Vec<i64> = given.iter().filter_map(|two| two.1).collect();
            for (values, field) in [(planned, Field::Planned), (actual, Field::Actual)] {
                let expected = (!values.is_empty()).then(|| Decimal::from(values.iter().sum::<i64>()));
                prop_assert_eq!(summary.total(field).map(|value| *value.value()), expected, "{}", id);
            }
            let both: Vec<(i64, i64)> = given.iter().filter_map(|two| Some((two.0?, two.1?))).collect();
            let (planned, actual): (i64, i64) = (both.iter().map(|two| two.0).sum(), both.iter().map(|two| two.1).sum());
            prop_assert!(is_share(summary.total(Field::AgainstPlan), actual, planned), "{}", id);
            if let Some(against) = &summary.against_plan {
                let one_alone = given.iter().any(|two| two.0.is_some() != two.1.is_some());
                prop_assert_eq!(summary.coverage.is_complete(), !one_alone, "{}", id);
                prop_assert_eq!(*summary.coverage.both.value(), both.len());
                prop_assert_eq!(*against.planned.value(), Decimal::from(planned));
                prop_assert_eq!(*against.actual.value(), Decimal::from(actual));
            }
        }
        // CT08 is CT07 / CT06, for what was planned and for what was done, each over the bodies that gave both.
        let ratio = year.indicators.iter().find(|row| row.indicator.id.as_str() == "CT08").expect("the row");
        for (field, of) in [(Field::Planned, (|two: &Two| two.0) as fn(&Two) -> Option<i64>), (Field::Actual, |two| two.1)] {
            let (tops, bottoms) = (figures("CT07"), figures("CT06"));
            let pairs = tops.iter().zip(&bottoms).filter_map(|(top, bottom)| Some((of(top)?, of(bottom)?)));
            let (top, bottom) = pairs.fold((0, 0), |(top, bottom), pair| (top + pair.0, bottom + pair.1));
            prop_assert!(is_share(ratio.total(field), top, bottom), "{:?}", field);
        }
        for id in LINES {
            let summary = year.funding.iter().find(|row| row.line.id.as_str() == id).expect("the line");
            let given: Vec<Two> = sent.iter().map(|sent| amounts(sent, id)).collect();
            let allocated: i64 = given.iter().filter_map(|two| two.0).sum();
            let spent: i64 = given.iter().filter_map(|two| two.1).sum();
            prop_assert_eq!(*summary.allocated.value(), Decimal::from(allocated), "{}", id);
            prop_assert_eq!(*summary.spent.value(), Decimal::from(spent), "{}", id);
            let both = given.iter().filter_map(|two| Some((two.0?, two.1?)));
            let (allocated, spent) = both.fold((0, 0), |sum, two| (sum.0 + two.0, sum.1 + two.1));
            prop_assert!(is_share(summary.ratio.as_ref(), spent, allocated), "{}", id);
        }
        let point = year.tasks.iter().find(|row| row.node.id.as_str() == "II.1.a").expect("the point");
        let states: Vec<Status> = sent.iter().flat_map(|sent| sent.states.iter().map(|(_, state)| *state)).collect();
        let count = |status| states.iter().filter(|state| **state == status).count();
        for status in Status::ALL {
            prop_assert_eq!(point.counts.of(status), count(status));
        }
        prop_assert_eq!(*point.counts.no_report.value(), year.agencies.len() - states.len());
        let owing = year.agencies.len() - count(Status::NotApplicable);
        prop_assert_eq!(point.counts.owing().into_value(), owing);
        prop_assert!(is_share(point.completion.as_ref(), count(Status::Completed) as i64, owing as i64));
        let reported = states.len() - count(Status::NotApplicable);
        let of_reported = point.counts.completion_of_reported();
        prop_assert!(is_share(of_reported.as_ref(), count(Status::Completed) as i64, reported as i64));
    }
}
