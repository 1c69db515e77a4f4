//! What of the year and of the whole a column holds, as its head tells: of two columns of one field the one that holds
//! more of what is reported on counts.

use std::cmp::Ordering;

use super::head_words::classify;
use super::memo::Memo;
use super::period::{Period, period_of_head};
use crate::vietnamese::{fold, has_words};

/// How far the figures of a column are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// `Giao đầu năm`, `Ước`, `Sơ bộ`.
    Provisional,
    /// Nothing is said of it.
    Unsaid,
    /// `Chính thức`, `Sau điều chỉnh`.
    Settled,
}

/// How much of the whole the figures of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    /// `Ngân sách xã`, `Mầm non`, `Bổ sung`.
    Part,
    /// Nothing is said of it.
    Unsaid,
    /// `Tổng cộng`, `Tổng dự toán`.
    Whole,
}

/// What of the year and of the whole a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    /// The period of its figures.
    pub(super) period: Period,
    standing: Standing,
    extent: Extent,
    /// It is no more than an addition to what stands elsewhere: `Bổ sung trong năm`, `Trong đó: nữ`.
    pub(super) is_addition: bool,
}

thread_local! {
    static SCOPES: Memo<Scope> = Memo::new();
}

impl Scope {
    /// The scope of a column whose head tells none.
    pub(super) const UNSAID: Self =
        Self { period: Period::Unsaid, standing: Standing::Unsaid, extent: Extent::Unsaid, is_addition: false };

    /// The scope that heads give a column, from top to bottom: `Thực hiện`, `Cả năm`.
    pub(super) fn of(heads: &[String], year: i16) -> Self {
        let key = format!("{year}\0{}", heads.join("\0"));
        SCOPES.with(|memo| memo.answer(&key, || Self::work_out(heads, year)))
    }

    fn work_out(heads: &[String], year: i16) -> Self {
        let mut period = Period::Unsaid;
        let mut standing = Standing::Unsaid;
        let mut extent = Extent::Unsaid;
        for (level, words) in heads.iter().enumerate() {
            let folded = fold(words);
            let own = period_of_head(words, year);
            period = period.above(own);
            let (own_standing, own_extent) = (standing_of(&folded), extent_of(&folded));
            if own_standing != Standing::Unsaid {
                standing = own_standing;
            }
            // Below a head, words that tell nothing else name a part: `Mầm non` below `Thực hiện`.
            let names_part =
                level > 0 && own == Period::Unsaid && own_standing == Standing::Unsaid && classify(words).is_none();
            if own_extent != Extent::Unsaid {
                extent = own_extent;
            } else if names_part {
                extent = Extent::Part;
            }
        }
        let is_addition = heads.last().is_some_and(|words| is_addition(&fold(words)));
        Self { period, standing, extent, is_addition }
    }

    /// Which of two columns of one field is rather the one of the year and of the whole; `None` where they differ and
    /// neither is in all that they differ in.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        let by_attribute = [
            self.rank().cmp(&other.rank()),
            self.standing.cmp(&other.standing),
            self.extent.cmp(&other.extent),
            other.is_addition.cmp(&self.is_addition),
        ];
        let has = |wanted: Ordering| by_attribute.contains(&wanted);
        match (has(Ordering::Greater), has(Ordering::Less)) {
            (true, true) => None,
            (true, false) => Some(Ordering::Greater),
            (false, true) => Some(Ordering::Less),
            (false, false) => Some(Ordering::Equal),
        }
    }

    /// Whether its figures are estimates, or those of before.
    pub(super) fn is_provisional(&self) -> bool {
        self.standing == Standing::Provisional
    }

    /// Whether its head says that its figures are settled.
    pub(super) fn is_settled(&self) -> bool {
        self.standing == Standing::Settled
    }

    /// How surely its period is the year. What is added in the year is not of all of it.
    fn rank(&self) -> u8 {
        match self.period {
            Period::Year | Period::YearToDate if !self.is_addition => 2,
            Period::Year | Period::YearToDate | Period::Unsaid | Period::Cumulated => 1,
            Period::PartOfYear | Period::SeveralYears | Period::OtherYear => 0,
        }
    }
}

fn standing_of(folded: &str) -> Standing {
    let has = |words: &[&str]| words.iter().any(|words| has_words(folded, words));
    // `Lũy kế từ đầu năm` begins there, `Giao đầu năm` stays there.
    let at_the_beginning = has(&["ban dau", "dau nam", "dau ky"])
        && !has(&["tu dau nam", "dau nam den", "thang dau nam", "luy ke dau nam"]);
    if has(&["chinh thuc", "sau dieu chinh", "ke hoach dieu chinh", "kh dieu chinh", "chi tieu dieu chinh", "thuc te"])
    {
        Standing::Settled
    } else if at_the_beginning || has(&["uoc", "so bo", "du kien", "tam tinh", "uoc tinh", "truoc dieu chinh"]) {
        Standing::Provisional
    } else {
        Standing::Unsaid
    }
}

