//! One reader process as the program sees it. A thread attends to its pipes, so that nothing the process does or leaves
//! undone can hold up the caller beyond a time.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::limits::{Limits, OUT_OF_MEMORY, OUT_OF_TIME};
use super::wire::{Answer, GREETING, decode, read_frame, write_frame};
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
    /// It took longer than it may.
    Time,
    /// It ended in another way.
    Died,
    /// The system has not enough to start it.
    System(SystemTrouble),
}

/// A running reader process.
pub(super) struct ReaderProcess {
    child: Child,
    requests: Sender<Arc<Vec<u8>>>,
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

    /// Has one file read. After a failure the process is of no more use.
    pub(super) fn read(&mut self, bytes: Arc<Vec<u8>>) -> Result<Answer, Failure> {
        if !self.greeted {
            match self.frames.recv_timeout(ANSWER_GRACE) {
                Ok(Ok(frame)) if frame == GREETING => self.greeted = true,
                _ => return Err(Failure::NotStarted),
            }
        }
        // Were the attendant gone, so would be its answers.
        let _ = self.requests.send(bytes);
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
        let code = self.wait().and_then(|status| status.code());
        match code {
            Some(OUT_OF_MEMORY) => return Failure::Memory,
            Some(OUT_OF_TIME) => return Failure::Time,
            _ => {}
        }
        // The process is gone, and with it the other end of the pipe: this does not wait.
        let mut words = Vec::new();
        let _ = self.stderr.take().map(|pipe| pipe.take(STDERR_BYTES).read_to_end(&mut words));
        let refused = String::from_utf8_lossy(&words).contains("memory allocation of");
        if refused { Failure::Memory } else { Failure::Died }
    }

    /// The status of the process, which is ending; killed should it not.
    fn wait(&mut self) -> Option<std::process::ExitStatus> {
        let begin = Instant::now();
        while begin.elapsed() < EXIT_TIMEOUT {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(1)),
                Ok(status) => return status,
                Err(_) => break,
            }
        }
        let _ = self.child.kill();
        self.child.wait().ok()
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
    to_send: &Receiver<Arc<Vec<u8>>>,
    received: &Sender<io::Result<Vec<u8>>>,
) {
    loop {
        let frame = read_frame(&mut stdout);
        let ended = frame.is_err();
        if received.send(frame).is_err() || ended {
            return;
        }
        let Ok(bytes) = to_send.recv() else { return };
        // A process that ends before it has read all of a request may have told why: its status is what counts.
        let _ = write_frame(&mut stdin, &bytes);
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
