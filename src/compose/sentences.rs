//! Pieces of Vietnamese prose: lists of names, shortened texts, sentences over counts that agree whatever the numbers.

use super::escape::one_line;
use super::numbers::{Printed, count, out_of, percent};
use crate::merge::Counts;
use crate::model::{Decimal, Status, Traced};
use crate::vietnamese::{kinds_together, lower_first, without_committee};

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

/// Below so many bodies a share says less than the numbers.
const FEW: usize = 5;

/// The ways in which the same counts are told, so that points below each other do not all read alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mould {
    /// `Đã có 66/104 đơn vị hoàn thành nhiệm vụ này (63,46%; …); …`
    Completed,
    /// `Trong 104 đơn vị có nhiệm vụ này, 66 đơn vị đã hoàn thành (63,46%; …), …`
    OfThoseWhoOweIt,
    /// `Tỷ lệ hoàn thành đạt 63,46% (66/104 đơn vị có nhiệm vụ; …); còn …`
    Share,
}

impl Mould {
    /// That of the point at a place in its group: they take turns.
    pub(super) fn in_turn(place: usize) -> Self {
        [Self::Completed, Self::OfThoseWhoOweIt, Self::Share][place % 3]
    }
}

/// The sentences that open a point: how far the bodies are that owe it, those that said nothing among them, and who says
/// that it is not theirs.
pub(super) fn progress(counts: &Counts, mould: Mould) -> String {
    let not_theirs = match counts.bodies(Status::NotApplicable) {
        none if *none.value() == 0 => String::new(),
        some => format!("{} đơn vị xác định không thuộc nhiệm vụ", count(some)),
    };
    let sentence = match (*counts.owing().value(), *counts.reported().value()) {
        (0, _) if not_theirs.is_empty() => return "Không có đơn vị nào phải báo cáo nội dung này.".to_owned(),
        (0, _) => return format!("Không có đơn vị nào báo cáo thực hiện nội dung này: {not_theirs}."),
        (_, 0) if not_theirs.is_empty() => return "Chưa có đơn vị nào báo cáo nội dung này.".to_owned(),
        (_, 0) => format!(
            "Chưa có đơn vị nào báo cáo thực hiện nội dung này: {} đơn vị chưa báo cáo",
            count(&counts.no_report)
        ),
        _ => states(counts, mould),
    };
    if not_theirs.is_empty() { format!("{sentence}.") } else { format!("{sentence}. Có {not_theirs}.") }
}

/// How far the bodies are that owe a task; what is none is left out.
fn states(counts: &Counts, mould: Mould) -> String {
    let (owing, reported) = (counts.owing(), counts.reported());
    let [done, doing, waiting] =
        [Status::Completed, Status::InProgress, Status::NotStarted].map(|status| counts.of(status));
    let all = *reported.value();
    let silent = unfinished(counts, "đơn vị", &[]);
    let with_silent = |words: String| if silent.is_empty() { words } else { format!("{words}; {}", join_and(&silent)) };
    if all == 1 {
        let state = match (done, doing) {
            (1, _) => "và đã hoàn thành",
            (_, 1) => "và đang thực hiện",
            _ => "nhưng chưa thực hiện",
        };
        return with_silent(format!("Có {} đơn vị báo cáo nhiệm vụ này {state}", count(&reported)));
    }
    if [done, doing, waiting].contains(&all) {
        let state = match (done, doing) {
            (1.., _) => "đều đã hoàn thành",
            (_, 1..) => "đều đang thực hiện, chưa đơn vị nào hoàn thành",
            _ => "đều chưa thực hiện",
        };
        // Who reports is not all who owe it: the share says of whom it is.
        let share = counts.completion().filter(|_| done > 0 && !silent.is_empty() && *owing.value() >= FEW);
        let share = share.map_or_else(String::new, |share| format!(", bằng {} số đơn vị có nhiệm vụ", percent(&share)));
        return with_silent(format!("Cả {} đơn vị báo cáo nhiệm vụ này {state}{share}", count(&reported)));
    }
    let rest = unfinished(counts, "đơn vị", &[Status::InProgress, Status::NotStarted]);
    if done == 0 {
        let all = count(&owing);
        return format!("Trong {all} đơn vị có nhiệm vụ này, chưa có đơn vị nào hoàn thành; {}", join_and(&rest));
    }
    completed(counts, &owing, mould, &join_and(&rest))
}

