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
        let waiting = Mutex::new(Some((before, made, &mut take)));
        let next = OnceLock::new();
        each(2, &|half| {
            if half == 0 {
                let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
                let Some((numbers, made, take)) = waiting else { return };
                numbers.iter().zip(made).for_each(|(number, made)| take(*number, made));
            } else {
                let _ = next.set(all(each, some.len(), |place| of(some[place])));
            }
        });
        (before, made) = (some, next.into_inner().unwrap_or_default());
    }
}

/// What is made of so many documents is held at once before it is put with the rest.
const AT_ONCE: usize = 2_048;
