//! The documents of a corpus as places that an editor can open.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use deskcheck_analysis::answer::symbols::Symbols;
use deskcheck_analysis::resolve::Passage;
use deskcheck_analysis::text::DocumentId;
use ropey::Rope;
use tower_lsp::ls_types::{Position, Range, Uri};

use super::extracted::Shown;
use super::initialize;
use super::positions::Encoding;
use crate::corpus::{Corpus, FilePosition, Source};
use crate::workspace::Workspace;

/// Where one document is opened, found out at first need.
#[derive(Default)]
struct Place {
    /// Its address; that it is the address of an extracted text, and not of its own file.
    uri: OnceLock<Option<(Uri, bool)>>,
    /// What stands there: for an extracted text that text, else the file as it was, which only clients that do not count
    /// in UTF-16 need.
    rope: OnceLock<Rope>,
}

/// A corpus with its documents' URIs.
pub(super) struct Documents {
    corpus: Corpus,
    /// Whose they are.
    workspace: Workspace,
    /// By document.
    places: Vec<Place>,
    /// Where texts are shown that are not their files'.
    shown: Shown,
    /// All their names, from the first question on.
    symbols: OnceLock<Symbols>,
}

impl Documents {
    /// Takes in the corpus of a workspace. `previous` is what it was: what was opened of it is made ready again.
    pub(super) fn new(corpus: Corpus, workspace: Workspace, shown: Shown, previous: Option<&Documents>) -> Self {
        let places = corpus.library().sources.iter().map(|_| Place::default()).collect();
        let documents = Self { corpus, workspace, places, shown, symbols: OnceLock::new() };
        for (before, _) in previous.iter().flat_map(|previous| previous.extracted()) {
            let _ = documents.document_of(&before.path).and_then(|id| documents.place(id));
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

    /// All their names.
    pub(super) fn symbols(&self) -> &Symbols {
        self.symbols.get_or_init(|| Symbols::new(self.corpus.reference().as_ref()))
    }

    /// The document of a file.
    pub(super) fn document_of(&self, path: &Path) -> Option<DocumentId> {
        if !self.corpus.holds(path) {
            return None;
        }
        let at = self.corpus.library().sources.iter().position(|source| source.path == path)?;
        Some(DocumentId(at as u32))
    }

    /// True of a file that is itself one of them, and so no note.
    pub(super) fn hold(&self, uri: &Uri) -> bool {
        initialize::path(uri).is_some_and(|path| self.corpus.holds(&path))
    }

    /// The extracted texts that were opened, or could have been, each with its document.
    fn extracted(&self) -> impl Iterator<Item = (&Source, &Uri)> {
        let known = self.places.iter().zip(&self.corpus.library().sources);
        known.filter_map(|(place, source)| match place.uri.get()? {
            Some((uri, true)) => Some((source, uri)),
            _ => None,
        })
    }

    /// The addresses of extracted texts that say something else than in `previous`.
    pub(super) fn changed_since(&self, previous: &Documents) -> Vec<Uri> {
        let still = |path: &Path, text: &str| {
            let now = self.document_of(path).and_then(|id| self.corpus.source(id));
            now.is_none_or(|now| now.document.text == text)
        };
        let changed = previous.extracted().filter(|(source, _)| !still(&source.path, &source.document.text));
        changed.map(|(_, uri)| uri.clone()).collect()
    }

    /// The URI of a document.
    pub(super) fn uri(&self, document: DocumentId) -> Option<&Uri> {
        self.place(document).map(|(uri, _)| uri)
    }

    fn place(&self, document: DocumentId) -> Option<&(Uri, bool)> {
        let place = self.places.get(document.0 as usize)?;
        let find = || {
            let source = self.corpus.source(document)?;
            let extracted = self.shown.uri(source).map(|uri| (uri, true));
            extracted.or_else(|| Uri::from_file_path(&source.path).map(|uri| (uri, false)))
        };
        place.uri.get_or_init(find).as_ref()
    }

    /// True where an editor opens the text that was extracted from a document, and not its own file.
    pub(super) fn is_extracted(&self, document: DocumentId) -> bool {
        self.place(document).is_some_and(|(_, is_extracted)| *is_extracted)
    }

    /// True where notes that were judged by `other` need not be judged anew by these.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.corpus.is_same(&other.corpus) && Arc::ptr_eq(&self.workspace.settings, &other.workspace.settings)
    }

    /// File and range of a passage.
    pub(super) fn locate(&self, passage: Passage, encoding: Encoding) -> Option<(&Uri, Range)> {
        let (uri, is_extracted) = self.place(passage.document)?;
        let rope = &self.places.get(passage.document.0 as usize)?.rope;
        if *is_extracted {
            let source = self.corpus.source(passage.document)?;
            let text = rope.get_or_init(|| Rope::from_str(&source.document.text));
            return Some((uri, super::positions::range(text, passage.span, encoding)));
        }
        let (source, place) = self.corpus.locate(passage)?;
        let position = |position: FilePosition| match encoding {
            Encoding::Utf16 => Position::new(position.line, position.column_utf16),
            _ => recount(rope.get_or_init(|| read(&source.path)), position, encoding),
        };
        Some((uri, Range::new(position(place.start), position(place.end))))
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
