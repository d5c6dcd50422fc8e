//! `deskcheck/check`: every note of the workspace, open ones as the editor has them, closed ones as they lie on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Diagnostic, LSPAny, Uri};

use super::status::Counts;
use crate::lsp::closed;
use crate::lsp::diagnostics::diagnostics;
use crate::lsp::documents::Documents;
use crate::lsp::initialize::{Traits, path};
use crate::lsp::server::{Server, off_thread};
use crate::lsp::snapshot::Snapshot;
use crate::lsp::stop::Stop;
use crate::lsp::writer::Event;

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub(in crate::lsp) struct Checked {
    notes: Vec<NoteChecked>,
}

#[derive(Clone, Debug, Serialize)]
struct NoteChecked {
    uri: Uri,
    #[serde(flatten)]
    counts: Counts,
    diagnostics: Vec<Diagnostic>,
}

impl NoteChecked {
    fn of(uri: &Uri, path: Option<&Path>, snapshot: &Snapshot) -> Self {
        Self { uri: uri.clone(), counts: Counts::of(snapshot), diagnostics: diagnostics(snapshot, path) }
    }
}

impl Server {
    /// `deskcheck/check`.
    pub(in crate::lsp) async fn check(&self, _: LSPAny) -> Result<Checked> {
        let all = self.all_documents(true).await;
        let open: Vec<Uri> = self.published.iter().map(|note| note.key().clone()).collect();
        for uri in &open {
            // One that is closed meanwhile counts as it lies on disk.
            let _ = self.settle(uri, true).await;
        }
        let (reply, listed) = oneshot::channel();
        self.send(Event::NotesOnDisk(reply));
        // None where the server is going down.
        let on_disk = listed.await.unwrap_or_default();
        let notes = self.published.iter().filter(|note| !all.iter().any(|documents| documents.hold(note.key())));
        let open = notes.map(|note| (note.key().clone(), Arc::clone(&note))).collect();
        let client = self.client();
        off_thread(move |stop| Checked { notes: checked(open, &on_disk, &all, &client, stop) }).await
    }
}

fn checked(
    open: Vec<(Uri, Arc<Snapshot>)>,
    on_disk: &[(PathBuf, PathBuf)],
    all: &[Arc<Documents>],
    client: &Arc<Traits>,
    stop: &Stop,
) -> Vec<NoteChecked> {
    let open = open.into_iter().map(|(uri, note)| {
        let checked = NoteChecked::of(&uri, path(&uri).as_deref(), &note);
        (uri.as_str().to_owned(), checked)
    });
    let mut notes: BTreeMap<String, NoteChecked> = open.collect();
    for (path, workspace) in on_disk.iter().take_while(|_| !stop.is_stopped()) {
        let Some(uri) = Uri::from_file_path(path).filter(|uri| !notes.contains_key(uri.as_str())) else { continue };
        let documents = all.iter().find(|documents| documents.workspace().key() == workspace);
        if let Some(note) = documents.and_then(|documents| closed::snapshot(path, documents, client)) {
            notes.insert(uri.as_str().to_owned(), NoteChecked::of(&uri, Some(path), &note));
        }
    }
    notes.into_values().collect()
}
