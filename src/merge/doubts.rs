//! Files whose sender is in doubt, beside those whose sender is certain.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::consolidation::{FileReport, Outcome, Rejection};
use super::files::rejection_of;
use super::senders::{Sender, SenderDoubt, SenderIndex};
use crate::config::Settings;
use crate::extract::{Extraction, Remark};
use crate::form::TableKind;
use crate::model::{AgencyId, ItemId};

/// What of a file is of one sender.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) report: FileReport,
    /// The body that the sender's own words name.
    pub(super) written: Option<AgencyId>,
    /// Its versions; none where it is rejected.
    pub(super) versions: Vec<Extraction>,
    /// Why nothing was read of it, where it is blank but filled in.
    pub(super) unread: Vec<Remark>,
    /// Seconds since 1970 of the file's last change.
    pub(super) modified: i64,
    /// It stands in a workbook of several bodies.
    pub(super) is_of_several: bool,
}

impl Part {
    /// Whether it is certain who sent it.
    fn is_sound(&self) -> bool {
        self.report.doubts.is_empty() && !self.is_of_several && matches!(self.report.outcome, Outcome::Counted)
    }

    fn reject(&mut self, rejection: Rejection) {
        self.report.outcome = Outcome::Rejected(rejection);
        self.versions.clear();
    }

    /// Whether both fill in a row of the form.
    fn overlaps(&self, other: &Self) -> bool {
        let rows = |part: &Self| -> FxHashSet<(TableKind, ItemId)> {
            let records = part.versions.iter().flat_map(|version| &version.records);
            records.map(|record| (record.table, record.item.clone())).collect()
        };
        let own = rows(self);
        rows(other).iter().any(|row| own.contains(row))
    }
}

/// A file whose sender is in doubt does not stand against one whose sender is certain. Where code and written name name two
/// bodies, and only the written one has sent nothing else, it is the written one's: it took over the other's form.
pub(super) fn settle_doubts(parts: &mut [Part], senders: &SenderIndex, settings: &Settings) {
    let mut sound: FxHashMap<AgencyId, Vec<usize>> = FxHashMap::default();
    for (place, part) in parts.iter().enumerate().filter(|(_, part)| part.is_sound()) {
        sound.entry(part.report.agency.clone().unwrap_or_else(|| "".into())).or_default().push(place);
    }
    for part in parts.iter_mut() {
        if let Some((writer, doubt)) = taken_over(part, senders)
            && sound.contains_key(&doubt.agency)
            && !sound.contains_key(&writer)
        {
            let rejection = rejection_of(&part.versions, &Sender::Known(writer.clone()), settings);
            part.report.outcome = rejection.map_or(Outcome::Counted, Outcome::Rejected);
            part.report.agency = Some(writer);
            part.report.evidence = Some(super::Evidence::Name);
            part.report.doubts = vec![doubt];
        }
    }
    for place in 0..parts.len() {
        let part = &parts[place];
        let Some(agency) = part.report.agency.clone() else { continue };
        if part.report.outcome != Outcome::Counted || part.is_sound() {
            continue;
        }
        let others = sound.get(&agency).map_or(&[][..], Vec::as_slice);
        let Some(other) = others.iter().find(|other| part.overlaps(&parts[**other])) else { continue };
        let sound = Arc::clone(&parts[*other].report.path);
        let doubted = part.report.doubts.iter().map(|doubt| doubt.agency.clone());
        let mut candidates: Vec<AgencyId> = std::iter::once(agency).chain(doubted).collect();
        candidates.dedup();
        parts[place].reject(Rejection::YieldsTo { candidates, sound });
    }
}

/// Who filled in the form of another body, where its code and the written name are all that speaks: the writer, and the body
/// whose form it was.
fn taken_over(part: &Part, senders: &SenderIndex) -> Option<(AgencyId, SenderDoubt)> {
    let Outcome::Rejected(Rejection::AmbiguousSender(candidates)) = &part.report.outcome else { return None };
    let writer = part.written.clone()?;
    let agency = senders.by_code(&part.versions.first()?.identity)?;
    let are_both =
        candidates.len() == 2 && writer != agency && candidates.contains(&writer) && candidates.contains(&agency);
    are_both.then_some((writer, SenderDoubt { agency, evidence: super::Evidence::Code }))
}
