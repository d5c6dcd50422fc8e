//! `textDocument/diagnostic`: what is to be said of one note, for clients that ask.
//!
//! A report has an id over the note, everything found in it and every document that it quotes, so that `unchanged` is
//! answered exactly where nothing that the analyst could look up has changed. A request is held until the documents have
//! been read for the first time: a client that is turned away asks again at once, and would do so all the while.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportKind,
    DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
};

use super::diagnostics::diagnostics;
use super::initialize::path;
use super::server::{Server, off_thread};
use super::snapshot::Snapshot;

/// What is to be said of one file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Report {
    /// Another one for whatever differs.
    pub(super) id: String,
    /// Its diagnostics.
    pub(super) items: Vec<Diagnostic>,
}

/// Reports of other files that stand behind a note: settings and cards.
pub(super) type Related = Vec<(Uri, Arc<Report>)>;

impl Server {
    /// Answers with what is to be said of a note. Where the note moves on meanwhile, the client is to ask again; where only the
    /// documents do, it need not know.
    pub(super) async fn pull(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        let previous = params.previous_result_id.as_deref();
        loop {
            let mut related = self.settle(&uri, true).await?;
            let own = related.iter().position(|(file, _)| *file == uri).map(|at| related.swap_remove(at).1);
            let snapshot = self.published.get(&uri).map(|published| Arc::clone(&published));
            let Some(judged) = snapshot else { return Ok(answer(&own.unwrap_or_default(), previous, related)) };
            let (path, pulled) = (path(&uri), Arc::clone(&judged));
            let found = off_thread(move |_| report(&pulled, path.as_deref())).await?;
            match self.published.get(&uri) {
                Some(newest) if newest.version != judged.version => return Err(cancelled(true)),
                Some(newest) if !Arc::ptr_eq(&newest, &judged) => {}
                _ => return Ok(answer(&found, previous, related)),
            }
        }
    }
}

/// `ServerCancelled` of the protocol.
const SERVER_CANCELLED: i64 = -32802;

/// Tells a client that its request came to nothing, and whether it should ask again.
pub(super) fn cancelled(retrigger: bool) -> Error {
    Error {
        code: ErrorCode::ServerError(SERVER_CANCELLED),
        message: "what was asked for has changed meanwhile".into(),
        data: Some(json!({ "retriggerRequest": retrigger })),
    }
}

impl Report {
    /// A report over `items` that quote nothing else.
    pub(super) fn of(items: Vec<Diagnostic>) -> Self {
        let mut hasher = DefaultHasher::new();
        hash_items(&items, &mut hasher);
        Self { id: id(&hasher), items }
    }

    /// True where the client has it already.
    pub(super) fn is_known_as(&self, previous: Option<&str>) -> bool {
        previous == Some(self.id.as_str())
    }

    /// It as the protocol has it, in full or as known already.
    pub(super) fn kind(&self, previous: Option<&str>) -> DocumentDiagnosticReportKind {
        if self.is_known_as(previous) {
            DocumentDiagnosticReportKind::Unchanged(UnchangedDocumentDiagnosticReport { result_id: self.id.clone() })
        } else {
            DocumentDiagnosticReportKind::Full(self.full())
        }
    }

    /// It with all its diagnostics.
    pub(super) fn full(&self) -> FullDocumentDiagnosticReport {
        FullDocumentDiagnosticReport { result_id: Some(self.id.clone()), items: self.items.clone() }
    }
}

/// What is to be said of a note, made once.
pub(super) fn report(snapshot: &Snapshot, path: Option<&Path>) -> Arc<Report> {
    let make = || {
        let items = diagnostics(snapshot, path);
        let mut hasher = DefaultHasher::new();
        snapshot.note.text.hash(&mut hasher);
        hash_items(&items, &mut hasher);
        quoted(snapshot).hash(&mut hasher);
        Arc::new(Report { id: id(&hasher), items })
    };
    Arc::clone(snapshot.report.get_or_init(make))
}

/// The answer to a client that has seen `previous`, and that takes `related` reports with it.
pub(super) fn answer(report: &Report, previous: Option<&str>, related: Related) -> DocumentDiagnosticReportResult {
    let related: HashMap<_, _> = related.into_iter().map(|(uri, report)| (uri, report.kind(None))).collect();
    let related_documents = (!related.is_empty()).then_some(related);
    let answer = match report.kind(previous) {
        DocumentDiagnosticReportKind::Full(full) => {
            let full_document_diagnostic_report = full;
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents,
                full_document_diagnostic_report,
            })
        }
        DocumentDiagnosticReportKind::Unchanged(unchanged) => {
            let unchanged_document_diagnostic_report = unchanged;
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents,
                unchanged_document_diagnostic_report,
            })
        }
    };
    DocumentDiagnosticReportResult::Report(answer)
}

/// The content of every document that the note cites, or that stands behind one of its figures, in order of document.
fn quoted(snapshot: &Snapshot) -> Vec<u64> {
    let (Some(analysis), Some(documents)) = (&snapshot.analysis, &snapshot.documents) else { return Vec::new() };
    let reference = analysis.reference();
    let cited = snapshot.note.facts.citations.iter().filter_map(|citation| reference.document_of_key(&citation.key));
    let sides = analysis.claims().iter().flat_map(|claim| &claim.judgement.sides);
    let told = sides.flat_map(|side| side.also.iter().copied().chain([side.evidence.document]));
    let quoted: BTreeSet<_> = cited.chain(told).collect();
    let corpus = documents.corpus();
    quoted.into_iter().filter_map(|id| corpus.source(id)).map(|source| source.fingerprint).collect()
}

fn hash_items(items: &[Diagnostic], hasher: &mut DefaultHasher) {
    // Protocol types have string keys and no fallible serialisers.
    serde_json::to_string(items).unwrap_or_default().hash(hasher);
}

fn id(hasher: &DefaultHasher) -> String {
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::Report;
    use tower_lsp::ls_types::Diagnostic;

    #[test]
    fn an_id_tells_reports_apart() {
        let one = Diagnostic { message: "one".to_owned(), ..Diagnostic::default() };
        let report = Report::of(vec![one.clone()]);
        assert_eq!(report, Report::of(vec![one.clone()]));
        assert!(report.is_known_as(Some(&report.id)) && !report.is_known_as(None));
        assert_ne!(report.id, Report::of(vec![one.clone(), one]).id);
        assert_ne!(report.id, Report::of(Vec::new()).id);
    }
}
