//! What the operating system says of a failure, in words of this program: its own are English, or of whatever language the
//! machine was set up in, and end in “(os error 32)”.

use std::io;

use super::Bilingual;

/// Why a file, a folder or a stream could not be used, as part of a sentence: `đang mở trong chương trình khác`.
pub fn system_words(error: &io::Error) -> Bilingual {
    let number = error.raw_os_error();
    let by_number = number.and_then(|number| if cfg!(windows) { windows_words(number) } else { unix_words(number) });
    if let Some((vi, en)) = by_number.or_else(|| kind_words(error.kind())) {
        return Bilingual::new(vi, en);
    }
    match (number, error.get_ref()) {
        (Some(number), _) => {
            Bilingual::new(format!("lỗi số {number} của hệ điều hành"), format!("error {number} of the system"))
        }
        // No error of the system, but one of this program on its way through a stream.
        (None, Some(own)) => Bilingual::new(format!("lỗi trong chương trình: {own}"), own.to_string()),
        (None, None) => Bilingual::new("lỗi không rõ của hệ điều hành", "an unknown error of the system"),
    }
}

type Words = (&'static str, &'static str);

const HELD: Words = ("đang mở trong chương trình khác", "open in another program");
const TOO_MANY_OPEN: Words = ("quá nhiều tệp đang mở", "too many files are open");
const BROKEN_DISK: Words = ("ổ đĩa bị lỗi khi đọc hoặc ghi", "the disk fails to read or write");
const NETWORK: Words = ("mất kết nối với ổ mạng", "the connection to the network drive is lost");

/// System error codes of the Windows API (winerror.h) that the standard library has no kind for, or too wide a one.
fn windows_words(number: i32) -> Option<Words> {
    Some(match number {
        // ERROR_TOO_MANY_OPEN_FILES
        4 => TOO_MANY_OPEN,
        // ERROR_ACCESS_DENIED
        5 => ("không có quyền, hoặc đang mở trong chương trình khác", "no permission, or open in another program"),
        // ERROR_INVALID_DRIVE, ERROR_NOT_READY
        15 | 21 => ("không có ổ đĩa ấy hoặc ổ chưa sẵn sàng", "there is no such drive, or it is not ready"),
        // ERROR_CRC, ERROR_SECTOR_NOT_FOUND, ERROR_IO_DEVICE, ERROR_FILE_CORRUPT, ERROR_DISK_CORRUPT
        23 | 27 | 1117 | 1392 | 1393 => BROKEN_DISK,
        // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_DELETE_PENDING, ERROR_USER_MAPPED_FILE
        32 | 33 | 303 | 1224 => HELD,
        // ERROR_BAD_NETPATH, ERROR_NETWORK_BUSY, ERROR_DEV_NOT_EXIST, ERROR_UNEXP_NET_ERR, ERROR_NETNAME_DELETED,
        // ERROR_BAD_NET_NAME, ERROR_SEM_TIMEOUT, ERROR_NETWORK_UNREACHABLE
        53 | 54 | 55 | 59 | 64 | 67 | 121 | 1231 => NETWORK,
        // ERROR_INVALID_NAME, ERROR_FILENAME_EXCED_RANGE
        123 => ("tên có ký tự không dùng được", "the name has a character that cannot be used"),
        206 => ("tên hoặc đường dẫn quá dài", "the name or path is too long"),
        // ERROR_VIRUS_INFECTED, ERROR_VIRUS_DELETED
        225 | 226 => ("bị phần mềm diệt virus chặn", "blocked by the virus scanner"),
        _ => return None,
    })
}

/// errno(3) where the standard library has no kind for it.
fn unix_words(number: i32) -> Option<Words> {
    Some(match number {
        // EIO, ENFILE, EMFILE
        5 => BROKEN_DISK,
        23 | 24 => TOO_MANY_OPEN,
        _ => return None,
    })
}

fn kind_words(kind: io::ErrorKind) -> Option<Words> {
    use io::ErrorKind as Kind;
    Some(match kind {
        Kind::NotFound => ("không tìm thấy", "not found"),
        Kind::PermissionDenied => ("không có quyền", "no permission"),
        Kind::AlreadyExists => ("đã có sẵn", "it exists already"),
        Kind::StorageFull => ("ổ đĩa đã đầy", "the disk is full"),
        Kind::QuotaExceeded => ("đã dùng hết dung lượng được cấp", "the quota is used up"),
        Kind::FileTooLarge => ("tệp quá lớn", "the file is too large"),
        Kind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
        Kind::IsADirectory => ("ở đó là một thư mục", "it is a folder"),
        Kind::NotADirectory => ("trên đường dẫn có chỗ không phải là thư mục", "a part of the path is no folder"),
        Kind::DirectoryNotEmpty => ("thư mục không rỗng", "the folder is not empty"),
        Kind::InvalidFilename => ("tên không dùng được hoặc quá dài", "the name cannot be used, or is too long"),
        Kind::ResourceBusy | Kind::ExecutableFileBusy => HELD,
        Kind::OutOfMemory => ("hết bộ nhớ", "out of memory"),
        Kind::BrokenPipe => ("bên nhận đã đóng", "the other end is closed"),
        Kind::TimedOut => ("chờ quá lâu không có trả lời", "no answer in time"),
        Kind::HostUnreachable
        | Kind::NetworkUnreachable
        | Kind::NetworkDown
        | Kind::NotConnected
        | Kind::ConnectionReset
        | Kind::ConnectionAborted
        | Kind::ConnectionRefused
        | Kind::StaleNetworkFileHandle => NETWORK,
        Kind::UnexpectedEof => ("nội dung bị cắt giữa chừng", "the content ends too soon"),
        Kind::WriteZero => ("không ghi tiếp được", "nothing more can be written"),
        Kind::Unsupported => ("hệ thống không hỗ trợ", "not supported by the system"),
        Kind::InvalidData => ("nội dung không hợp lệ", "the content is not valid"),
        Kind::InvalidInput => ("hệ thống không nhận yêu cầu này", "the system does not take this request"),
        Kind::Interrupted => ("bị ngắt giữa chừng", "interrupted"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_of_the_system_has_words_without_the_systems_own() {
        for number in 1..200 {
            let words = system_words(&io::Error::from_raw_os_error(number));
            for text in [&words.vi, &words.en] {
                assert!(!text.is_empty() && !text.contains("os error"), "{number}: {text}");
            }
            assert!(!words.vi.is_ascii(), "{number}: {}", words.vi);
        }
    }

    #[test]
    fn numbers_of_windows_say_what_to_do_something_about() {
        assert_eq!(windows_words(32), Some(HELD));
        assert_eq!(windows_words(64), Some(NETWORK));
        assert_eq!(windows_words(2), None, "a kind of the standard library");
        let own = system_words(&io::Error::other("page encoding failed"));
        assert_eq!(own.en, "page encoding failed");
    }
}
