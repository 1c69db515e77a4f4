//! What bodies ask for, by whom they ask it of. Each sentence that asks is a request of its own; the same words count once, with
//! all that say them.

use rustc_hash::FxHashMap;

use super::addressees::{Addressee, AddresseeIndex};
use super::consolidation::Consolidation;
use crate::model::{AgencyId, Field, Origin};
use crate::vietnamese::{fold, says_something, tone_key};

/// A request with those that make it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Whom it is addressed to.
    pub addressee: Addressee,
    /// The words of the first body that makes it, on one line, without the full stop.
    pub text: String,
    /// The bodies that make it, in the order of the registry, each with where it does so first.
    pub from: Vec<(AgencyId, Origin)>,
}

/// What opens a request, folded; the longest first.
const VERBS: [&str; 10] = [
    "kinh de nghi",
    "kinh mong",
    "rat mong",
    "tran trong de nghi",
    "tiep tuc de nghi",
    "de nghi",
    "kien nghi",
    "de xuat",
    "xin y kien",
    "mong",
];
/// What may stand between the verb and whom it is asked of.
const PREPOSITIONS: [&str; 7] = ["voi", "toi", "den", "cho", "len", "lanh", "cac"];

/// All requests of a year: by addressee, the most frequent first, then in the order of the registry.
pub(super) fn requests(consolidation: &Consolidation) -> Vec<Request> {
    let index = AddresseeIndex::new(&consolidation.settings);
    let mut by_words: FxHashMap<&str, Vec<(Vec<Addressee>, String)>> = FxHashMap::default();
    let mut by_meaning: FxHashMap<(Addressee, String), usize> = FxHashMap::default();
    let mut found: Vec<(Request, Vec<usize>)> = Vec::new();
    for summary in consolidation.progress() {
        for entry in &summary.entries {
            let (Some(said), Some(place)) = (entry.record.text(Field::Proposals), consolidation.place(&entry.agency))
            else {
                continue;
            };
            // Most texts are repeated letter by letter: only distinct ones are read.
            let parts = by_words.entry(said.value().as_str()).or_insert_with(|| read(said.value(), &index));
            for (addressees, text) in parts.iter() {
                for addressee in addressees {
                    let key = (addressee.clone(), tone_key(text));
                    let at = *by_meaning.entry(key).or_insert_with(|| {
                        let request = Request { addressee: addressee.clone(), text: text.clone(), from: Vec::new() };
                        found.push((request, Vec::new()));
                        found.len() - 1
                    });
                    let (request, places) = &mut found[at];
                    if !places.contains(&place) {
                        places.push(place);
                        request.from.push((entry.agency.clone(), said.origin().clone()));
                    }
                }
            }
        }
    }
    for (request, places) in &mut found {
        request.from.sort_by_key(|(agency, _)| consolidation.place(agency));
        places.sort_unstable();
    }
    found.sort_by(|(a, of_a), (b, of_b)| {
        a.addressee.cmp(&b.addressee).then_with(|| of_b.len().cmp(&of_a.len())).then_with(|| of_a.cmp(of_b))
    });
    found.into_iter().map(|(request, _)| request).collect()
}

/// The requests in a text, each with its addressees. A sentence that asks nothing goes with the one before it.
fn read(text: &str, index: &AddresseeIndex) -> Vec<(Vec<Addressee>, String)> {
    if !says_something(text) {
        return Vec::new();
    }
    let mut parts: Vec<(Vec<Addressee>, String)> = Vec::new();
    for sentence in sentences(text) {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let (asks, addressees) = addressees(&words, index);
        match parts.last_mut() {
            Some((_, before)) if !asks && addressees.is_empty() => *before = format!("{before}. {sentence}"),
            _ => parts.push((addressees, sentence)),
        }
    }
    for (addressees, _) in &mut parts {
        if addressees.is_empty() {
            addressees.push(Addressee::Unknown);
        }
    }
    parts
}

