//! States in words of many kinds.

use crate::model::{Decimal, Status};
use crate::vietnamese::fold;

/// The state that words tell, and a percentage where they give one: `Hoàn thành 80%` is in progress at 80.
pub(super) fn read_status(text: &str) -> Option<(Status, Option<Decimal>)> {
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let bare = spelt_out(&fold(text));
    let status = exact(&bare).or_else(|| by_words(&bare))?;
    let percent = percent_in(text);
    let status = match percent {
        Some(percent) if status == Status::Completed && percent.is_zero() => Status::NotStarted,
        Some(percent) if status == Status::Completed && percent < Decimal::ONE_HUNDRED => Status::InProgress,
        _ => status,
    };
    Some((status, percent))
}

/// Bytes and words of the longest text that tells a state; longer ones tell what was done.
const LONGEST: usize = 160;
const MOST_WORDS: usize = 14;

/// Folded words with their abbreviations spelt out, without figures.
fn spelt_out(folded: &str) -> String {
    let words = folded.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    let mut spelt: Vec<&str> = Vec::new();
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        // `h.thành`, `t/hiện`, `tr.khai`: the first syllable cut down to its beginning.
        let pair = match (word, words.peek()) {
            ("h" | "ht" | "hoan", Some(&"thanh")) => Some("hoan thanh"),
            ("t" | "th", Some(&"hien")) => Some("thuc hien"),
            ("t" | "tr", Some(&"khai")) => Some("trien khai"),
            _ => None,
        };
        if let Some(pair) = pair {
            spelt.push(pair);
            words.next();
            continue;
        }
        spelt.push(match word {
            "th" => "thuc hien",
            "ht" => "hoan thanh",
            "tk" => "trien khai",
            "dth" => "dang thuc hien",
            "cth" => "chua thuc hien",
            "cht" => "chua hoan thanh",
            "ktnv" => "khong thuoc nhiem vu",
            "htnv" => "hoan thanh nhiem vu",
            "nv" => "nhiem vu",
            // `kh` is kế hoạch more often.
            "k" | "ko" => "khong",
            other => other,
        });
    }
    spelt.join(" ")
}

/// Whether a text tells a state and no more: no word of it that only a sentence has.
pub(super) fn says_only_a_state(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "hoan",
        "thanh",
        "da",
        "dang",
        "chua",
        "khong",
        "thuc",
        "hien",
        "trien",
        "khai",
        "thuoc",
        "nhiem",
        "vu",
        "cua",
        "don",
        "vi",
        "co",
        "ban",
        "mot",
        "phan",
        "ket",
        "thuc",
        "xong",
        "dat",
        "vuot",
        "ke",
        "hoach",
        "yeu",
        "cau",
        "duoc",
        "giao",
        "ap",
        "dung",
        "lien",
        "quan",
        "phat",
        "sinh",
        "tiep",
        "tuc",
        "thuong",
        "xuyen",
        "hang",
        "nam",
        "va",
        "gan",
        "sap",
        "lam",
        "tat",
        "ok",
        "completed",
        "complete",
        "done",
        "finished",
        "in",
        "progress",
        "ongoing",
        "not",
        "started",
        "n",
        "a",
        "na",
        "applicable",
        "x",
        "v",
        "to",
        "chuc",
        "noi",
        "dung",
        "h",
        "t",
        "tr",
        "th",
        "ht",
        "tk",
        "dth",
        "cth",
        "cht",
        "ktnv",
        "htnv",
        "nv",
        "k",
        "ko",
        "kh",
        "tien",
        "do",
        "dung",
        "han",
        "",
    ];
    let folded = fold(text);
    let is_plain = |word: &str| WORDS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= LONGEST && folded.split(' ').all(is_plain)
}

fn exact(words: &str) -> Option<Status> {
    Some(match words {
        "hoan thanh" | "da hoan thanh" | "xong" | "da xong" | "da lam" | "ket thuc" | "ok" | "completed"
        | "complete" | "done" | "finished" => Status::Completed,
        "dang" | "in progress" | "ongoing" => Status::InProgress,
        "chua" | "not started" => Status::NotStarted,
        "n a" | "na" | "not applicable" | "khong co" => Status::NotApplicable,
        _ => return None,
    })
}

