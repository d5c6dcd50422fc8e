//! `textDocument/prepareCallHierarchy`, `callHierarchy/outgoingCalls` and `callHierarchy/incomingCalls`: provenance, both ways.
//!
//! A claim calls the documents behind it; a document is called by the claims that lean on it, in open notes as the editor
//! has them and in closed ones as they lie on disk, and calls the one that it reprints.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::answer::provenance::original;
use deskcheck_analysis::answer::symbols::{Named, place_of};
use deskcheck_analysis::answer::{Behind, Leaning, Origin, Stand};
use deskcheck_analysis::judge::Verdict;
use deskcheck_analysis::resolve::Passage;
use deskcheck_analysis::text::{DocumentId, Span};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Location, Position, Range, SymbolKind, Uri,
};

use super::closed;
use super::documents::Documents;
use super::initialize::{Traits, path};
use super::server::Server;
use super::snapshot::{Published, Snapshot};
use super::stop::Stop;
use crate::workspace::notes::{LOOKED_AT, notes_below};

/// So many closed notes are judged for one answer.
const CLOSED: usize = 256;

/// What an item stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Data {
    /// A claim: the bytes of its figure.
    Claim {
        /// Whose documents it is judged by.
        workspace: PathBuf,
        figure: (usize, usize),
    },
    /// A document, by its key.
    Document {
        /// Whose it is.
        workspace: PathBuf,
        key: String,
        /// The bytes of the sentence that is meant; none where all of it is.
        sentence: Option<(usize, usize)>,
    },
}

/// What the server knows when it is asked about an item.
pub(super) struct Known {
    /// The documents of every workspace.
    pub(super) documents: Vec<Arc<Documents>>,
    /// The open notes.
    pub(super) notes: Arc<Published>,
    pub(super) client: Arc<Traits>,
}

/// The claim or the document at `position` of the note at `uri`; in a document the document itself.
pub(super) fn prepare(
    snapshot: &Snapshot,
    known: &Known,
    uri: &Uri,
    position: Position,
) -> Option<Vec<CallHierarchyItem>> {
    let file = path(uri);
    let of_file = |documents: &Arc<Documents>| Some((Arc::clone(documents), documents.document_of(file.as_deref()?)?));
    if let Some((documents, own)) = known.documents.iter().find_map(of_file) {
        return Some(vec![document_item(&documents, &known.client, own)?]);
    }
    let documents = snapshot.documents.as_deref()?;
    let analysis = snapshot.analysis.as_ref()?;
    let item = match analysis.origin(snapshot.byte(position))? {
        Origin::Document(id) => document_item(documents, &snapshot.client, id)?,
        Origin::Claim(figure) => {
            let claim = analysis.claims().iter().find(|claim| claim.evidence.figure.span == figure)?;
            let sentence = claim.evidence.sentence.join(figure);
            claim_item(snapshot, documents, uri, figure, sentence, claim.judgement.verdict.name())
        }
    };
    Some(vec![item])
}

/// What stands behind an item.
pub(super) fn outgoing(known: &Known, item: &CallHierarchyItem) -> Option<Vec<CallHierarchyOutgoingCall>> {
    match data(item)? {
        Data::Claim { workspace, figure } => {
            let snapshot = known.note(&item.uri, &workspace)?;
            let documents = snapshot.documents.as_deref()?;
            let analysis = snapshot.analysis.as_ref()?;
            let claim = analysis.claim(Span::new(figure.0, figure.1.max(figure.0)), &item.name)?;
            let from = snapshot.range(claim.evidence.figure.span);
            let call = |behind: &Behind| {
                let to = passage_item(documents, &known.client, behind)?;
                Some(CallHierarchyOutgoingCall { to, from_ranges: vec![from] })
            };
            Some(analysis.behind(claim).iter().filter_map(call).collect())
        }
        Data::Document { workspace, key, sentence } => {
            let documents = known.documents_of(&workspace)?;
            let reference = documents.corpus().reference().as_ref();
            let sentence = sentence.map(|(start, end)| Span::new(start, end.max(start)));
            let first = original(reference, reference.document_of_key(&key)?, sentence);
            let first = first.map(|passage| Behind { stand: Stand::Original, passage, sentence: passage });
            let to = first.and_then(|first| passage_item(documents, &known.client, &first));
            Some(
                to.map(|to| CallHierarchyOutgoingCall { to, from_ranges: vec![item.selection_range] })
                    .into_iter()
                    .collect(),
            )
        }
    }
}