/// The sentences of a text, each on one line and without the stop that closes it.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut rest = line.trim_start_matches(['-', '+', '*', '–', '•', ' ']);
        while !rest.is_empty() {
            // A stop ends a sentence before a capital: `TP. Tây Ninh` has a word too short for one.
            let end = rest.char_indices().find(|&(at, letter)| {
                let next = rest[at + letter.len_utf8()..].trim_start();
                let short = rest[..at].rsplit(' ').next().is_some_and(|word| word.chars().count() <= 2);
                match letter {
                    ';' => true,
                    '.' => !short && rest[at + 1..].starts_with(' ') && next.starts_with(char::is_uppercase),
                    _ => false,
                }
            });
            let (sentence, later) = end.map_or((rest, ""), |(at, _)| (&rest[..at], &rest[at + 1..]));
            let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            let sentence = sentence.trim_end_matches(['.', ';', ' ', ',']);
            if sentence.chars().any(char::is_alphanumeric) {
                sentences.push(sentence.to_owned());
            }
            rest = later.trim_start();
        }
    }
    sentences
}

/// Whether a sentence asks, and of whom: what stands behind its verb, or opens it.
fn addressees(words: &[&str], index: &AddresseeIndex) -> (bool, Vec<Addressee>) {
    let folded: Vec<String> = words.iter().map(|word| fold(word.trim_end_matches([':', ',']))).collect();
    let verb = |at: usize| {
        VERBS.iter().find_map(|verb| {
            let verb: Vec<&str> = verb.split(' ').collect();
            folded[at..].iter().map(String::as_str).take(verb.len()).eq(verb.iter().copied()).then_some(verb.len())
        })
    };
    let own = index.at_start_of(words);
    if !own.is_empty() {
        return (true, own);
    }
    let Some((at, length)) = (0..words.len()).find_map(|at| verb(at).map(|length| (at, length))) else {
        return (false, Vec::new());
    };
    let mut rest = at + length;
    loop {
        let found = words.get(rest..).map(|words| index.at_start_of(words)).unwrap_or_default();
        if !found.is_empty() {
            return (true, found);
        }
        match folded.get(rest) {
            Some(word) if PREPOSITIONS.contains(&word.as_str()) || verb(rest).is_some() => rest += 1,
            _ => return (true, Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, Workspace};

    fn told(text: &str) -> Vec<(Vec<String>, String)> {
        let settings = Workspace::new("there-is-no-such-folder").load(2026).expect("the built-in settings");
        told_with(&settings, text)
    }

    fn told_with(settings: &Settings, text: &str) -> Vec<(Vec<String>, String)> {
        let index = AddresseeIndex::new(settings);
        let key = |addressee: Addressee| addressee.key();
        read(text, &index).into_iter().map(|(of, text)| (of.into_iter().map(key).collect(), text)).collect()
    }

    #[test]
    fn addressees_are_read_from_the_words() {
        for (text, keys) in [
            ("Đề nghị Sở Tài chính bố trí thêm kinh phí.", &["so-tc"][..]),
            ("Kiến nghị Bộ Giáo dục và Đào tạo sớm ban hành hướng dẫn.", &["bo"]),
            ("Kiến nghị với Bộ GD&ĐT ban hành hướng dẫn", &["bo"]),
            ("đề nghị Bộ sớm ban hành hướng dẫn", &["bo"]),
            ("Đề nghị Bộ Nội vụ giao thêm biên chế", &["bo-noi-vu"]),
            ("Đề nghị Bộ Khoa học và Công nghệ hướng dẫn", &["bo-khoa-hoc-va-cong-nghe"]),
            ("Đề nghị UBND tỉnh bổ sung biên chế giáo viên.", &["ubnd"]),
            ("Kính đề nghị Uỷ ban nhân dân tỉnh Tây Ninh quan tâm", &["ubnd"]),
            ("Đề nghị UBND tỉnh, Sở Nội vụ và Sở TC xem xét", &["ubnd", "so-nv", "so-tc"]),
            ("Sở GDĐT hướng dẫn thực hiện", &["so-gddt"]),
            ("Đề nghị Sở quan tâm bồi dưỡng", &["so-gddt"]),
            ("Đề nghị HĐND tỉnh ban hành nghị quyết", &["hdnd"]),
            ("Đề nghị Chính phủ sửa đổi nghị định", &["chinh-phu"]),
            ("Đề nghị UBND xã Tân Lập phối hợp", &["25489"]),
            ("Đề nghị các địa phương rà soát", &["dia-phuong"]),
            // Words that begin as an addressee does.
            ("Đề nghị bố trí kinh phí", &["unknown"]),
            ("Đề nghị bộ phận chuyên môn rà soát", &["unknown"]),
            ("Đề nghị tính toán lại định mức", &["unknown"]),
            ("Đề nghị tăng cường bồi dưỡng đội ngũ.", &["unknown"]),
            // Who is to give the money is not who is asked.
            ("Đề nghị tăng kinh phí từ nguồn của Sở Tài chính", &["unknown"]),
        ] {
            let told = told(text);
            let [(found, _)] = told.as_slice() else { panic!("{text}: {told:?}") };
            assert_eq!(found, keys, "{text}");
        }
    }

    #[test]
    fn what_a_commune_s_bodies_ask_goes_to_its_own_committee_or_above() {
        let mut settings = Workspace::new("there-is-no-such-folder").load(2026).expect("the built-in settings");
        let issuer = &mut settings.report.issuer;
        issuer.territory = "xã Phú Lâm".to_owned();
        issuer.name_in_text = "Ủy ban nhân dân xã Phú Lâm".to_owned();
        issuer.place = "Phú Lâm".to_owned();
        for (text, keys) in [
            ("Đề nghị UBND xã bố trí kinh phí.", &["ubnd-xa"][..]),
            ("Kính đề nghị Ủy ban nhân dân xã Phú Lâm quan tâm", &["ubnd-xa"]),
            ("Đề nghị xã hỗ trợ kinh phí", &["ubnd-xa"]),
            ("Đề nghị Đảng ủy xã chỉ đạo", &["dang-uy-xa"]),
            ("Đề nghị HĐND xã ban hành nghị quyết", &["hdnd-xa"]),
            ("Đề nghị UBND tỉnh cấp máy tính", &["ubnd"]),
            ("Đề nghị Sở Ngoại vụ tập huấn", &["so-ngoai-vu"]),
            ("Đề nghị Sở Tài chính cấp kinh phí", &["so-tc"]),
            ("Đề nghị xa rời cách làm cũ", &["unknown"]),
            ("Đề nghị Sở quan tâm", &["unknown"]),
        ] {
            let told = told_with(&settings, text);
            let [(found, _)] = told.as_slice() else { panic!("{text}: {told:?}") };
            assert_eq!(found, keys, "{text}");
        }
        assert_eq!(Addressee::CommuneCommittee.name(&settings).as_deref(), Some("Ủy ban nhân dân xã"));
    }

    #[test]
    fn sentences_of_one_cell_go_to_their_own_addressees() {
        let one = |key: &str, text: &str| (vec![key.to_owned()], text.to_owned());
        assert_eq!(
            told(
                "- Đề nghị Bộ ban hành hướng dẫn. Hiện chưa có văn bản.\n- Đề nghị Sở Tài chính cấp kinh phí; tăng biên chế."
            ),
            [
                one("bo", "Đề nghị Bộ ban hành hướng dẫn. Hiện chưa có văn bản"),
                one("so-tc", "Đề nghị Sở Tài chính cấp kinh phí. tăng biên chế"),
            ]
        );
        assert_eq!(told("Không có"), []);
        assert_eq!(told("Đề nghị TP. Tây Ninh rà soát").len(), 1);
    }
}
