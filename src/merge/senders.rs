//! Who sent a file: by code, by the name written in it, by its file name, by its folders, in that order.
//!
//! Names are compared folded (without case, diacritics and punctuation), as runs of words, the longest first; where
//! folding makes two bodies alike (`Tân Thành`, `Tân Thạnh`), the diacritics decide if the text has any.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::{Body, BodyKind};
use crate::extract::Identity;
use crate::model::AgencyId;
use crate::vietnamese::{COMMITTEE, COMMITTEE_IN_FULL, fold, tone_key};

/// What could be told about a sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    /// One body.
    Known(AgencyId),
    /// Several bodies fit.
    Ambiguous(Vec<AgencyId>),
    /// None fits; the words that were tried.
    Unknown(String),
}

/// How a sender was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// `inputs/aliases.toml` says so.
    Fixed,
    /// The code in the file.
    Code,
    /// The name in the file.
    Name,
    /// The file's name.
    FileName,
    /// A folder's name.
    Folder,
}

/// One spelling of a body: which, and how it is written with its diacritics.
struct Spelling {
    body: usize,
    toned: String,
    /// The name of a territory without its kind: `Tân Lập`.
    bare: bool,
}

/// Words before the name of a territory that say of what kind it is, folded.
const KINDS: [&str; 11] =
    ["tinh", "thanh pho", "tp", "thi xa", "tx", "huyen", "quan", "xa", "phuong", "thi tran", "dac khu"];
/// Beginnings and words of the names of those that report to a body and not to this office, folded.
const BELOW_BEGINNINGS: [&str; 6] = ["truong", "trung tam", "benh vien", "cong ty", "chi cuc", "phong kham"];
const BELOW_WORDS: [&str; 8] = ["thpt", "thcs", "tieu hoc", "mam non", "mau giao", "ptdtnt", "gdtx", "gdnn gdtx"];

/// The spellings of all bodies in force, for looking up senders.
pub(super) struct SenderIndex<'a> {
    /// What the whole province is called, folded: a bare `Tây Ninh` names a district only where nothing else is named.
    place: String,
    bodies: Vec<&'a Body>,
    codes: FxHashMap<String, usize>,
    names: FxHashMap<String, Vec<Spelling>>,
    longest: usize,
}

impl<'a> SenderIndex<'a> {
    /// The index of `bodies`, those in force in the year, of a province called `place`.
    pub(super) fn new(bodies: Vec<&'a Body>, place: &str) -> Self {
        let mut index = Self {
            place: fold(place),
            codes: FxHashMap::default(),
            names: FxHashMap::default(),
            longest: 0,
            bodies: Vec::new(),
        };
        for (number, body) in bodies.iter().enumerate() {
            index.codes.insert(fold(body.id.as_str()), number);
            for spelling in spellings(body) {
                index.add(number, &spelling, body.kind.is_territorial() && spelling == body.short_name);
            }
        }
        index.bodies = bodies;
        index
    }

    fn add(&mut self, body: usize, spelling: &str, bare: bool) {
        let key = fold(spelling);
        if key.is_empty() {
            return;
        }
        self.longest = self.longest.max(key.split(' ').count());
        let same = self.names.entry(key).or_default();
        let toned = tone_key(spelling);
        if !same.iter().any(|known| known.body == body && known.toned == toned) {
            same.push(Spelling { body, toned, bare });
        }
    }

    /// Who sent the file at `path` that says `identity` of itself, and how that was told.
    ///
    /// Code, name and letterhead, file name, folders, in that order. Where a code and a name both name a body and not the
    /// same one, the form was taken over from somebody else: the file's name decides, or nobody.
    pub(super) fn find(&self, identity: &Identity, path: &str) -> (Sender, Option<Evidence>) {
        let code = identity.code.as_ref().and_then(|code| self.codes.get(&fold(code.value())).copied());
        let named = self.named(identity);
        let mut tried = named.candidates.into_iter().map(|found| (found, Evidence::Name)).collect::<Vec<_>>();
        if !named.is_foreign {
            tried.extend(path_parts(path).map(|(part, evidence)| (self.in_path(part), evidence)));
        }
        let certain = tried.iter().find(|(found, _)| found.len() == 1).map(|(found, evidence)| (found[0], *evidence));
        match (code, certain) {
            (Some(body), Some((other, Evidence::Name))) if other != body => {
                let by_path = tried.iter().filter(|(_, evidence)| *evidence != Evidence::Name);
                match by_path.flat_map(|(found, evidence)| found.iter().map(|found| (*found, *evidence))).next() {
                    Some((found, evidence)) if found == body || found == other => self.known(found, evidence),
                    _ => (self.ambiguous(&[body, other]), Some(Evidence::Code)),
                }
            }
            (Some(body), _) => self.known(body, Evidence::Code),
            (None, Some((body, evidence))) => self.known(body, evidence),
            (None, None) => match tried.iter().find(|(found, _)| !found.is_empty()) {
                Some((several, evidence)) => (self.ambiguous(several), Some(*evidence)),
                None => (Sender::Unknown(written_name(identity)), None),
            },
        }
    }

