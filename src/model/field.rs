//! What the form says of an item: one entry a field, with everything that names it anywhere.

use super::Language;

/// What is said of an item: a column of the form, or what is computed from columns. In the order in which lists, sheets and
/// `data.json` give them: what can be counted before what can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Trạng thái of a point, duty or catalogue row.
    Status,
    /// Tỷ lệ hoàn thành, in percent.
    Percent,
    /// Kết quả thực hiện.
    Result,
    /// Văn bản, sản phẩm.
    Documents,
    /// Khó khăn, vướng mắc.
    Difficulties,
    /// Đề xuất, kiến nghị.
    Proposals,
    /// Ngày hoàn thành thực tế of a task that has a deadline.
    CompletedOn,
    /// Lý do chậm of a task that is past its deadline.
    DelayReason,
    /// Thời hạn mới of such a task.
    NewDue,
    /// Kế hoạch of an indicator.
    Planned,
    /// Thực hiện of an indicator.
    Actual,
    /// Thực hiện so với kế hoạch of an indicator, in percent; always computed.
    AgainstPlan,
    /// Dự toán giao of a funding line, in triệu đồng.
    Allocated,
    /// Đã thực hiện of a funding line, in triệu đồng.
    Spent,
    /// What was spent of what was allocated, in percent; computed, and checked where a body wrote it.
    SpentShare,
    /// What a body wrote in a row that is added up anew; checked, never counted.
    WrittenAllocated,
    /// The same of the spent amount.
    WrittenSpent,
    /// Ghi chú.
    Note,
}

/// What a field's cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// One of the four states.
    Status,
    /// A share in percent: 95 for 95 %.
    Percent,
    /// A figure in the unit of its indicator.
    Figure,
    /// An amount in triệu đồng.
    Amount,
    /// Running text.
    Text,
}

/// All that names a field.
struct Properties {
    /// The field as sentences and sheets call it.
    vietnamese: &'static str,
    /// The same in English.
    english: &'static str,
    /// The head of its column on the form; with its unit where the cells do not show it.
    head: &'static str,
    /// The last part of a figure's code: the first letters of the column.
    letters: &'static str,
    /// The key in `data.json`.
    key: &'static str,
    /// What its cells hold.
    value_type: ValueType,
}