/// Words that tell a state, the more telling first: a denial before what it denies.
const TELLING: [(Status, &[&str]); 5] = [
    (
        Status::NotApplicable,
        &[
            "khong thuoc",
            "khong ap dung",
            "khong lien quan",
            "khong co nhiem vu",
            "khong co noi dung",
            "khong phai nhiem vu",
            "khong phat sinh",
            "khong duoc giao",
            "khong co chuc nang",
            "ngoai chuc nang",
            "ngoai tham quyen",
        ],
    ),
    (
        Status::InProgress,
        &[
            "chua hoan",
            "chua xong",
            "chua dat",
            "chua ket thuc",
            "mot phan",
            "co ban hoan thanh",
            "gan hoan",
            "gan xong",
            "gan dat",
            "sap hoan",
            "sap xong",
            "can hoan thanh",
            "phai hoan thanh",
        ],
    ),
    (Status::NotStarted, &["chua", "khong thuc hien", "khong trien khai", "khong hoan thanh"]),
    (
        Status::InProgress,
        &["dang", "tiep tuc thuc hien", "tiep tuc trien khai", "thuong xuyen", "hang nam", "se hoan thanh", "du kien"],
    ),
    (
        Status::Completed,
        &[
            "hoan thanh",
            "xong",
            "da thuc hien",
            "da trien khai",
            "da to chuc",
            "da ban hanh",
            "da ket thuc",
            "hoan tat",
            "vuot",
            "dat",
        ],
    ),
];

fn by_words(words: &str) -> Option<Status> {
    if words.split(' ').count() > MOST_WORDS {
        return None;
    }
    let padded = format!(" {words} ");
    let has = |telling: &str| {
        padded.match_indices(telling).any(|(start, _)| {
            padded.as_bytes()[start - 1] == b' ' && padded.as_bytes().get(start + telling.len()) == Some(&b' ')
        })
    };
    TELLING.iter().find(|(_, telling)| telling.iter().any(|words| has(words))).map(|(status, _)| *status)
}

