//! The pieces of a workbook to the reports in it: one, as a rule; one a body, where several put theirs into one workbook; and
//! where a row stands on two sheets with different values, each version apart.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Ledger;
use super::body_names::BodyNames;
use super::record::{Extraction, Identity, Record, Remark, RemarkKind};
use super::rows_seen::RowsSeen;
use crate::form::TableKind;
use crate::model::{ItemId, Traced};

/// What one sheet holds, or as much of it as is of one body.
pub(super) struct Piece {
    /// The sheet's name.
    pub(super) sheet: String,
    /// The body that its rows are plainly of: they stand in a column or below a heading that names it.
    pub(super) body: Option<usize>,
    /// What labels say above its tables.
    pub(super) labels: Identity,
    /// What its letterhead says.
    pub(super) letterhead: Identity,
    /// Its rows, with the remarks on them.
    pub(super) content: Extraction,
}

/// From how many unknown rows on, and how many for each that seems to be the form's, a table is one of something else.
const FOREIGN: usize = 3;

/// Whom a piece is of, by its own words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Claim {
    Body(usize),
    /// Somebody who does not report to this office.
    Somebody,
    /// It does not say.
    Nobody,
}

impl Piece {
    /// A piece of the file with nothing in it yet.
    pub(super) fn new(file: &Arc<str>, sheet: &str, body: Option<usize>) -> Self {
        Self {
            sheet: sheet.to_owned(),
            body,
            labels: Identity::default(),
            letterhead: Identity::default(),
            content: empty(file),
        }
    }

    fn has_rows(&self) -> bool {
        !self.content.records.is_empty() || !self.content.outside.is_empty()
    }

    /// Sets the piece aside where it is a table of something else: for each row of the form that it seems to have there are
    /// several of which nobody knows what they are. Whether it was.
    pub(super) fn set_aside_if_foreign(&mut self) -> bool {
        let is_unknown = |remark: &&Remark| remark.kind == RemarkKind::UnmatchedRow && remark.row.is_empty();
        let unknown: Vec<&Remark> = self.content.remarks.iter().filter(is_unknown).collect();
        let is_foreign = unknown.len() >= FOREIGN && unknown.len() >= FOREIGN * self.content.rows_seen.number_of_rows();
        let Some(first) = unknown.first().filter(|_| is_foreign) else { return false };
        // One cause is one remark.
        let cells = unknown.iter().flat_map(|remark| remark.cells.iter().cloned()).collect();
        let remark = Remark { cells, ..(*first).clone() };
        self.content = Extraction { remarks: vec![remark], ..empty(&self.content.file) };
        true
    }

    fn claim(&self, names: &BodyNames) -> Claim {
        if let Some(body) = self.body {
            return Claim::Body(body);
        }
        let lines = self.labels.name.iter().chain(self.letterhead.letterhead.iter().rev());
        for line in lines.map(|line| line.value().as_str()) {
            match names.named_in(line).as_slice() {
                [body] => return Claim::Body(*body),
                [] if names.is_foreign(line) => return Claim::Somebody,
                _ => {}
            }
        }
        let code = self.labels.code.as_ref().and_then(|code| names.with_code(code.value()));
        let by_sheet = || names.only_one_in(&self.sheet).or_else(|| names.with_code_in(&self.sheet));
        code.or_else(by_sheet).map_or(Claim::Nobody, Claim::Body)
    }
}

/// An extraction with nothing in it.
pub(super) fn empty(file: &Arc<str>) -> Extraction {
    Extraction {
        file: Arc::clone(file),
        identity: Identity::default(),
        records: Vec::new(),
        outside: Vec::new(),
        notes: Vec::new(),
        rows_seen: RowsSeen::default(),
        ledger: Ledger::default(),
        remarks: Vec::new(),
        other_period: None,
    }
}

/// Puts the pieces of a file together. `remarks` are about the file as a whole. Gives at least one extraction; the versions
/// of one body's rows follow each other.
pub(super) fn assemble(
    file: &Arc<str>,
    pieces: Vec<Piece>,
    remarks: Vec<Remark>,
    names: &BodyNames,
) -> Vec<Extraction> {
    let claims = claims_of(&pieces, names);
    let mut reports = if are_of_several(&pieces, &claims) {
        of_each_body(file, pieces, &claims, names)
    } else {
        let mut identity = identity_of(&pieces);
        identity.elsewhere = named_elsewhere(&pieces, &claims, names);
        versions_in(file, pieces, &identity)
    };
    if reports.is_empty() {
        reports.push(empty(file));
    }
    let own = std::mem::replace(&mut reports[0].remarks, remarks);
    reports[0].remarks.extend(own);
    reports
}

/// Whom each piece is of: by its own words, or else as the piece before it, unless it has rows that are there of that body
/// already: then it may as well be a sum over several.
fn claims_of(pieces: &[Piece], names: &BodyNames) -> Vec<Claim> {
    let mut last = Claim::Nobody;
    let mut seen: FxHashSet<(TableKind, &ItemId)> = FxHashSet::default();
    let mut claims = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let rows = || piece.content.records.iter().map(|row| (row.table, &row.item));
        let own = piece.claim(names);
        let claim = match own {
            Claim::Nobody if rows().any(|row| seen.contains(&row)) => Claim::Nobody,
            Claim::Nobody => last,
            own => own,
        };
        if own != Claim::Nobody && own != last {
            seen.clear();
            last = own;
        }
        if claim == last {
            seen.extend(rows());
        }
        claims.push(claim);
    }
    claims
}

