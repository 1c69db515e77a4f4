//! The mistakes that `plan.md` can hold, each a sentence on what is wrong and one on what is expected.

use super::PlanError;
use super::parse::ROLES;
use crate::model::{Bilingual, PlanId};

fn mistake(line: usize, problem: (String, String), expected: (&str, &str)) -> PlanError {
    PlanError { line, problem: Bilingual::new(problem.0, problem.1), expected: Bilingual::new(expected.0, expected.1) }
}

/// The first words of a text, enough to find it by.
fn beginning(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    if words.len() > 8 {
        words.truncate(8);
        words.push("…");
    }
    words.join(" ")
}

pub(super) fn no_symbol() -> PlanError {
    mistake(
        1,
        ("Thiếu số, ký hiệu của kế hoạch.".into(), "The plan's number and symbol are missing.".into()),
        (
            "Cần một dòng riêng ở đầu tệp, ví dụ: Số: 2739/KH-UBND.",
            "Put a line of its own at the top, such as: Số: 2739/KH-UBND.",
        ),
    )
}

const DATE_LINE: (&str, &str) = (
    "Cần một dòng riêng ở đầu tệp, ví dụ: Tây Ninh, ngày 05 tháng 11 năm 2020.",
    "Put a line of its own at the top, such as: Tây Ninh, ngày 05 tháng 11 năm 2020.",
);

pub(super) fn no_date() -> PlanError {
    mistake(
        1,
        ("Thiếu địa danh và ngày ban hành kế hoạch.".into(), "The place and date of the plan are missing.".into()),
        DATE_LINE,
    )
}

pub(super) fn bad_date(line: usize, text: &str) -> PlanError {
    mistake(
        line,
        (format!("“{text}” không phải là một ngày có thật."), format!("“{text}” is not a real date.")),
        DATE_LINE,
    )
}

pub(super) fn no_kind() -> PlanError {
    mistake(
        1,
        ("Thiếu tên loại văn bản.".into(), "The title of the document is missing.".into()),
        ("Cần một đề mục cấp một, ví dụ: # KẾ HOẠCH.", "Put a heading of level one, such as: # KẾ HOẠCH."),
    )
}

pub(super) fn no_subject(kind: &str) -> PlanError {
    mistake(
        1,
        (format!("Thiếu trích yếu sau “{kind}”."), format!("The subject after “{kind}” is missing.")),
        (
            "Cần một đoạn văn ngay sau tên loại văn bản, trước mục đầu tiên.",
            "Put a paragraph right after the title, before the first section.",
        ),
    )
}

pub(super) fn no_tasks() -> PlanError {
    mistake(
        1,
        (
            "Không có mục nào được đánh dấu là nhiệm vụ, giải pháp.".into(),
            "No section is marked as the tasks to report on.".into(),
        ),
        (
            "Ghi {.tasks} vào cuối đề mục đó, ví dụ: ## II. NHIỆM VỤ, GIẢI PHÁP {#II .tasks}.",
            "End its heading with {.tasks}, such as: ## II. NHIỆM VỤ, GIẢI PHÁP {#II .tasks}.",
        ),
    )
}

pub(super) fn empty_tasks(line: usize, title: &str) -> PlanError {
    mistake(
        line,
        (format!("Mục “{title}” không có nhiệm vụ nào."), format!("Section “{title}” holds no task.")),
        (
            "Cần các đề mục “### 1. …” hoặc các đoạn “a) …” bên dưới.",
            "Put headings “### 1. …” or paragraphs “a) …” below it.",
        ),
    )
}

pub(super) fn section_without_id(line: usize, text: &str) -> PlanError {
    mistake(
        line,
        (
            format!("Đề mục “{}” không có số thứ tự và không có mã.", beginning(text)),
            format!("Heading “{}” has neither a number nor an identifier.", beginning(text)),
        ),
        ("Ghi mã vào cuối đề mục, ví dụ: {#DM}.", "End the heading with an identifier, such as {#DM}."),
    )
}

pub(super) fn item_without_number(line: usize, text: &str) -> PlanError {
    mistake(
        line,
        (
            format!("Đề mục “{}” không có số thứ tự.", beginning(text)),
            format!("Heading “{}” has no number.", beginning(text)),
        ),
        ("Cần dạng “### 1. Tên đề mục”.", "Write it as “### 1. Title”."),
    )
}

pub(super) fn outside_section(line: usize, text: &str) -> PlanError {
    mistake(
        line,
        (
            format!("Đề mục “{}” không nằm trong mục lớn nào.", beginning(text)),
            format!("Heading “{}” stands outside any section.", beginning(text)),
        ),
        ("Cần một đề mục “## I. …” ở phía trên.", "Put a heading “## I. …” above it."),
    )
}

pub(super) fn two_roles(line: usize) -> PlanError {
    mistake(
        line,
        ("Một mục có hai vai trò.".into(), "A section has two roles.".into()),
        ("Chỉ giữ lại một từ trong ngoặc nhọn.", "Keep only one of the words in the braces."),
    )
}

pub(super) fn unknown_class(line: usize, class: &str) -> PlanError {
    let known: Vec<String> = ROLES.iter().map(|(word, _)| format!(".{word}")).collect();
    let known = known.join(", ");
    mistake(
        line,
        (format!("Không có vai trò “.{class}”."), format!("There is no role “.{class}”.")),
        (&format!("Các vai trò là: {known}."), &format!("The roles are: {known}.")),
    )
}

pub(super) fn empty_point(line: usize, label: &str) -> PlanError {
    mistake(
        line,
        (format!("Điểm “{label}” không có nội dung."), format!("Point “{label}” has no text.")),
        ("Ghi nội dung trên cùng dòng với ký hiệu điểm.", "Write its text on the line of its label."),
    )
}

pub(super) fn empty_row(line: usize) -> PlanError {
    mistake(
        line,
        ("Dòng của bảng không có tên nhiệm vụ.".into(), "A row of the table has no name.".into()),
        (
            "Cột ngay sau số thứ tự là tên nhiệm vụ và không được để trống.",
            "The column after the ordinal number is the name and must be filled in.",
        ),
    )
}

pub(super) fn stray_alias(line: usize) -> PlanError {
    mistake(
        line,
        (
            "Ghi chú alias không đứng sau điểm nào hoặc không có mã.".into(),
            "An alias follows no point or names none.".into(),
        ),
        (
            "Đặt ngay sau điểm, ví dụ: <!-- alias: II.3.g -->.",
            "Put it right after the point, such as: <!-- alias: II.3.g -->.",
        ),
    )
}

pub(super) fn duplicate_id(line: usize, id: &PlanId, first: usize) -> PlanError {
    mistake(
        line,
        (format!("Mã {id} đã dùng ở dòng {first}."), format!("Identifier {id} is already used on line {first}.")),
        (
            "Mỗi mục, điểm phải có mã riêng: sửa số thứ tự hoặc chữ cái bị trùng.",
            "Every node needs its own: correct the number or letter that occurs twice.",
        ),
    )
}