/// `23 đơn vị đang thực hiện`, `05 đơn vị chưa báo cáo`, without what is none: of these states, and of those that said
/// nothing. `unit` is what is counted.
pub(super) fn unfinished(counts: &Counts, unit: &str, states: &[Status]) -> Vec<String> {
    let states = states.iter().map(|status| (counts.bodies(*status), status.vietnamese()));
    states
        .chain([(&counts.no_report, Status::NO_REPORT)])
        .filter(|(bodies, _)| *bodies.value() > 0)
        .map(|(bodies, words)| format!("{} {unit} {}", count(bodies), words.to_lowercase()))
        .collect()
}

/// How many have completed a task, in words that weigh the share of those that owe it, and what the `rest` does. Where some
/// said nothing, the share of the others stands beside it.
fn completed(counts: &Counts, owing: &Traced<usize>, mould: Mould, rest: &str) -> String {
    let done = counts.bodies(Status::Completed);
    let numbers = out_of(done, owing);
    // Of a handful the share says less than the numbers.
    let Some(completion) = counts.completion().filter(|_| *owing.value() >= FEW) else {
        return format!("Đã có {numbers} đơn vị hoàn thành nhiệm vụ này; {rest}");
    };
    let (done, owing, alone) = (count(done), count(owing), percent(&completion));
    let share = with_share_of_reported(counts, &alone, "đơn vị");
    let told = match (mould, Weight::of(*completion.value())) {
        (Mould::Completed, Weight::NearlyAll) => {
            format!("Hầu hết các đơn vị có nhiệm vụ này đã hoàn thành: {numbers} đơn vị ({share})")
        }
        (Mould::Completed, Weight::Most) => {
            format!("Phần lớn đơn vị có nhiệm vụ này đã hoàn thành: {numbers} đơn vị ({share})")
        }
        (Mould::Completed, Weight::Half) => format!("Đã có {numbers} đơn vị hoàn thành nhiệm vụ này ({share})"),
        (Mould::Completed, Weight::Few) => format!("Mới có {numbers} đơn vị hoàn thành nhiệm vụ này ({share})"),
        (Mould::OfThoseWhoOweIt, weight) => {
            let done = match weight {
                Weight::NearlyAll => format!("hầu hết đã hoàn thành: {done} đơn vị"),
                Weight::Most => format!("phần lớn đã hoàn thành: {done} đơn vị"),
                Weight::Half => format!("đã có {done} đơn vị hoàn thành"),
                Weight::Few => format!("mới có {done} đơn vị hoàn thành"),
            };
            format!("Trong {owing} đơn vị có nhiệm vụ này, {done} ({share})")
        }
        (Mould::Share, weight) => {
            let reached = if weight == Weight::Few { "mới đạt" } else { "đạt" };
            let others = share_of_reported(counts, "đơn vị").map_or_else(String::new, |others| format!("; {others}"));
            format!("Tỷ lệ hoàn thành nhiệm vụ này {reached} {alone} ({numbers} đơn vị có nhiệm vụ{others})")
        }
    };
    format!("{told}; {rest}")
}

/// How much of a task is done, by the share of those that owe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    NearlyAll,
    Most,
    Half,
    Few,
}

impl Weight {
    fn of(completion: Decimal) -> Self {
        let at_least = |least: u8| completion >= Decimal::from(least);
        match () {
            () if at_least(80) => Self::NearlyAll,
            () if at_least(65) => Self::Most,
            () if at_least(50) => Self::Half,
            () => Self::Few,
        }
    }
}

/// `63,46%; tính riêng 94 đơn vị có báo cáo là 70,21%`; the share alone where all have reported or few have.
pub(super) fn with_share_of_reported(counts: &Counts, share: &Printed, unit: &str) -> String {
    share_of_reported(counts, unit).map_or_else(|| share.to_string(), |others| format!("{share}; {others}"))
}

