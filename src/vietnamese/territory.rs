//! Names of territories: the word for their kind, and what a whole territory is called.

/// Kinds of territories by the word that opens their names, in the order in which they are listed.
const KINDS: [&str; 18] = [
    "tỉnh",
    "thành phố",
    "thị xã",
    "huyện",
    "quận",
    "thị trấn",
    "xã",
    "phường",
    "đặc khu",
    "thôn",
    "ấp",
    "khóm",
    "khu phố",
    "tổ dân phố",
    "buôn",
    "bản",
    "làng",
    "sóc",
];

/// What the country is called where it is the territory.
pub const COUNTRY: &str = "cả nước";

/// The kind of a territory and what stands behind it: `xã` and `Tân Lập` of `xã Tân Lập`, `ấp` and `1` of `Ấp 1`.
pub fn territory(name: &str) -> Option<(&'static str, &str)> {
    KINDS.iter().find_map(|kind| {
        let end = name.char_indices().nth(kind.chars().count()).map(|(end, _)| end)?;
        let (word, rest) = name.split_at(end);
        let mut letters = word.chars();
        let lower: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        Some((*kind, rest.strip_prefix(' ')?)).filter(|_| lower == *kind)
    })
}

/// The name of a territory behind the word for its kind.
pub fn after_territory_kind(name: &str) -> Option<&str> {
    territory(name).map(|(_, rest)| rest)
}

/// What territories are called together, by their names: `xã, phường`; `None` where a name does not tell.
pub fn kinds_together<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut present = [false; KINDS.len()];
    names.try_for_each(|name| {
        let (kind, _) = territory(name)?;
        let at = KINDS.iter().position(|known| *known == kind)?;
        present[at] = true;
        Some(())
    })?;
    let kinds: Vec<&str> = KINDS.iter().zip(present).filter(|(_, present)| *present).map(|(kind, _)| *kind).collect();
    Some(kinds.join(", "))
}

/// What the whole of a territory is called: `toàn tỉnh` for `tỉnh Tây Ninh`; all bodies where it is none.
pub fn whole_of(name: &str) -> String {
    match territory(name) {
        Some((kind, _)) => format!("toàn {kind}"),
        None if name == COUNTRY => COUNTRY.to_owned(),
        None => "toàn bộ các đơn vị".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_for_its_kind_opens_the_name_of_a_territory() {
        assert_eq!(territory("xã Tân Lập"), Some(("xã", "Tân Lập")));
        assert_eq!(territory("Ấp 1"), Some(("ấp", "1")));
        assert_eq!(territory("Tổ dân phố số 4"), Some(("tổ dân phố", "số 4")));
        assert_eq!(territory("thành phố Cần Thơ"), Some(("thành phố", "Cần Thơ")));
        assert_eq!(territory("Xây dựng"), None);
        assert_eq!(territory("xã"), None);
        assert_eq!(after_territory_kind("đặc khu Phú Quốc"), Some("Phú Quốc"));
    }

    #[test]
    fn the_whole_is_called_by_its_kind() {
        for (name, whole) in [
            ("tỉnh Tây Ninh", "toàn tỉnh"),
            ("Thành phố Huế", "toàn thành phố"),
            ("phường An Hòa", "toàn phường"),
            ("cả nước", "cả nước"),
            ("", "toàn bộ các đơn vị"),
        ] {
            assert_eq!(whole_of(name), whole, "{name}");
        }
    }

    #[test]
    fn territories_are_named_together_by_their_kinds() {
        let together = |names: &[&str]| kinds_together(names.iter().copied());
        assert_eq!(together(&["phường B", "xã A"]).as_deref(), Some("xã, phường"));
        assert_eq!(together(&["Ấp 1", "Khu phố 2"]).as_deref(), Some("ấp, khu phố"));
        assert_eq!(together(&["xã A", "Sở B"]), None);
    }
}
