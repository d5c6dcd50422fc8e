//! The writer's workspaces: found, read in the background, read again when their files change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use deskcheck_corpus::index::store::wait_for_writer;
use ropey::Rope;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp::ls_types::{Diagnostic, MessageType, ProgressToken, Uri};

use super::{Event, Writer};
use crate::cache;
use crate::corpus::Problem;
use crate::lsp::diagnostics::{of_cards, of_file};
use crate::lsp::documents::Documents;
use crate::lsp::pulled::Report;
use crate::lsp::reading::{self, Progress, Read, Reading};
use crate::lsp::refreshing::refresh_texts;
use crate::lsp::views::status::{DocumentsRead, ReadParams};
use crate::workspace::{FILE, Workspace, paths};

/// A workspace in use.
pub(super) struct OpenWorkspace {
    pub(super) workspace: Workspace,
    /// Its documents; none until they are read for the first time.
    pub(super) documents: Option<Arc<Documents>>,
    /// Our number for the state of documents and settings.
    pub(super) epoch: u64,
    /// Ends the reading that is under way.
    stop: Arc<AtomicBool>,
    /// Where the reading that is under way tells its progress; dropping it ends what the editor shows.
    progress: Option<UnboundedSender<Progress>>,
    /// True where files have changed since the reading under way began.
    stale: bool,
    /// Files that have changed since the last reading began.
    changed: Vec<PathBuf>,
    /// True where the next reading is to read what has not changed too.
    afresh: bool,
}

impl OpenWorkspace {
    /// True as long as its documents are being read for the first time.
    pub(super) fn is_read_first(&self) -> bool {
        self.documents.is_none() && self.progress.is_some()
    }

    /// True of a file that lies where its documents do, be it there or not.
    fn is_made_of(&self, path: &Path) -> bool {
        let attached = self.documents.as_deref().map(Documents::attached);
        self.workspace.covers(path) || attached.is_some_and(|attached| attached.covers(path))
    }

    /// True of a file that is a document of it, or would be one.
    fn has_document(&self, path: &Path) -> bool {
        let is_known = |documents: &Arc<Documents>| documents.document_of(path).is_some();
        self.workspace.covers(path) || self.documents.as_ref().is_some_and(is_known)
    }
}

impl Writer {
    /// Opens the workspaces of folders that the client has open, so that documents are read before a note is opened.
    pub(super) fn open_folders(&mut self, folders: &[PathBuf]) {
        for folder in folders {
            self.workspace_in(folder);
            let (watching, folder) = (self.watching.clone(), folder.clone());
            // A folder that cannot be watched is told about where its documents are read.
            self.runtime.spawn_blocking(move || watching.cover(&folder, false));
        }
        self.find_again();
    }

    /// The workspace of the note at `path`, opened if need be; a note without a file belongs to the first open folder.
    pub(super) fn workspace_of(&mut self, path: Option<&Path>) -> Option<PathBuf> {
        let folder = path.and_then(Path::parent).or(self.session.folders.first().map(PathBuf::as_path))?.to_path_buf();
        self.workspace_in(&folder)
    }

    /// The workspace of the notes in `folder`, opened if need be.
    fn workspace_in(&mut self, folder: &Path) -> Option<PathBuf> {
        let workspace = Workspace::find(folder, self.session.options().as_ref())?;
        let key = workspace.key().to_path_buf();
        if !self.workspaces.contains_key(&key) {
            self.tell_settings(&workspace, &[]);
            let opened = OpenWorkspace {
                workspace,
                documents: None,
                epoch: 0,
                stop: Arc::default(),
                progress: None,
                stale: false,
                changed: Vec::new(),
                afresh: false,
            };
            self.workspaces.insert(key.clone(), opened);
            self.due.watch = true;
            self.list_again();
            self.read(&key);
        }
        Some(key)
    }

