//! Which days the figures of a report are of, and whether its own day can be: a document does not speak of days to come.

use super::Release;
use super::fact::facts;
use super::numbers::Count;
use crate::merge::{AgencyReport, Consolidation};
use crate::model::{Bilingual, Date, Traced};
use crate::vietnamese::format_date;

facts! {
    /// The days that the figures are of.
    pub(super) struct FigureDates {
        /// The day of the first report that is counted; empty where none is dated.
        first: String,
        /// The day of the last.
        last: String,
        /// The report is issued before the day its figures are to stand for.
        before_cut_off: bool,
        /// Reports that are counted and dated after the day of issue; none of a draft.
        dated_later: Count,
    }
}

impl FigureDates {
    pub(super) fn new(consolidation: &Consolidation, release: Option<&Release>) -> Self {
        let dates: Vec<Date> = counted(consolidation).map(|(_, date)| date).collect();
        let day = |date: Option<&Date>| date.map_or_else(String::new, |date| format_date(*date));
        let later = later(consolidation, release);
        Self {
            first: day(dates.iter().min()),
            last: day(dates.iter().max()),
            before_cut_off: is_before_cut_off(consolidation, release),
            dated_later: Traced::number(later.iter().map(|(report, _)| report.origin()).collect()).into(),
        }
    }
}

/// What the office has to decide where the day of issue comes before the days that the figures are of; nothing where it does not.
pub fn date_to_decide(consolidation: &Consolidation, release: &Release) -> Option<Bilingual> {
    let later = later(consolidation, Some(release));
    let is_early = is_before_cut_off(consolidation, Some(release));
    let last = later.iter().map(|(_, date)| *date).max();
    if !is_early && last.is_none() {
        return None;
    }
    let (issued, cut_off) = (format_date(release.date), format_date(consolidation.settings.report.cut_off));
    let mut vi = Vec::new();
    let mut en = Vec::new();
    if is_early {
        vi.push(format!("trước ngày chốt số liệu {cut_off}"));
        en.push(format!("before the day the figures stand for, {cut_off}"));
    }
    if let Some(last) = last.map(format_date) {
        vi.push(format!("trước ngày của {} báo cáo đã tính (muộn nhất {last})", later.len()));
        en.push(format!("before the day of {} reports that are counted (the last {last})", later.len()));
    }
    Some(Bilingual::new(
        format!(
            "Cần quyết định: ngày ban hành {issued} {}. Báo cáo đã nói rõ điều này ở phần tình hình gửi báo cáo. Nếu không đúng ý, \
             hãy chọn ngày ban hành khác (--date), hoặc sửa cut_off của năm trong inputs/report.toml rồi lập lại.",
            vi.join(" và ")
        ),
        format!(
            "To be decided: the day of issue {issued} is {}. The report says so where it tells who reported. If that is not meant, \
             choose another day (--date), or mend the year’s cut_off in inputs/report.toml, and build again.",
            en.join(" and ")
        ),
    ))
}

fn is_before_cut_off(consolidation: &Consolidation, release: Option<&Release>) -> bool {
    release.is_some_and(|release| release.date < consolidation.settings.report.cut_off)
}

/// The reports that are counted and dated, with their day.
fn counted(consolidation: &Consolidation) -> impl Iterator<Item = (&AgencyReport, Date)> {
    let counted = consolidation.agencies.iter().filter(|report| report.is_counted());
    counted.filter_map(|report| Some((report, *report.date.as_ref()?.value())))
}

/// Those of them that are dated after the day of issue.
fn later<'a>(consolidation: &'a Consolidation, release: Option<&Release>) -> Vec<(&'a AgencyReport, Date)> {
    let Some(release) = release else { return Vec::new() };
    counted(consolidation).filter(|(_, date)| *date > release.date).collect()
}
