//! Which facts differ between two `data.json`.

use std::collections::BTreeMap;

use serde_json::Value;

/// A fact that differs, with both values as JSON; nothing where one side does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactDifference {
    /// Where: `indicators CT05: actual`.
    pub place: String,
    /// As sealed.
    pub sealed: Option<String>,
    /// As built again.
    pub rebuilt: Option<String>,
}

/// The fields that tell the members of a list apart, where they are unique.
const KEYS: [&str; 3] = ["id", "agency", "file"];
/// Letters of a value that is shown.
const SHOWN: usize = 80;

/// All differences, in the order of the sealed data. Nothing where either is no JSON.
pub fn differences(sealed: &[u8], rebuilt: &[u8]) -> Vec<FactDifference> {
    let mut found = Vec::new();
    if let (Ok(sealed), Ok(rebuilt)) = (serde_json::from_slice(sealed), serde_json::from_slice(rebuilt)) {
        compare("", Some(&sealed), Some(&rebuilt), &mut found);
    }
    found
}

fn compare(place: &str, sealed: Option<&Value>, rebuilt: Option<&Value>, found: &mut Vec<FactDifference>) {
    if sealed == rebuilt {
        return;
    }
    match (sealed, rebuilt) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let added = after.keys().filter(|key| !before.contains_key(*key));
            for key in before.keys().chain(added) {
                let place = match place {
                    "" => key.clone(),
                    place => format!("{place}: {key}"),
                };
                compare(&place, before.get(key), after.get(key), found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            let (before, after) = match KEYS.iter().find_map(|key| Some((keyed(before, key)?, keyed(after, key)?))) {
                Some(keyed) => keyed,
                None => (numbered(before), numbered(after)),
            };
            let (old, new) = (by_name(&before), by_name(&after));
            let added = after.iter().filter(|(key, _)| !old.contains_key(key.as_str()));
            for (key, _) in before.iter().chain(added) {
                let key = key.as_str();
                compare(&format!("{place} {key}"), old.get(key).copied(), new.get(key).copied(), found);
            }
        }
        _ => found.push(FactDifference {
            place: place.to_owned(),
            sealed: sealed.map(shown),
            rebuilt: rebuilt.map(shown),
        }),
    }
}

/// The members of a list by the value of a field, if that tells them apart.
fn keyed<'a>(list: &'a [Value], key: &str) -> Option<Vec<(String, &'a Value)>> {
    let keyed: Vec<(String, &Value)> =
        list.iter().map(|member| Some((member.get(key)?.as_str()?.to_owned(), member))).collect::<Option<_>>()?;
    let mut keys: Vec<&str> = keyed.iter().map(|(key, _)| key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    (keys.len() == list.len()).then_some(keyed)
}

fn by_name<'a>(list: &'a [(String, &'a Value)]) -> BTreeMap<&'a str, &'a Value> {
    list.iter().map(|(key, value)| (key.as_str(), *value)).collect()
}

fn numbered(list: &[Value]) -> Vec<(String, &Value)> {
    list.iter().enumerate().map(|(index, member)| (format!("[{}]", index + 1), member)).collect()
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_named_by_what_they_are_about() {
        let sealed =
            br#"{"year":2026,"indicators":[{"id":"CT01","actual":5,"entries":[{"agency":"x","actual":5}]}],"a":[1,2]}"#;
        let rebuilt = br#"{"year":2026,"indicators":[{"id":"CT01","actual":6,"entries":[]}],"a":[1],"b":null}"#;
        let places: Vec<String> = differences(sealed, rebuilt)
            .into_iter()
            .map(|fact| format!("{}: {:?} {:?}", fact.place, fact.sealed, fact.rebuilt))
            .collect();
        assert_eq!(
            places,
            [
                "a [2]: Some(\"2\") None",
                "indicators CT01: actual: Some(\"5\") Some(\"6\")",
                "indicators CT01: entries x: Some(\"{\\\"actual\\\":5,\\\"agency\\\":\\\"x\\\"}\") None",
                "b: None Some(\"null\")",
            ]
        );
        assert!(differences(sealed, sealed).is_empty() && differences(b"x", sealed).is_empty());
    }
}
