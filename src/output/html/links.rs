//! Relative links from `output/<year>/` as a browser wants them.

use super::Surroundings;

/// The link to a submission.
pub(super) fn submission(path: &str, year: i16, surroundings: &Surroundings) -> String {
    format!("{}{}", inputs(year), encoded(surroundings.spellings.of(path)))
}

/// The link to the folder of submissions.
pub(super) fn inputs(year: i16) -> String {
    format!("../../inputs/{year}/")
}

/// A path with `/` between folders as part of an address (RFC 3986): whatever is not unreserved is percent-encoded, so
/// that `#`, `%` and `?` in names of files mean themselves.
pub(super) fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len() * 2);
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte))
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn names_of_files_mean_themselves() {
        assert_eq!(encoded("Sở/a #1 50%?.xlsx"), "S%E1%BB%9F/a%20%231%2050%25%3F.xlsx");
    }
}
