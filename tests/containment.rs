//! Files that would take a reader down cost themselves and nothing else: limits of reader processes, damaged copies of
//! small forms in every format, and the ratchet of public workbooks.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rayon::prelude::*;
use tonghop::intake::{ReadError, Reader, Refusal, Workbook, read_bytes};
use tonghop::reader::{Limits, ReaderPool};

/// One small form a format.
const FORMS: [&[u8]; 4] = [
    include_bytes!("data/forms/form.xlsx"),
    include_bytes!("data/forms/form.xls"),
    include_bytes!("data/forms/form.xlsb"),
    include_bytes!("data/forms/form.ods"),
];

fn pool(limits: Limits) -> ReaderPool {
    ReaderPool::new(env!("CARGO_BIN_EXE_tonghop"), limits)
}

/// A workbook that takes a while: a hundred thousand cells.
fn long_workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..10_000 {
        for column in 0..10 {
            sheet.write(row, column, f64::from(row)).expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn forms_of_every_format_read_in_a_process_apart_as_they_do_here() {
    let pool = pool(Limits::default());
    for form in FORMS {
        let apart = pool.read(form.to_vec());
        assert!(apart.is_ok(), "{apart:?}");
        assert_eq!(apart, read_bytes(form).map_err(ReadError::from));
    }
}

#[test]
fn a_file_that_takes_too_long_is_set_aside_and_the_next_is_read() {
    let pool = pool(Limits { time: Duration::ZERO, ..Limits::default() });
    let refused = pool.read(long_workbook());
    assert!(
        matches!(&refused, Err(ReadError::Refused(Refusal::TooLarge(limit))) if limit.vi.contains("giây")),
        "{refused:?}"
    );
    let patient = self::pool(Limits::default());
    assert!(patient.read(long_workbook()).is_ok());
}

#[test]
fn a_file_that_takes_too_much_memory_is_set_aside() {
    let pool = pool(Limits { memory: 1 << 20, ..Limits::default() });
    let refused = pool.read(long_workbook());
    assert!(
        matches!(&refused, Err(ReadError::Refused(Refusal::TooLarge(limit))) if limit.vi.contains("bộ nhớ")),
        "{refused:?}"
    );
}

#[test]
fn without_reader_processes_the_program_reads_by_itself() {
    let pool = ReaderPool::new("there-is-no-such-program", Limits::default());
    for form in FORMS {
        assert_eq!(pool.read(form.to_vec()), read_bytes(form).map_err(ReadError::from));
    }
}

/// One thing that happens to files under way.
#[derive(Clone, Debug)]
enum Damage {
    Flip { at: prop::sample::Index, bit: u8 },
    CutOff { at: prop::sample::Index },
    Overwrite { at: prop::sample::Index, with: Vec<u8> },
    Remove { at: prop::sample::Index, count: usize },
    Repeat { at: prop::sample::Index, count: usize, times: usize },
    Graft { at: prop::sample::Index, of: usize, from: prop::sample::Index },
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let extremes =
        prop::sample::select(vec![vec![0xFF; 4], vec![0; 4], vec![0xFF, 0xFF, 0xFF, 0x7F], vec![0, 0, 0, 0x80]]);
    prop_oneof![
        (at(), 0..8u8).prop_map(|(at, bit)| Damage::Flip { at, bit }),
        at().prop_map(|at| Damage::CutOff { at }),
        (at(), prop_oneof![extremes, prop::collection::vec(any::<u8>(), 1..64)])
            .prop_map(|(at, with)| Damage::Overwrite { at, with }),
        (at(), 1..500usize).prop_map(|(at, count)| Damage::Remove { at, count }),
        (at(), 1..500usize, 2..20usize).prop_map(|(at, count, times)| Damage::Repeat { at, count, times }),
        (at(), 0..FORMS.len(), at()).prop_map(|(at, of, from)| Damage::Graft { at, of, from }),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        match self {
            Self::Flip { at, bit } => bytes[at.index(length)] ^= 1 << bit,
            Self::CutOff { at } => bytes.truncate(at.index(length)),
            Self::Overwrite { at, with } => {
                for (place, byte) in bytes[at.index(length)..].iter_mut().zip(with) {
                    *place = *byte;
                }
            }
            Self::Remove { at, count } => {
                let start = at.index(length);
                bytes.drain(start..(start + count).min(length));
            }
            Self::Repeat { at, count, times } => {
                let start = at.index(length);
                let piece = bytes[start..(start + count).min(length)].repeat(*times);
                bytes.splice(start..start, piece);
            }
            Self::Graft { at, of, from } => {
                bytes.truncate(at.index(length));
                bytes.extend_from_slice(&FORMS[*of][from.index(FORMS[*of].len())..]);
            }
        }
    }
}

/// The parts of a package with one of them damaged: what is wrong lies behind a sound zip, where the parsers meet it.
fn damage_a_part(form: &[u8], part: prop::sample::Index, damages: &[Damage]) -> Option<Vec<u8>> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(form)).ok()?;
    let chosen = part.index(archive.len());
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.to_string();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).ok()?;
        if index == chosen {
            damages.iter().for_each(|damage| damage.apply(&mut content));
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// What a workbook promises: cells in order, on the grid.
fn is_sound(workbook: &Workbook) -> bool {
    workbook.sheets.iter().all(|sheet| {
        sheet.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column))
            && sheet.cells.iter().all(|cell| cell.row < 1_048_576 && cell.column < 16_384)
    })
}

