//! V27 `unconfirmed_plan`.

use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// Guesses of the program in `plan.md` that nobody has confirmed.
pub(super) static RULE: Rule = Rule {
    code: "V27",
    kind: "unconfirmed_plan",
    severity: Severity::Warning,
    title: ("Kế hoạch còn chỗ chưa xác nhận", "The plan has guesses that nobody has confirmed"),
    meaning: (
        "plan.md được lập từ văn bản bằng lệnh tonghop init --plan và còn ghi chú CẦN XÁC NHẬN.",
        "plan.md was made of the issued plan by tonghop init --plan, and comments CẦN XÁC NHẬN still stand in it.",
    ),
    reason: (
        "Vai trò của một mục quyết định đơn vị nào phải báo cáo việc gì. Đoán sai một mục thì cả biểu mẫu và báo cáo sai theo.",
        "The role of a section decides who reports on what. One wrong guess makes all forms and the report wrong.",
    ),
    example: (
        "“vai trò .tasks (nhiệm vụ mà mọi đơn vị báo cáo), vì đề mục có chữ nhiệm vụ” chưa ai xem.",
        "That a section is one of tasks was guessed from its heading, and nobody has looked.",
    ),
    remedy: (
        "Chạy tonghop plan, xem từng chỗ: đúng thì xóa ghi chú trong plan.md, sai thì sửa rồi xóa.",
        "Run tonghop plan and look at each: delete the comment in plan.md where it is right, else correct it first.",
    ),
};

/// Lines that a message names.
const NAMED: usize = 8;

/// One finding where any guess is left.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let unread = &consolidation.settings.plan.unread;
    let lines: Vec<String> = unread
        .iter()
        .filter(|passage| passage.to_confirm().is_some())
        .map(|passage| passage.line.to_string())
        .collect();
    if lines.is_empty() {
        return;
    }
    let count = lines.len();
    let named = lines.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if count > NAMED { ", …" } else { "" };
    let message = Bilingual::new(
        format!("plan.md còn {count} chỗ CẦN XÁC NHẬN (dòng {named}{more})."),
        format!("plan.md has {count} guesses to be confirmed (lines {named}{more})."),
    );
    let fix = Bilingual::new(
        "Chạy tonghop plan, xem từng chỗ; đúng thì xóa ghi chú, sai thì sửa rồi xóa.",
        "Run tonghop plan and look at each; delete the comment where it is right, else correct it first.",
    );
    findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
}