    /// The bodies that a file or folder names, or whose code it bears.
    fn in_path(&self, part: &str) -> Vec<usize> {
        let named = self.candidates(part);
        if !named.is_empty() {
            return named;
        }
        let folded = fold(part);
        let is_year = |word: &&str| word.len() == 4 && word.starts_with("20");
        // The form is sent out as `BC_<year>_<code>`; other figures in names are numbers of documents.
        let own = folded.strip_prefix("bc ").unwrap_or(&folded);
        let own: Vec<&str> = own.split(' ').skip_while(is_year).collect();
        let whole = self.codes.get(&own.join(" ")).copied();
        let long = |word: &&str| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_digit());
        let by_word = || own.iter().filter(|word| long(word)).find_map(|word| self.codes.get(*word).copied());
        whole.or_else(by_word).into_iter().collect()
    }

    fn known(&self, body: usize, evidence: Evidence) -> (Sender, Option<Evidence>) {
        (Sender::Known(self.bodies[body].id.clone()), Some(evidence))
    }

    fn ambiguous(&self, bodies: &[usize]) -> Sender {
        Sender::Ambiguous(bodies.iter().map(|&body| self.bodies[body].id.clone()).collect())
    }

    /// The bodies that a file names: on the sheet Thông tin, or else in its letterhead, where the sender stands below the
    /// body above it.
    fn named(&self, identity: &Identity) -> Named {
        let mut named = Named { candidates: Vec::new(), is_foreign: false };
        let name = identity.name.iter().map(|name| name.value().as_str());
        let letterhead = identity.letterhead.iter().rev().map(|line| line.value().as_str());
        for line in name.chain(letterhead) {
            let found = self.candidates(line);
            if found.is_empty() && is_below(&fold(line)) {
                named.is_foreign = true;
                return named;
            }
            if found.len() == 1 {
                named.candidates.push(found);
                return named;
            }
            if !found.is_empty() {
                named.candidates.push(found);
            }
        }
        named
    }

    /// The body that `name` names, where it is one and only one.
    pub(super) fn by_name(&self, name: &str) -> Option<&'a Body> {
        match self.candidates(name).as_slice() {
            [one] => Some(self.bodies[*one]),
            _ => None,
        }
    }

    /// The places of all bodies that `name` may mean.
    pub(super) fn places_named(&self, name: &str) -> Vec<usize> {
        self.candidates(name)
    }

    /// The bodies whose names stand in `text`: those of the longest run of words that names any.
    fn candidates(&self, text: &str) -> Vec<usize> {
        let folded = fold(text);
        // A school of a district is not the district, though it bears its name.
        if is_below(&folded) {
            return Vec::new();
        }
        let words: Vec<&str> = folded.split(' ').collect();
        let toned = LazyCell::new(|| tone_key(text));
        let mut of_place = Vec::new();
        for length in (1..=words.len().min(self.longest)).rev() {
            let mut found = BTreeSet::new();
            let mut seen = FxHashSet::default();
            for (at, run) in words.windows(length).enumerate() {
                let run = run.join(" ");
                let Some(spellings) = self.names.get(&run) else { continue };
                let after_kind = says_kind(&words[..at]);
                // A text may name a body again and again.
                if !seen.insert((run.clone(), after_kind)) {
                    continue;
                }
                let bodies = decided_by_tones(spellings, &toned, after_kind);
                if run == self.place { of_place.extend(bodies) } else { found.extend(bodies) }
            }
            if !found.is_empty() {
                return found.into_iter().collect();
            }
        }
        of_place
    }
}

