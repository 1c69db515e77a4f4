//! How the tasks stand to the deadlines that the plan prints.

use super::super::fact::facts;
use super::super::numbers::Count;
use crate::merge::{Consolidation, Counts, ProgressSummary, Timeliness, number_of_points};
use crate::model::Traced;

facts! {
    /// The tasks that have deadlines, taken together.
    pub(super) struct Deadlines {
        /// How many they are.
        tasks: Count,
        /// How many answers stand how, without what is none.
        states: Vec<State>,
        /// Bodies that owe a task and say nothing of it, once for each.
        silent: Count,
        /// What is overdue, came late, or is done and not known when.
        behind: Count,
    }
}

facts! {
    struct State {
        count: Count,
        /// `hoàn thành đúng hạn`.
        words: String,
    }
}

impl Deadlines {
    /// The facts; none where the plan's tasks have no deadlines.
    pub(super) fn new(consolidation: &Consolidation) -> Option<Self> {
        let tasks: Vec<&ProgressSummary> = consolidation.tasks_with_deadlines().collect();
        if tasks.is_empty() {
            return None;
        }
        let counts = consolidation.timeliness(tasks.iter().copied());
        let unknown = (&counts.unknown, Timeliness::UNKNOWN);
        let named = counts.of.iter().zip(Timeliness::ALL.map(Timeliness::vietnamese)).chain([unknown]);
        let states = named.filter(|(count, _)| *count.value() > 0);
        let states = states.map(|(count, words)| State { count: count.into(), words: words.to_lowercase() }).collect();
        let of = |stands: Timeliness| &counts.of[stands as usize];
        let behind = Traced::total([of(Timeliness::Late), of(Timeliness::Overdue), &counts.unknown]);
        let silent = Counts::total(tasks.iter().map(|task| &task.counts)).no_report;
        Some(Self {
            tasks: number_of_points(tasks.iter().copied()).into(),
            states,
            silent: silent.into(),
            behind: behind.into(),
        })
    }
}
