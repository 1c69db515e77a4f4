//! The names of the bodies that report, in all spellings, and which of them a text names.
//!
//! Names are compared folded (without case, diacritics and punctuation), as runs of words, the longest first; where
//! folding makes two bodies alike (`Tân Thành`, `Tân Thạnh`), the diacritics decide if the text has any.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::furniture::is_name;
use super::spellings::spellings;
use crate::config::{Body, BodyKind};
use crate::model::AgencyId;
use crate::vietnamese::{COMMITTEE, COMMITTEE_IN_FULL, fold, fold_beginning, has_words, tone_key};

/// One spelling of a body: which, and how it is written with its diacritics.
struct Spelling {
    body: usize,
    toned: String,
    /// The name of a territory without its kind: `Tân Lập`.
    bare: bool,
    /// A name that elsewhere is that of somebody within or below another body: of a school, a centre, an office.
    below: bool,
}

/// Words before the name of a territory that say of what kind it is, folded.
const KINDS: [&str; 15] = [
    "tinh",
    "thanh pho",
    "tp",
    "thi xa",
    "tx",
    "huyen",
    "quan",
    "xa",
    "phuong",
    "thi tran",
    "dac khu",
    "ap",
    "thon",
    "khu pho",
    "to dan pho",
];
/// Beginnings and words of the names of those that report to a body and not to this office, folded.
const BELOW_BEGINNINGS: [&str; 5] = ["trung tam", "benh vien", "cong ty", "chi cuc", "phong kham"];
const BELOW_WORDS: [&str; 12] = [
    "thpt",
    "thcs",
    "tieu hoc",
    "mam non",
    "mau giao",
    "ptdtnt",
    "gdtx",
    "gdnn gdtx",
    "trung hoc",
    "cao dang",
    "dai hoc",
    "trung cap",
];
/// Words before the bare name of a territory that make it part of a person's: surnames, and what stands between.
const OF_PERSONS: [&str; 15] = [
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vo", "dang", "bui", "ngo", "duong", "truong", "trinh",
    "thi",
];

/// The spellings of all bodies that report in a year.
pub struct BodyNames {
    /// What the whole province is called, folded: a bare `Tây Ninh` names a district only where nothing else is named.
    place: String,
    bodies: Vec<Body>,
    codes: FxHashMap<String, usize>,
    /// Letters of the longest folded code.
    longest_code: usize,
    names: FxHashMap<String, Vec<Spelling>>,
    /// The first words of these names.
    first_words: FxHashSet<String>,
    longest: usize,
    /// Some of them are districts, which have a Phòng Giáo dục và Đào tạo.
    has_districts: bool,
}

impl BodyNames {
    /// The names of `bodies`, those in force in the year, of a province called `place`.
    pub fn new(bodies: Vec<Body>, place: &str) -> Self {
        let mut index = Self {
            place: fold(place),
            codes: FxHashMap::default(),
            longest_code: 0,
            names: FxHashMap::default(),
            first_words: FxHashSet::default(),
            longest: 0,
            has_districts: bodies.iter().any(|body| body.kind == BodyKind::District),
            bodies: Vec::new(),
        };
        for (number, body) in bodies.iter().enumerate() {
            let code = fold(body.id.as_str());
            index.longest_code = index.longest_code.max(code.len());
            index.codes.insert(code, number);
            for spelling in spellings(body) {
                index.add(number, body, &spelling);
            }
        }
        index.bodies = bodies;
        index
    }

    fn add(&mut self, number: usize, body: &Body, spelling: &str) {
        let key = fold(spelling);
        if key.is_empty() {
            return;
        }
        self.longest = self.longest.max(key.split(' ').count());
        self.first_words.extend(key.split(' ').next().map(str::to_owned));
        let folded = key.clone();
        let same = self.names.entry(key).or_default();
        let toned = tone_key(spelling);
        let bare = body.kind.is_territorial() && spelling == body.short_name;
        let below = matches!(body.kind, BodyKind::Office | BodyKind::School)
            || is_below(spelling, &folded)
            || is_office_within(&folded);
        if !same.iter().any(|known| known.body == number && known.toned == toned) {
            same.push(Spelling { body: number, toned, bare, below });
        }
    }

    /// The body at a place.
    pub fn body(&self, place: usize) -> &Body {
        &self.bodies[place]
    }

    /// The identifier of the body at a place.
    pub fn id(&self, place: usize) -> &AgencyId {
        &self.bodies[place].id
    }

    /// The place of the body with this code.
    pub fn with_code(&self, code: &str) -> Option<usize> {
        let folded = fold_beginning(code, self.longest_code + 1);
        self.codes.get(&folded).copied()
    }

    /// The places of the bodies that a file or folder names, or whose code it bears.
    pub fn in_path(&self, part: &str) -> Vec<usize> {
        let named = self.named_in(part);
        if named.is_empty() { self.with_code_in(part).into_iter().collect() } else { named }
    }

