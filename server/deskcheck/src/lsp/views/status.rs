//! `deskcheck/judged` and `deskcheck/read`: told unasked to a client that wants to show how things stand.

use deskcheck_analysis::answer::{Analysis, Tally};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::{ClientCapabilities, Uri};

use crate::lsp::documents::Documents;
use crate::lsp::snapshot::Snapshot;

/// True where the client wants to be told.
pub(in crate::lsp) fn is_wanted(client: &ClientCapabilities) -> bool {
    client.experimental.as_ref().is_some_and(|own| own["deskcheck"]["status"] == Value::Bool(true))
}

/// How many claims of a note came off with each verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    supported: usize,
    contradicted: usize,
    disputed: usize,
    outdated: usize,
    imprecise: usize,
    unverified: usize,
}

impl Counts {
    /// Those of a note that was judged; all are 0 where it has no documents.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let tally = snapshot.analysis.as_ref().map_or_else(Tally::default, Analysis::tally);
        Self {
            supported: tally.verified,
            contradicted: tally.contradicted,
            disputed: tally.disputed,
            outdated: tally.outdated,
            imprecise: tally.imprecise,
            unverified: tally.unverified,
        }
    }
}

/// `deskcheck/judged`: a note was judged.
pub(in crate::lsp) enum NoteJudged {}

impl Notification for NoteJudged {
    type Params = JudgedParams;
    const METHOD: &'static str = "deskcheck/judged";
}

/// Parameters of `deskcheck/judged`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::lsp) struct JudgedParams {
    uri: Uri,
    version: i32,
    #[serde(flatten)]
    counts: Counts,
}

impl JudgedParams {
    /// What is told of the note at `uri`.
    pub(in crate::lsp) fn of(uri: &Uri, snapshot: &Snapshot) -> Self {
        Self { uri: uri.clone(), version: snapshot.version, counts: Counts::of(snapshot) }
    }
}

/// `deskcheck/read`: the documents of a workspace were read.
pub(in crate::lsp) enum DocumentsRead {}

impl Notification for DocumentsRead {
    type Params = ReadParams;
    const METHOD: &'static str = "deskcheck/read";
}

/// Parameters of `deskcheck/read`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::lsp) struct ReadParams {
    documents: usize,
    problems: usize,
}

impl ReadParams {
    /// What is told of a corpus.
    pub(in crate::lsp) fn of(documents: &Documents) -> Self {
        let files = documents.corpus().files();
        Self { documents: files.count(), problems: files.problems().len() }
    }
}
