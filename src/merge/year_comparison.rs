//! An earlier year beside this one.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use serde::{Serialize, Serializer};

use super::Consolidation;
use super::counts::{Counts, registration};
use crate::config::{Body, BodyKind, Settings};
use crate::model::{AgencyId, Date, Decimal, EarlierFigure, IndicatorId, Method, PlanId, Quantity, Traced, percent_of};
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
    pub progress: FxHashMap<PlanId, Counts>,
}

/// An indicator of an earlier year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EarlierIndicator {
    /// Its unit then.
    pub unit: String,
    /// How its figure was made then, as the settings had it; empty where that is not known.
    pub aggregation: String,
    /// The level from which a body counted then; empty where it was answered in figures.
    pub counted_from: String,
    /// The province’s figures of years before that, as its data have them, the earliest first.
    pub history: Vec<(i16, Traced<Decimal>)>,
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

impl EarlierIndicator {
    /// Whether its figure was made of the bodies' figures in the same way then: a mean does not compare with a sum.
    fn is_made_as(&self, summary: &super::IndicatorSummary) -> bool {
        let way = |aggregation: &str| aggregation.split(':').next().map(str::to_owned);
        let from = summary.levels.as_ref().and_then(|levels| levels.by_level.get(levels.from));
        let counted_from = from.map_or("", |(level, _)| &level.word);
        let now = summary.indicator.aggregation.to_string();
        (self.aggregation.is_empty() || way(&self.aggregation) == way(&now)) && self.counted_from == counted_from
    }
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

/// Why bodies or territory of two years are not the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// A sentence for the report.
    pub text: String,
    /// The figures that the sentence names.
    pub counts: Vec<Traced<usize>>,
}

impl Serialize for Break {
    /// As its sentence.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

/// The year beside an earlier one: what changed, and what does not compare.
#[derive(Clone, Debug, PartialEq)]
pub struct YearComparison {
    /// The earlier year.
    pub earlier: EarlierYear,
    /// Why bodies and territory of the two years are not the same; none where they are.
    pub breaks: Vec<Break>,
}

impl YearComparison {
    /// The earlier year beside the year of `settings`, in which `bodies` have to report. Nothing where it was about
    /// another plan, whose points and indicators are others.
    fn new(earlier: EarlierYear, settings: &Settings, bodies: &[&Body]) -> Option<Self> {
        let comparable = earlier.plan == settings.plan.symbol && earlier.year < settings.report.year;
        comparable.then(|| Self { breaks: breaks(&earlier, settings, bodies), earlier })
    }

    /// Thực hiện of an indicator against the earlier year; nothing where its unit was another.
    pub fn indicator(&self, summary: &super::IndicatorSummary) -> Option<YearChange> {
        let before = self.earlier_indicator(summary)?;
        let (before, now) = (before.total.actual.as_ref()?, summary.actual.as_ref()?);
        Some(match summary.indicator.quantity() {
            Quantity::Percent => YearChange::of_percentage(before, now),
            Quantity::Count | Quantity::Measure | Quantity::Amount(_) => YearChange::of_amount(before, now),
        })
    }

    /// An indicator in the earlier year; nothing where its figure was another then.
    pub(super) fn earlier_indicator(&self, summary: &super::IndicatorSummary) -> Option<&EarlierIndicator> {
        let before = self.earlier.indicators.get(&summary.indicator.id)?;
        let is_same = before.unit == summary.indicator.unit.as_str() && before.is_made_as(summary);
        is_same.then_some(before)
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
        let before: Option<Vec<&Counts>> =
            summaries.iter().map(|summary| self.earlier.progress.get(&summary.node.id)).collect();
        let now = summaries.iter().map(|summary| &summary.counts);
        Some(YearChange::of_percentage(&Counts::total(before?).completion()?, &Counts::total(now).completion()?))
    }

    /// What a body reported for an indicator in the earlier year; nothing where its unit was another.
    pub fn indicator_of(&self, indicator: &crate::config::Indicator, agency: &AgencyId) -> Option<&Pair> {
        let earlier = self.earlier.indicators.get(&indicator.id)?;
        if earlier.unit == indicator.unit.as_str() { earlier.by_agency.get(agency) } else { None }
    }

