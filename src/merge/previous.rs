//! An earlier year beside this one.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Consolidation;
use crate::config::{Aggregation, Body, BodyKind, Settings};
use crate::model::{
    AgencyId, Date, Decimal, Derivation, EarlierFigure, IndicatorId, Method, Origin, PlanId, Status, Traced, percent_of,
};
use crate::vietnamese::format_date;

/// The figures of an earlier year, as its `data.json` has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EarlierYear {
    /// The year.
    pub year: i16,
    /// Where the data lie in the workspace: `output/archive/2025/data/output/2025/data.json`.
    pub source: Arc<str>,
    /// Symbol of the plan reported on.
    pub plan: String,
    /// The bodies that had to report.
    pub agencies: FxHashSet<AgencyId>,
    /// The indicators.
    pub indicators: FxHashMap<IndicatorId, EarlierIndicator>,
    /// The funding lines, in triệu đồng.
    pub funding: FxHashMap<PlanId, EarlierFunding>,
    /// Points, duties and catalogue rows.
    pub progress: FxHashMap<PlanId, EarlierProgress>,
}

/// An indicator of an earlier year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EarlierIndicator {
    /// Its unit then.
    pub unit: String,
    /// The province's figures; those of a ratio are rounded to two decimals.
    pub total: Pair,
    /// What each body reported.
    pub by_agency: FxHashMap<AgencyId, Pair>,
}

/// A funding line of an earlier year: first Dự toán giao, then Đã thực hiện.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EarlierFunding {
    /// The province's amounts.
    pub total: Pair,
    /// Each body's.
    pub by_agency: FxHashMap<AgencyId, Pair>,
}

/// Kế hoạch and Thực hiện, or Dự toán giao and Đã thực hiện.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// What was planned or allocated.
    pub planned: Option<Traced<Decimal>>,
    /// What was done or spent.
    pub actual: Option<Traced<Decimal>>,
}

/// How bodies stood with a point in an earlier year.
#[derive(Clone, Debug, PartialEq)]
pub struct EarlierProgress {
    /// Bodies by status, in the order of [`Status::ALL`].
    pub by_status: [Traced<usize>; 4],
    /// Bodies that said nothing about it.
    pub no_report: Traced<usize>,
}

impl EarlierProgress {
    /// Bodies in this state.
    pub fn of(&self, status: Status) -> usize {
        *self.by_status[status as usize].value()
    }

    /// Share of completed among those it applied to, in percent; `None` where it applied to none.
    pub fn completion(&self) -> Option<Traced<Decimal>> {
        let states = [Status::Completed, Status::InProgress, Status::NotStarted];
        let applicable: usize = states.iter().map(|status| self.of(*status)).sum();
        let percent = percent_of(Decimal::from(self.of(Status::Completed)), Decimal::from(applicable))?;
        let inputs = states.map(|status| self.by_status[status as usize].origin().clone());
        Some(Traced::derived(percent, Method::Share, inputs.into()))
    }
}

impl EarlierYear {
    /// Where a figure stands in the data.
    pub fn figure(&self, place: String) -> EarlierFigure {
        EarlierFigure { year: self.year, source: Arc::clone(&self.source), place }
    }
}

/// A figure against that of the earlier year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearChange {
    /// The figure then.
    pub before: Traced<Decimal>,
    /// Now less then; percentage points where both are percentages.
    pub difference: Traced<Decimal>,
    /// 100 × difference / then; `None` for percentages, and where there was nothing.
    pub percent: Option<Traced<Decimal>>,
    /// The figures are percentages, and the difference is in points.
    pub is_points: bool,
}

impl YearChange {
    /// The change from an earlier figure to one of now; in points where both are percentages.
    pub fn between(before: &Traced<Decimal>, now: &Traced<Decimal>, is_points: bool) -> Self {
        if is_points { Self::of_percentage(before, now) } else { Self::of_amount(before, now) }
    }

    /// The change of an amount or a count.
    fn of_amount(before: &Traced<Decimal>, now: &Traced<Decimal>) -> Self {
        let inputs = || vec![now.origin().clone(), before.origin().clone()];
        let difference = now.value().saturating_sub(*before.value());
        let percent = percent_of(difference, *before.value()).filter(|_| before.value().is_sign_positive());
        Self {
            before: before.clone(),
            difference: Traced::derived(difference, Method::Difference, inputs()),
            percent: percent.map(|percent| Traced::derived(percent, Method::Change, inputs())),
            is_points: false,
        }
    }

