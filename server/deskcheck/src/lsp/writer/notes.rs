//! The writer's open notes: changed as the client says, judged off its thread, told of when they are judged as they stand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::extract::KnownBlocks;
use ropey::Rope;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, MessageType, TextDocumentContentChangeEvent, TextDocumentItem, Uri,
};

use super::corpora::OpenWorkspace;
use super::{Event, Reply, Writer};
use crate::lsp::extracted::is_extracted;
use crate::lsp::initialize::path;
use crate::lsp::judging::{self, Cut, Job, Judged, Outcome};
use crate::lsp::open_texts::OpenText;
use crate::lsp::positions::{self, Encoding};
use crate::lsp::pulled::{Related, Report};
use crate::lsp::snapshot::Snapshot;
use crate::lsp::stop::Stop;
use crate::lsp::views::status::{JudgedParams, NoteJudged};

/// An open note.
pub(super) struct OpenNote {
    /// Its file, where it has one.
    pub(super) path: Option<PathBuf>,
    pub(super) text: Rope,
    /// The client's number for the text.
    pub(super) version: i32,
    /// Our number for the state of text, documents and settings; grows with every change of one of them, over all notes.
    pub(super) revision: u64,
    /// The revision that was judged last.
    pub(super) judged: u64,
    /// Why that revision could not be judged, where it could not.
    pub(super) failed: Option<String>,
    /// True while it is being judged.
    pub(super) running: bool,
    /// Ends the judgement that is under way.
    stop: Stop,
    /// What is known of its paragraphs, where a reading was broken off.
    begun: Option<Arc<KnownBlocks>>,
    /// The outcome of the last judgement, of whatever revision.
    pub(super) last: Option<Arc<Snapshot>>,
    /// Its workspace; none where it has no documents.
    pub(super) workspace: Option<PathBuf>,
    /// Requests that wait for the newest revision, and whether they wait for documents too.
    pub(super) waiting: Vec<(bool, Reply)>,
}

impl OpenNote {
    /// Takes the number of a new state; a judgement of an older one is broken off.
    pub(super) fn move_on(&mut self, revision: u64) {
        self.revision = revision;
        self.stop.stop();
    }
}

impl Writer {
    pub(super) fn open(&mut self, note: TextDocumentItem) {
        let path = path(&note.uri);
        if is_extracted(&note.uri, path.as_deref()) {
            return;
        }
        let workspace = self.workspace_of(path.as_deref());
        // Settings and cards are read from disk, and have findings of their own.
        if let Some(path) = path.as_deref().filter(|path| self.is_settings(path)) {
            let opened = OpenText { text: Rope::from_str(&note.text), version: note.version };
            self.texts.insert(path.to_path_buf(), opened);
            return;
        }
        let opened = OpenNote {
            path,
            text: Rope::from_str(&note.text),
            version: note.version,
            revision: self.next_revision(),
            judged: 0,
            failed: None,
            running: false,
            stop: Stop::default(),
            begun: None,
            last: None,
            workspace,
            waiting: Vec::new(),
        };
        if opened.workspace.is_none() && !self.is_document(opened.path.as_deref()) {
            self.tell_of_no_documents();
        }
        // A note that is opened again begins anew; who waited for the old one is told by the reply being dropped.
        self.notes.insert(note.uri, opened);
        self.survey_changed();
    }

    /// True for a file that lies among the documents of a workspace, and so is no note.
    fn is_document(&self, path: Option<&Path>) -> bool {
        path.is_some_and(|path| self.workspaces.values().any(|opened| opened.workspace.covers(path)))
    }

    pub(super) fn change(&mut self, change: DidChangeTextDocumentParams) {
        let revision = self.next_revision();
        let encoding = self.session.traits.encoding;
        let Some(note) = self.notes.get_mut(&change.text_document.uri) else {
            let open = path(&change.text_document.uri).and_then(|path| self.texts.get_mut(&path));
            let Some(mut open) = open else { return };
            open.version = change.text_document.version;
            change.content_changes.iter().for_each(|edit| apply(&mut open.text, edit, encoding));
            return;
        };
        for edit in change.content_changes {
            apply(&mut note.text, &edit, encoding);
        }
        note.version = change.text_document.version;
        note.move_on(revision);
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        if let Some(closed) = self.notes.remove(uri) {
            self.published.remove(uri);
            // From now on it is what lies on disk.
            self.survey_files(closed.path.as_slice());
            self.survey_changed();
            if !self.traits.pulls {
                self.publish(uri.clone(), Vec::new());
            }
        } else if let Some(path) = path(uri) {
            self.texts.remove(&path);
        }
    }

    pub(super) fn settle(&mut self, uri: &Uri, by_documents: bool, reply: Reply) {
        let is_read = !self.notes.get(uri).is_some_and(|note| self.awaits_documents(note));
        match self.notes.get_mut(uri) {
            Some(note) if note.judged != note.revision || by_documents && !is_read => {
                note.waiting.push((by_documents, reply));
            }
            found => {
                let failed = found.and_then(|note| note.failed.clone());
                let related = if by_documents { self.related(uri) } else { Vec::new() };
                // A requester that has gone away is not missed.
                let _ = reply.send(failed.map_or(Ok(related), Err));
            }
        }
    }

