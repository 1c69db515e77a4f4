//! One reader process as the program sees it. A thread attends to its pipes, so that nothing the process does or leaves
//! undone can hold up the caller beyond a time.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use super::limits::{Limits, OUT_OF_MEMORY, OUT_OF_TIME};
use super::wire::{GREETING, Task, decode, read_frame, write_frame};
use crate::intake::SystemTrouble;

/// How long a process may take to start, or beyond its own limit of time to answer, before it is held for stuck: a
/// machine may be busy with other things.
const ANSWER_GRACE: Duration = Duration::from_secs(10);
/// How long a process whose answers have ended may take to be gone.
const EXIT_TIMEOUT: Duration = Duration::from_secs(2);
/// Bytes kept of what a process writes to its standard error.
const STDERR_BYTES: u64 = 4096;

/// Why a reader process gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It was never there: the program cannot be started, or is no reader.
    NotStarted,
    /// It took more memory than it may.
    Memory,
    /// The system refused it memory, for a limit or because there is none.
    MemoryRefused,
    /// It took longer than it may.
    Time,
    /// It ended by itself in another way.
    Died,
    /// Somebody else ended it.
    Ended,
    /// The system has not enough to start it.
    System(SystemTrouble),
}

/// A running reader process.
pub(super) struct ReaderProcess {
    child: Child,
    requests: Sender<(Task, Arc<Vec<u8>>)>,
    frames: Receiver<io::Result<Vec<u8>>>,
    stderr: Option<ChildStderr>,
    limits: Limits,
    greeted: bool,
    /// Whether it has answered before.
    pub(super) has_answered: bool,
}

impl ReaderProcess {
    /// Starts `program`, which must be this program: it is told to be a reader by its first argument.
    pub(super) fn start(program: &OsStr, limits: Limits) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.arg(super::ARGUMENT).args(limits.arguments());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        hide_window(&mut command);
        let mut child = command.spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let stderr = child.stderr.take();
        let (requests, to_send) = channel();
        let (received, frames) = channel();
        // From here on dropping it ends the process.
        let process = Self { child, requests, frames, stderr, limits, greeted: false, has_answered: false };
        let (stdin, stdout) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
        thread::Builder::new().spawn(move || attend(stdin, stdout, &to_send, &received))?;
        Ok(process)
    }

    /// Has one file read or unpacked. After a failure the process is of no more use.
    pub(super) fn answer<T: DeserializeOwned>(&mut self, task: Task, bytes: Arc<Vec<u8>>) -> Result<T, Failure> {
        if !self.greeted {
            match self.frames.recv_timeout(ANSWER_GRACE) {
                Ok(Ok(frame)) if frame == GREETING => self.greeted = true,
                Ok(Ok(_)) | Err(RecvTimeoutError::Timeout) => return Err(Failure::NotStarted),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    let cause = self.cause_of_death();
                    return Err(if cause == Failure::Ended { cause } else { Failure::NotStarted });
                }
            }
        }
        // Were the attendant gone, so would be its answers.
        let _ = self.requests.send((task, bytes));
        let answer = match self.frames.recv_timeout(self.limits.time + ANSWER_GRACE) {
            Ok(Ok(frame)) => decode(&frame).ok_or(Failure::Died),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.cause_of_death()),
            Err(RecvTimeoutError::Timeout) => Err(Failure::Time),
        };
        self.has_answered = true;
        answer
    }

    /// Why the answers have ended: by the status the process left, or by its last words where memory was refused to it.
    fn cause_of_death(&mut self) -> Failure {
        let status = self.wait();
        match status.and_then(|status| status.code()) {
            Some(OUT_OF_MEMORY) => return Failure::Memory,
            Some(OUT_OF_TIME) => return Failure::Time,
            _ => {}
        }
        if status.is_some_and(is_ended_by_others) {
            return Failure::Ended;
        }
        // The process is gone, and with it the other end of the pipe: this does not wait.
        let mut words = Vec::new();
        let _ = self.stderr.take().map(|pipe| pipe.take(STDERR_BYTES).read_to_end(&mut words));
        let refused = String::from_utf8_lossy(&words).contains("memory allocation of");
        if refused { Failure::MemoryRefused } else { Failure::Died }
    }

    /// The status of the process, which is ending; killed should it not, and then it has none of its own.
    fn wait(&mut self) -> Option<ExitStatus> {
        let begin = Instant::now();
        while begin.elapsed() < EXIT_TIMEOUT {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(1)),
                Ok(status) => return status,
                Err(_) => break,
            }
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        None
    }
}

impl Drop for ReaderProcess {
    fn drop(&mut self) {
        // It may have ended already, which is as well. Waiting takes its entry from the system's table.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Carries frames to and fro until one side is gone.
fn attend(
    mut stdin: ChildStdin,
    mut stdout: ChildStdout,
    to_send: &Receiver<(Task, Arc<Vec<u8>>)>,
    received: &Sender<io::Result<Vec<u8>>>,
) {
    loop {
        let frame = read_frame(&mut stdout);
        let ended = frame.is_err();
        if received.send(frame).is_err() || ended {
            return;
        }
        let Ok((task, bytes)) = to_send.recv() else { return };
        // A process that ends before it has read all of a request may have told why: its status is what counts.
        let _ = write_frame(&mut stdin, task.frame()).and_then(|()| write_frame(&mut stdin, &bytes));
    }
}

/// Whether somebody else ended a process: no file makes its reader end so.
#[cfg(unix)]
fn is_ended_by_others(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal().is_some_and(is_signal_of_others)
}

/// Whether somebody else ended a process: no file makes its reader end so.
#[cfg(not(unix))]
fn is_ended_by_others(status: ExitStatus) -> bool {
    status.code().is_some_and(|code| is_status_of_others(code as u32))
}

/// SIGHUP, SIGINT, SIGQUIT, SIGKILL and SIGTERM: what people, shells, services and a machine without memory send. What a
/// process brings upon itself are SIGABRT, SIGBUS, SIGSEGV, SIGILL and the like.
#[cfg_attr(not(unix), allow(dead_code, reason = "tested on every system"))]
fn is_signal_of_others(signal: i32) -> bool {
    matches!(signal, 1 | 2 | 3 | 9 | 15)
}

/// What the Task Manager, `taskkill` and scanners end a process with are small numbers of their choice; what a process
/// brings upon itself is an NTSTATUS of severity error (0xC0000005, 0xC00000FD, 0xC0000409), but for the end of the console
/// or of the session (STATUS_CONTROL_C_EXIT, STATUS_DLL_INIT_FAILED_LOGOFF). 0 and 101 are ends of a Rust program.
#[cfg_attr(unix, allow(dead_code, reason = "tested on every system"))]
fn is_status_of_others(status: u32) -> bool {
    match status {
        0 | 101 => false,
        0xC000_013A | 0xC000_026B => true,
        _ => status < 0x8000_0000,
    }
}

/// No console of its own for the process, should the program have none.
#[cfg(windows)]
fn hide_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    /// `CREATE_NO_WINDOW` of the Windows API.
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn hide_window(_command: &mut Command) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_ended_a_process_is_told_by_its_status() {
        assert!([1, 2, 3, 9, 15].into_iter().all(is_signal_of_others));
        assert!(![4, 6, 7, 8, 11, 31].into_iter().any(is_signal_of_others));
        assert!([1, 255, 0xC000_013A].into_iter().all(is_status_of_others));
        assert!(![0, 101, 0xC000_0005, 0xC000_00FD, 0xC000_0409].into_iter().any(is_status_of_others));
    }
}