    /// The change of a percentage, in points.
    fn of_percentage(before: &Traced<Decimal>, now: &Traced<Decimal>) -> Self {
        // What is kept of the earlier year are two decimals: the points are those between the figures as printed.
        let now = now.clone().map(crate::model::round_percent);
        Self {
            percent: None,
            is_points: true,
            ..Self::of_amount(&before.clone().map(crate::model::round_percent), &now)
        }
    }
}

/// The year beside an earlier one: what changed, and what does not compare.
#[derive(Clone, Debug, PartialEq)]
pub struct YearBeside {
    /// The earlier year.
    pub earlier: EarlierYear,
    /// Why bodies and territory of the two years are not the same, in sentences for the report; none where they are.
    pub breaks: Vec<String>,
}

impl YearBeside {
    /// The earlier year beside the year of `settings`, in which `bodies` have to report. Nothing where it was about
    /// another plan, whose points and indicators are others.
    fn new(earlier: EarlierYear, settings: &Settings, bodies: &[&Body]) -> Option<Self> {
        let comparable = earlier.plan == settings.plan.symbol && earlier.year < settings.report.year;
        comparable.then(|| Self { breaks: breaks(&earlier, settings, bodies), earlier })
    }

    /// Thực hiện of an indicator against the earlier year; nothing where its unit was another.
    pub fn indicator(&self, summary: &super::IndicatorSummary) -> Option<YearChange> {
        let before = self.earlier.indicators.get(&summary.indicator.id)?;
        if before.unit != summary.indicator.unit {
            return None;
        }
        let (before, now) = (before.total.actual.as_ref()?, summary.actual.as_ref()?);
        Some(match summary.indicator.aggregation {
            Aggregation::Ratio { .. } => YearChange::of_percentage(before, now),
            Aggregation::Sum if summary.indicator.unit == "%" => YearChange::of_percentage(before, now),
            Aggregation::Sum => YearChange::of_amount(before, now),
        })
    }

    /// Đã thực hiện of a funding line against the earlier year.
    pub fn funding(&self, summary: &super::FundingSummary) -> Option<YearChange> {
        let before = self.earlier.funding.get(&summary.line.id)?.total.actual.as_ref()?;
        Some(YearChange::of_amount(before, &summary.spent))
    }

    /// Completion of a point against the earlier year, in percentage points.
    pub fn progress(&self, summary: &super::ProgressSummary) -> Option<YearChange> {
        let before = self.earlier.progress.get(&summary.node.id)?.completion()?;
        Some(YearChange::of_percentage(&before, summary.completion.as_ref()?))
    }

    /// Completion of all these points together against the earlier year.
    pub fn progress_of_all(&self, summaries: &[super::ProgressSummary]) -> Option<YearChange> {
        let (mut before, mut now) = ([const { Vec::new() }; 3], [const { Vec::new() }; 3]);
        let states = [Status::Completed, Status::InProgress, Status::NotStarted];
        for summary in summaries {
            let earlier = self.earlier.progress.get(&summary.node.id)?;
            for (index, status) in states.into_iter().enumerate() {
                before[index].push(&earlier.by_status[status as usize]);
                now[index].push(&summary.counts.by_status[status as usize]);
            }
        }
        Some(YearChange::of_percentage(&share_of_all(before)?, &share_of_all(now)?))
    }

    /// What a body reported for an indicator in the earlier year; nothing where its unit was another.
    pub fn indicator_of(&self, indicator: &crate::config::Indicator, agency: &AgencyId) -> Option<&Pair> {
        let earlier = self.earlier.indicators.get(&indicator.id).filter(|earlier| earlier.unit == indicator.unit)?;
        earlier.by_agency.get(agency)
    }

    /// What a body reported for a funding line in the earlier year.
    pub fn funding_of(&self, line: &PlanId, agency: &AgencyId) -> Option<&Pair> {
        self.earlier.funding.get(line)?.by_agency.get(agency)
    }
}

impl Consolidation {
    /// Puts an earlier year beside this one, unless it was about another plan.
    pub fn put_beside(&mut self, earlier: EarlierYear) {
        let bodies: Vec<&Body> = self.agencies.iter().map(|report| &report.body).collect();
        self.beside = YearBeside::new(earlier, &self.settings, &bodies);
    }

