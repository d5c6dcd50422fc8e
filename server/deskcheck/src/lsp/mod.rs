//! The language server: `deskcheck lsp`.
//!
//! tower-lsp is transport. `server` takes requests and notifications; a handler's first act, before any `.await`, is to
//! send to the `writer`, which owns all mutable state and answers with immutable `snapshot`s. Reading documents
//! (`reading`) and judging notes (`judging`) run off the async threads. One file for each request; positions of the
//! protocol exist only in here (`positions`).

pub mod reader;

mod frames;

mod newer;
mod service;

mod server;

mod initialize;

mod writer;

mod reading;

mod judging;

mod snapshot;

mod open_texts;

mod documents;

mod extracted;

mod positions;

mod diagnostics;

mod pulled;

mod workspace_diagnostics;

mod closed;

mod background;

mod refreshing;

mod stop;

mod faults;

mod traced;

mod hover;

mod definition;

mod references;

mod highlight;

mod completion;

mod origin;

mod display;

mod inlay_hint;

mod code_lens;

mod document_symbol;

mod folding_range;

mod document_link;

mod semantic_tokens;

mod rename;

mod call_hierarchy;

mod views;

mod workspace_symbols;

mod code_action;

mod edits;

mod attached;

mod watching;

mod registering;

mod parent;

use std::sync::Arc;

use anyhow::{Context, Result};
use tower_lsp::{LspService, Server as Transport};

use newer::{Extended, RESOLVE_ACTION};
use server::Server;
use service::{Guarded, Opening};
use traced::Trace;

/// Requests and notifications that may be under way at once. Handlers wait for the writer only, never for the client, so
/// this is a bound on memory, not on progress.
const UNDER_WAY: usize = 512;

/// Serves one client over standard input and output until it leaves. True where it left as the protocol wants it, with
/// `shutdown` before `exit`.
///
/// # Errors
///
/// Where no thread can be started.
pub fn serve() -> Result<bool> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("deskcheck")
        .build()
        .context("cannot start the language server's threads")?;
    faults::watch();
    let opening = Arc::new(Opening::default());
    let (incoming, outgoing, end) = frames::stdio(Arc::clone(&opening));
    let trace = Arc::new(Trace::new(outgoing.clone()));
    let served = runtime.block_on(async {
        let newer = Arc::default();
        let server = |client| Server::start(client, outgoing.clone(), Arc::clone(&newer), Arc::clone(&trace));
        let (service, socket) = LspService::build(server)
            .custom_method(RESOLVE_ACTION, Server::resolve_action)
            .custom_method("workspace/textDocumentContent", Server::text_content)
            .custom_method("deskcheck/claims", Server::claims)
            .custom_method("deskcheck/sources", Server::sources)
            .custom_method("deskcheck/actors", Server::actors)
            .custom_method("deskcheck/timeline", Server::timeline)
            .custom_method("deskcheck/reindex", Server::reindex)
            .custom_method("deskcheck/check", Server::check)
            .finish();
        let (orderly, hang_up) = (service.inner().orderly(), service.inner().hang_up());
        tokio::spawn(async move {
            // Requests that are held open for a client that has gone would hold us up too.
            if end.await.is_ok() {
                hang_up();
            }
        });
        let service = Guarded::new(Extended::new(service, newer), opening, trace);
        Transport::new(incoming, outgoing.clone(), socket).concurrency_level(UNDER_WAY).serve(service).await;
        orderly
    });
    outgoing.finish();
    // Readings that still run have nobody to tell.
    runtime.shutdown_background();
    Ok(served.load(std::sync::atomic::Ordering::SeqCst))
}
