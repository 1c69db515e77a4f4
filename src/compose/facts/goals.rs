//! What a goal is to reach, where it began, and whether it is on its way, as text.

use super::figures::figure_with_unit;
use crate::config::Bound;
use crate::merge::{Consolidation, IndicatorSummary, Trend};

/// The target of the year, where the goal began, its earlier years and its next target, each behind a semicolon; nothing for
/// what has none of them.
pub(super) fn in_words(summary: &IndicatorSummary, consolidation: &Consolidation) -> String {
    let (indicator, year) = (&summary.indicator, consolidation.settings.report.year);
    let trend = consolidation.trend(summary);
    let mut parts = Vec::new();
    if let Some(target) = indicator.target_of(year) {
        parts.push(format!("mục tiêu {}", target.text));
    }
    let begins_line = trend.as_ref().is_some_and(|trend| !trend.is_reached);
    if let Some(baseline) = indicator.baseline.filter(|_| !begins_line) {
        parts.push(format!("năm {} là {}", baseline.year, figure_with_unit(&baseline.traced(indicator), summary)));
    }
    parts.extend(earlier_years(summary, consolidation));
    match (&trend, indicator.next_target(year)) {
        (Some(trend), _) => parts.push(on_its_way(trend, summary, year)),
        (None, Some((later, target))) => parts.push(format!("mục tiêu năm {later} {}", target.text)),
        (None, None) => {}
    }
    parts.into_iter().map(|part| format!("; {part}")).collect()
}

/// The years before the last, which is told beside the figure.
fn earlier_years(summary: &IndicatorSummary, consolidation: &Consolidation) -> Option<String> {
    let last = consolidation.comparison.as_ref()?.earlier.year;
    let figures = consolidation.earlier_figures(summary);
    let told = figures
        .iter()
        .filter(|(year, _)| *year != last)
        .map(|(year, figure)| format!("năm {year} là {}", figure_with_unit(figure, summary)));
    let told = told.collect::<Vec<_>>().join(", ");
    (!told.is_empty()).then(|| format!("trước đó {told}"))
}

/// `mục tiêu năm 2030 từ 80% trở lên: nếu tăng đều từ 67,30% năm 2025 thì năm 2026 cần 69,84%, đã đạt mức này`.
fn on_its_way(trend: &Trend<'_>, summary: &IndicatorSummary, year: i16) -> String {
    let (later, text) = (trend.target_year, &trend.target.text);
    if trend.is_reached {
        return format!("đã đạt mục tiêu năm {later} {text}");
    }
    let way = if matches!(trend.target.bound, Some(Bound::AtMost(_))) { "giảm" } else { "tăng" };
    let [from, needed] = [&trend.from.1, &trend.needed].map(|figure| figure_with_unit(figure, summary));
    let stands = if trend.is_on_track { "đã đạt mức này" } else { "chưa đạt mức này" };
    format!(
        "mục tiêu năm {later} {text}: nếu {way} đều từ {from} năm {} thì năm {year} cần {needed}, {stands}",
        trend.from.0
    )
}
