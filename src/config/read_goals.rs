//! Reads role, direction and targets of an indicator.

use serde::Deserialize;
use toml::Spanned;

use super::goals::Number;
use super::source::Source;
use super::{Baseline, Bound, Direction, IndicatorRole, Scale, Target};

/// A target as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetEntry {
    #[serde(default)]
    year: Option<i16>,
    #[serde(default)]
    comparator: Option<String>,
    #[serde(default)]
    value: Option<Number>,
    #[serde(default)]
    range: Option<[Number; 2]>,
    #[serde(default)]
    level: Option<Spanned<String>>,
    text: String,
}

/// The targets of an indicator. A goal has a direction or a target, and what is no goal has neither.
pub(super) fn targets(
    id: &Spanned<String>,
    (role, direction): (IndicatorRole, Direction),
    written: &[Spanned<TargetEntry>],
    scale: Option<&Scale>,
    source: &mut Source<'_>,
) -> Vec<Target> {
    let name = id.get_ref();
    let is_goal = role == IndicatorRole::Goal;
    if is_goal && direction == Direction::None && written.is_empty() {
        source.mistake(
            &id.span(),
            (
                format!("“{name}” là mục tiêu (goal) nhưng không có chiều hướng và không có mức phải đạt."),
                format!("“{name}” is a goal without a direction and without a target."),
            ),
            (
                "Hãy ghi direction = \"up\" (càng cao càng tốt) hoặc \"down\" (càng thấp càng tốt), hoặc thêm targets.",
                "Write direction = \"up\" or \"down\", or add targets.",
            ),
        );
    }
    if !is_goal && (direction != Direction::None || !written.is_empty()) {
        source.mistake(
            &id.span(),
            (
                format!("“{name}” không phải là mục tiêu nên không được đánh giá, nhưng có direction hoặc targets."),
                format!("“{name}” is no goal and is not judged, but has a direction or targets."),
            ),
            (
                "Hãy ghi role = \"goal\", hoặc bỏ direction và targets.",
                "Write role = \"goal\", or take direction and targets away.",
            ),
        );
    }
    written.iter().filter_map(|entry| target(entry, scale, source)).collect()
}

fn target(entry: &Spanned<TargetEntry>, scale: Option<&Scale>, source: &mut Source<'_>) -> Option<Target> {
    let written = entry.get_ref();
    let value = written.value.and_then(Number::decimal);
    let range = written.range.map(|range| range.map(Number::decimal));
    let comparator = written.comparator.as_deref().unwrap_or_default();
    let bound = match (comparator, value, range) {
        (">=", Some(value), None) => Some(Bound::AtLeast(value)),
        ("<=", Some(value), None) => Some(Bound::AtMost(value)),
        ("=", Some(value), None) => Some(Bound::Exactly(value)),
        ("between", None, Some([Some(low), Some(high)])) if low <= high => Some(Bound::Between(low, high)),
        _ => None,
    };
    let is_in_words = written.comparator.is_none() && written.value.is_none() && written.range.is_none();
    if bound.is_none() && !is_in_words || written.text.trim().is_empty() {
        source.mistake(
            &entry.span(),
            (
                format!("Không hiểu mức phải đạt với comparator = “{comparator}”."),
                format!("The target with the comparator “{comparator}” cannot be understood."),
            ),
            (
                "Hãy ghi theo mẫu { year = 2026, comparator = \">=\", value = 30, text = \"từ 30% trở lên\" } với >=, <= hoặc =, \
                 hoặc { comparator = \"between\", range = [20, 25], text = \"từ 20% đến 25%\" }; số nhỏ ghi trước; mục tiêu chỉ có lời thì chỉ ghi text.",
                "Write { year = 2026, comparator = \">=\", value = 30, text = \"…\" } with >=, <= or =, or \
                 { comparator = \"between\", range = [20, 25], text = \"…\" }, the lower first; of a target in words give the text alone.",
            ),
        );
    }
    let level = written.level.as_ref().and_then(|level| rank_of(level, scale, source));
    Some(Target { year: written.year, bound, level, text: written.text.trim().to_owned() })
}

/// Where a goal began, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BaselineEntry {
    year: i16,
    value: Number,
}

/// Where a goal began. What is no goal begins nowhere.
pub(super) fn baseline(
    written: Option<&Spanned<BaselineEntry>>,
    role: IndicatorRole,
    source: &mut Source<'_>,
) -> Option<Baseline> {
    let written = written?;
    let entry = written.get_ref();
    let value = entry.value.decimal();
    let is_year = (1990..=2199).contains(&entry.year);
    if role != IndicatorRole::Goal || value.is_none() || !is_year {
        source.mistake(
            &written.span(),
            (
                "Số gốc (baseline) chỉ ghi cho mục tiêu (role = \"goal\"), gồm một năm và một số.".to_owned(),
                "A baseline is for a goal, and is a year and a number.".to_owned(),
            ),
            (
                "Hãy ghi theo mẫu baseline = { year = 2025, value = 67.3 }, hoặc bỏ dòng này nếu chỉ tiêu không phải là mục tiêu.",
                "Write baseline = { year = 2025, value = 67.3 }, or take it away from what is no goal.",
            ),
        );
    }
    value.map(|value| Baseline { year: entry.year, value })
}

/// The rank of the level that a target names.
fn rank_of(level: &Spanned<String>, scale: Option<&Scale>, source: &mut Source<'_>) -> Option<usize> {
    let word = level.get_ref();
    let rank = scale.and_then(|scale| scale.rank_of(word));
    if rank.is_none() {
        let known = scale.map_or_else(String::new, |scale| scale.words().join(", "));
        let (known_vi, known_en) = if known.is_empty() {
            ("chỉ tiêu này không trả lời bằng mức".to_owned(), "the indicator has no levels".to_owned())
        } else {
            (format!("các mức là: {known}"), format!("the levels are: {known}"))
        };
        source.mistake(
            &level.span(),
            (
                format!("Mức “{word}” của mục tiêu không có trong danh sách; {known_vi}."),
                format!("The level “{word}” of the target is not in the list; {known_en}."),
            ),
            (
                "Hãy ghi level đúng một trong các mức đã ghi ở levels (với câu hỏi có/không là \"Có\"), hoặc bỏ level.",
                "Write one of the levels as they stand in levels (\"Có\" for yes or no), or take level away.",
            ),
        );
    }
    rank
}
