//! Publications whose steps fail: a file that another program holds, a run that is killed, both. Whatever happens, the set
//! is all old or all new, after the run or after the next one, and the message says which.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::file_operations::{FileOperations, FileSystem};
use super::{BuildError, Content, Publication};
use crate::model::Language;

/// A file that another program holds without sharing its deletion.
#[derive(Clone, Copy, Debug)]
struct Held {
    name: &'static str,
    /// From this step on.
    from: usize,
    /// For so many attempts.
    attempts: usize,
}

/// The file system with faults.
#[derive(Clone, Debug, Default)]
struct Faulty {
    held: Vec<Held>,
    /// The step at which the run is killed: from there on nothing happens any more.
    killed_at: Option<usize>,
    step: Arc<AtomicUsize>,
    refused: Arc<AtomicUsize>,
}

impl Faulty {
    fn step(&self, touched: &[&Path]) -> io::Result<()> {
        let step = self.step.fetch_add(1, Ordering::Relaxed);
        if self.killed_at.is_some_and(|at| step >= at) {
            return Err(io::Error::other("killed"));
        }
        let is_held = |held: &&Held| step >= held.from && touched.iter().any(|path| path.ends_with(held.name));
        match self.held.iter().find(is_held) {
            Some(held) if self.refused.load(Ordering::Relaxed) < held.attempts => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                // ERROR_SHARING_VIOLATION, ETXTBSY.
                Err(io::Error::from_raw_os_error(if cfg!(windows) { 32 } else { 26 }))
            }
            _ => Ok(()),
        }
    }
}

