//! States as people write them: a word, a sentence with remarks, boxes of which one is ticked.
//!
//! What is affirmed first counts. A text is parted into clauses by marks and by words such as `nhưng`, `do`, `chưa`; the
//! [table](meaning::MEANINGS) says which states each way of speaking can mean, and later clauses leave, narrow or open
//! what the first one says. Where two states stay possible there is none. `docs/states.md` tells the same for people.

mod choices;
mod clause;
mod features;
mod lexicon;
mod meaning;
#[cfg(test)]
mod tests;
mod words;

use crate::model::{Decimal, Status};

use clause::{Clause, Joint, Says, Told, Weight, clauses};
use meaning::States;

/// What a text tells of how a work stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateReading {
    /// A state.
    State(WrittenState),
    /// Several states can be meant, in the order of the form.
    Open(Vec<Status>),
    /// No state.
    None,
}

/// A state read from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenState {
    /// The state.
    pub status: Status,
    /// The percentage of the work that is done, where the text gives one.
    pub percent: Option<Decimal>,
    /// The percentage is not exact: `khoảng 80%`.
    pub approximate: bool,
}

/// What the column of a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateColumn {
    /// States.
    States,
    /// Percentages: a number in words such as `Đạt 70` is one.
    Shares {
        /// As fractions of one: `0,7` is 70 %.
        fractions: bool,
    },
}

use StateColumn as Column;

/// A share of the work.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Share {
    /// The percentage that is written; `4/5` writes none.
    percent: Option<Decimal>,
    /// How much that is, in per cent.
    done: Decimal,
    /// It is not exact.
    about: bool,
}

/// Bytes of the longest text that tells a state, and words and figures of the longest clause that does: longer ones tell
/// what was done.
const LONGEST: usize = 600;
const LONGEST_CLAUSE: usize = 14;
/// Bytes of the longest text that tells a state and no more.
const LONGEST_ALONE: usize = 160;

/// What `text` tells of how a work stands, in a report on `year`: what is to be completed in a later year is not.
pub fn read_state(text: &str, year: i16, column: StateColumn) -> StateReading {
    let text = text.trim();
    if let Some(status) = Status::ALL.into_iter().find(|status| status.vietnamese() == text) {
        return StateReading::state(status);
    }
    if text.is_empty() || text.len() > LONGEST {
        return StateReading::None;
    }
    match choices::read(text) {
        Some(choices) => choices.ticked(|label| read_sentence(label, year, column)),
        None => read_sentence(text, year, column),
    }
}

/// Whether a text tells a state and no more: it says nothing that only a sentence about the work says.
pub fn says_only_a_state(text: &str) -> bool {
    let is_short = text.len() <= LONGEST_ALONE;
    is_short && read_state(text, i16::MAX, Column::States).tells_state() && clauses(text).iter().all(Clause::is_known)
}

fn read_sentence(text: &str, year: i16, column: StateColumn) -> StateReading {
    if let Some(status) = whole_text(text) {
        return StateReading::state(status);
    }
    // A question tells no state.
    if text.contains('?') {
        return StateReading::None;
    }
    let clauses = clauses(text);
    // `Đã/chưa hoàn thành`: the form's own choice.
    if let [first, second, ..] = clauses.as_slice()
        && first.is_marker()
        && second.joint == Joint::Or
    {
        return StateReading::Open(vec![Status::Completed, Status::InProgress]);
    }
    let mut reader = Reader::default();
    for clause in &clauses {
        if !reader.take(clause, clause.says(year, column)) {
            return StateReading::None;
        }
    }
    reader.finish()
}

/// Whole texts that mean a state, folded.
fn whole_text(text: &str) -> Option<Status> {
    Some(match super::fold(text).as_str() {
        "ok" | "completed" | "complete" | "done" | "finished" => Status::Completed,
        "in progress" | "ongoing" | "in process" => Status::InProgress,
        "not started" | "not yet" => Status::NotStarted,
        "n a" | "na" | "not applicable" | "khong co" => Status::NotApplicable,
        _ => return None,
    })
}

impl StateReading {
    fn state(status: Status) -> Self {
        Self::State(WrittenState { status, percent: None, approximate: false })
    }

    /// Whether it tells how a work stands, in one way or several.
    pub fn tells_state(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// One of these, and nobody knows which.
    fn one_of(readings: impl IntoIterator<Item = Self>) -> Self {
        let mut states: Vec<_> = readings.into_iter().flat_map(|reading| reading.states()).collect();
        states.sort_unstable();
        states.dedup();
        if states.is_empty() { Self::None } else { Self::Open(states) }
    }

    /// The states that can be meant.
    fn states(&self) -> Vec<Status> {
        match self {
            Self::State(state) => vec![state.status],
            Self::Open(states) => states.clone(),
            Self::None => Vec::new(),
        }
    }
}

/// Takes the clauses of a text one after the other.
#[derive(Default)]
struct Reader {
    states: States,
    taken: Option<Status>,
    /// So far it was told only what is missing or how well it goes.
    is_tentative: bool,
    share: Option<Share>,
    /// Different shares are told.
    several_shares: bool,
    /// What begins the text is unknown, and may say of what the rest is told.
    is_led_by_other: bool,
}

impl Reader {
    /// Takes a clause; `false` where it is too long to tell a state.
    fn take(&mut self, clause: &Clause, says: Says) -> bool {
        if clause.joint == Joint::InOrderTo {
            return true;
        }
        let is_first = self.states.is_empty();
        match says {
            Says::Nothing => {}
            Says::Other | Says::PartApart if is_first => self.is_led_by_other |= clause.joint != Joint::Because,
            Says::Other => {}
            Says::PartApart => self.unsettle(),
            Says::Share(share) => self.take_share(share),
            Says::State(_) if is_first && clause.len() > LONGEST_CLAUSE => return false,
            Says::State(told) if is_first => self.begin(told, clause.joint),
            Says::State(told) => self.follow(told, clause.joint),
        }
        true
    }

