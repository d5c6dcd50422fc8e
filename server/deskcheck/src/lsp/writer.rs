//! The one writer: it owns all mutable state and takes events one after the other, in the order they came.
//!
//! It never judges a note and never reads a document itself: it starts such work off its thread and takes the outcome as
//! one more event. A note is judged for its newest text only; an outcome for a text that has moved on is kept as a
//! start for the next and told to nobody.

mod notes;

mod corpora;

mod settings;

mod survey;

mod telling;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use rustc_hash::FxHashMap;
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tower_lsp::Client;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, MessageType, ShowDocumentParams, TextDocumentItem, Uri, WorkspaceFoldersChangeEvent,
};

use super::documents::Documents;
use super::faults::{guarded, provoked};
use super::frames::Outgoing;
use super::initialize::{Session, path};
use super::judging::Judged;
use super::open_texts::OpenTexts;
use super::pulled::{Related, Report};
use super::reading::Read;
use super::refreshing::refresh;
use super::registering::Registrar;
use super::snapshot::Published;
use super::watching::Watching;
use super::workspace_diagnostics::WorkspacePull;
use corpora::OpenWorkspace;
use notes::OpenNote;
use survey::{Survey, Surveyed};

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
    /// `workspace/didChangeConfiguration`, with what was sent.
    SettingsChanged(Value),
    /// The answer to the nth request for the editor's settings.
    SettingsAnswered(u32, Value),
    /// Files have changed on disk.
    FilesChanged(Vec<PathBuf>),
    /// The documents of this workspace are known from before; whether they have changed since is being found out.
    Known(PathBuf, Arc<Documents>),
    /// Another process has finished writing the index of this workspace.
    IndexWritten(PathBuf),
    /// A request wants the newest text of a note judged.
    Settle {
        /// The note.
        uri: Uri,
        /// True where it is to be judged by documents, as soon as they have been read for the first time.
        by_documents: bool,
        /// Whom to tell.
        reply: Reply,
    },
    /// `workspace/diagnostic`.
    WorkspacePulled(WorkspacePull),
    /// The background has found out something of closed notes.
    Surveyed(Surveyed),
    /// A request wants the documents of every workspace.
    Documents {
        /// It waits until all have been read once; otherwise it gets those that are read so far.
        read: bool,
        /// Whom to tell.
        reply: oneshot::Sender<Vec<Arc<Documents>>>,
    },
    /// A request wants to know of the notes on disk, each with its workspace's name.
    NotesOnDisk(oneshot::Sender<Vec<(PathBuf, PathBuf)>>),
    /// A request wants all documents read again, changed or not.
    ReadAfresh(oneshot::Sender<Vec<Arc<Documents>>>),
    /// A note was judged.
    Judged(Judged),
    /// Documents were read.
    Read(Read),
    /// The client says no more: what it has asked for is answered, what it is to be told later is not.
    HungUp,
    /// The client is to show a text.
    Show(ShowDocumentParams),
    /// `shutdown`.
    Ending,
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
    /// Settings and card files that are open; requests read them too.
    texts: Arc<OpenTexts>,
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
    /// All notes of the workspace, for clients that ask for them.
    survey: Survey,
    watching: Watching,
    /// Requests that wait until all documents have been read once.
    awaiting: Vec<oneshot::Sender<Vec<Arc<Documents>>>>,
    /// Requests that wait until all documents have been read again.
    rereading: Vec<oneshot::Sender<Vec<Arc<Documents>>>>,
    /// What is registered with the client; none where it takes no registrations.
    registrar: Option<Registrar>,
    /// Requests for the editor's settings so far.
    settings_asked: u32,
    /// Readings begun, for the names of progress tokens.
    readings: u32,
    /// True once the user was told that there are no documents.
    told_of_no_documents: bool,
    /// What is to be done when the events that wait have been taken.
    due: Due,
    /// True from `shutdown` on.
    ending: bool,
}

/// What is done once for many events.
#[derive(Default)]
struct Due {
    /// Answers that the client has may have changed without its doing.
    refresh: bool,
    /// There may be other files for the client to watch.
    watch: bool,
}

impl Writer {
    /// Starts the writer's thread; what comes back is the way to it. It ends when every sender is gone.
    pub(super) fn start(
        client: Client,
        outgoing: Outgoing,
        published: Arc<Published>,
        texts: Arc<OpenTexts>,
    ) -> Sender<Event> {
        let (events, received) = channel();
        let watched = events.clone();
        let writer = Self {
            client,
            outgoing,
            runtime: Handle::current(),
            events: events.clone(),
            published,
            texts,
            session: Session::default(),
            traits: Arc::default(),
            revision: 0,
            notes: FxHashMap::default(),
            workspaces: FxHashMap::default(),
            files: BTreeMap::new(),
            survey: Survey::default(),
            watching: Watching::new(move |paths| {
                let _ = watched.send(Event::FilesChanged(paths));
            }),
            awaiting: Vec::new(),
            rereading: Vec::new(),
            registrar: None,
            settings_asked: 0,
            readings: 0,
            told_of_no_documents: false,
            due: Due::default(),
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
            self.survey();
            self.watch_by_client();
            if std::mem::take(&mut self.due.refresh) {
                refresh(&self.client, &self.runtime, self.traits.refreshes);
            }
        }
    }

    fn take_guarded(&mut self, event: Event) {
        // A panic may lose this one event; every field stays valid by itself.
        let taken = guarded(|| {
            provoked("event");
            self.take(event);
        });
        if let Err(fault) = taken {
            self.log(MessageType::ERROR, format!("an event was lost: {fault}"));
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Began(session) => self.begin(session),
            Event::Initialized => self.greet(),
            Event::Opened(note) => self.open(note),
            Event::Changed(change) => self.change(change),
            Event::Saved(uri) => self.files_changed(&path(&uri).into_iter().collect::<Vec<_>>()),
            Event::Closed(uri) => self.close(&uri),
            Event::FoldersChanged(change) => self.folders_changed(&change),
            Event::SettingsChanged(sent) => self.editor_settings_changed(&sent),
            Event::SettingsAnswered(asked, settings) => self.take_answered_settings(asked, &settings),
            Event::FilesChanged(paths) => self.files_changed(&paths),
            Event::IndexWritten(key) => self.read(&key),
            Event::Settle { uri, by_documents, reply } => self.settle(&uri, by_documents, reply),
            Event::WorkspacePulled(pull) => self.pull_workspace(pull),
            Event::Surveyed(surveyed) => self.take_surveyed(surveyed),
            Event::Documents { read, reply } if read && !self.are_read() => self.awaiting.push(reply),
            // A requester that has gone away is not missed.
            Event::Documents { reply, .. } => drop(reply.send(self.all_documents())),
            // A requester that has gone away is not missed.
            Event::NotesOnDisk(reply) => self.list_notes(move |found| drop(reply.send(found))),
            Event::ReadAfresh(reply) => self.read_afresh(reply),
            Event::Judged(judged) => self.take_judged(judged),
            Event::Known(key, documents) => self.take_known(&key, &documents),
            Event::Read(read) => {
                self.take_read(read);
                self.tell_reread();
            }
            Event::HungUp => self.hang_up(),
            Event::Show(params) => self.show_document(params),
            Event::Ending => self.end(),
        }
    }

    fn begin(&mut self, session: Session) {
        self.traits = Arc::new(session.traits.clone());
        self.session = session;
    }

    fn next_revision(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }
}