/// Of spellings that fold alike, those that a text contains with their diacritics (`toned`); all where it contains none so.
/// `after_kind`: the text says of what kind the territory is, and no body of that kind has the name.
fn decided_by_tones(spellings: &[Spelling], toned: &str, after_kind: bool) -> Vec<usize> {
    let fits: Vec<&Spelling> = spellings.iter().filter(|spelling| !(spelling.bare && after_kind)).collect();
    let exact: Vec<usize> =
        fits.iter().filter(|spelling| contains_words(toned, &spelling.toned)).map(|spelling| spelling.body).collect();
    if exact.is_empty() { fits.iter().map(|spelling| spelling.body).collect() } else { exact }
}

/// What a file says of its sender in words.
struct Named {
    /// The bodies that may be meant, from the most telling line on.
    candidates: Vec<Vec<usize>>,
    /// It names somebody who reports to another body.
    is_foreign: bool,
}

/// The name as written, or else the code, for telling that nobody fits it.
fn written_name(identity: &Identity) -> String {
    let last_line = identity.letterhead.last();
    identity.name.as_ref().or(identity.code.as_ref()).or(last_line).map_or(String::new(), |name| name.value().clone())
}

/// Whether the words end in the kind of a territory: `huyện` before `Tân Biên`.
fn says_kind(before: &[&str]) -> bool {
    let last = before.last().copied().unwrap_or_default();
    let two = before.len().checked_sub(2).map(|at| before[at..].join(" "));
    KINDS.iter().any(|kind| *kind == last || two.as_deref() == Some(kind))
}

/// Whether a folded name is that of somebody who reports to a body and not to this office: a school, a centre.
fn is_below(folded: &str) -> bool {
    let begins = |beginning: &&str| folded.strip_prefix(*beginning).is_some_and(|rest| rest.starts_with(' '));
    BELOW_BEGINNINGS.iter().any(begins) || BELOW_WORDS.iter().any(|words| contains_words(folded, words))
}