    /// The place of the body whose code a file's or folder's name bears.
    pub fn with_code_in(&self, part: &str) -> Option<usize> {
        let folded = fold(part);
        let is_year = |word: &&str| word.len() == 4 && word.starts_with("20");
        // The form is sent out as `BC_<year>_<code>`; other figures in names are numbers of documents.
        let own = folded.strip_prefix("bc ").unwrap_or(&folded);
        let own: Vec<&str> = own.split(' ').skip_while(is_year).collect();
        let whole = self.codes.get(&own.join(" ")).copied();
        let long = |word: &&str| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_digit());
        let by_word = || own.iter().filter(|word| long(word)).find_map(|word| self.codes.get(*word).copied());
        whole.or_else(by_word)
    }

    /// The place of the body that `text` names, where it is one and only one.
    pub fn only_one_in(&self, text: &str) -> Option<usize> {
        match self.named_in(text).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The places of the bodies whose names stand in `text`: those of the longest run of words that names any.
    pub fn named_in(&self, text: &str) -> Vec<usize> {
        let folded = fold(text);
        let may_begin_a_name = |word: &str| self.first_words.contains(word);
        if !folded.split(' ').any(may_begin_a_name) {
            return Vec::new();
        }
        // A school of a district is not the district, though it bears its name; only by its own name it is a body itself.
        let is_below = is_below(text, &folded) || self.is_office_of_no_body(&folded);
        let words: Vec<&str> = folded.split(' ').collect();
        let may_begin: Vec<bool> = words.iter().map(|word| may_begin_a_name(word)).collect();
        let is_office = is_office_within(&folded);
        let ends = ends_of_words(&folded);
        let toned = LazyCell::new(|| tone_key(text));
        let mut of_place = Vec::new();
        for length in (1..=words.len().min(self.longest)).rev() {
            let mut found = BTreeSet::new();
            let mut seen = FxHashSet::default();
            for at in (0..=words.len() - length).filter(|at| may_begin[*at]) {
                let run = &folded[ends[at] - words[at].len()..ends[at + length - 1]];
                let Some(spellings) = self.names.get(run) else { continue };
                let before = Before { kind: says_kind(&words[..at]), person: is_of_person(&words[..at]) };
                // A text may name a body again and again.
                if is_of_others(&words[..at]) || !seen.insert((run, before)) {
                    continue;
                }
                let mut bodies = decided_by_tones(spellings, &toned, before);
                // `Phòng GD&ĐT` is an office of a body, and not the department that has the same words in its name.
                let is_own = spellings.iter().any(|known| known.below) && !is_numbered(words.get(at + length));
                bodies.retain(|&body| is_own || !is_below && (!is_office || self.bodies[body].kind.is_territorial()));
                if run == self.place { of_place.extend(bodies) } else { found.extend(bodies) }
            }
            if !found.is_empty() {
                return found.into_iter().collect();
            }
        }
        of_place
    }

    /// The places of all bodies that `text` names one after the other, in the order of the registry: `Sở Tài chính, Sở Nội vụ`.
    /// A bare name of a territory counts only where it is all that stands between two marks; a name that several bodies may
    /// have is none.
    pub fn all_named_in(&self, text: &str) -> Vec<usize> {
        let mut found = BTreeSet::new();
        for part in text.split(['\n', ';', ',']) {
            self.add_named_in(part, &mut found);
        }
        // The commas of `Sở Văn hóa, Thể thao và Du lịch` part no bodies.
        for line in text.split(['\n', ';']) {
            self.add_named_in(line, &mut found);
        }
        found.into_iter().collect()
    }

    /// Adds the bodies that a part of a text names, the longest names first.
    fn add_named_in(&self, part: &str, found: &mut BTreeSet<usize>) {
        let folded = fold(part);
        let words: Vec<&str> = folded.split(' ').collect();
        let toned = tone_key(part);
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=self.longest.min(words.len() - at)).rev();
            let named = longest.filter_map(|length| {
                let spellings = self.names.get(&words[at..at + length].join(" "))?;
                let is_all = at == 0 && length == words.len();
                let fits: Vec<&Spelling> = spellings.iter().filter(|spelling| is_all || !spelling.bare).collect();
                let toned: Vec<usize> = fits
                    .iter()
                    .filter(|spelling| fits.len() == 1 || has_words(&toned, &spelling.toned))
                    .map(|spelling| spelling.body)
                    .collect();
                match toned.as_slice() {
                    [body] => Some((*body, length)),
                    _ => None,
                }
            });
            match { named }.next() {
                Some((body, length)) => {
                    found.insert(body);
                    at += length;
                }
                None => at += 1,
            }
        }
    }

    /// Whether a text names an office of districts in a year that has none: `Phòng GD&ĐT Tân Biên` is not the commune's.
    fn is_office_of_no_body(&self, folded: &str) -> bool {
        !self.has_districts && is_office_of_district(folded)
    }

    /// Whether a text names somebody who is none of the bodies and does not report to this office: a school, an office of a
    /// district that has ended.
    pub fn is_foreign(&self, text: &str) -> bool {
        let folded = fold(text);
        is_below(text, &folded) || self.is_office_of_no_body(&folded) || self.is_district_that_ended(&folded)
    }

    /// Whether a folded text is the name of a district in a year that has none.
    fn is_district_that_ended(&self, folded: &str) -> bool {
        let committees = [fold(COMMITTEE), fold(COMMITTEE_IN_FULL)];
        let bare =
            committees.iter().find_map(|words| folded.strip_prefix(words.as_str())).unwrap_or(folded).trim_start();
        !self.has_districts && ["huyen ", "thi xa "].iter().any(|kind| bare.starts_with(kind))
    }
}