/// `tính riêng 94 đơn vị có báo cáo là 70,21%`; `None` where all have reported or few have.
fn share_of_reported(counts: &Counts, unit: &str) -> Option<String> {
    let reported = counts.reported();
    let share = counts.completion_of_reported();
    let share = share.filter(|_| *counts.no_report.value() > 0 && *reported.value() >= FEW)?;
    Some(format!("tính riêng {} {unit} có báo cáo là {}", count(&reported), percent(&share)))
}

/// What stands out where `offices` (`cấp tỉnh`) and `localities` (`xã, phường`) are far apart. `None` where one of them has too
/// few bodies, or the two are close.
pub(super) fn contrast(offices: &str, provincial: &Counts, local: &Counts, localities: &str) -> Option<String> {
    /// Percentage points that are worth a sentence.
    const FAR_APART: u8 = 15;
    let all = [provincial, local].map(Counts::owing);
    if [provincial, local].iter().any(|counts| *counts.reported().value() < FEW) {
        return None;
    }
    let (above, below) = (provincial.completion()?, local.completion()?);
    let difference = above.value() - below.value();
    // Where it is silence that makes the difference, nothing is known to stand out.
    let of_reported = provincial.completion_of_reported()?.value() - local.completion_of_reported()?.value();
    let far_apart = Decimal::from(FAR_APART);
    if difference.abs() < far_apart
        || of_reported.abs() < far_apart
        || of_reported.is_sign_negative() != difference.is_sign_negative()
    {
        return None;
    }
    let relation = if difference > Decimal::ZERO { "cao hơn" } else { "thấp hơn" };
    Some(format!(
        "Tỷ lệ hoàn thành của khối {offices} là {} ({} đơn vị), {relation} khối {localities} ({}).",
        percent(&above),
        out_of(provincial.bodies(Status::Completed), &all[0]),
        percent(&below)
    ))
}

/// What localities are called together, after their names: `xã, phường`; `đơn vị` where a name does not tell.
pub(super) fn kinds<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let kinds = kinds_together(names.map(without_committee)).filter(|kinds| !kinds.is_empty());
    kinds.unwrap_or_else(|| "đơn vị".to_owned())
}

/// Words that keep their capital wherever they stand (decree 30/2020, Phụ lục II).
const ALWAYS_CAPITAL: [&str; 4] = ["Đảng", "Nhà", "Nhân", "Trung"];

/// A statement as it goes on inside a sentence: its first letter small, unless it opens a name.
pub(super) fn continued(text: &str) -> String {
    let mut words = text.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_word = first.chars().skip(1).all(|letter| letter.is_lowercase());
    let opens_a_name = second.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    // `Đề nghị UBND tỉnh`, `Thiếu GV`: a verb goes before a name, too, so only nouns of bodies and documents count.
    let names = ["Sở", "Bộ", "Ban", "Ủy", "Uỷ", "Công", "Luật", "Nghị", "Quyết", "Kế", "Kết", "Chỉ", "Thông", "Trường"];
    let is_name = (opens_a_name && names.contains(&first)) || ALWAYS_CAPITAL.contains(&first);
    if is_word && !is_name { lower_first(text) } else { text.to_owned() }
}

