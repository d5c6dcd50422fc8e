//! Which files below the corpus folders are documents.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::Problem;
use super::stamp::{Stamp, Stamps};
use crate::formats;

/// Extensions of files that belong to a corpus without being documents of it.
const BESIDE: &[&str] = &["toml", "bib", "json", "jsonl", "yaml", "yml"];

/// Extensions of files that say something of the document beside them.
pub(super) const SIDECARS: [&str; 2] = ["yaml", "yml"];

/// A document's file.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) stamps: Stamps,
}

/// What a walk has to say beside the files it found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Folders that could not be listed: what was known of the files below is still true, as far as anybody can tell.
    pub(super) unlisted: Vec<PathBuf>,
    pub(super) problems: Vec<Problem>,
}

/// Gives every document's file below `paths` to `found`, each once, whatever links lead to it. Hidden files are skipped,
/// links followed, ignore files not obeyed; what `ignores` says so of is not looked at.
pub(super) fn walk(paths: &[&Path], ignores: &dyn Fn(&Path) -> bool, found: &mut dyn FnMut(Found)) -> Walked {
    let canonical = |path: &&Path| path.canonicalize().ok();
    let mut walk = Walk {
        roots: paths.iter().filter_map(canonical).filter(|path| path.is_dir()).collect(),
        folders: FxHashSet::default(),
        files: FxHashSet::default(),
        unknown: BTreeMap::new(),
        walked: Walked::default(),
        ignores,
        found,
    };
    for path in paths {
        walk.root(path);
    }
    let unknown = std::mem::take(&mut walk.unknown);
    walk.walked.problems.extend(unknown.into_iter().map(|(extension, files)| of_unknown_format(&extension, &files)));
    walk.walked
}

/// Files of a format that is not read.
struct Unknown {
    /// The first by name.
    first: PathBuf,
    count: usize,
}

struct Walk<'a> {
    /// The folders that are walked, as the system knows them.
    roots: Vec<PathBuf>,
    /// The folders that were walked, as the system knows them.
    folders: FxHashSet<PathBuf>,
    /// Files that were found otherwise than in their own folder, as the system knows them.
    files: FxHashSet<PathBuf>,
    /// Files of no known format, by extension.
    unknown: BTreeMap<String, Unknown>,
    walked: Walked,
    ignores: &'a dyn Fn(&Path) -> bool,
    found: &'a mut dyn FnMut(Found),
}

/// A folder to be walked.
struct Folder {
    path: PathBuf,
    /// As the system knows it.
    real: PathBuf,
}

