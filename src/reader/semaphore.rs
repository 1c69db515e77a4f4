//! A counting semaphore: so many readers work at a time; whoever finds no permit free waits for one.

use std::sync::{Condvar, Mutex, PoisonError};

/// Permits, some of them free.
pub(super) struct Semaphore {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A permit that is held; free again when dropped.
pub(super) struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    /// So many permits, all free.
    pub(super) fn new(count: usize) -> Self {
        Self { free: Mutex::new(count), freed: Condvar::new() }
    }

    /// Takes a permit, as soon as there is one.
    pub(super) fn acquire(&self) -> Permit<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Permit(self)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}
