//! What the writer says to the client of its own accord.

use tower_lsp::ls_types::notification::{LogMessage, PublishDiagnostics, ShowMessage};
use tower_lsp::ls_types::{
    Diagnostic, LogMessageParams, MessageType, PublishDiagnosticsParams, ShowDocumentParams, ShowMessageParams, Uri,
};

use super::Writer;

impl Writer {
    pub(super) fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>) {
        self.outgoing.notify::<PublishDiagnostics>(&PublishDiagnosticsParams::new(uri, diagnostics, None));
    }

    /// What the user can look up, in the editor and in our own log.
    pub(super) fn log(&self, typ: MessageType, message: String) {
        match typ {
            MessageType::ERROR => tracing::error!("{message}"),
            MessageType::WARNING => tracing::warn!("{message}"),
            _ => tracing::info!("{message}"),
        }
        self.outgoing.notify::<LogMessage>(&LogMessageParams { typ, message });
    }

    /// What the user should see now.
    pub(super) fn show(&self, typ: MessageType, message: String) {
        tracing::info!("{message}");
        self.outgoing.notify::<ShowMessage>(&ShowMessageParams { typ, message });
    }

    /// Asks the client to show a text; what comes of it is between the client and its user.
    pub(super) fn show_document(&self, params: ShowDocumentParams) {
        let client = self.client.clone();
        self.runtime.spawn(async move { client.show_document(params).await });
    }

    pub(super) fn tell_of_no_documents(&mut self) {
        if std::mem::replace(&mut self.told_of_no_documents, true) {
            return;
        }
        let message = "Deskcheck has no documents to check against: put them into a folder `sources` beside the note, \
                       or name their folder in a file deskcheck.toml: corpus = [\"my-folder\"].";
        self.show(MessageType::INFO, message.to_owned());
    }
}
