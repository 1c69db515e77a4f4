//! States in words of many kinds.

use crate::model::{Decimal, Status};
use crate::vietnamese::fold;

/// The state that words tell, and a percentage where they give one: `Hoàn thành 80%` is in progress at 80.
pub(super) fn read_status(text: &str) -> Option<(Status, Option<Decimal>)> {
    let folded = fold(text);
    let percent = percent_in(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).collect();
    let bare = words.join(" ");
    let status = exact(&bare).or_else(|| by_words(&bare, words.len()))?;
    let unfinished = percent.is_some_and(|percent| percent < Decimal::ONE_HUNDRED);
    let status = if status == Status::Completed && unfinished { Status::InProgress } else { status };
    Some((status, percent))
}

fn exact(words: &str) -> Option<Status> {
    Some(match words {
        "hoan thanh" | "da hoan thanh" | "xong" | "da xong" | "ht" | "dat" | "da thuc hien" | "da thuc hien xong"
        | "hoan tat" | "da hoan tat" | "completed" | "complete" | "done" | "da ht" => Status::Completed,
        "dang thuc hien" | "dang" | "dth" | "dang th" | "in progress" | "ongoing" | "dang lam" => Status::InProgress,
        "chua thuc hien" | "chua" | "cth" | "chua th" | "not started" | "chua co" | "chua lam" => Status::NotStarted,
        "khong thuoc nhiem vu"
        | "khong thuoc"
        | "ktnv"
        | "n a"
        | "na"
        | "khong ap dung"
        | "khong co nhiem vu"
        | "not applicable"
        | "khong phai nhiem vu"
        | "khong lien quan" => Status::NotApplicable,
        _ => return None,
    })
}

/// By the words contained; a denial is looked for before what it denies.
fn by_words(words: &str, count: usize) -> Option<Status> {
    if count > 14 {
        return None;
    }
    let padded = format!(" {words} ");
    let has = |parts: &[&str]| parts.iter().any(|part| padded.contains(&format!(" {part} ")));
    if has(&[
        "khong thuoc",
        "khong ap dung",
        "khong lien quan",
        "khong co nhiem vu",
        "khong phai nhiem vu",
        "khong phat sinh",
        "khong duoc giao",
    ]) {
        Some(Status::NotApplicable)
    } else if has(&["chua hoan thanh", "chua xong", "hoan thanh mot phan", "co ban hoan thanh", "chua hoan tat"]) {
        Some(Status::InProgress)
    } else if has(&[
        "chua thuc hien",
        "chua trien khai",
        "chua bat dau",
        "chua tien hanh",
        "khong thuc hien",
        "chua co ket qua",
    ]) {
        Some(Status::NotStarted)
    } else if has(&[
        "dang thuc hien",
        "dang trien khai",
        "dang tien hanh",
        "dang",
        "tiep tuc thuc hien",
        "thuong xuyen",
    ]) {
        Some(Status::InProgress)
    } else if has(&["hoan thanh", "da xong", "da thuc hien", "da trien khai", "hoan tat", "vuot", "dat"]) {
        Some(Status::Completed)
    } else {
        None
    }
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
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(read_status(text).map(|(status, _)| status), expected, "{text}");
        }
        assert_eq!(read_status("Hoàn thành 80%").and_then(|(_, percent)| percent), Some(Decimal::from(80)));
    }
}
