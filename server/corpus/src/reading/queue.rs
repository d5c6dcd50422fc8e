//! A queue between threads that is full by what lies in it, in bytes: who fills it waits for who empties it.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Values on their way from many threads to one.
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    limit: usize,
}

struct State<T> {
    values: VecDeque<(T, usize)>,
    bytes: usize,
    /// Threads that may still put something in.
    fillers: usize,
    /// True once nobody takes anything out.
    abandoned: bool,
}

/// What came of taking a value.
pub(super) enum Taken<T> {
    /// One, and its bytes.
    Value(T, usize),
    /// None came in time.
    Nothing,
    /// None will ever come.
    End,
}

impl<T> Queue<T> {
    /// A queue that `fillers` threads fill, with room for `limit` bytes; a greater value has it for itself.
    pub(super) fn new(limit: usize, fillers: usize) -> Self {
        let state = State { values: VecDeque::new(), bytes: 0, fillers, abandoned: false };
        Self { state: Mutex::new(state), changed: Condvar::new(), limit }
    }

    /// Puts a value of so many bytes in, as soon as there is room. False where nobody will take it.
    pub(super) fn put(&self, value: T, bytes: usize) -> bool {
        let is_full = |state: &mut State<T>| !state.abandoned && state.bytes > 0 && state.bytes + bytes > self.limit;
        let state = self.changed.wait_while(self.lock(), is_full);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        if state.abandoned {
            return false;
        }
        state.values.push_back((value, bytes));
        state.bytes += bytes;
        self.changed.notify_all();
        true
    }

    /// Tells that one of the threads that fill the queue has finished.
    pub(super) fn finish(&self) {
        self.lock().fillers -= 1;
        self.changed.notify_all();
    }

    /// Tells that nothing will be taken out any more.
    pub(super) fn abandon(&self) {
        let mut state = self.lock();
        state.abandoned = true;
        state.values.clear();
        self.changed.notify_all();
    }

    /// Takes the next value, and waits for it until `deadline` at most where there is one.
    pub(super) fn take(&self, deadline: Option<Instant>) -> Taken<T> {
        let is_empty = |state: &mut State<T>| state.values.is_empty() && state.fillers > 0;
        let state = match deadline {
            None => self.changed.wait_while(self.lock(), is_empty).unwrap_or_else(PoisonError::into_inner),
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                let waited = self.changed.wait_timeout_while(self.lock(), left, is_empty);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
        };
        let mut state = state;
        match state.values.pop_front() {
            Some((value, bytes)) => {
                state.bytes -= bytes;
                self.changed.notify_all();
                Taken::Value(value, bytes)
            }
            None if state.fillers > 0 => Taken::Nothing,
            None => Taken::End,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{Queue, Taken};

    #[test]
    fn never_more_than_its_limit_lies_in_it() {
        let queue = Queue::new(10, 2);
        let mut taken = Vec::new();
        std::thread::scope(|scope| {
            for filler in 0..2 {
                let queue = &queue;
                scope.spawn(move || {
                    assert!((0..50).all(|number| queue.put(filler * 50 + number, 4)));
                    queue.finish();
                });
            }
            while let Taken::Value(value, bytes) = queue.take(None) {
                assert_eq!(bytes, 4);
                assert!(queue.lock().bytes <= 10);
                taken.push(value);
            }
        });
        taken.sort_unstable();
        assert_eq!(taken, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_value_above_the_limit_goes_through_alone() {
        let queue = Queue::new(10, 1);
        assert!(queue.put("big", 1000));
        assert!(matches!(queue.take(None), Taken::Value("big", 1000)));
        assert!(matches!(queue.take(Some(Instant::now())), Taken::Nothing));
        queue.finish();
        assert!(matches!(queue.take(None), Taken::End));
    }

    #[test]
    fn who_fills_learns_that_nobody_takes() {
        let queue = Queue::new(1, 1);
        assert!(queue.put(1, 1));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| queue.put(2, 1));
            queue.abandon();
            assert!(!waiting.join().expect("it ends"));
        });
    }
}
