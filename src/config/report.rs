//! `report.toml`: who reports to whom, how it is signed, and by when.

use super::OwedBy;
use crate::model::{AgencyId, Date, days_after, working_day};
use crate::vietnamese::{COUNTRY, after_committee, territory, upper_first};

/// The body that issues the report (cơ quan ban hành), as the decree's boxes want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuingBody {
    /// Which agency it is in `agencies.toml`.
    pub agency: AgencyId,
    /// Cơ quan chủ quản, in capitals: `UBND TỈNH TÂY NINH`. Empty where the body has none above it.
    pub superior: String,
    /// Its name in capitals: `SỞ GIÁO DỤC VÀ ĐÀO TẠO`.
    pub name: String,
    /// Its name in running text: `Sở Giáo dục và Đào tạo`.
    pub name_in_text: String,
    /// Symbol of the report without its number: `BC-SGDĐT`.
    pub symbol: String,
    /// Địa danh: `Tây Ninh`.
    pub place: String,
    /// The territory in running text: `tỉnh Tây Ninh`, `xã Tân Lập`, `cả nước`; may be empty.
    pub territory: String,
    /// What the whole of it is called: `toàn tỉnh`.
    pub whole: String,
}

/// Of what the issuing body's territory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// Cả nước: a ministry issues.
    Country,
    /// A province; also where the settings do not tell.
    Province,
    /// Xã, phường, đặc khu.
    Commune,
}

impl IssuingBody {
    /// On what tier it issues.
    pub fn tier(&self) -> Tier {
        match territory(&self.territory) {
            Some(("xã" | "phường" | "đặc khu" | "thị trấn", _)) => Tier::Commune,
            None if self.territory == COUNTRY => Tier::Country,
            _ => Tier::Province,
        }
    }

    /// `Toàn tỉnh`, as a row begins.
    pub fn whole_at_start(&self) -> String {
        upper_first(&self.whole)
    }

    /// Whether it is a People's Committee, which has nobody above it in the head of its documents.
    pub fn is_committee(&self) -> bool {
        self.superior.is_empty() && after_committee(&self.name_in_text).is_some()
    }
}

/// Who signs, and in what capacity (decree 30/2020, Phụ lục I, khoản 7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatory {
    /// The lines above the signature, in capitals: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`.
    pub capacity: Vec<String>,
    /// Name without academic title; empty while it is not known.
    pub name: String,
}

/// One body a report is addressed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// Name as printed after `Kính gửi:`.
    pub name: String,
}

/// What an edition contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionKind {
    /// Everything, with all annexes.
    Full,
    /// Results and indicators of the whole.
    Summary,
}

/// One edition of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Key in `report.toml`, such as `ubnd`.
    pub id: String,
    /// What it contains.
    pub kind: EditionKind,
    /// Name of the file in `output/<year>/`: `bao-cao-ubnd.pdf`.
    pub file: String,
    /// Template of the body under `templates/`: `report-full.md`.
    pub template: String,
    /// Kính gửi.
    pub addressees: Vec<Addressee>,
    /// Nơi nhận, the lines after the dash, without closing signs.
    pub recipients: Vec<String>,
    /// Who issues this edition, where it is not the body of the report: the People's Committee.
    pub issuer: Option<IssuingBody>,
    /// Who signs this edition, where it is not who signs the report.
    pub signatory: Option<Signatory>,
}

impl ReportSettings {
    /// Who issues `edition`.
    pub fn issuer_of<'a>(&'a self, edition: &'a Edition) -> &'a IssuingBody {
        edition.issuer.as_ref().unwrap_or(&self.issuer)
    }

    /// Who signs `edition`.
    pub fn signatory_of<'a>(&'a self, edition: &'a Edition) -> &'a Signatory {
        edition.signatory.as_ref().unwrap_or(&self.signatory)
    }
}

/// Official letters (công văn) that go with the year's work, such as reminders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterSettings {
    /// Symbol of a letter without its number: `SGDĐT-VP`. Default: the report's, without its type.
    pub symbol: String,
    /// `V/v …`, with `{plan}` for the plan's name.
    pub subject: String,
    /// Template of the body under `templates/`.
    pub template: String,
    /// Nơi nhận, the lines after the dash, without closing signs.
    pub recipients: Vec<String>,
    /// Whom to ask and where to send files, as a sentence; may be empty.
    pub contact: String,
    /// Who signs. Default: who signs the report.
    pub signatory: Signatory,
    /// Days that a letter after the deadline leaves to report.
    pub days: u16,
    /// Days on which nobody works besides weekends and the holidays of every year: Tết, days moved.
    pub days_off: Vec<Date>,
}

impl LetterSettings {
    /// The day to report by that a letter of `written` names: `deadline` while it is ahead, else some days later; always
    /// a working day.
    pub fn day_to_report_by(&self, deadline: Date, written: Date) -> Date {
        let later = || days_after(written, i64::from(self.days)).unwrap_or(written);
        working_day(if written < deadline { deadline } else { later() }, &self.days_off)
    }
}

/// A day from which on figures do not compare with those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The first day of the new series.
    pub date: Date,
    /// What changed, in a sentence for the report.
    pub text: String,
}

/// The settings of the report of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSettings {
    /// The year reported on.
    pub year: i16,
    /// The issuing body.
    pub issuer: IssuingBody,
    /// Who signs.
    pub signatory: Signatory,
    /// Trích yếu of the report, with the year filled in.
    pub subject: String,
    /// Who issued the plan, in running text: `Ủy ban nhân dân tỉnh Tây Ninh`; empty where that is not said.
    pub plan_issuer: String,
    /// The day by which agencies report; later is late. Default 30 November of the year.
    pub deadline: Date,
    /// The day the figures stand for (số liệu tính đến ngày); default the deadline.
    pub cut_off: Date,
    /// Only bodies of these groups report; all where empty. The plan's scope after July 2025 is a choice.
    pub scope_groups: Vec<String>,
    /// Who has to report on each point of the tasks.
    pub owed_by: OwedBy,
    /// A remark printed where figures are shown, such as that the sample data are illustrative; may be empty.
    pub notice: String,
    /// Days from which on figures do not compare with those before, in order.
    pub breaks: Vec<SeriesBreak>,
    /// The editions, in order.
    pub editions: Vec<Edition>,
    /// Letters.
    pub letter: LetterSettings,
}
