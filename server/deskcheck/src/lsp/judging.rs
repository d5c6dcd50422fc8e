//! Judging one note off the async threads: text to snapshot and diagnostics.
//!
//! A panic ends one judgement, never the server.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use deskcheck_analysis::answer::{Analysis, Note, Settings};
use deskcheck_analysis::extract::KnownBlocks;
use ropey::Rope;
use tower_lsp::ls_types::Uri;

use super::diagnostics::notification;
use super::documents::Documents;
use super::faults::{guarded, provoked};
use super::frames::Prepared;
use super::initialize::Traits;
use super::pulled;
use super::snapshot::Snapshot;
use super::stop::Stop;

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
    /// What is known of its paragraphs, where a reading was broken off since.
    pub(super) begun: Option<Arc<KnownBlocks>>,
    /// Set when the text, the documents or the settings move on.
    pub(super) stop: Stop,
}

/// A note judged.
pub(super) struct Judged {
    pub(super) uri: Uri,
    pub(super) revision: u64,
    /// What came of it, or why nothing did.
    pub(super) outcome: Result<Outcome, String>,
}

/// What came of a judgement.
pub(super) enum Outcome {
    /// The note judged, with its diagnostics where the client does not ask for them.
    Whole(Arc<Snapshot>, Option<Prepared>),
    /// It was broken off.
    Cut(Cut),
}

/// What is left of a judgement that was broken off: something to begin the next one with.
#[derive(Default)]
pub(super) struct Cut {
    /// The note, of whose claims some are judged.
    pub(super) last: Option<Box<Snapshot>>,
    /// Some of its paragraphs.
    pub(super) begun: Option<KnownBlocks>,
}

/// Judges a note.
pub(super) fn judge(job: Job) -> Judged {
    let (uri, revision, version) = (job.uri.clone(), job.revision, job.version);
    let begun = Instant::now();
    let outcome = guarded(|| judged(job));
    tracing::debug!(version, micros = begun.elapsed().as_micros(), "judged {}", uri.as_str());
    Judged { uri, revision, outcome }
}

fn judged(job: Job) -> Outcome {
    provoked("judging");
    let (uri, path, previous, stop) = (job.uri.clone(), job.path.clone(), job.previous.clone(), job.stop.clone());
    let snapshot = match snapshot(job) {
        Ok(snapshot) => Arc::new(snapshot),
        Err(cut) => return Outcome::Cut(cut),
    };
    if snapshot.client.pulls {
        // It will be asked for; made here it holds up nobody.
        pulled::report(&snapshot, path.as_deref());
        return Outcome::Whole(snapshot, None);
    }
    if stop.is_stopped() {
        // Nobody is told of a text that has moved on.
        return Outcome::Whole(snapshot, None);
    }
    let told = notification(&snapshot, &uri, path.as_deref(), previous.as_deref());
    Outcome::Whole(snapshot, Some(told))
}

/// Reads and judges a note; what `job.previous` holds of it already is kept.
///
/// # Errors
///
/// Where it is broken off.
pub(super) fn snapshot(job: Job) -> Result<Snapshot, Cut> {
    let previous = job.previous.as_deref();
    let go_on = || !job.stop.is_stopped();
    let note = match previous {
        Some(previous) if previous.text == job.text => Arc::clone(&previous.note),
        _ => {
            let none = KnownBlocks::default();
            let known = job.begun.as_deref().or(previous.map(|previous| previous.note.known())).unwrap_or(&none);
            let read = Note::read_while(job.text.to_string(), known, &go_on);
            Arc::new(read.map_err(|begun| Cut { begun: Some(begun), ..Cut::default() })?)
        }
    };
    let analysis = job.documents.as_ref().map(|documents| {
        let earlier = previous.and_then(|previous| previous.analysis.as_ref());
        let reference = Arc::clone(documents.corpus().reference());
        Analysis::while_wanted(Arc::clone(&note), reference, Arc::clone(&job.settings), earlier, &go_on)
    });
    let is_whole = analysis.as_ref().is_none_or(Analysis::is_whole);
    let snapshot = Snapshot {
        told: previous.map(|previous| Arc::clone(&previous.told)).unwrap_or_default(),
        client: job.client,
        version: job.version,
        text: job.text,
        note,
        documents: job.documents,
        analysis,
        report: OnceLock::new(),
        quoted: OnceLock::new(),
        lines: OnceLock::new(),
    };
    if is_whole { Ok(snapshot) } else { Err(Cut { last: Some(Box::new(snapshot)), begun: None }) }
}
