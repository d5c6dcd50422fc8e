//! Faults of our own: a panic ends one piece of work, never the server, and is told of without a word of the note.
//!
//! The message of a panic may quote the text that was being read. What is told is the place in the code; the message
//! itself goes into a log that was asked to hold everything.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Where this thread panicked last.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Has every panic of this process remembered and logged, instead of printed.
pub(super) fn watch() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!("panicked at {place}");
        tracing::trace!("panicked at {place}: {}", message(panic));
        PLACE.set(Some(place));
    }));
}

fn message<'p>(panic: &'p PanicHookInfo<'_>) -> &'p str {
    let payload = panic.payload();
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

/// Runs `work`; a panic in it becomes a sentence that names its place.
///
/// # Errors
///
/// Where `work` panics.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Nothing that `work` may leave half done is looked at again: snapshots are immutable, and a failed one is dropped.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let place = PLACE.take().map(|place| format!(" at {place}")).unwrap_or_default();
        format!("a fault in Deskcheck{place}; please report it")
    })
}

/// Panics once where the environment names this place or method in `DESKCHECK_PANIC`, so that a test can see what comes of
/// it. A program built for users knows nothing of this.
#[cfg(debug_assertions)]
pub(super) fn provoked(place: &str) {
    use std::sync::atomic::{AtomicBool, Ordering};
    static PROVOKED: AtomicBool = AtomicBool::new(false);
    let is_meant = std::env::var_os("DESKCHECK_PANIC").is_some_and(|meant| meant == place);
    assert!(!is_meant || PROVOKED.swap(true, Ordering::Relaxed), "as the environment wants it");
}

/// Nothing, in a program built for users.
#[cfg(not(debug_assertions))]
pub(super) fn provoked(_: &str) {}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_becomes_a_sentence_without_its_message() {
        assert_eq!(guarded(|| 1), Ok(1));
        let told = guarded(|| -> u8 { panic!("in `the words of a note`") }).expect_err("it panicked");
        assert!(told.starts_with("a fault in Deskcheck") && !told.contains("note"), "{told}");
    }
}
