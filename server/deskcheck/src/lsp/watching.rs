//! Files that change under us: the documents, and `deskcheck.toml`.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use rustc_hash::FxHashSet;

use super::registering::is_plain;

/// Changes are told when none has come for this long...
const QUIET: Duration = Duration::from_millis(100);

/// ... or when they have been coming for this long.
const PATIENCE: Duration = Duration::from_secs(1);

/// Watches files and folders. Cheap to clone; all clones are one watcher.
#[derive(Clone)]
pub(super) struct Watching {
    covered: Arc<Mutex<Covered>>,
}

/// What the client watches in our stead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Left {
    /// Nothing.
    #[default]
    Nothing,
    /// What lies below these folders, as far as no part of its path reads as a pattern.
    Below(Vec<PathBuf>),
    /// Everything.
    Everything,
}

struct Covered {
    left: Left,
    /// None where the system offers no watching.
    watcher: Option<RecommendedWatcher>,
    /// What is watched, and whether with all below it.
    paths: FxHashSet<(PathBuf, bool)>,
}

impl Watching {
    /// Watches nothing yet; `changed` is called with the files that have changed, many at once, from a thread of its own.
    pub(super) fn new(changed: impl Fn(Vec<PathBuf>) + Send + 'static) -> Self {
        let (send, events) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| tell(&send, event)).ok();
        std::thread::spawn(move || gather(&events, &changed));
        Self { covered: Arc::new(Mutex::new(Covered { left: Left::Nothing, watcher, paths: FxHashSet::default() })) }
    }

    /// Leaves files to the client; what is watched already stays watched.
    pub(super) fn leave_to_client(&self, left: Left) {
        self.covered.lock().unwrap_or_else(PoisonError::into_inner).left = left;
    }

    /// Watches `path` too: a folder with all below it where `whole`, and otherwise only what lies directly in it. Walks
    /// the folder, so it does not belong on a thread that must answer.
    ///
    /// # Errors
    ///
    /// One sentence for the user, where it cannot be watched.
    pub(super) fn cover(&self, path: &Path, whole: bool) -> Result<(), String> {
        let mut covered = self.covered.lock().unwrap_or_else(PoisonError::into_inner);
        let is_left = match &covered.left {
            Left::Nothing => false,
            Left::Everything => true,
            Left::Below(folders) => is_plain(path) && folders.iter().any(|folder| path.starts_with(folder)),
        };
        if is_left {
            return Ok(());
        }
        if !covered.paths.insert((path.to_path_buf(), whole)) {
            return Ok(());
        }
        let mode = if whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        let result = covered.watcher.as_mut().map_or(Ok(()), |watcher| watcher.watch(path, mode));
        result.map_err(|error| {
            format!("{}: changes in here are not seen until it is read anew ({error})", path.display())
        })
    }
}

fn tell(send: &Sender<Vec<PathBuf>>, event: notify::Result<Event>) {
    let Ok(event) = event else { return };
    // Our own reading opens and closes files too.
    let is_change = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    if is_change {
        let _ = send.send(event.paths);
    }
}

/// Hands on changes in heaps, until the watcher is dropped.
fn gather(events: &Receiver<Vec<PathBuf>>, changed: &impl Fn(Vec<PathBuf>)) {
    while let Ok(mut paths) = events.recv() {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match events.recv_timeout(QUIET) {
                Ok(more) => paths.extend(more),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        paths.sort();
        paths.dedup();
        changed(paths);
    }
}