impl FileOperations for Faulty {
    /// Without having it on the disk, which thousands of runs would wait for.
    fn write(&self, path: &Path, _is_hidden: bool, content: Content<'_>) -> io::Result<()> {
        self.step(&[])?;
        content(&mut fs::File::create(path)?)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(&[from, to])?;
        FileSystem.rename(from, to)
    }

    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        // A second name can be given to a file that is held.
        self.step(&[to])?;
        FileSystem.keep(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if !path.exists() {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.step(&[path])?;
        FileSystem.remove(path)
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.step(&[])
    }

    /// Sees nothing: a program may open the file right after the check.
    fn check_replaceable(&self, path: &Path) -> io::Result<()> {
        self.step(&[])?;
        FileSystem.check_replaceable(path)
    }

    fn pause(&self, _time: Duration) {}
}

const NAMES: [&str; 4] = ["a", "below/b", "c", "d"];
/// `a` and `b` are replaced, `c` is new, `d` is removed.
const OLD: [Option<&str>; 4] = [Some("old a"), Some("old b"), None, Some("old d")];
const NEW: [Option<&str>; 4] = [Some("new a"), Some("new b"), Some("new c"), None];

/// A folder with the old set.
fn with_old_set() -> (tempfile::TempDir, std::path::PathBuf) {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("2026");
    fs::create_dir_all(folder.join("below")).expect("folders");
    for (name, content) in NAMES.iter().zip(OLD) {
        content.into_iter().for_each(|content| fs::write(folder.join(name), content).expect("a file"));
    }
    (root, folder)
}

fn set(folder: &Path) -> [Option<String>; 4] {
    NAMES.map(|name| fs::read_to_string(folder.join(name)).ok())
}

fn is(folder: &Path, wanted: [Option<&str>; 4]) -> bool {
    set(folder).each_ref().map(Option::as_deref) == wanted
}

fn publish(folder: &Path, files: Faulty) -> Result<(), BuildError> {
    let publication = Publication::begin_with(folder.to_owned(), Box::new(files))?.with_folder("below")?;
    for (name, content) in NAMES.iter().zip(NEW) {
        if let Some(content) = content {
            publication.write(name, |sink| sink.write_all(content.as_bytes()))?;
        }
    }
    publication.finish_without(&NAMES[..3], &[NAMES[3].to_owned()]).map(drop)
}

/// The next run, with nothing in its way: nothing is left, and the set is one.
fn after_the_next_run(folder: &Path, context: &str) {
    let next = Publication::begin(folder.to_owned()).and_then(|publication| publication.with_folder("below"));
    drop(next.unwrap_or_else(|error| panic!("{context}: {error}")));
    assert!(is(folder, OLD) || is(folder, NEW), "{context}: after the next run {:?}", set(folder));
    let entries = |folder: &Path| fs::read_dir(folder).expect("the folder").flatten();
    let left: Vec<_> = entries(folder).chain(entries(&folder.join("below"))).map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{context}: {left:?} is left");
}

/// What a run says, against what is there.
fn what_is_said_is_true(folder: &Path, result: &Result<(), BuildError>, context: &str) {
    match result {
        Ok(()) => assert!(is(folder, NEW), "{context}: said to be done, {:?}", set(folder)),
        Err(error) => {
            let said = error.lines(Language::Vietnamese).join(" ");
            if said.contains("các kết quả trước vẫn còn nguyên") {
                assert!(is(folder, OLD), "{context}: {said}, {:?}", set(folder));
            } else {
                assert!(said.contains("đang lẫn kết quả cũ và kết quả mới"), "{context}: {said}");
            }
        }
    }
}

/// How many steps a publication takes that nothing hinders.
fn steps() -> usize {
    let (_root, folder) = with_old_set();
    let files = Faulty::default();
    publish(&folder, files.clone()).expect("nothing in its way");
    assert!(is(&folder, NEW));
    files.step.load(Ordering::Relaxed)
}

const HELD: [&str; 12] = [
    "a",
    "b",
    "c",
    "d",
    ".a.new",
    ".b.new",
    ".c.new",
    ".a.previous",
    ".b.previous",
    ".d.previous",
    ".committed",
    "..committed.new",
];

#[test]
fn a_held_file_leaves_the_set_all_old_or_all_new() {
    let (mut done, mut undone) = (0, 0);
    for name in HELD {
        for from in 0..steps() {
            for attempts in [1, 4, usize::MAX] {
                let context = format!("{name} held from step {from}, {attempts} times");
                let (_root, folder) = with_old_set();
                let files = Faulty { held: vec![Held { name, from, attempts }], ..Faulty::default() };
                let result = publish(&folder, files);
                assert!(is(&folder, OLD) || is(&folder, NEW), "{context}: mixed, {:?}", set(&folder));
                what_is_said_is_true(&folder, &result, &context);
                // A scanner lets go.
                assert!(attempts == usize::MAX || result.is_ok(), "{context}: {result:?}");
                *(if result.is_ok() { &mut done } else { &mut undone }) += 1;
                after_the_next_run(&folder, &context);
            }
        }
    }
    assert!(done > 0 && undone > 0, "{done} done, {undone} not");
}

#[test]
fn a_killed_run_leaves_what_the_next_one_makes_all_old_or_all_new() {
    for killed_at in 0..steps() {
        let (_root, folder) = with_old_set();
        let killed = Faulty { killed_at: Some(killed_at), ..Faulty::default() };
        // A dead process says nothing.
        let _ = publish(&folder, killed);
        for (name, (old, new)) in NAMES.iter().zip(OLD.iter().zip(NEW)) {
            let now = fs::read_to_string(folder.join(name)).ok();
            assert!(now.as_deref() == *old || now.as_deref() == new, "step {killed_at}: {name} is {now:?}");
        }
        after_the_next_run(&folder, &format!("killed at step {killed_at}"));
    }
}

#[test]
fn runs_that_are_killed_while_they_mend_or_go_back_are_mended_too() {
    let steps = steps();
    for name in ["a", "b", "d", ".c.new"] {
        for killed_at in 0..2 * steps {
            let context = format!("{name} held, killed at step {killed_at}");
            let (_root, folder) = with_old_set();
            let held = vec![Held { name, from: 0, attempts: usize::MAX }];
            let _ = publish(&folder, Faulty { held, killed_at: Some(killed_at), ..Faulty::default() });
            // The next one is killed as well, while it mends.
            let next = Faulty { killed_at: Some(killed_at % 5), ..Faulty::default() };
            let _ = Publication::begin_with(folder.clone(), Box::new(next));
            after_the_next_run(&folder, &context);
        }
    }
}

/// Two files held at once, at every step each: then the set may stay mixed until the next run, and that is what is said.
#[test]
fn what_cannot_be_put_back_is_said_and_mended_by_the_next_run() {
    let (steps, mut mixed) = (steps(), 0);
    for (first, second) in [("b", "a"), ("d", "c"), ("d", ".committed"), ("b", ".a.previous"), ("c", "..committed.new")]
    {
        for from in 0..steps {
            let context = format!("{first} held, {second} from step {from}");
            let (_root, folder) = with_old_set();
            let forever = usize::MAX;
            let held =
                vec![Held { name: first, from: 0, attempts: forever }, Held { name: second, from, attempts: forever }];
            let result = publish(&folder, Faulty { held, ..Faulty::default() });
            what_is_said_is_true(&folder, &result, &context);
            mixed += usize::from(!is(&folder, OLD) && !is(&folder, NEW));
            after_the_next_run(&folder, &context);
        }
    }
    assert!(mixed > 0, "the test holds no two files that matter");
}

#[test]
fn a_file_that_is_held_at_the_next_run_too_brings_the_old_set_back() {
    let (_root, folder) = with_old_set();
    // Killed with the first of the outputs in place.
    for killed_at in 0..steps() {
        let killed = Faulty { killed_at: Some(killed_at), ..Faulty::default() };
        let _ = publish(&folder, killed);
        let held = vec![Held { name: "b", from: 0, attempts: usize::MAX }];
        let result = Publication::begin_with(folder.clone(), Box::new(Faulty { held, ..Faulty::default() })).map(drop);
        assert!(is(&folder, OLD) || is(&folder, NEW), "step {killed_at}: mixed, {:?}: {result:?}", set(&folder));
        after_the_next_run(&folder, &format!("step {killed_at}"));
        if is(&folder, NEW) {
            break;
        }
    }
}
