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
    /// The processes that read are ended by somebody else, again and again.
    #[error("readers are ended from outside")]
    ReadersEnded,
    /// The disk or the network drive fails.
    #[error("the disk fails")]
    DiskFails,
}

impl SystemTrouble {
    /// The trouble that an error of the system tells of; none where it is about the one file, such as a permission that is
    /// denied. By number where the standard library has no kind for it: errno(3) on Unix, the system error codes of the
    /// Windows API.
    pub fn of(error: &io::Error) -> Option<Self> {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::OutOfMemory => return Some(Self::OutOfMemory),
            // A share that went away took all files with it.
            Kind::StaleNetworkFileHandle
            | Kind::TimedOut
            | Kind::NotConnected
            | Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NetworkDown => return Some(Self::DiskFails),
            _ => {}
        }
        let number = error.raw_os_error()?;
        if cfg!(windows) { Self::of_windows(number) } else { Self::of_unix(number) }
    }

    fn of_windows(number: i32) -> Option<Self> {
        match number {
            // ERROR_TOO_MANY_OPEN_FILES
            4 => Some(Self::OutOfFiles),
            // ERROR_NOT_ENOUGH_MEMORY, ERROR_OUTOFMEMORY, ERROR_NO_SYSTEM_RESOURCES, ERROR_COMMITMENT_LIMIT
            8 | 14 | 1450 | 1455 => Some(Self::OutOfMemory),
            // ERROR_NO_PROC_SLOTS, ERROR_MAX_THRDS_REACHED
            89 | 164 => Some(Self::NoProcess),
            // ERROR_NOT_READY, ERROR_CRC, ERROR_SECTOR_NOT_FOUND, ERROR_IO_DEVICE; ERROR_BAD_NETPATH, ERROR_DEV_NOT_EXIST,
            // ERROR_UNEXP_NET_ERR, ERROR_NETNAME_DELETED, ERROR_BAD_NET_NAME, ERROR_SEM_TIMEOUT, ERROR_NETWORK_UNREACHABLE
            21 | 23 | 27 | 1117 | 53 | 55 | 59 | 64 | 67 | 121 | 1231 => Some(Self::DiskFails),
            _ => None,
        }
    }

    fn of_unix(number: i32) -> Option<Self> {
        match number {
            // ENFILE, EMFILE
            23 | 24 => Some(Self::OutOfFiles),
            // EAGAIN, which is what fork says: of Linux, of macOS
            11 | 35 => Some(Self::NoProcess),
            // EIO
            5 => Some(Self::DiskFails),
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
        // Access denied; a sharing violation; a name too long.
        assert_eq!([5, 32, 206].map(SystemTrouble::of_windows), [None; 3]);
        // Permission denied; a file that is being executed; a name too long.
        assert_eq!([13, 26, 36].map(SystemTrouble::of_unix), [None; 3]);
    }

    #[test]
    fn what_concerns_all_files_is() {
        let many = if cfg!(windows) { 4 } else { 24 };
        assert_eq!(SystemTrouble::of(&io::Error::from_raw_os_error(many)), Some(SystemTrouble::OutOfFiles));
        assert_eq!(SystemTrouble::of_unix(5), Some(SystemTrouble::DiskFails));
        assert_eq!([64, 1117].map(SystemTrouble::of_windows), [Some(SystemTrouble::DiskFails); 2]);
    }
}
