//! Who sent a file: by code, by the name written in it, by its file name, by its folders, in that order.
//!
//! Names are compared folded (without case, diacritics and punctuation), as runs of words, the longest first; where
//! folding makes two bodies alike (`Tân Thành`, `Tân Thạnh`), the diacritics decide if the text has any.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::config::{Body, BodyKind};
use crate::extract::Identity;
use crate::model::AgencyId;
use crate::vietnamese::{fold, tone_key};

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
}

/// The spellings of all bodies in force, for looking up senders.
pub(super) struct SenderIndex<'a> {
    bodies: Vec<&'a Body>,
    codes: FxHashMap<String, usize>,
    names: FxHashMap<String, Vec<Spelling>>,
    longest: usize,
}

impl<'a> SenderIndex<'a> {
    /// The index of `bodies`, those in force in the year.
    pub(super) fn new(bodies: Vec<&'a Body>) -> Self {
        let mut index =
            Self { codes: FxHashMap::default(), names: FxHashMap::default(), longest: 0, bodies: Vec::new() };
        for (number, body) in bodies.iter().enumerate() {
            index.codes.insert(fold(body.id.as_str()), number);
            for spelling in spellings(body) {
                index.add(number, &spelling);
            }
        }
        index.bodies = bodies;
        index
    }

    fn add(&mut self, body: usize, spelling: &str) {
        let key = fold(spelling);
        if key.is_empty() {
            return;
        }
        self.longest = self.longest.max(key.split(' ').count());
        let same = self.names.entry(key).or_default();
        let toned = tone_key(spelling);
        if !same.iter().any(|known| known.body == body && known.toned == toned) {
            same.push(Spelling { body, toned });
        }
    }

    /// Who sent the file at `path` that says `identity` of itself, and how that was told.
    pub(super) fn find(&self, identity: &Identity, path: &str) -> (Sender, Option<Evidence>) {
        if let Some(code) = &identity.code
            && let Some(&body) = self.codes.get(&fold(code.value()))
        {
            return (Sender::Known(self.bodies[body].id.clone()), Some(Evidence::Code));
        }
        let mut ambiguous = None;
        let name = identity.name.as_ref().map(|name| name.value().as_str());
        for (text, evidence) in name.map(|name| (name, Evidence::Name)).into_iter().chain(path_parts(path)) {
            match self.candidates(text).as_slice() {
                [] => {}
                [one] => return (Sender::Known(self.bodies[*one].id.clone()), Some(evidence)),
                several if ambiguous.is_none() => {
                    let ids = several.iter().map(|&body| self.bodies[body].id.clone()).collect();
                    ambiguous = Some((Sender::Ambiguous(ids), Some(evidence)));
                }
                _ => {}
            }
        }
        ambiguous.unwrap_or_else(|| {
            let code = identity.code.as_ref().map(|code| code.value().as_str());
            (Sender::Unknown(name.or(code).unwrap_or_default().to_owned()), None)
        })
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
        let words: Vec<&str> = folded.split(' ').collect();
        for length in (1..=words.len().min(self.longest)).rev() {
            let mut found = BTreeSet::new();
            for run in words.windows(length) {
                if let Some(spellings) = self.names.get(&run.join(" ")) {
                    found.extend(self.decided_by_tones(spellings, text));
                }
            }
            if !found.is_empty() {
                return found.into_iter().collect();
            }
        }
        Vec::new()
    }

    /// Of spellings that fold alike, those that `text` contains with their diacritics; all where it contains none so.
    fn decided_by_tones(&self, spellings: &[Spelling], text: &str) -> Vec<usize> {
        let all = || spellings.iter().map(|spelling| spelling.body).collect();
        if spellings.iter().all(|spelling| spelling.body == spellings[0].body) {
            return vec![spellings[0].body];
        }
        let toned = tone_key(text);
        let exact: Vec<usize> = spellings
            .iter()
            .filter(|spelling| contains_words(&toned, &spelling.toned))
            .map(|spelling| spelling.body)
            .collect();
        if exact.is_empty() { all() } else { exact }
    }
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
            all.push(format!("UBND {prefix} {short}"));
            all.push(format!("Ủy ban nhân dân {prefix} {short}"));
        }
        all.push(format!("UBND {short}"));
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
