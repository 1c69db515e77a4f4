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
        // What Office keeps for itself while it works: temporary files, recoveries of Word and Excel.
        || has_extension(name, &["tmp", "asd", "xar"])
}

/// Whether a file of this name is one that a browser or a copying program has not finished.
pub fn is_unfinished(name: &str) -> bool {
    has_extension(name, &["part", "partial", "filepart", "crdownload", "download", "opdownload", "!ut", "!qb"])
}

/// Whether a file of this name is a copy that a program made of one before it was changed: `a.xlsx~`, `a.xlk`, `a.xlsx.bak`.
pub fn is_backup(name: &str) -> bool {
    name.ends_with('~') || has_extension(name, &["xlk", "bak", "wbk", "old"])
}

fn has_extension(name: &str, known: &[&str]) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_programs_leave() {
        for name in ["~$BC.xlsx", ".~lock.BC.xlsx#", "._BC.xlsx", "~WRL0001.tmp", "BC.asd", "Thumbs.db"] {
            assert!(is_clutter(name), "{name}");
        }
        for name in ["BC.xlsx.filepart", "BC.xlsx.part", "BC.xlsx.crdownload", "BC.XLSX.PARTIAL"] {
            assert!(is_unfinished(name) && !is_clutter(name), "{name}");
        }
        for name in ["BC.xlsx~", "BC.xlk", "Backup of BC.XLK", "BC.xlsx.bak"] {
            assert!(is_backup(name) && !is_unfinished(name) && !is_clutter(name), "{name}");
        }
        for name in ["BC.xlsx", "BC~2.xlsx", "Bản sao của BC.xlsx", "phần 1.part.xlsx", "part"] {
            assert!(!is_backup(name) && !is_unfinished(name) && !is_clutter(name), "{name}");
        }
    }
}
