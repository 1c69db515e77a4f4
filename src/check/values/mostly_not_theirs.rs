//! V14 `mostly_not_theirs`.

use crate::merge::{Consolidation, ProgressSummary};
use crate::model::{Bilingual, Finding, Rule, Severity, Status};

/// Of those that said something, so many in a hundred have to say that the task is not theirs.
const SHARE: usize = 75;
/// Bodies that are proposed as those that owe it.
const PROPOSED: usize = 5;
/// Fewer answers than these tell nothing.
const FEWEST: usize = 5;

/// A task that all bodies have to report on and that most of them say is not theirs.
pub(super) static RULE: Rule = Rule {
    code: "V14",
    kind: "mostly_not_theirs",
    severity: Severity::Warning,
    title: ("Nhiệm vụ mà phần lớn đơn vị cho là không thuộc mình", "A task that most bodies say is not theirs"),
    meaning: (
        "Từ ba phần tư số đơn vị có trả lời trở lên chọn “Không thuộc nhiệm vụ”, trong khi cài đặt coi mọi đơn vị đều phải báo \
         cáo.",
        "Three quarters of the bodies that answer, or more, say “Không thuộc nhiệm vụ”, while by the settings all have to report.",
    ),
    reason: (
        "Đơn vị chưa trả lời vẫn được tính là có nhiệm vụ, nên tỷ lệ hoàn thành thấp hơn thực tế.",
        "Those that do not answer count as owing it, so that the share is lower than it should be.",
    ),
    example: (
        "Việc sắp xếp một trường cao đẳng: 62 trên 63 đơn vị trả lời không thuộc nhiệm vụ, 42 đơn vị không trả lời.",
        "About one college: 62 of 63 bodies that answer say it is not theirs, and 42 say nothing.",
    ),
    remedy: (
        "Nếu chỉ một số đơn vị có nhiệm vụ này, ghi họ ở phần [owed_by] của report.toml.",
        "If only some bodies have the task, name them in [owed_by] of report.toml.",
    ),
};

/// The tasks that most say are not theirs, unless the settings say whose they are.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let owed_by = &consolidation.settings.report.owed_by;
    for summary in consolidation.tasks.iter().filter(|summary| !owed_by.names(&summary.node.id)) {
        let not_theirs = summary.counts.of(Status::NotApplicable);
        let (theirs, silent) = (summary.counts.reported().into_value(), *summary.counts.no_report.value());
        let answers = not_theirs + theirs;
        if silent == 0 || answers < FEWEST || 100 * not_theirs < SHARE * answers {
            continue;
        }
        let id = &summary.node.id;
        let message = Bilingual::new(
            format!(
                "{id}: {not_theirs} trong {answers} đơn vị có trả lời xác định không thuộc nhiệm vụ; {silent} đơn vị chưa báo \
                 cáo vẫn được tính là có nhiệm vụ."
            ),
            format!(
                "{id}: {not_theirs} of {answers} bodies that answer say it is not theirs; {silent} that say nothing count as \
                 owing it."
            ),
        );
        let line = proposed(summary);
        let fix = Bilingual::new(
            format!(
                "Nếu chỉ một số đơn vị có nhiệm vụ này, thêm vào [owed_by] của inputs/report.toml một dòng như: {line}."
            ),
            format!("If only some bodies have it, add to [owed_by] of inputs/report.toml a line such as: {line}."),
        );
        findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
    }
}

/// The line of the settings that gives the task to those that report on it as theirs.
fn proposed(summary: &ProgressSummary) -> String {
    let is_theirs = |status: Status| Status::NotApplicable != status;
    let theirs =
        summary.entries.iter().filter(|entry| entry.record.status().is_some_and(|state| is_theirs(*state.value())));
    let theirs: Vec<String> = theirs.map(|entry| format!("\"{}\"", entry.agency)).collect();
    let bodies = match theirs.len() {
        1..=PROPOSED => theirs.join(", "),
        _ => "\"…\"".to_owned(),
    };
    format!("\"{}\" = [{bodies}]", summary.node.id)
}