/// Where the words of a folded text end.
fn ends_of_words(folded: &str) -> Vec<usize> {
    let gaps = folded.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at);
    gaps.chain([folded.len()]).collect()
}

/// What stands right before a name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Before {
    /// The kind of a territory.
    kind: bool,
    /// A part of a person's name.
    person: bool,
}

/// Of spellings that fold alike, those that a text contains with their diacritics (`toned`); all where it contains none so.
/// A bare name counts neither after the kind of a territory, for no body of that kind has the name, nor in a person's.
fn decided_by_tones(spellings: &[Spelling], toned: &str, before: Before) -> Vec<usize> {
    let is_out = |spelling: &Spelling| spelling.bare && (before.kind || before.person);
    let fits: Vec<&Spelling> = spellings.iter().filter(|spelling| !is_out(spelling)).collect();
    let exact: Vec<usize> =
        fits.iter().filter(|spelling| has_words(toned, &spelling.toned)).map(|spelling| spelling.body).collect();
    if exact.is_empty() { fits.iter().map(|spelling| spelling.body).collect() } else { exact }
}

/// Whether the words end in the kind of a territory: `huyện` before `Tân Biên`.
fn says_kind(before: &[&str]) -> bool {
    KINDS.iter().any(|kind| ends_in(before, kind))
}

/// Whether a text breaks off where the name of a territory should follow: `Sở GDĐT tỉnh………`.
pub(super) fn is_name_to_fill_in(text: &str) -> bool {
    let is_dot = |letter: char| matches!(letter, '.' | '…' | '_');
    let bare = text.trim_end_matches(|letter: char| is_dot(letter) || letter.is_whitespace());
    let dots: usize =
        text[bare.len()..].chars().map(|letter| if letter == '…' { 3 } else { usize::from(is_dot(letter)) }).sum();
    let folded = fold(bare);
    dots >= 3 && (folded.is_empty() || says_kind(&folded.split(' ').collect::<Vec<_>>()))
}

/// Whether a text is addressed to what follows the words (`gửi Sở` before `GD&ĐT`), or names the ministry of the field.
fn is_of_others(before: &[&str]) -> bool {
    let near = &before[before.len().saturating_sub(3)..];
    near.contains(&"gui") || before.last().is_some_and(|last| matches!(*last, "bo" | "nhan"))
}

/// Whether the words end in a surname, or in what stands between surname and name.
fn is_of_person(before: &[&str]) -> bool {
    OF_PERSONS.iter().any(|word| ends_in(before, word))
}

fn ends_in(before: &[&str], wanted: &str) -> bool {
    let last = before.last().copied().unwrap_or_default();
    let two = before.len().checked_sub(2).map(|at| before[at..].join(" "));
    wanted == last || two.as_deref() == Some(wanted)
}

/// Whether a folded name is that of an office within a body: `Phòng Văn hóa - Xã hội`.
fn is_office_within(folded: &str) -> bool {
    folded.starts_with("phong ") && !folded.starts_with("phong kham")
}

/// Whether a folded name begins as the office for education of a district does.
fn is_office_of_district(folded: &str) -> bool {
    ["phong gd", "phong giao duc va", "phong giao duc dao tao", "pgd"].iter().any(|words| folded.starts_with(words))
}

/// Whether a name is that of somebody who reports to a body and not to this office: a school, a centre.
fn is_below(text: &str, folded: &str) -> bool {
    if is_office_within(folded) {
        return false;
    }
    let begins = |beginning: &&str| folded.strip_prefix(*beginning).is_some_and(|rest| rest.starts_with(' '));
    is_school(text, folded)
        || BELOW_BEGINNINGS.iter().any(begins)
        || BELOW_WORDS.iter().any(|words| has_words(folded, words))
}

/// Whether a word behind a name makes that of another: `2` of `Trường Tiểu học An Bình 2`.
fn is_numbered(next: Option<&&str>) -> bool {
    next.is_some_and(|next| next.len() == 1 || next.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a name begins with `Trường`, which the surname Trương and the title Trưởng fold alike to.
fn is_school(text: &str, folded: &str) -> bool {
    let Some(rest) = folded.strip_prefix("truong ") else { return false };
    let first = tone_key(text.split_whitespace().next().unwrap_or_default());
    match first.is_ascii() {
        true => !is_name(text) || rest.split(' ').count() > 3,
        false => first == tone_key("trường"),
    }
}
