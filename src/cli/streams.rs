//! The standard streams. Writing to them is never a panic, and what could not be written of the results is said: a reader
//! that has gone away (`tonghop check | more`, closed) is no trouble of ours, a full disk behind `>` is.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

use super::FAILED;
use crate::model::{Language, system_words};

/// What Notepad, Excel and PowerShell's `Get-Content` tell UTF-8 by.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Standard output as it stands.
struct Output {
    /// The first failure; nothing is written after it.
    failure: Option<io::Error>,
    /// Whether anything was written.
    is_begun: bool,
}

static OUTPUT: Mutex<Output> = Mutex::new(Output { failure: None, is_begun: false });

/// Writes text for people to standard output.
pub(super) fn write_text(text: &str) {
    write(text.as_bytes(), || needs_mark().then_some(BYTE_ORDER_MARK.as_bytes()));
}

/// Writes what another program is to read to standard output, as it is.
pub(super) fn write_bytes(bytes: &[u8]) {
    write(bytes, || None);
}

fn write(bytes: &[u8], mark: impl FnOnce() -> Option<&'static [u8]>) {
    let mut output = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
    if output.failure.is_some() || bytes.is_empty() {
        return;
    }
    let mark = if output.is_begun { None } else { mark() };
    output.is_begun = true;
    let mut stream = io::stdout().lock();
    let written = stream.write_all(mark.unwrap_or_default()).and_then(|()| stream.write_all(bytes));
    output.failure = written.err();
}

/// Writes a line to standard error. Where that cannot be done there is nobody left to tell.
pub(super) fn write_error(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Has all on its way that was written to standard output. The error is that of an output which does not take it, told once;
/// a reader that has gone away has seen enough.
pub(super) fn flush() -> io::Result<()> {
    let flushed = io::stdout().flush();
    let failure = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner).failure.take();
    match failure.or(flushed.err()) {
        Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// The status to end with: `code`, unless results were lost on their way out.
pub(super) fn conclude(code: u8, language: Language) -> u8 {
    match flush() {
        Err(error) => {
            let words = system_words(&error);
            let reason = words.get(language);
            write_error(&match language {
                Language::Vietnamese => format!(
                    "Không in được hết các dòng thông báo: {reason}. Các tệp kết quả không bị ảnh hưởng; hãy chuyển thông báo sang chỗ khác rồi chạy lại."
                ),
                Language::English => format!(
                    "Not all of the messages could be printed: {reason}. The outputs are not affected; send the messages elsewhere and run again."
                ),
            });
            FAILED
        }
        Ok(()) => code,
    }
}

/// Whether text that is being redirected begins with a mark: on Windows, into a file that is empty. Not into a pipe, whose
/// reader would take it for text, and not into the middle of a file.
fn needs_mark() -> bool {
    cfg!(windows) && !io::stdout().is_terminal() && redirected_length() == Some(0)
}

/// The length of the file that standard output goes to; none where it is no file.
#[cfg(windows)]
fn redirected_length() -> Option<u64> {
    use std::os::windows::io::AsHandle;
    let file = std::fs::File::from(io::stdout().as_handle().try_clone_to_owned().ok()?);
    let metadata = file.metadata().ok()?;
    metadata.is_file().then(|| metadata.len())
}

/// Elsewhere text is UTF-8 without being told.
#[cfg(not(windows))]
fn redirected_length() -> Option<u64> {
    None
}
