//! Notes that are not open: found on disk, and judged as the editor would have them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::answer::Settings;
use ropey::Rope;
use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types::Uri;

use super::documents::Documents;
use super::faults::guarded;
use super::initialize::Traits;
use super::judging::{self, Job};
use super::pulled::{self, Report};
use super::snapshot::Snapshot;
use super::stop::Stop;
use super::watching::Watching;
use crate::workspace::notes::{LONGEST, LOOKED_AT, notes_below};
use crate::workspace::{Options, Workspace};

/// So many folders with notes are watched at most.
const WATCHED: usize = 1_000;

/// A note on disk that is to be judged.
pub(super) struct ClosedNote {
    pub(super) uri: Uri,
    pub(super) path: PathBuf,
    pub(super) documents: Option<Arc<Documents>>,
    pub(super) settings: Arc<Settings>,
    /// The writer's number for the state of documents and settings.
    pub(super) epoch: u64,
    pub(super) client: Arc<Traits>,
    /// What came of it before.
    pub(super) kept: Option<Kept>,
}

/// What came of a note, by its content and the state of documents and settings.
#[derive(Clone)]
pub(super) struct Kept {
    content: u64,
    epoch: u64,
    pub(super) report: Arc<Report>,
}

/// The notes of `workspaces` on disk, in order, each with its workspace's name; their folders are watched from then on. A note
/// belongs to the nearest workspace only, as it would if it were opened.
pub(super) fn list(
    workspaces: Vec<(PathBuf, Workspace)>,
    options: Option<&Options>,
    watching: &Watching,
) -> Vec<(PathBuf, PathBuf)> {
    let mut owners: FxHashMap<PathBuf, Option<PathBuf>> = FxHashMap::default();
    let mut found = Vec::new();
    for (key, workspace) in workspaces {
        for path in notes_below(&workspace.root, Some(&workspace), LOOKED_AT) {
            let Some(folder) = path.parent() else { continue };
            let owner = owners
                .entry(folder.to_path_buf())
                .or_insert_with(|| Workspace::find(folder, options).map(|workspace| workspace.key().to_path_buf()));
            if owner.as_deref() == Some(&key) {
                found.push((path, key.clone()));
            }
        }
    }
    let folders: FxHashSet<&Path> = found.iter().filter_map(|(path, _)| path.parent()).collect();
    for folder in folders.into_iter().take(WATCHED) {
        // A folder that cannot be watched is looked at again when the client asks anew.
        let _ = watching.cover(folder, false);
    }
    found.sort();
    found
}

/// Judges a note on disk; nothing where it cannot be read.
///
/// # Errors
///
/// Where judging it fails.
pub(super) fn judge_closed(note: ClosedNote) -> Result<Option<Kept>, String> {
    let Some(text) = content(&note.path) else { return Ok(None) };
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let (content, epoch) = (hasher.finish(), note.epoch);
    if let Some(kept) = note.kept.filter(|kept| kept.content == content && kept.epoch == epoch) {
        return Ok(Some(kept));
    }
    let job = Job {
        uri: note.uri,
        path: Some(note.path),
        revision: 0,
        version: 0,
        text: Rope::from_str(&text),
        documents: note.documents,
        settings: note.settings,
        client: note.client,
        previous: None,
        begun: None,
        stop: Stop::default(),
    };
    let report = guarded(|| {
        let path = job.path.clone();
        judging::snapshot(job).ok().map(|snapshot| pulled::report(&snapshot, path.as_deref()))
    })?;
    Ok(report.map(|report| Kept { content, epoch, report }))
}

/// A note on disk, judged by `documents` as it would be if it were opened; none where it cannot be read or judged.
pub(super) fn snapshot(path: &Path, documents: &Arc<Documents>, client: &Arc<Traits>) -> Option<Snapshot> {
    let text = content(path)?;
    let job = Job {
        uri: Uri::from_file_path(path)?,
        path: Some(path.to_path_buf()),
        revision: 0,
        version: 0,
        text: Rope::from_str(&text),
        documents: Some(Arc::clone(documents)),
        settings: Arc::clone(&documents.workspace().settings),
        client: Arc::clone(client),
        previous: None,
        begun: None,
        stop: Stop::default(),
    };
    guarded(|| judging::snapshot(job).ok()).ok().flatten()
}

/// The text of a file as an editor reads it; none where it is too long for a note.
fn content(path: &Path) -> Option<String> {
    let length = std::fs::metadata(path).ok()?.len();
    let bytes = if length <= LONGEST { std::fs::read(path).ok()? } else { return None };
    let text = String::from_utf8_lossy(&bytes);
    Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}
