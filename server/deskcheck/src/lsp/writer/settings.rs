//! The editor's part in the writer's settings: its folders, and what stands in its own settings.

use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::ls_types::{ConfigurationItem, MessageType, WorkspaceFoldersChangeEvent};

use super::{Event, Writer};
use crate::lsp::documents::Documents;
use crate::lsp::initialize::path;
use crate::lsp::registering::Registrar;
use crate::workspace::entries::from_json;
use crate::workspace::{Workspace, paths};

/// The section of an editor's settings that is ours.
const SECTION: &str = "deskcheck";

impl Writer {
    /// The client is ready: registers with it, asks for its settings, and reads the documents of its folders.
    pub(super) fn greet(&mut self) {
        let registers = self.session.traits.registers;
        if registers.files || registers.settings {
            self.registrar = Some(Registrar::start(&self.runtime, self.client.clone(), registers));
        }
        self.watching.leave_to_client(registers.left(&self.session.folders));
        self.due.watch = true;
        self.ask_for_settings();
        self.open_folders(&self.session.folders.clone());
        self.tell_of_wide_folders();
    }

    /// Asks for the editor's settings, where it answers that; what it answers comes as an event.
    fn ask_for_settings(&mut self) {
        if !self.session.traits.registers.answers {
            return;
        }
        self.settings_asked += 1;
        let (client, events, asked) = (self.client.clone(), self.events.clone(), self.settings_asked);
        self.runtime.spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            if let Ok(settings) = client.configuration(vec![item]).await {
                let settings = settings.into_iter().next().unwrap_or_default();
                let _ = events.send(Event::SettingsAnswered(asked, settings));
            }
        });
    }

    /// `workspace/didChangeConfiguration`: asks for the settings, or takes them as they were sent.
    pub(super) fn editor_settings_changed(&mut self, sent: &Value) {
        if self.session.traits.registers.answers {
            self.ask_for_settings();
        } else if let Some(settings) = sent.get(SECTION) {
            self.take_editor_settings(settings);
        }
    }

    /// Takes an answer to the request for settings; an earlier one than was asked for last means nothing.
    pub(super) fn take_answered_settings(&mut self, asked: u32, settings: &Value) {
        if asked == self.settings_asked {
            self.take_editor_settings(settings);
        }
    }

    /// Takes the editor's settings; none are those that it began with.
    fn take_editor_settings(&mut self, settings: &Value) {
        let entries = if settings.is_null() { self.session.first_entries.clone() } else { from_json(settings) };
        if entries == self.session.entries {
            return;
        }
        tracing::info!(settings = entries.len(), "the editor's settings have changed");
        self.session.entries = entries;
        let by_editor = self.workspaces.iter().filter(|(_, opened)| opened.workspace.file.is_none());
        let roots: Vec<_> = by_editor.map(|(key, opened)| (key.clone(), opened.workspace.root.clone())).collect();
        for (key, root) in roots {
            let now = Workspace::find(&root, self.session.options().as_ref());
            match now.filter(|now| now.key() == key) {
                Some(now) => self.replace_workspace(&key, &now),
                None => self.drop_workspace(&key),
            }
        }
        self.open_folders(&self.session.folders.clone());
    }

    /// `workspace/didChangeWorkspaceFolders`.
    pub(super) fn folders_changed(&mut self, change: &WorkspaceFoldersChangeEvent) {
        let of = |folders: &[tower_lsp::ls_types::WorkspaceFolder]| -> Vec<PathBuf> {
            folders.iter().filter_map(|folder| path(&folder.uri)).collect()
        };
        let (added, removed) = (of(&change.added), of(&change.removed));
        self.session.folders.retain(|folder| !removed.contains(folder));
        for folder in &added {
            if !self.session.folders.contains(folder) {
                self.session.folders.push(folder.clone());
            }
        }
        self.watching.leave_to_client(self.session.traits.registers.left(&self.session.folders));
        self.due.watch = true;
        self.open_folders(&added);
        let is_used = |key: &PathBuf| {
            self.notes.values().any(|note| note.workspace.as_ref() == Some(key))
                || self.session.folders.iter().any(|folder| key.starts_with(folder))
        };
        let gone = |key: &&PathBuf| removed.iter().any(|folder| key.starts_with(folder)) && !is_used(key);
        let gone: Vec<_> = self.workspaces.keys().filter(gone).cloned().collect();
        for key in gone {
            self.drop_workspace(&key);
        }
    }

    /// Has the client watch what the workspaces are made of, where it watches files for us.
    pub(super) fn watch_by_client(&mut self) {
        if !std::mem::take(&mut self.due.watch) {
            return;
        }
        let registers = self.session.traits.registers;
        if let Some(registrar) = self.registrar.as_mut().filter(|_| registers.files) {
            let workspaces = self.workspaces.values().map(|opened| &opened.workspace);
            let documents = self.workspaces.values().filter_map(|opened| opened.documents.as_deref());
            let attached = documents.map(Documents::attached);
            registrar.watch(registers.patterns(&self.session.folders, workspaces, attached));
        }
    }

    /// Says once that the home folder or a root was opened, where nothing in it says what the documents are.
    fn tell_of_wide_folders(&mut self) {
        let has_documents = |folder: &PathBuf| Workspace::find(folder, self.session.options().as_ref()).is_some();
        let wide = self.session.folders.iter().find(|folder| paths::is_too_wide(folder) && !has_documents(folder));
        let Some(wide) = wide else { return };
        let message = format!(
            "Deskcheck does not search {}, which holds more than notes: open the folder of your notes, or put a file \
             deskcheck.toml there that names the documents: corpus = [\"my-folder\"].",
            wide.display()
        );
        // It says all that a note without documents would be told.
        self.told_of_no_documents = true;
        self.show(MessageType::INFO, message);
    }
}
