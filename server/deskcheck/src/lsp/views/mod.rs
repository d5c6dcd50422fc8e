//! What clients may ask beyond the protocol, for views of their own: `docs/protocol.md` has the shapes, one file each has the
//! request.

mod actors;
mod checking;
mod claims;
mod reindexing;
mod sources;
pub(super) mod status;
mod timeline;

use deskcheck_analysis::resolve::Passage;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{Location, Range, TextDocumentIdentifier, Uri};

use super::documents::Documents;
use super::positions::Encoding;
use crate::corpus::{Corpus, Problem};
use crate::workspace::paths;

/// Grows when a shape changes.
pub(super) const PROTOCOL: u32 = 2;

/// Parameters of a request about one note.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OfNote {
    text_document: TextDocumentIdentifier,
}

/// A passage of a document, as a view shows it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Telling {
    document: String,
    uri: Uri,
    range: Range,
    words: String,
    sentence: String,
    dated: Option<String>,
    #[serde(rename = "dateInferred")]
    date_inferred: bool,
}

impl Telling {
    /// The words at `passage`, which stand in `sentence`; none where the document has no address.
    fn new(documents: &Documents, passage: Passage, sentence: Passage, encoding: Encoding) -> Option<Self> {
        let source = documents.corpus().source(passage.document)?;
        let document = &source.document;
        let Location { uri, range } = documents.locate(passage, encoding)?;
        Some(Self {
            document: document.key.clone(),
            uri,
            range,
            words: passage.span.in_a_line(&document.text),
            sentence: sentence.span.in_a_line(&document.text),
            dated: document.date.map(|date| date.to_string()),
            date_inferred: document.date_inferred,
        })
    }
}

/// Something that is wrong with a file.
#[derive(Clone, Debug, Serialize)]
struct Fault {
    uri: Uri,
    message: String,
}

impl Fault {
    fn all(corpus: &Corpus) -> impl Iterator<Item = Self> {
        let told = |problem: &Problem| {
            let uri = Uri::from_file_path(paths::absolute(&problem.path))?;
            Some(Self { uri, message: problem.message.clone() })
        };
        corpus.files().problems().iter().filter_map(told)
    }
}
