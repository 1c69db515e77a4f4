//! `data.json` held against `docs/data.schema.json`.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use serde_json::Value;

/// The page.
pub fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/data.schema.json")).expect("a schema")
}

/// What of a value is not as a schema says, by its place.
pub fn mistakes(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
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

/// Expects the data to be as the page says.
pub fn assert_as_described(what: &str, data: &Value) {
    let schema = schema();
    let mut found = Vec::new();
    mistakes(&schema, &schema, data, "data", &mut found);
    assert!(found.is_empty(), "{what}: {:#?}", &found[..found.len().min(10)]);
}
