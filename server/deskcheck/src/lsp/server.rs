//! Requests and notifications, each handed to the writer first.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, OnceLock};

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCall,
    CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, CodeActionParams, CodeActionResponse, CodeLens,
    CodeLensParams, CompletionItem, CompletionParams, CompletionResponse, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams,
    DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult,
    InitializedParams, InlayHint, InlayHintParams, LSPAny, Location, PrepareRenameResponse, ReferenceParams,
    RenameParams, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, TextDocumentPositionParams, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceSymbol, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};
use tower_lsp::{Client, LanguageServer};

use super::call_hierarchy;
use super::code_action::code_actions;
use super::completion::{Origin, completion, resolve};
use super::definition::definition;
use super::documents::Documents;
use super::faults::{guarded, provoked};
use super::frames::Outgoing;
use super::highlight::highlights;
use super::hover::hover;
use super::initialize::{self, Session, Traits};
use super::newer::Newer;
use super::open_texts::{Editor, OpenTexts};
use super::parent;
use super::pulled::Related;
use super::references::references;
use super::rename::{prepare, rename};
use super::snapshot::{Published, Snapshot};
use super::stop::{Stop, StopOnDrop};
use super::traced::Trace;
use super::workspace_symbols;
use super::writer::{Event, Writer};
use super::{code_lens, document_link, document_symbol, folding_range, inlay_hint, origin, semantic_tokens};

/// The face towards the transport: no state but ways to the writer and to what it has published.
pub(super) struct Server {
    events: Sender<Event>,
    pub(super) published: Arc<Published>,
    /// What is open besides notes.
    texts: Arc<OpenTexts>,
    /// What the client can do, from `initialize` on.
    client: OnceLock<Arc<Traits>>,
    outgoing: Outgoing,
    /// What the client can do beyond 3.17, from `initialize` on.
    newer: Arc<OnceLock<Newer>>,
    /// True once `shutdown` was asked for.
    orderly: Arc<AtomicBool>,
    trace: Arc<Trace>,
}

impl Server {
    /// A server with its writer running.
    pub(super) fn start(client: Client, outgoing: Outgoing, newer: Arc<OnceLock<Newer>>, trace: Arc<Trace>) -> Self {
        let (published, texts) = (Arc::new(Published::default()), Arc::default());
        let events = Writer::start(client, outgoing.clone(), Arc::clone(&published), Arc::clone(&texts));
        let (client, orderly) = (OnceLock::default(), Arc::default());
        Self { events, published, texts, client, outgoing, newer, orderly, trace }
    }

    /// The documents of every workspace: those that are read so far, or, where `read`, all once they are read.
    pub(super) async fn all_documents(&self, read: bool) -> Vec<Arc<Documents>> {
        let (reply, documents) = oneshot::channel();
        self.send(Event::Documents { read, reply });
        // None where the server is going down.
        documents.await.unwrap_or_default()
    }

    /// What the client can do.
    pub(super) fn client(&self) -> Arc<Traits> {
        self.client.get().map(Arc::clone).unwrap_or_default()
    }

    /// What the client has open.
    pub(super) fn editor(&self) -> Editor {
        Editor { texts: Arc::clone(&self.texts), notes: Arc::clone(&self.published) }
    }

