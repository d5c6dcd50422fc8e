//! The one writer: it owns all mutable state and takes events one after the other, in the order they came.
//!
//! It never judges a note and never reads a document itself: it starts such work off its thread and takes the outcome as
//! one more event. A note is judged for its newest text only; an outcome for a text that has moved on is kept as a
//! start for the next and told to nobody.

mod corpora;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use ropey::Rope;
use rustc_hash::FxHashMap;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tower_lsp::Client;
use tower_lsp::ls_types::notification::{LogMessage, PublishDiagnostics, ShowMessage};
use tower_lsp::ls_types::{
    Diagnostic, DidChangeTextDocumentParams, LogMessageParams, MessageType, PublishDiagnosticsParams,
    ShowMessageParams, TextDocumentContentChangeEvent, TextDocumentItem, Uri, WorkspaceFoldersChangeEvent,
};

use super::frames::Outgoing;
use super::initialize::{Session, path};
use super::judging::{self, Job, Judged, in_words};
use super::parent;
use super::positions::{self, Encoding};
use super::reading::Read;
use super::snapshot::{Published, Snapshot};
use super::watching::Watching;
use corpora::OpenWorkspace;

/// Whom to tell when a note is judged as it stands now; an error says why it cannot be.
pub(super) type Reply = oneshot::Sender<Result<(), String>>;

/// What the writer is told.
pub(super) enum Event {
    /// `initialize`.
    Began(Session),
    /// `initialized`.
    Initialized,
    /// `textDocument/didOpen`.
    Opened(TextDocumentItem),
    /// `textDocument/didChange`.
    Changed(DidChangeTextDocumentParams),
    /// `textDocument/didSave`.
    Saved(Uri),
    /// `textDocument/didClose`.
    Closed(Uri),
    /// `workspace/didChangeWorkspaceFolders`.
    FoldersChanged(WorkspaceFoldersChangeEvent),
    /// Files have changed on disk.
    FilesChanged(Vec<PathBuf>),
    /// A request wants the newest text of a note judged.
    Settle {
        /// The note.
        uri: Uri,
        /// Whom to tell.
        reply: Reply,
    },
    /// A note was judged.
    Judged(Judged),
    /// Documents were read.
    Read(Read),
    /// `shutdown`.
    Ending,
}

/// An open note.
struct OpenNote {
    /// Its file, where it has one.
    path: Option<PathBuf>,
    text: Rope,
    /// The client's number for the text.
    version: i32,
    /// Our number for the state of text, documents and settings; grows with every change of one of them, over all notes.
    revision: u64,
    /// The revision that was judged last.
    judged: u64,
    /// True while it is being judged.
    running: bool,
    /// The outcome of the last judgement, of whatever revision.
    last: Option<Arc<Snapshot>>,
    /// Its workspace; none where it has no documents.
    workspace: Option<PathBuf>,
    /// Requests that wait for the newest revision.
    waiting: Vec<Reply>,
}

/// All mutable state of the server.
pub(super) struct Writer {
    /// Requests to the client; awaited in tasks of their own only.
    client: Client,
    /// Notifications to the client.
    outgoing: Outgoing,
    /// Where to start work off this thread.
    runtime: Handle,
    /// Where outcomes are sent to: this writer.
    events: Sender<Event>,
    /// What requests read.
    published: Arc<Published>,
    /// The client, as it said in `initialize`.
    session: Session,
    /// Its traits once more, as snapshots carry them.
    traits: Arc<super::initialize::Traits>,
    /// The last revision given out.
    revision: u64,
    notes: FxHashMap<Uri, OpenNote>,
    /// By file, or by folder where there is no file.
    workspaces: FxHashMap<PathBuf, OpenWorkspace>,
    watching: Watching,
    /// Readings begun, for the names of progress tokens.
    readings: u32,
    /// True once the user was told that there are no documents.
    told_of_no_documents: bool,
    /// True from `shutdown` on.
    ending: bool,
}

