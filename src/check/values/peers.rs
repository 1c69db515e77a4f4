//! How large figures usually are, for comparison: among like bodies, and against any other figure that should be near.

use rustc_hash::FxHashMap;

use super::explained::FigureKey;

use crate::config::BodyKind;
use crate::form::Subject;
use crate::merge::Consolidation;
use crate::model::{AgencyId, Decimal, Traced};

/// With fewer figures nothing can be called usual.
const ENOUGH: usize = 5;

/// So many times the usual is another unit or three zeros too many, and no longer size: between 10² and 10³.
pub(super) const JUMP: i64 = 200;
/// So many times the usual is worth a question.
pub(super) const UNUSUAL: i64 = 10;

/// One body's figure.
#[derive(Clone, Copy)]
pub(super) struct Figure<'a> {
    pub(super) key: FigureKey<'a>,
    pub(super) value: &'a Traced<Decimal>,
    pub(super) is_money: bool,
}

/// The figures of one row and column that like bodies reported, zeros left out, smallest first; at least [`ENOUGH`].
pub(super) struct Peers<'a> {
    pub(super) figures: Vec<Figure<'a>>,
}

impl Peers<'_> {
    fn at(&self, index: usize) -> Decimal {
        *self.figures[index].value.value()
    }

    /// The figure in the middle.
    pub(super) fn median(&self) -> Decimal {
        self.at(self.figures.len() / 2)
    }

    /// So many times the median and more is unusual: `least` times where bodies are much alike, more where they differ.
    /// How much they differ is read from the lower half, which figures that are far too large leave as it is.
    pub(super) fn upper_limit(&self, least: i64) -> Decimal {
        let median = self.median();
        let lower = self.at(self.figures.len() / 4);
        self.limit(least, median.checked_div(lower)).map_or(Decimal::MAX, |times| median.saturating_mul(times))
    }

    /// Below this a figure is unusually small; the upper half tells how much bodies differ.
    pub(super) fn lower_limit(&self, least: i64) -> Decimal {
        let median = self.median();
        let upper = self.at(self.figures.len() * 3 / 4);
        let times = self.limit(least, upper.checked_div(median));
        times.and_then(|times| median.checked_div(times)).unwrap_or_default()
    }

    /// `least`, or a tenth of that for every square of the spread, whichever is more.
    fn limit(&self, least: i64, spread: Option<Decimal>) -> Option<Decimal> {
        let spread = spread?;
        let wide = spread.checked_mul(spread)?.checked_mul(Decimal::new(least, 1))?;
        Some(wide.max(Decimal::from(least)))
    }
}

/// A power of a thousand between a figure and what it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// 10³.
    Thousand,
    /// 10⁶.
    Million,
}

impl Step {
    /// The step nearest to so many times; `None` where neither is near.
    pub(super) fn of(times: Decimal) -> Option<Self> {
        // The borders lie half-way in orders of magnitude, 10^4.5 and 10^7.5.
        if times < Decimal::from(30) || times > Decimal::from(31_600_000) {
            None
        } else if times < Decimal::from(31_600) {
            Some(Self::Thousand)
        } else {
            Some(Self::Million)
        }
    }

    /// 1.000 or 1.000.000.
    pub(super) fn factor(self) -> Decimal {
        match self {
            Self::Thousand => Decimal::ONE_THOUSAND,
            Self::Million => Decimal::from(1_000_000),
        }
    }
}

/// All rows and columns with enough figures, by kind of body.
pub(super) fn figures_by_kind(consolidation: &Consolidation) -> Vec<Peers<'_>> {
    let kinds: FxHashMap<&AgencyId, BodyKind> =
        consolidation.agencies.iter().map(|report| (&report.body.id, report.body.kind)).collect();
    let mut all = Vec::new();
    for column in columns(consolidation) {
        let (territorial, provincial): (Vec<_>, Vec<_>) = column
            .into_iter()
            .filter(|figure| *figure.value.value() > Decimal::ZERO)
            .partition(|figure| kinds.get(figure.key.agency).is_some_and(|kind| kind.is_territorial()));
        for mut figures in [territorial, provincial] {
            if figures.len() >= ENOUGH {
                figures.sort_by_key(|figure| *figure.value.value());
                all.push(Peers { figures });
            }
        }
    }
    all
}

/// The figures that bodies write themselves (no ratios, no sums), column by column.
pub(super) fn columns(consolidation: &Consolidation) -> Vec<Vec<Figure<'_>>> {
    let sums = consolidation.indicators.iter().filter(|summary| summary.indicator.has_sizes());
    let indicators = sums.map(|summary| {
        let is_money = summary.indicator.unit.is_money();
        (summary.indicator.id.as_str(), Subject::Indicator, is_money, summary.entries.as_slice())
    });
    let lines = consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty());
    let funding =
        lines.map(|summary| (summary.line.id.as_str(), Subject::FundingLine, true, summary.entries.as_slice()));
    let rows = indicators.chain(funding);
    rows.flat_map(|(row, subject, is_money, entries)| {
        subject.figures().into_iter().map(move |field| {
            let figures = entries.iter().filter_map(|entry| {
                let key = FigureKey { agency: &entry.agency, row, field };
                Some(Figure { key, value: entry.record.number(field)?, is_money })
            });
            figures.collect()
        })
    })
    .collect()
}
