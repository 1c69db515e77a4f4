//! A file that somebody names on the command line: a draft that came back, a plan as it was issued.

use std::path::Path;
use std::{fs, io};

use crate::intake::{Refusal, is_oversized};
use crate::model::{Bilingual, system_words};

/// The bytes of the file; the error says why there are none.
pub(super) fn load(path: &Path) -> Result<Vec<u8>, Bilingual> {
    let failed = |error: io::Error| system_words(&error);
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(no_ordinary_file());
    }
    if is_oversized(metadata.len()) {
        return Err(Bilingual::new("tệp quá lớn", "it is too large"));
    }
    fs::read(path).map_err(failed)
}

/// What is said of what is no file at all.
pub(super) fn no_ordinary_file() -> Bilingual {
    Bilingual::new("đây không phải là tệp thường", "it is no ordinary file")
}

/// Why the file was refused, in words for whoever named it. `otherwise` has the words for a file of another kind.
pub(super) fn words_of(refusal: &Refusal, otherwise: impl FnOnce(&Refusal) -> Bilingual) -> Bilingual {
    match refusal {
        Refusal::Empty => Bilingual::new("tệp rỗng (0 byte)", "it is empty (0 bytes)"),
        Refusal::Password => Bilingual::new(
            "tệp có mật khẩu, hãy bỏ mật khẩu rồi lưu lại",
            "it is protected by a password; take it off and save it again",
        ),
        Refusal::Unreadable(reason) | Refusal::Inaccessible(reason) => reason.clone(),
        Refusal::TooLarge(limit) => Bilingual::new(
            format!("tệp vượt quá giới hạn {}", limit.vi),
            format!("it is beyond the limit of {}", limit.en),
        ),
        Refusal::NotASpreadsheet(_) | Refusal::NotAFile(_) => otherwise(refusal),
    }
}
