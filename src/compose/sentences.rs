//! Pieces of Vietnamese prose: lists of names, shortened texts, sentences over counts that agree whatever the numbers.

use super::escape::one_line;
use crate::merge::Counts;
use crate::model::{Decimal, Status, round_percent};
use crate::vietnamese::{format_decimal, format_integer};

/// `a`, `a và b`, `a, b và c`.
pub(super) fn join_and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} và {last}", rest.join(", ")),
    }
}

/// `a; b; c`: for names that hold commas and `và` themselves, such as those of agencies.
pub(super) fn join_names(names: &[String]) -> String {
    match names {
        [first, second] => format!("{first} và {second}"),
        _ => names.join("; "),
    }
}

/// `70,21%`.
pub(super) fn percent(value: Decimal) -> String {
    format!("{}%", format_decimal(round_percent(value)))
}

/// The sentences that open a point: how many bodies have it as a task, and how far they are.
pub(super) fn progress(counts: &Counts, completion: Option<Decimal>) -> String {
    let applicable = counts.applicable();
    let no_report = *counts.no_report.value();
    let not_applicable = counts.of(Status::NotApplicable);
    let aside = aside(not_applicable, no_report);
    if applicable == 0 {
        return match (not_applicable, no_report) {
            (0, _) => "Chưa có đơn vị nào báo cáo nội dung này.".to_owned(),
            _ => format!("Không có đơn vị nào báo cáo thực hiện nội dung này: {aside}."),
        };
    }
    let mut text = match (applicable, counts.of(Status::Completed)) {
        (1, 1) => "Một đơn vị báo cáo thực hiện nhiệm vụ này và đã hoàn thành".to_owned(),
        (all, done) if all == done => {
            format!("Cả {} đơn vị báo cáo thực hiện nhiệm vụ này đều đã hoàn thành", format_integer(all))
        }
        (all, _) => format!(
            "Trong {} đơn vị báo cáo thực hiện nhiệm vụ này, {}",
            format_integer(all),
            states(counts, completion)
        ),
    };
    text.push('.');
    if !aside.is_empty() {
        text.push_str(&format!(" Có {aside}."));
    }
    text
}

/// `66 đơn vị đã hoàn thành (70,21%), 23 đơn vị đang thực hiện và 5 đơn vị chưa thực hiện`; what is none is left out.
fn states(counts: &Counts, completion: Option<Decimal>) -> String {
    let mut parts = Vec::new();
    let done = counts.of(Status::Completed);
    if done > 0 {
        let share = completion.map(|value| format!(" ({})", percent(value))).unwrap_or_default();
        parts.push(format!("{} đơn vị đã hoàn thành{share}", format_integer(done)));
    }
    for (status, words) in [(Status::InProgress, "đang thực hiện"), (Status::NotStarted, "chưa thực hiện")] {
        let count = counts.of(status);
        if count > 0 {
            parts.push(format!("{} đơn vị {words}", format_integer(count)));
        }
    }
    let parts = join_and(&parts);
    if done == 0 { format!("chưa có đơn vị nào hoàn thành, {parts}") } else { parts }
}

/// `5 đơn vị xác định không thuộc nhiệm vụ và 7 đơn vị chưa báo cáo nội dung này`.
fn aside(not_applicable: usize, no_report: usize) -> String {
    let mut parts = Vec::new();
    if not_applicable > 0 {
        parts.push(format!("{} đơn vị xác định không thuộc nhiệm vụ", format_integer(not_applicable)));
    }
    if no_report > 0 {
        parts.push(format!("{} đơn vị chưa báo cáo nội dung này", format_integer(no_report)));
    }
    join_and(&parts)
}

/// How long a heading made from a point's text may be, in characters.
const HEADING: usize = 130;

/// The first clause of a text of the plan: up to the first semicolon, colon or full stop; shorter at a comma or a word,
/// with an ellipsis, where that is long.
pub(super) fn first_clause(text: &str) -> String {
    shorten(text, HEADING)
}

/// Words that open a part of a sentence that can be left out.
const JOINTS: [&str; 11] =
    [", ", " trong ", " theo ", " để ", " nhằm ", " về ", " đối với ", " phù hợp ", " được ", " cho ", " gắn với "];

/// The first clause of a text, at most about `limit` characters.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let text = one_line(text);
    let clause = clause_end(&text).map_or(&*text, |end| &text[..end]).trim_end_matches(['.', ';', ':', ',', ' ']);
    let Some((limit_at, _)) = clause.char_indices().nth(limit) else { return clause.to_owned() };
    let head = &clause[..limit_at];
    // A joint too early would leave too little.
    let joint = JOINTS.iter().filter_map(|joint| head.rfind(joint)).max().filter(|at| *at > head.len() * 2 / 5);
    // `và` joins the parts of names too, so it comes after all others.
    let and = || head.rfind(" và ").filter(|at| *at > head.len() * 2 / 5);
    let end = joint.or_else(and).or_else(|| head.rfind(' ')).unwrap_or(head.len());
    format!("{}…", head[..end].trim_end_matches([',', ';', ':', ' ', '-', '–']))
}

