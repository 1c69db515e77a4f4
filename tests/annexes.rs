//! The annexes by agency: each figure stands in the row of its body and in the column of its item, as consolidated.

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use std::collections::BTreeMap;

use common::Bench;
use pdf::{Page, Span};
use tonghop::config::Workspace;
use tonghop::intake::InProcess;
use tonghop::model::{AgencyId, Decimal, Field, Traced};
use tonghop::pipeline::{self, Silent};
use tonghop::vietnamese::format_decimal;

/// The figures of a body by item and place in it: `("CT01", 0)` is planned, `("CT01", 1)` is actual.
type Figures = BTreeMap<(String, usize), String>;

/// The ordinal of a body and its figures.
type Row = (usize, Figures);

/// The rows that the tables by agency on a page print; none for a page that has none.
fn read(page: &Page) -> Vec<Row> {
    let lines = page.lines();
    // Every column has its number below the head.
    let heads: Vec<(usize, Columns)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, Columns::read(line)?))).collect();
    let mut rows = Vec::new();
    let mut above = 0;
    for (index, (at, columns)) in heads.iter().enumerate() {
        let until = heads.get(index + 1).map_or(lines.len(), |(next, _)| *next);
        let items = items(&lines[above..*at]);
        if items.len() * 2 + 2 == columns.0.len() {
            rows.extend(lines[at + 1..until].iter().filter_map(|line| columns.row(line, &items)));
        }
        above = at + 1;
    }
    rows
}

/// The items that the head of a table names, from left to right.
fn items(head: &[Vec<&Span>]) -> Vec<String> {
    let mut items: Vec<(f64, String)> = Vec::new();
    for span in head.iter().flatten() {
        let Some(id) = span.text.split_whitespace().next().and_then(|word| word.strip_suffix('.')) else { continue };
        if id.starts_with("CT") || id == "III" || id.starts_with("III.") {
            items.push((span.middle(), id.to_owned()));
        }
    }
    items.sort_by(|a, b| a.0.total_cmp(&b.0));
    items.into_iter().map(|(_, id)| id).collect()
}

/// The numbers of a table's columns and where their middles are.
struct Columns(Vec<(usize, f64)>);

impl Columns {
    fn read(line: &[&Span]) -> Option<Self> {
        let number = |span: &Span| span.text.trim().strip_prefix('(')?.strip_suffix(')')?.parse::<usize>().ok();
        let columns: Vec<_> = line.iter().filter_map(|span| Some((number(span)?, span.middle()))).collect();
        (columns.len() >= 4 && columns.len() == line.len()).then_some(Self(columns))
    }

    fn of(&self, span: &Span) -> usize {
        let distance = |(_, middle): &(usize, f64)| (middle - span.middle()).abs();
        self.0.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).expect("columns").0
    }

    fn row(&self, line: &[&Span], items: &[String]) -> Option<Row> {
        let mut ordinal = None;
        let mut figures = Figures::new();
        for span in line {
            match self.of(span) {
                // A short name may reach no further than the first column.
                1 => ordinal = ordinal.or(span.text.trim().parse::<usize>().ok()),
                2 => {}
                column => {
                    let place = (items[(column - 3) / 2].clone(), (column - 3) % 2);
                    figures.entry(place).or_default().push_str(span.text.trim());
                }
            }
        }
        Some((ordinal?, figures))
    }
}

#[test]
fn each_figure_stands_in_the_row_of_its_body_and_the_column_of_its_item() {
    let bench = Bench::with_2026();
    let built = pipeline::build(&Workspace::new(bench.root()), 2026, None, &InProcess, &Silent).expect("a build");
    let consolidation = built.checked.consolidation();
    let mut expected: BTreeMap<usize, Figures> = BTreeMap::new();
    // The share of the whole province has two.
    let shares = consolidation.indicators.iter().filter(|summary| summary.indicator.unit.as_str() == "%");
    let mut most_decimals: BTreeMap<(String, usize), usize> =
        shares.flat_map(|summary| [0, 1].map(|column| ((summary.indicator.id.to_string(), column), 2))).collect();
    let mut expect = |agency: &AgencyId, item: &str, values: [Option<&Traced<Decimal>>; 2]| {
        let ordinal = consolidation.place(agency).expect("a body") + 1;
        for (column, value) in values.into_iter().enumerate() {
            if let Some(value) = value {
                let printed = format_decimal(*value.value());
                let decimals = printed.split_once(',').map_or(0, |(_, decimals)| decimals.len());
                let most = most_decimals.entry((item.to_owned(), column)).or_insert(0);
                *most = decimals.max(*most);
                expected.entry(ordinal).or_default().insert((item.to_owned(), column), printed);
            }
        }
    };
    for summary in &consolidation.indicators {
        for entry in &summary.entries {
            let values = [Field::Planned, Field::Actual].map(|field| entry.record.number(field));
            expect(&entry.agency, summary.indicator.id.as_str(), values);
        }
    }
    for summary in &consolidation.funding {
        for entry in &summary.entries {
            expect(
                &entry.agency,
                summary.line.id.as_str(),
                [Field::Allocated, Field::Spent].map(|field| entry.record.number(field)),
            );
        }
    }
    // A column has one number of decimals, that of the figure with most.
    for (place, figure) in expected.values_mut().flatten() {
        let own = figure.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        let missing = most_decimals[place] - own;
        if own == 0 && missing > 0 {
            figure.push(',');
        }
        figure.push_str(&"0".repeat(missing));
    }
    let mut printed: BTreeMap<usize, Figures> = BTreeMap::new();
    for page in pdf::measure(&bench.read("output/2026/bao-cao-ubnd.pdf")) {
        for (ordinal, figures) in read(&page) {
            let known = printed.entry(ordinal).or_default();
            for (place, figure) in figures {
                assert!(known.insert(place.clone(), figure).is_none(), "{ordinal} {place:?} is printed twice");
            }
        }
    }
    printed.retain(|_, figures| !figures.is_empty());
    let all = |figures: &BTreeMap<usize, Figures>| figures.values().map(BTreeMap::len).sum::<usize>();
    assert!(all(&expected) > 4_000, "{}", all(&expected));
    for (ordinal, figures) in &expected {
        assert_eq!(printed.get(ordinal), Some(figures), "the body {ordinal}");
    }
    assert_eq!(all(&printed), all(&expected));
}
