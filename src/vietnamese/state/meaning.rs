//! What each way of speaking of the work means: the table that `docs/states.md` prints.

use crate::model::Status::{self, Completed, InProgress, NotApplicable, NotStarted};

/// How a clause speaks of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Without saying when: `Hoàn thành`.
    Plain,
    /// As done: `Đã hoàn thành`.
    Past,
    /// As done in part: a scope, a share below 100 %, 4 of 5.
    Partly,
    /// As just begun.
    Begun,
    /// As going on, or done again and again.
    Ongoing,
    /// As close to it.
    Nearly,
    /// As to come.
    Ahead,
    /// As what has to be.
    Must,
    /// As waiting for something.
    Waits,
    /// As not yet.
    NotYet,
    /// As not.
    Not,
    /// As not fully, not to the end.
    NotFully,
    /// As not well, not in time.
    NotWell,
    /// How well or how fast it goes, and no more.
    HowWell,
    /// As not theirs.
    NotTheirs,
    /// As something that did not arise.
    NothingArisen,
    /// As something that did not arise yet, or was not assigned yet.
    NotArisenYet,
    /// As not due.
    NotDue,
}

/// What a clause says was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Hoàn thành, xong, kết thúc.
    Completes,
    /// Đạt, vượt.
    Reaches,
    /// Thực hiện, làm, tổ chức.
    CarriesOut,
    /// Triển khai.
    RollsOut,
    /// Xây dựng, ban hành kế hoạch.
    Prepares,
    /// Tổng kết, nghiệm thu.
    Closes,
    /// Kinh phí, hướng dẫn.
    Means,
    /// Nothing of these.
    None,
}

/// A row of the table.
pub(super) struct Meaning {
    /// How the clause speaks.
    way: Way,
    /// Of what; of anything, where there is none.
    act: Option<Act>,
    /// What an office writes.
    #[cfg_attr(not(test), expect(dead_code, reason = "what docs/states.md prints, which a test compares"))]
    pub(super) example: &'static str,
    /// The states that can be meant.
    pub(super) states: &'static [Status],
    /// The one that counts; of several that can be meant none may.
    pub(super) taken: Option<Status>,
}

const fn row(
    way: Way,
    act: Option<Act>,
    example: &'static str,
    states: &'static [Status],
    taken: Option<Status>,
) -> Meaning {
    Meaning { way, act, example, states, taken }
}