    fn begin(&mut self, told: Told, joint: Joint) {
        // `Do thiếu kinh phí nên chưa thực hiện`: the reason alone tells no state.
        self.is_tentative = joint == Joint::Because
            || matches!(told.weight, Weight::Lacks | Weight::NotConcluded | Weight::Passes | Weight::PartNotDone);
        (self.states, self.taken) = (told.states, told.taken);
        self.note(told.share);
        // A share that stood before it.
        if let (Some(share), None) = (self.share, told.share) {
            self.apply(share);
        }
    }

    fn follow(&mut self, told: Told, joint: Joint) {
        let weight = match (joint, told.weight) {
            (Joint::Because, Weight::Asserts) if told.states.only() != Some(Status::NotApplicable) => Weight::Agrees,
            (Joint::Because, Weight::SomeDone | Weight::PartNotDone | Weight::GoesOn) => Weight::Passes,
            (_, weight) => weight,
        };
        let both = self.states.and(told.states);
        if joint == Joint::Or && both != self.states.or(told.states) {
            return self.open(told.states);
        }
        if std::mem::take(&mut self.is_tentative)
            && matches!(weight, Weight::Asserts | Weight::Agrees | Weight::SomeDone | Weight::PartDone)
        {
            let states = if both.is_empty() { told.states } else { both };
            self.states = states;
            self.taken = told.taken.filter(|taken| states.has(*taken));
            return self.note(told.share);
        }
        match weight {
            Weight::Asserts if both.is_empty() => self.open(told.states),
            Weight::Asserts | Weight::Agrees if !both.is_empty() => self.narrow(both, told),
            Weight::Agrees | Weight::SomeDone | Weight::Asserts => {
                if self.states.only() == Some(Status::NotStarted) && told.states.has(Status::Completed) {
                    self.open(States::of(&[Status::InProgress]));
                }
            }
            Weight::PartDone => self.take_part(told),
            Weight::PartNotDone => self.unsettle(),
            Weight::NotConcluded => self.keep(self.states.without(Status::Completed)),
            Weight::GoesOn if self.taken == Some(Status::Completed) && self.states.only().is_none() => {
                self.taken = None;
            }
            Weight::GoesOn => self.keep(self.states.without(Status::Completed)),
            Weight::Lacks => self.keep(self.states.without(Status::NotApplicable)),
            Weight::Passes => {}
        }
    }

    /// A part is done: what is completed so far as that goes is under way as a whole.
    fn take_part(&mut self, told: Told) {
        match self.states.only() {
            Some(Status::NotApplicable) => return,
            Some(Status::Completed) => self.states = told.states,
            _ if self.states.has(Status::InProgress) => self.states = told.states,
            _ => return self.open(told.states),
        }
        self.taken = told.taken;
        self.note(told.share);
    }

    fn narrow(&mut self, both: States, told: Told) {
        let taken = self.taken.filter(|taken| both.has(*taken));
        self.taken = taken.or(told.taken.filter(|taken| both.has(*taken)));
        self.states = both;
        self.note(told.share);
    }

    fn keep(&mut self, states: States) {
        self.states = states;
        self.taken = self.taken.filter(|taken| states.has(*taken));
    }

    fn open(&mut self, others: States) {
        self.states = self.states.or(others);
        self.taken = None;
    }

    /// Not all of it may be so.
    fn unsettle(&mut self) {
        if self.states.has(Status::Completed) {
            self.open(States::of(&[Status::InProgress]));
        }
    }

    fn note(&mut self, share: Option<Share>) {
        if let Some(share) = share {
            self.several_shares |= self.share.is_some_and(|known| known.done != share.done);
            self.share = Some(share);
        }
    }

    /// Takes a share that stands alone: `(80%)`.
    fn take_share(&mut self, share: Share) {
        self.note(Some(share));
        if !self.states.is_empty() {
            self.apply(share);
        }
    }

    fn apply(&mut self, share: Share) {
        let told = if share.done.is_zero() {
            Status::NotStarted
        } else if share.done < Decimal::ONE_HUNDRED {
            Status::InProgress
        } else {
            Status::Completed
        };
        let is_theirs_not = self.states.only() == Some(Status::NotApplicable);
        match self.states.only() {
            Some(Status::Completed) if told == Status::InProgress => {
                (self.states, self.taken) = (States::of(&[told]), Some(told));
            }
            // The check of states against percentages tells of these.
            Some(Status::InProgress) => {}
            _ if is_theirs_not => self.share = None,
            _ if self.states.has(told) => (self.states, self.taken) = (States::of(&[told]), Some(told)),
            _ => self.open(States::of(&[told])),
        }
    }

    fn finish(mut self) -> StateReading {
        if self.is_led_by_other {
            let states = self.states;
            if states.has(Status::Completed) || states.has(Status::NotStarted) {
                self.open(States::of(&[Status::InProgress]));
            }
        }
        let Some(status) = self.states.only().or(self.taken) else {
            return match self.states.list() {
                none if none.is_empty() => StateReading::None,
                states => StateReading::Open(states),
            };
        };
        let fits = |share: &Share| match status {
            Status::Completed => share.done >= Decimal::ONE_HUNDRED,
            Status::InProgress => true,
            Status::NotStarted => share.done.is_zero(),
            Status::NotApplicable => false,
        };
        let share = self.share.filter(|share| fits(share) && !self.several_shares);
        let percent = share.and_then(|share| share.percent);
        StateReading::State(WrittenState { status, percent, approximate: share.is_some_and(|share| share.about) })
    }
}
