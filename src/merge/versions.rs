//! Several files of one agency: which count, which are older versions of another, which are parts of one report.
//!
//! The newest counts: by the date of the report, then a version mark in the file's name (`lần 2`), then the time of its
//! last change. Table by table, an older file adds the rows that no newer one has, unless it overlaps with a newer one:
//! then it is an older version of that table and its rows are set aside.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::Extraction;
use crate::form::TableKind;
use crate::model::ItemId;
use crate::vietnamese::fold;

/// A row: its table and what it is about.
type RowKey<'a> = (TableKind, &'a ItemId);

/// What of one file counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// Tables that count.
    pub(super) counted: BTreeSet<TableKind>,
    /// Tables that newer files replace, each with those files (indices into the files), newest first.
    pub(super) replaced: BTreeMap<TableKind, Vec<usize>>,
}

/// The files of one agency from newest to oldest (indices into `files`), and what of each counts (parallel).
/// `modified` gives seconds since 1970 of each file's last change.
pub(super) fn rank(files: &[&Extraction], modified: &[i64]) -> Vec<(usize, Share)> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    let all_dated = files.iter().all(|file| file.identity.date.is_some());
    order.sort_by_cached_key(|&index| {
        let file = files[index];
        let date = if all_dated { file.identity.date.as_ref().map(|date| *date.value()) } else { None };
        std::cmp::Reverse((date, version_mark(&file.file), modified[index], file.file.clone()))
    });
    // The rows of newer files, each with the newest that has it.
    let mut taken: BTreeMap<RowKey<'_>, usize> = BTreeMap::new();
    let mut ranked = Vec::with_capacity(order.len());
    for &index in &order {
        let rows = row_keys(files[index]);
        let mut replaced: BTreeMap<TableKind, BTreeSet<usize>> = BTreeMap::new();
        for row in &rows {
            if let Some(newer) = taken.get(row) {
                replaced.entry(row.0).or_default().insert(*newer);
            }
        }
        let counted: BTreeSet<TableKind> =
            rows.iter().map(|(table, _)| *table).filter(|table| !replaced.contains_key(table)).collect();
        // A row that was set aside is newer than those of older files all the same: what it corrected does not come back.
        for row in rows {
            taken.entry(row).or_insert(index);
        }
        let newest_first = |newer: BTreeSet<usize>| order.iter().copied().filter(|file| newer.contains(file)).collect();
        let replaced = replaced.into_iter().map(|(table, newer)| (table, newest_first(newer))).collect();
        ranked.push((index, Share { counted, replaced }));
    }
    ranked
}

/// The rows a file says something about.
fn row_keys(file: &Extraction) -> BTreeSet<RowKey<'_>> {
    file.records.iter().map(|record| (record.table, &record.item)).collect()
}

/// The number a file's name gives to its version: 2 of `bao cao (lan 2).xlsx`, `v2`, `(2)`; 1 for words such as
/// `sửa`, `bổ sung`, `final`; 0 where there is none.
fn version_mark(path: &str) -> u32 {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folded = fold(stem);
    let words: Vec<&str> = folded.split(' ').collect();
    let numbered = words.windows(2).filter_map(|pair| match pair {
        ["lan" | "ban" | "v" | "ver" | "version", number] => number.parse::<u32>().ok().filter(|&n| n < 100),
        _ => None,
    });
    let glued = words.iter().filter_map(|word| {
        let digits = word.strip_prefix("lan").or_else(|| word.strip_prefix('v'))?;
        digits.parse::<u32>().ok().filter(|&n| n < 100)
    });
    let bracketed = stem.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')')?.trim().parse().ok());
    let number = numbered.chain(glued).chain(bracketed.filter(|&n: &u32| n < 100)).max().unwrap_or(0);
    let word = words.iter().any(|word| matches!(*word, "sua" | "final" | "cuoi" | "moi" | "chinh"))
        || folded.contains("bo sung")
        || folded.contains("dieu chinh");
    number.max(u32::from(word))
}

#[cfg(test)]
mod tests {
    use super::version_mark;

    #[test]
    fn version_marks_are_read_from_names() {
        let marks =
            ["TP Tay Ninh (lan 2).xlsx", "bc v3.xls", "BC (4).xlsx", "bao cao sua.xlsx", "BC 2024.xlsx", "a/lần 5.ods"]
                .map(version_mark);
        assert_eq!(marks, [2, 3, 4, 1, 0, 5]);
    }

    #[test]
    fn numbers_that_are_no_versions_are_told_apart() {
        for (path, mark) in [
            ("báo cáo lần 2.xlsx", 2),
            ("BC lan2.xlsx", 2),
            ("bc_v2.xlsx", 2),
            ("bc ver 10.xlsx", 10),
            ("bc bản 3.xlsx", 3),
            ("bc (12).xlsx", 12),
            ("bc (99).xlsx", 99),
            ("bc bản cuối.xlsx", 1),
            ("bc mới.xlsx", 1),
            ("bc điều chỉnh.xlsx", 1),
            ("bc bổ sung.xlsx", 1),
            ("bc FINAL.xlsx", 1),
            // The greatest of several; a number goes before a word.
            ("bc lần 2 (3).xlsx", 3),
            ("bc lần 4 (3).xlsx", 4),
            ("bc bổ sung lần 3.xlsx", 3),
            // Years, numbers of documents, folders.
            ("bc (2026).xlsx", 0),
            ("bc v2026.xlsx", 0),
            ("bc lan 100.xlsx", 0),
            ("12-BC.xlsx", 0),
            ("lan 5/bc.xlsx", 0),
            ("bc vung 3.xlsx", 0),
        ] {
            assert_eq!(version_mark(path), mark, "{path}");
        }
    }
}