/// What the ways of speaking mean. The first row that fits counts.
pub(super) const MEANINGS: &[Meaning] = &[
    row(Way::Plain, Some(Act::Completes), "Hoàn thành", &[Completed], Some(Completed)),
    row(Way::Plain, Some(Act::Reaches), "Đạt yêu cầu", &[Completed], Some(Completed)),
    row(Way::Plain, Some(Act::CarriesOut), "Thực hiện tốt", &[Completed, InProgress], None),
    row(Way::Plain, Some(Act::RollsOut), "Triển khai kịp thời", &[Completed, InProgress], None),
    row(Way::Plain, Some(Act::Prepares), "Xây dựng kế hoạch", &[InProgress, NotStarted], None),
    row(Way::Past, Some(Act::Completes), "Đã hoàn thành", &[Completed], Some(Completed)),
    row(Way::Past, Some(Act::Reaches), "Đã đạt chỉ tiêu", &[Completed], Some(Completed)),
    row(Way::Past, Some(Act::CarriesOut), "Đã thực hiện", &[Completed, InProgress], Some(Completed)),
    row(Way::Past, Some(Act::RollsOut), "Đã triển khai", &[Completed, InProgress], None),
    row(Way::Past, Some(Act::Prepares), "Đã xây dựng kế hoạch", &[Completed, InProgress], None),
    row(Way::Past, Some(Act::Closes), "Đã nghiệm thu", &[Completed, InProgress], None),
    row(Way::Partly, None, "Hoàn thành một phần", &[InProgress], Some(InProgress)),
    row(Way::Begun, Some(Act::Completes), "Mới hoàn thành", &[Completed, InProgress], None),
    row(Way::Begun, Some(Act::Reaches), "Mới đạt", &[Completed, InProgress], None),
    row(Way::Begun, Some(Act::Prepares), "Mới xây dựng kế hoạch", &[InProgress, NotStarted], None),
    row(Way::Begun, None, "Mới triển khai", &[InProgress], Some(InProgress)),
    row(Way::Ongoing, None, "Đang thực hiện", &[InProgress], Some(InProgress)),
    row(Way::Nearly, Some(Act::Completes), "Gần xong", &[InProgress], Some(InProgress)),
    row(Way::Nearly, Some(Act::Reaches), "Gần đạt", &[InProgress], Some(InProgress)),
    row(Way::Nearly, Some(Act::CarriesOut), "Sắp thực hiện", &[NotStarted], Some(NotStarted)),
    row(Way::Nearly, Some(Act::RollsOut), "Sắp triển khai", &[NotStarted], Some(NotStarted)),
    row(
        Way::Ahead,
        Some(Act::Completes),
        "Dự kiến hoàn thành tháng 12/2026",
        &[InProgress, NotStarted],
        Some(InProgress),
    ),
    row(Way::Ahead, Some(Act::Reaches), "Phấn đấu đạt", &[InProgress, NotStarted], Some(InProgress)),
    row(Way::Ahead, Some(Act::CarriesOut), "Sẽ thực hiện", &[NotStarted], Some(NotStarted)),
    row(Way::Ahead, Some(Act::RollsOut), "Dự kiến triển khai năm sau", &[NotStarted], Some(NotStarted)),
    row(Way::Must, Some(Act::Completes), "Cần hoàn thành", &[InProgress, NotStarted], None),
    row(Way::Must, Some(Act::CarriesOut), "Phải thực hiện", &[InProgress, NotStarted], None),
    row(Way::Must, Some(Act::RollsOut), "Cần triển khai", &[InProgress, NotStarted], None),
    row(Way::Waits, None, "Đang chờ hướng dẫn", &[InProgress, NotStarted], None),
    row(Way::NotYet, Some(Act::Completes), "Chưa hoàn thành", &[InProgress, NotStarted], Some(InProgress)),
    row(Way::NotYet, Some(Act::Reaches), "Chưa đạt", &[InProgress, NotStarted], Some(InProgress)),
    row(Way::NotYet, Some(Act::CarriesOut), "Chưa thực hiện", &[NotStarted], Some(NotStarted)),
    row(Way::NotYet, Some(Act::RollsOut), "Chưa triển khai", &[NotStarted], Some(NotStarted)),
    row(Way::NotYet, Some(Act::Prepares), "Chưa xây dựng kế hoạch", &[InProgress, NotStarted], None),
    row(Way::NotYet, Some(Act::Closes), "Chưa nghiệm thu", &[Completed, InProgress], None),
    row(Way::NotYet, Some(Act::Means), "Chưa có kinh phí", &[InProgress, NotStarted], None),
    row(Way::NotYet, Some(Act::None), "Chưa", &[NotStarted], Some(NotStarted)),
    row(Way::Not, Some(Act::Completes), "Không hoàn thành", &[InProgress, NotStarted], None),
    row(Way::Not, Some(Act::Reaches), "Không đạt", &[InProgress, NotStarted], None),
    row(Way::Not, Some(Act::CarriesOut), "Không thực hiện", &[NotStarted, NotApplicable], None),
    row(Way::Not, Some(Act::RollsOut), "Không triển khai", &[NotStarted, NotApplicable], None),
    row(Way::NotFully, None, "Chưa thực hiện đầy đủ", &[InProgress], Some(InProgress)),
    row(Way::NotWell, None, "Chưa thực hiện tốt", &[Completed, InProgress], None),
    row(Way::HowWell, None, "Đúng tiến độ", &[Completed, InProgress], None),
    row(Way::NotTheirs, None, "Không thuộc nhiệm vụ", &[NotApplicable], Some(NotApplicable)),
    row(Way::NothingArisen, None, "Không phát sinh", &[NotApplicable], Some(NotApplicable)),
    row(Way::NotArisenYet, None, "Chưa phát sinh", &[NotStarted, NotApplicable], None),
    row(Way::NotDue, None, "Chưa đến hạn", &[NotStarted], Some(NotStarted)),
];

/// The row of the table for a clause; `None` where the table has none, and the clause tells no state.
pub(super) fn meaning(way: Way, act: Act) -> Option<&'static Meaning> {
    MEANINGS.iter().find(|row| row.way == way && row.act.is_none_or(|of| of == act))
}

/// States that can be meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct States(u8);

impl States {
    /// These.
    pub(super) fn of(states: &[Status]) -> Self {
        states.iter().fold(Self::default(), |set, state| set.with(*state))
    }

    /// These and one more.
    pub(super) fn with(self, state: Status) -> Self {
        Self(self.0 | bit(state))
    }

    /// These without one, unless it is the only one.
    pub(super) fn without(self, state: Status) -> Self {
        let rest = Self(self.0 & !bit(state));
        if rest.0 == 0 { self } else { rest }
    }

    /// Those of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of either.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a state is one of them.
    pub(super) fn has(self, state: Status) -> bool {
        self.0 & bit(state) != 0
    }

    /// The only one.
    pub(super) fn only(self) -> Option<Status> {
        Status::ALL.into_iter().find(|state| self.0 == bit(*state))
    }

    /// All of them, in the order of the form.
    pub(super) fn list(self) -> Vec<Status> {
        Status::ALL.into_iter().filter(|state| self.has(*state)).collect()
    }
}

fn bit(state: Status) -> u8 {
    match state {
        Completed => 1,
        InProgress => 2,
        NotStarted => 4,
        NotApplicable => 8,
    }
}
