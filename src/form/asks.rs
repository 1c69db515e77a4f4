//! Who is asked about what: each row of the forms, with the bodies whose form has it.

use rustc_hash::FxHashMap;

use super::{Leads, rows_to_fill};
use crate::config::{Body, Settings};
use crate::model::AgencyId;

/// The bodies that fill in a row, by its code, in the order of the registry.
pub fn asked_of<'a>(settings: &'a Settings, bodies: &[Body], leads: &Leads) -> FxHashMap<&'a str, Vec<AgencyId>> {
    let mut asked: FxHashMap<&str, Vec<AgencyId>> = FxHashMap::default();
    for body in bodies {
        for (_, rows) in rows_to_fill(settings, body, leads) {
            for row in rows {
                asked.entry(row).or_default().push(body.id.clone());
            }
        }
    }
    asked
}