/// The number before a per cent sign.
fn percent_in(text: &str) -> Option<Decimal> {
    let (before, _) = text.split_once('%')?;
    let before = before.trim_end();
    let start = before
        .rfind(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '.')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    before[start..].replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_in_many_words() {
        use Status::{Completed, InProgress, NotApplicable, NotStarted};
        for (text, expected) in [
            ("Hoàn thành", Some(Completed)),
            ("ĐÃ HOÀN THÀNH", Some(Completed)),
            ("Đã hoàn thành tháng 6/2024", Some(Completed)),
            ("Hoàn thành 100%", Some(Completed)),
            ("Hoàn thành 80%", Some(InProgress)),
            ("chưa hoàn thành", Some(InProgress)),
            ("Đang triển khai", Some(InProgress)),
            ("Chưa triển khai", Some(NotStarted)),
            ("Chưa thực hiện", Some(NotStarted)),
            ("Không thuộc nhiệm vụ của đơn vị", Some(NotApplicable)),
            ("N/A", Some(NotApplicable)),
            ("hoan thanh", Some(Completed)),
            ("Đạt yêu cầu", Some(Completed)),
            ("Đã HT", Some(Completed)),
            ("Đang TH", Some(InProgress)),
            ("Chưa TH", Some(NotStarted)),
            ("Chưa có kinh phí nên chưa làm", Some(NotStarted)),
            ("Chưa đạt", Some(InProgress)),
            ("Hoàn thành một phần", Some(InProgress)),
            ("Không phát sinh", Some(NotApplicable)),
            ("KTNV", Some(NotApplicable)),
            ("Không có", Some(NotApplicable)),
            ("Đã h.thành", Some(Completed)),
            ("Đang t/hiện", Some(InProgress)),
            ("Chưa tr.khai", Some(NotStarted)),
            ("Ko thuộc NV", Some(NotApplicable)),
            ("K thuộc nhiệm vụ", Some(NotApplicable)),
            ("Hoàn thành 100% KH", Some(Completed)),
            ("Gần xong", Some(InProgress)),
            ("Sắp hoàn thành", Some(InProgress)),
            ("Đã HTNV", Some(Completed)),
            ("Kết thúc", Some(Completed)),
            ("Không", None),
            ("Ko", None),
            ("KH thực hiện quý IV", None),
            ("Thực hiện", None),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(read_status(text).map(|(status, _)| status), expected, "{text}");
        }
    }

    #[test]
    fn a_percentage_says_how_far_it_is() {
        use Status::{Completed, InProgress, NotStarted};
        for (text, status, percent) in [
            ("Hoàn thành 80%", InProgress, Some("80")),
            ("Hoàn thành 62,5%", InProgress, Some("62.5")),
            ("Hoàn thành 62.5 %", InProgress, Some("62.5")),
            ("Hoàn thành 0%", NotStarted, Some("0")),
            ("Hoàn thành 100%", Completed, Some("100")),
            ("Vượt 120%", Completed, Some("120")),
            ("Hoàn thành", Completed, None),
        ] {
            let percent = percent.map(|percent| percent.parse().expect("a number"));
            assert_eq!(read_status(text), Some((status, percent)), "{text}");
        }
    }

    #[test]
    fn words_count_whole_and_long_texts_tell_no_state() {
        // `chuan` begins with `chua`, `xdat` ends in `dat`, `dating` begins with it.
        for text in ["Chuẩn bị", "Theo chuẩn", "xđạt", "đạting"] {
            assert_eq!(read_status(text), None, "{text}");
        }
        let told = "Đã tổ chức tập huấn cho giáo viên các trường trên địa bàn xã";
        assert_eq!(told.split(' ').count(), MOST_WORDS);
        assert_eq!(read_status(told), Some((Status::Completed, None)));
        assert_eq!(read_status(&format!("{told} nhà")), None);
        let long_words = format!("Hoàn thành {}", "a".repeat(LONGEST - "Hoàn thành ".len()));
        assert_eq!(read_status(&long_words), Some((Status::Completed, None)));
        assert_eq!(read_status(&format!("{long_words}a")), None);
    }

    #[test]
    fn a_percentage_overrules_the_word_that_it_is_done() {
        use Status::{Completed, InProgress, NotStarted};
        for (text, status, percent) in [
            ("Hoàn thành 0%", NotStarted, "0"),
            ("Hoàn thành 0,5%", InProgress, "0.5"),
            ("Hoàn thành 99,5%", InProgress, "99.5"),
            ("Hoàn thành 99.9 %", InProgress, "99.9"),
            ("Hoàn thành 100%", Completed, "100"),
            ("Đạt 120% kế hoạch", Completed, "120"),
            ("Đạt:75%", InProgress, "75"),
            // What is under way or not begun stays so, whatever stands beside it.
            ("Đang thực hiện 0%", InProgress, "0"),
            ("Chưa thực hiện, còn 30%", NotStarted, "30"),
        ] {
            let percent = percent.parse().expect("a number");
            assert_eq!(read_status(text), Some((status, Some(percent))), "{text}");
        }
        assert_eq!(read_status("Hoàn thành"), Some((Completed, None)));
    }

    #[test]
    fn what_tells_more_goes_before_what_it_denies() {
        use Status::{Completed, InProgress, NotApplicable, NotStarted};
        for (text, expected) in [
            ("Không hoàn thành", NotStarted),
            ("Không triển khai", NotStarted),
            ("Không thuộc nhiệm vụ đã triển khai", NotApplicable),
            ("Đang hoàn thành", InProgress),
            ("Cơ bản hoàn thành", InProgress),
            ("Chưa triển khai, dự kiến năm sau", NotStarted),
            ("Đã triển khai, tiếp tục thực hiện", InProgress),
            ("Thực hiện thường xuyên", InProgress),
            ("Đã tổ chức", Completed),
            ("Vượt kế hoạch", Completed),
        ] {
            assert_eq!(read_status(text).map(|(status, _)| status), Some(expected), "{text}");
        }
    }

    #[test]
    fn only_whole_words_of_short_texts_tell_a_state() {
        // `đạt` at the end and `chưa` at the beginning of words that were written together.
        assert_eq!(read_status("Chưađạt"), None);
        assert_eq!(read_status("Đạtđược"), None);
        // A sentence tells what was done, and not how it stands: fourteen words, and fifteen.
        let words = |count: usize| format!("Đã tổ chức{}", " và".repeat(count - 3));
        assert_eq!(read_status(&words(14)), Some((Status::Completed, None)));
        assert_eq!(read_status(&words(15)), None);
        // 160 bytes, and one more.
        let long = |bytes: usize| format!("xong {}", "a".repeat(bytes - 5));
        assert_eq!(read_status(&long(160)), Some((Status::Completed, None)));
        assert_eq!(read_status(&long(161)), None);
    }
}
