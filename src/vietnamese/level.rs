//! Answers in words, as offices write them: yes and no, and levels that stand in an order.

use super::fold::{compose, fold};

/// Words of a yes, folded.
const YES: [&str; 16] = [
    "co",
    "da co",
    "co roi",
    "roi",
    "da",
    "dung",
    "x",
    "xx",
    "v",
    "1",
    "yes",
    "y",
    "true",
    "da thuc hien",
    "da ban hanh",
    "da hoan thanh",
];
/// Words of a no, folded.
const NO: [&str; 15] = [
    "khong",
    "chua",
    "khong co",
    "chua co",
    "ko",
    "ko co",
    "kh",
    "k",
    "0",
    "no",
    "n",
    "false",
    "chua thuc hien",
    "chua ban hanh",
    "chua hoan thanh",
];
/// Signs of a yes. An empty box says nothing that is sure.
const TICKS: [&str; 11] = ["✓", "✔", "☑", "√", "✅", "🗸", "🗹", "☒", "ü", "þ", "×"];
/// Words before the one that tells a level, folded.
const BEFORE: [&str; 9] = ["da", "dat", "xep", "loai", "muc", "do", "cap", "hang", "o"];
/// Signs behind which an answer is only explained.
const ENDS: [char; 7] = ['(', ',', ';', ':', '.', '\n', '–'];
/// Words that may turn an answer round where it is explained, folded.
const TURNS: [&str; 7] = ["chua", "khong", "nhung", "tuy", "chi", "tru", "mot phan"];
/// Those of them that may turn a no round: `Chưa, vì không có kinh phí` is a no all the same.
const TURNS_OF_NO: [&str; 4] = ["nhung", "tuy", "tru", "mot phan"];

/// The yes or no that a text says; `None` where it says neither.
pub fn read_yes_no(text: &str) -> Option<bool> {
    let text = compose(text);
    let whole = |answer: &str| {
        let bare = answer.trim_matches(|letter: char| letter.is_whitespace() || "()[].;,:\"'".contains(letter));
        let folded = fold(bare);
        match () {
            () if TICKS.contains(&bare) || YES.contains(&folded.as_str()) => Some(true),
            () if NO.contains(&folded.as_str()) => Some(false),
            () => None,
        }
    };
    let yes = || whole(explained(&text, &TURNS)?);
    let no = || whole(explained(&text, &TURNS_OF_NO)?).filter(|is_yes| !is_yes);
    whole(&text).or_else(yes).or_else(no)
}

/// Which of `words` a text says, by its place among them; `None` where it says none of them, or where several fit.
pub fn read_level(text: &str, words: &[impl AsRef<str>]) -> Option<usize> {
    let text = compose(text);
    let folded: Vec<String> = words.iter().map(|word| fold(word.as_ref())).collect();
    let one_of = |answer: &str| {
        let answer = fold(answer);
        let place = folded.iter().position(|word| *word == answer);
        place.or_else(|| {
            let core = core_of(&answer);
            let mut alike = (0..folded.len()).filter(|place| !core.is_empty() && core_of(&folded[*place]) == core);
            alike.next().filter(|_| alike.next().is_none())
        })
    };
    one_of(&text).or_else(|| one_of(explained(&text, &TURNS)?))
}

/// The answer of a text that goes on to explain it, unless what follows may turn it round: `Có` of `Có (QĐ số 12/QĐ-UBND)`.
fn explained<'t>(text: &'t str, turns: &[&str]) -> Option<&'t str> {
    let trimmed = text.trim();
    let end = trimmed.find(ENDS).or_else(|| trimmed.find(" - "))?;
    let (answer, rest) = trimmed.split_at(end);
    let rest = format!(" {} ", fold(rest));
    let is_turned = turns.iter().any(|word| rest.contains(&format!(" {word} ")));
    (!answer.trim().is_empty() && !is_turned).then_some(answer)
}

/// What tells a level from others, folded: `2` of `dat muc do 2`, `khong dat` of `chua dat`; Roman numerals as digits.
fn core_of(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let first = words.iter().position(|word| !BEFORE.contains(word)).unwrap_or(words.len().saturating_sub(1));
    let word = |word: &&str| {
        match *word {
            "chua" => "khong",
            "i" => "1",
            "ii" => "2",
            "iii" => "3",
            "iv" => "4",
            "v" => "5",
            other => other,
        }
        .to_owned()
    };
    words[first.min(words.len())..].iter().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_read_as_offices_write_them() {
        for yes in
            ["Có", "có", "CÓ", "Co\u{301}", "x", "X", "☑", "✓", "Đã có", "đã ban hành", "1", "Có (QĐ số 12/QĐ-UBND)"]
        {
            assert_eq!(read_yes_no(yes), Some(true), "{yes}");
        }
        for no in
            ["Không", "Chưa", "chưa có", "Kho\u{302}ng", "0", "Chưa (đang trình)", "không.", "Không (chưa có kinh phí)"]
        {
            assert_eq!(read_yes_no(no), Some(false), "{no}");
        }
        for neither in [
            "",
            "☐",
            "2",
            "đang làm",
            "Có, nhưng chưa ban hành",
            "Chưa, nhưng đã trình",
            "Có một phần, chưa đủ",
            "Có/Không",
            "có 3 lớp",
        ] {
            assert_eq!(read_yes_no(neither), None, "{neither}");
        }
    }

    #[test]
    fn levels_are_read_by_what_tells_them_apart() {
        let levels = ["Mức 1", "Mức 2", "Mức 3"];
        for (text, rank) in [("Mức 2", 1), ("mức độ 3", 2), ("2", 1), ("II", 1), ("Đạt mức 1", 0), ("MỨC 3 (QĐ 5)", 2)]
        {
            assert_eq!(read_level(text, &levels), Some(rank), "{text}");
        }
        for text in ["Mức 4", "đạt", "mức", "Mức 1 và 2", "12", "Mức 2, chưa công nhận"] {
            assert_eq!(read_level(text, &levels), None, "{text}");
        }
        let reached = ["Không đạt", "Đạt"];
        for (text, rank) in [("Đạt", 1), ("đã đạt", 1), ("Chưa đạt", 0), ("không  ĐẠT", 0), ("Kho\u{302}ng đạt", 0)]
        {
            assert_eq!(read_level(text, &reached), Some(rank), "{text}");
        }
        assert_eq!(read_level("Không", &reached), None);
        // Where both words are among the levels, each is its own.
        let both = ["Chưa đạt", "Không đạt", "Đạt"];
        assert_eq!(["Chưa đạt", "Không đạt"].map(|text| read_level(text, &both)), [Some(0), Some(1)]);
    }
}