    /// The change of an indicator against the earlier year, where there is one.
    pub fn indicator_change(&self, summary: &super::IndicatorSummary) -> Option<YearChange> {
        self.beside.as_ref()?.indicator(summary)
    }

    /// The change of a funding line against the earlier year, where there is one.
    pub fn funding_change(&self, summary: &super::FundingSummary) -> Option<YearChange> {
        self.beside.as_ref()?.funding(summary)
    }

    /// The change of a point's completion against the earlier year, where there is one.
    pub fn progress_change(&self, summary: &super::ProgressSummary) -> Option<YearChange> {
        self.beside.as_ref()?.progress(summary)
    }
}

/// What stands between the two years: the breaks that the settings name, and the territorial bodies that ended and began.
fn breaks(earlier: &EarlierYear, settings: &Settings, bodies: &[&Body]) -> Vec<String> {
    let report = &settings.report;
    // The day the earlier figures stood for is not in its data; its deadline has this year's day and month.
    let then = Date::new(earlier.year, report.cut_off.month(), report.cut_off.day().min(28));
    let then = then.unwrap_or(report.cut_off);
    let named = report.breaks.iter().filter(|series| then < series.date && series.date <= report.cut_off);
    let named = named.map(|series| series.text.clone());
    named.chain(bodies_changed(earlier, settings, bodies)).collect()
}

/// Says how many districts and communes ended and began between the two years; nothing where all stayed.
fn bodies_changed(earlier: &EarlierYear, settings: &Settings, bodies: &[&Body]) -> Option<String> {
    let now: FxHashSet<&AgencyId> = bodies.iter().map(|body| &body.id).collect();
    let territorial = |body: &&Body| body.kind.is_territorial();
    let ended: Vec<&Body> = settings
        .registry
        .bodies
        .iter()
        .filter(territorial)
        .filter(|body| earlier.agencies.contains(&body.id) && !now.contains(&body.id))
        .collect();
    let begun: Vec<&Body> =
        bodies.iter().copied().filter(territorial).filter(|body| !earlier.agencies.contains(&body.id)).collect();
    if ended.is_empty() && begun.is_empty() {
        return None;
    }
    let counted = |bodies: &[&Body]| {
        let of = |kind, name: &str| {
            let count = bodies.iter().filter(|body| body.kind == kind).count();
            (count > 0).then(|| format!("{count} đơn vị {name}"))
        };
        let parts = [of(BodyKind::District, "cấp huyện"), of(BodyKind::Commune, "cấp xã")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" và ")
    };
    let dates: Vec<Date> = begun.iter().filter_map(|body| Some(body.periods.first()?.from)).collect();
    let since = dates.first().filter(|first| dates.iter().all(|date| date == *first));
    let since = since.map_or_else(String::new, |date| format!(" từ ngày {}", format_date(*date)));
    let changes = match (ended.is_empty(), begun.is_empty()) {
        (false, false) => {
            format!("{} có báo cáo năm {} không còn, {} báo cáo{since}", counted(&ended), earlier.year, counted(&begun))
        }
        (false, true) => format!("{} có báo cáo năm {} không còn báo cáo", counted(&ended), earlier.year),
        _ => format!("{} mới báo cáo{since}", counted(&begun)),
    };
    Some(format!(
        "So với năm {}, {changes}; vì vậy chỉ so sánh số của toàn tỉnh, và số của từng đơn vị khi đơn vị ấy báo cáo cả hai năm.",
        earlier.year
    ))
}

/// 100 × all completed / all completed, in progress and not started, given in this order for each point.
fn share_of_all(counts: [Vec<&Traced<usize>>; 3]) -> Option<Traced<Decimal>> {
    let sums = counts.each_ref().map(|counts| Decimal::from(counts.iter().map(|count| *count.value()).sum::<usize>()));
    let percent = percent_of(sums[0], sums.iter().sum())?;
    let inputs = counts.map(|counts| {
        let inputs = counts.into_iter().map(|count| count.origin().clone()).collect();
        Origin::Derived(Arc::new(Derivation { method: Method::Sum, inputs }))
    });
    Some(Traced::derived(percent, Method::Share, inputs.into()))
}