impl Walk<'_> {
    fn root(&mut self, path: &Path) {
        if (self.ignores)(path) {
            return;
        }
        match fs::metadata(path).and_then(|about| Ok((about, path.canonicalize()?))) {
            Ok((about, real)) if about.is_dir() => self.below(Folder { path: path.to_owned(), real }),
            Ok((about, real)) => {
                // A file of an unknown format is a document only by being named.
                let is_found = self.is_walked(&real) && formats::reader(path).is_some();
                if !is_found && self.files.insert(real) {
                    let sidecars = fs::read_dir(path.parent().unwrap_or(path)).map(sidecars_in).unwrap_or_default();
                    self.file(path.to_owned(), &about, &sidecars);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.problem(
                path,
                "does not exist; create it, or correct the corpus folders in deskcheck.toml or on the command line",
            ),
            Err(error) => self.unlisted(path, &error),
        }
    }

    /// Walks a folder and all below it.
    fn below(&mut self, folder: Folder) {
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            if !self.folders.insert(folder.real.clone()) {
                continue;
            }
            let entries = match entries(&folder.path) {
                Ok(entries) => entries,
                Err(error) => {
                    self.unlisted(&folder.path, &error);
                    continue;
                }
            };
            let is_sidecar =
                |(name, _): &&(OsString, FileType)| SIDECARS.contains(&extension(Path::new(name)).as_str());
            let sidecars: FxHashSet<OsString> =
                entries.iter().filter(is_sidecar).map(|(name, _)| name.clone()).collect();
            for (name, kind) in entries {
                let path = folder.path.join(&name);
                if (self.ignores)(&path) {
                } else if kind.is_dir() {
                    folders.push(Folder { real: folder.real.join(&name), path });
                } else if kind.is_symlink() {
                    folders.extend(self.link(path, &sidecars));
                } else if self.files.is_empty() || !self.files.contains(&folder.real.join(&name)) {
                    self.entry(path, &sidecars);
                }
            }
        }
    }

    fn entry(&mut self, path: PathBuf, sidecars: &FxHashSet<OsString>) {
        if !self.is_document(&path) {
            return;
        }
        match fs::metadata(&path) {
            Ok(about) => self.file(path, &about, sidecars),
            // It was taken away since its folder was listed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.problem(&path, format!("cannot be read ({error}); check that you may read it")),
        }
    }

    /// Takes the file at the end of a link, or gives the folder there. What is walked under its own name is left to that.
    fn link(&mut self, path: PathBuf, sidecars: &FxHashSet<OsString>) -> Option<Folder> {
        let (about, real) = match fs::metadata(&path).and_then(|about| Ok((about, path.canonicalize()?))) {
            Ok(found) => found,
            Err(error) => {
                self.problem(&path, format!("is a link that leads nowhere ({error}); take it away, or correct it"));
                return None;
            }
        };
        if self.is_walked(&real) {
            return None;
        }
        if about.is_dir() {
            return Some(Folder { path, real });
        }
        if self.is_document(&path) && self.files.insert(real) {
            self.file(path, &about, sidecars);
        }
        None
    }

    /// True for what lies, not hidden, below a folder that is walked.
    fn is_walked(&self, real: &Path) -> bool {
        let below = self.roots.iter().filter_map(|root| real.strip_prefix(root).ok());
        let is_hidden = |path: &Path| path.iter().any(|name| name.as_encoded_bytes().starts_with(b"."));
        below.into_iter().any(|path| !is_hidden(path))
    }

    fn is_document(&mut self, path: &Path) -> bool {
        if is_lock(path) {
            return false;
        }
        if formats::reader(path).is_some() {
            return true;
        }
        let extension = extension(path);
        if !BESIDE.contains(&extension.as_str()) {
            let unknown = self.unknown.entry(extension).or_insert_with(|| Unknown { first: path.to_owned(), count: 0 });
            unknown.count += 1;
            if path < unknown.first.as_path() {
                path.clone_into(&mut unknown.first);
            }
        }
        false
    }

    fn file(&mut self, path: PathBuf, about: &Metadata, sidecars: &FxHashSet<OsString>) {
        if !about.is_file() {
            return self.problem(&path, "is neither a file nor a folder and is left out; take it away");
        }
        let beside = if sidecars.is_empty() { Vec::new() } else { stamps_beside(&path, sidecars) };
        (self.found)(Found { stamps: Stamps::new(Stamp::of(about), &beside), path });
    }

    fn unlisted(&mut self, folder: &Path, error: &io::Error) {
        self.walked.unlisted.push(folder.to_owned());
        self.problem(
            folder,
            format!("cannot be looked into ({error}); check the permissions and that its disk is there"),
        );
    }

    fn problem(&mut self, path: &Path, message: impl Into<String>) {
        self.walked.problems.push(Problem::of_file(path, message));
    }
}

/// What lies in a folder and is not hidden, in order of name.
fn entries(folder: &Path) -> io::Result<Vec<(OsString, FileType)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            entries.push((name, entry.file_type()?));
        }
    }
    entries.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}

/// The names of files in a folder that may say something of others.
fn sidecars_in(entries: fs::ReadDir) -> FxHashSet<OsString> {
    let names = entries.flatten().map(|entry| entry.file_name());
    names.filter(|name| SIDECARS.contains(&extension(Path::new(name)).as_str())).collect()
}

/// The stamps of what lies beside the file at `path` and says something of it.
fn stamps_beside(path: &Path, sidecars: &FxHashSet<OsString>) -> Vec<Stamp> {
    let there = super::sidecars_of(path).into_iter().flatten();
    let there = there.filter(|path| path.file_name().is_some_and(|name| sidecars.contains(name)));
    there.filter_map(|path| fs::metadata(path).ok()).map(|about| Stamp::of(&about)).collect()
}

/// True for what a word processor lays beside a file that it has open (`~$brief.docx`); other such files are hidden.
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}

/// One problem for all files of a format that is not read.
fn of_unknown_format(extension: &str, files: &Unknown) -> Problem {
    let known: Vec<_> =
        formats::TABLE.iter().flat_map(|reader| reader.extensions).copied().filter(|known| !known.is_empty()).collect();
    let others = match files.count {
        1 => String::new(),
        2 => format!(" and 1 other .{extension} file"),
        count => format!(" and {} other .{extension} files", count - 1),
    };
    let message =
        format!("{others} cannot be read: files of these formats can: {}; convert or remove", known.join(", "));
    Problem::of_file(&files.first, message.trim_start())
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}