/// The claims that lean on an item; nothing leans on a claim.
pub(super) fn incoming(known: &Known, item: &CallHierarchyItem, stop: &Stop) -> Option<Vec<CallHierarchyIncomingCall>> {
    let Data::Document { workspace, key, .. } = data(item)? else { return None };
    let documents = known.documents_of(&workspace)?;
    let document = documents.corpus().reference().document_of_key(&key)?;
    let open: Vec<_> = known.notes.iter().map(|note| (note.key().clone(), Arc::clone(&note))).collect();
    let is_own = |note: &Snapshot| note.documents.as_ref().is_some_and(|its| Arc::ptr_eq(its, documents));
    let mut found = Vec::new();
    for (uri, note) in open.iter().filter(|(_, note)| is_own(note)) {
        found.extend(leaning(note, documents, uri, document));
    }
    found.sort_by(|a, b| {
        (a.from.uri.as_str(), a.from_ranges[0].start).cmp(&(b.from.uri.as_str(), b.from_ranges[0].start))
    });
    let root = &documents.workspace().root;
    let closed = notes_below(root, Some(documents.workspace()), LOOKED_AT).into_iter();
    let closed = closed.filter_map(|path| Some((Uri::from_file_path(&path)?, path)));
    let closed = closed.filter(|(uri, _)| !open.iter().any(|(open, _)| open == uri));
    for (uri, path) in closed.take(CLOSED).take_while(|_| !stop.is_stopped()) {
        let Some(note) = closed::snapshot(&path, documents, &known.client) else { continue };
        found.extend(leaning(&note, documents, &uri, document));
    }
    Some(found)
}

impl Server {
    /// What provenance is answered from.
    pub(super) async fn known(&self) -> Known {
        let documents = self.all_documents(false).await;
        Known { documents, notes: Arc::clone(&self.published), client: self.client() }
    }
}

impl Known {
    fn documents_of(&self, workspace: &Path) -> Option<&Arc<Documents>> {
        self.documents.iter().find(|documents| documents.workspace().key() == workspace)
    }

    /// A note, open or as it lies on disk.
    fn note(&self, uri: &Uri, workspace: &Path) -> Option<Arc<Snapshot>> {
        if let Some(open) = self.notes.get(uri) {
            return Some(Arc::clone(&open));
        }
        closed::snapshot(&path(uri)?, self.documents_of(workspace)?, &self.client).map(Arc::new)
    }
}

fn data(item: &CallHierarchyItem) -> Option<Data> {
    serde_json::from_value(item.data.clone()?).ok()
}

/// The claims of one note that lean on a document.
fn leaning(note: &Snapshot, documents: &Documents, uri: &Uri, document: DocumentId) -> Vec<CallHierarchyIncomingCall> {
    let Some(analysis) = note.analysis.as_ref().filter(|_| !documents.hold(uri)) else { return Vec::new() };
    let call = |leaning: Leaning| {
        let detail = told(leaning.verdict, leaning.stand.word());
        let from = claim_item(note, documents, uri, leaning.figure, leaning.sentence, &detail);
        CallHierarchyIncomingCall { from, from_ranges: vec![note.range(leaning.figure)] }
    };
    analysis.leaning(document).into_iter().map(call).collect()
}

fn told(verdict: Verdict, stand: &str) -> String {
    format!("{} · {stand}", verdict.name())
}

fn claim_item(
    note: &Snapshot,
    documents: &Documents,
    uri: &Uri,
    figure: Span,
    sentence: Span,
    detail: &str,
) -> CallHierarchyItem {
    let data =
        Data::Claim { workspace: documents.workspace().key().to_path_buf(), figure: (figure.start(), figure.end()) };
    CallHierarchyItem {
        name: figure.in_a_line(&note.note.text),
        kind: SymbolKind::NUMBER,
        tags: None,
        detail: Some(detail.to_owned()),
        uri: uri.clone(),
        range: note.range(sentence),
        selection_range: note.range(figure),
        data: serde_json::to_value(data).ok(),
    }
}

/// A document as a whole: its first line.
fn document_item(documents: &Documents, client: &Traits, id: DocumentId) -> Option<CallHierarchyItem> {
    let passage = place_of(documents.corpus().reference().as_ref(), Named::Document(id))?;
    let Location { uri, range } = documents.locate(passage, client.encoding)?;
    item(documents, passage, None, uri, range, range)
}

/// A document at the passage that stands behind a claim.
fn passage_item(documents: &Documents, client: &Traits, behind: &Behind) -> Option<CallHierarchyItem> {
    let sentence = documents.locate(behind.sentence, client.encoding)?.range;
    let Location { uri, range: words } = documents.locate(behind.passage, client.encoding)?;
    // The protocol wants the selection inside.
    let range = Range::new(sentence.start.min(words.start), sentence.end.max(words.end));
    item(documents, behind.sentence, Some(behind.stand), uri, range, words)
}

fn item(
    documents: &Documents,
    of: Passage,
    stand: Option<Stand>,
    uri: Uri,
    range: Range,
    selection_range: Range,
) -> Option<CallHierarchyItem> {
    let document = documents.corpus().reference().document(of.document)?;
    let stand_told = stand.map(|stand| stand.word().to_owned());
    let about = [stand_told, document.publisher.clone(), document.day(), document.standing()].into_iter().flatten();
    let about: Vec<_> = about.collect();
    let data = Data::Document {
        workspace: documents.workspace().key().to_path_buf(),
        key: document.key.clone(),
        sentence: stand.map(|_| (of.span.start(), of.span.end())),
    };
    Some(CallHierarchyItem {
        name: document.key.clone(),
        kind: SymbolKind::FILE,
        tags: None,
        detail: (!about.is_empty()).then(|| about.join(" · ")),
        uri,
        range,
        selection_range,
        data: serde_json::to_value(data).ok(),
    })
}
