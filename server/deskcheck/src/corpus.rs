//! The documents and cards behind a note: read, indexed, and found again in their own files.
//!
//! Reads files and writes none but the index on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::resolve::cards::CardFinding;
use deskcheck_analysis::resolve::{Passage, Reference};
use deskcheck_analysis::text::DocumentId;
use deskcheck_corpus::reading::stored::{Order, in_memory, read_stored};
use deskcheck_corpus::{Bibliographies, FileRange, Isolation, Library, MemoryIndex};
pub use deskcheck_corpus::{FilePosition, Problem, Source};
use rustc_hash::FxHashMap;

use crate::cards::{CardFiles, CardProblem};
use crate::workspace::Workspace;

/// One reading of a workspace's documents: an immutable snapshot.
pub struct Corpus {
    library: Library,
    /// Documents by their files, as absolute paths.
    files: FxHashMap<PathBuf, DocumentId>,
    cards: CardFiles,
    /// What the analysis has to say of the cards.
    card_findings: Vec<CardFinding>,
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
    /// How files that may do harm are read apart; in this process where nothing says how.
    pub isolation: Option<&'a Isolation>,
    /// The folder of the index that keeps what was read; none to keep nothing.
    pub index: Option<&'a Path>,
    /// True where what has not changed is to be read too.
    pub afresh: bool,
}

impl Watch<'_> {
    /// Nobody looks, nobody stops it, nothing is read apart, nothing is kept.
    pub const NONE: Watch<'static> =
        Watch { progress: &|_, _| (), stop: &|| false, isolation: None, index: None, afresh: false };
}

impl Corpus {
    /// Reads the actor cards and every document of `workspace` but those that it ignores and those in `notes` (absolute paths): a note is
    /// no source of itself. Documents that `previous` holds unchanged are not read again, and where nothing has changed
    /// its [`Reference`] is kept.
    pub fn read(workspace: &Workspace, notes: &[PathBuf], previous: Option<&Corpus>, watch: &Watch<'_>) -> Self {
        let cards = CardFiles::read(workspace, previous.map(|corpus| &corpus.cards));
        let known = previous.map(|corpus| &corpus.library);
        let bibliographies = Bibliographies::read(&workspace.bibliography, &workspace.corpus);
        let order = Order {
            paths: &workspace.corpus,
            ignores: &|path| workspace.ignores(path),
            bibliographies: &bibliographies,
            isolation: watch.isolation,
            progress: &|now| (watch.progress)(now.files, now.of_files),
            stop: watch.stop,
            afresh: watch.afresh,
        };
        let mut library = match watch.index {
            Some(folder) => read_stored(folder, &order, known),
            None => in_memory(&order, known),
        };
        library.sources.retain(|source| !notes.contains(&source.path));
        let files = (0..).zip(&library.sources).map(|(id, source)| (source.path.clone(), DocumentId(id))).collect();
        let unchanged = previous.filter(|previous| previous.holds_the_same(&library, &cards));
        let (reference, card_findings): (Arc<dyn Reference>, _) = if let Some(previous) = unchanged {
            (Arc::clone(&previous.reference), previous.card_findings.clone())
        } else {
            let index = MemoryIndex::build(&library, &cards.cards);
            let findings = index.card_findings().to_vec();
            (Arc::new(index), findings)
        };
        let card_problems = cards.problems(&card_findings, &workspace.settings);
        Self { library, files, cards, card_findings, card_problems, reference }
    }

    fn holds_the_same(&self, library: &Library, cards: &CardFiles) -> bool {
        let made_of = |library: &Library| -> Vec<_> {
            library.sources.iter().map(|source| (source.path.clone(), source.fingerprint())).collect()
        };
        made_of(&self.library) == made_of(library)
            && self.library.missing == library.missing
            && self.library.problems == library.problems
            && self.cards.say_the_same(cards)
    }

    /// True where an analyst would see no difference between this reading and `other` by the same settings.
    pub fn is_same(&self, other: &Corpus) -> bool {
        Arc::ptr_eq(&self.reference, &other.reference)
            && self.library.problems == other.library.problems
            && self.card_problems == other.card_problems
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
