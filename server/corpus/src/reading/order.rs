//! What is to be read, with what, and who watches.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::readers::Isolation;
use crate::bibliography::Bibliographies;

/// What is to be read, and who watches.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// Folders and files with documents.
    pub paths: &'a [PathBuf],
    /// True for what is to be left alone.
    pub ignores: &'a (dyn Fn(&Path) -> bool + Sync),
    /// What libraries of references say of the documents; the files that they name are read too.
    pub bibliographies: &'a Bibliographies,
    /// How files that may do harm are read apart; in this process where nothing says how.
    pub isolation: Option<&'a Isolation>,
    /// Called now and then, from any thread.
    pub progress: &'a (dyn Fn(Progress) + Sync),
    /// True to end early.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// True where what has not changed is to be read too.
    pub afresh: bool,
}

impl<'a> Order<'a> {
    /// To read everything below `paths`, with nobody who watches.
    pub fn of(paths: &'a [PathBuf]) -> Self {
        static NONE: LazyLock<Bibliographies> = LazyLock::new(Bibliographies::default);
        Self {
            paths,
            ignores: &|_| false,
            bibliographies: &NONE,
            isolation: None,
            progress: &|_| (),
            stop: &|| false,
            afresh: false,
        }
    }

    /// Where documents are looked for.
    pub(super) fn roots(&self) -> Vec<&'a Path> {
        self.paths.iter().map(PathBuf::as_path).chain(self.bibliographies.files()).collect()
    }
}

/// How far a reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub files: usize,
    /// All files.
    pub of_files: usize,
    /// Bytes of those done that had to be read.
    pub bytes: u64,
    /// Bytes of all that have to be read.
    pub of_bytes: u64,
}
