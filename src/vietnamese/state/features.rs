//! What the words of a clause come to.

use super::Share;
use super::clause::{Says, Told, Weight};
use super::lexicon::Sense;
use super::meaning::{Act, Meaning, States, Way, meaning};
use crate::model::Decimal;
use crate::model::Status::{self, Completed, InProgress, NotStarted};

/// What stands in a clause, whatever its order.
#[derive(Default)]
pub(super) struct Features {
    /// The senses of its words, a bit each.
    senses: u64,
    /// A word that nobody knows.
    pub(super) unknown: bool,
    /// Shares of the work, in the order in which they stand.
    pub(super) shares: Vec<Share>,
    /// A number that counts something.
    pub(super) counts: bool,
    /// That number.
    pub(super) number: Decimal,
    /// A day may be meant as well as a share: `4/5`.
    pub(super) day_or_share: bool,
    /// The latest year that is told.
    pub(super) year: Option<i16>,
}

impl Features {
    /// Takes in a word.
    pub(super) fn take(&mut self, sense: Sense) {
        self.senses |= 1 << sense as u32;
    }

    /// Takes out what a word turned out not to say.
    pub(super) fn forget(&mut self, sense: Sense) {
        self.senses &= !(1 << sense as u32);
    }

    fn has(&self, sense: Sense) -> bool {
        self.senses & 1 << sense as u32 != 0
    }

    fn has_any(&self, senses: &[Sense]) -> bool {
        senses.iter().any(|sense| self.has(*sense))
    }

    /// What it says, in a report on `year`.
    pub(super) fn says(&self, year: i16) -> Says {
        if let Some(way) = self.not_theirs() {
            return self.says_not_theirs(way);
        }
        if self.has_any(&[Sense::NotYet, Sense::Not]) {
            return self.says_not();
        }
        if self.has(Sense::Lacks) && !self.has_act() {
            return self.told(Way::NotYet, Act::Means, Weight::Lacks);
        }
        if self.has(Sense::Except) {
            // `Còn khó khăn` is of no part of the work.
            return if self.has(Sense::Trouble) { Says::Other } else { Says::PartApart };
        }
        if self.has_act() { self.says_done(year) } else { self.says_without_act() }
    }

    /// What is done, where several words tell: the end goes before the way to it.
    fn act(&self) -> Act {
        let acts = [
            (Sense::Completes, Act::Completes),
            (Sense::Reaches, Act::Reaches),
            (Sense::Exceeds, Act::Reaches),
            (Sense::Prepares, Act::Prepares),
            (Sense::RollsOut, Act::RollsOut),
            (Sense::CarriesOut, Act::CarriesOut),
            (Sense::Manages, Act::CarriesOut),
            (Sense::Closing, Act::Closes),
            (Sense::Means, Act::Means),
        ];
        acts.into_iter().find(|(sense, _)| self.has(*sense)).map_or(Act::None, |(_, act)| act)
    }

    fn has_act(&self) -> bool {
        !matches!(self.act(), Act::Closes | Act::Means | Act::None)
    }

    /// Whether something stands beside the act that may be less than all of it.
    fn has_object(&self) -> bool {
        let closes_or_means = self.has_act() && self.has_any(&[Sense::Closing, Sense::Means]);
        let prepares = self.act() == Act::Completes && self.has(Sense::Prepares);
        closes_or_means || prepares || self.has_strange_object()
    }

    /// Whether the object is of the work itself, and not what goes along with it.
    fn has_strange_object(&self) -> bool {
        let counts = self.counts && !self.has(Sense::Whole);
        self.unknown || counts || self.shares.len() > 1 || self.has_any(&[Sense::Scope, Sense::Piece, Sense::Trouble])
    }

    fn not_theirs(&self) -> Option<Way> {
        let ways = [
            (Sense::NotTheirs, Way::NotTheirs),
            (Sense::NothingArisen, Way::NothingArisen),
            (Sense::NotArisenYet, Way::NotArisenYet),
            (Sense::NotDue, Way::NotDue),
        ];
        ways.into_iter().find(|(sense, _)| self.has(*sense)).map(|(_, way)| way)
    }

    fn says_not_theirs(&self, way: Way) -> Says {
        let of_something_else = self.has_strange_object() || self.has_any(&[Sense::Means, Sense::Closing]);
        match way {
            Way::NotTheirs => self.told(way, Act::None, Weight::Asserts),
            // `Không phát sinh khó khăn` tells nothing of the work.
            Way::NothingArisen if of_something_else => Says::Other,
            _ => self.told(way, Act::None, Weight::Agrees),
        }
    }

