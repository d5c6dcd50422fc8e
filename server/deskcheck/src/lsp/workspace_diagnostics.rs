//! `workspace/diagnostic`: what is to be said of every note of the workspace, open or closed, and of settings and cards.
//!
//! A request is held open until there is something that the client does not have, told in parts where the client takes
//! parts, and answered then: the client asks again.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::notification::{Notification, Progress};
use tower_lsp::ls_types::{
    DocumentDiagnosticReportKind, ProgressParams, ProgressParamsValue, ProgressToken, Uri, WorkDoneProgress,
    WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport as Item,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::frames::Outgoing;
use super::pulled::{Report, cancelled};
use super::server::Server;
use super::writer::Event;

/// What is to be said of one file, and the version it is said of where it is open.
pub(super) type Told = (Uri, Option<i32>, Arc<Report>);

/// A request that is held open.
pub(super) struct WorkspacePull {
    /// The ids of the reports that the client has.
    known: FxHashMap<Uri, String>,
    /// Where it takes parts of the answer.
    parts: Option<ProgressToken>,
    /// True once a part was told.
    is_told: bool,
    /// Where it shows that there is work, and how much of it was done last; none once all of it was.
    work: Option<(ProgressToken, Option<u32>)>,
    reply: oneshot::Sender<Result<Vec<Item>>>,
}

impl Server {
    /// Answers as soon as there is something new.
    pub(super) async fn pull_workspace(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let (reply, answer) = oneshot::channel();
        self.send(Event::WorkspacePulled(WorkspacePull::new(params, reply)));
        let items = answer.await.unwrap_or_else(|_| Err(cancelled(false)))?;
        Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
    }
}

impl WorkspacePull {
    fn new(params: WorkspaceDiagnosticParams, reply: oneshot::Sender<Result<Vec<Item>>>) -> Self {
        let known = params.previous_result_ids.into_iter().map(|known| (known.uri, known.value));
        Self {
            known: known.collect(),
            parts: params.partial_result_params.partial_result_token,
            is_told: false,
            work: params.work_done_progress_params.work_done_token.map(|token| (token, None)),
            reply,
        }
    }

    /// True once nobody waits for it any more.
    pub(super) fn is_gone(&self) -> bool {
        self.reply.is_closed()
    }

    /// Shows how many of the files were looked at; begins at the first word, and ends where `done` is `all`.
    pub(super) fn show(&mut self, outgoing: &Outgoing, done: usize, all: usize) {
        let Some((token, shown)) = &mut self.work else { return };
        let percentage = Some((done * 100 / all.max(1)) as u32);
        let tell = |value| {
            let value = ProgressParamsValue::WorkDone(value);
            outgoing.notify::<Progress>(&ProgressParams { token: token.clone(), value });
        };
        if shown.is_none() && done < all {
            let title = "Deskcheck: checking notes".to_owned();
            tell(WorkDoneProgress::Begin(WorkDoneProgressBegin { title, percentage, ..Default::default() }));
        } else if shown.is_some() && done == all {
            tell(WorkDoneProgress::End(WorkDoneProgressEnd::default()));
        } else if shown.is_some() && *shown != percentage {
            tell(WorkDoneProgress::Report(WorkDoneProgressReport { percentage, ..Default::default() }));
        }
        if done == all {
            self.work = None;
        } else {
            *shown = percentage;
        }
    }

    /// Tells what the client does not have of `told` at once.
    pub(super) fn tell_part(&mut self, outgoing: &Outgoing, told: &[Told]) {
        let Some(token) = self.parts.clone() else { return };
        let items: Vec<_> = told.iter().filter(|told| self.is_news(told)).map(|told| item(told, None)).collect();
        if items.is_empty() {
            return;
        }
        self.known.extend(told.iter().map(|(uri, _, report)| (uri.clone(), report.id.clone())));
        self.is_told = true;
        outgoing.notify::<Part>(&PartParams { token, value: WorkspaceDiagnosticReport { items } });
    }

    /// True where there is something to say that the client does not have; `told` is everything there is.
    pub(super) fn has_news(&self, told: &[Told]) -> bool {
        self.is_told || told.iter().any(|told| self.is_news(told)) || !self.gone(told).is_empty()
    }

    /// Answers, once everything is known. Copies every report, so it does not belong on a thread that others wait for.
    pub(super) fn answer(self, outgoing: &Outgoing, told: &[Told]) {
        // What was told in parts is not told again.
        let rest = told.iter().filter(|told| !self.is_told || self.is_news(told));
        let mut items: Vec<_> = rest.map(|told| item(told, self.known.get(&told.0))).collect();
        let nothing = Arc::new(Report::of(Vec::new()));
        items.extend(self.gone(told).into_iter().map(|uri| item(&(uri, None, Arc::clone(&nothing)), None)));
        if let Some(token) = self.parts.clone() {
            // Who takes parts gets everything in parts, and an answer without content.
            let items = std::mem::take(&mut items);
            outgoing.notify::<Part>(&PartParams { token, value: WorkspaceDiagnosticReport { items } });
        }
        let _ = self.reply.send(Ok(items));
    }

    /// Ends it without an answer.
    pub(super) fn cancel(mut self, outgoing: &Outgoing) {
        self.show(outgoing, 0, 0);
        let _ = self.reply.send(Err(cancelled(false)));
    }

    fn is_news(&self, (uri, _, report): &Told) -> bool {
        !report.is_known_as(self.known.get(uri).map(String::as_str))
    }

    /// The files of which the client has something, and there is nothing any more.
    fn gone(&self, told: &[Told]) -> Vec<Uri> {
        let there: FxHashSet<&Uri> = told.iter().map(|(uri, ..)| uri).collect();
        let nothing = Report::of(Vec::new()).id;
        let gone = self.known.iter().filter(|(uri, id)| !there.contains(uri) && **id != nothing);
        gone.map(|(uri, _)| uri.clone()).collect()
    }
}

fn item((uri, version, report): &Told, known: Option<&String>) -> Item {
    let (uri, version) = (uri.clone(), version.map(i64::from));
    match report.kind(known.map(String::as_str)) {
        DocumentDiagnosticReportKind::Full(full) => {
            Item::Full(WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report: full })
        }
        DocumentDiagnosticReportKind::Unchanged(unchanged) => {
            Item::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: unchanged,
            })
        }
    }
}

/// A part of an answer: `$/progress` with what the answer would hold.
enum Part {}

impl Notification for Part {
    type Params = PartParams;
    const METHOD: &'static str = "$/progress";
}

#[derive(Serialize, Deserialize)]
struct PartParams {
    token: ProgressToken,
    value: WorkspaceDiagnosticReport,
}