    /// Whether `shutdown` was asked for.
    pub(super) fn orderly(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.orderly)
    }

    /// To be called when no more comes from the client.
    pub(super) fn hang_up(&self) -> impl FnOnce() + Send + use<> {
        let events = self.events.clone();
        move || drop(events.send(Event::HungUp))
    }

    pub(super) fn send(&self, event: Event) {
        // The writer ends with the process; what comes behind that needs no answer.
        let _ = self.events.send(event);
    }

    /// Waits until the newest text of a note is judged; by documents, where these are being read for the first time.
    pub(super) async fn settle(&self, uri: &Uri, by_documents: bool) -> Result<Related> {
        let (reply, settled) = oneshot::channel();
        self.send(Event::Settle { uri: uri.clone(), by_documents, reply });
        match settled.await {
            Ok(settled) => settled.map_err(|reason| failed(&reason)),
            // The note was closed or opened anew.
            Err(_) => Err(Error::content_modified()),
        }
    }

    /// Answers from the newest text of a note, once it is judged.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        uri: &Uri,
        answer: impl FnOnce(&Snapshot) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.ask_long(uri, |snapshot, _| answer(snapshot)).await
    }

    /// Answers like [`Server::ask`], for what may take long: `answer` looks at its flag, which is set when the client takes
    /// the request back.
    async fn ask_long<T: Send + 'static>(
        &self,
        uri: &Uri,
        answer: impl FnOnce(&Snapshot, &Stop) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.settle(uri, false).await?;
        let Some(snapshot) = self.published.get(uri).map(|published| Arc::clone(&published)) else { return Ok(None) };
        off_thread(move |stop| answer(&snapshot, stop)).await
    }

    /// Answers the resolve step of `item`, which kept its note in `data`: as it was where that note is closed.
    async fn complete<T: Send + 'static>(
        &self,
        data: Option<&LSPAny>,
        item: T,
        resolved: impl FnOnce(&Snapshot, &Uri) -> T + Send + 'static,
    ) -> Result<T> {
        let Some(uri) = origin::note(data) else { return Ok(item) };
        let note = uri.clone();
        Ok(self.ask(&note, move |snapshot| Some(resolved(snapshot, &uri))).await?.unwrap_or(item))
    }
}

/// Does work of the processor off the async threads. A panic in it becomes an error; a request that is taken back ends it.
pub(super) async fn off_thread<T: Send + 'static>(work: impl FnOnce(&Stop) -> T + Send + 'static) -> Result<T> {
    let stop = Stop::default();
    let seen = stop.clone();
    let running = tokio::task::spawn_blocking(move || {
        guarded(|| {
            provoked("answer");
            work(&seen)
        })
    });
    let _ended_with_the_request = StopOnDrop { stop, work: running.abort_handle() };
    let done = running.await.map_err(|error| failed(&error.to_string()))?;
    done.map_err(|panic| failed(&panic))
}

