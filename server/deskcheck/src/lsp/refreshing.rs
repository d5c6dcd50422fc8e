//! Telling the client to ask again: documents or settings have changed what was answered before.

use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Uri;

use super::extracted::TextContentRefresh;

/// What a client asks for again when it is told to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub(super) struct Refreshes {
    /// `workspace/diagnostic/refresh`.
    pub(super) diagnostics: bool,
    /// `workspace/inlayHint/refresh`.
    pub(super) inlay_hints: bool,
    /// `workspace/codeLens/refresh`.
    pub(super) code_lenses: bool,
    /// `workspace/semanticTokens/refresh`.
    pub(super) semantic_tokens: bool,
}

/// Asks the client to ask again for everything that documents and settings have a part in. Nobody waits for its answers.
pub(super) fn refresh(client: &Client, runtime: &Handle, refreshes: Refreshes) {
    if refreshes.diagnostics {
        let client = client.clone();
        runtime.spawn(async move { heed(client.workspace_diagnostic_refresh().await) });
    }
    if refreshes.inlay_hints {
        let client = client.clone();
        runtime.spawn(async move { heed(client.inlay_hint_refresh().await) });
    }
    if refreshes.code_lenses {
        let client = client.clone();
        runtime.spawn(async move { heed(client.code_lens_refresh().await) });
    }
    if refreshes.semantic_tokens {
        let client = client.clone();
        runtime.spawn(async move { heed(client.semantic_tokens_refresh().await) });
    }
}

/// Asks the client to ask again for texts that it may show.
pub(super) fn refresh_texts(client: &Client, runtime: &Handle, changed: Vec<Uri>) {
    for uri in changed {
        let client = client.clone();
        runtime
            .spawn(async move { heed(client.send_request::<TextContentRefresh>(TextContentRefresh::of(uri)).await) });
    }
}

/// A client that does not refresh shows what it had; there is nothing to be done about it.
fn heed(answer: Result<()>) {
    drop(answer);
}
