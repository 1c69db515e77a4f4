//! Answers in words: how many bodies are at which level.

use rustc_hash::FxHashMap;

use super::consolidation::Entry;
use super::counts::registration;
use crate::config::{Body, Indicator};
use crate::model::{AgencyId, Decimal, Field, Level, Traced};

/// How many of the bodies that have to report an indicator are at which of its levels.
#[derive(Clone, Debug)]
pub struct LevelCounts {
    /// Each level with the bodies that say they reached it, the lowest first.
    pub by_level: Vec<(Level, Traced<usize>)>,
    /// Bodies that have to report it.
    pub owing: Traced<usize>,
    /// Those of them that gave no answer that can be read.
    pub silent: Traced<usize>,
    /// The rank from which a body counts.
    pub from: usize,
}

impl LevelCounts {
    /// The counts of an indicator that is answered in words.
    pub(super) fn of(indicator: &Indicator, bodies: &[Body], entries: &[Entry], year: i16) -> Option<Self> {
        let scale = indicator.scale.as_ref()?;
        let said: FxHashMap<&AgencyId, &Traced<Level>> =
            entries.iter().filter_map(|entry| Some((&entry.agency, entry.record.level(Field::Actual)?))).collect();
        let owing: Vec<&AgencyId> =
            bodies.iter().filter(|body| indicator.is_reported_by(body)).map(|body| &body.id).collect();
        let answers: Vec<&Traced<Level>> = owing.iter().filter_map(|id| said.get(id).copied()).collect();
        let at = |rank: usize| {
            let own = answers.iter().filter(|level| level.value().rank == rank);
            Traced::number(own.map(|level| level.origin().clone()).collect())
        };
        let silent = owing.iter().filter(|id| !said.contains_key(*id));
        Some(Self {
            by_level: (0..).map_while(|rank| Some((scale.level(rank)?, at(rank)))).collect(),
            owing: Traced::number(owing.iter().map(|id| registration(id)).collect()),
            silent: Traced::number(silent.map(|id| registration(id)).collect()),
            from: indicator.counted_from(year),
        })
    }

    /// Bodies from the level on that counts.
    pub fn counted(&self) -> Traced<usize> {
        Traced::total(self.by_level.iter().filter(|(level, _)| level.rank >= self.from).map(|(_, bodies)| bodies))
    }

    /// Bodies that gave an answer.
    pub fn answered(&self) -> Traced<usize> {
        Traced::total(self.by_level.iter().map(|(_, bodies)| bodies))
    }
}

/// How many of these are at the level `from` or above; `None` where nobody answered.
pub(super) fn number_from(levels: &[&&Traced<Level>], from: usize) -> Option<Traced<Decimal>> {
    let high = levels.iter().filter(|level| level.value().rank >= from);
    let number = Traced::number(high.map(|level| level.origin().clone()).collect());
    (!levels.is_empty()).then(|| number.map(Decimal::from))
}

/// 100 × those at the level `from` or above / all; `None` where nobody answered.
pub(super) fn share_from(levels: &[&&Traced<Level>], from: usize) -> Option<Traced<Decimal>> {
    let all = Traced::number(levels.iter().map(|level| level.origin().clone()).collect());
    Traced::ratio(&number_from(levels, from)?, &all.map(Decimal::from))
}
