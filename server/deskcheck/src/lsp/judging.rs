//! Judging one note off the async threads: text to snapshot and diagnostics.
//!
//! A panic ends one judgement, never the server.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use deskcheck_analysis::answer::{Analysis, Note, Settings};
use ropey::Rope;
use tower_lsp::ls_types::notification::PublishDiagnostics;
use tower_lsp::ls_types::{PublishDiagnosticsParams, Uri};

use super::diagnostics::diagnostics;
use super::documents::Documents;
use super::frames::Prepared;
use super::initialize::Traits;
use super::snapshot::Snapshot;

/// A note to judge.
pub(super) struct Job {
    pub(super) uri: Uri,
    /// Its file, where it has one.
    pub(super) path: Option<PathBuf>,
    /// The writer's number for this state of text, documents and settings.
    pub(super) revision: u64,
    /// The client's number for this text.
    pub(super) version: i32,
    pub(super) text: Rope,
    pub(super) documents: Option<Arc<Documents>>,
    pub(super) settings: Arc<Settings>,
    pub(super) client: Arc<Traits>,
    /// The note as it was judged last.
    pub(super) previous: Option<Arc<Snapshot>>,
}

/// A note judged.
pub(super) struct Judged {
    pub(super) uri: Uri,
    pub(super) revision: u64,
    /// What came of it, with its diagnostics where the client does not ask for them; or why nothing did.
    pub(super) outcome: Result<(Arc<Snapshot>, Option<Prepared>), String>,
}

/// Judges a note.
pub(super) fn judge(job: Job) -> Judged {
    let (uri, revision) = (job.uri.clone(), job.revision);
    Judged { uri, revision, outcome: guarded(|| judged(job)) }
}

/// Runs `work`; a panic becomes its message.
///
/// # Errors
///
/// Where `work` panics.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Nothing that `work` may leave half done is looked at again: snapshots are immutable, and a failed one is dropped.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| in_words(panic.as_ref()))
}

/// The message of a panic.
pub(super) fn in_words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

fn judged(job: Job) -> (Arc<Snapshot>, Option<Prepared>) {
    let (uri, path) = (job.uri.clone(), job.path.clone());
    let snapshot = snapshot(job);
    let prepared = (!snapshot.client.pulls).then(|| {
        let found = diagnostics(&snapshot, path.as_deref());
        Prepared::new::<PublishDiagnostics>(&PublishDiagnosticsParams::new(uri, found, Some(snapshot.version)))
    });
    (Arc::new(snapshot), prepared)
}

/// Reads and judges a note; what `job.previous` holds of it already is kept.
pub(super) fn snapshot(job: Job) -> Snapshot {
    let previous = job.previous.as_deref();
    let note = match previous {
        Some(previous) if previous.text == job.text => Arc::clone(&previous.note),
        _ => Arc::new(Note::read(job.text.to_string(), previous.map(|previous| &*previous.note))),
    };
    let analysis = job.documents.as_ref().map(|documents| {
        let earlier = previous.and_then(|previous| previous.analysis.as_ref());
        let reference = Arc::clone(documents.corpus().reference());
        Analysis::new(Arc::clone(&note), reference, Arc::clone(&job.settings), earlier)
    });
    Snapshot {
        client: job.client,
        version: job.version,
        text: job.text,
        note,
        documents: job.documents,
        analysis,
        report: OnceLock::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_becomes_a_message() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| -> u8 { panic!("at {}", 2) }), Err("at 2".to_owned()));
    }
}