/// Where the first clause ends: at `;`, `:` or `.` before a blank. `TP. Tây Ninh` has none: the word is too short.
fn clause_end(text: &str) -> Option<usize> {
    text.char_indices()
        .find(|&(at, letter)| {
            let ends_here = text[at + letter.len_utf8()..].starts_with(' ');
            match letter {
                ';' | ':' => ends_here,
                '.' => ends_here && text[..at].rsplit(' ').next().is_some_and(is_a_word),
                _ => false,
            }
        })
        .map(|(at, _)| at)
}

/// Whether a full stop behind it ends a sentence: `sáng tạo.` does, `TP.` and `tr.` do not.
fn is_a_word(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_lowercase)
}

/// A quotation, at most about `limit` characters, cut at the end of a sentence, or else at a word with an ellipsis.
pub(super) fn excerpt(text: &str, limit: usize) -> String {
    let text = one_line(text);
    let Some((limit_at, _)) = text.char_indices().nth(limit) else { return text.into_owned() };
    let head = &text[..limit_at];
    let sentence = [". ", "; "].iter().filter_map(|end| head.rfind(end)).max().filter(|end| *end > head.len() / 3);
    match sentence {
        Some(end) => format!("{}.", head[..end].trim_end_matches(['.', ';'])),
        None => format!("{}…", head[..head.rfind(' ').unwrap_or(head.len())].trim_end_matches([',', ';', ' '])),
    }
}

/// A sentence closed by a full stop, unless it closes itself.
pub(super) fn closed(text: &str) -> String {
    let text = text.trim_end_matches([' ', ';', ',', ':']);
    if text.ends_with(['.', '!', '?', '…']) || text.is_empty() { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Traced, percent_of};

    fn sentence(by_status: [usize; 4], no_report: usize) -> String {
        let traced = |count| Traced::from_setting(count, "test");
        let counts = Counts { by_status: by_status.map(traced), no_report: traced(no_report) };
        let completion = percent_of(Decimal::from(by_status[0]), Decimal::from(counts.applicable()));
        progress(&counts, completion)
    }

    #[test]
    fn sentences_agree_with_their_numbers() {
        let cases = [
            ([0, 0, 0, 0], 5, "Chưa có đơn vị nào báo cáo nội dung này."),
            (
                [0, 0, 0, 2],
                0,
                "Không có đơn vị nào báo cáo thực hiện nội dung này: 2 đơn vị xác định không thuộc nhiệm vụ.",
            ),
            ([1, 0, 0, 0], 0, "Một đơn vị báo cáo thực hiện nhiệm vụ này và đã hoàn thành."),
            (
                [3, 0, 0, 0],
                1,
                "Cả 3 đơn vị báo cáo thực hiện nhiệm vụ này đều đã hoàn thành. Có 1 đơn vị chưa báo cáo nội dung này.",
            ),
            (
                [0, 2, 0, 0],
                0,
                "Trong 2 đơn vị báo cáo thực hiện nhiệm vụ này, chưa có đơn vị nào hoàn thành, 2 đơn vị đang thực hiện.",
            ),
            (
                [66, 23, 5, 1],
                10,
                "Trong 94 đơn vị báo cáo thực hiện nhiệm vụ này, 66 đơn vị đã hoàn thành (70,21%), 23 đơn vị đang thực hiện \
                 và 5 đơn vị chưa thực hiện. Có 1 đơn vị xác định không thuộc nhiệm vụ và 10 đơn vị chưa báo cáo nội dung này.",
            ),
        ];
        for (by_status, no_report, wanted) in cases {
            assert_eq!(sentence(by_status, no_report), wanted);
        }
    }

    #[test]
    fn texts_are_shortened_at_their_joints() {
        assert_eq!(first_clause("Đẩy mạnh xã hội hóa; xây dựng cơ chế."), "Đẩy mạnh xã hội hóa");
        assert_eq!(first_clause("Đề nghị Mặt trận: Đẩy mạnh tuyên truyền."), "Đề nghị Mặt trận");
        assert_eq!(shorten("một hai ba bốn năm sáu", 12), "một hai ba…");
        assert_eq!(shorten("một hai ba bốn, năm sáu", 17), "một hai ba bốn…");
        assert_eq!(excerpt("Một câu. Hai câu. Ba câu", 18), "Một câu. Hai câu.");
        assert_eq!(excerpt("ngắn", 18), "ngắn");
        assert_eq!(closed("xong;"), "xong.");
        assert_eq!(closed("xong."), "xong.");
    }
}
