//! Which bodies the rows of the plan's tables name: as their lead, as those that take part.

use super::senders::SenderIndex;
use crate::config::{Body, BodyKind, BodySelection, Settings};
use crate::form::{Leads, PlanColumn, RowLead};
use crate::model::AgencyId;
use crate::plan::{Node, Role};
use crate::vietnamese::{fold, has_words};

/// All kinds of bodies.
const ALL: [BodyKind; 10] = BodyKind::ALL_KINDS;

/// Words that name all bodies of some kinds together, folded.
const TOGETHER: [(&[&str], &[BodyKind]); 11] = [
    (&["co quan don vi", "cac co quan", "cac don vi", "tat ca cac", "don vi lien quan", "co quan lien quan"], &ALL),
    (&["cac so", "so ban nganh", "so nganh", "ban nganh", "cac ban"], &[BodyKind::Provincial]),
    (&["cac phong", "phong ban", "phong chuyen mon", "cac trung tam", "don vi truc thuoc"], &[BodyKind::Office]),
    (&["cac truong", "cac co so giao duc", "truong hoc"], &[BodyKind::School]),
    (&["cac vu", "cac cuc", "vu cuc", "don vi thuoc bo"], &[BodyKind::Central]),
    (
        &["cac ap", "cac thon", "khu pho", "to dan pho", "thon ap", "ap khu pho", "thon to dan pho"],
        &[BodyKind::Village],
    ),
    (&["doan the", "to chuc chinh tri", "to chuc hoi", "cac hoi"], &[BodyKind::Mass]),
    (&["co quan bao chi", "bao dai", "co quan thong tin", "thong tan bao chi"], &[BodyKind::Press]),
    (&["dia phuong", "cac tinh", "tinh thanh pho", "cap tinh"], &[BodyKind::Province]),
    (&["dia phuong", "cac huyen", "cap huyen", "huyen thi xa", "huyen thanh pho"], &[BodyKind::District]),
    (
        &["dia phuong", "cac xa", "cac phuong", "cap xa", "xa phuong", "phuong xa", "xa thi tran", "xa dac khu"],
        &[BodyKind::Commune],
    ),
];

/// The leads of all rows of the tasks whose table names one, and of all rows of the catalogue: the body that a row names, or
/// else the issuer of the report.
pub(super) fn leads_of(settings: &Settings, bodies: &[Body], senders: &SenderIndex) -> Leads {
    let issuer = &settings.report.issuer.agency;
    let named = |text: &str| named(text, bodies, senders);
    let rows = |role: Role| settings.plan.reported(role);
    let row = |node: &Node| {
        let text = PlanColumn::Lead.of(node);
        let lead = named(text);
        let row = RowLead {
            is_unknown: lead.is_none() && !text.is_empty(),
            lead: lead.unwrap_or_else(|| BodySelection::of([], [issuer.clone()])),
            partners: named(PlanColumn::Partners.of(node)),
        };
        (node.id.clone(), row)
    };
    let tasks = rows(Role::Tasks).filter(|node| !PlanColumn::Lead.of(node).is_empty());
    Leads::new(tasks.chain(rows(Role::Catalogue)).map(row))
}

/// The kinds of which a text names all bodies together: `các trường học`, `Ủy ban nhân dân các xã, phường`.
pub fn kinds_named_together(text: &str) -> Vec<BodyKind> {
    let folded = fold(text);
    let is_named = |(words, _): &&(&[&str], &[BodyKind])| words.iter().any(|words| has_words(&folded, words));
    let mut kinds: Vec<BodyKind> = TOGETHER.iter().filter(is_named).flat_map(|(_, kinds)| *kinds).copied().collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// The bodies that a cell names, one by one or all of a kind; `None` where none of those that report is among them.
fn named(text: &str, bodies: &[Body], senders: &SenderIndex) -> Option<BodySelection> {
    if text.trim().is_empty() {
        return None;
    }
    let mut kinds = kinds_named_together(text);
    kinds.retain(|kind| bodies.iter().any(|body| body.kind == *kind));
    let own: Vec<&Body> = senders.all_named(text).into_iter().filter_map(|at| bodies.get(at)).collect();
    // `Các xã Tân Lập, Tân Hòa` are two, and not all.
    if own.iter().any(|body| body.kind.is_territorial()) {
        kinds.retain(|kind| !kind.is_territorial());
    }
    let ids: Vec<AgencyId> = own.into_iter().map(|body| body.id.clone()).collect();
    (!kinds.is_empty() || !ids.is_empty()).then(|| BodySelection::of(kinds, ids))
}
