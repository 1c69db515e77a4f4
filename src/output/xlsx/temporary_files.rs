//! Rows on their way to the temporary file of a long sheet. Where one cannot be written, since the disk is full or gone,
//! `rust_xlsxwriter` panics (0.102, `worksheet.rs` and `packager.rs`); here it is the system's error that it is.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::XlsxError;

/// What the crate's panics show of an error of the system, before its number.
const SYSTEM_ERROR: &str = "Os { code: ";

/// The words of the crate before an error in writing a row.
const WRITE_ERROR: &str = "Couldn't write to xml file";

/// Runs `write`; a temporary file that cannot be written is an error. Any other panic goes on.
pub(super) fn contained<T>(write: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|payload| match system_error(payload.as_ref()) {
        Some(error) => Err(XlsxError::from(rust_xlsxwriter::XlsxError::IoError(error))),
        None => resume_unwind(payload),
    })
}

/// Whether a panic is that of a temporary file which cannot be written: it becomes an error, and needs no words of its own.
pub fn is_of_temporary_file(payload: &(dyn Any + Send)) -> bool {
    system_error(payload).is_some()
}

/// The error of the system that a panic of the crate shows.
fn system_error(payload: &(dyn Any + Send)) -> Option<io::Error> {
    let text = payload.downcast_ref::<String>()?;
    match text.split_once(SYSTEM_ERROR) {
        Some((_, rest)) => {
            let number = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
            number.parse().ok().map(io::Error::from_raw_os_error)
        }
        None => text.starts_with(WRITE_ERROR).then(|| io::Error::from(io::ErrorKind::WriteZero)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_about_temporary_files_are_errors_with_the_systems_number() {
        let payload = |text: &str| -> Box<dyn Any + Send> { Box::new(text.to_owned()) };
        let full = payload(
            "Couldn't write to xml file: Os { code: 28, kind: StorageFull, message: \"No space left on device\" }",
        );
        assert_eq!(system_error(full.as_ref()).and_then(|error| error.raw_os_error()), Some(28));
        let rewound =
            payload("called `Result::unwrap()` on an `Err` value: Os { code: 112, kind: StorageFull, message: \"\" }");
        assert_eq!(system_error(rewound.as_ref()).and_then(|error| error.raw_os_error()), Some(112));
        let nothing = payload("Couldn't write to xml file: Error { kind: WriteZero, message: \"\" }");
        assert_eq!(system_error(nothing.as_ref()).map(|error| error.kind()), Some(io::ErrorKind::WriteZero));
        assert!(system_error(payload("index out of bounds").as_ref()).is_none());
    }

    #[test]
    fn other_panics_go_on() {
        let others = catch_unwind(|| contained::<()>(|| panic!("{}", "a bug")));
        assert!(others.is_err());
    }
}