    /// Begins to read the documents of a workspace; while they are being read, remembers to do so again.
    pub(super) fn read(&mut self, key: &Path) {
        let Some(opened) = self.workspaces.get_mut(key) else { return };
        if opened.progress.is_some() {
            opened.stale = true;
            return;
        }
        let (progress, done) = unbounded_channel();
        opened.progress = Some(progress.clone());
        opened.stale = false;
        opened.stop = Arc::default();
        let afresh = std::mem::take(&mut opened.afresh);
        let reading = Reading {
            key: key.to_path_buf(),
            workspace: opened.workspace.clone(),
            previous: opened.documents.clone().filter(|_| !afresh),
            changed: std::mem::take(&mut opened.changed),
            afresh,
            stop: Arc::clone(&opened.stop),
            text_content: self.traits.text_content,
            progress,
            watching: self.watching.clone(),
        };
        if self.session.traits.progress {
            self.readings += 1;
            let token = ProgressToken::String(format!("deskcheck/reading/{}", self.readings));
            self.runtime.spawn(reading::show(self.client.clone(), token, done));
        }
        let events = self.events.clone();
        // A thread of its own: it gives way to all others once there is something to answer by.
        std::thread::spawn(move || {
            let known = |documents| drop(events.send(Event::Known(reading.key.clone(), documents)));
            let read = reading::read(&reading, &known);
            let _ = events.send(Event::Read(read));
        });
    }

    /// Takes documents that were read, and judges every note by them.
    pub(super) fn take_read(&mut self, read: Read) {
        for fault in read.unwatched {
            self.log(MessageType::WARNING, fault);
        }
        let Some(opened) = self.workspaces.get_mut(&read.key) else { return };
        opened.progress = None;
        if opened.stop.load(Ordering::Relaxed) && !self.ending {
            // The settings have changed meanwhile.
            return self.read(&read.key);
        }
        if self.ending {
            // It was broken off. Who still waits is answered from what was known before.
            return self.rejudge(&read.key);
        }
        let stale = opened.stale;
        match read.outcome {
            Ok(documents) => {
                let files = documents.corpus().files();
                let (count, problems) = (files.count(), files.problems().len());
                tracing::info!(documents = count, problems, "read {}", read.key.display());
                if files.is_behind() {
                    await_index(&read.key, &opened.workspace, self.events.clone());
                }
                let is_same = |before: &Arc<Documents>| before.is_same(&documents);
                if opened.documents.as_ref().is_some_and(is_same) {
                    // Files were touched, and say what they said.
                    if stale {
                        self.read(&read.key);
                    }
                    return;
                }
                self.replace_documents(&read.key, &documents);
            }
            Err(reason) => {
                let folder = paths::shown(&opened.workspace.root);
                self.log(MessageType::ERROR, format!("{folder}: the documents could not be read: {reason}"));
            }
        }
        self.rejudge(&read.key);
        self.tell_all_documents();
        if stale {
            self.read(&read.key);
        }
    }

    /// Takes documents as far as they are known before a reading has ended.
    pub(super) fn take_known(&mut self, key: &Path, documents: &Arc<Documents>) {
        let is_awaited = |opened: &OpenWorkspace| opened.progress.is_some() && !opened.stop.load(Ordering::Relaxed);
        if !self.ending && self.workspaces.get(key).is_some_and(is_awaited) {
            self.replace_documents(key, documents);
            self.rejudge(key);
            self.tell_all_documents();
        }
    }

    /// Puts documents in the place of those that were known before, and tells what has changed.
    fn replace_documents(&mut self, key: &Path, documents: &Arc<Documents>) {
        let Some(opened) = self.workspaces.get_mut(key) else { return };
        let before = opened.documents.replace(Arc::clone(documents));
        self.due.watch = true;
        self.tell_cards(key, before.as_deref(), Some(documents));
        self.tell_documents(key, documents);
        if self.traits.wants_status {
            self.outgoing.notify::<DocumentsRead>(&ReadParams::of(documents));
        }
        if self.traits.text_content {
            let changed = before.map(|before| documents.changed_since(&before)).unwrap_or_default();
            refresh_texts(&self.client, &self.runtime, changed);
        }
    }

    /// Reads all documents again, and tells when that is done.
    pub(super) fn read_afresh(&mut self, reply: oneshot::Sender<Vec<Arc<Documents>>>) {
        self.rereading.push(reply);
        let keys: Vec<_> = self.workspaces.keys().cloned().collect();
        for key in keys {
            if let Some(opened) = self.workspaces.get_mut(&key) {
                opened.afresh = true;
            }
            self.read(&key);
        }
        self.tell_reread();
    }