    fn says_not(&self) -> Says {
        let act = self.act();
        // `Chưa có khó khăn`, `không vi phạm`.
        if !self.has_act() && self.has(Sense::Trouble) || self.has(Sense::Must) {
            return Says::Other;
        }
        let is_not_yet = self.has(Sense::NotYet);
        let does = matches!(act, Act::CarriesOut | Act::RollsOut | Act::None);
        let nothing_done = self.shares.iter().any(|share| share.done.is_zero());
        if self.has(Sense::Partly)
            || does && self.has(Sense::Fully)
            || self.has_act() && !self.shares.is_empty() && !nothing_done
            || act == Act::Completes && self.has_any(&[Sense::CarriesOut, Sense::RollsOut])
        {
            return self.told(Way::NotFully, act, Weight::Asserts);
        }
        if self.has_any(&[Sense::Quality, Sense::Regular]) {
            return self.told(Way::NotWell, act, Weight::Asserts);
        }
        // What was not possible is theirs.
        let way = if is_not_yet || self.has(Sense::Manages) { Way::NotYet } else { Way::Not };
        match act {
            Act::None if is_not_yet && !self.has_strange_object() => self.told(way, act, Weight::Asserts),
            Act::None if is_not_yet => self.told(way, Act::Means, Weight::Lacks),
            Act::None => Says::Other,
            Act::Means => self.told(Way::NotYet, act, Weight::Lacks),
            Act::Closes | Act::Prepares if !is_not_yet => Says::Other,
            Act::Closes => self.told(way, act, Weight::NotConcluded),
            Act::Prepares => self.told(way, act, Weight::Lacks),
            Act::Completes | Act::Reaches | Act::CarriesOut | Act::RollsOut => {
                let weight = match () {
                    () if self.has(Sense::Closing) => Weight::NotConcluded,
                    () if self.has(Sense::Means) => Weight::Lacks,
                    () if self.has_strange_object() => Weight::PartNotDone,
                    () => Weight::Asserts,
                };
                // `Chưa thực hiện quyết toán` tells of what goes along with the work.
                if matches!(weight, Weight::NotConcluded | Weight::Lacks) {
                    return self.open(&[Completed, InProgress], weight);
                }
                let is_all = weight == Weight::Asserts && !self.has(Sense::Whole);
                let part =
                    if is_all || act != Act::CarriesOut && act != Act::RollsOut { None } else { Some(InProgress) };
                let share = self.shares.first().copied();
                self.told_with(meaning(way, act), part, share, weight)
            }
        }
    }

    fn says_done(&self, year: i16) -> Says {
        let act = self.act();
        let way = self.way(act);
        let weight = self.weight(way, act);
        match way {
            Way::Ongoing => return self.told_with(meaning(way, act), None, self.own_share(), weight),
            Way::Ahead => {
                let part = (self.has_object() && matches!(act, Act::CarriesOut | Act::RollsOut)).then_some(InProgress);
                return self.told_with(meaning(way, act), part, None, weight);
            }
            Way::Begun if self.own_share().is_some_and(|share| share.done < Decimal::ONE_HUNDRED) => {}
            Way::Nearly | Way::Must | Way::Waits | Way::Begun => return self.told(way, act, weight),
            _ => {}
        }
        let ends = matches!(act, Act::Completes | Act::Reaches);
        let is_past = self.has(Sense::Past);
        // A day that has not come: it will be completed.
        if ends && self.year.is_some_and(|told| told > year) {
            let states: &[Status] = if is_past { &[Completed, InProgress] } else { &[InProgress, NotStarted] };
            return self.open(states, weight);
        }
        let is_deadline = ends && !is_past && self.has(Sense::Before);
        if self.day_or_share || is_deadline {
            return self.open(&[Completed, InProgress], weight);
        }
        // `Ước hoàn thành`
        let is_estimate = self.has(Sense::About) && self.shares.is_empty();
        let part = (self.has_object() || is_estimate).then_some(InProgress);
        match self.own_share() {
            Some(share) if part.is_none() => self.says_share_done(share, act, weight),
            Some(_) => self.told_with(meaning(way, act), part, None, Weight::SomeDone),
            None if way == Way::Partly => self.told(way, act, weight),
            // `Đã thực hiện đầy đủ`
            None if act == Act::CarriesOut && is_past && self.has(Sense::Fully) && part.is_none() => {
                self.told(way, Act::Completes, weight)
            }
            None => self.told_with(meaning(way, act), part, None, weight),
        }
    }

    fn says_share_done(&self, share: Share, act: Act, weight: Weight) -> Says {
        let (states, taken) = if share.done.is_zero() {
            (NotStarted, NotStarted)
        } else if share.done < Decimal::ONE_HUNDRED || self.has(Sense::Partly) {
            (InProgress, InProgress)
        } else if act == Act::Prepares || share.about {
            // About all of it is not all of it.
            return self.open(&[Completed, InProgress], weight);
        } else {
            (Completed, Completed)
        };
        let weight = if states == InProgress { Weight::PartDone } else { weight };
        Says::State(Told { states: States::of(&[states]), taken: Some(taken), share: Some(share), weight })
    }

    /// The share of the work that is done; not what is beyond the plan.
    fn own_share(&self) -> Option<Share> {
        let [share] = self.shares.as_slice() else { return None };
        let is_beyond = self.has(Sense::Exceeds) && share.done < Decimal::ONE_HUNDRED;
        (!is_beyond).then_some(Share { about: share.about || self.has(Sense::About), ..*share })
    }

