//! To whom a request goes, read from the sender's own words.

use crate::config::{IssuingBody, Settings, Tier};
use crate::model::AgencyId;
use crate::vietnamese::{committee_in_full, fold, territory};

/// Whom a request is addressed to, in the order in which reports list them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Addressee {
    /// The ministry of the issuer's own field: of a Sở Giáo dục và Đào tạo the Bộ Giáo dục và Đào tạo.
    Ministry,
    /// Another body of the centre, by its name: Chính phủ, Bộ Nội vụ.
    Centre(String),
    /// Tỉnh ủy.
    ProvincialParty,
    /// Hội đồng nhân dân tỉnh.
    ProvincialCouncil,
    /// Ủy ban nhân dân tỉnh.
    ProvincialCommittee,
    /// A body of the province that a commune's registry does not have, by its name: Sở Giáo dục và Đào tạo.
    OfProvince(String),
    /// Đảng ủy of the commune that issues.
    CommuneParty,
    /// Hội đồng nhân dân of the commune that issues.
    CommuneCouncil,
    /// Ủy ban nhân dân of the commune that issues.
    CommuneCommittee,
    /// A body of the registry, by its place there.
    Body(usize, AgencyId),
    /// The localities, without a name.
    Localities,
    /// The words do not tell.
    Unknown,
}

/// The words by which addressees are known.
pub(super) struct AddresseeIndex {
    /// Each with its words folded, the longest first.
    names: Vec<(Vec<String>, Addressee)>,
    /// The registry is a commune's: departments are known by their names alone.
    knows_no_departments: bool,
}

/// An addressee found at the beginning of some words, and how many of them name it.
struct Found {
    addressee: Addressee,
    words: usize,
}

/// Bodies that are named by nothing but their kind.
const FIXED: [(&str, Addressee); 20] = [
    ("tinh uy", Addressee::ProvincialParty),
    ("thuong truc tinh uy", Addressee::ProvincialParty),
    ("ban thuong vu tinh uy", Addressee::ProvincialParty),
    ("hdnd tinh", Addressee::ProvincialCouncil),
    ("hoi dong nhan dan tinh", Addressee::ProvincialCouncil),
    ("ubnd tinh", Addressee::ProvincialCommittee),
    ("uy ban nhan dan tinh", Addressee::ProvincialCommittee),
    ("chu tich ubnd tinh", Addressee::ProvincialCommittee),
    ("lanh dao tinh", Addressee::ProvincialCommittee),
    ("lanh dao ubnd tinh", Addressee::ProvincialCommittee),
    ("tinh", Addressee::ProvincialCommittee),
    ("cac xa, phuong", Addressee::Localities),
    ("cac dia phuong", Addressee::Localities),
    ("ubnd cac xa", Addressee::Localities),
    ("ubnd cap xa", Addressee::Localities),
    ("ubnd cap huyen", Addressee::Localities),
    ("ubnd cac huyen", Addressee::Localities),
    ("ubnd xa", Addressee::Localities),
    ("ubnd huyen", Addressee::Localities),
    ("dia phuong", Addressee::Localities),
];

/// What belongs to a commune that issues.
const OF_COMMUNE: [(&str, Addressee); 9] = [
    ("Đảng ủy", Addressee::CommuneParty),
    ("HĐND", Addressee::CommuneCouncil),
    ("Hội đồng nhân dân", Addressee::CommuneCouncil),
    ("UBND", Addressee::CommuneCommittee),
    ("Ủy ban nhân dân", Addressee::CommuneCommittee),
    ("Chủ tịch UBND", Addressee::CommuneCommittee),
    ("Lãnh đạo UBND", Addressee::CommuneCommittee),
    ("Lãnh đạo", Addressee::CommuneCommittee),
    ("Chính quyền", Addressee::CommuneCommittee),
];

/// Bodies of the centre that are named as they are.
const CENTRE: [&str; 6] = ["Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Trung ương", "Ban Bí thư", "Bộ Chính trị"];

/// Words behind “Bộ” that make no ministry of it.
const NO_MINISTRY: [&str; 6] = ["phan", "mon", "may", "sach", "tieu", "luat"];

impl Addressee {
    /// The key in `data.json`: the body's own, or `bo`, `ubnd`, `hdnd`, `tinh-uy`, `ubnd-xa`, `hdnd-xa`,
    /// `dang-uy-xa`, `dia-phuong`, `unknown`, or the words of a name.
    pub fn key(&self) -> String {
        match self {
            Self::Ministry => "bo".to_owned(),
            Self::Centre(name) | Self::OfProvince(name) => fold(name).replace(' ', "-"),
            Self::ProvincialParty => "tinh-uy".to_owned(),
            Self::ProvincialCouncil => "hdnd".to_owned(),
            Self::ProvincialCommittee => "ubnd".to_owned(),
            Self::CommuneParty => "dang-uy-xa".to_owned(),
            Self::CommuneCouncil => "hdnd-xa".to_owned(),
            Self::CommuneCommittee => "ubnd-xa".to_owned(),
            Self::Body(_, id) => id.to_string(),
            Self::Localities => "dia-phuong".to_owned(),
            Self::Unknown => "unknown".to_owned(),
        }
    }

