//! What LSP 3.18 adds to the types of the transport, which know 3.17: capabilities that it would drop are read from and
//! written into the messages as they pass by.

use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use serde_json::{Value, json};
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Request, RequestBuilder, Response};
use tower_service::Service;

use super::server::Server;

/// The scheme of documents' texts that are no files.
pub(super) const SCHEME: &str = "deskcheck-text";

/// `codeAction/resolve` under a name that the transport leaves to us: its result may hold snippets.
pub(super) const RESOLVE_ACTION: &str = "deskcheck/resolveCodeAction";

/// What a client can do beyond 3.17.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Newer {
    /// It shows texts that the server gives, under a scheme of their own.
    pub(super) text_content: bool,
    /// It takes edits with places to fill in.
    pub(super) snippet_edits: bool,
}

impl Newer {
    /// Reads the parameters of `initialize`.
    fn of(params: &Value) -> Self {
        let workspace = &params["capabilities"]["workspace"];
        Self {
            text_content: workspace["textDocumentContent"].is_object(),
            snippet_edits: workspace["workspaceEdit"]["snippetEditSupport"] == true,
        }
    }
}

/// The transport's service with 3.18 around it.
pub(super) struct Extended {
    inner: LspService<Server>,
    client: Arc<OnceLock<Newer>>,
}

impl Extended {
    /// Puts 3.18 around `inner`; what the client says of itself is left in `client`.
    pub(super) fn new(inner: LspService<Server>, client: Arc<OnceLock<Newer>>) -> Self {
        Self { inner, client }
    }
}

impl Service<Request> for Extended {
    type Response = Option<Response>;
    type Error = <LspService<Server> as Service<Request>>::Error;
    type Future = <LspService<Server> as Service<Request>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match request.method() {
            "initialize" => {
                let client = Newer::of(request.params().unwrap_or(&Value::Null));
                // A second `initialize` is refused behind this.
                let _ = self.client.set(client);
                let answer = self.inner.call(request);
                Box::pin(async move { Ok(answer.await?.map(|response| with_capabilities(response, client))) })
            }
            "codeAction/resolve" => self.inner.call(renamed(request, RESOLVE_ACTION)),
            method if method.starts_with("deskcheck/") => self.inner.call(with_params(request)),
            _ => self.inner.call(request),
        }
    }
}

fn renamed(request: Request, method: &'static str) -> Request {
    let (_, id, params) = request.into_parts();
    let mut renamed = Request::build(method);
    if let Some(id) = id {
        renamed = renamed.id(id);
    }
    if let Some(params) = params {
        renamed = renamed.params(params);
    }
    renamed.finish()
}

/// Requests of ours may come without parameters, which the transport would refuse.
fn with_params(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let told = Request::build(method).params(params.unwrap_or_else(|| json!({})));
    id.into_iter().fold(told, RequestBuilder::id).finish()
}

/// The answer to `initialize` with what 3.17 has no fields for.
fn with_capabilities(response: Response, client: Newer) -> Response {
    let (id, mut result) = response.into_parts();
    if let Ok(result) = &mut result
        && client.text_content
    {
        result["capabilities"]["workspace"]["textDocumentContent"] = json!({ "schemes": [SCHEME] });
    }
    Response::from_parts(id, result)
}
