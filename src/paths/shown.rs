//! Names as they are shown and compared.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::vietnamese::compose;

/// A path as outputs and messages show it: composed, on one line.
pub fn shown(spelt: &str) -> Cow<'_, str> {
    match compose(spelt) {
        composed if composed.contains('\n') => Cow::Owned(composed.replace('\n', " ")),
        composed => composed,
    }
}

/// What names have in common that some system takes for one: composition and letter case make no difference.
pub fn key(name: &str) -> String {
    shown(name).chars().flat_map(char::to_lowercase).collect()
}

/// A path that a person wrote with `\` or `/` between folders, with `/` alone. In TOML `"Xã\bao cao.xlsx"` means a backspace
/// and no folder (TOML 1.0, Basic strings): no name has such a character, so it is taken for what was typed.
pub fn path_as_typed(written: &str) -> String {
    let mut path = String::with_capacity(written.len());
    for letter in written.chars() {
        match letter {
            '\\' => path.push('/'),
            '\u{8}' => path.push_str("/b"),
            '\t' => path.push_str("/t"),
            '\n' => path.push_str("/n"),
            '\u{C}' => path.push_str("/f"),
            '\r' => path.push_str("/r"),
            '\u{1B}' => path.push_str("/e"),
            other => path.push(other),
        }
    }
    path
}

/// The key of a path that a person wrote.
pub fn key_of_path(written: &str) -> String {
    let path = path_as_typed(written);
    key(path.strip_prefix("./").unwrap_or(&path))
}

/// Paths as they are shown, each its own, for paths as they are spelt, in their order. Where several would be shown alike,
/// the one that is spelt so keeps it, or else the first by its bytes; the others are numbered: `a~2.xlsx`.
pub fn told_apart(spelt: &[String]) -> Vec<String> {
    let mut paths: Vec<String> = spelt.iter().map(|path| shown(path).into_owned()).collect();
    let mut order: Vec<usize> = (0..paths.len()).collect();
    order.sort_by_key(|&at| (&paths[at], paths[at] != spelt[at], &spelt[at]));
    let mut taken: BTreeSet<String> = paths.iter().cloned().collect();
    for at in 1..order.len() {
        // What was renamed is no longer equal: the first of a run is what all are compared with.
        let first = order[..at].iter().rev().find(|&&before| paths[before] == *shown(&spelt[before]));
        if first.is_some_and(|&first| paths[first] == paths[order[at]]) {
            let own = &mut paths[order[at]];
            *own = numbered(own, &mut taken);
        }
    }
    paths
}

/// The first of `a~2.xlsx`, `a~3.xlsx`, … that is not taken.
fn numbered(path: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, extension) = split_extension(path);
    let mut number = 2;
    loop {
        let name = format!("{stem}~{number}{extension}");
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}

/// A path as what stands before its extension, and the extension with its point.
pub(super) fn split_extension(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(point) if point > 0 => path.split_at(name + point),
        _ => (path, ""),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn composition_and_case_make_no_difference_to_a_key() {
        assert_eq!(key("Ta\u{302}n La\u{323}\u{302}p.XLSX"), key("tân lập.xlsx"));
        assert_eq!(key("ĐÔNG.xlsx"), "đông.xlsx");
        assert_ne!(key("Tân Lập"), key("Tan Lap"));
        assert_eq!(shown("a\r\nb.xlsx"), "a b.xlsx");
    }

    #[test]
    fn what_a_person_writes_for_a_path_is_the_path() {
        // "Xã\bao cao.xlsx" in TOML.
        for written in ["Xã\\bao cao.xlsx", "Xã\u{8}ao cao.xlsx", "xa\u{303}/BAO CAO.xlsx", "./Xã/bao cao.xlsx"] {
            assert_eq!(key_of_path(written), "xã/bao cao.xlsx", "{written:?}");
        }
        assert_eq!(key_of_path("a\new\\x\tu.xls"), "a/new/x/tu.xls");
    }

    #[test]
    fn files_that_look_alike_are_told_apart() {
        let spelt = ["Xa\u{303}.xlsx", "Xã.xlsx", "b/Xa\u{303}.xls", "Xã~2.xlsx", "X\u{200B}ã.xlsx"].map(str::to_owned);
        assert_eq!(told_apart(&spelt), ["Xã~3.xlsx", "Xã.xlsx", "b/Xã.xls", "Xã~2.xlsx", "Xã~4.xlsx"]);
        let two = ["Xa\u{303}.xlsx".to_owned(), "X\u{200B}a\u{303}.xlsx".to_owned()];
        assert_eq!(told_apart(&two), ["Xã.xlsx", "Xã~2.xlsx"]);
    }

    proptest! {
        #[test]
        fn no_two_files_are_shown_alike(names in proptest::collection::btree_set("[aãa\u{303}~2\u{200B}.]{1,6}", 0..12)) {
            let spelt: Vec<String> = names.into_iter().collect();
            let paths = told_apart(&spelt);
            prop_assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), spelt.len());
            let mut backwards = spelt.clone();
            backwards.reverse();
            let mut again = told_apart(&backwards);
            again.reverse();
            prop_assert_eq!(again, paths);
        }
    }
}
