//! Indicators that are answered in words, as text.

use super::super::numbers::{Printed, count};
use super::figures::figure_with_unit;
use crate::merge::{IndicatorSummary, LevelCounts};
use crate::model::Quantity;

/// Figures of the bodies that count, with what these say: `2 xã trả lời “Có”`, `66,67% đơn vị từ “Mức 2” trở lên`.
pub(super) fn with_what_they_say(figure: &Printed, summary: &IndicatorSummary, levels: &LevelCounts) -> String {
    let Some(scale) = &summary.indicator.scale else { return figure.to_string() };
    let bodies = if summary.indicator.quantity() == Quantity::Percent { " đơn vị" } else { "" };
    let verb = match () {
        () if scale.is_yes_no() => " trả lời",
        () if levels.from == scale.highest() => " ở mức",
        () => "",
    };
    format!("{figure}{bodies}{verb} {}", scale.at_least(levels.from))
}

/// The answers in a sentence: how many bodies are at the level that counts, of those that answered, and how many owe an answer:
/// `66,67% đơn vị trả lời “Có” (02 trong 03 đơn vị có câu trả lời; 02 trong 05 đơn vị phải báo cáo chưa có câu trả lời)`.
pub(super) fn in_words(summary: &IndicatorSummary, levels: &LevelCounts) -> String {
    let Some(actual) = &summary.actual else {
        let none = format!("chưa đơn vị nào trong {} đơn vị phải báo cáo có câu trả lời", count(&levels.owing));
        return match &summary.planned {
            Some(planned) => format!(
                "{none} (kế hoạch {}, của {} đơn vị)",
                with_what_they_say(&figure_with_unit(planned, summary), summary, levels),
                count(&summary.coverage.planned)
            ),
            None => none,
        };
    };
    let mut parts =
        vec![format!("{} trong {} đơn vị có câu trả lời", count(&levels.counted()), count(&levels.answered()))];
    // Of two levels the one says what the other is.
    if levels.by_level.len() > 2 {
        let each = levels.by_level.iter().map(|(level, bodies)| format!("{}: {}", level.word, count(bodies)));
        parts.push(each.collect::<Vec<_>>().join(", "));
    }
    if *levels.silent.value() > 0 {
        let (silent, owing) = (count(&levels.silent), count(&levels.owing));
        parts.push(format!("{silent} trong {owing} đơn vị phải báo cáo chưa có câu trả lời"));
    }
    parts.extend(against_plan(summary));
    let actual = with_what_they_say(&figure_with_unit(actual, summary), summary, levels);
    format!("{actual} ({})", parts.join("; "))
}

/// The plan: of all that answered, where all of them planned; otherwise beside what those reached that did.
fn against_plan(summary: &IndicatorSummary) -> Option<String> {
    let against = summary.against_plan.as_ref()?;
    let planned = figure_with_unit(&against.planned, summary);
    Some(if summary.coverage.is_complete() {
        format!("kế hoạch {planned}")
    } else {
        let actual = figure_with_unit(&against.actual, summary);
        format!("{} đơn vị có kế hoạch đạt {actual} so với kế hoạch {planned}", count(&summary.coverage.both))
    })
}
