//! Reads role, direction and targets of an indicator.

use serde::Deserialize;
use toml::Spanned;

use super::goals::Number;
use super::source::Source;
use super::{Bound, Direction, IndicatorRole, Target};

/// A target as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetEntry {
    #[serde(default)]
    year: Option<i16>,
    comparator: String,
    #[serde(default)]
    value: Option<Number>,
    #[serde(default)]
    range: Option<[Number; 2]>,
    text: String,
}

/// The targets of an indicator. A goal has a direction or a target, and what is no goal has neither.
pub(super) fn targets(
    id: &Spanned<String>,
    role: IndicatorRole,
    direction: Direction,
    written: &[Spanned<TargetEntry>],
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
    written.iter().filter_map(|entry| target(entry, source)).collect()
}

fn target(entry: &Spanned<TargetEntry>, source: &mut Source<'_>) -> Option<Target> {
    let written = entry.get_ref();
    let value = written.value.and_then(Number::decimal);
    let range = written.range.map(|range| range.map(Number::decimal));
    let bound = match (written.comparator.as_str(), value, range) {
        (">=", Some(value), None) => Some(Bound::AtLeast(value)),
        ("<=", Some(value), None) => Some(Bound::AtMost(value)),
        ("=", Some(value), None) => Some(Bound::Exactly(value)),
        ("between", None, Some([Some(low), Some(high)])) if low <= high => Some(Bound::Between(low, high)),
        _ => None,
    };
    if bound.is_none() || written.text.trim().is_empty() {
        source.mistake(
            &entry.span(),
            (
                format!("Không hiểu mức phải đạt với comparator = “{}”.", written.comparator),
                format!("The target with the comparator “{}” cannot be understood.", written.comparator),
            ),
            (
                "Hãy ghi theo mẫu { year = 2026, comparator = \">=\", value = 30, text = \"từ 30% trở lên\" } với >=, <= hoặc =, \
                 hoặc { comparator = \"between\", range = [20, 25], text = \"từ 20% đến 25%\" }; số nhỏ ghi trước.",
                "Write { year = 2026, comparator = \">=\", value = 30, text = \"…\" } with >=, <= or =, or \
                 { comparator = \"between\", range = [20, 25], text = \"…\" }, the lower first.",
            ),
        );
    }
    Some(Target { year: written.year, bound: bound?, text: written.text.trim().to_owned() })
}
