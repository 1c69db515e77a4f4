//! What is no fault of a file: the system cannot give what reading takes.

use std::io;

/// What the system could not give. A file that was being read then is as good as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SystemTrouble {
    /// Too many files are open, in this program or on the machine.
    #[error("too many open files")]
    OutOfFiles,
    /// There is no memory left.
    #[error("out of memory")]
    OutOfMemory,
    /// No further process or thread can be started.
    #[error("no process can be started")]
    NoProcess,
}

impl SystemTrouble {
    /// The trouble that an error of the system tells of; none where it is about the one file. By number where the standard
    /// library has no kind for it: errno(3) on Unix, the system error codes of the Windows API.
    pub fn of(error: &io::Error) -> Option<Self> {
        if error.kind() == io::ErrorKind::OutOfMemory {
            return Some(Self::OutOfMemory);
        }
        let number = error.raw_os_error()?;
        if cfg!(windows) {
            // ERROR_TOO_MANY_OPEN_FILES; ERROR_NOT_ENOUGH_MEMORY, ERROR_OUTOFMEMORY, ERROR_NO_SYSTEM_RESOURCES,
            // ERROR_COMMITMENT_LIMIT; ERROR_NO_PROC_SLOTS, ERROR_MAX_THRDS_REACHED.
            return match number {
                4 => Some(Self::OutOfFiles),
                8 | 14 | 1450 | 1455 => Some(Self::OutOfMemory),
                89 | 164 => Some(Self::NoProcess),
                _ => None,
            };
        }
        // ENFILE and EMFILE; EAGAIN, which is what fork says.
        match number {
            23 | 24 => Some(Self::OutOfFiles),
            11 => Some(Self::NoProcess),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_concerns_one_file_is_no_trouble_of_the_system() {
        for kind in [io::ErrorKind::NotFound, io::ErrorKind::PermissionDenied, io::ErrorKind::InvalidData] {
            assert_eq!(SystemTrouble::of(&kind.into()), None);
        }
        assert_eq!(SystemTrouble::of(&io::ErrorKind::OutOfMemory.into()), Some(SystemTrouble::OutOfMemory));
        let many = if cfg!(windows) { 4 } else { 24 };
        assert_eq!(SystemTrouble::of(&io::Error::from_raw_os_error(many)), Some(SystemTrouble::OutOfFiles));
        // Access denied, input/output error: of the one file.
        assert_eq!(SystemTrouble::of(&io::Error::from_raw_os_error(5)), None);
    }
}
