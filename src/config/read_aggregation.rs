//! Reads how the figures of an indicator make the province's, and who leads it.

use std::collections::BTreeMap;

use toml::Spanned;

use super::source::Source;
use super::{Aggregation, Registry};
use crate::model::AgencyId;

/// How each indicator of the file is aggregated, as written, by its identifier.
pub(super) type Written<'a> = BTreeMap<&'a str, &'a str>;

/// The ways that name no other indicator.
const PLAIN: [(&str, Aggregation); 4] =
    [("sum", Aggregation::Sum), ("last", Aggregation::Last), ("max", Aggregation::Max), ("min", Aggregation::Min)];

/// How an indicator is aggregated; `has_lead` tells whether the settings name a body that leads it.
pub(super) fn aggregation(
    written: &Spanned<String>,
    has_lead: bool,
    known: &Written<'_>,
    source: &mut Source<'_>,
) -> Aggregation {
    let word = written.get_ref();
    if word == "last" && !has_lead {
        source.mistake(
            &written.span(),
            (
                "Cách tổng hợp “last” lấy số của một đơn vị, nhưng chỉ tiêu này chưa ghi đơn vị nào.".to_owned(),
                "“last” takes the figure of one body, and this indicator names none.".to_owned(),
            ),
            (
                "Hãy thêm lead = \"mã đơn vị\" (id trong agencies.toml), ví dụ lead = \"so-nv\".",
                "Add lead = \"…\", the id of a body in agencies.toml, such as lead = \"so-nv\".",
            ),
        );
    }
    if let Some((_, plain)) = PLAIN.into_iter().find(|(name, _)| name == word) {
        return plain;
    }
    let ratio = word.strip_prefix("ratio:").and_then(|ratio| ratio.split_once('/'));
    if let Some((numerator, denominator)) = ratio.filter(|(a, b)| known.contains_key(a) && known.contains_key(b)) {
        [numerator, denominator].into_iter().for_each(|part| is_added_up(part, written, known, source));
        return Aggregation::Ratio { numerator: numerator.into(), denominator: denominator.into() };
    }
    if let Some(weight) = word.strip_prefix("mean:").filter(|weight| known.contains_key(weight)) {
        is_added_up(weight, written, known, source);
        return Aggregation::Mean { weight: weight.into() };
    }
    source.mistake(
        &written.span(),
        (format!("Không hiểu cách tổng hợp “{word}”."), format!("“{word}” is no way to aggregate.")),
        (
            "Hãy ghi \"sum\" (cộng), \"max\", \"min\", \"last\" (số của đơn vị chủ trì), \"ratio:A/B\" hoặc \"mean:A\" (bình quân \
             theo A), với A, B là mã của chỉ tiêu trong tệp này.",
            "Write \"sum\", \"max\", \"min\", \"last\" (the figure of the lead), \"ratio:A/B\" or \"mean:A\" (weighted by A), where \
             A and B are indicators of this file.",
        ),
    );
    Aggregation::Sum
}

/// Notes a mistake where what a ratio or a mean rests on is no indicator whose figures are added up.
fn is_added_up(part: &str, written: &Spanned<String>, known: &Written<'_>, source: &mut Source<'_>) {
    if known.get(part).is_some_and(|aggregation| *aggregation == "sum") {
        return;
    }
    source.mistake(
        &written.span(),
        (
            format!("“{}” tính từ “{part}”, nhưng số của “{part}” không cộng được.", written.get_ref()),
            format!("“{}” rests on “{part}”, whose figures do not add up.", written.get_ref()),
        ),
        (
            "Tử số, mẫu số và trọng số phải là chỉ tiêu có aggregation = \"sum\".",
            "What a ratio or a mean rests on has aggregation = \"sum\".",
        ),
    );
}

/// The body that leads an indicator.
pub(super) fn lead(
    written: Option<&Spanned<String>>,
    registry: Option<&Registry>,
    source: &mut Source<'_>,
) -> Option<AgencyId> {
    let written = written?;
    let Some(registry) = registry else { return Some(AgencyId::from(written.get_ref().as_str())) };
    let body = registry.find(written.get_ref());
    if body.is_none() {
        source.mistake(
            &written.span(),
            (
                format!("Đơn vị chủ trì “{}” không có trong agencies.toml.", written.get_ref()),
                format!("The lead “{}” is not in agencies.toml.", written.get_ref()),
            ),
            (
                "Hãy ghi id của một đơn vị trong agencies.toml, ví dụ lead = \"so-nv\".",
                "Give the id of a body in agencies.toml, such as lead = \"so-nv\".",
            ),
        );
    }
    body.map(|body| body.id.clone())
}
