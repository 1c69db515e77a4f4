//! Names of files in a workspace that are no settings.

/// The staff's own assessments, in the folder of the year; no submission.
pub const COMMENTARY: &str = "commentary.md";

/// Whether a file or folder of this name is what programs leave behind.
pub fn is_clutter(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
        || name == "__MACOSX"
        || is_half_a_file(name)
}

/// What a browser or an office program calls a file that it has not finished.
fn is_half_a_file(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["tmp", "part", "partial", "crdownload", "download"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}
