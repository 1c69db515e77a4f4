//! What the sections of a plan mean for the report, guessed from their headings.

use crate::plan::Role;
use crate::vietnamese::fold;

/// A guess and the words that it is made by; empty where none of them tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) role: Role,
    pub(super) by: &'static str,
}

/// Words of headings, as they are printed, with what they tell; the first that a heading has decides. Who does what goes before
/// the tasks, since `PHÂN CÔNG NHIỆM VỤ` has both words.
const WORDS: [(&str, Role); 34] = [
    ("tổ chức thực hiện", Role::Duties),
    ("phân công", Role::Duties),
    ("trách nhiệm", Role::Duties),
    ("kinh phí", Role::Funding),
    ("nguồn lực thực hiện", Role::Funding),
    ("nguồn vốn", Role::Funding),
    ("dự toán", Role::Funding),
    ("nhiệm vụ", Role::Tasks),
    ("giải pháp", Role::Tasks),
    ("nội dung thực hiện", Role::Tasks),
    ("nội dung triển khai", Role::Tasks),
    ("nội dung công việc", Role::Tasks),
    ("nội dung trọng tâm", Role::Tasks),
    ("các hoạt động", Role::Tasks),
    ("công việc", Role::Tasks),
    ("mục đích", Role::Narrative),
    ("yêu cầu", Role::Narrative),
    ("mục tiêu", Role::Narrative),
    ("chỉ tiêu", Role::Narrative),
    ("quan điểm", Role::Narrative),
    ("căn cứ", Role::Narrative),
    ("cơ sở pháp lý", Role::Narrative),
    ("sự cần thiết", Role::Narrative),
    ("tình hình", Role::Narrative),
    ("thực trạng", Role::Narrative),
    ("đánh giá", Role::Narrative),
    ("bối cảnh", Role::Narrative),
    ("phạm vi", Role::Narrative),
    ("đối tượng", Role::Narrative),
    ("chế độ báo cáo", Role::Narrative),
    ("thông tin, báo cáo", Role::Narrative),
    ("kiểm tra", Role::Narrative),
    ("thời gian", Role::Narrative),
    ("nội dung", Role::Tasks),
];

/// What a heading tells.
pub(super) fn of_heading(title: &str) -> Guess {
    let folded = format!(" {} ", fold(title));
    let found = WORDS.into_iter().find(|(words, _)| folded.contains(&format!(" {} ", fold(words))));
    found.map_or(Guess { role: Role::Narrative, by: "" }, |(by, role)| Guess { role, by })
}

/// The word that states a role in `plan.md`; none for what is not reported on.
pub(super) fn class(role: Role) -> Option<&'static str> {
    match role {
        Role::Tasks => Some("tasks"),
        Role::Funding => Some("funding"),
        Role::Duties => Some("duties"),
        Role::Catalogue => Some("catalogue"),
        Role::Narrative => None,
    }
}

/// What a role means, in words.
pub(super) fn meaning(role: Role) -> &'static str {
    match role {
        Role::Tasks => "nhiệm vụ mà mọi đơn vị báo cáo",
        Role::Funding => "kinh phí",
        Role::Duties => "tổ chức thực hiện: ai làm gì",
        Role::Catalogue => "danh mục mà đơn vị chủ trì báo cáo",
        Role::Narrative => "phần không phải báo cáo",
    }
}

/// Whether the head of a table is that of a list of tasks: what is to be done, and by whom, by when or with what product.
pub(super) fn is_task_table(head: &[String]) -> bool {
    const NAMES: [&str; 5] = ["nhiem vu", "noi dung", "cong viec", "hoat dong", "ten"];
    const DETAILS: [&str; 9] =
        ["chu tri", "thuc hien", "phoi hop", "san pham", "ket qua", "thoi gian", "thoi han", "hoan thanh", "tien do"];
    let folded: Vec<String> = head.iter().map(|cell| fold(cell)).collect();
    let has = |words: &[&str]| folded.iter().any(|cell| words.iter().any(|word| cell.contains(word)));
    head.len() >= 3 && has(&NAMES) && has(&DETAILS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_what_their_sections_are() {
        for (heading, role) in [
            ("MỤC ĐÍCH, YÊU CẦU", Role::Narrative),
            ("NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU", Role::Tasks),
            ("NỘI DUNG", Role::Tasks),
            ("KINH PHÍ", Role::Funding),
            ("KINH PHÍ THỰC HIỆN", Role::Funding),
            ("TỔ CHỨC THỰC HIỆN", Role::Duties),
            ("PHÂN CÔNG NHIỆM VỤ", Role::Duties),
            ("CHẾ ĐỘ BÁO CÁO", Role::Narrative),
            ("Mục tiêu", Role::Narrative),
            ("PHÁT TRIỂN HẠ TẦNG", Role::Narrative),
        ] {
            assert_eq!(of_heading(heading).role, role, "{heading}");
        }
    }

    #[test]
    fn tables_of_tasks_are_told_from_tables_of_figures() {
        let head = |cells: &str| cells.split('|').map(str::to_owned).collect::<Vec<_>>();
        assert!(is_task_table(&head("TT|Tên nhiệm vụ|Cơ quan chủ trì|Thời gian hoàn thành")));
        assert!(is_task_table(&head("STT|Nội dung công việc|Đơn vị thực hiện|Kết quả")));
        assert!(!is_task_table(&head("TT|Chỉ tiêu|2026|2030")));
        assert!(!is_task_table(&head("Nhiệm vụ|Chủ trì")));
    }
}
