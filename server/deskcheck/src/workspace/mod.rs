//! What belongs to a note: its documents, its settings, and the file that says so.
//!
//! A workspace is found upward from the note (`deskcheck.toml`), or it is a folder `sources/` or `corpus/` beside the
//! note. Reads `deskcheck.toml` and looks at folders; reads no document.

pub mod entries;

pub mod notes;

pub mod paths;

pub mod settings;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::answer::{FrontMatter, Settings};
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::corpus::Problem;
use entries::{Entry, Located};
use paths::{absolute, asked_soon};

/// The name of the file.
pub const FILE: &str = "deskcheck.toml";

/// Folders that hold documents where nothing else is said.
const FOLDERS: [&str; 2] = ["sources", "corpus"];

/// The documents and settings of the notes below one folder. All paths are absolute.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The folder.
    pub root: PathBuf,
    /// The file that says so, where there is one.
    pub file: Option<PathBuf>,
    /// True where its settings come from the editor.
    pub from_editor: bool,
    /// True where somebody has said, for this once, what the documents are.
    pub is_for_once: bool,
    /// Folders and files with documents; they exist.
    pub corpus: Vec<PathBuf>,
    /// Files with actor cards, whether they are there or not.
    pub cards: Vec<PathBuf>,
    /// Bibliographies.
    pub bibliography: Vec<PathBuf>,
    /// What the analysis needs to know.
    pub settings: Arc<Settings>,
    /// What is wrong with the settings.
    pub problems: Vec<Problem>,
    /// Corpus folders and files with cards that are not read, and why.
    pub missing: Vec<Problem>,
    ignore: Gitignore,
}

impl Workspace {
    /// The workspace of the notes in `folder`: by the nearest `deskcheck.toml` upward, else by `options` (the editor's
    /// settings, for its folder), else by a folder `sources` or `corpus` in `folder` itself.
    pub fn find(folder: &Path, options: Option<&Options>) -> Option<Self> {
        let folder = absolute(folder);
        let file = folder.ancestors().map(|folder| folder.join(FILE)).find(|file| file.is_file());
        file.map(|file| Self::of_file(&file))
            .or_else(|| options.filter(|options| options.names_documents()).map(Options::workspace))
            .or_else(|| Self::beside(&folder, options))
    }

    /// The workspace that `file` describes.
    pub fn of_file(file: &Path) -> Self {
        let root = file.parent().unwrap_or(Path::new("/"));
        let (text, unreadable) = match std::fs::read(file) {
            Ok(bytes) => (String::from_utf8_lossy(&bytes).into_owned(), None),
            Err(error) => (String::new(), Some(Located::nowhere(format!("cannot be read: {error}")))),
        };
        let (entries, mut faults) = entries::from_toml(&text);
        faults.extend(unreadable);
        Self::written(root, Some(file), &entries, faults)
    }

    /// The workspace whose documents are `corpus`, with the settings of the `deskcheck.toml` that holds for `folder`.
    pub fn with_corpus(folder: &Path, corpus: &[PathBuf]) -> Self {
        let mut workspace =
            Self::find(folder, None).unwrap_or_else(|| Self::written(&absolute(folder), None, &[], Vec::new()));
        workspace.is_for_once = true;
        workspace.corpus.clear();
        workspace.missing.clear();
        for path in corpus {
            let path = absolute(path);
            match unreadable_now(&path) {
                None => workspace.corpus.push(path),
                Some(fault) => workspace.missing.push(Problem { path, line: None, message: fault.to_owned() }),
            }
        }
        workspace
    }

    /// What it is known by: its file, or its folder where there is none.
    pub fn key(&self) -> &Path {
        self.file.as_deref().unwrap_or(&self.root)
    }

    /// Everything that is wrong: with the settings, and with the corpus folders.
    pub fn faults(&self) -> Vec<Problem> {
        self.problems.iter().chain(&self.missing).cloned().collect()
    }

    /// The files that the settings name beside the documents: cards and bibliographies, whether they are there or not.
    pub fn named_files(&self) -> impl Iterator<Item = &PathBuf> {
        self.cards.iter().chain(&self.bibliography)
    }

    /// Takes the bibliographies that the front matter of a note in `folder` names; true where one of them is new.
    pub fn take_bibliographies(&mut self, folder: &Path, front_matter: &FrontMatter) -> bool {
        let named = front_matter.bibliography.iter().map(|path| absolute(&folder.join(path)));
        let new: Vec<_> = named.filter(|path| !self.bibliography.contains(path)).collect();
        let any = !new.is_empty();
        self.bibliography.extend(new);
        any
    }

