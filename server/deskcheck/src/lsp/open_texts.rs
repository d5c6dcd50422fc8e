//! Texts of settings and card files as the editor has them, saved or not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dashmap::DashMap;
use ropey::Rope;
use tower_lsp::ls_types::Uri;

use super::snapshot::Published;

/// A file that is open and no note.
#[derive(Clone, Debug)]
pub(super) struct OpenText {
    /// Its text.
    pub(super) text: Rope,
    /// The client's number for the text.
    pub(super) version: i32,
}

/// What is open besides notes, by file: written by the writer, read by requests.
pub(super) type OpenTexts = DashMap<PathBuf, OpenText>;

/// Everything that is open.
#[derive(Clone)]
pub(super) struct Editor {
    /// Settings and cards.
    pub(super) texts: Arc<OpenTexts>,
    /// Notes.
    pub(super) notes: Arc<Published>,
}

impl Editor {
    /// The text of a file as the editor has it; none where it is not open.
    pub(super) fn text(&self, path: &Path) -> Option<OpenText> {
        let known = self.texts.get(path).map(|open| open.clone());
        // A file that was a note when it was opened may have become a card file since.
        known.or_else(|| {
            let note = self.notes.get(&Uri::from_file_path(path)?)?;
            Some(OpenText { text: note.text.clone(), version: note.version })
        })
    }
}