/// Whether `words` stands in `text` between word boundaries.
fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(start, found)| {
        let before = text[..start].chars().next_back();
        let after = text[start + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The file's name without its extension, then the folders from the innermost out.
fn path_parts(path: &str) -> impl Iterator<Item = (&str, Evidence)> {
    path.rsplit('/').enumerate().map(|(depth, part)| match depth {
        0 => (part.rsplit_once('.').map_or(part, |(stem, _)| stem), Evidence::FileName),
        _ => (part, Evidence::Folder),
    })
}

/// Every way a body is written: its name, aliases and symbol, and for a territory its name after every kind of prefix.
fn spellings(body: &Body) -> Vec<String> {
    let mut all = vec![body.name.clone()];
    all.extend(body.aliases.iter().cloned());
    if !body.symbol.is_empty() && !body.kind.is_territorial() {
        all.push(body.symbol.clone());
    }
    if body.kind.is_territorial() && !body.short_name.is_empty() {
        let short = body.short_name.as_str();
        all.push(short.to_owned());
        for prefix in territory_prefixes(body) {
            all.push(format!("{prefix} {short}"));
            all.push(format!("{COMMITTEE} {prefix} {short}"));
            all.push(format!("{COMMITTEE_IN_FULL} {prefix} {short}"));
        }
        all.push(format!("{COMMITTEE} {short}"));
    }
    all
}

/// What a territory of this kind is called before its name: `xã`, `X.`.
fn territory_prefixes(body: &Body) -> &'static [&'static str] {
    let name = fold(&body.name);
    let says = |words: &str| name.contains(words);
    match body.kind {
        BodyKind::Commune if says("phuong ") => &["phường", "P"],
        BodyKind::Commune if says("thi tran ") => &["thị trấn", "TT"],
        BodyKind::Commune if says("dac khu ") => &["đặc khu", "ĐK"],
        BodyKind::Commune => &["xã", "X"],
        BodyKind::District if says("thanh pho ") => &["thành phố", "TP"],
        BodyKind::District if says("thi xa ") => &["thị xã", "TX"],
        BodyKind::District if says("quan ") => &["quận", "Q"],
        BodyKind::District => &["huyện", "H"],
        BodyKind::Provincial | BodyKind::Mass | BodyKind::Press => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::Workspace;
    use crate::model::{CellRef, SheetKind, SheetRef, Traced};

    /// Who sent a file in a year: the code or the candidates, `?` for nobody.
    fn sender(year: i16, code: &str, name: &str, letterhead: &[&str], path: &str) -> String {
        let settings = Workspace::new("no such folder").load(year).expect("the settings that are built in");
        let bodies = settings.registry.in_force(settings.report.deadline).collect();
        let index = SenderIndex::new(bodies, &settings.report.issuer.place);
        let sheet = Arc::new(SheetRef { file: "a".into(), sheet: "b".into(), kind: SheetKind::Worksheet });
        let traced = |text: &str| Traced::from_cell(text.to_owned(), CellRef::new(&sheet, 0, 0));
        let given = |text: &str| (!text.is_empty()).then(|| traced(text));
        let identity = Identity {
            code: given(code),
            name: given(name),
            letterhead: letterhead.iter().map(|line| traced(line)).collect(),
            ..Identity::default()
        };
        match index.find(&identity, path).0 {
            Sender::Known(id) => id.to_string(),
            Sender::Ambiguous(several) => several.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or "),
            Sender::Unknown(_) => "?".to_owned(),
        }
    }

    #[test]
    fn names_in_many_spellings() {
        for (year, name, wanted) in [
            (2024, "UBND huyện Gò Dầu", "710"),
            (2024, "uy ban nhan dan huyen Go Dau", "710"),
            (2024, "UBND TX. Hoà Thành", "709"),
            (2024, "UBND H.DMC", "707"),
            (2024, "Phòng GD&ĐT huyện Gò Dầu", "710"),
            (2024, "UBND thành phố Tây Ninh", "703"),
            (2024, "UBND tỉnh Tây Ninh", "?"),
            (2024, "STC Tây Ninh", "so-tc"),
            (2024, "Sở GD-ĐT Tây Ninh", "so-gddt"),
            (2024, "Báo Tây Ninh", "bao-tn"),
            (2024, "Trường THPT chuyên ABC, thị xã Hòa Thành", "?"),
            (2024, "Trường Tiểu học Gò Dầu", "?"),
            (2026, "UBND xã Tân Thạnh", "27826"),
            (2026, "UBND xã Tân Thành", "25534"),
            (2026, "UBND xa Tan Thanh", "25534 or 27826"),
            (2026, "UBND huyện Tân Biên", "?"),
            (2026, "Phường Tân Ninh", "25459"),
        ] {
            let found = sender(year, "", name, &[], "bao cao.xlsx");
            assert_eq!(found, wanted, "{year} {name}");
        }
    }

    #[test]
    fn the_sender_stands_below_the_body_above_it() {
        for (lines, wanted) in [
            (&["UBND TỈNH TÂY NINH", "SỞ NỘI VỤ"][..], "so-nv"),
            (&["ỦY BAN NHÂN DÂN", "HUYỆN GÒ DẦU"][..], "710"),
            (&["UBND HUYỆN GÒ DẦU", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"][..], "710"),
            (&["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT ABC"][..], "?"),
        ] {
            assert_eq!(sender(2024, "", "", lines, "BC.xlsx"), wanted, "{lines:?}");
        }
    }

    #[test]
    fn code_then_name_then_file_then_folder() {
        assert_eq!(sender(2024, "710", "", &[], "Tan Bien/a.xlsx"), "710");
        assert_eq!(sender(2024, "SNN", "Sở Nội vụ", &[], "STC.xlsx"), "so-nv");
        assert_eq!(sender(2024, "", "", &[], "Tan Bien/BC Go Dau (lan 2).xlsx"), "710");
        assert_eq!(sender(2024, "", "", &[], "UBND H. Tan Bien/bao cao.xlsx"), "705");
        assert_eq!(sender(2026, "", "", &[], "BC_2026_25459.xlsx"), "25459");
        assert_eq!(sender(2026, "", "", &[], "BC_2026_so-nv.xlsx"), "so-nv");
        assert_eq!(sender(2024, "", "", &[], "BC 705.KH 710.xlsx"), "?");
    }

    #[test]
    fn a_code_against_a_name_is_decided_by_the_file_or_by_nobody() {
        assert_eq!(sender(2024, "703", "UBND huyện Gò Dầu", &[], "Go Dau.xlsx"), "710");
        assert_eq!(sender(2024, "703", "UBND huyện Gò Dầu", &[], "BC_2024_703.xlsx"), "703");
        assert_eq!(sender(2024, "703", "UBND huyện Gò Dầu", &[], "bao cao.xlsx"), "703 or 710");
        assert_eq!(sender(2024, "703", "UBND huyện Gò Dầu", &[], "TP Tay Ninh/bc.xlsx"), "703");
    }
}
