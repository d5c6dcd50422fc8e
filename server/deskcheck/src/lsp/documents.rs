//! The documents of a corpus as places that an editor can open.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use deskcheck_analysis::resolve::Passage;
use deskcheck_analysis::text::DocumentId;
use ropey::Rope;
use tower_lsp::ls_types::{Position, Range, Uri};

use super::positions::Encoding;
use crate::corpus::{Corpus, FilePosition};
use crate::workspace::Workspace;

/// A corpus with its documents' URIs.
pub(super) struct Documents {
    corpus: Corpus,
    /// Whose they are.
    workspace: Workspace,
    /// By document.
    uris: Vec<Option<Uri>>,
    /// The documents' files as they were at first need: only clients that do not count in UTF-16 need them.
    files: Vec<OnceLock<Rope>>,
}

impl Documents {
    /// Takes in the corpus of a workspace.
    pub(super) fn new(corpus: Corpus, workspace: Workspace) -> Self {
        let sources = &corpus.library().sources;
        let uris = sources.iter().map(|source| Uri::from_file_path(&source.path)).collect();
        let files = sources.iter().map(|_| OnceLock::new()).collect();
        Self { corpus, workspace, uris, files }
    }

    /// The corpus.
    pub(super) fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The workspace, as it was when they were read.
    pub(super) fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The file of a document.
    pub(super) fn uri(&self, id: DocumentId) -> Option<&Uri> {
        self.uris.get(id.0 as usize)?.as_ref()
    }

    /// True where notes that were judged by `other` need not be judged anew by these.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.corpus.is_same(&other.corpus) && Arc::ptr_eq(&self.workspace.settings, &other.workspace.settings)
    }

    /// File and range of a passage.
    pub(super) fn locate(&self, passage: Passage, encoding: Encoding) -> Option<(&Uri, Range)> {
        let (source, place) = self.corpus.locate(passage)?;
        let at = passage.document.0 as usize;
        let position = |position: FilePosition| match encoding {
            Encoding::Utf16 => Position::new(position.line, position.column_utf16),
            _ => recount(self.files[at].get_or_init(|| read(&source.path)), position, encoding),
        };
        Some((self.uris[at].as_ref()?, Range::new(position(place.start), position(place.end))))
    }
}

fn read(path: &Path) -> Rope {
    let bytes = std::fs::read(path).unwrap_or_default();
    Rope::from_str(&String::from_utf8_lossy(&bytes))
}

/// A place counted in UTF-16 as one counted in `encoding`.
fn recount(file: &Rope, place: FilePosition, encoding: Encoding) -> Position {
    let position = Position::new(place.line, place.column_utf16);
    if position.line as usize >= file.len_lines() {
        return position;
    }
    let byte = super::positions::byte(file, position, Encoding::Utf16);
    super::positions::position(file, byte, encoding)
}
