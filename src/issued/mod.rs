//! A plan as it was issued, a Word document or its text, to `plan.md` and to settings that fit it. What has to be guessed is
//! marked to be confirmed, and no word of the source is dropped: it is in a node, in a comment, or named with its line.

mod account;
mod bodies;
mod columns;
mod escape;
mod from_text;
mod from_word;
mod markdown;
mod marks;
mod opening;
mod outline;
mod pieces;
mod plain_blocks;
mod roles;
mod roles_of_sections;
mod section;
mod settings;
mod transcribe;

pub use transcribe::{NoPlan, Transcript, transcribe};
