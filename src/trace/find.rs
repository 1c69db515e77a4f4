//! What somebody asks for: an item by its code, an agency by its code or name.

use crate::check::CheckedYear;
use crate::merge::{self, AgencyReport, Consolidation, FundingSummary, IndicatorSummary, ProgressSummary};
use crate::model::Field;
use crate::plan::{Node, Role};
use crate::vietnamese::{compose, fold};

/// What a figure is about.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    /// A point, duty or row of the catalogue.
    Progress(&'a ProgressSummary),
    /// A heading of the plan with the points below it: a group such as II.1, a section such as II.
    Group(&'a Node, &'a [ProgressSummary]),
    /// An indicator.
    Indicator(&'a IndicatorSummary),
    /// A funding line.
    Funding(&'a FundingSummary),
}

impl<'a> Item<'a> {
    /// Its code.
    pub fn id(self) -> &'a str {
        match self {
            Self::Progress(summary) => summary.node.id.as_str(),
            Self::Group(node, _) => node.id.as_str(),
            Self::Indicator(summary) => summary.indicator.id.as_str(),
            Self::Funding(summary) => summary.line.id.as_str(),
        }
    }

    /// What it is called.
    pub fn title(self) -> &'a str {
        match self {
            Self::Progress(summary) => summary.node.text(),
            Self::Group(node, _) => node.text(),
            Self::Indicator(summary) => &summary.indicator.name,
            Self::Funding(summary) => &summary.line.name,
        }
    }

    /// The points that its counts are of; `None` where it has no counts.
    pub fn points(self) -> Option<&'a [ProgressSummary]> {
        match self {
            Self::Progress(summary) => Some(std::slice::from_ref(summary)),
            Self::Group(_, points) => Some(points),
            Self::Indicator(_) | Self::Funding(_) => None,
        }
    }

    fn has_points(&self) -> bool {
        !matches!(self, Self::Group(_, []))
    }

    /// The figures there are of it.
    pub(super) fn fields(self) -> &'static [Field] {
        match self {
            Self::Progress(_) | Self::Group(..) => &[Field::Status, Field::Percent],
            Self::Indicator(_) => &[Field::Planned, Field::Actual, Field::AgainstPlan],
            Self::Funding(_) => &[Field::Allocated, Field::Spent],
        }
    }
}

/// There is no such item; the codes nearest to what was asked for, with their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemProblem {
    /// What was asked for.
    pub asked: String,
    /// The nearest.
    pub nearest: Vec<(String, String)>,
}

/// No one agency is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyProblem {
    /// What was asked for.
    pub asked: String,
    /// Several fit, rather than none.
    pub is_ambiguous: bool,
    /// Those that fit, or come near: code and name.
    pub nearest: Vec<(String, String)>,
}

/// How many suggestions are made.
const SUGGESTIONS: usize = 8;

/// All items, in the order of the report.
pub fn items(consolidation: &Consolidation) -> impl Iterator<Item = Item<'_>> {
    let tasks = consolidation.tasks.iter().map(Item::Progress);
    let later = consolidation.duties.iter().chain(&consolidation.catalogue).map(Item::Progress);
    tasks
        .chain(consolidation.indicators.iter().map(Item::Indicator))
        .chain(consolidation.funding.iter().map(Item::Funding))
        .chain(later)
        .chain(groups(consolidation))
}

/// The headings of the plan that nobody reports on, with the points below them.
fn groups(consolidation: &Consolidation) -> impl Iterator<Item = Item<'_>> {
    let summaries = [
        (Role::Tasks, consolidation.tasks.as_slice()),
        (Role::Duties, &consolidation.duties),
        (Role::Catalogue, &consolidation.catalogue),
    ];
    summaries.into_iter().flat_map(move |(role, points)| {
        let sections = consolidation.settings.plan.sections_of(role);
        let headings = sections.flat_map(Node::walk).filter(|node| !node.is_reported_on());
        headings.map(|node| Item::Group(node, below(node, points))).filter(|group| group.has_points())
    })
}

/// Of points in the order of the plan, those below a heading: they stand next to each other.
fn below<'a>(node: &Node, points: &'a [ProgressSummary]) -> &'a [ProgressSummary] {
    let mut below = node.walk().filter(|node| node.is_reported_on());
    let first = below.next().and_then(|first| points.iter().position(|point| point.node.id == first.id));
    let Some(start) = first else { return &[] };
    let end = (start + 1 + below.count()).min(points.len());
    &points[start..end]
}

