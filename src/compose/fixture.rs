//! The repository's own year, consolidated from `tests/data/expected-2026.json` instead of workbooks, so that composing
//! can be tested without reading any.

use std::sync::Arc;

use serde_json::Value;
use toml::{Table, Value as Toml};

use crate::config::{
    Addressee, Aggregation, Aliases, Body, BodyKind, BodySelection, Edition, EditionKind, FundingLine, Indicator,
    Indicators, IssuingBody, Period, Registry, ReportSettings, Settings, Signatory,
};
use crate::extract::{Extraction, Identity, Ledger, Record, RowsSeen};
use crate::form::TableKind;
use crate::merge::{Consolidation, ReadFile, consolidate};
use crate::model::{CellRef, Date, Decimal, SheetKind, SheetRef, Status, Traced, ValueType};
use crate::plan::{Plan, parse_plan};
use crate::vietnamese::parse_unit;

/// Consolidates the year; `change` may rewrite what the bodies sent before.
pub(crate) fn year_2026(change: impl FnOnce(&mut Value)) -> Consolidation {
    let mut expected: Value =
        serde_json::from_str(include_str!("../../tests/data/expected-2026.json")).expect("the expected facts");
    change(&mut expected);
    let settings = settings();
    let submissions = expected["submissions"].as_object().expect("submissions");
    let files = submissions.iter().map(|(agency, submission)| file(agency, submission)).collect();
    let aliases = Aliases::default();
    consolidate(Arc::new(settings), &aliases, files)
}

fn settings() -> Settings {
    let plan = parse_plan(include_str!("../../inputs/plan.md")).expect("the plan");
    let indicators = table(include_str!("../../inputs/indicators.toml"));
    let report = table(include_str!("../../inputs/report.toml"));
    let registry =
        Registry { groups: Vec::new(), bodies: bodies(&plan, &table(include_str!("../../inputs/agencies.toml"))) };
    Settings {
        registry,
        indicators: self::indicators(&indicators),
        report: self::report(&report),
        plan,
        own_texts: Vec::new(),
    }
}

fn table(text: &str) -> Table {
    text.parse().expect("TOML")
}

fn text(table: &Table, key: &str) -> String {
    table.get(key).and_then(Toml::as_str).unwrap_or_default().to_owned()
}

fn list(table: &Table, key: &str) -> Vec<String> {
    let items = table.get(key).and_then(Toml::as_array).into_iter().flatten();
    items.filter_map(Toml::as_str).map(str::to_owned).collect()
}

fn word<T: serde::de::DeserializeOwned + Default>(table: &Table, key: &str) -> T {
    table.get(key).map_or_else(T::default, |word| word.clone().try_into().expect("a word"))
}

fn tables<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(Toml::as_array).into_iter().flatten().filter_map(Toml::as_table)
}

fn bodies(plan: &Plan, toml: &Table) -> Vec<Body> {
    let mut bodies: Vec<Body> = tables(toml, "agency").map(|agency| body(plan, agency, &text(agency, "id"))).collect();
    for group in tables(toml, "group") {
        let members = group.get("members").and_then(Toml::as_table).into_iter().flatten();
        for (id, member) in members {
            let mut agency = group.clone();
            agency.insert("group".to_owned(), group["id"].clone());
            let name = member.as_str().map_or_else(|| member["name"].clone(), Toml::from);
            agency.insert("name".to_owned(), name);
            bodies.push(body(plan, &agency, id));
        }
    }
    bodies
}

fn body(plan: &Plan, agency: &Table, id: &str) -> Body {
    let date = |table: &Table, key: &str| -> Option<Date> {
        table.get(key).map(|date| date.to_string().parse().expect("a date"))
    };
    let duties = |period: &Table| {
        let named = list(period, "duties");
        let under = |id: &str| named.iter().any(|duty| id == duty || id.starts_with(&format!("{duty}.")));
        plan.nodes()
            .filter(|node| node.is_reported_on() && under(node.id.as_str()))
            .map(|node| node.id.clone())
            .collect()
    };
    Body {
        id: id.into(),
        name: text(agency, "name"),
        short_name: String::new(),
        level: crate::config::Level::Province,
        aliases: Vec::new(),
        symbol: text(agency, "symbol"),
        kind: agency["kind"].clone().try_into::<BodyKind>().expect("a kind"),
        group: text(agency, "group"),
        periods: tables(agency, "periods")
            .map(|period| Period {
                from: date(period, "from").expect("a first day"),
                until: date(period, "until"),
                duties: duties(period),
            })
            .collect(),
        successors: Vec::new(),
        line: 1,
    }
}

fn indicators(toml: &Table) -> Indicators {
    let aggregation = |indicator: &Table| match text(indicator, "aggregation").strip_prefix("ratio:") {
        Some(ratio) => {
            let (numerator, denominator) = ratio.split_once('/').expect("a ratio of two");
            Aggregation::Ratio { numerator: numerator.into(), denominator: denominator.into() }
        }
        None => Aggregation::Sum,
    };
    let kinds = |indicator: &Table| {
        let kinds = list(indicator, "by").into_iter().map(|kind| Toml::from(kind).try_into().expect("a kind"));
        BodySelection::of_kinds(kinds)
    };
    Indicators {
        indicators: tables(toml, "indicator")
            .map(|indicator| Indicator {
                id: text(indicator, "id").as_str().into(),
                task: text(indicator, "task").as_str().into(),
                name: text(indicator, "name"),
                unit: parse_unit(&text(indicator, "unit")),
                aggregation: aggregation(indicator),
                reported_by: kinds(indicator),
                lead: None,
                scale: None,
                number: String::new(),
                baseline: None,
                role: word(indicator, "role"),
                direction: word(indicator, "direction"),
                targets: Vec::new(),
            })
            .collect(),
        funding: tables(toml, "funding")
            .map(|line| FundingLine {
                id: text(line, "id").as_str().into(),
                name: text(line, "name"),
                parts: list(line, "parts").iter().map(|part| part.as_str().into()).collect(),
            })
            .collect(),
    }
}

