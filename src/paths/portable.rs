//! Names that every file system takes.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::shown::{key, split_extension};
use crate::vietnamese::{compose, fold};

/// Letters kept of a name that is cut short.
const KEPT: usize = 40;
/// UTF-16 units of an extension that is kept with a name that is cut short.
const EXTENSION: usize = 8;
/// Bytes of one part of a path. Linux takes 255 of them, and outputs are written as `.….new` first.
const PART_BYTES: usize = 240;
/// Names that Windows keeps for devices, with whatever extension (Naming Files, Paths, and Namespaces).
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// How long a name may be, in UTF-16 units. Windows takes 260 for a whole path where programs have not learnt to take more,
/// and the workspace itself may lie deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// One part of the path.
    pub part: usize,
    /// All of the path.
    pub path: usize,
}

impl Limits {
    /// For a file in a folder of outputs.
    pub const OUTPUT: Self = Self { part: 100, path: 100 };
    /// For a file below the submissions of a bag.
    pub const SEALED: Self = Self { part: 80, path: 120 };
}

/// Gives files names under which every system stores them, each its own even where case is not told apart.
#[derive(Debug)]
pub struct PortableNames {
    limits: Limits,
    taken: BTreeSet<String>,
}

impl PortableNames {
    /// No name is taken yet.
    pub fn new(limits: Limits) -> Self {
        Self { limits, taken: BTreeSet::new() }
    }

    /// The name for a file that is to be called `path`: the same, unless some system would not take it or another file has
    /// it. A name depends on itself and on those given before, and on nothing else.
    pub fn name(&mut self, path: &str) -> String {
        let name = self.untaken(path);
        let (stem, extension) = split_extension(&name);
        let (stem, extension) = (stem.to_owned(), extension.to_owned());
        let mut name = name;
        let mut number = 1;
        while !self.taken.insert(key(&name)) {
            number += 1;
            name = format!("{stem}~{number}{extension}");
        }
        name
    }

    /// The first of several names that no file has yet; the last of them numbered where all are taken.
    pub fn first_free(&mut self, names: &[String]) -> String {
        let Some((last, before)) = names.split_last() else { return self.name("") };
        let free = before.iter().map(|name| self.untaken(name)).find(|name| !self.taken.contains(&key(name)));
        self.name(free.as_ref().unwrap_or(last))
    }

    /// The portable form of a path, short enough.
    fn untaken(&self, path: &str) -> String {
        let parts: Vec<String> = path.split('/').map(portable_part).collect();
        let name = parts.join("/");
        let is_long = |part: &String| units(part) > self.limits.part || part.len() > PART_BYTES;
        if units(&name) > self.limits.path || parts.iter().any(is_long) {
            return shortened(path, parts.last().map_or("", String::as_str));
        }
        name
    }
}

/// Whether every system takes the name of a file as it is.
pub fn is_portable(name: &str) -> bool {
    portable_part(name) == name && units(name) <= PART_BYTES && name.len() <= PART_BYTES
}

/// One part of a path without what Windows forbids, and without `%`, which tools decode differently.
pub fn portable_part(part: &str) -> String {
    let is_forbidden = |letter: char| letter.is_control() || "<>:\"/\\|?*%".contains(letter);
    let part: String = compose(part).chars().map(|letter| if is_forbidden(letter) { '_' } else { letter }).collect();
    let part = match part.strip_suffix(['.', ' ']) {
        Some(stem) => format!("{}_", stem.trim_end_matches(['.', ' '])),
        None if part.is_empty() => "_".to_owned(),
        None => part,
    };
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = |stem: &str| {
        let digit = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        digit.is_some_and(|digit| digit.chars().count() == 1 && !digit.starts_with(char::is_alphabetic))
    };
    if DEVICES.contains(&stem.as_str()) || is_port(&stem) { format!("_{part}") } else { part }
}

/// A name as a slug of ASCII letters: `phuong-tan-ninh`.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A short name for a long path: the beginning of the file's name, and a part of the path's checksum (SHA-256).
fn shortened(path: &str, name: &str) -> String {
    let (stem, extension) = split_extension(name);
    let extension = if units(extension) > EXTENSION { "" } else { extension };
    let kept: String = stem.chars().take(KEPT).collect();
    let checksum: String = Sha256::digest(path.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{}~{checksum}{extension}", kept.trim_end_matches(['.', ' ']))
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn files_keep_their_names_unless_some_system_would_not_take_them() {
        let mut names = PortableNames::new(Limits::SEALED);
        assert_eq!(names.name("Tân Lập/BC (lần 2).xlsx"), "Tân Lập/BC (lần 2).xlsx");
        assert_eq!(names.name("Ta\u{302}n La\u{323}\u{302}p/BC (lần 2).XLSX"), "Tân Lập/BC (lần 2)~2.XLSX");
        assert_eq!(names.name("a:b?.xlsx"), "a_b_.xlsx");
        assert_eq!(names.name("a\nb_.xlsx"), "a_b_~2.xlsx");
        assert_eq!(names.name("50%.xls"), "50_.xls");
        assert_eq!(names.name("x. /con.xls"), "x_/_con.xls");
        assert_eq!(names.name("COM1"), "_COM1");
        assert_eq!(names.name("comx.xls"), "comx.xls");
    }

    #[test]
    fn long_names_are_cut_short_and_stay_apart() {
        let mut names = PortableNames::new(Limits::SEALED);
        let long = "Báo cáo kết quả thực hiện ".repeat(6);
        let (first, second) = (names.name(&format!("{long}1.xlsx")), names.name(&format!("{long}2.xlsx")));
        assert!(first != second && first.ends_with(".xlsx") && units(&first) < 80, "{first} {second}");
        let deep = names.name(&format!("{}x.ods", "thư mục/".repeat(40)));
        assert!(deep.starts_with("x~") && deep.ends_with(".ods"), "{deep}");
        // A bag that was sealed with this name is sealed again with the same.
        assert_eq!(names.name(&format!("{}.xlsx", "a".repeat(90))), format!("{}~9ce59b14fd7f.xlsx", "a".repeat(40)));
    }

    #[test]
    fn slugs_are_plain_letters() {
        assert_eq!(slug("UBND phường Tân Ninh"), "ubnd-phuong-tan-ninh");
        assert_eq!(slug("Đài PT–TH"), "dai-pt-th");
    }

    #[test]
    fn the_first_name_that_is_free_is_taken() {
        let mut names = PortableNames::new(Limits::OUTPUT);
        let wanted = |first: &str, second: &str| [first.to_owned(), second.to_owned()];
        assert_eq!(names.first_free(&wanted("a.xlsx", "x - a.xlsx")), "a.xlsx");
        assert_eq!(names.first_free(&wanted("A.XLSX", "x - a.xlsx")), "x - a.xlsx");
        assert_eq!(names.first_free(&wanted("a.xlsx", "x - a.xlsx")), "x - a~2.xlsx");
    }

    proptest! {
        #[test]
        fn whatever_comes_out_is_taken_by_every_system_and_its_own(
            paths in proptest::collection::vec("[aAãÃ./:*%\\\\ \u{302}\u{202E}CONcon1]{0,12}|(a|ề|/){0,300}", 0..12)
        ) {
            let mut names = PortableNames::new(Limits::SEALED);
            let mut keys = BTreeSet::new();
            for path in paths {
                let name = names.name(&path);
                prop_assert!(name.split('/').all(is_portable), "{name:?}");
                prop_assert!(super::super::is_inside(&name), "{name:?}");
                prop_assert!(keys.insert(key(&name)), "{name:?} twice");
            }
        }
    }
}
