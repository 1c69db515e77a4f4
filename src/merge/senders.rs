//! Who sent a file: code, written name, letterhead, file name and folders weighed together.
//!
//! Where all that speak name one body, it is that body. Where they disagree, the body that clearly more speaks for has sent
//! it, and the others are told; where nothing weighs more, nobody has. The form is sent out with its code, and under a name
//! with that code: both are one witness. A name and a letterhead that agree are the sender's own words.

use crate::config::Body;
use crate::extract::{BodyNames, Identity};
use crate::model::AgencyId;

/// What could be told about a sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    /// One body.
    Known(AgencyId),
    /// Several bodies fit; or one does, whose form somebody below it filled in.
    Ambiguous(Vec<AgencyId>),
    /// None fits; the words that were tried.
    Unknown(String),
}

/// How a sender was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// `inputs/aliases.toml` says so.
    Fixed,
    /// The code in the file.
    Code,
    /// The name in the file.
    Name,
    /// The letterhead of a sheet.
    Letterhead,
    /// The file's name.
    FileName,
    /// A folder's name.
    Folder,
}

/// What speaks against the sender that a file is counted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderDoubt {
    /// The other body.
    pub agency: AgencyId,
    /// What names it.
    pub evidence: Evidence,
}

/// Who sent a file, and what tells.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) sender: Sender,
    pub(super) evidence: Option<Evidence>,
    /// What speaks for others.
    pub(super) doubts: Vec<SenderDoubt>,
    /// The body that the sender's own words name, where they name one.
    pub(super) written: Option<AgencyId>,
}

impl Told {
    /// That nobody is known to have sent a file.
    pub(super) fn nobody() -> Self {
        Self { sender: Sender::Unknown(String::new()), evidence: None, doubts: Vec::new(), written: None }
    }
}

/// How much each witness weighs. The letterhead adds less to a name, beside which it mostly stands.
const CODE: u32 = 6;
const NAME: u32 = 6;
const LETTERHEAD: u32 = 5;
const LETTERHEAD_BESIDE_NAME: u32 = 3;
const OTHER_SHEET: u32 = 4;
const PATH: u32 = 4;
/// How much more has to speak for one body than for any other.
const MARGIN: u32 = 2;

/// What one witness says: the bodies it may mean.
struct Claim {
    bodies: Vec<usize>,
    evidence: Evidence,
    weight: u32,
}

/// The bodies that report in a year, for looking up senders.
pub(super) struct SenderIndex {
    names: BodyNames,
}

impl SenderIndex {
    /// The index of `bodies`, those in force in the year, of a province called `place`.
    pub(super) fn new(bodies: Vec<Body>, place: &str) -> Self {
        Self { names: BodyNames::new(bodies, place) }
    }

    /// Who sent the file at `path` that says `identity` of itself. A folder for which `is_of_many` has the files of several
    /// bodies and says nothing about the sender of one.
    pub(super) fn find(&self, identity: &Identity, path: &str, is_of_many: &dyn Fn(&str) -> bool) -> Told {
        if let Some(body) = &identity.reports_for {
            let sender = Sender::Known(body.clone());
            return Told { sender, evidence: Some(Evidence::Name), doubts: Vec::new(), written: Some(body.clone()) };
        }
        let (mut claims, is_foreign) = self.claims_inside(identity);
        let own = claims.iter().find(|claim| claim.bodies.len() == 1 && claim.evidence != Evidence::Code);
        let written = own.map(|claim| self.id(claim.bodies[0]));
        if is_foreign {
            // A school's report is not that of the body whose form it filled in or in whose folder it lies.
            let sender = match claims.iter().find(|claim| claim.evidence == Evidence::Code) {
                Some(claim) => Sender::Ambiguous(claim.bodies.iter().map(|body| self.id(*body)).collect()),
                None => Sender::Unknown(written_name(identity)),
            };
            return Told { sender, evidence: None, doubts: Vec::new(), written };
        }
        self.add_path(&mut claims, path, is_of_many);
        Told { written, ..self.weigh(&claims, identity) }
    }

    /// The body that everything inside a file names, where that is one and only one.
    pub(super) fn inside(&self, identity: &Identity) -> Option<AgencyId> {
        let told = self.find(identity, "", &|_| true);
        match told.sender {
            Sender::Known(id) if told.doubts.is_empty() => Some(id),
            _ => None,
        }
    }

    /// The body whose code stands in a file.
    pub(super) fn by_code(&self, identity: &Identity) -> Option<AgencyId> {
        identity.code.as_ref().and_then(|code| self.names.with_code(code.value())).map(|place| self.id(place))
    }

    fn id(&self, place: usize) -> AgencyId {
        self.names.id(place).clone()
    }

    /// What the file says inside; and whether it names somebody who reports to another body.
    fn claims_inside(&self, identity: &Identity) -> (Vec<Claim>, bool) {
        let mut claims = Vec::new();
        if let Some(code) = identity.code.as_ref().and_then(|code| self.names.with_code(code.value())) {
            claims.push(Claim { bodies: vec![code], evidence: Evidence::Code, weight: CODE });
        }
        let mut is_foreign = false;
        let mut name = Vec::new();
        if let Some(written) = &identity.name {
            name = self.names.named_in(written.value());
            is_foreign = name.is_empty() && self.names.is_foreign(written.value());
        }
        if !name.is_empty() {
            claims.push(Claim { bodies: name.clone(), evidence: Evidence::Name, weight: NAME });
        }
        let letterhead = self.by_letterhead(identity, &mut is_foreign, !name.is_empty());
        if !letterhead.is_empty() {
            let weight = if name == letterhead { LETTERHEAD_BESIDE_NAME } else { LETTERHEAD };
            claims.push(Claim { bodies: letterhead, evidence: Evidence::Letterhead, weight });
        }
        for line in &identity.elsewhere {
            let bodies = self.names.named_in(line.value());
            claims.push(Claim { bodies, evidence: Evidence::Letterhead, weight: OTHER_SHEET });
        }
        (claims, is_foreign)
    }

