//! The list of what a publication has decided on: which names change, how, and in which direction.

use std::fmt;

/// What becomes of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// There was none of that name.
    Added,
    /// One of that name is replaced.
    Replaced,
    /// One of that name is removed.
    Removed,
    /// One is put there, and what was there has not been kept: lists of program versions up to 0.1.0.
    PutThere,
}

/// Which set is to be there when all is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// The new one.
    Forward,
    /// The one before.
    Back,
}

/// The list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublishedList {
    pub(super) direction: Direction,
    pub(super) changes: Vec<(Change, String)>,
}

/// First lines, which no name can be, since none begins with a slash.
const FORWARD: &str = "/forward";
const BACK: &str = "/back";

impl PublishedList {
    /// Whether the way back is open: what was there before has been kept.
    pub(super) fn can_go_back(&self) -> bool {
        self.changes.iter().all(|(change, _)| *change != Change::PutThere)
    }

    /// The names, in their order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().map(|(_, name)| name.as_str())
    }

    /// The list as it was written. A line that makes no sense is passed over: the file lies in the user's folder, and may
    /// name files of that folder and of those directly below only.
    pub(super) fn parse(text: &str) -> Self {
        let mut lines = text.lines().peekable();
        let head = lines.next_if(|line| matches!(*line, FORWARD | BACK));
        let direction = if head == Some(BACK) { Direction::Back } else { Direction::Forward };
        let change = |line: &str| match (head, line.split_at_checked(2)) {
            (None, _) => Some((Change::PutThere, line.to_owned())),
            (Some(_), Some(("+ ", name))) => Some((Change::Added, name.to_owned())),
            (Some(_), Some(("= ", name))) => Some((Change::Replaced, name.to_owned())),
            (Some(_), Some(("- ", name))) => Some((Change::Removed, name.to_owned())),
            (Some(_), _) => None,
        };
        let changes = lines.filter_map(change).filter(|(_, name)| is_below(name)).collect();
        Self { direction, changes }
    }
}

/// Whether a name is one of the folder or of a folder directly below.
fn is_below(name: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    name.split('/').count() <= 2 && name.split('/').all(is_plain)
}

impl fmt::Display for PublishedList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = match self.direction {
            Direction::Forward => FORWARD,
            Direction::Back => BACK,
        };
        writeln!(formatter, "{head}")?;
        for (change, name) in &self.changes {
            let mark = match change {
                Change::Added => '+',
                Change::Removed => '-',
                Change::Replaced | Change::PutThere => '=',
            };
            writeln!(formatter, "{mark} {name}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back_as_they_were_and_name_files_of_their_folder_only() {
        let changes = vec![
            (Change::Added, "a.pdf".to_owned()),
            (Change::Replaced, "= b".to_owned()),
            (Change::Removed, "Phụ lục.pdf".to_owned()),
        ];
        for direction in [Direction::Forward, Direction::Back] {
            let list = PublishedList { direction, changes: changes.clone() };
            assert_eq!(PublishedList::parse(&list.to_string()), list);
        }
        let foreign = PublishedList::parse("/back\n= ../x\n= C:x\n- \n+ ..\nx\n= a/b/c\n= /etc/x\n= ok/x\n");
        assert_eq!(foreign.changes, [(Change::Replaced, "ok/x".to_owned())]);
        let older = PublishedList::parse("b\na/b/c\na\n");
        assert_eq!(older.direction, Direction::Forward);
        assert_eq!(older.changes, [(Change::PutThere, "b".to_owned()), (Change::PutThere, "a".to_owned())]);
        assert!(!older.can_go_back());
    }
}
