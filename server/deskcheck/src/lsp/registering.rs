//! What is registered while the session runs, with clients that offer it: word of changed settings, and of changed files.
//!
//! Nothing of it is advertised in `initialize` as well. What a client watches, we do not watch ourselves
//! ([`super::watching`]).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::ls_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, OneOf, Registration, RelativePattern,
    Unregistration, Uri, WorkspaceClientCapabilities,
};

use super::attached::Attached;
use super::watching::Left;
use crate::workspace::Workspace;

const FILES: &str = "workspace/didChangeWatchedFiles";
const SETTINGS: &str = "workspace/didChangeConfiguration";

/// Everything of ours that may come up anywhere below a folder: settings, notes, folders of documents beside a note.
const ANYWHERE: [&str; 4] = ["**/deskcheck.toml", "**/*.md", "**/{sources,corpus}", "**/{sources,corpus}/**"];

/// What a client takes registrations for, and what it answers about its settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub(super) struct Registers {
    /// It tells of files that change.
    pub(super) files: bool,
    /// It knows patterns relative to any folder.
    pub(super) relative: bool,
    /// It tells of settings that change.
    pub(super) settings: bool,
    /// It answers `workspace/configuration`.
    pub(super) answers: bool,
}

impl Registers {
    /// Reads what a client offers.
    pub(super) fn new(workspace: &WorkspaceClientCapabilities) -> Self {
        let files = workspace.did_change_watched_files.as_ref();
        let settings = workspace.did_change_configuration.as_ref();
        Self {
            files: files.and_then(|files| files.dynamic_registration) == Some(true),
            relative: files.and_then(|files| files.relative_pattern_support) == Some(true),
            settings: settings.and_then(|settings| settings.dynamic_registration) == Some(true),
            answers: workspace.configuration == Some(true),
        }
    }

    /// What a client with these `folders` watches for us.
    pub(super) fn left(self, folders: &[PathBuf]) -> Left {
        match (self.files, self.relative) {
            (false, _) => Left::Nothing,
            (true, true) => Left::Everything,
            (true, false) => Left::Below(folders.iter().filter(|folder| is_plain(folder)).cloned().collect()),
        }
    }

    /// What the client must watch: the files of `workspaces`, the folders `attached` to them, and what may come up in its own
    /// `folders`.
    pub(super) fn patterns<'w>(
        self,
        folders: &[PathBuf],
        workspaces: impl Iterator<Item = &'w Workspace>,
        attached: impl Iterator<Item = &'w Attached>,
    ) -> BTreeSet<GlobPattern> {
        let mut patterns: BTreeSet<_> = ANYWHERE.map(|pattern| GlobPattern::String(pattern.to_owned())).into();
        for workspace in workspaces {
            for path in &workspace.corpus {
                patterns.extend(self.pattern(folders, path, "/**"));
                patterns.extend(self.pattern(folders, path, ""));
            }
            for path in workspace.named_files().chain(&workspace.file) {
                patterns.extend(self.pattern(folders, path, ""));
            }
        }
        for (folder, whole) in attached.flat_map(Attached::iter) {
            patterns.extend(self.pattern(folders, folder, if whole { "/**" } else { "/*" }));
        }
        patterns
    }

    /// The pattern for `path` with `below` behind it; none where the client cannot express it, and we watch it ourselves.
    fn pattern(self, folders: &[PathBuf], path: &Path, below: &str) -> Option<GlobPattern> {
        let name = path.file_name()?.to_str()?;
        if self.relative {
            let base_uri = OneOf::Right(Uri::from_file_path(if below.is_empty() { path.parent()? } else { path })?);
            let pattern = if below.is_empty() { name } else { below.trim_start_matches('/') }.to_owned();
            // A name that reads as a pattern matches more than itself, which harms nobody.
            return Some(GlobPattern::Relative(RelativePattern { base_uri, pattern }));
        }
        let within = folders.iter().find_map(|folder| path.strip_prefix(folder).ok())?;
        let within = Some(within.to_str()?.replace('\\', "/")).filter(|_| is_plain(path))?;
        Some(GlobPattern::String(format!("**/{within}{below}")))
    }
}

/// True where no part of a path reads as a pattern.
pub(super) fn is_plain(path: &Path) -> bool {
    path.to_str().is_some_and(|path| !path.contains(['*', '?', '[', ']', '{', '}']))
}

