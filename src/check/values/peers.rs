//! Figures of like bodies, for comparison.

use crate::config::{Aggregation, BodyKind};
use crate::merge::Consolidation;
use crate::model::{AgencyId, Decimal, Traced};

/// With fewer figures nothing can be called usual.
const ENOUGH: usize = 8;

/// One body's figure.
pub(super) struct Figure<'a> {
    pub(super) agency: &'a AgencyId,
    pub(super) value: &'a Traced<Decimal>,
}

/// The figures of one row and field that bodies of one kind reported, smallest first.
pub(super) struct Peers<'a> {
    pub(super) row: &'a str,
    pub(super) field: &'static str,
    pub(super) is_money: bool,
    pub(super) figures: Vec<Figure<'a>>,
}

/// All rows and fields with enough figures, by kind of body.
pub(super) fn figures_by_kind(consolidation: &Consolidation) -> Vec<Peers<'_>> {
    let mut all = Vec::new();
    for summary in &consolidation.indicators {
        if summary.indicator.aggregation == Aggregation::Sum {
            let is_money = summary.indicator.unit.contains("đồng");
            let figures = summary
                .entries
                .iter()
                .filter_map(|entry| Some(Figure { agency: &entry.agency, value: entry.record.actual.as_ref()? }));
            split(consolidation, summary.indicator.id.as_str(), "Thực hiện", is_money, figures.collect(), &mut all);
        }
    }
    for summary in consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty()) {
        let row = summary.line.id.as_str();
        let allocated = summary
            .entries
            .iter()
            .filter_map(|entry| Some(Figure { agency: &entry.agency, value: entry.allocated.as_ref()? }));
        split(consolidation, row, "Dự toán giao", true, allocated.collect(), &mut all);
        let spent = summary
            .entries
            .iter()
            .filter_map(|entry| Some(Figure { agency: &entry.agency, value: entry.spent.as_ref()? }));
        split(consolidation, row, "Đã thực hiện", true, spent.collect(), &mut all);
    }
    all
}

fn split<'a>(
    consolidation: &'a Consolidation,
    row: &'a str,
    field: &'static str,
    is_money: bool,
    figures: Vec<Figure<'a>>,
    all: &mut Vec<Peers<'a>>,
) {
    let mut territorial: Vec<Figure<'a>> = Vec::new();
    let mut provincial: Vec<Figure<'a>> = Vec::new();
    let kinds: rustc_hash::FxHashMap<&AgencyId, BodyKind> =
        consolidation.agencies.iter().map(|report| (&report.body.id, report.body.kind)).collect();
    for figure in figures {
        match kinds.get(figure.agency) {
            Some(kind) if kind.is_territorial() => territorial.push(figure),
            _ => provincial.push(figure),
        }
    }
    for mut figures in [territorial, provincial] {
        if figures.len() >= ENOUGH {
            figures.sort_by_key(|figure| *figure.value.value());
            all.push(Peers { row, field, is_money, figures });
        }
    }
}

/// The figure in the middle.
pub(super) fn median(figures: &[Figure<'_>]) -> Option<Decimal> {
    figures.get(figures.len() / 2).map(|figure| *figure.value.value())
}

/// The figures a quarter and three quarters of the way up.
pub(super) fn quartiles(figures: &[Figure<'_>]) -> Option<(Decimal, Decimal)> {
    let at = |index: usize| figures.get(index).map(|figure| *figure.value.value());
    Some((at(figures.len() / 4)?, at(figures.len() * 3 / 4)?))
}
