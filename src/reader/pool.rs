//! The reader processes of a build.

use std::ffi::OsString;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::child::{Failure, ReaderProcess};
use super::limits::Limits;
use super::semaphore::Semaphore;
use super::wire::Answer;
use crate::intake::{Format, InProcess, ReadError, Reader, Refusal, SystemTrouble, Workbook};
use crate::model::Bilingual;

/// Readers at work at a time, however many processors there are: their memory adds up.
const READERS: usize = 6;

/// Reads in processes apart, each for many files. What a file does to its reader (a panic, an abort, a loop without end,
/// memory without end) is a refusal of that file; one whose reader ended without a word is read once more by itself, for
/// somebody else may have ended it. A file that needs more memory than ordinary ones is read again by a
/// process of its own, one such file at a time: what becomes of a file never depends on how many are read beside it.
/// Where no process can be started, files are read in the program itself.
pub struct ReaderPool {
    program: OsString,
    limits: Limits,
    idle: Mutex<Vec<ReaderProcess>>,
    permits: Semaphore,
    /// Held while a file has a process of its own.
    apart: Mutex<()>,
    /// No process can be started.
    alone: AtomicBool,
    /// A process has answered: one that does not start later is a trouble of the moment, and no reason to read bytes of
    /// which nothing is known in the program itself.
    proven: AtomicBool,
}

impl ReaderPool {
    /// Readers that are `program`, which must be this program.
    pub fn new(program: impl Into<OsString>, limits: Limits) -> Self {
        Self {
            program: program.into(),
            limits,
            idle: Mutex::default(),
            permits: Semaphore::new(READERS),
            apart: Mutex::default(),
            alone: AtomicBool::new(false),
            proven: AtomicBool::new(false),
        }
    }

    /// Readers that are the program now running; none, so that it reads itself, where the system does not tell which
    /// program that is.
    pub fn of_this_program() -> Self {
        let program = std::env::current_exe();
        let alone = AtomicBool::new(program.is_err());
        Self { alone, ..Self::new(program.unwrap_or_default(), Limits::default()) }
    }

    /// Starts `count` readers, so that they are ready when the first files are.
    pub fn start(&self, count: usize) {
        for _ in 0..count.min(READERS) {
            let Ok(process) = self.new_reader(self.limits.ordinary()) else { return };
            self.put_back(process);
        }
    }

    fn new_reader(&self, limits: Limits) -> Result<ReaderProcess, Failure> {
        if self.alone.load(Ordering::Relaxed) {
            return Err(Failure::NotStarted);
        }
        ReaderProcess::start(&self.program, limits)
            .map_err(|error| SystemTrouble::of(&error).map_or(Failure::NotStarted, Failure::System))
    }

    fn idle_readers(&self) -> MutexGuard<'_, Vec<ReaderProcess>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn idle_reader(&self) -> Option<ReaderProcess> {
        self.idle_readers().pop()
    }

    fn put_back(&self, process: ReaderProcess) {
        self.idle_readers().push(process);
    }

    /// Has `process` read a file, and keeps it for the next unless it failed.
    fn read_with(&self, mut process: ReaderProcess, bytes: &Arc<Vec<u8>>) -> Result<Answer, Failure> {
        let answer = process.read(Arc::clone(bytes));
        if answer.is_ok() {
            self.proven.store(true, Ordering::Relaxed);
            self.put_back(process);
        }
        answer
    }

    /// Has a file read by one of the readers of ordinary files. Where the system has not enough for another reader, there
    /// are fewer from then on, and the file waits for one of them.
    fn read_ordinary(&self, bytes: &Arc<Vec<u8>>) -> Result<Answer, Failure> {
        loop {
            let permit = self.permits.acquire();
            if let Some(process) = self.idle_reader() {
                let has_answered = process.has_answered;
                match self.read_with(process, bytes) {
                    // The files before may have had a part in it. What becomes of a file must not depend on them.
                    Err(Failure::Died) if has_answered => {}
                    answer => return answer,
                }
            }
            match self.new_reader(self.limits.ordinary()) {
                Ok(process) => return self.read_with(process, bytes),
                Err(Failure::System(trouble)) => {
                    if self.permits.withdraw(permit).is_some() {
                        return Err(Failure::System(trouble));
                    }
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Has a file read by a process of its own, one such file at a time, within `limits`.
    fn read_apart(&self, bytes: &Arc<Vec<u8>>, limits: Limits) -> Result<Answer, Failure> {
        let _turn = self.apart.lock().unwrap_or_else(PoisonError::into_inner);
        self.new_reader(limits)?.read(Arc::clone(bytes))
    }

    /// Has a file read whose reader ended without a word: whether the file ended it or somebody outside did is told by
    /// whether it happens again.
    fn read_once_more(&self, bytes: &Arc<Vec<u8>>) -> Result<Answer, Failure> {
        self.read_apart(bytes, self.limits.ordinary())
    }

    fn refusal(&self, failure: Failure) -> Refusal {
        match failure {
            Failure::Memory => {
                let limit = self.limits.memory >> 20;
                let words = Bilingual::new(format!("quá {limit} MB bộ nhớ"), format!("over {limit} MB of memory"));
                Refusal::TooLarge(words)
            }
            Failure::Time => {
                let limit = self.limits.time.as_secs_f32();
                Refusal::TooLarge(Bilingual::new(
                    format!("quá thời gian {limit} giây"),
                    format!("over {limit} seconds"),
                ))
            }
            Failure::Died | Failure::NotStarted | Failure::System(_) => Refusal::Unreadable(Bilingual::new(
                "chương trình đọc tệp bị dừng đột ngột",
                "the program that reads it ended suddenly",
            )),
        }
    }
}

impl Reader for ReaderPool {
    fn read(&self, bytes: Vec<u8>) -> Result<(Format, Workbook), ReadError> {
        let bytes = Arc::new(bytes);
        let mut answer = self.read_ordinary(&bytes);
        if let Err(Failure::Died) = answer {
            answer = self.read_once_more(&bytes);
        }
        if let Err(Failure::Memory) = answer {
            answer = self.read_apart(&bytes, self.limits);
        }
        match answer {
            Ok(answer) => Ok(answer?),
            Err(Failure::NotStarted) if !self.proven.load(Ordering::Relaxed) => {
                self.alone.store(true, Ordering::Relaxed);
                InProcess.read(unshared(bytes))
            }
            // Others have started: that this one does not is a trouble of the moment.
            Err(Failure::NotStarted) => Err(SystemTrouble::NoProcess.into()),
            Err(Failure::System(trouble)) => Err(trouble.into()),
            Err(failure) => Err(self.refusal(failure).into()),
        }
    }

    fn rest(&self) {
        let idle = std::mem::take(&mut *self.idle_readers());
        drop(idle);
    }
}

/// The bytes themselves, unless the thread that attended to a reader process still holds on to them.
fn unshared(bytes: Arc<Vec<u8>>) -> Vec<u8> {
    Arc::try_unwrap(bytes).unwrap_or_else(|shared| shared.to_vec())
}
