use proptest::prelude::*;

use super::*;
use crate::model::plain_decimal;

/// The year of the report.
const YEAR: i16 = 2026;

fn word(status: Status) -> &'static str {
    match status {
        Status::Completed => "HT",
        Status::InProgress => "DTH",
        Status::NotStarted => "CTH",
        Status::NotApplicable => "KTNV",
    }
}

/// A reading as `texts.txt` writes it.
fn told(reading: &StateReading) -> String {
    match reading {
        StateReading::None => "-".to_owned(),
        StateReading::Open(states) => states.iter().map(|state| word(*state)).collect::<Vec<_>>().join("?"),
        StateReading::State(state) => {
            let about = if state.approximate { "~" } else { "" };
            let percent = state.percent.map(|percent| format!(" {about}{}", plain_decimal(percent)));
            word(state.status).to_owned() + &percent.unwrap_or_default()
        }
    }
}

fn read(text: &str) -> String {
    told(&read_state(text, YEAR, StateColumn::States))
}

fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("texts.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" | ").expect("a reading and a text"))
}

#[test]
fn every_text_is_read_as_a_careful_clerk_reads_it() {
    assert!(texts().count() > 350, "{}", texts().count());
    let wrong: Vec<String> = texts()
        .filter(|(wanted, text)| read(text) != *wanted)
        .map(|(wanted, text)| format!("{text}: {}, and not {wanted}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_row_of_the_table_means_what_it_says() {
    for row in meaning::MEANINGS {
        let wanted = match row.taken {
            Some(status) => word(status).to_owned(),
            None => row.states.iter().map(|state| word(*state)).collect::<Vec<_>>().join("?"),
        };
        assert_eq!(read(row.example), wanted, "{}", row.example);
    }
}

/// `docs/states.md` prints the table.
#[test]
fn the_page_prints_the_table() {
    let page = include_str!("../../../docs/states.md");
    let labels = |states: &[Status]| states.iter().map(|state| state.vietnamese()).collect::<Vec<_>>().join(" hoặc ");
    let rows: Vec<String> = meaning::MEANINGS
        .iter()
        .map(|row| {
            let counts = row.taken.map_or("hỏi lại (D06)", Status::vietnamese);
            format!("| {} | {} | {counts} |", row.example, labels(row.states))
        })
        .collect();
    let printed: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.starts_with("| Đơn vị ghi"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert_eq!(printed, rows, "the table must be:\n{}\n", rows.join("\n"));
}

#[test]
fn words_with_other_marks_are_other_words() {
    for (text, wanted) in [
        ("Đảng ủy chỉ đạo", "-"),
        ("Đất", "-"),
        ("Chữa xong", "HT?DTH"),
        ("Chứa đạt", "HT?DTH"),
        ("Chưađạt", "-"),
        ("Đạtđược", "-"),
        ("Chuẩn", "-"),
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
}

#[test]
fn a_number_in_a_column_of_shares_is_one() {
    let read = |text: &str, fractions| told(&read_state(text, YEAR, StateColumn::Shares { fractions }));
    for (text, fractions, wanted) in [
        ("Đạt 70", false, "DTH 70"),
        ("Đạt 100", false, "HT 100"),
        ("Hoàn thành 62,5", false, "DTH 62.5"),
        ("Đạt 0,7", true, "DTH 70"),
        ("Đạt 1", true, "HT 100"),
        ("Đạt 0", false, "CTH 0"),
        ("Đạt khoảng 70", false, "DTH ~70"),
        ("Chưa đạt", false, "DTH"),
        ("Không đạt", false, "DTH?CTH"),
        ("Hoàn thành", false, "HT"),
        ("Đạt 3 lớp", false, "HT?DTH"),
        ("Hoàn thành ngày 15", false, "HT"),
        // A number alone is no state, and is read as one elsewhere.
        ("70", false, "-"),
        ("70%", false, "-"),
    ] {
        assert_eq!(read(text, fractions), wanted, "{text}");
    }
}

#[test]
fn a_state_alone_is_told_from_a_sentence() {
    for text in
        ["Hoàn thành", "Đã xong", "Đang TH", "Chưa thực hiện", "Hoàn thành 80%", "KTNV", "Thực hiện thường xuyên"]
    {
        assert!(says_only_a_state(text), "{text}");
    }
    for text in ["Đã tổ chức 3 lớp", "Chưa có kinh phí", "Mở 2 lớp", "Hoàn thành hồ sơ trường chuẩn", "", "Không"]
    {
        assert!(!says_only_a_state(text), "{text}");
    }
}

#[test]
fn what_is_too_long_tells_what_was_done_and_no_state() {
    let words = |count: usize| format!("Đang làm{}", " việc".repeat(count - 2));
    assert_eq!(read(&words(LONGEST_CLAUSE)), "DTH");
    assert_eq!(read(&words(LONGEST_CLAUSE + 1)), "-");
    let long = |bytes: usize| format!("Hoàn thành, {}", "a".repeat(bytes - "Hoàn thành, ".len()));
    assert_eq!(read(&long(LONGEST)), "HT");
    assert_eq!(read(&long(LONGEST + 1)), "-");
}

/// The state that a text is read as.
fn state(text: &str) -> Option<Status> {
    match read_state(text, YEAR, StateColumn::States) {
        StateReading::State(state) => Some(state.status),
        StateReading::Open(_) | StateReading::None => None,
    }
}

/// Texts that say that the whole is completed, without a share, and what may follow them without a change.
const DONE: &[&str] = &["Hoàn thành", "Đã hoàn thành", "Đã xong", "Hoàn tất", "Hoàn thành tốt", "Đã kết thúc", "HT"];
const REMARKS: &[&str] = &[
    "chưa quyết toán",
    "chưa nghiệm thu",
    "chưa thanh toán",
    "không phát sinh khó khăn",
    "không có vướng mắc",
    "chưa có văn bản",
    "tiếp tục thực hiện",
    "tiếp tục duy trì trong năm 2027",
    "nhiệm vụ thường xuyên",
    "không liên quan đến đơn vị khác",
    "đang chờ nghiệm thu",
    "đã tổ chức 3 hội nghị",
    "chưa tổng kết",
    "có báo cáo kèm theo",
];
/// Texts that deny that it is.
const NOT_DONE: &[&str] =
    &["chưa hoàn thành", "chưa xong", "chưa đạt", "không đạt", "chưa thực hiện", "chưa làm", "không hoàn thành"];
/// What makes it less than the whole.
const PARTS: &[&str] =
    &["một phần", "một số nội dung", "80%", "99,9 %", "4/5 nội dung", "cơ bản", "80 phần trăm", "giai đoạn 1", "13/20"];
const JOINTS: &[&str] = &[", ", "; ", " (", ". ", "\n", " - ", " nhưng ", ", tuy nhiên ", ": "];
/// The four states as the form has them.
const BARE: [&str; 4] = ["hoàn thành", "đang thực hiện", "chưa thực hiện", "không thuộc nhiệm vụ"];

fn of(list: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(list)
}

/// The text as it is typed without marks.
fn plain(text: &str) -> String {
    let letter =
        |letter: char| if letter.is_ascii() { letter.to_string() } else { super::super::fold(&letter.to_string()) };
    text.chars().map(letter).collect()
}

proptest! {
    #[test]
    fn a_remark_leaves_what_was_affirmed_first(done in of(DONE), joint in of(JOINTS), remark in of(REMARKS)) {
        let close = if joint == " (" { ")" } else { "" };
        let text = format!("{done}{joint}{remark}{close}");
        prop_assert_eq!(state(&text), Some(Status::Completed), "{}", text);
        prop_assert_eq!(state(&text.to_uppercase()), Some(Status::Completed), "{}", text);
    }

    #[test]
    fn what_is_denied_is_not_completed(
        lead in of(&["", "Đơn vị ", "Đến nay ", "Đã triển khai ", "Đã triển khai, ", "Tuyên truyền: ", "- "]),
        denied in of(NOT_DONE),
        joint in of(JOINTS),
        remark in of(REMARKS),
    ) {
        for text in [format!("{lead}{denied}"), format!("{lead}{denied}{joint}{remark}")] {
            prop_assert_ne!(state(&text), Some(Status::Completed), "{}", &text);
            prop_assert_ne!(state(&plain(&text)), Some(Status::Completed), "{}", text);
        }
    }

    #[test]
    fn a_part_is_not_the_whole(done in of(DONE), joint in of(&[" ", " (", ", "]), part in of(PARTS), remark in of(REMARKS)) {
        for text in [format!("{done}{joint}{part}"), format!("{done}{joint}{part}; {remark}")] {
            prop_assert_ne!(state(&text), Some(Status::Completed), "{}", text);
        }
    }

    #[test]
    fn two_states_are_none(first in 0_usize..4, other in 1_usize..4, joint in of(JOINTS), upper in any::<bool>()) {
        let text = format!("{}{joint}{}", BARE[first], BARE[(first + other) % 4]);
        let text = if upper { text.to_uppercase() } else { text };
        prop_assert_eq!(state(&text), None, "{}", text);
    }

    #[test]
    fn one_box_is_the_state(ticked in 0_usize..4, marks in prop::sample::select(vec![("☑", "☐"), ("[x]", "[ ]"), ("(x)", "( )"), ("☒", "□")]), after in any::<bool>()) {
        let choices = Status::ALL.map(|status| {
            let mark = if status == Status::ALL[ticked] { marks.0 } else { marks.1 };
            if after { format!("{} {mark}", status.vietnamese()) } else { format!("{mark} {}", status.vietnamese()) }
        });
        prop_assert_eq!(state(&choices.join("  ")), Some(Status::ALL[ticked]), "{:?}", choices);
    }

    #[test]
    fn marks_and_case_do_not_change_a_state(at in 0_usize..10_000) {
        let all: Vec<_> = texts().collect();
        let (_, text) = all[at % all.len()];
        let known = state(text);
        prop_assert_eq!(state(&text.to_uppercase()), known, "{}", text);
        // Without its marks a text may tell less, and never another state.
        let bare = state(&plain(text));
        prop_assert!(bare.is_none() || bare == known, "{}: {:?}", text, bare);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
        let _ = read(&text);
    }

    #[test]
    fn any_mix_of_telling_words_and_marks_is_read_without_panic(
        words in prop::collection::vec(of(&["hoàn thành", "chưa", "không", "đang", "80%", "4/5", "(", ")", ",", "/", "[x]", "☐", "do", "đã", "gần", "12", "trên", "phần", "1.", "giai đoạn"]), 0..12),
    ) {
        let _ = read(&words.join(" "));
        let _ = read(&words.concat());
    }
}