/// Everything that names a field stands here: a new field is one entry, and the compiler asks for it.
const fn properties(field: Field) -> Properties {
    use ValueType::{Amount, Figure, Percent, Status, Text};
    match field {
        Field::Status => Properties {
            vietnamese: "Trạng thái",
            english: "status",
            head: "Trạng thái",
            letters: "TT",
            key: "status",
            value_type: Status,
        },
        Field::Percent => Properties {
            vietnamese: "Tỷ lệ hoàn thành",
            english: "percent completed",
            head: "Tỷ lệ hoàn thành (%)",
            letters: "TL",
            key: "percent",
            value_type: Percent,
        },
        Field::Result => Properties {
            vietnamese: "Kết quả thực hiện",
            english: "result",
            head: "Kết quả thực hiện",
            letters: "KQ",
            key: "result",
            value_type: Text,
        },
        Field::Documents => Properties {
            vietnamese: "Văn bản, sản phẩm",
            english: "documents",
            head: "Văn bản, sản phẩm",
            letters: "VB",
            key: "documents",
            value_type: Text,
        },
        Field::Difficulties => Properties {
            vietnamese: "Khó khăn, vướng mắc",
            english: "difficulties",
            head: "Khó khăn, vướng mắc",
            letters: "KK",
            key: "difficulties",
            value_type: Text,
        },
        Field::Proposals => Properties {
            vietnamese: "Đề xuất, kiến nghị",
            english: "proposals",
            head: "Đề xuất, kiến nghị",
            letters: "DX",
            key: "proposals",
            value_type: Text,
        },
        Field::CompletedOn => Properties {
            vietnamese: "Ngày hoàn thành thực tế",
            english: "day of completion",
            head: "Ngày hoàn thành thực tế",
            letters: "NHT",
            key: "completed_on",
            value_type: Text,
        },
        Field::DelayReason => Properties {
            vietnamese: "Lý do chậm",
            english: "reason for the delay",
            head: "Lý do chậm",
            letters: "LD",
            key: "delay_reason",
            value_type: Text,
        },
        Field::NewDue => Properties {
            vietnamese: "Thời hạn mới",
            english: "new deadline",
            head: "Thời hạn mới",
            letters: "HM",
            key: "new_due",
            value_type: Text,
        },
        Field::Planned => Properties {
            vietnamese: "Kế hoạch",
            english: "planned",
            head: "Kế hoạch",
            letters: "KH",
            key: "planned",
            value_type: Figure,
        },
        Field::Actual => Properties {
            vietnamese: "Thực hiện",
            english: "actual",
            head: "Thực hiện",
            letters: "TH",
            key: "actual",
            value_type: Figure,
        },
        Field::AgainstPlan => Properties {
            vietnamese: "Thực hiện so với kế hoạch",
            english: "share of the plan reached",
            head: "Tỷ lệ (%)",
            letters: "SS",
            key: "against_plan",
            value_type: Percent,
        },
        Field::Allocated => Properties {
            vietnamese: "Dự toán giao",
            english: "allocated",
            head: "Dự toán giao",
            letters: "DT",
            key: "allocated",
            value_type: Amount,
        },
        Field::Spent => Properties {
            vietnamese: "Đã thực hiện",
            english: "spent",
            head: "Đã thực hiện",
            letters: "TH",
            key: "spent",
            value_type: Amount,
        },
        Field::SpentShare => Properties {
            vietnamese: "Tỷ lệ thực hiện",
            english: "share spent",
            head: "Tỷ lệ (%)",
            letters: "TL",
            key: "spent_share",
            value_type: Percent,
        },
        Field::WrittenAllocated => Properties {
            vietnamese: "Dự toán giao (đơn vị tự cộng)",
            english: "allocated (the body's own total)",
            head: "Dự toán giao",
            letters: "DT",
            key: "written_allocated",
            value_type: Amount,
        },
        Field::WrittenSpent => Properties {
            vietnamese: "Đã thực hiện (đơn vị tự cộng)",
            english: "spent (the body's own total)",
            head: "Đã thực hiện",
            letters: "TH",
            key: "written_spent",
            value_type: Amount,
        },
        Field::Note => Properties {
            vietnamese: "Ghi chú",
            english: "note",
            head: "Ghi chú",
            letters: "GC",
            key: "note",
            value_type: Text,
        },
    }
}

impl Field {
    /// What is asked of tasks that have deadlines.
    pub const OF_DEADLINES: [Self; 3] = [Self::CompletedOn, Self::DelayReason, Self::NewDue];

    /// The field as sentences and sheets call it.
    pub const fn vietnamese(self) -> &'static str {
        properties(self).vietnamese
    }

    /// The field in English.
    pub const fn english(self) -> &'static str {
        properties(self).english
    }

    /// The field in a language.
    pub fn name(self, language: Language) -> &'static str {
        match language {
            Language::Vietnamese => self.vietnamese(),
            Language::English => self.english(),
        }
    }

    /// The head of its column on the form, with the unit of a share: `Tỷ lệ hoàn thành (%)`.
    pub const fn head(self) -> &'static str {
        properties(self).head
    }

    /// The last part of a figure's code: `TH` of `CT13.TH`.
    pub const fn letters(self) -> &'static str {
        properties(self).letters
    }

    /// The key in `data.json`.
    pub const fn key(self) -> &'static str {
        properties(self).key
    }

    /// What its cells hold.
    pub const fn value_type(self) -> ValueType {
        properties(self).value_type
    }

    /// Whether it is text to read, not a figure or a state to count.
    pub fn is_text(self) -> bool {
        self.value_type() == ValueType::Text
    }

    /// Whether it is asked for only where the plan's tasks have deadlines.
    pub fn is_about_a_deadline(self) -> bool {
        Self::OF_DEADLINES.contains(&self)
    }

    /// The field under which a body's own total of this one is kept, where rows may be added up anew.
    pub fn written_by_the_body(self) -> Option<Self> {
        match self {
            Self::Allocated => Some(Self::WrittenAllocated),
            Self::Spent => Some(Self::WrittenSpent),
            _ => None,
        }
    }
}