    /// The bodies that the letterhead names: the sender stands below the body above it. Two territories stand beside each
    /// other.
    fn by_letterhead(&self, identity: &Identity, is_foreign: &mut bool, is_named: bool) -> Vec<usize> {
        let (mut several, mut certain): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for line in identity.letterhead.iter().rev().map(|line| line.value().as_str()) {
            let found = self.names.named_in(line);
            match found.as_slice() {
                [] if certain.is_empty() && self.names.is_foreign(line) => {
                    *is_foreign |= !is_named;
                    return several;
                }
                [body] => {
                    // Two communes stand beside each other; a village stands below its commune.
                    let kind = |body: usize| self.names.body(body).kind;
                    let beside =
                        kind(*body).is_territorial() && certain.iter().all(|other| kind(*other) == kind(*body));
                    if (certain.is_empty() || beside) && !certain.contains(body) {
                        certain.push(*body);
                    }
                }
                [] => {}
                _ if several.is_empty() => several = found,
                _ => {}
            }
        }
        certain.sort_unstable();
        if certain.is_empty() { several } else { certain }
    }

    /// What the file's name and its folders say.
    fn add_path(&self, claims: &mut Vec<Claim>, path: &str, is_of_many: &dyn Fn(&str) -> bool) {
        let (folders, name) = path.rsplit_once('/').map_or((None, path), |(folders, name)| (Some(folders), name));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let named = self.names.named_in(stem);
        if !named.is_empty() {
            claims.push(Claim { bodies: named, evidence: Evidence::FileName, weight: PATH });
        } else if let Some(body) = self.names.with_code_in(stem) {
            // The form and the name it was sent out under are one witness.
            let is_of_form = claims.iter().any(|claim| claim.evidence == Evidence::Code && claim.bodies == [body]);
            let weight = if is_of_form { 0 } else { PATH };
            claims.push(Claim { bodies: vec![body], evidence: Evidence::FileName, weight });
        }
        let mut rest = folders;
        while let Some(folder) = rest {
            let (above, own) = folder.rsplit_once('/').map_or((None, folder), |(above, own)| (Some(above), own));
            let bodies = if is_of_many(folder) { Vec::new() } else { self.names.in_path(own) };
            if !bodies.is_empty() {
                return claims.push(Claim { bodies, evidence: Evidence::Folder, weight: PATH });
            }
            rest = above;
        }
    }

    /// Weighs what the witnesses say.
    fn weigh(&self, claims: &[Claim], identity: &Identity) -> Told {
        let told = |sender, evidence, doubts| Told { sender, evidence, doubts, written: None };
        let mut certain: Vec<usize> = Vec::new();
        for claim in claims.iter().filter(|claim| claim.bodies.len() == 1) {
            if !certain.contains(&claim.bodies[0]) {
                certain.push(claim.bodies[0]);
            }
        }
        let weight = |body: usize| -> u32 {
            claims.iter().filter(|claim| claim.bodies.contains(&body)).map(|claim| claim.weight).sum()
        };
        // The sort is stable: of bodies that weigh the same, that of the first witness comes first.
        certain.sort_by_key(|body| std::cmp::Reverse(weight(*body)));
        let Some(&first) = certain.first() else {
            return match claims.iter().find(|claim| !claim.bodies.is_empty()) {
                Some(claim) => told(self.ambiguous(&claim.bodies), Some(claim.evidence), Vec::new()),
                None => told(Sender::Unknown(written_name(identity)), None, Vec::new()),
            };
        };
        let evidence = claims.iter().find(|claim| claim.bodies.contains(&first)).map(|claim| claim.evidence);
        let against: Vec<&Claim> = claims.iter().filter(|claim| !claim.bodies.contains(&first)).collect();
        if certain.get(1).is_some_and(|second| weight(first) < weight(*second) + MARGIN) {
            certain.sort_unstable();
            return told(self.ambiguous(&certain), evidence, Vec::new());
        }
        let doubt = |claim: &&Claim| SenderDoubt { agency: self.id(claim.bodies[0]), evidence: claim.evidence };
        told(Sender::Known(self.id(first)), evidence, against.iter().map(doubt).collect())
    }

    fn ambiguous(&self, bodies: &[usize]) -> Sender {
        Sender::Ambiguous(bodies.iter().map(|&body| self.id(body)).collect())
    }

    /// The places of all bodies that `text` names one after the other.
    pub(super) fn all_named(&self, text: &str) -> Vec<usize> {
        self.names.all_named_in(text)
    }

    /// The places of all bodies that `name` may mean.
    pub(super) fn places_named(&self, name: &str) -> Vec<usize> {
        self.names.named_in(name)
    }
}

/// The name as written, or else the code, for telling that nobody fits it.
fn written_name(identity: &Identity) -> String {
    let last_line = identity.letterhead.last();
    identity.name.as_ref().or(identity.code.as_ref()).or(last_line).map_or(String::new(), |name| name.value().clone())
}
