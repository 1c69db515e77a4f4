//! The sealed year: a BagIt 1.0 bag (RFC 8493) under `output/archive/` with all that went into a report, all that came of
//! it, and the checksum of the bag sealed before it, so that the bags form a chain.
//!
//! ```text
//! output/archive/2026/            the year as first sealed; 2026-r2 is the correction that replaces it
//!   bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
//!   data/inputs/2026/…            the submissions as received
//!   data/inputs/*.toml plan.md    settings in effect, whether the workspace's own or built into the program
//!   data/templates/…              templates, theme and fonts in effect
//!   data/output/2026/…            editions, workbook, data.json, findings
//!   data/earlier/data.json        the data of the earlier year that the report compares with
//!   data/record.json              what the files themselves do not say: paths and times as received, number and date
//!   data/DOC-TRUOC.txt            what all this is, for whoever opens it without this program
//! ```
//!
//! `data/` is a workspace of its own: the outputs are built from it, when the year is sealed and whenever it is verified.
//! A bag appears by one rename and is never written to again. A submission refused for its size is not copied: the record has
//! its size and checksum.
//!
//! | module | does |
//! |---|---|
//! | `names` | names of files that every system takes |
//! | `record` | `record.json` |
//! | `bag_folder` | the folder of bags: which there are, which is the newest, a place for a new one |
//! | `seal` | a workspace to a bag |
//! | `inputs`, `copy` | what a year is made of: copied in one piece, and read back from a bag |
//! | `losses` | what counted in the last build and no longer does |
//! | `tag_files` | the tag files of a new bag |
//! | `verify`, `bag_files`, `rebuild` | a bag to what is wrong with it |

mod bag_files;
mod bag_folder;
mod copy;
mod error;
mod findings;
mod inputs;
mod losses;
mod problem;
mod rebuild;
mod record;
mod seal;
mod tag_files;
mod verify;

pub use bag_folder::BagFolder;
pub use error::ArchiveError;
pub use losses::Loss;
pub use problem::{OutputDifference, Problem, Weight};
pub use seal::{Request, Sealed, seal};
pub use verify::{Chain, LeftOutFile, Verdict, check, verify, with_seal};
