//! What a sender wrote that stands in no field: kept as written, with its place.

use super::furniture;
use crate::model::Traced;

/// A cell of a sender that fills no field and is not the form's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// The row it stands in, as the plan calls it or in its own words; empty outside of rows.
    pub row: String,
    /// The head of its column; empty outside of tables.
    pub column: String,
    /// What it says.
    pub text: Traced<String>,
}

/// What a note is. The first four are worth reading, whoever reads the report; the others are kept so that no cell is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// A remark: `Ghi chú: số liệu tính đến ngày 15/11`.
    Remark,
    /// The words in which a state or a figure is told, where they say more than it: `12 lớp, trong đó 3 lớp ghép`.
    Wording,
    /// A total of the sender's own: totals are computed anew.
    Total,
    /// What the form prints of a row, as the sender has changed it.
    Row,
    /// A share that the sender computed; it is computed anew.
    Share,
    /// Titles and lines of a letterhead that are not the form's.
    Heading,
    /// Who signs, and where and when.
    Signature,
}

impl Note {
    /// Whether it says what figures cover, or how exact they are.
    pub fn bears_on_figures(&self) -> bool {
        self.kind == NoteKind::Remark && furniture::bears_on_figures(self.text.value())
    }
}

impl NoteKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Remark, Self::Wording, Self::Total, Self::Row, Self::Share, Self::Heading, Self::Signature];

    /// The word in `data.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Remark => "remark",
            Self::Wording => "wording",
            Self::Total => "total",
            Self::Row => "row",
            Self::Share => "share",
            Self::Heading => "heading",
            Self::Signature => "signature",
        }
    }

    /// The words in the workbook.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Remark => "Ghi chú của đơn vị",
            Self::Wording => "Lời ghi kèm số liệu, trạng thái",
            Self::Total => "Dòng cộng của đơn vị",
            Self::Row => "Dòng của biểu mẫu bị sửa lời",
            Self::Share => "Tỷ lệ do đơn vị tự tính",
            Self::Heading => "Tiêu đề, quốc hiệu, tên đơn vị",
            Self::Signature => "Nơi, ngày, người ký",
        }
    }

    /// Whether it says something to whoever reads the figures.
    pub fn is_content(self) -> bool {
        matches!(self, Self::Remark | Self::Wording | Self::Total | Self::Row)
    }
}
