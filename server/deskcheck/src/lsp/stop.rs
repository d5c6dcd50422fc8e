//! Ending work that nobody waits for any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::task::AbortHandle;

/// Tells long work off the async threads that it has become pointless. Cheap to clone; all clones are one flag.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Ends the work at its next look.
    pub(super) fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True once the work is pointless.
    pub(super) fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Ends work when it is dropped, as a request's future is when the client takes the request back: what has not begun never
/// does.
pub(super) struct StopOnDrop {
    pub(super) stop: Stop,
    pub(super) work: AbortHandle,
}

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.stop.stop();
        self.work.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::{Stop, StopOnDrop};

    #[test]
    fn work_learns_that_its_request_is_gone() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("threads start");
        let stop = Stop::default();
        let seen = stop.clone();
        let (begun, has_begun) = std::sync::mpsc::channel();
        let work = runtime.spawn_blocking(move || {
            begun.send(()).expect("the test listens");
            while !seen.is_stopped() {
                std::thread::yield_now();
            }
        });
        let guard = StopOnDrop { stop: stop.clone(), work: work.abort_handle() };
        has_begun.recv().expect("it begins");
        assert!(!stop.is_stopped());
        drop(guard);
        runtime.block_on(work).expect("it has seen the flag");
    }
}
