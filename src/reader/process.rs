//! The reader process itself: takes files from standard input, answers on standard output, and ends when it takes too
//! much, or when nobody is left to read for.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::limits::{Limits, OUT_OF_MEMORY, OUT_OF_TIME, confine, memory_in_use};
use super::wire::{GREETING, Task, encode, read_frame, write_frame};
use crate::intake::{read_bytes, unpack_bytes};

/// How often the process looks at itself.
const INTERVAL: Duration = Duration::from_millis(10);
/// Bytes of the stack of the thread that reads; the main thread of a program has 1 MB on Windows and 8 MB elsewhere.
const STACK: usize = 16 << 20;

/// When the file that is being read arrived.
type Since = Mutex<Option<Instant>>;

/// Serves until standard input ends. `arguments` are those of `Limits::arguments`.
pub fn serve(mut arguments: impl Iterator<Item = OsString>) -> process::ExitCode {
    let limits = Limits::from_arguments(&mut arguments).unwrap_or_default();
    confine(limits.memory);
    // Panics are contained and become an answer; their words would fill a pipe that is read at the end only.
    std::panic::set_hook(Box::new(|_| {}));
    static SINCE: Since = Mutex::new(None);
    let reading = thread::Builder::new().stack_size(STACK).spawn(|| answer_all(&SINCE));
    let Ok(reading) = reading else { return process::ExitCode::FAILURE };
    while !reading.is_finished() {
        thread::sleep(INTERVAL);
        if memory_in_use() > limits.memory {
            process::exit(OUT_OF_MEMORY);
        }
        let since = *SINCE.lock().unwrap_or_else(PoisonError::into_inner);
        if since.is_some_and(|since| since.elapsed() > limits.time) {
            process::exit(OUT_OF_TIME);
        }
    }
    // Standard input has ended, or nobody takes the answers: either way there is nothing left to do.
    process::ExitCode::SUCCESS
}

/// The frame of an answer, for which the file itself is no longer held.
fn answer<T: Serialize>(answer: T, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    drop(bytes);
    encode(&answer)
}

/// Answers file after file until a stream ends.
fn answer_all(since: &Since) -> io::Result<()> {
    let mut requests = io::stdin().lock();
    let mut answers = io::stdout().lock();
    let mark = |instant| *since.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    write_frame(&mut answers, GREETING)?;
    loop {
        let task = Task::of_frame(&read_frame(&mut requests)?).ok_or(io::ErrorKind::InvalidData)?;
        let bytes = read_frame(&mut requests)?;
        mark(Some(Instant::now()));
        let frame = match task {
            Task::Read => answer(read_bytes(&bytes), bytes),
            Task::Unpack => answer(unpack_bytes(&bytes), bytes),
        }?;
        write_frame(&mut answers, &frame)?;
        answers.flush()?;
        mark(None);
    }
}
