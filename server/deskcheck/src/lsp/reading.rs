//! Reading the documents of one workspace off the async threads, with progress in the editor.

use std::cell::RefCell;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp::Client;
use tower_lsp::ls_types::ProgressToken;

use super::background::give_way;
use super::documents::Documents;
use super::extracted::Shown;
use super::faults::{guarded, provoked};
use super::watching::Watching;
use crate::cache;
use crate::corpus::{Corpus, Watch};
use crate::isolation::isolation;
use crate::workspace::Workspace;

/// Documents to read.
pub(super) struct Reading {
    /// The writer's name for the workspace.
    pub(super) key: PathBuf,
    pub(super) workspace: Workspace,
    /// The documents as they were: what has not changed is not read again.
    pub(super) previous: Option<Arc<Documents>>,
    /// Files that are known to have changed since; others may have too.
    pub(super) changed: Vec<PathBuf>,
    /// True where what has not changed is to be read too.
    pub(super) afresh: bool,
    /// True once nobody wants them any more.
    pub(super) stop: Arc<AtomicBool>,
    /// The client shows texts that the server gives.
    pub(super) text_content: bool,
    /// Takes how far it is.
    pub(super) progress: UnboundedSender<Progress>,
    /// Begins to watch the files before they are read, so that no change goes unseen.
    pub(super) watching: Watching,
}

/// How far a reading is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    done: usize,
    total: usize,
    hundredths: u32,
    /// Since the reading began.
    passed: Duration,
}

impl Progress {
    fn in_words(self) -> String {
        let Self { done, total, hundredths, passed } = self;
        let mut words = format!("{done} of {total} documents");
        let seconds = passed.as_secs();
        if seconds > 1 && hundredths > 0 {
            let left = seconds * u64::from(100 - hundredths.min(100)) / u64::from(hundredths);
            let _ = write!(words, ", {} a second, {left} s left", done as u64 / seconds);
        }
        words
    }
}

/// Documents read.
pub(super) struct Read {
    pub(super) key: PathBuf,
    /// What came of it, or why nothing did.
    pub(super) outcome: Result<Arc<Documents>, String>,
    /// What could not be watched, one sentence each.
    pub(super) unwatched: Vec<String>,
}

/// Reads the documents of a workspace. Those that its index holds from before are given to `known` at once; from then on the
/// thread gives way to all others, for good.
pub(super) fn read(reading: &Reading, known: &dyn Fn(Arc<Documents>)) -> Read {
    let shown = || Shown::new(&reading.workspace.root, reading.text_content);
    let index = cache::index_folder(&reading.workspace);
    let mut previous = reading.previous.clone();
    if let Some(folder) = index.as_deref().filter(|_| previous.is_none() && !reading.afresh)
        && let Ok(Some(corpus)) = guarded(|| Corpus::open(&reading.workspace, folder))
    {
        let documents = Arc::new(Documents::new(corpus, reading.workspace.clone(), shown(), None));
        known(Arc::clone(&documents));
        previous = Some(documents);
    }
    let mut unwatched = watch_files(reading);
    let (begun, told) = (Instant::now(), AtomicU32::new(0));
    let progress = |done: usize, total: usize| {
        let hundredths = (done * 100 / total.max(1)) as u32;
        if told.fetch_max(hundredths, Ordering::Relaxed) < hundredths {
            // Nobody listens where the client shows no progress.
            let _ = reading.progress.send(Progress { done, total, hundredths, passed: begun.elapsed() });
        }
    };
    let stop = || reading.stop.load(Ordering::Relaxed);
    let isolation = isolation();
    let watch = Watch {
        progress: &progress,
        stop: &stop,
        isolation: Some(&isolation),
        index: index.as_deref(),
        afresh: reading.afresh,
        overlaid: None,
    };
    let outcome = guarded(|| {
        provoked("reading");
        if let Some(opened) = previous.as_deref().filter(|_| reading.previous.is_none()) {
            give_way();
            // It answers meanwhile, and is made anew where it is damaged.
            opened.corpus().check();
        }
        let newest = RefCell::new(previous.clone());
        let tell = |corpus: Corpus| {
            tracing::info!(files = reading.changed.len(), "laid over what was resolved: {}", reading.key.display());
            let before = newest.borrow().clone();
            let documents = Arc::new(Documents::new(corpus, reading.workspace.clone(), shown(), before.as_deref()));
            known(Arc::clone(&documents));
            newest.replace(Some(documents));
        };
        // What has changed is seen before it is resolved with the rest: files that are known to have changed at once, and when
        // an index was just opened whatever else is found.
        if let Some(before) = previous.as_deref().filter(|_| reading.previous.is_some() && !reading.changed.is_empty())
        {
            let overlaid = before.corpus().overlaid(&reading.workspace, &reading.changed, &watch);
            overlaid.into_iter().for_each(tell);
        }
        let before = newest.borrow().clone();
        if before.is_some() {
            give_way();
        }
        let watch = Watch { overlaid: reading.previous.is_none().then_some(&tell), ..watch };
        let corpus = Corpus::read(&reading.workspace, &[], before.as_deref().map(Documents::corpus), &watch);
        Arc::new(Documents::new(corpus, reading.workspace.clone(), shown(), newest.borrow().as_deref()))
    });
    if let Ok(documents) = &outcome {
        let covered = documents.attached().iter().map(|(folder, whole)| reading.watching.cover(folder, whole));
        unwatched.extend(covered.filter_map(Result::err));
    }
    Read { key: reading.key.clone(), outcome, unwatched }
}

/// Watches the documents, the files of cards and bibliographies by their folders, and the folder of the settings file.
fn watch_files(reading: &Reading) -> Vec<String> {
    let corpus = reading.workspace.corpus.iter().map(|path| (path.as_path(), true));
    let settings = reading.workspace.file.as_ref().and_then(|file| Some((file.parent()?, false)));
    let named = reading.workspace.named_files().filter_map(|file| Some((file.parent()?, false)));
    let named = named.filter(|(folder, _)| folder.is_dir());
    let faults = corpus.chain(settings).chain(named).map(|(path, whole)| reading.watching.cover(path, whole));
    faults.filter_map(Result::err).collect()
}

/// Shows progress until the sender of `done` is dropped; begins and ends it however short the work was. Waits for
/// the client, so the work must not wait for this.
pub(super) async fn show(client: Client, token: ProgressToken, mut done: UnboundedReceiver<Progress>) {
    if client.create_work_done_progress(token.clone()).await.is_err() {
        return;
    }
    let progress = client.progress(token, "Deskcheck: reading documents").with_percentage(0).begin().await;
    while let Some(now) = done.recv().await {
        progress.report_with_message(now.in_words(), now.hundredths).await;
    }
    progress.finish().await;
}
