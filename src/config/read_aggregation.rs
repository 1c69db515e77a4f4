//! Reads how the figures of an indicator make the province's, and who leads it.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::source::Source;
use super::{Aggregation, Registry, Scale};
use crate::model::AgencyId;
use crate::vietnamese::{fold, parse_unit};

/// How each indicator of the file is aggregated, as written, by its identifier.
pub(super) type Written<'a> = BTreeMap<&'a str, &'a str>;

/// The ways that name no other indicator.
const PLAIN: [(&str, Aggregation); 6] = [
    ("sum", Aggregation::Sum),
    ("last", Aggregation::Last),
    ("max", Aggregation::Max),
    ("min", Aggregation::Min),
    ("count", Aggregation::Count),
    ("share", Aggregation::Share),
];
/// Letters that all levels of an indicator may have together: what a list of choices holds in Excel.
const LETTERS_OF_LEVELS: usize = 250;

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
            "Hãy ghi \"sum\" (cộng), \"max\", \"min\", \"last\" (số của đơn vị chủ trì), \"count\" hoặc \"share\" (đếm, tỷ lệ đơn vị \
             trả lời có hoặc đạt mức), \"ratio:A/B\" hoặc \"mean:A\" (bình quân theo A), với A, B là mã của chỉ tiêu trong tệp này.",
            "Write \"sum\", \"max\", \"min\", \"last\" (the figure of the lead), \"count\" or \"share\" (bodies that say yes or are at a \
             level), \"ratio:A/B\" or \"mean:A\" (weighted by A), where A and B are indicators of this file.",
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

/// The words that an indicator is answered in, where bodies are counted by them: those of `levels`, or else yes and no.
pub(super) fn scale(
    aggregation: &Spanned<String>,
    levels: Option<&Spanned<Vec<String>>>,
    unit: &str,
    source: &mut Source<'_>,
) -> Option<Scale> {
    let is_share = aggregation.get_ref() == "share";
    let counts = is_share || aggregation.get_ref() == "count";
    if is_share && !parse_unit(unit).is_percent() {
        source.mistake(
            &aggregation.span(),
            (
                format!("“share” là tỷ lệ phần trăm số đơn vị, nhưng đơn vị tính là “{unit}”."),
                format!("“share” is a percentage of bodies, and the unit is “{unit}”."),
            ),
            (
                "Hãy ghi unit = \"%\", hoặc aggregation = \"count\" nếu cần số đơn vị.",
                "Write unit = \"%\", or aggregation = \"count\" for a number of bodies.",
            ),
        );
    }
    let Some(levels) = levels else { return counts.then(Scale::yes_no) };
    if !counts {
        source.mistake(
            &levels.span(),
            (
                "Chỉ tiêu trả lời bằng mức (levels) không cộng, không bình quân được.".to_owned(),
                "What is answered in levels cannot be added or averaged.".to_owned(),
            ),
            (
                "Hãy ghi aggregation = \"count\" (số đơn vị) hoặc \"share\" (tỷ lệ đơn vị), hoặc bỏ levels.",
                "Write aggregation = \"count\" or \"share\", or take levels away.",
            ),
        );
    }
    if let Some((vi, en)) = fault(levels.get_ref()) {
        source.mistake(
            &levels.span(),
            (format!("Danh sách mức không dùng được: {vi}."), format!("The levels cannot be used: {en}.")),
            (
                "Hãy ghi từ hai mức trở lên, từ thấp đến cao, mỗi mức một từ riêng, không có dấu phẩy, ví dụ levels = \
                 [\"Không đạt\", \"Đạt\"].",
                "Write two levels or more, from the lowest up, each by words of its own and without a comma, such as levels = \
                 [\"Không đạt\", \"Đạt\"].",
            ),
        );
    }
    Some(Scale::of_levels(levels.get_ref().iter().map(|word| word.trim())))
}

/// What is wrong with a list of levels: Vietnamese, English.
fn fault(levels: &[String]) -> Option<(String, String)> {
    let told = |vi: &str, en: &str| Some((vi.to_owned(), en.to_owned()));
    let folded: BTreeSet<String> = levels.iter().map(|word| fold(word)).collect();
    if levels.len() < 2 {
        told("chỉ có một mức", "there is one level only")
    } else if folded.contains("") {
        told("có mức để trống", "a level is empty")
    } else if folded.len() < levels.len() {
        told("có hai mức giống nhau", "two levels are alike")
    } else if levels.iter().any(|word| word.contains([',', '\n', '"'])) {
        told("có mức chứa dấu phẩy, dấu nháy hoặc xuống dòng", "a level has a comma, a quotation mark or a line break")
    } else if levels.iter().map(|word| word.chars().count() + 1).sum::<usize>() > LETTERS_OF_LEVELS {
        told("các mức dài quá, Excel không nhận", "the levels are longer than Excel takes")
    } else {
        None
    }
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
