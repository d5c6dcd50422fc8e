//! The notes of a workspace: Markdown files that are no documents.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Workspace, paths};

/// So many files and folders are looked at to find notes.
pub const LOOKED_AT: usize = 20_000;

/// A longer file, in bytes, is no note.
pub const LONGEST: u64 = 1 << 20;

/// Every Markdown file below `folder` that is neither a document nor ignored, in order; `most` files and folders are looked
/// at, and none where the folder is too wide to be walked.
pub fn notes_below(folder: &Path, workspace: Option<&Workspace>, most: usize) -> Vec<PathBuf> {
    if paths::is_too_wide(folder) {
        return Vec::new();
    }
    let is_note = |path: &Path| {
        let full = paths::absolute(path);
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
            && workspace.is_none_or(|workspace| !workspace.ignores(&full) && !is_document(workspace, &full))
    };
    let walk = WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build();
    let files = walk.take(most).flatten().map(ignore::DirEntry::into_path);
    files.filter(|path| path.is_file() && is_note(path)).collect()
}

/// A Markdown file in a corpus folder is a document, unless the corpus folder is the workspace's own folder.
fn is_document(workspace: &Workspace, path: &Path) -> bool {
    workspace.corpus.iter().any(|folder| path.starts_with(folder) && *folder != workspace.root)
}
