//! The documents and cards behind a note: read, indexed, and found again in their own files.
//!
//! Reads files and writes none but the index on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::resolve::cards::CardFinding;
use deskcheck_analysis::resolve::{Cards, Passage, Reference};
use deskcheck_analysis::text::DocumentId;
use deskcheck_corpus::reading::stored::{Order, in_memory, read_stored};
use deskcheck_corpus::{Bibliographies, FileRange, Isolation, Library, MemoryFiles, MemoryIndex};
pub use deskcheck_corpus::{FilePosition, Filed, Files, Problem};

use crate::cards::{CardFiles, CardProblem};
use crate::workspace::Workspace;

/// One reading of a workspace's documents: an immutable snapshot.
pub struct Corpus {
    files: Arc<dyn Files>,
    reference: Arc<dyn Reference>,
    /// The documents as they were read, with which the next reading begins.
    read: Arc<MemoryFiles>,
    cards: CardFiles,
    /// What the analysis has to say of the cards.
    card_findings: Vec<CardFinding>,
    /// What is to be said of the card files.
    card_problems: Vec<CardProblem>,
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
        let library = read(workspace, notes, previous.map(|corpus| corpus.read.library()), watch);
        let unchanged = previous.filter(|previous| previous.holds_the_same(&library, &cards));
        let (reference, card_findings) = match unchanged {
            Some(previous) => (Arc::clone(&previous.reference), previous.card_findings.clone()),
            None => resolved(&library, &cards.cards),
        };
        let card_problems = cards.problems(&card_findings, &workspace.settings);
        let read = Arc::new(MemoryFiles::new(library));
        Self { files: Arc::clone(&read) as _, reference, read, cards, card_findings, card_problems }
    }

    fn holds_the_same(&self, library: &Library, cards: &CardFiles) -> bool {
        let made_of = |library: &Library| -> Vec<_> {
            library.sources.iter().map(|source| (source.filed.path.clone(), source.filed.fingerprint)).collect()
        };
        let read = self.read.library();
        made_of(read) == made_of(library)
            && read.missing == library.missing
            && read.problems == library.problems
            && self.cards.say_the_same(cards)
    }

    /// True where an analyst would see no difference between this reading and `other` by the same settings.
    pub fn is_same(&self, other: &Corpus) -> bool {
        Arc::ptr_eq(&self.reference, &other.reference)
            && self.files.problems() == other.files.problems()
            && self.card_problems == other.card_problems
    }

    /// What the documents say.
    pub fn reference(&self) -> &Arc<dyn Reference> {
        &self.reference
    }

    /// The documents with their files, and what is to be said of these.
    pub fn files(&self) -> &dyn Files {
        self.files.as_ref()
    }

    /// The card files.
    pub fn cards(&self) -> &CardFiles {
        &self.cards
    }

    /// What is to be said of the card files, in order of place.
    pub fn card_problems(&self) -> &[CardProblem] {
        &self.card_problems
    }

    /// Every document with its file, one at a time, in order of number.
    pub fn sources(&self) -> impl Iterator<Item = (DocumentId, Arc<Filed>)> {
        let ids = (0..self.files.count() as u32).map(DocumentId);
        ids.filter_map(|id| Some((id, self.source(id)?)))
    }

    /// A document with its file.
    pub fn source(&self, id: DocumentId) -> Option<Arc<Filed>> {
        self.files.filed(id)
    }

    /// The citation key of a document; empty where there is no such document.
    pub fn key(&self, id: DocumentId) -> String {
        self.source(id).map_or_else(String::new, |source| source.document.key.clone())
    }

    /// Where a passage stands in the document's own file.
    pub fn locate(&self, passage: Passage) -> Option<(Arc<Filed>, FileRange)> {
        let source = self.source(passage.document)?;
        let place = source.map.locate(passage.span);
        Some((source, place))
    }

    /// The document whose file stands at `path` (absolute).
    pub fn document_of(&self, path: &Path) -> Option<DocumentId> {
        self.files.document_at(path)
    }
}

/// Reads every document of `workspace` but those in `notes`.
fn read(workspace: &Workspace, notes: &[PathBuf], previous: Option<&Library>, watch: &Watch<'_>) -> Library {
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
        Some(folder) => read_stored(folder, &order, previous),
        None => in_memory(&order, previous),
    };
    library.sources.retain(|source| !notes.contains(&source.filed.path));
    library
}

/// What the documents of a library say together, and what is to be said of the cards.
fn resolved(library: &Library, cards: &Cards) -> (Arc<dyn Reference>, Vec<CardFinding>) {
    let index = MemoryIndex::build(library, cards);
    let findings = index.card_findings().to_vec();
    (Arc::new(index), findings)
}
