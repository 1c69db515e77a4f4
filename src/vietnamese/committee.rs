//! `UBND`, the one abbreviation in the names of bodies: lists abbreviate People's Committees, letters and heads do not.

use std::borrow::Cow;

/// How a People's Committee is abbreviated before the name of its territory.
pub const COMMITTEE: &str = "UBND";
/// How it is called in full.
pub const COMMITTEE_IN_FULL: &str = "Ủy ban nhân dân";

/// What stands behind `UBND` or `Ủy ban nhân dân`: `xã Tân Lập`; `None` for a name that begins otherwise.
pub fn after_committee(name: &str) -> Option<&str> {
    [COMMITTEE, COMMITTEE_IN_FULL].iter().find_map(|words| name.strip_prefix(words)?.strip_prefix(' '))
}

/// The name without `UBND` or `Ủy ban nhân dân` before it.
pub fn without_committee(name: &str) -> &str {
    after_committee(name).unwrap_or(name)
}

/// The name with `UBND` before it spelt out: `Ủy ban nhân dân xã Tân Lập`.
pub fn committee_in_full(name: &str) -> Cow<'_, str> {
    match name.strip_prefix(COMMITTEE).and_then(|rest| rest.strip_prefix(' ')) {
        Some(rest) => Cow::Owned(format!("{COMMITTEE_IN_FULL} {rest}")),
        None => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_committee_is_spelt_out() {
        assert_eq!(committee_in_full("UBND xã Tân Lập"), "Ủy ban nhân dân xã Tân Lập");
        assert_eq!(committee_in_full("Ủy ban nhân dân xã Tân Lập"), "Ủy ban nhân dân xã Tân Lập");
        assert_eq!(committee_in_full("Sở Nội vụ"), "Sở Nội vụ");
        assert_eq!(after_committee("UBND phường Long An"), Some("phường Long An"));
        assert_eq!(without_committee("Ủy ban nhân dân xã Tân Lập"), "xã Tân Lập");
        assert_eq!(after_committee("Ủy ban Mặt trận Tổ quốc"), None);
        assert_eq!(without_committee("UBNDX"), "UBNDX");
    }
}