    /// What a body reported for a funding line in the earlier year.
    pub fn funding_of(&self, line: &PlanId, agency: &AgencyId) -> Option<&Pair> {
        self.earlier.funding.get(line)?.by_agency.get(agency)
    }
}

impl Consolidation {
    /// Puts an earlier year beside this one, unless it was about another plan.
    pub fn compare_with(&mut self, earlier: EarlierYear) {
        let bodies: Vec<&Body> = self.agencies.iter().map(|report| &report.body).collect();
        self.comparison = YearComparison::new(earlier, &self.settings, &bodies);
    }

    /// The change of an indicator against the earlier year, where there is one.
    pub fn indicator_change(&self, summary: &super::IndicatorSummary) -> Option<YearChange> {
        self.comparison.as_ref()?.indicator(summary)
    }

    /// The change of a funding line against the earlier year, where there is one.
    pub fn funding_change(&self, summary: &super::FundingSummary) -> Option<YearChange> {
        self.comparison.as_ref()?.funding(summary)
    }

    /// The change of a point's completion against the earlier year, where there is one.
    pub fn progress_change(&self, summary: &super::ProgressSummary) -> Option<YearChange> {
        self.comparison.as_ref()?.progress(summary)
    }
}

/// What stands between the two years: the breaks that the settings name, and the territorial bodies that ended and began.
fn breaks(earlier: &EarlierYear, settings: &Settings, bodies: &[&Body]) -> Vec<Break> {
    let report = &settings.report;
    // The day the earlier figures stood for is not in its data; its deadline has this year's day and month.
    let then = Date::new(earlier.year, report.cut_off.month(), report.cut_off.day().min(28));
    let then = then.unwrap_or(report.cut_off);
    let named = report.breaks.iter().filter(|series| then < series.date && series.date <= report.cut_off);
    let named = named.map(|series| Break { text: series.text.clone(), counts: Vec::new() });
    named.chain(bodies_changed(earlier, settings, bodies)).collect()
}

/// Says how many districts and communes ended and began between the two years; nothing where all stayed.
fn bodies_changed(earlier: &EarlierYear, settings: &Settings, bodies: &[&Body]) -> Option<Break> {
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
    let dates: Vec<Date> = begun.iter().filter_map(|body| Some(body.periods.first()?.from)).collect();
    let since = dates.first().filter(|first| dates.iter().all(|date| date == *first));
    let since = since.map_or_else(String::new, |date| format!(" từ ngày {}", format_date(*date)));
    let (ended, begun) = (by_kind(&ended), by_kind(&begun));
    let changes = match (ended.is_empty(), begun.is_empty()) {
        (false, false) => {
            format!(
                "{} có báo cáo năm {} không còn, {} báo cáo{since}",
                in_words(&ended),
                earlier.year,
                in_words(&begun)
            )
        }
        (false, true) => format!("{} có báo cáo năm {} không còn báo cáo", in_words(&ended), earlier.year),
        _ => format!("{} mới báo cáo{since}", in_words(&begun)),
    };
    let text = format!(
        "So với năm {}, {changes}; vì vậy chỉ so sánh số của {}, và số của từng đơn vị khi đơn vị ấy báo cáo cả hai năm.",
        earlier.year, settings.report.issuer.whole
    );
    Some(Break { text, counts: ended.into_iter().chain(begun).map(|(count, _)| count).collect() })
}

/// How many of these bodies are of each kind of territory, each with the word for them, without what is none.
fn by_kind(bodies: &[&Body]) -> Vec<(Traced<usize>, &'static str)> {
    const KINDS: [(BodyKind, &str); 4] = [
        (BodyKind::Province, "cấp tỉnh"),
        (BodyKind::District, "cấp huyện"),
        (BodyKind::Commune, "cấp xã"),
        (BodyKind::Village, "ở thôn, ấp, tổ dân phố"),
    ];
    KINDS
        .into_iter()
        .map(|(kind, name)| {
            let of_kind = bodies.iter().filter(|body| body.kind == kind);
            (Traced::number(of_kind.map(|body| registration(&body.id)).collect()), name)
        })
        .filter(|(count, _)| *count.value() > 0)
        .collect()
}

/// `2 đơn vị cấp huyện và 96 đơn vị cấp xã`.
fn in_words(counts: &[(Traced<usize>, &str)]) -> String {
    let parts = counts.iter().map(|(count, name)| format!("{} đơn vị {name}", count.value()));
    parts.collect::<Vec<_>>().join(" và ")
}
