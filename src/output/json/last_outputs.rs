//! The `data.json` of the last outputs, as far as a year that is sealed is compared with it.

use serde::Deserialize;

use super::read_data;
use crate::merge::{EarlierYear, Submission};
use crate::model::AgencyId;

/// What the last outputs of a year said.
#[derive(Clone, Debug, PartialEq)]
pub struct LastOutputs {
    /// Their figures.
    pub figures: EarlierYear,
    /// What each body had sent.
    pub agencies: Vec<LastSubmission>,
}

/// What a body had sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LastSubmission {
    /// The body.
    pub id: AgencyId,
    /// How its submission stood.
    pub submission: Submission,
    /// The files that counted.
    pub files: Vec<String>,
}

/// Reads the data that the last outputs left at `source`. The error says what is wrong with them.
pub fn read_last_outputs(json: &[u8], source: &str) -> Result<LastOutputs, String> {
    #[derive(Deserialize)]
    struct Data {
        agencies: Vec<LastSubmission>,
    }
    let figures = read_data(json, source)?;
    let data: Data = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    Ok(LastOutputs { figures, agencies: data.agencies })
}
