//! How many bodies have to report and how many have, as codes name it: `DV.BC`.

use crate::merge::{Consolidation, Submission, number_of_bodies};
use crate::model::{Decimal, Traced};

/// A figure of the submissions.
pub(super) enum BodyCount {
    /// A number of bodies.
    Bodies(Traced<usize>),
    /// The share that has reported, in percent.
    Share(Traced<Decimal>),
}

/// The figures with their codes: those that have to report, that have, in time, late, that have not, and the share.
pub(super) fn body_counts(consolidation: &Consolidation) -> Vec<(&'static str, BodyCount)> {
    let all = &consolidation.agencies;
    let total = number_of_bodies(all);
    let reported = number_of_bodies(all.iter().filter(|report| report.is_counted()));
    let share = Traced::ratio(&reported, &total);
    let submissions = |submission| BodyCount::Bodies(consolidation.submissions(submission));
    let counts = [
        ("DV.TS", BodyCount::Bodies(total)),
        ("DV.BC", BodyCount::Bodies(reported)),
        ("DV.DH", submissions(Submission::OnTime)),
        ("DV.QH", submissions(Submission::Late)),
        ("DV.CG", submissions(Submission::Missing)),
    ];
    counts.into_iter().chain(share.map(|share| ("DV.TL", BodyCount::Share(share)))).collect()
}