pub(super) fn failed(reason: &str) -> Error {
    Error { message: format!("this could not be answered: {reason}").into(), ..Error::internal_error() }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        self.trace.set(params.trace.unwrap_or_default());
        let session = Session::new(&params, self.newer.get().copied().unwrap_or_default());
        let _ = self.client.set(Arc::new(session.traits.clone()));
        // Before the answer: as long as it waits for that, the client is there to be followed.
        session.process.into_iter().for_each(parent::follow);
        let client = params.client_info.as_ref().map_or("a client without a name", |client| client.name.as_str());
        tracing::info!(version = env!("CARGO_PKG_VERSION"), folders = session.folders.len(), "started by {client}");
        let result = initialize::result(&session.traits);
        self.send(Event::Began(session));
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        self.send(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.send(Event::Ending);
        self.orderly.store(true, Ordering::SeqCst);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.send(Event::Opened(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.send(Event::Changed(params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.send(Event::Saved(params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.send(Event::Closed(params.text_document.uri));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.send(Event::FoldersChanged(params.event));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.send(Event::SettingsChanged(params.settings));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|change| initialize::path(&change.uri)).collect();
        self.send(Event::FilesChanged(paths));
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.pull(params).await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.pull_workspace(params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.ask(&at.text_document.uri, move |snapshot| hover(snapshot, at.position)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let uri = at.text_document.uri.clone();
        self.ask(&uri, move |snapshot| definition(snapshot, &at.text_document.uri, at.position)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.ask(&at.text_document.uri, move |snapshot| highlights(snapshot, at.position)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        let uri = at.text_document.uri.clone();
        self.ask(&at.text_document.uri, move |snapshot| completion(snapshot, &uri, at.position)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(origin) = Origin::of(&item) else { return Ok(item) };
        let known = item.clone();
        let resolved = self.ask(&origin.uri, move |snapshot| Some(resolve(snapshot, known))).await?;
        Ok(resolved.unwrap_or(item))
    }

    async fn prepare_rename(&self, at: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.ask(&at.text_document.uri, move |snapshot| prepare(snapshot, at.position)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = params.text_document_position;
        let uri = at.text_document.uri.clone();
        let renamed = move |snapshot: &Snapshot| Some(rename(snapshot, &uri, at.position, &params.new_name));
        self.ask(&at.text_document.uri, renamed).await?.unwrap_or(Ok(None))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, context) = (params.range, params.context);
        let uri = params.text_document.uri.clone();
        let editor = self.editor();
        let found = move |snapshot: &Snapshot| code_actions(snapshot, &editor, &uri, range, &context);
        self.ask(&params.text_document.uri, found).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        let uri = at.text_document.uri.clone();
        let (published, context) = (Arc::clone(&self.published), params.context);
        let found =
            move |snapshot: &Snapshot, stop: &Stop| references(snapshot, &published, &uri, at.position, context, stop);
        self.ask_long(&at.text_document.uri, found).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri;
        let note = uri.clone();
        self.ask(&note, move |snapshot| inlay_hint::inlay_hints(snapshot, &uri, params.range)).await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        let known = hint.clone();
        self.complete(hint.data.clone().as_ref(), hint, move |snapshot, _| inlay_hint::resolve(snapshot, known)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let uri = params.text_document.uri;
        let note = uri.clone();
        self.ask(&note, move |snapshot| code_lens::lenses(snapshot, &uri)).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let known = lens.clone();
        self.complete(lens.data.clone().as_ref(), lens, move |snapshot, uri| code_lens::resolve(snapshot, uri, known))
            .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let wanted = code_lens::to_show(params);
        let shown =
            wanted.ok_or_else(|| Error::invalid_params("there is no such command, or it lacks its arguments"))?;
        self.send(Event::Show(shown));
        Ok(None)
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        let note = uri.clone();
        self.ask(&note, move |snapshot| Some(document_symbol::symbols(snapshot, &uri))).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(&params.text_document.uri, |snapshot| Some(folding_range::folding_ranges(snapshot))).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri;
        let note = uri.clone();
        self.ask(&note, move |snapshot| document_link::links(snapshot, &uri)).await
    }

    async fn document_link_resolve(&self, link: DocumentLink) -> Result<DocumentLink> {
        let known = link.clone();
        self.complete(link.data.clone().as_ref(), link, move |snapshot, _| document_link::resolve(snapshot, known))
            .await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri;
        self.ask(&uri, |snapshot| Some(semantic_tokens::full(snapshot).into())).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri;
        self.ask(&uri, move |snapshot| Some(semantic_tokens::changed(snapshot, &params.previous_result_id))).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let uri = params.text_document.uri;
        self.ask(&uri, move |snapshot| Some(semantic_tokens::within(snapshot, params.range).into())).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let (all, client, outgoing) = (self.all_documents(false).await, self.client(), self.outgoing.clone());
        let found = off_thread(move |stop| workspace_symbols::found(&all, &client, &params, &outgoing, stop)).await?;
        Ok(Some(WorkspaceSymbolResponse::Nested(found)))
    }

    async fn symbol_resolve(&self, symbol: WorkspaceSymbol) -> Result<WorkspaceSymbol> {
        let (all, client) = (self.all_documents(false).await, self.client());
        off_thread(move |_| workspace_symbols::resolved(&all, &client, symbol)).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let at = params.text_document_position_params;
        let uri = at.text_document.uri.clone();
        // Both are sent before either is waited for.
        let (known, settled) = tokio::join!(self.known(), self.settle(&uri, false));
        settled?;
        let Some(snapshot) = self.published.get(&uri).map(|published| Arc::clone(&published)) else { return Ok(None) };
        off_thread(move |_| call_hierarchy::prepare(&snapshot, &known, &uri, at.position)).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.settle(&params.item.uri, false).await?;
        let known = self.known().await;
        off_thread(move |_| call_hierarchy::outgoing(&known, &params.item)).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let known = self.known().await;
        off_thread(move |stop| call_hierarchy::incoming(&known, &params.item, stop)).await
    }
}
