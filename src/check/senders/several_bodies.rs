//! S13 `several_bodies`.

use super::super::data::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A table with the figures of several bodies side by side. Nothing tells which figures they are, and none is read.
pub(crate) static RULE: Rule = Rule {
    code: "S13",
    kind: "several_bodies",
    severity: Severity::Error,
    title: ("Bảng có cột riêng cho từng đơn vị", "A table with a column for each body"),
    meaning: (
        "Cột của bảng là tên các đơn vị, không phải “Kế hoạch”, “Thực hiện”.",
        "The columns of the table are headed by bodies, not by what was planned and reached.",
    ),
    reason: (
        "Không rõ số nào là của đơn vị gửi, số nào là kế hoạch hay thực hiện, nên không đọc bảng này.",
        "Which figures are the sender’s, and what they are, cannot be told: the table is not read.",
    ),
    example: (
        "Biểu 02 với các cột “Phường Bình Minh”, “Xã Thạnh Bình”, “Tổng cộng”.",
        "Biểu 02 with the columns “Phường Bình Minh”, “Xã Thạnh Bình”, “Tổng cộng”.",
    ),
    remedy: ("Xin từng đơn vị gửi biểu mẫu của mình.", "Ask each body for the form."),
};

/// What was found, and what to do.
pub(crate) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let (vi, en) = (cause.place(Language::Vietnamese), cause.place(Language::English));
    let found = cause.found();
    let message = Bilingual::new(
        format!("{vi}: bảng có cột riêng cho từng đơn vị ({found}); không đọc số liệu của bảng này."),
        format!("{en}: the table has a column for each body ({found}); its figures are not read."),
    );
    let fix = Bilingual::new(
        "Xin từng đơn vị gửi biểu mẫu của mình, có cột Kế hoạch và Thực hiện.",
        "Ask each body for the form, with the columns Kế hoạch and Thực hiện.",
    );
    (message, fix)
}
