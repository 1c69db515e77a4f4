//! D06 `unknown_status`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A status that cannot be read. The status is none of the form’s four, and none can be told from it, or two can.
pub(super) static RULE: Rule = Rule {
    code: "D06",
    kind: "unknown_status",
    severity: Severity::Error,
    title: ("Trạng thái không rõ", "A status that cannot be read"),
    meaning: (
        "Trạng thái không phải là một trong bốn mức của biểu mẫu và cũng không suy ra được, hoặc có thể hiểu theo hai cách.",
        "The status is none of the form’s four, and none can be told from it, or two can.",
    ),
    reason: ("Nhiệm vụ này được tính là chưa báo cáo trạng thái.", "The point counts as not reported."),
    example: ("“theo kế hoạch” ở cột Trạng thái.", "“as planned” in the status column."),
    remedy: (
        "Chọn Hoàn thành, Đang thực hiện, Chưa thực hiện hoặc Không thuộc nhiệm vụ.",
        "Choose Hoàn thành, Đang thực hiện, Chưa thực hiện or Không thuộc nhiệm vụ.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let (possible_vi, possible_en) = match cause.read_as() {
        states if states.contains(" hoặc ") => {
            (format!("có thể hiểu là {states}"), format!("which can mean {}", states.replace(" hoặc ", " or ")))
        }
        _ => ("không rõ là mức nào".to_owned(), "which is none of the four".to_owned()),
    };
    let message = Bilingual::new(
        format!(
            "{place}: đơn vị ghi trạng thái “{found}”{more}, {possible_vi}; được tính là chưa báo cáo.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: the status says “{found}”{more}, {possible_en}; it counts as not reported.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nhập một trong bốn mức: Hoàn thành, Đang thực hiện, Chưa thực hiện hoặc Không thuộc nhiệm vụ.",
        "Type one of: Hoàn thành, Đang thực hiện, Chưa thực hiện, Không thuộc nhiệm vụ.",
    );
    (message, fix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Remark, RemarkKind};

    #[test]
    fn the_states_that_can_be_meant_are_named() {
        let said = |read_as: &str| {
            let remark = Remark {
                kind: RemarkKind::UnknownStatus,
                cells: Vec::new(),
                field: "Trạng thái".to_owned(),
                row: "II.1.a".to_owned(),
                found: "Không đạt".to_owned(),
                read_as: read_as.to_owned(),
            };
            let (message, _) = describe(&Cause { remarks: vec![&remark] });
            (message.vi, message.en)
        };
        let (vi, en) = said("Đang thực hiện hoặc Chưa thực hiện");
        assert!(vi.contains("“Không đạt”, có thể hiểu là Đang thực hiện hoặc Chưa thực hiện; "), "{vi}");
        assert!(en.contains("“Không đạt”, which can mean Đang thực hiện or Chưa thực hiện; "), "{en}");
        let (vi, en) = said("");
        assert!(vi.contains("không rõ là mức nào") && en.contains("none of the four"), "{vi} {en}");
    }
}
