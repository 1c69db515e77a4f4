//! What texts come to that stand in most of the files: the heads of the form, again and again the same.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// Answers by text, each worked out once as long as it is kept. An answer depends on nothing but its text.
pub(super) struct Memo<V> {
    answers: RefCell<FxHashMap<Box<str>, V>>,
}

impl<V: Clone> Memo<V> {
    /// Answers kept; more than the heads of a form, and little to begin anew with.
    const MOST: usize = 512;
    /// Bytes of a text that is worth keeping.
    const LONGEST: usize = 200;

    pub(super) fn new() -> Self {
        Self { answers: RefCell::default() }
    }

    /// The answer for a text, worked out where it is not known.
    pub(super) fn answer(&self, text: &str, work_out: impl FnOnce() -> V) -> V {
        if text.len() > Self::LONGEST {
            return work_out();
        }
        if let Some(known) = self.answers.borrow().get(text) {
            return known.clone();
        }
        let answer = work_out();
        let mut answers = self.answers.borrow_mut();
        if answers.len() >= Self::MOST {
            answers.clear();
        }
        answers.insert(text.into(), answer.clone());
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_worked_out_once_as_long_as_it_is_kept() {
        let memo = Memo::new();
        let worked_out = RefCell::new(0);
        let ask = |text: &str| {
            memo.answer(text, || {
                *worked_out.borrow_mut() += 1;
                text.len()
            })
        };
        assert_eq!((ask("Thực hiện"), ask("Thực hiện"), *worked_out.borrow()), (13, 13, 1));
        for other in 0..Memo::<usize>::MOST {
            ask(&other.to_string());
        }
        assert_eq!((ask("Thực hiện"), *worked_out.borrow()), (13, Memo::<usize>::MOST + 2));
        let long = "a".repeat(Memo::<usize>::LONGEST + 1);
        assert_eq!((ask(&long), ask(&long), *worked_out.borrow()), (201, 201, Memo::<usize>::MOST + 4));
    }
}