    /// True as long as the documents of a note are being read for the first time: there is nothing to say about it yet.
    pub(super) fn awaits_documents(&self, note: &OpenNote) -> bool {
        let workspace = note.workspace.as_ref().and_then(|key| self.workspaces.get(key));
        workspace.is_some_and(OpenWorkspace::is_read_first)
    }

    /// What is to be said of the settings and card files behind a note, or of such a file itself.
    pub(super) fn related(&self, uri: &Uri) -> Related {
        let key = self.notes.get(uri).and_then(|note| note.workspace.as_ref());
        let stands_behind = |(file, (workspace, _)): &(&Uri, &(PathBuf, Arc<Report>))| {
            *file == uri || self.traits.related_documents && key.is_some_and(|key| workspace == key)
        };
        let files = self.files.iter().filter(stands_behind);
        files.map(|(file, (_, report))| (file.clone(), Arc::clone(report))).collect()
    }

    pub(super) fn judge_what_has_changed(&mut self) {
        for (uri, note) in &mut self.notes {
            if note.running || note.judged == note.revision || self.ending && note.waiting.is_empty() {
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
                begun: note.begun.clone(),
                stop: Stop::default(),
            };
            (note.running, note.stop) = (true, job.stop.clone());
            let events = self.events.clone();
            self.runtime.spawn_blocking(move || {
                let _ = events.send(Event::Judged(judging::judge(job)));
            });
        }
    }

    pub(super) fn take_judged(&mut self, judged: Judged) {
        let awaits_documents = self.notes.get(&judged.uri).is_some_and(|note| self.awaits_documents(note));
        let is_counted = self.traits.wants_status && !self.is_document(path(&judged.uri).as_deref());
        let Some(note) = self.notes.get_mut(&judged.uri) else { return };
        note.running = false;
        let is_newest = note.revision == judged.revision;
        let told = match judged.outcome {
            Ok(Outcome::Cut(Cut { last, begun })) => {
                note.last = last.map(|last| Arc::new(*last)).or(note.last.take());
                note.begun = begun.map(Arc::new);
                return;
            }
            Ok(Outcome::Whole(snapshot, notification)) => {
                note.begun = None;
                if let Some(notification) = notification.filter(|_| is_newest && !awaits_documents && !self.ending) {
                    self.outgoing.send_prepared(notification);
                }
                if is_newest && !awaits_documents && is_counted {
                    self.outgoing.notify::<NoteJudged>(&JudgedParams::of(&judged.uri, &snapshot));
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
        note.failed = told.clone().err();
        let (waiting, settled): (Vec<_>, Vec<_>) =
            note.waiting.drain(..).partition(|(by_documents, _)| *by_documents && awaits_documents);
        note.waiting = waiting;
        for (by_documents, reply) in settled {
            let related = if by_documents { self.related(&judged.uri) } else { Vec::new() };
            // A requester that has gone away is not missed.
            let _ = reply.send(told.clone().map(|()| related));
        }
        if told.is_ok() {
            self.take_bibliographies(&judged.uri);
        }
        self.survey_changed();
        if let Err(reason) = told {
            self.log(MessageType::ERROR, format!("{}: could not be judged: {reason}", judged.uri.as_str()));
        }
    }

    /// Reads the documents again where a note's front matter names a bibliography that its workspace has not.
    fn take_bibliographies(&mut self, uri: &Uri) {
        let Some(note) = self.notes.get(uri) else { return };
        let (Some(last), Some(folder)) = (&note.last, note.path.as_deref().and_then(Path::parent)) else { return };
        let mut front_matter = last.note.front_matter.clone();
        // While its name is being typed, there is no such file.
        front_matter.bibliography.retain(|path| folder.join(path).is_file());
        let Some(key) = note.workspace.clone() else { return };
        let opened = self.workspaces.get_mut(&key);
        if opened.is_some_and(|opened| opened.workspace.take_bibliographies(folder, &front_matter)) {
            self.due.watch = true;
            self.read(&key);
        }
    }

    /// Judges every note of a workspace anew.
    pub(super) fn rejudge(&mut self, key: &Path) {
        let uris: Vec<_> = self.notes.iter().filter(|(_, note)| note.workspace.as_deref() == Some(key)).collect();
        let uris: Vec<_> = uris.into_iter().map(|(uri, _)| uri.clone()).collect();
        self.due.refresh |= !uris.is_empty();
        let epoch = self.next_revision();
        if let Some(opened) = self.workspaces.get_mut(key) {
            opened.epoch = epoch;
        }
        self.survey_again(key, epoch);
        for uri in uris {
            let revision = self.next_revision();
            if let Some(note) = self.notes.get_mut(&uri) {
                note.move_on(revision);
            }
        }
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
