//! The files of a zip archive: those of the next office, sent in one. Nothing is written to disk, and each file is handed on
//! as if it lay in the folder by itself. An archive within an archive is not opened.

use std::io::{Cursor, Read};

use encoding_rs::WINDOWS_1258;
use serde::{Deserialize, Serialize};
use zip::{DateTime, ZipArchive};

use super::kinds::OtherKind;
use super::limits::{INFLATED_BYTES, MEMBER_BYTES, MEMBERS, too_large, unreadable};
use super::package::{cut_off, damaged};
use super::sniff::{self, Content};
use super::{Obstacle, Refusal, zip_names};
use crate::config::is_clutter;
use crate::model::Date;

/// Bytes of a file by which it is told that it need not be inflated to its end.
const BEGINNING: u64 = 4096;
/// What a file is called that has no name in the archive.
const NAMELESS: &str = "không tên";
/// Seconds by which the clocks of Vietnam are ahead of UTC: archives hold the time of the clock on the wall (APPNOTE.TXT
/// 6.3.10, section 4.4.6).
const AHEAD_OF_UTC: i64 = 7 * 3600;

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its path in the archive, with `/` between folders.
    pub path: String,
    /// Seconds since 1970 of its last change; `None` where the archive does not tell.
    pub modified: Option<i64>,
    /// Its bytes, or why it cannot be read.
    pub content: Result<Vec<u8>, Refusal>,
}

/// The files of an archive in its order, without what programs leave behind. Refuses one without any spreadsheet, and one
/// with more files than a folder of submissions can have.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<Member>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    // Of two files of one name the crate gives the last alone.
    if zip_names::names(bytes).len() > archive.len() {
        return Err(unreadable("có hai tệp trùng tên trong tệp nén", "two files of one name in the archive"));
    }
    let mut left = INFLATED_BYTES;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        let path = file_name(entry.name_raw());
        let is_left_behind = |part: &str| is_clutter(part) && !matches!(part, "." | "..");
        if entry.is_dir() || path.ends_with('/') || path.split('/').any(is_left_behind) {
            continue;
        }
        let modified = entry.last_modified().and_then(seconds);
        drop(entry);
        if members.len() >= MEMBERS {
            return Err(too_large(format!("{MEMBERS} tệp trong tệp nén"), format!("{MEMBERS} files in the archive")));
        }
        let content = match inside(&path) {
            true => inflate(&mut archive, index, &mut left),
            false => Err(Refusal::NotAFile(Obstacle::LeadsOutOfArchive)),
        };
        members.push(Member { path, modified, content });
    }
    let is_other = |member: &Member| matches!(member.content, Err(Refusal::NotASpreadsheet(_)));
    if members.iter().all(is_other) {
        return Err(Refusal::NotASpreadsheet(OtherKind::Archive));
    }
    Ok(members)
}

/// Whether a path stays in the archive, on every system.
fn inside(path: &str) -> bool {
    crate::paths::is_inside(path)
}

/// Inflates one file, as far as it takes to tell what it is, and takes what that took from what is left.
fn inflate(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, left: &mut u64) -> Result<Vec<u8>, Refusal> {
    let entry = archive.by_index(index).map_err(damaged)?;
    let limit = MEMBER_BYTES.min(*left);
    let mut limited = entry.take(limit + 1);
    let mut content = Vec::new();
    let read = (&mut limited).take(BEGINNING).read_to_end(&mut content);
    let result = match read.map_err(cut_off) {
        Ok(_) => match sniff::by_beginning(&content) {
            Some(refusal) => Err(refusal),
            None => limited.read_to_end(&mut content).map_err(cut_off).map(|_| ()),
        },
        Err(refusal) => Err(refusal),
    };
    let taken = content.len() as u64;
    *left = left.saturating_sub(taken);
    result?;
    if taken > limit {
        let megabytes = MEMBER_BYTES >> 20;
        return Err(if limit < MEMBER_BYTES {
            let all = INFLATED_BYTES >> 20;
            too_large(
                format!("{all} MB sau khi giải nén cả tệp nén"),
                format!("{all} MB of the whole archive inflated"),
            )
        } else {
            too_large(format!("{megabytes} MB sau khi giải nén"), format!("{megabytes} MB inflated"))
        });
    }
    match sniff::sniff(&content)? {
        Content::Tables(_) => Ok(content),
        Content::Archive => Err(Refusal::NotASpreadsheet(OtherKind::ArchiveInArchive)),
    }
}

/// The name of an entry, with `/` between folders. Programs differ: most write UTF-8 and say so, some write UTF-8 and do not,
/// older ones write in the code page of the machine, which in Vietnam is windows-1258; the format itself has IBM’s code page
/// 437 (APPNOTE.TXT, appendix D), in which no name has more than the letters of Western Europe.
fn file_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) if raw.iter().all(|byte| *byte < 0xA6) => raw.iter().map(|byte| of_page_437(*byte)).collect(),
        Err(_) => WINDOWS_1258.decode_without_bom_handling(raw).0.into_owned(),
    };
    if name.is_empty() { NAMELESS.to_owned() } else { name.replace('\\', "/") }
}

/// The letters of code page 437, up to where its signs begin.
fn of_page_437(byte: u8) -> char {
    const LETTERS: [char; 38] = [
        'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ', 'ô', 'ö', 'ò',
        'û', 'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ',
    ];
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(place) => LETTERS.get(usize::from(place)).copied().unwrap_or('\u{FFFD}'),
    }
}

