//! Reads `report.toml` for one year.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use super::owed_by::{OwedByEntry, owed_by};
use super::source::{Source, civil};
use super::{
    Addressee, ConfigError, Edition, EditionKind, IssuingBody, LetterSettings, Registry, ReportSettings, SeriesBreak,
    Signatory,
};
use crate::model::{AgencyId, Date};
use crate::paths::{is_portable, key};
use crate::plan::Plan;
use crate::vietnamese::{COMMITTEE_IN_FULL, territory, whole_of};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Read before the bodies are: `shared_registry`.
    #[serde(default, rename = "registry")]
    _registry: Option<IgnoredAny>,
    #[serde(default, rename = "duties")]
    _duties: Option<IgnoredAny>,
    issuer: IssuerEntry,
    report: ReportEntry,
    signatory: SignatoryEntry,
    edition: Vec<EditionEntry>,
    #[serde(default, rename = "break")]
    breaks: Vec<BreakEntry>,
    #[serde(default)]
    letter: LetterEntry,
    #[serde(default)]
    owed_by: OwedByEntry,
    #[serde(default)]
    years: BTreeMap<Spanned<String>, YearEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct IssuerEntry {
    agency: Spanned<String>,
    #[serde(default)]
    superior: String,
    name: String,
    name_in_text: String,
    symbol: String,
    place: String,
    /// `province` is what it was called while a province's bodies alone issued.
    #[serde(default, alias = "province")]
    territory: String,
    whole: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportEntry {
    subject: String,
    plan_issuer: Option<String>,
    #[serde(default)]
    deadline: Option<Spanned<Day>>,
    #[serde(default)]
    cut_off: Option<Spanned<Day>>,
    #[serde(default)]
    scope_groups: Vec<Spanned<String>>,
    #[serde(default)]
    notice: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatoryEntry {
    capacity: Vec<String>,
    #[serde(default)]
    name: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionEntry {
    id: String,
    kind: Spanned<String>,
    file: Spanned<String>,
    template: String,
    addressees: Vec<String>,
    recipients: Vec<String>,
    issuer: Option<IssuerEntry>,
    signatory: Option<SignatoryEntry>,
}

/// Letters; every key has a default.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterEntry {
    symbol: Option<String>,
    subject: Option<String>,
    template: Option<String>,
    recipients: Option<Vec<String>>,
    contact: Option<String>,
    capacity: Option<Vec<String>>,
    name: Option<String>,
    days: Option<u16>,
    #[serde(default)]
    days_off: Vec<Spanned<Day>>,
}

/// Days that a letter after the deadline leaves, unless the settings say otherwise.
const DAYS_TO_REPORT: u16 = 5;

/// A day from which on figures do not compare with those before.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BreakEntry {
    date: Spanned<toml::value::Datetime>,
    text: String,
}

/// What one year says otherwise.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct YearEntry {
    plan_issuer: Option<String>,
    #[serde(default, rename = "duties")]
    _duties: Option<IgnoredAny>,
    subject: Option<String>,
    deadline: Option<Spanned<Day>>,
    cut_off: Option<Spanned<Day>>,
    scope_groups: Option<Vec<Spanned<String>>>,
    notice: Option<String>,
    issuer: Option<IssuerEntry>,
    signatory: Option<SignatoryEntry>,
    edition: Option<Vec<EditionEntry>>,
    letter: Option<LetterEntry>,
    #[serde(default)]
    owed_by: OwedByEntry,
}

/// A day of any year, `"11-30"`, or of one, `2026-11-15`.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Day {
    Date(toml::value::Datetime),
    Text(String),
}

impl LetterEntry {
    fn with_defaults(
        self,
        symbol: &str,
        signatory: &Signatory,
        days_off: Vec<Date>,
        fill: &dyn Fn(&str) -> String,
    ) -> LetterSettings {
        // A letter has no type, so its symbol begins with the issuing body (decree 30/2020, Phụ lục I, mục II, khoản 3).
        let symbol = || symbol.split_once('-').map_or(symbol, |(_, body)| body).to_owned();
        let subject = self.subject.as_deref().unwrap_or("V/v đôn đốc gửi báo cáo thực hiện {plan} năm {year}");
        LetterSettings {
            subject: fill(subject),
            symbol: self.symbol.unwrap_or_else(symbol),
            template: self.template.unwrap_or_else(|| "letter-reminder.md".to_owned()),
            recipients: self.recipients.unwrap_or_else(|| vec!["Như trên".to_owned(), "Lưu: VT".to_owned()]),
            contact: self.contact.unwrap_or_default(),
            signatory: Signatory {
                capacity: self.capacity.unwrap_or_else(|| signatory.capacity.clone()),
                name: self.name.unwrap_or_else(|| signatory.name.clone()),
            },
            days: self.days.unwrap_or(DAYS_TO_REPORT),
            days_off,
        }
    }
}

