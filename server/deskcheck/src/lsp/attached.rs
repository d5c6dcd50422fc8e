//! Where files lie that libraries of references name beyond the folders of documents: these are documents too, so they are
//! watched too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::workspace::Workspace;
use crate::workspace::paths::is_too_wide;

/// More folders than this are watched by those above them.
const MANY: usize = 16;

/// Folders to watch, each with whether all below it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attached(BTreeMap<PathBuf, bool>);

impl Attached {
    /// The folders of those of `files` that lie beyond the documents of `workspace` or, where these are many (Zotero has one for
    /// each file), the folders above them.
    pub(super) fn of<'f>(files: impl Iterator<Item = &'f Path>, workspace: &Workspace) -> Self {
        let beyond = files.filter(|file| !workspace.covers(file));
        let own: BTreeSet<&Path> = beyond.filter_map(Path::parent).collect();
        let above: BTreeSet<&Path> = own.iter().filter_map(|folder| folder.parent()).collect();
        let is_above = own.len() > MANY && !above.iter().any(|folder| is_too_wide(folder));
        let folders = if is_above { above } else { own };
        Self(folders.into_iter().map(|folder| (folder.to_path_buf(), is_above)).collect())
    }

    /// True where a change of the file at `path` may count.
    pub(super) fn covers(&self, path: &Path) -> bool {
        self.iter().any(|(folder, whole)| if whole { path.starts_with(folder) } else { path.parent() == Some(folder) })
    }

    /// The folders, each with whether all below it counts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Path, bool)> {
        self.0.iter().map(|(folder, whole)| (folder.as_path(), *whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(files: &[PathBuf]) -> Vec<(String, bool)> {
        let folder = tempfile::tempdir().expect("temporary folders can be made");
        std::fs::create_dir(folder.path().join("sources")).expect("folders can be made");
        let workspace = Workspace::find(folder.path(), None).expect("it has a folder of documents");
        let files: Vec<_> = files.iter().map(|file| folder.path().join(file)).collect();
        let attached = Attached::of(files.iter().map(PathBuf::as_path), &workspace);
        let below = |path: &Path| path.strip_prefix(folder.path()).map(|path| path.display().to_string());
        assert!(files.iter().all(|file| attached.covers(file) != workspace.covers(file)));
        attached.iter().map(|(path, whole)| (below(path).unwrap_or_default(), whole)).collect()
    }

    #[test]
    fn many_folders_are_watched_by_the_one_above() {
        let few = ["sources/a.pdf", "kept/b.pdf", "kept/c.pdf"].map(PathBuf::from);
        assert_eq!(shown(&few), [("kept".to_owned(), false)]);
        let many: Vec<_> = (0..40).map(|number| format!("zotero/storage/{number}/a.pdf").into()).collect();
        assert_eq!(shown(&many), [("zotero/storage".to_owned(), true)]);
    }
}
