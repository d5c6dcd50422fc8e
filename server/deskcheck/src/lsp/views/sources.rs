//! `deskcheck/sources`: the documents behind a note, and how often it cites each.

use std::sync::Arc;

use deskcheck_analysis::extract::left_out;
use deskcheck_analysis::text::DocumentId;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Range, TextDocumentIdentifier, Uri};

use super::Fault;
use crate::corpus::Filed;
use crate::lsp::documents::Documents;
use crate::lsp::server::{Server, off_thread};
use crate::lsp::snapshot::Snapshot;

/// Parameters.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::lsp) struct OfSomeNote {
    text_document: Option<TextDocumentIdentifier>,
}

/// The answer.
#[derive(Clone, Debug, Default, Serialize)]
pub(in crate::lsp) struct Sources {
    sources: Vec<SourceShown>,
    problems: Vec<Fault>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SourceShown {
    key: String,
    uri: Uri,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    language: Option<String>,
    url: Option<String>,
    grade: Option<String>,
    retracted: bool,
    dated: Option<String>,
    date_inferred: bool,
    figures: usize,
    /// Why its figures are not read, where they are not.
    left_out: Option<String>,
    cited: Vec<Range>,
}

/// Citations of the note, by document.
type Cited = FxHashMap<DocumentId, Vec<Range>>;

impl Server {
    /// `deskcheck/sources`.
    pub(in crate::lsp) async fn sources(&self, params: OfSomeNote) -> Result<Option<Sources>> {
        if let Some(note) = params.text_document {
            return self.ask(&note.uri, |snapshot| Some(of_note(snapshot))).await;
        }
        let all = self.all_documents(true).await;
        off_thread(move |_| Some(sources(&all, &Cited::default()))).await
    }
}

fn of_note(snapshot: &Snapshot) -> Sources {
    let Some(documents) = &snapshot.documents else { return Sources::default() };
    let mut cited = Cited::default();
    for citation in &snapshot.note.facts.citations {
        if let Some(document) = documents.corpus().reference().document_of_key(&citation.key) {
            cited.entry(document).or_default().push(snapshot.range(citation.span));
        }
    }
    sources(std::slice::from_ref(documents), &cited)
}

fn sources(all: &[Arc<Documents>], cited: &Cited) -> Sources {
    let of_one = |documents: &Arc<Documents>| {
        let all = documents.corpus().sources();
        all.filter_map(|(id, source)| shown(documents, id, &source, cited)).collect::<Vec<_>>()
    };
    let mut sources: Vec<_> = all.iter().flat_map(of_one).collect();
    sources.sort_by(|a, b| a.key.cmp(&b.key));
    Sources { sources, problems: all.iter().flat_map(|documents| Fault::all(documents.corpus())).collect() }
}

fn shown(documents: &Documents, id: DocumentId, source: &Filed, cited: &Cited) -> Option<SourceShown> {
    let document = &source.document;
    Some(SourceShown {
        key: document.key.clone(),
        uri: documents.uri(id)?,
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        author: document.author.clone(),
        language: document.language.clone(),
        url: document.url.clone(),
        grade: document.grade.clone(),
        retracted: document.retracted,
        dated: document.date.map(|date| date.to_string()),
        date_inferred: document.date_inferred,
        figures: source.figures,
        left_out: left_out(document),
        cited: cited.get(&id).cloned().unwrap_or_default(),
    })
}
