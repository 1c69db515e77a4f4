//! `data.json` is what `docs/data.schema.json` says: every key of it described, every value of the type described. Reads as much
//! of JSON Schema as that page uses, so that a key added to the data and not to the page fails here.

mod common;
#[path = "common/schema.rs"]
mod schema;

use common::Bench;
use schema::{assert_as_described, mistakes, schema};
use serde_json::Value;

/// Keys that have no words beside them, by their place.
fn undescribed(schema: &Value, place: &str, found: &mut Vec<String>) {
    if !schema.is_object() {
        return;
    }
    for (key, own) in schema["properties"].as_object().into_iter().flatten() {
        if own["description"].as_str().is_none_or(str::is_empty) && own["$ref"].is_null() {
            found.push(format!("{place}.{key}"));
        }
        undescribed(own, &format!("{place}.{key}"), found);
    }
    for inner in [&schema["items"], &schema["additionalProperties"]] {
        undescribed(inner, place, found);
    }
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        undescribed(definition, name, found);
    }
}

#[test]
fn every_key_is_described() {
    let mut found = Vec::new();
    undescribed(&schema(), "data", &mut found);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_sample_year_is_as_described() {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    assert_as_described("2026", &bench.data(2026));
}

#[test]
fn what_is_not_described_is_noticed() {
    let mut data: Value = serde_json::json!({ "schema": "tonghop/consolidation/2", "unheard_of": 1 });
    let schema = schema();
    let mut found = Vec::new();
    mistakes(&schema, &schema, &data, "data", &mut found);
    assert!(found.iter().any(|mistake| mistake.contains("unheard_of")), "{found:?}");
    data["schema"] = "tonghop/consolidation/9".into();
    found.clear();
    mistakes(&schema, &schema, &data, "data", &mut found);
    assert!(found.iter().any(|mistake| mistake.contains("consolidation/9")), "{found:?}");
}
