//! Counts in templates, where the figures of a document are marked: a template compares a count and prints it, so that it
//! needs the plain number, and the filter that prints it has to know which figure it is.
//!
//! Beside every count `total` that a template may read stands `total_figure_of_this_program`, its number; and wherever a
//! template prints `x.total | count`, the filter is handed it. What a template puts into variables of its own is printed
//! without.

use serde::Serialize;
use tera::{Context, Error, Map, TeraResult, Value};

use super::fact::Fact;
use super::figure_marks::count_of_template;
use super::template_limits::{end_of_raw, end_of_tag, next_tag, word_of};

/// The argument by which a filter is told which figure it prints.
pub(super) const FIGURE: &str = "figure";
/// What the name of a figure's number ends with.
const BESIDE: &str = "_figure_of_this_program";
/// The filters that print counts.
const FILTERS: [&str; 2] = ["count", "number"];

/// The facts as a template reads them, with the numbers of the counts beside them.
pub(super) fn context(facts: &(impl Serialize + Fact)) -> TeraResult<Context> {
    let facts = Value::try_from_serializable(facts)?;
    let Some(facts) = facts.as_map() else { return Err(Error::message("facts are a group")) };
    let mut context = Context::new();
    for (name, value) in with_numbers(facts) {
        context.insert_value(name.to_string(), value);
    }
    Ok(context)
}

fn with_numbers(group: &Map) -> Map {
    let mut plain = Map::with_capacity(group.len() * 2);
    for (name, value) in group {
        if let Some((number, _)) = value.as_str().and_then(count_of_template) {
            plain.insert(format!("{name}{BESIDE}").into(), Value::from(number as u64));
        }
        plain.insert(name.clone(), plain_value(value));
    }
    plain
}

/// A value with its counts as plain numbers.
fn plain_value(value: &Value) -> Value {
    if let Some((_, count)) = value.as_str().and_then(count_of_template) {
        return Value::from(count as u64);
    }
    if let Some(group) = value.as_map() {
        return Value::from(with_numbers(group));
    }
    match value.as_array() {
        Some(items) => Value::from(items.iter().map(plain_value).collect::<Vec<_>>()),
        None => value.clone(),
    }
}

/// The template whose filters are handed the numbers of the counts that they print.
pub(super) fn naming_figures(template: &str) -> String {
    let mut named = String::with_capacity(template.len() + template.len() / 8);
    let mut rest = template;
    while let Some(at) = next_tag(rest) {
        let (before, tag) = rest.split_at(at);
        named.push_str(before);
        let end = match &tag[..2] {
            "{{" => end_of_tag(tag, "}}"),
            "{#" => tag.find("#}").map(|end| end + 2),
            _ => end_of_tag(tag, "%}"),
        };
        let mut end = end.unwrap_or(tag.len());
        if tag.starts_with("{%") && word_of(&tag[..end]) == "raw" {
            end = end_of_raw(tag, end);
        }
        if tag.starts_with("{{") {
            named.push_str(&naming(&tag[..end]))
        } else {
            named.push_str(&tag[..end])
        }
        rest = &tag[end..];
    }
    named.push_str(rest);
    named
}

/// `{{ a.b | count }}` with the number of `a.b`. Anything else is left as it is.
fn naming(tag: &str) -> String {
    let is_of_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.');
    let parts = tag.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).and_then(|inner| inner.split_once('|'));
    let Some((path, filter)) = parts else { return tag.to_owned() };
    let (path, own) = (path.trim_start_matches(['-', ' ']).trim(), filter.trim_end_matches('-').trim());
    let begins = path.starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
    if !begins || !path.chars().all(is_of_name) || !FILTERS.contains(&own) {
        return tag.to_owned();
    }
    // The path stands before the bar and the filter behind it, whatever both are called.
    let bar = tag.find('|').unwrap_or(tag.len());
    let (before, behind) = tag.split_at(bar);
    format!("{before}{}", behind.replacen(own, &format!("{own}({FIGURE}={path}{BESIDE} | default(value=-1))"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_that_print_a_count_are_told_which() {
        for (tag, wanted) in [
            ("{{ a.b | count }}", "{{ a.b | count(figure=a.b_figure_of_this_program | default(value=-1)) }}"),
            (
                "{{- x.count|number -}}",
                "{{- x.count|number(figure=x.count_figure_of_this_program | default(value=-1)) -}}",
            ),
            (
                "{{ l.count | count }}",
                "{{ l.count | count(figure=l.count_figure_of_this_program | default(value=-1)) }}",
            ),
            ("{{ a.b }}", "{{ a.b }}"),
            ("{{ 5 | count }}", "{{ 5 | count }}"),
            ("{{ a | length | count }}", "{{ a | length | count }}"),
            ("{# {{ a.b | count }} #}", "{# {{ a.b | count }} #}"),
            ("{% if a.b | count %}", "{% if a.b | count %}"),
            ("{% raw %}{{ a.b | count }}{% endraw %}", "{% raw %}{{ a.b | count }}{% endraw %}"),
        ] {
            assert_eq!(naming_figures(tag), wanted);
        }
    }
}
