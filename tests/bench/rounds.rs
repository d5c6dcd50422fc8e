//! Time taken, and what of many takings is told.

use std::time::{Duration, Instant};

/// The time that `work` takes.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let made = work();
    (made, begun.elapsed())
}

/// The middle one; zero where there is none.
pub(crate) fn median(times: &[Duration]) -> Duration {
    share(times, 0.5)
}

/// The one that 95 % do not exceed.
pub(crate) fn p95(times: &[Duration]) -> Duration {
    share(times, 0.95)
}

fn share(times: &[Duration], share: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = (sorted.len() as f64 * share) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}
