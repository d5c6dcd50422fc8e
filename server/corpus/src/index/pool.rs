//! Connections for threads that ask at once: one for each processor, opened together.
//!
//! None is opened later: what they are opened from may have been written anew by then, under the same name.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use super::store::{Store, StoreError};

/// More are not opened, however many processors there are.
const MOST: usize = 8;

/// A few of the same, each used by one thread at a time.
pub(super) struct Pool<T> {
    free: Mutex<Vec<T>>,
    returned: Condvar,
}

impl<T> Pool<T> {
    /// Opens all of them.
    pub(super) fn new(path: &Path, open: fn(&Path) -> Result<T, StoreError>) -> Result<Self, StoreError> {
        let count = thread::available_parallelism().map_or(1, NonZero::get).min(MOST);
        let opened: Result<Vec<T>, _> = (0..count).map(|_| open(path)).collect();
        Ok(Self { free: Mutex::new(opened?), returned: Condvar::new() })
    }

    /// Does something with one of them, as soon as one is free; `work` asks for no other.
    pub(super) fn with<R>(&self, work: impl FnOnce(&T) -> Result<R, StoreError>) -> Result<R, StoreError> {
        let one = self.take();
        // One that a panic kept from coming back would be waited for in vain.
        let done = catch_unwind(AssertUnwindSafe(|| work(&one)));
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(one);
        self.returned.notify_one();
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn take(&self) -> T {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(one) = free.pop() {
                return one;
            }
            free = self.returned.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Connections to the index of documents in a folder.
pub(super) fn stores(folder: &Path) -> Result<Pool<Store>, StoreError> {
    let open =
        |folder: &Path| Store::open(folder)?.ok_or_else(|| StoreError::Damaged("it is not there any more".to_owned()));
    Pool::new(folder, open)
}