    /// How an affirmed clause speaks of an act.
    fn way(&self, act: Act) -> Way {
        let ends = matches!(act, Act::Completes | Act::Reaches);
        let goes_on = self.has(Sense::Continues) || !ends && self.has(Sense::Regular);
        match () {
            () if self.has(Sense::Waits) => Way::Waits,
            () if self.has(Sense::Must) => Way::Must,
            () if self.has(Sense::UnderWay) || goes_on => Way::Ongoing,
            () if self.has(Sense::Ahead) => Way::Ahead,
            () if self.has_any(&[Sense::Partly, Sense::Stage]) => Way::Partly,
            () if self.has(Sense::Nearly) => Way::Nearly,
            () if self.has(Sense::Begun) => Way::Begun,
            () if self.has(Sense::Past) => Way::Past,
            () => Way::Plain,
        }
    }

    /// What an affirmed clause does to what was told before it.
    fn weight(&self, way: Way, act: Act) -> Weight {
        let is_bare = !self.has_object();
        match (way, act) {
            (Way::Ongoing, Act::CarriesOut | Act::RollsOut | Act::None)
                if is_bare && self.has(Sense::UnderWay) && !self.has(Sense::Continues) =>
            {
                Weight::Asserts
            }
            (Way::Ongoing | Way::Waits, _) => Weight::GoesOn,
            (Way::Ahead | Way::Must, Act::Completes | Act::Reaches) => Weight::NotConcluded,
            (Way::Ahead | Way::Must, _) => Weight::Passes,
            (Way::Nearly, _) => Weight::NotConcluded,
            (_, Act::Completes) if is_bare => Weight::Asserts,
            (Way::Partly, _) => Weight::PartDone,
            _ if is_bare => Weight::Agrees,
            _ => Weight::SomeDone,
        }
    }

    fn says_without_act(&self) -> Says {
        let is_strange = self.has_strange_object();
        let plainly = |way| meaning(way, Act::None).filter(|_| !is_strange);
        if self.has(Sense::Waits) {
            return self.told(Way::Waits, Act::None, Weight::GoesOn);
        }
        if self.has(Sense::UnderWay) {
            let weight = if is_strange || self.act() != Act::None { Weight::GoesOn } else { Weight::Asserts };
            return self.told_with(meaning(Way::Ongoing, Act::None), None, self.own_share(), weight);
        }
        if self.has_any(&[Sense::Continues, Sense::Regular]) {
            return self.told_with(plainly(Way::Ongoing), None, None, Weight::GoesOn);
        }
        if self.has(Sense::Past) && self.act() == Act::Closes {
            return self.told(Way::Past, Act::Closes, Weight::SomeDone);
        }
        if self.has_any(&[Sense::Ahead, Sense::Must, Sense::Nearly, Sense::Past]) || self.act() == Act::Means {
            return Says::Other;
        }
        if self.has_any(&[Sense::Partly, Sense::Stage]) && !self.has(Sense::Trouble) {
            let partly = self.told(Way::Partly, Act::None, Weight::PartDone);
            return if is_strange { Says::PartApart } else { partly };
        }
        if let [share] = self.shares.as_slice() {
            return if is_strange { Says::Other } else { Says::Share(*share) };
        }
        if self.has(Sense::Begun) {
            return self.told_with(plainly(Way::Begun), None, None, Weight::GoesOn);
        }
        if self.has_any(&[Sense::Scope, Sense::Piece]) && !self.counts && !self.has(Sense::Trouble) {
            return Says::PartApart;
        }
        // `Hoàn thành: 80`; one digit is a footnote.
        if self.counts && self.number >= Decimal::TEN && self.senses == 0 && !self.unknown {
            return Says::PartApart;
        }
        if self.has_any(&[Sense::Quality, Sense::Fully]) {
            return self.told_with(plainly(Way::HowWell), None, None, Weight::Passes);
        }
        let is_lead = !self.unknown && self.shares.is_empty() && !self.has_any(&[Sense::Trouble, Sense::Whole]);
        if is_lead { Says::Nothing } else { Says::Other }
    }

    fn told(&self, way: Way, act: Act, weight: Weight) -> Says {
        self.told_with(meaning(way, act), None, None, weight)
    }

    /// What a row of the table says; `part` can be meant, too, where it may be said of a part only.
    #[expect(clippy::unused_self, reason = "a clause says it")]
    fn told_with(&self, row: Option<&Meaning>, part: Option<Status>, share: Option<Share>, weight: Weight) -> Says {
        let Some(row) = row else { return Says::Other };
        let states = States::of(row.states);
        let told = match part {
            Some(part) if states.only() != Some(part) => Told { states: states.with(part), taken: None, share, weight },
            _ => Told { states, taken: row.taken, share, weight },
        };
        Says::State(told)
    }

    #[expect(clippy::unused_self, reason = "a clause says it")]
    fn open(&self, states: &[Status], weight: Weight) -> Says {
        let weight = if weight == Weight::Asserts { Weight::Agrees } else { weight };
        Says::State(Told { states: States::of(states), taken: None, share: None, weight })
    }
}