/// The first clause of a text of the plan, whole: up to the first semicolon, colon or full stop. A heading of an official
/// document does not break off.
pub(super) fn first_clause(text: &str) -> String {
    shorten(text, usize::MAX)
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

    fn counts(by_status: [usize; 4], no_report: usize) -> Counts {
        let traced = |count| Traced::from_setting(count, "test");
        Counts { by_status: by_status.map(traced), no_report: traced(no_report) }
    }

    fn sentence(by_status: [usize; 4], no_report: usize) -> String {
        progress(&counts(by_status, no_report), Mould::Completed)
    }

    #[test]
    fn the_same_counts_are_told_in_turn() {
        let told = |by_status: [usize; 4], no_report| {
            [0, 1, 2].map(|place| progress(&counts(by_status, no_report), Mould::in_turn(place)))
        };
        assert_eq!(
            told([66, 23, 5, 1], 10)[1..],
            [
                "Trong 104 đơn vị có nhiệm vụ này, đã có 66 đơn vị hoàn thành (63,46%; tính riêng 94 đơn vị có báo cáo là \
                 70,21%); 23 đơn vị đang thực hiện, 05 đơn vị chưa thực hiện và 10 đơn vị chưa báo cáo. Có 01 đơn vị xác \
                 định không thuộc nhiệm vụ.",
                "Tỷ lệ hoàn thành nhiệm vụ này đạt 63,46% (66/104 đơn vị có nhiệm vụ; tính riêng 94 đơn vị có báo cáo là \
                 70,21%); 23 đơn vị đang thực hiện, 05 đơn vị chưa thực hiện và 10 đơn vị chưa báo cáo. Có 01 đơn vị xác \
                 định không thuộc nhiệm vụ.",
            ]
        );
        assert_eq!(
            told([84, 10, 0, 0], 0)[1..],
            [
                "Trong 94 đơn vị có nhiệm vụ này, hầu hết đã hoàn thành: 84 đơn vị (89,36%); 10 đơn vị đang thực hiện.",
                "Tỷ lệ hoàn thành nhiệm vụ này đạt 89,36% (84/94 đơn vị có nhiệm vụ); 10 đơn vị đang thực hiện.",
            ]
        );
        assert_eq!(
            told([2, 0, 8, 0], 0)[2],
            "Tỷ lệ hoàn thành nhiệm vụ này mới đạt 20,00% (02/10 đơn vị có nhiệm vụ); 08 đơn vị chưa thực hiện."
        );
        assert_eq!(Mould::in_turn(3), Mould::in_turn(0));
        // Of a handful there is no share to tell.
        assert_eq!(told([2, 1, 0, 0], 0)[0], told([2, 1, 0, 0], 0)[2]);
    }

    #[test]
    fn sentences_agree_with_their_numbers() {
        let cases = [
            ([0, 0, 0, 0], 0, "Không có đơn vị nào phải báo cáo nội dung này."),
            ([0, 0, 0, 0], 5, "Chưa có đơn vị nào báo cáo nội dung này."),
            (
                [0, 0, 0, 2],
                0,
                "Không có đơn vị nào báo cáo thực hiện nội dung này: 02 đơn vị xác định không thuộc nhiệm vụ.",
            ),
            (
                [0, 0, 0, 2],
                3,
                "Chưa có đơn vị nào báo cáo thực hiện nội dung này: 03 đơn vị chưa báo cáo. Có 02 đơn vị xác định không \
                 thuộc nhiệm vụ.",
            ),
            ([1, 0, 0, 0], 0, "Có 01 đơn vị báo cáo nhiệm vụ này và đã hoàn thành."),
            ([0, 0, 1, 0], 0, "Có 01 đơn vị báo cáo nhiệm vụ này nhưng chưa thực hiện."),
            (
                [1, 0, 0, 62],
                42,
                "Có 01 đơn vị báo cáo nhiệm vụ này và đã hoàn thành; 42 đơn vị chưa báo cáo. Có 62 đơn vị xác định không \
                 thuộc nhiệm vụ.",
            ),
            ([3, 0, 0, 0], 1, "Cả 03 đơn vị báo cáo nhiệm vụ này đều đã hoàn thành; 01 đơn vị chưa báo cáo."),
            (
                [12, 0, 0, 0],
                8,
                "Cả 12 đơn vị báo cáo nhiệm vụ này đều đã hoàn thành, bằng 60,00% số đơn vị có nhiệm vụ; 08 đơn vị chưa báo \
                 cáo.",
            ),
            ([0, 12, 0, 0], 0, "Cả 12 đơn vị báo cáo nhiệm vụ này đều đang thực hiện, chưa đơn vị nào hoàn thành."),
            (
                [0, 2, 9, 0],
                4,
                "Trong 15 đơn vị có nhiệm vụ này, chưa có đơn vị nào hoàn thành; 02 đơn vị đang thực hiện, 09 đơn vị chưa \
                 thực hiện và 04 đơn vị chưa báo cáo.",
            ),
            ([2, 1, 0, 0], 0, "Đã có 02/03 đơn vị hoàn thành nhiệm vụ này; 01 đơn vị đang thực hiện."),
            (
                [84, 10, 0, 0],
                0,
                "Hầu hết các đơn vị có nhiệm vụ này đã hoàn thành: 84/94 đơn vị (89,36%); 10 đơn vị đang thực hiện.",
            ),
            // 66 of 104 owe it, of whom 94 reported.
            (
                [66, 23, 5, 1],
                10,
                "Đã có 66/104 đơn vị hoàn thành nhiệm vụ này (63,46%; tính riêng 94 đơn vị có báo cáo là 70,21%); 23 đơn vị \
                 đang thực hiện, 05 đơn vị chưa thực hiện và 10 đơn vị chưa báo cáo. Có 01 đơn vị xác định không thuộc \
                 nhiệm vụ.",
            ),
            // Of those that reported it would be “most”.
            (
                [39, 13, 3, 30],
                25,
                "Mới có 39/80 đơn vị hoàn thành nhiệm vụ này (48,75%; tính riêng 55 đơn vị có báo cáo là 70,91%); 13 đơn vị \
                 đang thực hiện, 03 đơn vị chưa thực hiện và 25 đơn vị chưa báo cáo. Có 30 đơn vị xác định không thuộc \
                 nhiệm vụ.",
            ),
            ([5, 4, 0, 0], 0, "Đã có 05/09 đơn vị hoàn thành nhiệm vụ này (55,56%); 04 đơn vị đang thực hiện."),
            ([2, 0, 8, 0], 0, "Mới có 02/10 đơn vị hoàn thành nhiệm vụ này (20,00%); 08 đơn vị chưa thực hiện."),
        ];
        for (by_status, no_report, wanted) in cases {
            assert_eq!(sentence(by_status, no_report), wanted);
        }
    }

    #[test]
    fn what_stands_out_is_said_where_it_does() {
        let of = |done, all| counts([done, all - done, 0, 0], 0);
        let sentence = contrast("cấp tỉnh", &of(8, 9), &of(50, 96), "xã, phường").expect("far apart");
        assert_eq!(
            sentence,
            "Tỷ lệ hoàn thành của khối cấp tỉnh là 88,89% (08/09 đơn vị), cao hơn khối xã, phường (52,08%)."
        );
        assert_eq!(contrast("cấp tỉnh", &of(5, 9), &of(50, 96), "xã, phường"), None, "close");
        assert_eq!(contrast("cấp tỉnh", &of(2, 2), &of(5, 96), "xã, phường"), None, "too few");
        // All six that reported have completed it: of twelve that owe it, that is no lead.
        assert_eq!(contrast("cấp tỉnh", &counts([6, 0, 0, 0], 6), &of(50, 96), "xã, phường"), None, "the silent count");
        // Five of six that reported, and six more said nothing: that they are behind is not known.
        assert_eq!(
            contrast("cấp tỉnh", &counts([3, 3, 0, 0], 6), &of(50, 96), "xã, phường"),
            None,
            "silence alone is no lag"
        );
    }

    #[test]
    fn localities_are_called_by_their_kinds() {
        let named = |names: &[&str]| kinds(names.iter().copied());
        assert_eq!(named(&["UBND xã Tân Lập", "UBND phường Long An"]), "xã, phường");
        assert_eq!(named(&["UBND huyện Bến Cầu", "UBND thị xã Hòa Thành"]), "thị xã, huyện");
        assert_eq!(named(&["Báo Tây Ninh"]), "đơn vị");
        assert_eq!(named(&[]), "đơn vị");
    }

    #[test]
    fn statements_go_on_in_small_letters_but_for_names() {
        for (text, wanted) in [
            ("Kinh phí còn hạn hẹp", "kinh phí còn hạn hẹp"),
            ("Đề nghị UBND tỉnh bổ sung biên chế", "đề nghị UBND tỉnh bổ sung biên chế"),
            ("Sở Tài chính chưa cấp kinh phí", "Sở Tài chính chưa cấp kinh phí"),
            ("UBND tỉnh chưa ban hành", "UBND tỉnh chưa ban hành"),
            ("Nhà nước chưa có chính sách", "Nhà nước chưa có chính sách"),
            ("Công tác phối hợp còn chậm", "công tác phối hợp còn chậm"),
            ("Luật Giáo dục chưa quy định", "Luật Giáo dục chưa quy định"),
        ] {
            assert_eq!(continued(text), wanted);
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
