//! Work on many documents of which none needs another's: who calls the analysis may share it out.

use std::sync::{Mutex, OnceLock, PoisonError};

/// Calls the work for each number below a count, in any order and on whatever threads, and returns when all of it is done.
pub type Each<'a> = &'a (dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync);

/// One after the other, here.
pub const IN_ORDER: Each<'static> = &|count, work| (0..count).for_each(work);

/// What `of` says of each number below `count`, in order.
pub(super) fn all<T: Send + Sync>(each: Each<'_>, count: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let places: Vec<OnceLock<T>> = (0..count).map(|_| OnceLock::new()).collect();
    each(count, &|at| {
        // Each number comes once; a second call would find the place taken by the same.
        let _ = places[at].set(of(at));
    });
    places.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// What two works come to of which neither needs the other.
pub(super) fn both<A: Default + Send + Sync, B: Default + Send + Sync>(
    each: Each<'_>,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    let (one, other) = (Once::new(one), Once::new(other));
    each(2, &|half| if half == 0 { one.run() } else { other.run() });
    (one.done(), other.done())
}

/// Work that is done once, wherever that is.
struct Once<F, T> {
    work: Mutex<Option<F>>,
    done: OnceLock<T>,
}

impl<T: Default, F: FnOnce() -> T> Once<F, T> {
    fn new(work: F) -> Self {
        Self { work: Mutex::new(Some(work)), done: OnceLock::new() }
    }

    fn run(&self) {
        let work = self.work.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A second call finds nothing left to do.
        let _ = work.map(|work| self.done.set(work()));
    }

    fn done(self) -> T {
        self.done.into_inner().unwrap_or_default()
    }
}

/// Has what `of` says of each of `numbers` taken by `take`, in their order. A part of them is worked on at a time, while that
/// before it is taken.
pub(super) fn in_turn<T: Send + Sync>(
    each: Each<'_>,
    numbers: &[usize],
    of: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) + Send,
) {
    let (mut before, mut made): (&[usize], Vec<T>) = (&[], Vec::new());
    for some in numbers.chunks(AT_ONCE).chain([&[][..]]) {
        let put = || before.iter().zip(made).for_each(|(number, made)| take(*number, made));
        ((), made) = both(each, put, || all(each, some.len(), |place| of(some[place])));
        before = some;
    }
}

/// What is made of so many documents is held at once before it is put with the rest.
const AT_ONCE: usize = 2_048;
