//! `tonghop` (tổng hợp: to consolidate) turns a folder of agency spreadsheets into the official annual report on a
//! government plan.
//!
//! Data flows one way, and each folder yields one type at its border. No folder imports one that stands below it here;
//! `docs/architecture.md` says of each what it imports and uses, and a test compares that with the sources.
//!
//! | folder | turns | into |
//! |---|---|---|
//! | [`model`], [`vietnamese`] | | the words that all others speak |
//! | [`paths`] | names of files | as they are spelt, shown, compared, linked and written |
//! | [`plan`] | `plan.md` | [`plan::Plan`] |
//! | [`config`] | the TOML files | [`config::Settings`] |
//! | [`form`] | settings | [`form::Form`]: what a body fills in |
//! | [`intake`], [`reader`] | a folder of files | [`intake::SourceFile`]s, read in processes apart |
//! | [`issued`] | a plan as it was issued | `plan.md` and settings that fit it |
//! | [`extract`] | grids of cells | [`extract::Extraction`]s |
//! | [`merge`] | extractions | a [`merge::Consolidation`] |
//! | [`check`] | a consolidation | a [`check::CheckedYear`] |
//! | [`status`] | a checked year, the last check, today | the state of the year |
//! | [`trace`] | a checked year and a figure's code | the tree of what the figure was computed from |
//! | [`compose`] | a checked year | a [`compose::Document`] |
//! | [`draft`] | a Word draft that came back | what its readers changed, as edits of the commentary |
//! | [`layout`] | a document | [`layout::Pages`] |
//! | [`output`] | pages, a checked year | bytes |
//! | [`bag`] | a folder | the tag files of a bag, and a file of it as it was sealed |
//! | [`pipeline`] | a workspace | its outputs, published together or not at all |
//! | [`archive`] | a year | a sealed bag |
//! | [`cli`] | arguments | calls of the library; the only place with a clock, an environment and a terminal |

pub mod archive;
pub mod bag;
pub mod check;
pub mod cli;
pub mod compose;
pub mod config;
pub mod draft;
pub mod extract;
pub mod form;
pub mod intake;
pub mod issued;
pub mod layout;
pub mod merge;
pub mod model;
pub mod output;
pub mod paths;
pub mod pipeline;
pub mod plan;
pub mod reader;
pub mod status;
pub mod trace;
pub mod vietnamese;