fn extent_of(folded: &str) -> Extent {
    if folded == "cong" || folded == "chung" || folded == "tong" || begins_with(folded, &WHOLES) {
        return Extent::Whole;
    }
    // What was adjusted may be the whole or the difference.
    let is_adjusted = has_words(folded, "dieu chinh")
        && !["sau dieu chinh", "ke hoach dieu chinh", "kh dieu chinh", "chi tieu dieu chinh"]
            .iter()
            .any(|words| has_words(folded, words));
    if is_addition(folded) || is_adjusted || PARTS.iter().any(|words| has_words(folded, words)) {
        return Extent::Part;
    }
    let is_total = has_words(folded, "tong so") || has_words(folded, "tong cong");
    if is_total { Extent::Whole } else { Extent::Unsaid }
}

/// Beginnings of heads of the whole, folded.
const WHOLES: [&str; 12] = [
    "tong so",
    "tong cong",
    "tong du toan",
    "tong kinh phi",
    "tong von",
    "tong giao",
    "tong chi",
    "tong ke hoach",
    "tong thuc hien",
    "cong chung",
    "toan xa",
    "chung toan",
];
/// Words of heads of a part, folded.
const PARTS: [&str; 22] = [
    "ngan sach tinh",
    "ngan sach xa",
    "ngan sach huyen",
    "ngan sach trung uong",
    "ngan sach dia phuong",
    "ns tinh",
    "ns xa",
    "ns huyen",
    "nstw",
    "nsdp",
    "nst",
    "nsx",
    "xa hoi hoa",
    "nguon khac",
    "nu",
    "mam non",
    "tieu hoc",
    "thcs",
    "thpt",
    "trung hoc co so",
    "trung hoc pho thong",
    "ngoai cong lap",
];

/// Whether words head what is added to, or is part of, another column.
fn is_addition(folded: &str) -> bool {
    ["bo sung", "trong do", "tang them", "giam", "tang giam", "dot 1", "dot 2", "dot 3", "phat sinh tang"]
        .iter()
        .any(|words| has_words(folded, words))
        && !has_words(folded, "sau bo sung")
        && !has_words(folded, "ca bo sung")
}

fn begins_with(folded: &str, beginnings: &[&str]) -> bool {
    beginnings
        .iter()
        .any(|beginning| folded.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(heads: &str) -> Scope {
        let heads: Vec<String> = heads.split('|').map(str::to_owned).collect();
        Scope::of(&heads, 2026)
    }

    #[test]
    fn of_two_columns_the_one_of_the_year_and_of_the_whole_counts() {
        for (better, worse) in [
            ("Thực hiện|Cả năm", "Thực hiện|6 tháng"),
            ("Thực hiện|Năm 2026", "Thực hiện|Năm 2025"),
            ("Thực hiện|Tổng cộng", "Thực hiện|Mầm non"),
            ("Dự toán|Cộng", "Dự toán|NS tỉnh"),
            ("Thực hiện trong năm", "Lũy kế từ đầu giai đoạn"),
            ("Lũy kế từ đầu năm", "Thực hiện tháng 11"),
            ("Lũy kế từ đầu năm", "Thực hiện trong kỳ"),
            ("Tổng dự toán", "Dự toán giao đầu năm"),
            ("Tổng dự toán", "Dự toán bổ sung trong năm"),
            ("Dự toán sau điều chỉnh", "Dự toán giao đầu năm"),
            ("Thực hiện|Chính thức", "Thực hiện|Ước"),
            ("Thực hiện", "Ước thực hiện"),
            ("Thực hiện|Số liệu|Cả năm", "Thực hiện|Số liệu|Quý I"),
            ("Số cuối năm", "Số đầu năm"),
        ] {
            assert_eq!(scope(better).compare(&scope(worse)), Some(Ordering::Greater), "{better} {worse}");
            assert_eq!(scope(worse).compare(&scope(better)), Some(Ordering::Less), "{worse} {better}");
        }
    }

    #[test]
    fn columns_that_stay_as_likely_are_told_apart_by_nobody() {
        for (one, other) in [
            ("Thực hiện", "Lũy kế"),
            ("Thực hiện", "Ước thực hiện cả năm"),
            ("Dự toán|NS tỉnh", "Dự toán|NS xã"),
            ("Kế hoạch tỉnh giao", "Kế hoạch đơn vị đăng ký"),
            ("Tổng số giao đầu năm", "Dự toán sau điều chỉnh"),
        ] {
            let compared = scope(one).compare(&scope(other));
            assert!(matches!(compared, None | Some(Ordering::Equal)), "{one} {other} {compared:?}");
        }
    }
}
