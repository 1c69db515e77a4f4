//! The forms that go out to the bodies that have to report.

use rayon::prelude::*;

use super::BuildError;
use super::folder::{self, Refreshed};
use crate::config::{Body, Workspace};
use crate::form::Form;
use crate::merge;
use crate::output::xlsx;
use crate::paths::{Limits, PortableNames, portable_part, slug};
use crate::vietnamese::without_committee;

/// Writes `output/<year>/forms/`: a workbook for each body that has to report in `year`. Forms of earlier runs are
/// replaced, and removed where a body no longer reports; one that somebody has typed in is left as it is.
pub fn write_forms(workspace: &Workspace, year: i16) -> Result<Refreshed, BuildError> {
    let settings = workspace.load(year).map_err(BuildError::Config)?;
    let bodies = merge::reporting_bodies(&settings);
    let leads = merge::catalogue_leads(&settings, &bodies);
    let files = bodies
        .par_iter()
        .map(|body| {
            let bytes = xlsx::write_form(&Form::new(&settings, body, &leads))?;
            Ok((form_name(body, year), bytes))
        })
        .collect::<Result<Vec<_>, BuildError>>()?;
    // One after the other: which of two bodies keeps a name hangs on their order.
    let mut names = PortableNames::new(Limits::OUTPUT);
    let files: Vec<_> = files.into_iter().map(|(name, bytes)| (names.name(&name), bytes)).collect();
    folder::refresh(&workspace.outputs(year).join("forms"), &files)
}

/// `25459-phuong-tan-ninh-2026.xlsx`: told apart by the code, known by the name, in letters that every system takes.
fn form_name(body: &Body, year: i16) -> String {
    let slug = slug(without_committee(&body.name));
    format!("{}-{slug}-{year}.xlsx", portable_part(body.id.as_str()))
}