/// The readers that all damaged files go to.
fn shared_pool() -> &'static ReaderPool {
    static POOL: std::sync::OnceLock<ReaderPool> = std::sync::OnceLock::new();
    POOL.get_or_init(|| pool(Limits { time: Duration::from_secs(5), ..Limits::default() }))
}

/// Has `count` damaged files read: each gives a sound workbook, or is refused.
fn read_damaged_files(count: u32) {
    let damages = prop::collection::vec(damage(), 1..6);
    let files = (0..FORMS.len(), any::<prop::sample::Index>(), any::<bool>(), damages);
    let config = ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() };
    let read = |(form, part, inside, damages): (usize, prop::sample::Index, bool, Vec<Damage>)| {
        let mut bytes = FORMS[form].to_vec();
        match damage_a_part(FORMS[form], part, &damages).filter(|_| inside) {
            Some(package) => bytes = package,
            None => damages.iter().for_each(|damage| damage.apply(&mut bytes)),
        }
        match shared_pool().read(bytes) {
            Ok((_, workbook)) => prop_assert!(is_sound(&workbook)),
            // None of them may take long or much, so that a reader that was taken down shows here.
            Err(refusal) => {
                prop_assert!(!matches!(refusal, ReadError::System(_) | ReadError::Refused(Refusal::Inaccessible(_))))
            }
        }
        Ok(())
    };
    if let Err(failure) = TestRunner::new(config).run(&files, read) {
        panic!("{failure}");
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    read_damaged_files(300);
}

/// The whole: `cargo test --release --test containment -- --ignored three_thousand`.
#[test]
#[ignore = "takes minutes"]
fn three_thousand_damaged_files_are_read_or_refused() {
    read_damaged_files(3_000);
}

/// Where the public workbooks lie, if they are at hand: `TONGHOP_CORPUS`, or beside the repository.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    std::env::var_os("TONGHOP_CORPUS").map_or(beside, PathBuf::from).canonicalize().ok()
}

/// The list says which of the public workbooks read. It fails where a listed file stops reading, and where an unlisted
/// one starts: then the list is to be renewed with `TONGHOP_RATCHET=write`.
#[test]
#[ignore = "needs the public workbooks: TONGHOP_CORPUS names their folder"]
fn the_listed_public_workbooks_read_and_no_others() {
    let folder = corpus().map(|corpus| corpus.join("public")).filter(|folder| folder.is_dir());
    let folder = folder.expect("the public workbooks; TONGHOP_CORPUS names the folder that has them");
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/readable.txt");
    let files = tonghop::intake::list_files(&folder).expect("the workbooks");
    let pool = pool(Limits { time: Duration::from_secs(60), ..Limits::default() });
    let readable: BTreeSet<String> = files
        .into_par_iter()
        .filter(|file| pool.read(std::fs::read(&file.full_path).expect("a workbook")).is_ok())
        .map(|file| file.path.to_string())
        .collect();
    if std::env::var_os("TONGHOP_RATCHET").is_some_and(|mode| mode == "write") {
        let lines: Vec<&str> = readable.iter().map(String::as_str).collect();
        std::fs::write(&list, lines.join("\n") + "\n").expect("the list");
        return;
    }
    let listed = std::fs::read_to_string(&list).expect("the list");
    let listed: BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    let stopped: Vec<_> = listed.difference(&readable).collect();
    let started: Vec<_> = readable.difference(&listed).collect();
    assert!(
        stopped.is_empty() && started.is_empty(),
        "no longer readable: {stopped:#?}\nreadable by now: {started:#?}"
    );
}
