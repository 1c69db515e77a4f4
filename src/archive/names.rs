//! Names of files that every system takes.

use std::collections::BTreeSet;

use crate::bag::Checksum;
use crate::vietnamese::compose;

/// UTF-16 units of a part of a path, and of a path below `data/inputs/<year>/`. Windows takes 260 for a whole path where
/// programs have not learnt to take more, and the workspace itself may lie deep.
const PART: usize = 80;
const PATH: usize = 120;
/// Letters kept of a name that is cut short.
const KEPT: usize = 40;
/// Names that Windows keeps for devices, with whatever extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Gives files names under which every system stores them, each its own even where case is not told apart.
#[derive(Debug, Default)]
pub(super) struct PortableNames {
    taken: BTreeSet<String>,
}

impl PortableNames {
    /// The name for a file received as `path`: the same, unless some system would not take it.
    pub(super) fn name(&mut self, path: &str) -> String {
        let parts: Vec<String> = path.split('/').map(portable_part).collect();
        let mut name = parts.join("/");
        if units(&name) > PATH || parts.iter().any(|part| units(part) > PART) {
            name = shortened(path, &parts);
        }
        let (stem, extension) = split(&name);
        let (stem, extension) = (stem.to_owned(), extension.to_owned());
        let mut number = 1;
        while !self.taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{stem}~{number}{extension}");
        }
        name
    }
}

/// One part of a path without what Windows forbids, and without `%`, which tools decode differently.
fn portable_part(part: &str) -> String {
    let is_forbidden = |letter: char| letter.is_control() || "<>:\"/\\|?*%".contains(letter);
    let part: String = compose(part).chars().map(|letter| if is_forbidden(letter) { '_' } else { letter }).collect();
    let part = match part.strip_suffix(['.', ' ']) {
        Some(stem) => format!("{}_", stem.trim_end_matches(['.', ' '])),
        None => part,
    };
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = |stem: &str| {
        let digit = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        digit.is_some_and(|digit| digit.chars().count() == 1 && !digit.starts_with(char::is_alphabetic))
    };
    if DEVICES.contains(&stem.as_str()) || is_port(&stem) { format!("_{part}") } else { part }
}

/// A short name for a long path: the beginning of the file's name, and a part of the path's checksum.
fn shortened(path: &str, parts: &[String]) -> String {
    let (stem, extension) = split(parts.last().map_or("", String::as_str));
    let extension = if units(extension) > 8 { "" } else { extension };
    let kept: String = stem.chars().take(KEPT).collect();
    let checksum = Checksum::of(path.as_bytes()).to_string();
    format!("{}~{}{extension}", kept.trim_end_matches(['.', ' ']), &checksum[..12])
}

/// A path as what stands before its extension, and the extension with its point.
fn split(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(point) if point > 0 => path.split_at(name + point),
        _ => (path, ""),
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_keep_their_names_unless_some_system_would_not_take_them() {
        let mut names = PortableNames::default();
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
        let mut names = PortableNames::default();
        let long = "Báo cáo kết quả thực hiện ".repeat(6);
        let (first, second) = (names.name(&format!("{long}1.xlsx")), names.name(&format!("{long}2.xlsx")));
        assert!(first != second && first.ends_with(".xlsx") && units(&first) < PART, "{first} {second}");
        let deep = names.name(&format!("{}x.ods", "thư mục/".repeat(40)));
        assert!(deep.starts_with("x~") && deep.ends_with(".ods"), "{deep}");
    }
}
