//! A counting semaphore: so many readers work at a time; whoever finds no permit free waits for one.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Permits, some of them free.
pub(super) struct Semaphore {
    permits: Mutex<Permits>,
    freed: Condvar,
}

struct Permits {
    free: usize,
    /// Free ones and those that are held.
    all: usize,
}

/// A permit that is held; free again when dropped.
pub(super) struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    /// So many permits, all free.
    pub(super) fn new(count: usize) -> Self {
        Self { permits: Mutex::new(Permits { free: count, all: count }), freed: Condvar::new() }
    }

    /// Takes a permit, as soon as there is one.
    pub(super) fn acquire(&self) -> Permit<'_> {
        let permits = self.freed.wait_while(self.lock(), |permits| permits.free == 0);
        permits.unwrap_or_else(PoisonError::into_inner).free -= 1;
        Permit(self)
    }

    /// Does without a permit from now on, for which the system has not enough; the last one is kept: then this gives it back
    /// as held.
    pub(super) fn withdraw<'a>(&'a self, permit: Permit<'a>) -> Option<Permit<'a>> {
        let mut permits = self.lock();
        if permits.all == 1 {
            return Some(permit);
        }
        permits.all -= 1;
        drop(permits);
        // Neither held nor free.
        std::mem::forget(permit);
        None
    }

    fn lock(&self) -> MutexGuard<'_, Permits> {
        self.permits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.lock().free += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_permit_is_kept() {
        let semaphore = Semaphore::new(2);
        let (first, second) = (semaphore.acquire(), semaphore.acquire());
        assert!(semaphore.withdraw(first).is_none());
        let second = semaphore.withdraw(second).expect("the last");
        drop(second);
        drop(semaphore.acquire());
    }
}