/// Registers with a client, one thing after the other. Dropping it ends nothing that was registered.
pub(super) struct Registrar {
    wanted: UnboundedSender<BTreeSet<GlobPattern>>,
    last: BTreeSet<GlobPattern>,
}

impl Registrar {
    /// Begins to register what `registers` allows. A client that never answers holds up only this.
    pub(super) fn start(runtime: &Handle, client: Client, registers: Registers) -> Self {
        let (wanted, wants) = unbounded_channel();
        runtime.spawn(register(client, registers, wants));
        Self { wanted, last: BTreeSet::new() }
    }

    /// Has the client watch these files, and no others.
    pub(super) fn watch(&mut self, patterns: BTreeSet<GlobPattern>) {
        if self.last != patterns {
            self.last.clone_from(&patterns);
            // The task lives as long as the client.
            let _ = self.wanted.send(patterns);
        }
    }
}

async fn register(client: Client, registers: Registers, mut wants: UnboundedReceiver<BTreeSet<GlobPattern>>) {
    if registers.settings {
        let register_options = Some(json!({"section": "deskcheck"}));
        let settings =
            Registration { id: "deskcheck/settings".to_owned(), method: SETTINGS.to_owned(), register_options };
        heed(client.register_capability(vec![settings]).await);
    }
    let mut registered: Option<String> = None;
    let mut number = 0;
    while let Some(patterns) = wants.recv().await {
        number += 1;
        let id = format!("deskcheck/files/{number}");
        let watchers =
            patterns.into_iter().map(|glob_pattern| FileSystemWatcher { glob_pattern, kind: None }).collect();
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        let register_options = serde_json::to_value(options).ok();
        let files = Registration { id: id.clone(), method: FILES.to_owned(), register_options };
        heed(client.register_capability(vec![files]).await);
        // The new one first, so that no change goes unseen.
        if let Some(id) = registered.replace(id) {
            heed(client.unregister_capability(vec![Unregistration { id, method: FILES.to_owned() }]).await);
        }
    }
}

/// A client that refuses what it has offered tells us nothing; documents are read again when their note is saved.
fn heed(answer: tower_lsp::jsonrpc::Result<()>) {
    if let Err(error) = answer {
        tracing::warn!("the client refuses a registration: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::{Attached, Registers, is_plain};
    use crate::lsp::watching::Left;
    use crate::workspace::Workspace;
    use std::path::{Path, PathBuf};

    #[test]
    fn files_are_watched_by_whoever_can() {
        let folder = tempfile::tempdir().expect("temporary folders can be made");
        let (root, elsewhere) = (folder.path().join("desk"), folder.path().join("else"));
        for made in [root.join("reports"), elsewhere.clone()] {
            std::fs::create_dir_all(made).expect("folders can be made");
        }
        let settings = root.join("deskcheck.toml");
        std::fs::write(&settings, "corpus = [\"reports\", \"../else\"]\n").expect("files can be written");
        let workspace = Workspace::of_file(&settings);
        let folders = [root.clone()];
        let named = [root.join("kept/a.pdf"), elsewhere.join("kept/b.pdf")];
        let attached = Attached::of(named.iter().map(PathBuf::as_path), &workspace);
        let patterns = |relative| {
            let registers = Registers { files: true, relative, ..Registers::default() };
            let (workspaces, attached) = (std::iter::once(&workspace), std::iter::once(&attached));
            serde_json::to_string(&registers.patterns(&folders, workspaces, attached)).expect("they are strings")
        };
        let plain = patterns(false);
        assert!(plain.contains("\"**/reports/**\"") && !plain.contains("else"), "{plain}");
        assert!(plain.contains("\"**/kept/*\""), "{plain}");
        let relative = patterns(true);
        assert!(relative.contains("else\",\"pattern\":\"**\""), "{relative}");
        assert!(relative.contains("desk/kept\",\"pattern\":\"*\""), "{relative}");
    }

    #[test]
    fn what_reads_as_a_pattern_is_watched_here() {
        assert!(is_plain(Path::new("/a/b c")) && !is_plain(Path::new("/a/[b]")));
        let registers = Registers { files: true, ..Registers::default() };
        let folders = [PathBuf::from("/a"), PathBuf::from("/{b}")];
        assert_eq!(registers.left(&folders), Left::Below(vec![PathBuf::from("/a")]));
        assert_eq!(Registers { relative: true, ..registers }.left(&folders), Left::Everything);
        assert_eq!(Registers::default().left(&folders), Left::Nothing);
    }
}
