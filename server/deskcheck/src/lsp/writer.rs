//! The one writer: it owns all mutable state and takes events one after the other, in the order they came.
//!
//! It never judges a note and never reads a document itself: it starts such work off its thread and takes the outcome as
//! one more event. A note is judged for its newest text only; an outcome for a text that has moved on is kept as a
//! start for the next and told to nobody.

mod corpora;

use std::collections::BTreeMap;
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
use super::pulled::{Related, Report};
use super::reading::Read;
use super::refreshing::refresh;
use super::snapshot::{Published, Snapshot};
use super::watching::Watching;
use corpora::OpenWorkspace;

/// Whom to tell when a note is judged as it stands now, with what is to be said of its settings and cards; an error says
/// why it cannot be.
pub(super) type Reply = oneshot::Sender<Result<Related, String>>;

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
        /// True where it is to be judged by documents, as soon as they have been read for the first time.
        by_documents: bool,
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
    /// Requests that wait for the newest revision, and whether they wait for documents too.
    waiting: Vec<(bool, Reply)>,
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
    /// What is to be said of settings and card files, each with its workspace.
    files: BTreeMap<Uri, (PathBuf, Arc<Report>)>,
    watching: Watching,
    /// Readings begun, for the names of progress tokens.
    readings: u32,
    /// True once the user was told that there are no documents.
    told_of_no_documents: bool,
    /// True where answers that the client has may have changed without its doing.
    refresh_due: bool,
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
            files: BTreeMap::new(),
            watching: Watching::new(move |paths| {
                let _ = watched.send(Event::FilesChanged(paths));
            }),
            readings: 0,
            told_of_no_documents: false,
            refresh_due: false,
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
            if std::mem::take(&mut self.refresh_due) {
                refresh(&self.client, &self.runtime, self.traits.refreshes);
            }
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
            Event::Settle { uri, by_documents, reply } => self.settle(&uri, by_documents, reply),
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
        let is_document = |path: &Path| self.workspaces.values().any(|opened| opened.workspace.covers(path));
        if opened.workspace.is_none() && !opened.path.as_deref().is_some_and(is_document) {
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
            if !self.traits.pulls {
                self.publish(uri.clone(), Vec::new());
            }
        }
    }

    fn settle(&mut self, uri: &Uri, by_documents: bool, reply: Reply) {
        let is_read = !self.notes.get(uri).is_some_and(|note| self.awaits_documents(note));
        match self.notes.get_mut(uri) {
            Some(note) if note.judged != note.revision || by_documents && !is_read => {
                note.waiting.push((by_documents, reply));
            }
            // A requester that has gone away is not missed.
            _ => drop(reply.send(Ok(if by_documents { self.related(uri) } else { Vec::new() }))),
        }
    }

    /// True as long as the documents of a note are being read for the first time: there is nothing to say about it yet.
    fn awaits_documents(&self, note: &OpenNote) -> bool {
        let workspace = note.workspace.as_ref().and_then(|key| self.workspaces.get(key));
        workspace.is_some_and(OpenWorkspace::is_read_first)
    }

    /// What is to be said of the settings and card files behind a note, or of such a file itself.
    fn related(&self, uri: &Uri) -> Related {
        let key = self.notes.get(uri).and_then(|note| note.workspace.as_ref());
        let stands_behind = |(file, (workspace, _)): &(&Uri, &(PathBuf, Arc<Report>))| {
            *file == uri || self.traits.related_documents && key.is_some_and(|key| workspace == key)
        };
        let files = self.files.iter().filter(stands_behind);
        files.map(|(file, (_, report))| (file.clone(), Arc::clone(report))).collect()
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
        let awaits_documents = self.notes.get(&judged.uri).is_some_and(|note| self.awaits_documents(note));
        let Some(note) = self.notes.get_mut(&judged.uri) else { return };
        note.running = false;
        let is_newest = note.revision == judged.revision;
        let told = match judged.outcome {
            Ok((snapshot, notification)) => {
                if let Some(notification) = notification.filter(|_| is_newest && !awaits_documents) {
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
        let (waiting, settled): (Vec<_>, Vec<_>) =
            note.waiting.drain(..).partition(|(by_documents, _)| *by_documents && awaits_documents);
        note.waiting = waiting;
        for (by_documents, reply) in settled {
            let related = if by_documents { self.related(&judged.uri) } else { Vec::new() };
            // A requester that has gone away is not missed.
            let _ = reply.send(told.clone().map(|()| related));
        }
        if let Err(reason) = told {
            self.log(MessageType::ERROR, format!("{}: could not be judged: {reason}", judged.uri.as_str()));
        }
    }

    /// Judges every note of a workspace anew.
    fn rejudge(&mut self, key: &Path) {
        let uris: Vec<_> = self.notes.iter().filter(|(_, note)| note.workspace.as_deref() == Some(key)).collect();
        let uris: Vec<_> = uris.into_iter().map(|(uri, _)| uri.clone()).collect();
        self.refresh_due |= !uris.is_empty();
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

    fn show(&self, typ: MessageType, message: String) {
        self.outgoing.notify::<ShowMessage>(&ShowMessageParams { typ, message });
    }

    fn tell_of_no_documents(&mut self) {
        if std::mem::replace(&mut self.told_of_no_documents, true) {
            return;
        }
        let message = "Deskcheck has no documents to check against: put them into a folder `sources` beside the note, \
                       or name their folder in a file deskcheck.toml: corpus = [\"my-folder\"].";
        self.show(MessageType::WARNING, message.to_owned());
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