impl Day {
    fn of_year(&self, year: i16) -> Option<Date> {
        match self {
            Self::Date(written) => civil(written),
            Self::Text(text) => text.parse().ok().or_else(|| {
                let (month, day) = text.split_once('-')?;
                Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
            }),
        }
    }
}

/// Reads the settings of `year`; points are looked up in `plan`, bodies in `registry`.
pub(super) fn read_report(
    text: &str,
    year: i16,
    plan: &Plan,
    registry: &Registry,
) -> Result<ReportSettings, Vec<ConfigError>> {
    let mut source = Source::new("inputs/report.toml", text);
    let mut file: File = source.parse()?;
    for key in file.years.keys().filter(|key| key.get_ref().parse::<i16>().is_err()) {
        source.mistake(
            &key.span(),
            (format!("“{}” không phải là năm.", key.get_ref()), format!("“{}” is no year.", key.get_ref())),
            ("Hãy ghi [years.2026].", "Write [years.2026]."),
        );
    }
    let own = file.years.into_iter().find(|(key, _)| key.get_ref().parse() == Ok(year)).map(|(_, own)| own);
    let own = own.unwrap_or_default();
    let issuer = issuing_body(own.issuer.unwrap_or(file.issuer), registry, &mut source);
    let plan_issuer = own.plan_issuer.or(file.report.plan_issuer.take()).unwrap_or_else(|| committee_of(&issuer));
    let deadline = day(own.deadline.or(file.report.deadline.take()), year, &mut source);
    // 30 November is the date of section V of the plan; a year of nine digits is no year of anybody.
    let deadline = deadline.or_else(|| Date::new(year, 11, 30).ok()).unwrap_or(Date::constant(2020, 11, 30));
    let cut_off = day(own.cut_off.or(file.report.cut_off.take()), year, &mut source).unwrap_or(deadline);
    let scope = own.scope_groups.unwrap_or(file.report.scope_groups);
    let signatory = own.signatory.unwrap_or(file.signatory);
    let fill = |text: &str| text.replace("{year}", &year.to_string());
    let breaks = breaks(file.breaks, &mut source);
    let editions = editions(own.edition.unwrap_or(file.edition), registry, &mut source);
    let signatory = signs(signatory);
    let mut letter = own.letter.unwrap_or(file.letter);
    let days_off = std::mem::take(&mut letter.days_off);
    let days_off = days_off.into_iter().filter_map(|written| day(Some(written), year, &mut source)).collect();
    let owed_by = owed_by([file.owed_by, own.owed_by], plan, registry, &mut source);
    let settings = ReportSettings {
        year,
        letter: letter.with_defaults(&issuer.symbol, &signatory, days_off, &fill),
        issuer,
        signatory,
        plan_issuer,
        subject: fill(&own.subject.unwrap_or(file.report.subject)),
        deadline,
        cut_off,
        scope_groups: groups(&scope, registry, &mut source),
        owed_by,
        notice: own.notice.unwrap_or(file.report.notice),
        breaks,
        editions,
    };
    source.finish(settings)
}

/// The People's Committee of the issuer's territory, which mostly issues the plan.
fn committee_of(issuer: &IssuingBody) -> String {
    match territory(&issuer.territory) {
        Some(_) => format!("{COMMITTEE_IN_FULL} {}", issuer.territory),
        None => String::new(),
    }
}