    /// What reports call it; nothing for one that is not known.
    pub fn name(&self, settings: &Settings) -> Option<String> {
        let issuer = &settings.report.issuer;
        Some(match self {
            Self::Ministry if issuer.name_in_text.starts_with("Bộ ") => issuer.name_in_text.clone(),
            Self::Ministry => {
                issuer.name_in_text.strip_prefix("Sở ").map_or_else(|| "Bộ".to_owned(), |field| format!("Bộ {field}"))
            }
            Self::Centre(name) | Self::OfProvince(name) => name.clone(),
            Self::ProvincialParty => "Tỉnh ủy".to_owned(),
            Self::ProvincialCouncil => "Hội đồng nhân dân tỉnh".to_owned(),
            Self::ProvincialCommittee if issuer.tier() == Tier::Country => {
                "Ủy ban nhân dân các tỉnh, thành phố".to_owned()
            }
            Self::ProvincialCommittee => "Ủy ban nhân dân tỉnh".to_owned(),
            Self::CommuneParty => format!("Đảng ủy {}", kind_of(issuer)),
            Self::CommuneCouncil => format!("Hội đồng nhân dân {}", kind_of(issuer)),
            Self::CommuneCommittee => format!("Ủy ban nhân dân {}", kind_of(issuer)),
            Self::Body(_, id) => settings.registry.find(id.as_str())?.name.clone(),
            Self::Localities => "các địa phương".to_owned(),
            Self::Unknown => return None,
        })
    }