    /// Answers who waits until all documents have been read again.
    pub(super) fn tell_reread(&mut self) {
        if self.workspaces.values().all(|opened| opened.progress.is_none()) {
            let all = self.all_documents();
            // A requester that has gone away is not missed.
            self.rereading.drain(..).for_each(|reply| drop(reply.send(all.clone())));
        }
    }

    /// True where no documents are being read for the first time.
    pub(super) fn are_read(&self) -> bool {
        !self.workspaces.values().any(OpenWorkspace::is_read_first)
    }

    /// The documents of every workspace that are read so far, in order of the workspaces.
    pub(super) fn all_documents(&self) -> Vec<Arc<Documents>> {
        let mut read: Vec<_> = self.workspaces.values().filter_map(|opened| opened.documents.clone()).collect();
        read.sort_by(|a, b| a.workspace().key().cmp(b.workspace().key()));
        read
    }

    /// Answers who waits until all documents have been read once.
    fn tell_all_documents(&mut self) {
        if self.are_read() {
            let all = self.all_documents();
            // A requester that has gone away is not missed.
            self.awaiting.drain(..).for_each(|reply| drop(reply.send(all.clone())));
        }
    }

    /// Reads again what files that have changed may have a part in.
    pub(super) fn files_changed(&mut self, changed: &[PathBuf]) {
        self.survey_files(changed);
        let folder_came = changed.iter().any(|path| path.is_dir());
        // Whether a file of cards or a bibliography is there is the settings' business: they name it.
        let settings = changed.iter().any(|path| self.is_settings(path));
        let awaited = self.workspaces.values().any(|opened| !opened.workspace.missing.is_empty());
        if settings || folder_came && awaited {
            self.settings_changed();
        }
        let touched = |opened: &OpenWorkspace| {
            let unsettled = opened.workspace.file.is_none();
            changed.iter().any(|path| {
                opened.is_made_of(path) || unsettled && opened.workspace.named_files().any(|file| file == path)
            })
        };
        let mut stale = Vec::new();
        for (key, opened) in self.workspaces.iter_mut().filter(|(_, opened)| touched(opened)) {
            let documents: Vec<_> = changed.iter().filter(|path| opened.has_document(path)).cloned().collect();
            opened.changed.extend(documents);
            if opened.documents.as_ref().is_some_and(|documents| documents.corpus().is_large()) {
                // What has changed is seen first; what was under way begins again behind it.
                opened.stop.store(true, Ordering::Relaxed);
            }
            stale.push(key.clone());
        }
        for key in stale {
            self.read(&key);
        }
        // A folder of documents or a settings file may have come up beside a note that had none.
        if settings || folder_came {
            self.find_again();
        }
    }