/// Seconds since 1970 of a time on the wall in Vietnam.
fn seconds(time: DateTime) -> Option<i64> {
    let [month, day] = [time.month(), time.day()].map(|number| i8::try_from(number).ok());
    let date = Date::new(i16::try_from(time.year()).ok()?, month?, day?).ok()?;
    let days = i64::from((date - Date::constant(1970, 1, 1)).get_days());
    let of_day = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    Some(days * 86_400 + of_day - AHEAD_OF_UTC)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    const FORM: &[u8] = include_bytes!("../../tests/data/forms/form.xlsx");

    fn archive(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let time = DateTime::from_date_and_time(2026, 11, 20, 14, 30, 10).expect("a time");
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(time);
        for (name, content) in files {
            writer.start_file(*name, options).expect("an entry");
            writer.write_all(content).expect("its content");
        }
        writer.finish().expect("an archive").into_inner()
    }

    #[test]
    fn files_are_handed_on_and_what_is_no_spreadsheet_is_named() {
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let inner = archive(&[("a.xlsx", FORM)], CompressionMethod::Stored);
            let files: [(&str, &[u8]); 9] = [
                ("Xã Tân Lập/báo cáo.xlsx", FORM),
                ("scan.pdf", b"%PDF-1.7"),
                ("inner.zip", &inner),
                ("__MACOSX/._báo cáo.xlsx", b"x"),
                ("~$a.xlsx", b"x"),
                ("Thumbs.db", b"x"),
                ("empty.xlsx", b""),
                ("../../etc/a.xlsx", FORM),
                ("C:\\Users\\a.xlsx", FORM),
            ];
            let bytes = archive(&files, method);
            assert!(sniff::is_archive(&bytes));
            let members = unpack(&bytes).expect("an archive");
            let told: Vec<(&str, Result<usize, &Refusal>)> =
                members.iter().map(|member| (member.path.as_str(), member.content.as_ref().map(Vec::len))).collect();
            let out = Refusal::NotAFile(Obstacle::LeadsOutOfArchive);
            let kind = |kind| Refusal::NotASpreadsheet(kind);
            assert_eq!(
                told,
                [
                    ("Xã Tân Lập/báo cáo.xlsx", Ok(FORM.len())),
                    ("scan.pdf", Err(&kind(OtherKind::Pdf))),
                    ("inner.zip", Err(&kind(OtherKind::ArchiveInArchive))),
                    ("empty.xlsx", Err(&Refusal::Empty)),
                    ("../../etc/a.xlsx", Err(&out)),
                    ("C:/Users/a.xlsx", Err(&out)),
                ]
            );
            // 14:30:10 in Vietnam.
            assert_eq!(members[0].modified, Some(1_795_159_810));
        }
    }

    #[test]
    fn two_files_of_one_name_are_told() {
        let mut bytes = archive(&[("a.csv", b"1;2"), ("b.csv", b"3;4")], CompressionMethod::Stored);
        for at in 0..bytes.len() - 5 {
            if &bytes[at..at + 5] == b"b.csv" {
                bytes[at] = b'a';
            }
        }
        assert!(matches!(unpack(&bytes), Err(Refusal::Unreadable(_))));
    }

    #[test]
    fn an_archive_without_spreadsheets_is_told_once() {
        let pictures = archive(&[("a.jpg", b"\xFF\xD8\xFF\xE0"), ("b.pdf", b"%PDF-1.4")], CompressionMethod::Deflated);
        assert_eq!(unpack(&pictures), Err(Refusal::NotASpreadsheet(OtherKind::Archive)));
        assert_eq!(
            unpack(&archive(&[], CompressionMethod::Deflated)),
            Err(Refusal::NotASpreadsheet(OtherKind::Archive))
        );
    }

    #[test]
    fn a_file_that_inflates_without_end_costs_itself_alone() {
        let bomb = vec![b'1'; (MEMBER_BYTES + 10) as usize];
        let mut files: Vec<(String, &[u8])> = vec![("a.xlsx".into(), FORM)];
        files.extend((0..6).map(|number| (format!("bomb {number}.csv"), bomb.as_slice())));
        files.push(("z.xlsx".into(), FORM));
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        let members = unpack(&archive(&files, CompressionMethod::Deflated)).expect("an archive");
        assert_eq!(members[0].content.as_deref(), Ok(FORM));
        assert!(members[1..].iter().all(|member| matches!(member.content, Err(Refusal::TooLarge(_)))));
        let many: Vec<String> = (0..=MEMBERS).map(|number| format!("{number}.csv")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"a"[..])).collect();
        assert!(matches!(unpack(&archive(&many, CompressionMethod::Stored)), Err(Refusal::TooLarge(_))));
    }

    #[test]
    fn names_of_all_programs_are_read() {
        for (raw, name) in [
            ("Xã Tân Lập.xlsx".as_bytes(), "Xã Tân Lập.xlsx"),
            (b"B\xA0o c\xA0o 1.xlsx", "Báo cáo 1.xlsx"),
            (b"", "không tên"),
            (b"Ph\xFD\xF5\xF2ng\\T\xE2n.xlsx", "Phươ\u{323}ng/Tân.xlsx"),
        ] {
            assert_eq!(file_name(raw), name);
        }
    }

    proptest! {
        #[test]
        fn a_damaged_archive_is_unpacked_or_refused(at in 0..2000_usize, with in proptest::collection::vec(any::<u8>(), 1..40)) {
            let mut bytes = archive(&[("a.xlsx", FORM), ("b/c.csv", b"a;b")], CompressionMethod::Deflated);
            let start = bytes.len().saturating_sub(at + 1);
            for (byte, new) in bytes[start..].iter_mut().zip(with) {
                *byte = new;
            }
            let _ = unpack(&bytes);
            let _ = sniff::is_archive(&bytes);
        }
    }
}
