//! A trace as JSON (`tonghop/trace/1`).

use serde::Serialize;

use crate::model::{Decimal, Language, Method};
use crate::trace::{Figure, Node, Source, Trace, Value};

/// The version of the contract.
const SCHEMA: &str = "tonghop/trace/1";

#[derive(Serialize)]
pub(super) struct TraceView<'a> {
    schema: &'static str,
    year: i16,
    item: &'a str,
    title: &'a str,
    agency: Option<AgencyView<'a>>,
    figures: Vec<FigureView<'a>>,
}

#[derive(Serialize)]
struct AgencyView<'a> {
    id: &'a str,
    name: &'a str,
    submission: &'static str,
}

#[derive(Serialize)]
struct FigureView<'a> {
    code: Option<&'a str>,
    name: &'a str,
    unit: &'a str,
    #[serde(flatten)]
    origin: NodeView<'a>,
}

#[derive(Serialize)]
struct NodeView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<&'a str>,
    value: Option<ValueView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<CellView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    setting: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inputs: Vec<NodeView<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueView<'a> {
    Number(Decimal),
    Text(&'a str),
}

#[derive(Serialize)]
struct CellView<'a> {
    file: &'a str,
    sheet: &'a str,
    cell: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<&'a str>,
}

impl<'a> TraceView<'a> {
    pub(super) fn new(trace: &'a Trace, language: Language) -> Self {
        Self {
            schema: SCHEMA,
            year: trace.year,
            item: &trace.item,
            title: &trace.title,
            agency: trace.agency.as_ref().map(|(id, name, submission)| AgencyView {
                id: id.as_str(),
                name,
                submission: submission.key(),
            }),
            figures: trace.figures.iter().map(|figure| FigureView::new(figure, language)).collect(),
        }
    }
}

impl<'a> FigureView<'a> {
    fn new(figure: &'a Figure, language: Language) -> Self {
        Self {
            code: Some(figure.code.as_str()).filter(|code| !code.is_empty()),
            name: figure.name.get(language),
            unit: figure.unit.get(language),
            origin: NodeView::new(&figure.origin),
        }
    }
}

impl<'a> NodeView<'a> {
    fn new(node: &'a Node) -> Self {
        let value = node.value.as_ref().map(|value| match value {
            Value::Number(number) => ValueView::Number(number.normalize()),
            Value::Status(status) => ValueView::Text(status.key()),
            Value::Text(text) => ValueView::Text(text),
        });
        let (source, setting, method, inputs) = match &node.source {
            Source::Cell(cell) => {
                let differs = cell.differs();
                let place = CellView {
                    file: cell.file(),
                    sheet: cell.sheet(),
                    cell: cell.address(),
                    stored: differs.map(|differs| differs.stored.as_str()),
                    shown: differs.map(|differs| differs.shown.as_str()),
                };
                (Some(place), None, None, Vec::new())
            }
            Source::Setting(key) => (None, Some(key.as_str()), None, Vec::new()),
            Source::Computed(method, inputs) => {
                (None, None, Some(key(*method)), inputs.iter().map(Self::new).collect())
            }
        };
        Self {
            of: Some(node.code.as_str()).filter(|code| !code.is_empty()),
            agency: node.agency.as_ref().map(|id| id.as_str()),
            value,
            source,
            setting,
            method,
            inputs,
        }
    }
}

/// The method in a word.
fn key(method: Method) -> String {
    match method {
        Method::Sum => "sum".to_owned(),
        Method::Ratio => "ratio".to_owned(),
        Method::Share => "share_completed".to_owned(),
        Method::Difference => "difference".to_owned(),
        Method::Change => "change_percent".to_owned(),
        Method::Count(status) => format!("count {}", status.key()),
        Method::Silence => "count no_report".to_owned(),
        Method::Number => "count".to_owned(),
        Method::Line { from, until, at } => format!("line {from}-{until} at {at}"),
        Method::Max => "max".to_owned(),
        Method::Min => "min".to_owned(),
        Method::Mean => "weighted_mean".to_owned(),
    }
}