    /// True for a settings file and for the files of cards and the bibliographies that one names.
    pub(super) fn is_settings(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == FILE)
            || self.workspaces.values().any(|opened| opened.workspace.named_files().any(|file| file == path))
    }

    /// Reads every settings file again, and the documents that it names.
    fn settings_changed(&mut self) {
        let files: Vec<_> = self.workspaces.values().filter_map(|opened| opened.workspace.file.clone()).collect();
        for file in files {
            if file.is_file() {
                self.replace_workspace(&file, &Workspace::of_file(&file));
            } else {
                self.drop_workspace(&file);
            }
        }
    }

    /// Takes the new settings of a workspace, and reads its documents by them. A reading by the old ones is broken off.
    pub(super) fn replace_workspace(&mut self, key: &Path, now: &Workspace) {
        let Some(opened) = self.workspaces.get_mut(key) else { return };
        opened.stop.store(true, Ordering::Relaxed);
        let before = std::mem::replace(&mut opened.workspace, now.clone()).faults();
        self.tell_settings(now, &before);
        self.due.watch = true;
        self.read(key);
    }

    /// Forgets a workspace, and takes back what was said of its files.
    pub(super) fn drop_workspace(&mut self, key: &Path) {
        let Some(gone) = self.workspaces.remove(key) else { return };
        gone.stop.store(true, Ordering::Relaxed);
        self.due.watch = true;
        if gone.workspace.file.is_some() {
            self.tell_file(key, key, Vec::new());
        }
        self.tell_cards(key, gone.documents.as_deref(), None);
        self.list_again();
    }

    /// Finds the workspace of every open note anew.
    fn find_again(&mut self) {
        self.list_again();
        let notes: Vec<_> = self.notes.iter().map(|(uri, note)| (uri.clone(), note.path.clone())).collect();
        for (uri, path) in notes {
            let workspace = self.workspace_of(path.as_deref());
            let revision = self.next_revision();
            if let Some(note) = self.notes.get_mut(&uri)
                && note.workspace != workspace
            {
                note.workspace = workspace;
                note.move_on(revision);
            }
        }
    }

    /// Ends every reading that is under way.
    pub(super) fn end(&mut self) {
        self.ending = true;
        self.end_survey();
        for opened in self.workspaces.values() {
            opened.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Shows what is wrong with the settings of a workspace, instead of what was wrong `before`: as diagnostics of their
    /// file, or as messages where they come from the editor.
    fn tell_settings(&mut self, workspace: &Workspace, before: &[Problem]) {
        let now = workspace.faults();
        if let Some(file) = &workspace.file {
            if !now.is_empty() || !before.is_empty() {
                self.tell_file(file, file, of_file(&now));
            }
            return;
        }
        for problem in now.iter().filter(|problem| !before.contains(problem)) {
            self.show(MessageType::WARNING, format!("Deskcheck settings: {}", problem.message));
        }
    }

    /// Shows what is wrong with card files as diagnostics of theirs, instead of what was wrong `before`.
    fn tell_cards(&mut self, key: &Path, before: Option<&Documents>, now: Option<&Documents>) {
        let of =
            |documents: Option<&Documents>| documents.map_or(&[][..], |found| found.corpus().card_problems()).to_vec();
        let (before, now_found) = (of(before), of(now));
        let paths: BTreeSet<&PathBuf> = before.iter().chain(&now_found).map(|problem| &problem.path).collect();
        for path in paths {
            let file =
                now.and_then(|documents| documents.corpus().cards().files.iter().find(|file| file.path == *path));
            let text = Rope::from_str(file.map_or("", |file| &file.text));
            let found = now_found.iter().filter(|problem| problem.path == *path);
            self.tell_file(key, path, of_cards(found, &text, self.session.traits.encoding));
        }
    }

    /// Keeps what is to be said of a settings or card file of a workspace, and pushes it to a client that would not ask:
    /// one that pulls asks for notes, and takes what stands behind them only where it has said so.
    fn tell_file(&mut self, key: &Path, path: &Path, found: Vec<Diagnostic>) {
        let Some(uri) = Uri::from_file_path(path) else { return };
        if !self.traits.pulls || !self.traits.related_documents {
            self.publish(uri.clone(), found.clone());
        }
        // An empty report stays, so that whoever has the old one learns of it.
        self.files.insert(uri, (key.to_path_buf(), Arc::new(Report::of(found))));
        self.due.refresh = true;
        self.survey_changed();
    }

    fn tell_documents(&mut self, key: &Path, documents: &Documents) {
        let files = documents.corpus().files();
        for problem in files.problems() {
            self.log(MessageType::WARNING, in_a_line(problem));
        }
        let is_used = self.notes.values().any(|note| note.workspace.as_deref() == Some(key));
        if files.count() == 0 && is_used {
            self.tell_of_no_documents();
        }
    }
}

/// Has the documents of a workspace read again as soon as no other process writes its index.
fn await_index(key: &Path, workspace: &Workspace, events: Sender<Event>) {
    let Some(folder) = cache::index_folder(workspace) else { return };
    let key = key.to_path_buf();
    std::thread::spawn(move || {
        if wait_for_writer(&folder).is_ok() {
            // The server may have ended meanwhile.
            let _ = events.send(Event::IndexWritten(key));
        }
    });
}

fn in_a_line(problem: &Problem) -> String {
    let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}: {}", paths::shown(&problem.path), problem.message)
}