/// The item with the code `asked`, in any case, and the field where the code names one: `CT13`, `ct13.th`, `II.1.đ)`.
pub fn find_item<'a>(checked: &'a CheckedYear, asked: &str) -> Result<(Item<'a>, Option<Field>), ItemProblem> {
    let consolidation = checked.consolidation();
    let wanted = normal(asked);
    let find = |code: &str| items(consolidation).find(|item| normal(item.id()) == code);
    if let Some(item) = find(&wanted) {
        return Ok((item, None));
    }
    if let Some((code, letters)) = wanted.rsplit_once('.')
        && let Some(item) = find(code)
        && let Some(field) = item.fields().iter().find(|field| field.letters().to_lowercase() == letters)
    {
        return Ok((item, Some(*field)));
    }
    let mut near: Vec<(usize, Item<'_>)> =
        items(consolidation).map(|item| (distance(&wanted, &normal(item.id())), item)).collect();
    near.sort_by_key(|(distance, _)| *distance);
    let nearest = near.into_iter().take(SUGGESTIONS).map(|(_, item)| (item.id().to_owned(), item.title().to_owned()));
    Err(ItemProblem { asked: asked.to_owned(), nearest: nearest.collect() })
}

/// A code as it is compared: composed, in small letters, without the bracket of a point.
fn normal(code: &str) -> String {
    compose(code.trim().trim_end_matches([')', '.'])).to_lowercase()
}

/// The agency called `asked`: its code, its name, an alias, or the name of the territory.
pub fn find_agency<'a>(checked: &'a CheckedYear, asked: &str) -> Result<&'a AgencyReport, AgencyProblem> {
    let consolidation = checked.consolidation();
    let code = fold(asked);
    if let Some(report) = consolidation.agencies.iter().find(|report| fold(report.body.id.as_str()) == code) {
        return Ok(report);
    }
    let found = merge::agencies_named(consolidation, asked);
    if let [one] = found.as_slice() {
        return Ok(one);
    }
    let named = |report: &AgencyReport| (report.body.id.to_string(), report.body.name.clone());
    let is_ambiguous = !found.is_empty();
    let nearest = if is_ambiguous {
        found.into_iter().map(named).collect()
    } else {
        let mut near: Vec<(usize, &AgencyReport)> = consolidation
            .agencies
            .iter()
            .map(|report| {
                let names = [report.body.name.as_str(), report.body.short_name.as_str(), report.body.id.as_str()];
                let nearest =
                    names.into_iter().filter(|name| !name.is_empty()).map(|name| distance(&code, &fold(name)));
                (nearest.min().unwrap_or(usize::MAX), report)
            })
            .collect();
        near.sort_by_key(|(distance, _)| *distance);
        near.into_iter().take(SUGGESTIONS).map(|(_, report)| named(report)).collect()
    };
    Err(AgencyProblem { asked: asked.to_owned(), is_ambiguous, nearest })
}

/// How many letters have to be changed, added or left out to make one text the other (Levenshtein). What only goes on
/// where the other ends comes near it: `II.1` and `II.1.a`.
fn distance(asked: &str, known: &str) -> usize {
    if !asked.is_empty() && known.starts_with(asked) {
        return 1;
    }
    let known: Vec<char> = known.chars().collect();
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (number, letter) in asked.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = number + 1;
        for (column, other) in known.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0) * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_is_nearer_than_what_is_spelt_otherwise() {
        assert!(distance("ii.1", "ii.1.a") < distance("ii.1", "ii.2"));
        assert!(distance("ct99", "ct09") < distance("ct99", "iii.1"));
        assert_eq!(distance("abc", "abc"), 1);
        assert_eq!(distance("kitten", "sitting"), 6);
    }

    #[test]
    fn codes_are_compared_without_case_and_bracket() {
        assert_eq!(normal(" II.1.Đ) "), "ii.1.đ");
        assert_eq!(normal("II.1.đ"), normal("ii.1.đ"));
        assert_ne!(normal("II.1.d"), normal("II.1.đ"));
    }
}
