//! `data/record.json`: what a rebuild needs and the files themselves do not say.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::compose::Release;
use crate::intake::{Obstacle, Submitted};
use crate::model::Date;
use crate::output::json::{read_record, write_record};
use crate::paths::{find_below, is_inside};

/// Name of the record below `data/`; its whole path is [`RECORD_PATH`](crate::bag::RECORD_PATH).
pub(super) const RECORD_FILE: &str = "record.json";
/// The version of the record.
const SCHEMA: &str = "tonghop/record/1";

/// What was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    schema: String,
    /// The year reported on.
    pub(super) year: i16,
    /// Số of the report.
    pub(super) number: u32,
    /// The day of issue: `2026-11-28`.
    date: String,
    /// The submissions, in the order of their paths.
    pub(super) submissions: Vec<Received>,
    /// Where the data of the earlier year lay that the report compares with; they are sealed as [`EARLIER_FILE`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) earlier: Option<String>,
}

/// The data of the earlier year, below `data/`.
pub(super) const EARLIER_FILE: &str = "earlier/data.json";

/// A submission as it was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Received {
    /// The path relative to `inputs/<year>/`, as the outputs name it.
    pub(super) path: String,
    /// The path relative to `data/inputs/<year>/` in the bag; another one where some system would not take the first. None of
    /// a file that is not in the bag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) stored: Option<String>,
    /// Seconds since 1970 of its last change, which decides between versions where nothing else does.
    pub(super) modified: i64,
    /// What is known of a file that is not in the bag for its size.
    #[serde(flatten)]
    pub(super) left_out: Option<LeftOut>,
    /// The first path as the disk spelt it, where that was not how it is shown: links of the outputs have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) spelt: Option<String>,
    /// Why there is no file: it was a link out of the inputs, or something else that is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) obstacle: Option<Obstacle>,
}

/// A file that was refused for its size, and not copied: enough to tell whether a file that turns up is the one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeftOut {
    /// Its length.
    pub(super) bytes: u64,
    /// Its checksum, in hexadecimal digits.
    pub(super) sha256: String,
}

impl Received {
    /// A submission last changed at `modified`, of which nothing is stored yet.
    pub(super) fn new(submitted: &Submitted, modified: i64) -> Self {
        Self {
            path: submitted.path.to_string(),
            stored: None,
            modified,
            left_out: None,
            spelt: (submitted.spelt != submitted.path).then(|| submitted.spelt.to_string()),
            obstacle: submitted.obstacle,
        }
    }

    /// The submission as it lies in the bag, whose submissions are in `folder`. A disk that the bag was copied to may spell
    /// the name otherwise.
    pub(super) fn submitted(&self, folder: &Path) -> Submitted {
        let stored = self.stored.as_ref().unwrap_or(&self.path);
        Submitted {
            path: self.path.as_str().into(),
            spelt: self.spelt.as_ref().unwrap_or(&self.path).as_str().into(),
            full_path: find_below(folder, stored).ok().flatten().unwrap_or_else(|| folder.join(stored)),
            modified: self.modified,
            is_left_out: self.left_out.is_some(),
            obstacle: self.obstacle,
        }
    }
}

impl Record {
    /// A record of the submissions to a report.
    pub(super) fn new(year: i16, release: &Release, submissions: Vec<Received>, earlier: Option<String>) -> Self {
        let (number, date) = (release.number, release.date.to_string());
        Self { schema: SCHEMA.to_owned(), year, number, date, submissions, earlier }
    }

    /// Number and date of the report; `None` where the date is none.
    pub(super) fn release(&self) -> Option<Release> {
        let date: Date = self.date.parse().ok()?;
        Some(Release { number: self.number, date })
    }

    /// The record as JSON.
    pub(super) fn to_json(&self) -> io::Result<Vec<u8>> {
        let mut json = Vec::new();
        write_record(self, &mut json)?;
        Ok(json)
    }

    /// Reads a record; the error says what is wrong with it.
    pub(super) fn from_json(json: &[u8]) -> Result<Self, String> {
        let record: Self = read_record(json)?;
        if record.schema != SCHEMA {
            return Err(format!("schema {}", record.schema));
        }
        let is_wrong = |received: &&Received| match (&received.stored, &received.left_out, received.obstacle) {
            (Some(stored), None, None) => !is_inside(stored),
            (None, Some(_), None) | (None, None, Some(_)) => false,
            _ => true,
        };
        match record.submissions.iter().find(is_wrong) {
            Some(received) => Err(format!("path {}", received.stored.as_ref().unwrap_or(&received.path))),
            None => Ok(record),
        }
    }
}
