//! The documents and cards behind a note: read, indexed, and found again in their own files.
//!
//! Reads files and writes none.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::resolve::{Passage, Reference};
use deskcheck_analysis::text::DocumentId;
pub use deskcheck_corpus::{FilePosition, Problem, Source};
use deskcheck_corpus::{FileRange, Library, MemoryIndex, read_library};
use rustc_hash::FxHashMap;

use crate::cards::{CardFiles, CardProblem};
use crate::workspace::Workspace;

/// One reading of a workspace's documents: an immutable snapshot.
pub struct Corpus {
    library: Library,
    /// Documents by their files, as absolute paths.
    files: FxHashMap<PathBuf, DocumentId>,
    cards: CardFiles,
    /// What is to be said of the card files.
    card_problems: Vec<CardProblem>,
    reference: Arc<dyn Reference>,
}

/// How a reading is watched and stopped.
pub struct Watch<'a> {
    /// Called now and then with the number of files done and of all files.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// True to end early.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl Watch<'_> {
    /// Nobody looks, nobody stops it.
    pub const NONE: Watch<'static> = Watch { progress: &|_, _| (), stop: &|| false };
}

impl Corpus {
    /// Reads the actor cards and every document of `workspace` but those that it ignores and those in `notes` (absolute paths): a note is
    /// no source of itself. Documents that `previous` holds unchanged are not read again.
    pub fn read(workspace: &Workspace, notes: &[PathBuf], previous: Option<&Corpus>, watch: &Watch<'_>) -> Self {
        let cards = CardFiles::read(workspace, previous.map(|corpus| &corpus.cards));
        let previous = previous.map(|corpus| &corpus.library);
        let mut library = read_library(&workspace.corpus, previous, watch.progress, watch.stop);
        library.sources.retain(|source| !workspace.ignores(&source.path) && !notes.contains(&source.path));
        let files = (0..).zip(&library.sources).map(|(id, source)| (source.path.clone(), DocumentId(id))).collect();
        let index = MemoryIndex::build(&library, &cards.cards);
        let card_problems = cards.problems(index.card_findings(), &workspace.settings);
        Self { library, files, cards, card_problems, reference: Arc::new(index) }
    }

    /// What the documents say.
    pub fn reference(&self) -> &Arc<dyn Reference> {
        &self.reference
    }

    /// Documents with their files, and what could not be read.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The card files.
    pub fn cards(&self) -> &CardFiles {
        &self.cards
    }

    /// What is to be said of the card files, in order of place.
    pub fn card_problems(&self) -> &[CardProblem] {
        &self.card_problems
    }

    /// A document with its file.
    pub fn source(&self, id: DocumentId) -> Option<&Source> {
        self.library.sources.get(id.0 as usize)
    }

    /// The citation key of a document; empty where there is no such document.
    pub fn key(&self, id: DocumentId) -> &str {
        self.source(id).map_or("", |source| &source.document.key)
    }

    /// Where a passage stands in the document's own file.
    pub fn locate(&self, passage: Passage) -> Option<(&Source, FileRange)> {
        let source = self.source(passage.document)?;
        Some((source, source.map.locate(passage.span)))
    }

    /// True where the file at `path` (absolute) is one of the documents.
    pub fn holds(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// The document whose file stands at `path` (absolute).
    pub fn document_of(&self, path: &Path) -> Option<DocumentId> {
        self.files.get(path).copied()
    }
}
