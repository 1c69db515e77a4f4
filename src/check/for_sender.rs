//! What of a finding goes back to the sender: only what the sender can do, in a file that lies on the sender's desk.

use std::borrow::Cow;

use crate::model::Finding;

/// What the sender of a file can do about a finding, in Vietnamese; nothing where only the office that collects the reports
/// can do anything. `year` is the year reported on.
pub fn fix_for_sender(finding: &Finding, year: i16) -> Option<Cow<'_, str>> {
    Some(match finding.rule.kind {
        // The office's own settings and folders, and what is for its record.
        "link_too_long"
        | "unit_changed"
        | "mostly_not_theirs"
        | "owed_by_nobody"
        | "unaddressed_request"
        | "unused_alias"
        | "superseded"
        | "late"
        | "missing"
        | "same_name" => {
            return None;
        }
        "wrong_year" => Cow::Owned(format!(
            "Nếu ghi nhầm năm, sửa năm báo cáo trong tệp thành {year} rồi gửi lại; nếu đây là báo cáo của năm khác, gửi \
             báo cáo năm {year}."
        )),
        "duplicate_row" => Cow::Borrowed("Gộp hai dòng thành một, rồi gửi lại tệp."),
        "error_cell" => Cow::Borrowed("Nhập số đúng vào ô, thay cho công thức bị lỗi, rồi gửi lại tệp."),
        "formula_without_value" => Cow::Borrowed("Mở tệp bằng Excel, bấm Lưu (Ctrl+S) rồi gửi lại."),
        "ambiguous_agency" | "unknown_agency" | "sender_disagreement" => {
            Cow::Borrowed("Ghi đúng tên và mã đơn vị ở trang Thông tin rồi gửi lại.")
        }
        "future_date" => Cow::Borrowed("Nếu ghi nhầm, ghi lại ngày báo cáo."),
        _ => Cow::Borrowed(finding.fix.vi.as_str()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules;
    use crate::model::Bilingual;

    #[test]
    fn nothing_goes_back_that_a_sender_cannot_do() {
        for rule in rules() {
            let fix = Bilingual::new(rule.remedy.0, rule.remedy.1);
            let finding =
                Finding { rule, agency: None, file: String::new(), cells: Vec::new(), message: fix.clone(), fix };
            let Some(told) = fix_for_sender(&finding, 2026) else { continue };
            assert!(!told.contains("inputs/") && !told.contains("aliases"), "{}: {told}", rule.code);
        }
    }
}
