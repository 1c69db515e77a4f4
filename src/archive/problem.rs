//! What is wrong with a bag, in sentences.

use crate::bag::{Checksum, LineFault};
use crate::model::{BagName, Bilingual, Language};
use crate::output::json::FactDifference;

/// How much a problem says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// To be known; what was sealed is untouched.
    Warning,
    /// Something could not be looked at.
    Unverified,
    /// The bag is not what was sealed, or its outputs are not what its inputs give.
    Difference,
}

/// Something wrong with a bag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A file that was sealed is gone.
    Missing(String),
    /// A file is not the one that was sealed.
    Changed(String),
    /// A file that was not sealed.
    Added(String),
    /// A link or device where a file was sealed.
    NotAFile(String),
    /// A file that the system does not hand over; its words.
    Unreadable(String, Bilingual),
    /// A tag file that is listed and none of ours, such as the `fetch.txt` of a bag that is not whole.
    NotOurs(String),
    /// The folder of the bag is a link.
    FolderIsLink,
    /// Lines of a manifest with one fault.
    Lines(String, LineFault, Vec<usize>),
    /// A manifest lists a file of the other one's part: the manifest, the file.
    Misplaced(String, String),
    /// `bagit.txt` is not that of BagIt 1.0.
    Declaration,
    /// `bag-info.txt` gives a label several times.
    LabelTwice(String),
    /// `bag-info.txt` lacks a label.
    LabelMissing(&'static str),
    /// `record.json` cannot be read; why.
    Record(String),
    /// `bag-info.txt` gives another size of the payload: as given, as counted.
    Size(String, String),
    /// The bag says of itself what its folder or its record does not; the label, what it says, what it should.
    Identity(&'static str, String, String),
    /// The data of the earlier year that were sealed along are not those of the bag they were taken from.
    EarlierDiffers(BagName),
    /// A bag that this one names is gone.
    LinkMissing(BagName),
    /// A bag that this one names is not what it was then: its name, its seal then and now.
    LinkChanged(BagName, Checksum, Option<Checksum>),
    /// This bag names no other where it should, or none that can be one; the label.
    LinkUnclear(&'static str),
    /// The outputs cannot be built again: why, and the program that sealed them where it is another.
    NotRebuilt(Bilingual, Option<String>),
    /// An output is not what the sealed inputs give.
    Output(OutputDifference),
}

/// How a sealed output differs from what the sealed inputs give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputDifference {
    /// Its name.
    pub file: String,
    /// The first byte that differs, from 0, and the lengths as sealed and as built again. Nothing where only one exists.
    pub at: Option<(usize, usize, usize)>,
    /// It was sealed; else it was only built again.
    pub is_sealed: bool,
    /// Which facts differ, for data.
    pub facts: Vec<FactDifference>,
    /// The program that sealed it, where it is another than this: the likely cause.
    pub other_program: Option<String>,
}

/// Facts that are listed one by one.
const LISTED: usize = 20;

impl Problem {
    /// How much it says.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Unreadable(..) | Self::Record(_) => Weight::Unverified,
            Self::NotRebuilt(_, Some(_)) => Weight::Warning,
            Self::NotRebuilt(_, None) => Weight::Unverified,
            Self::Output(difference) if difference.other_program.is_some() => Weight::Warning,
            _ => Weight::Difference,
        }
    }

    /// Whether the bag has something else in the place of a file, or lists what no bag may: then nothing of it is opened
    /// to build it again.
    pub(super) fn is_unsound(&self) -> bool {
        matches!(
            self,
            Self::NotAFile(_) | Self::FolderIsLink | Self::Lines(..) | Self::Misplaced(..) | Self::Unreadable(..)
        )
    }

    /// The problem for the terminal, one line or more.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let (vi, en) = match self {
            Self::Missing(file) => (format!("{file}: tệp đã bị mất."), format!("{file}: the file is missing.")),
            Self::Changed(file) => {
                (format!("{file}: nội dung đã bị thay đổi."), format!("{file}: the content has changed."))
            }
            Self::Added(file) => (
                format!("{file}: tệp không có khi niêm phong, đã bị thêm vào."),
                format!("{file}: the file was not there when the bag was sealed; it was added."),
            ),
            Self::NotAFile(file) => (
                format!("{file}: không phải tệp thường (liên kết hoặc thiết bị)."),
                format!("{file}: is no regular file (a link or device)."),
            ),
            Self::Unreadable(file, why) => (
                format!("{file}: không đọc được để kiểm tra ({}).", why.vi),
                format!("{file}: cannot be read to be checked ({}).", why.en),
            ),
            Self::NotOurs(file) => (
                format!("{file}: tệp này không thuộc về hồ sơ do tonghop niêm phong."),
                format!("{file}: this file belongs into no bag that tonghop seals."),
            ),
            Self::FolderIsLink => (
                "Thư mục của hồ sơ là liên kết tới nơi khác, không phải thư mục thường.".to_owned(),
                "The folder of the bag is a link to another place.".to_owned(),
            ),
            Self::Lines(file, fault, lines) => faulty_lines(file, *fault, lines),
            Self::Misplaced(manifest, file) => (
                format!("{manifest}: ghi cả tệp {file} không thuộc phần của nó."),
                format!("{manifest}: lists {file}, which is not of its part."),
            ),
            Self::Declaration => (
                "bagit.txt: không phải khai báo của BagIt 1.0.".to_owned(),
                "bagit.txt: is not the declaration of BagIt 1.0.".to_owned(),
            ),
            Self::LabelTwice(label) => (
                format!("bag-info.txt: mục {label} ghi nhiều lần."),
                format!("bag-info.txt: gives {label} several times."),
            ),
            Self::LabelMissing(label) => {
                (format!("bag-info.txt: không có mục {label}."), format!("bag-info.txt: has no {label}."))
            }
            Self::Record(why) => (
                format!("record.json: không hiểu nội dung ({why}); có thể do phiên bản khác của chương trình ghi."),
                format!(
                    "record.json: cannot be understood ({why}); another version of the program may have written it."
                ),
            ),
            Self::Size(given, counted) => (
                format!("bag-info.txt: ghi kích thước hồ sơ {given}, đếm được {counted}."),
                format!("bag-info.txt: gives the size of the payload as {given}; counted is {counted}."),
            ),
            Self::Identity(label, given, expected) => (
                format!("{label}: hồ sơ ghi {given}, đáng lẽ là {expected}. Thư mục đã bị đổi tên hoặc hồ sơ bị sửa."),
                format!(
                    "{label}: the bag says {given}; it should be {expected}. The folder was renamed, or the bag changed."
                ),
            ),
            Self::EarlierDiffers(bag) => (
                format!(
                    "data/earlier/data.json: không phải số liệu đã niêm phong trong hồ sơ {bag} mà báo cáo so sánh."
                ),
                format!("data/earlier/data.json: is not what was sealed in {bag}, with which the report compares."),
            ),
            Self::LinkMissing(bag) => (
                format!("Chuỗi lưu trữ đứt: không còn bản {bag} mà bản này nối tiếp hoặc thay thế."),
                format!("The chain is broken: the bag {bag}, which this one follows or replaces, is gone."),
            ),
            Self::LinkChanged(bag, then, now) => {
                let now = now.map_or_else(|| "—".to_owned(), |now| now.to_string());
                (
                    format!(
                        "Chuỗi lưu trữ đứt: bản {bag} không còn như khi bản này được niêm phong (mã niêm phong {now}, khi ấy là {then})."
                    ),
                    format!(
                        "The chain is broken: the bag {bag} is not what it was when this one was sealed (its seal is {now}; then it was {then})."
                    ),
                )
            }
            Self::LinkUnclear(label) => (
                format!("Chuỗi lưu trữ đứt: mục {label} trong bag-info.txt không có hoặc không đúng."),
                format!("The chain is broken: {label} in bag-info.txt is missing or wrong."),
            ),
            Self::NotRebuilt(why, program) => not_rebuilt(why, program.as_deref()),
            Self::Output(difference) => return difference.lines(language),
        };
        vec![match language {
            Language::Vietnamese => vi,
            Language::English => en,
        }]
    }
}