    /// True where the file at `path` (absolute) is to be left alone.
    pub fn ignores(&self, path: &Path) -> bool {
        path.starts_with(self.ignore.path()) && self.ignore.matched_path_or_any_parents(path, false).is_ignore()
    }

    /// True where `path` (absolute) lies in the corpus, whether it is there or not.
    pub fn covers(&self, path: &Path) -> bool {
        self.corpus.iter().any(|folder| path.starts_with(folder))
    }

    fn beside(folder: &Path, options: Option<&Options>) -> Option<Self> {
        let sources = FOLDERS.iter().map(|name| folder.join(name)).find(|path| is_folder(path))?;
        let written = options.map_or_else(|| Self::written(folder, None, &[], Vec::new()), Options::workspace);
        Some(Self { root: folder.to_path_buf(), corpus: vec![sources], ..written })
    }

    fn written(root: &Path, file: Option<&Path>, entries: &[Entry], mut faults: Vec<Located<String>>) -> Self {
        let (written, more) = settings::understand(entries);
        faults.extend(more);
        let ignore = ignored(root, &written.ignore, &mut faults);
        let from_root = |paths: Vec<PathBuf>| paths.into_iter().map(|path| absolute(&root.join(path))).collect();
        let named = file.unwrap_or(root);
        let problem = |line, message| Problem { path: named.to_path_buf(), line, message };
        let (mut corpus, mut missing) = (Vec::new(), Vec::new());
        for path in written.corpus {
            let folder = absolute(&root.join(&path.value));
            match unreadable_now(&folder) {
                None => corpus.push(folder),
                Some(fault) => missing.push(problem(path.line, format!("`{}`: {fault}", path.value))),
            }
        }
        let mut cards = Vec::new();
        for path in written.cards {
            let file = absolute(&root.join(&path.value));
            if !asked_soon(&file, Path::is_file).unwrap_or(true) {
                missing.push(problem(path.line, format!("`{}`: there is no such file of actor cards", path.value)));
            }
            cards.push(file);
        }
        Self {
            root: root.to_path_buf(),
            file: file.map(Path::to_path_buf),
            from_editor: false,
            is_for_once: false,
            corpus,
            cards,
            bibliography: from_root(written.bibliography),
            settings: Arc::new(written.analysis),
            problems: faults.into_iter().map(|fault| problem(fault.line, fault.value)).collect(),
            missing,
            ignore,
        }
    }
}

/// True of a folder, and of what does not answer.
fn is_folder(path: &Path) -> bool {
    asked_soon(path, Path::is_dir).unwrap_or(true)
}

/// As [`unreadable`], as far as can be told now: what does not answer may be there, and whoever reads it waits for it.
fn unreadable_now(path: &Path) -> Option<&'static str> {
    asked_soon(path, unreadable).flatten()
}

/// Why a corpus folder or file cannot be read, and what to do.
fn unreadable(path: &Path) -> Option<&'static str> {
    if !path.exists() {
        Some("there is no such folder; make it, or name the folder that holds the documents")
    } else if paths::is_too_wide(path) {
        Some("it is the home folder or one above it; name the folder that holds the documents")
    } else {
        None
    }
}

/// Settings that an editor sent, of the same shape as the file, for the folder it has open.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that paths in them are relative to.
    pub root: PathBuf,
    /// The settings.
    pub entries: Vec<Entry>,
}

impl Options {
    /// True where they say what the documents are.
    fn names_documents(&self) -> bool {
        self.entries.iter().any(|entry| entry.key.value == "corpus")
    }

    fn workspace(&self) -> Workspace {
        let written = Workspace::written(&self.root, None, &self.entries, Vec::new());
        Workspace { from_editor: !self.entries.is_empty(), ..written }
    }
}

fn ignored(root: &Path, patterns: &[Located<String>], faults: &mut Vec<Located<String>>) -> Gitignore {
    let mut builder = GitignoreBuilder::new(root);
    for pattern in patterns {
        if let Err(error) = builder.add_line(None, &pattern.value) {
            let value = format!("`{}` is no pattern of files: {error}", pattern.value);
            faults.push(pattern.with(value));
        }
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

#[cfg(test)]
mod tests;