/// Whether pieces are plainly the reports of several bodies: they name different ones and fill in the same table. Where
/// each table is there once, one body has left another's name on a sheet.
fn are_of_several(pieces: &[Piece], claims: &[Claim]) -> bool {
    let filled = pieces.iter().zip(claims).filter(|(piece, claim)| piece.has_rows() && **claim != Claim::Nobody);
    let filled: Vec<(&Piece, Claim)> = filled.map(|(piece, claim)| (piece, *claim)).collect();
    let Some((_, first)) = filled.first() else { return false };
    if filled.iter().all(|(_, claim)| claim == first) {
        return false;
    }
    // What a school fills in is never the body's.
    if filled.iter().any(|(_, claim)| *claim == Claim::Somebody) {
        return true;
    }
    let rows_of = |claim: Claim| -> FxHashSet<(TableKind, &ItemId)> {
        let own = filled.iter().filter(move |(_, of)| *of == claim);
        own.flat_map(|(piece, _)| piece.content.records.iter().map(|row| (row.table, &row.item))).collect()
    };
    let mut seen: FxHashSet<(TableKind, &ItemId)> = FxHashSet::default();
    let mut told: Vec<Claim> = Vec::new();
    for (_, claim) in &filled {
        if told.contains(claim) {
            continue;
        }
        told.push(*claim);
        let rows = rows_of(*claim);
        if rows.iter().any(|row| seen.contains(row)) {
            return true;
        }
        seen.extend(rows);
    }
    false
}

/// The reports of several bodies, in the order in which they come.
fn of_each_body(file: &Arc<str>, pieces: Vec<Piece>, claims: &[Claim], names: &BodyNames) -> Vec<Extraction> {
    let mut bodies: Vec<Claim> = Vec::new();
    claims.iter().for_each(|claim| {
        if !bodies.contains(claim) {
            bodies.push(*claim);
        }
    });
    let several = bodies.iter().filter(|claim| matches!(claim, Claim::Body(_))).count() > 1;
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let mut reports = Vec::new();
    for body in bodies {
        let own = pieces.iter_mut().zip(claims).filter(|(_, claim)| **claim == body);
        let own: Vec<Piece> = own.filter_map(|(piece, _)| piece.take()).collect();
        if !own.iter().any(Piece::has_rows) {
            continue;
        }
        let mut identity = identity_of(&own);
        if let Claim::Body(place) = body {
            identity.reports_for = several.then(|| names.id(place).clone());
        }
        reports.extend(versions_in(file, own, &identity));
    }
    reports
}

/// What the pieces say of their sender: labels first, the first that says something.
fn identity_of(pieces: &[Piece]) -> Identity {
    let labels = pieces.iter().fold(Identity::default(), |merged, piece| merged.or(&piece.labels));
    let letterhead = pieces.iter().fold(Identity::default(), |merged, piece| merged.or(&piece.letterhead));
    labels.or(&letterhead)
}

/// The lines on sheets that name other bodies than the first sheet does that names one.
fn named_elsewhere(pieces: &[Piece], claims: &[Claim], names: &BodyNames) -> Vec<Traced<String>> {
    let filled = || pieces.iter().zip(claims).filter(|(piece, _)| piece.has_rows());
    let Some((_, first)) = filled().find(|(_, claim)| matches!(claim, Claim::Body(_))) else { return Vec::new() };
    let mut told: Vec<Claim> = vec![*first, Claim::Nobody, Claim::Somebody];
    let mut lines = Vec::new();
    for (piece, claim) in filled() {
        if told.contains(claim) {
            continue;
        }
        told.push(*claim);
        let named = piece.labels.name.iter().chain(piece.letterhead.letterhead.iter().rev());
        lines.extend(named.filter(|line| names.only_one_in(line.value()).is_some()).take(1).cloned());
    }
    lines
}

/// The pieces of one body put together: a row that stands on two sheets with different values makes versions.
fn versions_in(file: &Arc<str>, pieces: Vec<Piece>, identity: &Identity) -> Vec<Extraction> {
    let mut versions: Vec<Extraction> = Vec::new();
    for piece in pieces {
        let mut content = piece.content;
        let is_elsewhere = |record: &Record| versions.iter().any(|version| says_the_same(version, record));
        let is_contradicted =
            |record: &Record| !is_elsewhere(record) && versions.iter().any(|version| row_of(version, record).is_some());
        if !content.records.iter().any(is_contradicted) {
            // What is said twice and the same is said once.
            content.records.retain(|record| !is_elsewhere(record));
        }
        let fits = |version: &Extraction| !content.records.iter().any(|record| row_of(version, record).is_some());
        let place = versions.iter().position(fits).unwrap_or_else(|| {
            versions.push(Extraction { identity: identity.clone(), ..empty(file) });
            versions.len() - 1
        });
        let version = &mut versions[place];
        version.records.append(&mut content.records);
        version.outside.append(&mut content.outside);
        version.remarks.append(&mut content.remarks);
        version.rows_seen.append(content.rows_seen);
        version.other_period = version.other_period.take().or(content.other_period);
    }
    // Beside what is of the year, a table of another period is left over.
    for version in versions.iter_mut().filter(|version| !version.records.is_empty() || !version.outside.is_empty()) {
        version.other_period = None;
    }
    versions
}

fn row_of<'a>(version: &'a Extraction, record: &Record) -> Option<&'a Record> {
    version.records.iter().find(|row| row.table == record.table && row.item == record.item)
}

fn says_the_same(version: &Extraction, record: &Record) -> bool {
    row_of(version, record).is_some_and(|row| row.has_values_of(record))
}
