//! The writer's survey of all notes of the workspace, for clients that ask for it ([`crate::lsp::workspace_diagnostics`]).
//!
//! Closed notes are found on disk and judged in the background, one short piece of work after the other, and none is begun
//! while an open note waits. What came of each is kept by its content and the state of its workspace; where no client
//! asks, nothing is done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::{MessageType, Uri};

use super::{Event, Writer};
use crate::lsp::background::Background;
use crate::lsp::closed::{ClosedNote, Kept, judge_closed, list};
use crate::lsp::pulled;
use crate::lsp::workspace_diagnostics::{Told, WorkspacePull};

/// So many closed notes are told of in one part.
const IN_A_PART: usize = 32;

/// All notes of the workspace, as far as a client asks for them.
#[derive(Default)]
pub(super) struct Survey {
    /// Requests that are held open.
    pulls: Vec<WorkspacePull>,
    /// True once the client says no more: what it asked for last may come in behind that, and is held no longer.
    hung_up: bool,
    /// Threads for closed notes; none before the first request.
    background: Option<Background>,
    /// The notes on disk, open ones among them.
    notes: BTreeMap<PathBuf, NoteOnDisk>,
    listing: Listing,
    /// Notes that are being judged.
    running: usize,
    /// Notes that were judged and are not yet told of in parts.
    untold: Vec<Told>,
    /// True where something has changed since the requests were looked at.
    changed: bool,
}

/// Whether it is known which notes there are on disk.
#[derive(Default, PartialEq, Eq)]
enum Listing {
    #[default]
    Due,
    Running,
    /// Files have come or gone since it began.
    Outdated,
    Done,
}

/// A note on disk.
struct NoteOnDisk {
    uri: Uri,
    /// Its workspace.
    workspace: PathBuf,
    /// Our number for the state of file, documents and settings.
    revision: u64,
    /// The revision that was judged last.
    judged: u64,
    running: bool,
    /// What came of it; none where it cannot be read.
    kept: Option<Kept>,
}

/// What the background has found out.
pub(in crate::lsp) enum Surveyed {
    /// The notes on disk, each with its workspace.
    Listed(Vec<(PathBuf, PathBuf)>),
    /// One note, judged in one revision.
    Judged(PathBuf, u64, Result<Option<Kept>, String>),
}

impl Writer {
    /// Takes a request for everything that there is to say.
    pub(super) fn pull_workspace(&mut self, pull: WorkspacePull) {
        if self.ending || self.survey.hung_up {
            return pull.cancel(&self.outgoing);
        }
        self.survey.background.get_or_insert_with(Background::start);
        self.survey.pulls.push(pull);
        self.survey.changed = true;
    }

    /// The client says no more.
    pub(super) fn hang_up(&mut self) {
        self.survey.hung_up = true;
        self.end_survey();
    }

    /// Ends every request that is held open.
    pub(super) fn end_survey(&mut self) {
        for pull in self.survey.pulls.drain(..) {
            pull.cancel(&self.outgoing);
        }
    }

    /// Something that is to be told may have changed.
    pub(super) fn survey_changed(&mut self) {
        self.survey.changed = true;
    }

    /// Notes may have come or gone, or be another workspace's.
    pub(super) fn list_again(&mut self) {
        self.survey.listing = match self.survey.listing {
            Listing::Running | Listing::Outdated => Listing::Outdated,
            Listing::Due | Listing::Done => Listing::Due,
        };
    }

    /// The documents or settings of a workspace have changed.
    pub(super) fn survey_again(&mut self, workspace: &Path, revision: u64) {
        for note in self.survey.notes.values_mut().filter(|note| note.workspace == workspace) {
            note.revision = revision;
        }
    }

    /// Files have changed on disk: notes among them are judged again, and what may be a new one is looked for.
    pub(super) fn survey_files(&mut self, changed: &[PathBuf]) {
        for path in changed {
            let revision = self.next_revision();
            if let Some(note) = self.survey.notes.get_mut(path) {
                note.revision = revision;
                continue;
            }
            let is_note = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
            let mut below = self.survey.notes.range(path.clone()..);
            let held_notes = below.next().is_some_and(|(note, _)| note.starts_with(path));
            if is_note || held_notes || path.is_dir() {
                self.list_again();
            }
        }
    }

    /// Takes what the background has found out.
    pub(super) fn take_surveyed(&mut self, surveyed: Surveyed) {
        self.survey.changed = true;
        match surveyed {
            Surveyed::Listed(found) => self.take_listed(found),
            Surveyed::Judged(path, revision, outcome) => {
                self.survey.running -= 1;
                if let Err(reason) = &outcome {
                    self.log(MessageType::ERROR, format!("{}: could not be judged: {reason}", path.display()));
                }
                let Some(note) = self.survey.notes.get_mut(&path) else { return };
                (note.running, note.judged, note.kept) = (false, revision, outcome.unwrap_or_default());
                let told = note.kept.as_ref().map(|kept| (note.uri.clone(), None, Arc::clone(&kept.report)));
                self.survey.untold.extend(told);
            }
        }
    }

