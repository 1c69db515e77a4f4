//! `data.json` against facts that were computed apart from this program.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Every fact in which `data` differs from `expected`, as sentences.
pub fn differences(data: &Value, expected: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let agencies = by_id(&data["agencies"]);
    let ids = |value: &Value| texts(value).into_iter().collect::<BTreeSet<_>>();
    let standing = |states: &[&str]| {
        agencies
            .iter()
            .filter(|(_, agency)| states.contains(&text(&agency["submission"]).as_str()))
            .map(|(id, _)| id.clone())
            .collect::<BTreeSet<_>>()
    };
    let mut check = |place: String, got: String, wanted: String| {
        if got != wanted {
            found.push(format!("{place}: {got}, expected {wanted}"));
        }
    };
    check(
        "agencies".into(),
        format!("{:?}", agencies.keys().cloned().collect::<BTreeSet<_>>()),
        format!("{:?}", ids(&expected["agencies"])),
    );
    for (name, states) in
        [("counted", &["on_time", "late"][..]), ("late", &["late"][..]), ("missing", &["missing", "rejected"][..])]
    {
        check(name.into(), format!("{:?}", standing(states)), format!("{:?}", ids(&expected[name])));
    }
    let mut entries = entries(data);
    for (agency, submission) in expected["submissions"].as_object().expect("submissions") {
        for field in ["symbol", "date"] {
            check(format!("{agency}.{field}"), text(&agencies[agency][field]), text(&submission[field]));
        }
        for part in ["tasks", "duties", "catalogue", "indicators", "funding"] {
            for (row, wanted) in submission[part].as_object().expect("rows") {
                let entry = entries.remove(&(part, row.clone(), agency.clone())).unwrap_or(Value::Null);
                for (field, value) in wanted.as_object().expect("fields") {
                    if entry.is_object() && entry.get(field).is_none() {
                        continue;
                    }
                    check(format!("{agency}.{row}.{field}"), text(&entry[field]), status_key(&text(value)));
                }
            }
        }
    }
    for ((part, row, agency), _) in entries {
        if !(part == "funding" && ["III", "III.1"].contains(&row.as_str())) {
            check(format!("{agency}.{row}"), "an entry".into(), "none".into());
        }
    }
    for (row, counts) in expected["totals"]["tasks"].as_object().expect("tasks") {
        let got = &by_id(&data["tasks"])[row]["counts"];
        for (state, count) in counts.as_object().expect("counts") {
            check(format!("{row}.{state}"), text(&got[state]), text(count));
        }
        let sum: u64 = got.as_object().expect("counts").values().filter_map(Value::as_u64).sum();
        check(format!("{row}: the counts add up"), sum.to_string(), agencies.len().to_string());
    }
    for (row, actual) in expected["totals"]["indicators"].as_object().expect("indicators") {
        check(row.clone(), text(&by_id(&data["indicators"])[row]["actual"]), text(actual));
    }
    for (row, amounts) in expected["totals"]["funding"].as_object().expect("funding") {
        for (field, amount) in amounts.as_object().expect("amounts") {
            check(format!("{row}.{field}"), text(&by_id(&data["funding"])[row][field]), text(amount));
        }
    }
    let cells = &data["cells"];
    let sum: u64 = ["mapped", "furniture", "unmapped"].iter().filter_map(|kind| cells[kind].as_u64()).sum();
    check("cells".into(), sum.to_string(), text(&cells["read"]));
    found
}

fn by_id(rows: &Value) -> BTreeMap<String, Value> {
    rows.as_array().expect("rows").iter().map(|row| (text(&row["id"]), row.clone())).collect()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(text).collect()
}

/// All entries by part, row and agency.
fn entries(data: &Value) -> BTreeMap<(&'static str, String, String), Value> {
    let mut all = BTreeMap::new();
    for part in ["tasks", "duties", "catalogue", "indicators", "funding"] {
        for row in data[part].as_array().expect("rows") {
            for entry in row["entries"].as_array().expect("entries") {
                all.insert((part, text(&row["id"]), text(&entry["agency"])), entry.clone());
            }
        }
    }
    all
}

/// A value as text; numbers without trailing zeros, nothing as the empty text.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            let text = number.to_string();
            let exact: Result<tonghop::model::Decimal, _> = text.parse();
            exact.map_or(text, |exact| exact.normalize().to_string())
        }
        other => other.to_string(),
    }
}

fn status_key(word: &str) -> String {
    tonghop::model::Status::ALL
        .into_iter()
        .find(|status| status.vietnamese() == word)
        .map_or(word.to_owned(), |status| status.key().to_owned())
}
