//! On which level of government bodies stand, and what those of a level are called together.

use super::{Body, BodyKind};

/// The level of government a body stands on, by which tables list bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Cơ quan, đơn vị ở trung ương.
    Centre,
    /// Cấp tỉnh, mass organisations and the press included.
    Province,
    /// The People's Committees of provinces.
    ProvinceCommittee,
    /// Cấp huyện.
    District,
    /// Cấp xã.
    Commune,
    /// Phòng, trung tâm, đoàn thể of a commune.
    CommuneBody,
    /// Phòng, đơn vị trực thuộc of a department or a ministry.
    Unit,
    /// Trường học.
    School,
    /// Thôn, ấp, tổ dân phố.
    Village,
}

/// Whose bodies a registry lists, which decides on what level its mass organisations, newspapers and offices stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Country,
    Province,
    Commune,
}

impl Level {
    /// How tables and messages head the level: Vietnamese, English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Centre => ("Cơ quan, đơn vị ở trung ương", "Bodies of the centre"),
            Self::Province => ("Sở, ban, ngành, đoàn thể cấp tỉnh", "Provincial bodies"),
            Self::ProvinceCommittee => ("Ủy ban nhân dân cấp tỉnh", "Provinces"),
            Self::District => ("Ủy ban nhân dân cấp huyện", "Districts"),
            Self::Commune => ("Ủy ban nhân dân cấp xã", "Communes"),
            Self::CommuneBody => ("Phòng, ban, đơn vị, đoàn thể cấp xã", "Bodies of the commune"),
            Self::Unit => ("Phòng, đơn vị trực thuộc", "Offices and units"),
            Self::School => ("Trường học, cơ sở giáo dục", "Schools"),
            Self::Village => ("Thôn, ấp, tổ dân phố", "Villages"),
        }
    }

    /// Its key in pages.
    pub fn key(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Province => "province",
            Self::ProvinceCommittee => "province_committee",
            Self::District => "district",
            Self::Commune => "commune",
            Self::CommuneBody => "commune_body",
            Self::Unit => "unit",
            Self::School => "school",
            Self::Village => "village",
        }
    }

    /// Of what level bodies are that all stand on these, as it follows the word for them: `đơn vị cấp tỉnh`. Nothing where
    /// they stand on several.
    pub fn in_common(levels: impl IntoIterator<Item = Self>) -> Option<&'static str> {
        let words = |level| match level {
            Self::Centre => Some("ở trung ương"),
            Self::Province => Some("cấp tỉnh"),
            Self::CommuneBody => Some("cấp xã"),
            _ => None,
        };
        let mut levels = levels.into_iter();
        let first = levels.next()?;
        levels.all(|level| level == first).then(|| words(first)).flatten()
    }
}

/// Puts each body on its level.
pub(super) fn put_on_levels(bodies: &mut [Body]) {
    let has = |kinds: &[BodyKind]| bodies.iter().any(|body| kinds.contains(&body.kind));
    let scope = if has(&[BodyKind::Central, BodyKind::Province]) {
        Scope::Country
    } else if has(&[BodyKind::Provincial, BodyKind::District, BodyKind::Commune]) {
        Scope::Province
    } else if has(&[BodyKind::Office, BodyKind::School, BodyKind::Village]) {
        Scope::Commune
    } else {
        Scope::Province
    };
    for body in bodies {
        body.level = level(body.kind, scope);
    }
}

fn level(kind: BodyKind, scope: Scope) -> Level {
    match (kind, scope) {
        (BodyKind::Central, _) | (BodyKind::Mass | BodyKind::Press, Scope::Country) => Level::Centre,
        (BodyKind::Provincial, _) | (BodyKind::Mass | BodyKind::Press, Scope::Province) => Level::Province,
        (BodyKind::Mass | BodyKind::Press | BodyKind::Office, Scope::Commune) => Level::CommuneBody,
        (BodyKind::Office, _) => Level::Unit,
        (BodyKind::Province, _) => Level::ProvinceCommittee,
        (BodyKind::District, _) => Level::District,
        (BodyKind::Commune, _) => Level::Commune,
        (BodyKind::School, _) => Level::School,
        (BodyKind::Village, _) => Level::Village,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bodies_have_in_common_is_said_where_they_have_it() {
        assert_eq!(Level::in_common([Level::Province, Level::Province]), Some("cấp tỉnh"));
        assert_eq!(Level::in_common([Level::CommuneBody]), Some("cấp xã"));
        assert_eq!(Level::in_common([Level::CommuneBody, Level::School]), None);
        assert_eq!(Level::in_common([]), None);
    }

    #[test]
    fn an_association_stands_where_the_others_do() {
        for (others, expected) in [
            (BodyKind::Central, Level::Centre),
            (BodyKind::Provincial, Level::Province),
            (BodyKind::Commune, Level::Province),
            (BodyKind::Village, Level::CommuneBody),
        ] {
            let mut bodies = [others, BodyKind::Mass].map(|kind| Body { kind, ..Body::named("x", "X") });
            put_on_levels(&mut bodies);
            assert_eq!(bodies[1].level, expected, "{others:?}");
        }
    }
}