/// A body that issues. Its agency is the one that has the report made, for the People's Committee too.
fn issuing_body(entry: IssuerEntry, registry: &Registry, source: &mut Source<'_>) -> IssuingBody {
    if registry.find(entry.agency.get_ref()).is_none() {
        source.mistake(
            &entry.agency.span(),
            (
                format!("Không có đơn vị “{}”.", entry.agency.get_ref()),
                format!("There is no body “{}”.", entry.agency.get_ref()),
            ),
            ("Hãy ghi mã của một đơn vị trong agencies.toml.", "Give the identifier of a body in agencies.toml."),
        );
    }
    IssuingBody {
        agency: AgencyId::from(entry.agency.get_ref().as_str()),
        superior: entry.superior,
        name: entry.name,
        name_in_text: entry.name_in_text,
        symbol: entry.symbol,
        place: entry.place,
        whole: entry.whole.unwrap_or_else(|| whole_of(&entry.territory)),
        territory: entry.territory,
    }
}

fn signs(entry: SignatoryEntry) -> Signatory {
    Signatory { capacity: entry.capacity, name: entry.name }
}

fn day(written: Option<Spanned<Day>>, year: i16, source: &mut Source<'_>) -> Option<Date> {
    let written = written?;
    let date = written.get_ref().of_year(year);
    if date.is_none() {
        source.mistake(
            &written.span(),
            ("Ngày không có thật.".into(), "A date that does not exist.".into()),
            (
                "Hãy ghi tháng-ngày như \"11-30\", hoặc năm-tháng-ngày như 2026-11-30.",
                "Write month and day as in \"11-30\", or the whole date as in 2026-11-30.",
            ),
        );
    }
    date
}

fn groups(written: &[Spanned<String>], registry: &Registry, source: &mut Source<'_>) -> Vec<String> {
    for group in written {
        if !registry.groups.iter().any(|known| known.id == *group.get_ref()) {
            source.mistake(
                &group.span(),
                (format!("Không có nhóm “{}”.", group.get_ref()), format!("There is no group “{}”.", group.get_ref())),
                ("Hãy ghi id của một [[group]] trong agencies.toml.", "Give the id of a [[group]] in agencies.toml."),
            );
        }
    }
    written.iter().map(|group| group.get_ref().clone()).collect()
}

fn breaks(written: Vec<BreakEntry>, source: &mut Source<'_>) -> Vec<SeriesBreak> {
    let mut breaks = Vec::with_capacity(written.len());
    for entry in written {
        match civil(entry.date.get_ref()) {
            Some(date) => breaks.push(SeriesBreak { date, text: entry.text }),
            None => source.mistake(
                &entry.date.span(),
                ("Ngày không có thật.".into(), "A date that does not exist.".into()),
                ("Hãy ghi năm-tháng-ngày như 2025-07-01.", "Write the whole date as in 2025-07-01."),
            ),
        }
    }
    breaks.sort_by_key(|series| series.date);
    breaks
}

fn editions(written: Vec<EditionEntry>, registry: &Registry, source: &mut Source<'_>) -> Vec<Edition> {
    let mut files: BTreeSet<String> = BTreeSet::new();
    let mut editions = Vec::with_capacity(written.len());
    for entry in written {
        let kind = match entry.kind.get_ref().as_str() {
            "full" => EditionKind::Full,
            "summary" => EditionKind::Summary,
            other => {
                source.mistake(
                    &entry.kind.span(),
                    (format!("Không có loại báo cáo “{other}”."), format!("There is no kind “{other}”.")),
                    ("Hãy ghi \"full\" hoặc \"summary\".", "Write \"full\" or \"summary\"."),
                );
                EditionKind::Full
            }
        };
        let file = entry.file.get_ref().clone();
        let plain = file.ends_with(".pdf") && !file.starts_with('.') && is_portable(&file);
        if !plain || !files.insert(key(&file)) {
            source.mistake(
                &entry.file.span(),
                (
                    format!("Tên tệp “{file}” không dùng được hoặc bị trùng."),
                    format!("The file name “{file}” cannot be used, or is used twice."),
                ),
                (
                    "Hãy ghi một tên riêng mà Windows dùng được, không có thư mục, kết thúc bằng .pdf.",
                    "Give a name of its own that Windows takes, without folders, that ends in .pdf.",
                ),
            );
        }
        editions.push(Edition {
            id: entry.id,
            kind,
            file,
            template: entry.template,
            addressees: entry.addressees.into_iter().map(|name| Addressee { name }).collect(),
            recipients: entry.recipients,
            issuer: entry.issuer.map(|issuer| issuing_body(issuer, registry, source)),
            signatory: entry.signatory.map(signs),
        });
    }
    editions
}
