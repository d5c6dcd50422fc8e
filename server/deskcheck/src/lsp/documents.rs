//! The documents of a corpus as places that an editor can open.

use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use deskcheck_analysis::answer::symbols::Symbols;
use deskcheck_analysis::resolve::Passage;
use deskcheck_analysis::text::DocumentId;
use ropey::Rope;
use rustc_hash::FxBuildHasher;
use tower_lsp::ls_types::{Location, Position, Range, Uri};

use super::attached::Attached;
use super::extracted::Shown;
use super::initialize;
use super::positions::Encoding;
use crate::corpus::{Corpus, FilePosition, Filed};
use crate::workspace::Workspace;

/// Where one document is opened.
struct Place {
    uri: Uri,
    /// Where that is the address of an extracted text, and not of its own file.
    extracted: Option<Extracted>,
    /// What stands there: for an extracted text that text, else the file as it was, which only clients that do not count
    /// in UTF-16 need. Made at first need.
    rope: OnceLock<Rope>,
}

/// The extracted text of a document.
struct Extracted {
    /// The document's own file.
    path: PathBuf,
    /// A hash of the text.
    hash: u64,
}

impl Extracted {
    fn new(source: &Filed) -> Self {
        Self { path: source.path.clone(), hash: hash(&source.document.text) }
    }
}

/// A corpus with its documents' URIs.
pub(super) struct Documents {
    corpus: Corpus,
    /// Whose they are.
    workspace: Workspace,
    /// Where documents lie beyond its folders.
    attached: Attached,
    /// Those that were asked for.
    places: DashMap<DocumentId, Arc<Place>>,
    /// Where texts are shown that are not their files'.
    shown: Shown,
    /// All their names, from the first question on.
    symbols: OnceLock<Symbols>,
}

impl Documents {
    /// Takes in the corpus of a workspace. `previous` is what it was: what was opened of it is made ready again.
    pub(super) fn new(corpus: Corpus, workspace: Workspace, shown: Shown, previous: Option<&Documents>) -> Self {
        let attached = Attached::of(corpus.bibliographies().files(), &workspace);
        let documents = Self { corpus, workspace, attached, places: DashMap::new(), shown, symbols: OnceLock::new() };
        for place in previous.iter().flat_map(|previous| &previous.places) {
            let known = place.extracted.as_ref().and_then(|before| documents.document_of(&before.path));
            let _ = known.and_then(|id| documents.place(id));
        }
        documents
    }

    /// The corpus.
    pub(super) fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The workspace, as it was when they were read.
    pub(super) fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Where documents lie beyond the folders of the workspace.
    pub(super) fn attached(&self) -> &Attached {
        &self.attached
    }

    /// All their names.
    pub(super) fn symbols(&self) -> &Symbols {
        self.symbols.get_or_init(|| Symbols::new(self.corpus.reference().as_ref()))
    }

    /// The document of a file.
    pub(super) fn document_of(&self, path: &Path) -> Option<DocumentId> {
        self.corpus.document_of(path)
    }

    /// True of a file that is itself one of them, and so no note.
    pub(super) fn hold(&self, uri: &Uri) -> bool {
        initialize::path(uri).is_some_and(|path| self.document_of(&path).is_some())
    }

    /// The addresses of extracted texts that say something else than in `previous`, of those that were opened there, or
    /// could have been.
    pub(super) fn changed_since(&self, previous: &Documents) -> Vec<Uri> {
        let says_the_same = |before: &Extracted| {
            let now = self.document_of(&before.path).and_then(|id| self.corpus.source(id));
            now.is_none_or(|now| hash(&now.document.text) == before.hash)
        };
        let places = previous.places.iter();
        let changed = places.filter(|place| place.extracted.as_ref().is_some_and(|before| !says_the_same(before)));
        changed.map(|place| place.uri.clone()).collect()
    }

    /// The URI of a document.
    pub(super) fn uri(&self, document: DocumentId) -> Option<Uri> {
        self.place(document).map(|place| place.uri.clone())
    }

    fn place(&self, document: DocumentId) -> Option<Arc<Place>> {
        if let Some(place) = self.places.get(&document) {
            return Some(Arc::clone(&place));
        }
        let source = self.corpus.source(document)?;
        let extracted = self.shown.uri(&source).map(|uri| (uri, Some(Extracted::new(&source))));
        let (uri, extracted) = extracted.or_else(|| Some((Uri::from_file_path(&source.path)?, None)))?;
        let place = Arc::new(Place { uri, extracted, rope: OnceLock::new() });
        Some(Arc::clone(&self.places.entry(document).or_insert(place)))
    }

    /// True where an editor opens the text that was extracted from a document, and not its own file.
    pub(super) fn is_extracted(&self, document: DocumentId) -> bool {
        self.place(document).is_some_and(|place| place.extracted.is_some())
    }

    /// True where notes that were judged by `other` need not be judged anew by these.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.corpus.is_same(&other.corpus) && Arc::ptr_eq(&self.workspace.settings, &other.workspace.settings)
    }

    /// File and range of a passage.
    pub(super) fn locate(&self, passage: Passage, encoding: Encoding) -> Option<Location> {
        let place = self.place(passage.document)?;
        let (source, there) = self.corpus.locate(passage)?;
        let range = if place.extracted.is_some() {
            let text = place.rope.get_or_init(|| Rope::from_str(&source.document.text));
            super::positions::range(text, passage.span, encoding)
        } else {
            let position = |position: FilePosition| match encoding {
                Encoding::Utf16 => Position::new(position.line, position.column_utf16),
                _ => recount(place.rope.get_or_init(|| read(&source.path)), position, encoding),
            };
            Range::new(position(there.start), position(there.end))
        };
        Some(Location { uri: place.uri.clone(), range })
    }
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
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
