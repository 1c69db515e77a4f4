//! An origin as a tree in which every step has its value.

use super::facts::{Content, Facts};
use crate::merge::Consolidation;
use crate::model::{
    AgencyId, CellRef, Decimal, FigureCode, Method, Origin, Status, on_line, percent_of, weighted_mean,
};

/// A step of the way to a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What the value is of, as far as it is of one thing: `CT13.TH`; empty where it is not.
    pub code: String,
    /// The agency, where all below is of one.
    pub agency: Option<AgencyId>,
    /// Its name.
    pub agency_name: String,
    /// The value; `None` where it cannot be told.
    pub value: Option<Value>,
    /// Where it comes from.
    pub source: Source,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// An amount, a count or a percentage.
    Number(Decimal),
    /// A state.
    Status(Status),
    /// A text.
    Text(String),
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The cell.
    Cell(CellRef),
    /// The setting, by file and key; the data of an earlier year, by file and place; or a file that was sent.
    Setting(String),
    /// What was done with which inputs.
    Computed(Method, Vec<Node>),
}

impl Node {
    /// The tree of `origin`.
    pub(super) fn new(origin: &Origin, facts: &Facts<'_>, consolidation: &Consolidation) -> Self {
        match origin {
            Origin::Cell(cell) => Self::of_cell(cell, facts, consolidation),
            Origin::Setting(key) | Origin::File(key) => Self::of_setting(key, consolidation),
            Origin::Earlier(figure) => Self::of_setting(&format!("{}: {}", figure.source, figure.place), consolidation),
            Origin::Derived(derivation) => {
                let inputs: Vec<Self> =
                    derivation.inputs.iter().map(|input| Self::new(input, facts, consolidation)).collect();
                Self::computed(derivation.method, inputs)
            }
        }
    }

    fn of_cell(cell: &CellRef, facts: &Facts<'_>, consolidation: &Consolidation) -> Self {
        let source = Source::Cell(cell.clone());
        let Some(fact) = facts.of(cell) else {
            return Self { code: String::new(), agency: None, agency_name: String::new(), value: None, source };
        };
        let value = match fact.content {
            Content::Number(number) => Value::Number(number),
            Content::Status(status) => Value::Status(status),
            Content::Level(word) => Value::Text(word.to_owned()),
        };
        Self {
            code: FigureCode::new(fact.item, fact.field).to_string(),
            agency: Some(fact.agency.clone()),
            agency_name: name(fact.agency.as_str(), consolidation),
            value: Some(value),
            source,
        }
    }

    fn of_setting(key: &str, consolidation: &Consolidation) -> Self {
        let agency = key.rsplit(": ").next().and_then(|id| consolidation.agency(id));
        Self {
            code: String::new(),
            agency: agency.map(|report| report.body.id.clone()),
            agency_name: agency.map_or_else(String::new, |report| report.body.name.clone()),
            value: None,
            source: Source::Setting(key.to_owned()),
        }
    }

    /// A value computed from `inputs`; computed anew, not copied.
    pub(super) fn computed(method: Method, inputs: Vec<Self>) -> Self {
        let numbers: Vec<Option<Decimal>> = inputs.iter().map(Self::number).collect();
        let value = evaluate(method, &numbers).map(Value::Number);
        let shared = |of: &dyn Fn(&Self) -> Option<String>| {
            let first = of(inputs.first()?)?;
            inputs.iter().all(|input| of(input).as_ref() == Some(&first)).then_some(first)
        };
        let code = match method {
            Method::Sum | Method::Max | Method::Min => {
                shared(&|input| (!input.code.is_empty()).then(|| input.code.clone()))
            }
            _ => None,
        };
        let agency = shared(&|input| input.agency.as_ref().map(ToString::to_string)).filter(|_| inputs.len() > 1);
        let agency_name = inputs.first().filter(|_| agency.is_some()).map(|input| input.agency_name.clone());
        Self {
            code: code.unwrap_or_default(),
            agency: agency.map(AgencyId::new),
            agency_name: agency_name.unwrap_or_default(),
            value,
            source: Source::Computed(method, inputs),
        }
    }

    /// A value read from a cell of which all is known already.
    pub(super) fn known(agency: &AgencyId, name: &str, code: FigureCode<'_>, value: Value, cell: &CellRef) -> Self {
        Self {
            code: code.to_string(),
            agency: Some(agency.clone()),
            agency_name: name.to_owned(),
            value: Some(value),
            source: Source::Cell(cell.clone()),
        }
    }

    /// The number, where the value is one.
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        }
    }
}

/// The value that the inputs give; those that are no number have none.
pub(super) fn evaluate(method: Method, inputs: &[Option<Decimal>]) -> Option<Decimal> {
    let input = |place: usize| inputs.get(place).copied().flatten();
    let sum = || inputs.iter().try_fold(Decimal::ZERO, |sum, input| Some(sum.saturating_add((*input)?)));
    match method {
        Method::Sum => sum(),
        Method::Ratio => percent_of(input(0)?, input(1)?),
        Method::Share => percent_of(input(0)?, sum()?),
        Method::Difference => Some(input(0)?.saturating_sub(input(1)?)),
        Method::Change => {
            let (now, before) = (input(0)?, input(1)?);
            percent_of(now.saturating_sub(before), before)
        }
        Method::Count(_) | Method::Silence | Method::Number => Some(Decimal::from(inputs.len())),
        Method::Line { from, until, at } => on_line([input(0)?, input(1)?], [from, until, at]),
        Method::Max => inputs.iter().copied().collect::<Option<Vec<_>>>()?.into_iter().max(),
        Method::Min => inputs.iter().copied().collect::<Option<Vec<_>>>()?.into_iter().min(),
        Method::Mean => {
            let pairs = inputs.chunks(2).map(|pair| Some((pair.first().copied()??, pair.get(1).copied()??)));
            weighted_mean(pairs.collect::<Option<Vec<_>>>()?)
        }
    }
}

/// The name of a body that reports; its code for another.
fn name(id: &str, consolidation: &Consolidation) -> String {
    consolidation.agency(id).map_or_else(|| id.to_owned(), |report| report.body.name.clone())
}
