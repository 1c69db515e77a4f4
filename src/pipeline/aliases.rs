//! The file in which the office answers who sent a file, made where somebody is told to write into it.

use std::fs;
use std::path::PathBuf;

use super::durable::{rename, write_file};
use crate::check::CheckedYear;
use crate::config::{ALIASES, Workspace, empty_aliases};
use crate::merge::{Outcome, Rejection};

/// Its name while it is written.
const UNFINISHED: &str = ".aliases.toml.tmp";

/// Makes `inputs/aliases.toml`, without an answer yet and with the codes of the bodies, where files have no known sender and
/// there is no such file. Gives the file that was made. What cannot be made here can still be made by hand.
pub fn offer_aliases(workspace: &Workspace, checked: &CheckedYear) -> Option<PathBuf> {
    let is_in_question = |outcome: &Outcome| {
        matches!(outcome, Outcome::Rejected(Rejection::UnknownSender(_) | Rejection::AmbiguousSender(_)))
    };
    let consolidation = checked.consolidation();
    let path = workspace.root().join(ALIASES);
    if !consolidation.files.iter().any(|file| is_in_question(&file.outcome)) || workspace.may_have_aliases() {
        return None;
    }
    let text = empty_aliases(&consolidation.settings.reporting_bodies());
    let unfinished = path.with_file_name(UNFINISHED);
    let made =
        write_file(&unfinished, |sink| sink.write_all(text.as_bytes())).and_then(|()| rename(&unfinished, &path));
    if made.is_err() {
        // Nothing is left of a try that failed, as far as the system lets it be removed.
        let _ = fs::remove_file(&unfinished);
    }
    made.ok().map(|()| path)
}
