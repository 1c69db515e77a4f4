//! The reader processes of a build.

use std::ffi::OsString;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::child::{Failure, ReaderProcess};
use super::limits::Limits;
use super::semaphore::Semaphore;
use super::wire::{Answer, Task, Unpacked};
use crate::intake::{Format, InProcess, Member, ReadError, Reader, Refusal, SystemTrouble, Workbook};
use crate::model::Bilingual;

/// The bytes of a file.
type Bytes = Vec<u8>;

/// Readers at work at a time, however many processors there are: their memory adds up.
const READERS: usize = 6;
/// Milliseconds before a file is tried again whose reader somebody else ended; after so many times it is given up.
const PAUSES: [u64; 5] = [0, 20, 100, 300, 1000];

/// Reads in processes apart, each for many files. What a file does to its reader (a panic, an abort, a loop without end,
/// memory without end) is a refusal of that file, once it has done it again to a reader that has nothing beside it. What
/// others do to a reader, and what the system refuses it, is none. A file that needs more memory than ordinary ones is read again by a
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
        if self.alone.load(Ordering::Relaxed) && !self.proven.load(Ordering::Relaxed) {
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
    fn read_with<T: DeserializeOwned>(
        &self,
        mut process: ReaderProcess,
        task: Task,
        bytes: &Arc<Vec<u8>>,
    ) -> Result<T, Failure> {
        let answer = process.answer(task, Arc::clone(bytes));
        if answer.is_ok() {
            self.proven.store(true, Ordering::Relaxed);
            self.put_back(process);
        }
        answer
    }

    /// Has a file read by one of the readers of ordinary files. Where the system has not enough for another reader, there
    /// are fewer from then on, and the file waits for one of them.
    fn read_ordinary<T: DeserializeOwned>(&self, task: Task, bytes: &Arc<Vec<u8>>) -> Result<T, Failure> {
        loop {
            let permit = self.permits.acquire();
            if let Some(process) = self.idle_reader() {
                let has_answered = process.has_answered;
                match self.read_with(process, task, bytes) {
                    // The files before may have had a part in it. What becomes of a file must not depend on them.
                    Err(Failure::Died) if has_answered => {}
                    answer => return answer,
                }
            }
            match self.new_reader(self.limits.ordinary()) {
                Ok(process) => return self.read_with(process, task, bytes),
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
    fn read_apart<T: DeserializeOwned>(&self, task: Task, bytes: &Arc<Vec<u8>>, limits: Limits) -> Result<T, Failure> {
        let _turn = self.apart.lock().unwrap_or_else(PoisonError::into_inner);
        self.new_reader(limits)?.answer(task, Arc::clone(bytes))
    }

    /// Has a file read, as often as it takes to tell what the file does to its reader from what others do to it.
    fn read_to_the_end<T: DeserializeOwned>(&self, task: Task, bytes: &Arc<Vec<u8>>) -> Result<T, Failure> {
        let mut limits = self.limits.ordinary();
        let (mut ended, mut failed) = (0, false);
        let mut answer = self.read_ordinary(task, bytes);
        loop {
            match answer {
                // It needs more than ordinary files do.
                Err(Failure::Memory | Failure::MemoryRefused) if limits != self.limits => limits = self.limits,
                // Whether the file did it is told by whether it happens again.
                Err(Failure::Died | Failure::NotStarted) if !failed => failed = true,
                // No file did it. Whoever does it may be busy for a while.
                Err(Failure::Ended) if ended < PAUSES.len() => {
                    thread::sleep(Duration::from_millis(PAUSES[ended]));
                    ended += 1;
                }
                Err(Failure::Ended) => return Err(Failure::System(SystemTrouble::ReadersEnded)),
                Err(Failure::MemoryRefused) if !can_give(self.limits.memory) => {
                    return Err(Failure::System(SystemTrouble::OutOfMemory));
                }
                _ => return answer,
            }
            answer = self.read_apart(task, bytes, limits);
        }
    }

    /// What a reader process answers; the bytes of the file where no process can be started.
    fn answer<T: DeserializeOwned>(&self, task: Task, bytes: Vec<u8>) -> Result<Result<T, Bytes>, ReadError> {
        let bytes = Arc::new(bytes);
        match self.read_to_the_end(task, &bytes) {
            Ok(answer) => Ok(Ok(answer)),
            Err(Failure::NotStarted) if !self.proven.load(Ordering::Relaxed) => {
                self.alone.store(true, Ordering::Relaxed);
                Ok(Err(unshared(bytes)))
            }
            // Others have started: that this one does not is a trouble of the moment.
            Err(Failure::NotStarted) => Err(SystemTrouble::NoProcess.into()),
            Err(Failure::System(trouble)) => Err(trouble.into()),
            Err(failure) => Err(self.refusal(failure).into()),
        }
    }

    fn refusal(&self, failure: Failure) -> Refusal {
        match failure {
            Failure::Memory | Failure::MemoryRefused => {
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
            Failure::Died | Failure::Ended | Failure::NotStarted | Failure::System(_) => Refusal::Unreadable(
                Bilingual::new("chương trình đọc tệp bị dừng đột ngột", "the program that reads it ended suddenly"),
            ),
        }
    }
}

impl Reader for ReaderPool {
    fn read(&self, bytes: Vec<u8>) -> Result<(Format, Workbook), ReadError> {
        let answer: Result<Answer, Bytes> = self.answer(Task::Read, bytes)?;
        answer.map_or_else(|bytes| InProcess.read(bytes), |answer| Ok(answer?))
    }

    fn unpack(&self, bytes: Vec<u8>) -> Result<Vec<Member>, ReadError> {
        let answer: Result<Unpacked, Bytes> = self.answer(Task::Unpack, bytes)?;
        answer.map_or_else(|bytes| InProcess.unpack(bytes), |answer| Ok(answer?))
    }

    fn rest(&self) {
        let idle = std::mem::take(&mut *self.idle_readers());
        drop(idle);
    }
}

/// Whether the system could give so many bytes now. Windows grants only what it has; elsewhere a limit of the user shows.
fn can_give(bytes: u64) -> bool {
    let mut memory = Vec::<u8>::new();
    let is_given = usize::try_from(bytes).is_ok_and(|bytes| memory.try_reserve_exact(bytes).is_ok());
    // Memory that nobody looks at need not be asked for.
    std::hint::black_box(&memory);
    is_given
}

/// The bytes themselves, unless the thread that attended to a reader process still holds on to them.
fn unshared(bytes: Arc<Vec<u8>>) -> Vec<u8> {
    Arc::try_unwrap(bytes).unwrap_or_else(|shared| shared.to_vec())
}
