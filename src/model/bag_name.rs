//! The names of sealed years.

use std::fmt;
use std::str::FromStr;

/// The name of a bag's folder: `2026`, or `2026-r2` for its second revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BagName {
    /// The year.
    pub year: i16,
    /// The revision, from 1.
    pub revision: u32,
}

impl fmt::Display for BagName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.revision {
            1 => write!(f, "{}", self.year),
            revision => write!(f, "{}-r{revision}", self.year),
        }
    }
}

/// The text is no name of a bag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a bag")]
pub struct NotABagName;

impl FromStr for BagName {
    type Err = NotABagName;

    fn from_str(text: &str) -> Result<Self, NotABagName> {
        let (year, revision) = text.split_once("-r").unwrap_or((text, "1"));
        let name =
            Self { year: year.parse().map_err(|_| NotABagName)?, revision: revision.parse().map_err(|_| NotABagName)? };
        // What would be written otherwise, such as 02026 or 2026-r1, is somebody else's folder.
        if name.to_string() == text && name.revision > 0 { Ok(name) } else { Err(NotABagName) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bags_are_named_by_year_and_revision() {
        for text in ["2026", "2026-r2", "2026-r11"] {
            assert_eq!(text.parse::<BagName>().map(|name| name.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "2026-r1", "2026-r0", "02026", "2026-r02", "x", ".2026.new", "2026-r"] {
            assert_eq!(text.parse::<BagName>(), Err(NotABagName), "{text}");
        }
    }
}
