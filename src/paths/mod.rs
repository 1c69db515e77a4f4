//! How the path of a file is spelt, compared, shown, linked and written: the one place that knows.
//!
//! File systems differ. Windows and macOS take names that differ in letter case for one, Linux does not; `ã` may be one
//! character or two (NFC and NFD, Unicode annex 15), which macOS takes for one and the others do not; Windows keeps names
//! for itself. So there are four forms of a name, and nobody makes another:
//!
//! - as it is **spelt** on the disk, which is how a file is opened and linked to;
//! - as it is **shown**: composed, on one line, with `/` between folders, and each file's its own. It stands in outputs, and
//!   what has to name a file names it so;
//! - its **key**: names with one key are one name on some system;
//! - its **portable** form: what this program writes on any system.

mod find;
mod link;
mod portable;
mod shown;

pub use find::{FindError, find_below, link_leads_out};
pub use link::{LINK_UNITS, Spellings, cell_link, link_units};
pub use portable::{Limits, PortableNames, is_portable, portable_part, slug};
pub use shown::{key, key_of_path, path_as_typed, shown, told_apart};

/// Whether a path with `/` between its parts stays below the folder it is joined to, on every system.
pub fn is_inside(path: &str) -> bool {
    !path.contains(['\\', ':', '\0']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn what_leads_out_on_any_system_is_not_inside() {
        for path in ["a", "a/b.md", "a b/ã.md", "..a"] {
            assert!(is_inside(path), "{path}");
        }
        for path in ["", "/a", "a//b", "../a", "a/../b", "a/.", "C:a", "a\\b", "\\\\server\\a", "a\0"] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
