//! Paths as the program keeps and shows them. Nothing in here follows a link: an editor must find the very path back
//! that it sent.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Who asks about a path waits no longer: a disk answers a thousand times sooner, and a mount that has gone away never.
const SOON: Duration = Duration::from_secs(2);

/// Paths that have not answered so far.
static SILENT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// What `ask` finds at `path`; none where the file system does not answer soon. As long as it does not, nobody waits for it again.
pub fn asked_soon<T: Send + 'static>(path: &Path, ask: fn(&Path) -> T) -> Option<T> {
    if silent().contains(path) {
        return None;
    }
    let (send, answer) = channel();
    let asked = path.to_owned();
    std::thread::spawn(move || {
        let found = ask(&asked);
        let mut silent = silent();
        silent.remove(&asked);
        // Nobody may be waiting any more.
        let _ = send.send(found);
    });
    answer.recv_timeout(SOON).ok().or_else(|| {
        let mut silent = silent();
        // It may have come at the last moment.
        let found = answer.try_recv().ok();
        if found.is_none() {
            silent.insert(path.to_owned());
        }
        found
    })
}

fn silent() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    SILENT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// `path` from the root of the file system on, without `.` and `..`.
pub fn absolute(path: &Path) -> PathBuf {
    let from_root = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut parts = PathBuf::new();
    for part in from_root.components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            Component::CurDir => {}
            part => parts.push(part),
        }
    }
    parts
}

/// `path` as a reader wants it: relative to the working directory where it lies below.
pub fn shown(path: &Path) -> String {
    let below = std::env::current_dir().ok().and_then(|folder| path.strip_prefix(folder).ok().map(Path::to_path_buf));
    match below {
        Some(below) if below.as_os_str().is_empty() => ".".to_owned(),
        Some(below) => below.display().to_string(),
        None => path.display().to_string(),
    }
}

/// True where `path` is a folder that must never be walked: a root of the file system, the home folder, or one above it,
/// under whatever name.
pub fn is_too_wide(path: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| absolute(path));
    let (path, home) = (absolute(path), std::env::home_dir().filter(|home| !home.as_os_str().is_empty()));
    if path.parent().is_none() || home.as_ref().is_some_and(|home| absolute(home).starts_with(&path)) {
        return true;
    }
    let path = real(&path);
    path.parent().is_none() || home.is_some_and(|home| real(&home).starts_with(path))
}