impl Writer {
    /// Starts the writer's thread; what comes back is the way to it. It ends when every sender is gone.
    pub(super) fn start(client: Client, outgoing: Outgoing, published: Arc<Published>) -> Sender<Event> {
        let (events, received) = channel();
        let watched = events.clone();
        let writer = Self {
            client,
            outgoing,
            runtime: Handle::current(),
            events: events.clone(),
            published,
            session: Session::default(),
            traits: Arc::default(),
            revision: 0,
            notes: FxHashMap::default(),
            workspaces: FxHashMap::default(),
            watching: Watching::new(move |paths| {
                let _ = watched.send(Event::FilesChanged(paths));
            }),
            readings: 0,
            told_of_no_documents: false,
            ending: false,
        };
        std::thread::spawn(move || writer.run(&received));
        events
    }

    fn run(mut self, events: &Receiver<Event>) {
        while let Ok(event) = events.recv() {
            self.take_guarded(event);
            // Everything that waits goes first: only the newest text is judged.
            while let Ok(event) = events.try_recv() {
                self.take_guarded(event);
            }
            self.judge_what_has_changed();
        }
    }

    fn take_guarded(&mut self, event: Event) {
        // A panic may lose this one event; every field stays valid by itself.
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.take(event))) {
            self.log(MessageType::ERROR, format!("an event was lost: {}", in_words(panic.as_ref())));
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Began(session) => self.begin(session),
            Event::Initialized => self.open_folders(&self.session.folders.clone()),
            Event::Opened(note) => self.open(note),
            Event::Changed(change) => self.change(change),
            Event::Saved(uri) => self.files_changed(&path(&uri).into_iter().collect::<Vec<_>>()),
            Event::Closed(uri) => self.close(&uri),
            Event::FoldersChanged(change) => {
                let added: Vec<_> = change.added.iter().filter_map(|folder| path(&folder.uri)).collect();
                self.open_folders(&added);
            }
            Event::FilesChanged(paths) => self.files_changed(&paths),
            Event::Settle { uri, reply } => self.settle(&uri, reply),
            Event::Judged(judged) => self.take_judged(judged),
            Event::Read(read) => self.take_read(read),
            Event::Ending => self.end(),
        }
    }

    fn begin(&mut self, session: Session) {
        self.traits = Arc::new(session.traits.clone());
        if let Some(process) = session.process {
            parent::follow(process);
        }
        self.session = session;
    }

    fn open(&mut self, note: TextDocumentItem) {
        let path = path(&note.uri);
        let workspace = self.workspace_of(path.as_deref());
        // Settings and cards are read from disk, and have findings of their own.
        if path.as_deref().is_some_and(|path| self.is_settings(path)) {
            return;
        }
        let opened = OpenNote {
            path,
            text: Rope::from_str(&note.text),
            version: note.version,
            revision: self.next_revision(),
            judged: 0,
            running: false,
            last: None,
            workspace,
            waiting: Vec::new(),
        };
        if opened.workspace.is_none() {
            self.tell_of_no_documents();
        }
        // A note that is opened again begins anew; who waited for the old one is told by the reply being dropped.
        self.notes.insert(note.uri, opened);
    }

    fn change(&mut self, change: DidChangeTextDocumentParams) {
        let revision = self.next_revision();
        let encoding = self.session.traits.encoding;
        let Some(note) = self.notes.get_mut(&change.text_document.uri) else { return };
        for edit in change.content_changes {
            apply(&mut note.text, &edit, encoding);
        }
        note.version = change.text_document.version;
        note.revision = revision;
    }

    fn close(&mut self, uri: &Uri) {
        if self.notes.remove(uri).is_some() {
            self.published.remove(uri);
            self.publish(uri.clone(), Vec::new());
        }
    }

    fn settle(&mut self, uri: &Uri, reply: Reply) {
        match self.notes.get_mut(uri) {
            Some(note) if note.judged != note.revision => note.waiting.push(reply),
            // A requester that has gone away is not missed.
            _ => drop(reply.send(Ok(()))),
        }
    }

    fn judge_what_has_changed(&mut self) {
        for (uri, note) in &mut self.notes {
            if note.running || note.judged == note.revision || self.ending {
                continue;
            }
            let workspace = note.workspace.as_ref().and_then(|key| self.workspaces.get(key));
            let job = Job {
                uri: uri.clone(),
                path: note.path.clone(),
                revision: note.revision,
                version: note.version,
                text: note.text.clone(),
                documents: workspace.and_then(|workspace| workspace.documents.clone()),
                settings: workspace.map(|workspace| Arc::clone(&workspace.workspace.settings)).unwrap_or_default(),
                client: Arc::clone(&self.traits),
                previous: note.last.clone(),
            };
            note.running = true;
            let events = self.events.clone();
            self.runtime.spawn_blocking(move || {
                let _ = events.send(Event::Judged(judging::judge(job)));
            });
        }
    }

    fn take_judged(&mut self, judged: Judged) {
        // As long as documents are being read for the first time there is nothing to say about a note.
        let is_known = |key: &PathBuf| self.workspaces.get(key).is_none_or(|found| found.documents.is_some());
        let Some(note) = self.notes.get_mut(&judged.uri) else { return };
        note.running = false;
        let is_newest = note.revision == judged.revision;
        let told = match judged.outcome {
            Ok((snapshot, notification)) => {
                if is_newest && note.workspace.as_ref().is_none_or(is_known) {
                    self.outgoing.send_prepared(notification);
                }
                if is_newest {
                    self.published.insert(judged.uri.clone(), Arc::clone(&snapshot));
                }
                note.last = Some(snapshot);
                Ok(())
            }
            Err(reason) => Err(reason),
        };
        if !is_newest {
            return;
        }
        note.judged = judged.revision;
        for reply in note.waiting.drain(..) {
            // A requester that has gone away is not missed.
            let _ = reply.send(told.clone());
        }
        if let Err(reason) = told {
            self.log(MessageType::ERROR, format!("{}: could not be judged: {reason}", judged.uri.as_str()));
        }
    }

    /// Judges every note of a workspace anew.
    fn rejudge(&mut self, key: &Path) {
        let uris: Vec<_> = self.notes.iter().filter(|(_, note)| note.workspace.as_deref() == Some(key)).collect();
        let uris: Vec<_> = uris.into_iter().map(|(uri, _)| uri.clone()).collect();
        for uri in uris {
            let revision = self.next_revision();
            if let Some(note) = self.notes.get_mut(&uri) {
                note.revision = revision;
            }
        }
    }

    fn next_revision(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>) {
        self.outgoing.notify::<PublishDiagnostics>(&PublishDiagnosticsParams::new(uri, diagnostics, None));
    }

    fn log(&self, typ: MessageType, message: String) {
        self.outgoing.notify::<LogMessage>(&LogMessageParams { typ, message });
    }

    fn tell_of_no_documents(&mut self) {
        if std::mem::replace(&mut self.told_of_no_documents, true) {
            return;
        }
        let message = "Deskcheck has no documents to check against: put them into a folder `sources` beside the note, \
                       or name their folder in a file deskcheck.toml: corpus = [\"my-folder\"]."
            .to_owned();
        self.outgoing.notify::<ShowMessage>(&ShowMessageParams { typ: MessageType::WARNING, message });
    }
}

/// Puts one edit into a text; without a range it is the whole text.
fn apply(text: &mut Rope, edit: &TextDocumentContentChangeEvent, encoding: Encoding) {
    let Some(range) = edit.range else {
        *text = Rope::from_str(&edit.text);
        return;
    };
    let start = positions::character(text, range.start, encoding);
    let end = positions::character(text, range.end, encoding).max(start);
    text.remove(start..end);
    text.insert(start, &edit.text);
}