fn report(toml: &Table) -> ReportSettings {
    let part = |key: &str| toml[key].as_table().expect("a table").clone();
    let (issuer, signatory) = (part("issuer"), part("signatory"));
    let notice = toml["years"]["2026"].as_table().map(|year| text(year, "notice")).unwrap_or_default();
    ReportSettings {
        letter: crate::config::LetterSettings::default(),
        year: 2026,
        issuer: IssuingBody {
            agency: text(&issuer, "agency").as_str().into(),
            superior: text(&issuer, "superior"),
            name: text(&issuer, "name"),
            name_in_text: text(&issuer, "name_in_text"),
            symbol: text(&issuer, "symbol"),
            place: text(&issuer, "place"),
            territory: text(&issuer, "province"),
            whole: "toàn tỉnh".to_owned(),
        },
        signatory: Signatory { capacity: list(&signatory, "capacity"), name: text(&signatory, "name") },
        plan_issuer: format!("Ủy ban nhân dân {}", text(&issuer, "province")),
        subject: text(&part("report"), "subject").replace("{year}", "2026"),
        deadline: Date::constant(2026, 11, 30),
        cut_off: Date::constant(2026, 11, 30),
        scope_groups: Vec::new(),
        owed_by: crate::config::OwedBy::default(),
        breaks: Vec::new(),
        notice,
        editions: tables(toml, "edition").map(edition).collect(),
    }
}

fn edition(toml: &Table) -> Edition {
    Edition {
        id: text(toml, "id"),
        kind: if text(toml, "kind") == "full" { EditionKind::Full } else { EditionKind::Summary },
        file: text(toml, "file"),
        template: text(toml, "template"),
        addressees: list(toml, "addressees").into_iter().map(|name| Addressee { name }).collect(),
        recipients: list(toml, "recipients"),
        issuer: None,
        signatory: None,
    }
}

/// The file of one body: a row of the sheet for each row of the form, with a cell for each field that is a figure.
fn file(agency: &str, submission: &Value) -> ReadFile {
    let path: Arc<str> = format!("{agency}.xlsx").into();
    let sheet = Arc::new(SheetRef { file: Arc::clone(&path), sheet: "Biểu".into(), kind: SheetKind::Worksheet });
    let mut rows = 0;
    let mut cell = || {
        rows += 1;
        CellRef::new(&sheet, rows, 2)
    };
    let beside = |cell: &CellRef| CellRef::new(cell.sheet_ref(), cell.row, cell.column + 1);
    let words = |value: &Value, cell: &CellRef| {
        let text = value.as_str().filter(|text| !text.is_empty())?;
        Some(Traced::from_cell(text.to_owned(), cell.clone()))
    };
    let figure = |value: &Value, cell: &CellRef| {
        let figure: Decimal = value.as_number()?.to_string().parse().expect("a decimal");
        Some(Traced::from_cell(figure, cell.clone()))
    };
    let head = cell();
    let identity = Identity {
        code: Some(Traced::from_cell(agency.to_owned(), head.clone())),
        symbol: words(&submission["symbol"], &head),
        date: submission["date"].as_str().map(|date| Traced::from_cell(date.parse().expect("a date"), head.clone())),
        ..Identity::default()
    };
    let rows = |part: &str| submission[part].as_object().into_iter().flatten();
    let mut records = Vec::new();
    for table in TableKind::ALL {
        for (id, row) in rows(table.key()) {
            let cell = cell();
            let record = Record::new(table, id.as_str().into(), cell.clone());
            records.push(table.subject().fields().into_iter().fold(record, |record, field| {
                let value = &row[field.key()];
                match field.value_type() {
                    ValueType::Text => record.with(field, words(value, &cell)),
                    ValueType::Status => {
                        let status = Status::ALL.into_iter().find(|status| *value == status.vietnamese());
                        record.with(field, status.map(|status| Traced::from_cell(status, cell.clone())))
                    }
                    // The first figure of a row stands in the cell itself, the second beside it.
                    ValueType::Figure | ValueType::Amount if record.is_empty() => {
                        record.with(field, figure(value, &cell))
                    }
                    ValueType::Percent | ValueType::Figure | ValueType::Amount => {
                        record.with(field, figure(value, &beside(&cell)))
                    }
                }
            }));
        }
    }
    let extraction = Extraction {
        file: Arc::clone(&path),
        identity,
        records,
        rows_seen: RowsSeen::of_every_form(&settings()),
        outside: Vec::new(),
        notes: Vec::new(),
        ledger: Ledger::default(),
        remarks: Vec::new(),
        other_period: None,
    };
    ReadFile { path, modified: 0, content: Ok(vec![extraction]) }
}
