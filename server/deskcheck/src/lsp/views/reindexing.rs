//! `deskcheck/reindex`: all documents are read again, changed or not.

use serde::Serialize;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::LSPAny;

use super::Fault;
use crate::lsp::server::Server;
use crate::lsp::writer::Event;

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub(in crate::lsp) struct Reindexed {
    documents: usize,
    problems: Vec<Fault>,
}

impl Server {
    /// `deskcheck/reindex`.
    pub(in crate::lsp) async fn reindex(&self, _: LSPAny) -> Result<Reindexed> {
        let (reply, read) = oneshot::channel();
        self.send(Event::ReadAfresh(reply));
        // It is dropped where the server is going down.
        let all = read.await.map_err(|_| Error::request_cancelled())?;
        Ok(Reindexed {
            documents: all.iter().map(|documents| documents.corpus().files().count()).sum(),
            problems: all.iter().flat_map(|documents| Fault::all(documents.corpus())).collect(),
        })
    }
}
