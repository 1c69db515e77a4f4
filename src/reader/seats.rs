//! A number of seats; whoever finds none free waits for one.

use std::sync::{Condvar, Mutex, PoisonError};

/// Seats that are free.
pub(super) struct Seats {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A seat that is taken; free again when dropped.
pub(super) struct Seat<'a>(&'a Seats);

impl Seats {
    /// So many seats, all free.
    pub(super) fn new(count: usize) -> Self {
        Self { free: Mutex::new(count), freed: Condvar::new() }
    }

    /// Takes a seat, as soon as there is one.
    pub(super) fn take(&self) -> Seat<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Seat(self)
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}
