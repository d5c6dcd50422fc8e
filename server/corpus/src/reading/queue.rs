//! A queue between threads that is full by what lies in it, in bytes: who fills it waits for who empties it.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Values on their way from many threads to one.
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    /// There is room again, or nobody takes anything out any more.
    room: Condvar,
    /// There is enough to be taken at once, or nothing will come any more.
    enough: Condvar,
    limits: Limits,
}

/// What a queue holds and hands out.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// What may lie in it, in bytes; a greater value has it for itself.
    pub(super) room: usize,
    /// What is taken at once, in bytes: who takes is not woken for less.
    pub(super) enough: usize,
    /// How long what is less than that may lie there.
    pub(super) within: Duration,
}

struct State<T> {
    values: VecDeque<(T, usize)>,
    bytes: usize,
    /// Threads that may still put something in.
    fillers: usize,
    /// Those of them that wait for room.
    waiting: usize,
    /// True once nobody takes anything out.
    abandoned: bool,
}

impl<T> Queue<T> {
    /// A queue that `fillers` threads fill.
    pub(super) fn new(limits: Limits, fillers: usize) -> Self {
        let state = State { values: VecDeque::new(), bytes: 0, fillers, waiting: 0, abandoned: false };
        Self { state: Mutex::new(state), room: Condvar::new(), enough: Condvar::new(), limits }
    }

    /// Puts a value of so many bytes in, as soon as there is room. False where nobody will take it.
    pub(super) fn put(&self, value: T, bytes: usize) -> bool {
        let is_full =
            |state: &mut State<T>| !state.abandoned && state.bytes > 0 && state.bytes + bytes > self.limits.room;
        let mut state = self.lock();
        if is_full(&mut state) {
            state.waiting += 1;
            self.enough.notify_one();
            state = self.room.wait_while(state, is_full).unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
        if state.abandoned {
            return false;
        }
        state.values.push_back((value, bytes));
        state.bytes += bytes;
        if state.bytes >= self.limits.enough {
            self.enough.notify_one();
        }
        true
    }

    /// Tells that one of the threads that fill the queue has finished.
    pub(super) fn finish(&self) {
        self.lock().fillers -= 1;
        self.enough.notify_one();
    }

    /// Tells that nothing will be taken out any more.
    pub(super) fn abandon(&self) {
        let mut state = self.lock();
        state.abandoned = true;
        state.values.clear();
        self.room.notify_all();
    }

    /// Takes the next values: enough of them, or those that have come in time. None where none will ever come.
    pub(super) fn take(&self) -> Option<Vec<T>> {
        // Where somebody waits for room, there is as much as there can be.
        let is_enough = |state: &State<T>| state.bytes >= self.limits.enough || state.waiting > 0;
        let is_too_little = |state: &mut State<T>| state.fillers > 0 && (state.values.is_empty() || !is_enough(state));
        let mut state = self.lock();
        loop {
            let waited = self.enough.wait_timeout_while(state, self.limits.within, is_too_little);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            if !state.values.is_empty() || state.fillers == 0 {
                break;
            }
        }
        let (mut taken, mut bytes) = (Vec::new(), 0);
        while bytes < self.limits.enough
            && let Some((value, weight)) = state.values.pop_front()
        {
            bytes += weight;
            taken.push(value);
        }
        state.bytes -= bytes;
        self.room.notify_all();
        (!taken.is_empty()).then_some(taken)
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Limits, Queue};

    const SMALL: Limits = Limits { room: 10, enough: 8, within: Duration::from_secs(60) };

    #[test]
    fn never_more_than_its_limit_lies_in_it() {
        let queue = Queue::new(SMALL, 2);
        let mut taken = Vec::new();
        std::thread::scope(|scope| {
            for filler in 0..2 {
                let queue = &queue;
                scope.spawn(move || {
                    assert!((0..50).all(|number| queue.put(filler * 50 + number, 4)));
                    queue.finish();
                });
            }
            while let Some(values) = queue.take() {
                assert!(queue.lock().bytes <= 10);
                assert!(values.len() <= 2, "{values:?}");
                taken.extend(values);
            }
        });
        taken.sort_unstable();
        assert_eq!(taken, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn who_takes_is_woken_by_a_full_queue_that_is_not_enough() {
        let queue = Queue::new(Limits { enough: 1000, ..SMALL }, 1);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                assert!((0..9).all(|number| queue.put(number, 4)));
                queue.finish();
            });
            let mut taken = Vec::new();
            while let Some(values) = queue.take() {
                taken.extend(values);
            }
            assert_eq!(taken, (0..9).collect::<Vec<_>>());
        });
    }

    #[test]
    fn a_value_above_the_limit_goes_through_alone() {
        let queue = Queue::new(SMALL, 1);
        assert!(queue.put("big", 1000));
        assert_eq!(queue.take(), Some(vec!["big"]));
        queue.finish();
        assert_eq!(queue.take(), None);
    }

    #[test]
    fn what_is_little_is_taken_in_time() {
        let queue = Queue::new(Limits { within: Duration::from_millis(1), ..SMALL }, 1);
        assert!(queue.put("little", 1));
        assert_eq!(queue.take(), Some(vec!["little"]));
    }

    #[test]
    fn who_fills_learns_that_nobody_takes() {
        let queue = Queue::new(Limits { room: 1, ..SMALL }, 1);
        assert!(queue.put(1, 1));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| queue.put(2, 1));
            queue.abandon();
            assert!(!waiting.join().expect("it ends"));
        });
    }
}
