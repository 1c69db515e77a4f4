//! How old what a body sent is: which of several files, or of several sheets with the same rows, is the newest.
//!
//! The newest is told by the date of the report, then by a version mark in the name (`lần 2`, `bổ sung`, `cũ`), then by the
//! time of the last change. Where none of them tells, nobody can say which is newer.

use std::sync::Arc;

use crate::extract::Extraction;
use crate::model::Date;
use crate::vietnamese::{fold, tone_key};

/// Files that were copied or unpacked together were changed at nearly the same time, which tells nothing. In seconds.
const SAME_TIME: i64 = 120;

/// What a body sent in one file, or on some sheets of one.
pub(super) struct Version {
    /// The place of its file among the year's.
    pub(super) file: usize,
    /// What it holds.
    pub(super) extraction: Extraction,
    /// Seconds since 1970 of the file's last change.
    pub(super) modified: i64,
}

/// What tells how old a version is.
struct Age {
    date: Option<Date>,
    mark: i32,
    modified: i64,
    path: Arc<str>,
    sheet_mark: i32,
    /// Its sheet is named as a correction.
    corrects: bool,
}

/// The ages of the versions of one body.
pub(super) struct Ages {
    of: Vec<Age>,
}

impl Ages {
    /// Sorts the versions from newest to oldest and gives their ages, in that order.
    pub(super) fn sort(versions: &mut Vec<Version>) -> Self {
        // Where one has no date, dates tell nothing.
        let all_dated = versions.iter().all(|version| version.extraction.identity.date.is_some());
        let age = |version: &Version| Age {
            date: version.extraction.identity.date.as_ref().filter(|_| all_dated).map(|date| *date.value()),
            mark: version_mark(&version.extraction.file).max(i32::from(corrects(sheet_of(version)))),
            modified: version.modified,
            path: Arc::clone(&version.extraction.file),
            sheet_mark: mark_of_name(sheet_of(version)),
            corrects: corrects(sheet_of(version)),
        };
        let mut dated: Vec<(Age, Version)> = std::mem::take(versions).into_iter().map(|one| (age(&one), one)).collect();
        // The sort is stable: sheets that nothing tells apart stay in their order.
        dated.sort_by(|(one, _), (other, _)| {
            let key = |age: &Age| (age.date, age.mark, age.modified, Arc::clone(&age.path), age.sheet_mark);
            key(other).cmp(&key(one))
        });
        let (of, sorted) = dated.into_iter().unzip();
        *versions = sorted;
        Self { of }
    }

    /// Whether it is certain that the first is newer than the second, which stands behind it.
    pub(super) fn is_certain(&self, newer: usize, older: usize) -> bool {
        let (one, other) = (&self.of[newer], &self.of[older]);
        if one.path == other.path {
            return one.sheet_mark != other.sheet_mark;
        }
        one.date != other.date || one.mark != other.mark || (one.modified - other.modified).abs() >= SAME_TIME
    }

    /// Whether a version says of itself that it only adds to another or corrects it, so that what it leaves blank stays.
    pub(super) fn is_supplement(&self, place: usize) -> bool {
        let path = &self.of[place].path;
        corrects(path.rsplit('/').next().unwrap_or(path)) || self.of[place].corrects
    }
}

/// The first sheet that a version has rows on.
fn sheet_of(version: &Version) -> &str {
    version.extraction.records.first().map_or("", |record| record.cell.sheet())
}

/// Whether a name says that what bears it adds to something else or corrects it.
fn corrects(name: &str) -> bool {
    let folded = fold(name);
    ["bo sung", "dinh chinh", "sua doi"].iter().any(|words| folded.contains(words))
}

/// The number a file's name gives to its version: 2 of `bao cao (lan 2).xlsx`, `v2`, `(2)`; 1 for words such as
/// `sửa`, `bổ sung`, `final`; -1 for `cũ`; 0 where there is none.
fn version_mark(path: &str) -> i32 {
    let name = path.rsplit('/').next().unwrap_or(path);
    mark_of_name(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The same of a name without format: of a sheet's.
fn mark_of_name(stem: &str) -> i32 {
    let folded = fold(stem);
    let words: Vec<&str> = folded.split(' ').collect();
    let numbered = words.windows(2).filter_map(|pair| match pair {
        ["lan" | "ban" | "v" | "ver" | "version", number] => number.parse::<i32>().ok().filter(|&n| n < 100),
        _ => None,
    });
    let glued = words.iter().filter_map(|word| {
        let digits = word.strip_prefix("lan").or_else(|| word.strip_prefix('v'))?;
        digits.parse::<i32>().ok().filter(|&n| n < 100)
    });
    let bracketed = stem.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')')?.trim().parse().ok());
    let number = numbered.chain(glued).chain(bracketed.filter(|n: &i32| (0..100).contains(n))).max().unwrap_or(0);
    let word = words.iter().any(|word| matches!(*word, "sua" | "final" | "cuoi" | "moi" | "chinh"))
        || ["bo sung", "dieu chinh", "dinh chinh"].iter().any(|words| folded.contains(words));
    // `cũ`, and without its tone where nothing but an old version can be meant.
    let is_old = tone_key(stem).split(' ').any(|word| word == tone_key("cũ"))
        || words.windows(2).any(|pair| pair == ["ban", "cu"])
        || stem.contains("(cu)");
    if is_old && number == 0 { -1 } else { number.max(i32::from(word)) }
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
            ("bc đính chính.xlsx", 1),
            ("bc cũ.xlsx", -1),
            ("bc (cu).xlsx", -1),
            ("BC ban cu.xlsx", -1),
            ("bc Củ Chi.xlsx", 0),
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
