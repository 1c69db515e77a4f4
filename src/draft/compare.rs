//! A draft and what came back of it: all changes, in the order of the document.

use super::matching::matches;
use super::record::{DraftRecord, DraftedFigure};
use super::view::{self, Returned};
use super::walk::{Walk, remark_of};
use super::words::Token;
use crate::intake::WordDocument;
use crate::model::Bilingual;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// A paragraph says something else.
    Rewritten,
    /// A paragraph is new.
    Added,
    /// A paragraph is gone.
    Removed,
    /// A paragraph stands elsewhere.
    Moved,
    /// A paragraph was parted into several.
    Split,
    /// Paragraphs were joined to one.
    Joined,
    /// A figure was typed by hand: never taken over.
    FigureRetyped,
    /// A figure was deleted from a paragraph that stays.
    FigureRemoved,
    /// The control of a figure or of a block was removed; its words were found.
    ControlRemoved,
    /// A row of a table was changed by hand: never taken over.
    TableRow,
    /// Words that come from settings or templates, which no commentary changes.
    Setting,
    /// A footnote, which a report has no place for.
    Footnote,
    /// Something that was found no place for.
    Unplaced,
}

impl ChangeKind {
    /// Its word in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rewritten => "rewritten",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Split => "split",
            Self::Joined => "joined",
            Self::FigureRetyped => "figure-retyped",
            Self::FigureRemoved => "figure-removed",
            Self::ControlRemoved => "control-removed",
            Self::TableRow => "table-row",
            Self::Setting => "setting",
            Self::Footnote => "footnote",
            Self::Unplaced => "unplaced",
        }
    }

    /// What it is called.
    pub fn name(self) -> Bilingual {
        let (vi, en) = match self {
            Self::Rewritten => ("Sửa lời văn", "Rewritten"),
            Self::Added => ("Thêm đoạn", "Added"),
            Self::Removed => ("Bỏ đoạn", "Removed"),
            Self::Moved => ("Chuyển chỗ", "Moved"),
            Self::Split => ("Tách đoạn", "Split"),
            Self::Joined => ("Gộp đoạn", "Joined"),
            Self::FigureRetyped => ("Số liệu bị gõ lại", "Figure typed by hand"),
            Self::FigureRemoved => ("Số liệu bị xóa khỏi câu", "Figure deleted"),
            Self::ControlRemoved => ("Mất khóa của đoạn hoặc số liệu", "Control removed"),
            Self::TableRow => ("Dòng của bảng bị sửa tay", "Row of a table changed by hand"),
            Self::Setting => ("Phần lấy từ cấu hình hoặc mẫu", "From settings or templates"),
            Self::Footnote => ("Chú thích chân trang", "Footnote"),
            Self::Unplaced => ("Chưa đặt được vào báo cáo", "Not placed"),
        };
        Bilingual::new(vi, en)
    }

    /// Whether the commentary can say it.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Rewritten | Self::Added | Self::Removed | Self::Moved | Self::Split | Self::Joined)
    }
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// Where: the anchor of the heading that it stands below.
    pub place: String,
    /// The tag of the block; empty for a new one.
    pub tag: String,
    /// What was drafted.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// Who did it, as tracked changes say.
    pub authors: Vec<String>,
    /// The code of the figure that it is about; empty otherwise.
    pub code: String,
}

/// A comment in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Who wrote it.
    pub author: String,
    /// Where.
    pub place: String,
    /// What it says.
    pub text: String,
    /// The words of the paragraph that it is about.
    pub about: String,
}

/// What is to be done with tracked changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tracked {
    /// They are taken as made.
    Accept,
    /// They are taken as never made.
    Reject,
    /// They are told, and not taken.
    #[default]
    Ask,
}

/// What came back.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The changes, in the order of the document.
    pub changes: Vec<Change>,
    /// The changes that are tracked and of which nobody has said whether to take them.
    pub pending: Vec<Change>,
    /// The comments.
    pub remarks: Vec<Remark>,
    /// What each place says now: drafted blocks that stand as they were, and new words.
    pub(super) places: Vec<PlaceNow>,
}

/// What a place says now.
#[derive(Clone, Debug, Default)]
pub(super) struct PlaceNow {
    pub(super) place: String,
    pub(super) is_changed: bool,
    /// The heading, where its words changed.
    pub(super) heading: Option<Words>,
    pub(super) parts: Vec<Part>,
}

/// A part of what a place says now.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// The drafted block with this number, unchanged.
    Drafted(usize),
    /// New words, in place of this drafted block where they are.
    Words(Words, Option<usize>),
}

/// New words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) tokens: Vec<Token>,
    pub(super) figures: Vec<DraftedFigure>,
    /// They are an item of a list, of this level.
    pub(super) item: Option<u8>,
    /// They are a remark.
    pub(super) is_note: bool,
}

/// Compares a document that came back with what was drafted.
pub fn compare(record: &DraftRecord, document: &WordDocument, tracked: Tracked) -> Comparison {
    let seen = |accepts| compare_view(record, &view::blocks(record, document, accepts), document);
    match tracked {
        Tracked::Accept => seen(true),
        Tracked::Reject => seen(false),
        Tracked::Ask => {
            let (untracked, all) = (seen(false), seen(true));
            let is_told = |change: &&Change| {
                !untracked.changes.iter().any(|known| {
                    (known.kind, &known.before, &known.after) == (change.kind, &change.before, &change.after)
                })
            };
            let pending = all.changes.iter().filter(is_told).cloned().collect();
            Comparison { pending, remarks: all.remarks, ..untracked }
        }
    }
}

fn compare_view(record: &DraftRecord, returned: &[Returned], document: &WordDocument) -> Comparison {
    let (found, missing) = matches(&record.blocks, returned);
    let mut walk = Walk {
        record,
        returned,
        found: &found,
        missing: &missing,
        comparison: Comparison::default(),
        place: String::new(),
        told: Vec::new(),
    };
    walk.places();
    walk.blocks(document);
    walk.removed();
    // What was said of paragraphs that are gone.
    let left = document.comments.iter().filter(|comment| !walk.told.contains(&comment.id));
    let left: Vec<Remark> = left.map(|comment| remark_of(comment, "", "")).collect();
    walk.comparison.remarks.extend(left);
    walk.comparison
}
