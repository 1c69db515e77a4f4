//! `tonghop` (tổng hợp: to consolidate) turns a folder of agency spreadsheets into the official annual report on a
//! government plan.
//!
//! Data flows one way, and each folder yields one type at its border:
//!
//! | folder | turns | into |
//! |---|---|---|
//! | [`plan`] | `plan.md` | [`plan::Plan`] |
//! | [`config`] | the TOML files | [`config::Settings`] |
//! | [`intake`] | a folder of files | [`intake::SourceFile`]s |
//! | [`extract`] | grids of cells | [`extract::Extraction`]s |
//! | [`check`] | what was extracted | [`model::Finding`]s |
//! | [`merge`] | extractions | a [`merge::Consolidation`] |
//! | [`status`] | a consolidation, the last check, today | the state of the year |
//! | [`compose`] | a consolidation | a [`compose::Document`] |
//! | [`layout`] | a document | [`layout::Pages`] |
//! | [`trace`] | a consolidation and a figure's code | the tree of what the figure was computed from |
//! | [`output`] | pages, a consolidation | bytes |
//!
//! [`reader`] has [`intake`] read in processes apart; [`pipeline`] strings all together; [`cli`] is the only place with a clock, an environment and a terminal.

pub mod archive;
pub mod check;
pub mod cli;
pub mod compose;
pub mod config;
pub mod extract;
pub mod form;
pub mod intake;
pub mod layout;
pub mod merge;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod plan;
pub mod reader;
pub mod status;
pub mod trace;
pub mod vietnamese;