    /// Whether a document that is addressed to these can ask it: their own name, or with the province's behind it.
    pub fn is_one_of(&self, settings: &Settings, named: &[crate::config::Addressee]) -> bool {
        let Some(name) = self.name(settings) else { return false };
        let name = fold(&committee_in_full(&name));
        let begins = |other: &str| {
            fold(&committee_in_full(other))
                .strip_prefix(&name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        named.iter().any(|one| begins(&one.name))
    }
}

impl AddresseeIndex {
    pub(super) fn new(settings: &Settings) -> Self {
        let mut names: Vec<(Vec<String>, Addressee)> = Vec::new();
        let issuer = &settings.report.issuer;
        let mut add = |name: &str, addressee: Addressee| {
            let words = words_of(name);
            if words.iter().any(|word| !word.is_empty()) {
                names.push((words, addressee));
            }
        };
        // What comes first holds: of a commune that issues, `UBND xã` is its own.
        if issuer.tier() == Tier::Commune {
            let kind = kind_of(issuer);
            for (organ, addressee) in OF_COMMUNE {
                add(&format!("{organ} {kind}"), addressee.clone());
                add(&format!("{organ} {}", issuer.territory), addressee.clone());
            }
            add(kind, Addressee::CommuneCommittee);
            add("Đảng ủy", Addressee::CommuneParty);
        }
        for (name, addressee) in FIXED {
            add(name, addressee);
        }
        let place = &issuer.place;
        for committee in ["UBND tỉnh", "Ủy ban nhân dân tỉnh"] {
            add(&format!("{committee} {place}"), Addressee::ProvincialCommittee);
        }
        for name in CENTRE {
            add(name, Addressee::Centre(name.to_owned()));
        }
        for (index, body) in settings.registry.bodies.iter().enumerate() {
            let addressee = || Addressee::Body(index, body.id.clone());
            for name in std::iter::once(&body.name).chain(&body.aliases) {
                add(name, addressee());
                // The ministry of a field is called as its department in the province.
                if body.id == issuer.agency
                    && let Some(field) = name.strip_prefix("Sở ")
                {
                    add(&format!("Bộ {field}"), Addressee::Ministry);
                }
            }
            if body.id == issuer.agency && issuer.name_in_text.starts_with("Sở ") {
                add("Sở", addressee());
            }
        }
        // A name that goes on where another ends is meant: the longest first, in the order of the registry.
        names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self { names, knows_no_departments: issuer.tier() == Tier::Commune }
    }

    /// All addressees of a request, which the words after the verb begin with: `Sở Nội vụ và Sở Tài chính xem xét`.
    pub(super) fn at_start_of(&self, words: &[&str]) -> Vec<Addressee> {
        let (mut found, mut rest) = (Vec::new(), words);
        while let Some(next) = self.first(rest) {
            let last = rest[next.words - 1];
            found.push(next.addressee);
            rest = &rest[next.words..];
            let goes_on = last.ends_with([',', ';']);
            match rest.first().map(|word| fold(word)) {
                Some(word) if matches!(word.as_str(), "va" | "cung" | "&") => rest = &rest[1..],
                Some(_) if goes_on => {}
                _ => break,
            }
        }
        found.dedup();
        found
    }

    fn first(&self, words: &[&str]) -> Option<Found> {
        let folded: Vec<String> = words.iter().take(16).map(|word| fold(bare(word))).collect();
        if let Some(ministry) = other_ministry(words, &folded)
            && !self.names.iter().any(|(name, of)| *of == Addressee::Ministry && folded.starts_with(name))
        {
            return Some(ministry);
        }
        // Folded, “tỉnh” and “tính” are alike, and “Sở” opens names that the registry does not have: one word has to be spelt,
        // and no name may go on behind it. `STC` is a name of its own.
        let is_spelt = |name: &[String]| {
            let goes_on = words.get(1).is_some_and(|next| next.starts_with(char::is_uppercase));
            let (word, is_last) = (bare(words[0]), words[0].ends_with([',', ';']));
            let is_kind = matches!(word, "Sở" | "tỉnh" | "Tỉnh" | "xã" | "Xã" | "phường" | "Phường");
            let is_short_form = word.chars().count() > 1 && word.chars().all(|letter| !letter.is_lowercase());
            name.len() > 1 || (is_kind && (!goes_on || is_last)) || is_short_form
        };
        let named = self.names.iter().find(|(name, _)| folded.starts_with(name) && is_spelt(name));
        match named {
            Some((name, addressee)) => Some(Found { addressee: addressee.clone(), words: name.len() }),
            None => department(words).filter(|_| self.knows_no_departments),
        }
    }
}

/// “Bộ” with a capital: alone it is the ministry of the field, with a name behind it that one.
fn other_ministry(words: &[&str], folded: &[String]) -> Option<Found> {
    if words.first().is_none_or(|word| bare(word) != "Bộ")
        || folded.get(1).is_some_and(|word| NO_MINISTRY.contains(&word.as_str()))
    {
        return None;
    }
    let name = words_of_name(words);
    if name == 0 {
        return Some(Found { addressee: Addressee::Ministry, words: 1 });
    }
    let text: Vec<&str> = words[..=name].iter().map(|word| bare(word)).collect();
    Some(Found { addressee: Addressee::Centre(text.join(" ")), words: name + 1 })
}

/// `Sở` with a name behind it.
fn department(words: &[&str]) -> Option<Found> {
    let name = words.first().filter(|word| bare(word) == "Sở").map_or(0, |_| words_of_name(words));
    let text: Vec<&str> = words.iter().take(name + 1).map(|word| bare(word)).collect();
    (name > 0).then(|| Found { addressee: Addressee::OfProvince(text.join(" ")), words: name + 1 })
}

/// How many words behind the first belong to a name: `Khoa học và Công nghệ` behind `Bộ`.
fn words_of_name(words: &[&str]) -> usize {
    let is_capital = |word: &&&str| word.starts_with(char::is_uppercase);
    // `Bộ Khoa học và Công nghệ`: syllables of a name go on small, `và` joins its parts.
    let mut name = 0;
    for (index, word) in words.iter().enumerate().skip(1).take(8) {
        let joins =
            matches!(bare(word), "và" | "&" | "-") && words.get(index + 1).is_some_and(|next| is_capital(&next));
        let second = name > 0 && index == name + 1 && is_second_syllable(bare(words[index - 1]), bare(word));
        if !is_capital(&word) && !joins && !second {
            break;
        }
        name = index;
        if word.ends_with([',', ';']) {
            break;
        }
    }
    name
}

/// Whether two syllables are a word of a ministry's name.
fn is_second_syllable(first: &str, second: &str) -> bool {
    const WORDS: [(&str, &str); 22] = [
        ("Giáo", "dục"),
        ("Đào", "tạo"),
        ("Kế", "hoạch"),
        ("Đầu", "tư"),
        ("Ngoại", "vụ"),
        ("Tôn", "giáo"),
        ("Nội", "vụ"),
        ("Tài", "chính"),
        ("Khoa", "học"),
        ("Công", "nghệ"),
        ("Y", "tế"),
        ("Xây", "dựng"),
        ("Tư", "pháp"),
        ("Công", "an"),
        ("Quốc", "phòng"),
        ("Ngoại", "giao"),
        ("Văn", "hóa"),
        ("Thể", "thao"),
        ("Du", "lịch"),
        ("Nông", "nghiệp"),
        ("Môi", "trường"),
        ("Dân", "tộc"),
    ];
    WORDS.iter().any(|(one, other)| *one == first && *other == second)
}

/// The word for the kind of the issuer's territory: `xã`.
fn kind_of(issuer: &IssuingBody) -> &'static str {
    territory(&issuer.territory).map_or("xã", |(kind, _)| kind)
}

/// The words of a name, folded.
fn words_of(name: &str) -> Vec<String> {
    name.split_whitespace().map(|word| fold(bare(word))).collect()
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '&')
}
