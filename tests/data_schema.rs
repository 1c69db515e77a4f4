//! `data.json` is what `docs/data.schema.json` says: every key of it described, every value of the type described. Reads as much
//! of JSON Schema as that page uses, so that a key added to the data and not to the page fails here.

mod common;

use common::Bench;
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(include_str!("../docs/data.schema.json")).expect("a schema")
}

/// What of a value is not as a schema says, by its place.
fn mistakes(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let definition = root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("no {name}"));
        return mistakes(root, definition, value, place, found);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |schema: &Value| {
            let mut found = Vec::new();
            mistakes(root, schema, value, place, &mut found);
            found.is_empty()
        };
        if !any.iter().any(fits) {
            found.push(format!("{place}: {value} is none of {any:?}"));
        }
        return;
    }
    if schema.get("const").is_some_and(|only| only != value)
        || schema["enum"].as_array().is_some_and(|listed| !listed.contains(value))
        || !schema["type"].is_null() && !has_type(&schema["type"], value)
    {
        return found.push(format!("{place}: {value} is not as {schema}"));
    }
    if let Some(items) = value.as_array() {
        for (at, item) in items.iter().enumerate() {
            mistakes(root, &schema["items"], item, &format!("{place}[{at}]"), found);
        }
    }
    let Some(keys) = value.as_object() else { return };
    for (key, value) in keys {
        match (schema["properties"].get(key), &schema["additionalProperties"]) {
            (Some(own), _) => mistakes(root, own, value, &format!("{place}.{key}"), found),
            (None, other @ Value::Object(_)) => mistakes(root, other, value, &format!("{place}.{key}"), found),
            (None, _) => found.push(format!("{place}: nothing is said of the key {key}")),
        }
    }
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !keys.contains_key(required) {
            found.push(format!("{place}: no key {required}"));
        }
    }
}

fn has_type(wanted: &Value, value: &Value) -> bool {
    let is = |wanted: &str| match wanted {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        other => panic!("the page uses the type {other}"),
    };
    match wanted {
        Value::Array(any) => any.iter().filter_map(Value::as_str).any(is),
        one => is(one.as_str().expect("a type")),
    }
}

fn assert_as_described(what: &str, data: &Value) {
    let schema = schema();
    let mut found = Vec::new();
    mistakes(&schema, &schema, data, "data", &mut found);
    assert!(found.is_empty(), "{what}: {:#?}", &found[..found.len().min(10)]);
}

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
