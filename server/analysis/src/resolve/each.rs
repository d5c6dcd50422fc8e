//! Work on many documents of which none needs another's: who calls the analysis may share it out.

use std::sync::OnceLock;

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