    fn take_listed(&mut self, found: Vec<(PathBuf, PathBuf)>) {
        let is_outdated = self.survey.listing == Listing::Outdated;
        self.survey.listing = if is_outdated { Listing::Due } else { Listing::Done };
        let mut before = std::mem::take(&mut self.survey.notes);
        for (path, workspace) in found {
            let Some(uri) = Uri::from_file_path(&path) else { continue };
            let known = before.remove(&path).filter(|note| note.workspace == workspace);
            let note = known.unwrap_or_else(|| NoteOnDisk {
                uri,
                workspace,
                revision: self.next_revision(),
                judged: 0,
                running: false,
                kept: None,
            });
            self.survey.notes.insert(path, note);
        }
    }

    /// Goes on with what held requests wait for, and answers those that there is news for.
    pub(super) fn survey(&mut self) {
        self.survey.pulls.retain(|pull| !pull.is_gone());
        let is_reading = self.workspaces.values().any(super::OpenWorkspace::is_read_first);
        if self.survey.pulls.is_empty() || is_reading || !self.is_listed() {
            return;
        }
        // The analyst's own note goes first; when it is judged, this goes on.
        if self.notes.values().any(|note| note.running || note.judged != note.revision) {
            return;
        }
        let stale = self.judge_closed_notes();
        let all = self.survey.notes.len();
        for pull in &mut self.survey.pulls {
            pull.show(&self.outgoing, all - stale, all);
        }
        if stale == 0 {
            self.answer_pulls();
        } else if self.survey.untold.len() >= IN_A_PART {
            let told = std::mem::take(&mut self.survey.untold);
            for pull in &mut self.survey.pulls {
                pull.tell_part(&self.outgoing, &told);
            }
        }
    }

    /// True where it is known which notes there are; begins to find out.
    fn is_listed(&mut self) -> bool {
        if self.survey.listing == Listing::Due {
            self.survey.listing = Listing::Running;
            let events = self.events.clone();
            self.list_notes(move |found| drop(events.send(Event::Surveyed(Surveyed::Listed(found)))));
        }
        self.survey.listing == Listing::Done
    }

    /// Finds the notes of every workspace on disk, each with its workspace's name, off this thread.
    pub(super) fn list_notes(&self, then: impl FnOnce(Vec<(PathBuf, PathBuf)>) + Send + 'static) {
        let workspaces = self.workspaces.iter().map(|(key, opened)| (key.clone(), opened.workspace.clone())).collect();
        let (options, watching) = (self.session.options(), self.watching.clone());
        self.runtime.spawn_blocking(move || then(list(workspaces, options.as_ref(), &watching)));
    }

    /// Keeps the background busy; returns how many closed notes are not judged as they stand.
    fn judge_closed_notes(&mut self) -> usize {
        let Some(background) = &self.survey.background else { return 0 };
        let mut stale = 0;
        for (path, note) in &mut self.survey.notes {
            if note.judged == note.revision || self.notes.contains_key(&note.uri) {
                continue;
            }
            stale += 1;
            let opened = self.workspaces.get(&note.workspace);
            let Some(opened) = opened.filter(|_| !note.running && self.survey.running < background.threads()) else {
                continue;
            };
            let closed = ClosedNote {
                uri: note.uri.clone(),
                path: path.clone(),
                documents: opened.documents.clone(),
                settings: Arc::clone(&opened.workspace.settings),
                epoch: opened.epoch,
                client: Arc::clone(&self.traits),
                kept: note.kept.clone(),
            };
            (note.running, self.survey.running) = (true, self.survey.running + 1);
            let (revision, events) = (note.revision, self.events.clone());
            background.run(move || {
                let path = closed.path.clone();
                let _ = events.send(Event::Surveyed(Surveyed::Judged(path, revision, judge_closed(closed))));
            });
        }
        stale
    }

    /// Answers the requests that there is news for; the others stay open.
    fn answer_pulls(&mut self) {
        self.survey.untold.clear();
        if !std::mem::take(&mut self.survey.changed) {
            return;
        }
        let told = Arc::new(self.everything_told());
        for pull in std::mem::take(&mut self.survey.pulls) {
            if pull.has_news(&told) {
                let (told, outgoing) = (Arc::clone(&told), self.outgoing.clone());
                self.runtime.spawn_blocking(move || pull.answer(&outgoing, &told));
            } else {
                self.survey.pulls.push(pull);
            }
        }
    }

    /// What there is to say: of open notes as they stand, of closed ones, and of settings and cards.
    fn everything_told(&self) -> Vec<Told> {
        let files = self.files.iter().filter(|(_, (_, report))| !report.items.is_empty());
        let files = files.map(|(uri, (_, report))| (uri.clone(), None, Arc::clone(report)));
        let open = self.notes.iter().filter_map(|(uri, note)| {
            let report = pulled::report(note.last.as_ref()?, note.path.as_deref());
            Some((uri.clone(), Some(note.version), report))
        });
        let closed = self.survey.notes.values().filter(|note| !self.notes.contains_key(&note.uri));
        let closed = closed.filter_map(|note| Some((note.uri.clone(), None, Arc::clone(&note.kept.as_ref()?.report))));
        files.chain(open).chain(closed).collect()
    }
}