fn faulty_lines(file: &str, fault: LineFault, lines: &[usize]) -> (String, String) {
    /// Lines that are named; more are counted.
    const NAMED: usize = 20;
    let mut named = lines.iter().take(NAMED).map(usize::to_string).collect::<Vec<_>>().join(", ");
    if lines.len() > NAMED {
        named.push_str(&format!(", … ({})", lines.len()));
    }
    let (vi, en) = match fault {
        LineFault::NoEntry => ("không phải dòng ghi mã kiểm tra", "is no entry"),
        LineFault::Twice => ("ghi lại một tệp đã ghi ở dòng trên", "names a file that a line above names"),
        LineFault::Outside => ("chỉ ra ngoài hồ sơ", "leads out of the bag"),
    };
    (format!("{file}: dòng {named} {vi}."), format!("{file}: line {named} {en}."))
}

fn not_rebuilt(why: &Bilingual, other_program: Option<&str>) -> (String, String) {
    let (vi, en) = (&why.vi, &why.en);
    match other_program {
        None => (
            format!("Không lập lại được kết quả từ dữ liệu đã niêm phong: {vi}"),
            format!("The outputs cannot be built again from what was sealed: {en}"),
        ),
        Some(program) => (
            format!(
                "Không lập lại được kết quả bằng phiên bản này; hồ sơ do {program} niêm phong, hãy dùng đúng phiên bản ấy để lập lại: {vi}"
            ),
            format!(
                "The outputs cannot be built again with this version; {program} sealed them, use that version to build them again: {en}"
            ),
        ),
    }
}

