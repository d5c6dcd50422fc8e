//! Ends children whose time is over: one thread for all of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::child::Process;

/// Knows until when each child may read.
#[derive(Default)]
pub(super) struct Watchdog {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// By deadline, and by number where deadlines are equal.
    watched: BTreeMap<(Instant, u64), Arc<Process>>,
    /// How many were ever watched.
    count: u64,
    dismissed: bool,
}

/// A child that is watched until this is dropped.
pub(super) struct Watched<'a> {
    watchdog: &'a Watchdog,
    entry: (Instant, u64),
}

impl Watchdog {
    /// A watchdog at work; [`Watchdog::dismiss`] ends it.
    pub(super) fn start() -> Arc<Self> {
        let watchdog = Arc::new(Self::default());
        let at_work = Arc::clone(&watchdog);
        std::thread::spawn(move || at_work.run());
        watchdog
    }

    /// Ends `process` after `time`, unless what is returned has been dropped by then.
    pub(super) fn watch(&self, process: &Arc<Process>, time: Duration) -> Watched<'_> {
        let mut state = self.state();
        state.count += 1;
        let entry = (Instant::now() + time, state.count);
        state.watched.insert(entry, Arc::clone(process));
        self.changed.notify_one();
        Watched { watchdog: self, entry }
    }

    pub(super) fn dismiss(&self) {
        self.state().dismissed = true;
        self.changed.notify_one();
    }

    fn run(&self) {
        let mut state = self.state();
        while !state.dismissed {
            let now = Instant::now();
            let next = state.watched.first_key_value().map(|((deadline, _), _)| *deadline);
            state = match next {
                Some(deadline) if deadline <= now => {
                    if let Some((_, process)) = state.watched.pop_first() {
                        process.end_late();
                    }
                    state
                }
                Some(deadline) => {
                    let waited = self.changed.wait_timeout(state, deadline - now);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.watchdog.state().watched.remove(&self.entry);
    }
}
