//! Judging one note off the async threads: text to snapshot and diagnostics.
//!
//! A panic ends one judgement, never the server.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use deskcheck_analysis::answer::{Analysis, Note, Settings};
use ropey::Rope;
use tower_lsp::ls_types::Uri;

use super::diagnostics::notification;
use super::documents::Documents;
use super::faults::{guarded, provoked};
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
    let (uri, revision, version) = (job.uri.clone(), job.revision, job.version);
    let begun = Instant::now();
    let outcome = guarded(|| judged(job));
    tracing::debug!(version, micros = begun.elapsed().as_micros(), "judged {}", uri.as_str());
    Judged { uri, revision, outcome }
}

fn judged(job: Job) -> (Arc<Snapshot>, Option<Prepared>) {
    provoked("judging");
    let (uri, path, previous) = (job.uri.clone(), job.path.clone(), job.previous.clone());
    let snapshot = snapshot(job);
    let tell = || notification(&snapshot, &uri, path.as_deref(), previous.as_deref());
    let prepared = (!snapshot.client.pulls).then(tell);
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
        quoted: OnceLock::new(),
        lines: OnceLock::new(),
        told: previous.map(|previous| Arc::clone(&previous.told)).unwrap_or_default(),
    }
}