impl OutputDifference {
    fn lines(&self, language: Language) -> Vec<String> {
        let file = &self.file;
        let (vi, en) = match (self.at, self.is_sealed) {
            (Some((at, sealed, rebuilt)), _) => (
                format!(
                    "{file}: lập lại từ dữ liệu đã niêm phong thì khác, từ byte thứ {} (đã niêm phong {sealed} byte, lập lại {rebuilt} byte).",
                    at + 1
                ),
                format!(
                    "{file}: differs when built again from what was sealed, from byte {} on (sealed {sealed} bytes, built again {rebuilt}).",
                    at + 1
                ),
            ),
            (None, true) => (
                format!("{file}: đã niêm phong, nhưng lập lại thì không có."),
                format!("{file}: was sealed, but is not made when built again."),
            ),
            (None, false) => (
                format!("{file}: lập lại thì có, nhưng không được niêm phong."),
                format!("{file}: is made when built again, but was not sealed."),
            ),
        };
        let t = |vi: String, en: String| match language {
            Language::Vietnamese => vi,
            Language::English => en,
        };
        let mut lines = vec![t(vi, en)];
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
        lines.extend(self.facts.iter().take(LISTED).map(|fact| {
            let (place, sealed, rebuilt) = (&fact.place, value(&fact.sealed), value(&fact.rebuilt));
            t(
                format!("  {place}: đã niêm phong {sealed}, lập lại {rebuilt}"),
                format!("  {place}: sealed {sealed}, built again {rebuilt}"),
            )
        }));
        if let Some(more) = self.facts.len().checked_sub(LISTED).filter(|more| *more > 0) {
            lines.push(t(format!("  … và {more} chỗ khác"), format!("  … and {more} more")));
        }
        if let Some(program) = &self.other_program {
            lines.push(t(
                format!("  Có thể do khác phiên bản: hồ sơ này do {program} niêm phong. Các tệp đã niêm phong vẫn là bản gốc."),
                format!("  The likely cause is another version: {program} sealed this bag. The sealed files remain the originals."),
            ));
        }
        lines
    }
}
